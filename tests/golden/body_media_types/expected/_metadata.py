"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "body_media_types_client"
DISTRIBUTION: Final = "body-media-types-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Albums"
ENV_PREFIX: Final = "ALBUMS"
BASE_URL: Final = "https://albums.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class AlbumsError(Exception):
    """The base class of all exceptions of this package, for Albums."""


RootError = AlbumsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
