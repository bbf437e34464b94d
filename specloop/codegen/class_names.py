"""Class names for inline schemas, from the place where each schema is used, and words that distinguish union variants.

A place is a str whose parts are separated by `/`: `createPost/body/block` becomes the class `CreatePostBodyBlock`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from openapi_python_client.strings import ClassName

from specloop.codegen import naming
from specloop.openapi.json_pointer import JsonObject, Resolved, resolve_ref
from specloop.openapi.schema import object_properties
from specloop.openapi.schema_facts import NULL_SCHEMA, stated_values

MAX_CLASS_NAME_CHARS = 60


def join_place(*parts: str) -> str:
    """Return the place of a nested schema: the parts joined by `/`, without empty parts."""
    first, *others = parts
    return "/".join([first, *(part.replace("/", " ") for part in others if part)])


def variant_place(place: str, word: str) -> str:
    """Return the place of a `oneOf`/`anyOf` variant: `post/block` and the word `text` -> `post/text block`."""
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
    """Yield candidate class names for a place, the best first. A name that is too long omits middle parts."""
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


def former_class_names(former: Mapping[str, str], classes: Container[str]) -> dict[str, str]:
    """Return former class name -> current class name; former names that are in use are left out.

    Args:
        former: Current class name -> former class name.
        classes: The names of all classes.
    """
    found: dict[str, str] = {}
    for name, old in former.items():
        if old not in classes:
            found.setdefault(old, name)
    return found


def variant_words(document: JsonObject, schema: Resolved, keyword: str) -> list[str]:
    """Return a word for each variant of a union: the discriminator value, a constant, the title, or else a number.

    The words are empty if only one variant is not null.
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
    """Return each variant's value of the discriminator, or else of a constant property; "" for variants without one."""
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
    """Return property name -> value, for the properties that allow only a single string in a variant."""
    if not isinstance(variant.node, dict):
        return {}
    found: dict[str, str] = {}
    for name, schema in object_properties(document, variant).schemas.items():
        values = stated_values(resolve_ref(document, schema.node).node)
        if len(values) == 1 and isinstance(values[0], str):
            found[name] = values[0]
    return found
