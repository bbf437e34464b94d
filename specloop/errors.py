"""Errors in the input of a command: each problem has a source location, and is printed as one line on stderr.

Exception
 └── InputError      the input is invalid; exit status 2 without a traceback
"""

from __future__ import annotations

import gc
import io
import os
import sys
import traceback
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn, TypeVar

from specloop.ci_output import guard_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MAX_PRINTED_PROBLEMS = 100
"""The largest number of problems that are printed; a document that is not OpenAPI can have a million problems."""

Item = TypeVar("Item")
Result = TypeVar("Result")

EXIT_COULD_NOT_TELL = 2
EXIT_INTERRUPTED = 130
"""The exit status after Ctrl-C: 128 and the number of the signal SIGINT, as shells report it."""

GC_ALLOCATIONS = 50_000
"""Number of new objects after which a command collects garbage.

Documents are large trees without cycles. With Python's 700, searching them for garbage takes a sixth of the time.
"""

TRACEBACK_VARIABLE = "PIPELINE_TRACEBACK"


@dataclass(frozen=True, order=True, slots=True)
class SourceLocation:
    """A location in a source file: file, line and column. Lines and columns are counted from 1, as in editors.

    Line 0 means that the source has no lines, for example because it is a server.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """A problem in the input: its location and a message.

    The message states the error and, after a semicolon, the expected input or a fix.
    """

    place: SourceLocation
    message: str

    def __str__(self) -> str:
        return printable(f"{self.place}: {self.message}")


class InputError(Exception):
    """Raised if the input of a command is invalid.

    It holds all problems, and notes to print after them (`add_note`).
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(self.problems)

    def with_notes(self, notes: Iterable[str]) -> InputError:
        """Add notes to this error, and return the error. Each note is printed as a line after the problems."""
        for note in notes:
            self.add_note(note)
        return self

    @classmethod
    def at(cls, file: object, message: str, line: int = 1, column: int = 1) -> InputError:
        """Build an InputError with a single problem, which is at a line and a column of a file."""
        return cls([Problem(SourceLocation(str(file), line, column), message)])

    def __str__(self) -> str:
        lines = [str(problem) for problem in self.problems[:MAX_PRINTED_PROBLEMS]]
        if len(self.problems) > MAX_PRINTED_PROBLEMS:
            lines.append(f"... and {len(self.problems) - MAX_PRINTED_PROBLEMS} more")
        lines += [printable(note) for note in getattr(self, "__notes__", ())]
        return "\n".join(lines)


def collect_errors(work: Callable[[Item], Result], items: Iterable[Item]) -> list[Result]:
    """Apply the function `work` to each item, and return the results.

    If calls raise InputErrors, still process the other items, then raise one InputError with all problems.
    """
    results: list[Result] = []
    problems: list[Problem] = []
    notes: list[str] = []
    for item in items:
        try:
            results.append(work(item))
        except InputError as error:
            problems += error.problems
            notes += getattr(error, "__notes__", ())
    if problems:
        raise InputError(problems).with_notes(notes)
    return results


def printable(text: str) -> str:
    """Escape the unprintable characters of a text, so that printing it cannot move the cursor or break the line."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def run_main(main: Callable[[], int | None]) -> NoReturn:
    """Run the function `main` of a script, then exit with its status. Errors are reported on stderr."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(line_buffering=True)  # This keeps lines of stdout and stderr in order.
    guard_output()
    gc.set_threshold(GC_ALLOCATIONS)
    status = exit_status(main)
    try:
        sys.stdout.flush()
    except OSError:
        # Otherwise Python flushes stdout again at exit, prints an error, and exits with status 120.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


def run_module(name: str) -> NoReturn:
    """Import the module `name`, run its function `main`, and exit with the status that `main` returns.

    Errors are reported on stderr. Ctrl-C causes no traceback, even while the module is imported.
    """
    run_main(lambda: int(import_module(name).main() or 0))


def exit_status(main: Callable[[], int | None]) -> int:
    """Call the function `main` of a script, and return its exit status; None counts as 0.

    Report an exception on stderr, and return the exit status for it.
    """
    try:
        status = main() or 0
        sys.stdout.flush()
    except InputError as error:
        _say(str(error))
        status = EXIT_COULD_NOT_TELL
    except KeyboardInterrupt:
        status = EXIT_INTERRUPTED
    except BrokenPipeError:  # Raised if the reader of stdout has closed the pipe.
        status = 141
    except Exception as error:  # noqa: BLE001 - Python's own status for a crash is 1, which means "different" here
        if os.environ.get(TRACEBACK_VARIABLE):
            traceback.print_exc()
        detail = " ".join(str(error).split())
        _say(printable(f"internal error: {type(error).__name__}: {detail}"))
        if not os.environ.get(TRACEBACK_VARIABLE):
            _say(f"This is a bug in the tool, not in its input; {TRACEBACK_VARIABLE}=1 shows where.")
        status = EXIT_COULD_NOT_TELL
    return status


def _say(text: str) -> None:
    print(text, file=sys.stderr)
