"""The components, path items and webhooks that are equal in two contracts, so that no rule has to compare them.

Everything to which they refer is equal, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from specloop.compare.api_surface import ApiSurface
from specloop.openapi.json_pointer import JsonObject, JsonPointer, iter_objects, parse_local_ref

PartPointer: TypeAlias = JsonPointer
"""The pointer of a part, such as `("components", "schemas", "Pet")` or `("paths", "/pets")`."""

HOLDERS = ("components", "paths", "webhooks")
"""The fields of a document that consist of parts."""

DESCRIPTIVE_FIELDS = ("info", "tags", "externalDocs")
"""The fields of a document to which no operation and no schema refers."""


class UnchangedParts:
    """The components, path items and webhooks that are equal in both contracts, and refer to nothing that changed.

    A component, path item or webhook with a `discriminator` is left out, because other schemas can add variants to its
    union. If a top-level field such as `servers` differs, all are left out.
    """

    def __init__(self, old_api: ApiSurface, new_api: ApiSurface) -> None:
        self._unchanged: set[PartPointer] = set()
        if _common_fields(old_api) == _common_fields(new_api):
            old, new = _parts(old_api), _parts(new_api)
            equal = {
                pointer for pointer, part in old.items() if part == new.get(pointer) and not part.has_discriminator
            }
            self._unchanged = equal - _dependents({pointer: old[pointer].references for pointer in equal})

    def __contains__(self, pointer: JsonPointer) -> bool:
        """Return whether the component, path item or webhook at or above `pointer` is unchanged."""
        return _part_of(pointer) in self._unchanged


class _Part(NamedTuple):
    text: str
    """The node of the part and the inlined schemas of its classes, as text; `1`, `1.0` and `true` differ in it."""
    references: frozenset[PartPointer]
    """The pointers of the parts to which the part and its classes refer."""
    has_discriminator: bool


def _parts(api: ApiSurface) -> dict[PartPointer, _Part]:
    inlined = api.names.inlined
    generated: dict[PartPointer, list[tuple[Any, ...]]] = defaultdict(list)
    for name, pointer in inlined.classes.items():
        types = name in api.classes, api.value_types.get(name), api.dict_types.get(name)
        generated[_part_of(pointer)].append((pointer, inlined.schemas.get(name), name, inlined.tags.get(name), types))
    for pointer, schema in inlined.places.items():
        generated[_part_of(pointer)].append((pointer, schema))
    found = {}
    for pointer, node in _iter_parts(api.data):
        classes = generated[pointer]
        refs = {parse_local_ref(ref) for ref in _iter_refs(node)}
        refs |= {inlined.classes.get(name, ()) for _, schema, *_ in classes for name in _iter_refs(schema)}
        has_discriminator = any("discriminator" in each for each in iter_objects([node]))
        found[pointer] = _Part(repr((node, classes)), frozenset(map(_part_of, refs)), has_discriminator)
    return found


def _common_fields(api: ApiSurface) -> str:
    return repr({key: value for key, value in api.data.items() if key not in (*HOLDERS, *DESCRIPTIVE_FIELDS)})


def _part_of(pointer: JsonPointer) -> PartPointer:
    """Return the pointer of the component, path item or webhook that contains the given pointer.

    For example, `/components/schemas/Pet/type` results in `/components/schemas/Pet`.
    """
    return pointer[:3] if pointer[:1] == ("components",) else pointer[:2]


def _iter_parts(data: JsonObject) -> Iterator[tuple[PartPointer, Any]]:
    for holder in HOLDERS:
        for name, node in (data.get(holder) or {}).items():
            if holder == "components" and isinstance(node, dict):
                yield from (((holder, name, key), value) for key, value in node.items())
            else:
                yield (holder, name), node


def _iter_refs(node: Any) -> Iterator[str]:
    return (each["$ref"] for each in iter_objects([node]) if isinstance(each.get("$ref"), str))


def _dependents(references: Mapping[PartPointer, Iterable[PartPointer]]) -> set[PartPointer]:
    """Return the parts that refer to a changed part, directly or through other parts.

    A part is a component, path item or webhook. `references` maps each part that is equal in both contracts to the
    parts that it refers to. A part that is not a key of `references` counts as changed.
    """
    referring: dict[PartPointer, list[PartPointer]] = defaultdict(list)
    for pointer, targets in references.items():
        for target in targets:
            referring[target].append(pointer)
    unread = [target for target in referring if target not in references]
    found: set[PartPointer] = set()
    while unread:
        added = [each for each in referring[unread.pop()] if each not in found]
        found.update(added)
        unread += added
    return found
