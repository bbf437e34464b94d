"""Calls of all operations of a generated package, with arguments that the document allows.

The module finds the parameter of each argument with a fake client: it calls the method with a unique text for each
argument, and searches these texts in the values that the method passes to the client.
"""

from __future__ import annotations

import ast
import collections.abc
import datetime as dt
import importlib
import inspect
import json
import pkgutil
import re
import types
import typing
import uuid
from collections.abc import Iterator, Mapping
from enum import Enum
from types import ModuleType
from typing import Any, NamedTuple, Union

from vendors.reading import Document, Operation, is_json
from vendors.samples import Counting, Samples

# The arguments that all methods have
EVERYWHERE = {"timeout", "deadline", "extra_headers", "extra_query", "extra_body", "prefetch"}


class Place(NamedTuple):
    """The target of an argument: a parameter, a property of the body, the whole body, or the body's media type."""

    kind: str  # "path", "query", "header", "cookie", "member", "body", "content_type"
    name: str


class Method(NamedTuple):
    """A method of the generated package, and the operation of the document that the method calls."""

    attribute: tuple[str, str]  # names of the resource and of the method
    operation: Operation
    media_types: tuple[str, ...]  # of the request body
    places: dict[str, Place]  # the target of each argument, by argument name
    hints: dict[str, Any]
    pages: bool
    deprecated: bool

    def of(self, client: Any) -> Any:
        """Return the bound method of a client."""
        return getattr(getattr(client, self.attribute[0]), self.attribute[1])


class Call(NamedTuple):
    """The arguments of one call, and the parameter values and body that the server must receive."""

    arguments: dict[str, Any]
    values: dict[tuple[str, str], Any]  # by location and name of the parameter
    media_type: str | None
    body: Any


class _Spy:
    """A fake client that records the values that a method passes to the client."""

    def __init__(self) -> None:
        self.seen: tuple[Any, tuple[Any, ...], dict[str, Any]] | None = None

    def _call(self, operation: Any, values: tuple[Any, ...], **options: Any) -> None:
        self.seen = operation, values, options

    _page = _stream = _call

    def _call_or_stream(self, operation: Any, values: tuple[Any, ...], *, stream: Any, **options: Any) -> None:
        self._call(operation, values, **options)


def methods(package: ModuleType, document: Document) -> list[Method]:
    """Return the methods of a package, and check that each operation of the document has exactly one method."""
    found = list(_methods(package, document))
    called = [method.operation.key for method in found]
    assert sorted(document.operations) == sorted(called), "an operation is missing, or there twice"
    return found


def _methods(package: ModuleType, document: Document) -> Iterator[Method]:
    resources = importlib.import_module(f"{package.__name__}.resources")
    for each in pkgutil.iter_modules(resources.__path__):
        module = importlib.import_module(f"{resources.__name__}.{each.name}")
        space = _space(module)
        operations = {id(value): value for value in vars(module).values() if type(value).__name__ == "Operation"}
        named = {operation.name: operation for operation in operations.values()}
        assert len(named) == len(operations), f"two methods of {each.name} have one name"
        other_class = re.compile(r"^Async|With(Raw|Streaming)Response$")
        (class_,) = (getattr(module, name) for name in module.__all__ if not other_class.search(name))
        for name, operation in named.items():
            yield _method(class_, tuple(name.split(".")), operation, document, space)


def _method(
    class_: Any, attribute: tuple[str, ...], generated: Any, document: Document, space: dict[str, Any]
) -> Method:
    operation = document.operations[generated.method, generated.path]
    resource, name = attribute
    spy = _Spy()
    bound = getattr(class_(spy), name)
    # The token of each argument is the argument's name, so that the tokens differ.
    tokens = {each: each for each in inspect.signature(bound).parameters if each not in EVERYWHERE}
    by_name = inspect.signature(bound).bind(**tokens)
    bound(*by_name.args, **by_name.kwargs)
    assert spy.seen is not None
    called, values, options = spy.seen
    for option in ("limit", "resume", "progress"):  # options of the client, which may have other argument names
        tokens.pop(str(options.get(option)), None)
    assert called is generated, f"{name} calls {called.id}"
    places: dict[str, Place] = {}
    for parameter, value in zip(generated.parameters, values, strict=True):
        places[str(value)] = Place(parameter.location, parameter.name)
    body = options.get("body")
    if isinstance(body, dict):
        places |= {str(value): Place("member", member) for member, value in body.items()}
    elif body is not None:
        places[str(body)] = Place("body", "body")
    if "content_type" in options:
        places[str(options["content_type"])] = Place("content_type", "content_type")
    assert tokens.keys() == places.keys(), f"{generated.id}: {tokens.keys() ^ places.keys()} go nowhere"
    documented = {(each["in"], each["name"]) for each in operation.parameters}
    given = {place for place in places.values() if place.kind in {"path", "query", "header", "cookie"}}
    assert documented == given, f"{generated.id}: {documented ^ given}"
    for argument, place in places.items():
        # An argument may end with a number, which distinguishes arguments with equal names.
        spoken = re.sub(r"\d+$", "", _letters(place.name))
        assert _letters(argument).startswith(spoken) or spoken in _letters(argument), (argument, place)
    hints = {each: parameter.annotation for each, parameter in inspect.signature(bound).parameters.items()}
    return Method(
        attribute=(resource, name),
        operation=operation,
        media_types=tuple(media.content_type for media in generated.bodies),
        places=places,
        hints={each: eval(hints[each], space) for each in places},
        pages=generated.pagination is not None,
        deprecated=generated.deprecated,
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _space(module: ModuleType) -> dict[str, Any]:
    """Return the names that the annotations of a resource use, including the imports under TYPE_CHECKING."""
    space = dict(vars(module))
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            exec("\n".join(map(ast.unparse, node.body)), space)
    return space


# Arguments of calls


def calls(document: Document, method: Method, number: int) -> Iterator[Call]:
    """Yield calls of a method: a call with all arguments for each media type, then a call with required arguments."""
    for media_type in method.media_types or (None,):
        yield _call(document, method, media_type, number, full=True)
    yield _call(document, method, next(iter(method.media_types), None), number + 1, full=False)


def _call(document: Document, method: Method, media_type: str | None, number: int, *, full: bool) -> Call:
    samples = Samples(document, "request", Counting(number), full=full)
    arguments: dict[str, Any] = {}
    values = _values(method.operation, samples, full=full)
    for argument, place in method.places.items():
        if (place.kind, place.name) in values:
            arguments[argument] = rich(values[place.kind, place.name], method.hints[argument])
    if media_type is None or not (full or method.operation.body_required):
        return Call(arguments, values, None, None)
    media = method.operation.content.get(media_type, {})
    body = _content(media_type, media, samples, number)
    given = _body(method, media_type, body, full=full)
    if any(place.kind == "member" for place in method.places.values()):
        left = body.keys() - {place.name for place in method.places.values()}
        unsaid = left & samples.members(media.get("schema", {})).keys()
        assert not unsaid, f"{method.operation.key}: no argument stands for {unsaid}"
        given |= {"extra_body": {name: body[name] for name in left}} if left else {}
    if not method.operation.body_required and (body is None or not given.keys() - {"content_type"}):
        return Call(arguments, values, None, None)  # The call omits the body.
    return Call({**arguments, **given}, values, media_type, body)


def _body(method: Method, media_type: str, body: Any, *, full: bool) -> dict[str, Any]:
    """Return the arguments for a body: its properties or the whole body, and the media type."""
    given: dict[str, Any] = {}
    for argument, place in method.places.items():
        hint = method.hints[argument]
        if place.kind == "member" and place.name in body:
            given[argument] = _given(body[place.name], hint)
        elif place.kind == "body":
            given[argument] = _given(body, hint)
        elif place.kind == "content_type" and (full or "*" in media_type):
            given[argument] = media_type.replace("*", "octet-stream")
    return given


def _values(operation: Operation, samples: Samples, *, full: bool) -> dict[tuple[str, str], Any]:
    paging = operation.paging or {}
    moving = {paging.get("parameter"), paging.get("size-parameter")}
    found = {}
    for each in operation.parameters:
        if not (full or each.get("required")) or (each["in"] == "query" and each["name"] in moving):
            continue
        value = samples.of(each.get("schema") or next(iter(each.get("content", {}).values()))["schema"])
        if value is None or value in ([], {}):  # Such a parameter is not sent.
            continue
        if each["in"] == "header" and isinstance(value, str):
            value = value.encode("ascii", "replace").decode()
        found[each["in"], each["name"]] = value
    return found


def _content(media_type: str, media: Any, samples: Samples, number: int) -> Any:
    base = media_type.partition(";")[0]
    if is_json(base) or base in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        body = samples.of(media.get("schema", {}))
        # A form cannot represent null, an empty list or an empty object.
        return _without_nothing(body) if not is_json(base) else body
    if base.startswith("text/"):
        return f"some text,\nno. {number}: ñ"
    return f'{{"line": {number}}}\n'.encode() if "json" in base else bytes(range(256))


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {key: _without_nothing(each) for key, each in value.items()}
        return {key: each for key, each in inner.items() if each is not None and each not in ([], {})}
    return [_without_nothing(each) for each in value if each is not None] if isinstance(value, list) else value


def _given(value: Any, hint: Any) -> Any:
    """Convert a property of a body to the type of its argument: a file for a binary string, otherwise as in `rich`."""
    spoken = repr(hint)
    if isinstance(value, str) and "IO[bytes]" in spoken:
        content = value.encode("latin-1")
        return ("file", content) if len(value) % 2 else content
    if isinstance(value, list) and "IO[bytes]" in spoken:
        return [each.encode("latin-1") if isinstance(each, str) else each for each in value]
    return rich(value, hint)


def rich(value: Any, hint: Any) -> Any:
    """Convert JSON data to models, enums and dates where the annotation allows these types."""
    for arm in _arms(hint):
        origin, arguments = typing.get_origin(arm), typing.get_args(arm)
        if isinstance(value, dict):
            if isinstance(arm, type) and hasattr(arm, "from_dict") and (built := _built(arm, value)) is not None:
                return built
            if origin in {collections.abc.Mapping, dict}:
                return {key: rich(each, arguments[1]) for key, each in value.items()}
        if isinstance(value, list) and origin in {collections.abc.Sequence, list}:
            return [rich(each, arguments[0]) for each in value]
        if isinstance(value, str) and (read := _read(arm, value)) is not None:
            return read
        if type(value) is int and _is_enum(arm, int):
            return arm(value)
    return value


def _arms(hint: Any) -> list[Any]:
    if typing.get_origin(hint) in {Union, types.UnionType}:
        return [each for arm in typing.get_args(hint) for each in _arms(arm)]
    return [hint]


def _built(arm: Any, value: Mapping[str, Any]) -> Any:
    """Build a model of the class `arm` from a value; return None if the value has mismatches with the class."""
    faults: list[Any] = []
    built = arm.from_dict(value, on_mismatch=faults.append)
    return built if not faults else None


def _is_enum(arm: Any, kind: type) -> bool:
    return isinstance(arm, type) and issubclass(arm, Enum) and issubclass(arm, kind)


def _read(arm: Any, value: str) -> Any:
    if _is_enum(arm, str):
        word: Any = arm(value)
        return word if word.is_known else None
    try:
        if arm in {dt.datetime, dt.date}:
            return arm.fromisoformat(value)
        return arm(value) if arm is uuid.UUID else None
    except ValueError:
        return None


def spelled(data: Any) -> str:
    """Return JSON text that is equal only for equal data; 1 and 1.0 differ."""
    return json.dumps(data, sort_keys=True)
