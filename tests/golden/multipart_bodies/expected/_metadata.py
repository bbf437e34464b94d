"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "multipart_bodies_client"
DISTRIBUTION: Final = "multipart-bodies-client"
VERSION: Final = "0.1.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Files"
ENV_PREFIX: Final = "FILES"
BASE_URL: Final = "https://files.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class FilesError(Exception):
    """The base class of all exceptions of this package, for Files API."""


RootError = FilesError

SECURITY: Final[dict[str, SecurityScheme]] = {}
