"""CreateTokenBodyGrantType: `#/paths/~1tokens/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/grant_type` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["CreateTokenBodyGrantType", "CreateTokenBodyGrantTypeValue"]


class CreateTokenBodyGrantType(OpenStrEnum):
    """The values of CreateTokenBodyGrantType."""

    PASSWORD = "password"
    REFRESH_TOKEN = "refresh_token"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


CreateTokenBodyGrantTypeValue: TypeAlias = Literal[
    "password",
    "refresh_token",
]
"""The documented values of `CreateTokenBodyGrantType` as a Literal type."""
