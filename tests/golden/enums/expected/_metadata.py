"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "enums_client"
DISTRIBUTION: Final = "enums-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Enums"
ENV_PREFIX: Final = "ENUMS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class EnumsError(Exception):
    """Whatever goes wrong with Enums is one of these."""


RootError = EnumsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
