"""Support for the former names of renamed methods, arguments, classes and attributes.

Using a former name emits a warning. Former names work until the next major release.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any, TypeVar, cast

__all__ = ["renamed", "renamed_arguments", "renamed_attributes", "warn_renamed"]

F = TypeVar("F", bound=Callable[..., Any])
C = TypeVar("C", bound=type[Any])


def renamed(method: F, old: str, new: str) -> F:
    """Return a function for the former name of a renamed method. It emits a warning, then calls `method`.

    The warning names `old` and `new`, and points to the line of the call.
    """

    @functools.wraps(method)
    def call(*arguments: Any, **options: Any) -> Any:
        warn_renamed(old, new)
        return method(*arguments, **options)

    return cast("F", call)


def renamed_arguments(label: str, **names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator for a method with renamed arguments. Calls with a former name emit a warning.

    Args:
        label: The method's name in warnings.
        **names: The current name of each argument, by its former name.
    """

    def decorate(method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def call(*arguments: Any, **options: Any) -> Any:
            for old in [name for name in names if name in options]:
                _rename_option(options, label, old, names[old])
            return method(*arguments, **options)

        return call

    return decorate


def renamed_attributes(**names: str) -> Callable[[C], C]:
    """Return a decorator for a model class with renamed attributes. Access by a former name emits a warning.

    Args:
        **names: The current name of each attribute, by its former name.
    """

    def decorate(cls: C) -> C:
        create = cls.__attrs_init__

        @functools.wraps(create)
        def __init__(self: Any, **values: Any) -> None:  # noqa: N807 - the constructor of `cls`
            for old in [name for name in names if name in values]:
                _rename_option(values, cls.__name__, old, names[old])
            create(self, **values)

        __init__.__name__, __init__.__qualname__ = "__init__", f"{cls.__qualname__}.__init__"
        cls.__init__ = cast("Any", __init__)
        for old, new in names.items():
            setattr(cls, old, _former_attribute(cls.__name__, old, new))
        return cls

    return decorate


def _former_attribute(label: str, old: str, new: str) -> property:
    """Return a property that reads and sets the attribute `new`, and warns that `old` is its former name.

    `label` is the name of the class in warnings.
    """

    def read(self: Any) -> Any:
        warn_renamed(f"{label}.{old}", f"{label}.{new}")
        return getattr(self, new)

    def assign(self: Any, value: Any) -> None:
        warn_renamed(f"{label}.{old}", f"{label}.{new}")
        setattr(self, new, value)

    return property(read, assign, doc=f"The former name of `{new}`.")


def _rename_option(options: dict[str, Any], label: str, old: str, new: str) -> None:
    """Rename a keyword argument in `options` from `old` to `new`, and warn the caller.

    `label` is the name of the method or class in messages.

    Raises:
        TypeError: The call passed the argument under both names.
    """
    if new in options:
        message = f"{label}() got both {new!r} and {old!r}, its former name"
        raise TypeError(message)
    options[new] = options.pop(old)
    warn_renamed(f"{label}({old})", f"{label}({new})", above=1)


def warn_renamed(old: str, new: str, *, above: int = 0) -> None:
    """Emit a DeprecationWarning for the former name of a renamed object.

    Args:
        old: The former name.
        new: The current name.
        above: Number of extra stack frames up to the line for which the warning is shown. With 0, it is the line that
            called this function's caller.
    """
    message = f"{old} is now {new}; the next major release removes the former name"
    warnings.warn(message, DeprecationWarning, stacklevel=3 + above)
