"""Simulated failures (`--fail-rate`): responses 429, responses 500 and connection resets, in turn."""

from __future__ import annotations

import math
import socket
import struct
import sys
from dataclasses import dataclass
from http import HTTPStatus

from starlette.types import Receive, Scope

from specloop.mock.request_checks import HttpError

GOLDEN_RATIO = 0.618034
KINDS = 3


@dataclass(frozen=True)
class FailureSchedule:
    """The schedule of simulated failures. It determines which requests fail, and how.

    The share of failed requests is exact. Up to a rate of 1/2, no two successive requests fail.
    """

    rate: float
    seed: int
    retry_after: int

    def failure(self, number: int) -> HttpError | None:
        """Return the simulated error response, 429 or 500, for a request. Return None if the request gets neither.

        `number` is the position of the request among all requests to the mock. See `is_reset` for connection resets.
        """
        kind = self._kind(number)
        if kind == 0:
            headers = {"Retry-After": str(self.retry_after)}
            return HttpError(HTTPStatus.TOO_MANY_REQUESTS, "too many requests (--fail-rate)", headers=headers)
        return HttpError(HTTPStatus.INTERNAL_SERVER_ERROR, "broken (--fail-rate)") if kind == 1 else None

    def is_reset(self, number: int) -> bool:
        """Return whether the mock resets the connection instead of sending the response to the request `number`.

        The request still changes the stored resources. `number` is its position among all requests to the mock.
        """
        return self._kind(number) == KINDS - 1

    def _kind(self, number: int) -> int | None:
        phase = self.seed * GOLDEN_RATIO % 1
        before, after = (math.floor(count * self.rate + phase) for count in (number, number + 1))
        return before % KINDS if after > before else None


async def reset_connection(scope: Scope, receive: Receive) -> None:
    """Reset the TCP connection of an ASGI request, so that the client gets the error "connection reset by peer"."""
    transport = scope["state"]["transport"]
    linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    transport.abort()
    while (await receive())["type"] != "http.disconnect":
        pass
