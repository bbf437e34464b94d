"""Operation: `#/components/schemas/Operation` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._model import Model, model

if TYPE_CHECKING:
    from .colour import Colour
    from .timeout import Timeout

__all__ = ["Operation"]


@model
class Operation(Model):
    """The object Operation."""

    timeout: Timeout
    colour: Colour
