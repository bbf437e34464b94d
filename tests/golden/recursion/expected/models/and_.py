"""And: `#/components/schemas/And` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from .is_ import Is

__all__ = ["And"]


@define(kw_only=True, repr=False)
class And(Model):
    """The object And."""

    op: str = "and"
    all: list[And | Is] = field(
        metadata={"type": "list[Annotated[And | Is, Discriminator(\"op\", (('and', 'And'), ('is', 'Is')), None)]]"}
    )
