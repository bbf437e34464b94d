"""A contract and its mended form -> the unified diff between them; and the mended form on disk, proved."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from specloop.drift.fixes.edits import Edit
from specloop.drift.fixes.yaml_editor import BOM, EditRejectedError, apply_edits, equal_json
from specloop.errors import InputError, printable
from specloop.openapi.document import Document
from specloop.openapi.loader import reload_document
from specloop.openapi.validation import validate


def apply_fix(contract: Document, edits: list[Edit]) -> Document:
    """Make edits, and see to it that what comes of them is a good contract. Raises EditRejectedError."""
    if not edits:
        return contract
    result = apply_edits(contract, edits)
    try:
        validate(result)
    except InputError as error:
        raise EditRejectedError(f"the result would not be a good contract: {error}") from None
    return result


def unified_diff(old: Document, new: Document) -> str:
    """Give the unified diff, as `git apply` and `patch -p1` take it; empty if there is none."""
    path = Path(old.source)
    if path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    name = path.as_posix().lstrip("/")
    lines = difflib.unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def add_header(text: str, head: Iterable[str]) -> str:
    """Add comment lines before a diff; `git apply` and `patch` skip them."""
    lines = "".join(f"# {printable(line)}".rstrip() + "\n" for line in head)
    return f"{lines}{text}" if text else ""


def write_atomically(path: Path, text: bytes) -> None:
    """Write a file as a whole or not at all. Raises InputError."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(text)
        if path.exists():
            new.chmod(path.stat().st_mode & 0o777)
        os.replace(new, path)  # noqa: PTH105 - over what is there, on every system
    except OSError as error:
        new.unlink(missing_ok=True)
        raise InputError.at(path, f"cannot be written: {error.strerror}; expected a path that can be") from None


def write_document(old: Document, new: Document) -> None:
    """Write the mended contract over the old one, read it again, and prove that it is what was meant."""
    path = Path(old.source)
    if "://" in old.source:
        raise InputError.at(old.source, "a contract from elsewhere cannot be edited; download it and give its path")
    if path.read_bytes() != old.text:
        raise InputError.at(old.source, "was edited in the meantime; run once more")
    write_atomically(path, new.text)
    again = reload_document(old, path.read_bytes())
    validate(again)
    if again.text != new.text or not equal_json(again.document, new.document):
        raise InputError.at(old.source, "does not hold what was written; look at it before going on")


def _lines(contract: Document) -> Sequence[str]:
    return contract.text.removeprefix(BOM).decode().splitlines(keepends=True)
