"""No log line, repr, exception, pickle, span or hook argument contains a secret, also not in an escaped form."""

from __future__ import annotations

import base64
import json
import logging
import pickle
from typing import Any
from urllib.parse import quote

import pytest
from support.api_server import CLOSE, Received, Server, reply
from support.disclosure import output

CLIENT_SECRET = "cs+secret/0123456789"
REFRESH_TOKEN = "rt+secret/0123456789"
ACCESS_TOKEN = "at+secret/0123456789"
WEBHOOK_SECRET = "whsec_" + base64.b64encode(b"webhook secret 0123456789").decode()
SECRETS = (CLIENT_SECRET, REFRESH_TOKEN, ACCESS_TOKEN, WEBHOOK_SECRET.removeprefix("whsec_"))


def spellings(secret: str) -> list[str]:
    pair = base64.b64encode(f"me:{quote(secret, safe='')}".encode()).decode()
    return [secret, quote(secret, safe=""), json.dumps(secret)[1:-1].replace("/", "\\/"), pair]


class Echo(Server):
    """An API that echoes secrets in each response, and cycles through successes and different failures."""

    def __init__(self) -> None:
        self.count = 0
        super().__init__(self.respond)

    def respond(self, received: Received) -> Any:
        echo = {
            "title": received.headers.get("authorization"),
            "detail": f"{SECRETS[:3]}",
            "state": {"name": ACCESS_TOKEN},
        }
        headers = {"X-Echo": str(received.headers.get("authorization"))}
        if received.path.endswith("/token"):
            return reply({"access_token": ACCESS_TOKEN, "refresh_token": REFRESH_TOKEN})
        self.count += 1
        responses = [
            reply(echo, 500, headers),
            [CLOSE],
            reply(
                echo | {"id": ACCESS_TOKEN, "name": ACCESS_TOKEN, "color": ACCESS_TOKEN, ACCESS_TOKEN: 1}, 200, headers
            ),
            reply(echo, 401, headers),
            reply(echo, 429, headers | {"RateLimit": f'"{ACCESS_TOKEN}";r=0;t=0'}),
            reply(content=ACCESS_TOKEN.encode(), headers=headers),
        ]
        return responses[(self.count - 1) % len(responses)]


def collect(depot: Any, calls: int, **settings: Any) -> tuple[Any, list[BaseException]]:
    """Send requests with a client; return the client, and the exceptions of its calls."""
    errors: list[BaseException] = []
    kept: list[Any] = []
    failure = depot.package.DepotError

    def use(client: Any) -> Any:
        kept.append(client)
        try:
            client.webhooks.unwrap(b"{}", {"webhook-id": "1", "webhook-timestamp": "1"}, secret=WEBHOOK_SECRET)
        except failure as error:
            errors.append(error)
        return in_turn(client) if depot.name == "sync" else in_async_turn(client)

    def in_turn(client: Any) -> None:
        for _ in range(calls):
            try:
                client.crates.retrieve("cr_0001", extra_query={"a": "b"})
            except failure as error:
                errors.append(error)

    async def in_async_turn(client: Any) -> None:
        for _ in range(calls):
            try:
                await client.crates.retrieve("cr_0001", extra_query={"a": "b"})
            except failure as error:
                errors.append(error)

    depot.call(use, **settings)
    return kept[0], errors


@pytest.mark.parametrize(("given", "policy"), [("client", "raise"), ("token", "report")])
def test_no_secret_is_told(depot, spans, caplog, given, policy):
    seen: list[Any] = []
    secrets = {"client_id": "me", "client_secret": CLIENT_SECRET, "refresh_token": REFRESH_TOKEN}
    options = {"max_retries": 1, "on_mismatch": policy, "hooks": depot.package.Hooks(*[seen.append] * 4)}
    with Echo() as server, caplog.at_level(logging.DEBUG):
        addresses = {"base_url": f"{server.url}/v1", "token_url": f"{server.url}/token"}
        credentials = secrets if given == "client" else {"access_token": ACCESS_TOKEN}
        client, errors = collect(depot, 8, **addresses, **options, **credentials)
    settings = client._all_settings
    # httpcore2 logs received headers, in which this server echoes secrets; it does not log sent headers.
    records = [each for each in caplog.records if "receive_response_headers" not in each.getMessage()]
    texts = [*map(logging.Formatter().format, records), *(str(vars(each)) for each in records)]
    texts += [repr(seen), *(span.to_json() for span in spans())]
    for error in errors:
        # The test passes the webhook secret as an argument, so the frames of this exception contain the secret.
        texts += [] if "webhook" in str(error) else [output(error)]
        texts += [repr(error), str(pickle.dumps(error)), getattr(error, "curl", str)()]
    texts += [repr(each) for each in (client, vars(client), settings, settings.credentials, settings.pool)]
    texts += [repr(getattr(settings, name)) for name in settings.__slots__]
    assert len(errors) > 4
    assert len(seen) > 16
    assert len(spans()) == 8
    whole = "\n".join(texts)
    wanted = SECRETS if given == "client" else (ACCESS_TOKEN, SECRETS[3])
    assert [spelled for secret in wanted for spelled in spellings(secret) if spelled in whole] == []
