"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "parameters_client"
DISTRIBUTION: Final = "parameters-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Search"
ENV_PREFIX: Final = "SEARCH"
BASE_URL: Final = "https://search.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class SearchError(Exception):
    """Whatever goes wrong with Search API is one of these."""


RootError = SearchError

SECURITY: Final[dict[str, SecurityScheme]] = {}
