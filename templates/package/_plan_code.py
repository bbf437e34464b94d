"""Code generation for plans: their functions, compiled in one namespace, and the shape of their structs.

Functions and structs of all plans share one module, so that classes may refer to each other; msgspec resolves the
names in annotations there.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

__all__ = ["STRICT", "FunctionWriter", "Place", "Shape", "namespace", "register", "run"]

namespace = types.ModuleType(f"{__name__}.compiled")
sys.modules[namespace.__name__] = namespace


class Shape(NamedTuple):
    """The structs that a decoder uses: the strict ones, or structs extended by what servers send.

    Attributes:
        suffix: The suffix in the names of extended structs and their functions.
        extended: The plans with an extension, and those that contain one.
        extensions: Plan of a class -> its extension when the structs were built.
    """

    suffix: str = ""
    extended: frozenset[Any] = frozenset()
    extensions: Mapping[Any, Any] = types.MappingProxyType({})

    def suffix_of(self, plan: Any) -> str:
        """Return the suffix in the names of a plan's struct and functions."""
        return self.suffix if plan in self.extended else ""


STRICT = Shape()


class Place(NamedTuple):
    """The place of a value: the expression of its Location, and those of the first two values of a mismatch entry."""

    location: str
    entry: str

    @classmethod
    def below(cls, parent: str, step: str) -> Place:
        """Return the place of a property or item of the value at the Location `parent`."""
        return cls(f"Location({parent}, {step})", f"{parent}, {step}")


class FunctionWriter:
    """Writes the statements of one function.

    In functions of extended shapes `m` is the Mismatches of the response, and `l` the Location of the object.
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
        """Return the name of a new variable, and assign an expression to it; a variable itself if `value` is one."""
        if value is not None and value in self._variables:
            return value
        name = f"v{len(self._variables) + 1}"
        self._variables[name] = None
        if value is not None:
            self.line(f"{name} = {value}")
        return name

    def assign(self, name: str, value: str) -> None:
        """Write an assignment, unless the variable has the value already."""
        if name != value:
            self.line(f"{name} = {value}")

    def source(self, header: str) -> str:
        """Return the source of the function."""
        return "\n".join([header, *self._lines])


def register(value: Any, name: str) -> str:
    """Add a value to the namespace; return its name there, which begins with `name`."""
    key = f"{name}_{len(vars(namespace))}"
    setattr(namespace, key, value)
    return key


def run(*sources: str) -> None:
    """Define all functions in the namespace."""
    exec("\n".join(sources), vars(namespace))  # noqa: S102 - names of the generated classes
