"""`error.body` has the type that the contract documents for the status."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from support.api_server import reply

TOKEN = "at-secret-0123456789"
PROBLEM = "application/problem+json"


def retrieve(client: Any) -> Any:
    return client.crates.retrieve("cr_0001")


@pytest.fixture
def fail(depot, serve):
    """Return a function that sends a failing call, and returns the exception of this call."""

    def run(response: bytes, use: Any = retrieve) -> Any:
        server = serve(response)
        with pytest.raises(depot.package.APIStatusError) as caught:
            depot.call(use, base_url=server.url, access_token=TOKEN, max_retries=0)
        return caught.value

    return run


def test_a_documented_error_is_its_model(depot, fail):
    body = {"title": "Gone", "detail": f"by {TOKEN}", "status": 404, "more": [1]}
    error = fail(reply(body, 404, content_type=PROBLEM))
    assert type(error.body) is depot.package.models.Problem
    assert (error.body.title, error.body.detail) == ("Gone", "by [secret]")
    assert error.body.to_dict() == body | {"detail": "by [secret]"}
    assert error.response.json() == error.body.to_dict()
    assert str(error).endswith("Gone: by [secret]")
    assert pickle.loads(pickle.dumps(error)).body == error.body


def test_the_status_comes_before_its_range_and_the_default(depot, fail):
    """The contract documents the range for any media type, `*/*`, as Spring does."""
    models = depot.package.models
    assert type(fail(reply({"reason": "no"}, 409)).body) is models.GetCrate4XXResponse
    assert type(fail(reply({"title": "no"}, 404)).body) is models.Problem
    assert type(fail(reply({"title": "no"}, 500), lambda client: client.crates.create(name="x")).body) is models.Problem


@pytest.mark.parametrize(
    ("response", "body"),
    [
        (reply({"reason": "no"}, 503), {"reason": "no"}),
        (reply([1], 404), [1]),
        (reply(None, 404, content=b""), None),
        (reply(None, 404, content=b"{"), "{"),
        (reply({"title": "x"}, 404, content_type="text/plain"), {"title": "x"}),
    ],
    ids=["undocumented", "another type", "empty", "cut off", "text"],
)
def test_what_is_not_documented_is_data_or_text(fail, response, body):
    assert fail(response).body == body
