"""HTML table of the items on a page, which Jupyter notebooks show."""

from __future__ import annotations

from datetime import date
from enum import Enum
from html import escape
from typing import TYPE_CHECKING, Any

import attrs

from ._model import Model, short_repr
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["html_table"]

_MAX_ROWS = 20
_MAX_COLUMNS = 8
_MAX_CELL_CHARS = 60


def html_table(items: Sequence[Any], caption: str) -> str:
    """Return an HTML table of the first 20 items, with a row for each item and a column for each attribute.

    `caption` is the text above the table.
    """
    rows = [_cells(item) for item in items[:_MAX_ROWS]]
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = names[:_MAX_COLUMNS]
    left_out = [
        *([f"{len(items) - _MAX_ROWS} more items"] if len(items) > _MAX_ROWS else []),
        *([f"{len(names) - _MAX_COLUMNS} more attributes"] if len(names) > _MAX_COLUMNS else []),
    ]
    head = "".join(f"<th>{escape(name)}</th>" for name in columns)
    body = "".join(f"<tr>{_row([row.get(name, '') for name in columns])}</tr>" for row in rows)
    text = escape("; ".join([caption, *left_out]))
    return f"<table><caption>{text}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(texts: list[str]) -> str:
    return "".join(f"<td>{escape(text)}</td>" for text in texts)


def _cells(item: Any) -> dict[str, str]:
    if isinstance(item, Model):
        first, *fields = attrs.fields(type(item))
        values = {field.name: getattr(item, field.name) for field in fields} | getattr(item, first.name)
    else:
        values = item if isinstance(item, dict) else {"item": item}
    return {str(name): _text(value) for name, value in values.items() if value is not UNSET}


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    text = str(value) if isinstance(value, (str, date)) else short_repr(value, _MAX_CELL_CHARS)
    return text if len(text) <= _MAX_CELL_CHARS else f"{text[:_MAX_CELL_CHARS]}..."
