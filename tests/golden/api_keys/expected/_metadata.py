"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "api_keys_client"
DISTRIBUTION: Final = "api-keys-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Keys"
ENV_PREFIX: Final = "KEYS"
BASE_URL: Final = "https://keys.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class KeysError(Exception):
    """The base class of all exceptions of this package, for Keys API."""


RootError = KeysError

SECURITY: Final[dict[str, SecurityScheme]] = {
    "key": SecurityScheme(
        "api-key",
        location="header",
        name="X-API-Key",
        arguments=("key",),
    ),
    "query_key": SecurityScheme(
        "api-key",
        location="query",
        name="api key",
        arguments=("query_key",),
    ),
    "cookieKey": SecurityScheme(
        "api-key",
        location="cookie",
        name="sid",
        arguments=("cookie_key",),
    ),
    "token": SecurityScheme(
        "bearer",
        location="header",
        name="Authorization",
        arguments=("access_token",),
    ),
}
