"""Rules about the whole package, such as its name, its default server and its classes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from specloop.codegen import extensions
from specloop.codegen.docstrings import describe_servers
from specloop.codegen.server_arguments import SERVER_ARGUMENT
from specloop.compare.api_surface import RATE_LIMIT, ApiSurface
from specloop.compare.registry import SYMMETRIC, AppliedRule, RuleMatch, rules_for
from specloop.compare.rules.operations import ALIAS_KEPT, OperationPair, match_rate_limit
from specloop.compare.schema_pairs import SchemaPair, SchemaPairIndex
from specloop.compare.usages import UsageIndex
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import path_template
from specloop.text_format import join_words

SERVER_URL: JsonPointer = ("servers", 0, "url")


@dataclass(eq=False)
class PackagePair:
    """The old and the new contract, compared by the rules about the generated package as a whole."""

    old_api: ApiSurface
    new_api: ApiSurface
    operations: list[OperationPair] = field(default_factory=list)
    """The operations that are in both contracts."""

    @property
    def are_urls_same(self) -> bool:
        """Whether requests to the default server keep their URLs, although the server URL itself may differ.

        For example, `/v1` can move from all paths into the server URL, or out of it.
        """
        moved = [each for each in self.operations if not (each.old.own_server and each.new.own_server)]
        return bool(moved) and all(each.is_url_same for each in moved)


about_package = rules_for(PackagePair)


@about_package("major", "ok", opposite=SYMMETRIC)
def client_renamed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that `info.title` changes.

    The client class and the package are named after the title, so every import breaks.
    """
    old, new = (f"{api.package}.{api.client}" for api in (pair.old_api, pair.new_api))
    if old != new:
        title = ("info", "title")
        yield RuleMatch(f"{old} is now {new}: every import breaks", title, title, old=old, new=new)


@about_package("minor", "breaks", opposite=SYMMETRIC)
def server_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the default server changes. Callers' code needs no change.

    Installed clients contain the old URL, so they still send requests to the old server.
    """
    old, new = pair.old_api.address, pair.new_api.address
    if old != new and old not in pair.new_api.servers and not pair.are_urls_same:
        yield _match_server(pair)


@about_package("minor", "ok", opposite=SYMMETRIC)
def first_server_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that another server is now the first in `servers`, so the new client uses it by default.

    The old server is still listed, so installed clients still work.
    """
    old, new = pair.old_api.address, pair.new_api.address
    if old != new and old in pair.new_api.servers and not pair.are_urls_same:
        yield _match_server(pair)


@about_package("minor", "ok", opposite=SYMMETRIC)
def base_path_moved(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that a prefix that all paths share moves into the server URL or out of it; request URLs stay the same.

    Only callers who pass a `base_url` of their own must change its path.
    """
    old, new = pair.old_api.address, pair.new_api.address
    if old != new and pair.are_urls_same:
        found = _match_server(pair)
        yield replace(found, message=f"{found.message}; all URLs are the same", old=[old], new=[new])


def _match_server(pair: PackagePair) -> RuleMatch:
    what, old, new = "the default base_url", pair.old_api.base_url, pair.new_api.base_url
    if old == new:
        what, old, new = "the path of the server", pair.old_api.address, pair.new_api.address
    message = f"{what} is now {new or 'nothing'}, no longer {old or 'nothing'}"
    return RuleMatch(message, SERVER_URL, SERVER_URL, old=old, new=new)


@about_package("patch", "ok", opposite=SYMMETRIC)
def other_servers_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the list of servers changes, but neither the default server nor the arguments that choose a server.

    In the package, only the documentation of the argument `base_url` changes, because it lists the servers.
    """
    old, new = pair.old_api, pair.new_api
    is_choice_same = old.server_choices == new.server_choices and old.named_servers == new.named_servers
    if old.address == new.address and is_choice_same and describe_servers(old.data) != describe_servers(new.data):
        parts = [
            f"{join_words(urls)} {verb}"
            for urls, verb in (
                (sorted({*new.servers} - {*old.servers}), "new"),
                (sorted({*old.servers} - {*new.servers}), "no longer listed"),
            )
            if urls
        ]
        message = f"the documentation of the servers has changed{': ' if parts else ''}{', '.join(parts)}"
        yield RuleMatch(message, ("servers",), ("servers",), old=old.servers, new=new.servers)


@about_package("minor", "ok", opposite="constructor-argument-removed")
def constructor_argument_added(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the constructor gains an argument that chooses a server or sets the rate limit.

    Existing code stays valid.
    """
    old, new = _constructor_arguments(pair.old_api), _constructor_arguments(pair.new_api)
    for name, pointer in new.items():
        if name not in old and name not in _renamed_server_variable(pair).values():
            yield RuleMatch(f"{pair.new_api.client}({name}=...) is new", new_pointer=pointer, new=name, key=name)


@about_package("major", "ok", opposite="constructor-argument-added")
def constructor_argument_removed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the constructor loses an argument that chooses a server or sets the rate limit.

    Programs that pass the argument break.
    """
    old, new = _constructor_arguments(pair.old_api), _constructor_arguments(pair.new_api)
    for name, pointer in old.items():
        if name not in new and name not in _renamed_server_variable(pair):
            message = f"{pair.new_api.client}({name}=...) was removed: programs that pass it raise TypeError"
            yield RuleMatch(message, pointer, old=name, key=name)


@about_package("major", "ok", opposite=SYMMETRIC)
def constructor_argument_renamed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that a variable of the server URL is renamed, and with it the argument of the client's constructor.

    Programs that pass the argument by the old name raise TypeError. The URL stays the same, so installed clients still
    work.
    """
    for old, new in _renamed_server_variable(pair).items():
        client = pair.new_api.client
        message = f"{client}({old}=...) is now {client}({new}=...): calls with the old name raise TypeError"
        yield RuleMatch(message, ("servers",), ("servers",), old=old, new=new, key=new)


def _renamed_server_variable(pair: PackagePair) -> dict[str, str]:
    """Return `{old name: new name}` if exactly one server variable is renamed, and servers are otherwise unchanged.

    Return {} in all other cases.
    """
    old, new = pair.old_api.server_choices, pair.new_api.server_choices
    removed, added = ([name for name in one if name not in other] for one, other in ((old, new), (new, old)))
    urls = [
        [path_template(str(each.get("url"))) for each in api.data.get("servers") or []]
        for api in (pair.old_api, pair.new_api)
    ]
    is_one = len(removed) == len(added) == 1 and SERVER_ARGUMENT not in {*removed, *added}
    return {removed[0]: added[0]} if is_one and urls[0] == urls[1] and old[removed[0]] == new[added[0]] else {}


def _constructor_arguments(api: ApiSurface) -> dict[str, JsonPointer]:
    """Return the constructor arguments that choose a server or set the rate limit.

    Each argument maps to the pointer that reports show: `servers`, or the root of the contract for `rate_limit`.
    """
    return {**dict.fromkeys(api.server_choices, ("servers",)), **({RATE_LIMIT: ()} if api.has_rate_limits else {})}


def _server_values(pair: PackagePair) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Yield the name, old values and new values of each constructor argument that chooses a server in both packages.

    An empty set of values means that the argument accepts any value.
    """
    for name, old in pair.old_api.server_choices.items():
        if (new := pair.new_api.server_choices.get(name)) is not None:
            yield name, old, new


def _values_only_in(one: frozenset[str], other: frozenset[str]) -> list[str]:
    """Return the values of a server argument that are in `one`, but not in `other`, as Python literals.

    An empty set stands for any value. Return `["any value"]` if only `one` is empty, and [] if `other` is empty.
    """
    if one and other:
        return [repr(value) for value in sorted(one - other)]
    return ["any value"] if other else []


@about_package("minor", "ok", opposite="server-value-removed")
def server_value_added(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the argument that chooses a server accepts an additional value. Existing code stays valid."""
    for name, old, new in _server_values(pair):
        for each in _values_only_in(new, old):
            message = f"{pair.new_api.client}({name}={each}) is new"
            yield RuleMatch(message, ("servers",), ("servers",), new=each, key=f"{name} {each}")


@about_package("major", "ok", opposite="server-value-added")
def server_value_removed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the argument that chooses a server no longer accepts one of its values.

    So programs that pass this value fail.
    """
    for name, old, new in _server_values(pair):
        for each in _values_only_in(old, new):
            message = f"{pair.new_api.client}({name}={each}) was removed: programs that pass it fail"
            yield RuleMatch(message, ("servers",), ("servers",), old=each, key=f"{name} {each}")


@about_package("minor", "breaks", opposite=SYMMETRIC)
def named_server_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the URL of a server that callers choose by name changes. Callers' code needs no change.

    Installed clients send requests to the old URL.
    """
    base = {pair.old_api.base_url: pair.new_api.base_url}
    for name, old in pair.old_api.named_servers.items():
        new = pair.new_api.named_servers.get(name, old)
        if new != old and base.get(old) != new:
            message = f"the server {name!r} is now {new}, no longer {old}"
            yield RuleMatch(message, ("servers",), ("servers",), old=old, new=new, key=name)


@about_package("minor", "behaviour", opposite=SYMMETRIC)
def client_rate_limit_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the default of the constructor argument `rate_limit` changes.

    Installed clients send requests at the old rate.
    """
    old, new = (extensions.rate_limit(api.data) for api in (pair.old_api, pair.new_api))
    if old != new:
        pointer = ("x-rate-limit",)
        yield match_rate_limit("the client", (pointer, pointer), old, new)


@about_package("patch", "ok", opposite=SYMMETRIC)
def package_documentation_changed(pair: PackagePair) -> Iterator[RuleMatch]:
    """Report that the documentation of the API changes. In the package, only docstrings and the README change."""
    for keyword in ("summary", "description"):
        if pair.old_api.data["info"].get(keyword) != pair.new_api.data["info"].get(keyword):
            pointer = ("info", keyword)
            yield RuleMatch(f"the {keyword} of the API has changed", pointer, pointer)
    old, new = _namespaces(pair.old_api), _namespaces(pair.new_api)
    for name, (tag, text) in new.items():
        if name in old and old[name][1] != text:
            yield RuleMatch(f"the description of {name} has changed", old[name][0], tag, key=name)


def _namespaces(api: ApiSurface) -> dict[str, tuple[JsonPointer, Any]]:
    """Return the pointer and the description of the tag of each namespace, by namespace name.

    If `tags` does not list the tag, the pointer leads to `tags` and the description is None.
    """
    tags = {tag["name"]: (number, tag.get("description")) for number, tag in enumerate(api.data.get("tags") or [])}
    found = ((str(each.name), tags.get(each.tag)) for each in api.names.inlined.namespaces)
    return {name: (("tags", tag[0]), tag[1] or None) if tag else (("tags",), None) for name, tag in found}


# --- classes ---


@dataclass(eq=False)
class ClassesDiff:
    """The difference between the classes of two packages, each generated from the schemas of a contract."""

    old_api: ApiSurface
    new_api: ApiSurface
    pairs: SchemaPairIndex
    usages: UsageIndex
    applied: list[AppliedRule] = field(default_factory=list)
    """The matches of all rules about other objects, which may already explain why a class was removed or added."""

    @cached_property
    def _all_renamed(self) -> dict[tuple[str, str], SchemaPair]:
        """The renamed classes: each pair of old and new name maps to the old and the new schema of the class."""
        known: dict[tuple[str, str], SchemaPair] = {}
        for pair in self.pairs.pairs.values():
            old, new = pair.old_class, pair.new_class
            if old and new and old != new and not pair.is_class_replaced:
                known.setdefault((old, new), pair)
        return known

    @cached_property
    def renamed(self) -> list[tuple[str, str, SchemaPair, list[str]]]:
        """The renamed classes: old name, new name, schema pair, and a list of classes that are renamed along.

        If `Pet` becomes `Animal`, the list can be `["PetOwner", "AnimalOwner"]`, with an old name before each new name.
        `PetOwner` is then not included as a renamed class of its own.
        """
        found = self._all_renamed
        along: dict[tuple[str, str], list[str]] = {}
        for old, new in found:
            for base_old, base_new in found:
                if self.is_alias_kept(base_old, base_new):
                    # The alias covers only the class itself, so the classes that are renamed along are reported
                    # separately.
                    continue
                is_nested = old != base_old and old.startswith(base_old) and new.startswith(base_new)
                if is_nested and old.removeprefix(base_old) == new.removeprefix(base_new):
                    along.setdefault((base_old, base_new), []).extend((old, new))
        nested = {name for names in along.values() for name in names}
        return [(old, new, pair, along.get((old, new), [])) for (old, new), pair in found.items() if old not in nested]

    def is_alias_kept(self, old: str, new: str) -> bool:
        """Return whether the old name of a renamed class still works as an alias of the new name."""
        return self.new_api.former_classes.get(old) == new

    def typed_dicts_only_in(self, api: ApiSurface, other: ApiSurface) -> Iterator[tuple[str, JsonPointer]]:
        """Yield the name and schema pointer of each class that has a TypedDict in `api`, but none in `other`.

        Omit a class that exists in only one of the two packages, because other rules report it.
        """
        for name in sorted(api.typed_dicts - other.typed_dicts):
            if name in api.classes and name in other.classes:
                yield name, api.classes[name]

    @property
    def removed(self) -> dict[str, JsonPointer]:
        """The removed classes, as a mapping from class name to schema pointer.

        Renamed classes are omitted. Classes that disappear with another major change, such as a removed operation, are
        omitted too.
        """
        roots = [pointer for each in self.applied if each.rule.bump == "major" for pointer in each.match.removed]
        explained = {old for old, _ in self._all_renamed} | classes_inside(self.old_api, roots)
        return _classes_only_in(self.old_api, self.new_api, explained)

    @property
    def added(self) -> dict[str, JsonPointer]:
        """The added classes, as a mapping from class name to schema pointer.

        Renamed classes are omitted. Classes that appear with another change, such as a new operation, are omitted too.
        """
        roots = [pointer for each in self.applied for pointer in each.match.added]
        explained = {new for _, new in self._all_renamed} | classes_inside(self.new_api, roots)
        return _classes_only_in(self.new_api, self.old_api, explained)


def _classes_only_in(api: ApiSurface, other: ApiSurface, omitted: set[str]) -> dict[str, JsonPointer]:
    """Return the name and schema pointer of each class that is in `api`, but neither in `other` nor in `omitted`."""
    return {name: pointer for name, pointer in api.classes.items() if name not in other.classes and name not in omitted}


def classes_inside(api: ApiSurface, roots: Iterable[JsonPointer]) -> set[str]:
    """Return the names of the classes that are generated from the schemas at the pointers `roots`.

    Classes of nested and referenced schemas are included.
    """
    return {name for pointer in _pointers_inside(api, roots) if (name := api.class_of([pointer]))}


def _pointers_inside(api: ApiSurface, roots: Iterable[JsonPointer]) -> Iterator[JsonPointer]:
    """Yield the pointers `roots` and the pointer of every object and array below them.

    References are followed, so the targets of `$ref`s are included.
    """
    seen: set[JsonPointer] = set()
    unread = list(roots)
    while unread:
        pointer = unread.pop()
        if pointer in seen:
            continue
        seen.add(pointer)
        yield pointer
        node = api.schemas.node(pointer)
        # The merged property of an `allOf` is at a pointer that the contract does not have.
        if (name := api.class_of([pointer])) in api.names.inlined.properties:
            unread += [each.pointer for each in api.names.inlined.properties[name].schemas.values()]
        if isinstance(node, dict):
            if "$ref" in node:
                unread.append(api.schemas.target(pointer))
            unread += [(*pointer, key) for key, value in node.items() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            unread += [(*pointer, number) for number, value in enumerate(node) if isinstance(value, dict | list)]


about_classes = rules_for(ClassesDiff)


@about_classes("major", "ok", opposite=(SYMMETRIC, "class-renamed-with-alias"))
def class_renamed(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that a class gets another name, because its component was renamed or its inline schema moved.

    Imports of the old class name break.
    """
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
            names=tuple(along),
            removed=pair.old_ref,
            added=pair.new_ref,
        )


@about_classes("minor", "ok", opposite="class-renamed")
def class_renamed_with_alias(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that a class is renamed.

    `x-renamed-from` keeps the old name of the class as an alias, and uses of the alias emit a warning.
    """
    for old, new, pair, _ in diff.renamed:
        if diff.is_alias_kept(old, new):
            message = f"the class {old} is now {new}{ALIAS_KEPT}"
            pointers = next(iter(pair.old_ref), None), next(iter(pair.new_ref), None)
            yield RuleMatch(
                message, *pointers, old=old, new=new, key=f"{old} {new}", removed=pair.old_ref, added=pair.new_ref
            )


@about_classes("major", "ok", opposite="former-class-name-added")
def former_class_name_removed(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that the alias of a renamed class is removed, so code that uses the alias breaks.

    In the previous release, uses of the alias emitted a warning.
    """
    for old, name in diff.old_api.former_classes.items():
        if _lacks_former_class_name(diff.new_api, old, name):
            message = f"the class {name} no longer has its former name {old}: code that still uses it breaks"
            yield RuleMatch(message, diff.old_api.classes[name], old=old, key=old)


@about_classes("minor", "ok", opposite="former-class-name-removed")
def former_class_name_added(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that `x-renamed-from` adds the former name of a class as an alias. Existing code stays valid."""
    for new, name in diff.new_api.former_classes.items():
        if _lacks_former_class_name(diff.old_api, new, name):
            message = f"the class {name} works under its former name {new}, too"
            yield RuleMatch(message, new_pointer=diff.new_api.classes[name], new=new, key=new)


def _lacks_former_class_name(api: ApiSurface, alias: str, name: str) -> bool:
    """Return whether code that uses `alias`, a former name of the class `name`, fails with the package of `api`."""
    # If the class has the old name in `api`, there is no class `name`, and code with the old name works.
    return alias not in api.former_classes and (alias not in api.classes or name in api.classes)


@about_classes("major", "ok", opposite="class-passed-as-dict")
def class_not_passed_as_dict(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that no argument accepts an object of the class as a dict any more, so the TypedDict is removed.

    Code that imports the TypedDict breaks.
    """
    for name, pointer in diff.typed_dicts_only_in(diff.old_api, diff.new_api):
        message = f"the class {name}Dict was removed: code that imports it breaks"
        yield RuleMatch(message, pointer, diff.new_api.classes[name], old=f"{name}Dict", key=name)


@about_classes("minor", "ok", opposite="class-not-passed-as-dict")
def class_passed_as_dict(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that an argument now accepts an object of the class as a dict, so the package gains a TypedDict.

    Existing code stays valid.
    """
    for name, pointer in diff.typed_dicts_only_in(diff.new_api, diff.old_api):
        message = f"the class {name}Dict is new"
        yield RuleMatch(message, diff.old_api.classes[name], pointer, new=f"{name}Dict", key=name)


@about_classes("major", "ok", opposite=SYMMETRIC)
def class_type_renamed(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that the Literal type of an enum class, or the TypedDict of a model class, is renamed.

    The generator avoids a clash with the name of another class, or such a clash has ended. Code that uses the old name
    breaks.
    """
    old_api, new_api = diff.old_api, diff.new_api
    for old_names, new_names in (
        (old_api.value_types, new_api.value_types),
        (old_api.dict_types, new_api.dict_types),
    ):
        for name, old in old_names.items():
            new = new_names.get(name, old)
            if new != old:
                message = f"the type {old} of {name} is now {new}: code that names it breaks"
                yield RuleMatch(message, old_api.classes[name], new_api.classes[name], old=old, new=new, key=old)


@about_classes("major", "ok", opposite="class-added")
def class_removed(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that a class is removed. Code that imports the class breaks, even if no operation uses the class."""
    for name, pointer in diff.removed.items():
        message = f"the class {name} was removed: code that imports it breaks"
        yield RuleMatch(message, pointer, near=("components", "schemas"), old=name, key=name)


@about_classes("minor", "ok", opposite="class-removed")
def class_added(diff: ClassesDiff) -> Iterator[RuleMatch]:
    """Report that the package gains a class. Existing code stays valid."""
    for name, pointer in diff.added.items():
        yield RuleMatch(f"the class {name} is new", new_pointer=pointer, new=name, key=name)
