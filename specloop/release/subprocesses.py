"""A command line -> what it printed; a command that fails is told in its own words, without a traceback.

InputError
 └── ToolError      a command did not do what it was asked: exit status 2
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from specloop.errors import InputError, Problem, SourceLocation, printable

SAID = 2_000
"""How much of what a failing command said is repeated: its end, where the reason stands."""

# They would lead a Python of ours, or one in a fresh environment, to packages that were not meant.
ASTRAY = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "PYTHONSAFEPATH", "VIRTUAL_ENV", "MYPYPATH")


class ToolError(InputError):
    """A command failed, or could not be asked; there is no line of a file to point at."""

    def __init__(self, what: str, message: str) -> None:
        self.text = printable(f"{what}: {message}")
        super().__init__([Problem(SourceLocation(what), message)])

    def __str__(self) -> str:
        return self.text


def environment(**more: str) -> dict[str, str]:
    """Give the environment for a Python that must find its own packages and no others."""
    return {name: value for name, value in os.environ.items() if name not in ASTRAY} | more


def call(
    command: Iterable[object],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    data: bytes | None = None,
    what: str,
) -> bytes:
    """Run a command to its end and give what it printed; `what` says in an error what was being done."""
    done = subprocess.run(  # noqa: S603 - a list, no shell: our own commands and paths
        [str(word) for word in command], cwd=cwd, env=env, input=data, capture_output=True, check=False
    )
    if done.returncode:
        raise ToolError(what, said(done))
    return done.stdout


def said(done: subprocess.CompletedProcess[bytes]) -> str:
    """Put what a failing command said on one line."""
    text = (done.stderr.strip() or done.stdout.strip()).decode("utf-8", "replace")
    lines = [printable(line.strip()) for line in text[-SAID:].splitlines() if line.strip()]
    return " | ".join(lines) or f"it ended with status {done.returncode} and said nothing"
