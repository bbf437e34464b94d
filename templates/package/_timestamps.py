"""Parsing and formatting of dates and times, in the format of RFC 3339 and in other formats that servers send.

A value that was parsed from another format keeps the received string, which requests send unchanged.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import msgspec

__all__ = [
    "ReceivedDate",
    "ReceivedDatetime",
    "check_time_zone",
    "format_date",
    "format_datetime",
    "has_no_time_zone",
    "parse_date",
    "parse_datetime",
]

MAX_TIMESTAMP_CHARS = 64

_TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)"
    r"(?:[Tt ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,30}))?)? ?([Zz]|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)

_NAIVE_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3}(?:\d{3})?)?)?", re.ASCII)

_rfc3339: Any = msgspec.to_builtins  # formats a datetime or date as in RFC 3339


class ReceivedDatetime(datetime):
    """A datetime that was parsed from an unusual string. Requests send the string as it was received.

    For example, the string has no offset, no seconds or no time, or has a leap second or the time 24:00.

    Attributes:
        received: The received string; "" if the datetime is a result of arithmetic.
        departure: What is unusual in the string, such as "date-time without offset".
    """

    received: str = ""  # "" for a result of arithmetic
    departure: str = ""

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Make pickle and copy parse the received string again, so that the result keeps it."""
        return (parse_datetime, (self.received,)) if self.received else super().__reduce_ex__(protocol)


class ReceivedDate(date):
    """A date that was parsed from a string with a date and a time. Requests send the string as it was received.

    Attributes:
        received: The received string.
        departure: What the server sent instead of a date: "date-time".
    """

    received: str = ""
    departure: str = ""

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Make pickle and copy parse the received string again, so that the result keeps it."""
        return (parse_date, (self.received,)) if self.received else super().__reduce_ex__(protocol)


def parse_datetime(text: str) -> ReceivedDatetime:
    """Parse a date-time string in a format other than that of RFC 3339, such as one without a time or an offset.

    A string without an offset becomes a naive datetime. A leap second (`23:59:60`) becomes `23:59:59`, and `24:00`
    becomes midnight of the next day.

    Raises:
        ValueError: The string is not a date and time.
    """
    year, month, day, hour, minute, second, fraction, offset = _match(text)
    departures = []
    if hour is None:
        departures.append("date without time")
    elif second is None:
        departures.append("date-time without seconds")
    if hour is not None and offset is None:
        departures.append("date-time without offset")
    seconds = int(second or 0)
    if seconds == 60:  # noqa: PLR2004 - RFC 3339, 5.7
        departures.append("leap second")
        seconds = 59
    days = 0
    if hour == "24" and int(minute) == seconds == 0:
        departures.append("24:00")
        hour, days = "0", 1
    microsecond = int((fraction or "0")[:6].ljust(6, "0"))
    value = ReceivedDatetime(
        int(year), int(month), int(day), int(hour or 0), int(minute or 0), seconds, microsecond, _timezone(offset)
    )
    if days:
        value = _shifted(value, days)
    value.received = text
    value.departure = ", ".join(departures) or "date-time not in RFC 3339 format"
    return value


def parse_naive_datetime(text: str) -> ReceivedDatetime | None:
    """Parse a string such as "2024-01-31T10:00:00" or "2024-01-31". Return None for any other string.

    This is faster than `parse_datetime`, and many servers send such strings.
    """
    if _NAIVE_TIMESTAMP.fullmatch(text) is None:
        return None
    try:
        value = ReceivedDatetime.fromisoformat(text)
    except ValueError:
        return None
    value.received = text
    value.departure = "date-time without offset" if len(text) > len("2024-01-31") else "date without time"
    return value


def parse_date(text: str) -> ReceivedDate:
    """Return the date of a string with a date and a time, for a property that the contract documents as a date.

    Raises:
        ValueError: The string is not a date and time.
    """
    year, month, day, *_ = _match(text)
    value = ReceivedDate(int(year), int(month), int(day))
    value.received = text
    value.departure = "date-time"
    return value


def format_datetime(value: Any) -> Any:
    """Convert a datetime to a value that msgspec encodes in the shortest exact form of RFC 3339.

    A ReceivedDatetime becomes the received string. A value of any other type than datetime is returned unchanged.
    """
    if not isinstance(value, datetime):
        return value
    if isinstance(value, ReceivedDatetime) and value.received:
        return value.received
    offset = value.utcoffset()
    if offset is not None and offset % timedelta(minutes=1):
        value = value.astimezone(UTC)  # RFC 3339 has no offsets with seconds, so UTC is used.
    if type(value) is not datetime:
        value = datetime.combine(date(value.year, value.month, value.day), value.timetz())
    microsecond = value.microsecond
    if microsecond == 0 or microsecond % 1000:
        return value
    text: str = _rfc3339(value)  # The fraction has six digits, of which the last three are zeros.
    return text[:23] + text[26:]


def check_time_zone(value: datetime) -> None:
    """Check that a datetime can be sent: it has a time zone, or is a ReceivedDatetime with its received string.

    Raises:
        ValueError: The datetime cannot be sent.
    """
    if has_no_time_zone(value):
        raise ValueError(
            f"{value!r} has no time zone, and RFC 3339 requires an offset; pass tzinfo=, call .astimezone(), or give "
            "the client a timezone="
        )


def has_no_time_zone(value: datetime) -> bool:
    """Return whether a datetime cannot be sent because it has no time zone.

    Return False for a ReceivedDatetime with a received string, because requests send this string.
    """
    return value.utcoffset() is None and not (isinstance(value, ReceivedDatetime) and value.received)


def format_date(value: Any) -> Any:
    """Convert a date or datetime to the value that is sent for a property with `format: date`.

    Return the received string of a ReceivedDate or ReceivedDatetime, and a date for other dates and datetimes. Return
    any other value unchanged.
    """
    if not isinstance(value, date):
        return value
    if isinstance(value, (ReceivedDate, ReceivedDatetime)) and value.received:
        return value.received
    return value if type(value) is date else date(value.year, value.month, value.day)


def _match(text: str) -> tuple[Any, ...]:
    match = _TIMESTAMP.fullmatch(text) if len(text) <= MAX_TIMESTAMP_CHARS else None
    if match is None:
        raise ValueError("not a date and time")
    return match.groups()


def _timezone(offset: str | None) -> timezone | None:
    if offset is None or offset in "Zz":
        return None if offset is None else UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    span = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-span if offset[0] == "-" else span)


def _shifted(value: ReceivedDatetime, days: int) -> ReceivedDatetime:
    try:
        shifted = value + timedelta(days=days)
    except OverflowError:
        raise ValueError("beyond the year 9999") from None
    return shifted if isinstance(shifted, ReceivedDatetime) else ReceivedDatetime.fromisoformat(shifted.isoformat())
