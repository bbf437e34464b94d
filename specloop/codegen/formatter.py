"""Formatting of the generated Python files with ruff."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from ruff.__main__ import find_ruff_bin

from specloop.errors import InputError

LINE_LENGTH = 120


def format_python(tree: Mapping[str, str]) -> dict[str, str]:
    """Format Python files with ruff, and sort their imports. Both dicts contain the files by path."""
    with tempfile.TemporaryDirectory(prefix="render-") as scratch:
        for path, text in tree.items():
            place = Path(scratch, path)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")
        # `--isolated` makes ruff ignore its settings in the current folder, which must not change the output.
        style = ["--isolated", "--no-cache", "--line-length", str(LINE_LENGTH), "--target-version", "py311"]
        for command in (["check", "--select", "I,RUF022", "--fix"], ["format"]):
            done = subprocess.run(  # noqa: S603  ruff's own binary, on generated files
                [find_ruff_bin(), *command, "--quiet", *style, "."],
                cwd=scratch,
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode:
                raise InputError.at(
                    "templates", f"the rendered code is not Python: {_one_line(done.stdout + done.stderr)}"
                )
        return {path: Path(scratch, path).read_text("utf-8") for path in tree}


def _one_line(text: str) -> str:
    return " ".join(text.split())[:500]
