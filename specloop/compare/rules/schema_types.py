"""A schema then and now -> what differs in the types of its values: null, alternatives, numbers, dicts.

Received values that become more surprise the caller's code; sent values that become fewer surprise the server. So most
rules come in fours: for what is sent and what is received, there and back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloop.compare import describe
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.schema_pairs import SchemaPair

sent = Rules(SchemaPair, "sent")
received = Rules(SchemaPair, "received")
either_way = Rules(SchemaPair)

TYPES = ("type", "nullable", "anyOf", "oneOf", "enum", "const", "$ref")


def found_at(pair: SchemaPair, message: str, *keywords: str, key: str = "", whole: bool = False) -> Found:
    """Report a difference between two schemas, in words for both, at the first of the keywords that is there."""
    was, at = pair.place(*(keywords or TYPES))
    old, new = describe.shape(pair.then, pair.old), describe.shape(pair.now, pair.new)
    lost, gained = (pair.was, pair.at) if whole else ((), ())
    return Found(message, was, at, old=old, new=new, key=key, lost=lost, gained=gained)


# --- null ---


def _is_any(pair: SchemaPair) -> bool:
    return any(arm.kind == "any" for arm in (*pair.old.arms, *pair.new.arms))


def _null_comes(pair: SchemaPair) -> bool:
    return pair.new.null and not pair.old.null and not _is_any(pair)


def _null_goes(pair: SchemaPair) -> bool:
    return pair.old.null and not pair.new.null and not _is_any(pair)


@received("major", "breaks", mirror="received-never-null", about="null")
def received_may_be_null(pair: SchemaPair) -> Iterator[Found]:
    """`T` becomes `T | None`: a type checker points at each use, and without one the program meets None."""
    if _null_comes(pair):
        used = describe.value(pair.then, pair.old)
        yield found_at(pair, f"{pair.label} may now be null: code that uses it as {used} breaks")


@received("minor", "ok", mirror="received-may-be-null", about="null")
def received_never_null(pair: SchemaPair) -> Iterator[Found]:
    """`T | None` becomes `T`: checks for None do no harm."""
    if _null_goes(pair):
        yield found_at(pair, f"{pair.label} is never null any more")


@sent("minor", "ok", mirror="sent-never-null", about="null")
def sent_may_be_null(pair: SchemaPair) -> Iterator[Found]:
    """There is one more value to send."""
    if _null_comes(pair):
        yield found_at(pair, f"{pair.label} may now be None")


@sent("major", "may-reject", mirror="sent-may-be-null", about="null")
def sent_never_null(pair: SchemaPair) -> Iterator[Found]:
    """`T | None` becomes `T`: who sends None gets a complaint from the type checker, or from the server."""
    if _null_goes(pair):
        yield found_at(pair, f"{pair.label} may no longer be None: the server may reject it")


# --- types ---


def _widened(pair: SchemaPair) -> bool:
    """Whether all that was allowed still is, and more."""
    became_number = any(old.kind == "integer" and new.kind == "number" for old, new in pair.matched)
    became_any = any(arm.kind == "any" for arm in pair.gained)
    return (bool(pair.gained or became_number) and not pair.lost) or became_any


def _narrowed(pair: SchemaPair) -> bool:
    """Whether some of what was allowed is not, and nothing else is."""
    became_integer = any(old.kind == "number" and new.kind == "integer" for old, new in pair.matched)
    was_any = any(arm.kind == "any" for arm in pair.lost)
    return (bool(pair.lost or became_integer) and not pair.gained) or was_any


@sent("minor", "ok", mirror="sent-type-narrowed", about="type")
def sent_type_widened(pair: SchemaPair) -> Iterator[Found]:
    """The annotation allows more; what was sent before is still taken."""
    if _widened(pair):
        old, new = describe.taken(pair.then, pair.old), describe.taken(pair.now, pair.new)
        yield found_at(pair, f"{pair.label} may now be {new}, no longer only {old}", whole=True)


@sent("major", "may-reject", mirror="sent-type-widened", about="type")
def sent_type_narrowed(pair: SchemaPair) -> Iterator[Found]:
    """The annotation allows less: a type checker complains of some calls, the server of some requests."""
    if _narrowed(pair):
        old, new = describe.taken(pair.then, pair.old), describe.taken(pair.now, pair.new)
        yield found_at(pair, f"{pair.label} may only be {new} now, no longer {old}", whole=True)


@sent("major", "may-reject", mirror=ITSELF, about="type")
def sent_type_changed(pair: SchemaPair) -> Iterator[Found]:
    """No call that was right still is, unless the server is kind enough to convert."""
    if not _widened(pair) and not _narrowed(pair) and pair.gained and pair.lost:
        old, new = describe.taken(pair.then, pair.old), describe.taken(pair.now, pair.new)
        yield found_at(pair, f"{pair.label} is now {new}: calls that give {old} are wrong", whole=True)


@received("major", "breaks", mirror=ITSELF, about="type")
def received_type_changed(pair: SchemaPair) -> Iterator[Found]:
    """Another type: every use of the value is wrong, and an installed client meets what it cannot read."""
    if pair.is_replaced and not _is_any(pair):
        old, new = describe.value(pair.then, pair.old), describe.shape(pair.now, pair.new)
        message = f"{pair.label} is now {describe.with_article(new)}: code that uses it as {old} breaks"
        yield found_at(pair, message, whole=True)


@received("major", "breaks", mirror="received-type-known", about="type")
def received_type_unknown(pair: SchemaPair) -> Iterator[Found]:
    """The type becomes Any: nothing promises any more that code which relies on the type will work."""
    if any(arm.kind == "any" for arm in pair.gained):
        old = describe.value(pair.then, pair.old)
        yield found_at(pair, f"{pair.label} may now be anything: code that uses it as {old} may break", whole=True)


@received("minor", "ok", mirror="received-type-unknown", about="type")
def received_type_known(pair: SchemaPair) -> Iterator[Found]:
    """Any becomes a type: code that had to look for itself still may."""
    if any(arm.kind == "any" for arm in pair.lost):
        yield found_at(pair, f"{pair.label} is now known to be {describe.value(pair.now, pair.new)}", whole=True)


@received("major", "breaks", mirror="received-alternative-removed", about="alternatives")
def received_alternative_added(pair: SchemaPair) -> Iterator[Found]:
    """The union widens: code that handles every alternative misses one."""
    for arm in () if pair.is_replaced or _is_any(pair) else pair.gained:
        word = describe.with_article(describe.arm(pair.now, arm))
        old = describe.value(pair.then, pair.old)
        message = f"{pair.label} may now be {word} as well: code that knows only {old} breaks"
        yield replace(found_at(pair, message, key=word), gained=arm.origin)


@received("minor", "ok", mirror="received-alternative-added", about="alternatives")
def received_alternative_removed(pair: SchemaPair) -> Iterator[Found]:
    """The union narrows: code for the alternative that is gone is never reached."""
    for arm in () if pair.is_replaced or _is_any(pair) else pair.lost:
        word = describe.with_article(describe.arm(pair.then, arm))
        yield replace(found_at(pair, f"{pair.label} is never {word} any more", key=word), lost=arm.origin)


@received("major", "breaks", mirror="received-number-became-integer", about="number")
def received_integer_became_number(pair: SchemaPair) -> Iterator[Found]:
    """`int` becomes `int | float`: indexing and formatting fail; to an installed client a fraction is a mismatch."""
    if any(old.kind == "integer" and new.kind == "number" for old, new in pair.matched):
        yield found_at(pair, f"{pair.label} may now have a fraction: code that uses it as an integer breaks")


@received("minor", "ok", mirror="received-integer-became-number", about="number")
def received_number_became_integer(pair: SchemaPair) -> Iterator[Found]:
    """`int | float` becomes `int`, which is what a float may be given as everywhere."""
    if any(old.kind == "number" and new.kind == "integer" for old, new in pair.matched):
        yield found_at(pair, f"{pair.label} is always an integer now")


@either_way("major", "ok", mirror="object-became-map", about="form")
def map_became_object(pair: SchemaPair) -> Iterator[Found]:
    """With its first declared member a dict becomes a class: `config["a"]` has to be written `config.a`."""
    if any(old.kind == new.kind == "object" and new.is_class > old.is_class for old, new in pair.matched):
        yield found_at(pair, f"{pair.label} now has members of its own: code that uses it as a dict breaks", whole=True)


@either_way("major", "ok", mirror="map-became-object", about="form")
def object_became_map(pair: SchemaPair) -> Iterator[Found]:
    """Without declared members a class becomes a dict: `config.a` has to be written `config["a"]`."""
    if any(old.kind == new.kind == "object" and new.is_class < old.is_class for old, new in pair.matched):
        yield found_at(pair, f"{pair.label} is now a dict: code that reads its attributes breaks", whole=True)
