"""Class names of inline schemas.

Each class name is made from a place: a text that says where the document uses the schema, with `/` between its parts.
The place `createPost/body/block` becomes the class `CreatePostBodyBlock`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence

from openapi_python_client.strings import ClassName

from specloop.codegen import naming
from specloop.codegen.schema_rewriting import non_null_values
from specloop.openapi.json_pointer import JsonObject, Resolved, resolve_ref
from specloop.openapi.schema import object_properties
from specloop.openapi.schema_facts import is_null_schema, stated_values
from specloop.openapi.schema_keywords import COMBINING_KEYWORDS

MAX_CLASS_NAME_CHARS = 60


def join_place(*parts: str) -> str:
    """Return the path of names that leads to a schema: `createPost` and `body` result in `createPost/body`.

    A class name, such as `CreatePostBody`, is made from the result. Empty names are left out.
    """
    first, *others = parts
    return "/".join([first, *(part.replace("/", " ") for part in others if part)])


def variant_place(place: str, word: str) -> str:
    """Return the place of one variant of a union: a text from which the variant's class name is made.

    For example, `post/block` and the word `text` result in `post/text block`, and then in the class `PostTextBlock`.

    Args:
        place: The place of the union.
        word: The word for the variant. If it is a number, the result is the place with the number, as in
            `post/block/2`. If it is "", the result is `place`.
    """
    if not word:
        return place
    parent, _, last = place.rpartition("/")
    if not parent or word.isdecimal():
        return f"{place}/{word}"
    if last == "item" and "/" in parent:  # Names of the variants of `post/blocks/item` end with `block`.
        parent, _, several = parent.rpartition("/")
        nouns = naming.split_words(several)
        last = "_".join([*nouns[:-1], naming.singular(nouns[-1])]) if nouns else several  # `_` has no words.
    words, tail = naming.split_words(word), naming.split_words(last)
    if words[-len(tail) :] == tail and len(words) > len(tail):  # A title can already end with the noun: `Text block`.
        last = ""
    return f"{parent}/{word} {last}".rstrip()


def candidates(place: str) -> Iterator[ClassName]:
    """Yield candidates for the class name of a schema, the best one first.

    The place `createPost/body` results in `CreatePostBody`. If this name has more than MAX_CLASS_NAME_CHARS
    characters, names with fewer words come first.
    """
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
    """Return the current name of each renamed class, by its name in the last release.

    An old name that another class has now is left out.

    Args:
        former: The name of each renamed class in the last release, by its current name.
        classes: The current names of all classes.
    """
    found: dict[str, str] = {}
    for name, old in former.items():
        if old not in classes:
            found.setdefault(old, name)
    return found


def variant_words(document: JsonObject, schema: Resolved, keyword: str) -> list[str]:
    """Return a word for each variant of a union, to distinguish the class names of the variants.

    The word is the first of these texts that no other variant has:

    - the discriminator value, or another constant property such as `type`
    - the title
    - the name of a property
    - `list` for an array, or the type of the values of an enum, such as `string`
    - the number of the variant, such as "2"

    If only one variant is not `null`, every word is "". If only one variant would need a number for its class name, ""
    replaces the number. `keyword` is `anyOf` or `oneOf`.
    """
    variants = [
        resolve_ref(document, variant, (*schema.pointer, keyword, n)) for n, variant in enumerate(schema.node[keyword])
    ]
    if sum(not is_null_schema(variant.node) for variant in variants) == 1:
        return [""] * len(variants)
    numbers = [str(number) for number in range(1, len(variants) + 1)]
    tags = _constant_values(document, schema, variants)
    titles = [str(variant.node.get("title") or "") if isinstance(variant.node, dict) else "" for variant in variants]
    choices = (
        tags,
        titles,
        _distinctive_properties(document, variants),
        [_type_word(variant.node) for variant in variants],
    )
    found = [
        next((words[at] for words in choices if words[at] and words.count(words[at]) == 1), "")
        for at in range(len(variants))
    ]
    inline = [variant.pointer == (*schema.pointer, keyword, at) for at, variant in enumerate(variants)]
    # A single inline class without a word needs no number: it can have the name of the union.
    unnamed = [at for at, word in enumerate(found) if not word and inline[at] and _may_be_class(variants[at].node)]
    return found if len(unnamed) == 1 else [word or number for word, number in zip(found, numbers, strict=True)]


def _constant_values(document: JsonObject, schema: Resolved, variants: Sequence[Resolved]) -> list[str]:
    """Return the value of one constant property, such as `type`, in each variant of a union: `["card", "cash"]`.

    A variant without the property gets "". If no property distinguishes variants, all get "".
    """
    constants = [_constant_strings(document, variant) for variant in variants]
    rule = schema.node.get("discriminator")
    names = [rule["propertyName"]] if isinstance(rule, dict) and isinstance(rule.get("propertyName"), str) else []
    names += [name for found in constants for name in found]
    for name in dict.fromkeys(names):
        values = [found.get(name, "") for found in constants]
        present = [value for value in values if value]
        if len(present) > 1 and len(set(present)) == len(present):
            return values
    return [""] * len(variants)


def _distinctive_properties(document: JsonObject, variants: Sequence[Resolved]) -> list[str]:
    """Return, for each variant of a union, the name of a property that the other variants lack, or "" if none exists.

    Required properties are preferred, then short names.
    """
    found = [object_properties(document, each) if isinstance(each.node, dict) else None for each in variants]
    counts = Counter(name for each in found if each is not None for name in each.schemas)
    words: list[str] = []
    for each in found:
        own = [name for name in each.schemas if counts[name] == 1] if each is not None else []
        required = [name for name in own if each is not None and name in each.required]
        words.append(min(required or own, key=lambda name: (len(name), name), default=""))
    return words


def _may_be_class(node: object) -> bool:
    """Return whether a schema may need a class name, because it has a keyword such as `properties` or `enum`."""
    return isinstance(node, dict) and not node.keys().isdisjoint({"properties", "items", "enum", *COMBINING_KEYWORDS})


def _type_word(node: object) -> str:
    """Return a word for a schema's type: `list` for an array, or the type of an enum's values, such as `string`.

    Return "" for other schemas, and for an enum with values of several types.
    """
    if not isinstance(node, dict):
        return ""
    if "items" in node:
        return "list"
    types = {ENUM_VALUE_WORDS.get(type(value), "") for value in non_null_values(node)}
    return types.pop() if len(types) == 1 else ""


ENUM_VALUE_WORDS = {str: "string", int: "integer", float: "number"}
"""The word in a class name that describes the values of an enum, by the Python type of the values."""


def _constant_strings(document: JsonObject, variant: Resolved) -> dict[str, str]:
    """Return the values of the properties that allow a single string, by name, such as `{"type": "card"}`."""
    if not isinstance(variant.node, dict):
        return {}
    found: dict[str, str] = {}
    for name, schema in object_properties(document, variant).schemas.items():
        values = stated_values(resolve_ref(document, schema.node).node)
        if len(values) == 1 and isinstance(values[0], str):
            found[name] = values[0]
    return found
