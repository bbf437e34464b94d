"""Two schemas' alternatives -> those that satisfy both, or either: the algebra behind the normal form of a schema.

A schema is a set of JSON values. Its normal form is a list of arms, one JSON type each; what a value of the type must
further satisfy stands in the arm. Members and items are only pointed at: they have shapes of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from specloop.compare import constraints
from specloop.openapi.json_pointer import JsonPointer

SchemaRef: TypeAlias = tuple[JsonPointer, ...]
"""Where a schema stands; several places if a value must satisfy several schemas at once. Empty: anything goes."""

MOST = 200
"""More arms than this are not told apart: such a schema counts as one that allows anything."""


@dataclass(frozen=True, slots=True)
class SchemaVariant:
    """The values of one JSON type that a schema allows; `any` stands for all types."""

    kind: str
    origin: SchemaRef = ()
    values: frozenset[str] | None = None
    """The only values there are, as JSON."""
    format: str | None = None
    limits: constraints.Limits = field(default_factory=dict)
    members: Mapping[str, SchemaRef] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    extra: SchemaRef = ()
    items: SchemaRef = ()
    prefix: tuple[SchemaRef, ...] = ()

    @property
    def is_class(self) -> bool:
        """Whether it is an object with members, which has a class in Python; any other object is a dict."""
        return self.kind == "object" and bool(self.members)

    @property
    def is_free(self) -> bool:
        """Whether it demands nothing beyond its type."""
        return self == SchemaVariant(self.kind, self.origin)

    @property
    def content(self) -> tuple[Any, ...]:
        """All but where it comes from."""
        return (
            *(self.kind, self.values, self.format, self.required, self.extra, self.items, self.prefix),
            *(tuple(sorted(self.limits.items())), tuple(sorted(self.members.items()))),
        )

    @property
    def outline(self) -> tuple[Any, ...]:
        """All that can be compared between two documents without following a pointer."""
        return (
            *(self.kind, self.values, self.format, self.required, bool(self.extra), bool(self.items), len(self.prefix)),
            *(self.limits, self.members.keys()),
        )


ANYTHING = SchemaVariant("any")


def both(left: Sequence[SchemaVariant], right: Sequence[SchemaVariant]) -> list[SchemaVariant]:
    """Give the values that are in one arm on the left and in one on the right."""
    if len(left) * len(right) > MOST:
        return [ANYTHING]
    return [arm for one in left for other in right if (arm := _meet(one, other)) is not None]


def either(arms: Iterable[SchemaVariant]) -> list[SchemaVariant]:
    """Give the values that are in any of the arms, each said once."""
    known: dict[tuple[Any, ...], SchemaVariant] = {}
    for arm in arms:
        known.setdefault(arm.content, arm)
    result = _finite_together(list(known.values()))
    free = {arm.kind for arm in result if arm.is_free}

    def is_within(arm: SchemaVariant) -> bool:
        """Whether an arm that demands nothing has all the values of this one."""
        if ("any" in free and arm.kind != "any") or ("number" in free and arm.kind == "integer"):
            return True
        return arm.kind in free and not arm.is_free

    kept = [arm for arm in result if not is_within(arm)]
    return kept if len(kept) <= MOST else [ANYTHING]


def _finite_together(arms: list[SchemaVariant]) -> list[SchemaVariant]:
    """Join what only lists values: one of `A`, or one of `B`, is one of `A` and `B`."""
    result: list[SchemaVariant] = []
    seats: dict[str, int] = {}
    for arm in arms:
        is_plain = arm.values is not None and replace(arm, values=None).is_free
        if is_plain and arm.kind in seats:
            seat = seats[arm.kind]
            one = result[seat]
            values = (one.values or frozenset()) | (arm.values or frozenset())
            result[seat] = replace(one, values=values, origin=joined(one.origin, arm.origin))
        else:
            if is_plain:
                seats[arm.kind] = len(result)
            result.append(arm)
    every = frozenset({"true", "false"})
    return [replace(arm, values=None) if arm.kind == "boolean" and arm.values == every else arm for arm in result]


def _meet(one: SchemaVariant, other: SchemaVariant) -> SchemaVariant | None:
    if one == ANYTHING:
        return other
    if other == ANYTHING:
        return one
    kind = _common_kind(one.kind, other.kind)
    if kind is None:
        return None
    values = one.values if other.values is None else other.values
    if one.values is not None and other.values is not None:
        values = one.values & other.values
    if values is not None:
        values = frozenset(value for value in values if _common_kind(kind_of(value), kind))
        if not values:
            return None
    return SchemaVariant(
        kind=kind,
        origin=joined(one.origin, other.origin),
        values=values,
        format=one.format or other.format,
        limits=constraints.join(one.limits, other.limits),
        members={
            name: joined(one.members.get(name, ()), other.members.get(name, ()))
            for name in [*one.members, *(name for name in other.members if name not in one.members)]
        },
        required=one.required | other.required,
        extra=joined(one.extra, other.extra),
        items=joined(one.items, other.items),
        prefix=_prefixes(one.prefix, other.prefix),
    )


def _common_kind(one: str, other: str) -> str | None:
    if other in {one, "any"}:
        return one
    if one == "any":
        return other
    return "integer" if {one, other} == {"integer", "number"} else None


def kind_of(value: str) -> str:
    """Tell the type of a value by its JSON."""
    first = value[:1]
    named = {'"': "string", "{": "object", "[": "array", "t": "boolean", "f": "boolean", "n": "null"}
    return named.get(first) or ("number" if "." in value or "e" in value else "integer")


def _prefixes(one: tuple[SchemaRef, ...], other: tuple[SchemaRef, ...]) -> tuple[SchemaRef, ...]:
    longest = max(len(one), len(other))
    padded = [[*each, *[()] * (longest - len(each))] for each in (one, other)]
    return tuple(joined(left, right) for left, right in zip(*padded, strict=True))


def joined(*spots: SchemaRef) -> SchemaRef:
    """Put the places of schemas that hold at once into one list, in a fixed order."""
    found = dict.fromkeys(pointer for spot in spots for pointer in spot)
    return tuple(sorted(found, key=lambda pointer: [str(step) for step in pointer]))
