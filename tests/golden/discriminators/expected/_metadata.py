"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "discriminators_client"
DISTRIBUTION: Final = "discriminators-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Tags"
ENV_PREFIX: Final = "TAGS"
BASE_URL: Final = "https://tags.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class TagsError(Exception):
    """The base class of all exceptions of this package, for Tags."""


RootError = TagsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
