"""Operations -> the names that a caller knows them by: namespaces, methods, arguments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import extensions, naming
from specloop.codegen.method_names import candidates
from specloop.codegen.operation_id_styles import (
    NOISE_SEGMENT,
    chosen_words,
    holds_for,
    is_parameter,
    iter_shared_prefix,
    path_segments,
)
from specloop.openapi.json_pointer import JsonObject, Resolved
from specloop.openapi.operations import Operation

# Names that are spoken for: by a client, by a namespace, by a method.
CLIENT_NAMES = (
    *("request", "close", "aclose", "with_options", "with_raw_response"),
    *("base_url", "timeout", "max_retries"),
    # An attribute of such a name would be what its class refers to.
    *("cached_property", "float", "httpx2", "int", "str"),
)
METHOD_NAMES = (
    "with_raw_response",
    # A method of such a name would be what later annotations of its class refer to.
    *("bool", "builtins", "bytes", "date", "datetime", "float", "int", "models", "object", "property", "str"),
)
WHOLE, CHOICE = "body", "content_type"
ARGUMENT_NAMES = ("self", "timeout", "deadline", "extra_headers", "extra_query", "extra_body", "prefetch", CHOICE)


class Namespace(NamedTuple):
    """The operations of one resource: what a caller finds in `client.<name>`.

    Attributes:
        tag: The tag, as the document spells it first; or the segment of the path.
        name: The attribute of the client.
        methods: Key of an operation -> the method.
    """

    tag: str
    name: PythonIdentifier
    methods: dict[str, PythonIdentifier]


def namespaces(document: JsonObject, operations: Mapping[str, Operation]) -> list[Namespace]:
    """Return the namespaces of a client, and their methods.

    Names are given in the document's order: an operation that is added behind others never takes a name of theirs.

    Args:
        document: The document that holds the operations.
        operations: Key -> operation.
    """
    given = {key: extensions.method_name(each.node) for key, each in operations.items()}
    useless = _useless_tags(document, operations.values())
    tags = {key: extensions.group_name(each.node) or _tag(each, useless) for key, each in operations.items()}
    resources = _resources(document, tags.values())
    keys: dict[str, list[str]] = {}
    for key, tag in tags.items():
        keys.setdefault(resources[tag], []).append(key)
    chosen = chosen_words(operations, {key: resources[tag] for key, tag in tags.items()})
    reserved = naming.NameRegistry(CLIENT_NAMES)
    found: list[Namespace] = []
    for resource, members in keys.items():
        methods = naming.NameRegistry(METHOD_NAMES)
        tag = tags[members[0]]
        named = {key: methods.reserve_identifier(name) for key in members if (name := given[key])}
        for key in members:
            if key not in named:
                noun = naming.split_words(resource)
                names = candidates(document, operations[key], noun, chosen[key])
                named[key] = _reserve_first(methods, names)
        name = reserved.reserve_identifier(naming.module_name(resource, "tag_"))
        found.append(Namespace(tag, name, {key: named[key] for key in members}))
    return found


def _reserve_first(methods: naming.NameRegistry, names: Iterable[str]) -> PythonIdentifier:
    """Reserve the first name that is free, or the last one with a number."""
    wanted = [naming.method_name(name.split("_")) for name in names if name] or [naming.method_name([])]
    return methods.reserve_identifier(next((name for name in wanted if name not in methods), wanted[-1]))


def _resources(document: JsonObject, tags: Collection[str]) -> dict[str, str]:
    """Return tag -> the text that names its resource: one for tags that differ by case, without a shared prefix."""
    given = {
        str(tag.get("name")): extensions.own_name(tag) for tag in document.get("tags") or [] if isinstance(tag, dict)
    }
    spelled: dict[str, str] = {}
    for tag in tags:
        spelled.setdefault(_key(tag), tag)
    words = {tag: _tag_words(spelled[_key(tag)]) for tag in tags}
    distinct = {"_".join(each): each for each in words.values() if each}
    prefix = list(iter_shared_prefix(list(distinct.values())))
    found: dict[str, str] = {}
    for tag, each in words.items():
        short = each[len(prefix) :] if prefix and each[: len(prefix)] == prefix else each
        found[tag] = given.get(tag) or "_".join(short or each) or tag
    return found


def operation_id(source: Operation, key: str) -> str:
    """Give the operationId as the contract has it, or the one made up for it."""
    return str(source.node.get("operationId") or key)


def arguments(source: Operation, spoken_for: Iterable[str]) -> list[tuple[Resolved, PythonIdentifier]]:
    """Name the parameters, in the order in which a method has them: those of the path first, as the path has them.

    Args:
        source: The operation.
        spoken_for: What no parameter can be called.
    """
    spoken_for = frozenset(spoken_for)
    taken = naming.NameRegistry(spoken_for)
    places: dict[str, set[str]] = {}
    for each in source.parameters:
        places.setdefault(naming.identifier(each.node["name"]), set()).add(each.node["in"])
    found: list[tuple[Resolved, PythonIdentifier]] = []
    for each in _path_first(source):
        wire, location = each.node["name"], each.node["in"]
        name = naming.identifier(wire)
        if name in spoken_for or (len(places[name]) > 1 and location != "path"):
            name = naming.identifier(f"{wire} {location}")
        found.append((each, taken.reserve_identifier(name)))
    return found


def member(wire: str, taken: naming.NameRegistry) -> PythonIdentifier:
    """Name the argument for a member of the request body, and take it: `id`, or `id_body` beside a parameter `id`."""
    wanted = naming.identifier(wire)
    return taken.reserve_identifier(naming.identifier(f"{wire} body") if wanted in taken else wanted)


def _key(tag: str) -> str:
    return re.sub(r"[\W_]+", "", tag).lower() or tag


def _tag_words(tag: str) -> list[str]:
    words = naming.split_words(tag)
    return words[:-1] if words[-1:] == ["controller"] and len(words) > 1 else words


def _useless_tags(document: JsonObject, operations: Collection[Operation]) -> set[str]:
    """Return tags that name no resource: `api`, versions, and the title of the API if nearly all operations have it."""
    tags = Counter(str(tag) for each in operations for tag in each.node.get("tags") or [])
    title = naming.split_words(naming.client_name(str(document["info"]["title"])))
    found = {tag for tag in tags if NOISE_SEGMENT.fullmatch(tag) or tag.lower() == "default"}
    segments = {step for each in operations for step in path_segments(each.path)[:1]}
    if len(segments) > 1:
        found |= {tag for tag in tags if naming.split_words(tag) == title and holds_for(tags[tag], len(operations))}
    return found


def _tag(source: Operation, useless: Collection[str]) -> str:
    """Return the first tag of an operation that names a resource, or else the first such segment of its path."""
    for tag in map(str, source.node.get("tags") or []):
        if tag not in useless:
            return tag
    return next((step for step in path_segments(source.path) if not is_parameter(step)), "default")


def _path_first(source: Operation) -> list[Resolved]:
    in_path = [each for each in source.parameters if each.node["in"] == "path"]
    in_path.sort(key=lambda each: source.path.find("{" + each.node["name"] + "}"))
    return in_path + [each for each in source.parameters if each.node["in"] != "path"]
