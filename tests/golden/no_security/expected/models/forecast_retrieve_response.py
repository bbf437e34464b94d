"""ForecastRetrieveResponse: `#/paths/~1api~1forecast~1{city}/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["ForecastRetrieveResponse"]


@define(kw_only=True, repr=False)
class ForecastRetrieveResponse(Model):
    """The object ForecastRetrieveResponse."""

    sun: bool
