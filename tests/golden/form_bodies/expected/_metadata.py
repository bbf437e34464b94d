"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "form_bodies_client"
DISTRIBUTION: Final = "form-bodies-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Forms"
ENV_PREFIX: Final = "FORMS"
BASE_URL: Final = "https://forms.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class FormsError(Exception):
    """The base class of all exceptions of this package, for Forms."""


RootError = FormsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
