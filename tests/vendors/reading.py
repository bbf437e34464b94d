"""Operations of an OpenAPI document with resolved references, and validators of requests and responses.

This module does not use specloop/, so that the tests read documents independently of the tested code.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import quote, unquote

import jsonschema_rs

Node = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
# Header parameters with these names are ignored (OpenAPI, Parameter Object).
IGNORED_HEADERS = {"accept", "content-type", "authorization"}
# The keyword of properties that requests or responses do not contain, and that are therefore not required there.
HIDDEN = {"request": "readOnly", "response": "writeOnly"}


def is_json(media_type: str) -> bool:
    return media_type.partition(";")[0].endswith(("/json", "+json"))


class Operation(NamedTuple):
    """One operation of a document."""

    method: str
    path: str
    node: Node
    parameters: tuple[Node, ...]
    content: Node  # the Media Type Objects of the request body, by media type
    body_required: bool
    responses: Node  # Response Objects by status

    @property
    def key(self) -> tuple[str, str]:
        return self.method.upper(), self.path

    @property
    def paging(self) -> Node | None:
        return self.node.get("x-pagination")

    @property
    def successes(self) -> list[str]:
        """The documented 2xx statuses; `default` if the operation documents no 2xx status."""
        return [status for status in self.responses if status[0] == "2"] or [
            status for status in self.responses if status == "default"
        ]


class Document:
    """An OpenAPI document, with its operations and with validators for its schemas."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.old = node["openapi"].startswith("3.0")
        self._registries = {
            way: jsonschema_rs.Registry([("urn:document", self._seen(node, hidden))], draft=jsonschema_rs.Draft202012)
            for way, hidden in HIDDEN.items()
        }
        self._judges: dict[tuple[str, str], Any] = {}

    def follow(self, node: Any) -> Any:
        """Return the target of a `$ref`, also through several references; return any other node unchanged."""
        while isinstance(node, dict) and "$ref" in node:
            node = self.at(node["$ref"])
        return node

    def at(self, ref: str) -> Any:
        """Return the node at a reference such as `#/components/schemas/Thing`."""
        node: Any = self.node
        for step in unquote(ref).removeprefix("#/").split("/"):
            name = step.replace("~1", "/").replace("~0", "~")
            node = node[int(name)] if isinstance(node, list) else node[name]
        return node

    @cached_property
    def operations(self) -> dict[tuple[str, str], Operation]:
        """All operations of the document, by method and path."""
        found = (self._operation(path, method) for path, method in self._places())
        return {each.key: each for each in found}

    @cached_property
    def heirs(self) -> dict[str, list[str]]:
        """The references of the subtypes of each schema that other schemas extend with `allOf`."""
        found: dict[str, list[str]] = {}
        for name, schema in self.node.get("components", {}).get("schemas", {}).items():
            for arm in schema.get("allOf", ()) if isinstance(schema, dict) else ():
                if "$ref" in arm:
                    found.setdefault(arm["$ref"], []).append(f"#/components/schemas/{name}")
        return found

    def judge(self, schema: Node, way: str) -> Any:
        """Return a validator for a schema of this document; `way` is "request" or "response"."""
        key = (repr(schema), way)
        if key not in self._judges:
            whole = _rebased(self._seen(schema, HIDDEN[way]))
            self._judges[key] = jsonschema_rs.Draft202012Validator(
                whole, registry=self._registries[way], validate_formats=True
            )
        return self._judges[key]

    def faults(self, value: Any, schema: Node, way: str) -> list[str]:
        """Return a line for each validation error of a value against a schema."""
        return [
            f"{'/'.join(map(str, e.instance_path))}: {e.message}" for e in self.judge(schema, way).iter_errors(value)
        ]

    def _places(self) -> Iterator[tuple[str, str]]:
        for path, item in self.node.get("paths", {}).items():
            yield from ((path, method) for method in METHODS if method in self.follow(item))

    def _operation(self, path: str, method: str) -> Operation:
        item = self.follow(self.node["paths"][path])
        node = item[method]
        listed = [self.follow(each) for each in (*item.get("parameters", ()), *node.get("parameters", ()))]
        parameters = {(each["in"], each["name"]): each for each in listed}
        body = self.follow(node.get("requestBody", {}))
        return Operation(
            method=method,
            path=path,
            node=node,
            parameters=tuple(
                each
                for each in parameters.values()
                if each["in"] != "header" or each["name"].lower() not in IGNORED_HEADERS
            ),
            content=body.get("content", {}),
            body_required=body.get("required", False),
            responses={status: self.follow(each) for status, each in node.get("responses", {}).items()},
        )

    def _seen(self, node: Any, hidden: str) -> Any:
        """Convert schemas to JSON Schema: without `nullable` of OpenAPI 3.0, and with hidden properties optional."""
        if isinstance(node, list):
            return [self._seen(each, hidden) for each in node]
        if not isinstance(node, dict):
            return node
        result = {key: self._seen(each, hidden) for key, each in node.items()}
        if isinstance(node.get("$ref"), str):
            result["$ref"] = quote(unquote(node["$ref"]), safe="#/~:")
        if isinstance(node.get("properties"), dict) and isinstance(node.get("required"), list):
            followed = {name: self.follow(each) for name, each in node["properties"].items()}
            unseen = {name for name, each in followed.items() if isinstance(each, dict) and each.get(hidden) is True}
            result["required"] = [name for name in node["required"] if name not in unseen]
        if self.old and sum(self.follow(arm).get("nullable") is True for arm in node.get("oneOf", ())) > 1:
            result["anyOf"] = result.pop("oneOf")  # Null matches several nullable variants.
        if self.old and node.get("nullable") is True:
            del result["nullable"]
            return {"anyOf": [result, {"type": "null"}]}
        return result


def _rebased(node: Any) -> Any:
    if isinstance(node, list):
        return [_rebased(each) for each in node]
    if not isinstance(node, dict):
        return node
    return {
        key: f"urn:document{each}" if key == "$ref" and isinstance(each, str) else _rebased(each)
        for key, each in node.items()
    }
