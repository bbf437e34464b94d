"""Lookup of the subtypes of a schema, and of the discriminator values that select them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, get_at, resolve_ref
from specloop.openapi.schema_facts import non_null_variant, stated_values


class DiscriminatorIndex:
    """Index of the subtypes of each schema: `B: {allOf: [{$ref: A}]}` makes B a subtype of A."""

    def __init__(self, document: JsonObject) -> None:
        self.document = document
        self._subtypes: dict[JsonPointer, list[JsonPointer]] = {}
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

    def values(self, rule: JsonObject, json_name: str, variant: Resolved) -> list[str]:
        """Return the values of the discriminator property that select `variant`, as text.

        If the `mapping` has none, they are the property's `const` or `enum` values in the variant, or else its name.
        The schema in `defaultMapping` has only the values in the `mapping`.

        Args:
            rule: The Discriminator Object.
            json_name: The name of the discriminator property.
            variant: A subtype, or a variant of a union.
        """
        mapping = rule.get("mapping") or {}
        values = [str(value) for value, ref in mapping.items() if self.resolve_mapping(ref) == variant.pointer]
        if values or self.is_default(rule, variant):
            return values
        return self._allowed_values(variant, json_name) or list(filter(None, [component_name(variant.pointer)]))

    def is_default(self, rule: JsonObject, variant: Resolved) -> bool:
        """Return whether the `defaultMapping` of a discriminator refers to `variant`.

        `rule` is the Discriminator Object.
        """
        return "defaultMapping" in rule and self.resolve_mapping(rule["defaultMapping"]) == variant.pointer

    def resolve_mapping(self, ref: Any) -> JsonPointer:
        """Return the JSON Pointer of the schema that a value in the `mapping` of a discriminator selects.

        `ref` is a local `$ref`, or a component name: `Pet` means `#/components/schemas/Pet`. The schema need not exist.
        """
        text = str(ref)
        return resolve_ref(
            self.document, {"$ref": text if text.startswith("#") else f"#/components/schemas/{text}"}
        ).pointer

    def _allowed_values(self, variant: Resolved, json_name: str) -> list[str]:
        """Return the `const` or `enum` values of the property `json_name` of a schema, as text.

        The property may be in an `allOf` of the schema. Return [] if it has no such values.
        """
        if not isinstance(variant.node, dict):
            return []
        own = (variant.node.get("properties") or {}).get(json_name)
        if own is None:
            parts = (resolve_ref(self.document, part) for part in variant.node.get("allOf") or [])
            return next((values for part in parts if (values := self._allowed_values(part, json_name))), [])
        stated = stated_values(resolve_ref(self.document, own).node)
        return [
            str(each).lower() if isinstance(each, bool) else str(each) for each in stated if isinstance(each, str | int)
        ]


def component_name(pointer: JsonPointer) -> str:
    """Return the name of the schema at a JSON Pointer, such as `Pet` for `/components/schemas/Pet`.

    For a bundled file, return the file's name without its suffix. Return "" if the schema is not in `schemas`, `$defs`,
    `definitions` or a bundled file.
    """
    match pointer:
        case (mount, file) if mount == BUNDLED_DOCUMENTS_KEY:
            return PurePosixPath(str(file)).stem
        case (mount, _, name) if mount == BUNDLED_DOCUMENTS_KEY:
            return str(name)
        case (*_, "schemas" | "$defs" | "definitions", name):
            return str(name)
    return ""
