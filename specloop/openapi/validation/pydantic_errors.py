"""Errors that the pydantic models of openapi-python-client find in a document, such as a missing field.

They also find values of the wrong JSON type, such as a text where the document must have a list. The types that schemas
state, such as `type: integer`, are checked by `rules`.
"""

from __future__ import annotations

import json
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from openapi_python_client.schema import (
    MediaType,
    OpenAPI,
    Operation,
    Parameter,
    PathItem,
    RequestBody,
    Response,
    Schema,
)
from openapi_python_client.schema.openapi_schema_pydantic import Header
from pydantic import BaseModel, ValidationError

from specloop.openapi.index import DocumentError, DocumentIndex
from specloop.openapi.normalize import is_openapi_3_0, requires_response_description
from specloop.openapi.object_types import KNOWN_FIELDS
from specloop.text_format import format_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from specloop.openapi.json_pointer import JsonPointer


def structural_errors(index: DocumentIndex, explained: set[JsonPointer]) -> Iterator[DocumentError]:
    """Report missing fields and values of the wrong JSON type. The pydantic models of openapi-python-client find them.

    `explained` holds the JSON Pointers of errors that other rules have reported. Errors at these values, or at values
    that contain them, are not repeated.
    """
    known = set(_prefixes(explained))
    expected: dict[JsonPointer, list[str]] = {}
    values: dict[JsonPointer, Any] = {}
    allowed: list[JsonPointer] = []
    found = chain(_errors_of_document(index.contract.data), _errors_of_unchecked_objects(index))
    requires_description = requires_response_description(index.contract.data)
    for loc, error in found:
        pointer, value = _locate_error(index, loc)
        if error["type"] == MISSING:
            pointer = (*pointer, str(loc[-1]))
        if _is_allowed(pointer, value, error, requires_description=requires_description):
            allowed.append(pointer)
        elif pointer not in known:
            expected.setdefault(pointer, []).append(_describe_expected(error))
            values[pointer] = value
    # pydantic reports an error for each branch of a union; keep only the errors of the deepest node.
    wholes = set(_prefixes(pointer[:-1] for pointer in [*expected, *allowed] if pointer))
    for pointer, wanted in expected.items():
        name = f"`{pointer[-1]}`" if pointer and isinstance(pointer[-1], str) else "this"
        if wanted == [MISSING]:
            yield DocumentError(pointer, f"{name} is missing; add it")
        elif pointer not in wholes:
            what = f"{name} is {format_value(values[pointer])}"
            # Null in a field of OpenAPI is ignored. Elsewhere, for example in a map of responses, it is an error.
            if values[pointer] is None and pointer[-1:] != ("paths",) and _is_field(index, pointer):
                yield DocumentError(pointer, f"{what}; it is ignored", partial(index.contract.remove, pointer))
            # A number is read as text, but not in the `name` that identifies a parameter.
            elif (
                wanted == ["text"]
                and isinstance(values[pointer], int | float)
                and not _is_parameter_name(index, pointer)
            ):
                holder = index.contract.value(pointer[:-1])
                text = json.dumps(values[pointer])
                repair = partial(holder.__setitem__, pointer[-1], text)
                yield DocumentError(pointer, f"{what}; it is read as the text {format_value(text)}", repair)
            else:
                yield DocumentError(pointer, f"{what}; expected {' or '.join(dict.fromkeys(wanted))}")


def _is_field(index: DocumentIndex, pointer: JsonPointer) -> bool:
    """Return whether a JSON Pointer leads to a field that OpenAPI defines, such as `servers`, not to a key of a map."""
    return bool(pointer) and pointer[-1] in KNOWN_FIELDS.get(index.kinds.get(pointer[:-1], ""), ())


def _is_parameter_name(index: DocumentIndex, pointer: JsonPointer) -> bool:
    """Return whether a JSON Pointer leads to the `name` of a parameter."""
    return index.kinds.get(pointer[:-1]) == "parameter" and pointer[-1] == "name"


def _errors_of_document(document: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], ErrorDetails]]:
    """Yield the location and details of each error that pydantic reports in a document.

    Errors in webhooks and in `components/pathItems` are included.
    """
    components = document.get("components")
    shared = components.get("pathItems") if isinstance(components, dict) else None
    bare = {"info": {"title": "", "version": ""}}
    for place, items, rest in (
        (("paths",), document.get("paths", {}), document),
        (("webhooks",), document.get("webhooks"), bare),
        (("components", "pathItems"), shared, bare),
    ):
        if rest is bare and not isinstance(items, dict):
            continue
        for error in _errors(OpenAPI, {**rest, "openapi": "3.1.0", "paths": items}):
            loc = error["loc"]
            yield (*place, *loc[1:]) if loc[0] == "paths" else loc, error


def _errors_of_unchecked_objects(index: DocumentIndex) -> Iterator[tuple[tuple[str | int, ...], ErrorDetails]]:
    """Yield the location and details of each pydantic error in objects that the check of the whole document skips."""
    for pointer in _unchecked_objects(index):
        model, value = MODELS.get(index.kinds[pointer]), index.contract.value(pointer)
        if model is None or not isinstance(value, dict) or ("$ref" in value and model is not Schema):
            continue
        for error in _errors(model, value):
            yield (*pointer, *error["loc"]), error


def _errors(model: type[BaseModel], value: dict[str, Any]) -> list[ErrorDetails]:
    """Return the errors that a pydantic model reports for a value."""
    try:
        model.model_validate(value)
    except ValidationError as failure:
        return failure.errors(include_url=False, include_context=False, include_input=False)
    return []


def _unchecked_objects(index: DocumentIndex) -> Iterator[JsonPointer]:
    """Yield the JSON Pointers of objects that pydantic skips when it checks the whole document.

    Examples are operations in `additionalOperations`, and schemas with keywords beside a `$ref`.
    """
    yield from dict.fromkeys(target for target in index.refs.values() if target[:1] and target[0] not in PLACES)
    for node in index.of("operation"):
        if node.pointer[-1] == "query" or "additionalOperations" in node.pointer:
            yield node.pointer
    if not is_openapi_3_0(index.contract.data):
        yield from (node.pointer for node in index.of("schema") if "$ref" in node.value and len(node.value) > 1)
    for node in index.of("media type"):
        if node.pointer[:2] == ("components", "mediaTypes"):
            yield node.pointer


PLACES = ("paths", "webhooks", "components")

MODELS: dict[str, type[BaseModel]] = {
    "schema": Schema,
    "response": Response,
    "parameter": Parameter,
    "request body": RequestBody,
    "header": Header,
    "media type": MediaType,
    "path item": PathItem,
    "operation": Operation,
}


def _prefixes(pointers: Iterable[JsonPointer]) -> Iterator[JsonPointer]:
    return (pointer[:length] for pointer in pointers for length in range(len(pointer) + 1))


def _locate_error(index: DocumentIndex, loc: tuple[str | int, ...]) -> tuple[JsonPointer, Any]:
    """Convert the location of a pydantic error to a JSON Pointer, and return it with the value to which it leads.

    Parts of the location that are not in the document are skipped, such as a missing field.
    """
    pointer: JsonPointer = ()
    value: Any = index.contract.data
    tagged = pointer
    for step in loc:
        if step in {"ref", "other"} and tagged != pointer and index.kinds.get(pointer) in REFERABLE_KINDS:
            tagged = pointer
            continue
        is_item = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if is_item or (isinstance(value, dict) and step in value):
            pointer, value = (*pointer, step), value[step]
    return pointer, value


REFERABLE_KINDS = {"schema", "response", "parameter", "example", "request body", "header", "security scheme", "link"}
"""The kinds of objects for which OpenAPI also allows a `$ref`.

If a value inside such an object is invalid, pydantic adds `ref` or `other` to the location of the error, after the
object's key.
"""


def _is_allowed(pointer: JsonPointer, value: Any, error: ErrorDetails, *, requires_description: bool) -> bool:
    """Return whether OpenAPI allows a value, or a missing field, that the pydantic models reject.

    If a field is missing, `pointer` leads to the field, and `value` is the object that lacks it. `requires_description`
    tells whether the OpenAPI version requires a response's `description`.
    """
    member = pointer[-1] if pointer else ""
    context = zip(("", "", *pointer), ("", *pointer), pointer, strict=False)
    return (
        (isinstance(value, bool) and error["msg"].endswith("instance of Schema"))
        or (error["type"] == MISSING and member == "responses")
        or (error["type"] == MISSING and member == "description" and not requires_description)
        or (error["type"] == "too_short" and member == "enum")
        or (member in {"const", "in"})
        or ("callbacks" in pointer and member == "$ref")
        or any(
            str(step).startswith("x-") and (above in {"paths", "responses"} or top == "callbacks")
            for top, above, step in context
        )
    )


def _describe_expected(error: ErrorDetails) -> str:
    for kind, expected in EXPECTED_BY_ERROR_TYPE.items():
        if error["type"].startswith(kind):
            return expected
    return error["msg"].removeprefix("Input should be ")


MISSING = "missing"
EXPECTED_BY_ERROR_TYPE = {
    MISSING: MISSING,
    "string_": "text",
    "list_": "a list",
    "dict_": "a map",
    "model_": "a map",
    "bool_": "true or false",
    "int_": "a whole number",
    "float_": "a number",
    "finite_": "a number",
    "too_short": "at least one value",
    "greater_than_equal": "at least 0",
    "greater_than": "more than 0",
}
