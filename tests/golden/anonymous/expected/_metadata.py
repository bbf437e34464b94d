"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "anonymous_client"
DISTRIBUTION: Final = "anonymous-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Anonymous"
ENV_PREFIX: Final = "ANONYMOUS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class AnonymousError(Exception):
    """Whatever goes wrong with Anonymous is one of these."""


RootError = AnonymousError

SECURITY: Final[dict[str, SecurityScheme]] = {}
