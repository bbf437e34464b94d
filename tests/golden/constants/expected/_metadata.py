"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "constants_client"
DISTRIBUTION: Final = "constants-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Consts"
ENV_PREFIX: Final = "CONSTS"
BASE_URL: Final = "https://consts.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class ConstsError(Exception):
    """The base class of all exceptions of this package, for Consts."""


RootError = ConstsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
