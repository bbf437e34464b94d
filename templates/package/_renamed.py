"""Former names of methods and classes: they work for one release, with a DeprecationWarning."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any, TypeVar, cast

__all__ = ["renamed", "warn_renamed"]

F = TypeVar("F", bound=Callable[..., Any])


def renamed(method: F, old: str, new: str) -> F:
    """Return a method under its former name: a call warns at the line of the caller."""

    @functools.wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        warn_renamed(old, new)
        return method(*arguments, **options)

    return cast("F", call)


def warn_renamed(old: str, new: str) -> None:
    """Warn of a former name, at the line that calls the caller of this function."""
    warnings.warn(f"{old} is now {new}; the former name goes with the next release", DeprecationWarning, stacklevel=3)
