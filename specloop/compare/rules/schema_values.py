"""A schema then and now -> what differs in the values of one type: which are listed, how they look, their limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specloop.codegen import naming
from specloop.compare import describe
from specloop.compare.constraints import Direction, compare_constraints, constraint_as_json
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.rules.schema_types import found_at
from specloop.compare.schema_pairs import SchemaPair
from specloop.openapi.schema import SchemaVariant
from specloop.openapi.schema_keywords import canonical

FLAGS = {
    "uniqueItems": "no item twice",
    "items": "no items but those that are listed",
    "additionalProperties": "no members but those that are declared",
}

sent = Rules(SchemaPair, "sent")
received = Rules(SchemaPair, "received")


# --- enums ---


def _values(pair: SchemaPair) -> Iterator[tuple[SchemaVariant, SchemaVariant, list[str], list[str]]]:
    """Give the alternatives that are enums, each with the values that are gone and those that are new."""
    for old, new in pair.matched:
        if old.values is not None and new.values is not None:
            yield old, new, sorted(old.values - new.values), sorted(new.values - old.values)


def _word(pair: SchemaPair, value: str) -> str:
    """Speak of a value as the caller writes it: as a member of the enum's class, if there is one."""
    found = describe.data(value)
    if pair.name and isinstance(found, str):
        return f"{pair.label}.{naming.enum_constant(found)}"
    return f"{describe.said(value)} of {pair.label}"


def _value_place(pair: SchemaPair, arm: SchemaVariant, value: str, *, then: bool) -> tuple[str | int, ...] | None:
    api, spot = (pair.then, pair.was) if then else (pair.now, pair.at)
    for pointer in (*spot, *arm.origin):
        node = api.shapes.node(pointer)
        listed = node.get("enum") if isinstance(node, dict) else None
        for number, each in enumerate(listed if isinstance(listed, list) else ()):
            if canonical(each, ordered=True) == value:
                return (*pointer, "enum", number)
    was, at = pair.place("const", "enum")
    return was if then else at


def _values_gone(pair: SchemaPair, ending: str) -> Iterator[Found]:
    near = pair.place("enum", "const")[1] or ()
    for old, _, gone, _ in _values(pair):
        for value in gone:
            was = _value_place(pair, old, value, then=True)
            yield Found(f"{_word(pair, value)} is gone{ending}", was, near=near, old=describe.data(value), key=value)


def _values_added(pair: SchemaPair, ending: str) -> Iterator[Found]:
    for _, new, _, added in _values(pair):
        for value in added:
            at = _value_place(pair, new, value, then=False)
            yield Found(f"{_word(pair, value)} is new{ending}", at=at, new=describe.data(value), key=value)


@received("minor", "ok", mirror="received-value-removed", about="value")
def received_value_added(pair: SchemaPair) -> Iterator[Found]:
    """The client's enums are open: an unknown value is kept and says that it is not known."""
    yield from _values_added(pair, "")


@received("major", "ok", mirror="received-value-added", about="value")
def received_value_removed(pair: SchemaPair) -> Iterator[Found]:
    """The member of the enum goes, and with it any code that names it."""
    yield from _values_gone(pair, ": code that names it breaks")


@sent("minor", "ok", mirror="sent-value-removed", about="value")
def sent_value_added(pair: SchemaPair) -> Iterator[Found]:
    """There is one more value to send."""
    yield from _values_added(pair, "")


@sent("major", "may-reject", mirror="sent-value-added", about="value")
def sent_value_removed(pair: SchemaPair) -> Iterator[Found]:
    """The member of the enum goes; the server may not take the value any more."""
    yield from _values_gone(pair, ": code that names it breaks, and the server may reject it")


def _enum(pair: SchemaPair, *, then: bool) -> str:
    return describe.listed({value for both in pair.matched for value in (both[0] if then else both[1]).values or ()})


def _opened(pair: SchemaPair) -> bool:
    return any(old.values is not None and new.values is None for old, new in pair.matched)


def _closed(pair: SchemaPair) -> bool:
    return any(old.values is None and new.values is not None for old, new in pair.matched)


@received("major", "ok", mirror="received-enum-closed", about="enum")
def received_enum_opened(pair: SchemaPair) -> Iterator[Found]:
    """The enum's class goes, and with it `is_known` and any code that names a member."""
    if _opened(pair):
        old, new = _enum(pair, then=True), describe.value(pair.now, pair.new)
        message = f"{pair.label} is now {new}, no longer one of {old}: code that names these breaks"
        yield found_at(pair, message, whole=True)


@received("minor", "ok", mirror="received-enum-opened", about="enum")
def received_enum_closed(pair: SchemaPair) -> Iterator[Found]:
    """A class appears whose members are strings, or integers, as before; and it is open."""
    if _closed(pair):
        yield found_at(pair, f"{pair.label} is now one of {_enum(pair, then=False)}, which have names", whole=True)


@sent("minor", "ok", mirror="sent-enum-closed", about="enum")
def sent_enum_opened(pair: SchemaPair) -> Iterator[Found]:
    """Any value may be sent, those of before among them."""
    if _opened(pair):
        old, new = _enum(pair, then=True), describe.taken(pair.now, pair.new)
        yield found_at(pair, f"{pair.label} may now be {new}, no longer only {old}")


@sent("major", "may-reject", mirror="sent-enum-opened", about="enum")
def sent_enum_closed(pair: SchemaPair) -> Iterator[Found]:
    """`str` becomes a list of values: a type checker complains of any other, and so may the server."""
    if _closed(pair):
        message = f"{pair.label} may only be {_enum(pair, then=False)} now: the server may reject anything else"
        yield found_at(pair, message, whole=True)


# --- formats that have a Python type ---


def _formats(pair: SchemaPair) -> Iterator[tuple[str | None, str | None]]:
    for old, new in pair.matched:
        if old.format != new.format:
            yield old.format, new.format


def _format_found(pair: SchemaPair, ending: str) -> Found:
    old, new = describe.value(pair.then, pair.old), describe.value(pair.now, pair.new)
    return found_at(pair, f"{pair.label} is now {new}: code that {ending} it as {old} breaks", "format")


@received("major", "ok", mirror="received-format-lost", about="format")
def received_format_gained(pair: SchemaPair) -> Iterator[Found]:
    """`str` becomes `datetime`, for example; installed clients go on reading a string."""
    yield from (_format_found(pair, "uses") for old, _ in _formats(pair) if old is None)


@received("major", "ok", mirror="received-format-gained", about="format")
def received_format_lost(pair: SchemaPair) -> Iterator[Found]:
    """`datetime` becomes `str`, for example."""
    yield from (_format_found(pair, "uses") for _, new in _formats(pair) if new is None)


@received("major", "breaks", mirror=ITSELF, about="format")
def received_format_changed(pair: SchemaPair) -> Iterator[Found]:
    """`date` becomes `datetime`, for example: an installed client cannot read the one as the other."""
    yield from (_format_found(pair, "uses") for old, new in _formats(pair) if old and new)


@sent("major", "may-reject", mirror="sent-format-lost", about="format")
def sent_format_gained(pair: SchemaPair) -> Iterator[Found]:
    """`str` becomes `datetime`, for example: calls with a string are wrong, and strings of another form as well."""
    yield from (_format_found(pair, "gives") for old, _ in _formats(pair) if old is None)


@sent("major", "ok", mirror="sent-format-gained", about="format")
def sent_format_lost(pair: SchemaPair) -> Iterator[Found]:
    """`datetime` becomes `str`, for example; what installed clients send is a string."""
    yield from (_format_found(pair, "gives") for _, new in _formats(pair) if new is None)


@sent("major", "may-reject", mirror=ITSELF, about="format")
def sent_format_changed(pair: SchemaPair) -> Iterator[Found]:
    """`date` becomes `datetime`, for example."""
    yield from (_format_found(pair, "gives") for old, new in _formats(pair) if old and new)


# --- limits ---


def _limits(pair: SchemaPair, *trends: Direction) -> Iterator[Found]:
    for old, new in pair.matched:
        for keyword, trend in compare_constraints(old.limits, new.limits):
            if trend not in trends:
                continue
            before, after = (constraint_as_json(keyword, arm.limits.get(keyword)) for arm in (old, new))
            was_said, is_said = _limit(keyword, before), _limit(keyword, after)
            if before is None:
                message = f"{pair.label} now has a limit: {is_said}"
            elif after is None:
                message = f"{pair.label} no longer has the limit: {was_said}"
            else:
                message = f"the limit of {pair.label} is now {is_said}, no longer {was_said}"
            was, at = pair.place(keyword, f"exclusive{keyword.capitalize()}")
            yield Found(message, was, at, old=before, new=after, key=keyword)


def _limit(keyword: str, value: Any) -> str:
    """Say a limit as the contract does, or in words where its keyword says the opposite of what is demanded."""
    if value is True:
        return FLAGS.get(keyword, keyword)
    return str(value) if keyword in {"minimum", "maximum"} else f"{keyword} {describe.said(canonical(value))}"


def _is_listed(pair: SchemaPair) -> bool:
    """Whether a list of values says all there is to say, so that limits only repeat it."""
    return all(old.values is not None and new.values is not None for old, new in pair.matched)


@sent("patch", "may-reject", mirror=("sent-limit-loosened", "sent-limit-tightened"), about="limit")
def sent_limit_tightened(pair: SchemaPair) -> Iterator[Found]:
    """Only the docstring tells; but the server may reject what it took before.

    Of two limits that cannot be compared, such as two patterns, the new one counts as the tighter.
    """
    if not _is_listed(pair):
        yield from _limits(pair, "tightened", "changed")


@sent("patch", "ok", mirror="sent-limit-tightened", about="limit")
def sent_limit_loosened(pair: SchemaPair) -> Iterator[Found]:
    """Only the docstring tells."""
    if not _is_listed(pair):
        yield from _limits(pair, "loosened")


@sent("patch", "ok", mirror=ITSELF, about="limit")
def sent_limit_of_listed_values_changed(pair: SchemaPair) -> Iterator[Found]:
    """Which values there are is said by an enum: its limits only repeat it, in the docstring."""
    if _is_listed(pair):
        yield from _limits(pair, "tightened", "loosened", "changed")


@received("patch", "ok", mirror=ITSELF, about="limit")
def received_limit_changed(pair: SchemaPair) -> Iterator[Found]:
    """Only the docstring tells: the client does not check limits of what it receives."""
    yield from _limits(pair, "tightened", "loosened", "changed")
