"""Holder: `#/components/schemas/Holder` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from .button import Button
    from .row import Row

__all__ = ["Holder"]


@define(kw_only=True, repr=False)
class Holder(Model):
    """The object Holder."""

    part: Row | Button = field(
        metadata={"type": "Annotated[Row | Button, Discriminator(\"type\", (('1', 'Row'), ('2', 'Button')), None)]"}
    )
    others: list[Row | Button] | Unset = field(
        default=UNSET,
        metadata={
            "type": "list[Annotated[Row | Button, Discriminator(\"type\", (('1', 'Row'), ('2', 'Button')), None)]]"
        },
    )
