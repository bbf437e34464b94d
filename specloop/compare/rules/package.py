"""Rules about the whole package: its name, its default server, its classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from specloop.compare.api_surface import ApiSurface
from specloop.compare.registry import SYMMETRIC, AppliedRule, RuleMatch, rules_for
from specloop.compare.rules.operations import OperationPair
from specloop.compare.schema_pairs import SchemaPair, SchemaPairIndex
from specloop.compare.usages import UsageIndex
from specloop.openapi.json_pointer import JsonPointer

SERVER_URL: JsonPointer = ("servers", 0, "url")


@dataclass(eq=False)
class PackagePair:
    """The package in both contracts."""

    old_api: ApiSurface
    new_api: ApiSurface
    operations: list[OperationPair] = field(default_factory=list)
    """The operations in both contracts."""

    @property
    def are_urls_same(self) -> bool:
        """Whether all operations of the default server keep their URLs, however server and path are divided."""
        moved = [each for each in self.operations if not (each.old.own_server and each.new.own_server)]
        return bool(moved) and all(each.is_url_same for each in moved)


about_package = rules_for(PackagePair)


@about_package("major", "ok", opposite=SYMMETRIC)
def client_renamed(pair: PackagePair) -> Iterator[RuleMatch]:
    """The client class and the package are named after the title: every import breaks."""
    old, new = (f"{api.package}.{api.client}" for api in (pair.old_api, pair.new_api))
    if old != new:
        title = ("info", "title")
        yield RuleMatch(f"{old} is now {new}: every import breaks", title, title, old=old, new=new)


@about_package("minor", "breaks", opposite=SYMMETRIC)
def server_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """The default base URL is a constant of the client: installed clients send requests to the old server."""
    old, new = pair.old_api.base_url, pair.new_api.base_url
    if old != new and old not in pair.new_api.servers and not pair.are_urls_same:
        yield _match_server(old, new)


@about_package("minor", "ok", opposite=SYMMETRIC)
def first_server_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """The default base URL is that of the first server; the old server is still listed, so installed clients work."""
    old, new = pair.old_api.base_url, pair.new_api.base_url
    if old != new and old in pair.new_api.servers and not pair.are_urls_same:
        yield _match_server(old, new)


@about_package("minor", "ok", opposite=SYMMETRIC)
def base_path_moved(pair: PackagePair) -> Iterator[RuleMatch]:
    """Every URL stays the same; only callers who pass their own `base_url` must change it."""
    old, new = pair.old_api.base_url, pair.new_api.base_url
    if old != new and pair.are_urls_same:
        message = f"the default base_url is now {new or 'nothing'}, no longer {old or 'nothing'}; all URLs are the same"
        yield RuleMatch(message, SERVER_URL, SERVER_URL, old=[old], new=[new])


def _match_server(old: str, new: str) -> RuleMatch:
    message = f"the default base_url is now {new or 'nothing'}, no longer {old or 'nothing'}"
    return RuleMatch(message, SERVER_URL, SERVER_URL, old=old, new=new)


@about_package("patch", "ok", opposite=SYMMETRIC)
def package_documentation_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Only docstrings and the README change."""
    for keyword in ("summary", "description"):
        if pair.old_api.data["info"].get(keyword) != pair.new_api.data["info"].get(keyword):
            pointer = ("info", keyword)
            yield RuleMatch(f"the {keyword} of the API has changed", pointer, pointer)
    old, new = _tags(pair.old_api), _tags(pair.new_api)
    for name, (number, text) in new.items():
        if name in old and old[name][1] != text:
            yield RuleMatch(f"the description of {name} has changed", ("tags", old[name][0]), ("tags", number))


def _tags(api: ApiSurface) -> dict[str, tuple[int, Any]]:
    listed = api.data.get("tags") or []
    return {tag["name"]: (number, tag.get("description")) for number, tag in enumerate(listed)}


# --- classes ---


@dataclass(eq=False)
class ClassesDiff:
    """The classes generated from schemas, in both contracts."""

    old_api: ApiSurface
    new_api: ApiSurface
    pairs: SchemaPairIndex
    usages: UsageIndex
    applied: list[AppliedRule] = field(default_factory=list)
    """The matches of other rules, which may explain a removed or added class."""

    @cached_property
    def _all_renamed(self) -> dict[tuple[str, str], SchemaPair]:
        """Old and new name -> a place where one class replaced the other. Neither is in the other package."""
        known: dict[tuple[str, str], SchemaPair] = {}
        for pair in self.pairs.pairs.values():
            old, new = pair.old_class, pair.new_class
            if old and new and old != new and not pair.is_class_replaced:
                known.setdefault((old, new), pair)
        return known

    @cached_property
    def renamed(self) -> list[tuple[str, str, SchemaPair, list[str]]]:
        """Renamed classes, including those whose names begin with that of a renamed class."""
        found = self._all_renamed
        along: dict[tuple[str, str], list[str]] = {}
        for old, new in found:
            for base_old, base_new in found:
                if self.is_alias_kept(base_old, base_new):
                    continue  # The classes named after it have no alias.
                is_nested = old != base_old and old.startswith(base_old) and new.startswith(base_new)
                if is_nested and old.removeprefix(base_old) == new.removeprefix(base_new):
                    along.setdefault((base_old, base_new), []).extend((old, new))
        nested = {name for names in along.values() for name in names}
        return [(old, new, pair, along.get((old, new), [])) for (old, new), pair in found.items() if old not in nested]

    def is_alias_kept(self, old: str, new: str) -> bool:
        """Return whether a renamed class still works under its old name."""
        return self.new_api.former_classes.get(old) == new

    def typed_dicts(self, one: ApiSurface, other: ApiSurface) -> Iterator[tuple[str, JsonPointer]]:
        """Return the classes of both packages that have a TypedDict in only one of them."""
        for name in sorted(one.typed_dicts - other.typed_dicts):
            if name in one.classes and name in other.classes:
                yield name, one.classes[name]

    @property
    def removed(self) -> dict[str, JsonPointer]:
        """Removed classes that no other match explains."""
        roots = [pointer for each in self.applied if each.rule.bump == "major" for pointer in each.match.removed]
        explained = {old for old, _ in self._all_renamed} | classes_inside(self.old_api, roots)
        return _unexplained(self.old_api, self.new_api, explained)

    @property
    def added(self) -> dict[str, JsonPointer]:
        """Added classes that no other match explains."""
        roots = [pointer for each in self.applied for pointer in each.match.added]
        explained = {new for _, new in self._all_renamed} | classes_inside(self.new_api, roots)
        return _unexplained(self.new_api, self.old_api, explained)


def _unexplained(api: ApiSurface, other: ApiSurface, explained: set[str]) -> dict[str, JsonPointer]:
    """Return the classes that only one package has, except explained ones."""
    return {
        name: pointer for name, pointer in api.classes.items() if name not in other.classes and name not in explained
    }


def classes_inside(api: ApiSurface, roots: Iterable[JsonPointer]) -> set[str]:
    """Return the classes of all schemas at some pointers, and of all schemas they refer to."""
    return {name for pointer in _reach(api, roots) if (name := api.class_of([pointer]))}


def _reach(api: ApiSurface, roots: Iterable[JsonPointer]) -> Iterator[JsonPointer]:
    """Return every pointer below some pointers, and below all their references."""
    seen: set[JsonPointer] = set()
    unread = list(roots)
    while unread:
        pointer = unread.pop()
        if pointer in seen:
            continue
        seen.add(pointer)
        yield pointer
        node = api.schemas.node(pointer)
        if isinstance(node, dict):
            if "$ref" in node:
                unread.append(api.schemas.target(pointer))
            unread += [(*pointer, key) for key, value in node.items() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            unread += [(*pointer, number) for number, value in enumerate(node) if isinstance(value, dict | list)]


about_classes = rules_for(ClassesDiff)


@about_classes("major", "ok", opposite=(SYMMETRIC, "class-renamed-with-alias"))
def class_renamed(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """A class is named after its component, or after the place of its schema: imports and annotations break."""
    for old, new, pair, along in diff.renamed:
        if diff.is_alias_kept(old, new):
            continue
        operations = tuple(dict.fromkeys(name for each in diff.usages.of(pair) for name in each.operations))
        more = f", and {along[0]} is {along[1]}" if len(along) == len(("OLD", "NEW")) else ""
        if len(along) > len(("OLD", "NEW")):
            more = f", and so are {len(along) // 2} classes named after it"
        message = f"the class {old} is now {new}{more}: code that names it breaks"
        pointers = next(iter(pair.old_ref), None), next(iter(pair.new_ref), None)
        yield RuleMatch(
            message,
            *pointers,
            old=old,
            new=new,
            key=f"{old} {new}",
            operations=operations,
            removed=pair.old_ref,
            added=pair.new_ref,
        )


@about_classes("minor", "ok", opposite="class-renamed")
def class_renamed_with_alias(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """`x-renamed-from` keeps the old name of the class, which warns that the next release removes it."""
    for old, new, pair, _ in diff.renamed:
        if diff.is_alias_kept(old, new):
            message = f"the class {old} is now {new}; the old name still works, with a DeprecationWarning"
            pointers = next(iter(pair.old_ref), None), next(iter(pair.new_ref), None)
            yield RuleMatch(
                message, *pointers, old=old, new=new, key=f"{old} {new}", removed=pair.old_ref, added=pair.new_ref
            )


@about_classes("major", "ok", opposite="former-class-name-added")
def former_class_name_removed(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """The old name of the class is gone: the release before warned of it."""
    for old, name in diff.old_api.former_classes.items():
        if old not in {**diff.new_api.former_classes, **diff.new_api.classes}:
            message = f"the class {name} no longer has its former name {old}: code that still uses it breaks"
            yield RuleMatch(message, diff.old_api.classes[name], old=old, key=old)


@about_classes("minor", "ok", opposite="former-class-name-removed")
def former_class_name_added(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """A second name for a class breaks nothing."""
    for new, name in diff.new_api.former_classes.items():
        if new not in {**diff.old_api.former_classes, **diff.old_api.classes}:
            message = f"the class {name} works under its former name {new}, too"
            yield RuleMatch(message, new_pointer=diff.new_api.classes[name], new=new, key=new)


@about_classes("major", "ok", opposite="class-passed-as-dict")
def class_not_passed_as_dict(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """No argument accepts the object as a dict of known keys any more, so the package has no TypedDict of it."""
    for name, pointer in diff.typed_dicts(diff.old_api, diff.new_api):
        message = f"the class {name}Dict was removed: code that imports it breaks"
        yield RuleMatch(message, pointer, diff.new_api.classes[name], old=f"{name}Dict", key=name)


@about_classes("minor", "ok", opposite="class-not-passed-as-dict")
def class_passed_as_dict(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Callers may import the TypedDict of an object that an argument now accepts."""
    for name, pointer in diff.typed_dicts(diff.new_api, diff.old_api):
        message = f"the class {name}Dict is new"
        yield RuleMatch(message, diff.old_api.classes[name], pointer, new=f"{name}Dict", key=name)


@about_classes("major", "ok", opposite="class-added")
def class_removed(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Code that imports it breaks, whether the API ever sent one or not."""
    for name, pointer in diff.removed.items():
        message = f"the class {name} was removed: code that imports it breaks"
        yield RuleMatch(message, pointer, near=("components", "schemas"), old=name, key=name)


@about_classes("minor", "ok", opposite="class-removed")
def class_added(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Callers may import one more name."""
    for name, pointer in diff.added.items():
        yield RuleMatch(f"the class {name} is new", new_pointer=pointer, new=name, key=name)
