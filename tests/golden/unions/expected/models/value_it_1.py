"""ValueIt1: `#/components/schemas/Value/properties/it/anyOf/0` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["ValueIt1", "ValueIt1Value"]


class ValueIt1(OpenStrEnum):
    """The values of ValueIt1."""

    ALL = "all"
    NONE = "none"


ValueIt1Value: TypeAlias = Literal[
    "all",
    "none",
]
"""The values of `ValueIt1` as literals."""
