"""Class names of inline schemas, from the places where the schemas are used, and words that name union variants.

A place is a str whose parts are separated by `/`: `createPost/body/block` becomes the class `CreatePostBodyBlock`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from openapi_python_client.strings import ClassName

from specloop.codegen import extensions, naming
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, get_at, resolve_ref
from specloop.openapi.schema import object_properties
from specloop.openapi.schema_facts import NULL_SCHEMA, stated_values

MAX_CLASS_NAME_CHARS = 60


def join_place(*parts: str) -> str:
    """Return the place of a nested schema: the parts joined by `/`, without empty parts."""
    first, *others = parts
    return "/".join([first, *(part.replace("/", " ") for part in others if part)])


def variant_place(place: str, word: str) -> str:
    """Return the place of a union variant: with the place `post/block` and the word `text`, it is `post/text block`."""
    if not word:
        return place
    parent, _, last = place.rpartition("/")
    if not parent or word.isdecimal():
        return f"{place}/{word}"
    if last == "item" and "/" in parent:  # Name variants of `post/blocks/item` after `block`.
        parent, _, several = parent.rpartition("/")
        last = "_".join([*naming.split_words(several)[:-1], naming.singular(naming.split_words(several)[-1])])
    words, tail = naming.split_words(word), naming.split_words(last)
    if words[-len(tail) :] == tail and len(words) > len(tail):  # A title may already end with the noun: `Text block`.
        last = ""
    return f"{parent}/{word} {last}".rstrip()


def candidates(place: str) -> Iterator[ClassName]:
    """Yield candidate class names for a place, the best first; names that are too long omit middle parts."""
    whole = naming.class_name(place)
    if len(whole) > MAX_CLASS_NAME_CHARS:
        first, *others = [part for part in place.split("/") if part]
        for start in range(len(others)):
            name = naming.class_name(" ".join([first, *others[start:]]))
            if len(name) <= MAX_CLASS_NAME_CHARS:
                yield name
        words = naming.split_words(place)
        for start in range(1, len(words)):
            name = naming.class_name(" ".join([words[0], *words[start:]]))
            if len(name) <= MAX_CLASS_NAME_CHARS:
                yield name
                break
    yield whole


def former_class_names(document: JsonObject, classes: Mapping[str, JsonPointer]) -> dict[str, str]:
    """Return the current class name by former class name, which an extension states; omit former names still in use."""
    found: dict[str, str] = {}
    for name, pointer in classes.items():
        schema = get_at(document, pointer)
        former = extensions.former_name(schema, "schema") if isinstance(schema, dict) else ""
        if former and (old := str(naming.class_name(former))) not in classes:
            found.setdefault(old, name)
    return found


def variant_words(document: JsonObject, schema: Resolved, keyword: str) -> list[str]:
    """Return a word for each variant of a union: a discriminator value, another constant, the title or a number.

    The words are empty if the union has only one variant apart from null.
    """
    variants = [
        resolve_ref(document, variant, (*schema.pointer, keyword, n)) for n, variant in enumerate(schema.node[keyword])
    ]
    if sum(variant.node != NULL_SCHEMA for variant in variants) == 1:
        return [""] * len(variants)
    numbers = [str(number) for number in range(1, len(variants) + 1)]
    tags = _tags(document, schema, variants)
    titles = [str(variant.node.get("title") or "") if isinstance(variant.node, dict) else "" for variant in variants]
    return [
        next((words[at] for words in (tags, titles) if words[at] and words.count(words[at]) == 1), numbers[at])
        for at in range(len(variants))
    ]


def _tags(document: JsonObject, schema: Resolved, variants: Sequence[Resolved]) -> list[str]:
    """Return each variant's constant value of the discriminator property, or else of another property.

    The values must differ between the variants. A value is "" if the variant has no constant.
    """
    constants = [_constants(document, variant) for variant in variants]
    rule = schema.node.get("discriminator")
    names = [rule["propertyName"]] if isinstance(rule, dict) and isinstance(rule.get("propertyName"), str) else []
    names += [name for found in constants for name in found]
    for name in dict.fromkeys(names):
        values = [found.get(name, "") for found in constants]
        present = [value for value in values if value]
        if len(present) > 1 and len(set(present)) == len(present):
            return values
    return [""] * len(variants)


def _constants(document: JsonObject, variant: Resolved) -> dict[str, str]:
    """Return the properties of a variant that allow only a single string, as a dict from name to this string."""
    if not isinstance(variant.node, dict):
        return {}
    found: dict[str, str] = {}
    for name, schema in object_properties(document, variant).schemas.items():
        values = stated_values(resolve_ref(document, schema.node).node)
        if len(values) == 1 and isinstance(values[0], str):
            found[name] = values[0]
    return found
