"""ValueIt1: `#/components/schemas/Value/properties/it/anyOf/0` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_STR, OpenStrEnum

__all__ = ["ValueIt1", "ValueIt1Value"]


class ValueIt1(OpenStrEnum):
    """The values of ValueIt1."""

    ALL = "all"
    NONE = "none"

    if TYPE_CHECKING:  # A `match` over all members needs a default case.
        _UNKNOWN = ANY_STR


ValueIt1Value: TypeAlias = Literal[
    "all",
    "none",
]
"""The values of `ValueIt1` as literals."""
