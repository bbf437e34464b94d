"""Patches of the contract in the unified diff format. The module also writes the edited contract."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from specloop.drift.fixes.yaml_editor import BOM, Replacement, equal_json
from specloop.errors import InputError, printable
from specloop.files import write_atomically
from specloop.openapi.document import Document
from specloop.openapi.loader import reload_document
from specloop.openapi.validation import validate

DIFF_CONTEXT_LINES = 3


def patch_root(source: str) -> Path:
    """Return the folder in which `git apply` must run for a patch of the contract file.

    This is the root of the git repository. Without a repository, it is the current folder if the file is below that
    folder, and otherwise the folder of the file.
    """
    path = Path(source).resolve()
    for folder in path.parents:
        if (folder / ".git").exists():
            return folder
    here = Path.cwd()
    return here if path.is_relative_to(here) else path.parent


def unified_diff(old: Document, new: Document) -> str:
    """Return the unified diff of two contract texts, for `git apply` and `patch -p1`. It is empty if they are equal."""
    names = _names(old.source)
    return _format(difflib.unified_diff(_lines(old), _lines(new), *names, n=DIFF_CONTEXT_LINES))


def local_diff(contract: Document, replacements: Sequence[Replacement]) -> str:
    """Return the unified diff between the contract's text and the same text after the replacements.

    The function is fast, because it only compares local lines, which are those near the replacements.
    """
    if not replacements:
        return ""
    text = contract.text.removeprefix(BOM).decode()
    ordered = sorted(replacements)
    begin = text.rfind("\n", 0, ordered[0].begin) + 1
    for _ in range(DIFF_CONTEXT_LINES):
        begin = text.rfind("\n", 0, max(begin - 1, 0)) + 1
    end = max(each.end for each in ordered)
    for _ in range(DIFF_CONTEXT_LINES + 1):
        found = text.find("\n", end)
        end = len(text) if found < 0 else found + 1
    pieces, at = [], begin
    for each in ordered:
        pieces += [text[at : each.begin], each.text]
        at = each.end
    new = "".join([*pieces, text[at:end]])
    offset = text.count("\n", 0, begin)
    lines = difflib.unified_diff(_split(text[begin:end]), _split(new), *_names(contract.source), n=DIFF_CONTEXT_LINES)
    return _format(_shift_hunk(line, offset) for line in lines)


def _shift_hunk(line: str, offset: int) -> str:
    if not line.startswith("@@ "):
        return line
    return re.sub(r"([-+])(\d+)", lambda match: f"{match[1]}{int(match[2]) + offset}", line, count=2)


def _names(source: str) -> tuple[str, str]:
    name = Path(source).resolve().relative_to(patch_root(source)).as_posix()
    return f"a/{name}", f"b/{name}"


def _format(lines: Iterable[str]) -> str:
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(contract: Document) -> list[str]:
    return _split(contract.text.removeprefix(BOM).decode())


def _split(text: str) -> list[str]:
    """Split text at line feeds only, as git does. Other separators such as U+2028 do not end a line."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def add_header(text: str, head: Iterable[str]) -> str:
    """Add a header to the diff `text`. The lines `head` become comments that `git apply` and `patch` skip.

    Returns an empty text if the diff is empty.
    """
    lines = "".join(f"# {printable(line)}".rstrip() + "\n" for line in head)
    return f"{lines}{text}" if text else ""


def check_output(path: Path, inputs: Iterable[str]) -> None:
    """Check the path of an output file. Raises InputError if it is an input file, or exists and is not a plain file."""
    if path.exists() and not path.is_file():
        raise InputError.at(path, "is not a plain file; expected a path to write a file to")
    for each in inputs:
        if path.exists() and Path(each).exists() and path.samefile(each):
            raise InputError.at(path, "is read by this run; expected another file to write to")


def write_document(old: Document, new: Document) -> None:
    """Write the edited document `new` to the file of the contract `old`.

    The file is then read again and validated. Raises InputError if the contract cannot be written, or if the file then
    has different content than `new`.
    """
    path = Path(old.source)
    if "://" in old.source:
        raise InputError.at(old.source, "a contract at a URL cannot be edited; download it and pass its path")
    if path.read_bytes() != old.text:
        raise InputError.at(old.source, "was edited in the meantime; run once more")
    write_atomically(path, new.text)
    again = reload_document(old, path.read_bytes())
    if again.text != new.text or not equal_json(again.data, new.data):
        raise InputError.at(old.source, "does not contain what was written; check it before you continue")
    validate(again)
