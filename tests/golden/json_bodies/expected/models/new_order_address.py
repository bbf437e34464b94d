"""NewOrderAddress: `#/components/schemas/NewOrder/properties/address` of the contract."""

from __future__ import annotations

from typing import TypedDict

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["NewOrderAddress", "NewOrderAddressDict"]


@define(kw_only=True, repr=False)
class NewOrderAddress(Model):
    """The object NewOrderAddress."""

    street: str | Unset = UNSET
    class_: str | Unset = field(default=UNSET, metadata={"json_name": "class"})


NewOrderAddressDict = TypedDict(
    "NewOrderAddressDict",
    {
        "street": "str",
        "class": "str",
    },
    total=False,
)
"""A dict with the properties of `NewOrderAddress` by JSON names, for arguments of methods."""
