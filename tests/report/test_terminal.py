"""Reports and diffs on a terminal of 80 columns, and an interrupt by Ctrl-C."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

ROOT = Path(__file__).parents[2]
WIDTH = 80


def start(*command: str) -> tuple[subprocess.Popen[bytes], int]:
    """Start a script of the project on a terminal of 80 columns; return the process and the terminal's other end."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, WIDTH, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "CI"}}
    process = subprocess.Popen(
        [sys.executable, *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**environment, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(theirs)
    return process, ours


def read(terminal: int) -> str:
    """Return everything that is printed on a terminal until all its processes have ended."""
    found = b""
    while True:
        try:
            piece = os.read(terminal, 1 << 16)
        except OSError:  # Linux reports the end of the output by EIO.
            piece = b""
        if not piece:
            os.close(terminal)
            return found.decode().replace("\r\n", "\n")
        found += piece


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def test_findings_fit_into_80_columns_and_the_patch_is_coloured():
    process, terminal = start(
        "drift.py", "payload", "tests/payloads/everything_at_once.json", "--operation", "listBroadcasts"
    )
    text = read(terminal)
    assert process.wait() == 1
    report, patch = text.split("Proposed:\n")
    assert max(map(len, plain(report).split("\n"))) <= WIDTH
    assert re.search(r"\x1b\[32m\+ +type: boolean", patch)
    assert re.search(r"\x1b\[31m- +type: number", patch)


def test_the_diff_of_a_generated_package_is_coloured_and_in_a_pipe_plain(tmp_path: Path):
    command = ("generate.py", "--diff", "--output", str(tmp_path))
    process, terminal = start(*command)
    shown = read(terminal)
    assert process.wait() == 1
    assert "\x1b[32m+" in shown
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, "\x1b" in done.stdout) == (1, False)


def test_ctrl_c_is_quiet():
    """The command shows its progress while it waits for input."""
    ignored = signal.signal(signal.SIGINT, signal.default_int_handler)  # A background process may ignore the signal.
    try:
        process, terminal = start("drift.py", "traffic", "-")
    finally:
        signal.signal(signal.SIGINT, ignored)
    assert os.read(terminal, 1)
    os.killpg(process.pid, signal.SIGINT)
    text = read(terminal)
    assert (process.wait(timeout=60), "Traceback" in text) == (130, False)
