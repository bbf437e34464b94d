"""Reasons not to go on -> all of them at once on stderr, each with its cure, and an exit status.

Exception
 └── RefusedError      nothing was done; status 1, or 2 if one of the reasons is that something cannot be told
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloop.errors import printable

REFUSED, COULD_NOT_TELL = 1, 2


@dataclass(frozen=True, slots=True)
class ReleaseBlocker:
    """One reason, and what to do about it."""

    reason: str
    cure: str
    unknown: bool = False
    """Whether it stands for an answer that could not be had, and not for one that is no."""

    def __str__(self) -> str:
        return printable(f"{self.reason}; {self.cure}")


class ReleaseBlockedError(Exception):
    """Nothing was done, for these reasons."""

    def __init__(self, refusals: Iterable[ReleaseBlocker]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(self.refusals)

    @property
    def status(self) -> int:
        """The exit status of a command that ends so."""
        return COULD_NOT_TELL if any(refusal.unknown for refusal in self.refusals) else REFUSED

    @classmethod
    def because(cls, reason: str, cure: str) -> ReleaseBlockedError:
        """Make the error that consists of a single reason."""
        return cls([ReleaseBlocker(reason, cure)])

    def __str__(self) -> str:
        return "\n".join(f"refused: {refusal}" for refusal in self.refusals)
