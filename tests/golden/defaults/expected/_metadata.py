"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "defaults_client"
DISTRIBUTION: Final = "defaults-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Defaults"
ENV_PREFIX: Final = "DEFAULTS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = "the contract has no server"
SECRET_NAMES: Final[frozenset[str]] = frozenset(("secret",))


class DefaultsError(Exception):
    """The base class of all exceptions of this package, for Defaults."""


RootError = DefaultsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
