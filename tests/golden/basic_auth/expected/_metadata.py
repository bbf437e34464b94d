"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "basic_auth_client"
DISTRIBUTION: Final = "basic-auth-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Ledger"
ENV_PREFIX: Final = "LEDGER"
BASE_URL: Final = "https://eu.ledger.example.com/v2"
BASE_PATH: Final[str] = ""
HAS_OPERATION_SERVERS: Final[bool] = False
MISSING_ADDRESS: Final[str] = ""
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class LedgerError(Exception):
    """The base class of all exceptions of this package, for Ledger."""


RootError = LedgerError

SECURITY: Final[dict[str, SecurityScheme]] = {
    "basic": SecurityScheme(
        "basic",
        location="header",
        name="Authorization",
        arguments=("username", "password"),
    ),
}
