"""Detection of the paging rule of a list operation, i.e. how the next page is requested.

A rule is proved by requesting pages. Two small pages must have the same items as one page of double size. No item may
be on two pages, and the list must end. If no parameter sets the page size, other requests or the total in the response
must show that no item is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from specloop.openapi.json_pointer import JsonObject, parse_pointer
from specloop.openapi.operations import Operation
from specloop.openapi.pagination import MORE, TOTALS

PROBED_PAGE_NAMES = {"page", "pagenumber", "pageno", "pagenum", "pageindex", "currentpage", "p"}
PROBED_OFFSET_NAMES = {"offset", "skip", "start", "startindex", "from", "firstresult"}
PROBED_CURSOR_NAMES = {
    "cursor",
    "pagetoken",
    "nexttoken",
    "continuationtoken",
    "continuation",
    "after",
    "marker",
    "next",
}
PROBED_LAST_ITEM_NAMES = {"startingafter", "after", "afterid", "sinceid", "lastid", "startafter", "startafterid"}
"""Names of parameters that may select the next page by the id of the last item of the previous page."""
PROBED_SIZE_NAMES = {
    *("perpage", "pagesize", "limit", "size", "take", "count", "maxresults", "maxitems", "pagelimit", "top", "rows"),
    *("resultsperpage", "itemsperpage"),
}
PROBED_NEXT_NAMES = PROBED_CURSOR_NAMES | {"nextcursor", "nextpagetoken", "endcursor", "nextmarker", "lastid"}

PROBED_NAMES = PROBED_PAGE_NAMES | PROBED_OFFSET_NAMES | PROBED_CURSOR_NAMES | PROBED_LAST_ITEM_NAMES
"""Names of parameters that could select a page, in lower case and without separators."""

FEW_ITEMS = 2
"""How many items a request for a small page asks for."""

FAR_POSITION = 1_000_000
"""A page number or an offset that is assumed to be after the end of any list."""

MAX_PAGES = 50
"""The largest number of pages that are read to find the end of a list."""

Fetch = Callable[[Mapping[str, str]], Any]
"""A function that sends the list request with additional query parameters and returns the JSON body.

The function raises NoProofError if the request fails.
"""


class NoProofError(Exception):
    """The requested pages of a list do not prove how the list is paged. The message states the reason."""


def prove_rule(operation: Operation, items: str, fetch: Fetch) -> JsonObject:
    """Find out how the next page of a list is requested. Return this rule as the value of `x-pagination`.

    Raises NoProofError if the pages prove no rule. `items` is the JSON Pointer of the items in a response.
    """
    query = [each.node["name"] for each in operation.parameters if each.node["in"] == "query"]
    sizes = [name for name in query if _fold(name) in PROBED_SIZE_NAMES]
    size = _only_one(sizes, "sets the number of items on a page") if sizes else ""
    parameter = _only_one([name for name in query if _fold(name) in PROBED_NAMES], "could select the next page")
    prober = _Prober(fetch, items, parameter, size)
    name = _fold(parameter)
    if name in PROBED_PAGE_NAMES | PROBED_OFFSET_NAMES:
        found = prober.prove_position_rule("page" if name in PROBED_PAGE_NAMES else "offset")
    elif name in PROBED_LAST_ITEM_NAMES and not (name in PROBED_CURSOR_NAMES and prober.has_cursor):
        found = prober.prove_last_item()
    else:
        found = prober.prove_cursor_rule()
    shown = {"size-parameter": size} if size else {}
    return {"style": found.pop("style"), "parameter": parameter, **shown, "items": items, **found}


def has_candidates(operation: Operation) -> bool:
    """Return whether an operation has a query parameter that may select a page, such as `page`."""
    return not PROBED_NAMES.isdisjoint(_query_names(operation))


def has_page_size(operation: Operation) -> bool:
    """Return whether an operation has a query parameter that may set the number of items on a page."""
    return not PROBED_SIZE_NAMES.isdisjoint(_query_names(operation))


def _query_names(operation: Operation) -> list[str]:
    return [_fold(each.node["name"]) for each in operation.parameters if each.node["in"] == "query"]


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _only_one(names: list[str], purpose: str) -> str:
    if len(names) != 1:
        raise NoProofError(f"{', '.join(names) or 'no parameter'} {purpose}; expected exactly one")
    return names[0]


@dataclass(frozen=True)
class _Prober:
    """Requests pages of one list operation, to prove how one query parameter selects pages.

    The methods `prove_...` return keys of `x-pagination`, such as `style`, or raise NoProofError.

    Attributes:
        fetch: Requests a page, with the given query parameters.
        items: The JSON Pointer of the items in a response.
        parameter: The query parameter that is tested.
        size: The query parameter that sets how many items a page has; "" if there is none.
    """

    fetch: Fetch
    items: str
    parameter: str
    size: str

    def prove_position_rule(self, style: str) -> JsonObject:
        """Check that `self.parameter` selects a page by its number (`style` "page") or by its offset ("offset").

        Return the key `style` of `x-pagination`, and `first` if page numbers begin at 0.
        """
        first_items = self._small_page()
        starts = (1, 0) if style == "page" else (0,)
        start = next((each for each in starts if self._small_page(each) == first_items), None)
        if start is None:
            raise NoProofError(f"`{self.parameter}` {' or '.join(map(str, starts))} does not return the first items")
        rule = {"style": style, **({"first": 0} if style == "page" and start == 0 else {})}
        if not self.size and style == "page":
            self._check_total(start)
            return rule
        step = 1 if style == "page" else len(first_items)
        self._check_first_pages(first_items, self._small_page(start + step))
        if not self.size and self._small_page(len(first_items) - 1)[:1] != first_items[-1:]:
            raise NoProofError(
                f"`{self.parameter}` {len(first_items) - 1} does not begin with the last of the first items"
            )
        if self._small_page(FAR_POSITION):
            raise NoProofError(f"the list does not end: `{self.parameter}` {FAR_POSITION:,} still has items")
        return rule

    def _check_total(self, start: int) -> None:
        """Check that all pages together have as many items as the total in the response. Raises NoProofError if not.

        The pages are requested by number, beginning with `start`.
        """
        total = _total(self.fetch({}))
        if total is None:
            reason = "no parameter sets the number of items on a page, and no total is stated"
            raise NoProofError(f"{reason}: missing items could not be detected")
        pages: list[list[str]] = []
        while len(pages) < MAX_PAGES and (page := self._small_page(start + len(pages))):
            pages.append(page)
            self._check_different(pages)
        found = sum(map(len, pages))
        if len(pages) == MAX_PAGES:
            raise NoProofError(f"the list does not end within {MAX_PAGES} pages")
        if len(pages) < len(("first", "second")):
            raise NoProofError("the list has only one page")
        if found != total:
            raise NoProofError(f"the pages have {found:,} items, but the response states a total of {total:,}")

    @property
    def has_cursor(self) -> bool:
        """Whether a response of the list has a value that may be the cursor of the next page."""
        return bool(_next_values(self.fetch({})))

    def prove_last_item(self) -> JsonObject:
        """Check that `self.parameter` requests the next page by the id of the last item.

        Return the keys `style` and `next` of `x-pagination`.
        """
        first = self._small_page()
        name = self._id_name(first)
        self._check_first_pages(first, self._small_page(self._id_of(first[-1], name)))
        pages = [self._read(self.fetch({}))]
        for _ in range(MAX_PAGES):
            body = self.fetch({self.parameter: self._id_of(pages[-1][-1], name)})
            if not (page := self._read(body)):
                return {"style": "cursor", "next": {"item": name}}
            pages.append(page)
            self._check_different(pages)
            if any(body.get(key) is False for key in MORE if isinstance(body, dict)):
                return {"style": "cursor", "next": {"item": name}}
        raise NoProofError(f"the list does not end within {MAX_PAGES} pages")

    def _id_name(self, page: list[str]) -> str:
        """Return the property that identifies each item: `id`, or else the only property whose name ends in `id`.

        Raises NoProofError if there is no such property. `page` has the items as JSON texts.
        """
        items = [json.loads(each) for each in page]
        if not items or not all(isinstance(each, dict) for each in items):
            raise NoProofError("no property of the response could be the next cursor, and its items are not objects")
        names = [name for name in items[0] if all(isinstance(each.get(name), str | int) for each in items)]
        names = [name for name in names if len({str(each[name]) for each in items}) == len(items)]
        if "id" in names:
            return "id"
        return _only_one([name for name in names if re.search(r"(^|_)id$|Id$|ID$", name)], "could identify an item")

    def _id_of(self, item: str, name: str) -> str:
        found = json.loads(item)
        if not isinstance(found, dict) or not isinstance(found.get(name), str | int):
            raise NoProofError(f"an item has no `{name}`")
        return str(found[name])

    def prove_cursor_rule(self) -> JsonObject:
        """Check that each response contains a cursor, which requests the next page as the value of `self.parameter`.

        Return the keys `style` and `next` of `x-pagination`.
        """
        body = self.fetch({self.size: str(FEW_ITEMS)} if self.size else {})
        pointers = [pointer for pointer, _ in _next_values(body)]
        if not pointers and (empty := _next_values(body, is_empty=True)):
            raise NoProofError(f"the list has only one page: its response has no value at {empty[0][0]}")
        if len(pointers) != 1:
            names = ", ".join(pointers) or "no property"
            raise NoProofError(f"{names} of the response could be the next cursor; expected exactly one")
        ((pointer, cursor),) = _next_values(body)
        self._check_first_pages(self._read(body), self._small_page(cursor))
        body, seen, pages = self.fetch({}), set[str](), list[list[str]]()
        for _ in range(MAX_PAGES):
            pages.append(self._read(body))
            found = dict(_next_values(body))
            if not found.get(pointer) or not pages[-1]:  # An empty page ends a list, as in the client.
                return {"style": "cursor", "next": {"body": pointer}}
            if found[pointer] in seen:
                raise NoProofError("the server repeats a cursor")
            self._check_different(pages)
            seen.add(found[pointer])
            body = self.fetch({self.parameter: found[pointer]})
        raise NoProofError(f"the list does not end within {MAX_PAGES} pages")

    def _check_first_pages(self, first: list[str], second: list[str]) -> None:
        """Check that the first two pages share no item, and together equal one page of double size.

        Raises NoProofError if not.
        """
        if not first or (self.size and len(first) != FEW_ITEMS):
            asked = f"`{self.size}` {FEW_ITEMS}" if self.size else "the server"
            raise NoProofError(f"{asked} returns a first page of {len(first)} items")
        if not second:
            raise NoProofError("the list has only one page")
        self._check_different([first, second])
        if not self.size:
            return
        whole = self._read(self.fetch({self.size: str(2 * FEW_ITEMS)}))
        if len(whole) < len(first) + len(second):
            raise NoProofError(f"the server limits `{self.size}` to {len(whole)}, so that no page shows all items")
        if whole != first + second:
            raise NoProofError("items are missing between the first and the second page")

    def _check_different(self, pages: list[list[str]]) -> None:
        """Raise NoProofError if an item of the last page is also on an earlier page."""
        *earlier, last = pages
        if len(pages) == len(("first", "second")) and last == earlier[0]:
            raise NoProofError(f"the server ignores `{self.parameter}`: the second page is the first one")
        if any(not set(last).isdisjoint(page) for page in earlier):
            order = "first page are on the second page" if len(earlier) == 1 else "earlier pages are on a later page"
            raise NoProofError(f"items of {'the ' if len(earlier) == 1 else ''}{order}, too")

    def _small_page(self, position: object = None) -> list[str]:
        query = {} if position is None else {self.parameter: str(position)}
        few = {self.size: str(FEW_ITEMS)} if self.size else {}
        return self._read(self.fetch({**few, **query}))

    def _read(self, body: Any) -> list[str]:
        """Return the items of a response, each as a JSON text with sorted keys, so that they can be compared."""
        for step in parse_pointer(self.items):
            body = body.get(step) if isinstance(body, dict) else None
        if not isinstance(body, list):
            raise NoProofError(f"the response has no array at {self.items or 'its root'}")
        return [json.dumps(each, sort_keys=True) for each in body]


def _total(body: Any) -> int | None:
    """Return the total number of items that a response states, as in `total`; None if it states none or several."""
    holders = [body, *body.values()] if isinstance(body, dict) else []
    found = [each[name] for each in holders if isinstance(each, dict) for name in TOTALS if type(each.get(name)) is int]
    return found[0] if len(found) == 1 else None


def _next_values(body: Any, *, is_empty: bool = False) -> list[tuple[str, str]]:
    """Return the pointer and the value of each property that may be the next cursor, such as `next_cursor`.

    If `is_empty` is true, return the properties with such names that have no value, i.e. that are null or "".
    """
    found = []
    for name, value in body.items() if isinstance(body, dict) else ():
        inside = value.items() if isinstance(value, dict) else ()
        found += [(f"/{name}", name, value), *((f"/{name}/{inner}", inner, each) for inner, each in inside)]
    named = [(pointer, value) for pointer, name, value in found if _fold(name) in PROBED_NEXT_NAMES]
    if is_empty:
        return [(pointer, "") for pointer, value in named if value is None or value == ""]
    return [(pointer, str(value)) for pointer, value in named if value != "" and _is_text_or_integer(value)]


def _is_text_or_integer(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)
