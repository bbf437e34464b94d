"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "form_bodies_client"
DISTRIBUTION: Final = "form-bodies-client"
VERSION: Final = "1"
CLIENT: Final = "Forms"
ENV_PREFIX: Final = "FORMS"
BASE_URL: Final = "https://forms.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class FormsError(Exception):
    """Whatever goes wrong with Forms is one of these."""


RootError = FormsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
