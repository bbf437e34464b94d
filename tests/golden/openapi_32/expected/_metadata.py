"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import Grant, SecurityScheme

PACKAGE: Final = "openapi_32_client"
DISTRIBUTION: Final = "openapi-32-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "OpenAPI32"
ENV_PREFIX: Final = "OPENAPI_32"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class OpenAPI32Error(Exception):
    """The base class of all exceptions of this package, for OpenAPI 32."""


RootError = OpenAPI32Error

SECURITY: Final[dict[str, SecurityScheme]] = {
    "device": SecurityScheme(
        "bearer",
        location="header",
        name="Authorization",
        arguments=("access_token",),
        grant=Grant(
            ("refresh_token",),
            "https://api.example.com/token",
            refresh_url="",
            scopes=(),
            arguments=("client_id", "client_secret", "refresh_token", "token_url", "scopes"),
        ),
    ),
}
