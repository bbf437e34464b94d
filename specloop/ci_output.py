"""Output in CI jobs, where text from a document must not become a command to the CI system.

GitHub's runner executes lines that begin with `::` and everything after `##[`; Azure's runner executes `##vso[`. In a
CI job, the tools insert a zero-width space between these characters. Only the report format `github` prints commands to
the CI system.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO, cast

CI_VARIABLES = ("CI", "GITHUB_ACTIONS", "TF_BUILD")

_LINE_COMMAND = re.compile(r"^(\s*):(?=:)", re.MULTILINE)
_INNER_COMMAND = re.compile(r"##(?=\[|vso\[)")
_SEPARATOR = "\N{ZERO WIDTH SPACE}"


class _GuardedStream:
    """A text stream for CI jobs, which replaces stdout or stderr. It changes text that a CI system would execute.

    Such text is a CI command, for example a line that begins with `::error::`. Only while the attribute
    `allows_commands` is set, CI commands are written unchanged.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_line_start = True
        self.allows_commands = False

    def write(self, text: str) -> int:
        """Write text, and return its length. CI commands in it are broken by a zero-width space, such as between `::`.

        They are written unchanged while the attribute `allows_commands` is set.
        """
        shown = text
        if not self.allows_commands:
            shown = _INNER_COMMAND.sub(f"##{_SEPARATOR}", shown)
            # If an earlier call wrote the start of a line, the first part of `text` continues this line.
            begin = 0 if self._is_line_start else shown.find("\n") + 1 or len(shown)
            shown = shown[:begin] + _LINE_COMMAND.sub(rf"\1:{_SEPARATOR}", shown[begin:])
        if text:
            self._is_line_start = text.endswith("\n")
        self._stream.write(shown)
        return len(text)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def guard_output() -> None:
    """Disable CI commands in the text that this process prints to stdout and stderr. Do nothing outside CI jobs.

    A CI command is text that the CI system executes if a job prints it, such as a line that begins with `::`.
    """
    if any(os.environ.get(name) for name in CI_VARIABLES):
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is not None and not isinstance(stream, _GuardedStream):
                setattr(sys, name, cast("TextIO", _GuardedStream(stream)))


@contextmanager
def commands_allowed() -> Iterator[None]:
    """Allow CI commands on stdout within a `with` block. Outside the block, they are disabled (see `guard_output`).

    A CI command is text that the CI system executes if a job prints it, such as a line that begins with `::`. The
    report format `github` consists of such commands.
    """
    stream = sys.stdout
    if isinstance(stream, _GuardedStream):
        stream.allows_commands = True
    try:
        yield
    finally:
        if isinstance(stream, _GuardedStream):
            stream.allows_commands = False
