"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "raw_bodies_client"
DISTRIBUTION: Final = "raw-bodies-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Blobs"
ENV_PREFIX: Final = "BLOBS"
BASE_URL: Final = "https://blobs.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class BlobsError(Exception):
    """The base class of all exceptions of this package, for Blobs."""


RootError = BlobsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
