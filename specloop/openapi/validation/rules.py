"""Validation rules, such as that each `type` is known. Each rule is a function in the list RULES.

A rule yields a DocumentError for each error or warning. If it is certain what the document means, a warning has a
`repair`: a function that corrects the loaded document.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY, Document
from specloop.openapi.index import DocumentError, DocumentIndex, IndexedObject
from specloop.openapi.json_pointer import MAX_REF_CHAIN, JsonObject, JsonPointer, get_at, parse_local_ref
from specloop.openapi.media_types import ANY_MEDIA_TYPE, BodyKind, body_kind
from specloop.openapi.normalize import (
    EXCLUSIVE_BOUNDS,
    NULLABLE,
    has_fields_of_3_2,
    is_openapi_3_0,
    requires_response_description,
)
from specloop.openapi.object_types import (
    BOOLEAN_FIELDS,
    HTTP_METHODS,
    JSON_TYPE_NAMES,
    KNOWN_FIELDS,
    PARAMETER_LOCATIONS,
    PARAMETER_STYLES,
    TEXT_FIELDS,
)
from specloop.openapi.operations import methods_of, path_template
from specloop.openapi.schema import MAP_KEYWORDS
from specloop.openapi.schema_facts import stated_types, stated_values
from specloop.openapi.schema_keywords import COMBINING_KEYWORDS, KEYWORDS, LOWER_BOUND, MULTIPLE_OF, UPPER_BOUND
from specloop.openapi.validation.typos import suggest_key
from specloop.text_format import closest, format_value, join_words, with_article

TYPES_OF_OTHER_LANGUAGES = {
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


DocumentRule = Callable[[DocumentIndex], Iterator[DocumentError]]

RULES: list[DocumentRule] = []
"""The rules, in the order in which they are applied."""


def rule(check: DocumentRule) -> DocumentRule:
    """Register a rule, which is a function that yields the errors in a document."""
    RULES.append(check)
    return check


def version_errors(document: dict[str, Any]) -> Iterator[DocumentError]:
    """Report a document that is not OpenAPI or has an unknown version. Such a document is not validated further."""
    version = document.get("openapi")
    if "swagger" in document:
        fix = "convert it to OpenAPI 3, as https://converter.swagger.io does"
        yield DocumentError(("swagger",), f"this is Swagger {format_value(document['swagger'])}; {fix}")
    elif "openapi" not in document:
        looks = next((name for key, name in OTHER_FORMATS.items() if key in document), "")
        keys = ", ".join(format_value(key) for key in list(document)[:5])
        what = f"this looks like {looks}" if looks else f"no `openapi` among the keys {keys}".rstrip()
        yield DocumentError((), f"{what}; expected an OpenAPI document, which begins with `openapi: 3.1.0`")
    elif not isinstance(version, str):
        fix = f"write {version}.0" if isinstance(version, float) and version in {3.0, 3.1, 3.2} else "write 3.1.0"
        yield DocumentError(("openapi",), f"the version is {format_value(version)}, which is not text; {fix}")
    elif not re.fullmatch(r"3\.[012]\.[0-9]+(-.+)?", version):
        fix = f"write {version}.0" if version in {"3.0", "3.1", "3.2"} else "expected 3.0.x, 3.1.x or 3.2.x"
        yield DocumentError(("openapi",), f"OpenAPI {format_value(version)} is not supported; {fix}")


OTHER_FORMATS = {
    "asyncapi": "AsyncAPI",
    "arazzo": "an Arazzo description",
    "overlay": "an OpenAPI overlay",
    "$schema": "a JSON Schema",
    "definitions": "a JSON Schema",
    "item": "a Postman collection",
    "apiVersion": "a Kubernetes resource",
}


PARTIAL_INFO = {"title": "API", "version": "0.0.0"}
"""Title and version of a client whose document has none, with `--allow-partial`."""


@rule
def info_is_complete(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a missing or invalid `info`, `title` or `version`, from which the client gets its name and version.

    With `--allow-partial`, "API" and "0.0.0" replace a missing title and version.
    """
    document = index.contract.data
    if document.get("info") is None:
        message = "`info` is missing; add it, with a `title` and a `version`"
        yield DocumentError(("info",), message, omission=partial(document.__setitem__, "info", {**PARTIAL_INFO}))
        return
    for node in index.of("info"):
        for member, example in (("title", "My API"), ("version", "1.0.0")):
            value = node.value.get(member)
            if value is None:
                message = f"`{member}` is missing from `info`; write, for example, `{member}: {example}`"
            elif not isinstance(value, str):
                message = f"the {member} is {format_value(value)}, which is not text; put it in quotes"
            else:
                continue
            # Not a repair: the package's name or version would be a guess, which only `--allow-partial` permits.
            text = str(value) if isinstance(value, int | float) else PARTIAL_INFO[member]
            yield DocumentError(("info", member), message, omission=partial(node.value.__setitem__, member, text))


@rule
def document_has_content(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a document with none of `paths`, `webhooks` and `components`."""
    if not index.contract.data.keys() & {"paths", "webhooks", "components"}:
        yield DocumentError((), "there are no `paths`; expected `paths`, `webhooks` or `components`")


@rule
def paths_begin_with_slash(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a path that does not begin with a slash. Paths are appended to the URL of a server."""
    for path, node in _paths(index):
        if not path.startswith("/"):
            fix = f"write {format_value('/' + path)}"
            yield DocumentError(node.pointer, f"the path {format_value(path)} does not begin with '/'; {fix}")


@rule
def path_braces_are_pairs(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a single brace in a path. It would be sent as a character of the path."""
    for path, node in _paths(index):
        if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", path)):
            fix = "write each parameter as {name}"
            yield DocumentError(node.pointer, f"the path {format_value(path)} has a brace without its pair; {fix}")


@rule
def paths_are_distinct(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about two operations with the same method whose paths differ only in the names of parameters.

    Both match the same URLs.
    """
    first: dict[tuple[str, str], JsonPointer] = {}
    for path, node in _paths(index):
        for method in [key for key in node.value if key in HTTP_METHODS]:
            other = first.setdefault((path_template(path), method), node.pointer)
            if other != node.pointer:
                place = index.contract.place(other, key=True)
                what = f"{method.upper()} {format_value(path)} has the same URLs as the path at {place}"
                yield DocumentError((*node.pointer, method), what, is_note=True)


@rule
def operation_ids_are_unique(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about an `operationId` that an earlier operation also has. The later one is ignored.

    Client methods are named after operationIds, or else after method and path. So operations of the API come before
    those of webhooks and callbacks.
    """
    first: dict[str, JsonPointer] = {}
    for node in sorted(index.of("operation"), key=_is_received):
        where, name = (*node.pointer, "operationId"), node.value.get("operationId")
        if isinstance(name, str):
            if (other := first.setdefault(name, where)) != where:
                place = index.contract.place(other, key=False)
                what = f"the operationId {format_value(name)} is defined twice, first at {place}"
                repair = partial(node.value.pop, "operationId", None)
                yield DocumentError(where, f"{what}; this operation is named by its method and path", repair)
        elif name is not None:
            yield DocumentError(where, f"the operationId is {format_value(name)}; expected text")


def _is_received(operation: IndexedObject) -> bool:
    """Return whether an operation is a request that the API sends: that of a webhook or a callback."""
    return operation.pointer[0] == "webhooks" or "callbacks" in operation.pointer


@rule
def methods_are_valid(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report invalid methods in `additionalOperations` (OpenAPI 3.2).

    Methods such as `get` are not allowed, because a path item has fields for them.
    """
    for node in index.of("path item"):
        more = node.value.get("additionalOperations")
        for method in more if isinstance(more, dict) else ():
            where = (*node.pointer, "additionalOperations", method)
            if method.lower() in HTTP_METHODS:
                yield DocumentError(
                    where,
                    f"{format_value(method)} does not belong in `additionalOperations`; "
                    f"move it to the field `{method.lower()}`",
                )
            elif not HTTP_TOKEN.fullmatch(method):
                yield DocumentError(where, f"{format_value(method)} is not a valid HTTP method; expected one like COPY")


@rule
def parameters_are_identified(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a parameter without a name or a valid location, which identify the parameter."""
    for node in index.of("parameter"):
        name, location = node.value.get("name"), node.value.get("in")
        if name is None:
            yield DocumentError((*node.pointer, "name"), "this parameter has no `name`; add it")
        if location is None:
            yield DocumentError((*node.pointer, "in"), "this parameter has no `in`; add `in: query`, for example")
        elif location not in PARAMETER_LOCATIONS:
            fix = f"expected {join_words(PARAMETER_LOCATIONS[:4], 'or')}"
            if isinstance(location, str) and location in {"body", "formData"}:
                fix = "move it to the `requestBody` of the operation"
            yield DocumentError((*node.pointer, "in"), f"a parameter cannot be in {format_value(location)}; {fix}")


@rule
def parameters_are_unique(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a second parameter with the same name and location. A caller could pass only one of them."""
    for node in index.of("operation", "path item"):
        first: dict[tuple[str, str], JsonPointer] = {}
        headers: dict[str, JsonPointer] = {}
        for pointer, location, name in _parameters(index, node):
            other = first.setdefault((location, name), pointer)
            if location == "header" and (same := headers.setdefault(name.lower(), pointer)) != pointer == other:
                what = f"the header {format_value(name)} is the same as the header at {index.contract.place(same)}"
                yield DocumentError(pointer, f"{what}: header names are not case-sensitive", is_note=True)
            if other != pointer and location != UNKNOWN_PARAMETER:
                what = f"a second {location} parameter {format_value(name)}, after {index.contract.place(other)}"
                yield DocumentError(pointer, f"{what}; remove or rename one of them")


@rule
def path_parameters_match_the_path(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about differences between the `{name}`s of a path and the declared path parameters.

    A missing parameter is taken as a string, and a parameter that is not in the path is ignored.
    """
    for path, item in _paths(index):
        wanted = list(dict.fromkeys(re.findall(r"\{([^{}]*)\}", path)))
        shared = _parameters(index, item)
        own = {(*item.pointer, *steps): _parameters(index, node) for steps, node in _operations(item)}
        for pointer, location, name in [*shared, *(each for listed in own.values() for each in listed)]:
            if location == "path" and name not in wanted:
                what = f"the path {format_value(path)} has no parameter {format_value(name)}"
                similar = closest(name, wanted)
                hint = f": did you mean {format_value(similar)}?" if similar else ""
                repair = partial(_remove_item, index.contract, pointer[:-1], index.contract.value(pointer))
                yield DocumentError(pointer, f"{what}; it is ignored{hint}", repair)
        for pointer, listed in own.items():
            given = {name for _, location, name in [*shared, *listed] if location in {"path", UNKNOWN_PARAMETER}}
            for name in wanted if UNKNOWN_PARAMETER not in given else ():
                if name not in given:
                    what = f"the parameter {format_value(name)} of the path {format_value(path)} is not declared"
                    repair = partial(_declare_path_parameter, index.contract.value(pointer), name)
                    yield DocumentError(pointer, f"{what}; it is taken as a string", repair)


@rule
def referring_path_items_are_complete(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a path item whose `$ref` does not describe it completely. It is read as a copy of the target.

    It has further fields beside the `$ref`, or several paths share the target, and its own path has other parameters.
    """
    users = Counter(_path_item_pointers(index))
    for node in index.of("path item"):
        if "$ref" not in node.value or not isinstance(index.followed(node.pointer), dict):
            continue
        target = index.refs[node.pointer]
        if fields := _fields_beside_ref(node.value):
            listed = join_words([f"`{key}`" for key in fields])
            message = f"{listed} beside `$ref` and the fields of its target are used together"
        elif _is_path(node.pointer) and users[target] > 1 and _has_other_parameters(index, node, target):
            what = f"the path {format_value(node.pointer[-1])} has other parameters than the target of its `$ref`"
            message = f"{what}; it is read as a copy"
        else:
            continue
        yield DocumentError((*node.pointer, "$ref"), message, partial(_copy_target, index.contract, node.value, target))


def _fields_beside_ref(item: JsonObject) -> list[str]:
    """Return the fields of a path item beside its `$ref`, without texts and extensions; [] if it has no `$ref`."""
    ignored = {"$ref", *TEXT_FIELDS}
    return [key for key in item if key not in ignored and not key.startswith("x-")] if "$ref" in item else []


def _has_other_parameters(index: DocumentIndex, node: IndexedObject, target: JsonPointer) -> bool:
    """Return whether the `{name}`s of a path differ from the path parameters of an operation of the item at `target`.

    `node` is the path item with the `$ref`.
    """
    item = IndexedObject("path item", target, index.contract.value(target))
    wanted = set(re.findall(r"\{([^{}]*)\}", str(node.pointer[-1])))
    for _, operation in _operations(item):
        listed = [*_parameters(index, item), *_parameters(index, operation)]
        given = {name for _, location, name in listed if location in {"path", UNKNOWN_PARAMETER}}
        if given != wanted and UNKNOWN_PARAMETER not in given:
            return True
    return False


def _copy_target(document: Document, item: JsonObject, target: JsonPointer) -> None:
    """Replace the `$ref` of a path item by a copy of the fields of its target, except for fields that the item has."""
    origin = document.others.get(str(target[1]), document) if target[0] == BUNDLED_DOCUMENTS_KEY else document
    copied = document.copy_from(origin, document.value(target))
    del item["$ref"]
    for key, value in copied.items():
        place = document.origins.pop((id(copied), key), None)
        if key not in item:
            item[key] = value
            if place is not None:
                document.origins[id(item), key] = place


def _remove_item(document: Document, pointer: JsonPointer, item: Any) -> None:
    """Remove `item` itself, not an equal object, from the list at a JSON Pointer, if the list contains it."""
    # Earlier repairs may have changed the index of the item.
    number = next((number for number, each in enumerate(document.value(pointer)) if each is item), None)
    if number is not None:
        document.remove((*pointer, number))


def _declare_path_parameter(operation: dict[str, Any], name: str) -> None:
    parameter = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
    declared = operation.get("parameters")
    operation["parameters"] = [*(declared if isinstance(declared, list) else []), parameter]


@rule
def parameters_have_a_value(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a parameter with both or neither of `schema` and `content`, or with several media types in `content`."""
    for node in index.of("parameter"):
        schema, content = "schema" in node.value, node.value.get("content")
        if schema and content is not None:
            yield DocumentError(
                (*node.pointer, "content"), "`content` and `schema` are both present; remove one of them"
            )
        elif isinstance(content, dict) and len(content) != 1:
            what = f"`content` has {len(content)} media types; expected one"
            yield DocumentError(
                (*node.pointer, "content"),
                f"{what}, so only the first is used" if content else what,
                is_note=bool(content),
            )
        elif node.value.get("in") == "querystring" and (schema or content is None):
            message = "a querystring parameter needs `content`; write its schema below a media type"
            yield DocumentError((*node.pointer, "in"), message)
        elif not schema and content is None and not node.value.keys() & {"$ref", "type"}:
            message = "this parameter has neither `schema` nor `content`; any value is accepted"
            yield DocumentError(node.pointer, message, is_note=True)


@rule
def querystring_stands_alone(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report query parameters beside a `querystring` parameter, which holds the whole query (OpenAPI 3.2)."""
    for item in index.of("path item"):
        shared = _parameters(index, item)
        owns = (_parameters(index, node) for _, node in _operations(item))
        # A parameter of the operation replaces that of the path item with the same location and name.
        groups = [shared, *([*{each[1:]: each for each in [*shared, *own]}.values()] for own in owns)]
        reported: set[JsonPointer] = set()
        for listed in groups:
            whole = [pointer for pointer, location, _ in listed if location == "querystring"]
            parts = [pointer for pointer, location, _ in listed if location == "query"]
            for pointer in [*whole[1:], *(parts if whole else ())]:
                if pointer not in reported:
                    reported.add(pointer)
                    first = index.contract.place(whole[0])
                    what = f"the querystring parameter at {first} already describes the whole query string"
                    yield DocumentError(pointer, f"{what}; remove one of them")


@rule
def styles_are_known(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a `style` that OpenAPI does not define for the parameter's location, such as `form` for a header."""
    for node in index.of("parameter", "header", "encoding"):
        style = node.value.get("style")
        location = {"header": "header", "encoding": "query"}.get(node.kind, node.value.get("in"))
        known = PARAMETER_STYLES.get(location) if isinstance(location, str) else None
        if style is None or known is None or style in known or "content" in node.value:
            continue
        what = f"{format_value(style)} is not a style of {with_article(str(location))} parameter"
        yield DocumentError((*node.pointer, "style"), f"{what}; expected {join_words(known, 'or')}")


@rule
def serialization_has_an_effect(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about `style`, `explode` or `allowReserved` where it has no effect, such as beside `content`."""
    for node in index.of("parameter", "header"):
        location = "header" if node.kind == "header" else node.value.get("in")
        for name in [key for key in node.value if key in SERIALIZATION_FIELDS]:
            if "content" in node.value:
                what = f"`{name}` has no effect together with `content`"
            elif name == "allowReserved" and location != "query" and node.value[name] is True:
                what = f"`{name}` has no effect in {with_article(str(location))} parameter"
            else:
                continue
            yield DocumentError((*node.pointer, name), what, is_note=True)


SERIALIZATION_FIELDS = {"style", "explode", "allowReserved"}


@rule
def path_parameters_are_required(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a path parameter without `required: true`. Its value is always part of the URL."""
    for node in index.of("parameter"):
        if node.value.get("in") == "path" and node.value.get("required", False) is False:
            yield DocumentError((*node.pointer, "required"), "a path parameter is always required", is_note=True)


@rule
def booleans_are_booleans(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a value other than true or false in a boolean field. Text such as `"false"` would count as true.

    Null is ignored, with a warning.
    """
    for kind, fields in BOOLEAN_FIELDS.items():
        for node in index.of(kind):
            for name in fields:
                value = node.value.get(name, False)
                if value is None:
                    repair = partial(index.contract.remove, (*node.pointer, name))
                    yield DocumentError((*node.pointer, name), f"`{name}` is null; it is ignored", repair)
                elif not isinstance(value, bool):
                    what = f"`{name}` is {format_value(value)}; expected true or false"
                    yield DocumentError((*node.pointer, name), what)


@rule
def security_schemes_are_declared(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a name in `security` that is not the name of a security scheme in the components.

    An alternative with such a name is ignored if another alternative is left.
    """
    document = index.contract.data
    declared = [str(node.pointer[-1]) for node in index.of("security scheme") if node.pointer[0] == "components"]
    components = document.get("components")
    listed = components.get("securitySchemes") if isinstance(components, dict) else None
    declared = list(listed) if isinstance(listed, dict) else declared
    for node in index.of("document", "operation"):
        alternatives = node.value.get("security")
        if not isinstance(alternatives, list) or not all(isinstance(each, dict) for each in alternatives):
            continue
        unknown = [(number, name) for number, each in enumerate(alternatives) for name in each if name not in declared]
        lost = {number for number, _ in unknown}
        keep = partial(_keep, alternatives, [each for n, each in enumerate(alternatives) if n not in lost])
        for number, name in unknown:
            where = (*node.pointer, "security", number, name)
            what = f"no security scheme is called {format_value(name)}"
            if len(lost) < len(alternatives):
                yield DocumentError(where, f"{what}; this alternative is ignored", keep)
            else:
                known = join_words(map(format_value, declared), "or") or "a name in `components.securitySchemes`"
                yield DocumentError(where, f"{what}; expected {known}", omission=keep)


def _keep(items: list[Any], kept: list[Any]) -> None:
    items[:] = kept


@rule
def security_schemes_are_complete(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a security scheme without the fields that the client needs to send the credential.

    If no operation requires the scheme, only warn, and ignore the scheme.
    """
    errors = {node.pointer: error for node in index.of("security scheme") if (error := _scheme_error(node))}
    needed = _needed_schemes(index, {str(pointer[-1]) for pointer in errors})
    for node in index.of("security scheme"):
        if (error := errors.get(node.pointer)) is None:
            if node.value.get("type") == "oauth2":
                yield from _flows_without_tokens(node)
            continue
        name, what, fix = error
        where, removal = (*node.pointer, name), partial(_remove_scheme, index, node.pointer)
        if str(node.pointer[-1]) in needed:
            yield DocumentError(where, f"{what}; {fix}", omission=removal)
        else:
            yield DocumentError(where, f"{what}; this scheme is ignored", removal)


def _remove_scheme(index: DocumentIndex, scheme: JsonPointer) -> None:
    """Remove a security scheme from the components, and each alternative in `security` that contains it.

    `scheme` is its JSON Pointer.
    """
    index.contract.remove(scheme)
    for node in index.of("document", "operation"):
        alternatives = node.value.get("security")
        if isinstance(alternatives, list):
            _keep(alternatives, [each for each in alternatives if not isinstance(each, dict) or scheme[-1] not in each])


def _scheme_error(scheme: IndexedObject) -> tuple[str, str, str] | None:
    """Return the invalid or missing field of a security scheme, what is wrong with it, and how to fix it.

    Return None if the scheme is complete.
    """
    type_ = scheme.value.get("type")
    if "$ref" in scheme.value or not isinstance(type_, str):
        return None
    if type_ not in SECURITY_SCHEME_FIELDS:
        return "type", f"`type` is {format_value(type_)}", f"expected {join_words(SECURITY_SCHEME_FIELDS, 'or')}"
    for name, values in SECURITY_SCHEME_FIELDS[type_].items():
        value = scheme.value.get(name)
        if value is None:
            return name, f"`{name}` is missing from this {type_} scheme", "add it"
        if values and value not in values:
            return name, f"`{name}` is {format_value(value)}", f"expected {join_words(values, 'or')}"
    return None


def _needed_schemes(index: DocumentIndex, names: set[str]) -> set[str]:
    """Return the security schemes in `names` that a `security` list requires.

    A list requires them if each of its alternatives contains at least one scheme in `names`.
    """
    needed: set[str] = set()
    for node in index.of("document", "operation") if names else ():
        listed = node.value.get("security")
        alternatives = [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []
        if alternatives and all(names & each.keys() for each in alternatives):
            needed |= {name for each in alternatives for name in names & each.keys()}
    return needed


SECURITY_SCHEME_FIELDS: dict[str, dict[str, tuple[str, ...]]] = {
    "apiKey": {"name": (), "in": ("header", "query", "cookie")},
    "http": {"scheme": ()},
    "oauth2": {},
    "openIdConnect": {},
    "mutualTLS": {},
}
"""The types of security schemes, each with its required fields and their values; () allows any text.

The URLs of `oauth2` and `openIdConnect` are not among the fields, because a client sends tokens without knowing them.
"""


def _flows_without_tokens(scheme: IndexedObject) -> Iterator[DocumentError]:
    """Yield a warning for each OAuth2 flow that has an unknown name or lacks the `tokenUrl` that it needs.

    If the scheme has no flows, yield one warning.
    """
    flows = scheme.value.get("flows")
    where = (*scheme.pointer, "flows")
    if not flows:
        what = "this oauth2 scheme has no `flows`; callers pass an access token"
        yield DocumentError(where, what, is_note=True)
    for name, flow in flows.items() if isinstance(flows, dict) else ():
        if name not in OAUTH_FLOWS and not name.startswith("x-"):
            similar = closest(name, OAUTH_FLOWS)
            hint = f": did you mean {format_value(similar)}?" if similar else ""
            what = f"{format_value(name)} is not a flow of OAuth2; it is ignored"
            yield DocumentError((*where, name), f"{what}{hint}", is_note=True)
        elif name in OAUTH_FLOWS[1:] and isinstance(flow, dict) and not flow.get("tokenUrl"):
            what = "`tokenUrl` is missing; callers pass an access token"
            yield DocumentError((*where, name, "tokenUrl"), what, is_note=True)


OAUTH_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization")
"""The OAuth2 flows. All but the first have a token URL."""


@rule
def responses_have_a_description(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a response without the `description` that OpenAPI requires before 3.2. It is taken as empty text."""
    if requires_response_description(index.contract.data):
        for node in index.of("response"):
            if "description" not in node.value:
                repair = partial(node.value.setdefault, "description", "")
                yield DocumentError(
                    (*node.pointer, "description"), "`description` is missing; it is taken as empty", repair
                )


@rule
def extensions_are_ours(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about an `x-pagination` with neither `style` nor `parameter`. It belongs to another tool, and is ignored."""
    for node in index.of("operation"):
        rule_ = node.value.get("x-pagination")
        if rule_ not in (None, False) and not (isinstance(rule_, dict) and rule_.keys() & PAGINATION_KEYS):
            what = f"`x-pagination` is {format_value(rule_)}, without `style` and `parameter`"
            repair = partial(node.value.pop, "x-pagination", None)
            yield DocumentError((*node.pointer, "x-pagination"), f"{what}; it is ignored", repair)


@rule
def extensions_are_complete(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report an `x-rate-limit` or `x-poll` with missing keys or invalid values.

    `x-rate-limit` limits the requests of the client, and `x-poll` tells it how to wait for a long-running job.
    """
    for node in index.of("document", "operation"):
        for key, (is_valid, expected) in COMPLETE_EXTENSIONS.items():
            value = node.value.get(key)
            if value is not None and not is_valid(value):
                what = f"`{key}` is {format_value(value)}; expected {expected}"
                yield DocumentError((*node.pointer, key), what, omission=partial(node.value.pop, key, None))


def _is_rate_limit(value: Any) -> bool:
    found = value if isinstance(value, dict) else {}
    requests, per = found.get("requests"), found.get("per")
    return _is_number(requests) and isinstance(requests, int) and _is_number(per) and set(found) == {"requests", "per"}


def _is_poll(value: Any) -> bool:
    found = value if isinstance(value, dict) else {}
    status, until = found.get("status"), found.get("until")
    has_status = isinstance(status, str) and (status == "" or status.startswith("/"))
    has_end = isinstance(until, list) and bool(until) and not any(isinstance(each, (dict, list)) for each in until)
    return (
        has_status
        and has_end
        and _is_number(found.get("interval", 1))
        and set(found) <= {"status", "until", "interval"}
    )


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < float("inf")


COMPLETE_EXTENSIONS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "x-rate-limit": (_is_rate_limit, "a number of requests and of seconds, such as {requests: 500, per: 60}"),
    "x-poll": (
        _is_poll,
        "a JSON Pointer and final values, such as {status: /status, until: [done], interval: 1}",
    ),
}
"""Extensions of this project, each with a function that checks its value, and a description of valid values."""


PAGINATION_KEYS = {"style", "parameter"}
"""The keys that every pagination rule of this project has."""


@rule
def keys_are_known(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about each unknown key, which has no effect. In a schema, warn only about misspelled keys."""
    for node in index.of(*KNOWN_FIELDS):
        known = KNOWN_FIELDS[node.kind]
        for key in node.value:
            if key in known or key.startswith("x-") or ("$ref" in node.value and node.kind != "schema"):
                continue
            word = suggest_key(node.kind, key)
            if word and word not in node.value:
                what = f"{with_article(node.kind)} has no {format_value(key)}; it is ignored"
                yield DocumentError((*node.pointer, key), f"{what}: did you mean {format_value(word)}?", is_note=True)
            elif node.kind != "schema":
                what = f"{with_article(node.kind)} has no {format_value(key)}; it is ignored"
                yield DocumentError((*node.pointer, key), what, is_note=True)


@rule
def null_is_a_type(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about `nullable: true` in documents of OpenAPI 3.1 or later, where `type` contains "null" instead.

    The schema is still read as one that allows null.
    """
    if is_openapi_3_0(index.contract.data):
        return
    for node in index.of("schema"):
        if node.value.get(NULLABLE) is True:
            written = 'type: [..., "null"]' if "type" in node.value else 'anyOf: [..., {type: "null"}]'
            what = f"a schema has no 'nullable' since OpenAPI 3.1; null is allowed: write `{written}`"
            yield DocumentError((*node.pointer, NULLABLE), what, is_note=True)


@rule
def bounds_are_of_the_version(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about an exclusive bound in the form of another OpenAPI version. The bound is used nevertheless.

    OpenAPI 3.0 writes `minimum: 0, exclusiveMinimum: true`, and later versions write `exclusiveMinimum: 0`.
    """
    is_boolean = is_openapi_3_0(index.contract.data)
    for node in index.of("schema"):
        for exclusive, inclusive in EXCLUSIVE_BOUNDS.items():
            value = node.value.get(exclusive)
            if isinstance(value, bool) and not is_boolean:
                what = f"`{exclusive}` is a number since OpenAPI 3.1; this bound is read as in OpenAPI 3.0"
                yield DocumentError((*node.pointer, exclusive), what, is_note=True)
            elif isinstance(value, int | float) and not isinstance(value, bool) and is_boolean:
                what = f"`{exclusive}` belongs to `{inclusive}` in OpenAPI 3.0; this bound is read as in OpenAPI 3.1"
                yield DocumentError((*node.pointer, exclusive), what, is_note=True)


@rule
def fields_are_of_the_version(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a field from a later OpenAPI version than the document's. The field is used nevertheless."""
    if has_fields_of_3_2(index.contract.data):
        return
    version = index.contract.data["openapi"]
    for node in index.of(*FIELDS_OF_3_2):
        for key in FIELDS_OF_3_2[node.kind]:
            if key in node.value:
                what = f"`{key}` is new in OpenAPI 3.2, and this document is {version}; it is read as in OpenAPI 3.2"
                yield DocumentError((*node.pointer, key), what, is_note=True)
        if node.kind == "parameter" and node.value.get("in") == "querystring":
            what = f"`in: querystring` is new in OpenAPI 3.2, and this document is {version}"
            yield DocumentError((*node.pointer, "in"), f"{what}; it is read as in OpenAPI 3.2", is_note=True)


FIELDS_OF_3_2 = {
    "path item": ("query", "additionalOperations"),
    "media type": ("itemSchema",),
    "parameter": (),
}
"""The fields that are new in OpenAPI 3.2 and change what a client sends or reads, by the kind of object."""


@rule
def unions_have_variants(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about `allOf`, `anyOf` or `oneOf` without subschemas. JSON Schema requires at least one."""
    for node in index.of("schema"):
        for keyword in COMBINING_KEYWORDS:
            if node.value.get(keyword) == []:
                what = f"`{keyword}` is an empty list; it is ignored"
                yield DocumentError((*node.pointer, keyword), what, is_note=True)


@rule
def server_variables_are_declared(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about an undeclared variable in a server's URL, and about a variable whose `default` is not in its `enum`.

    The client ignores a server with an undeclared variable.
    """
    for node in index.of("document", "path item", "operation"):
        servers = node.value.get("servers")
        for number, server in enumerate(servers if isinstance(servers, list) else ()):
            url, variables = (server.get("url"), server.get("variables")) if isinstance(server, dict) else (None, None)
            known = variables if isinstance(variables, dict) else {}
            for name in re.findall(r"\{([^{}]*)\}", url) if isinstance(url, str) else ():
                if name not in known:
                    what = f"the variable {format_value(name)} of this URL is not declared in `variables`"
                    where = (*node.pointer, "servers", number, "url")
                    yield DocumentError(where, f"{what}; declare it with a default to use this server", is_note=True)
            for name, variable in known.items():
                match variable:
                    case {"default": str(default), "enum": list(words)} if default not in words:
                        where = (*node.pointer, "servers", number, "variables", name, "default")
                        what = (
                            f"the default {format_value(default)} is not a value of its `enum`; it is used nevertheless"
                        )
                        yield DocumentError(where, what, is_note=True)


@rule
def names_can_be_sent(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report names of headers and cookies with characters that HTTP does not allow there, and invalid media types.

    The `contentType` of an `encoding` is a list of media types, separated by commas.
    """
    for node in index.of("parameter", "security scheme"):
        match node.value:
            case {"in": "header" | "cookie" as where, "name": str(name)} if not HTTP_TOKEN.fullmatch(name):
                what = f"a {where} cannot be called {format_value(name)}"
                fix = "expected letters, digits and characters such as '-', without spaces"
                yield DocumentError((*node.pointer, "name"), f"{what}; {fix}")
    for node in index.of("encoding"):
        content_type = node.value.get("contentType")
        if isinstance(content_type, str) and not content_type.isprintable():
            what = f"{format_value(content_type)} is not a valid media type; expected one like application/json"
            yield DocumentError((*node.pointer, "contentType"), what)
    for node in index.of("media type"):
        media_type = node.pointer[-1]
        if isinstance(media_type, str) and not media_type.isprintable():
            yield DocumentError(
                node.pointer,
                f"{format_value(media_type)} is not a valid media type; expected one like application/json",
            )
        elif isinstance(media_type, str) and "/" not in media_type and node.pointer[-2:-1] == ("content",):
            what = f"{format_value(media_type)} is not a media type; it is read as {ANY_MEDIA_TYPE}"
            yield DocumentError(node.pointer, what, is_note=True)


HTTP_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


UNKNOWN_PARAMETER = ""
"""The text for the location and the name of a parameter that lacks one of them, or whose `$ref` does not resolve."""


def _paths(index: DocumentIndex) -> Iterator[tuple[str, IndexedObject]]:
    """Yield each path with its path item, after following its `$ref`.

    Skip a path item to which several paths refer, because its parameters cannot match all of these paths, and one with
    a `$ref` and further fields, which is completed first.
    """
    pointers = _path_item_pointers(index)
    users = Counter(pointers)
    for path, pointer in zip(_path_names(index), pointers, strict=True):
        item = index.contract.value(pointer)
        if _fields_beside_ref(index.contract.value(("paths", path))):
            continue
        if isinstance(item, dict) and "$ref" not in item and users[pointer] == 1:
            yield path, IndexedObject("path item", pointer, item)


def _path_item_pointers(index: DocumentIndex) -> list[JsonPointer]:
    """Return for each path the JSON Pointer of its path item, after following its `$ref`."""
    return [index.refs.get(("paths", path), ("paths", path)) for path in _path_names(index)]


def _path_names(index: DocumentIndex) -> list[str]:
    return [str(node.pointer[1]) for node in index.of("path item") if _is_path(node.pointer)]


def _is_path(pointer: JsonPointer) -> bool:
    return len(pointer) == 2 and pointer[0] == "paths"  # noqa: PLR2004 - `paths` and the path


def _operations(item: IndexedObject) -> Iterator[tuple[tuple[str, ...], IndexedObject]]:
    more = item.value.get("additionalOperations")
    known = item.value if more is None or isinstance(more, dict) else {**item.value, "additionalOperations": {}}
    for steps, operation in methods_of(known):
        if isinstance(operation, dict):
            yield steps, IndexedObject("operation", (*item.pointer, *steps), operation)


def _parameters(index: DocumentIndex, node: IndexedObject) -> list[tuple[JsonPointer, str, str]]:
    """Return the JSON Pointer, location and name of each parameter of an operation or path item.

    If the location or the name of a parameter is missing, both are "" (UNKNOWN_PARAMETER).
    """
    listed = node.value.get("parameters")
    found: list[tuple[JsonPointer, str, str]] = []
    for number in range(len(listed) if isinstance(listed, list) else 0):
        pointer = (*node.pointer, "parameters", number)
        match index.followed(pointer):
            case {"in": str(location), "name": str(name)}:
                found.append((pointer, location, name))
            case _:
                found.append((pointer, UNKNOWN_PARAMETER, UNKNOWN_PARAMETER))
    return found


@rule
def statuses_are_valid(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a key of `responses` that is not a status code, a range such as `4XX`, or `default`."""
    for node in index.of("operation"):
        responses = node.value.get("responses")
        for status in responses if isinstance(responses, dict) else ():
            if not STATUS_KEY.fullmatch(status):
                near = next((near for near in (status.upper(), status.lower()) if STATUS_KEY.fullmatch(near)), "")
                fix = f"did you mean '{near}'?" if near else "expected a code like 200, a range like 4XX, or default"
                yield DocumentError(
                    (*node.pointer, "responses", status), f"{format_value(status)} is not a valid status code; {fix}"
                )


STATUS_KEY = re.compile(r"[0-9]{3}|[1-5]XX|default|x-.*", re.DOTALL)


@rule
def types_are_known(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a `type` that is neither one of the seven JSON Schema types nor a list of them."""
    expected = f"expected {join_words(JSON_TYPE_NAMES, 'or')}"
    for node in index.of("schema"):
        given, where = node.value.get("type", "null"), (*node.pointer, "type")
        if given == []:
            yield DocumentError(where, "`type` is an empty list; add a type, or remove `type`")
        for number, word in enumerate(given) if isinstance(given, list) else [(-1, given)]:
            pointer = where if number < 0 else (*where, number)
            if word is None:
                yield DocumentError(pointer, '`type` is null; put the word in quotes: "null"')
            elif not isinstance(word, str):
                yield DocumentError(pointer, f"`type` is {format_value(word)}; {expected}")
            elif word not in JSON_TYPE_NAMES:
                meant = TYPES_OF_OTHER_LANGUAGES.get(word.lower()) or closest(word.lower(), JSON_TYPE_NAMES)
                fix = f"did you mean '{meant}'?" if meant else expected
                yield DocumentError(pointer, f"unknown type {format_value(word)}; {fix}")


@rule
def required_lists_names(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a `required` that is not a list of property names, such as `required: true` in a property."""
    for node in index.of("schema"):
        required = node.value.get("required")
        where = (*node.pointer, "required")
        if isinstance(required, list):
            for number, name in enumerate(required):
                what = f"{format_value(name)} is not the name of a property"
                if isinstance(name, int):
                    repair = partial(required.__setitem__, number, json.dumps(name))
                    yield DocumentError(
                        (*where, number), f"{what}; it is read as the text '{json.dumps(name)}'", repair
                    )
                elif not isinstance(name, str):
                    yield DocumentError((*where, number), f"{what}; expected text")
            yield from _unknown_required(index, node, required)
        elif isinstance(required, bool):
            fix = "list the property's name in the `required` of the schema that contains it"
            yield DocumentError(where, f"`required` is {format_value(required)}; {fix}")
        elif required is not None:
            yield DocumentError(where, f"`required` is {format_value(required)}; expected a list of names")


def _unknown_required(index: DocumentIndex, node: IndexedObject, required: list[Any]) -> Iterator[DocumentError]:
    """Yield a warning for each name in `required` that is probably a misspelled property name.

    The properties may be in other subschemas of the same `allOf`, `anyOf` or `oneOf`, or behind a `$ref`.
    """
    own = node.value.get("properties")
    if isinstance(own, dict) and all(name in own for name in required if isinstance(name, str)):
        return
    whole = node.pointer
    while whole[-2:-1] and whole[-2] in COMBINING_KEYWORDS and index.kinds.get(whole[:-2]) == "schema":
        whole = whole[:-2]
    properties = _known_properties(index, whole)
    for number, name in enumerate(required):
        if isinstance(name, str) and name not in properties:
            similar = closest(name.lower(), {each.lower(): each for each in properties})
            word = next((each for each in properties if each.lower() == similar), "")
            where = (*node.pointer, "required", number)
            if word and word not in required:
                what = f"`required` names {format_value(name)}, which is not among the properties"
                yield DocumentError(where, f"{what}; did you mean {format_value(word)}?", is_note=True)


def _known_properties(index: DocumentIndex, pointer: JsonPointer) -> dict[str, None]:
    """Return the names of the properties in a schema and in its subschemas and `$ref`s, in order.

    Return none if a schema has `patternProperties`, which allow other names too.
    """
    found: dict[str, None] = {}
    seen: set[JsonPointer] = set()
    unread = [pointer]
    while unread:
        pointer = unread.pop()
        schema = index.contract.value(pointer)
        if pointer in seen or not isinstance(schema, dict):
            continue
        seen.add(pointer)
        if "patternProperties" in schema:
            return {}
        properties = schema.get("properties")
        found |= dict.fromkeys(properties if isinstance(properties, dict) else ())
        unread += [index.refs[pointer]] if pointer in index.refs else []
        for keyword in COMBINING_KEYWORDS:
            unread += _subschema_pointers(schema, pointer, keyword)
    return found


@rule
def lists_of_items_are_tuples(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a list in `items`, as in older versions of JSON Schema. It is read as `prefixItems`.

    In such a schema, `additionalItems` is read as `items`. If `prefixItems` is present too, the list is an error.
    """
    for node in index.of("schema"):
        if isinstance(node.value.get("items"), list) and "prefixItems" in node.value:
            message = (
                "`items` is a list although `prefixItems` is present; expected the schema of further items, or false"
            )
            yield DocumentError((*node.pointer, "items"), message)
        elif isinstance(node.value.get("items"), list):
            message = "`items` is a list, as in older versions of JSON Schema; it is read as `prefixItems`"
            depth = len(node.pointer)
            inside = (
                holder
                for holder, target in index.refs.items()
                if target[:depth] == node.pointer and target[depth : depth + 1] in _NAMES_OF_TUPLES
            )
            references = [holder for pointer in inside if isinstance(holder := index.contract.value(pointer), dict)]
            repair = partial(_rename_tuple_keywords, index.contract, node.value, depth, references)
            yield DocumentError((*node.pointer, "items"), message, repair)


_NAMES_OF_TUPLES = {("items",): "prefixItems", ("additionalItems",): "items"}
"""Mapping from the former name of each keyword about tuples to its current name."""


def _rename_tuple_keywords(document: Document, schema: JsonObject, depth: int, references: list[JsonObject]) -> None:
    """Rename `items` to `prefixItems`, and `additionalItems` to `items`, in a schema and in `$ref`s through them.

    `references` are the objects with these `$ref`s. `depth` is the length of the schema's JSON Pointer.
    """
    for holder in references:
        parts = holder["$ref"].split("/")
        parts[depth + 1] = _NAMES_OF_TUPLES[(parts[depth + 1],)]  # The first part is `#`.
        holder["$ref"] = "/".join(parts)
    if "prefixItems" in schema:
        return  # Through an alias in YAML, this is the same schema as another one, which was already repaired.
    document.rename_key(schema, "items", "prefixItems")
    if "additionalItems" in schema:
        document.rename_key(schema, "additionalItems", "items")


@rule
def defaults_are_of_their_type(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a `default` that the schema's `type`, `enum` or `const` does not allow. It is ignored."""
    for node in index.of("schema"):
        default = node.value.get("default")
        if default is None:
            continue
        items = default if isinstance(default, list) and "items" in node.value else []
        checked = [(f"the default {format_value(default)} is", default, node.pointer)]
        checked += [
            (f"the default has the item {format_value(each)}, which is", each, (*node.pointer, "items"))
            for each in items
        ]
        for what, value, pointer in checked:
            if wanted := _expectation(index, value, pointer, {}):
                repair = partial(node.value.pop, "default", None)
                yield DocumentError((*node.pointer, "default"), f"{what} not {wanted}; it is ignored", repair)
                break


MAX_CHECKED_SUBSCHEMAS = 200
"""The largest number of subschemas and referenced schemas by which one default is checked."""


def _expectation(index: DocumentIndex, value: Any, pointer: JsonPointer, known: dict[JsonPointer, str]) -> str:
    """Return what the schema at `pointer` expects instead of `value`, such as "an integer". Return "" if it allows it.

    Types, enums and constants count: those of the schema, of the target of its `$ref`, and of its subschemas. `known`
    has the results for this value so far. The schemas around this one are in it, too, with the result "".
    """
    if pointer in known:
        return known[pointer]
    schema = index.contract.value(pointer)
    known[pointer] = ""
    if not isinstance(schema, dict) or len(known) > MAX_CHECKED_SUBSCHEMAS:
        return ""
    wanted = _own_expectation(value, schema)
    parts = [index.refs[pointer]] if pointer in index.refs else []
    for part in (*parts, *_subschema_pointers(schema, pointer, "allOf")):
        wanted = wanted or _expectation(index, value, part, known)
    for keyword in ("anyOf", "oneOf"):
        variants = () if wanted else _subschema_pointers(schema, pointer, keyword)
        each = [_expectation(index, value, variant, known) for variant in variants]
        if each and all(each):
            wanted = join_words(dict.fromkeys(each), "or")
    known[pointer] = wanted
    return wanted


def _own_expectation(value: Any, schema: JsonObject) -> str:
    """Return what the `type`, `enum` or `const` of a schema expects instead of `value`. Return "" if they allow it."""
    given, enum = schema.get("type"), schema.get("enum")
    types = [str(each) for each in (given if isinstance(given, list) else [given] if given else [])]
    if types and all(each in JSON_TYPES_OF for each in types) and not any(_is_of_type(value, each) for each in types):
        return join_words(map(with_article, types), "or")
    if isinstance(enum, list) and value not in enum:
        return "a value of its `enum`"
    return "its `const`" if schema.get("const", value) != value else ""


def _subschema_pointers(schema: JsonObject, pointer: JsonPointer, keyword: str) -> list[JsonPointer]:
    listed = schema.get(keyword)
    return [(*pointer, keyword, number) for number in range(len(listed) if isinstance(listed, list) else 0)]


@rule
def values_are_of_their_type(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a value in `const` or `enum` that the schema's `type` does not allow. Such a value is never valid.

    If the `type` is `array` or `object` and allows no value of the `enum`, the generator ignores the `enum`.
    """
    for node in index.of("schema"):
        types = stated_types(node.value)
        if not types or "$ref" in node.value or not all(each in JSON_TYPES_OF for each in types):
            continue
        values = stated_values(node.value)
        wrong = [each for each in values if each is not None and not any(_is_of_type(each, t) for t in types)]
        if not wrong:
            continue
        keyword = "const" if "const" in node.value else "enum"
        what = f"the value {format_value(wrong[0])} of `{keyword}` is not {join_words(map(with_article, types), 'or')}"
        if keyword == "enum" and len(wrong) == len(values) and not {*types} - {"array", "object", "null"}:
            repair = partial(node.value.pop, "enum", None)
            what = f"{what}; the `enum` is ignored: the allowed items belong in `items`"
            yield DocumentError((*node.pointer, "enum"), what, repair)
        else:
            yield DocumentError((*node.pointer, keyword), f"{what}, so it is never valid", is_note=True)


@rule
def mappings_lead_to_schemas(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a discriminator's `mapping` value that refers to no schema of the document. It is ignored."""
    data = index.contract.data
    schemas = get_at(data, ("components", "schemas"))
    names = schemas if isinstance(schemas, dict) else {}
    for node in index.of("schema"):
        discriminator = node.value.get("discriminator")
        mapping = discriminator.get("mapping") if isinstance(discriminator, dict) else None
        for word, target in mapping.items() if isinstance(mapping, dict) else ():
            text = str(target)
            is_name = re.fullmatch(r"[\w-]+", text) is not None
            is_local = text.startswith("#/")
            if (is_name and text not in names) or (is_local and get_at(data, parse_local_ref(text)) is None):
                what = f"{format_value(target)} is not a schema of this document; this value of `mapping` is ignored"
                similar = closest(text.rpartition("/")[2], names)
                hint = f": did you mean {format_value(similar)}?" if similar else ""
                where = (*node.pointer, "discriminator", "mapping", word)
                yield DocumentError(where, f"{what}{hint}", is_note=True)


@rule
def encodings_name_properties(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about an `encoding` without effect: the media type is not a form, or the schema has no such property."""
    for node in index.of("media type"):
        encoding = node.value.get("encoding")
        media_type = str(node.pointer[-1])
        for name in [key for key in node.value if key in ENCODING_FIELDS]:
            has_parts = body_kind(media_type, None) in {BodyKind.FORM, BodyKind.MULTIPART}
            if name != "encoding" or ("/" in media_type and not has_parts):
                what = f"`{name}` has no effect in {format_value(media_type)}"
                yield DocumentError((*node.pointer, name), what, is_note=True)
        schema = index.followed((*node.pointer, "schema")) if "schema" in node.value else None
        if not isinstance(encoding, dict) or not isinstance(schema, dict):
            continue
        properties = schema.get("properties")
        # Properties can also come from subschemas and from the schemas of undeclared properties.
        if isinstance(properties, dict) and not schema.keys() & {*COMBINING_KEYWORDS, *MAP_KEYWORDS}:
            for name in [each for each in encoding if each not in properties]:
                similar = closest(str(name), properties)
                hint = f": did you mean {format_value(similar)}?" if similar else ""
                what = f"{format_value(name)} is not a property of the schema; its encoding is ignored{hint}"
                yield DocumentError((*node.pointer, "encoding", name), what, is_note=True)


ENCODING_FIELDS = {"encoding", "itemEncoding", "prefixEncoding"}


@rule
def bodies_have_content(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a request body without media types: the operation sends no body."""
    for node in index.of("request body"):
        if node.value.get("content") == {}:
            what = "`content` has no media type; requests have no body"
            yield DocumentError((*node.pointer, "content"), what, is_note=True)


@rule
def access_is_one_way(index: DocumentIndex) -> Iterator[DocumentError]:
    """Warn about a schema that is both `readOnly` and `writeOnly`. Its property is treated as `readOnly`."""
    for node in index.of("schema"):
        if node.value.get("readOnly") is True and node.value.get("writeOnly") is True:
            what = (
                "`writeOnly` and `readOnly` are both true; the property is optional "
                "in responses, and requests do not have it"
            )
            yield DocumentError((*node.pointer, "writeOnly"), what, is_note=True)


@rule
def bounds_are_numbers(index: DocumentIndex) -> Iterator[DocumentError]:
    """Read a bound in quotation marks, such as `minLength: "3"`, as a number, and warn about it.

    A bound that is true or false is an error, except for the form `exclusiveMinimum: true` of OpenAPI 3.0. So is other
    text.
    """
    for node in index.of("schema"):
        for name in BOUND_KEYWORDS & node.value.keys():
            value = node.value[name]
            if value is True or value is False:
                if not name.startswith("exclusive"):
                    what = f"`{name}` is {format_value(value)}; expected a number"
                    yield DocumentError((*node.pointer, name), what)
            elif isinstance(value, str) and NUMBER_TEXT.fullmatch(value):
                repair = partial(node.value.__setitem__, name, json.loads(value))
                what = f"`{name}` is the text {format_value(value)}; it is read as a number"
                yield DocumentError((*node.pointer, name), what, repair)
            elif isinstance(value, str) and name in NUMBER_KEYWORDS:
                is_boolean = name in EXCLUSIVE_BOUNDS and is_openapi_3_0(index.contract.data)
                what = f"`{name}` is {format_value(value)}; expected {'true or false' if is_boolean else 'a number'}"
                yield DocumentError((*node.pointer, name), what)


BOUND_KEYWORDS = {name for name, each in KEYWORDS.items() if each.bound in {LOWER_BOUND, UPPER_BOUND, MULTIPLE_OF}}
NUMBER_KEYWORDS = {*EXCLUSIVE_BOUNDS, *EXCLUSIVE_BOUNDS.values(), "multipleOf"}
"""The bounds of numbers. All other bounds are those of lengths."""
NUMBER_TEXT = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")


def _is_of_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, JSON_TYPES_OF[name])


JSON_TYPES_OF: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


@rule
def enum_is_a_list(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report an `enum` that is not a list. A single value belongs in `const`."""
    for node in index.of("schema"):
        enum = node.value.get("enum")
        if enum is not None and not isinstance(enum, list):
            yield DocumentError((*node.pointer, "enum"), f"`enum` is {format_value(enum)}; expected a list of values")


@rule
def references_are_not_circular(index: DocumentIndex) -> Iterator[DocumentError]:
    """Report a chain of `$ref` and `allOf` that leads back to its start, or has MAX_REF_CHAIN steps.

    A schema may contain itself in `properties` or `items`.
    """

    def onward(pointer: JsonPointer) -> Iterator[JsonPointer]:
        if pointer in index.refs:
            yield index.refs[pointer]
        if pointer in parts:
            yield from ((*pointer, "allOf", number) for number in range(parts[pointer]))

    listed = ((node.pointer, node.value.get("allOf")) for node in index.of("schema"))
    parts = {pointer: len(schemas) for pointer, schemas in listed if isinstance(schemas, list)}
    heights: dict[JsonPointer, int] = {}
    for start in [*parts, *index.refs]:
        trail = [] if start in heights else [(start, onward(start))]
        while trail:
            pointer, targets = trail[-1]
            heights.setdefault(pointer, IN_PROGRESS)
            for target in targets:
                if target not in heights:
                    trail.append((target, onward(target)))
                    break
                if heights[target] == IN_PROGRESS:
                    begin = index.contract.place(target)
                    where = (*pointer, "$ref") if pointer in index.refs else pointer
                    yield DocumentError(
                        where, f"this reference is circular: it leads back to {begin}; remove a reference of the cycle"
                    )
            else:
                heights[pointer] = 1 + max((heights[target] for target in onward(pointer)), default=0)
                if heights[pointer] == MAX_REF_CHAIN:
                    what = f"the chain of references and `allOf` from here is {MAX_REF_CHAIN} long"
                    yield DocumentError(pointer, f"{what}; refer to the final target directly")
                trail.pop()


IN_PROGRESS = 0
"""The value that is stored as the length of a chain of references while this length is being computed."""


def ignore_header_error(index: DocumentIndex, error: DocumentError) -> DocumentError:
    """Convert an error in a response header to a note that the header is ignored, because clients do not need it.

    Return any other error unchanged.
    """
    if error.is_note or error.repair is not None:
        return error
    for length in range(len(error.pointer), 0, -1):
        pointer = error.pointer[:length]
        if index.kinds.get(pointer) == "header" and _is_in_response(index, pointer):
            return DocumentError(
                error.pointer, f"{error.message}; this header is ignored", partial(_remove_header, index, pointer)
            )
    return error


def _is_in_response(index: DocumentIndex, header: JsonPointer) -> bool:
    return index.kinds.get(header[:-2]) == "response" or header[:2] == ("components", "headers")


def _remove_header(index: DocumentIndex, header: JsonPointer) -> None:
    """Remove a response header; in `components`, replace it with an empty object, because `$ref`s may lead to it."""
    value = index.contract.value(header[:-1]).get(header[-1])
    if value is not None and header[:2] == ("components", "headers"):
        index.contract.value(header[:-1])[header[-1]] = {}
    elif value is not None:
        index.contract.remove(header)
