"""Contract -> nothing, or an InputError that tells all that is wrong with it, each thing with its place.

The rules, one function each, look at the objects of a kind that a survey has found. What no rule explains, the
engine's own model of a document may still refuse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from specloop.errors import InputError, Problem, SourceLocation
from specloop.openapi.document import Document
from specloop.openapi.index import DocumentError, DocumentIndex, IndexedObject
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.object_types import HTTP_METHODS, JSON_TYPE_NAMES, KNOWN_FIELDS, PARAMETER_LOCATIONS
from specloop.openapi.validation.structure import refused
from specloop.openapi.validation.typos import meant
from specloop.text_format import closest, format_value, join_words, with_article

MEANT = {
    "str": "string",
    "text": "string",
    "int": "integer",
    "long": "integer",
    "float": "number",
    "double": "number",
    "bool": "boolean",
    "list": "array",
    "dict": "object",
    "map": "object",
    "none": "null",
}


def validate(contract: Document, *, slips: bool = False) -> None:
    """Raise InputError if there is anything wrong with the contract.

    Args:
        contract: What is checked.
        slips: Whether it is ours to mend: then keys that nobody knows are told, too.
    """
    findings = list(_not_openapi(contract.document))
    if not findings:
        survey = DocumentIndex(contract)
        rules = (*RULES, keys_are_no_slips) if slips else RULES
        findings = [*survey.findings, *(finding for rule in rules for finding in rule(survey))]
        findings += refused(survey, {finding.pointer for finding in findings})
    if findings or contract.faults:
        problems = (Problem(_place(contract, pointer), message) for pointer, message in findings)
        raise InputError([*contract.faults, *problems])


def _place(contract: Document, pointer: JsonPointer) -> SourceLocation:
    """Point at the word that is wrong, or else at the key of the map or list that is."""
    try:
        value = contract.value(pointer)
    except LookupError:
        return contract.place(pointer)
    return contract.place(pointer, key=value is None or isinstance(value, dict | list))


def _not_openapi(document: dict[str, Any]) -> Iterator[DocumentError]:
    """Nothing else can be said of a document that is not OpenAPI, or of a version that is not known."""
    version = document.get("openapi")
    if "swagger" in document:
        cure = "convert it to OpenAPI 3, as https://converter.swagger.io does"
        yield DocumentError(("swagger",), f"this is Swagger {format_value(document['swagger'])}; {cure}")
    elif "openapi" not in document:
        looks = next((name for key, name in OTHERS.items() if key in document), "")
        keys = ", ".join(format_value(key) for key in list(document)[:5])
        what = f"this looks like {looks}" if looks else f"no `openapi` among the keys {keys}".rstrip()
        yield DocumentError((), f"{what}; expected an OpenAPI document, which begins with `openapi: 3.1.0`")
    elif not isinstance(version, str):
        cure = f"write {version}.0" if isinstance(version, float) and version in {3.0, 3.1, 3.2} else "write 3.1.0"
        yield DocumentError(("openapi",), f"the version is {format_value(version)}, which is not text; {cure}")
    elif not re.fullmatch(r"3\.[012]\.[0-9]+(-.+)?", version):
        cure = f"write {version}.0" if version in {"3.0", "3.1", "3.2"} else "expected 3.0.x, 3.1.x or 3.2.x"
        yield DocumentError(("openapi",), f"OpenAPI {format_value(version)} is not supported; {cure}")


OTHERS = {
    "asyncapi": "AsyncAPI",
    "arazzo": "an Arazzo description",
    "overlay": "an OpenAPI overlay",
    "$schema": "a JSON Schema",
    "definitions": "a JSON Schema",
    "item": "a Postman collection",
    "apiVersion": "a Kubernetes resource",
}


def has_information(survey: DocumentIndex) -> Iterator[DocumentError]:
    """The title names the client, the version is the one it is published under."""
    document = survey.contract.document
    if document.get("info") is None:
        yield DocumentError(("info",), "`info` is missing; add it, with a `title` and a `version`")
        return
    for node in survey.of("info"):
        for member, example in {"title": "My API", "version": "1.0.0"}.items():
            value = node.value.get(member)
            if value is None:
                message = f"`{member}` is missing from `info`; write, for example, `{member}: {example}`"
                yield DocumentError(("info", member), message)
            elif not isinstance(value, str):
                message = f"the {member} is {format_value(value)}, which is not text; put it in quotes"
                yield DocumentError(("info", member), message)


def describes_something(survey: DocumentIndex) -> Iterator[DocumentError]:
    """Without paths, webhooks and components there is nothing to generate from."""
    if not survey.contract.document.keys() & {"paths", "webhooks", "components"}:
        yield DocumentError((), "there are no `paths`; expected `paths`, `webhooks` or `components`")


def paths_begin_with_a_slash(survey: DocumentIndex) -> Iterator[DocumentError]:
    """A path is put behind the URL of a server."""
    for path, node in _paths(survey):
        if not path.startswith("/"):
            cure = f"write {format_value('/' + path)}"
            yield DocumentError(node.pointer, f"the path {format_value(path)} does not begin with '/'; {cure}")


def operation_ids_are_unique(survey: DocumentIndex) -> Iterator[DocumentError]:
    """It becomes the name of a function."""
    first: dict[str, JsonPointer] = {}
    for node in survey.of("operation"):
        where, name = (*node.pointer, "operationId"), node.value.get("operationId")
        if isinstance(name, str):
            if (other := first.setdefault(name, where)) != where:
                place = survey.contract.place(other, key=False)
                what = f"the operationId {format_value(name)} is taken, at {place}"
                yield DocumentError(where, f"{what}; give each operation its own")
        elif name is not None:
            yield DocumentError(where, f"the operationId is {format_value(name)}; expected text")


def parameters_are_identified(survey: DocumentIndex) -> Iterator[DocumentError]:
    """A parameter is known by its name and by where it goes."""
    for node in survey.of("parameter"):
        name, location = node.value.get("name"), node.value.get("in")
        if name is None:
            yield DocumentError((*node.pointer, "name"), "this parameter has no `name`; add it")
        if location is None:
            yield DocumentError((*node.pointer, "in"), "this parameter has no `in`; add `in: query`, for example")
        elif location not in PARAMETER_LOCATIONS:
            cure = f"expected {join_words(PARAMETER_LOCATIONS[:4], 'or')}"
            if isinstance(location, str) and location in {"body", "formData"}:
                cure = "move it to the `requestBody` of the operation"
            yield DocumentError((*node.pointer, "in"), f"a parameter cannot be in {format_value(location)}; {cure}")


def parameters_are_unique(survey: DocumentIndex) -> Iterator[DocumentError]:
    """Of two parameters with one name in one place, a caller could give only one."""
    for node in survey.of("operation", "path item"):
        first: dict[tuple[str, str], JsonPointer] = {}
        for pointer, location, name in _parameters(survey, node):
            other = first.setdefault((location, name), pointer)
            if other != pointer and location != UNKNOWN:
                what = f"a second {location} parameter {format_value(name)}, after {survey.contract.place(other)}"
                yield DocumentError(pointer, f"{what}; remove or rename one of them")


def path_parameters_match_the_path(survey: DocumentIndex) -> Iterator[DocumentError]:
    """What stands in braces must be given by the caller, and what the caller gives must go somewhere."""
    for path, item in _paths(survey):
        wanted = set(re.findall(r"\{([^{}]*)\}", path))
        shared = _parameters(survey, item)
        own = {
            (*item.pointer, method): _parameters(survey, IndexedObject("operation", (*item.pointer, method), operation))
            for method in HTTP_METHODS
            if isinstance(operation := item.value.get(method), dict)
        }
        for pointer, location, name in [*shared, *(each for listed in own.values() for each in listed)]:
            if location == "path" and name not in wanted:
                known = " or ".join(format_value(each) for each in sorted(wanted)[:5])
                cure = f"expected {known}" if known else "remove the parameter, or mend the path"
                yield DocumentError(
                    pointer, f"the path {format_value(path)} has no parameter {format_value(name)}; {cure}"
                )
        for pointer, listed in own.items():
            given = {name for _, location, name in [*shared, *listed] if location in {"path", UNKNOWN}}
            for name in sorted(wanted - given) if UNKNOWN not in given else ():
                what = f"nothing declares {format_value(name)} of the path {format_value(path)}"
                yield DocumentError(pointer, f"{what}; add a parameter with that `name` and `in: path`")


def keys_are_no_slips(survey: DocumentIndex) -> Iterator[DocumentError]:
    """A key with a slip in it would go unseen, and with it all that it says: operations, members, credentials."""
    for node in survey.of(*KNOWN_FIELDS):
        for key in node.value:
            if (word := meant(node.kind, key)) and word not in node.value:
                what = f"{with_article(node.kind)} has no {format_value(key)}"
                yield DocumentError(
                    (*node.pointer, key), f"{what}; did you mean {format_value(word)}, or {format_value(f'x-{key}')}?"
                )


def headers_can_be_sent(survey: DocumentIndex) -> Iterator[DocumentError]:
    """The name of a header is a token, of RFC 9110, and no header holds the end of a line."""
    for node in survey.of("parameter", "security scheme"):
        match node.value:
            case {"in": "header" | "cookie" as where, "name": str(name)} if not TOKEN.fullmatch(name):
                what = f"a {where} cannot be called {format_value(name)}"
                cure = "expected letters, digits and signs such as '-', no spaces"
                yield DocumentError((*node.pointer, "name"), f"{what}; {cure}")
    for node in survey.of("media type"):
        media_type = node.pointer[-1]
        if isinstance(media_type, str) and not media_type.isprintable():
            yield DocumentError(
                node.pointer, f"{format_value(media_type)} is no media type; expected one like application/json"
            )


TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


UNKNOWN = ""
"""Location and name of a parameter that lacks one of them, or of a reference that leads nowhere."""


def _paths(survey: DocumentIndex) -> Iterator[tuple[str, IndexedObject]]:
    """Go through the paths proper: webhooks and callbacks are path items as well."""
    for node in survey.of("path item"):
        match node.pointer:
            case ("paths", str(path)):
                yield path, node


def _parameters(survey: DocumentIndex, node: IndexedObject) -> list[tuple[JsonPointer, str, str]]:
    """List an object's parameters with location and name, references followed."""
    listed = node.value.get("parameters")
    found: list[tuple[JsonPointer, str, str]] = []
    for index in range(len(listed) if isinstance(listed, list) else 0):
        pointer = (*node.pointer, "parameters", index)
        match survey.followed(pointer):
            case {"in": str(location), "name": str(name)}:
                found.append((pointer, location, name))
            case _:
                found.append((pointer, UNKNOWN, UNKNOWN))
    return found


def responses_have_a_status(survey: DocumentIndex) -> Iterator[DocumentError]:
    """A response is chosen by its status code."""
    for node in survey.of("operation"):
        responses = node.value.get("responses")
        for status in responses if isinstance(responses, dict) else ():
            if not STATUS.fullmatch(status):
                near = next((near for near in (status.upper(), status.lower()) if STATUS.fullmatch(near)), "")
                cure = f"did you mean '{near}'?" if near else "expected a code like 200, a range like 4XX, or default"
                yield DocumentError(
                    (*node.pointer, "responses", status), f"{format_value(status)} is no status; {cure}"
                )


STATUS = re.compile(r"[0-9]{3}|[1-5]XX|default|x-.*", re.DOTALL)


def types_are_known(survey: DocumentIndex) -> Iterator[DocumentError]:
    """There are seven types; all else is a format."""
    expected = f"expected {join_words(JSON_TYPE_NAMES, 'or')}"
    for node in survey.of("schema"):
        given, where = node.value.get("type", "null"), (*node.pointer, "type")
        if given == []:
            yield DocumentError(where, "`type` is an empty list; name a type, or leave `type` out")
        for index, word in enumerate(given) if isinstance(given, list) else [(-1, given)]:
            pointer = where if index < 0 else (*where, index)
            if word is None:
                yield DocumentError(pointer, '`type` is null; put the word in quotes: "null"')
            elif not isinstance(word, str):
                yield DocumentError(pointer, f"`type` is {format_value(word)}; {expected}")
            elif word not in JSON_TYPE_NAMES:
                meant = MEANT.get(word.lower()) or closest(word.lower(), JSON_TYPE_NAMES)
                cure = f"did you mean '{meant}'?" if meant else expected
                yield DocumentError(pointer, f"unknown type {format_value(word)}; {cure}")


def required_is_a_list_of_names(survey: DocumentIndex) -> Iterator[DocumentError]:
    """It stands beside `properties`, and not in one of them."""
    for node in survey.of("schema"):
        required = node.value.get("required")
        where = (*node.pointer, "required")
        if isinstance(required, list):
            for index, name in enumerate(required):
                if not isinstance(name, str):
                    yield DocumentError(
                        (*where, index), f"{format_value(name)} is not the name of a property; expected text"
                    )
        elif isinstance(required, bool):
            cure = "list the property's name in the `required` of the schema that holds it"
            yield DocumentError(where, f"`required` is {format_value(required)}; {cure}")
        elif required is not None:
            yield DocumentError(where, f"`required` is {format_value(required)}; expected a list of names")


def enum_is_a_list(survey: DocumentIndex) -> Iterator[DocumentError]:
    """A single value is a `const`."""
    for node in survey.of("schema"):
        enum = node.value.get("enum")
        if enum is not None and not isinstance(enum, list):
            yield DocumentError((*node.pointer, "enum"), f"`enum` is {format_value(enum)}; expected a list of values")


def references_end(survey: DocumentIndex) -> Iterator[DocumentError]:
    """A reference to a reference is fine, but not for ever: neither in a circle nor hundreds of them in a row."""

    def onward(pointer: JsonPointer) -> Iterator[JsonPointer]:
        if pointer in survey.refs:
            yield survey.refs[pointer]
        if pointer in parts:
            yield from ((*pointer, "allOf", index) for index in range(parts[pointer]))

    listed = ((node.pointer, node.value.get("allOf")) for node in survey.of("schema"))
    parts = {pointer: len(schemas) for pointer, schemas in listed if isinstance(schemas, list)}
    heights: dict[JsonPointer, int] = {}
    for start in [*parts, *survey.refs]:
        trail = [] if start in heights else [(start, onward(start))]
        while trail:
            pointer, targets = trail[-1]
            heights.setdefault(pointer, OPEN)
            for target in targets:
                if target not in heights:
                    trail.append((target, onward(target)))
                    break
                if heights[target] == OPEN:
                    begin = survey.contract.place(target)
                    where = (*pointer, "$ref") if pointer in survey.refs else pointer
                    yield DocumentError(where, f"this leads back to {begin}, and so on for ever; expected an end")
            else:
                heights[pointer] = 1 + max((heights[target] for target in onward(pointer)), default=0)
                if heights[pointer] == LONGEST:
                    what = f"references and `allOf` go on for {LONGEST} steps from here"
                    yield DocumentError(pointer, f"{what}; lead them to the end directly")
                trail.pop()


OPEN = 0
"""The height of what is still being followed."""

LONGEST = 200
"""How many steps a chain may have; those who follow it do so in nested calls."""


RULES: tuple[Callable[[DocumentIndex], Iterator[DocumentError]], ...] = (
    has_information,
    describes_something,
    paths_begin_with_a_slash,
    operation_ids_are_unique,
    parameters_are_identified,
    parameters_are_unique,
    path_parameters_match_the_path,
    headers_can_be_sent,
    responses_have_a_status,
    types_are_known,
    required_is_a_list_of_names,
    enum_is_a_list,
    references_end,
)
