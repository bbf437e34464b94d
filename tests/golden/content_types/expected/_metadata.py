"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "content_types_client"
DISTRIBUTION: Final = "content-types-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Reports"
ENV_PREFIX: Final = "REPORTS"
BASE_URL: Final = "https://reports.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class ReportsError(Exception):
    """The base class of all exceptions of this package, for Reports."""


RootError = ReportsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
