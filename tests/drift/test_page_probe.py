"""`drift live --paging`: the paging rule that a server's first pages prove, and servers that prove none."""

from __future__ import annotations

import json

import pytest
from support.api_server import Server
from support.drift_fixtures import run

from specloop.drift import cli as drift
from specloop.openapi.loader import load_document
from specloop.openapi.operations import iter_operations
from specloop.openapi.pagination import paging_rule

TEXTS = [f"thing {number}" for number in range(9)]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr("specloop.drift.sources.live.REQUESTS_PER_SECOND", 10_000)


@pytest.fixture
def spec(tmp_path):
    def write(*parameters: str, body: object = None):
        array = {"type": "array", "items": {"type": "string"}}
        operation = {
            "operationId": "listThings",
            "parameters": [{"name": name, "in": "query", "schema": {"type": "string"}} for name in parameters],
            "responses": {"200": {"description": "d", "content": {"application/json": {"schema": body or array}}}},
        }
        document = {"openapi": "3.1.0", "info": {"title": "Yard", "version": "1"}, "paths": {"/t": {"get": operation}}}
        file = tmp_path / "openapi.json"
        file.write_text(json.dumps(document, indent=2))
        return file

    return write


def reply(body) -> bytes:
    content = json.dumps(body).encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content


def numbered(first=1, most=100, *, ignores=False, skips=0, endless=False):
    """Return a script of a server with page numbers: the parameters are `p` and `rows`."""

    def respond(asked):
        rows = min(int(asked.query.get("rows", 4)), most)
        page = 0 if ignores else int(asked.query.get("p", first)) - first
        if endless:
            page = min(page, 1)
        start = max(page, 0) * (rows + skips)
        return reply(TEXTS[start : start + rows])

    return respond


def shifted(asked):
    """Respond like a server with offsets: the parameters are `from` and `rows`."""
    start = int(asked.query.get("from", 0))
    return reply(TEXTS[start : start + int(asked.query.get("rows", 4))])


def pointed(*, repeats=False):
    """Return a script of a server with cursors: parameters `continuation` and `rows`, next cursor in `page.marker`."""

    def respond(asked):
        rows = int(asked.query.get("rows", 4))
        start = int(asked.query.get("continuation", "c0").removeprefix("c"))
        after = min(start + rows, 4) if repeats else start + rows
        page = {"marker": f"c{after}"} if after < len(TEXTS) else {}
        return reply({"rows": TEXTS[start : start + rows], "page": page})

    return respond


def litestar(*, last=None, size="results_per_page"):
    """Return a script of a server with Litestar's CursorPagination: the response's `cursor` is that of the next page.

    `last` is the cursor in the response of the last page.
    """

    def respond(asked):
        start = int(asked.query.get("cursor", 0))
        found = TEXTS[start : start + int(asked.query.get(size, 4))]
        after = start + len(found)
        return reply({"rows": found, "cursor": after if after < len(TEXTS) else last})

    return respond


def classic(asked):
    """Respond like a server with Litestar's ClassicPagination: the parameters are `current_page` and `page_size`."""
    size = int(asked.query.get("page_size", 4))
    start = (int(asked.query.get("current_page", 1)) - 1) * size
    return reply({"rows": TEXTS[start : start + size]})


def unsized(*, total=9, skips=0, ignores=False):
    """Return a script of a server with pages of 4 items: the parameter `p` is the page number.

    None sets the page size.
    """

    def respond(asked):
        start = 0 if ignores else (int(asked.query.get("p", 1)) - 1) * (4 + skips)
        return reply({"rows": TEXTS[start : start + 4], "meta": {"total": total}})

    return respond


def shifted_by(step=4):
    """Return a script of a server with pages of 4 items: `from` is the offset, rounded down to a multiple of `step`."""

    def respond(asked):
        start = int(asked.query.get("from", 0)) // step * step
        return reply(TEXTS[start : start + 4])

    return respond


def after_item(name="id", *, ignores=False, endless=False, sized=True):
    """Return a script of a server whose parameter `starting_after` is the id of the last item of the previous page."""
    things = [{name: f"t{number}", "title": "thing"} for number in range(9)]

    def respond(asked):
        rows = int(asked.query.get("rows", 4)) if sized else 4
        last = None if ignores else asked.query.get("starting_after")
        start = next((number + 1 for number, each in enumerate(things) if each[name] == last), 0)
        found = things[start : start + rows] if last is None or start or endless else []
        return reply(found or (things[:rows] if endless else []))

    return respond


OBJECTS = {
    "type": "array",
    "items": {"type": "object", "properties": {name: {"type": "string"} for name in ("id", "code", "title")}},
}
COUNTED = {
    "type": "object",
    "properties": {
        "rows": {"type": "array", "items": {"type": "string"}},
        "meta": {"type": "object", "properties": {"total": {"type": "integer"}}},
    },
}
ROWS = {"type": "object", "properties": {"rows": {"type": "array", "items": {"type": "string"}}}}
TWO_LISTS = {"type": "object", "properties": {**ROWS["properties"], "others": {"type": "array"}}}
NEXT_CURSOR = {"type": "object", "properties": {**ROWS["properties"], "cursor": {"type": ["integer", "null"]}}}
CURSOR_BODY = {
    "type": "object",
    "properties": {
        "rows": {"type": "array", "items": {"type": "string"}},
        "page": {"type": "object", "properties": {"marker": {"type": "string"}}},
    },
}


@pytest.mark.parametrize(
    ("parameters", "body", "respond", "rule"),
    [
        (("p", "rows"), None, numbered(), {"style": "page", "parameter": "p", "items": ""}),
        (("p", "rows"), None, numbered(first=0), {"style": "page", "parameter": "p", "items": "", "first": 0}),
        (("from", "rows"), None, shifted, {"style": "offset", "parameter": "from", "items": ""}),
        (
            ("continuation", "rows"),
            CURSOR_BODY,
            pointed(),
            {"style": "cursor", "parameter": "continuation", "items": "/rows", "next": {"body": "/page/marker"}},
        ),
        *(
            (
                ("cursor", "results_per_page"),
                NEXT_CURSOR,
                litestar(last=last),
                {
                    "style": "cursor",
                    "parameter": "cursor",
                    "size-parameter": "results_per_page",
                    "items": "/rows",
                    "next": {"body": "/cursor"},
                },
            )
            for last in (None, len(TEXTS))
        ),
        (
            ("current_page", "page_size"),
            ROWS,
            classic,
            {"style": "page", "parameter": "current_page", "size-parameter": "page_size", "items": "/rows"},
        ),
        (("p",), COUNTED, unsized(), {"style": "page", "parameter": "p", "items": "/rows"}),
        (("from",), None, shifted_by(1), {"style": "offset", "parameter": "from", "items": ""}),
        (
            ("continuation",),
            CURSOR_BODY,
            pointed(),
            {"style": "cursor", "parameter": "continuation", "items": "/rows", "next": {"body": "/page/marker"}},
        ),
        (
            ("starting_after", "rows"),
            OBJECTS,
            after_item(),
            {"style": "cursor", "parameter": "starting_after", "items": "", "next": {"item": "id"}},
        ),
        (
            ("starting_after",),
            OBJECTS,
            after_item(sized=False),
            {"style": "cursor", "parameter": "starting_after", "items": "", "next": {"item": "id"}},
        ),
    ],
    ids=[
        *("page", "page from 0", "offset", "cursor", "cursor of the same name", "the same, with a last one"),
        *("current page", "page without size", "offset without size"),
        *("cursor without size", "last item", "last item without size"),
    ],
)
def test_a_rule_that_the_pages_prove_is_a_patch(parameters, body, respond, rule, spec, capsys):  # noqa: PLR0917
    file = spec(*parameters, body=body)
    with Server(respond) as server:
        found = run(capsys, "live", "--base-url", server.url, "--paging", spec=file)
        assert ["undocumented-paging"] == found.codes
        assert "x-pagination" in found.findings[0]["patch"]
        run(capsys, "live", "--base-url", server.url, "--paging", "--apply", spec=file)
        stated = json.loads(file.read_text())["paths"]["/t"]["get"]["x-pagination"]
        assert {**rule, **({"size-parameter": "rows"} if "rows" in parameters else {})} == stated
        document = load_document(file).data
        (operation,) = iter_operations(document)
        assert ([], rule["style"]) == ((known := paging_rule(document, operation))[1], known[0].style)
        assert [] == run(capsys, "live", "--base-url", server.url, "--paging", spec=file).codes


@pytest.mark.parametrize(
    ("parameters", "body", "respond", "reason"),
    [
        (("p", "rows"), None, numbered(ignores=True), "the server ignores `p`: the second page is the first one"),
        (("p", "rows"), None, numbered(most=3), "the server limits `rows` to 3, so that no page shows all items"),
        (("continuation", "rows"), CURSOR_BODY, pointed(repeats=True), "the server repeats a cursor"),
        (("p", "rows"), None, numbered(skips=1), "items are missing between the first and the second page"),
        (("p", "rows"), None, numbered(endless=True), "the list does not end: `p` 1,000,000 still has items"),
        (
            ("p",),
            None,
            numbered(),
            (
                "no parameter sets the number of items on a page, and no total is "
                "stated: missing items could not be detected"
            ),
        ),
        (("p",), COUNTED, unsized(skips=1), "the pages have 8 items, but the response states a total of 9"),
        (("p",), COUNTED, unsized(ignores=True), "the server ignores `p`: the second page is the first one"),
        (("from",), None, shifted_by(4), "`from` 3 does not begin with the last of the first items"),
        (
            ("starting_after", "rows"),
            OBJECTS,
            after_item(ignores=True),
            "the server ignores `starting_after`: the second page is the first one",
        ),
        (
            ("starting_after", "rows"),
            OBJECTS,
            after_item(endless=True),
            "items of earlier pages are on a later page, too",
        ),
        (("starting_after", "rows"), OBJECTS, after_item("code"), "no parameter could identify an item"),
        (("p", "from", "rows"), None, numbered(), "p, from could select the next page; expected exactly one"),
        (
            ("cursor", "rows"),
            NEXT_CURSOR,
            lambda _: reply({"rows": TEXTS[:1], "cursor": None}),
            "the list has only one page: its response has no value at /cursor",
        ),
        (("rows",), None, numbered(), "no query parameter could select the next page"),
        ((), None, numbered(), "no query parameter could select the next page"),
        (("p", "rows"), TWO_LISTS, lambda _: reply({}), "its response has no array, or several"),
        (("p", "rows"), None, lambda _: reply(TEXTS[:1]), "`rows` 2 returns a first page of 1 items"),
    ],
)
def test_a_server_that_proves_no_rule_gets_no_patch(parameters, body, respond, reason, spec, capsys):  # noqa: PLR0917
    file = spec(*parameters, body=body)
    with Server(respond) as server:
        before = file.read_text()
        found = run(capsys, "live", "--base-url", server.url, "--paging", "--apply", spec=file)
        printed = drift.main(["live", "--base-url", server.url, "--paging", "--spec", str(file), "--format", "text"])
    assert ([], before, 0) == (found.codes, file.read_text(), printed)
    assert f"listThings: no paging rule is proved: {reason}" in capsys.readouterr().out
