"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "read_only_client"
DISTRIBUTION: Final = "read-only-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Owners"
ENV_PREFIX: Final = "OWNERS"
BASE_URL: Final = "https://owners.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(("token",))


class OwnersError(Exception):
    """The base class of all exceptions of this package, for Owners."""


RootError = OwnersError

SECURITY: Final[dict[str, SecurityScheme]] = {}
