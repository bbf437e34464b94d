"""Parsing of response headers in the style `simple` (OpenAPI 3.1, 4.8.12), by the documented type of each header."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import chain, repeat
from typing import Any

from specloop.drift.json_text import decode_json
from specloop.drift.resolved_schema import ResolvedSchema, resolve_schema
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved
from specloop.openapi.operations import json_schemas


def header_schema(document: JsonObject, header: Resolved) -> JsonPointer | None:
    """Return the pointer of a header's `schema`, or of the JSON schema in its `content`; None if it has neither."""
    if "schema" in header.node:
        return (*header.pointer, "schema")
    return next(json_schemas(document, header), None)


def parse_header(contract: Document, text: str, header: JsonObject, schema: JsonPointer) -> Any:
    """Parse a response header by the type in its schema. Return the text itself if it does not have this type.

    `header` is the Header Object, and `schema` is the pointer of its schema.
    """
    known = resolve_schema(contract, schema)
    if "content" in header:
        try:
            return decode_json(text.encode())
        except ValueError:
            return text
    if "array" in known.types:
        items = resolve_schema(contract, known.items) if known.items else None
        schemas = chain((resolve_schema(contract, each) for each in known.prefix_items), repeat(items))
        parts = text.split(",") if text.strip() else []
        return [_parse_scalar(part.strip(), next(schemas)) for part in parts]
    if "object" in known.types:
        return _parse_object(contract, text, known, is_exploded=header.get("explode") is True)
    return _parse_scalar(text, known)


def describe_deprecation(headers: Mapping[str, str]) -> str:
    """Describe the headers Deprecation and Sunset: `deprecated since 2026-01-31, to be removed on 2027-01-31`."""
    since = re.fullmatch(r"@(\d{1,11})", headers.get("deprecation", "").strip())
    text = "deprecated"
    if since:
        text += f" since {datetime.fromtimestamp(int(since[1]), UTC):%Y-%m-%d}"
    try:
        gone = parsedate_to_datetime(headers.get("sunset", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
    return f"{text}, to be removed on {gone:%Y-%m-%d}"


def _parse_object(contract: Document, text: str, known: ResolvedSchema, *, is_exploded: bool) -> Any:
    parts = [each.strip() for each in text.split(",")]
    if is_exploded:
        pairs = [each.partition("=")[::2] for each in parts]
        if not all("=" in each for each in parts):
            return text
    elif len(parts) % 2:
        return text
    else:
        pairs = list(zip(parts[::2], parts[1::2], strict=True))
    schemas = {name: resolve_schema(contract, place) for name, place in known.properties.items()}
    others = resolve_schema(contract, known.others) if known.others else None
    return {name: _parse_scalar(value, schemas.get(name, others)) for name, value in pairs}


def _parse_scalar(text: str, schema: ResolvedSchema | None) -> Any:
    """Parse text from a header as a number, a boolean or null.

    Return the text itself if `schema` allows strings or is None, or if the text is none of these.
    """
    if schema is None or "string" in schema.types:
        return text
    if schema.nullable and not text.strip():
        return None
    if schema.enum and text in schema.enum[0]:
        return text
    return parse_literal(text)


def parse_literal(text: str) -> Any:
    """Return the number, boolean or null that a text denotes in JSON, or else the text itself."""
    try:
        value = decode_json(text.strip().encode())
    except ValueError:
        return text
    return text if isinstance(value, list | dict | str) else value
