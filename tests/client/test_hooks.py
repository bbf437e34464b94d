"""Hooks and spans: the events of each attempt, which contain no credential."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from opentelemetry import trace
from support.api_server import CLOSE, in_turn, reply

TOKEN = "at-secret-0123456789"
CRATE = {"id": "cr_0001", "name": "Apples"}
FAILED = reply({"title": f"Bad {TOKEN}"}, 500, {"X-Echo": TOKEN})


def retrieve(client: Any) -> Any:
    return client.crates.retrieve("cr_0001", extra_query={"q": "v"})


class Seen:
    """Hooks that record their events. With `is_async`, the hooks are coroutine functions."""

    def __init__(self, package: Any, *, is_async: bool) -> None:
        self.events: list[tuple[str, Any]] = []

        def plain(name: str) -> Any:
            return lambda event: self.events.append((name, event))

        def later(name: str) -> Any:
            async def hook(event: Any) -> None:
                await anyio.lowlevel.checkpoint()
                self.events.append((name, event))

            return hook

        names = ("on_request", "on_response", "on_retry", "on_mismatch")
        self.hooks = package.Hooks(**{name: (later if is_async else plain)(name) for name in names})


@pytest.fixture(params=["plain", "coroutine"])
def seen(request: pytest.FixtureRequest, depot: Any) -> Seen:
    return Seen(depot.package, is_async=request.param == "coroutine" and depot.name != "sync")


def settings(server: Any, **changes: Any) -> dict[str, Any]:
    return {"base_url": server.url, "access_token": TOKEN, "on_mismatch": "ignore"} | changes


def test_hooks_see_every_attempt(depot, serve, seen):
    server = serve(in_turn(FAILED, [CLOSE], reply(CRATE | {"id": 7})))
    depot.call(retrieve, hooks=seen.hooks, **settings(server))
    names = [name for name, _ in seen.events]
    tried = ["on_request", "on_response", "on_retry"]
    assert names == [*tried, *tried, "on_request", "on_response", "on_mismatch"]
    events = [event for _, event in seen.events]
    assert {event[:3] for event in events[:-1]} == {("crates.retrieve", "GET", "/crates/{crate_id}")}
    assert [event.attempt for event in events[:-1]] == [1, 1, 1, 2, 2, 2, 3, 3]
    assert [event.status for event in events[:-1]] == [None, 500, 500, None, None, None, None, 200]
    assert events[4].error == "RemoteProtocolError"
    assert all(event.duration > 0 for name, event in seen.events if name == "on_response")
    assert all(event.delay > 0 for name, event in seen.events if name == "on_retry")
    assert (events[-1].operation, events[-1].pointer) == ("getCrate", "/id")
    assert TOKEN not in repr(seen.events)


def test_the_last_error_is_seen_too(depot, serve, seen):
    with pytest.raises(depot.package.InternalServerError):
        depot.call(retrieve, hooks=seen.hooks, **settings(serve(FAILED), max_retries=0))
    assert [(name, event.status) for name, event in seen.events] == [("on_request", None), ("on_response", 500)]


def test_each_attempt_has_a_start_and_an_end_whatever_ends_it(depot, serve, seen):
    """A deadline, a token that cannot be fetched, and a token URL that refuses."""
    client = {"client_id": "me", "client_secret": "s" * 20}
    ends: list[Any] = [
        ({"deadline": 0.2}, {"access_token": TOKEN}, [2.0, reply(CRATE)], "APITimeoutError"),
        ({}, client, reply({}, 503), "TokenUnavailableError"),
        ({}, client, reply({"error": "x"}, 400), "AuthenticationError"),
    ]
    for options, credentials, script, error in ends:
        server = serve(script)
        seen.events.clear()
        with pytest.raises(depot.package.DepotError):
            depot.call(
                lambda client, options=options: client.crates.retrieve("cr_0001", **options),
                hooks=seen.hooks,
                base_url=server.url,
                max_retries=0,
                **credentials,
            )
        found = [(name, event.attempt, event.error) for name, event in seen.events]
        assert found == [("on_request", 1, None), ("on_response", 1, error)]


def test_the_end_of_a_cancelled_attempt_is_seen(depot_package, serve):
    events: list[tuple[str, Any]] = []
    hooks = depot_package.Hooks(
        on_request=lambda event: events.append(("on_request", event.error)),
        on_response=lambda event: events.append(("on_response", event.error)),
    )

    async def main(server: Any) -> None:
        async with depot_package.AsyncDepot(hooks=hooks, **settings(server)) as client:
            with anyio.move_on_after(0.2):
                await retrieve(client)

    anyio.run(main, serve([5.0]))
    assert events == [("on_request", None), ("on_response", "CancelledError")]


def test_what_a_hook_raises_ends_the_call(depot, serve):
    def refuse(event: Any) -> None:
        raise LookupError(event.operation)

    server = serve(reply(CRATE))
    with pytest.raises(LookupError, match=r"crates\.retrieve"):
        depot.call(retrieve, hooks=depot.package.Hooks(on_request=refuse), **settings(server))
    assert server.requests == []


def test_hooks_that_are_none_are_refused_by_the_constructor(depot):
    kinds = [depot.package.Depot, depot.package.AsyncDepot]
    for kind in kinds:
        with pytest.raises(TypeError, match=r"hooks must be Hooks\(\.\.\.\), not builtin_function_or_method"):
            kind(access_token=TOKEN, hooks=print)
        with pytest.raises(TypeError, match="on_retry must be a function, not str"):
            kind(access_token=TOKEN, hooks=depot.package.Hooks(on_retry="log"))


def test_a_coroutine_function_is_refused_where_nobody_can_wait_for_it(depot, serve):
    async def hook(_: Any) -> None: ...

    hooks = depot.package.Hooks(on_mismatch=hook)
    server = serve(reply(CRATE | {"id": 7}))

    def use(client: Any) -> Any:
        if depot.name == "sync":
            return retrieve(client)

        async def run() -> Any:
            return (await client.crates.with_raw_response.retrieve("cr_0001")).parse()

        return run()

    with pytest.raises(TypeError, match="on_mismatch is a coroutine function, which"):
        depot.call(use, hooks=hooks, **settings(server))


def test_a_call_is_one_span_and_its_retries_are_events(depot, serve, spans):
    server = serve(in_turn(FAILED, [CLOSE], reply(CRATE)))
    depot.call(retrieve, **settings(server))
    (span,) = spans()
    host, _, port = server.url.removeprefix("http://").partition(":")
    assert (span.name, span.kind) == ("GET /crates/{crate_id}", trace.SpanKind.CLIENT)
    assert dict(span.attributes) == {
        "http.request.method": "GET",
        "url.full": f"{server.url}/crates/cr_0001",
        "url.template": "/crates/{crate_id}",
        "server.address": host,
        "server.port": int(port),
        "code.function.name": "crates.retrieve",
        "http.request.resend_count": 2,
        "http.response.status_code": 200,
    }
    assert [(each.name, each.attributes["reason"].partition(":")[0]) for each in span.events] == [
        ("retry", "500"),
        ("retry", "RemoteProtocolError"),
    ]
    assert span.status.is_ok
    assert TOKEN not in span.to_json()


@pytest.mark.parametrize(
    ("script", "kind"),
    [(FAILED, "500"), ([CLOSE], "APIConnectionError"), ([2.0, CLOSE], "APITimeoutError")],
    ids=["status", "lost", "deadline"],
)
def test_a_call_that_fails_is_a_span_with_its_error(depot, serve, spans, script, kind):
    options = {"deadline": 0.1} if kind == "APITimeoutError" else {}
    with pytest.raises(depot.package.DepotError):
        depot.call(
            lambda client: client.crates.retrieve("cr_0001", **options), **settings(serve(script), max_retries=0)
        )
    (span,) = spans()
    assert (span.attributes["error.type"], span.status.is_ok) == (kind, False)
    assert span.events == ()
    assert TOKEN not in span.to_json()


def test_what_a_caller_does_in_a_span_belongs_to_it(depot, serve, spans):
    with trace.get_tracer("test").start_as_current_span("outer") as outer:
        depot.call(lambda client: client.crates.retrieve("cr_0001", deadline=5), **settings(serve(reply(CRATE))))
    inner = next(each for each in spans() if each.name.startswith("GET"))
    assert inner.parent.span_id == outer.get_span_context().span_id


def test_without_opentelemetry_nothing_of_it_is_imported(depot_package, serve):
    server = serve(reply(CRATE))
    code = (
        "import sys, depot_client as d\n"
        f"d.Depot(base_url={server.url!r}, access_token='t').crates.retrieve('cr_0001')\n"
        "names = {'opentelemetry', 'yaml', 'pytest'} & {each.partition('.')[0] for each in sys.modules}\n"
        "print(sorted(names), [each for each in ('_hooks', '_tracing', '_oauth', '_webhooks', '_servers', '_sunset',\n"
        "      '_contract', '_fake_api', 'testing') if f'depot_client.{each}' in sys.modules])\n"
    )
    folder = Path(depot_package.__file__).parents[1]
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[] []\n", "")
