"""Metadata of the package: version, base URL, security schemes, and the root class of its exceptions."""

from __future__ import annotations

from typing import Final

from ._auth import SecurityScheme

PACKAGE: Final = "no_security_client"
DISTRIBUTION: Final = "no-security-client"
VERSION: Final = "1.0.0"
CONTRACT: Final = "openapi.yaml"
CLIENT: Final = "Weather"
ENV_PREFIX: Final = "WEATHER"
BASE_URL: Final = ""
BASE_PATH: Final[str] = "/api/v1"
HAS_OPERATION_SERVERS: Final[bool] = True
MISSING_ADDRESS: Final[str] = "the address ends in /api/v1"
SECRET_NAMES: Final[frozenset[str]] = frozenset(())


class WeatherError(Exception):
    """The base class of all exceptions of this package, for Weather."""


RootError = WeatherError

SECURITY: Final[dict[str, SecurityScheme]] = {}
