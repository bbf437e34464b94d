"""Where an answer departs from the contract -> a Mismatch, and what is done about it (`on_mismatch`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from ._exceptions import ResponseValidationError, list_mismatches
from ._logging import logger

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._exceptions import ErrorResponse

__all__ = ["Mismatch", "MismatchPolicy", "OnMismatch"]


class Mismatch(NamedTuple):
    """One place where an answer is not what the contract documents.

    Attributes:
        operation: The operation's id in the contract.
        pointer: A JSON pointer into the body, with array indexes.
        expected: What the contract documents.
        got: What came: the name of its JSON type, never its value, except for the word of an enum.
        kind: What sort of departure: a missing member, an unknown member, a null, another type, an unknown word.
    """

    operation: str
    pointer: str
    expected: str
    got: str
    kind: str

    def __str__(self) -> str:
        where = self.pointer or "(the body)"
        # The names in it are the server's: nothing that breaks a log line, and no novel.
        if not where.isprintable():
            where = where.encode("unicode_escape").decode("ascii")
        if len(where) > _LONGEST_POINTER:
            where = f"{where[:_LONGEST_POINTER]}..."
        return f"{where}: expected {self.expected}, got {self.got}"


OnMismatch = Literal["report", "raise", "ignore"] | Callable[[Mismatch], object]

_LONGEST_POINTER = 200  # characters of a pointer in a message
_MOST_REPORTED = 1000  # distinct mismatches in a log; a server may make up names for ever
_INDEX = re.compile(r"/\d+(?=/|$)")


class MismatchPolicy:
    """What one client does about mismatches; it remembers which ones it has reported."""

    __slots__ = ("_act", "_seen")

    def __init__(self, act: OnMismatch) -> None:
        if act not in ("report", "raise", "ignore") and not callable(act):
            message = f'on_mismatch is {act!r}; expected "report", "raise", "ignore" or a callable'
            raise ValueError(message)
        self._act = act
        self._seen: set[tuple[str, str, str]] = set()

    def apply(
        self,
        operation: str,
        faults: Iterable[tuple[str, str, str, str]],
        response: Callable[[], ErrorResponse | None],
    ) -> None:
        """Do what `on_mismatch` says with the faults of one answer.

        Args:
            operation: The operation's id.
            faults: Pointer, expected, got and kind of each.
            response: Makes the answer that an exception carries.

        Raises:
            ResponseValidationError: With `on_mismatch="raise"`.
        """
        act = self._act
        if act == "ignore":
            return
        found = [Mismatch(operation, *fault) for fault in faults]
        if callable(act):
            for mismatch in found:
                act(mismatch)
        elif act == "report":
            self._report(found)
        else:
            message = f"The answer to {operation} is not what the contract documents: {list_mismatches(found)}"
            raise ResponseValidationError(message, mismatches=found, response=response())

    def _report(self, found: list[Mismatch]) -> None:
        seen = self._seen
        for mismatch in found:
            # A page of a hundred items has one thing to say about them, not a hundred.
            key = (mismatch.operation, _INDEX.sub("/*", mismatch.pointer), mismatch.kind)
            if key not in seen and len(seen) < _MOST_REPORTED:
                seen.add(key)
                logger.warning(
                    "%s: the answer is not what the contract documents (%s): %s",
                    mismatch.operation,
                    mismatch.kind,
                    mismatch,
                )


def undecodable(
    operation: str, reason: Any, content_type: str | None, response: ErrorResponse
) -> ResponseValidationError:
    """Make the exception for an answer that cannot be read as what the contract documents at all."""
    said = f" (content type {content_type!r})" if content_type else ""
    return ResponseValidationError(
        f"The answer to {operation} cannot be read: {reason}; {response.status_code}, "
        f"{len(response.content)} bytes{said}",
        response=response,
    )
