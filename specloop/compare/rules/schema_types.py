"""Rules about the types of a schema, such as null, union variants, numbers and maps.

Code breaks if responses allow more types than before, or if requests allow fewer. So most kinds of change have separate
rules for requests and responses, and for added and removed types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, starmap

from specloop.compare import describe
from specloop.compare.api_surface import ApiSurface, Discriminator
from specloop.compare.coverage import Cover, is_covered, is_within
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.schema_pairs import SchemaPair, match_items
from specloop.openapi.schema import SchemaVariant
from specloop.text_format import join_words

request_rule = rules_for(SchemaPair, "request")
response_rule = rules_for(SchemaPair, "response")
any_rule = rules_for(SchemaPair)

SCHEMA_TYPE_KEYWORDS = ("type", "anyOf", "oneOf", "enum", "const", "$ref")


def match_schema(pair: SchemaPair, message: str, *keywords: str, key: str = "", whole: bool = False) -> RuleMatch:
    """Return a match for a difference between two schemas, with descriptions of their types.

    Args:
        pair: The two schemas.
        message: The difference, as a sentence.
        keywords: The match points to the first of these that a schema has. The default is SCHEMA_TYPE_KEYWORDS.
        key: Text that distinguishes several matches of one rule.
        whole: Whether the match also covers the nested schemas. Then no other rule reports that the classes generated
            from them are added or removed.
    """
    pointers = pair.pointers(*(keywords or SCHEMA_TYPE_KEYWORDS))
    old = describe.describe_schema(pair.old_api, pair.old)
    new = describe.describe_schema(pair.new_api, pair.new)
    removed, added = (pair.old_ref, pair.new_ref) if whole else ((), ())
    names = (*pair.names, *pair.own_attributes) if whole else ()
    return RuleMatch(message, *pointers, old=old, new=new, key=key, removed=removed, added=added, names=names)


# --- the type of objects ---


@any_rule("minor", "ok", opposite=SYMMETRIC, about="type")
def object_type_stated(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that an object schema gains or loses the keyword `type`.

    The class stays the same, so callers' code needs no change. Without `type`, values that are not objects are valid,
    too, so the client does not report them as mismatches.
    """
    if pair.is_object_type_stated is not None:
        what = (
            "must now be an object" if pair.is_object_type_stated else "may now also be a value that is not an object"
        )
        yield match_schema(pair, f"{pair.label} {what}", "type")


@any_rule("patch", "ok", opposite=SYMMETRIC)
def other_properties_stated(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that `additionalProperties` starts or stops allowing undeclared properties explicitly.

    Callers' code needs no change. The client accepts undeclared properties in both cases. Unless they are allowed
    explicitly, it passes a mismatch to `on_mismatch`.
    """
    if pair.are_others_stated is not None:
        what = "now states" if pair.are_others_stated else "no longer states"
        yield match_schema(pair, f"{pair.label} {what} that it may have other properties", "additionalProperties")


@any_rule("major", "ok", opposite=SYMMETRIC)
def class_contradiction_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the `allOf` of an unused component becomes contradictory, or is no longer contradictory.

    A contradictory `allOf` combines an object with an array, for example. Then the component's class has only the
    attributes of some of the subschemas. No operation or other schema uses the component.
    """
    if not pair.is_only_component or bool(pair.old.variants) == bool(pair.new.variants):
        return
    old = pair.old_api.attribute_names(pair.old_ref)
    new = pair.new_api.attribute_names(pair.new_ref)
    if old != new:
        what = (
            "no longer contradicts itself" if pair.new.variants else "now contradicts itself, so that no value is valid"
        )
        differing = ", ".join(sorted({*old} ^ {*new})) or "their order"
        yield match_schema(pair, f"{pair.label} {what}; its attributes differ: {differing}")


# --- null ---


def _is_any(pair: SchemaPair) -> bool:
    return any(variant.kind == "any" for variant in (*pair.old.variants, *pair.new.variants))


def _is_any_kept(pair: SchemaPair) -> bool:
    """Return whether both schemas allow values of all types.

    They can still constrain the values of one type, as `items` without `type` constrains arrays.
    """
    return any(old.kind == new.kind == "any" for old, new in pair.matched)


def _null_added(pair: SchemaPair) -> bool:
    # The class of a component that nothing uses is the same with and without null.
    return pair.new.allows_null and not pair.old.allows_null and not _is_any(pair) and not pair.is_only_component


def _null_removed(pair: SchemaPair) -> bool:
    return pair.old.allows_null and not pair.new.allows_null and not _is_any(pair) and not pair.is_only_component


@response_rule("major", "breaks", opposite="received-never-null", about="null")
def received_may_be_null(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value in responses may now be null, so its type `T` becomes `T | None`.

    Code that uses the value as `T` fails for None.
    """
    if _null_added(pair):
        used = describe.describe_value(pair.old_api, pair.old)
        yield match_schema(pair, f"{pair.place_label} may now be null: code that uses it as {used} breaks")


@response_rule("minor", "ok", opposite="received-may-be-null", about="null")
def received_never_null(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value in responses can no longer be null, so its type `T | None` becomes `T`.

    Checks for None stay valid.
    """
    if _null_removed(pair):
        yield match_schema(pair, f"{pair.place_label} is no longer null")


@request_rule("minor", "ok", opposite="sent-never-null", about="null")
def sent_may_be_null(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value in requests may now be null, so callers may pass None. Existing calls stay valid."""
    if _null_added(pair):
        yield match_schema(pair, f"{pair.place_label} may now be None")


@request_rule("major", "may-reject", opposite="sent-may-be-null", about="null")
def sent_never_null(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value in requests must not be null any more.

    Type checkers reject None, and the server may reject null.
    """
    if _null_removed(pair):
        effect = "" if is_covered(pair) else ": the server may reject it"
        yield match_schema(pair, f"{pair.place_label} may no longer be None{effect}")


# --- widened, narrowed, replaced ---


def _is_widened(pair: SchemaPair) -> bool:
    """Return whether the new schema allows all types of the old schema, and more."""
    became_number = any(old.kind == "integer" and new.kind == "number" for old, new in pair.matched)
    became_any = any(variant.kind == "any" for variant in pair.added)
    return (bool(pair.added or became_number) and not pair.removed) or became_any


def _is_narrowed(pair: SchemaPair) -> bool:
    """Return whether the new schema allows only some types of the old schema, and no others."""
    became_integer = any(old.kind == "number" and new.kind == "integer" for old, new in pair.matched)
    was_any = any(variant.kind == "any" for variant in pair.removed)
    return (bool(pair.removed or became_integer) and not pair.added) or was_any


def _are_sent_values_kept(pair: SchemaPair) -> bool:
    """Return whether the remaining variants of a union in requests allow all values of the removed ones.

    For example, a string allows all dates.
    """
    became_integer = any(old.kind == "number" and new.kind == "integer" for old, new in pair.matched)
    kept = Cover(
        pair.new_api, pair.new.variants, _is_within_as_text if pair.is_sent_as_text() else SchemaVariant.is_within
    )
    return not became_integer and all(is_within(pair.old_api, variant, kept) for variant in pair.removed)


def _is_within_as_text(variant: SchemaVariant, others: Sequence[SchemaVariant]) -> bool:
    """Return whether `others` allow all values of `variant`, if values are sent as text, as in a query string.

    For example, a string without constraints also allows all numbers and booleans.
    """
    is_scalar = variant.kind in {"integer", "number", "boolean", "string"}
    return variant.is_within(others) or (is_scalar and any(each.kind == "string" and each.is_free for each in others))


def _describe_both(pair: SchemaPair, describe_one: Callable[..., str]) -> tuple[str, str]:
    """Return texts for the old and the new type of a value, from `describe_one(api, schema)`.

    If both texts are equal, return texts with JSON types instead of class names.
    """
    sides = (pair.old_api, pair.old), (pair.new_api, pair.new)
    old, new = (describe_one(*side) for side in sides)
    if old != new:
        return old, new
    return describe_one(*sides[0], with_classes=False), describe_one(*sides[1], with_classes=False)


def _arguments(pair: SchemaPair) -> tuple[str, str]:
    return _describe_both(pair, describe.describe_argument)


@request_rule("minor", "ok", opposite=("sent-type-narrowed", "sent-type-partly-narrowed"), about="type")
def sent_type_widened(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value in requests may have more types than before, so existing calls and requests stay valid."""
    if _is_any_kept(pair) and pair.removed and not pair.added:
        parts = join_words([_DETERMINED.get(each.kind, each.kind) for each in pair.removed], "and")
        yield match_schema(pair, f"{pair.place_label} may now have any {parts}", whole=True)
    elif _is_widened(pair):
        old, new = _arguments(pair)
        yield match_schema(pair, f"{pair.place_label} may now be {new}, no longer only {old}", whole=True)
    for name in _subtypes_only_in(pair, is_old=False):
        yield _match_subtype(pair, f"{pair.place_label} may now be {describe.article_for(name)}", name)


_DETERMINED = {"array": "items, if it is a list", "object": "values, if it is a map"}
"""What a variant beside one that allows any value determines, by the JSON type of the variant."""


@request_rule("major", "may-reject", opposite="sent-type-widened", about="type")
def sent_type_narrowed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value in requests may no longer have some of its types.

    Type checkers reject calls that pass a value of a removed type. The server may reject requests of installed clients,
    unless a remaining type also allows these values. For example, a string type also allows dates.
    """
    if _is_narrowed(pair) and not _is_any_kept(pair):
        old, new = _arguments(pair)
        match = match_schema(pair, f"{pair.place_label} may only be {new} now, no longer {old}", whole=True)
        yield replace(match, is_wire_ok=_are_sent_values_kept(pair))
    for name in _subtypes_only_in(pair, is_old=True):
        message = f"{pair.place_label} may no longer be {describe.article_for(name)}: calls that pass it are wrong"
        yield _match_subtype(pair, message, name)


@request_rule("minor", "may-reject", opposite=(SYMMETRIC, "sent-type-widened"), about="type")
def sent_type_partly_narrowed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value in requests may still have any type, but the schema now constrains the values of one type.

    For example, `items` without `type` constrains lists. A type checker still accepts all calls, but the server may
    reject lists with other items.
    """
    if _is_any_kept(pair) and pair.added:
        parts = join_words([_DETERMINED.get(each.kind, each.kind) for each in pair.added], "and")
        message = f"{pair.place_label} must now have the documented {parts}: the server may reject others"
        yield match_schema(pair, message, whole=True)


@request_rule("major", "may-reject", opposite=SYMMETRIC, about="type")
def sent_type_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the type of a value in requests changes.

    Type checkers reject calls that pass the old type. The server may reject it, too, unless it converts the value.
    """
    is_other = not _is_widened(pair) and not _is_narrowed(pair) and not _is_any_kept(pair)
    if is_other and pair.added and pair.removed:
        old, new = _arguments(pair)
        match = match_schema(pair, f"{pair.place_label} is now {new}: calls that pass {old} are wrong", whole=True)
        yield replace(match, is_wire_ok=_are_sent_values_kept(pair))


@response_rule("major", "breaks", opposite=SYMMETRIC, about="type")
def received_type_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the type of a value in responses changes.

    Code for the old type breaks, and installed clients cannot decode the new type.
    """
    # The class of a component that nothing uses is the same if the component contradicts itself.
    is_class_kept = pair.old_class is not None and pair.old_class == pair.new_class
    is_unnoticed = pair.is_only_component and is_class_kept and not (pair.old.variants and pair.new.variants)
    if pair.is_replaced and not _is_any(pair) and not is_unnoticed:
        old, new = _describe_both(pair, describe.describe_value)
        null = " or null" if pair.new.allows_null and pair.new.variants else ""
        message = f"{pair.place_label} is now {new}{null}: code that uses it as {old} breaks"
        yield match_schema(pair, message, whole=True)


@response_rule("major", "breaks", opposite=("received-type-known", "received-type-decoded"), about="type")
def received_type_unknown(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a response no longer determines a type, so the Python type becomes Any.

    Code for the old type may get a value of any other type. Installed clients may fail to decode such a value.
    """
    was_any = _is_any_kept(pair)
    if any(variant.kind == "any" for variant in pair.added) or (was_any and pair.removed):
        old = describe.describe_value(pair.old_api, pair.old)
        message = f"{pair.place_label} may now be anything: code that uses it as {old} may break"
        yield replace(match_schema(pair, message, whole=True), is_wire_ok=was_any)


def _match_any_replaced(pair: SchemaPair, ending: str, *, decoded: bool) -> Iterator[RuleMatch]:
    """Yield a match if the old schema of a response value allows any type, and the new one only some types or null.

    `ending` is appended to the message. If `decoded` is true, only types that the client converts, such as datetime,
    match; otherwise only types of plain JSON data.
    """
    is_known = any(variant.kind == "any" for variant in pair.removed) or (_is_any_kept(pair) and pair.added)
    known = [each for each in pair.new.variants if each.kind != "any"]
    is_null = not pair.new.variants and pair.new.allows_null
    is_decoded = not all(pair.new_api.is_json_data(each) for each in known)
    if is_known and (known or is_null) and decoded is is_decoded:
        new = describe.describe_value(pair.new_api, pair.new)
        yield match_schema(pair, f"{pair.place_label} is now known to be {new}{ending}", whole=True)


@response_rule("minor", "ok", opposite="received-type-unknown", about="type")
def received_type_known(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a response now determines a type, which replaces Any.

    Code that checks the type stays valid.
    """
    yield from _match_any_replaced(pair, "", decoded=False)


@response_rule("major", "ok", opposite="received-type-unknown", about="type")
def received_type_decoded(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a response now determines a type for which the client has a Python class.

    Instances of the class, such as datetime, replace plain JSON data, such as a str. So code that uses the value as
    JSON data breaks.
    """
    yield from _match_any_replaced(pair, ": code that uses it as plain JSON data breaks", decoded=True)


@response_rule("major", "breaks", opposite="received-alternative-removed", about="alternatives")
def received_alternative_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a union in responses gains a variant.

    Code written for the old variants does not handle the new variant. Installed clients cannot decode the new variant,
    unless an old variant has the same JSON type. They do accept unknown values of an `enum`, and strings in another
    format.
    """
    for variant in () if pair.is_replaced or _is_any(pair) else pair.added:
        word = describe.article_for(describe.describe_variant(pair.new_api, variant))
        old = describe.describe_value(pair.old_api, pair.old)
        message = f"{pair.place_label} may now also be {word}: code that knows only {old} breaks"
        if pair.host_of(variant, is_old=False):
            message = (
                f"{pair.place_label} has another variant{_properties(variant)}: code for its other variants may break"
            )
        match = match_schema(pair, message, key=message)
        is_decoded = is_within(pair.new_api, variant, Cover(pair.old_api, pair.old.variants, _is_decoded))
        yield replace(match, added=variant.origin, is_wire_ok=is_decoded)
    for name in _subtypes_only_in(pair, is_old=False):
        message = f"{pair.place_label} may now also be {describe.article_for(name)}: code for other subtypes breaks"
        yield _match_subtype(pair, message, name)


def _is_decoded(added: SchemaVariant, old: Sequence[SchemaVariant]) -> bool:
    """Return whether clients that know the `old` variants can decode all values of the `added` variant.

    They accept a value that is not in an `enum`, and a string that does not have the `format`.
    """

    def is_similar(variant: SchemaVariant) -> bool:
        is_kind = variant.kind == added.kind or (variant.kind, added.kind) == ("number", "integer")
        is_format = variant.values is not None or added.format in {None, variant.format}
        return is_kind and is_format and added.kind not in {"object", "array"}

    return added.is_within(old) or any(map(is_similar, old))


@response_rule("minor", "ok", opposite="received-alternative-added", about="alternatives")
def received_alternative_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a union in responses loses a variant, so existing code for that variant is no longer used."""
    for variant in () if pair.is_replaced or _is_any(pair) else pair.removed:
        word = describe.article_for(describe.describe_variant(pair.old_api, variant))
        message = f"{pair.place_label} is no longer {word}"
        if pair.host_of(variant, is_old=True):
            message = f"{pair.place_label} no longer has the variant{_properties(variant)}"
        yield replace(match_schema(pair, message, key=message), removed=variant.origin)
    for name in _subtypes_only_in(pair, is_old=True):
        yield _match_subtype(pair, f"{pair.place_label} is no longer {describe.article_for(name)}", name)


def _properties(variant: SchemaVariant) -> str:
    return f" with {join_words(sorted(variant.properties), 'and')}" if variant.properties else ""


@response_rule("major", "breaks", opposite="received-number-became-integer", about="number")
def received_integer_became_number(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in responses now allows fractions, so the type `int` becomes `int | float`.

    Code that needs an integer, for example as a list index, fails for fractions. Installed clients report a fraction as
    a mismatch.
    """
    if any(old.kind == "integer" and new.kind == "number" for old, new in pair.matched):
        yield match_schema(pair, f"{pair.place_label} may now have a fraction: code that uses it as an integer breaks")


@response_rule("minor", "ok", opposite="received-integer-became-number", about="number")
def received_number_became_integer(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in responses now allows only integers, so `int | float` becomes `int`.

    Existing code stays valid.
    """
    if any(old.kind == "number" and new.kind == "integer" for old, new in pair.matched):
        yield match_schema(pair, f"{pair.place_label} is now always an integer")


@any_rule("major", "ok", opposite="object-became-map", about="form")
def map_became_object(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that an object schema gains its first declared property, so a class replaces the dict.

    Code that uses the dict breaks. For example, `config["a"]` becomes `config.a`.
    """
    if any(old.kind == new.kind == "object" and new.is_class > old.is_class for old, new in pair.matched):
        message = f"{pair.place_label} now has properties of its own: code that uses it as a dict breaks"
        yield match_schema(pair, message, whole=True)


@any_rule("major", "ok", opposite="map-became-object", about="form")
def object_became_map(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that an object schema loses its last declared property, so a dict replaces the class.

    Code that uses the class breaks. For example, `config.a` becomes `config["a"]`.
    """
    if any(old.kind == new.kind == "object" and new.is_class < old.is_class for old, new in pair.matched):
        message = f"{pair.place_label} is now a dict: code that reads its attributes breaks"
        yield match_schema(pair, message, whole=True)


def _pattern_types(api: ApiSurface, variant: SchemaVariant) -> set[str]:
    """Return descriptions of the types in `patternProperties`, or an empty set if the variant has no such keyword.

    The set also contains "anything" if properties that match no pattern may have any value.
    """
    types: set[str] = set()
    for pointer in variant.origin:
        node = api.schemas.node(pointer)
        patterns = node.get("patternProperties") if isinstance(node, dict) else None
        types |= {describe.describe_ref(api, ((*pointer, "patternProperties", each),)) for each in patterns or ()}
        if patterns and node.get("additionalProperties") in (None, True, {}):
            types.add("anything")
    return types


@any_rule("major", "ok", opposite=SYMMETRIC, about="pattern")
def map_values_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schemas in `patternProperties` change.

    The types of the values in the generated dict change with them. Code for the old types may break.
    """
    for old, new in pair.matched:
        sides = (pair.old_api, old), (pair.new_api, new)
        by_pattern = [_pattern_types(*each) for each in sides]
        others = [{describe.describe_ref(api, each.additional)} if each.additional else set() for api, each in sides]
        every = [one | other for one, other in zip(by_pattern, others, strict=True)]
        for each, variant in zip(every, (old, new), strict=True):
            if not each and variant.constraints.get("additionalProperties"):
                each.add(describe.NOTHING)
        before, after = ("anything" if "anything" in each else " or ".join(sorted(each)) for each in every)
        if by_pattern[0] != by_pattern[1] and before != after and before and after:
            message = f"the values of {pair.place_label} are now {after}, no longer {before}"
            yield match_schema(pair, message, "patternProperties")


def _tuple_items_of(pair: SchemaPair, *, added: bool) -> Iterator[tuple[str, str, str]]:
    """Yield the items that a tuple gained (or lost if `added` is False), and whose type the other tuple does not have.

    Each result has the item's position, its type, and the types in the other tuple. A string added after two integers
    is `("2", "of type string", "of type integer")`.
    """
    for old, new in pair.matched:
        items = [(position, after, before) for position, before, after in match_items(old, new)]
        apis = (pair.new_api, pair.old_api)
        if not added:
            items, apis = [(position, before, after) for position, after, before in items], apis[::-1]
        # The Python type is a list of all types of the items, so an item changes it only by a type of its own.
        others = dict.fromkeys(describe.describe_ref(apis[1], each) for _, _, each in items if each is not None)
        for position, ref, other in items:
            if ref is not None and other is None and (word := describe.describe_ref(apis[0], ref)) not in others:
                yield position, _of_type(word), _of_type(join_words(others, "or") or describe.NOTHING)


def _of_type(words: str) -> str:
    return "of any type" if words == describe.SCHEMA_TYPE_WORDS["any"] else f"of type {words}"


def _match_tuple_item(pair: SchemaPair, position: str, message: str) -> RuleMatch:
    return match_schema(pair, message, "prefixItems", key=position, whole=True)


@response_rule("major", "breaks", opposite="received-tuple-item-removed")
def received_tuple_item_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a tuple (`prefixItems`) in responses gains an item whose type no item had before.

    Existing code does not handle this type.
    """
    for position, word, others in _tuple_items_of(pair, added=True):
        item = f"an item [{position}] {word}"
        message = f"{pair.place_label} may now have {item}: code that expects items {others} breaks"
        yield _match_tuple_item(pair, position, message)


@response_rule("minor", "ok", opposite="received-tuple-item-added")
def received_tuple_item_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a tuple (`prefixItems`) in responses loses an item, and no remaining item has its type.

    Code for this type is no longer used.
    """
    for position, word, _ in _tuple_items_of(pair, added=False):
        yield _match_tuple_item(pair, position, f"{pair.place_label} no longer has an item [{position}] {word}")


@request_rule("minor", "ok", opposite="sent-tuple-item-removed")
def sent_tuple_item_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a tuple (`prefixItems`) in requests gains an item whose type no item had before.

    Existing calls stay valid.
    """
    for position, word, _ in _tuple_items_of(pair, added=True):
        yield _match_tuple_item(pair, position, f"{pair.place_label} may now have an item [{position}] {word}")


@request_rule("major", "may-reject", opposite="sent-tuple-item-added")
def sent_tuple_item_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a tuple (`prefixItems`) in requests loses an item, and no remaining item has its type.

    A type checker rejects calls that pass such an item. The server may reject requests of installed clients.
    """
    for position, word, _ in _tuple_items_of(pair, added=False):
        message = f"{pair.place_label} may no longer have an item [{position}] {word}: calls that pass it are wrong"
        yield _match_tuple_item(pair, position, message)


@any_rule("major", "ok", opposite=SYMMETRIC, about="class")
def class_replaced(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value becomes an instance of another class.

    Callers' code that names the old class breaks, such as annotations and isinstance checks.
    """
    if pair.is_class_replaced:
        old, new = pair.old_class or "", pair.new_class or ""
        article = describe.article_for(new)
        message = f"{pair.place_label} is now {article}: code that uses it as {describe.article_for(old)} breaks"
        yield replace(match_schema(pair, message, "$ref", key=new), names=(old, new, *pair.own_attributes))


# --- discriminators ---

DISCRIMINATOR = "discriminator"


@any_rule("patch", "ok", opposite="discriminator-removed", about=DISCRIMINATOR)
def discriminator_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the union gains a discriminator, by which the new client chooses the variant.

    Callers' code needs no change. Installed clients choose the variant whose schema the value matches best.
    """
    for old, new in _union_discriminators(pair):
        if old is None and new is not None:
            message = f"{pair.place_label} now has the discriminator {new.property_name!r}"
            match = match_schema(pair, message, DISCRIMINATOR, key=new.property_name)
            yield replace(match, old=None, new=new.property_name)


@any_rule("patch", "ok", opposite="discriminator-added", about=DISCRIMINATOR)
def discriminator_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the union loses its discriminator.

    So the new client chooses the variant whose schema the value matches best. That may be another variant than before,
    but the decoded object loses no property.
    """
    for old, new in _union_discriminators(pair):
        if old is not None and new is None:
            message = f"{pair.place_label} no longer has the discriminator {old.property_name!r}"
            match = match_schema(pair, message, DISCRIMINATOR, key=old.property_name)
            yield replace(match, old=old.property_name, new=None)


def _union_discriminators(pair: SchemaPair) -> list[tuple[Discriminator | None, Discriminator | None]]:
    """Return the old and the new discriminator of each union in the schema. None means that there is no discriminator.

    The discriminator by which a class selects its subtypes is omitted.
    """
    return pair.discriminators[1:] if _has_subtypes(pair) else pair.discriminators


def _has_subtypes(pair: SchemaPair) -> bool:
    """Return whether, in one of the contracts, the schema has a class and a discriminator that selects its subtypes."""
    old, new = pair.discriminators[0]
    return bool((old and old.variants and pair.old_class) or (new and new.variants and pair.new_class))


def _subtypes_only_in(pair: SchemaPair, *, is_old: bool) -> list[str]:
    """Return the names of the subtypes that only the old class has, or only the new one; see `_has_subtypes`.

    A subtype that the same discriminator value selects in both contracts is in both, even if its name differs. Return
    [] if the class has subtypes in only one of the contracts.
    """
    old, new = pair.discriminators[0]
    if not (old and old.variants and new and new.variants and pair.old_class and pair.new_class):
        return []
    sides = [(pair.old_api, old.variants), (pair.new_api, new.variants)]
    one, other = (
        {value: api.class_of((at,)) or str(at[-1]) for value, at in variants}
        for api, variants in (sides if is_old else reversed(sides))
    )
    kept = {name for value, name in one.items() if value in other} | {*other.values()}
    return sorted({*one.values()} - kept)


def _match_subtype(pair: SchemaPair, message: str, name: str) -> RuleMatch:
    return match_schema(pair, message, DISCRIMINATOR, key=name)


@any_rule("major", "ok", opposite="subtypes-removed", about=DISCRIMINATOR)
def subtypes_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a class gains a discriminator, so objects are decoded as subtypes, not as the class.

    The subtypes do not inherit from the class, so isinstance checks for the class fail.
    """
    old, new = pair.discriminators[0]
    if not (old and old.variants) and new is not None and _has_subtypes(pair):
        message = (
            f"{pair.place_label} is now decoded as one of its subtypes, by the discriminator "
            f"{new.property_name!r}: isinstance checks break"
        )
        yield replace(match_schema(pair, message, DISCRIMINATOR), old=None, new=new.property_name)


@any_rule("major", "ok", opposite="subtypes-added", about=DISCRIMINATOR)
def subtypes_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a class loses its discriminator, so objects are decoded as the class, not as subtypes.

    Code that uses the classes of the subtypes breaks, such as isinstance checks.
    """
    old, new = pair.discriminators[0]
    if old is not None and not (new and new.variants) and _has_subtypes(pair):
        message = f"{pair.place_label} is no longer decoded as one of its subtypes: code that uses their classes breaks"
        yield replace(match_schema(pair, message, DISCRIMINATOR), old=old.property_name, new=None)


@any_rule("patch", "breaks", opposite=SYMMETRIC, about=DISCRIMINATOR)
def discriminator_property_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that another property becomes the discriminator.

    The new client reads and writes this property, so callers' code needs no change. Installed clients read and write
    the old property.
    """
    for old, new in pair.discriminators:
        if old and new and old.property_name != new.property_name:
            message = (
                f"the discriminator of {pair.place_label} is now {new.property_name!r}, no longer {old.property_name!r}"
            )
            match = match_schema(pair, message, DISCRIMINATOR, key=old.property_name)
            yield replace(match, old=old.property_name, new=new.property_name)


def _kept_discriminators(pair: SchemaPair) -> Iterator[tuple[Discriminator, Discriminator]]:
    """Yield the discriminators, old and new, whose property is the same in both contracts."""
    for old, new in pair.discriminators:
        if old and new and old.property_name == new.property_name:
            yield old, new


def _classes_by_value(pair: SchemaPair) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """Yield an old and a new mapping from discriminator value to class name, for each discriminator in both contracts.

    Both mappings have the new name of a renamed class. Classes that are in only one of them are left out. A
    discriminator is skipped if its `propertyName` changes.
    """
    for old, new in _kept_discriminators(pair):
        old_classes = {value: pair.old_api.class_of((at,)) or str(at[-1]) for value, at in old.variants}
        old_classes = {value: pair.renamed_classes.get(name, name) for value, name in old_classes.items()}
        new_classes = {value: pair.new_api.class_of((at,)) or str(at[-1]) for value, at in new.variants}
        kept = set(old_classes.values()) & set(new_classes.values())
        yield (
            {value: name for value, name in old_classes.items() if name in kept},
            {value: name for value, name in new_classes.items() if name in kept},
        )


def _renamed_values(old: Mapping[str, str], new: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Return the renamed discriminator values, as tuples of class name, old value and new value.

    `old` and `new` map each value to a class name. A value is renamed if it is the only one that a class lost, and the
    class gained exactly one value.
    """
    found = []
    for name in dict.fromkeys(old.values()):
        removed = [value for value, each in old.items() if each == name and value not in new]
        added = [value for value, each in new.items() if each == name and value not in old]
        if len(removed) == len(added) == 1:
            found.append((name, removed[0], added[0]))
    return found


def _match_values(pair: SchemaPair, phrase: str, *, added: bool) -> Iterator[RuleMatch]:
    """Yield a match for each discriminator value that a variant gained, or lost if `added` is False.

    `phrase` is the verb of the message, such as `may now have`.
    """
    for old, new in _classes_by_value(pair):
        more, fewer = (new, old) if added else (old, new)
        renamed = {value for _, *values in _renamed_values(old, new) for value in values}
        for value, name in more.items():
            if value not in fewer and value not in renamed:
                label = f"{pair.place_label} that is {describe.article_for(name)}"
                match = match_schema(
                    pair, f"{label} {phrase} the discriminator value {value!r}", DISCRIMINATOR, key=value
                )
                yield replace(match, old=None if added else value, new=value if added else None)


@any_rule("patch", "breaks", opposite=SYMMETRIC, about=DISCRIMINATOR)
def discriminator_value_renamed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the discriminator value of a variant changes.

    The new client reads and writes the new value, so callers' code needs no change. Installed clients do not know the
    new value, and decode the variant as a plain object.
    """
    for name, old, new in chain.from_iterable(starmap(_renamed_values, _classes_by_value(pair))):
        label = f"{pair.place_label} that is {describe.article_for(name)}"
        message = f"{label} now has the discriminator value {new!r}, no longer {old!r}"
        yield replace(match_schema(pair, message, DISCRIMINATOR, key=name), old=old, new=new)


@response_rule("patch", "degraded", opposite="received-discriminator-value-removed", about=DISCRIMINATOR)
def received_discriminator_value_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a variant gains a discriminator value. The new client knows it, so callers' code needs no change.

    Installed clients do not know the new value, so they decode the variant as a plain object.
    """
    yield from _match_values(pair, "may now have", added=True)


@response_rule("patch", "ok", opposite="received-discriminator-value-added", about=DISCRIMINATOR)
def received_discriminator_value_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the server no longer sends one of a variant's discriminator values.

    Callers' code and installed clients stay valid, since the other values do not change.
    """
    yield from _match_values(pair, "no longer has", added=False)


@request_rule("patch", "ok", opposite="sent-discriminator-value-removed", about=DISCRIMINATOR)
def sent_discriminator_value_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the server accepts one more discriminator value for a variant. Existing requests stay valid."""
    yield from _match_values(pair, "may now have", added=True)


@request_rule("patch", "may-reject", opposite="sent-discriminator-value-added", about=DISCRIMINATOR)
def sent_discriminator_value_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a variant loses a discriminator value, which callers and installed clients may still send.

    The server may reject requests that contain the value.
    """
    yield from _match_values(pair, "may no longer have", added=False)


@any_rule("patch", "breaks", opposite=SYMMETRIC, about=DISCRIMINATOR)
def discriminator_value_reassigned(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a discriminator value selects another variant than before.

    Installed clients still decode objects with this value as the old variant.
    """
    for old, new in _classes_by_value(pair):
        for value in old.keys() & new.keys():
            if old[value] != new[value]:
                before, after = describe.article_for(old[value]), describe.article_for(new[value])
                message = (
                    f"{pair.place_label} with the discriminator value {value!r} is now {after}, no longer {before}"
                )
                yield replace(match_schema(pair, message, DISCRIMINATOR, key=value), old=old[value], new=new[value])


@any_rule("patch", "degraded", opposite=SYMMETRIC, about=DISCRIMINATOR)
def discriminator_default_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that `defaultMapping` now selects another variant for objects with an unknown discriminator value.

    Callers' code needs no change. Installed clients still decode such objects as the old variant.
    """
    for old, new in _kept_discriminators(pair):
        name = new.property_name
        before, after = _default_class(pair.old_api, old), _default_class(pair.new_api, new)
        if pair.renamed_classes.get(before, before) != after:
            words = [describe.article_for(each) if each else "any variant that fits" for each in (after, before)]
            message = f"{pair.place_label} with an unknown {name!r} is now {words[0]}, no longer {words[1]}"
            match = match_schema(pair, message, DISCRIMINATOR, key=name)
            yield replace(match, old=before or None, new=after or None)


def _default_class(api: ApiSurface, discriminator: Discriminator) -> str:
    at = discriminator.default
    return (api.class_of((at,)) or str(at[-1])) if at else ""
