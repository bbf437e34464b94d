"""Iteration over lists: each item once and in order, without unnecessary requests, threads, tasks or connections."""

from __future__ import annotations

import asyncio
import gc
import pickle
import threading
import time
import weakref
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.api_server import KEY, Server, broadcast, in_turn, listing, reply

from invent_client import (
    UNSET,
    AsyncInvent,
    AsyncPage,
    InternalServerError,
    Invent,
    Page,
    PaginationError,
    Unset,
)
from invent_client._model import Model
from invent_client._operation import Operation, Pagination, Parameter


def ids(count, start=0):
    return [f"bc_{number}" for number in range(start, count)]


def walked(api, server, most=None, **arguments):
    items = api.walk(lambda client: client.broadcasts.list("c", **arguments), most, base_url=server.url)
    return [item.id for item in items]


def pages_asked(server):
    return [int(each.query.get("page", 1)) for each in server.requests]


# The end of an iteration


@pytest.mark.parametrize(
    ("count", "take", "asked"),
    [(0, None, 1), (1, None, 1), (100, None, 1), (101, None, 2), (200, 100, 2), (30, 10, 3), (31, 10, 4)],
)
@pytest.mark.parametrize("prefetch", [0, 3])
def test_with_a_total_no_request_is_too_many(api, serve, count, take, asked, prefetch):  # noqa: PLR0917
    server = serve(listing(count))
    assert walked(api, server, take=take, prefetch=prefetch) == ids(count)
    assert sorted(pages_asked(server)) == list(range(1, asked + 1))


@pytest.mark.parametrize(
    ("count", "size", "asked"),
    # If the server states a page size, a shorter page is the last. Otherwise, the last page is empty or shorter than
    # the first page.
    [(0, True, 1), (7, True, 1), (25, True, 3), (20, True, 3), (0, False, 1), (7, False, 2), (25, False, 3)],
)
def test_without_a_total_a_short_or_empty_page_ends_it(api, serve, count, size, asked):
    server = serve(listing(count, total=False, size=size))
    assert walked(api, server, take=10) == ids(count)
    assert pages_asked(server) == list(range(1, asked + 1))


@pytest.mark.parametrize("prefetch", [0, 2])
@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("size", [True, False])
def test_a_server_that_caps_take_does_not_end_the_walk_early(api, serve, total, size, prefetch):
    server = serve(listing(95, most=20, total=total, size=size))
    assert walked(api, server, take=50, prefetch=prefetch) == ids(95)


def test_a_server_that_caps_take_and_states_the_size_it_was_asked_for(api, serve):
    """The total takes precedence over the page size."""

    def script(received):
        page = int(received.query.get("page", 1))
        items = [broadcast(number) for number in range(95)[(page - 1) * 20 : page * 20]]
        return reply(items, headers={"pagination-count": "95", "pagination-take": "500"})

    assert walked(api, serve(script), take=500) == ids(95)


@pytest.mark.parametrize("total", ["", "many", "-1", "nan", "1e400", "12 apples"])
def test_a_total_that_makes_no_sense_is_no_total(api, serve, total):
    def script(received):
        page = int(received.query.get("page", 1))
        items = [broadcast(number) for number in range(25)[(page - 1) * 10 : page * 10]]
        return reply(items, headers={"pagination-count": total, "pagination-take": "x"})

    assert walked(api, serve(script)) == ids(25)


def test_a_total_that_promises_too_much_ends_at_the_empty_page(api, serve):
    def script(received):
        page = int(received.query.get("page", 1))
        items = [broadcast(number) for number in range(25)[(page - 1) * 10 : page * 10]]
        return reply(items, headers={"pagination-count": "1000000000000"})

    server = serve(script)
    assert walked(api, server) == ids(25)
    assert len(server.requests) == 4
    server.requests.clear()
    assert walked(api, server, prefetch=5) == ids(25)
    assert len(server.requests) <= 4 + 6


def test_a_page_that_is_short_in_the_middle_does_not_end_a_walk_with_a_total(api, serve):
    def script(received):
        page = int(received.query.get("page", 1))
        numbers = {1: range(10), 2: range(10, 13), 3: range(13, 20)}.get(page, ())
        return reply([broadcast(number) for number in numbers], headers={"pagination-count": "20"})

    assert walked(api, serve(script)) == ids(20)


@pytest.mark.parametrize(("page", "first"), [(2, 10), (3, 20), (4, 30), (3.0, 20), ("3", 20)], ids=repr)
@pytest.mark.parametrize(("total", "size"), [(True, True), (True, False), (False, True), (False, False)])
@pytest.mark.parametrize("prefetch", [0, 2])
def test_a_walk_may_start_in_the_middle(api, serve, page, first, total, size, prefetch):  # noqa: PLR0917
    def script(received):
        query = received.query
        return listing(35, total=total, size=size)(_with_page(received, int(float(query["page"]))))

    server = serve(script)
    assert walked(api, server, page=page, take=10, prefetch=prefetch) == ids(35, first)


def test_a_page_beyond_the_end_is_empty_and_the_last(api, serve):
    server = serve(listing(35))
    assert walked(api, server, page=9, take=10) == []
    assert pages_asked(server) == [9]


@pytest.mark.parametrize("prefetch", [0, 4])
@pytest.mark.parametrize("total", [None, 1000])
def test_a_server_that_repeats_a_page_raises_instead_of_looping(api, serve, total, prefetch):
    headers = {} if total is None else {"pagination-count": str(total)}
    server = serve(reply([broadcast(number) for number in range(10)], headers=headers))
    with pytest.raises(PaginationError, match="repeats"):
        walked(api, server, prefetch=prefetch)
    assert len(server.requests) <= 2 + prefetch


def test_a_server_that_goes_in_circles_raises(api, serve):
    def script(received):
        page = int(received.query.get("page", 1)) % 3
        return reply([broadcast(number) for number in range(page * 10, page * 10 + 10)])

    with pytest.raises(PaginationError, match="page=4"):
        walked(api, serve(script))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    count=st.integers(0, 60),
    take=st.integers(1, 15),
    most=st.integers(1, 15),
    start=st.integers(1, 6),
    total=st.booleans(),
    size=st.booleans(),
    prefetch=st.integers(0, 4),
)
def test_every_item_comes_once_and_in_order(count, take, most, start, total, size, prefetch):  # noqa: PLR0917
    held = min(take, most)
    with Server(listing(count, most=most, total=total, size=size)) as server, _client(server) as client:
        items = [item.id for item in client.broadcasts.list("c", take=take, page=start, prefetch=prefetch)]
    assert items == ids(count, (start - 1) * held)
    # With a total, the client knows the last page, unless it starts in the middle and the server states no page size.
    guessed = 0 if total and (size or start == 1) else prefetch + 1
    assert len(server.requests) <= max(0, -(-count // held) - start + 1) + 1 + guessed


# Single pages and `next_page()`


def test_a_page_has_items_total_and_a_next_page(serve):
    server = serve(listing(25))
    with _client(server) as client:
        page = client.broadcasts.list("c", take=10, status="SENT")
        assert isinstance(page, Page)
        assert ([item.id for item in page.items], page.total, page.has_next_page()) == (ids(10), 25, True)
        second = page.next_page()
        assert page.next_page().items == second.items  # A second request for a page is not a repeated page.
        third = second.next_page()
        assert ([item.id for item in third.items], third.has_next_page()) == (ids(25, 20), False)
        with pytest.raises(PaginationError, match="no next page"):
            third.next_page()
        assert [item.id for item in second] == ids(25, 10)
        assert [item.id for item in page] == ids(25)  # Each iteration begins at its page.
        assert [len(each.items) for each in page.iter_pages()] == [10, 10, 5]
    assert {each.query["status"] for each in server.requests} == {"SENT"}
    assert {each.query["take"] for each in server.requests} == {"10"}


def test_an_async_page_has_items_total_and_a_next_page(serve):
    server = serve(listing(25))

    async def main():
        async with AsyncInvent(api_key=KEY, base_url=server.url) as client:
            page = await client.broadcasts.list("c", take=10)
            assert isinstance(page, AsyncPage)
            assert ([item.id for item in page.items], page.total, page.has_next_page()) == (ids(10), 25, True)
            second = await page.next_page()
            third = await second.next_page()
            assert not third.has_next_page()
            with pytest.raises(PaginationError, match="no next page"):
                await third.next_page()
            assert [item.id async for item in second] == ids(25, 10)
            assert [item.id async for item in page] == ids(25)
            pages = client.broadcasts.list("c", take=10)
            assert [len(each.items) async for each in pages.iter_pages()] == [10, 10, 5]
            assert [item.id async for item in pages] == ids(25)
            both = await asyncio.gather(client.broadcasts.list("c"), client.broadcasts.list("c", page=2, take=10))
            assert [len(each.items) for each in both] == [25, 10]

    asyncio.run(main())


def test_a_raw_page_parses_to_a_page_that_walks_on(api, serve):
    server = serve(listing(25))

    def use(client):
        if api.name == "sync":
            return [item.id for item in client.broadcasts.with_raw_response.list("c", take=10).parse()]

        async def go():
            raw = await client.broadcasts.with_raw_response.list("c", take=10)
            return [item.id async for item in raw.parse()]

        return go()

    assert api.call(use, base_url=server.url) == ids(25)


def test_options_of_the_call_hold_for_every_page(api, serve):
    server = serve(listing(25))
    assert walked(api, server, take=10, extra_headers={"X-Trace": "t"}, extra_query={"debug": 1}) == ids(25)
    assert [(each.headers["x-trace"], each.query["debug"]) for each in server.requests] == [("t", "1")] * 3


def test_a_page_that_was_pickled_keeps_its_items_but_no_client(serve):
    server = serve(listing(25))
    with _client(server) as client:
        page = client.broadcasts.list("c", take=10)
        other = pickle.loads(pickle.dumps(page))
    assert (other.items, other.total, other.has_next_page()) == (page.items, 25, True)
    assert KEY.encode() not in pickle.dumps(page)
    with pytest.raises(PaginationError, match="pickled"):
        other.next_page()
    with pytest.raises(PaginationError, match="pickled"):
        list(other)


def test_the_repr_of_a_page_is_short(api, serve):
    server = serve(listing(25))
    page = api.call(lambda client: client.broadcasts.list("c", take=10), base_url=server.url)
    assert repr(page) == f"<{type(page).__name__} of 10 items (25 in all)>"


@pytest.mark.parametrize("prefetch", [-1, 1.5, "2", True])
def test_prefetch_is_a_number_of_pages(api, serve, prefetch):
    with pytest.raises(ValueError, match="prefetch"):
        walked(api, serve(listing(1)), prefetch=prefetch)


# Errors during an iteration


@pytest.mark.parametrize("prefetch", [0, 1, 4])
def test_an_error_in_the_middle_raises_at_its_place(api, serve, quick, prefetch):
    def script(received):
        if received.query.get("page") == "3":
            return reply({"message": "Page three"}, 500)
        return listing(60)(received)

    server = serve(script)
    seen = []

    def use(client):
        pages = client.broadcasts.list("c", take=10, prefetch=prefetch)
        if api.name == "sync":
            for item in pages:
                seen.append(item.id)  # noqa: PERF401 - keeps the items before the error
            return None

        async def go():
            async for item in pages:
                seen.append(item.id)  # noqa: PERF401 - keeps the items before the error

        return go()

    with pytest.raises(InternalServerError, match="Page three"):
        api.call(use, base_url=server.url, max_retries=1)
    assert seen == ids(20)
    assert pages_asked(server).count(3) == 2


def test_what_was_fetched_ahead_and_failed_is_nobodys_business_if_nobody_asks(api, serve):
    def script(received):
        return listing(60)(received) if received.query.get("page", "1") == "1" else reply(status=404)

    server = serve(script)
    assert walked(api, server, most=10, take=10, prefetch=4) == ids(10)
    gc.collect()


# Prefetch


@pytest.mark.parametrize("prefetch", [1, 3, 8])
def test_prefetch_keeps_the_order_whichever_page_comes_first(api, serve, prefetch):
    def script(received):
        page = int(received.query.get("page", 1))
        return [0.03 * (page % 3), *listing(95)(received)]

    server = serve(script)
    assert walked(api, server, take=10, prefetch=prefetch) == ids(95)
    assert 1 < server.busiest <= prefetch + 1
    assert sorted(pages_asked(server)) == list(range(1, 11))


def test_prefetch_is_quicker_than_one_page_after_another(api, serve):
    server = serve(listing(50, latency=0.2))
    began = time.monotonic()
    assert walked(api, server, take=1, prefetch=8) == ids(50)
    # 50 pages in sequence take 10 s. The first page alone, and then nine pages at a time, take 1.4 s.
    assert time.monotonic() - began < 9.5


def test_no_more_than_prefetch_and_two_pages_are_alive(api, serve, monkeypatch):
    from invent_client import _send_async, _send_sync

    alive: weakref.WeakSet = weakref.WeakSet()
    most = []

    class Watched(list):
        __hash__ = object.__hash__

    read = _send_sync.read_page

    def watching(*arguments):
        leaf = read(*arguments)
        leaf.items = Watched(leaf.items)
        alive.add(leaf.items)
        most.append(len(alive))
        return leaf

    monkeypatch.setattr(_send_sync, "read_page", watching)
    monkeypatch.setattr(_send_async, "read_page", watching)
    for prefetch in (0, 1, 4):
        most.clear()
        server = serve(listing(40))
        assert walked(api, server, take=1, prefetch=prefetch) == ids(40)
        assert max(most) <= prefetch + 2
        gc.collect()
        assert not alive


@pytest.mark.parametrize("prefetch", [1, 6])
def test_stopping_early_leaves_no_thread_no_task_and_no_connection(api, serve, prefetch):
    server = serve(listing(1000, latency=0.02))
    threads = set(threading.enumerate())

    def use(client):
        if api.name == "sync":
            for item in client.broadcasts.list("c", take=1, prefetch=prefetch):
                if item.id == "bc_3":
                    break
            return [each for each in threading.enumerate() if each not in threads and each not in server._threads]

        async def go():
            async for item in client.broadcasts.list("c", take=1, prefetch=prefetch):
                if item.id == "bc_3":
                    break
            # Cancelled tasks end only when the event loop runs again.
            for _ in range(20):
                await asyncio.sleep(0.005)
            return asyncio.all_tasks() - {asyncio.current_task()}

        return go()

    assert not api.call(use, base_url=server.url)
    assert len(server.requests) <= 4 + prefetch + 1
    deadline = time.monotonic() + 30
    while server.open and time.monotonic() < deadline:
        time.sleep(0.01)
    assert server.open == 0


def test_stopping_early_does_not_wait_long_for_a_server_that_hangs(api, serve):
    def script(received):
        return listing(100)(received) if received.query.get("page", "1") == "1" else [30.0]

    server = serve(script)
    began = time.monotonic()
    assert walked(api, server, most=1, take=1, prefetch=3) == ["bc_0"]
    assert time.monotonic() - began < 15


def test_a_task_that_is_cancelled_in_the_middle_takes_its_pages_along(serve):
    def script(received):
        return listing(100)(received) if received.query.get("page", "1") == "1" else [20.0]

    server = serve(script)

    async def main():
        async with AsyncInvent(api_key=KEY, base_url=server.url) as client:

            async def walk():
                async for _ in client.broadcasts.list("c", take=1, prefetch=3):
                    pass

            task = asyncio.create_task(walk())
            await asyncio.sleep(0.2)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            del task
            # Cancelled tasks end only when the event loop runs again.
            for _ in range(20):
                await asyncio.sleep(0.005)
            return asyncio.all_tasks() - {asyncio.current_task()}

    assert asyncio.run(main()) == set()


def test_an_async_walk_can_be_closed(serve):
    server = serve(listing(100, latency=0.01))

    async def main():
        async with AsyncInvent(api_key=KEY, base_url=server.url) as client:
            walk = aiter(client.broadcasts.list("c", take=1, prefetch=3))
            assert (await anext(walk)).id == "bc_0"
            await walk.aclose()
            assert asyncio.all_tasks() == {asyncio.current_task()}
            with pytest.raises(StopAsyncIteration):
                await anext(walk)

    asyncio.run(main())


# Other styles of pagination


def operation(style, type_=dict[str, Any], **rule):
    return Operation(
        name="things.list",
        id="listThings",
        method="GET",
        path="/things",
        parameters=(Parameter("at", "query"), Parameter("limit", "query")),
        responses={"200": {"application/json": lambda: type_}},
        pagination=Pagination(style, "at", size_parameter="limit", **rule),
    )


def walk(api, server, listed, values=(None, None), **options):
    def start(client):
        return client._page(listed, values, **options)

    return api.walk(start, base_url=server.url)


@pytest.mark.parametrize("prefetch", [0, 3])
@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize(("count", "start"), [(0, None), (25, None), (30, None), (25, 7), (25, 40)])
def test_offset_style(api, serve, count, total, start, prefetch):  # noqa: PLR0917
    def script(received):
        at, limit = int(received.query.get("at", 0)), min(int(received.query.get("limit", 10)), 10)
        data = {"data": {"rows": list(range(count)[at : at + limit])}, "size": limit}
        return reply(data | {"total": count} if total else data)

    listed = operation("offset", items="/data/rows", total=("body", "/total"), size=("body", "/size"))
    server = serve(script)
    assert walk(api, server, listed, (start, 50), prefetch=prefetch) == list(range(start or 0, count))


@pytest.mark.parametrize("prefetch", [0, 3])
@pytest.mark.parametrize("where", [("body", "/meta/next"), ("header", "x-next")])
@pytest.mark.parametrize("last", [None, ""])
def test_cursor_style(api, serve, where, last, prefetch):
    pages = {None: ([1, 2], "a&b"), "a&b": ([], "c"), "c": ([3], last), "mid": ([9], last)}

    def script(received):
        items, cursor = pages[received.query.get("at")]
        headers = {} if cursor is None else {"X-Next": cursor}
        return reply({"rows": items, "meta": {"next": cursor}}, headers=headers)

    listed = operation("cursor", items="/rows", next=where)
    server = serve(script)
    assert walk(api, server, listed, prefetch=prefetch) == [1, 2, 3]
    assert walk(api, server, listed, ("mid", None), prefetch=prefetch) == [9]


@pytest.mark.parametrize(
    "pages",
    [
        {None: ([1], "a"), "a": ([2], "a")},
        {None: ([1], "a"), "a": ([2], "b"), "b": ([3], "a")},
        {None: ([1], "a"), "a": ([1], "b"), "b": ([1], "c"), "c": ([1], "d")},
    ],
    ids=["same", "circle", "same-page"],
)
@pytest.mark.parametrize("prefetch", [0, 2])
def test_a_cursor_that_comes_again_raises_instead_of_looping(api, serve, pages, prefetch):
    def script(received):
        items, cursor = pages[received.query.get("at")]
        return reply({"rows": items, "next": cursor})

    listed = operation("cursor", items="/rows", next=("body", "/next"))
    server = serve(script)
    with pytest.raises(PaginationError, match="repeats"):
        walk(api, server, listed, prefetch=prefetch)
    assert len(server.requests) <= 4


def member(*, json_name, default=attrs.NOTHING):
    """Return an attrs field for a property whose JSON name is not a Python name."""
    return attrs.field(default=default, metadata={"json_name": json_name})


model = attrs.define(kw_only=True, repr=False)


@model
class Meta(Model):
    next: str = member(json_name="next-cursor")
    total: int | Unset = UNSET


@model
class Envelope(Model):
    rows: list[int] = member(json_name="data/rows")
    meta: Meta


def test_items_and_cursor_within_models(api, serve):
    def script(received):
        at = int(received.query.get("at", 0))
        cursor = str(at + 2) if at < 4 else ""
        return reply({"data/rows": [at, at + 1], "meta": {"next-cursor": cursor, "total": 6}, "extra": {"n": 1}})

    listed = operation(
        "cursor",
        Envelope,
        items="/data~1rows",
        next=("body", "/meta/next-cursor"),
        total=("body", "/meta/total"),
        size=("body", "/extra/n"),
    )
    server = serve(script)
    assert walk(api, server, listed) == [0, 1, 2, 3, 4, 5]

    def use(client):
        return client._page(listed, (None, None))

    assert api.call(use, base_url=server.url, on_mismatch="ignore").total == 6


def test_an_array_that_is_null_has_no_items(api, serve):
    assert walk(api, serve(reply({"rows": None})), operation("offset", items="/rows")) == []


@pytest.mark.parametrize("body", [{}, {"rows": {"a": 1}}, {"rows": "text"}])
def test_an_answer_without_the_array_cannot_be_walked(api, serve, body):
    listed = operation("offset", items="/rows")
    with pytest.raises(PaginationError, match="/rows"):
        walk(api, serve(reply(body)), listed)


def test_pages_ahead_that_turn_out_wrong_are_fetched_anew(api, serve):
    """The second page is smaller than the first, so the offsets of prefetched pages are wrong."""

    def script(received):
        at = int(received.query.get("at", 0))
        size = 5 if at == 0 else 3
        return reply(list(range(40)[at : at + size]), headers={"x-total": "40", "x-size": str(size)})

    listed = operation("offset", total=("header", "x-total"), size=("header", "x-size"), type_=list[int])
    assert walk(api, serve(script), listed, prefetch=4) == list(range(40))


def test_a_walk_reports_the_first_page_error_at_once(api, serve):
    server = serve(in_turn(reply(status=404)))
    with pytest.raises(Exception, match="404"):
        walked(api, server, prefetch=3)
    assert len(server.requests) == 1


def _client(server):
    return Invent(api_key=KEY, base_url=server.url)


def _with_page(received, page):
    received.target = f"{received.raw_path}?page={page}&take={received.query['take']}"
    return received
