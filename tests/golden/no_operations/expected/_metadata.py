"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "no_operations_client"
DISTRIBUTION: Final = "no-operations-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Hooks"
ENV_PREFIX: Final = "HOOKS"
BASE_URL: Final = ""
BASE_PATH: Final[str] = ""


class HooksError(Exception):
    """Whatever goes wrong with Hooks is one of these."""


RootError = HooksError

SECURITY: Final[dict[str, SecurityScheme]] = {}
