"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "page_styles_client"
DISTRIBUTION: Final = "page-styles-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Archive"
ENV_PREFIX: Final = "ARCHIVE"
BASE_URL: Final = "https://archive.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class ArchiveError(Exception):
    """The base class of all exceptions of this package, for Archive."""


RootError = ArchiveError

SECURITY: Final[dict[str, SecurityScheme]] = {}
