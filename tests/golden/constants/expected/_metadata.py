"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "constants_client"
DISTRIBUTION: Final = "constants-client"
VERSION: Final = "1"
CLIENT: Final = "Consts"
ENV_PREFIX: Final = "CONSTS"
BASE_URL: Final = "https://consts.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class ConstsError(Exception):
    """Whatever goes wrong with Consts is one of these."""


RootError = ConstsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
