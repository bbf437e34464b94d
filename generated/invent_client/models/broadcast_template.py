"""BroadcastTemplate: `#/components/schemas/BroadcastTemplate` of the contract."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import define

from .._model import Model
from .._types import UNSET, Unset

__all__ = ["BroadcastTemplate"]


@define(kw_only=True, repr=False)
class BroadcastTemplate(Model):
    """The message of a broadcast for one connection."""

    id: str | Unset = UNSET
    broadcast_id: str | Unset = UNSET
    connection_id: str | Unset = UNSET
    integration_id: str | Unset = UNSET
    """The channel of the connection. Known values: internal, custom, whatsapp_bot, messenger_bot, instagram_dm,
    twilio, telnyx, slack_bot, telegram_bot, gmail, google_calendar, tiktok_dm, email; others may follow.
    """
    recipients_count: int | float | Unset = UNSET
    config: dict[str, Any] | Unset = UNSET
    """Settings of the message, free-form."""
    error: str | Unset | None = UNSET
    created_at: datetime | Unset = UNSET
    updated_at: datetime | Unset = UNSET
