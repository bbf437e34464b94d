"""Code generation for TypePlans: a writer of Python functions, and the shapes of msgspec structs.

The functions and structs of all plans are defined in one module, `namespace`, so that classes may refer to each other.
msgspec resolves the names in annotations in this module.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple

from ._mismatch_records import DecodingCancelled

if TYPE_CHECKING:
    import threading
    from collections.abc import Collection, Iterable

__all__ = [
    "CANCELLED",
    "LONG_ITEMS",
    "STRICT",
    "FunctionWriter",
    "Place",
    "Shape",
    "namespace",
    "register",
    "run",
    "until_cancelled",
]

CANCELLED: ContextVar[threading.Event | None] = ContextVar("CANCELLED", default=None)
"""The event that ends the decoding of the current response early."""

LONG_ITEMS = 64
"""Size of a list or map from which its conversion to models checks, at each so many items, whether it is cancelled."""

namespace = types.ModuleType(f"{__name__}.compiled")
sys.modules[namespace.__name__] = namespace


class Shape(NamedTuple):
    """The structs that a decoder uses: strict structs, or extended structs that accept differences from the contract.

    Attributes:
        suffix: The suffix in the names of extended structs and their functions.
        extended: The plans with an extension, and the plans that contain such a plan.
        extensions: The extensions at the time when the structs were defined, by plan of a model class.
    """

    suffix: str = ""
    extended: frozenset[Any] = frozenset()
    extensions: Mapping[Any, Any] = types.MappingProxyType({})

    def suffix_of(self, plan: Any) -> str:
        """Return the suffix in the names of a plan's struct and functions."""
        return self.suffix if plan in self.extended else ""


STRICT = Shape()


class Place(NamedTuple):
    """Python expressions for the location of a value, used in generated code.

    Attributes:
        location: The expression of the Location object.
        entry: The expressions of the parent and the last step, the first two items in `Mismatches.entries`.
    """

    location: str
    entry: str

    @classmethod
    def below(cls, parent: str, step: str) -> Place:
        """Return the Place of the property or item `step` of the value at the Location `parent`."""
        return cls(f"Location({parent}, {step})", f"{parent}, {step}")


class FunctionWriter:
    """Writer of the statements of one function.

    In functions of extended shapes, the variable `m` holds the Mismatches of the response, and `l` holds the Location
    of the object.
    """

    def __init__(self, shape: Shape = STRICT) -> None:
        self.shape = shape
        self._lines: list[str] = []
        self._depth = 1
        self._variables: dict[str, None] = {}

    def line(self, text: str) -> None:
        """Write a statement."""
        self._lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Write a compound statement; lines written inside the block are its body."""
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1

    def variable(self, value: str | None = None) -> str:
        """Return a variable with the value of an expression.

        If `value` is a variable, the method returns it. Otherwise, it writes an assignment to a new variable; without a
        `value`, the new variable is not assigned.
        """
        if value is not None and value in self._variables:
            return value
        name = f"v{len(self._variables) + 1}"
        self._variables[name] = None
        if value is not None:
            self.line(f"{name} = {value}")
        return name

    def assign(self, name: str, value: str) -> None:
        """Write an assignment, unless `value` is the variable itself."""
        if name != value:
            self.line(f"{name} = {value}")

    def source(self, header: str) -> str:
        """Return the source of the function."""
        return "\n".join([header, *self._lines])


def until_cancelled(items: Collection[Any]) -> Iterable[Any]:
    """Return the items of a list or map; iterating over them raises DecodingCancelled once `CANCELLED` is set."""
    cancelled = CANCELLED.get()
    return items if cancelled is None else _checked(items, cancelled)


def _checked(items: Iterable[Any], cancelled: threading.Event) -> Iterator[Any]:
    for number, item in enumerate(items):
        if not number % LONG_ITEMS and cancelled.is_set():
            raise DecodingCancelled
        yield item


def register(value: Any, name: str) -> str:
    """Add a value to the namespace of generated code; return its unique name, which begins with `name`."""
    key = f"{name}_{len(vars(namespace))}"
    setattr(namespace, key, value)
    return key


def run(*sources: str) -> None:
    """Execute the sources of functions, which defines the functions in the namespace."""
    exec("\n".join(sources), vars(namespace))  # noqa: S102 - names of the generated classes
