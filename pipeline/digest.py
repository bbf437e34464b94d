"""An OpenAPI document in -> the same API in the form that openapi-python-client reads without loss out.

The engine's parser names inline schemas itself, loses what a `$ref` has beside it, and rejects a document
for a default it cannot convert. So it gets one in which every object and every enum is a component with a name
chosen here, every parameter, body and response stands inline, and only what decides types is left. Texts,
limits, styles and extensions stay in the contract; `Digest` tells where, for every name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from attrs import define, field

from pipeline import names

Node = dict[str, Any]
Pointer = tuple[str | int, ...]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")

# The keywords that decide a Python type. All others are dropped on the way to the engine.
KEPT = ("type", "format", "nullable", "const", "required")
UNIONS = ("allOf", "anyOf", "oneOf")

# Where each schema given to the engine stands in the contract: the engine keeps extensions, so its complaints
# can be traced back.
ORIGIN = "x-origin"


class Located(NamedTuple):
    """A node of the contract with its references followed, and where it stands."""

    node: Node
    pointer: Pointer


class Source(NamedTuple):
    """One operation of the contract, with its references followed."""

    pointer: Pointer
    path: str
    method: str
    operation: Node
    parameters: list[Located]
    body: Located | None
    responses: dict[str, Located]


@define
class Digest:
    """What the engine reads, and the way back from its names to the contract."""

    document: Node = field(factory=dict)
    classes: dict[str, Pointer] = field(factory=dict)
    operations: dict[str, Source] = field(factory=dict)


def digest(document: Node) -> Digest:
    """Rewrite a checked document for the engine."""
    return _Digester(document).run()


def follow(document: Node, node: Any, pointer: Pointer = ()) -> Located:
    """Follow local `$ref`s from a node until it is something else."""
    while isinstance(node, dict) and isinstance(node.get("$ref"), str):
        pointer = to_pointer(node["$ref"])
        node = at(document, pointer)
    return Located(node, pointer)


def at(document: Any, pointer: Pointer) -> Any:
    """Give the node a pointer leads to; None when there is none."""
    node = document
    for step in pointer:
        if isinstance(node, list) and str(step).isdecimal() and int(step) < len(node):
            node = node[int(step)]
        elif isinstance(node, dict) and step in node:
            node = node[step]
        else:
            return None
    return node


def to_pointer(ref: str) -> Pointer:
    """Read a local reference: `#/components/schemas/A` -> ("components", "schemas", "A")."""
    from urllib.parse import unquote  # noqa: PLC0415  only documents with escapes in a $ref need it

    steps = ref.removeprefix("#").removeprefix("/").split("/")
    return tuple(unquote(step).replace("~1", "/").replace("~0", "~") for step in steps)


class _Digester:
    def __init__(self, document: Node) -> None:
        self.contract = document
        self.digest = Digest()
        self.schemas: Node = {}
        self.named: dict[Pointer, str] = {}  # what has been given a class name, by its place in the contract
        self.open: list[Pointer] = []  # the references being written out, to stop at a circle

    def run(self) -> Digest:
        schemas = (self.contract.get("components") or {}).get("schemas") or {}
        for name, schema in schemas.items():  # names first, so that components keep theirs
            if _is_class(schema):
                self._claim(name, ("components", "schemas", name))
        for name, schema in schemas.items():
            if _is_class(schema):
                self._reference(Located(schema, ("components", "schemas", name)), name)
        paths: dict[str, Node] = {}
        for source in self._sources():
            operation_id, rewritten = self._operation(source)
            paths.setdefault(source.path, {})[source.method] = rewritten
            self.digest.operations[operation_id] = source
        self.digest.document = {
            "openapi": "3.1.0",
            "info": {
                "title": self.contract["info"]["title"],
                "version": str(self.contract["info"]["version"]),
            },
            "paths": paths,
            "components": {"schemas": self.schemas},
        }
        return self.digest

    # Operations

    def _sources(self) -> Iterator[Source]:
        for path, raw in (self.contract.get("paths") or {}).items():
            item, at_item = follow(self.contract, raw, ("paths", path))
            shared = self._parameters(item, at_item)
            for method in METHODS:
                operation = item.get(method)
                if operation is None:
                    continue
                pointer = (*at_item, method)
                own = self._parameters(operation, pointer)
                body = operation.get("requestBody")
                yield Source(
                    pointer=pointer,
                    path=path,
                    method=method,
                    operation=operation,
                    parameters=list((shared | own).values()),
                    body=follow(self.contract, body, (*pointer, "requestBody")) if body else None,
                    responses={
                        code: follow(self.contract, response, (*pointer, "responses", code))
                        for code, response in (operation.get("responses") or {}).items()
                        if not code.startswith("x-")
                    },
                )

    def _parameters(self, holder: Node, pointer: Pointer) -> dict[tuple[str, str], Located]:
        found = (
            follow(self.contract, raw, (*pointer, "parameters", number))
            for number, raw in enumerate(holder.get("parameters") or [])
        )
        return {(parameter.node["name"], parameter.node["in"]): parameter for parameter in found}

    def _operation(self, source: Source) -> tuple[str, Node]:
        spoken = source.operation.get("operationId") or f"{source.method} {source.path}"
        operation_id = names.unique(names.identifier(spoken), self.digest.operations)
        rewritten: Node = {
            "operationId": operation_id,
            "tags": (source.operation.get("tags") or ["default"])[:1],
            "parameters": [
                {
                    "name": parameter.node["name"],
                    "in": parameter.node["in"],
                    "required": parameter.node.get("required", False),
                    "schema": self._schema(*_parameter_schema(parameter), _owner(parameter, operation_id)),
                }
                for parameter in source.parameters
            ],
            "responses": {
                code: {"description": "", **self._content_map(response, f"{operation_id} response")}
                for code, response in source.responses.items()
            },
        }
        if source.body:
            rewritten["requestBody"] = {
                "required": source.body.node.get("required", False),
                **self._content_map(source.body, f"{operation_id} body"),
            }
        return operation_id, rewritten

    def _content_map(self, holder: Located, name: str) -> Node:
        content = holder.node.get("content")
        if not content:
            return {}
        return {
            "content": {
                media_type: {
                    "schema": self._schema(
                        media.get("schema", {}), (*holder.pointer, "content", media_type, "schema"), name
                    )
                }
                for media_type, media in content.items()
            }
        }

    # Schemas

    def _claim(self, wanted: str, pointer: Pointer) -> str:
        """Give the place a class name that no other place has."""
        name = names.unique(names.class_name(wanted), self.digest.classes)
        self.named[pointer] = name
        self.digest.classes[name] = pointer
        return name

    def _schema(self, schema: Any, pointer: Pointer, name: str) -> Node:
        """Rewrite a schema where it is used: classes by reference, everything else written out."""
        if not isinstance(schema, dict):
            return {}
        target = follow(self.contract, schema, pointer)
        if target.pointer != pointer and target.pointer in self.open:
            return {}  # a circle without a class on the way has no Python type
        if _is_class(target.node):
            return self._reference(target, name)
        if alone := _only_arm(target.node):
            return self._schema(alone, (*target.pointer, "allOf", 0), name)
        self.open.append(target.pointer)
        result = self._content(target.node, target.pointer, name)
        self.open.pop()
        return result

    def _reference(self, target: Located, name: str) -> Node:
        claimed = self.named.get(target.pointer) or self._claim(name, target.pointer)
        if claimed not in self.schemas:
            self.schemas[claimed] = {}  # the place is taken, should a member lead back here
            self.schemas[claimed] = _without_null(self._content(target.node, target.pointer, claimed))
        reference: Node = {"$ref": f"#/components/schemas/{claimed}", ORIGIN: list(target.pointer)}
        return {"anyOf": [reference, {"type": "null"}]} if _takes_null(target.node) else reference

    def _content(self, schema: Any, pointer: Pointer, name: str) -> Node:
        if not isinstance(schema, dict):
            return {}
        result: Node = {key: schema[key] for key in KEPT if key in schema}
        result[ORIGIN] = list(pointer)
        if "enum" in schema:
            result["enum"] = schema["enum"]
        if isinstance(properties := schema.get("properties"), dict):
            result["properties"] = {
                wire: self._schema(child, (*pointer, "properties", wire), f"{name} {wire}")
                for wire, child in properties.items()
            }
        if "items" in schema:
            result["items"] = self._schema(schema["items"], (*pointer, "items"), f"{name} item")
        extra = schema.get("additionalProperties")
        if isinstance(extra, dict):
            extra = self._schema(extra, (*pointer, "additionalProperties"), f"{name} value")
        if extra is not None:
            result["additionalProperties"] = extra
        for keyword in UNIONS:
            if isinstance(arms := schema.get(keyword), list):
                result[keyword] = [
                    self._content(arm, (*pointer, keyword, number), name)
                    if keyword == "allOf" and "$ref" not in arm  # its members become members of this class
                    else self._schema(arm, (*pointer, keyword, number), f"{name} {number + 1}")
                    for number, arm in enumerate(arms)
                ]
        return result


def _is_class(schema: Any) -> bool:
    """Whether the engine makes a class of this schema: an object or an enum."""
    if not isinstance(schema, dict) or "$ref" in schema or _only_arm(schema):
        return False
    return "enum" in schema or "properties" in schema or "object" in _types(schema) or bool(schema.get("allOf"))


def _only_arm(schema: Node) -> Node | None:
    """Give the one schema of an `allOf` that only wraps a reference so that texts can stand beside it."""
    arms = schema.get("allOf")
    if isinstance(arms, list) and len(arms) == 1 and not schema.keys() & {"properties", "enum", "type", "required"}:
        only: Node = arms[0]
        return only
    return None


def _types(schema: Node) -> list[str]:
    kinds = schema.get("type", [])
    return kinds if isinstance(kinds, list) else [kinds]


def _takes_null(schema: Node) -> bool:
    return schema.get("nullable") is True or "null" in _types(schema) or None in schema.get("enum", [])


def _without_null(schema: Node) -> Node:
    result = {key: value for key, value in schema.items() if key != "nullable"}
    if "null" in _types(schema):
        kinds = [kind for kind in _types(schema) if kind != "null"]
        result["type"] = kinds[0] if len(kinds) == 1 else kinds
    if "enum" in schema:
        result["enum"] = [value for value in schema["enum"] if value is not None]
    return result


def _owner(parameter: Located, operation_id: str) -> str:
    """Name what a parameter's schema may become a class of: after the component, where it is one."""
    if parameter.pointer[:2] == ("components", "parameters"):
        return str(parameter.pointer[2])
    return f"{operation_id} {parameter.node['name']}"


def _parameter_schema(parameter: Located) -> tuple[Any, Pointer]:
    """Give the schema of a parameter, whichever of the two ways it is written."""
    if "schema" not in parameter.node:
        for media_type, media in (parameter.node.get("content") or {}).items():
            return media.get("schema", {}), (*parameter.pointer, "content", media_type, "schema")
    return parameter.node.get("schema", {}), (*parameter.pointer, "schema")
