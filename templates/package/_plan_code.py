"""Generation of the Python functions that convert between msgspec structs and models.

msgspec decodes a response to structs, and generated functions convert them to models. Terms:

    plan        a TypePlan, which decodes and encodes the values of one type
    struct      an instance of a msgspec class, whose fields have the JSON names of the properties
    mismatch    a value that the contract does not allow, or a missing or undocumented property
    strict      describes a struct or decoder that accepts only what the contract documents
    extended    describes a struct or decoder that also accepts mismatches which earlier responses had
    Shape       tells for each model class whether a decoder uses its strict or its extended struct

All generated functions and structs are in one module, `namespace`, in which msgspec finds the types of struct fields.
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
    """The msgspec structs that one decoder uses: for each model class, the strict struct or an extended one.

    A strict struct accepts only what the contract documents. An extended struct also accepts mismatches (deviations
    from the contract) that earlier responses had.

    Attributes:
        suffix: The end of the names of extended structs and their functions, such as "_42"; "" if all are strict.
        extended: The TypePlans of the types that have an extended struct, or contain a type that has one.
        extensions: The Extension of each extended struct, which lists the mismatches that it accepts. The key is the
            ObjectPlan of the model class.
    """

    suffix: str = ""
    extended: frozenset[Any] = frozenset()
    extensions: Mapping[Any, Any] = types.MappingProxyType({})

    def suffix_of(self, plan: Any) -> str:
        """Return the suffix of the struct and function names for a TypePlan; "" if its structs are all strict."""
        return self.suffix if plan in self.extended else ""


STRICT = Shape()


class Place(NamedTuple):
    """The location of a value in a response, as Python source code. Generated functions record mismatches with it.

    Attributes:
        location: An expression for the Location of the value, such as `Location(l, "id")`.
        entry: The arguments of this Location: the Location of the containing object or array, and the property name or
            index, such as `l, "id"`.
    """

    location: str
    entry: str

    @classmethod
    def below(cls, parent: str, step: str) -> Place:
        """Return the Place (location as source code) of a property of an object, or of an item of an array.

        Args:
            parent: A Python expression for the Location of the object or array.
            step: A Python expression for the property name or index.
        """
        return cls(f"Location({parent}, {step})", f"{parent}, {step}")


class FunctionWriter:
    """Writer of the source code of one function, which converts structs to models or models to structs.

    In a function that records mismatches, the variable `m` holds them, and `l` is the Location of the object to
    convert.
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
        """Assign a Python expression to a new variable, and return the variable's name.

        If the expression is the name of a variable from an earlier call, return it. If `value` is None, only return a
        new name.
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
    """Return `items` for a loop, which ends with DecodingCancelled after a thread has set the event in `CANCELLED`."""
    cancelled = CANCELLED.get()
    return items if cancelled is None else _checked(items, cancelled)


def _checked(items: Iterable[Any], cancelled: threading.Event) -> Iterator[Any]:
    for number, item in enumerate(items):
        if not number % LONG_ITEMS and cancelled.is_set():
            raise DecodingCancelled
        yield item


def register(value: Any, name: str) -> str:
    """Store a value for generated code in the module `namespace`. Return its unique name: `name` and a number."""
    key = f"{name}_{len(vars(namespace))}"
    setattr(namespace, key, value)
    return key


def run(*sources: str) -> None:
    """Define generated functions in the module `namespace` by executing their source code."""
    exec("\n".join(sources), vars(namespace))  # noqa: S102 - names of the generated classes
