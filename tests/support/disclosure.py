"""A search for all text that an exception discloses, for tests that look for secrets in it."""

from __future__ import annotations

import traceback
from typing import Any

import httpx2


def output(error: BaseException) -> str:
    """Return all text that an exception discloses.

    The text includes the exception's arguments and attributes, its causes, and the local variables of their frames.
    """
    seen: set[int] = set()
    texts: list[str] = []
    waiting: list[Any] = [error]
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        texts += [str(each), repr(each)]
        if isinstance(each, BaseException):
            waiting += [each.__cause__, each.__context__, *each.args, *vars(each).values()]
            frames = traceback.TracebackException.from_exception(each, capture_locals=True).stack
            texts += [str(frame.locals) for frame in frames if "/tests/client/" not in frame.filename]
        elif isinstance(each, (list, tuple, set)):
            waiting += each
        elif isinstance(each, dict):
            waiting += [*each, *each.values()]
        elif isinstance(each, httpx2.Headers):
            waiting += each.raw
        elif hasattr(each, "__slots__") and "_client" in type(each).__module__:
            waiting += [getattr(each, name, None) for name in each.__slots__]
        elif hasattr(each, "__dict__") and not isinstance(each, type):
            waiting += vars(each).values()
    return "\n".join(texts)
