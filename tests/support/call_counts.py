"""A measure of cost that is the same on each machine."""

from __future__ import annotations

import sys
from typing import Any


def calls(work, *arguments) -> int:
    """Return the number of function calls that `work` makes."""
    count = 0

    def profile(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        work(*arguments)
    finally:
        sys.setprofile(None)
    return count
