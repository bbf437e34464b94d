"""Detection of breaking changes between two generated packages, with griffe, a tool that compares Python code.

The rules of `compare` read only the contracts. So they miss changes of the generator, such as another class name for
the same schema. This module compares the packages, and omits breaking changes that the rules already report.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from specloop.codegen import naming
from specloop.codegen.ir import Client
from specloop.codegen.renderer import TemplateFolders, render
from specloop.compare.describe import NOTHING
from specloop.errors import InputError, SourceLocation
from specloop.files import write_files
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
"""Mapping from griffe's kinds of breaking changes to messages, for the kinds that this module reports.

Changed types and defaults are not reported here: the rules of `compare` report them with the affected operations.
"""


CLIENT_MODULES = ("_client", "testing")
"""Names of the modules whose classes have namespaces, such as `client.pets`, as attributes."""

CLASS_REPLACED = "class-replaced"
"""The code of the rule about values that become instances of another class, whose name an old class can have had."""

TYPE_CHANGES = ("received-type-changed", "sent-type-changed")
"""The codes of the rules about values that get another type."""

TYPED_DICT_SUFFIX = r"Dict\d*$"
"""Regular expression of the end of a TypedDict's name. A number follows if another class has the name."""

ALIAS_SUFFIX = "-with-alias"
"""The suffix of rule codes that report a rename after which the old name still works."""


def compare_clients(old: Client, new: Client, templates: TemplateFolders, changes: Iterable[Change]) -> list[Change]:
    """Render the packages of two clients, and return the breaking changes that `changes` does not explain.

    Return [] if the package was renamed, because a rule already reports the rename.

    Args:
        old: The client before the change.
        new: The client after the change.
        templates: The template folders for both packages.
        changes: The changes that the rules of `compare` found.
    """
    if old.package != new.package:
        return []  # If the package was renamed, every name differs. The rule client-renamed already reports the rename.
    return find_unexplained(render_files(old, templates), render_files(new, templates), str(new.package), changes)


def render_files(client: Client, templates: TemplateFolders) -> dict[str, bytes]:
    """Render the files of a package. Each path maps to the content of the file."""
    files = render(client, templates).items()
    return {path: text if isinstance(text, bytes) else text.encode() for path, text in files}


def compare_released_package(
    package: str, old: Mapping[str, bytes], new: Mapping[str, bytes], changes: Sequence[Change]
) -> list[Change]:
    """Compare a released package with the next one. Return the breaking changes that `changes` does not explain.

    Args:
        package: The import name of both packages.
        old: The files of the released package, by path.
        new: The files of the next package, by path.
        changes: The changes that the rules of `compare` found.

    Raises:
        InputError: griffe is not installed.
    """
    if f"{package}/__init__.py" not in old:
        return []  # The package was renamed, which the rule client-renamed already reports.
    paths = {path for path in old.keys() | new.keys() if path.endswith(".py")}
    # griffe needs time to read two packages, so packages with equal code are not compared.
    if all(_is_same_code(old.get(path), new.get(path)) for path in paths):
        return []
    found = find_unexplained(old, new, package, changes)
    # Only developers need the end of the message, ", and no change of ...", so the release notes omit it.
    return [replace(change, message=change.message.partition(", and no change of")[0]) for change in found]


def _is_same_code(old: bytes | None, new: bytes | None) -> bool:
    """Return whether two modules differ at most in docstrings and comments. None stands for a missing module."""
    if old is None or new is None:
        return old is new
    try:
        return old == new or _code(old) == _code(new)
    except (SyntaxError, ValueError, RecursionError):  # The released package may contain anything.
        return False


def _code(text: bytes) -> str:
    """Return the syntax tree of a module as text, without docstrings and comments, so that code can be compared."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [each for each in node.body if not _is_docstring(each)]
    return ast.dump(tree)


def _is_docstring(statement: ast.stmt) -> bool:
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Constant):
        return False
    return isinstance(statement.value.value, str)


def find_unexplained(
    old: Mapping[str, bytes], new: Mapping[str, bytes], package: str, changes: Iterable[Change]
) -> list[Change]:
    """Compare two versions of a package with griffe. Return the breaking changes that `changes` does not explain.

    Args:
        old: The files of the old version, by path.
        new: The files of the new version, by path.
        package: The import name of the package.
        changes: The changes that the rules of `compare` found.
    """
    # A rename with an alias also explains breakages: griffe reports the alias as a function that became an attribute.
    causes = [each for each in changes if each.bump == "major" or each.code.endswith(ALIAS_SUFFIX)]
    explained = [_names_in(each) for each in causes]
    became_nothing = [each for each in causes if each.code in TYPE_CHANGES and NOTHING in (each.old, each.new)]
    replaced = [each for each in causes if each.code == CLASS_REPLACED]
    found: dict[str, Change] = {}
    modules: set[str] = set()
    for breakage in _breakages(old, new, package, _listed_names(causes), _listed_names([*became_nothing, *replaced])):
        name, words = _name_and_words(breakage)
        # A change can name a model by its TypedDict (`...Dict`) or an enum by its value type (`...Value`). If another
        # class has this name, a number follows. So a breakage is also explained if its words without these suffixes
        # occur in the change.
        suffixes = ("$", TYPED_DICT_SUFFIX, r"Value\d*$")
        plain = [{_normalize(re.sub(suffix, "", word)) for word in words} for suffix in suffixes]
        if not any(each <= names for each in plain for names in explained):
            sentence = BREAKAGE_MESSAGES[breakage.kind.name].format(name)
            message = f"{sentence}, and no change of the contract explains it"
            place = SourceLocation(breakage.obj.relative_package_filepath.as_posix(), breakage.obj.lineno or 1)
            found.setdefault(message, Change(PACKAGE_CHANGED, "major", "ok", place, message, old=name))
            modules |= {message} if breakage.obj.is_module else set()
    # If griffe reports a removed module and also a name in this module, only the name is reported, because callers use
    # names.
    files = {change.where.file for message, change in found.items() if message not in modules}
    return [change for message, change in found.items() if message not in modules or change.where.file not in files]


def _breakages(
    old: Mapping[str, bytes],
    new: Mapping[str, bytes],
    package: str,
    changed_classes: set[str],
    other_classes: set[str],
) -> Iterator[griffe.Breakage]:
    """Yield the breaking changes that griffe finds, except harmless ones and changes inside explained classes.

    A class is explained if `other_classes` contains it, or if `changed_classes` contains it and `_is_other_class` is
    True.
    """
    try:
        import griffe  # noqa: PLC0415 - only --packages and releases need it
    except ImportError:
        message = "is not installed, and it compares the Python of two packages; `pip install 'specloop[release]'`"
        raise InputError.at("griffe", message) from None
    sides = [
        _load(package, frozenset((path, content) for path, content in files.items() if path.endswith(".py")))
        for files in (old, new)
    ]
    for breakage in griffe.find_breaking_changes(*sides):
        holder = breakage.obj.parent
        name = re.sub(TYPED_DICT_SUFFIX, "", holder.name) if holder is not None else ""
        is_explained = holder is not None and (
            holder.name in other_classes
            or (not changed_classes.isdisjoint({name, holder.name}) and _is_other_class(holder, sides[1]))
        )
        is_harmless = _is_private_constructor(breakage) or _has_other_typed_dict_syntax(breakage, sides[1])
        if breakage.kind.name in BREAKAGE_MESSAGES and not is_explained and not is_harmless:
            yield breakage


@lru_cache(maxsize=2)  # Two comparisons in a row often have the same old package. Loading one takes half a second.
def _load(package: str, files: frozenset[tuple[str, bytes]]) -> Any:
    import griffe  # noqa: PLC0415 - as above

    with TemporaryDirectory(prefix="package-") as folder:
        write_files(dict(files), Path(folder))
        return griffe.load(package, search_paths=[folder], allow_inspection=False)


def _is_private_constructor(breakage: griffe.Breakage) -> bool:
    """Return whether a breaking change is in the constructor of a private class, which callers do not construct."""
    holder = breakage.obj.parent
    return breakage.obj.name == "__init__" and holder is not None and holder.name.startswith("_")


def _has_other_typed_dict_syntax(breakage: griffe.Breakage, new_package: Any) -> bool:
    """Return whether only the syntax of a TypedDict changed: from `class` to a `TypedDict(...)` call, or back."""
    # If a key is not an identifier, such as `zip-code`, the TypedDict is written as a call.
    new = _in_package(new_package, breakage.obj)
    return breakage.kind.name == "OBJECT_CHANGED_KIND" and _is_typed_dict(breakage.obj) and _is_typed_dict(new)


def _is_typed_dict(obj: Any) -> bool:
    if obj is None:
        return False
    stated = obj.bases if obj.is_class else [getattr(obj, "value", "")]
    return any(str(each).startswith("TypedDict") for each in stated)


def _is_other_class(old: Any, new_package: Any) -> bool:
    """Return whether the class `old` and the class at the same path in the new package are unrelated.

    They are unrelated if their base classes differ, or if their schemas are at different places in the contracts.
    Return False if the new package has no such class.
    """
    new = _in_package(new_package, old)
    if not old.is_class or new is None or not new.is_class:
        return False
    places = {_schema_place(old), _schema_place(new)}
    return [*map(str, old.bases)] != [*map(str, new.bases)] or (len(places) > 1 and "" not in places)


def _schema_place(cls: Any) -> str:
    """Return the pointer of the schema from which a class is generated, or "" if no pointer is found.

    The pointer is read from the docstring of the module that contains the class.
    """
    text = cls.module.docstring.value if cls.module.docstring else ""
    found = re.match(r"\w+: `(#/.*)` of the contract", text)
    return found[1] if found else ""


def _in_package(new_package: Any, old: Any) -> Any:
    """Return the object of the new package that has the same dotted path as `old`, or None if there is none."""
    try:
        return new_package[old.path.removeprefix(f"{new_package.path}.")]
    except KeyError:
        return None


def _listed_names(changes: Iterable[Change]) -> set[str]:
    return {name for each in changes for name in (*each.names, *each.related_names)}


def _names_in(change: Change) -> set[str]:
    """Return the words of a change's message and all names in the change, as written and as Python identifiers."""
    names = {*re.findall(r"\w+", change.message), *change.names, *change.related_names}
    return names | {_normalize(name) for name in names}


def _name_and_words(breakage: griffe.Breakage) -> tuple[str, set[str]]:
    """Return the name of the object that breaks, and the words that a change must mention to explain the breakage.

    For a removed argument, the result is `("Pets.list(limit)", {"list", "limit"})`.
    """
    path = [breakage.obj.name]
    holder = None if breakage.obj.is_module else breakage.obj.parent
    while holder is not None and not holder.is_module:
        path.insert(0, holder.name)
        holder = holder.parent
    path = [_base_class_name(part) for part in path if part != "__init__"]
    name = ".".join(path)
    if breakage.kind.name.startswith("PARAMETER"):
        parameter = str((breakage.old_value or breakage.new_value).name)
        return f"{name}({parameter})", {path[-1], parameter}
    # Messages about a removed namespace do not contain the name of the client class, so that name is not required.
    is_of_client = holder is not None and holder.name in CLIENT_MODULES
    return name, {*path[-1 if is_of_client else -2 :]}


def _base_class_name(name: str) -> str:
    """Return the name of a class without `Async`, `Resource` and the suffixes of response wrappers.

    For example, `AsyncPets`, `PetsResource` and `PetsWithRawResponse` all become `Pets`.
    """
    # These classes change together. `Resource` is the suffix of a namespace class if a model has the name without it.
    return re.sub("^Async(?=[A-Z])|(Resource)?(With(Raw|Streaming)Response)?$", "", name)


def _normalize(name: str) -> str:
    return str(naming.identifier(name))
