"""Commands that run in the process of the test, which is much faster than a process of their own."""

from __future__ import annotations

import contextlib
import io
import subprocess
from pathlib import Path

from specloop.commands import generate
from specloop.errors import exit_status

ROOT = Path(__file__).parents[2]


def run_generate(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run generate.py with arguments in the root folder of the repository; other tests run it as a process."""
    command = [*map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(ROOT):
        status = exit_status(lambda: generate.main(command))
    return subprocess.CompletedProcess(command, status, out.getvalue(), err.getvalue())
