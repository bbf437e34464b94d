"""Operation: `#/components/schemas/Operation` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .colour import Colour
    from .timeout import Timeout

__all__ = ["Operation"]


@define(kw_only=True, repr=False)
class Operation(Model):
    """The object Operation."""

    timeout: Timeout
    colour: Colour
