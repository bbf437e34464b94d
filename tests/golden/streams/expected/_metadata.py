"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "streams_client"
DISTRIBUTION: Final = "streams-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Streams"
ENV_PREFIX: Final = "STREAMS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class StreamsError(Exception):
    """Whatever goes wrong with Streams is one of these."""


RootError = StreamsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
