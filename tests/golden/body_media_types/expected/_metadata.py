"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "body_media_types_client"
DISTRIBUTION: Final = "body-media-types-client"
VERSION: Final = "1"
CLIENT: Final = "Albums"
ENV_PREFIX: Final = "ALBUMS"
BASE_URL: Final = "https://albums.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class AlbumsError(Exception):
    """Whatever goes wrong with Albums is one of these."""


RootError = AlbumsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
