"""Enum classes that also accept values that the contract does not list, because the server may add some."""

from __future__ import annotations

from enum import Enum, IntEnum, StrEnum
from typing import TYPE_CHECKING, Any

__all__ = ["ANY_INT", "ANY_STR", "OpenIntEnum", "OpenStrEnum"]

# Each enum of a package uses one of these variables as a member, for type checkers only. Type checkers do not know the
# value of this member, so they require a default case in a `match`.
ANY_STR: str = ""
ANY_INT: int = 0


class _OpenEnum(Enum):
    """Base class of OpenStrEnum and OpenIntEnum, which also accept values that the contract does not list."""

    if TYPE_CHECKING:
        # Without this `__eq__`, type checkers report an error if an enum is compared with a value that the contract
        # does not list.
        def __eq__(self, other: object) -> bool: ...
        def __hash__(self) -> int: ...

    @property
    def is_known(self) -> bool:
        """Whether the contract lists the value."""
        return self._value_ in type(self)._value2member_map_

    def __reduce_ex__(self, protocol: object) -> tuple[Any, ...]:
        # Python 3.11.2 pickles members by name, and values that the contract does not list have no name.
        return type(self), (self._value_,)

    def __repr__(self) -> str:
        """Return "<Color.RED: 'red'>", or "<Color: 'mauve', unknown>" for a value that the contract does not list."""
        name = type(self).__name__
        return f"<{name}.{self._name_}: {self._value_!r}>" if self.is_known else f"<{name}: {self._value_!r}, unknown>"


class OpenStrEnum(_OpenEnum, StrEnum):
    """An enum of strings that also accepts strings that the contract does not list, because the server may add some.

    Such a string becomes an instance of the class. The instance equals the string, and its `is_known` is False.
    """

    @classmethod
    def _missing_(cls, value: object) -> OpenStrEnum | None:
        if not isinstance(value, str):
            return None
        unknown = str.__new__(cls, value)
        # The instance is not registered as a member of the enum, because a server could send any number of values and
        # fill the memory.
        unknown._name_ = unknown._value_ = str(value)
        return unknown


class OpenIntEnum(_OpenEnum, IntEnum):
    """An enum of integers that also accepts integers that the contract does not list, because the server may add some.

    Such an integer becomes an instance of the class. The instance equals the integer, and its `is_known` is False.
    """

    @classmethod
    def _missing_(cls, value: object) -> OpenIntEnum | None:
        if not isinstance(value, int):
            return None
        unknown = int.__new__(cls, value)
        unknown._name_ = f"VALUE_{int(value)}"
        unknown._value_ = int(value)
        return unknown
