"""Former names of methods and classes, which work for one more release with a DeprecationWarning."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any, TypeVar, cast

__all__ = ["renamed", "warn_renamed"]

F = TypeVar("F", bound=Callable[..., Any])


def renamed(method: F, old: str, new: str) -> F:
    """Return a function that calls `method`, and emits a DeprecationWarning at the line of its caller."""

    @functools.wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        warn_renamed(old, new)
        return method(*arguments, **options)

    return cast("F", call)


def warn_renamed(old: str, new: str) -> None:
    """Emit a DeprecationWarning for a former name. The warning points to the line that uses the former name."""
    warnings.warn(f"{old} is now {new}; the former name goes with the next release", DeprecationWarning, stacklevel=3)
