"""Pagination in the mock: how an operation pages its list (PageRule), and the selection of one page (ListPage).

A PageRule follows an extension such as `x-pagination`, or the rule that the generated client infers. If there is
neither, it is inferred from common names, such as `page` and `items`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specloop.openapi.json_pointer import JsonObject, JsonPointer, parse_local_ref
from specloop.openapi.operations import Operation, content_of, parameter_schema
from specloop.openapi.pagination import paging_rule
from specloop.openapi.schema_set import SchemaSet

DEFAULT_PAGE_ITEMS = 100
MAX_PAGE_ITEMS = 100
"""Maximum number of items on a page, if the document states no maximum for the size parameter."""

OWN_CURSOR_PARAMETER = "cursor"
"""The query parameter that selects a page in next URLs, if the document has no such parameter."""

PAGE_NAMES = {"page", "pagenumber", "pageno", "pageindex", "pagenum"}
OFFSET_NAMES = {"offset", "skip", "startindex", "start", "pageoffset"}
CURSOR_NAMES = {
    "cursor",
    "pagetoken",
    "nexttoken",
    "continuationtoken",
    "pagecursor",
    "nextcursor",
    "marker",
    "continuation",
}
AFTER_NAMES = {"after", "startingafter", "sinceid", "pageafter"}
SIZE_NAMES = {
    *("perpage", "pagesize", "limit", "size", "take", "count", "maxresults", "pagelimit", "first", "maxitems", "top"),
}
ITEMS_NAMES = ("data", "items", "results", "entries", "records", "value", "list", "elements", "values", "rows")

TOTAL_NAMES = {
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalsize",
    "totalrecords",
    "paginationcount",
    "xtotal",
    "xtotalcount",
    "count",
}
PAGES_NAMES = {"totalpages", "pages", "pagecount", "lastpage", "xtotalpages", "numpages"}
MORE_NAMES = {"hasmore", "hasnext", "hasnextpage", "more"}
NEXT_CURSOR_NAMES = {
    "nextcursor",
    "nextpagetoken",
    "nexttoken",
    "endcursor",
    "cursor",
    "continuationtoken",
    "nextmarker",
}
NEXT_URL_NAMES = {"next", "nexturl", "nextpage", "nextlink", "nextpageurl", "odatanextlink"}
PREVIOUS_URL_NAMES = {"previous", "prev", "previousurl", "prevurl", "previouslink", "prevpageurl", "previouspage"}
CURRENT_PAGE_NAMES = {"page", "currentpage", "pagenumber", "paginationpage", "xpage"}
CURRENT_SIZE_NAMES = {"perpage", "pagesize", "limit", "size", "take", "paginationtake", "xperpage", "itemsperpage"}
CURRENT_OFFSET_NAMES = {"offset", "skip", "startindex"}


@dataclass(frozen=True)
class PageValue:
    """The location of pagination metadata in a response, such as the total number of items.

    Attributes:
        kind: "header", "body", or "item" if the metadata is in the last item on the page.
        name: The name of the header, or the JSON Pointer in the body or in the last item.
    """

    kind: str
    name: str

    @property
    def steps(self) -> JsonPointer:
        """The JSON Pointer in `name`, parsed.

        It starts at the body or, if `kind` is "item", at the last item on the page.
        """
        return parse_local_ref(self.name) if self.name not in {"", "#"} else ()


@dataclass(frozen=True)
class PageRule:
    """The pagination rule of a list operation.

    It states where the items and the metadata are in a response, and which parameters select a page.
    """

    style: str
    items: JsonPointer
    item_schema: JsonPointer
    parameter: str | None = None
    body_parameter: JsonPointer = ()
    size_parameter: str | None = None
    default_size: int = DEFAULT_PAGE_ITEMS
    max_size: int = MAX_PAGE_ITEMS
    first: int = 1
    total: PageValue | None = None
    size: PageValue | None = None
    next: PageValue | None = None

    @property
    def position_style(self) -> str:
        """The meaning of the parameter that selects the page.

        The result is one of these:

            page      the number of the page
            offset    the number of items before the page
            cursor    a cursor from the previous response
            after     the id of the last item on the previous page
            none      there is no such parameter
        """
        if self.next is not None and self.next.kind == "item":
            return "after"
        if self.style not in {"link", "next-url"}:
            return self.style
        name = plain(self.parameter or "")
        known = {"page": PAGE_NAMES, "offset": OFFSET_NAMES, "after": AFTER_NAMES}
        return next((style for style, names in known.items() if name in names), "cursor")

    @property
    def parameters(self) -> set[str]:
        """The names of the query parameters that select a page or its size."""
        return {name for name in (self.parameter, self.size_parameter) if name}


@dataclass(frozen=True)
class ListPage:
    """One page of a list, with the values for its metadata, such as the total and the next cursor.

    Attributes:
        start: The number of items before the page.
        size: The maximum number of items on a page.
        total: The number of items on all pages.
        number: The number of the page. The first page has the number `PageRule.first`.
        next_value: The value that selects the next page, such as a page number or a cursor; None if no page follows.
        previous_value: The value that selects the previous page; None for the first page.
    """

    start: int
    size: int
    total: int
    number: int
    next_value: str | int | None
    previous_value: str | int | None

    @property
    def has_more(self) -> bool:
        """Whether more pages follow this page."""
        return self.next_value is not None


def plain(name: str) -> str:
    """Return a name in lower case and without separators: `page_Size` becomes `pagesize`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def read_rule(schemas: SchemaSet, operation: Operation) -> PageRule | None:
    """Build the PageRule of an operation. Return None if its success response contains no list."""
    stated = _rule_fields(schemas.root, operation)
    found = find_items(schemas, operation, stated.get("items"))
    if found is None:
        return None
    items, item_schema = found
    query = {each.node["name"]: each for each in operation.parameters if each.node["in"] == "query"}
    style, parameter = _style(query, stated)
    size_parameter = stated.get("size-parameter") or next((name for name in query if plain(name) in SIZE_NAMES), None)
    default, most = (
        _sizes(schemas, query.get(size_parameter)) if size_parameter in query else (DEFAULT_PAGE_ITEMS, MAX_PAGE_ITEMS)
    )
    first = stated.get("first", 1)
    if "first" not in stated and style == "page" and parameter in query:
        schema = schemas.flatten(schemas.at(parameter_schema(schemas.root, query[parameter]).pointer))
        first = 0 if schema.get("default") == 0 or schema.get("minimum") == 0 else 1
    return PageRule(
        style=style,
        items=items,
        item_schema=item_schema,
        parameter=parameter,
        body_parameter=parse_local_ref(stated["body-parameter"]) if stated.get("body-parameter") else (),
        size_parameter=size_parameter,
        default_size=default,
        max_size=most,
        first=first,
        total=_place(stated.get("total")),
        size=_place(stated.get("size")),
        next=_place(stated.get("next")),
    )


def _rule_fields(document: JsonObject, operation: Operation) -> JsonObject:
    """Return the documented or inferred pagination rule of an operation, in the form of `x-pagination`.

    Return {} if there is no rule.
    """
    rule, _ = paging_rule(document, operation)
    if rule is None:
        return {}
    found = {
        "style": rule.style,
        "parameter": rule.parameter,
        "body-parameter": rule.body_parameter,
        "size-parameter": rule.size_parameter,
        "items": rule.items,
        "total": rule.total and dict([rule.total]),
        "size": rule.size and dict([rule.size]),
        "next": rule.next and dict([rule.next]),
        "first": rule.first if rule.first != 1 else None,
    }
    return {key: value for key, value in found.items() if value not in ("", None) or key == "items"}


def _style(query: Mapping[str, Any], stated: JsonObject) -> tuple[str, str | None]:
    if stated.get("style"):
        style = str(stated["style"])
        parameter = stated.get("parameter")
        if parameter is None and style in {"link", "next-url"}:
            parameter = _style(query, {})[1] or OWN_CURSOR_PARAMETER
        return style, parameter
    for style, names in (
        ("page", PAGE_NAMES),
        ("offset", OFFSET_NAMES),
        ("cursor", CURSOR_NAMES),
        ("after", AFTER_NAMES),
    ):
        for name in query:
            if plain(name) in names:
                return style, name
    return "none", None


def _sizes(schemas: SchemaSet, parameter: Any) -> tuple[int, int]:
    flat = schemas.flatten(schemas.at(parameter_schema(schemas.root, parameter).pointer))
    most, default = flat.get("maximum"), flat.get("default")
    limit = max(int(most), 1) if isinstance(most, int | float) else MAX_PAGE_ITEMS
    limit = min(limit, 10 * MAX_PAGE_ITEMS)
    size = int(default) if isinstance(default, int | float) and default >= 1 else min(DEFAULT_PAGE_ITEMS, limit)
    return min(size, limit), limit


def _place(value: Any) -> PageValue | None:
    if isinstance(value, dict) and len(value) == 1:
        ((kind, name),) = value.items()
        return PageValue(str(kind), str(name))
    return None


def find_items(
    schemas: SchemaSet, operation: Operation, rule_items: Any = None
) -> tuple[JsonPointer, JsonPointer] | None:
    """Return the path of the list in an operation's success response, and the pointer of its items' schema.

    Return None if there is no list.

    Args:
        schemas: The schemas of the document.
        operation: The operation.
        rule_items: The JSON Pointer to the list, from the `items` of the pagination rule; None to search for the list.
    """
    for code, response in operation.responses.items():
        if not code.startswith("2") and code != "default":
            continue
        for media_type, media in content_of(schemas.root, response).items():
            if schemas.is_json_body(media_type, media):
                pointer = (*media.pointer, "schema")
                if isinstance(rule_items, str) and rule_items:
                    steps = parse_local_ref(rule_items)
                    found = _descend(schemas, pointer, steps)
                    return (steps, found) if found else None
                return _search_items(schemas, pointer, is_stated=isinstance(rule_items, str))
        break
    return None


def _descend(schemas: SchemaSet, pointer: JsonPointer, steps: JsonPointer) -> JsonPointer | None:
    for step in steps:
        where = next(
            (
                place
                for place in iter_subschemas(schemas, pointer)
                if step in (schemas.at(place).get("properties") or {})
            ),
            None,
        )
        if where is None:
            return None
        pointer = (*where, "properties", step)
    return _item_schema(schemas, pointer)


def _item_schema(schemas: SchemaSet, pointer: JsonPointer) -> JsonPointer | None:
    return next(
        (
            (*place, "items")
            for place in iter_subschemas(schemas, pointer)
            if isinstance(schemas.at(place).get("items"), dict)
        ),
        None,
    )


def _search_items(
    schemas: SchemaSet, pointer: JsonPointer, *, is_stated: bool
) -> tuple[JsonPointer, JsonPointer] | None:
    if root := _item_schema(schemas, pointer):
        return ((), root) if is_stated or _is_object(schemas, root) else None
    arrays = []
    for place in iter_subschemas(schemas, pointer):
        for name, child in (schemas.at(place).get("properties") or {}).items():
            inner = _item_schema(schemas, (*place, "properties", name))
            if inner is not None and "array" in schemas.types(child) and _is_object(schemas, inner):
                arrays.append((name, inner))
    named = [each for known in ITEMS_NAMES for each in arrays if each[0].lower() == known]
    if named or len(arrays) == 1:
        name, inner = (named or arrays)[0]
        return (name,), inner
    return None


def _is_object(schemas: SchemaSet, pointer: JsonPointer) -> bool:
    return "object" in schemas.types(schemas.at(pointer))


def iter_subschemas(schemas: SchemaSet, pointer: JsonPointer) -> Iterator[JsonPointer]:
    """Yield the pointers of a schema, its `$ref` target, and its `allOf`, `anyOf` and `oneOf` schemas, recursively."""
    unread, seen = [pointer], set[JsonPointer]()
    while unread:
        place = unread.pop(0)
        node = schemas.at(place)
        if place in seen or not isinstance(node, dict):
            continue
        seen.add(place)
        yield place
        if isinstance(node.get("$ref"), str) and node["$ref"].startswith("#"):
            unread.append(parse_local_ref(node["$ref"]))
        for keyword in ("allOf", "anyOf", "oneOf"):
            unread += [(*place, keyword, number) for number in range(len(node.get(keyword) or []))]


# ---- one page ----


def select_page(rule: PageRule, position: Any, size: Any, ids: list[str]) -> ListPage:
    """Return the page of a list that a request asks for.

    Args:
        rule: The pagination rule.
        position: The value of the parameter that selects the page, such as a page number or a cursor; None for the
            first page.
        size: The requested page size; None for the default.
        ids: The identifiers of all resources in the list, in its order.
    """
    total, style = len(ids), rule.position_style
    width = max(1, int(min(size, rule.max_size))) if is_number(size) else rule.default_size
    start = _start(rule, position, width, ids)
    end = min(start + width, total)
    number = rule.first + start // width
    following: str | int | None = None
    previous: str | int | None = None
    if end < total and rule.style != "none":
        numbered = {"page": number + 1, "offset": end}.get(style)
        following = numbered if numbered is not None else ids[end - 1] if style == "after" else encode_cursor(end)
    if start > 0:
        back = max(start - width, 0)
        previous = {"page": max(number - 1, rule.first), "offset": back}.get(style, encode_cursor(back))
    return ListPage(start, width, total, number, following, previous)


def _start(rule: PageRule, position: Any, width: int, ids: list[str]) -> int:
    style = rule.position_style
    if position is None or position == "":
        return 0
    if style == "page":
        page = int(min(max(position, rule.first), 10**12)) if is_number(position) else rule.first
        return min((page - rule.first) * width, len(ids))
    if style == "offset":
        return min(max(int(min(position, 10**12)), 0), len(ids)) if is_number(position) else 0
    if style == "after":
        return ids.index(str(position)) + 1 if str(position) in ids else 0
    return min(decode_cursor(position), len(ids))


def is_number(value: Any) -> bool:
    """Return whether a JSON value is a number. Booleans and NaN are not numbers."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value  # noqa: PLR0124 - NaN


def encode_cursor(start: int) -> str:
    """Encode the cursor of a page. `start` is the index of the page's first item in the list."""
    return f"cursor-{start}"


def decode_cursor(cursor: Any) -> int:
    """Decode a cursor: return the list index of the first item on the page. Return 0 for an invalid cursor."""
    match = re.fullmatch(r"(?:cursor-)?([0-9]{1,9})", str(cursor))
    return int(match[1]) if match else 0
