"""Detection of the paging rule of a list operation for which the contract documents no rule.

The requests ask for two pages of FEW_ITEMS items, and for the same items in one larger page. A rule is proved if no
item is missing or repeated, the pages differ, and the list ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from specloop.openapi.json_pointer import JsonObject, parse_pointer
from specloop.openapi.operations import Operation

PROBED_PAGE_NAMES = {"page", "pagenumber", "pageno", "pagenum", "pageindex", "p"}
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
PROBED_SIZE_NAMES = {
    *("perpage", "pagesize", "limit", "size", "take", "count", "maxresults", "maxitems", "pagelimit", "top", "rows")
}
PROBED_NEXT_NAMES = PROBED_CURSOR_NAMES | {"nextcursor", "nextpagetoken", "endcursor", "nextmarker", "lastid"}

FEW_ITEMS = 2
"""The number of items per page that the requests ask for."""

FAR_POSITION = 1_000_000
"""A page number or an offset that is assumed to be after the end of any list."""

MAX_PAGES = 50
"""The largest number of pages that are read to find the end of a list with a cursor."""

Fetch = Callable[[Mapping[str, str]], Any]
"""A function that sends the list request with additional query parameters and returns the JSON body.

It raises NoProofError if the request fails.
"""


class NoProofError(Exception):
    """The pages of a list do not prove a paging rule; the message states the reason."""


def prove_rule(operation: Operation, items: str, fetch: Fetch) -> JsonObject:
    """Return the paging rule that the responses of a list prove, as the value of `x-pagination`.

    Raises NoProofError if they prove no rule. `items` is the JSON Pointer of the items in a response.
    """
    query = [each.node["name"] for each in operation.parameters if each.node["in"] == "query"]
    size = _only_one([name for name in query if _fold(name) in PROBED_SIZE_NAMES], "sets the number of items on a page")
    moving = [name for name in query if _fold(name) in PROBED_PAGE_NAMES | PROBED_OFFSET_NAMES | PROBED_CURSOR_NAMES]
    parameter = _only_one(moving, "could select the next page")
    prober = _Prober(fetch, items, parameter, size)
    if _fold(parameter) in PROBED_CURSOR_NAMES:
        found = prober.prove_cursor_rule()
    else:
        found = prober.prove_position_rule("page" if _fold(parameter) in PROBED_PAGE_NAMES else "offset")
    return {"style": found.pop("style"), "parameter": parameter, "size-parameter": size, "items": items, **found}


def has_candidates(operation: Operation) -> bool:
    """Return whether an operation has a query parameter that could select a page, judging by its name."""
    names = (_fold(each.node["name"]) for each in operation.parameters if each.node["in"] == "query")
    return not (PROBED_PAGE_NAMES | PROBED_OFFSET_NAMES | PROBED_CURSOR_NAMES).isdisjoint(names)


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _only_one(names: list[str], purpose: str) -> str:
    if len(names) != 1:
        raise NoProofError(f"{', '.join(names) or 'no parameter'} {purpose}; expected exactly one")
    return names[0]


@dataclass(frozen=True)
class _Prober:
    """Requests pages of one list, and checks whether they follow a paging rule."""

    fetch: Fetch
    items: str
    parameter: str
    size: str

    def prove_position_rule(self, style: str) -> JsonObject:
        """Check that the list has pages by page number or offset, and return the `style` and `first` of the rule.

        Raises NoProofError if a page contradicts the rule.
        """
        first_items = self._small_page()
        starts = (1, 0) if style == "page" else (0,)
        start = next((each for each in starts if self._small_page(each) == first_items), None)
        if start is None:
            raise NoProofError(f"neither {' nor '.join(map(str, starts))} as `{self.parameter}` gives the first items")
        self._compare(first_items, self._small_page(start + (1 if style == "page" else FEW_ITEMS)))
        if self._small_page(FAR_POSITION):
            raise NoProofError(f"the list does not end: `{self.parameter}` {FAR_POSITION:,} still has items")
        return {"style": style, **({"first": 0} if style == "page" and start == 0 else {})}

    def prove_cursor_rule(self) -> JsonObject:
        """Check that the list has pages by a cursor in the body, and return the `style` and `next` of the rule.

        Raises NoProofError if a page contradicts the rule, or the list does not end within MAX_PAGES pages.
        """
        body = self.fetch({self.size: str(FEW_ITEMS)})
        pointers = [pointer for pointer, _ in _next_values(body)]
        if len(pointers) != 1:
            names = ", ".join(pointers) or "no property"
            raise NoProofError(f"{names} of the response could be the next cursor; expected exactly one")
        ((pointer, cursor),) = _next_values(body)
        self._compare(self._read(body), self._small_page(cursor))
        body, seen = self.fetch({}), set[str]()
        for _ in range(MAX_PAGES):
            found = dict(_next_values(body))
            if not found.get(pointer):
                return {"style": "cursor", "next": {"body": pointer}}
            if found[pointer] in seen:
                raise NoProofError("the server repeats a cursor")
            seen.add(found[pointer])
            body = self.fetch({self.parameter: found[pointer]})
        raise NoProofError(f"the list does not end within {MAX_PAGES} pages")

    def _compare(self, first: list[str], second: list[str]) -> None:
        """Raise NoProofError unless one page of double size has exactly the items of the first two pages."""
        if len(first) != FEW_ITEMS:
            reason = "a first page" if first else "an empty first page"
            raise NoProofError(f"`{self.size}` {FEW_ITEMS} gives {reason} of {len(first)} items")
        if second == first:
            raise NoProofError(f"the server ignores `{self.parameter}`: the second page is the first one")
        if not second:
            raise NoProofError("the list has only one page")
        if set(first) & set(second):
            raise NoProofError("items of the first page are on the second page, too")
        whole = self._read(self.fetch({self.size: str(2 * FEW_ITEMS)}))
        if len(whole) < len(first) + len(second):
            raise NoProofError(f"the server limits `{self.size}` to {len(whole)}, so that no page shows all items")
        if whole != first + second:
            raise NoProofError("items are missing between the first and the second page")

    def _small_page(self, position: object = None) -> list[str]:
        query = {} if position is None else {self.parameter: str(position)}
        return self._read(self.fetch({self.size: str(FEW_ITEMS), **query}))

    def _read(self, body: Any) -> list[str]:
        """Return the items of a response, each as JSON text with sorted keys, so that equal items are equal texts."""
        for step in parse_pointer(self.items):
            body = body.get(step) if isinstance(body, dict) else None
        if not isinstance(body, list):
            raise NoProofError(f"the response has no array at {self.items or 'its root'}")
        return [json.dumps(each, sort_keys=True) for each in body]


def _next_values(body: Any) -> list[tuple[str, str]]:
    """Return the pointer and value of each property that could be the next cursor, by its name.

    Properties at the top level of the body and one level below are examined.
    """
    found = []
    for name, value in body.items() if isinstance(body, dict) else ():
        if _fold(name) in PROBED_NEXT_NAMES and isinstance(value, str) and value:
            found.append((f"/{name}", value))
        for inner, each in value.items() if isinstance(value, dict) else ():
            if _fold(inner) in PROBED_NEXT_NAMES and isinstance(each, str) and each:
                found.append((f"/{name}/{inner}", each))
    return found
