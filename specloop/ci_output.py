"""Protection of CI jobs from text in documents that the CI system would execute as a command.

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
    """A replacement for stdout or stderr in CI jobs. It disables CI commands such as `::error::` in the written text.

    While the attribute `allows_commands` is set, it writes them unchanged.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._is_line_start = True
        self.allows_commands = False

    def write(self, text: str) -> int:
        """Write text, and return its length.

        CI commands are disabled by a zero-width space, unless `allows_commands` is set.
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

    A CI command is printed text that the CI system executes, such as a line that begins with `::`.
    """
    if any(os.environ.get(name) for name in CI_VARIABLES):
        for name in ("stdout", "stderr"):
            stream = getattr(sys, name)
            if stream is not None and not isinstance(stream, _GuardedStream):
                setattr(sys, name, cast("TextIO", _GuardedStream(stream)))


@contextmanager
def commands_allowed() -> Iterator[None]:
    """Allow CI commands on stdout within a `with` block, for the report format `github`.

    A CI command is printed text that the CI system executes, such as a line that begins with `::`.
    """
    stream = sys.stdout
    if isinstance(stream, _GuardedStream):
        stream.allows_commands = True
    try:
        yield
    finally:
        if isinstance(stream, _GuardedStream):
            stream.allows_commands = False
