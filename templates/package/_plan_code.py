"""Generation of the Python functions that convert between msgspec structs and models.

A response is decoded in two steps: msgspec decodes JSON to structs, and generated functions convert them to models.
Strict structs accept only what the contract documents. If a response differs from the contract, extended structs are
generated, which also accept this difference in later responses. The terms in this module:

    plan        a TypePlan, which describes how values of one type are decoded and encoded
    struct      an instance of a msgspec class, whose fields have the JSON names of the properties
    strict      accepts only what the contract documents (a struct, or a decoder)
    extended    also accepts the differences from the contract that earlier responses had
    shape       a Shape, which states for which types a decoder uses extended structs

The functions and structs of all plans are defined in one module, `namespace`, so that classes can refer to each other:
msgspec looks up the names in annotations there.
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
    """Which msgspec structs one decoder uses: for each model class, its strict struct or an extended struct.

    msgspec decodes JSON to structs. The strict struct of a class accepts only what the contract documents. An extended
    struct also accepts differences that earlier responses had.

    Attributes:
        suffix: The end of the names of the extended structs and their functions, such as "_42"; "" if the decoder uses
            only strict structs.
        extended: The plans of the types whose structs accept differences, or contain structs that accept differences. A
            plan describes how values of one type are decoded.
        extensions: For each plan of a model class, the differences that its extended struct accepts.
    """

    suffix: str = ""
    extended: frozenset[Any] = frozenset()
    extensions: Mapping[Any, Any] = types.MappingProxyType({})

    def suffix_of(self, plan: Any) -> str:
        """Return the suffix of the names that this decoder's structs and functions have for a type.

        It is `suffix`, such as "_42" in `Thing_1_struct_42`, if the decoder uses an extended struct for the type. Such
        a struct accepts differences from the contract that earlier responses had. Otherwise it is "", as in
        `Thing_1_struct`.

        Args:
            plan: The TypePlan of the type, which describes how its values are decoded.
        """
        return self.suffix if plan in self.extended else ""


STRICT = Shape()


class Place(NamedTuple):
    """The place (position) of a value in a response, written as Python expressions for generated code.

    Generated code records a mismatch of the value with the contract at this place.

    Attributes:
        location: The expression of the value's Location object.
        entry: Two expressions, separated by a comma: the Location of the list or object that contains the value, and
            the index or property name of the value. `Mismatches.entries` has a tuple for each mismatch, which begins
            with these two values.
    """

    location: str
    entry: str

    @classmethod
    def below(cls, parent: str, step: str) -> Place:
        """Return the place (position) of a value inside an object or array.

        Args:
            parent: The Python expression for the Location of the object or array.
            step: The Python expression for the value's property name or index.
        """
        return cls(f"Location({parent}, {step})", f"{parent}, {step}")


class FunctionWriter:
    """Writer of the statements of one generated function, which converts structs to models or models to structs.

    A struct is an instance of a msgspec class, to which JSON is decoded. Some structs accept known differences from the
    contract. Functions for these structs have two variables: `m` holds the Mismatches of the response, and `l` holds
    the Location of the object that the function converts.
    """

    def __init__(self, shape: Shape = STRICT) -> None:
        self.shape = shape
        self._lines: list[str] = []
        self._depth = 1
        self._variables: dict[str, None] = {}

    def line(self, text: str) -> None:
        """Write a line, which is a statement, at the current indentation."""
        self._lines.append("    " * self._depth + text)

    @contextmanager
    def block(self, header: str) -> Iterator[None]:
        """Write the header of a compound statement. The lines that are written inside the `with` block are its body."""
        self.line(header)
        self._depth += 1
        yield
        self._depth -= 1

    def variable(self, value: str | None = None) -> str:
        """Return the name of a variable of the generated function.

        Args:
            value: The Python expression of the variable's value. If it is already the name of a variable, this name is
                returned; otherwise an assignment to a new variable is written. None for a new variable that later code
                assigns.
        """
        if value is not None and value in self._variables:
            return value
        name = f"v{len(self._variables) + 1}"
        self._variables[name] = None
        if value is not None:
            self.line(f"{name} = {value}")
        return name

    def assign(self, name: str, value: str) -> None:
        """Write the statement `name = value`. If the expression `value` is that variable itself, write nothing."""
        if name != value:
            self.line(f"{name} = {value}")

    def source(self, header: str) -> str:
        """Return the source of the function. `header` is its first line, such as `def to_model(x):`."""
        return "\n".join([header, *self._lines])


def until_cancelled(items: Collection[Any]) -> Iterable[Any]:
    """Return an iterable of the items of a list or map that stops when decoding is cancelled.

    The context variable `CANCELLED` holds the event that another thread sets to cancel. Once it is set, the iteration
    raises DecodingCancelled. Without an event, the items are returned unchanged.
    """
    cancelled = CANCELLED.get()
    return items if cancelled is None else _checked(items, cancelled)


def _checked(items: Iterable[Any], cancelled: threading.Event) -> Iterator[Any]:
    for number, item in enumerate(items):
        if not number % LONG_ITEMS and cancelled.is_set():
            raise DecodingCancelled
        yield item


def register(value: Any, name: str) -> str:
    """Register a value in the namespace of generated code. Return its unique name there, which begins with `name`."""
    key = f"{name}_{len(vars(namespace))}"
    setattr(namespace, key, value)
    return key


def run(*sources: str) -> None:
    """Run (execute) the sources of functions, which defines the functions in the namespace of generated code."""
    exec("\n".join(sources), vars(namespace))  # noqa: S102 - names of the generated classes
