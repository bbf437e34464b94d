"""Node: `#/components/schemas/Node` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from attrs import define, field

from .._model import Model
from .._types import UNSET, Unset

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .and_ import And, AndDict
    from .is_ import Is, IsDict
    from .other import Other, OtherDict

__all__ = ["Node", "NodeDict"]


@define(kw_only=True, repr=False)
class Node(Model):
    """The object Node."""

    next: Node | Unset = UNSET
    children: list[Node] | Unset = UNSET
    named: dict[str, Node] | Unset = UNSET
    other: Other | Unset = UNSET
    filter: And | Is | Unset = field(
        default=UNSET,
        metadata={"type": "Annotated[And | Is, Discriminator(\"op\", (('and', 'And'), ('is', 'Is')), None)]"},
    )
    data: str | int | float | list[Any] | dict[str, str | int | float | list[Any] | dict[str, Any]] | Unset = UNSET
    """Typed `Any` for inner values: the reference is circular."""


class NodeDict(TypedDict, total=False):
    """A dict with the properties of `Node` by JSON names, for arguments of methods."""

    next: Node | NodeDict
    children: Sequence[Node | NodeDict]
    named: Mapping[str, Node | NodeDict]
    other: Other | OtherDict
    filter: And | AndDict | Is | IsDict
    data: str | int | float | Sequence[Any] | Mapping[str, str | int | float | Sequence[Any] | Mapping[str, Any]]
