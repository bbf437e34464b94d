"""Names that callers of a client use: namespaces, methods, arguments, classes. Read by the builder and by compare."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import frozen
from openapi_python_client.strings import ClassName, PythonIdentifier

from specloop.codegen import naming
from specloop.codegen.schema_inliner import InlinedSchemas, inline_schemas
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import Operation, content_of

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
    """The operations of one tag, which callers find in `client.<name>`.

    Attributes:
        tag: The tag in the document.
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
            for namespace in name_namespaces(self.inlined.operations)
            for key, name in namespace.methods.items()
        }
        return tuple(
            self._method(operation, *by_key[key]) for key, operation in self.inlined.operations.items() if key in by_key
        )

    def _method(self, operation: Operation, namespace: str, method: str) -> MethodNames:
        names = body_field_names(self.document, self.inlined, operation)
        single = [BODY] if operation.body is not None and names is None else []
        parameters = tuple((each, str(name)) for each, name in name_arguments(operation, [*ARGUMENT_NAMES, *single]))
        if names is None:
            return MethodNames(operation, namespace, method, parameters, None)
        taken = naming.NameRegistry([*ARGUMENT_NAMES, *(name for _, name in parameters)])
        fields = {json_name: str(reserve_body_argument(json_name, taken)) for json_name in names}
        return MethodNames(operation, namespace, method, parameters, fields)


def name_api(document: JsonObject) -> ApiNames:
    """Name everything that callers of a validated document's client meet."""
    return ApiNames(document, inline_schemas(document))


def body_field_names(document: JsonObject, inlined: InlinedSchemas, operation: Operation) -> list[str] | None:
    """Return the JSON names of the body's properties that are arguments; None if the body is one argument."""
    if operation.body is None:
        return None
    found = content_of(document, operation.body)
    for media_type in order_by_preference(found)[:1]:
        media = found[media_type]
        schema = resolve_ref(document, media.node.get("schema")).node
        if body_kind(media_type, schema if isinstance(schema, dict) else None) not in STRUCTURED_KINDS:
            return None
        name = inlined.places.get((*media.pointer, "schema"), {}).get("$ref")
        properties = inlined.properties.get(name, {}) if name else {}
        if properties:
            return [
                json_name for json_name, each in properties.items() if not has_flag(document, each.node, "readOnly")
            ]
    return None


def has_flag(document: JsonObject, schema: object, keyword: str) -> bool:
    """Whether `readOnly`, `writeOnly` or `deprecated` is true in a schema, its `allOf`, or what it refers to."""
    if not isinstance(schema, dict):
        return False
    parts = [resolve_ref(document, each).node for each in schema.get("allOf") or []]
    nodes = [schema, resolve_ref(document, schema).node, *parts]
    return any(isinstance(node, dict) and node.get(keyword) is True for node in nodes)


def name_namespaces(operations: Mapping[str, Operation]) -> list[NamespaceNames]:
    """Name the namespaces of a client, and their methods.

    Args:
        operations: Key -> operation.
    """
    by_tag: dict[str, list[str]] = {}
    for key, operation in operations.items():
        by_tag.setdefault(_tag_of(operation), []).append(key)
    taken = naming.NameRegistry(CLIENT_NAMES)
    found: list[NamespaceNames] = []
    for tag, keys in by_tag.items():
        name = taken.reserve_identifier(naming.module_name(tag, "tag_"))
        ids = {key: operation_id(operations[key], key) for key in keys}
        found.append(NamespaceNames(tag, name, _name_methods(tag, ids)))
    return found


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


def _tag_of(operation: Operation) -> str:
    """Return the first tag of an operation, or else the first fixed segment of its path."""
    tags = operation.node.get("tags")
    if tags:
        return str(tags[0])
    return next(_fixed_segments(operation.path), "default")


def _fixed_segments(path: str) -> Iterator[str]:
    for segment in path.split("/"):
        if segment and "{" not in segment and not re.fullmatch(r"api|v\d+(\.\d+)*", segment):
            yield segment


def _name_methods(tag: str, ids: Mapping[str, str]) -> dict[str, PythonIdentifier]:
    """Name methods without the noun of their namespace; with it where two would have the same name."""
    short = {key: naming.method_name(id_, tag) for key, id_ in ids.items()}
    count = Counter(short.values())
    taken = naming.NameRegistry(METHOD_NAMES)
    found: dict[str, PythonIdentifier] = {}
    for key, name in short.items():
        collides = count[name] > 1 or name in METHOD_NAMES
        found[key] = taken.reserve_identifier(naming.full_method_name(ids[key]) if collides else name)
    return found


def _sort_path_first(operation: Operation) -> list[Resolved]:
    in_path = [each for each in operation.parameters if each.node["in"] == "path"]
    in_path.sort(key=lambda each: operation.path.find("{" + each.node["name"] + "}"))
    return in_path + [each for each in operation.parameters if each.node["in"] != "path"]
