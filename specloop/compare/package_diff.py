"""Breaking changes that griffe finds between two generated packages, and that no Change explains.

The rules compare contracts, but callers use Python. This module reports a break in the generated Python
that no rule knows.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from specloop.codegen import naming
from specloop.codegen.ir import Client
from specloop.codegen.renderer import TemplateFolders, render
from specloop.errors import InputError, SourceLocation
from specloop.report import Change

if TYPE_CHECKING:
    import griffe

PACKAGE_CHANGED = "package-changed"
REASON = (
    "griffe, comparing the Python of the two packages, finds a breaking change that no change of the contract "
    "explains, such as a name that the generator chooses differently. It has no opposite: additions break no code."
)

BREAKAGE_MESSAGES = {
    "PARAMETER_MOVED": "{} has another position",
    "PARAMETER_REMOVED": "{} was removed",
    "PARAMETER_CHANGED_KIND": "{} is passed in another way",
    "PARAMETER_CHANGED_REQUIRED": "{} is now required",
    "PARAMETER_ADDED_REQUIRED": "{} is new and required",
    "OBJECT_REMOVED": "{} was removed",
    "OBJECT_CHANGED_KIND": "{} is another kind of object",
    "CLASS_REMOVED_BASE": "{} no longer has one of its base classes",
}
"""Messages for the reported breakages. Types and defaults are left to the rules, which know whom they affect."""


CLIENT_MODULES = ("_client", "testing")
"""Modules whose classes have the namespaces as attributes."""

ALIAS_SUFFIX = "-with-alias"
"""The ending of codes for renames after which the old name still works."""


def compare_clients(old: Client, new: Client, templates: TemplateFolders, changes: Iterable[Change]) -> list[Change]:
    """Render both packages, and return the breaks that no given change explains, as Changes with a major bump."""
    if old.package != new.package:
        return []  # The package was renamed, so every name differs; the rule client-renamed reports that.
    return _compare_files(render_files(old, templates), render_files(new, templates), str(new.package), changes)


def render_files(client: Client, templates: TemplateFolders) -> dict[str, bytes]:
    """Render a package and return path -> content."""
    files = render(client, templates).items()
    return {path: text if isinstance(text, bytes) else text.encode() for path, text in files}


def compare_released_package(
    package: str, old: Mapping[str, bytes], new: Mapping[str, bytes], changes: Sequence[Change]
) -> list[Change]:
    """Compare the files of a release with those of the next one, which also finds changes of the templates.

    Raises InputError if griffe is not installed.
    """
    if f"{package}/__init__.py" not in old:
        return []  # The package was renamed; the rule client-renamed reports that.
    paths = {path for path in old.keys() | new.keys() if path.endswith(".py")}
    if all(old.get(path) == new.get(path) for path in paths):
        return []
    found = _compare_files(old, new, package, changes)
    # The part after the comma is for developers, not for the changelog.
    return [replace(change, message=change.message.partition(", and no change of")[0]) for change in found]


def _compare_files(
    old: Mapping[str, bytes], new: Mapping[str, bytes], package: str, changes: Iterable[Change]
) -> list[Change]:
    with TemporaryDirectory(prefix="packages-") as folder:
        roots = Path(folder, "old"), Path(folder, "new")
        for root, files in zip(roots, (old, new), strict=True):
            write_files(files, root)
        return find_unexplained(*roots, package, changes)


def write_files(files: Mapping[str, bytes], root: Path) -> None:
    """Write the files of a package into a folder."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def find_unexplained(old: Path, new: Path, package: str, changes: Iterable[Change]) -> list[Change]:
    """Compare the old and the new version of a package, and return the breaks that no given change explains."""
    # For an alias, griffe reports that a function became an attribute.
    causes = [each for each in changes if each.bump == "major" or each.code.endswith(ALIAS_SUFFIX)]
    explained = [_names_in(each) for each in causes]
    changed_classes = {name for each in causes for name in (*each.names, *each.related_names)}
    found: dict[str, Change] = {}
    modules: set[str] = set()
    for breakage in _breakages(old, new, package, changed_classes):
        name, words = _describe(breakage)
        # Each model has a TypedDict, whose name ends with `Dict`; each enum has a type that ends with `Value`.
        plain = [{_normalize(word.removesuffix(suffix)) for word in words} for suffix in ("", "Dict", "Value")]
        if not any(each <= names for each in plain for names in explained):
            sentence = BREAKAGE_MESSAGES[breakage.kind.name].format(name)
            message = f"{sentence}, and no change of the contract explains it"
            place = SourceLocation(breakage.obj.relative_package_filepath.as_posix(), breakage.obj.lineno or 1)
            found.setdefault(message, Change(PACKAGE_CHANGED, "major", "ok", place, message, old=name))
            modules |= {message} if breakage.obj.is_module else set()
    # A removed module is reported by the names that it contained, which callers use.
    files = {change.where.file for message, change in found.items() if message not in modules}
    return [change for message, change in found.items() if message not in modules or change.where.file not in files]


def _breakages(old: Path, new: Path, package: str, changed_classes: Container[str]) -> Iterator[griffe.Breakage]:
    """Yield the breaks, but not those of members of a changed class that has other base classes now.

    A model that becomes an enum, or the reverse, loses all members; the change of the class says enough.
    """
    try:
        import griffe  # noqa: PLC0415 - only --packages and releases need it
    except ImportError:
        message = "is not installed, and it compares the Python of two packages; `pip install 'specloop[release]'`"
        raise InputError.at("griffe", message) from None
    sides = [griffe.load(package, search_paths=[root], allow_inspection=False) for root in (old, new)]
    for breakage in griffe.find_breaking_changes(*sides):
        holder = breakage.obj.parent
        is_explained = holder is not None and holder.name in changed_classes and _has_other_bases(holder, sides[1])
        if breakage.kind.name in BREAKAGE_MESSAGES and not is_explained:
            yield breakage


def _has_other_bases(old: Any, new_package: Any) -> bool:
    """Return whether a griffe class is derived from other classes in the new package."""
    try:
        new = new_package[old.path.removeprefix(f"{new_package.path}.")]
    except KeyError:
        return False  # The class was removed.
    return old.is_class and new.is_class and [*map(str, old.bases)] != [*map(str, new.bases)]


def _names_in(change: Change) -> set[str]:
    """Return the names in a change: those in its message, and those of the classes it adds or removes."""
    names = {*re.findall(r"\w+", change.message), *change.names, *change.related_names}
    return names | {_normalize(name) for name in names}


def _describe(breakage: griffe.Breakage) -> tuple[str, set[str]]:
    """Return the broken name as callers write it, and the words that a message must contain to explain the break."""
    path = [breakage.obj.name]
    holder = None if breakage.obj.is_module else breakage.obj.parent
    while holder is not None and not holder.is_module:
        path.insert(0, holder.name)
        holder = holder.parent
    path = [_public(part) for part in path if part != "__init__"]
    name = ".".join(path)
    if breakage.kind.name.startswith("PARAMETER"):
        parameter = str((breakage.old_value or breakage.new_value).name)
        return f"{name}({parameter})", {path[-1], parameter}
    # A removed namespace loses its methods, and messages about methods do not name the client class.
    is_of_client = holder is not None and holder.name in CLIENT_MODULES
    return name, {*path[-1 if is_of_client else -2 :]}


def _public(name: str) -> str:
    """Return the base form of a class name, such as `Pets` for `AsyncPets`, since all forms break together.

    If a namespace has the name of a model, the suffix `Resource` marks its class. It is removed, too.
    """
    return re.sub("^Async(?=[A-Z])|(Resource)?(With(Raw|Streaming)Response)?$", "", name)


def _normalize(name: str) -> str:
    return str(naming.identifier(name))
