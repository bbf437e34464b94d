"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_litestar_client"
DISTRIBUTION: Final = "names-litestar-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "GitHub"
ENV_PREFIX: Final = "GITHUB"
BASE_URL: Final = "https://example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class GitHubError(Exception):
    """The base class of all exceptions of this package, for GitHub."""


RootError = GitHubError

SECURITY: Final[dict[str, SecurityScheme]] = {}
