"""Names that callers of a client use: namespaces, methods, arguments, classes. Read by the builder and by compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import frozen
from openapi_python_client.strings import ClassName, PythonIdentifier

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
from specloop.codegen.schema_inliner import InlinedSchemas, inline_schemas
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.schema_keywords import canonical

CLIENT_NAMES = (
    *("request", "close", "aclose", "with_options", "with_raw_response"),
    *("base_url", "timeout", "max_retries"),
    # The class body would refer to an attribute of such a name.
    *("cached_property", "float", "httpx2", "int", "str"),
)
"""Names that no namespace can have."""

METHOD_NAMES = (
    "with_raw_response",
    # Later annotations in the class body would refer to a method of such a name.
    *("bool", "builtins", "bytes", "date", "datetime", "float", "int", "models", "object", "property", "str"),
)
"""Names that no method can have."""

BODY, CONTENT_TYPE = "body", "content_type"
ARGUMENT_NAMES = (
    *("self", "timeout", "deadline", "extra_headers", "extra_query", "extra_body", "prefetch"),
    CONTENT_TYPE,
)
"""Names that no parameter can have."""

STRUCTURED_KINDS = (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)
"""The kinds of body whose properties can be arguments."""


class NamespaceNames(NamedTuple):
    """The operations of one resource, which callers find in `client.<name>`.

    Attributes:
        tag: The tag, as the document spells it first; or the segment of the path.
        name: The attribute of the client.
        methods: Key of an operation -> method name.
    """

    tag: str
    name: PythonIdentifier
    methods: dict[str, PythonIdentifier]


class MethodNames(NamedTuple):
    """One operation under the names that callers use.

    Attributes:
        operation: The operation in the document.
        namespace: The attribute of the client.
        method: The method of the namespace.
        parameters: The parameters, in signature order, each with the name of its argument.
        fields: JSON name -> argument name of each property of the request body; None if the body is one argument.
    """

    operation: Operation
    namespace: str
    method: str
    parameters: tuple[tuple[Resolved, str], ...]
    fields: dict[str, str] | None


@frozen(slots=False)
class ApiNames:
    """All names of the client of a document."""

    document: JsonObject
    inlined: InlinedSchemas

    @property
    def client(self) -> ClassName:
        """The name of the client class."""
        return naming.client_name(str(self.document["info"]["title"]))

    @property
    def package(self) -> PythonIdentifier:
        """The name of the import package."""
        return naming.package_name(str(self.document["info"]["title"]))

    @property
    def classes(self) -> dict[str, JsonPointer]:
        """Class name -> pointer of its schema, for every object and enum schema."""
        return self.inlined.classes

    @cached_property
    def methods(self) -> tuple[MethodNames, ...]:
        """All methods, in the order of the operations in the document."""
        by_key = {
            key: (str(namespace.name), str(name))
            for namespace in name_namespaces(self.document, self.inlined.operations)
            for key, name in namespace.methods.items()
        }
        return tuple(
            self._method(operation, *by_key[key]) for key, operation in self.inlined.operations.items() if key in by_key
        )

    def _method(self, operation: Operation, namespace: str, method: str) -> MethodNames:
        names, has_body_argument = body_field_names(self.document, self.inlined, operation)
        single = [BODY] if has_body_argument else []
        parameters = tuple((each, str(name)) for each, name in name_arguments(operation, [*ARGUMENT_NAMES, *single]))
        if names is None:
            return MethodNames(operation, namespace, method, parameters, None)
        taken = naming.NameRegistry([*ARGUMENT_NAMES, *(name for _, name in parameters)])
        fields = {json_name: str(reserve_body_argument(json_name, taken)) for json_name in names}
        return MethodNames(operation, namespace, method, parameters, fields)


def name_api(document: JsonObject) -> ApiNames:
    """Name everything that callers of a validated document's client meet."""
    return ApiNames(document, inline_schemas(document))


def body_field_names(
    document: JsonObject, inlined: InlinedSchemas, operation: Operation
) -> tuple[list[str] | None, bool]:
    """Return the JSON names of the body's properties that are arguments, and whether there is an argument `body`.

    None instead of a list if no media type of the body is an object with properties.
    """
    if operation.body is None:
        return None, False
    fields: dict[str, None] = {}
    found = content_of(document, operation.body)
    objects = 0
    for media_type in order_by_preference(found):
        media = found[media_type]
        schema = resolve_ref(document, media.node.get("schema")).node
        kind = body_kind(media_type, schema if isinstance(schema, dict) else None)
        name = inlined.places.get((*media.pointer, "schema"), {}).get("$ref")
        properties = inlined.properties.get(name) if name and kind in STRUCTURED_KINDS else None
        if properties is not None and properties.schemas:
            objects += 1
            fields |= dict.fromkeys(
                json_name
                for json_name, each in properties.schemas.items()
                if not has_flag(document, each.node, "readOnly")
            )
    return list(fields) if objects else None, objects < len(found)


def has_flag(document: JsonObject, schema: object, keyword: str) -> bool:
    """Whether `readOnly`, `writeOnly` or `deprecated` is true in a schema, its `allOf`, or what it refers to."""
    if not isinstance(schema, dict):
        return False
    parts = [resolve_ref(document, each).node for each in schema.get("allOf") or []]
    nodes = [schema, resolve_ref(document, schema).node, *parts]
    return any(isinstance(node, dict) and node.get(keyword) is True for node in nodes)


def name_namespaces(document: JsonObject, operations: Mapping[str, Operation]) -> list[NamespaceNames]:
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
    found: list[NamespaceNames] = []
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
        found.append(NamespaceNames(tag, name, {key: named[key] for key in members}))
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


def name_enum_values(schema: JsonObject) -> dict[str, PythonIdentifier]:
    """Return the values of an enum class, as canonical JSON, with the names of its members."""
    values = list(dict.fromkeys(value for value in schema["enum"] if value is not None))
    given = schema.get("x-enum-varnames") or schema.get("x-enumNames")
    names = [
        naming.enum_constant(value) if isinstance(value, str) else naming.number_enum_constant(value)
        for value in values
    ]
    if isinstance(given, list) and len(given) == len(values) == len(schema["enum"]):
        names = [naming.enum_constant(str(name)) for name in given]
    taken = naming.NameRegistry()
    return {canonical(value): taken.reserve_identifier(name) for name, value in zip(names, values, strict=True)}


def operation_id(operation: Operation, key: str) -> str:
    """Return the operationId, or the key that stands for it."""
    return str(operation.node.get("operationId") or key)


def name_arguments(operation: Operation, reserved: Iterable[str]) -> list[tuple[Resolved, PythonIdentifier]]:
    """Name the parameters in signature order: path parameters first, as the path has them.

    Args:
        operation: The operation.
        reserved: Names that no parameter can have.
    """
    reserved = frozenset(reserved)
    taken = naming.NameRegistry(reserved)
    locations: dict[str, set[str]] = {}
    for each in operation.parameters:
        locations.setdefault(naming.identifier(each.node["name"]), set()).add(each.node["in"])
    found: list[tuple[Resolved, PythonIdentifier]] = []
    for each in _sort_path_first(operation):
        parameter, location = each.node["name"], each.node["in"]
        name = naming.identifier(parameter)
        if name in reserved or (len(locations[name]) > 1 and location != "path"):
            name = naming.identifier(f"{parameter} {location}")
        found.append((each, taken.reserve_identifier(name)))
    return found


def reserve_body_argument(json_name: str, taken: naming.NameRegistry) -> PythonIdentifier:
    """Name the argument of a property of the request body: `id`, or `id_body` beside a parameter `id`."""
    wanted = naming.identifier(json_name)
    return taken.reserve_identifier(naming.identifier(f"{json_name} body") if wanted in taken else wanted)


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


def _sort_path_first(operation: Operation) -> list[Resolved]:
    in_path = [each for each in operation.parameters if each.node["in"] == "path"]
    in_path.sort(key=lambda each: operation.path.find("{" + each.node["name"] + "}"))
    return in_path + [each for each in operation.parameters if each.node["in"] != "path"]
