"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "deprecated_client"
DISTRIBUTION: Final = "deprecated-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Old"
ENV_PREFIX: Final = "OLD"
BASE_URL: Final = "https://old.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class OldError(Exception):
    """The base class of all exceptions of this package, for Old."""


RootError = OldError

SECURITY: Final[dict[str, SecurityScheme]] = {}
