"""Two Apis -> what differs in the package as a whole: its name, its default server, its classes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

from specloop.compare.api_surface import ApiSurface
from specloop.compare.registry import ITSELF, Finding, Found, Rules
from specloop.compare.schema_pairs import Pairs, SchemaPair
from specloop.compare.usages import Users
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema_keywords import UNION_KEYWORDS


@dataclass(eq=False)
class Client:
    """The package, then and now."""

    then: ApiSurface
    now: ApiSurface


client = Rules(Client)


@client("major", "ok", mirror=ITSELF)
def client_renamed(found: Client) -> Iterator[Found]:
    """The names of the client class and of the package come from the title: every import breaks."""
    old, new = f"{found.then.package}.{found.then.client}", f"{found.now.package}.{found.now.client}"
    if old != new:
        message = f"{old} is now {new}: every import breaks"
        yield Found(message, ("info", "title"), ("info", "title"), old=old, new=new)


@client("minor", "breaks", mirror=ITSELF)
def server_changed(found: Client) -> Iterator[Found]:
    """The default base URL is a constant of the client: code stays as it is, installed clients call the old server."""
    old, new = found.then.servers[:1], found.now.servers[:1]
    if old != new and not set(old) & set(found.now.servers):
        yield Found(*_moved(old, new))


@client("minor", "ok", mirror=ITSELF)
def first_server_changed(found: Client) -> Iterator[Found]:
    """The default base URL is the first server's; the one of before is still there, so installed clients go on."""
    old, new = found.then.servers[:1], found.now.servers[:1]
    if old != new and set(old) & set(found.now.servers):
        yield Found(*_moved(old, new))


def _moved(old: list[str], new: list[str]) -> tuple[str, JsonPointer, JsonPointer]:
    told = [each[0] if each else "nothing" for each in (old, new)]
    message = f"without a base_url the client calls {told[1]}, no longer {told[0]}"
    return message, ("servers", 0, "url"), ("servers", 0, "url")


@client("patch", "ok", mirror=ITSELF)
def package_documentation_changed(found: Client) -> Iterator[Found]:
    """Only docstrings and the README tell."""
    for was, at in ((("info", key), ("info", key)) for key in ("summary", "description")):
        if found.then.document["info"].get(was[1]) != found.now.document["info"].get(at[1]):
            yield Found(f"the {at[1]} of the API has changed", was, at)
    old, new = _tags(found.then), _tags(found.now)
    for name, (number, text) in new.items():
        if name in old and old[name][1] != text:
            yield Found(f"the description of {name} has changed", ("tags", old[name][0]), ("tags", number))


def _tags(api: ApiSurface) -> dict[str, tuple[int, Any]]:
    listed = api.document.get("tags") or []
    return {tag["name"]: (number, tag.get("description")) for number, tag in enumerate(listed)}


# --- classes ---


@dataclass(eq=False)
class Classes:
    """The classes that schemas are made, then and now."""

    then: ApiSurface
    now: ApiSurface
    pairs: Pairs
    users: Users
    found: list[Finding] = field(default_factory=list)
    """What is known already: it may explain why a class is gone, or new."""

    @cached_property
    def renamed(self) -> list[tuple[str, str, SchemaPair]]:
        """The classes that have another name, each with a place where that is so."""
        known: dict[tuple[str, str], SchemaPair] = {}
        for pair in self.pairs.pairs.values():
            old, new = pair.old_class, pair.new_class
            if old and new and old != new and not _is_renumbered(pair):
                known.setdefault((old, new), pair)
        return [(old, new, pair) for (old, new), pair in known.items()]

    @property
    def gone(self) -> dict[str, JsonPointer]:
        """The classes that are gone, with nothing to explain it."""
        roots = [pointer for each in self.found if each.rule.bump == "major" for pointer in each.found.lost]
        told = {old for old, _, _ in self.renamed} | self._unstable | classes_inside(self.then, roots)
        return _unexplained(self.then, self.now, told)

    @property
    def added(self) -> dict[str, JsonPointer]:
        """The classes that are new, with nothing to explain it."""
        roots = [pointer for each in self.found for pointer in each.found.gained]
        told = {new for _, new, _ in self.renamed} | self._unstable | classes_inside(self.now, roots)
        return _unexplained(self.now, self.then, told)

    @cached_property
    def _unstable(self) -> set[str]:
        """The classes whose name, or being there, depends on the order or on how the same values are written."""
        pairs = (pair for pair in self.pairs.pairs.values() if _is_constant(pair) or _is_renumbered(pair))
        return {name for pair in pairs for name in (pair.old_class, pair.new_class) if name}


def _is_counted(name: str, places: Iterable[JsonPointer]) -> bool:
    """Whether the name of a class tells the alternative of a union by its number, so that it depends on the order."""
    steps = (pair for place in places for pair in pairwise(place))
    counts = {str(number + 1) for union, number in steps if union in UNION_KEYWORDS and isinstance(number, int)}
    # Of a union in a union the numbers stand side by side.
    return any(count in digits for count in counts for digits in re.findall(r"\d+", name))


def _is_renumbered(pair: SchemaPair) -> bool:
    """Whether a class has another number in its name, which is that of an alternative on the way to it."""
    old, new = pair.old_class or "", pair.new_class or ""
    if _is_counted(old, pair.was) and _is_counted(new, pair.at):
        return True
    # A component has its own name; what stands in one that has no class is named after whoever refers to it.
    is_component = any(place[:2] == ("components", "schemas") and len(place) == 3 for place in (*pair.was, *pair.at))  # noqa: PLR2004
    return old != new and re.sub(r"\d+", "", old) == re.sub(r"\d+", "", new) and not is_component


def _unexplained(api: ApiSurface, other: ApiSurface, told: set[str]) -> dict[str, JsonPointer]:
    """Give the classes that only one contract has, without those of which enough is said."""
    return {
        name: place
        for name, place in api.classes.items()
        if name not in other.classes and name not in told and not _is_counted(name, [place])
    }


def classes_inside(api: ApiSurface, roots: Iterable[JsonPointer]) -> set[str]:
    """Give the classes of all that stands at some places, or is referred to from there."""
    return {name for place in _reached(api, roots) if (name := api.class_of([place]))}


def _is_constant(pair: SchemaPair) -> bool:
    """Whether it was, and is, the same single value, or none at all: whether it has a class depends on its spelling."""
    arms = pair.old.arms
    return pair.old.outline == pair.new.outline and (not arms or (len(arms) == 1 and len(arms[0].values or ()) == 1))


def _reached(api: ApiSurface, roots: Iterable[JsonPointer]) -> Iterator[JsonPointer]:
    """Give every place in what stands at some places, and in all that they refer to."""
    seen: set[JsonPointer] = set()
    unread = list(roots)
    while unread:
        pointer = unread.pop()
        if pointer in seen:
            continue
        seen.add(pointer)
        yield pointer
        node = api.shapes.node(pointer)
        if isinstance(node, dict):
            if "$ref" in node:
                unread.append(api.shapes.target(pointer))
            unread += [(*pointer, key) for key, value in node.items() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            unread += [(*pointer, number) for number, value in enumerate(node) if isinstance(value, dict | list)]


classes = Rules(Classes)


@classes("major", "ok", mirror=ITSELF)
def class_renamed(found: Classes) -> Iterator[Found]:
    """Its name comes from the component's, or from where it stands: imports and annotations break."""
    for old, new, pair in found.renamed:
        operations = tuple(dict.fromkeys(name for each in found.users.of(pair) for name in each.operations))
        message = f"the class {old} is now {new}: code that names it breaks"
        places = next(iter(pair.was), None), next(iter(pair.at), None)
        yield Found(message, *places, old=old, new=new, key=f"{old} {new}", operations=operations)


@classes("major", "ok", mirror="class-added")
def class_removed(found: Classes) -> Iterator[Found]:
    """Code that imports it breaks, whether the API ever sent one or not."""
    for name, was in found.gone.items():
        message = f"the class {name} is gone: code that imports it breaks"
        yield Found(message, was, near=("components", "schemas"), old=name, key=name)


@classes("minor", "ok", mirror="class-removed")
def class_added(found: Classes) -> Iterator[Found]:
    """One more name to import."""
    for name, at in found.added.items():
        yield Found(f"the class {name} is new", at=at, new=name, key=name)
