"""Kind: `#/components/schemas/Kind` of the contract."""

from __future__ import annotations

from typing import Literal, TypeAlias

from .._enums import OpenIntEnum

__all__ = ["Kind", "KindValue"]


class Kind(OpenIntEnum):
    """The values of Kind."""

    BASIC = 1
    """For one."""
    PRO = 2
    """For many."""


KindValue: TypeAlias = Literal[
    1,
    2,
]
"""The values of `Kind` as literals."""
