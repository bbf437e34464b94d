"""Rules that compare the values that two schemas allow: their enums, formats and constraints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from specloop.compare import describe
from specloop.compare.constraints import ConstraintChange, compare_constraints, constraint_as_json
from specloop.compare.coverage import is_covered
from specloop.compare.registry import SYMMETRIC, RuleMatch
from specloop.compare.rules.schema_types import any_rule, match_schema, request_rule, response_rule
from specloop.compare.schema_pairs import SchemaPair, Usage
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import SchemaVariant
from specloop.openapi.schema_keywords import canonical

FILE = "binary"
"""The format of files. Their Python type is `str` in responses in JSON, as without the format."""

CONSTRAINT_WORDING = {
    "uniqueItems": "no duplicate items",
    "additionalProperties": "only the declared properties",
}
"""Mapping from constraint keywords with misleading names to the words that messages use instead."""


# --- enums ---


def _enums(pair: SchemaPair) -> Iterator[tuple[SchemaVariant, SchemaVariant, list[str], list[str]]]:
    """Yield each enum that is in both contracts: its old schema, new schema, removed values and added values.

    The values are JSON texts, such as `"sold"` with its quotes.
    """
    for old, new in pair.matched:
        if old.values is not None and new.values is not None:
            yield old, new, sorted(old.values - new.values), sorted(new.values - old.values)


def _value_labels(
    pair: SchemaPair, values: list[str], members: dict[str, str], others: dict[str, str]
) -> Iterator[str]:
    """Yield the label of each enum value for messages, such as `PetStatus.SOLD`.

    `members` maps values to member names in the contract that has `values`, and `others` does so in the other contract.
    If a member of the other contract has the same name, the label is `"sold" of PetStatus`, which is not ambiguous.
    """
    is_class, label, kept = pair.name is not None, pair.label, {*others.values()}
    for value in values:
        is_member = is_class and value in members and members[value] not in kept
        yield f"{label}.{members[value]}" if is_member else f"{describe.shorten(value)} of {label}"


def _value_pointers(pair: SchemaPair, variant: SchemaVariant, *, is_old: bool) -> dict[str, JsonPointer]:
    """Return a mapping from each value of an enum, as JSON text, to the pointer of the value in the contract.

    `variant` is the schema of the enum in the old contract if `is_old` is set, otherwise in the new contract.
    """
    api, ref = (pair.old_api, pair.old_ref) if is_old else (pair.new_api, pair.new_ref)
    found: dict[str, JsonPointer] = {}
    for pointer in (*ref, *variant.origin):
        node = api.schemas.node(pointer)
        listed = node.get("enum") if isinstance(node, dict) else None
        for number, each in enumerate(listed if isinstance(listed, list) else ()):
            found.setdefault(canonical(each, ordered=True), (*pointer, "enum", number))
    return found


def _values_removed(pair: SchemaPair, ending: str) -> Iterator[RuleMatch]:
    old_enum, new_enum = pair.pointers("enum", "const")
    members, others = pair.old_api.enum_members(pair.old_ref), pair.new_api.enum_members(pair.new_ref)
    holders = pair.names
    for old, _, removed, _ in _enums(pair):
        pointers = _value_pointers(pair, old, is_old=True) if removed else {}
        for value, label in zip(removed, _value_labels(pair, removed, members, others), strict=True):
            message = f"{label} was removed{ending}"
            at, names = pointers.get(value, old_enum), (*holders, *filter(None, [members.get(value)]))
            yield RuleMatch(message, at, near=new_enum or (), old=describe.parse_value(value), key=value, names=names)


def _values_added(pair: SchemaPair, ending: str) -> Iterator[RuleMatch]:
    _, new_enum = pair.pointers("enum", "const")
    members, others = pair.new_api.enum_members(pair.new_ref), pair.old_api.enum_members(pair.old_ref)
    for _, new, _, added in _enums(pair):
        pointers = _value_pointers(pair, new, is_old=False) if added else {}
        for value, label in zip(added, _value_labels(pair, added, members, others), strict=True):
            message = f"{label} is new{ending}"
            at = pointers.get(value, new_enum)
            yield RuleMatch(message, new_pointer=at, new=describe.parse_value(value), key=value)


@response_rule("minor", "ok", opposite="received-value-removed", about="value")
def received_value_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value is added to an enum in responses. Existing code stays valid.

    Installed clients return the new value as an instance of the enum class, and `is_known` of this instance is False.
    """
    yield from _values_added(pair, "")


@response_rule("major", "ok", opposite="received-value-added", about="value")
def received_value_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value is removed from an enum in responses.

    So code that uses its enum member raises AttributeError.
    """
    yield from _values_removed(pair, ": code that names it breaks")


@request_rule("minor", "ok", opposite="sent-value-removed", about="value")
def sent_value_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value is added to an enum in requests, so callers may pass one more value.

    Existing calls stay valid.
    """
    yield from _values_added(pair, "")


@request_rule("major", "may-reject", opposite="sent-value-added", about="value")
def sent_value_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a value is removed from an enum in requests, so code that uses its enum member breaks.

    The server may reject the value in requests of installed clients.
    """
    effect = "code that names it breaks"
    if not is_covered(pair):
        effect += ", and the server may reject it"
    yield from _values_removed(pair, f": {effect}")


@any_rule("major", "ok", opposite=SYMMETRIC)
def enum_member_renamed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the Python name of an enum member changes, so code that uses the old name raises AttributeError."""
    old, new = pair.old_api.enum_members(pair.old_ref), pair.new_api.enum_members(pair.new_ref)
    for value, name in old.items():
        if pair.new_class and value in new and new[value] != name:
            renamed = f"{pair.new_class}.{name} is now {pair.new_class}.{new[value]}"
            message = f"{renamed}: code that uses the old name breaks"
            pointers = pair.pointers("x-enum-varnames", "x-enumNames")
            yield RuleMatch(message, *pointers, old=name, new=new[value], key=value)


@any_rule("patch", "ok", opposite=SYMMETRIC)
def enum_member_documentation_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the description of an enum member changes. In the package, only the docstring changes."""
    members = pair.new_api.enum_members(pair.new_ref)
    old, new = pair.old_api.member_descriptions(pair.old_ref), pair.new_api.member_descriptions(pair.new_ref)
    for value in members.keys() & pair.old_api.enum_members(pair.old_ref).keys():
        if old.get(value) != new.get(value):
            message = f"the description of {pair.label}.{members[value]} has changed"
            yield match_schema(pair, message, "x-enum-descriptions", "x-ms-enum", "enum", key=value)


def _all_values(pair: SchemaPair, *, is_old: bool) -> str:
    variants = (old if is_old else new for old, new in pair.matched)
    return describe.list_values({value for variant in variants for value in variant.values or ()})


def _is_opened(pair: SchemaPair) -> bool:
    return any(old.values is not None and new.values is None for old, new in pair.matched)


def _is_closed(pair: SchemaPair) -> bool:
    return any(old.values is None and new.values is not None for old, new in pair.matched)


@response_rule("major", "ok", opposite="received-enum-closed", about="enum")
def received_enum_opened(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a response loses its `enum`, so the enum class is removed.

    Code that uses the class breaks.
    """
    if _is_opened(pair):
        old, new = _all_values(pair, is_old=True), describe.describe_value(pair.new_api, pair.new)
        message = f"{pair.place_label} is now {new}, no longer one of {old}: code that names these breaks"
        yield match_schema(pair, message, whole=True)


@response_rule("minor", "ok", opposite="received-enum-opened", about="enum")
def received_enum_closed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a response gains an `enum`, so an enum class is added. Existing code stays valid.

    Members of the class are still str or int values. The client also accepts values that are not in the `enum`.
    """
    if _is_closed(pair):
        message = f"{pair.place_label} is now one of {_all_values(pair, is_old=False)}, as members of an enum"
        yield match_schema(pair, message, whole=True)


@request_rule("minor", "ok", opposite="sent-enum-closed", about="enum")
def sent_enum_opened(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a request no longer has an `enum`, so callers may pass any value.

    Existing values stay valid.
    """
    if _is_opened(pair):
        old, new = _all_values(pair, is_old=True), describe.describe_argument(pair.new_api, pair.new)
        yield match_schema(pair, f"{pair.place_label} may now be {new}, no longer only {old}")


@request_rule("major", "may-reject", opposite="sent-enum-opened", about="enum")
def sent_enum_closed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the schema of a request gains an `enum`. Type checkers reject calls that pass another value.

    The server may reject such values in requests of installed clients, too.
    """
    if _is_closed(pair):
        effect = "" if is_covered(pair) else ": the server may reject anything else"
        message = f"{pair.place_label} may only be {_all_values(pair, is_old=False)} now{effect}"
        yield match_schema(pair, message, whole=True)


# --- formats that have a Python type ---


def _formats(pair: SchemaPair, *ignored: str) -> Iterator[tuple[str | None, str | None]]:
    """Yield the old and the new `format` of each union variant whose format changed.

    A schema that is not a union has one variant. A missing format is None, and so is a format in `ignored`, or that of
    listed values, which have the same Python type with every format.
    """
    for old, new in pair.matched:
        is_other = (each.format in ignored or each.values is not None for each in (old, new))
        before, after = (None if other else each.format for each, other in zip((old, new), is_other, strict=True))
        if before != after:
            yield before, after


def _match_format(pair: SchemaPair, verb: str) -> RuleMatch:
    old, new = describe.describe_value(pair.old_api, pair.old), describe.describe_value(pair.new_api, pair.new)
    return match_schema(pair, f"{pair.place_label} is now {new}: code that {verb} it as {old} breaks", "format")


@response_rule("major", "ok", opposite="received-format-lost", about="format")
def received_format_gained(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in responses gains a format.

    So the Python type changes, such as from `str` to `datetime`. Code that uses the value as a `str` breaks. Installed
    clients still return a `str`.
    """
    yield from (_match_format(pair, "uses") for old, _ in _formats(pair, FILE) if old is None)


@response_rule("major", "ok", opposite="received-format-gained", about="format")
def received_format_lost(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in responses loses its format.

    So the Python type changes, such as from `datetime` to `str`. Code that uses the old type breaks.
    """
    yield from (_match_format(pair, "uses") for _, new in _formats(pair, FILE) if new is None)


@response_rule("major", "breaks", opposite=SYMMETRIC, about="format")
def received_format_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the format of a schema in responses changes.

    The Python type changes with it, such as from `date` to `datetime`. Code that uses the old type breaks.
    Installed clients cannot decode the new format.
    """
    yield from (_match_format(pair, "uses") for old, new in _formats(pair, FILE) if old and new)


def _is_text_kept(pair: SchemaPair, *, is_file: bool, above: frozenset[int] = frozenset()) -> bool:
    """Return whether callers may still pass a `str` wherever a schema that gains a format is used.

    `is_file` says that the format is `binary`. `above` has the id() of each pair that is already being checked, to end
    the recursion.
    """
    for edge in pair.edges if id(pair) not in above else ():
        holder = edge.holder
        if isinstance(holder, Usage):
            # A str may be passed as a file, except in a multipart body. For other formats, such as dates, arguments
            # also accept a str, but attributes do not.
            is_kept = not (is_file and holder.is_multipart)
        else:
            is_attribute = edge.step == "property" and not holder.is_only_flat_body
            is_kept = (is_file or not is_attribute) and _is_text_kept(holder, is_file=is_file, above=above | {id(pair)})
        if not is_kept:
            return False
    return True


def _match_format_gained(pair: SchemaPair, *, text_kept: bool) -> Iterator[RuleMatch]:
    for before, new in _formats(pair):
        if before is None and _is_text_kept(pair, is_file=new == FILE) is text_kept:
            match = _match_format(pair, "passes")
            had_format = any(old.format == new for old, _ in pair.matched)  # The listed values had the format.
            if text_kept:
                effect = "" if had_format or is_covered(pair) else ": the server may reject other strings"
                match = replace(match, message=f"{match.message.partition(':')[0]}{effect}")
            yield replace(match, is_wire_ok=had_format)


@request_rule("major", "may-reject", opposite="sent-format-lost", about="format")
def sent_format_gained(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in requests gains a format, so the type of an argument or attribute changes.

    For example, `str` becomes `datetime`. Type checkers reject code that passes a string. The server may reject strings
    that do not have this format.
    """
    yield from _match_format_gained(pair, text_kept=False)


@request_rule("minor", "may-reject", opposite="sent-format-lost", about="format")
def sent_format_added_to_text(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in requests gains a format, so an argument accepts one more type.

    For example, `str` becomes `datetime | str`. Existing calls stay valid, but the server may reject strings that do
    not have this format.
    """
    yield from _match_format_gained(pair, text_kept=True)


@request_rule("major", "ok", opposite=("sent-format-gained", "sent-format-added-to-text"), about="format")
def sent_format_lost(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in requests loses its format.

    So the Python type changes, such as from `datetime` to `str`. Type checkers reject calls that pass the old type. The
    strings that installed clients send stay valid.
    """
    yield from (_match_format(pair, "passes") for _, new in _formats(pair) if new is None)


@response_rule("patch", "ok", opposite=SYMMETRIC, about="format")
def received_file_format_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a schema in responses gains or loses `format: binary`.

    In a JSON response, the value is a `str` with and without this format.
    """
    if any({old.format, new.format} == {None, FILE} for old, new in pair.matched):
        old, new = (describe.describe_value(*side) for side in ((pair.old_api, pair.old), (pair.new_api, pair.new)))
        yield match_schema(pair, f"{pair.place_label} is now {new}, no longer {old}", "format")


@request_rule("major", "may-reject", opposite=SYMMETRIC, about="format")
def sent_format_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the format of a schema in requests changes.

    The Python type changes with it, such as from `date` to `datetime`. Type checkers reject calls that pass the old
    type.
    """
    yield from (_match_format(pair, "passes") for old, new in _formats(pair) if old and new)


# --- constraints ---


def _match_constraints(pair: SchemaPair, *directions: ConstraintChange) -> Iterator[RuleMatch]:
    for old, new in pair.matched:
        for keyword, direction in compare_constraints(old.constraints, new.constraints):
            if direction not in directions:
                continue
            before, after = (constraint_as_json(keyword, variant.constraints.get(keyword)) for variant in (old, new))
            old_text, new_text = _format_constraint(keyword, before), _format_constraint(keyword, after)
            if before is None:
                message = f"{pair.place_label} now has a constraint: {new_text}"
            elif after is None:
                message = f"{pair.place_label} no longer has the constraint: {old_text}"
            else:
                message = f"the constraint of {pair.place_label} is now {new_text}, no longer {old_text}"
            pointers = pair.pointers(keyword, f"exclusive{keyword.capitalize()}")
            yield RuleMatch(message, *pointers, old=before, new=after, key=keyword)


def _format_constraint(keyword: str, value: Any) -> str:
    """Return a constraint as messages show it, such as `maxLength 10`, `>= 1` or `no duplicate items`."""
    if value is True:
        return CONSTRAINT_WORDING.get(keyword, keyword)
    return str(value) if keyword in {"minimum", "maximum"} else f"{keyword} {describe.shorten(canonical(value))}"


def _is_listed(pair: SchemaPair) -> bool:
    """Return whether both schemas list all allowed values in an `enum`, which makes all other constraints redundant."""
    return all(old.values is not None and new.values is not None for old, new in pair.matched)


@request_rule("patch", "may-reject", opposite=("sent-limit-loosened", "sent-limit-tightened"), about="limit")
def sent_limit_tightened(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a constraint of a value in requests, such as `maxLength`, is tightened.

    So the server may reject more values. In the package, only the docstring changes. If two constraints cannot be
    compared, such as two patterns, the change counts as tightening.
    """
    if not _is_listed(pair):
        yield from _match_constraints(pair, "tightened", "changed")


@request_rule("patch", "ok", opposite="sent-limit-tightened", about="limit")
def sent_limit_loosened(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a constraint of a value in requests is loosened.

    So the server accepts all values that it accepted before. In the package, only the docstring changes.
    """
    if not _is_listed(pair):
        yield from _match_constraints(pair, "loosened")


@request_rule("patch", "ok", opposite=SYMMETRIC, about="limit")
def sent_limit_of_listed_values_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a constraint, such as `maxLength`, changes for a value in requests whose schema has an `enum`.

    The change has no effect, because the `enum` lists all allowed values. In the package, only the docstring changes.
    """
    if _is_listed(pair):
        yield from _match_constraints(pair, "tightened", "loosened", "changed")


@response_rule("patch", "ok", opposite=SYMMETRIC, about="limit")
def received_limit_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a constraint of a value in responses changes.

    The client does not check constraints, so code stays valid. In the package, only the docstring changes.
    """
    yield from _match_constraints(pair, "tightened", "loosened", "changed")
