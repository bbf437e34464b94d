"""Matching of `oneOf`/`anyOf` variants: decides which variant of the new schema replaces which variant of the old."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from specloop.compare.api_surface import ApiSurface
from specloop.openapi.schema import SchemaVariant
from specloop.openapi.schema_matching import Fingerprints, is_component

MIN_SHARED_PROPERTIES = 0.5
"""Minimum share of properties that an old and a new object variant must have in common to match."""


def match_variants(
    old: Sequence[SchemaVariant],
    new: Sequence[SchemaVariant],
    old_api: ApiSurface,
    new_api: ApiSurface,
    fingerprints: Fingerprints,
) -> tuple[list[tuple[SchemaVariant, SchemaVariant]], list[SchemaVariant], list[SchemaVariant]]:
    """Match the variants of an old and a new schema. Return the matched pairs, the removed and the added variants.

    Variants with the same JSON type are matched in six steps: by equal component name, equal schema hash (from
    `fingerprints`), equal constant properties, equal class name, equal scalar type, and last by similarity.
    """
    pairs: list[tuple[SchemaVariant, SchemaVariant]] = []
    removed, added = list(old), list(new)
    if len(removed) == len(added) == 1 and _family(removed[0]) == _family(added[0]):
        return [(removed[0], added[0])], [], []

    def fingerprint(variant: SchemaVariant, api: ApiSurface) -> Hashable:
        return fingerprints.of_variant(api.schemas, variant)

    # Variants with equal keys match. A variant whose key is None has no match by this criterion.
    for criterion in (_component_pointer, fingerprint, _constant_properties, _class_name, _scalar_type):
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
    for old_variant, new_variant in _match_similar(removed, added, {variant.kind for variant in (*old, *new)}):
        pairs.append((old_variant, new_variant))
        removed = [variant for variant in removed if variant is not old_variant]
        added = [variant for variant in added if variant is not new_variant]
    return pairs, removed, added


def _component_pointer(variant: SchemaVariant, _: ApiSurface) -> Hashable:
    """Return the pointer of the variant's component schema, or None if the variant is no component."""
    return next((place for place in variant.origin if is_component(place)), None)


def _class_name(variant: SchemaVariant, api: ApiSurface) -> Hashable:
    """Return the name of the class that is generated from the variant, or None if there is none."""
    return api.class_of(variant.origin)


def _constant_properties(variant: SchemaVariant, api: ApiSurface) -> Hashable:
    """Return the name and JSON value of each property that allows only one value, or None if there are none.

    For example, the property `kind: {const: cat}` becomes `{("kind", '"cat"')}`.
    """
    if variant.kind != "object":
        return None
    found: set[tuple[str, str]] = set()
    for name, ref in variant.properties.items():
        schema = api.schemas.shape_at(ref)
        if len(schema.variants) == 1 and schema.variants[0].values is not None and len(schema.variants[0].values) == 1:
            found |= {(name, value) for value in schema.variants[0].values}
    return frozenset(found) or None


def _scalar_type(variant: SchemaVariant, _: ApiSurface) -> Hashable:
    """Return the JSON type, the format and whether any value is allowed, as one key by which scalars match.

    Return None for objects and arrays.
    """
    return None if variant.kind in {"object", "array"} else (variant.kind, variant.format, variant.values is None)


def _family(variant: SchemaVariant) -> str:
    return "number" if variant.kind == "integer" else variant.kind


def _match_similar(
    removed: Sequence[SchemaVariant], added: Sequence[SchemaVariant], json_types: set[str]
) -> Iterator[tuple[SchemaVariant, SchemaVariant]]:
    """Yield pairs of variants from `removed` and `added` that have the same JSON type and are similar.

    Objects are similar if they share at least half of their property names. Other types match if each side has only
    one such variant.
    """
    for family in sorted(json_types):
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
