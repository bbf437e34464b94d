"""Planning of one valid call for each operation, which the smoke test of a generated package runs."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from specloop.codegen.ir import Argument, Client, Method
from specloop.codegen.request_bodies import OCTET_STREAM
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.media_types import essence, is_json, is_range, is_sequence
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation, content_of, iter_operations, parameter_schema
from specloop.openapi.schema_set import SchemaSet
from specloop.openapi.values import ValueMaker

FORM_MEDIA_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")

MAX_TRIED_VALUES = 6

METHOD_ORDER = ("GET", "HEAD", "OPTIONS", "QUERY", "POST", "PUT", "PATCH", "DELETE")
"""HTTP methods in the order in which operations are called: operations that remove resources come last."""


@dataclass(frozen=True)
class OperationCall:
    """One call of a client method for an operation. `method` is a dotted path such as `orders.list`.

    The arguments are JSON data, in which bytes are written as `{"$bytes": BASE64}`.
    """

    label: str
    method: str
    arguments: dict[str, Any]
    pages: bool
    http_method: str

    def data(self) -> dict[str, Any]:
        """Return this call as a JSON object. Its key `pages` is true if the method is paginated."""
        return {"label": self.label, "method": self.method, "arguments": self.arguments, "pages": self.pages}


def plan_calls(document: Document, client: Client) -> list[OperationCall]:
    """Plan a call of every operation. Operations that only read come first."""
    maker = ArgumentMaker(normalize(document))
    calls = [
        (-method.path.count("/"), _plan_call(maker, f"{resource.name}.{method.name}", method))
        for resource in client.resources
        for method in resource.methods
    ]
    rank = {name: number for number, name in enumerate(METHOD_ORDER)}
    # Delete nested resources, which have longer paths, before their parent, because deleting the parent deletes both.
    return [call for _, call in sorted(calls, key=lambda each: (rank.get(each[1].http_method, len(rank) - 2), each[0]))]


def _plan_call(maker: ArgumentMaker, attribute: str, method: Method) -> OperationCall:
    arguments = {str(argument.name): _encode(value, argument) for argument, value in maker.arguments(method)}
    return OperationCall(method.label, attribute, arguments, method.pagination is not None, method.http_method)


class ArgumentMaker:
    """Makes arguments that are valid for the contract.

    Args:
        document: The contract.
        is_minimal: Whether optional properties are omitted.
    """

    def __init__(self, document: Document, *, is_minimal: bool = False) -> None:
        self.root = document.data
        self.is_minimal = is_minimal
        self.schemas = SchemaSet(document, "request")
        self.maker = ValueMaker(self.schemas)
        self.operations = {
            key: operation
            for operation in iter_operations(self.root)
            for key in ((operation.http_method, operation.path), operation.label)
        }

    def operation(self, method: Method) -> Operation:
        """Return the OpenAPI operation that a method of the client, `method`, calls."""
        return self.operations.get((method.http_method, method.path)) or self.operations[method.operation_id]

    def arguments(self, method: Method) -> list[tuple[Argument, Any]]:
        """Return the arguments for a valid call of `method`, as pairs of an argument and its value.

        Optional parameters are omitted. Values are JSON data, but a body of another media type than JSON, form or text
        is bytes.
        """
        operation = self.operation(method)
        return [*self._parameters(operation, method), *self._body(operation, method)]

    def _parameters(self, operation: Operation, method: Method) -> Iterator[tuple[Argument, Any]]:
        described = {(each.node["in"], each.node["name"]): each for each in operation.parameters}
        for argument in method.arguments:
            parameter = described.get((argument.location, argument.api_name))
            if parameter is None or not argument.required:
                continue
            value = argument.example
            if value is None:
                value = self._parameter_value(parameter_schema(self.root, parameter).pointer, argument.api_name)
            yield argument, value

    def _parameter_value(self, pointer: JsonPointer, name: str) -> Any:
        """Generate a value for the required parameter `name`, whose schema is at `pointer`.

        Several values are tried until one is not empty ("", [], {} or None). Return None if all are empty.
        """
        return _first_filled(self.maker.make(pointer, number, name) for number in range(MAX_TRIED_VALUES))

    def _filled_arrays(self, pointer: JsonPointer, form: dict[str, Any]) -> dict[str, Any]:
        """Generate items for the empty arrays in `form`, and return these arrays by property name.

        If no items can be generated, the array stays empty. `pointer` is the JSON Pointer of the form's schema.
        """
        empty = [name for name, value in form.items() if value == []]
        properties = self.schemas.flatten(self.schemas.at(pointer)).get("properties", {}) if empty else {}
        made: dict[str, Any] = {}
        for name in properties.keys() & {*empty}:
            schema, path = properties[name], f"/{name}"
            made[name] = _first_filled(self.maker.make_part(schema, n, path) for n in range(MAX_TRIED_VALUES)) or []
        return made

    def _body(self, operation: Operation, method: Method) -> Iterator[tuple[Argument, Any]]:
        if method.body is None or operation.body is None:
            return
        content_type = method.body.media[0].content_type
        contents = content_of(self.root, operation.body)
        # If the body is a range such as `*/*` whose schema describes data, the client sends it as application/json.
        media = (
            contents[content_type]
            if content_type in contents
            else next(contents[each] for each in contents if is_range(each))
        )
        base = essence(content_type)
        is_structured = is_json(base) or base in FORM_MEDIA_TYPES
        content = b"{}\n" if is_sequence(base) else b"content"
        value: Any = "text" if base.startswith("text/") else content
        if is_structured:
            place = (*media.pointer, "schema")
            value = self.maker.make(place, 0, is_minimal=self.is_minimal) if "schema" in media.node else {}
            if base in FORM_MEDIA_TYPES and isinstance(value, dict):
                value |= self._filled_arrays(place, value)
        if method.body.content_type_argument is not None and method.body.content_type_argument.required:
            yield method.body.content_type_argument, content_type.replace("*/*", OCTET_STREAM).replace("/*", "/plain")
        # If the arguments depend on the media type, the first overload has the arguments for the first media type.
        taken = {each.name for each in (method.body.overloads[0] if method.body.overloads else method.body.arguments)}
        if method.body.body_argument is not None and method.body.body_argument.name in taken:
            yield method.body.body_argument, value
            return
        for argument in method.body.fields:
            if isinstance(value, dict) and argument.api_name in value:
                yield argument, value[argument.api_name]


def _first_filled(values: Iterable[Any]) -> Any:
    """Return the first value other than "", [], {} and None. Return None if there is no such value."""
    return next((value for value in values if value not in ("", [], {}, None)), None)


def _encode(value: Any, argument: Argument) -> Any:
    """Convert an argument's value to JSON data, in which bytes are written as `{"$bytes": BASE64}`.

    If the argument takes bytes or files, strings are written in this form, too.
    """
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if not takes_bytes(argument):
        return value
    if isinstance(value, str):
        return {"$bytes": base64.b64encode(value.encode()).decode()}
    if isinstance(value, dict):
        return {key: _encode(each, argument) for key, each in value.items()}
    return [_encode(each, argument) for each in value] if isinstance(value, list) else value


def takes_bytes(argument: Argument) -> bool:
    """Return whether the type of an argument allows bytes or files, alone or in a list or dict."""
    return _BYTES.search(argument.annotation.as_unembedded_code()) is not None


_BYTES = re.compile(r"\b(bytes|FileTypes|FileContent)\b")
