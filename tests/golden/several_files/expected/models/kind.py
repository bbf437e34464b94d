"""Kind: `#/x-documents/schemas~1parts.yaml/Kind` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenStrEnum

__all__ = ["Kind", "KindValue"]


class Kind(OpenStrEnum):
    """The values of Kind."""

    OAK = "oak"
    ASH = "ash"


KindValue: TypeAlias = Literal[
    "oak",
    "ash",
]
"""The values of `Kind` as literals."""
