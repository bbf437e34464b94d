"""Writing of files. If an atomic write fails or the process is killed, the file still has its old content."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from specloop.errors import InputError


def write_atomically(path: Path, content: bytes) -> None:
    """Write the content of a file atomically: other processes see either its old or its new content.

    Symbolic links are followed, and the permissions of an existing file are kept. Raises InputError if the file cannot
    be written.
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
    """Write files to the folder `root`. `files` maps the path of each file in this folder to its content.

    The files are not written atomically.
    """
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
