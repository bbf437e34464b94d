"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "paths_client"
DISTRIBUTION: Final = "paths-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Paths"
ENV_PREFIX: Final = "PATHS"
BASE_URL: Final = "https://paths.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class PathsError(Exception):
    """The base class of all exceptions of this package, for Paths."""


RootError = PathsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
