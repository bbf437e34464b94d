"""Output of edits: as patches in the unified diff format, or written to the files of the contract."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from specloop.drift.fixes.contract_editor import equal_json
from specloop.drift.fixes.yaml_editor import BOM, Replacement
from specloop.errors import InputError, printable
from specloop.files import write_atomically
from specloop.openapi.document import Document
from specloop.openapi.loader import reload_document
from specloop.openapi.retrieval import is_url
from specloop.openapi.validation import validate

DIFF_CONTEXT_LINES = 3


def patch_root(contract: Document) -> Path:
    """Return the folder in which `git apply` must run for a patch of the contract's files.

    It is the first of these that contains all files: their git repository, the current folder, their common parent.
    """
    files = [Path(each.source).resolve() for each in contract.files() if not is_url(each.source)]
    repositories = [folder for folder in files[0].parents if (folder / ".git").exists()] if files else []
    for folder in (*repositories[:1], Path.cwd()):
        if all(each.is_relative_to(folder) for each in files):
            return folder
    return Path(os.path.commonpath([each.parent for each in files]))


def edited_files(old: Document, new: Document) -> list[str]:
    """Return the paths of the contract's files whose texts differ between `old` and `new`."""
    return [each.source for each, _ in _edited_documents(old, new)]


def _edited_documents(old: Document, new: Document) -> list[tuple[Document, Document]]:
    others = {each.source: each for each in new.files()}
    pairs = {each.source: (each, others.get(each.source, each)) for each in old.files()}
    return [(one, other) for one, other in pairs.values() if one.text != other.text]


def unified_diff(old: Document, new: Document) -> str:
    """Return the unified diff from the contract `old` to its new version `new`; empty if no file differs."""
    root = patch_root(old)
    return "".join(
        _format(difflib.unified_diff(_lines(one), _lines(other), *_names(one.source, root), n=DIFF_CONTEXT_LINES))
        for one, other in _edited_documents(old, new)
    )


def local_diff(contract: Document, replacements: Sequence[Replacement]) -> str:
    """Return the unified diff between the contract's files and their text after the replacements.

    Only the lines near the replacements are compared, so this is faster than `unified_diff`.
    """
    root = patch_root(contract) if replacements else Path()
    documents = {each.source: each for each in contract.files()}
    return "".join(
        _diff_near(document, [each for each in replacements if each.source == source], _names(source, root))
        for source, document in documents.items()
    )


def _diff_near(document: Document, replacements: Sequence[Replacement], names: tuple[str, str]) -> str:
    if not replacements:
        return ""
    text = document.text.removeprefix(BOM).decode()
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
    mark = BOM.decode() if not begin and document.text.startswith(BOM) else ""  # A patch of the first line has it.
    lines = difflib.unified_diff(_split(mark + text[begin:end]), _split(mark + new), *names, n=DIFF_CONTEXT_LINES)
    return _format(_shift_hunk(line, offset) for line in lines)


def _shift_hunk(line: str, offset: int) -> str:
    if not line.startswith("@@ "):
        return line
    return re.sub(r"([-+])(\d+)", lambda match: f"{match[1]}{int(match[2]) + offset}", line, count=2)


def _names(source: str, root: Path) -> tuple[str, str]:
    name = Path(os.path.relpath(Path(source).resolve(), root)).as_posix()
    if " " in name:
        name += "\t"  # As in the patches of git: without a tab, `patch` ends the name at the first space.
    return f"a/{name}", f"b/{name}"


def _format(lines: Iterable[str]) -> str:
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(contract: Document) -> list[str]:
    return _split(contract.text.decode())


def _split(text: str) -> list[str]:
    """Split text at line feeds only, as git does. Other separators such as U+2028 do not end a line."""
    return re.findall(r"[^\n]*\n|[^\n]+$", text)


def add_header(text: str, head: Iterable[str]) -> str:
    """Add lines to the start of a diff, as comments that `git apply` and `patch` skip. An empty diff stays empty."""
    lines = "".join(f"# {printable(line)}".rstrip() + "\n" for line in head)
    return f"{lines}{text}" if text else ""


def check_output(path: Path, inputs: Iterable[str]) -> None:
    """Raise InputError if `path` cannot be written, or is one of the files `inputs`, which this run reads."""
    if not path.parent.is_dir():
        raise InputError.at(path, f"cannot be written, since there is no folder {path.parent}; create it first")
    if path.exists() and not path.is_file():
        raise InputError.at(path, "is not a plain file; expected a path to write a file to")
    for each in inputs:
        if path.exists() and Path(each).exists() and path.samefile(each):
            raise InputError.at(path, "is read by this run; expected another file to write to")


def write_document(old: Document, new: Document) -> list[str]:
    """Write the edited contract `new` to the files of the contract `old`, and return the paths of the written files.

    Raises:
        InputError: A file cannot be written, or what was written does not load as `new`.
    """
    edited = _edited_documents(old, new)
    for one, _ in edited:
        if is_url(one.source):
            raise InputError.at(one.source, "a contract at a URL cannot be edited; download it and pass its path")
        if Path(one.source).read_bytes() != one.text:
            raise InputError.at(one.source, "was edited in the meantime; run once more")
    for one, other in edited:
        write_atomically(Path(one.source), other.text)
    texts = {one.source: Path(one.source).read_bytes() for one, _ in edited}
    again = reload_document(old, texts)
    validate(again)  # `new` was validated too, so both have the same repairs.
    if texts != {one.source: other.text for one, other in edited} or not equal_json(again.data, new.data):
        names = ", ".join(texts)
        raise InputError.at(old.source, f"{names} does not contain what was written; check it before you continue")
    return list(texts)
