"""Iteration over lists: limits, tokens that resume an iteration, and requests to the API's origin only."""

from __future__ import annotations

import base64
import json
import pickle
from typing import Any

import pytest
from support.api_server import KEY, listing, reply

from invent_client import Invent, Page, PaginationError
from invent_client._operation import Body, Operation, Pagination, Parameter


def ids(count, start=0):
    return [f"bc_{number}" for number in range(start, count)]


def walked(api, server, **arguments):
    return [item.id for item in api.walk(lambda client: client.broadcasts.list("c", **arguments), base_url=server.url)]


def first_page(api, server, **arguments) -> Any:
    return api.call(lambda client: client.broadcasts.list("c", **arguments), base_url=server.url)


@pytest.mark.parametrize(("limit", "asked"), [(1, 1), (9, 1), (10, 1), (11, 2), (20, 2), (25, 3), (100, 3)], ids=str)
@pytest.mark.parametrize("prefetch", [0, 4])
@pytest.mark.parametrize("total", [True, False])
def test_a_limit_ends_the_walk_without_a_page_in_vain(api, serve, limit, asked, prefetch, total):  # noqa: PLR0917
    server = serve(listing(25, total=total))
    assert walked(api, server, take=10, limit=limit, prefetch=prefetch) == ids(min(limit, 25))
    guesses = prefetch and not total and limit > 25  # Without a total, prefetching may request pages that do not exist.
    assert len(server.requests) == asked or guesses


def test_a_limit_cuts_the_page(api, serve):
    page = first_page(api, serve(listing(25)), take=10, limit=3)
    assert [item.id for item in page.items] == ids(3)
    assert not page.has_next_page()
    assert page.total == 25


@pytest.mark.parametrize("limit", [0, -1, True, 1.5, "3"])
def test_a_limit_is_a_number_of_items(api, serve, limit):
    with pytest.raises(ValueError, match=r"limit is .*; expected the number of items to stop after"):
        walked(api, serve(listing(1)), limit=limit)


def test_a_page_is_a_sequence_of_its_items(api, serve):
    page = first_page(api, serve(listing(25)), take=10)
    assert len(page) == 10
    assert page
    assert [page[0].id, page[-1].id] == ["bc_0", "bc_9"]
    assert [item.id for item in page[1:3]] == ["bc_1", "bc_2"]
    assert [item.id for item in reversed(page)] == ids(10)[::-1]
    assert not first_page(api, serve(listing(0)))
    with pytest.raises(IndexError):
        page[10]


@pytest.mark.parametrize("limit", [None, 1, 9, 10, 13, 20])
@pytest.mark.parametrize("prefetch", [0, 3])
@pytest.mark.parametrize("total", [True, False])
def test_a_token_continues_the_walk(api, serve, limit, prefetch, total):
    """The second iteration continues after the last item of the first, without a repeated or missing item."""
    server = serve(listing(35, total=total))

    def parts(client: Invent) -> tuple[list[str], str | None]:
        read, token = [], None
        for page in client.broadcasts.list("c", take=10, limit=limit).iter_pages():
            read += [item.id for item in page.items]
            token = page.token
            if limit is None:
                break
        return read, token

    with Invent(api_key=KEY, base_url=server.url) as client:
        read, token = parts(client)
    assert KEY not in str(token)
    assert read + walked(api, server, take=10, resume=token, prefetch=prefetch) == ids(35)
    assert walked(api, server, take=10, resume=token, limit=2) == ids(35)[len(read) : len(read) + 2]


def test_the_last_page_has_no_token(api, serve):
    assert first_page(api, serve(listing(3))).token is None


def test_a_pickled_page_keeps_its_token(api, serve):
    server = serve(listing(25))
    page = pickle.loads(pickle.dumps(first_page(api, server, take=10)))
    assert walked(api, server, take=10, resume=page.token) == ids(25, 10)


@pytest.mark.parametrize(
    "token",
    [
        "",
        "x",
        "?",
        "é",
        base64.urlsafe_b64encode(b"[]").decode(),
        base64.urlsafe_b64encode(b'["other",2,0,0,1]').decode(),
    ],
)
def test_a_token_of_something_else_is_refused(api, serve, token):
    server = serve(listing(1))
    with pytest.raises(ValueError, match="resume is not"):
        walked(api, server, resume=token)
    assert server.requests == []


# Pages that a URL or a property of the body selects

ARRAY = {"200": {"application/json": lambda: list[int]}}
OBJECT = {"200": {"application/json": lambda: Any}}
LINK = Operation(
    name="links.list",
    id="links",
    method="get",
    path="/links",
    parameters=(Parameter("q", "query"),),
    responses=ARRAY,
    pagination=Pagination("link"),
    security=(("bearerAuth",),),
)
NEXT_URL = Operation(
    name="urls.list",
    id="urls",
    method="get",
    path="/urls",
    responses=OBJECT,
    pagination=Pagination("next-url", items="/items", next=("body", "/next")),
    security=(("bearerAuth",),),
)
IN_BODY = Operation(
    name="bodies.list",
    id="bodies",
    method="post",
    path="/bodies",
    bodies=(Body("application/json"),),
    responses=OBJECT,
    pagination=Pagination("cursor", body_parameter="/page/after", items="/items", next=("body", "/next")),
    security=(("bearerAuth",),),
)


def pages(api, server, operation, values=(), **options) -> list[Any]:
    return api.walk(lambda client: client._page(operation, values, **options), base_url=server.url)


@pytest.mark.parametrize("prefetch", [0, 2])
@pytest.mark.parametrize(
    "form",
    [
        '<{url}/links?n=1>; rel="next"',
        "</links?n=1>; rel=next",
        '<?n=1>; title="a, <b>"; REL="last next"',
        '<x>; rel=prev, <links?n=1>;rel="next"',
        '<https://elsewhere.example.com/>; rel="next"; anchor="#x", <?n=1>; rel=next',
    ],
)
def test_the_next_link_is_followed(api, serve, form, prefetch):
    def script(request):
        if "n" in request.query:
            return reply([2])
        return reply([1], headers={"Link": form.format(url=server.url)})

    server = serve(script)
    assert pages(api, server, LINK, ("x",), prefetch=prefetch) == [1, 2]
    assert [each.query for each in server.requests] == [{"q": "x"}, {"n": "1"}]
    assert all(KEY in each.headers["authorization"] for each in server.requests)


EVIL = [
    "https://elsewhere.example.com/urls",
    "//elsewhere.example.com/urls",
    "http://127.0.0.1:9/urls",
    "http://{host}@elsewhere.example.com/urls",
    "http://user:password@{host}/urls",
    "https://{host}/urls",
    "http://[::1/urls",
    "file:///etc/passwd",
]


@pytest.mark.parametrize("url", EVIL)
@pytest.mark.parametrize("prefetch", [0, 2])
def test_nothing_is_sent_to_another_origin(api, serve, url, prefetch):
    server = serve(lambda _: reply({"items": [1], "next": url.format(host=host)}))
    host = server.url.removeprefix("http://")
    read: list[Any] = []

    def walk(client: Any) -> Any:
        pages = client._page(NEXT_URL, (), prefetch=prefetch)
        read.append(pages)
        return pages

    with pytest.raises(PaginationError, match="next page"):
        api.walk(walk, base_url=server.url)
    assert len(server.requests) == 1


def test_a_url_that_repeats_ends_the_walk(api, serve):
    server = serve(lambda _: reply({"items": [1], "next": "/urls?n=1"}))
    with pytest.raises(PaginationError, match="repeats"):
        pages(api, server, NEXT_URL)
    assert len(server.requests) == 2


LAST = 3


def test_a_token_of_a_url_leads_to_that_url_on_this_origin(api, serve):
    def script(request):
        number = int(request.query.get("n", 0))
        following = f"{server.url}/urls?n={number + 1}" if number < LAST else None
        return reply({"items": [number], "next": following})

    server = serve(script)
    page: Page[Any] = api.call(lambda client: client._page(NEXT_URL, ()), base_url=server.url)
    assert pages(api, server, NEXT_URL, resume=page.token) == [1, 2, 3]
    elsewhere = base64.urlsafe_b64encode(b'["urls","https://elsewhere.example.com/urls",0,0,1]').decode()
    with pytest.raises(PaginationError, match="not the API's origin"):
        pages(api, server, NEXT_URL, resume=elsewhere)


@pytest.mark.parametrize("prefetch", [0, 2])
def test_a_cursor_travels_in_the_body(api, serve, prefetch):
    answers = {None: ([1, 2], "b"), "b": ([3], "c"), "c": ([], None)}

    def script(request):
        items, cursor = answers[json.loads(request.body)["page"].get("after")]
        return reply({"items": items, "next": cursor})

    server = serve(script)
    body = {"q": "x", "page": {"size": 2}}
    assert pages(api, server, IN_BODY, body=body, prefetch=prefetch) == [1, 2, 3]
    assert body == {"q": "x", "page": {"size": 2}}
    sent = [json.loads(each.body) for each in server.requests]
    assert sent == [{"q": "x", "page": {"size": 2, **({"after": cursor} if cursor else {})}} for cursor in answers]


def test_a_cursor_that_is_a_url_is_not_sent(api, serve):
    operation = Operation(
        name="cursors.list",
        id="cursors",
        method="get",
        path="/cursors",
        parameters=(Parameter("page", "query"),),
        responses=OBJECT,
        pagination=Pagination("cursor", "page", items="/items", next=("body", "/next")),
        security=(("bearerAuth",),),
    )
    server = serve(lambda _: reply({"items": [1], "next": "https://elsewhere.example.com/?page=2"}))
    with pytest.raises(PaginationError, match="style next-url"):
        pages(api, server, operation, (None,))
    assert len(server.requests) == 1
