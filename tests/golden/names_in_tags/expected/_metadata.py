"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_in_tags_client"
DISTRIBUTION: Final = "names-in-tags-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Agents"
ENV_PREFIX: Final = "AGENTS"
BASE_URL: Final = "https://example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class AgentsError(Exception):
    """The base class of all exceptions of this package, for Agents."""


RootError = AgentsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
