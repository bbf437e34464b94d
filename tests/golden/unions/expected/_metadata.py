"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "unions_client"
DISTRIBUTION: Final = "unions-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Zoo"
ENV_PREFIX: Final = "ZOO"
BASE_URL: Final = "https://zoo.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class ZooError(Exception):
    """Whatever goes wrong with Zoo is one of these."""


RootError = ZooError

SECURITY: Final[dict[str, SecurityScheme]] = {}
