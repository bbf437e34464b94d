"""Rate limiting: as many requests as the server allows, and no more."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from contextlib import suppress
from typing import Any

import anyio
import anyio.to_thread
import pytest
from support.api_server import Received, in_turn, reply

from specloop.codegen.builder import build_client
from specloop.errors import InputError
from specloop.openapi.loader import load_document

TOKEN = "at-secret-0123456789"
CRATE = {"id": "cr_0001", "name": "Apples"}


class Limiter:
    """A server script that accepts `requests` requests in any period of `per` seconds, and responds 429 to more."""

    def __init__(self, requests: int, per: float, **headers: str) -> None:
        self.requests = requests
        self.per = per
        self.headers = headers
        self.times: deque[float] = deque()
        self.busiest = 0
        self.refused = 0
        self.lock = threading.Lock()

    def __call__(self, received: Received) -> bytes:
        with self.lock:
            now = time.monotonic()
            while self.times and self.times[0] <= now - self.per:
                self.times.popleft()
            if len(self.times) >= self.requests:
                self.refused += 1
                return reply({"title": "slow down"}, 429, self.headers)
            self.times.append(now)
            self.busiest = max(self.busiest, len(self.times))
        return reply(CRATE, 201 if received.method == "POST" else 200, self.headers)


def settings(server: Any, **changes: Any) -> dict[str, Any]:
    return {"base_url": server.url, "access_token": TOKEN, "max_retries": 0} | changes


class Periods:
    """A server script that accepts `requests` requests in each period, and states the remaining ones in headers."""

    def __init__(self, requests: int, per: float) -> None:
        self.requests = requests
        self.per = per
        self.started = 0.0
        self.used = 0
        self.refused = 0
        self.lock = threading.Lock()

    def __call__(self, received: Received) -> bytes:
        with self.lock:
            now = time.monotonic()
            if now >= self.started + self.per:
                self.started, self.used = now, 0
            is_refused = self.used >= self.requests
            self.used += not is_refused
            self.refused += is_refused
            left, reset = self.requests - self.used, self.started + self.per - now
        headers = {"X-RateLimit-Remaining": str(left), "X-RateLimit-Reset": f"{reset:.3f}"}
        return reply({}, 429, headers) if is_refused else reply(CRATE, headers=headers)


def share(depot: Any, server: Any, *, calls: int, workers: int, warm: int = 0, **changes: Any) -> float:
    """Send `warm` requests in order, then `calls` from threads or tasks; return the duration of all in seconds."""
    started = time.monotonic()
    counts, options = (warm, calls, workers), settings(server, **changes)
    if depot.name == "sync":
        _share_threads(depot.package, counts, options)
    else:
        anyio.run(_share_tasks, depot.package, counts, options, backend=depot.name)
    return time.monotonic() - started


def _share_threads(package: Any, counts: tuple[int, int, int], options: dict[str, Any]) -> None:
    warm, calls, workers = counts
    with package.Depot(**options) as client:
        # A client from `with_options` shares the rate limiter of the original client.
        clients = [client, client.with_options(timeout=30)]

        def work(number: int, count: int) -> None:
            for _ in range(count):
                clients[number % 2].crates.retrieve("cr_0001")

        work(0, warm)
        threads = [threading.Thread(target=work, args=(number, calls // workers)) for number in range(workers)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()


async def _share_tasks(package: Any, counts: tuple[int, int, int], options: dict[str, Any]) -> None:
    warm, calls, workers = counts
    async with package.AsyncDepot(**options) as client, anyio.create_task_group() as tasks:

        async def work(count: int) -> None:
            for _ in range(count):
                await client.crates.retrieve("cr_0001")

        await work(warm)
        for _ in range(workers):
            tasks.start_soon(work, calls // workers)


def test_threads_and_tasks_keep_to_one_limit(depot, serve):
    limiter = Limiter(20, 0.25)
    share(depot, serve(limiter), calls=60, workers=10, rate_limit=(20, 0.25))
    assert (limiter.refused, limiter.busiest) == (0, 20)


@pytest.mark.large
def test_five_hundred_calls_of_twenty_threads_at_fifty_a_second(depot, serve):
    limiter = Limiter(50, 1)
    seconds = share(depot, serve(limiter), calls=500, workers=20, rate_limit=(50, 1))
    assert limiter.refused == 0
    assert 9 < seconds < 11


def test_the_limit_of_an_operation_is_kept(depot, serve):
    limiter = Limiter(2, 0.2)
    server = serve(limiter)

    def use(client: Any) -> Any:
        if depot.name == "sync":
            return [client.crates.create(name="x") for _ in range(5)]

        async def run() -> list[Any]:
            return [await client.crates.create(name="x") for _ in range(5)]

        return run()

    assert len(depot.call(use, **settings(server))) == 5
    assert limiter.refused == 0


def test_none_means_no_pace(depot, serve):
    limiter = Limiter(2, 5)
    with pytest.raises((depot.package.RateLimitError, BaseExceptionGroup)):
        depot.call(
            lambda client: (
                [client.crates.create(name="x") for _ in range(5)]
                if depot.name == "sync"
                else _gather([lambda: client.crates.create(name="x")] * 5)
            ),
            **settings(serve(limiter), rate_limit=None),
        )
    assert limiter.refused > 0


async def _gather(calls: Any) -> list[Any]:
    return [await call() for call in calls]


def test_prefetched_pages_keep_to_the_limit(depot_package, serve):
    limiter = Limiter(4, 0.2)

    def script(received: Received) -> bytes:
        crates = [CRATE | {"name": f"{received.query.get('page', '1')}-{number}"} for number in range(2)]
        return reply({"crates": crates, "total": 24}) if b"200" in limiter(received)[:12] else reply({}, 429)

    with depot_package.Depot(**settings(serve(script), rate_limit=(4, 0.2))) as client:
        assert len(list(client.crates.list(size=2, prefetch=4))) == 24
    assert limiter.refused == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"RateLimit": '"default";r=0;t=1', "RateLimit-Policy": '"default";q=100;w=60'},
        {"RateLimit": "limit=100, remaining=0, reset=1"},
        {"RateLimit-Limit": "100", "RateLimit-Remaining": "0", "RateLimit-Reset": "1"},
        {"X-RateLimit-Limit": "100", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"},
    ],
    ids=["structured", "list", "draft", "x"],
)
def test_a_client_waits_where_the_server_says_that_nothing_is_left(depot_package, serve, headers):
    server = serve(in_turn(reply(CRATE, headers=headers), reply(CRATE)))
    with depot_package.Depot(**settings(server)) as client:
        client.crates.retrieve("cr_0001")
        client.crates.retrieve("cr_0001")
    first, second = (each.at for each in server.requests)
    assert second - first >= 0.95


@pytest.mark.parametrize("later", [{}, {"X-RateLimit-Remaining": "4999", "X-RateLimit-Reset": "3600"}])
def test_a_limit_that_later_responses_do_not_state_holds_for_its_period_alone(depot_package, serve, later):
    first = reply(CRATE, headers={"X-RateLimit-Remaining": "9", "X-RateLimit-Reset": "0.3"})
    server = serve(in_turn(first, *(reply(CRATE, headers=later) for _ in range(8))))
    with depot_package.Depot(**settings(server)) as client:
        client.crates.retrieve("cr_0001")
        time.sleep(0.4)
        for _ in range(8):
            client.crates.retrieve("cr_0001")
    assert server.requests[-1].at - server.requests[1].at < 0.9


def test_more_threads_than_the_server_allows_keep_to_the_limit_that_its_responses_state(depot, serve):
    limiter = Periods(15, 0.5)
    seconds = share(depot, serve(limiter), calls=60, workers=30, warm=1)
    assert limiter.refused == 0
    assert 1.5 <= seconds < 6


def test_after_a_429_with_retry_after_all_calls_wait(depot, serve):
    def use(client: Any) -> Any:
        if depot.name == "sync":
            with pytest.raises(depot.package.RateLimitError):
                client.crates.retrieve("cr_0001")
            return client.crates.retrieve("cr_0001")

        async def run() -> Any:
            with pytest.raises(depot.package.RateLimitError):
                await client.crates.retrieve("cr_0001")
            return await client.crates.retrieve("cr_0001")

        return run()

    server = serve(in_turn(reply({}, 429, {"Retry-After": "1"}), reply(CRATE)))
    depot.call(use, **settings(server))
    assert server.requests[1].at - server.requests[0].at >= 0.95


def test_the_deadline_goes_before_the_pace_and_the_place_is_given_back(depot, serve):
    server = serve(reply(CRATE))

    def use(client: Any) -> Any:
        def late() -> Any:
            return client.crates.retrieve("cr_0001", deadline=0.05)

        if depot.name == "sync":
            client.crates.retrieve("cr_0001")
            for _ in range(8):
                with pytest.raises(
                    depot.package.APITimeoutError,
                    match=r"the rate limit delays the call by \d\.\d s or more, beyond the deadline of 0\.05 s",
                ):
                    late()
            return client.crates.retrieve("cr_0001")

        async def run() -> Any:
            await client.crates.retrieve("cr_0001")
            for _ in range(8):
                with pytest.raises(
                    depot.package.APITimeoutError,
                    match=r"the rate limit delays the call by \d\.\d s or more, beyond the deadline of 0\.05 s",
                ):
                    await late()
            return await client.crates.retrieve("cr_0001")

        return run()

    started = time.monotonic()
    depot.call(use, **settings(server, rate_limit=(1, 2.0)))
    assert len(server.requests) == 2
    # A call that gives up and keeps its place costs the next call two seconds: 18 s in all.
    assert time.monotonic() - started < 14


def test_calls_whose_deadline_is_before_their_turn_do_not_delay_other_calls(depot, serve):
    """A call that gives up does not occupy a place, so that the place goes to a later call."""
    server = serve(reply(CRATE))
    error = depot.package.APITimeoutError

    def use(client: Any) -> Any:
        ends = time.monotonic() + 2
        if depot.name == "sync":
            while time.monotonic() < ends:
                with suppress(error):
                    client.crates.retrieve("cr_0001", deadline=0.1)
                time.sleep(0.02)
            return None

        async def run() -> None:
            while time.monotonic() < ends:
                with suppress(error):
                    await client.crates.retrieve("cr_0001", deadline=0.1)
                await anyio.sleep(0.02)

        return run()

    depot.call(use, **settings(server, rate_limit=(2, 0.5)))
    assert 5 <= len(server.requests) <= 10  # 2 every half second


def test_the_place_of_a_cancelled_call_goes_to_the_next_call(depot_package, serve):
    server = serve(reply(CRATE))

    async def main() -> None:
        async with depot_package.AsyncDepot(**settings(server, rate_limit=(1, 2.0))) as client:

            async def give_up() -> None:
                with anyio.move_on_after(0.3):
                    await client.crates.retrieve("cancelled")

            await client.crates.retrieve("first")
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(give_up)
                await anyio.sleep(0.1)
                tasks.start_soon(client.crates.retrieve, "last")

    anyio.run(main)
    assert [each.path.rpartition("/")[2] for each in server.requests] == ["first", "last"]
    assert 1.9 < server.requests[1].at - server.requests[0].at < 3.5


def test_a_slow_response_occupies_one_place_only(depot, serve):
    server = serve(lambda received: [3.0, reply(CRATE)] if received.path.endswith("slow") else reply(CRATE))

    def use(client: Any) -> Any:
        if depot.name == "sync":
            thread = threading.Thread(target=lambda: client.crates.retrieve("slow"))
            thread.start()
            _wait_for_requests(server, 1)
            for _ in range(8):
                client.crates.retrieve("cr_0001")
            thread.join()
            return None

        async def run() -> None:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(client.crates.retrieve, "slow")
                await anyio.to_thread.run_sync(_wait_for_requests, server, 1)
                for _ in range(8):
                    await client.crates.retrieve("cr_0001")

        return run()

    depot.call(use, **settings(server, rate_limit=(3, 0.2)))
    assert len(server.requests) == 9
    assert server.requests[-1].at - server.requests[0].at < 2


def test_calls_that_wait_for_the_limit_of_their_operation_do_not_delay_others(depot, serve):
    server = serve(lambda received: reply(CRATE, 201 if received.method == "POST" else 200))

    def use(client: Any) -> Any:
        if depot.name == "sync":
            threads = [threading.Thread(target=lambda: client.crates.create(name="x")) for _ in range(12)]
            for each in threads:
                each.start()
            _wait_for_requests(server, 2)
            client.crates.retrieve("cr_0001")
            for each in threads:
                each.join()
            return None

        async def run() -> None:
            async with anyio.create_task_group() as tasks:
                for _ in range(12):
                    tasks.start_soon(lambda: client.crates.create(name="x"))
                await anyio.to_thread.run_sync(_wait_for_requests, server, 2)
                await client.crates.retrieve("cr_0001")

        return run()

    depot.call(use, **settings(server, rate_limit=(4, 0.2)))
    methods = [each.method for each in server.requests]
    assert len(methods) == 13
    assert methods.index("GET") < 6  # The contract allows two POST requests in 0.2 seconds.


def _wait_for_requests(server: Any, count: int) -> None:
    while len(server.requests) < count:
        time.sleep(0.005)


@pytest.mark.parametrize("limit", [(0, 1), (1, 0), (1.5, 1), 5, "x", (1,), (1, float("inf"))])
def test_a_limit_that_is_none_is_refused(depot_package, limit):
    with pytest.raises(ValueError, match=r"rate_limit is .*; expected requests and seconds"):
        depot_package.Depot(access_token=TOKEN, rate_limit=limit)


@pytest.mark.parametrize(
    "headers", [{"RateLimit": "x" * 999}, {"X-RateLimit-Remaining": "nan", "X-RateLimit-Reset": "-1"}]
)
def test_headers_that_say_nothing_are_ignored(depot, serve, headers, caplog):
    server = serve(reply(CRATE, headers=headers))
    with caplog.at_level(logging.WARNING):
        depot.call(_twice(depot), **settings(server))
    assert len(server.requests) == 2


def test_an_extension_that_is_not_complete_is_refused(tmp_path):
    (tmp_path / "openapi.yaml").write_text(
        'openapi: 3.1.0\ninfo: {title: X, version: "1"}\nx-rate-limit: {requests: many}\npaths: {}\n'
    )
    with pytest.raises(InputError, match=r"openapi\.yaml:3:\d+: `x-rate-limit` is .*expected a number of requests and"):
        build_client(load_document(tmp_path / "openapi.yaml"))


def _twice(depot: Any) -> Any:
    def use(client: Any) -> Any:
        calls = [lambda: client.crates.retrieve("cr_0001")] * 2
        return [call() for call in calls] if depot.name == "sync" else _gather(calls)

    return use
