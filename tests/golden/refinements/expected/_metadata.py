"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "refinements_client"
DISTRIBUTION: Final = "refinements-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Refine"
ENV_PREFIX: Final = "REFINE"
BASE_URL: Final = "https://refine.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class RefineError(Exception):
    """The base class of all exceptions of this package, for Refine."""


RootError = RefineError

SECURITY: Final[dict[str, SecurityScheme]] = {}
