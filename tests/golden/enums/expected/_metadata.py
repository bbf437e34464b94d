"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "enums_client"
DISTRIBUTION: Final = "enums-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Enums"
ENV_PREFIX: Final = "ENUMS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class EnumsError(Exception):
    """The base class of all exceptions of this package, for Enums."""


RootError = EnumsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
