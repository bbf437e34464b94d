"""Read the paging rules of operations from `x-pagination` or the extensions of other generators, or else infer them.

x-pagination:
  style: page | offset | cursor | next-url | link    how the client requests the next page
  parameter: page                   the query parameter that the client sets; absent with next-url and link
  body-parameter: /cursor           instead of `parameter`: the property of the request body, for style cursor
  size-parameter: take              the query parameter or body property for the number of items on a page (optional)
  items: ""                         JSON Pointer to the array in the response body; "" is the body itself
  total: {header: name}             number of items on all pages, or {body: /pointer} (optional)
  size: {header: name}              number of items on a page, which may differ from the request (optional)
  next: {body: /pointer}            the next cursor or URL, or {header: name}, or {item: id}: property of the last item
  first: 1                          the number of the first page, for style page (optional)

`x-pagination: false` means that an operation has no pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from attrs import frozen

from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, parse_pointer, resolve_ref
from specloop.openapi.media_types import BodyKind, body_kind
from specloop.openapi.operations import Operation, content_of, parameter_schema
from specloop.openapi.schema import object_properties
from specloop.openapi.schema_facts import non_null_types

KEY, FERN_KEY = "x-pagination", "x-fern-pagination"
PAGING_STYLES = ("page", "offset", "cursor", "next-url", "link")
KEYS = ("style", "parameter", "body-parameter", "size-parameter", "items", "total", "size", "next", "first")

ValueLocation = tuple[str, str]
"""A value's location in a response: ("header", name), ("body", JSON Pointer) or ("item", property of the last item)."""


@frozen
class PagingRule:
    """How a client requests the pages of a list, and where a response contains the items.

    Attributes:
        style: One of PAGING_STYLES.
        pointer: The JSON Pointer of the extension that contains the rule. For an inferred rule, it is the pointer of
            the operation.
        parameter: The query parameter that selects the page; empty if there is none.
        body_parameter: JSON Pointer to the property of the request body that selects the page; empty if there is none.
        size_parameter: The query parameter or body property for the number of items on a page; None if there is none.
        items: JSON Pointer to the array in the response body.
        total: The location of the number of items on all pages; None if the response does not contain the number.
        size: The location of the number of items on a page; None if the response does not contain the number.
        next: The location of the next cursor or URL in the response; None for the styles `page`, `offset` and `link`.
        more: JSON Pointer to the boolean in the response that says whether more pages follow; empty if there is none.
        first: The number of the first page, for the style `page`.
        evidence: A text that says why the rule was inferred; empty if the document contains the rule.
    """

    style: str
    pointer: JsonPointer
    parameter: str = ""
    body_parameter: str = ""
    size_parameter: str | None = None
    items: str = ""
    total: ValueLocation | None = None
    size: ValueLocation | None = None
    next: ValueLocation | None = None
    more: str = ""
    first: int = 1
    evidence: str = ""


class PagingError(NamedTuple):
    """An error in a paging rule of the document: its JSON Pointer and a message."""

    pointer: JsonPointer
    message: str


def paging_rule(document: JsonObject, operation: Operation) -> tuple[PagingRule | None, list[PagingError]]:
    """Return the paging rule of an operation, and the errors in it. If the operation contains no rule, infer one.

    The rule is None if it has errors, if no rule can be inferred, or if `x-pagination: false` disables pagination.
    """
    for key, convert in CONVERTERS.items():
        stated = operation.node.get(key)
        if stated is False:
            return None, []
        if stated is True and key == FERN_KEY:
            stated = document.get(key)  # `true` selects the rule of the whole document.
        if stated is None:
            continue
        pointer = (*operation.pointer, key)
        rule = convert(stated)
        if rule is None:
            return None, []
        errors = [PagingError(place, f"{key}: {text}") for place, text in _errors(document, operation, rule, pointer)]
        if errors and key != KEY:  # These pointers exist only in `x-pagination`, not in other extensions.
            errors = [PagingError(pointer, error.message) for error in errors]
        return (None, errors) if errors else (_rule(document, operation, rule, pointer), [])
    return infer(document, operation), []


def _rule(
    document: JsonObject, operation: Operation, rule: JsonObject, pointer: JsonPointer, evidence: str = ""
) -> PagingRule:
    parameter = rule.get("parameter") or ""
    body_parameter = rule.get("body-parameter") or ""
    if parameter and parameter not in _query(operation):
        parameter, body_parameter = "", f"/{parameter}"
    items = rule.get("items", "")
    return PagingRule(
        style=rule["style"],
        pointer=pointer,
        parameter=parameter,
        body_parameter=body_parameter,
        size_parameter=rule.get("size-parameter"),
        items=items,
        total=value_location(rule.get("total")),
        size=value_location(rule.get("size")),
        next=value_location(rule.get("next")),
        more=_more(document, operation, items),
        first=rule.get("first", 1),
        evidence=evidence,
    )


# --- rules that a document states ---


def _errors(
    document: JsonObject, operation: Operation, rule: Any, pointer: JsonPointer
) -> Iterator[tuple[JsonPointer, str]]:
    if not isinstance(rule, dict):
        yield pointer, f"is {type(rule).__name__}; expected a map with {', '.join(KEYS)}, or false"
        return
    style = rule.get("style")
    for key in rule:
        if key not in KEYS:
            yield (*pointer, key), f"{key!r} is not known; expected one of {', '.join(KEYS)}"
    if style not in PAGING_STYLES:
        yield (*pointer, "style"), f"style is {style!r}; expected one of {', '.join(PAGING_STYLES)}"
    if "first" in rule and (type(rule["first"]) is not int or style != "page"):
        yield (
            (*pointer, "first"),
            f"first is {rule['first']!r}; expected a whole number; first is only allowed with style page",
        )
    yield from _parameter_errors(document, operation, rule, pointer)
    if not isinstance(rule.get("items", ""), str):
        yield (*pointer, "items"), f"items is {rule['items']!r}; expected a JSON pointer"
    for key in ("total", "size", "next"):
        if key in rule and value_location(rule[key], item=key == "next") is None:
            forms = (
                "{header: name}, {body: /pointer} or {item: name}"
                if key == "next"
                else "{header: name} or {body: /pointer}"
            )
            yield (*pointer, key), f"{key} is {rule[key]!r}; expected {forms}"
    yield from _next_errors(document, operation, rule, pointer)
    yield from _pointer_errors(document, operation, rule, pointer)


def _parameter_errors(
    document: JsonObject, operation: Operation, rule: JsonObject, pointer: JsonPointer
) -> Iterator[tuple[JsonPointer, str]]:
    query, style, wanted = _query(operation), rule.get("style"), rule.get("parameter")
    known = ", ".join(query) or "none is declared"
    or_body = " or a property of its request body" if operation.body is not None else ""
    if style in ("next-url", "link"):
        for key in ("parameter", "body-parameter"):
            if key in rule:
                yield (*pointer, key), f"{key} is not allowed with style {style}: the URL contains it"
    elif "body-parameter" in rule:
        wanted = rule["body-parameter"]
        if style != "cursor" or "parameter" in rule:
            yield (*pointer, "body-parameter"), "body-parameter is only allowed with style cursor, without parameter"
        elif not isinstance(wanted, str) or not _in_body(document, operation, wanted):
            message = f"body-parameter is {wanted!r}; expected a JSON pointer to a property of the request body"
            yield (*pointer, "body-parameter"), message
    elif not isinstance(wanted, str) or wanted not in query:
        is_in_body = style == "cursor" and isinstance(wanted, str) and _in_body(document, operation, f"/{wanted}")
        if not is_in_body:
            also = or_body if style == "cursor" else ""
            message = f"parameter is {wanted!r}; expected a query parameter of the operation ({known}){also}"
            yield (*pointer, "parameter"), message
    size = rule.get("size-parameter")
    is_known = isinstance(size, str) and (size in query or _in_body(document, operation, f"/{size}"))
    if size is not None and not is_known:
        message = f"size-parameter is {size!r}; expected a query parameter of the operation ({known}){or_body}"
        yield (*pointer, "size-parameter"), message


def _next_errors(
    document: JsonObject, operation: Operation, rule: JsonObject, pointer: JsonPointer
) -> Iterator[tuple[JsonPointer, str]]:
    style, stated = rule.get("style"), value_location(rule.get("next"))
    if style in PAGING_STYLES and (style in {"cursor", "next-url"}) != ("next" in rule):
        yield (
            pointer,
            (
                "`next`, the location of the next cursor or URL, is required with "
                "the styles cursor and next-url, and only there"
            ),
        )
    if style == "next-url" and stated is not None and stated[0] == "item":
        yield (
            (*pointer, "next"),
            "next: {item: NAME} is only allowed with style cursor; expected {header: name} or {body: /pointer}",
        )
    if stated is None:
        return
    kind, name = stated
    if kind == "header" and name.lower() == "link":
        yield (
            (*pointer, "next"),
            "the header Link contains URLs, not a cursor; expected `style: link`, without next",
        )
    if style == "cursor" and kind == "body":
        found = body_schema(document, operation, name)
        if found is not None and _is_url(found.node):
            yield (*pointer, "next"), f"{name!r} is a URL, not a cursor; expected `style: next-url`, without parameter"


def _pointer_errors(
    document: JsonObject, operation: Operation, rule: JsonObject, pointer: JsonPointer
) -> Iterator[tuple[JsonPointer, str]]:
    """Yield an error for each location in a paging rule that does not fit the schema of the success response.

    An error is a JSON Pointer and a message. `rule` has the keys of `x-pagination`, and `pointer` is the rule's JSON
    Pointer.
    """
    items = rule.get("items", "")
    if isinstance(items, str) and not _is_list(body_schema(document, operation, items)):
        yield pointer, f"items is {items!r}; expected a JSON pointer to an array in the success response"
        return
    for key in ("total", "size", "next"):
        stated = value_location(rule.get(key))
        if stated is not None and stated[0] == "body":
            found = body_schema(document, operation, stated[1])
            of_last = stated[1].removeprefix(f"{items}/-1/") if (key, rule.get("style")) == ("next", "cursor") else ""
            if found is None and of_last not in {"", stated[1]} and "/" not in of_last:
                text = f"{stated[1]!r} does not resolve; for the last item, expected next: {{item: {of_last}}}"
                yield (*pointer, key), text
            elif found is None:
                yield (*pointer, key), f"{key} is {stated[1]!r}; expected a JSON pointer into the success response"
            elif not _may_be_scalar(document, found):
                yield (
                    (*pointer, key),
                    (
                        f"{key} is {stated[1]!r}, which is neither text nor a number; "
                        "expected a pointer to text or a number"
                    ),
                )
        elif stated is not None and stated[0] == "item":
            item = body_schema(document, operation, f"{items}/0/{stated[1]}")
            if item is None:
                yield (*pointer, key), f"the items have no property {stated[1]!r}; expected one that identifies an item"


def value_location(value: Any, *, item: bool = True) -> ValueLocation | None:
    """Parse the location of a value in a response: `{body: /total}` becomes ("body", "/total").

    The map must have exactly one key: `header`, `body` or `item`. Return None otherwise.

    Args:
        value: The location, such as `{header: X-Total}`. `{item: id}` is the property `id` of the last item on the
            page.
        item: Whether the key `item` is allowed.
    """
    if isinstance(value, dict) and len(value) == 1:
        ((kind, name),) = value.items()
        if kind in {"header", "body", *(["item"] if item else [])} and isinstance(name, str):
            return kind, name
    return None


# --- rules of other generators ---


def _speakeasy_rule(rule: Any) -> Any:
    """Convert the value of the extension `x-speakeasy-pagination` to a value of `x-pagination`.

        type: cursor
        inputs: [{name: after, in: parameters, type: cursor}]
        outputs: {results: $.data, nextCursor: $.next}

    becomes `{style: cursor, parameter: after, items: /data, next: {body: /next}}`.

    A value that is not a map is returned unchanged, so that it is reported as an error later.
    """
    if not isinstance(rule, dict):
        return rule
    inputs = [each for each in rule.get("inputs") or [] if isinstance(each, dict)]
    outputs: Mapping[str, Any] = rule.get("outputs") or {}
    kinds = {str(each.get("type")): each for each in inputs}
    moving = kinds.get("page") or kinds.get("offset") or kinds.get("cursor")
    result: JsonObject = {"items": _pointer(outputs.get("results"))}
    if rule.get("type") == "url":
        return {**result, "style": "next-url", "next": {"body": _pointer(outputs.get("nextUrl"))}}
    result["style"] = str((moving or {}).get("type"))
    if moving is not None:
        is_query = moving.get("in") != "requestBody"
        result["parameter" if is_query else "body-parameter"] = ("" if is_query else "/") + str(moving.get("name"))
    if "limit" in kinds and kinds["limit"].get("in") != "requestBody":
        result["size-parameter"] = kinds["limit"].get("name")
    if result["style"] == "cursor":
        result["next"] = _next(outputs.get("nextCursor"), result["items"])
    return result


def _fern_rule(rule: Any) -> Any:
    """Convert the value of the extension `x-fern-pagination` to a value of `x-pagination`.

    Return None if it is not a map.

        {cursor: $request.cursor, next_cursor: $response.next, results: $response.data}

    becomes `{style: cursor, parameter: cursor, items: /data, next: {body: /next}}`.
    """
    if not isinstance(rule, dict):
        return None
    result: JsonObject = {"items": _pointer(rule.get("results"))}
    if "cursor" in rule:
        result |= {"style": "cursor", "next": _next(rule.get("next_cursor"), result["items"])}
    elif "next_uri" in rule:
        return result | {"style": "next-url", "next": {"body": _pointer(rule["next_uri"])}}
    else:
        name = str(rule.get("offset")).rpartition(".")[2]
        result["style"] = "page" if re.search(r"(?i)page", name) else "offset"
    result["parameter"] = str(rule.get("cursor", rule.get("offset"))).rpartition(".")[2]
    return result


def _azure_rule(rule: Any) -> Any:
    """Convert the value of Azure's extension `x-ms-pageable` to a value of `x-pagination`.

    `{nextLinkName: next, itemName: data}` becomes `{style: next-url, items: /data, next: {body: /next}}`. Return None
    if there is no `nextLinkName`.
    """
    if not isinstance(rule, dict) or not rule.get("nextLinkName"):
        return None
    return {
        "style": "next-url",
        "items": f"/{rule.get('itemName', 'value')}",
        "next": {"body": f"/{rule['nextLinkName']}"},
    }


def _pointer(path: Any) -> str:
    """Convert a path in the response to a JSON Pointer: `$.data.items` and `$response.data.items` become `/data/items`.

    No path (None or empty) becomes "", which is the pointer of the whole response body.
    """
    steps = re.sub(r"^\$(response)?\.?", "", str(path or ""))
    return "".join(f"/{step}" for step in re.split(r"[.\[\]'\"]+", steps) if step)


def _next(path: Any, items: str) -> JsonObject:
    pointer = _pointer(path)
    last = f"{items}/-1/"
    return {"item": pointer.removeprefix(last)} if pointer.startswith(last) else {"body": pointer}


CONVERTERS = {
    KEY: lambda rule: rule,
    "x-speakeasy-pagination": _speakeasy_rule,
    FERN_KEY: _fern_rule,
    "x-ms-pageable": _azure_rule,
}
"""Functions that convert a paging rule to the form of `x-pagination`, by the name of the rule's extension.

If an operation has several of these extensions, the first in this order applies.
"""


# --- rules that follow from conventions ---

PAGE_PARAMETERS = ("page", "page_number", "pageNumber", "pageNum", "page_num", "current_page", "currentPage")
PAGE_SIZES = ("per_page", "perPage", "page_size", "pageSize", "limit", "take", "size", "count")
OFFSET_PARAMETERS = ("offset", "skip")
OFFSET_SIZES = ("limit", "take", "top", "count", "max_results", "maxResults", "page_size", "pageSize", "per_page")
CURSORS = {
    "cursor": ("next_cursor", "nextCursor"),
    "page_token": ("next_page_token", "nextPageToken"),
    "pageToken": ("nextPageToken", "next_page_token"),
    "next_token": ("next_token", "nextToken"),
    "nextToken": ("nextToken", "next_token"),
    "NextToken": ("NextToken",),
    "after": ("last_id", "next_cursor", "nextCursor"),
}
"""Mapping from the name of a cursor parameter to the response properties that can hold the next page's cursor."""

PAGE_INFO_HOLDERS = (
    *("", "meta", "metadata", "page", "pagination", "paging", "page_info", "pageInfo", "response_metadata"),
)
"""Names of response properties whose objects describe the page; "" stands for the response itself."""

AFTER_LAST_ITEM = ("starting_after", "after")
MORE = ("has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage")
TOTALS = (
    *("total", "total_count", "totalCount", "total_items", "totalItems", "total_results", "totalResults"),
    *("total_elements", "totalElements"),
)
"""Names of response properties that hold the number of items on all pages."""

TOTAL_HEADERS = ("x-total-count", "x-total", "total-count")


def infer(document: JsonObject, operation: Operation) -> PagingRule | None:
    """Infer the paging rule of an operation from the names in its parameters, response headers and response body.

    The styles are tried in this order: a `Link` header, a next URL, a cursor, a page number or offset. Return None if
    no style matches, or if no array or several arrays could contain the items.
    """
    if operation.method not in {"get", "post"}:
        return None
    items = items_pointer(document, operation)
    if items is None:
        return None
    for attempt in (_infer_link, _infer_next_url, _infer_cursor, _infer_number):
        found = attempt(document, operation, items)
        if found is not None:
            rule, evidence = found
            return _rule(document, operation, {"items": items, **rule}, operation.pointer, evidence)
    return None


Inferred = tuple[JsonObject, str] | None


def _infer_link(_: JsonObject, operation: Operation, items: str) -> Inferred:
    headers = {name.lower() for name in _headers(operation)}
    if operation.method == "get" and "link" in headers and (items == "" or _size(operation, PAGE_SIZES)):
        return {"style": "link", **_size(operation, PAGE_SIZES)}, "the response header Link"
    return None


def _infer_next_url(document: JsonObject, operation: Operation, items: str) -> Inferred:
    if operation.method != "get":
        return None
    members = _members(document, operation, "")
    if items == "/results" and {"next", "previous"} <= members.keys() and _is_text(members["next"].node):
        total = {"total": {"body": "/count"}} if _is_count(document, members.get("count")) else {}
        rule = {"style": "next-url", "next": {"body": "/next"}, **total, **_size(operation, PAGE_SIZES)}
        return rule, "the properties next, previous and results"
    urls = [
        name
        for name, each in members.items()
        if NEXT_URL.fullmatch(name) and _is_url(resolve_ref(document, each.node).node)
    ]
    if len(urls) == 1:
        return {
            "style": "next-url",
            "next": {"body": f"/{urls[0]}"},
            **_size(operation, PAGE_SIZES),
        }, f"the URL {urls[0]}"
    return None


NEXT_URL = re.compile(r"@odata\.nextLink|next(_page)?(_ur[il]|_link|_href)|next(Page)?(Ur[il]|Link|Href)")


def _infer_cursor(document: JsonObject, operation: Operation, items: str) -> Inferred:
    query = _query(operation)
    sent = [*query] if operation.method == "get" else [*_body_members(document, operation)]
    for parameter, names in CURSORS.items():
        if parameter not in sent:
            continue
        places = [
            f"{holder and '/'}{holder}/{name}"
            for holder in PAGE_INFO_HOLDERS
            for name in names
            if _may_be_cursor(document, body_schema(document, operation, f"{holder and '/'}{holder}/{name}"))
        ]
        if len(places) == 1:
            where = "query parameter" if operation.method == "get" else "property of the request body"
            key = "parameter" if operation.method == "get" else "body-parameter"
            value = parameter if operation.method == "get" else f"/{parameter}"
            rule = {"style": "cursor", key: value, "next": {"body": places[0]}, **_size(operation, OFFSET_SIZES)}
            return rule, f"the {where} {parameter} and the property {places[0]}"
    has_id = _may_be_cursor(document, body_schema(document, operation, f"{items}/0/id"))
    for parameter in AFTER_LAST_ITEM if operation.method == "get" else ():
        if parameter in query and has_id and (more := _more(document, operation, items)):
            rule = {"style": "cursor", "parameter": parameter, "next": {"item": "id"}, **_size(operation, OFFSET_SIZES)}
            return rule, f"the query parameter {parameter} and the property {more}"
    return None


def _infer_number(document: JsonObject, operation: Operation, items: str) -> Inferred:
    if operation.method != "get":
        return None
    pages = [name for name in PAGE_PARAMETERS if _is_number(document, operation, name)]
    offsets = [name for name in OFFSET_PARAMETERS if _is_number(document, operation, name)]
    if len(pages) + len(offsets) != 1:
        return None
    (name,) = (*pages, *offsets)
    size = _size(operation, PAGE_SIZES if pages else OFFSET_SIZES)
    if not size:
        return None
    rule: JsonObject = {
        "style": "page" if pages else "offset",
        "parameter": name,
        **size,
        **_total(document, operation, items),
    }
    if pages:
        first = _first_page(document, operation, name)
        if first is None and (size["size-parameter"] in {"size", "count"} or name in {"current_page", "currentPage"}):
            return None  # The first page is unknown: Spring counts pages from 0, and Litestar leaves it to the API.
        rule |= {"first": 0} if first == 0 else {}
    return rule, f"the query parameters {name} and {size['size-parameter']}"


def _first_page(document: JsonObject, operation: Operation, name: str) -> int | None:
    schema = _parameter(document, operation, name)
    for keyword in ("default", "minimum"):
        if schema.get(keyword) in (0, 1) and not isinstance(schema[keyword], bool):
            return int(schema[keyword])
    return None


def _total(document: JsonObject, operation: Operation, items: str) -> JsonObject:
    headers = [name for name in _headers(operation) if name.lower() in TOTAL_HEADERS]
    if headers:
        return {"total": {"header": headers[0]}}
    for holder in PAGE_INFO_HOLDERS if items else ():
        places = [f"{holder and '/'}{holder}/{name}" for name in TOTALS]
        found = [each for each in places if _is_count(document, body_schema(document, operation, each))]
        if found:
            return {"total": {"body": found[0]}} if len(found) == 1 else {}
    return {}


# --- parameters and schemas of an operation ---


def _query(operation: Operation) -> list[str]:
    return [str(each.node["name"]) for each in operation.parameters if each.node["in"] == "query"]


def _size(operation: Operation, names: Iterable[str]) -> JsonObject:
    query = _query(operation)
    found = [name for name in names if name in query]
    return {"size-parameter": found[0]} if found else {}


def _parameter(document: JsonObject, operation: Operation, name: str) -> JsonObject:
    for each in operation.parameters:
        if each.node["in"] == "query" and each.node["name"] == name:
            schema = resolve_ref(document, parameter_schema(document, each).node).node
            return schema if isinstance(schema, dict) else {}
    return {}


def _is_number(document: JsonObject, operation: Operation, name: str) -> bool:
    return name in _query(operation) and _types(_parameter(document, operation, name)) <= {"integer", "number"}


def _success(operation: Operation) -> Resolved | None:
    return next(
        (each for status, each in operation.responses.items() if status[:1] == "2" and each.node.get("content")), None
    )


def _headers(operation: Operation) -> list[str]:
    found = _success(operation)
    return list(found.node.get("headers") or {}) if found else []


def _json_schema(document: JsonObject, holder: Resolved | None) -> Resolved | None:
    for media_type, media in content_of(document, holder).items() if holder else ():
        schema = resolve_ref(document, media.node.get("schema"), (*media.pointer, "schema"))
        # `*/*` counts as JSON if its schema is an object.
        if "schema" in media.node and body_kind(media_type, schema.node) is BodyKind.JSON:
            return schema
    return None


def body_schema(document: JsonObject, operation: Operation, pointer: str) -> Resolved | None:
    """Return the schema of the value at a JSON Pointer in the JSON body of an operation's success response (2xx).

    Return None if the response has no JSON body, or if the schema declares no value at this pointer.
    """
    return _follow(document, _json_schema(document, _success(operation)), parse_pointer(pointer))


def _in_body(document: JsonObject, operation: Operation, pointer: str) -> bool:
    return _follow(document, _json_schema(document, operation.body), parse_pointer(pointer)) is not None


def _body_members(document: JsonObject, operation: Operation) -> dict[str, Resolved]:
    found = _json_schema(document, operation.body)
    return object_properties(document, found).schemas if found else {}


def _members(document: JsonObject, operation: Operation, pointer: str) -> dict[str, Resolved]:
    found = body_schema(document, operation, pointer)
    return object_properties(document, found).schemas if found else {}


def _follow(document: JsonObject, schema: Resolved | None, steps: tuple[str, ...]) -> Resolved | None:
    for step in steps:
        if schema is None or not isinstance(schema.node, dict):
            return schema if schema is not None and schema.node is True else None
        schema = _step(document, schema, step)
    return schema


def _step(document: JsonObject, schema: Resolved, step: str) -> Resolved | None:
    for variant in _alternatives(document, schema):
        node = variant.node
        if not isinstance(node, dict) or not node:
            return Resolved({}, variant.pointer)  # An object without declared properties allows any property.
        found = object_properties(document, variant).schemas.get(step)
        if found is not None:
            return resolve_ref(document, found.node, found.pointer)
        if step.isdecimal() and "items" in node:
            return resolve_ref(document, node["items"], (*variant.pointer, "items"))
        extra = node.get("additionalProperties")
        if isinstance(extra, dict):
            return resolve_ref(document, extra, (*variant.pointer, "additionalProperties"))
        if _types(node) == {"object"} and not object_properties(document, variant).schemas and extra is not False:
            return Resolved({}, variant.pointer)
    return None


def _alternatives(document: JsonObject, schema: Resolved, depth: int = 0) -> Iterator[Resolved]:
    """Yield a schema and the subschemas in its `anyOf`, `oneOf` and `allOf`, up to MAX_UNION_DEPTH levels deep."""
    yield schema
    if depth < MAX_UNION_DEPTH and isinstance(schema.node, dict):
        for keyword in ("anyOf", "oneOf", "allOf"):
            for number, variant in enumerate(schema.node.get(keyword) or []):
                target = resolve_ref(document, variant, (*schema.pointer, keyword, number))
                yield from _alternatives(document, target, depth + 1)


MAX_UNION_DEPTH = 5


def items_pointer(document: JsonObject, operation: Operation) -> str | None:
    """Return the JSON Pointer of the array with a page's items in the body of the success response, such as `/data`.

    Return "" if the body itself is the array. If not exactly one property of the body is an array, return None.
    """
    body = body_schema(document, operation, "")
    if body is None or not isinstance(body.node, dict):
        return None
    if _is_array(body.node):
        return ""
    arrays = [
        name
        for name, each in _members(document, operation, "").items()
        if _is_array(resolve_ref(document, each.node).node)
    ]
    return f"/{arrays[0]}" if len(arrays) == 1 else None


def _is_list(schema: Resolved | None) -> bool:
    """Return whether a schema allows an array. A schema without `type` may do so. Return False for None."""
    return schema is not None and (
        schema.node in (True, {})
        or (isinstance(schema.node, dict) and (_is_array(schema.node) or _may_be_array(schema.node)))
    )


def _may_be_array(node: JsonObject) -> bool:
    return not _types(node) and not node.keys() & {"properties", "enum", "const"}


def _is_array(node: Any) -> bool:
    return isinstance(node, dict) and ("array" in _types(node) or ("items" in node and not _types(node)))


def _types(node: Any) -> set[str]:
    return set(non_null_types(node))


def _may_be_scalar(document: JsonObject, schema: Resolved) -> bool:
    """Return whether a schema allows a text or a number. A schema without a type allows both."""
    kinds = set().union(*(_types(each.node) for each in _alternatives(document, schema)))
    return not kinds or bool(kinds & {"string", "integer", "number"})


def _is_text(node: Any) -> bool:
    return isinstance(node, dict) and (_types(node) == {"string"} or any(map(_is_text, node.get("anyOf") or ())))


def _is_count(document: JsonObject, schema: Resolved | None) -> bool:
    """Return whether a schema allows only numbers, and possibly null, so that a value can be a number of items.

    Return False for None and for a schema without `type`.
    """
    kinds = set().union(*(_types(each.node) for each in _alternatives(document, schema))) if schema else set()
    return bool(kinds) and kinds <= {"integer", "number"}


def _may_be_cursor(document: JsonObject, schema: Resolved | None) -> bool:
    """Return whether the values of a schema can be cursors: strings or integers only, and not URLs.

    Return False if there is no schema.
    """
    if schema is None or not isinstance(schema.node, dict) or _is_url(schema.node):
        return False
    nodes = [each.node for each in _alternatives(document, schema)]
    kinds = set().union(*map(_types, nodes))
    return bool(kinds) and kinds <= {"string", "integer"}


def _is_url(node: Any) -> bool:
    if not isinstance(node, dict):
        return False
    return node.get("format") in {"uri", "url", "uri-reference"} or any(map(_is_url, node.get("anyOf") or ()))


def _more(document: JsonObject, operation: Operation, items: str) -> str:
    """Return the JSON Pointer of the boolean, such as `/has_more`, that says whether more pages follow.

    Return "" if the response has none. `items` is the JSON Pointer of the array of items.
    """
    if not items:
        return ""
    holder = items.rpartition("/")[0]
    for places in (holder, ""):
        for name in MORE:
            found = body_schema(document, operation, f"{places}/{name}")
            if found is not None and "boolean" in _types(found.node):
                return f"{places}/{name}"
    return ""
