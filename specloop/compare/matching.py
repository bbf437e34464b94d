"""Two lists of alternatives -> which of the one became which of the other, whatever their order."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, TypeAlias

from specloop.compare.api_surface import ApiSurface
from specloop.openapi.schema import SchemaNormalizer, SchemaRef, SchemaVariant

DEPTH = 6
"""How deep one looks into two schemas to tell whether they are alike."""

ALIKE = 0.5
"""What share of all their members two objects must have in common, for one to be taken for the other."""

Key: TypeAlias = Callable[[SchemaVariant, ApiSurface], Hashable]


class Fingerprints:
    """Numbers for the forms of schemas; equal numbers for what is alike, in either contract."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._known: dict[tuple[int, SchemaRef, int], int] = {}

    def of(self, shapes: SchemaNormalizer, spot: SchemaRef, depth: int = DEPTH) -> int:
        """Give the number of the schema at a spot."""
        place = (id(shapes), spot, depth)
        if place not in self._known:
            shape = shapes.shape(spot)
            arms = sorted(self.arm(shapes, arm, depth) for arm in shape.arms)
            self._known[place] = self._number((shape.null, *arms))
        return self._known[place]

    def arm(self, shapes: SchemaNormalizer, arm: SchemaVariant, depth: int = DEPTH) -> int:
        """Give the number of one alternative."""
        told: tuple[Any, ...] = (arm.kind, arm.values, arm.format, arm.required, *sorted(arm.limits.items()))
        if depth:
            inside = [*arm.members.items(), *((f"[{n}]", spot) for n, spot in enumerate(arm.prefix))]
            inside += [("[]", arm.items), ("{}", arm.extra)]
            forms = (
                (name, self.of(shapes, shapes.spot(spot), depth - 1))
                for name, spot in inside
                if spot or name[:1] not in "[{"
            )
            told += (frozenset(forms),)
        else:
            told += (frozenset(arm.members),)
        return self._number(told)

    def _number(self, form: tuple[Any, ...]) -> int:
        return self._numbers.setdefault(form, len(self._numbers))


def matched(
    old: Sequence[SchemaVariant],
    new: Sequence[SchemaVariant],
    then: ApiSurface,
    now: ApiSurface,
    fingerprints: Fingerprints,
) -> tuple[list[tuple[SchemaVariant, SchemaVariant]], list[SchemaVariant], list[SchemaVariant]]:
    """Find pairs, from the surest sign on; what is left over is lost or gained."""
    together: list[tuple[SchemaVariant, SchemaVariant]] = []
    left, right = list(old), list(new)
    if len(left) == len(right) == 1 and _family(left[0]) == _family(right[0]):
        return [(left[0], right[0])], [], []

    def form(arm: SchemaVariant, api: ApiSurface) -> Hashable:
        return fingerprints.arm(api.shapes, arm)

    for key in (_component, form, _tag, _class, _kind):
        pools: dict[Hashable, list[SchemaVariant]] = {}
        for arm in right:
            pools.setdefault(key(arm, now), []).append(arm)
        rest: list[SchemaVariant] = []
        for arm in left:
            sign = key(arm, then)
            pool = pools.get(sign) if sign is not None else None
            if pool:
                together.append((arm, pool.pop(0)))
            else:
                rest.append(arm)
        taken = {id(arm) for _, arm in together}
        left, right = rest, [arm for arm in right if id(arm) not in taken]
    for one, other in _leftovers(left, right, {arm.kind for arm in (*old, *new)}):
        together.append((one, other))
        left = [arm for arm in left if arm is not one]
        right = [arm for arm in right if arm is not other]
    return together, left, right


def _component(arm: SchemaVariant, _: ApiSurface) -> Hashable:
    """A component of the same name."""
    return next((place for place in arm.origin if place[:2] == ("components", "schemas") and len(place) == 3), None)  # noqa: PLR2004


def _class(arm: SchemaVariant, api: ApiSurface) -> Hashable:
    """A class of the same name."""
    return api.class_of(arm.origin)


def _tag(arm: SchemaVariant, api: ApiSurface) -> Hashable:
    """A member that says which one it is."""
    if arm.kind != "object":
        return None
    found: set[tuple[str, str]] = set()
    for name, spot in arm.members.items():
        shape = api.shapes.shape(api.shapes.spot(spot))
        if len(shape.arms) == 1 and shape.arms[0].values is not None and len(shape.arms[0].values) == 1:
            found |= {(name, value) for value in shape.arms[0].values}
    return frozenset(found) or None


def _kind(arm: SchemaVariant, _: ApiSurface) -> Hashable:
    """For what has no members: the same type, listed or not, with the same Python type."""
    return None if arm.kind in {"object", "array"} else (arm.kind, arm.format, arm.values is None)


def _family(arm: SchemaVariant) -> str:
    return "number" if arm.kind == "integer" else arm.kind


def _leftovers(
    left: Sequence[SchemaVariant], right: Sequence[SchemaVariant], kinds: set[str]
) -> Iterator[tuple[SchemaVariant, SchemaVariant]]:
    """Take the one alternative of a type for what became of the other; of objects, those that are alike."""
    for family in sorted(kinds):
        ours = [arm for arm in left if _family(arm) == family]
        theirs = [arm for arm in right if _family(arm) == family]
        if family == "object":
            while ours and theirs:
                share, one, other = max(
                    ((_share(a, b), a, b) for a in ours for b in theirs), key=lambda candidate: candidate[0]
                )
                if share < ALIKE:
                    break
                yield one, other
                ours = [arm for arm in ours if arm is not one]
                theirs = [arm for arm in theirs if arm is not other]
        elif len(ours) == len(theirs) == 1:
            yield ours[0], theirs[0]


def _share(one: SchemaVariant, other: SchemaVariant) -> float:
    names = one.members.keys() | other.members.keys()
    return len(one.members.keys() & other.members.keys()) / len(names) if names else 1.0
