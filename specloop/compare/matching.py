"""Matching of the `oneOf`/`anyOf` variants (subschemas) of old and new schemas, and of renamed properties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from specloop.compare.api_surface import ApiSurface
from specloop.openapi.schema import SchemaNormalizer, SchemaRef, SchemaVariant

FINGERPRINT_DEPTH = 6
"""Number of nested levels of a schema that determine the schema's fingerprint.

The fingerprint is a number. Equal schemas have the same fingerprint.
"""

MIN_SHARED_PROPERTIES = 0.5
"""Minimum share of properties that an old and a new object variant must have in common to match."""


class Fingerprints:
    """Registry of fingerprints of schemas. A fingerprint is a number, and equal schemas have the same fingerprint."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._of_schema: dict[tuple[int, SchemaRef, int], int] = {}

    def of(self, schemas: SchemaNormalizer, ref: SchemaRef, depth: int = FINGERPRINT_DEPTH) -> int:
        """Return the fingerprint of a schema. Schemas that are nested more than `depth` levels deep have no effect."""
        key = (id(schemas), ref, depth)
        if key not in self._of_schema:
            schema = schemas.shape(ref)
            variants = sorted(self.of_variant(schemas, variant, depth) for variant in schema.variants)
            self._of_schema[key] = self._number((schema.allows_null, *variants))
        return self._of_schema[key]

    def of_variant(self, schemas: SchemaNormalizer, variant: SchemaVariant, depth: int = FINGERPRINT_DEPTH) -> int:
        """Return the fingerprint of a variant. Schemas that are nested more than `depth` levels deep have no effect."""
        form: tuple[Any, ...] = (
            *(variant.kind, variant.values, variant.format, variant.required),
            *sorted(variant.constraints.items()),
        )
        if depth:
            inside = [*variant.properties.items(), *((f"[{n}]", ref) for n, ref in enumerate(variant.prefix))]
            inside += [("[]", variant.items), ("{}", variant.additional)]
            nested = (
                (name, self.of(schemas, schemas.spot(ref), depth - 1))
                for name, ref in inside
                if ref or name[:1] not in "[{"
            )
            form += (frozenset(nested),)
        else:
            form += (frozenset(variant.properties),)
        return self._number(form)

    def _number(self, form: tuple[Any, ...]) -> int:
        return self._numbers.setdefault(form, len(self._numbers))


def match_variants(
    old: Sequence[SchemaVariant],
    new: Sequence[SchemaVariant],
    old_api: ApiSurface,
    new_api: ApiSurface,
    fingerprints: Fingerprints,
) -> tuple[list[tuple[SchemaVariant, SchemaVariant]], list[SchemaVariant], list[SchemaVariant]]:
    """Match the variants of an old and a new schema by several criteria, the most reliable first.

    Each criterion applies to the variants that the earlier criteria did not match.

    Returns:
        The matched pairs, the removed variants and the added variants.
    """
    pairs: list[tuple[SchemaVariant, SchemaVariant]] = []
    removed, added = list(old), list(new)
    if len(removed) == len(added) == 1 and _family(removed[0]) == _family(added[0]):
        return [(removed[0], added[0])], [], []

    def fingerprint(variant: SchemaVariant, api: ApiSurface) -> Hashable:
        return fingerprints.of_variant(api.schemas, variant)

    for criterion in (_component, fingerprint, _tag, _class, _kind):
        pools: dict[Hashable, list[SchemaVariant]] = {}
        for variant in added:
            pools.setdefault((_family(variant), criterion(variant, new_api)), []).append(variant)
        rest: list[SchemaVariant] = []
        for variant in removed:
            key = criterion(variant, old_api)
            pool = pools.get((_family(variant), key)) if key is not None else None
            if pool:
                pairs.append((variant, pool.pop(0)))
            else:
                rest.append(variant)
        taken = {id(variant) for _, variant in pairs}
        removed, added = rest, [variant for variant in added if id(variant) not in taken]
    for old_variant, new_variant in _match_rest(removed, added, {variant.kind for variant in (*old, *new)}):
        pairs.append((old_variant, new_variant))
        removed = [variant for variant in removed if variant is not old_variant]
        added = [variant for variant in added if variant is not new_variant]
    return pairs, removed, added


def _component(variant: SchemaVariant, _: ApiSurface) -> Hashable:
    """Return the pointer of a variant that is a component schema. Return None for other variants."""
    return next((place for place in variant.origin if is_component(place)), None)


def is_component(pointer: tuple[str | int, ...]) -> bool:
    """Return whether a pointer leads to a schema directly inside `components/schemas`."""
    return pointer[:2] == ("components", "schemas") and len(pointer) == len(("components", "schemas", "NAME"))


def _class(variant: SchemaVariant, api: ApiSurface) -> Hashable:
    """Return the name of the class that is generated from a variant. Return None if there is no such class."""
    return api.class_of(variant.origin)


def _tag(variant: SchemaVariant, api: ApiSurface) -> Hashable:
    """Return the tag of a variant: the name and value of each property that allows only one value.

    Return None if the variant has no such property.
    """
    if variant.kind != "object":
        return None
    found: set[tuple[str, str]] = set()
    for name, ref in variant.properties.items():
        schema = api.schemas.shape(api.schemas.spot(ref))
        if len(schema.variants) == 1 and schema.variants[0].values is not None and len(schema.variants[0].values) == 1:
            found |= {(name, value) for value in schema.variants[0].values}
    return frozenset(found) or None


def _kind(variant: SchemaVariant, _: ApiSurface) -> Hashable:
    """Return what two matching variants have in common: the JSON type, the format, and whether they list their values.

    Return None for objects and arrays, which are not matched by this criterion.
    """
    return None if variant.kind in {"object", "array"} else (variant.kind, variant.format, variant.values is None)


def _family(variant: SchemaVariant) -> str:
    return "number" if variant.kind == "integer" else variant.kind


def _match_rest(
    removed: Sequence[SchemaVariant], added: Sequence[SchemaVariant], kinds: set[str]
) -> Iterator[tuple[SchemaVariant, SchemaVariant]]:
    """Match the variants that no criterion matched, and yield the matched pairs.

    `kinds` contains the JSON types of all variants. Two objects match if a large share of their properties has the same
    names. The two objects with the largest share are matched first. Variants of another JSON type match if exactly one
    removed and one added variant have this type.
    """
    for family in sorted(kinds):
        old = [variant for variant in removed if _family(variant) == family]
        new = [variant for variant in added if _family(variant) == family]
        if family == "object":
            while old and new:
                share, one, other = max(((_share(a, b), a, b) for a in old for b in new), key=lambda found: found[0])
                if share < MIN_SHARED_PROPERTIES:
                    break
                yield one, other
                old = [variant for variant in old if variant is not one]
                new = [variant for variant in new if variant is not other]
        elif len(old) == len(new) == 1:
            yield old[0], new[0]


def _share(one: SchemaVariant, other: SchemaVariant) -> float:
    names = one.properties.keys() | other.properties.keys()
    return len(one.properties.keys() & other.properties.keys()) / len(names) if names else 1.0


MIN_NAME_SIMILARITY = 0.6
"""Minimum similarity (0 to 1) of a removed and an added property name for the two names to count as a rename."""

MAX_RENAME_CANDIDATES = 400
"""Maximum number of pairs of a removed and an added name that are compared; if there are more, no rename is found."""


def match_renamed(
    removed: Mapping[str, str], added: Mapping[str, str], are_equal: Callable[[str, str], bool]
) -> list[tuple[str, str]]:
    """Match removed and added names of properties or parameters. A matched pair is a rename.

    Two names form a pair if their schemas are equal, and their descriptions are equal or the names are similar. A name
    with several possible partners is not matched.

    Args:
        removed: Mapping from each removed name to its description.
        added: Mapping from each added name to its description.
        are_equal: Returns whether the schemas of a removed and an added name are equal.
    """
    found: list[tuple[str, str]] = []
    if len(removed) * len(added) > MAX_RENAME_CANDIDATES:
        return []
    for old, old_text in removed.items():
        for new, new_text in added.items():
            is_described = bool(old_text) and old_text == new_text
            if (is_described or SequenceMatcher(None, old, new).ratio() >= MIN_NAME_SIMILARITY) and are_equal(old, new):
                found.append((old, new))
    olds, news = Counter(old for old, _ in found), Counter(new for _, new in found)
    return [(old, new) for old, new in found if olds[old] == news[new] == 1]
