"""Polling of a job: the requests, the intervals between them, and the end of the polling."""

from __future__ import annotations

import time
from itertools import pairwise
from typing import Any

import pytest
from support.api_server import in_turn, reply

TOKEN = "at-secret-0123456789"


def job(state: str) -> bytes:
    return reply({"id": "j1", "state": {"name": state}})


def settings(server: Any, **changes: Any) -> dict[str, Any]:
    return {"base_url": server.url, "access_token": TOKEN} | changes


@pytest.mark.parametrize("end", ["done", "failed"])
def test_a_job_is_read_until_it_is_done(depot, serve, end):
    server = serve(in_turn(job("waiting"), job("running"), job("running"), job(end)))
    found = depot.call(lambda client: client.jobs.wait("j1", verbose=True), **settings(server))
    assert (type(found), found.state.name) == (depot.package.models.Job, end)
    assert [each.target for each in server.requests] == ["/jobs/j1?verbose=true"] * 4
    times = [each.at for each in server.requests]
    pauses = [after - before for before, after in pairwise(times)]
    assert pauses[0] >= 0.05
    assert pauses[2] >= 0.05 * 1.5**2


def test_a_job_that_is_done_is_read_once(depot, serve):
    server = serve(job("done"))
    depot.call(lambda client: client.jobs.wait("j1"), **settings(server))
    assert len(server.requests) == 1


def test_the_deadline_ends_the_wait(depot, serve):
    server = serve(job("running"))
    started = time.monotonic()
    with pytest.raises(depot.package.APITimeoutError, match=r"^jobs\.wait: not done within the deadline of 0\.3 s"):
        depot.call(lambda client: client.jobs.wait("j1", interval=0.01, deadline=0.3), **settings(server))
    assert 0.3 <= time.monotonic() - started < 15
    assert len(server.requests) > 2


def test_the_deadline_ends_a_read(depot, serve):
    server = serve([job("running")[:20], 30.0])
    started = time.monotonic()
    with pytest.raises(depot.package.APITimeoutError, match=r"^jobs\.wait: not done within the deadline of 0\.2 s"):
        depot.call(lambda client: client.jobs.wait("j1", deadline=0.2), **settings(server))
    assert time.monotonic() - started < 15


def test_an_error_of_a_read_is_that_of_the_wait(depot, serve):
    server = serve(in_turn(job("running"), reply({"title": "gone"}, 404)))
    with pytest.raises(depot.package.NotFoundError):
        depot.call(lambda client: client.jobs.wait("j1", interval=0.01), **settings(server))


def test_an_interval_is_seconds(depot, serve):
    with pytest.raises(ValueError, match="interval is 0; expected seconds"):
        depot.call(lambda client: client.jobs.wait("j1", interval=0), **settings(serve(job("done"))))
