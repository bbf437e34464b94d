"""One operation of the contract in -> the Method that calls it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import api_names, docstrings, ir, naming, pagination
from specloop.codegen.auth import alternatives, undeclared
from specloop.codegen.build_context import Reading
from specloop.codegen.request_bodies import body, is_whole
from specloop.codegen.responses import Answers, answers
from specloop.openapi.json_pointer import JsonObject, Resolved
from specloop.openapi.operations import Operation, content_of, parameter_schema
from specloop.openapi.servers import operation_base_url


def method(reading: Reading, key: str, resource: str, name: PythonIdentifier) -> ir.Method:
    """Decide everything about a method."""
    source = reading.digest.operations[key]
    reading.problems.extend(undeclared(reading.contract, source))
    found = answers(reading, source)
    spoken_for = [*api_names.ARGUMENT_NAMES, *_hidden_types(found)]
    arguments = tuple(_arguments(reading, source, spoken_for))
    sent, not_sent = body(reading, source, [*spoken_for, *(argument.name for argument in arguments)])
    notes = [
        *docstrings.other_bodies(not_sent),
        *docstrings.other_answers(found.others),
        *_told(reading, source),
        *docstrings.other_server(operation_base_url(reading.document, source.pointer)),
    ]
    return ir.Method(
        name=name,
        constant=naming.unique_identifier(name.upper(), ()),
        label=f"{resource}.{name}",
        operation_id=api_names.operation_id(source, key),
        http_method=source.method.upper(),
        path=source.path,
        doc=docstrings.operation(source.node, notes),
        arguments=arguments,
        body=sent,
        responses=found.success,
        returns=found.returns,
        returned=found.returned,
        raised=found.raised,
        named=found.named,
        pagination=_pagination(reading, source, found),
        security=alternatives(reading.document, source.node),
        deprecated=bool(source.node.get("deprecated")),
    )


def _pagination(reading: Reading, source: Operation, found: Answers) -> ir.Pagination | None:
    def member_type(type_: ir.Type, pointer: Iterable[str]) -> ir.Type | None:
        """Follow member names from a class; None where there is no such member."""
        for wire in pointer:
            arms = [each for each in type_.arms or (type_,) if each.classes]
            class_ = reading.parsed.models.get(arms[0].annotation.as_unembedded_code()) if len(arms) == 1 else None
            every = reading.members(class_) if class_ else []
            found = next((each for each in every if each.wire == wire), None)
            if found is None:
                return None
            type_ = reading.types.of(found.prop)
        return type_

    return pagination.read(reading.contract, source, found.page, member_type, reading.problems)


def _told(reading: Reading, source: Operation) -> Iterator[str]:
    """Say what the types of a request body and of responses cannot."""
    for holder in (*([source.body] if source.body else []), *source.responses.values()):
        for media_type, media in content_of(reading.document, holder).items():
            for text in reading.told((*media.pointer, "schema")):
                yield f"{media_type}: {text}"


def _hidden_types(found: Answers) -> list[str]:
    """Name the arguments that would hide, inside the method, the type of what it returns."""
    return [word for word in TYPE_WORDS if re.search(rf"\b{word}\b", found.returns.qualified.as_unembedded_code())]


TYPE_WORDS = ("bool", "builtins", "bytes", "date", "datetime", "float", "int", "models", "str")


def _arguments(reading: Reading, source: Operation, spoken_for: list[str]) -> Iterator[ir.Argument]:
    whole = [api_names.WHOLE] if is_whole(reading, source) else []
    for each, name in api_names.arguments(source, [*spoken_for, *whole]):
        node, location = each.node, each.node["in"]
        place = parameter_schema(reading.document, each)
        yield ir.Argument(
            name=name,
            wire=node["name"],
            type=reading.types.given(reading.place(place.pointer)),
            required=bool(node.get("required")) or location == "path",
            doc=docstrings.beside(docstrings.parameter(reading.document, each), reading.told(place.pointer)),
            location=location,
            example=docstrings.example(reading.document, place.node, node),
            options=tuple(_sending(reading.document, each)),
        )


def _sending(document: JsonObject, parameter: Resolved) -> Iterator[tuple[PythonIdentifier, object]]:
    """Give how a parameter is sent, as far as it differs from the usual way."""
    node = parameter.node
    if "schema" not in node:
        for media_type in content_of(document, parameter):
            yield naming.identifier("content_type"), media_type
            return
    usual = "form" if node["in"] in {"query", "cookie"} else "simple"
    style = node.get("style", usual)
    if style != usual:
        yield naming.identifier("style"), style
    if "explode" in node and node["explode"] != (style == "form"):
        yield naming.identifier("explode"), node["explode"]
    if node.get("allowReserved"):
        yield naming.identifier("allow_reserved"), True
