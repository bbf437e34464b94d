"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "names_client"
DISTRIBUTION: Final = "names-client"
VERSION: Final = "1.0.0"
CLIENT: Final = "Pet"
ENV_PREFIX: Final = "PET"
BASE_URL: Final = "https://pets.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class PetError(Exception):
    """Whatever goes wrong with Pet API is one of these."""


RootError = PetError

SECURITY: Final[dict[str, SecurityScheme]] = {}
