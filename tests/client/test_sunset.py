"""Warnings for Deprecation and Sunset headers of a response: once per operation, at the caller's line."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import pytest
from support.api_server import reply

TOKEN = "at-secret-0123456789"
CRATE = {"id": "cr_0001", "name": "Apples"}
SUNSET = "Sun, 30 Jun 2024 23:59:59 GMT"
LINK = '<https://example.com/next>; rel="successor-version", <https://example.com/why>; rel="deprecation"'


def output(depot: Any, serve: Any, headers: dict[str, str]) -> list[warnings.WarningMessage]:
    server = serve(reply(CRATE, headers=headers))

    def use(client: Any) -> Any:
        if depot.name == "sync":
            client.crates.retrieve("cr_0001")
            return client.with_options(max_retries=1).crates.retrieve("cr_0002")

        async def run() -> Any:
            await client.crates.retrieve("cr_0001")
            return await client.with_options(max_retries=1).crates.retrieve("cr_0002")

        return run()

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        depot.call(use, base_url=server.url, access_token=TOKEN)
    return caught


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"Deprecation": "@1688169599"}, "is deprecated by the server since 2023-06-30"),
        ({"Deprecation": "true", "Link": LINK}, "is deprecated by the server; see https://example.com/why"),
        ({"Sunset": SUNSET}, "will be removed on 2024-06-30"),
        (
            {"Deprecation": "@1688169599", "Sunset": SUNSET, "Link": LINK},
            "is deprecated by the server since 2023-06-30 and will be removed on 2024-06-30; see https://example.com/why",
        ),
        ({"Deprecation": "@99999999999999999"}, "is deprecated by the server"),
    ],
)
def test_it_is_told_once_for_an_operation_and_client(depot, serve, headers, message):
    (warning,) = output(depot, serve, headers)
    assert warning.category is DeprecationWarning
    assert str(warning.message) == f"crates.retrieve {message}"
    assert warning.filename == __file__


def test_what_cannot_be_read_is_not_told(depot, serve):
    assert output(depot, serve, {"Sunset": "soon"}) == []
    (warning,) = output(depot, serve, {"Deprecation": "true", "Link": f'<https://x/{TOKEN}>; rel="sunset"'})
    assert TOKEN not in str(warning.message)


def test_a_request_outside_the_contract_warns_of_nothing(depot, serve, caplog):
    server = serve(reply(CRATE, headers={"Deprecation": "true"}))
    with caplog.at_level(logging.DEBUG):
        depot.call(lambda client: client.request("GET", "/other"), base_url=server.url, access_token=TOKEN)
