"""Two packages, as the generator makes them -> the breaks that griffe sees in their Python, and no Change explains.

The contract says what the API means; Python says what callers touch. Where the generator makes more of a change than
the rules know, this is where it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from specloop.codegen import naming
from specloop.codegen.ir import Client
from specloop.codegen.renderer import TemplateFolders, render
from specloop.errors import InputError, SourceLocation
from specloop.report import Change

if TYPE_CHECKING:
    import griffe

CODE = "package-changed"
REASON = (
    "griffe, comparing the Python of the two packages, sees a break that no change of the contract explains: a name "
    "that the generator makes otherwise, for example. It has no mirror, since what only appears breaks nobody."
)

TOLD = {
    "PARAMETER_MOVED": "{} has another position",
    "PARAMETER_REMOVED": "{} is gone",
    "PARAMETER_CHANGED_KIND": "{} is given in another way",
    "PARAMETER_CHANGED_REQUIRED": "{} must now be given",
    "PARAMETER_ADDED_REQUIRED": "{} is new and must be given",
    "OBJECT_REMOVED": "{} is gone",
    "OBJECT_CHANGED_KIND": "{} is another kind of thing",
    "CLASS_REMOVED_BASE": "{} has lost a base class",
}
"""What counts as a break. Types and default values do not: griffe cannot tell, as the rules do, whom a change hurts."""


def second_opinion(old: Client, new: Client, templates: TemplateFolders, changes: Iterable[Change]) -> list[Change]:
    """Print both packages and compare them; give the breaks that are not explained, as Changes that ask for a major."""
    if old.package != new.package:
        return []  # Every name has changed, and that is said.
    old_tree, new_tree = (
        {path: text if isinstance(text, bytes) else text.encode() for path, text in render(each, templates).items()}
        for each in (old, new)
    )
    return _compare_trees(old_tree, new_tree, str(new.package), changes)


def compare_released_package(
    package: str, old: Mapping[str, bytes], new: Mapping[str, bytes], changes: Sequence[Change]
) -> list[Change]:
    """Compare the files that were released with those that would be, so that a change of the templates shows as well.

    Raises InputError if griffe is not installed.
    """
    if f"{package}/__init__.py" not in old:
        return []  # It has another name now, and compare reports that.
    paths = {path for path in old.keys() | new.keys() if path.endswith(".py")}
    if all(old.get(path) == new.get(path) for path in paths):
        return []
    found = _compare_trees(old, new, package, changes)
    # What follows the comma is for developers, and not for the changelog.
    return [replace(change, message=change.message.partition(", and no change of")[0]) for change in found]


def _compare_trees(
    old: Mapping[str, bytes], new: Mapping[str, bytes], package: str, changes: Iterable[Change]
) -> list[Change]:
    with TemporaryDirectory(prefix="packages-") as folder:
        roots = Path(folder, "old"), Path(folder, "new")
        for root, files in zip(roots, (old, new), strict=True):
            for path, content in files.items():
                place = root / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        return unexplained(*roots, package, changes)


def unexplained(then: Path, now: Path, package: str, changes: Iterable[Change]) -> list[Change]:
    """Compare a package in one folder with the same package in another."""
    said = [_words(change) for change in changes if change.bump == "major"]
    found: dict[str, Change] = {}
    modules: set[str] = set()
    for breakage in _breakages(then, now, package):
        name, words = _named(breakage)
        if not any(words <= known for known in said):
            message = f"{TOLD[breakage.kind.name].format(name)}, and no change of the contract explains it"
            place = SourceLocation(breakage.obj.relative_package_filepath.as_posix(), breakage.obj.lineno or 1)
            found.setdefault(message, Change(CODE, "major", "ok", place, message, old=name))
            modules |= {message} if breakage.obj.is_module else set()
    # A module goes with what is in it, and that is what callers know by name.
    rest = {change.where.file for message, change in found.items() if message not in modules}
    return [change for message, change in found.items() if message not in modules or change.where.file not in rest]


def _breakages(then: Path, now: Path, package: str) -> Iterator[griffe.Breakage]:
    try:
        import griffe  # noqa: PLC0415 - only who wants a second opinion needs it
    except ImportError:
        message = "is not installed, and it compares the Python of two packages; `pip install 'specloop[release]'`"
        raise InputError.at("griffe", message) from None
    sides = [griffe.load(package, search_paths=[root], allow_inspection=False) for root in (then, now)]
    yield from (each for each in griffe.find_breaking_changes(*sides) if each.kind.name in TOLD)


def _words(change: Change) -> set[str]:
    """Give the names that a change speaks of, and those that come or go with it."""
    spoken = {*re.findall(r"\w+", change.message), *(word for name in change.names for word in name.split("."))}
    return spoken | {_plain(word) for word in spoken}


def _named(breakage: griffe.Breakage) -> tuple[str, set[str]]:
    """Give the name that a caller knows, and what a sentence must speak of to be about it."""
    path = [breakage.obj.name]
    holder = None if breakage.obj.is_module else breakage.obj.parent
    while holder is not None and not holder.is_module:
        path.insert(0, holder.name)
        holder = holder.parent
    path = [_public(part) for part in path if part != "__init__"]
    name = ".".join(path)
    if breakage.kind.name.startswith("PARAMETER"):
        parameter = str((breakage.old_value or breakage.new_value).name)
        return f"{name}({parameter})", {_plain(path[-1]), _plain(parameter)}
    # A namespace goes with its methods, and no sentence about these names the client that it was an attribute of.
    is_of_client = holder is not None and holder.name == "_client"
    return name, {_plain(part) for part in path[-1 if is_of_client else -2 :]}


def _public(name: str) -> str:
    """Name a class as its plain form: what breaks in one of its forms breaks in all."""
    return re.sub("^Async(?=[A-Z])|WithRawResponse$", "", name)


def _plain(name: str) -> str:
    return str(naming.identifier(name))
