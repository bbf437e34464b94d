"""Grade: `#/components/schemas/Grade` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from .._enums import ANY_INT, OpenIntEnum

__all__ = ["Grade", "GradeValue"]


class Grade(OpenIntEnum):
    """The values of Grade."""

    LOW = 1
    IMPORT_OS = 2
    HIGH = 3

    if TYPE_CHECKING:  # With this member, type checkers require a default case in a `match`.
        _UNKNOWN = ANY_INT


GradeValue: TypeAlias = Literal[
    1,
    2,
    3,
]
"""The documented values of `Grade` as a Literal type."""
