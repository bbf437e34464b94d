"""The metadata of a list page, such as the total, the page size and the next URL. It is in the body or in headers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlencode

from specloop.mock.pagination import (
    CURRENT_OFFSET_NAMES,
    CURRENT_PAGE_NAMES,
    CURRENT_SIZE_NAMES,
    MORE_NAMES,
    NEXT_CURSOR_NAMES,
    NEXT_URL_NAMES,
    PAGES_NAMES,
    PREVIOUS_URL_NAMES,
    TOTAL_NAMES,
    ListPage,
    PageRule,
    plain,
)
from specloop.mock.parameter_decoder import ABSENT
from specloop.mock.reply import Reply, put_fitting
from specloop.mock.request_checks import IncomingRequest
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema_set import SchemaSet


class PageWriter:
    """Writes the metadata of a list page, such as the total or the next URL, into a response.

    The pagination rule names some of the properties and headers. The others are found by well-known names.
    """

    def __init__(self, rule: PageRule, page: ListPage, request: IncomingRequest, url: str) -> None:
        self.rule = rule
        self.page = page
        self.request = request
        self.url = url

    def write_body(self, whole: Any, schemas: SchemaSet, pointer: JsonPointer) -> None:
        """Write pagination metadata, such as the total, into the body of a list response.

        A value that the body's schema rejects is converted to a string, or not written.

        Args:
            whole: The body, which this method changes.
            schemas: The schemas that responses must match.
            pointer: The pointer of the body's schema.
        """
        accepts = schemas.validator(pointer).is_valid
        rule, page = self.rule, self.page
        stated: dict[JsonPointer, Any] = {
            place.steps: value
            for place, value in ((rule.total, page.total), (rule.size, page.size), (rule.next, self._next()))
            if place is not None and place.kind == "body"
        }
        for steps, value in stated.items():
            put_fitting(whole, steps, value, accepts)
        for steps, name in _metadata_properties(schemas, pointer, rule.items):
            if steps not in stated and (value := self._known_value(plain(name))) is not ABSENT:
                put_fitting(whole, steps, value, accepts)

    def write_headers(self, reply: Reply) -> None:
        """Write the metadata of the page to response headers, such as the total or the next URL."""
        rule, page = self.rule, self.page
        for name in [*reply.headers]:
            for value, names in self._numbers():
                if plain(name) in names:
                    reply.headers[name] = str(value)
        for place, value in ((rule.total, page.total), (rule.size, page.size), (rule.next, self._next())):
            if place is not None and place.kind == "header":
                reply.headers.pop(place.name.lower(), None)
                if value is not None:
                    reply.headers[place.name.lower()] = str(value)
        if "link" in reply.headers or rule.style == "link":
            reply.headers.pop("link", None)
            relations = (("next", page.next_value), ("prev", page.previous_value))
            links = [f'<{self._url_of(value)}>; rel="{name}"' for name, value in relations if value is not None]
            if links:
                reply.headers["link"] = ", ".join(links)

    def _next(self) -> Any:
        if self.page.next_value is None or self.rule.style != "next-url":
            return self.page.next_value
        return self._url_of(self.page.next_value)

    def _numbers(self) -> tuple[tuple[int, set[str]], ...]:
        page = self.page
        return (
            (page.total, TOTAL_NAMES),
            (-(-page.total // page.size), PAGES_NAMES),
            (page.number, CURRENT_PAGE_NAMES),
            (page.size, CURRENT_SIZE_NAMES),
            (page.start, CURRENT_OFFSET_NAMES),
        )

    def _known_value(self, name: str) -> Any:
        page = self.page
        for value, names in self._numbers():
            if name in names:
                return value
        if name in MORE_NAMES:
            return page.has_more
        if name in NEXT_URL_NAMES:
            return self._url_of(page.next_value) if page.has_more else None
        if name in NEXT_CURSOR_NAMES:
            return page.next_value
        if name in PREVIOUS_URL_NAMES:
            return None if page.previous_value is None else self._url_of(page.previous_value)
        return ABSENT

    def _url_of(self, value: Any) -> str:
        address = f"{self.url}{self.request.raw_path}"
        if self.rule.parameter is None:
            return address
        pairs = [(name, unquote(raw)) for name, raw in self.request.pairs if name != self.rule.parameter]
        return f"{address}?{urlencode([*pairs, (self.rule.parameter, value)])}"


def _metadata_properties(
    schemas: SchemaSet, pointer: JsonPointer, items: JsonPointer
) -> Iterator[tuple[JsonPointer, str]]:
    """Yield the path and name of each scalar property in the two top levels of a body, outside the list at `items`.

    For `total` in `{"meta": {"total": 7}}`, they are ("meta", "total") and "total".
    """
    for name, child in schemas.properties(schemas.at(pointer)).items():
        kinds = schemas.types(child)
        if "object" in kinds and "string" not in kinds:
            for inner, grandchild in schemas.properties(child).items():
                if (name, inner) != items and not schemas.types(grandchild) <= {"object", "array"}:
                    yield (name, inner), inner
        elif (name,) != items and not kinds <= {"array"}:
            yield (name,), name
