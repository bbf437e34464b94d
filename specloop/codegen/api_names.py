"""Operations -> the names that a caller knows them by: namespaces, methods, arguments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import naming
from specloop.openapi.json_pointer import Resolved
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
    """The operations of one tag: what a caller finds in `client.<name>`.

    Attributes:
        tag: The tag, as the contract has it.
        name: The attribute of the client.
        methods: The digest's name for an operation -> the method.
    """

    tag: str
    name: PythonIdentifier
    methods: dict[str, PythonIdentifier]


def namespaces(operations: Mapping[str, Operation]) -> list[Namespace]:
    """Name the namespaces of a client, and their methods.

    Args:
        operations: The digest's name for an operation -> the operation.
    """
    by_tag: dict[str, list[str]] = {}
    for key, source in operations.items():
        by_tag.setdefault(_tag(source), []).append(key)
    taken = naming.NameRegistry(CLIENT_NAMES)
    found: list[Namespace] = []
    for tag, keys in by_tag.items():
        name = taken.reserve_identifier(naming.module_name(tag, "tag_"))
        found.append(Namespace(tag, name, _methods(tag, {key: operation_id(operations[key], key) for key in keys})))
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


def _tag(source: Operation) -> str:
    """Give the tag of an operation, or else the first word of its path."""
    tags = source.node.get("tags")
    if tags:
        return str(tags[0])
    steps = [step for step in source.path.split("/") if step and "{" not in step]
    return next((step for step in steps if not re.fullmatch(r"api|v\d+(\.\d+)*", step)), "default")


def _methods(tag: str, ids: Mapping[str, str]) -> dict[str, PythonIdentifier]:
    """Name methods without the noun of their namespace; with it, where they would be called the same."""
    short = {key: naming.method_name(id_, tag) for key, id_ in ids.items()}
    count = Counter(short.values())
    taken = naming.NameRegistry(METHOD_NAMES)
    found: dict[str, PythonIdentifier] = {}
    for key, name in short.items():
        meets = count[name] > 1 or name in METHOD_NAMES
        found[key] = taken.reserve_identifier(naming.full_method_name(ids[key]) if meets else name)
    return found


def _path_first(source: Operation) -> list[Resolved]:
    in_path = [each for each in source.parameters if each.node["in"] == "path"]
    in_path.sort(key=lambda each: source.path.find("{" + each.node["name"] + "}"))
    return in_path + [each for each in source.parameters if each.node["in"] != "path"]
