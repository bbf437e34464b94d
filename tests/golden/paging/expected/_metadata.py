"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "paging_client"
DISTRIBUTION: Final = "paging-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Library"
ENV_PREFIX: Final = "LIBRARY"
BASE_URL: Final = "https://library.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class LibraryError(Exception):
    """Whatever goes wrong with Library is one of these."""


RootError = LibraryError

SECURITY: Final[dict[str, SecurityScheme]] = {}
