"""Animal: `#/components/schemas/Animal` of the contract."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._renamed import renamed_attributes
from .._types import READ_ONLY, UNSET, Unset

if TYPE_CHECKING:
    import builtins
    from typing import Any, overload

    from .animal_mood import AnimalMood
    from .size import Size

__all__ = ["Animal"]


@renamed_attributes(name="title", born_on="birthday", temper="mood")
@define(kw_only=True, repr=False, init=False)
class Animal(Model):
    """The object Animal."""

    id: str = field(default=READ_ONLY, metadata={"read_only": True})
    title: str
    size: Size | Unset = UNSET
    birthday: date | Unset = field(default=UNSET, metadata={"json_name": "bornOn"})
    mood: AnimalMood | Unset = UNSET
    food: str | Unset = UNSET
    """The former name is that of another property now."""

    if TYPE_CHECKING:

        @overload
        def __init__(
            self,
            *,
            id: str = ...,
            title: str,
            size: Size | Unset = ...,
            birthday: date | Unset = ...,
            mood: AnimalMood | Unset = ...,
            food: str | Unset = ...,
            additional_properties: dict[str, Any] = ...,
        ) -> None: ...

        @overload
        def __init__(
            self,
            *,
            id: str = ...,
            name: str,
            size: Size | Unset = ...,
            birthday: date | Unset = ...,
            born_on: date | Unset = ...,
            mood: AnimalMood | Unset = ...,
            temper: AnimalMood | Unset = ...,
            food: str | Unset = ...,
            additional_properties: dict[str, Any] = ...,
        ) -> None: ...

        def __init__(self, **values: Any) -> None: ...

        @builtins.property
        def name(self) -> str:
            """The former name of `title`."""
            ...

        @name.setter
        def name(self, value: str) -> None: ...

        @builtins.property
        def born_on(self) -> date | Unset:
            """The former name of `birthday`."""
            ...

        @born_on.setter
        def born_on(self, value: date | Unset) -> None: ...

        @builtins.property
        def temper(self) -> AnimalMood | Unset:
            """The former name of `mood`."""
            ...

        @temper.setter
        def temper(self, value: AnimalMood | Unset) -> None: ...
