"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "content_types_client"
DISTRIBUTION: Final = "content-types-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Reports"
ENV_PREFIX: Final = "REPORTS"
BASE_URL: Final = "https://reports.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class ReportsError(Exception):
    """Whatever goes wrong with Reports is one of these."""


RootError = ReportsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
