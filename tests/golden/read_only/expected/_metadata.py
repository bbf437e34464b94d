"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "read_only_client"
DISTRIBUTION: Final = "read-only-client"
VERSION: Final = "1"
CLIENT: Final = "Owners"
ENV_PREFIX: Final = "OWNERS"
BASE_URL: Final = "https://owners.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class OwnersError(Exception):
    """Whatever goes wrong with Owners is one of these."""


RootError = OwnersError

SECURITY: Final[dict[str, SecurityScheme]] = {}
