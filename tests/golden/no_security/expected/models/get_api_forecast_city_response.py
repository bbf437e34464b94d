"""GetApiForecastCityResponse: `#/paths/~1api~1forecast~1{city}/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from attrs import define

from .._model import Model

__all__ = ["GetApiForecastCityResponse"]


@define(kw_only=True, repr=False)
class GetApiForecastCityResponse(Model):
    """The object GetApiForecastCityResponse."""

    sun: bool
