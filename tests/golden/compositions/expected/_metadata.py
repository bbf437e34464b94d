"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "compositions_client"
DISTRIBUTION: Final = "compositions-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Compositions"
ENV_PREFIX: Final = "COMPOSITIONS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class CompositionsError(Exception):
    """Whatever goes wrong with Compositions is one of these."""


RootError = CompositionsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
