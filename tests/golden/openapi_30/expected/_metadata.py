"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "openapi_30_client"
DISTRIBUTION: Final = "openapi-30-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "OpenAPI30"
ENV_PREFIX: Final = "OPENAPI_30"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"
SECRET_NAMES: Final[frozenset[str]] = frozenset(("secret",))


class OpenAPI30Error(Exception):
    """The base class of all exceptions of this package, for OpenAPI 30."""


RootError = OpenAPI30Error

SECURITY: Final[dict[str, SecurityScheme]] = {}
