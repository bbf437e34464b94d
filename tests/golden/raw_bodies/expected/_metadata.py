"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "raw_bodies_client"
DISTRIBUTION: Final = "raw-bodies-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Blobs"
ENV_PREFIX: Final = "BLOBS"
BASE_URL: Final = "https://blobs.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class BlobsError(Exception):
    """Whatever goes wrong with Blobs is one of these."""


RootError = BlobsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
