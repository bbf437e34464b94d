"""And: `#/components/schemas/And` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from attrs import define, field

from .._model import Model

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Required

    from .is_ import Is, IsDict

__all__ = ["And", "AndDict"]


@define(kw_only=True, repr=False)
class And(Model):
    """The object And."""

    op: str = "and"
    all: list[And | Is] = field(
        metadata={"type": "list[Annotated[And | Is, Discriminator(\"op\", (('and', 'And'), ('is', 'Is')), None)]]"}
    )


class AndDict(TypedDict, total=False):
    """A dict with the properties of `And` by JSON names, for arguments of methods."""

    op: Required[str]
    all: Required[Sequence[And | AndDict | Is | IsDict]]
