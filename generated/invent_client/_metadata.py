"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "invent_client"
DISTRIBUTION: Final = "invent-client"
VERSION: Final = "0.1.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Invent"
ENV_PREFIX: Final = "INVENT"
BASE_URL: Final = "https://api.useinvent.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class InventError(Exception):
    """The base class of all exceptions of this package, for Invent."""


RootError = InventError

SECURITY: Final[dict[str, SecurityScheme]] = {
    "bearerAuth": SecurityScheme(
        "bearer",
        location="header",
        name="Authorization",
        arguments=("api_key",),
    ),
}
