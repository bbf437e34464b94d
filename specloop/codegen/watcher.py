"""Saves of openapi.yaml and templates/ in -> `generate.py` run after each of them, until Ctrl-C, out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import watchfiles

from specloop.errors import run_main

WATCHED = {"openapi.yaml", "templates", "CHANGELOG.md"}


def main(arguments: list[str] | None = None) -> int:
    """Generate now, and again after every save; an edit that does not work is told, and the next one waited for."""
    options = sys.argv[1:] if arguments is None else arguments
    try:
        while True:
            _follow(options)
    except KeyboardInterrupt:
        print()
        return 0


def _follow(options: list[str]) -> None:
    """Generate after every save, until there is another folder to watch."""
    watched, begun = _folders(), False
    # It yields nothing as well, now and then: so the first run comes when the watch stands, and no save is missed.
    for changes in watchfiles.watch(
        *watched, recursive=False, watch_filter=_ours, raise_interrupt=True, rust_timeout=200, yield_on_timeout=True
    ):
        if begun and changes and watched != _folders():
            return
        if changes or not begun:
            _generate(options)
        begun = True


def _folders() -> set[Path]:
    # Folders, because an editor that saves by renaming takes a watched file away; one by one, because .venv is in
    # the first.
    return {Path(), *(path for path in Path("templates").rglob("*") if path.is_dir()), Path("templates")}


def _ours(_change: watchfiles.Change, path: str) -> bool:
    return Path(path).absolute().relative_to(Path.cwd()).parts[0] in WATCHED


def _generate(options: list[str]) -> None:
    if subprocess.call([sys.executable, "generate.py", *options]) == 0:  # noqa: S603  our own script
        print("Watching openapi.yaml and templates/; Ctrl-C ends it.", flush=True)


if __name__ == "__main__":
    run_main(main)
