"""Check of a program that uses the client: the lines that break with the package of the new contract.

A type checker checks the program with the old package and with the new one. A line is broken if it has an error only
with the new package. Old names of renamed objects can be replaced in the program.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, NamedTuple, TypeAlias, get_args

from specloop.codegen import naming
from specloop.compare.type_checker import TypeCheckError, check_types
from specloop.errors import InputError, Problem, SourceLocation
from specloop.files import write_atomically, write_files
from specloop.report import Change

CALLER_BREAKS = "caller-breaks"
CALLER_REASON = "A type checker accepts this line with the old package, and rejects it with the new one."

Files: TypeAlias = Mapping[str, bytes]


UNCHECKED_FOLDERS = {"site-packages", "node_modules"}
"""The names of folders in a program that the type checker skips; it also skips hidden folders."""

MAX_FIX_PASSES = 3
"""Maximum number of times that a program is rewritten.

One rewriting may not suffice: after a renamed class is fixed, the type checker can find further errors.
"""


class CallerReport(NamedTuple):
    """The result of checking a program that uses the client: its broken lines, and the names replaced in it."""

    broken: list[Change]
    """The lines that are still broken after the rewriting."""
    fixed: list[SourceLocation]
    """The locations of the names that were rewritten."""
    untyped: list[SourceLocation]
    """The locations of functions that read attributes of parameters without annotations.

    No type checker finds errors in these attributes, so broken lines can be missing.
    """


def check_callers(program: Path, old: Files, new: Files, changes: Sequence[Change], *, fix: bool) -> CallerReport:
    """Find the lines of a program that break with the new package of the client.

    Args:
        program: The program: a file or a folder.
        old: The files of the old package: a mapping from path to content.
        new: The files of the new package.
        changes: The changes between the two packages.
        fix: Whether to replace renamed names in the program's files first.

    Raises:
        InputError: The type checker is missing or cannot read the program.
    """
    with TemporaryDirectory(prefix="packages-") as folder:
        # Both packages take turns in one folder, so that the type checker reads only once what they have in common.
        root, cache = Path(folder, "packages"), Path(folder, "cache")
        write_files(old, root)
        old_errors = Counter(map(_key, check_types(program, root, cache)))
        shutil.rmtree(root)
        write_files(new, root)
        errors = _new_errors(check_types(program, root, cache), old_errors)
        fixed: list[SourceLocation] = []
        for _ in range(MAX_FIX_PASSES if fix else 0):
            rewritten = _fix(errors, list(_renames(changes)), _package_of(old))
            if not rewritten:
                break
            fixed += rewritten
            errors = _new_errors(check_types(program, root, cache), old_errors)
    broken = [_to_change(error, explain(error, changes)) for error in errors]
    return CallerReport(broken, sorted(fixed), list(_untyped_functions(program)))


def _key(error: TypeCheckError) -> tuple[str, int, str]:
    # A call that was wrong stays wrong if the expected type changes, such as a Literal with a new value.
    return error.file, error.line, error.message.partition("; expected ")[0]


def _new_errors(errors: Iterable[TypeCheckError], old_errors: Counter[tuple[str, int, str]]) -> list[TypeCheckError]:
    """Return the type errors that occur only with the new package, sorted by location.

    `errors` are the type errors with the new package. `old_errors` counts the type errors with the old package, by
    file, line and message.
    """
    left = Counter(old_errors)
    found: list[TypeCheckError] = []
    for error in errors:
        if left[_key(error)]:
            left[_key(error)] -= 1
        else:
            found.append(error)
    return sorted(found)


def _untyped_functions(program: Path) -> Iterator[SourceLocation]:
    """Yield the location of each function that reads an attribute of a parameter without a type annotation.

    Type checkers find no errors in the use of such attributes.
    """
    for file in [program] if program.is_file() else sorted(program.rglob("*.py")):
        folders = file.relative_to(program).parts[:-1]
        if any(each.startswith(".") or each in UNCHECKED_FOLDERS for each in folders):
            continue
        for node in ast.walk(_parse(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                names = {each.arg for each in _parameters(node) if each.annotation is None} - {"self", "cls"}
                read = (each.value for each in ast.walk(node) if isinstance(each, ast.Attribute))
                if any(isinstance(each, ast.Name) and each.id in names for each in read):
                    yield SourceLocation(str(file), node.lineno, node.col_offset + 1)


def _parse(file: Path) -> ast.Module:
    """Parse a Python file of the program that is checked. Raises InputError if the file is not valid Python."""
    try:
        return ast.parse(file.read_bytes())
    except SyntaxError as error:
        place = SourceLocation(str(file), error.lineno or 1, error.offset or 1)
        raise InputError([Problem(place, f"is not valid Python: {error.msg}")]) from None


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _package_of(files: Files) -> str:
    """Return the name of the import package that consists of the given files."""
    return next(path.partition("/")[0] for path in files if path.count("/") == 1 and path.endswith("/__init__.py"))


def _fix(errors: Iterable[TypeCheckError], renames: Sequence[Rename], package: str) -> list[SourceLocation]:
    """Replace old names by new names in the files in which type errors occur. Return the location of each edit.

    `package` is the import name of the client.
    """
    by_file: dict[str, list[TypeCheckError]] = {}
    for error in errors:
        by_file.setdefault(error.file, []).append(error)
    fixed: list[SourceLocation] = []
    for file, listed in by_file.items():
        path = Path(file)
        edits = sorted(set(_edits(_parse(path), listed, renames, package)))
        if edits:
            write_atomically(path, _apply(path.read_bytes(), edits))
            fixed += [SourceLocation(file, edit.line, edit.offset + 1) for edit in edits]
    return fixed


# --- matching errors with changes ---


def explain(error: TypeCheckError, changes: Iterable[Change]) -> Change | None:
    """Return the change that best explains a type error. Return None if no change explains the error.

    The best change has the most names that also occur in the error's message or in the statement with the error.
    """
    quoted = {_normalize(word) for text in re.findall(r'"([^"]*)"', error.message) for word in re.findall(r"\w+", text)}
    written = {_normalize(word) for word in re.findall(r"\w+", _statement_at(error))}
    best, best_score = None, 0
    for change in changes:
        names = {
            _normalize(word)
            for word in re.findall(r"\w+", " ".join([change.message, *change.names, *change.related_names]))
        }
        is_about_none = "None" in error.message and "null" in change.code
        score = 2 * len(quoted & names) + len(written & names) + 4 * is_about_none
        if score > best_score and change.bump in {"major", "minor"} and (quoted | written) & _subjects(change):
            best, best_score = change, score
    return best


def _statement_at(error: TypeCheckError) -> str:
    """Return the source of the statement at a type error.

    For a compound statement such as `if`, return the error's line.
    """
    lines = Path(error.file).read_text("utf-8", "replace").splitlines()
    first = last = error.line
    for node in ast.walk(_parse(Path(error.file))):
        if isinstance(node, ast.stmt) and not hasattr(node, "body") and error.line in _lines_of(node):
            first, last = node.lineno, node.end_lineno or node.lineno
    return "\n".join(lines[first - 1 : last])


def _subjects(change: Change) -> set[str]:
    """Return the names of the objects that a change adds, removes or modifies, from its message and `change.names`.

    For example, the message `pets.list(limit) was removed` results in `pets`, `list` and `limit`.
    """
    head = re.split(r" (?:is|was|are|may|now|has|no longer) ", change.message, maxsplit=1)[0]
    words = {_normalize(word) for word in re.findall(r"\w+", head)}
    return words | {_normalize(word) for name in change.names for word in name.split(".")}


def _normalize(name: str) -> str:
    return str(naming.identifier(name))


def _to_change(error: TypeCheckError, explanation: Change | None) -> Change:
    reason = f" ({explanation.message}; {explanation.where})" if explanation else ""
    return Change(
        code=CALLER_BREAKS,
        bump="major",
        wire="ok",
        where=SourceLocation(error.file, error.line, error.column),
        message=f"{error.message}{reason}",
        operations=explanation.operations if explanation else (),
        old=explanation.old if explanation else None,
        new=explanation.code if explanation else None,
    )


# --- renames ---

NameKind: TypeAlias = Literal["class", "method", "namespace", "argument", "attribute"]


class Rename(NamedTuple):
    """A renamed part of the package: its kind (such as a class or a method), its old name and its new name."""

    kind: NameKind
    old: str
    new: str


_RENAME_KINDS: dict[str, tuple[NameKind, ...]] = {
    "class-renamed": ("class",),
    "class-renamed-with-alias": ("class",),
    "method-renamed": ("method",),
    "method-renamed-with-alias": ("method",),
    "method-moved": ("method",),
    "namespace-renamed": ("namespace",),
    "namespace-renamed-with-alias": ("namespace",),
    "argument-renamed": ("argument",),
    "argument-renamed-with-alias": ("argument",),
    "parameter-renamed": ("argument",),
    "parameter-renamed-with-alias": ("argument",),
    "body-argument-renamed": ("argument",),
    "body-argument-renamed-with-alias": ("argument",),
    "credential-argument-renamed": ("argument",),
    "member-renamed": ("argument", "attribute"),
    "member-renamed-with-alias": ("argument", "attribute"),
    "attribute-renamed": ("argument", "attribute"),
    "attribute-renamed-with-alias": ("argument", "attribute"),
    "enum-member-renamed": ("attribute",),
}


def _renames(changes: Iterable[Change]) -> Iterator[Rename]:
    for change in changes:
        for kind in _RENAME_KINDS.get(change.code, ()):
            old, new = str(change.old), str(change.new)
            if change.code.startswith("member-renamed"):
                old, new = str(naming.identifier(old)), str(naming.identifier(new))
            yield from (Rename(kind, *pair) for pair in zip(old.split(", "), new.split(", "), strict=False))
            if kind == "class":
                along = ((name, new + name.removeprefix(old)) for name in change.names if name.startswith(old))
                yield from (Rename(kind, *pair) for pair in along if pair[0] != old and pair[1] in change.names)


class NameEdit(NamedTuple):
    """An edit that replaces one name in a file. `offset` counts bytes from the start of the line."""

    line: int
    offset: int
    old: str
    new: str


def _edits(
    tree: ast.Module, errors: Iterable[TypeCheckError], renames: Sequence[Rename], package: str
) -> Iterator[NameEdit]:
    """Yield the edits that replace the old names in `renames` by the new names in one file.

    Classes are replaced everywhere in a file that imports them from `package`. Other names are replaced only in code on
    the lines with `errors`.
    """
    lines = {error.line for error in errors}
    by_kind = {kind: {each.old: each.new for each in renames if each.kind == kind} for kind in get_args(NameKind)}
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and f"{node.module}.".startswith(f"{package}."):
            for alias in (each for each in node.names if each.name in by_kind["class"]):
                new = by_kind["class"][alias.name]
                yield NameEdit(alias.lineno, alias.col_offset, alias.name, new)
                imported |= {} if alias.asname else {alias.name: new}
        if not any(line in lines for line in _lines_of(node)):
            continue
        if isinstance(node, ast.Call):
            for each in (each for each in node.keywords if each.arg in by_kind["argument"]):
                yield NameEdit(each.lineno, each.col_offset, str(each.arg), by_kind["argument"][str(each.arg)])
        elif isinstance(node, ast.Attribute):
            yield from _attribute_edits(node, by_kind)
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id in imported)
    yield from (NameEdit(node.lineno, node.col_offset, node.id, imported[node.id]) for node in names)


def _lines_of(node: ast.AST) -> range:
    first = getattr(node, "lineno", 0)
    return range(first, (getattr(node, "end_lineno", None) or first) + 1)


def _attribute_edits(node: ast.Attribute, by_kind: Mapping[str, Mapping[str, str]]) -> Iterator[NameEdit]:
    inner = node.value if isinstance(node.value, ast.Attribute) else None
    method = by_kind["method"].get(f"{inner.attr}.{node.attr}") if inner is not None else None
    if inner is not None and method is not None:
        namespace, name = method.split(".")
        yield from (each for each in (_name_edit(inner, namespace), _name_edit(node, name)) if each.old != each.new)
        return
    for kind in ("namespace", "attribute", "class"):
        if new := by_kind[kind].get(node.attr):
            yield _name_edit(node, new)
            return


def _name_edit(node: ast.Attribute, new: str) -> NameEdit:
    line, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return NameEdit(line, end - len(node.attr.encode()), node.attr, new)


def _apply(source: bytes, edits: Iterable[NameEdit]) -> bytes:
    """Apply edits to the source of a program. Bytes outside the edited names do not change."""
    lines = source.splitlines(keepends=True)
    for line, offset, old, new in sorted(set(edits), reverse=True):
        text = lines[line - 1]
        if text[offset : offset + len(old.encode())] == old.encode():
            lines[line - 1] = text[:offset] + new.encode() + text[offset + len(old.encode()) :]
    return b"".join(lines)
