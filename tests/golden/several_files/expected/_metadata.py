"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "several_files_client"
DISTRIBUTION: Final = "several-files-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.json"
CLIENT: Final = "SeveralFiles"
ENV_PREFIX: Final = "SEVERAL_FILES"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class SeveralFilesError(Exception):
    """The base class of all exceptions of this package, for Several files."""


RootError = SeveralFilesError

SECURITY: Final[dict[str, SecurityScheme]] = {}
