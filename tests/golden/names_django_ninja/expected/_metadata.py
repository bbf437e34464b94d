"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_django_ninja_client"
DISTRIBUTION: Final = "names-django-ninja-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Shop"
ENV_PREFIX: Final = "SHOP"
BASE_URL: Final = "https://example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class ShopError(Exception):
    """Whatever goes wrong with Shop - OpenAPI 3.0 is one of these."""


RootError = ShopError

SECURITY: Final[dict[str, SecurityScheme]] = {}
