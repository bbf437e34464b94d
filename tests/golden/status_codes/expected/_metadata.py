"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "status_codes_client"
DISTRIBUTION: Final = "status-codes-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Jobs"
ENV_PREFIX: Final = "JOBS"
BASE_URL: Final = "https://jobs.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class JobsError(Exception):
    """The base class of all exceptions of this package, for Jobs API."""


RootError = JobsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
