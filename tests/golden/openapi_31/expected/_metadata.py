"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "openapi_31_client"
DISTRIBUTION: Final = "openapi-31-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "OpenAPI31"
ENV_PREFIX: Final = "OPENAPI_31"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class OpenAPI31Error(Exception):
    """The base class of all exceptions of this package, for OpenAPI 31."""


RootError = OpenAPI31Error

SECURITY: Final[dict[str, SecurityScheme]] = {}
