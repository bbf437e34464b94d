"""A survey -> what openapi-python-client's own model of a document refuses, and OpenAPI does not allow either."""

from __future__ import annotations

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
from specloop.text_format import format_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic_core import ErrorDetails

    from specloop.openapi.json_pointer import JsonPointer


def refused(survey: DocumentIndex, explained: set[JsonPointer]) -> Iterator[DocumentError]:
    """Tell what else the model refuses, unless OpenAPI allows it, or a rule has explained it."""
    known = set(_prefixes(explained))
    wishes: dict[JsonPointer, list[str]] = {}
    values: dict[JsonPointer, Any] = {}
    complaints = chain(_complaints(survey.contract.document), _complaints_of_parts(survey))
    for loc, error in complaints:
        pointer, value = _located(survey, loc)
        if error["type"] == MISSING:
            pointer = (*pointer, str(loc[-1]))
        if pointer not in known and not _allowed(pointer, value, error, survey.contract.document["openapi"]):
            wishes.setdefault(pointer, []).append(_wish(error))
            values[pointer] = value
    # Each branch of a union has its say: what is said of a part of the value counts more.
    wholes = set(_prefixes(pointer[:-1] for pointer in wishes))
    for pointer, wished in wishes.items():
        name = f"`{pointer[-1]}`" if pointer and isinstance(pointer[-1], str) else "this"
        if wished == [MISSING]:
            yield DocumentError(pointer, f"{name} is missing; add it")
        elif pointer not in wholes:
            choice = " or ".join(dict.fromkeys(wished))
            yield DocumentError(pointer, f"{name} is {format_value(values[pointer])}; expected {choice}")


def _complaints(document: dict[str, Any]) -> Iterator[tuple[tuple[str | int, ...], ErrorDetails]]:
    """Let the model read the document, and then, as if they were paths, those path items that it ignores."""
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


def _complaints_of_parts(survey: DocumentIndex) -> Iterator[tuple[tuple[str | int, ...], ErrorDetails]]:
    """Let the model read what it would not come by: other documents, extensions, what is new in OpenAPI 3.2."""
    for pointer in _unseen(survey):
        model, value = MODELS.get(survey.kinds[pointer]), survey.contract.value(pointer)
        if model is None or not isinstance(value, dict) or "$ref" in value:
            continue
        for error in _errors(model, value):
            yield (*pointer, *error["loc"]), error


def _errors(model: type[BaseModel], value: dict[str, Any]) -> list[ErrorDetails]:
    """Let a model read something, and give what it objects to."""
    try:
        model.model_validate(value)
    except ValidationError as failure:
        return failure.errors(include_url=False, include_context=False, include_input=False)
    return []


def _unseen(survey: DocumentIndex) -> Iterator[JsonPointer]:
    """Give the objects that are in no place where OpenAPI 3.1 has objects."""
    yield from dict.fromkeys(target for target in survey.refs.values() if target[:1] and target[0] not in PLACES)
    for node in survey.of("operation"):
        if node.pointer[-1] == "query" or "additionalOperations" in node.pointer:
            yield node.pointer
    for node in survey.of("media type"):
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


def _located(survey: DocumentIndex, loc: tuple[str | int, ...]) -> tuple[JsonPointer, Any]:
    """Turn pydantic's path into ours: between the keys it names the branches of unions."""
    pointer: JsonPointer = ()
    value: Any = survey.contract.document
    tagged = pointer
    for step in loc:
        if step in {"ref", "other"} and tagged != pointer and survey.kinds.get(pointer) in TAGGED:
            tagged = pointer
            continue
        is_index = isinstance(value, list) and isinstance(step, int) and step < len(value)
        if is_index or (isinstance(value, dict) and step in value):
            pointer, value = (*pointer, step), value[step]
    return pointer, value


TAGGED = {"schema", "response", "parameter", "example", "request body", "header", "security scheme", "link"}
"""Of these the model says whether it has taken them for a reference or for the `other`."""


def _allowed(pointer: JsonPointer, value: Any, error: ErrorDetails, version: str) -> bool:
    """Tell what OpenAPI allows although the model does not; it is rewritten before the engine reads it."""
    member = pointer[-1] if pointer else ""
    context = zip(("", "", *pointer), ("", *pointer), pointer, strict=False)
    return (
        (isinstance(value, bool) and error["msg"].endswith("instance of Schema"))
        or (error["type"] == MISSING and member == "responses")
        or (error["type"] == MISSING and member == "description" and version.startswith("3.2"))
        or (error["type"] == "too_short" and member == "enum")
        or (member in {"const", "in"})
        or ("callbacks" in pointer and member == "$ref")
        or any(
            str(step).startswith("x-") and (above in {"paths", "responses"} or top == "callbacks")
            for top, above, step in context
        )
    )


def _wish(error: ErrorDetails) -> str:
    for kind, wish in WISHES.items():
        if error["type"].startswith(kind):
            return wish
    return error["msg"].removeprefix("Input should be ")


MISSING = "missing"
WISHES = {
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
