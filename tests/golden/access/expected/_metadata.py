"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import Grant, SecurityScheme

PACKAGE: Final = "access_client"
DISTRIBUTION: Final = "access-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Access"
ENV_PREFIX: Final = "ACCESS"
BASE_URL: Final = "https://eu.access.example.com/v1"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = True
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class AccessError(Exception):
    """The base class of all exceptions of this package, for Access."""


RootError = AccessError

SECURITY: Final[dict[str, SecurityScheme]] = {
    "oauth": SecurityScheme(
        "bearer",
        location="header",
        name="Authorization",
        arguments=("access_token",),
        grant=Grant(
            ("client_credentials", "refresh_token"),
            "https://access.example.com/token",
            refresh_url="https://access.example.com/refresh",
            scopes=("read", "write"),
            arguments=("client_id", "client_secret", "refresh_token", "token_url", "scopes"),
        ),
    ),
    "partner": SecurityScheme(
        "api-key",
        location="header",
        name="X-Partner",
        arguments=("api_key",),
    ),
}
