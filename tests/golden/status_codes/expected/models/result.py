"""Result: `#/components/schemas/Result` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["Result"]


@define(kw_only=True, repr=False)
class Result(Model):
    """The object Result."""

    value: int
