"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "recursion_client"
DISTRIBUTION: Final = "recursion-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Recursion"
ENV_PREFIX: Final = "RECURSION"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class RecursionError(Exception):
    """Whatever goes wrong with Recursion is one of these."""


RootError = RecursionError

SECURITY: Final[dict[str, SecurityScheme]] = {}
