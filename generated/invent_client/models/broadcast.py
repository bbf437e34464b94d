"""Broadcast: `#/components/schemas/Broadcast` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from attrs import define

from .._model import Model

if TYPE_CHECKING:
    from .broadcast_status import BroadcastStatus
    from .broadcast_template import BroadcastTemplate
    from .segment import Segment

__all__ = ["Broadcast"]


@define(kw_only=True, repr=False)
class Broadcast(Model):
    """A message that is sent to many contacts at once."""

    id: str
    name: str
    status: BroadcastStatus
    """The status of the broadcast."""
    scheduled_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    contacts_count: int | float
    recipients_count: int | float
    skipped_count: int | float
    sent_count: int | float
    failed_count: int | float
    delivered_count: int | float
    opened_count: int | float
    played_count: int | float
    click_count: int | float
    complained_count: int | float
    unsubscribed_count: int | float
    error_message: str | None
    segments: list[Segment]
    send_to_all: bool
    templates: list[BroadcastTemplate]
    created_at: datetime
    updated_at: datetime
