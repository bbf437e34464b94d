"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "unions_client"
DISTRIBUTION: Final = "unions-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Zoo"
ENV_PREFIX: Final = "ZOO"
BASE_URL: Final = "https://zoo.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class ZooError(Exception):
    """The base class of all exceptions of this package, for Zoo."""


RootError = ZooError

SECURITY: Final[dict[str, SecurityScheme]] = {}
