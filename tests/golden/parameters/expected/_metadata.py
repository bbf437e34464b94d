"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "parameters_client"
DISTRIBUTION: Final = "parameters-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Search"
ENV_PREFIX: Final = "SEARCH"
BASE_URL: Final = "https://search.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class SearchError(Exception):
    """The base class of all exceptions of this package, for Search API."""


RootError = SearchError

SECURITY: Final[dict[str, SecurityScheme]] = {}
