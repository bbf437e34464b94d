"""Reader of the operations, webhooks and callbacks in an OpenAPI document. It follows `$ref`s.

Each operation also gets the parameters of its path item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, get_at, resolve_object
from specloop.openapi.media_types import ANY_MEDIA_TYPE, is_json
from specloop.openapi.normalize import is_openapi_3_0
from specloop.openapi.object_types import HTTP_METHODS

# OpenAPI, Parameter Object: definitions of the headers Accept, Content-Type and Authorization "SHALL be ignored".
# Instead, request bodies, responses and security schemes determine these headers.
IGNORED_HEADERS = ("accept", "content-type", "authorization")

_FORM_BOUNDARY = re.compile(r"""^(multipart/form-data\b.*?)\s*;\s*boundary=("[^"]*"|[^;]*)""", re.IGNORECASE)


class Operation(NamedTuple):
    """An operation, webhook or callback. The `$ref`s of its parameters, request body and responses are followed."""

    pointer: JsonPointer
    path: str
    method: str
    """The key in the path item, such as `get`; in `additionalOperations`, the method as it is sent, such as `COPY`."""
    node: JsonObject
    parameters: list[Resolved]
    body: Resolved | None
    responses: dict[str, Resolved]

    @property
    def http_method(self) -> str:
        """The HTTP method as a request contains it, such as `GET`."""
        return http_method(self.method)

    @property
    def operation_id(self) -> str:
        """The operationId, or "" if the operation has none."""
        return str(self.node.get("operationId") or "")

    @property
    def label(self) -> str:
        """The operationId. If the operation has none, the label is its method and path, such as `GET /pets`."""
        return _label(self.node, self.http_method, self.path)

    @property
    def title(self) -> str:
        """The summary of the operation, or "" if it has none."""
        return str(self.node.get("summary") or "")

    def response(self, status: int) -> tuple[str, Resolved] | None:
        """Return the documented response for a status code, and its key in `responses`.

        The key is the code, else a range such as `4XX`, else `default`. Return None if none of these exists.
        """
        for code in (str(status), f"{status // 100}XX", f"{status // 100}xx", "default"):
            if code in self.responses:
                return code, self.responses[code]
        return None


def http_method(key: str) -> str:
    """Return the HTTP method for a key of a path item: `get` becomes `GET`.

    A key in `additionalOperations` is already a method, so it is returned unchanged.
    """
    return key.upper() if key in HTTP_METHODS else key


def path_template(path: str) -> str:
    """Return a path with `{}` in place of each parameter: `/pets/{id}` becomes `/pets/{}`.

    Two paths that differ only in the names of their parameters have the same result.
    """
    return re.sub(r"\{[^{}]*\}", "{}", path)


def operation_label(document: JsonObject, pointer: JsonPointer) -> str:
    """Return the operationId of the operation at a JSON Pointer. If there is none, return the method and path."""
    path = pointer[-3] if pointer[-2:-1] == ("additionalOperations",) else pointer[-2]
    operation = get_at(document, pointer)
    return _label(operation if isinstance(operation, dict) else {}, http_method(str(pointer[-1])), str(path))


def _label(operation: JsonObject, method: str, path: str) -> str:
    return str(operation.get("operationId") or f"{method} {path}")


def iter_operations(document: JsonObject) -> Iterator[Operation]:
    """Iterate over the operations of a document, path by path."""
    for path, raw in (document.get("paths") or {}).items():
        if not path.startswith("x-"):
            yield from path_item_operations(document, path, resolve_object(document, raw, ("paths", path)))


def iter_webhooks(document: JsonObject) -> Iterator[Operation]:
    """Yield the operations of all webhooks and callbacks in a document.

    Their `path` is the name of the webhook or callback, not a URL.
    """
    for name, raw in (document.get("webhooks") or {}).items():
        yield from path_item_operations(document, name, resolve_object(document, raw, ("webhooks", name)))
    for operation in iter_operations(document):
        for name, raw in (operation.node.get("callbacks") or {}).items():
            callback = resolve_object(document, raw, (*operation.pointer, "callbacks", name))
            for expression, item in callback.node.items():
                if not expression.startswith("x-"):
                    yield from path_item_operations(
                        document, name, resolve_object(document, item, (*callback.pointer, expression))
                    )


def path_item_operations(document: JsonObject, path: str, item: Resolved) -> Iterator[Operation]:
    """Yield the operations of a path item. Each has the path item's parameters too, unless it redefines them.

    An operation with neither a summary nor a description has those of the path item.

    Args:
        document: The document.
        path: The path of the operations, such as `/pets/{id}`, or the name of a webhook or callback.
        item: The path item, with references followed.
    """
    shared = _parameters(document, item.node, item.pointer)
    texts = {key: item.node[key] for key in ("summary", "description") if item.node.get(key)}
    for steps, operation in methods_of(item.node):
        pointer = (*item.pointer, *steps)
        own = _parameters(document, operation, pointer)
        body = operation.get("requestBody")
        yield Operation(
            pointer=pointer,
            path=path,
            method=steps[-1],
            node={**operation, **texts} if texts and not _is_described(operation) else operation,
            parameters=list((shared | own).values()),
            body=_resolve(document, body, (*pointer, "requestBody")) if body else None,
            responses={
                code: _resolve(document, response, (*pointer, "responses", code))
                for code, response in (operation.get("responses") or {}).items()
                if not code.startswith("x-")
            },
        )


def _is_described(operation: JsonObject) -> bool:
    return any(str(operation.get(key) or "").strip() for key in ("summary", "description"))


def methods_of(item: JsonObject) -> Iterator[tuple[tuple[str, ...], JsonObject]]:
    """Yield the keys and the value of each operation in a path item.

    The keys are, for example, ("get",) or ("additionalOperations", "COPY").
    """
    for method in HTTP_METHODS:
        if item.get(method) is not None:
            yield (method,), item[method]
    for method, operation in (item.get("additionalOperations") or {}).items():  # OpenAPI 3.2 allows any method here.
        yield ("additionalOperations", method), operation


def _parameters(document: JsonObject, holder: JsonObject, pointer: JsonPointer) -> dict[tuple[str, str], Resolved]:
    found = (
        _resolve(document, raw, (*pointer, "parameters", number))
        for number, raw in enumerate(holder.get("parameters") or [])
    )
    return {
        (each.node["name"], each.node["in"]): each
        for each in found
        if each.node["in"] != "header" or each.node["name"].lower() not in IGNORED_HEADERS
    }


def _resolve(document: JsonObject, node: Any, pointer: JsonPointer) -> Resolved:
    """Follow `$ref`s like `resolve_object`.

    Since OpenAPI 3.1, a `description` beside a `$ref` replaces that of the target.
    """
    found = resolve_object(document, node, pointer)
    text = node.get("description") if isinstance(node, dict) and "$ref" in node else None
    if not isinstance(text, str) or is_openapi_3_0(document):
        return found
    return Resolved({**found.node, "description": text}, found.pointer)


def content_of(document: JsonObject, holder: Resolved) -> dict[str, Resolved]:
    """Return the Media Type Objects of a request body, response, parameter or header (`holder`), by media type.

    A media type without `/` is invalid, and is replaced by `*/*`. The `boundary` of a form is left out: it is a detail
    of a single request.
    """
    found: dict[str, Resolved] = {}
    for name, media in (holder.node.get("content") or {}).items():
        media_type = _FORM_BOUNDARY.sub(r"\1", name) if "/" in name else ANY_MEDIA_TYPE
        found.setdefault(media_type, resolve_object(document, media, (*holder.pointer, "content", name)))
    return found


def json_schemas(document: JsonObject, holder: Resolved) -> Iterator[JsonPointer]:
    """Yield the JSON Pointers of the JSON media types' schemas in a request body, response or header (`holder`)."""
    for media_type, media in content_of(document, holder).items():
        if is_json(media_type) and "schema" in media.node:
            yield (*media.pointer, "schema")


def parameter_schema(document: JsonObject, parameter: Resolved) -> Resolved:
    """Return the schema of a parameter, from its `schema` or from the first media type in its `content`.

    If the parameter has no schema, return {} as the schema.
    """
    if "schema" not in parameter.node:
        for media in content_of(document, parameter).values():
            return Resolved(media.node.get("schema", {}), (*media.pointer, "schema"))
    return Resolved(parameter.node.get("schema", {}), (*parameter.pointer, "schema"))


def is_conditional(operation: Operation) -> bool:
    """Return whether an operation has the header parameter `If-None-Match` or `If-Modified-Since`.

    The status 304 is then an expected response, and not an error (RFC 9110, 13.1).
    """
    names = {each.node["name"].lower() for each in operation.parameters if each.node["in"] == "header"}
    return not names.isdisjoint({"if-none-match", "if-modified-since"})
