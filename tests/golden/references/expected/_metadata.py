"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "references_client"
DISTRIBUTION: Final = "references-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "References"
ENV_PREFIX: Final = "REFERENCES"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class ReferencesError(Exception):
    """Whatever goes wrong with References is one of these."""


RootError = ReferencesError

SECURITY: Final[dict[str, SecurityScheme]] = {}
