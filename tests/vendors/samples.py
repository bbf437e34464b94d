"""Payloads that match a schema of a document, with a choice of the values that the schema allows.

`Counting` chooses values in turn, so that calls are the same in every run. `Drawing` lets Hypothesis choose values.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from hypothesis import strategies as st
from vendors.reading import Document, Node

DEEP = 6  # Below this nesting depth, payloads contain only required properties.
WORDS = ("alpha", "Beta two", "c/d?e=f&g", "ñandú", "x" * 20, "0", "true", "a,b|c;d")
DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


class Choosing(Protocol):
    """Interface of an object that chooses one of the values that a schema allows."""

    def among(self, count: int) -> int:
        """Return an integer from 0 to `count` - 1."""

    def whole(self, least: int, most: int) -> int:
        """Return an integer from `least` to `most`."""

    def real(self, least: float, most: float) -> float:
        """Return a float from `least` to `most`."""

    def text(self, least: int, most: int) -> str:
        """Return a text with `least` to `most` characters."""

    def moment(self) -> datetime:
        """Return a datetime in UTC."""


class Counting:
    """A chooser that returns values in turn, the same values in each run."""

    def __init__(self, number: int) -> None:
        self._number = number

    def _next(self) -> int:
        self._number += 1
        return self._number

    def among(self, count: int) -> int:
        return self._next() % count

    def whole(self, least: int, most: int) -> int:
        return least + self._next() % min(most - least + 1, 100)

    def real(self, least: float, most: float) -> float:
        return min(least + self._next() % 50 + 0.25, most)

    def text(self, least: int, most: int) -> str:
        word = WORDS[self._next() % len(WORDS)]
        return (word * (least // len(word) + 1))[: max(least, min(most, len(word)))]

    def moment(self) -> datetime:
        return DAY + timedelta(days=self._next() % 300, seconds=self._number % 3600)


class Drawing:
    """A chooser that draws values from Hypothesis."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw

    def among(self, count: int) -> int:
        return int(self._draw(st.integers(0, count - 1)))

    def whole(self, least: int, most: int) -> int:
        return int(self._draw(st.integers(least, most)))

    def real(self, least: float, most: float) -> float:
        return float(self._draw(st.floats(least, most, allow_nan=False, allow_infinity=False)))

    def text(self, least: int, most: int) -> str:
        return str(self._draw(st.text(min_size=least, max_size=min(most, least + 20))))

    def moment(self) -> datetime:
        return self._draw(st.datetimes(timezones=st.just(UTC)))  # type: ignore[no-any-return]


class Samples:
    """Builder of payloads that match schemas of a document."""

    def __init__(self, document: Document, way: str, choosing: Choosing, *, full: bool = False) -> None:
        """Build payloads for a `way`, "request" or "response". With `full`, payloads have all optional properties."""
        self.document = document
        self.hidden = "readOnly" if way == "request" else "writeOnly"
        self.choose = choosing
        self.full = full
        self.depth = 0

    def of(self, schema: Any) -> Any:
        """Return a payload that matches a schema."""
        self.depth += 1
        try:
            return self._of(schema)
        finally:
            self.depth -= 1

    def members(self, schema: Any) -> Node:
        """Return the schemas of the properties of an object, by property name."""
        return self._members(schema)[0]

    def _of(self, schema: Any) -> Any:
        if isinstance(schema, dict) and "$ref" in schema and (heirs := self._heirs(schema["$ref"])):
            return self._of_heir(schema["$ref"], heirs)
        schema = self.document.follow(schema)
        if schema is True or schema == {}:
            return [None, {"any": [1, "thing"]}, "text", 2.5][self.choose.among(4)]
        if self._may_be_null(schema) and self._rarely():
            return None
        words = (
            [schema["const"]] if "const" in schema else [word for word in schema.get("enum", ()) if word is not None]
        )
        if words:
            return words[self.choose.among(len(words))]
        arms = schema.get("oneOf") or schema.get("anyOf")
        if arms and "properties" not in schema:
            return self._of_arm(schema, arms)
        return self._of_all(schema) if "allOf" in schema else self._of_type(schema)

    def _rarely(self) -> bool:
        return self.choose.among(4) == 0 or self.depth > DEEP

    def _may_be_null(self, schema: Node) -> bool:
        return schema.get("nullable") is True or "null" in _kinds(schema) or None in schema.get("enum", ())

    # Unions and inheritance

    def _of_arm(self, schema: Node, arms: list[Any]) -> Any:
        if self.depth > DEEP:  # Choose the shortest variant, so that recursive unions end.
            arms = [min(arms, key=lambda arm: len(repr(self.document.follow(arm))))]
        arm = arms[self.choose.among(len(arms))]
        value = self.of(arm)
        if "discriminator" in schema and isinstance(value, dict):
            self._tag(schema["discriminator"], arm.get("$ref", ""), value)
        return value

    def _tag(self, discriminator: Node, ref: str, value: Node) -> None:
        words = [word for word, target in discriminator.get("mapping", {}).items() if target == ref]
        own = self._constant(ref, discriminator["propertyName"])
        value[discriminator["propertyName"]] = (own or words or [ref.rpartition("/")[2]])[0]

    def _constant(self, ref: str, name: str) -> list[Any]:
        """Return the values that the variant `ref` allows for its discriminator property `name`; [] if not limited."""
        member = self.document.follow(self._members({"$ref": ref})[0].get(name, {}))
        return [member["const"]] if "const" in member else list(member.get("enum", ()))

    def _heirs(self, ref: str) -> list[str]:
        heirs = self.document.heirs.get(ref, [])
        return heirs if heirs and "discriminator" in self.document.at(ref) else []

    def _of_heir(self, ref: str, heirs: list[str]) -> Any:
        chosen = heirs[self.choose.among(len(heirs))]
        value = self.of({"$ref": chosen})
        if chosen not in self.document.heirs:  # A schema with subtypes has already tagged the value.
            self._tag(self.document.at(ref)["discriminator"], chosen, value)
        return value

    def _of_all(self, schema: Node) -> Any:
        members, required = self._members(schema)
        if members:
            return self._object({"properties": members, "required": required, **self._more(schema)})
        whole: Node = {}
        for arm in schema["allOf"]:
            whole |= self.document.follow(arm)
        return self._of({**whole, **{key: each for key, each in schema.items() if key != "allOf"}})

    def _members(self, schema: Any) -> tuple[Node, list[str]]:
        """Return the properties and the required names of an object, including the subschemas of its `allOf`."""
        schema = self.document.follow(schema)
        members: Node = {}
        required = list(schema.get("required", ()))
        for arm in schema.get("allOf", ()):
            others, needed = self._members(arm)
            members |= others  # The documents write the stricter definition of a property last.
            required += [name for name in needed if name not in required]
        return members | schema.get("properties", {}), required

    def _more(self, schema: Node) -> Node:
        arms = [schema, *(self.document.follow(arm) for arm in schema.get("allOf", ()))]
        return next(
            ({"additionalProperties": arm["additionalProperties"]} for arm in arms if "additionalProperties" in arm), {}
        )

    # Single types

    def _of_type(self, schema: Node) -> Any:
        if schema.get("type") == "null":
            return None
        kinds = [kind for kind in _kinds(schema) if kind != "null"]
        if not kinds:
            kinds = ["object"] if schema.keys() & {"properties", "additionalProperties"} else ["string"]
        kind = kinds[self.choose.among(len(kinds))]
        if kind == "object":
            return self._object(schema)
        if kind == "array":
            return self._array(schema)
        if kind == "string":
            return self._string(schema)
        if kind == "boolean":
            return bool(self.choose.among(2))
        return self._number(schema, kind)

    def _object(self, schema: Node) -> Node:
        members, required = schema.get("properties", {}), schema.get("required", ())
        value = {
            name: self.of(member)
            for name, member in members.items()
            if self._is_seen(member) and (name in required or self._there())
        }
        # The names of additional properties begin with `extra`, which the patterns of the documents match.
        more = next(iter(schema.get("patternProperties", {}).values()), schema.get("additionalProperties", False))
        if more is not False and self.depth <= DEEP:
            for number in range(self.choose.among(3) + (1 if self.full else 0)):
                value[f"extra {number}"] = self.of({} if more is True else more)
        return value

    def _is_seen(self, member: Any) -> bool:
        schema = self.document.follow(member)
        return schema is True or (schema is not False and schema.get(self.hidden) is not True)

    def _there(self) -> bool:
        return self.depth <= DEEP and (self.full or self.choose.among(3) > 0)

    def _array(self, schema: Node) -> list[Any]:
        least, most = schema.get("minItems", 0), schema.get("maxItems", 3)
        if self.depth > DEEP:
            most = least
        elif self.full:
            least = max(least, min(1, most))
        count = least + self.choose.among(most - least + 1)
        items = [self.of(each) for each in schema.get("prefixItems", ())[:count]]
        items += [self.of(schema.get("items", {})) for _ in range(count - len(items))]
        return list(_once(items)) if schema.get("uniqueItems") else items

    def _string(self, schema: Node) -> str:
        spell = FORMATS.get(schema.get("format", ""))
        if spell:
            return spell(self.choose)
        if "pattern" in schema:  # A schema with a pattern also has an example.
            return str(schema["example"])
        return self.choose.text(schema.get("minLength", 0), schema.get("maxLength", 200))

    def _number(self, schema: Node, kind: str) -> int | float:
        least, most = schema.get("minimum", -1000), schema.get("maximum", 1_000_000)
        if kind == "integer":
            step = schema.get("multipleOf", 1)
            return self.choose.whole(-(-least // step), most // step) * step
        return self.choose.whole(least, most) if self.choose.among(2) else self.choose.real(least, most)


def spelled_moment(moment: datetime) -> str:
    """Return a datetime in UTC as RFC 3339 text, with the same fraction digits as in models."""
    digits = f".{moment.microsecond:06}" if moment.microsecond % 1000 else f".{moment.microsecond // 1000:03}"
    return f"{moment:%m-%dT%H:%M:%S}".join([f"{moment.year:04}-", digits if moment.microsecond else ""]) + "Z"


FORMATS: dict[str, Callable[[Choosing], str]] = {
    "date-time": lambda choose: spelled_moment(choose.moment()),
    "date": lambda choose: choose.moment().date().isoformat(),
    "uuid": lambda choose: str(UUID(int=choose.whole(0, 2**128 - 1))),
    "email": lambda choose: f"user{choose.among(1000)}@example.com",
    "uri": lambda choose: f"https://example.com/{choose.among(1000)}",
    "ipv4": lambda choose: f"192.0.2.{choose.among(256)}",
    "byte": lambda choose: b64encode(bytes([choose.among(256)])).decode(),
    "duration": lambda choose: f"P{choose.among(9)}D",
}


def _kinds(schema: Node) -> list[str]:
    kinds = schema.get("type", [])
    return [kinds] if isinstance(kinds, str) else kinds


def _once(items: Iterable[Any]) -> Iterable[Any]:
    return {repr(item): item for item in items}.values()
