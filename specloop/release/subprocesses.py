"""Functions that run commands as child processes.

InputError
 └── ToolError      a command failed or could not be started; specloop ends with exit status 2
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

from specloop.errors import InputError, Problem, SourceLocation, printable

MAX_TOOL_OUTPUT_CHARS = 2_000
"""Maximum number of characters of a failed command's output in a message.

The end of longer output is kept, because it has the reason for the failure.
"""

PYTHON_PATH_VARIABLES = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONSTARTUP",
    "PYTHONSAFEPATH",
    "VIRTUAL_ENV",
    "MYPYPATH",
)
"""Environment variables that make a Python process import packages from other folders."""


class ToolError(InputError):
    """Raised if a command fails or cannot be started. Its message begins with the command or a folder."""

    def __init__(self, what: str, message: str) -> None:
        self.text = printable(f"{what}: {message}")
        super().__init__([Problem(SourceLocation(what), message)])

    def __str__(self) -> str:
        return self.text


def python_environment(**more: str) -> dict[str, str]:
    """Return the environment variables for a Python process that imports only the packages of its own interpreter.

    Take the variables of this process, omit PYTHON_PATH_VARIABLES, such as PYTHONPATH, and add `more`.
    """
    return {name: value for name, value in os.environ.items() if name not in PYTHON_PATH_VARIABLES} | more


def run_tool(
    command: Iterable[object],
    *,
    cwd: Path,
    env: Mapping[str, str] | None = None,
    data: bytes | None = None,
    what: str,
) -> bytes:
    """Run a command to its end, and return its stdout. Raises ToolError if it fails or cannot be started.

    Args:
        command: The program and its arguments.
        cwd: The folder in which the command runs.
        env: The environment variables; None for those of this process.
        data: The bytes that the command reads from stdin; None for no input.
        what: The name of the command in the error, such as `git tag`.
    """
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell: our own commands and paths
            [str(word) for word in command], cwd=cwd, env=env, input=data, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise ToolError(what, f"{error.filename} does not exist; install it") from None
    if done.returncode:
        raise ToolError(what, tool_message(done))
    return done.stdout


def tool_message(done: subprocess.CompletedProcess[bytes]) -> str:
    """Return the stderr of a failed command as one line, with ` | ` in place of line breaks.

    If stderr is empty, use stdout. If both are empty, return a sentence with the exit status.
    """
    text = (done.stderr.strip() or done.stdout.strip()).decode("utf-8", "replace")
    lines = [printable(line.strip()) for line in text[-MAX_TOOL_OUTPUT_CHARS:].splitlines() if line.strip()]
    return " | ".join(lines) or f"it ended with status {done.returncode} and printed nothing"
