"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_autorest_client"
DISTRIBUTION: Final = "names-autorest-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Dock"
ENV_PREFIX: Final = "DOCK"
BASE_URL: Final = "https://dock.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class DockError(Exception):
    """The base class of all exceptions of this package, for Dock."""


RootError = DockError

SECURITY: Final[dict[str, SecurityScheme]] = {}
