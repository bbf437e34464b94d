"""A client shared by threads, tasks, processes and event loops, whose garbage collection causes no warnings."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import anyio
import pytest
from support.api_server import KEY, broadcast, reply

from invent_client import AsyncInvent, Invent, InventError


def echo(received):
    """Respond with values of the request, so that a test notices if calls receive each other's responses."""
    return reply([broadcast(0, name=received.path.split("/")[2])], headers={"X-Request-Id": received.query["take"]})


def test_32_threads_share_a_client(serve):
    server = serve(echo)
    with Invent(api_key=KEY, base_url=server.url) as client:

        def work(number):
            for index in range(10):
                raw = client.broadcasts.with_raw_response.list(f"org{number}-{index}", take=number)
                assert raw.parse().items[0].name == f"org{number}-{index}"
                assert raw.request_id == str(number)

        with ThreadPoolExecutor(32) as threads:
            list(threads.map(work, range(32)))
    assert len(server.requests) == 320
    assert server.connections <= 32


def test_1000_calls_at_once(serve):
    server = serve(echo)

    async def main():
        async with AsyncInvent(api_key=KEY, base_url=server.url, rate_limit=None) as client:
            pages = await asyncio.gather(*[client.broadcasts.list(f"o{number}", take=1) for number in range(1000)])
        return [page.items[0].name for page in pages]

    assert asyncio.run(main()) == [f"o{number}" for number in range(1000)]
    assert server.connections <= 100


def test_threads_with_deadlines_share_a_client(serve):
    server = serve(echo)
    with Invent(api_key=KEY, base_url=server.url) as client, ThreadPoolExecutor(16) as threads:
        pages = list(threads.map(lambda number: client.broadcasts.list(f"o{number}", take=1, deadline=10), range(64)))
    assert [page.items[0].name for page in pages] == [f"o{number}" for number in range(64)]


def test_many_clients_derived_at_once_share_connections(serve):
    server = serve(echo)
    with Invent(api_key=KEY, base_url=server.url) as client:
        for number in range(20):
            client.with_options(api_key=f"k{number}").broadcasts.list("c", take=1)
    assert server.connections == 1
    assert [each.headers["authorization"] for each in server.requests] == [f"Bearer k{n}" for n in range(20)]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_uses_connections_of_its_own(serve):
    server = serve(echo)
    with Invent(api_key=KEY, base_url=server.url) as client:
        client.broadcasts.list("parent", take=1)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                if client.broadcasts.list("child", take=1).items[0].name == "child":
                    client.close()
                    status = 0
            finally:
                os._exit(status)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        client.broadcasts.list("parent", take=1)
    assert [(each.path.split("/")[2], each.connection) for each in server.requests] == [
        ("parent", 1),
        ("child", 2),
        ("parent", 1),
    ]


def test_a_child_forked_while_the_connections_were_locked_is_not_stuck(serve):
    """A lock that another thread holds at the fork stays locked in the child, so the child must use new connections."""
    server = serve(echo)
    code = f"""
import os, sys, threading, time
from invent_client import Invent
client = Invent(api_key="k", base_url={server.url!r})
client.broadcasts.list("c", take=1)
pool = client._settings.pool.get()._transport._pool
held = threading.Event()
def hold():
    with pool._optional_thread_lock:
        held.set()
        time.sleep(1)
threading.Thread(target=hold, daemon=True).start()
held.wait()
if os.fork() == 0:
    client.broadcasts.list("c", take=1)
    sys.exit(0)
assert os.wait()[1] == 0
"""
    _run(code)


def test_an_async_client_serves_one_event_loop_after_another(serve):
    server = serve(echo)
    client = AsyncInvent(api_key=KEY, base_url=server.url)

    async def main():
        return (await client.broadcasts.list("c", take=1)).items[0].name

    assert [asyncio.run(main()) for _ in range(3)] == ["c"] * 3
    _settle(server)
    assert server.open == 0


def test_an_async_client_serves_event_loops_side_by_side(serve):
    server = serve(echo)
    client = AsyncInvent(api_key=KEY, base_url=server.url)

    async def main(number):
        return [(await client.broadcasts.list(f"o{number}", take=1)).items[0].name for _ in range(10)]

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda number: asyncio.run(main(number)), range(8)))
    assert answers == [[f"o{number}"] * 10 for number in range(8)]


def test_closing_while_threads_are_calling_ends_in_documented_errors(serve):
    server = serve(lambda received: [0.01, echo(received)])
    client = Invent(api_key=KEY, base_url=server.url, max_retries=0)
    strange = []

    def work():
        try:
            for _ in range(200):
                client.broadcasts.list("c", take=1)
        except InventError:
            pass
        except Exception as error:  # noqa: BLE001 - any exception
            strange.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for each in threads:
        each.start()
    time.sleep(0.1)
    client.close()
    for each in threads:
        each.join()
    assert strange == []


def test_closing_in_the_middle_of_a_call_says_so(serve):
    server = serve(echo)
    closed = []

    def key():
        closed.append(client.close())
        return KEY

    client = Invent(api_key=key, base_url=server.url)
    with pytest.raises(InventError, match="closed during a call"):
        client.broadcasts.list("c", take=1)
    assert closed == [None]


def test_closing_closes_the_connections_that_threads_are_opening(serve, monkeypatch):
    server = serve(echo)
    client = Invent(api_key=KEY, base_url=server.url, max_retries=0)
    connect = socket.create_connection
    connected, closed = threading.Event(), threading.Event()

    def connect_then_wait(*arguments, **options):
        connection = connect(*arguments, **options)
        connected.set()
        assert closed.wait(10)
        return connection

    monkeypatch.setattr(socket, "create_connection", connect_then_wait)
    with ThreadPoolExecutor(1) as threads:
        call = threads.submit(client.broadcasts.list, "c", take=1)
        assert connected.wait(10)
        client.close()
        closed.set()
        with pytest.raises(InventError):
            call.result(10)
    _settle(server)
    assert (server.open, len(server.requests)) == (0, 0)


def test_closing_closes_the_connections_that_tasks_are_opening(serve, monkeypatch):
    server = serve(echo)
    connect = anyio.connect_tcp

    async def main():
        client = AsyncInvent(api_key=KEY, base_url=server.url, max_retries=0)
        connected, closed = asyncio.Event(), asyncio.Event()

        async def connect_then_wait(*arguments, **options):
            connection = await connect(*arguments, **options)
            connected.set()
            await closed.wait()
            return connection

        monkeypatch.setattr(anyio, "connect_tcp", connect_then_wait)
        call = asyncio.ensure_future(client.broadcasts.list("c", take=1))
        await asyncio.wait_for(connected.wait(), 10)
        await client.aclose()
        closed.set()
        with pytest.raises(InventError):
            await call
        await asyncio.to_thread(_settle, server)

    asyncio.run(asyncio.wait_for(main(), 20))
    assert (server.open, len(server.requests)) == (0, 0)


def test_cancelling_a_call_leaves_the_client_usable(serve):
    server = serve(lambda received: [5.0] if received.query["take"] == "9" else echo(received))

    async def main():
        async with AsyncInvent(api_key=KEY, base_url=server.url) as client:
            tasks = [asyncio.ensure_future(client.broadcasts.list("c", take=9)) for _ in range(120)]
            await asyncio.sleep(0.2)
            for each in tasks:
                each.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            return len((await client.broadcasts.list("c", take=1)).items)

    assert asyncio.run(main()) == 1


# Garbage collection of a client

SILENT = {
    "never closed": """
client = Invent(api_key="k", base_url=URL)
client.broadcasts.list("c", take=1)
""",
    "dropped": """
client = Invent(api_key="k", base_url=URL)
client.broadcasts.list("c", take=1)
del client
gc.collect()
""",
    "dropped, with a page kept": """
page = Invent(api_key="k", base_url=URL).broadcasts.list("c", take=1)
gc.collect()
assert page.items
""",
    "derived, original dropped": """
other = Invent(api_key="k", base_url=URL).with_options(max_retries=0)
gc.collect()
other.broadcasts.list("c", take=1)
""",
    "never used": """
Invent(api_key="k", base_url=URL)
AsyncInvent(api_key="k", base_url=URL)
""",
    "after a deadline": """
try:
    Invent(api_key="k", base_url=URL).broadcasts.list("slow", take=1, deadline=0.1)
except InventError:
    pass
""",
    "async, never closed": """
client = AsyncInvent(api_key="k", base_url=URL)
async def main():
    await client.broadcasts.list("c", take=1)
asyncio.run(main())
""",
    "async, never closed, local": """
async def main():
    client = AsyncInvent(api_key="k", base_url=URL)
    await asyncio.gather(*[client.broadcasts.list("c", take=1) for _ in range(5)])
asyncio.run(main())
gc.collect()
""",
    "async, dropped in the loop": """
async def main():
    client = AsyncInvent(api_key="k", base_url=URL)
    await client.broadcasts.list("c", take=1)
    del client
    gc.collect()
    await asyncio.sleep(0.05)
asyncio.run(main())
""",
    "async, a walk left early": """
async def main():
    client = AsyncInvent(api_key="k", base_url=URL)
    async for item in client.broadcasts.list("c", take=1, prefetch=3):
        break
asyncio.run(main())
""",
    "async, not awaited": """
async def main():
    AsyncInvent(api_key="k", base_url=URL).broadcasts.list("c", take=1)
asyncio.run(main())
""",
    "async, two loops": """
client = AsyncInvent(api_key="k", base_url=URL)
async def main():
    await client.broadcasts.list("c", take=1)
asyncio.run(main())
asyncio.run(main())
del client
gc.collect()
""",
}


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_heard_of_a_client_that_is_gone(serve, name):
    server = serve(lambda received: [0.5 if "slow" in received.path else 0, echo(received)])
    code = "import asyncio, gc\nfrom invent_client import AsyncInvent, Invent, InventError\n"
    _run(f"{code}URL = {server.url!r}\n{SILENT[name]}")
    _settle(server)
    assert server.open == 0


def test_a_client_that_is_dropped_closes_its_connections(serve):
    server = serve(echo)
    client = Invent(api_key=KEY, base_url=server.url)
    client.broadcasts.list("c", take=1)
    assert server.open == 1
    del client
    gc.collect()
    _settle(server)
    assert server.open == 0


def _settle(server):
    ends = time.monotonic() + 30
    while server.open and time.monotonic() < ends:
        time.sleep(0.01)


def _run(code):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
