"""Functions that write files. If an atomic write fails or is interrupted, the file keeps its old content."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from specloop.errors import InputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file atomically: other processes see either its old or its new content.

    Follow symbolic links, and keep the permissions of an existing file. Raises InputError if the file cannot be
    written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise InputError.at(path, "is not a plain file; expected a path to write a file to")
    # With a random name and the mode "x", the tools cannot write through a link that an attacker has created.
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with draft.open("xb") as opened:
            opened.write(content)
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    except OSError as error:
        raise InputError.at(path, f"cannot be written: {error.strerror}; choose a path that can be written") from None
    finally:
        draft.unlink(missing_ok=True)


def write_files(files: Mapping[str, bytes], root: Path) -> None:
    """Write files below the folder `root`. If this is interrupted, files can be missing or incomplete.

    `files` maps the path of each file, relative to `root`, to its content.
    """
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
