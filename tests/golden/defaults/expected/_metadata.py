"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "defaults_client"
DISTRIBUTION: Final = "defaults-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Defaults"
ENV_PREFIX: Final = "DEFAULTS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class DefaultsError(Exception):
    """Whatever goes wrong with Defaults is one of these."""


RootError = DefaultsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
