"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "openapi_31_client"
DISTRIBUTION: Final = "openapi-31-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "OpenAPI31"
ENV_PREFIX: Final = "OPENAPI_31"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class OpenAPI31Error(Exception):
    """Whatever goes wrong with OpenAPI 31 is one of these."""


RootError = OpenAPI31Error

SECURITY: Final[dict[str, SecurityScheme]] = {}
