"""Access tokens of OAuth2: fetching, sharing and renewal, without disclosure in messages."""

from __future__ import annotations

import base64
import copy
import importlib
import logging
import os
import pickle
import threading
import time
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs

import anyio
import pytest
from support.api_server import CLOSE, Received, Server, reply
from support.disclosure import output

SECRET = "cs-secret-0123456789"
REFRESH = "rt-secret-0123456789"
CRATE = {"id": "cr_0001", "name": "Apples"}


class TokenServer(Server):
    """An API with a token URL, which issues the tokens `token-000001`, ... and accepts each until its expiry."""

    def __init__(self, lifetime: float | None = 3600, *, takes_basic: bool = True) -> None:
        self.lifetime = lifetime
        self.takes_basic = takes_basic
        self.given: dict[str, float] = {}
        self.forms: list[dict[str, str]] = []
        self.failures: list[Any] = []
        super().__init__(self.respond)

    def respond(self, received: Received) -> Any:
        return self.token(received) if received.path.endswith("/oauth/token") else self.crate(received)

    def token(self, received: Received) -> Any:
        form = {name: value for name, (value,) in parse_qs(received.body.decode()).items()}
        self.forms.append(form)
        if self.failures:
            return self.failures.pop(0)
        basic = "Basic " + base64.b64encode(f"me:{SECRET}".encode()).decode()
        is_known = received.headers.get("authorization") == basic if self.takes_basic else "client_secret" in form
        if not is_known or form.get("refresh_token", REFRESH) != REFRESH:
            return reply({"error": "invalid_client", "error_description": f"not {SECRET}"}, 401)
        token = f"token-{len(self.forms):06}"
        self.given[token] = time.monotonic() + (self.lifetime or 3600)
        data = {"access_token": token, "token_type": "Bearer", "expires_in": self.lifetime}
        return reply({name: value for name, value in data.items() if value is not None})

    def crate(self, received: Received) -> Any:
        token = received.headers.get("authorization", "").removeprefix("Bearer ")
        if self.given.get(token, 0) <= time.monotonic():
            return reply({"title": f"Expired: {token}"}, 401)
        return reply(CRATE, 201 if received.method == "POST" else 200)

    @property
    def api_calls(self) -> list[Received]:
        return [each for each in self.requests if not each.path.endswith("/oauth/token")]


@pytest.fixture
def issuer():
    with TokenServer() as server:
        yield server


def settings(server: Server, **changes: Any) -> dict[str, Any]:
    return {"client_id": "me", "client_secret": SECRET, "base_url": f"{server.url}/v1"} | changes


def retrieve(client: Any) -> Any:
    return client.crates.retrieve("cr_0001")


def twice(client: Any) -> Any:
    if not type(client).__name__.startswith("Async"):
        return [retrieve(client), retrieve(client)]

    async def run() -> Any:
        return [await retrieve(client), await retrieve(client)]

    return run()


def test_a_token_is_fetched_with_the_scopes_that_operations_require_and_kept(issuer, depot):
    depot.call(twice, **settings(issuer))
    assert issuer.forms == [{"grant_type": "client_credentials", "scope": "read write"}]
    assert [each.path for each in issuer.requests] == ["/oauth/token", "/v1/crates/cr_0001", "/v1/crates/cr_0001"]
    assert {each.headers["authorization"] for each in issuer.api_calls} == {"Bearer token-000001"}


def test_arguments_come_from_the_environment(issuer, depot, monkeypatch):
    for name, value in {"CLIENT_ID": "me", "CLIENT_SECRET": SECRET, "SCOPES": "rule"}.items():
        monkeypatch.setenv(f"DEPOT_{name}", value)
    monkeypatch.setenv("DEPOT_TOKEN_URL", f"{issuer.url}/other/oauth/token")
    depot.call(retrieve, base_url=f"{issuer.url}/v1")
    assert issuer.forms == [{"grant_type": "client_credentials", "scope": "rule"}]
    assert issuer.requests[0].path == "/other/oauth/token"


def test_a_token_is_fetched_again_once_after_a_401_and_the_call_is_made_again(issuer, depot):
    def use(client: Any) -> Any:
        create = client.crates.create
        if depot.name == "sync":
            retrieve(client)
            issuer.given.clear()
            return create(name="Apples")

        async def run() -> Any:
            await retrieve(client)
            issuer.given.clear()
            return await create(name="Apples")

        return run()

    assert depot.call(use, **settings(issuer, max_retries=0)).id == "cr_0001"
    assert [each.headers["authorization"] for each in issuer.api_calls] == [
        *["Bearer token-000001"] * 2,
        "Bearer token-000002",
    ]


def test_a_second_401_is_the_error_of_the_call(issuer, depot):
    issuer.lifetime = -1
    with pytest.raises(depot.package.AuthenticationError, match=r"401 .*Expired: \[secret\]"):
        depot.call(retrieve, **settings(issuer))
    assert (len(issuer.forms), len(issuer.api_calls)) == (2, 2)


def test_a_refused_token_is_dropped_also_if_the_upload_cannot_be_repeated(issuer, depot):
    def send(client: Any) -> Any:
        return client.request("POST", "/crates", content=iter([b"apples"]))

    def use(client: Any) -> Any:
        if depot.name == "sync":
            send(client)
            issuer.given.clear()
            with pytest.raises(depot.package.AuthenticationError, match="the request body cannot be read again"):
                send(client)
            return send(client)

        async def run() -> Any:
            await send(client)
            issuer.given.clear()
            with pytest.raises(depot.package.AuthenticationError, match="the request body cannot be read again"):
                await send(client)
            return await send(client)

        return run()

    assert depot.call(use, **settings(issuer)).status_code == 201
    assert [each.headers["authorization"] for each in issuer.api_calls] == [
        *["Bearer token-000001"] * 2,
        "Bearer token-000002",
    ]
    assert {each.body for each in issuer.api_calls} == {b"apples"}


def test_a_token_without_a_lifetime_is_kept(issuer, depot):
    issuer.lifetime = None
    depot.call(twice, **settings(issuer))
    assert len(issuer.forms) == 1


def test_a_server_that_takes_the_secret_in_the_body_alone(issuer, depot):
    issuer.takes_basic = False
    depot.call(twice, **settings(issuer))
    assert [form.get("client_secret") for form in issuer.forms] == [None, SECRET]


def test_a_refresh_token_gives_tokens_and_a_rotated_one_replaces_it(issuer, depot):
    depot.call(retrieve, **settings(issuer, refresh_token=REFRESH))
    assert issuer.forms == [{"grant_type": "refresh_token", "refresh_token": REFRESH}]


def test_after_a_refresh_token_that_has_expired_come_the_client_credentials(issuer, depot):
    issuer.failures = [reply({"error": "invalid_grant"}, 400)]
    depot.call(retrieve, **settings(issuer, refresh_token=REFRESH))
    assert [form["grant_type"] for form in issuer.forms] == ["refresh_token", "client_credentials"]


@pytest.mark.parametrize("failure", [[CLOSE], reply(None, 503), reply(None, 429)], ids=["lost", "503", "429"])
def test_a_token_request_that_fails_is_repeated_even_for_a_call_that_is_not_repeatable(issuer, depot, failure):
    issuer.failures = [failure]
    depot.call(lambda client: client.crates.create(name="Apples", extra_headers={"Idempotency-Key": None}),
               **settings(issuer))  # fmt: skip
    assert (len(issuer.forms), len(issuer.api_calls)) == (2, 1)


def test_a_refused_client_says_what_the_token_url_says(issuer, depot):
    with pytest.raises(depot.package.AuthenticationError) as caught:
        depot.call(retrieve, **settings(issuer, client_id="you"))
    expected = f"401 Unauthorized: POST {issuer.url}/oauth/token (for an access token): invalid_client: not [secret]"
    assert str(caught.value).startswith(expected)
    assert issuer.api_calls == []


@pytest.mark.parametrize("status", [302, 400, 403, 404])
def test_a_token_url_that_refuses_is_an_error_of_authentication_whatever_its_status(issuer, depot, status):
    refusal = {"error": "invalid_client", "error_description": "unknown client"}
    issuer.failures = [reply(refusal, status, {"X-Request-Id": "r-1"})] * 2
    with pytest.raises(depot.package.AuthenticationError) as caught:
        depot.call(retrieve, **settings(issuer))
    error = caught.value
    assert (error.status_code, error.request_id, error.body) == (status, "r-1", refusal)
    assert f"POST {issuer.url}/oauth/token (for an access token): invalid_client: unknown client" in str(error)
    assert error.curl() == (
        'curl -X POST -u "$DEPOT_CLIENT_ID:$DEPOT_CLIENT_SECRET" --data-urlencode grant_type=client_credentials '
        f"--data-urlencode 'scope=read write' {issuer.url}/oauth/token"
    )


def test_the_command_of_a_public_client_has_its_client_id(issuer, depot):
    issuer.failures = [reply({"error": "invalid_grant"}, 400)]
    with pytest.raises(depot.package.AuthenticationError) as caught:
        depot.call(retrieve, **settings(issuer, client_secret=None, refresh_token=REFRESH))
    assert issuer.forms == [{"grant_type": "refresh_token", "refresh_token": REFRESH, "client_id": "me"}]
    assert caught.value.curl() == (
        "curl -X POST --data-urlencode grant_type=refresh_token "
        '--data-urlencode "refresh_token=$DEPOT_REFRESH_TOKEN" --data-urlencode "client_id=$DEPOT_CLIENT_ID" '
        f"{issuer.url}/oauth/token"
    )


def test_the_command_of_a_client_that_authenticates_in_the_body_has_no_basic(depot):
    def use(client: Any) -> Any:
        def spoil() -> None:
            issuer.failures = [reply({"error": "invalid_scope"}, 400)]

        if depot.name == "sync":
            retrieve(client)
            spoil()
            return retrieve(client)

        async def run() -> Any:
            await retrieve(client)
            spoil()
            return await retrieve(client)

        return run()

    with TokenServer(lifetime=0.0001, takes_basic=False) as issuer:
        issuer.crate = lambda _: reply(CRATE)  # type: ignore[method-assign]
        with pytest.raises(depot.package.AuthenticationError) as caught:
            depot.call(use, **settings(issuer))
        command = caught.value.curl()
    assert "client_secret" in issuer.forms[-1]
    assert " -u " not in command
    assert '--data-urlencode "client_id=$DEPOT_CLIENT_ID"' in command
    assert '--data-urlencode "client_secret=$DEPOT_CLIENT_SECRET"' in command


def test_the_error_of_a_busy_token_url_can_be_pickled_and_copied(depot):
    kind = importlib.import_module(f"{depot.package.__name__}._retry").TokenUnavailableError
    for found in (pickle.loads(pickle.dumps(kind("busy", 2.5))), copy.copy(kind("busy", 2.5))):
        assert (str(found), found.retry_after) == ("busy", 2.5)


@pytest.mark.parametrize("escaped", ["cs\\/secret\\/0123456789", "cs%2Fsecret%2F0123456789"], ids=["json", "url"])
def test_an_escaped_secret_in_a_response_of_the_token_url_is_blanked(issuer, depot, escaped):
    secret = "cs/secret/0123456789"
    issuer.failures = [reply(content=f'{{"error": "not {escaped}"}}'.encode(), status=400)] * 3
    with pytest.raises(depot.package.AuthenticationError, match=r"not \[secret\]") as caught:
        depot.call(retrieve, **settings(issuer, client_secret=secret, refresh_token=REFRESH))
    shown = output(caught.value)
    assert [each for each in (secret, escaped, escaped.replace("\\", "\\\\"), REFRESH) if each in shown] == []


def test_a_busy_token_url_says_how_long_to_wait(issuer, depot):
    issuer.failures = [reply(None, 429, {"Retry-After": "0.3"})]
    started = time.monotonic()
    depot.call(retrieve, **settings(issuer))
    assert time.monotonic() - started >= 0.3
    issuer.failures = [reply(None, 503, {"Retry-After": "3600"})] * 3
    with pytest.raises(depot.package.APIConnectionError, match=r"could not be fetched: .* responded 503"):
        depot.call(retrieve, **settings(issuer))
    assert len(issuer.forms) == 3


def test_a_response_with_an_error_in_place_of_a_token_is_quoted(issuer, depot):
    issuer.failures = [reply({"error": "slow_down", "error_description": f"not {SECRET}"})]
    with pytest.raises(depot.package.DepotError, match=r"without an access token: slow_down: not \[secret\]$"):
        depot.call(retrieve, **settings(issuer))


@pytest.mark.parametrize("kind", ["text", "callable"])
def test_a_ready_token_goes_before_everything(issuer, depot, kind, monkeypatch):
    monkeypatch.setenv("DEPOT_CLIENT_ID", "me")
    issuer.given["mine-0123456789"] = time.monotonic() + 60
    token = "mine-0123456789" if kind == "text" else lambda: "mine-0123456789"
    depot.call(retrieve, **settings(issuer, access_token=token))
    assert issuer.forms == []


def test_options_change_the_client_id_and_keep_the_rest(issuer, depot_package: ModuleType):
    with depot_package.Depot(**settings(issuer, client_id="you")) as client:
        client.with_options(client_id="me").crates.retrieve("cr_0001")
        client.with_options(max_retries=0, client_id="me", default_headers={"x": "y"}).crates.retrieve("cr_0001")
    assert len(issuer.api_calls) == 2


def test_a_token_url_over_plain_http_is_refused(depot_package: ModuleType):
    with pytest.raises(ValueError, match=r"token_url is 'http://id\.example\.com/t': secrets are not sent over plain"):
        depot_package.Depot(client_id="me", client_secret=SECRET, token_url="http://id.example.com/t")


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"access_token": 1}', b'{"access_token": "a\\nb"}', b"[" * 9999])
def test_a_response_without_a_token_is_an_error_of_the_package(issuer, depot, body):
    issuer.failures = [reply(content=body)]
    with pytest.raises(depot.package.DepotError, match="responded 200 without an access token"):
        depot.call(retrieve, **settings(issuer))


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    "body",
    [
        b'{"access_token": "tok-0123456789\\nx"}',
        b'{"refresh_token": "tok-0123456789"}',
        b'{"access_token": "tok-0123456789"',
        b'{"access_token": "tok-0123456789", "expires_in": %s}' % (b"9" * 5000),
        b'{"id": "\xff", "access_token": "tok-0123456789"',
    ],
)
def test_a_token_that_cannot_be_used_is_not_shown(issuer, depot, body, status):
    issuer.failures = [reply(content=body, status=status)]
    with pytest.raises(depot.package.DepotError) as caught:
        depot.call(retrieve, **settings(issuer))
    error = caught.value
    assert "tok-0123456789" not in f"{error} {error!r} {getattr(error, 'body', '')} {pickle.dumps(error)!r}"


def test_the_deadline_ends_the_wait_for_a_token(issuer, depot):
    issuer.failures = [[30.0, CLOSE]]
    started = time.monotonic()
    with pytest.raises(depot.package.APITimeoutError, match=r"deadline of 0\.2 s"):
        depot.call(lambda client: client.crates.retrieve("cr_0001", deadline=0.2), **settings(issuer))
    assert time.monotonic() - started < 15


def share(package: ModuleType, kind: str, server: Server, *, calls: int, workers: int, seconds: float) -> None:
    """Send `calls` requests from threads or tasks, evenly distributed over `seconds`."""
    pause = seconds * workers / calls

    def in_threads() -> None:
        with package.Depot(**settings(server)) as client:

            def work() -> None:
                for _ in range(calls // workers):
                    retrieve(client)
                    time.sleep(pause)

            threads = [threading.Thread(target=work) for _ in range(workers)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()

    async def in_tasks() -> None:
        async with package.AsyncDepot(**settings(server)) as client, anyio.create_task_group() as tasks:

            async def work() -> None:
                for _ in range(calls // workers):
                    await retrieve(client)
                    await anyio.sleep(pause)

            for _ in range(workers):
                tasks.start_soon(work)

    in_threads() if kind == "sync" else anyio.run(in_tasks, backend=kind)


@pytest.mark.parametrize("kind", ["sync", "asyncio", "trio"])
def test_threads_and_tasks_share_a_token(issuer, depot_package: ModuleType, kind):
    issuer.lifetime = 0.4
    share(depot_package, kind, issuer, calls=40, workers=20, seconds=0.6)
    assert len(issuer.api_calls) >= 40
    assert len(issuer.forms) in {1, 2, 3}
    assert [each.target for each in issuer.requests].count("/oauth/token") == len(issuer.forms)


@pytest.mark.large
@pytest.mark.parametrize("kind", ["sync", "asyncio"])
def test_a_hundred_calls_of_twenty_threads_over_five_seconds(issuer, depot_package: ModuleType, kind):
    issuer.lifetime = 2
    share(depot_package, kind, issuer, calls=100, workers=20, seconds=5)
    assert len(issuer.api_calls) == 100
    assert len(issuer.forms) in {2, 3}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_child_forked_while_a_token_was_fetched_is_not_stuck(issuer, depot_package: ModuleType):
    """The parent holds the lock of its tokens, and a place of its rate limit, while the token server responds."""
    token = reply({"access_token": "token-of-parent", "expires_in": 3600})
    issuer.failures = [[1.0, token]]
    issuer.given["token-of-parent"] = time.monotonic() + 3600
    client = depot_package.Depot(**settings(issuer, rate_limit=(1, 0.1)))
    thread = threading.Thread(target=retrieve, args=(client,))
    thread.start()
    while not issuer.forms:
        time.sleep(0.005)
    child = os.fork()
    if child == 0:
        status = 1
        try:
            timer = threading.Timer(10, os._exit, (2,))
            timer.start()
            retrieve(client)
            retrieve(client)
            status = 0
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    thread.join()
    client.close()
    assert (len(issuer.forms), len(issuer.api_calls)) == (2, 3)


def test_no_secret_is_told(issuer, depot, caplog):
    kept = []
    issuer.given["token-000002"] = 0

    def use(client: Any) -> Any:
        kept.append(client)
        return retrieve(client)

    issuer.lifetime = -1
    with caplog.at_level(logging.DEBUG), pytest.raises(depot.package.AuthenticationError) as caught:
        depot.call(use, **settings(issuer, refresh_token=REFRESH))
    settings_of = kept[0]._all_settings
    texts = [caplog.text, *(str(vars(each)) for each in caplog.records), output(caught.value), caught.value.curl()]
    texts += [repr(each) for each in (kept[0], vars(kept[0]), settings_of.credentials, settings_of)]
    texts += [repr(getattr(settings_of, name)) for name in settings_of.__slots__]
    texts += [str(pickle.dumps(caught.value))]
    whole = "\n".join(texts)
    basic = base64.b64encode(f"me:{SECRET}".encode()).decode()
    assert [each for each in (SECRET, REFRESH, "token-0000", basic) if each in whole] == []
    assert "$DEPOT_ACCESS_TOKEN" in caught.value.curl()


def test_a_package_without_such_a_scheme_does_not_have_the_module():
    with pytest.raises(ModuleNotFoundError):
        importlib.import_module("invent_client._oauth")
