"""NarrowWords: `#/components/schemas/Narrow/properties/words` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_INT, OpenIntEnum

__all__ = ["NarrowWords", "NarrowWordsValue"]


class NarrowWords(OpenIntEnum):
    """The values of NarrowWords."""

    VALUE_1 = 1
    VALUE_2 = 2

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_INT


NarrowWordsValue: TypeAlias = Literal[
    1,
    2,
]
"""The documented values of `NarrowWords` as a Literal type."""
