"""Handling of responses that do not match the contract: log the mismatches, raise, call a function, or ignore them.

The client's argument `on_mismatch` selects one of these.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from ._exceptions import Mismatch, ResponseValidationError, list_mismatches

if TYPE_CHECKING:
    from ._exceptions import ErrorResponse
    from ._mismatch_log import MismatchLog
    from ._mismatch_records import Mismatches, MismatchRecord

__all__ = ["MismatchPolicy", "OnMismatch", "found_mismatches", "undecodable_error"]

OnMismatch = Literal["report", "raise", "ignore"] | Callable[[Mismatch], object]

_MAX_REPORTED_MISMATCHES = 1000  # maximum that one client logs; a server could send new names without limit


class MismatchPolicy:
    """How one client handles mismatches with the contract: report, raise or ignore them, or call a function.

    A mismatch that was already logged is not logged again.
    """

    __slots__ = ("_action", "_reported", "log")

    def __init__(self, action: OnMismatch, log: MismatchLog | None = None) -> None:
        if action not in ("report", "raise", "ignore") and not callable(action):
            raise ValueError(f'on_mismatch is {action!r}; expected "report", "raise", "ignore" or a callable')
        self._action = action
        self.log = log
        self._reported: set[tuple[str, tuple[str, ...], str]] = set()

    def apply(
        self,
        operation: str,
        mismatches: Mismatches,
        *,
        mask: Callable[[str], str] = str,
        response: Callable[[], ErrorResponse | None] = lambda: None,
    ) -> None:
        """Handle the mismatches of one response as the caller chose: log, raise or ignore them, or call a function.

        Args:
            operation: The operation's id.
            mismatches: The mismatches.
            mask: A function that replaces credentials in a text, for the log.
            response: A function that returns the ErrorResponse for the exception, or None for data that is not from a
                response.

        Raises:
            ResponseValidationError: The caller chose to raise mismatches.
        """
        action = self._action
        if action == "ignore":
            return
        if action == "report":
            self._report(operation, mismatches, mask)
            return
        found = found_mismatches(operation, mismatches, mask)
        if callable(action):
            for mismatch in found:
                action(mismatch)
            return
        text = list_mismatches(found, mismatches.total)
        message = f"The response to {operation} does not match the contract: {text}"
        raise ResponseValidationError(message, mismatches=found, response=response())

    def _report(self, operation: str, mismatches: Mismatches, mask: Callable[[str], str]) -> None:
        from ._logging import logger

        # All items of a page may have the same mismatch. `distinct` returns this mismatch only once, so it is logged
        # once.
        for pattern, record in mismatches.distinct():
            key = (operation, pattern, record.kind)
            if key not in self._reported and len(self._reported) < _MAX_REPORTED_MISMATCHES:
                self._reported.add(key)
                mismatch = _mismatch(operation, record, mask)
                logger.warning(
                    "%s: the response does not match the contract (%s): %s", operation, record.kind, mismatch
                )


def undecodable_error(
    operation: str, reason: Any, content_type: str | None, response: ErrorResponse
) -> ResponseValidationError:
    """Return the exception for a response body that cannot be decoded. Its message contains `reason`."""
    details = f" (content type {content_type!r})" if content_type else ""
    return ResponseValidationError(
        f"The response to {operation} cannot be decoded: {reason}; {response.status_code}, "
        f"{len(response.content)} bytes{details}",
        response=response,
    )


def found_mismatches(operation: str, mismatches: Mismatches, mask: Callable[[str], str]) -> list[Mismatch]:
    """Convert the recorded mismatches of a response to objects of the public class Mismatch.

    `mask` is a function that replaces credentials in a text.
    """
    return [_mismatch(operation, record, mask) for record in mismatches]


def _mismatch(operation: str, record: MismatchRecord, mask: Callable[[str], str]) -> Mismatch:
    return Mismatch(operation, mask(record.pointer), record.expected, mask(record.got), record.kind)
