"""Former names of methods: they work for one release, with a DeprecationWarning."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any, TypeVar, cast

__all__ = ["renamed"]

F = TypeVar("F", bound=Callable[..., Any])


def renamed(method: F, old: str, new: str) -> F:
    """Return a method under its former name: a call warns at the line of the caller."""

    @functools.wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        warnings.warn(
            f"{old} is now {new}; the former name goes with the next release", DeprecationWarning, stacklevel=2
        )
        return method(*arguments, **options)

    return cast("F", call)
