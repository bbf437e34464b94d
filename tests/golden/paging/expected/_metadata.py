"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "paging_client"
DISTRIBUTION: Final = "paging-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Library"
ENV_PREFIX: Final = "LIBRARY"
BASE_URL: Final = "https://library.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class LibraryError(Exception):
    """The base class of all exceptions of this package, for Library."""


RootError = LibraryError

SECURITY: Final[dict[str, SecurityScheme]] = {}
