"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "references_client"
DISTRIBUTION: Final = "references-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.json"
CLIENT: Final = "References"
ENV_PREFIX: Final = "REFERENCES"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class ReferencesError(Exception):
    """The base class of all exceptions of this package, for References."""


RootError = ReferencesError

SECURITY: Final[dict[str, SecurityScheme]] = {}
