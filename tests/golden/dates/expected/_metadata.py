"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "dates_client"
DISTRIBUTION: Final = "dates-client"
VERSION: Final = "1"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Bookings"
ENV_PREFIX: Final = "BOOKINGS"
BASE_URL: Final = "https://bookings.example.com"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class BookingsError(Exception):
    """The base class of all exceptions of this package, for Bookings."""


RootError = BookingsError

SECURITY: Final[dict[str, SecurityScheme]] = {}
