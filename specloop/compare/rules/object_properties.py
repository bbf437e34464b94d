"""An object then and now -> what differs in its members, and in what is said of a value: default, deprecation, text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from specloop.compare import describe
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.schema_pairs import Remarks, SchemaPair, members
from specloop.openapi.schema import SchemaVariant

sent = Rules(SchemaPair, "sent")
received = Rules(SchemaPair, "received")
either_way = Rules(SchemaPair)

sent_remark = Rules(Remarks, "sent")
received_remark = Rules(Remarks, "received")
remark = Rules(Remarks)


class Objects(NamedTuple):
    """An alternative that was, and is, an object with members."""

    old: SchemaVariant
    new: SchemaVariant
    kept: list[tuple[str, str]]
    gone: list[str]
    added: list[str]


def _objects(pair: SchemaPair) -> Iterator[Objects]:
    for old, new in pair.matched:
        if old.kind == new.kind == "object" and old.is_class == new.is_class:
            yield Objects(old, new, *members(old, new))


# --- members that come and go ---


def _added(pair: SchemaPair, ending: str, *, required: bool | None = None) -> Iterator[Found]:
    for each in _objects(pair):
        for name in each.added:
            if required in {None, name in each.new.required}:
                shape = pair.now.shapes.shape(pair.now.shapes.spot(each.new.members[name]))
                at, told = each.new.members[name], describe.shape(pair.now, shape)
                yield Found(f"{pair.member(name)}{ending}", at=at[0], new=told, key=name, gained=at)


def _gone(pair: SchemaPair, ending: str, *, required: bool | None = None) -> Iterator[Found]:
    near = pair.place("properties")[1] or ()
    for each in _objects(pair):
        for name in each.gone:
            if required in {None, name in each.old.required}:
                shape = pair.then.shapes.shape(pair.then.shapes.spot(each.old.members[name]))
                was, told = each.old.members[name], describe.shape(pair.then, shape)
                yield Found(f"{pair.member(name)}{ending}", was[0], near=near, old=told, key=name, lost=was)


@received(
    "minor", "ok", mirror=("received-required-member-removed", "received-optional-member-removed"), about="member"
)
def received_member_added(pair: SchemaPair) -> Iterator[Found]:
    """An attribute appears; installed clients keep it among the additional properties."""
    yield from _added(pair, " is new")


@received("major", "breaks", mirror="received-member-added", about="member")
def received_required_member_removed(pair: SchemaPair) -> Iterator[Found]:
    """Code that reads the attribute raises AttributeError; an installed client misses a member it was promised."""
    yield from _gone(pair, " is gone: code that reads it raises AttributeError", required=True)


@received("major", "degraded", mirror="received-member-added", about="member")
def received_optional_member_removed(pair: SchemaPair) -> Iterator[Found]:
    """Code that reads the attribute raises AttributeError; in an installed client it is never set again."""
    yield from _gone(pair, " is gone: code that reads it raises AttributeError", required=False)


@sent("minor", "ok", mirror="sent-member-removed", about="member")
def sent_optional_member_added(pair: SchemaPair) -> Iterator[Found]:
    """A keyword appears that need not be given."""
    yield from _added(pair, " is new, and may be left out", required=False)


@sent("major", "breaks", mirror="sent-member-removed", about="member")
def sent_required_member_added(pair: SchemaPair) -> Iterator[Found]:
    """Every call lacks an argument, every request of an installed client a member."""
    yield from _added(pair, " is new and must be given: calls without it raise TypeError", required=True)


@sent("major", "ok", mirror=("sent-optional-member-added", "sent-required-member-added"), about="member")
def sent_member_removed(pair: SchemaPair) -> Iterator[Found]:
    """Code that gives it raises TypeError; a server ignores what it does not know."""
    yield from _gone(pair, " is gone: code that gives it raises TypeError")


@either_way("patch", "breaks", mirror=ITSELF)
def member_respelled(pair: SchemaPair) -> Iterator[Found]:
    """`createdAt` and `created_at` are one name in Python, so code stays as it is; installed clients know one only."""
    for each in _objects(pair):
        for was, at in each.kept:
            if was != at:
                message = f"{pair.member(at)} is now spelled {at!r} on the wire, no longer {was!r}"
                places = (each.old.members[was][0], each.new.members[at][0])
                yield Found(message, *places, old=was, new=at, key=at)


# --- members that must, or may not, be there ---


def _turned(pair: SchemaPair, ending: str, *, required: bool) -> Iterator[Found]:
    for each in _objects(pair):
        for was, at in each.kept:
            before, after = was in each.old.required, at in each.new.required
            if before != after and after is required:
                places = (each.old.members[was][0], each.new.members[at][0])
                told = ("optional", "required")
                yield Found(f"{pair.member(at)}{ending}", *places, old=told[before], new=told[after], key=at)


@received("major", "breaks", mirror="received-member-became-required", about="required")
def received_member_became_optional(pair: SchemaPair) -> Iterator[Found]:
    """`T` becomes `T | Unset`: a type checker points at each use, and without one the program meets UNSET."""
    yield from _turned(pair, " may now be missing: code that relies on it breaks", required=False)


@received("minor", "ok", mirror="received-member-became-optional", about="required")
def received_member_became_required(pair: SchemaPair) -> Iterator[Found]:
    """`T | Unset` becomes `T`: checks for UNSET do no harm."""
    yield from _turned(pair, " is always there now", required=True)


@sent("major", "breaks", mirror="sent-member-became-optional", about="required")
def sent_member_became_required(pair: SchemaPair) -> Iterator[Found]:
    """Calls that leave it out are wrong now, in new clients and in installed ones."""
    yield from _turned(pair, " must now be given: calls without it raise TypeError", required=True)


@sent("minor", "ok", mirror="sent-member-became-required", about="required")
def sent_member_became_optional(pair: SchemaPair) -> Iterator[Found]:
    """It may be given as before."""
    yield from _turned(pair, " may now be left out", required=False)


# --- what is said of values ---


@sent_remark("patch", "behaviour", mirror=ITSELF, about="default")
def sent_default_changed(remarks: Remarks) -> Iterator[Found]:
    """The client sends no defaults: who leaves the argument out gets something else from one day to the next."""
    if remarks.old.default != remarks.new.default:
        old, new = describe.data(remarks.old.default), describe.data(remarks.new.default)
        was, now = (
            describe.said(each) if each else "not stated" for each in (remarks.old.default, remarks.new.default)
        )
        message = f"without {remarks.label} the server takes {now}; before, {was}"
        if remarks.new.default is None:
            message = f"what the server takes without {remarks.label} is not stated any more; before, {was}"
        yield Found(message, *remarks.place("default"), old=old, new=new)


@received_remark("patch", "ok", mirror=ITSELF, about="default")
def received_default_changed(remarks: Remarks) -> Iterator[Found]:
    """Only the docstring tells: the client fills in nothing that the server has not sent."""
    if remarks.old.default != remarks.new.default:
        old, new = describe.data(remarks.old.default), describe.data(remarks.new.default)
        yield Found(f"the default of {remarks.label} has changed", *remarks.place("default"), old=old, new=new)


@remark("minor", "ok", mirror="value-undeprecated", about="deprecated")
def value_deprecated(remarks: Remarks) -> Iterator[Found]:
    """A reason to look for something else, before it goes."""
    if remarks.new.deprecated and not remarks.old.deprecated:
        yield Found(f"{remarks.label} is deprecated", *remarks.place("deprecated"), old=False, new=True)


@remark("patch", "ok", mirror="value-deprecated", about="deprecated")
def value_undeprecated(remarks: Remarks) -> Iterator[Found]:
    """A warning less."""
    if remarks.old.deprecated and not remarks.new.deprecated:
        yield Found(f"{remarks.label} is no longer deprecated", *remarks.place("deprecated"), old=True, new=False)


@sent_remark("patch", "may-reject", mirror="sent-value-became-writable", about="readOnly")
def sent_value_became_read_only(remarks: Remarks) -> Iterator[Found]:
    """It can still be given, but the server may not like it."""
    if remarks.new.read_only and not remarks.old.read_only:
        message = f"{remarks.label} is read-only now: the server may reject it"
        yield Found(message, *remarks.place("readOnly"), old=False, new=True)


@sent_remark("patch", "ok", mirror="sent-value-became-read-only", about="readOnly")
def sent_value_became_writable(remarks: Remarks) -> Iterator[Found]:
    """It could be given before, and is welcome now."""
    if remarks.old.read_only and not remarks.new.read_only:
        message = f"{remarks.label} is no longer read-only"
        yield Found(message, *remarks.place("readOnly"), old=True, new=False)


@remark("patch", "ok", mirror=ITSELF)
def value_documentation_changed(remarks: Remarks) -> Iterator[Found]:
    """Only the docstring tells."""
    if remarks.old.text != remarks.new.text:
        changed = remarks.old.text ^ remarks.new.text
        what = " and ".join(sorted({text.partition(":")[0] for text in changed}))
        place = remarks.place("description", "examples", "example")
        yield Found(f"the {what} of {remarks.label} has changed", *place)
