"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "page_styles_client"
DISTRIBUTION: Final = "page-styles-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Archive"
ENV_PREFIX: Final = "ARCHIVE"
BASE_URL: Final = "https://archive.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class ArchiveError(Exception):
    """Whatever goes wrong with Archive is one of these."""


RootError = ArchiveError

SECURITY: Final[dict[str, SecurityScheme]] = {}
