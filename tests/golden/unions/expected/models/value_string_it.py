"""ValueStringIt: `#/components/schemas/Value/properties/it/anyOf/0` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["ValueStringIt", "ValueStringItValue"]


class ValueStringIt(OpenStrEnum):
    """The values of ValueStringIt."""

    ALL = "all"
    NONE = "none"

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_STR


ValueStringItValue: TypeAlias = Literal[
    "all",
    "none",
]
"""The documented values of `ValueStringIt` as a Literal type."""
