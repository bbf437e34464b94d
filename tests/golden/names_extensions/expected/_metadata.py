"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_extensions_client"
DISTRIBUTION: Final = "names-extensions-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Extensions"
ENV_PREFIX: Final = "EXTENSIONS"
BASE_URL: Final = "https://example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class ExtensionsError(Exception):
    """Whatever goes wrong with Extensions is one of these."""


RootError = ExtensionsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
