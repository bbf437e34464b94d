"""Generation of the Python functions that convert between msgspec structs and models.

msgspec decodes a response to structs, and generated functions convert them to models. The terms in these modules:

    plan        a TypePlan, which decodes and encodes the values of one type
    struct      an instance of a msgspec class, whose fields have the JSON names of the properties
    strict      accepts only what the contract documents (a struct, or a decoder)
    extended    also accepts the mismatches that earlier responses had
    Shape       states for which types a decoder uses extended structs

The functions and structs are defined in one module, `namespace`, where msgspec looks up the names in annotations.
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
"""An event that is set to end the decoding of the current response early; None if decoding cannot be cancelled."""

LONG_ITEMS = 64
"""A loop that converts the items of a list or map checks for cancellation once for this number of items."""

namespace = types.ModuleType(f"{__name__}.compiled")
sys.modules[namespace.__name__] = namespace


class Shape(NamedTuple):
    """The choice of one decoder between the strict msgspec struct of each model class and an extended one.

    A strict struct accepts only what the contract documents; an extended struct also the mismatches of earlier
    responses.

    Attributes:
        suffix: The end of the names of the extended structs and their functions, such as "_42"; "" if there are none.
        extended: The TypePlans of the types with extended structs, and of types that contain them.
        extensions: For the ObjectPlan of each class with an extended struct, the mismatches that the struct accepts.
    """

    suffix: str = ""
    extended: frozenset[Any] = frozenset()
    extensions: Mapping[Any, Any] = types.MappingProxyType({})

    def suffix_of(self, plan: Any) -> str:
        """Return the suffix for the names of a type's structs and functions, such as "_42" in `Thing_1_struct_42`.

        Return "" for a type whose struct is strict.
        """
        return self.suffix if plan in self.extended else ""


STRICT = Shape()


class Place(NamedTuple):
    """The location of a value in a response, as Python expressions for generated code that records mismatches.

    Attributes:
        location: The expression of the value's Location object.
        entry: Two expressions, separated by a comma: the Location of the outer list or object, and the index or
            property name of the value.
    """

    location: str
    entry: str

    @classmethod
    def below(cls, parent: str, step: str) -> Place:
        """Return the location of a value inside an object or array.

        Args:
            parent: The Python expression for the Location of the object or array.
            step: The Python expression for the value's property name or index.
        """
        return cls(f"Location({parent}, {step})", f"{parent}, {step}")


class FunctionWriter:
    """Writer of one generated function, which converts structs to models or models to structs.

    If the function records mismatches, its variable `m` has the Mismatches of the response, and `l` the Location of the
    converted object.
    """

    def __init__(self, shape: Shape = STRICT) -> None:
        self.shape = shape
        self._lines: list[str] = []
        self._depth = 1
        self._variables: dict[str, None] = {}

    def line(self, text: str) -> None:
        """Write a statement at the current indentation."""
        self._lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Write the header of a compound statement, such as `if x:`. Its body is written inside the `with` block."""
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1

    def variable(self, value: str | None = None) -> str:
        """Return the name of a variable with a value, and write an assignment if the value is not yet in a variable.

        `value` is a Python expression; None for a new variable that later code assigns.
        """
        if value is not None and value in self._variables:
            return value
        name = f"v{len(self._variables) + 1}"
        self._variables[name] = None
        if value is not None:
            self.line(f"{name} = {value}")
        return name

    def assign(self, name: str, value: str) -> None:
        """Write the statement `name = value`, unless the expression `value` is the same name."""
        if name != value:
            self.line(f"{name} = {value}")

    def source(self, header: str) -> str:
        """Return the source of the function with a first line such as `def to_model(x):`."""
        return "\n".join([header, *self._lines])


def until_cancelled(items: Collection[Any]) -> Iterable[Any]:
    """Return an iterable of the items of a list or map, which raises DecodingCancelled when decoding is cancelled.

    Another thread cancels decoding by the event in the context variable `CANCELLED`.
    """
    cancelled = CANCELLED.get()
    return items if cancelled is None else _checked(items, cancelled)


def _checked(items: Iterable[Any], cancelled: threading.Event) -> Iterator[Any]:
    for number, item in enumerate(items):
        if not number % LONG_ITEMS and cancelled.is_set():
            raise DecodingCancelled
        yield item


def register(value: Any, name: str) -> str:
    """Add a value to the namespace of generated code, under a new name that begins with `name`. Return the name."""
    key = f"{name}_{len(vars(namespace))}"
    setattr(namespace, key, value)
    return key


def run(*sources: str) -> None:
    """Run the sources of functions, which defines the functions in the namespace of generated code."""
    exec("\n".join(sources), vars(namespace))  # noqa: S102 - names of the generated classes
