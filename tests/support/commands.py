"""Commands that start much faster than a new Python, which would import the tools first."""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from specloop.commands import generate
from specloop.errors import exit_status

ROOT = Path(__file__).parents[2]
SERVER = Path(__file__).with_name("command_server.py")


def run_generate(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run generate.py with arguments in the root folder of the repository, in the process of the test."""
    command = [*map(str, arguments)]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err), contextlib.chdir(ROOT):
        status = exit_status(lambda: generate.main(command))
    return subprocess.CompletedProcess(command, status, out.getvalue(), err.getvalue())


def run_script(
    script: Path | str,
    *arguments: object,
    cwd: Path | str = ROOT,
    env: Mapping[str, str] | None = None,
    python: Path | str = sys.executable,
    seconds: int = 110,
    memory: int = 0,
) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own, which is forked from one that has imported the tools.

    Its stdin is empty.

    Args:
        script: A script of this repository, or a command that is installed in the environment of `python`.
        arguments: Its arguments.
        cwd: The folder that it runs in.
        env: All its environment variables, if they are not those of the test.
        python: The Python that runs it.
        seconds: How long it may take.
        memory: How many bytes it may use; 0 is no limit.
    """
    command = [str(ROOT / script), *map(str, arguments)]
    environment = dict(os.environ if env is None else env)
    unheeded = [
        name for name, value in environment.items() if name.startswith("PYTHON") and os.environ.get(name) != value
    ]
    assert not unheeded, f"Python reads {unheeded} when it starts, so the command needs a Python of its own"
    with tempfile.TemporaryDirectory(prefix="command-") as folder:
        out, err = (os.path.join(folder, name) for name in ("out", "err"))  # noqa: PTH118 - paths as texts
        request = {
            "arguments": command,
            "folder": str(cwd),
            "environment": environment,
            "files": [(os.devnull, os.O_RDONLY), *((file, os.O_WRONLY | os.O_CREAT) for file in (out, err))],
            "limits": (seconds, memory),
        }
        requests, answers = _server(str(python))
        requests.write(f"{json.dumps(request)}\n")
        requests.flush()
        status = int(answers.readline())
        said = [Path(file).read_text("utf-8") if Path(file).exists() else "" for file in (out, err)]
    return subprocess.CompletedProcess(command, status, *said)


@functools.cache
def _server(python: str) -> tuple[io.TextIOWrapper, io.TextIOWrapper]:
    ours, theirs = socket.socketpair()
    tools = str(ROOT) if python == sys.executable else "-"
    with theirs:
        command = [python, str(SERVER), str(theirs.fileno()), tools]
        server = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
    requests, answers = ours.makefile("w"), ours.makefile("r")
    ours.close()

    @atexit.register
    def end() -> None:
        requests.close()
        answers.close()  # The server ends when nobody can send it commands.
        server.wait()

    return requests, answers
