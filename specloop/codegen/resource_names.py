"""Names of the client's resources (namespaces, such as `client.orders`) and of their methods.

The names of resources are made from tags and paths. For methods, `method_names` yields candidates.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from openapi_python_client.strings import ClassName, PythonIdentifier

from specloop.codegen import extensions, naming
from specloop.codegen.class_names import join_place
from specloop.codegen.method_names import candidates
from specloop.codegen.operation_id_styles import (
    NOISE_SEGMENT,
    VERBS,
    bare_segment,
    chosen_words,
    dotted_ids,
    grouped_ids,
    grouped_words,
    holds_for,
    is_parameter,
    iter_shared_prefix,
    path_segments,
)
from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.operations import Operation

NO_RESOURCE = "default"
"""The tag of operations without a tag whose path names no resource, such as `/`, `/{id}` and `/ListWorlds`."""

CLIENT_NAMES = (
    *("request", "close", "aclose", "with_options", "with_raw_response"),
    *("base_url", "timeout", "max_retries"),
    # An attribute such as `str` would hide the builtin in later statements of the body of the client class.
    *("cached_property", "float", "httpx2", "int", "str"),
)
"""Names that a namespace (`client.orders`) cannot have."""

METHOD_NAMES = (
    "with_raw_response",
    # A method such as `bytes` would hide the builtin in later annotations of the same class body.
    *("bool", "builtins", "bytes", "date", "datetime", "float", "int", "models", "object", "property", "str"),
)
"""Names that a method of a namespace (`client.orders.list`) cannot have."""

RESOURCE_MODULE_NAMES = (
    *("Any", "AsyncAPIClient", "AsyncPage", "AsyncPages", "AsyncStream", "Body", "Callable", "FileContent"),
    *(
        "FileTypes",
        "Items",
        "Literal",
        "Mapping",
        "Operation",
        "Page",
        "Pagination",
        "Parameter",
        "RawResponse",
        "Redirect",
    ),
    *("Sequence", "Stream", "SyncAPIClient", "TYPE_CHECKING", "Timeout", "UNSET", "UUID", "Unset"),
)
"""Names that the module of a resource defines or imports, so that classes cannot have these names."""


class NamespaceNames(NamedTuple):
    """The names in one namespace of the client, such as `client.orders`.

    The keys of the dicts are those of the operations in the argument of `name_namespaces`.

    Attributes:
        tag: The tag of the first operation, or a path segment if no tag names the resource.
        name: The name of the client attribute.
        methods: The name of each method.
        chosen: The words of each operationId without those that a web framework added (see `chosen_words`).
        former: The name of each renamed method in the last release; other methods have no entry.
        former_name: The namespace's name in the last release; None if it was not renamed.
    """

    tag: str
    name: PythonIdentifier
    methods: dict[str, PythonIdentifier]
    chosen: dict[str, list[str]]
    former: dict[str, PythonIdentifier]
    former_name: PythonIdentifier | None


def name_namespaces(document: JsonObject, operations: Mapping[str, Operation]) -> list[NamespaceNames]:
    """Group operations into namespaces, such as `client.orders`, and name the namespaces and their methods.

    An operation that is added at the end of the document does not change existing names.

    Args:
        document: The document that holds the operations.
        operations: The operations. Their keys can be any unique texts, and are also the keys in the results.
    """
    given = {key: extensions.method_name(each.node) for key, each in operations.items()}
    useless = _useless_tags(document, operations.values())
    groups = {key: extensions.group_name(each.node) for key, each in operations.items()}
    grouped = grouped_ids(operations)
    tagged = {key for key in grouped if _useful_tag(operations[key], useless)}
    in_ids = dotted_ids(operations) or {key: stated for key, stated in grouped.items() if key not in tagged}
    tags = {
        key: groups[key] or (in_ids[key][0] if key in in_ids else _tag(each, useless))
        for key, each in operations.items()
    }
    stated = {tag for key, tag in tags.items() if not groups[key] and tag in (operations[key].node.get("tags") or [])}
    resources = _resources(document, list(dict.fromkeys(tags.values())), stated)
    keys: dict[str, list[str]] = {}
    for key, tag in tags.items():
        keys.setdefault(resources[tag], []).append(key)
    chosen = chosen_words(operations, {key: resources[tag] for key, tag in tags.items()})
    chosen |= {key: words for key, (_, words) in in_ids.items()}
    chosen |= {key: grouped_words(*grouped[key], naming.split_words(resources[tags[key]])) for key in tagged}
    reserved = naming.NameRegistry(CLIENT_NAMES)
    found: list[NamespaceNames] = []
    for resource, members in keys.items():
        methods = naming.NameRegistry(METHOD_NAMES)
        tag = tags[members[0]]
        by_extension = {key: naming.method_name(naming.split_words(name)) for key in members if (name := given[key])}
        named = {key: methods.reserve_identifier(name) for key, name in by_extension.items()}
        for key in members:
            if key not in named:
                noun = naming.split_words(resource)
                names = candidates(document, operations[key], noun, chosen[key])
                named[key] = _reserve_first(methods, names)
        name = reserved.reserve_identifier(naming.module_name(resource, "tag_"))
        words = {key: chosen[key] for key in members}
        former: dict[str, PythonIdentifier] = {}
        for key in members:
            old = extensions.former_name(operations[key].node, "operation")
            if old and old not in methods:  # A former name is left out if another method has this name now.
                former[key] = methods.reserve_identifier(naming.method_name(old.split("_")))
        found.append(NamespaceNames(tag, name, {key: named[key] for key in members}, words, former, None))
    described = {str(each.get("name")): each for each in document.get("tags") or [] if isinstance(each, dict)}
    for number, namespace in enumerate(found):
        old = extensions.former_name(described.get(namespace.tag, {}), "tag")
        if old and old not in reserved:
            found[number] = namespace._replace(former_name=reserved.reserve_identifier(naming.module_name(old, "tag_")))
    return found


def name_resource_classes(
    namespaces: Iterable[NamespaceNames], client: ClassName, models: Iterable[str]
) -> dict[str, ClassName]:
    """Name the classes of the resources. The class of `client.orders` is `Orders`, for example.

    Args:
        namespaces: The namespaces of the client.
        client: The name of the client class.
        models: The names of all classes and types in models/, from which the new names differ.
    """
    taken = naming.NameRegistry([*RESOURCE_MODULE_NAMES, *naming.CLIENT_MODULE_NAMES, *models, *_class_family(client)])
    found: dict[str, ClassName] = {}
    for tag, name in ((each.tag, each.name) for each in namespaces):
        is_whole = naming.split_words(tag) == naming.split_words(name)  # False if the name omits words of the tag.
        found[str(name)] = _reserve_class_family(tag if is_whole else name, taken)
    return found


def _class_family(name: str) -> list[str]:
    """Return the names of a resource's six classes, such as `Orders` and `AsyncOrdersWithRawResponse`."""
    suffixes = ("", "WithRawResponse", "WithStreamingResponse")
    return [f"{kind}{name}{suffix}" for kind in ("", "Async") for suffix in suffixes]


def _reserve_class_family(tag: str, taken: naming.NameRegistry) -> ClassName:
    """Reserve the names of a resource's six classes, and return the first, such as `Orders`.

    If any of the six is reserved already, all are made from `OrdersResource` instead.
    """
    wanted = naming.class_name(tag)
    candidate, number = str(wanted), 0
    while any(name in taken for name in _class_family(candidate)):
        number += 1
        candidate = f"{wanted}Resource{number if number > 1 else ''}"
    for name in _class_family(candidate):
        taken.reserve(name)
    return naming.as_class_name(candidate)


def _reserve_first(methods: naming.NameRegistry, names: Iterable[str]) -> PythonIdentifier:
    """Reserve and return the first free name of `names`. If all are taken, append a number to the last one."""
    wanted = naming.method_name([])
    for name in filter(None, names):
        wanted = naming.method_name(name.split("_"))
        if wanted not in methods:
            break
    return methods.reserve_identifier(wanted)


def _resources(document: JsonObject, tags: Collection[str], stated: Collection[str]) -> dict[str, str]:
    """Return the resource name for each of `tags`. If nearly all tags begin with the same words, remove these words.

    `tags` also contains path segments, which replace missing tags. Words are removed only from the tags in `stated`,
    and only if the rest does not begin with a digit.
    """
    given = {
        str(tag.get("name")): extensions.own_name(tag) for tag in document.get("tags") or [] if isinstance(tag, dict)
    }
    spelled: dict[str, str] = {}
    for tag in tags:
        spelled.setdefault(_key(tag), tag)
    words = {tag: _tag_words(spelled[_key(tag)]) for tag in tags}
    distinct = {"_".join(each): each for tag, each in words.items() if each and tag in stated}
    prefix = list(iter_shared_prefix(list(distinct.values())))
    are_services = holds_for(sum(each[-1] == "service" and len(each) > 1 for each in distinct.values()), len(distinct))
    found: dict[str, str] = {}
    for tag, each in words.items():
        is_prefixed = tag in stated and prefix and each[: len(prefix)] == prefix
        short = each[len(prefix) :] if is_prefixed else each
        if short and short[0][0].isdigit():
            short = each  # A Python name cannot begin with a digit.
        if are_services and tag in stated and short[-1:] == ["service"] and len(short) > 1:
            short = short[:-1]
        found[tag] = given.get(tag) or "_".join(short or each) or tag
    return found


def _key(tag: str) -> str:
    return re.sub(r"[\W_]+", "", tag).lower() or tag


def _tag_words(tag: str) -> list[str]:
    words = naming.split_words(tag)
    return words[:-1] if words[-1:] == ["controller"] and len(words) > 1 else words


def _useless_tags(document: JsonObject, operations: Collection[Operation]) -> set[str]:
    """Return the tags that name no resource: `api`, `default`, versions, HTTP methods and the API's title."""
    tags = Counter(str(tag) for each in operations for tag in each.node.get("tags") or [])
    title = naming.split_words(naming.client_name(str(document["info"]["title"])))
    found = {tag for tag in tags if NOISE_SEGMENT.fullmatch(tag) or tag.lower() == "default"}
    methods: dict[str, set[str]] = {}
    for each in operations:
        for tag in each.node.get("tags") or []:
            methods.setdefault(str(tag), set()).add(each.method)
    found |= {tag for tag, used in methods.items() if used == {tag.lower()}}
    segments = {step for each in operations for step in path_segments(each.path)[:1]}
    # The title of the API names no resource if nearly all operations have it as a tag.
    if len(segments) > 1:
        found |= {tag for tag in tags if naming.split_words(tag) == title and holds_for(tags[tag], len(operations))}
    return found


def _tag(source: Operation, useless: Collection[str]) -> str:
    """Return an operation's first tag that is not in `useless`, or else the resource in its path, such as `orders`.

    Return `default` if neither names a resource.
    """
    tag = _useful_tag(source, useless)
    return tag or (NO_RESOURCE if _is_call(source) else _resource_path(source.path) or NO_RESOURCE)


def _is_call(source: Operation) -> bool:
    """Return whether a path only repeats the operationId, as `/ListWorlds` does, and so names no resource."""
    names = [naming.split_words(step) for step in path_segments(source.path) if not is_parameter(step)]
    words = naming.split_words(source.operation_id)
    return len(words) > 1 and names[:1] == [words] and not VERBS.isdisjoint(words[:2])


def _useful_tag(source: Operation, useless: Collection[str]) -> str:
    return next((tag for tag in map(str, source.node.get("tags") or []) if tag not in useless), "")


def _resource_path(path: str) -> str:
    """Return the segments of a path that name the resource, such as `orders` for `/orders/{id}/items`.

    Return "" if all segments are parameters.
    """
    steps = [bare_segment(step) for step in path_segments(path.partition("#")[0])]
    steps = steps[next((at for at, step in enumerate(steps) if not is_parameter(step)), len(steps)) :]
    for number, step in enumerate(steps):
        words = naming.split_words(step)
        if is_parameter(step) or not words or words[0] in VERBS:
            break
        # A singular can be an area with several resources: `checkout/sessions` for `/checkout/sessions/{id}`.
        if naming.is_plural(words[-1]):
            return "/".join(steps[: number + 1])
    return "/".join(steps[:1])


def form_body_names(operations: Mapping[str, Operation], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the text from which the class name of each FastAPI form body is made, by the name of its component.

    The component `Body_OPERATIONID` has a text such as `orders/create/body`.

    Args:
        operations: The operations, by unique key.
        prefixes: The first part of each operation's text, such as `orders/create`, by key (see `class_name_prefixes`).
    """
    return {
        f"Body_{operation.node.get('operationId')}": join_place(prefixes[key], "body")
        for key, operation in operations.items()
        if prefixes[key] != key
    }


def class_name_prefixes(
    namespaces: Iterable[NamespaceNames], operations: Mapping[str, Operation]
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the text from which the first words of class names are made: `orders/list` for `OrdersListResponse`.

    Returns:
        Two dicts. The first maps the key of each operation to the text for the classes of its inline schemas. The
            second maps each text that a rename changed to its form in the last release, such as `purchases/list`.
    """
    found = {key: key for key in operations}
    former: dict[str, str] = {}
    for namespace in namespaces:
        for key, method in namespace.methods.items():
            words = naming.split_words(operations[key].operation_id)
            if not words or namespace.chosen[key] != words:
                found[key] = join_place(namespace.name, method)
                if key in namespace.former or namespace.former_name:
                    old = namespace.former_name or namespace.name, namespace.former.get(key, method)
                    former[found[key]] = join_place(*old)
    return found, former
