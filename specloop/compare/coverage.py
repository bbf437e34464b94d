"""Detection of schema changes that affect no client, because another variant of the same union allows the same values.

For example, the string in `anyOf: [date, string]` also allows every date. So a change of the date variant has no
effect.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from specloop.compare.api_surface import ApiSurface
from specloop.compare.schema_pairs import PairEdge, SchemaPair, Usage
from specloop.openapi.schema import NormalizedSchema, SchemaRef, SchemaVariant


def is_covered(pair: SchemaPair) -> bool:
    """Return whether a changed schema is used only in unions whose other variants allow all its values.

    The change then affects no installed client. Return False for objects and arrays, because the client decodes them by
    their own schema.
    """
    variants = (*pair.old.variants, *pair.new.variants)
    return all(each.kind not in {"object", "array"} for each in variants) and _are_uses_covered(pair, frozenset())


def _are_uses_covered(pair: SchemaPair, visited: frozenset[int]) -> bool:
    """Return whether every use of a schema is in a union whose other variants allow its values, in both contracts.

    Then a change of the schema changes nothing for callers. The schema can be a variant of the union, or the items or
    map values of a variant. `visited` has the id() of each
    pair checked so far, because schemas can be recursive.
    """
    return id(pair) in visited or all(_is_use_covered(pair, edge, visited | {id(pair)}) for edge in pair.edges)


def _is_use_covered(pair: SchemaPair, edge: PairEdge, visited: frozenset[int]) -> bool:
    holder = edge.holder
    if isinstance(holder, Usage) or edge.step == "property":
        return False
    old, new = (pair.old_api, holder.old), (pair.new_api, holder.new)
    if edge.step == "variant":
        return all(_has_cover(*old, each) for each in pair.old.variants) and all(
            _has_cover(*new, each) for each in pair.new.variants
        )
    # The schemas are those of items (or of values of a map), which are covered if each array (or map) is.
    kind = "array" if edge.step == "item" else "object"
    holders = [(*side, each) for side in (old, new) for each in side[1].variants if each.kind == kind]
    is_class = any(each.is_class for *_, each in holders)
    return not is_class and (all(_has_cover(*each) for each in holders) or _are_uses_covered(holder, visited))


def _has_cover(api: ApiSurface, union: NormalizedSchema, variant: SchemaVariant) -> bool:
    # A schema that determines only the items of lists, such as `items` without `type`, has a variant for any other
    # value, which does not allow other lists.
    is_partial = variant.kind in {"array", "object"}
    others = [
        each for each in union.variants if each.content != variant.content and not (is_partial and each.kind == "any")
    ]
    return is_within(api, variant, Cover(api, others))


class Cover(NamedTuple):
    """The variants of a union, and the contract that contains them.

    `is_within` checks whether these variants allow all values of another variant.
    """

    api: ApiSurface
    variants: Sequence[SchemaVariant]
    fits: Callable[[SchemaVariant, Sequence[SchemaVariant]], bool] = SchemaVariant.is_within
    """The function that decides whether variants allow all values of a variant that is neither a list nor a map."""


def is_within(api: ApiSurface, variant: SchemaVariant, cover: Cover, above: frozenset[SchemaRef] = frozenset()) -> bool:
    """Return whether the variants of `cover`, taken together, allow all values that `variant` allows.

    For example, a string without constraints allows all dates. For lists and maps, the items and values are compared.

    Args:
        api: The contract that contains `variant`.
        variant: The variant whose values are looked for.
        cover: The variants that together must allow these values.
        above: The schemas that contain `variant`, which end the recursion if schemas are recursive.
    """
    if cover.fits(variant, cover.variants):
        return True
    nested = variant.items or variant.additional
    if variant.is_class or variant.prefix or not nested or nested in above:
        return False
    inner = api.schemas.shape_at(nested)
    for other in cover.variants:
        has_only_nested = replace(other, items=(), additional=()).is_free
        if other.kind == variant.kind and has_only_nested:
            outer = cover.api.schemas.shape_at(other.items or other.additional)
            wider = cover._replace(variants=outer.variants)
            is_null_kept = outer.allows_null or not inner.allows_null
            if is_null_kept and all(is_within(api, each, wider, above | {nested}) for each in inner.variants):
                return True
    return False
