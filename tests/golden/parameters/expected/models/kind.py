"""Kind: `#/components/schemas/Kind` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["Kind", "KindValue"]


class Kind(OpenStrEnum):
    """The values of Kind."""

    BIG = "big"
    SMALL_ISH = "small-ish"


KindValue: TypeAlias = Literal[
    "big",
    "small-ish",
]
"""The values of `Kind` as literals."""
