"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_renamed_client"
DISTRIBUTION: Final = "names-renamed-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Renamed"
ENV_PREFIX: Final = "RENAMED"
BASE_URL: Final = "https://example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class RenamedError(Exception):
    """The base class of all exceptions of this package, for Renamed."""


RootError = RenamedError

SECURITY: Final[dict[str, SecurityScheme]] = {}
