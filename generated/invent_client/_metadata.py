"""What this package is, where its API is, and how callers prove who they are."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "invent_client"
DISTRIBUTION: Final = "invent-client"
VERSION: Final = "0.1.0"
CLIENT: Final = "Invent"
ENV_PREFIX: Final = "INVENT"
BASE_URL: Final = "https://api.useinvent.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""


class InventError(Exception):
    """Whatever goes wrong with Invent is one of these."""


RootError = InventError

SECURITY: Final[dict[str, SecurityScheme]] = {
    "bearerAuth": SecurityScheme(
        "bearer",
        location="header",
        name="Authorization",
        arguments=("api_key",),
    ),
}
