"""ListEventsResponse: `#/paths/~1events/get/responses/200/content/application~1json/schema` of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .event import Event

__all__ = ["ListEventsResponse"]


@define(kw_only=True, repr=False)
class ListEventsResponse(Model):
    """The object ListEventsResponse."""

    has_more: bool
    data: list[Event]
