"""Release blockers: the reasons why a release cannot be made, each with an action that fixes it.

Exception
 └── ReleaseBlockedError      nothing was changed; exit status 1, or 2 if a check could not be completed
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloop.errors import EXIT_COULD_NOT_TELL, InputError, printable

EXIT_BLOCKED = 1


@dataclass(frozen=True, slots=True)
class ReleaseBlocker:
    """A reason why a release cannot be made, and an action that fixes the problem."""

    reason: str
    fix: str
    is_undetermined: bool = False
    """Whether the check could not be completed, so that it is unknown whether the problem exists."""

    def __str__(self) -> str:
        return printable(f"{self.reason}; {self.fix}")

    @classmethod
    def from_error(cls, error: InputError) -> list[ReleaseBlocker]:
        """Convert each problem of an InputError to a ReleaseBlocker."""
        parts = (str(problem).rpartition("; ") for problem in error.problems)
        return [cls(reason, fix) for reason, _, fix in parts]


class ReleaseBlockedError(Exception):
    """Raised, with all reasons, if a release cannot be made. No files, commits or tags were changed."""

    def __init__(self, blockers: Iterable[ReleaseBlocker]) -> None:
        self.blockers = tuple(blockers)
        super().__init__(self.blockers)

    @property
    def status(self) -> int:
        """The exit status of the command. It is 2 if a check could not be completed, otherwise 1."""
        return EXIT_COULD_NOT_TELL if any(each.is_undetermined for each in self.blockers) else EXIT_BLOCKED

    @classmethod
    def because(cls, reason: str, fix: str) -> ReleaseBlockedError:
        """Build the error for one reason. `fix` is the action that fixes the problem."""
        return cls([ReleaseBlocker(reason, fix)])

    def __str__(self) -> str:
        return "\n".join(f"refused: {blocker}" for blocker in self.blockers)
