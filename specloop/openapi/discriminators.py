"""Index of the subtypes of a schema. It also finds the discriminator values that select each subtype."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, get_at, resolve_ref
from specloop.openapi.schema import TYPED, subschemas
from specloop.openapi.schema_facts import is_null_schema, non_null_variant, stated_values
from specloop.openapi.schema_keywords import UNION_KEYWORDS

_DECIDING = TYPED | {"discriminator"}
"""The keywords that decide which Python type a value has, or which variant."""


class DiscriminatorIndex:
    """Index from each schema to its subtypes. B is a subtype of A if the `allOf` of B refers to A."""

    def __init__(self, document: JsonObject) -> None:
        self.document = document
        self._subtypes: dict[JsonPointer, list[JsonPointer]] = {}
        self._values: dict[tuple[JsonPointer, str], list[str]] = {}
        for name, schema in ((document.get("components") or {}).get("schemas") or {}).items():
            variant = get_at(schema, non_null_variant(schema) or ())
            for part in variant.get("allOf") or [] if isinstance(variant, dict) else []:
                if isinstance(part, dict) and "$ref" in part:
                    base = resolve_ref(document, part).pointer
                    self._subtypes.setdefault(base, []).append(("components", "schemas", name))

    def of(self, base: Resolved) -> Iterator[Resolved]:
        """Yield all direct and indirect subtypes of the schema `base`. Yield nothing if `base` has no discriminator."""
        if not isinstance(base.node.get("discriminator"), dict):
            return
        found = dict.fromkeys(self._subtypes.get(base.pointer, []))
        unread = list(found)
        while unread:
            more = [each for each in self._subtypes.get(unread.pop(), []) if each not in found]
            found |= dict.fromkeys(more)
            unread += more
        yield from (Resolved(get_at(self.document, each), each) for each in found if each != base.pointer)

    def variants(self, rule: JsonObject, union: Resolved, seen: set[JsonPointer] | None = None) -> Iterator[Resolved]:
        """Yield the variants of a union with the Discriminator Object `rule`.

        A variant that is only a union, without a discriminator, is replaced by its own variants if each of these has
        different values of the discriminator property. Variants whose JSON Pointers are in `seen` are not replaced.
        """
        seen = set() if seen is None else seen
        for variant in subschemas(self.document, union, *UNION_KEYWORDS):
            nested: list[Resolved] = []
            is_plain = isinstance(variant.node, dict) and variant.node.keys() & _DECIDING <= {*UNION_KEYWORDS}
            if is_plain and variant.pointer not in seen:
                seen.add(variant.pointer)
                nested = [*self.variants(rule, variant, seen)]
            found = [self._stated_values(rule, each) for each in nested if not is_null_schema(each.node)]
            values = [*chain.from_iterable(found)]
            is_exact = all(found) and len(values) == len({*values})
            yield from nested if nested and is_exact else [variant]

    def values(self, rule: JsonObject, variant: Resolved) -> list[str]:
        """Return the values of the discriminator property that select the schema `variant`, as text.

        They are the keys in `mapping` that refer to `variant`. If there is no such key, they are the `const` or `enum`
        values of the property in `variant`. If there are none, the name of the component `variant` is the only value.
        If `defaultMapping` refers to `variant`, only the keys in `mapping` are returned.

        `rule` is the Discriminator Object. `variant` is a subtype, or a variant of a union.
        """
        values = self._stated_values(rule, variant)
        if values or self.is_default(rule, variant):
            return values
        return list(filter(None, [component_name(variant.pointer)]))

    def _stated_values(self, rule: JsonObject, variant: Resolved) -> list[str]:
        mapping = rule.get("mapping") or {}
        values = [str(value) for value, ref in mapping.items() if self.resolve_mapping(ref) == variant.pointer]
        if values or self.is_default(rule, variant):
            return values
        return self._allowed_values(variant, str(rule.get("propertyName", "")))

    def is_default(self, rule: JsonObject, variant: Resolved) -> bool:
        """Return whether `defaultMapping` in a Discriminator Object (`rule`) refers to the schema `variant`."""
        return "defaultMapping" in rule and self.resolve_mapping(rule["defaultMapping"]) == variant.pointer

    def resolve_mapping(self, ref: Any) -> JsonPointer:
        """Return the JSON Pointer of the schema that a value in a discriminator's `mapping` refers to.

        This value, `ref`, is a local `$ref`, or a component name such as `Pet`. The schema need not exist.
        """
        text = str(ref)
        return resolve_ref(
            self.document, {"$ref": text if text.startswith("#") else f"#/components/schemas/{text}"}
        ).pointer

    def _allowed_values(self, variant: Resolved, json_name: str) -> list[str]:
        """Return the `const` or `enum` values that a schema allows for its property `json_name`, as text.

        If the schema does not define the property, its `allOf` is searched, and then the variants of its union. Return
        [] if no values are found, or not in each variant.
        """
        place = variant.pointer, json_name
        if place not in self._values:
            self._values[place] = []  # A schema that contains itself adds no values.
            self._values[place] = self._find_values(variant, json_name)
        return self._values[place]

    def _find_values(self, variant: Resolved, json_name: str) -> list[str]:
        if not isinstance(variant.node, dict):
            return []
        own = (variant.node.get("properties") or {}).get(json_name)
        if own is None:
            for part in subschemas(self.document, variant, "allOf"):
                if values := self._allowed_values(part, json_name):
                    return values
            nested = (
                each for each in subschemas(self.document, variant, *UNION_KEYWORDS) if not is_null_schema(each.node)
            )
            found = [self._allowed_values(each, json_name) for each in nested]
            return list(dict.fromkeys(chain.from_iterable(found))) if all(found) else []
        stated = stated_values(resolve_ref(self.document, own).node)
        return [
            str(each).lower() if isinstance(each, bool) else str(each) for each in stated if isinstance(each, str | int)
        ]


def component_name(pointer: JsonPointer) -> str:
    """Return the name of the schema at a JSON Pointer, such as `Pet` for `/components/schemas/Pet`.

    If the schema is a whole bundled file, return the file's name without its suffix. Return "" if the schema has no
    name, such as the schema of a response.
    """
    match pointer:
        case (mount, file) if mount == BUNDLED_DOCUMENTS_KEY:
            return PurePosixPath(str(file)).stem
        case (mount, _, name) if mount == BUNDLED_DOCUMENTS_KEY:
            return str(name)
        case (*_, "schemas" | "$defs" | "definitions", name):
            return str(name)
    return ""
