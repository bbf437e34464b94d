"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "several_files_client"
DISTRIBUTION: Final = "several-files-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "SeveralFiles"
ENV_PREFIX: Final = "SEVERAL_FILES"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"


class SeveralFilesError(Exception):
    """Whatever goes wrong with Several files is one of these."""


RootError = SeveralFilesError

SECURITY: Final[dict[str, SecurityScheme]] = {}
