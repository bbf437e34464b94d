"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "json_bodies_client"
DISTRIBUTION: Final = "json-bodies-client"
VERSION: Final = "1.2.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Shop"
ENV_PREFIX: Final = "SHOP"
BASE_URL: Final = "https://shop.example.com/v1"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(("secret",))


class ShopError(Exception):
    """The base class of all exceptions of this package, for Shop API."""


RootError = ShopError

SECURITY: Final[dict[str, SecurityScheme]] = {}
