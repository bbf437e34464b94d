"""A process that has imported the tools, and forks a process for each command, which then starts at once.

`support.commands` starts this script. Its arguments are the number of a socket, and a folder for `sys.path`, or `-` if
the tools are installed.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import runpy
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

MODULES = ("specloop.console", *(f"specloop.{name}" for name in ("commands.generate", "commands.release", "drift.cli")))
"""What most commands import."""


def serve(channel: int) -> None:
    """Run the commands that arrive at a socket, one after another, and answer each with its exit status.

    Each command is a line of JSON. In the process of a command, this function ends when the command ends.
    """
    for module in MODULES:
        import_module(module)
    gc.freeze()  # Otherwise the first garbage collection in each process would write to all objects, and copy them.
    with os.fdopen(channel, encoding="utf-8") as requests, os.fdopen(os.dup(channel), "w") as answers:
        for line in requests:
            child = os.fork()
            if not child:
                run(**json.loads(line))
                return
            _, status = os.waitpid(child, 0)
            answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
            answers.flush()


def run(arguments: list[str], folder: str, environment: dict[str, str], files: list[Any], limits: list[int]) -> None:
    """Run a script in this process as `python SCRIPT ARGUMENTS` does.

    Args:
        arguments: The path of the script, and its arguments.
        folder: The current folder.
        environment: All environment variables.
        files: For stdin, stdout and stderr, the path of a file and the flags to open it.
        limits: How many seconds and bytes the script may use; 0 bytes are no limit. SIGALRM ends it.
    """
    for number, (path, flags) in enumerate(files):
        os.dup2(os.open(path, flags), number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    seconds, memory = limits
    signal.alarm(seconds)
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.argv[:] = arguments
    sys.path.insert(0, str(Path(arguments[0]).absolute().parent))
    runpy.run_path(arguments[0], run_name="__main__")


if __name__ == "__main__":
    sys.path[:1] = [] if sys.argv[2] == "-" else [sys.argv[2]]
    serve(int(sys.argv[1]))
