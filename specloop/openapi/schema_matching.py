"""Compute hashes of schemas to find equal ones, and find properties and parameters that were probably renamed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Any

from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import SchemaNormalizer, SchemaRef, SchemaVariant

FINGERPRINT_DEPTH = 6
"""Number of nested levels of a schema that determine the schema's fingerprint.

The fingerprint is a short text. Equal schemas have the same fingerprint.
"""


class Fingerprints:
    """Computes fingerprints of schemas: hashes of their types and validation keywords, but not of their descriptions.

    A fingerprint is the same in every process, so it can be stored. If `ignore_components` is true, component schemas
    inside a schema contribute only their JSON types.
    """

    def __init__(self, *, ignore_components: bool = False) -> None:
        self._ignore_components = ignore_components
        self._of_form: dict[tuple[Any, ...], str] = {}
        self._of_schema: dict[tuple[int, SchemaRef, int], str] = {}

    def of(self, schemas: SchemaNormalizer, ref: SchemaRef, depth: int = FINGERPRINT_DEPTH) -> str:
        """Return the hash of a schema. Schemas nested inside it more than `depth` levels deep are ignored.

        Args:
            schemas: The SchemaNormalizer of the document that contains the schema.
            ref: The JSON Pointer of the schema. If there are several pointers, the values must satisfy all of these
                schemas.
            depth: The number of nested levels to read.
        """
        key = (id(schemas), ref, depth)
        if key not in self._of_schema:
            schema = schemas.shape(ref)
            variants = sorted(self.of_variant(schemas, variant, depth) for variant in schema.variants)
            self._of_schema[key] = self._hash((schema.allows_null, *variants))
        return self._of_schema[key]

    def of_variant(self, schemas: SchemaNormalizer, variant: SchemaVariant, depth: int = FINGERPRINT_DEPTH) -> str:
        """Return the hash of one variant of a schema, such as one schema of its `oneOf`.

        `schemas` and `depth` have the same meaning as in the method `of`.
        """
        if self._ignore_components and depth < FINGERPRINT_DEPTH and any(map(is_component, variant.origin)):
            return self._hash((variant.kind,))
        form: tuple[Any, ...] = (
            *(variant.kind, _ordered(variant.values), variant.format, _ordered(variant.required)),
            *((name, _ordered(value)) for name, value in sorted(variant.constraints.items())),
        )
        if depth:
            inside = [*variant.properties.items(), *((f"[{n}]", ref) for n, ref in enumerate(variant.prefix))]
            inside += [("[]", variant.items), ("{}", variant.additional)]
            nested = (
                (name, self.of(schemas, schemas.spot(ref), depth - 1))
                for name, ref in inside
                if ref or name[:1] not in "[{"
            )
            form += (tuple(sorted(nested)),)
        else:
            form += (tuple(sorted(variant.properties)),)
        return self._hash(form)

    def _hash(self, form: tuple[Any, ...]) -> str:
        if form not in self._of_form:
            self._of_form[form] = hashlib.blake2b(repr(form).encode(), digest_size=8).hexdigest()
        return self._of_form[form]


def is_component(pointer: JsonPointer) -> bool:
    """Return whether a JSON Pointer leads to a schema directly inside `components/schemas`."""
    return pointer[:2] == ("components", "schemas") and len(pointer) == len(("components", "schemas", "NAME"))


def _ordered(value: Any) -> Any:
    """Return a set (frozenset) as a sorted tuple, so that it is always hashed in the same order.

    Return other values unchanged.
    """
    # The order of a set differs between processes, and fingerprints must not.
    return tuple(sorted(value)) if isinstance(value, frozenset) else value


MIN_NAME_SIMILARITY = 0.6
"""Minimum similarity (0 to 1) of a removed and an added property name for the two names to count as a rename."""

MAX_RENAME_CANDIDATES = 400
"""Maximum number of pairs of a removed and an added name that are compared; if there are more, no rename is found."""


def match_renamed(
    removed: Mapping[str, str],
    added: Mapping[str, str],
    are_equal: Callable[[str, str], bool],
    *,
    is_schema_enough: bool = False,
) -> list[tuple[str, str]]:
    """Return pairs of the old and the new name of each property or parameter that was probably renamed.

    The schemas must be equal. In addition, the descriptions must be equal, or the names similar. A name with several
    possible partners is left out.

    Args:
        removed: The descriptions of the removed properties or parameters, by name.
        added: The descriptions of the added properties or parameters, by name.
        are_equal: Returns whether a removed and an added name have equal schemas.
        is_schema_enough: Whether equal schemas are enough if exactly one name was removed and one was added.
    """
    found: list[tuple[str, str]] = []
    if len(removed) * len(added) > MAX_RENAME_CANDIDATES:
        return []
    is_only_pair = is_schema_enough and len(removed) == len(added) == 1
    for old, old_text in removed.items():
        for new, new_text in added.items():
            is_described = bool(old_text) and old_text == new_text
            is_likely = is_only_pair or is_described or _are_similar(old, new)
            if is_likely and are_equal(old, new):
                found.append((old, new))
    olds, news = Counter(old for old, _ in found), Counter(new for _, new in found)
    return [(old, new) for old, new in found if olds[old] == news[new] == 1]


def _are_similar(old: str, new: str) -> bool:
    return SequenceMatcher(None, old, new).ratio() >= MIN_NAME_SIMILARITY
