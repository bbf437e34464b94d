"""A program that uses every public name of the package. mypy and pyright check this program; it is not run."""

from __future__ import annotations

import asyncio
import copy
import pickle
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, assert_type

import attrs
import httpx2

from invent_client import (
    UNSET,
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncInvent,
    AsyncPage,
    AsyncPages,
    AuthenticationError,
    BadRequestError,
    Broadcast,
    BroadcastStatus,
    BroadcastStatusFilter,
    BroadcastTemplate,
    ConflictError,
    InternalServerError,
    Invent,
    InventError,
    Mismatch,
    NotFoundError,
    Page,
    PaginationError,
    PermissionDeniedError,
    RateLimitError,
    RawResponse,
    ResponseTooLargeError,
    ResponseValidationError,
    Segment,
    UnprocessableEntityError,
    Unset,
    __version__,
    models,
)


def listen(mismatch: Mismatch) -> None:
    print(mismatch.operation, mismatch.pointer, mismatch.expected, mismatch.got, mismatch.kind)


def construct() -> Iterator[Invent]:
    yield Invent()
    yield Invent(api_key="key", base_url="https://api.example.com", timeout=5, max_retries=0)
    yield Invent(api_key=lambda: "key", timeout=httpx2.Timeout(5, read=60), default_headers={"x-team": "a"})
    yield Invent(http_client=httpx2.Client(), on_mismatch="raise", max_response_bytes=1024)
    yield Invent(on_mismatch=listen, timezone=UTC)
    yield Invent().with_options(max_response_bytes=None, timezone=UTC)
    yield Invent().with_options(max_retries=5, timeout=1.5)


def lists(invent: Invent) -> None:
    page = invent.broadcasts.list("c")
    assert_type(page, Page[Broadcast])
    assert_type(page.items, list[Broadcast])
    assert_type(page.total, int | None)
    assert_type(page.has_next_page(), bool)
    assert_type(page.next_page(), Page[Broadcast])
    for broadcast in invent.broadcasts.list("c", status="SENT", page=1, take=50, next="token", prefetch=4):
        assert_type(broadcast, Broadcast)
    invent.broadcasts.list("c", status=BroadcastStatusFilter.ALL, timeout=3, deadline=10)
    invent.broadcasts.list("c", extra_headers={"x-a": "b"}, extra_query={"a": 1})
    for each in page.iter_pages():
        assert_type(each, Page[Broadcast])


def raw(invent: Invent) -> None:
    response = invent.broadcasts.with_raw_response.list("c", take=1)
    assert_type(response, RawResponse[Page[Broadcast]])
    assert_type(response.parse(), Page[Broadcast])
    assert_type(response.request_id, str | None)
    print(response.status_code, response.headers["content-type"], response.retries, response.content)
    free = invent.request("GET", "/path", params={"a": 1}, deadline=3)
    assert_type(free, RawResponse[Any])
    invent.request("POST", "/path", json={"a": [1]}, headers={"x-a": "b"}, timeout=2)


def members(broadcast: Broadcast, segment: Segment, template: BroadcastTemplate) -> None:
    assert_type(broadcast.id, str)
    assert_type(broadcast.status, BroadcastStatus)
    assert_type(broadcast.status.is_known, bool)
    assert_type(broadcast.scheduled_at, datetime | None)
    assert_type(broadcast.sent_count, int | float)
    assert_type(broadcast.segments, list[Segment])
    assert_type(broadcast.templates, list[BroadcastTemplate])
    assert_type(broadcast.additional_properties, dict[str, Any])
    if segment.name is not UNSET:
        assert_type(segment.name, str)
    if isinstance(template.config, Unset):
        return
    assert_type(template.config, dict[str, Any])
    # Type checkers accept a literal value as well as an enum member, and editors complete both.
    if broadcast.status == "SENT" or broadcast.status is BroadcastStatus.FAILED:
        print(broadcast.status.upper())


def models_both_ways(broadcast: Broadcast) -> None:
    assert_type(Broadcast.from_dict({"id": "1"}), Broadcast)
    assert_type(Broadcast.from_dict({}, on_mismatch="ignore"), Broadcast)
    assert_type(Broadcast.from_json(b"{}", on_mismatch=listen), Broadcast)
    assert_type(broadcast.to_dict(), dict[str, Any])
    assert_type(broadcast.to_json(), str)
    assert_type(copy.deepcopy(broadcast), Broadcast)
    assert_type(attrs.evolve(broadcast, name="other"), Broadcast)
    print([field.name for field in attrs.fields(Broadcast)], pickle.dumps(broadcast))
    assert_type(models.Segment(name="a"), Segment)
    assert_type(BroadcastStatus("SENT"), BroadcastStatus)


def errors(invent: Invent) -> None:
    try:
        invent.broadcasts.list("c")
    except (BadRequestError, AuthenticationError, PermissionDeniedError, NotFoundError) as error:
        print(error.status_code, error.body, error.message, error.request_id, error.response.headers)
    except (ConflictError, UnprocessableEntityError, RateLimitError, InternalServerError) as error:
        print(error.retries)
    except APIStatusError as error:
        assert_type(error.status_code, int)
    except APITimeoutError:
        print("too late")
    except APIConnectionError as error:
        print(error.message)
    except ResponseValidationError as error:
        for mismatch in error.mismatches:
            listen(mismatch)
    except (ResponseTooLargeError, PaginationError):
        print("too much")
    except InventError:
        raise


async def asynchronous() -> None:
    async with AsyncInvent(api_key="key", http_client=httpx2.AsyncClient()) as invent:
        pages = invent.broadcasts.list("c", status="ALL", prefetch=8)
        assert_type(pages, AsyncPages[Broadcast])
        async for broadcast in pages:
            assert_type(broadcast, Broadcast)
        page = await invent.broadcasts.list("c")
        assert_type(page, AsyncPage[Broadcast])
        assert_type(await page.next_page(), AsyncPage[Broadcast])
        async for item in page:
            assert_type(item, Broadcast)
        response = await invent.broadcasts.with_raw_response.list("c")
        assert_type(response.parse(), AsyncPage[Broadcast])
        assert_type(await invent.request("GET", "/path"), RawResponse[Any])
        await invent.with_options(timeout=3).aclose()


def handle(status: BroadcastStatus) -> str:
    if status == "TOMORROW":
        return "a value of a later version"
    match status:
        case BroadcastStatus.DRAFT | BroadcastStatus.SCHEDULED:
            return "not yet"
        case BroadcastStatus.SENT:
            return "sent"
        case _:
            return f"{status.value}: {status.is_known}"


if __name__ == "__main__":
    print(__version__)
    with Invent() as client:
        lists(client)
    asyncio.run(asynchronous())
