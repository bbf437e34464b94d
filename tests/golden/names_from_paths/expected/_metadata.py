"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_from_paths_client"
DISTRIBUTION: Final = "names-from-paths-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Blog"
ENV_PREFIX: Final = "BLOG"
BASE_URL: Final = "https://example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class BlogError(Exception):
    """Whatever goes wrong with Blog is one of these."""


RootError = BlogError

SECURITY: Final[dict[str, SecurityScheme]] = {}
