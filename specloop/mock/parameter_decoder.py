"""Decoding of parameters and form fields: from their text, in the styles of OpenAPI, to JSON values."""

from __future__ import annotations

import contextlib
import json
import math
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.schema_set import SchemaSet

ABSENT = object()
"""Marks a parameter or property that is missing, since None stands for the JSON value null."""

JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?")
JSON_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
MAX_NUMBER_CHARS = 400

RawPairs = list[tuple[str, str]]
"""Pairs of name and value, in the order of the request. Names are percent-decoded, but values are not."""


class UnreadableValueError(Exception):
    """Raised if the text of a parameter or body cannot be decoded. The message has the reason."""


class ParameterDecoder:
    """Decodes the text of parameters to JSON values of the types in their schemas."""

    def __init__(self, schemas: SchemaSet) -> None:
        self.schemas = schemas

    def scalar(self, text: str, schema: Any) -> Any:
        """Decode the text of one value, such as `7` or `true`, to a JSON value that the schema accepts.

        If there is none, return a decoded value or the text itself. The validation by the caller then reports it.
        """
        kinds = self.schemas.types(schema)
        if kinds == {"string"}:
            return text
        for value in self._candidates(text, kinds):
            if self.schemas.accepts(schema, value):
                return value
        if "string" in kinds:
            return text
        return next(iter(self._candidates(text, kinds)), text)

    def _candidates(self, text: str, kinds: set[str]) -> list[Any]:
        found: list[Any] = []
        form = JSON_NUMBER if "number" in kinds else JSON_INTEGER
        if kinds & {"integer", "number"} and len(text) <= MAX_NUMBER_CHARS and form.fullmatch(text):
            number = json.loads(text)
            found += [number] if math.isfinite(number) else []
        if "boolean" in kinds and text in {"true", "false"}:
            found.append(text == "true")
        if "null" in kinds and text in {"", "null"}:
            found.append(None)
        if kinds & {"object", "array"} and text[:1] in {"{", "["}:
            with contextlib.suppress(ValueError):
                found.append(json.loads(text))
        return [*found, text] if "string" in kinds else found

    def delimited(self, raw: str, separator: str, schema: Any, decode: Callable[[str], str], *, explode: bool) -> Any:
        """Decode a text to an array or object, whose parts are delimited by a separator.

        If the schema allows a string, or neither an array nor an object, decode the text as one value.

        Args:
            raw: The text.
            separator: A regular expression for the text between two parts.
            schema: The schema of the value.
            decode: Decodes one part, for example by removing its percent-encoding.
            explode: How an object is written: `a=1,b=2` if True, and `a,1,b,2` if False.

        Raises:
            UnreadableValueError: The object has a name without a value.
        """
        kinds = self.schemas.types(schema)
        if "array" in kinds and "string" not in kinds:
            items = self.schemas.items(schema)
            return [self.scalar(decode(part), items) for part in re.split(separator, raw)] if raw else []
        if "object" in kinds and "string" not in kinds:
            parts = [decode(part) for part in re.split(separator, raw)]
            if explode:
                pairs = [part.partition("=")[::2] for part in parts]
            else:
                pairs = list(zip(parts[::2], parts[1::2], strict=False))
                if len(parts) % 2:
                    raise UnreadableValueError(f"{raw!r} is not a list of names and values")
            return {name: self.scalar(text, self.schemas.property(schema, name)) for name, text in pairs}
        return self.scalar(decode(raw), schema)

    def path(self, raw: str, parameter: JsonObject, schema: Any) -> Any:
        """Decode the text of a path parameter in the style that the parameter declares."""
        name, style, explode = parameter["name"], parameter.get("style", "simple"), parameter.get("explode", False)
        kinds = self.schemas.types(schema)
        if style == "label":
            return self.delimited(raw.removeprefix("."), r"\." if explode else ",", schema, unquote, explode=explode)
        if style == "matrix":
            raw = raw.removeprefix(";")
            if explode and "array" in kinds:
                raw = ",".join(part.partition("=")[2] for part in raw.split(";"))
            elif explode and "object" in kinds:
                raw = raw.replace(";", ",")
            else:
                raw = raw.removeprefix(f"{name}=")
        return self.delimited(raw, ",", schema, unquote, explode=explode)

    def header(self, text: str, parameter: JsonObject, schema: Any) -> Any:
        """Decode the text of a header parameter to a JSON value."""
        return self.delimited(text, r",[ \t]*", schema, str, explode=bool(parameter.get("explode")))

    def named(self, pairs: RawPairs, name: str, schema: Any, style: str, *, explode: bool) -> Any:
        """Decode the parameter or form field `name`. Return ABSENT if it was not sent.

        Args:
            pairs: All pairs of name and text in the query, the form or the cookies.
            name: The name of the parameter or field.
            schema: The schema of the value.
            style: The serialization style, such as `form` or `deepObject`.
            explode: The `explode` of the parameter or field.
        """
        kinds = self.schemas.types(schema)
        is_structure = bool(kinds & {"array", "object"}) and "string" not in kinds
        if style == "deepObject":
            deep = [(key, raw) for key, raw in pairs if key.startswith(f"{name}[")]
            if deep and is_structure and "object" not in kinds:
                return self._deep_array(deep, name, schema)
            if found := self._deep(deep, name, schema):
                return found
        own = [raw for key, raw in pairs if key == name]
        own = own or [raw for key, raw in pairs if key == f"{name}[]" and "array" in kinds]
        if not own:
            is_exploded = explode and style == "form" and is_structure and "object" in kinds
            return self._explode(pairs, schema) if is_exploded else ABSENT
        if "array" in kinds and explode and (is_structure or len(own) > 1):
            items = self.schemas.items(schema)
            return [self.scalar(unquote(raw), items) for raw in own]
        if len(own) > 1:
            raise UnreadableValueError(f"is sent {len(own)} times; expected one value")
        return self._single(own[0], schema, style, is_structure=is_structure, explode=explode)

    def _single(self, raw: str, schema: Any, style: str, *, is_structure: bool, explode: bool) -> Any:
        if raw == "" and is_structure and "object" in self.schemas.types(schema):
            return {}
        separator = {"spaceDelimited": "%20|\\+| ", "pipeDelimited": r"%7C|%7c|\|"}.get(style, ",")
        if separator == "," and "," not in raw:
            # Many programs also percent-encode the comma, so a value without a plain comma is split at the encoded
            # comma.
            separator = "(?i:%2C)"
        if is_structure and not explode:
            return self.delimited(raw, separator, schema, unquote, explode=False)
        return self.scalar(unquote(raw), schema)

    def _explode(self, pairs: RawPairs, schema: Any) -> Any:
        known = self.schemas.properties(schema)
        found: JsonObject = {}
        for key, raw in pairs:
            if key in known:
                child = known[key]
                if "array" in self.schemas.types(child):
                    found.setdefault(key, []).append(self.scalar(unquote(raw), self.schemas.items(child)))
                else:
                    found[key] = self.scalar(unquote(raw), child)
        return found or ABSENT

    def _deep(self, pairs: RawPairs, name: str, schema: Any) -> JsonObject:
        """Decode an object in the style deepObject: `name[a][b]=1` gives `{"a": {"b": 1}}`. Other pairs are ignored."""
        inner: dict[str, RawPairs] = {}
        for key, raw in pairs:
            if key.startswith(f"{name}["):
                step, _, rest = key.removeprefix(f"{name}[").partition("]")
                inner.setdefault(step, []).append((f"{step}{rest}", raw))
        found: JsonObject = {}
        for step, own in inner.items():
            child = self.schemas.property(schema, step)
            kinds = self.schemas.types(child)
            style = "deepObject" if kinds & {"object", "array"} and "string" not in kinds else "form"
            if "array" in kinds and "string" not in kinds:
                found[step] = self._deep_array(own, step, child)
            else:
                found[step] = self.named(own, step, child, style, explode=True)
        return found

    def _deep_array(self, pairs: RawPairs, name: str, schema: Any) -> list[Any]:
        """Decode an array in the style deepObject: `name[0]=1` gives `[1]`, and `name[0][a]=1` gives `[{"a": 1}]`.

        The items have the order of `pairs`, whatever their indexes are.
        """
        items = self.schemas.items(schema)
        if not ("object" in self.schemas.types(items) and any(key.count("[") > 1 for key, _ in pairs)):
            return [self.scalar(unquote(raw), items) for _, raw in pairs]
        rows: dict[str, RawPairs] = {}
        for key, raw in pairs:
            index, _, rest = key.removeprefix(f"{name}[").partition("]")
            rows.setdefault(index, []).append((f"row{rest}", raw))
        return [self._deep(row, "row", items) for row in rows.values()]


def split_pairs(query: str) -> RawPairs:
    """Split a query or a form into pairs of name and value. A plus sign stands for a space."""
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return [(unquote(name.replace("+", " ")), value.replace("+", "%20")) for name, _, value in pairs]
