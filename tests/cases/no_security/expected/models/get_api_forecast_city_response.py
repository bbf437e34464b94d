"""GetApiForecastCityResponse: `#/paths/~1api~1forecast~1{city}/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from .._model import Model, model

__all__ = ["GetApiForecastCityResponse"]


@model
class GetApiForecastCityResponse(Model):
    """The object GetApiForecastCityResponse."""

    sun: bool
