"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_renamed_client"
DISTRIBUTION: Final = "names-renamed-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Renamed"
ENV_PREFIX: Final = "RENAMED"
BASE_URL: Final = "https://example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class RenamedError(Exception):
    """Whatever goes wrong with Renamed is one of these."""


RootError = RenamedError

SECURITY: Final[dict[str, SecurityScheme]] = {}
