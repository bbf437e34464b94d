"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "maps_client"
DISTRIBUTION: Final = "maps-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Maps"
ENV_PREFIX: Final = "MAPS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class MapsError(Exception):
    """Whatever goes wrong with Maps is one of these."""


RootError = MapsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
