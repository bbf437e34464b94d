"""ValueStringUntil: `#/components/schemas/Value/properties/until/oneOf/0` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["ValueStringUntil", "ValueStringUntilValue"]


class ValueStringUntil(OpenStrEnum):
    """The values of ValueStringUntil."""

    NEVER = "never"
    ALWAYS = "always"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


ValueStringUntilValue: TypeAlias = Literal[
    "never",
    "always",
]
"""The documented values of `ValueStringUntil` as a Literal type."""
