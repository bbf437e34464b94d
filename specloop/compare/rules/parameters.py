"""An operation then and now -> which argument became which, and what differs in how it is given and sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from specloop.compare.api_surface import ApiOperation, ApiSurface, Argument
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.rules.operations import OperationPair, template
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import texts


@dataclass(eq=False)
class ParameterPair:
    """A parameter then, and what became of it."""

    operation: OperationPair
    old: Argument
    new: Argument

    @property
    def label(self) -> str:
        """How a person speaks of it."""
        return self.operation.new.argument(self.new.name)

    def places(self, *keywords: str) -> tuple[JsonPointer, JsonPointer]:
        """Where a keyword stands, then and now."""
        return (*self.old.pointer, *keywords), (*self.new.pointer, *keywords)


@dataclass(eq=False)
class Parameters:
    """All parameters of an operation, then and now."""

    operation: OperationPair

    @cached_property
    def _paired(self) -> tuple[list[ParameterPair], list[Argument], list[Argument]]:
        """Find out which became which: by name and location; by its place in the path; by its name in Python."""
        kept: list[ParameterPair] = []
        gone, added = list(self.operation.old.arguments), list(self.operation.new.arguments)

        def pair(old: Argument, new: Argument) -> None:
            kept.append(ParameterPair(self.operation, old, new))
            gone.remove(old)
            added.remove(new)

        known = {each.identity: each for each in added}
        for old in list(gone):
            if old.identity in known:
                pair(old, known[old.identity])
        if template(self.operation.old.source.path) == template(self.operation.new.source.path):
            sides = ([each for each in side if each.is_positional] for side in (gone, added))
            for old, new in zip(*sides, strict=False):
                pair(old, new)
        for old in list(gone):
            same = [new for new in added if new.name == old.name or new.wire == old.wire]
            if same and not old.is_positional and not same[0].is_positional:
                pair(old, same[0])
        return kept, gone, added

    @property
    def kept(self) -> list[ParameterPair]:
        """The parameters that are there then and now."""
        return self._paired[0]

    @property
    def gone(self) -> list[Argument]:
        """The parameters that were."""
        return self._paired[1]

    @property
    def added(self) -> list[Argument]:
        """The parameters that were not."""
        return self._paired[2]


# --- arguments that come and go ---

parameters = Rules(Parameters)


def _added(found: Parameters, ending: str, *, required: bool) -> Iterator[Found]:
    for each in found.added:
        if each.required is required:
            label = found.operation.new.argument(each.name)
            yield Found(f"{label} is new{ending}", at=each.pointer, new=each.wire, gained=(each.pointer,))


@parameters("minor", "ok", mirror="argument-removed")
def optional_argument_added(found: Parameters) -> Iterator[Found]:
    """A keyword appears that need not be given."""
    yield from _added(found, ", and may be left out", required=False)


@parameters("major", "breaks", mirror="argument-removed")
def required_argument_added(found: Parameters) -> Iterator[Found]:
    """Every call lacks an argument, and every request of an installed client a parameter."""
    yield from _added(found, " and must be given: calls without it raise TypeError", required=True)


@parameters("major", "ok", mirror=("optional-argument-added", "required-argument-added"))
def argument_removed(found: Parameters) -> Iterator[Found]:
    """Calls that give it raise TypeError; a server ignores a parameter that it does not know."""
    near = (*found.operation.place[1], "parameters")
    for each in found.gone:
        label = found.operation.old.argument(each.name)
        message = f"{label} is gone: calls that give it raise TypeError"
        yield Found(message, each.pointer, near=near, old=each.wire, lost=(each.pointer,))


@parameters("major", "ok", mirror=ITSELF)
def positions_changed(found: Parameters) -> Iterator[Found]:
    """Path parameters may be given by position, so their order is part of the signature."""
    kept = [(each.old, each.new) for each in found.kept if each.old.is_positional and each.new.is_positional]
    old = [before.name for before, _ in sorted(kept, key=lambda each: _position(found.operation.old, each[0]))]
    new = [before.name for before, after in sorted(kept, key=lambda each: _position(found.operation.new, each[1]))]
    if old != new:
        message = f"{found.operation.new.call} takes its arguments in another order: calls by position go wrong"
        yield Found(message, *found.operation.place, old=old, new=new)


def _position(operation: ApiOperation, argument: Argument) -> int:
    return operation.arguments.index(argument)


@parameters("major", "ok", mirror=ITSELF)
def body_argument_renamed(found: Parameters) -> Iterator[Found]:
    """Members of the body are arguments beside the parameters; where two would have one name, one gets another."""
    old, new = found.operation.old.members or {}, found.operation.new.members or {}
    for wire in old:
        if wire in new and old[wire] != new[wire]:
            label = found.operation.new.argument(new[wire])
            message = f"{found.operation.old.argument(old[wire])} is now {label}: calls by the old name raise TypeError"
            yield Found(message, *found.operation.places("requestBody"), old=old[wire], new=new[wire], key=wire)


# --- one argument ---

parameter = Rules(ParameterPair)


@parameter("major", "ok", mirror=ITSELF)
def argument_renamed(pair: ParameterPair) -> Iterator[Found]:
    """Calls give arguments by name."""
    if pair.old.name != pair.new.name and pair.operation.new.name:
        old = pair.operation.old.argument(pair.old.name)
        message = f"{old} is now called {pair.new.name}: calls by the old name raise TypeError"
        yield Found(message, *pair.places("name"), old=pair.old.name, new=pair.new.name)


@parameter("patch", "breaks", mirror=ITSELF)
def parameter_respelled(pair: ParameterPair) -> Iterator[Found]:
    """`pageSize` and `page_size` are one name in Python, so calls stay as they are; installed clients know one only."""
    is_other = pair.old.identity[1] != pair.new.identity[1]
    if is_other and pair.old.name == pair.new.name and not pair.new.is_positional:
        message = f"{pair.label} is now sent as {pair.new.wire!r}, no longer as {pair.old.wire!r}"
        yield Found(message, *pair.places("name"), old=pair.old.wire, new=pair.new.wire)


@parameter("patch", "breaks", mirror=ITSELF)
def parameter_moved(pair: ParameterPair) -> Iterator[Found]:
    """From the query to a header, for example: calls stay as they are, installed clients send it where nobody looks."""
    old, new = pair.old.location, pair.new.location
    if old != new:
        message = f"{pair.label} is now sent in the {new}, no longer in the {old}"
        yield Found(message, *pair.places("in"), old=old, new=new)


@parameter("patch", "breaks", mirror=ITSELF)
def parameter_style_changed(pair: ParameterPair) -> Iterator[Found]:
    """Calls stay as they are; installed clients write it in a way that the server does not read."""
    old, new = _style(pair.operation.then, pair.old), _style(pair.operation.now, pair.new)
    if old != new and pair.old.location == pair.new.location:
        was, now = old, new
        if {old, new} <= EXAMPLES.keys():
            was, now = (EXAMPLES[style].replace("{}", pair.new.wire) for style in (old, new))
        message = f"{pair.label} is now sent as {now}, no longer as {was}"
        yield Found(message, *pair.places("style"), old=old, new=new)


EXAMPLES = {
    "form, exploded": "{}=1&{}=2",
    "form": "{}=1,2",
    "spaceDelimited": "{}=1%202",
    "pipeDelimited": "{}=1|2",
}
"""What a list of two looks like in the query."""


def _style(api: ApiSurface, argument: Argument) -> str:
    """Give how a value is written; whether its items are apart makes a difference where it has items."""
    if argument.media_type:
        return argument.media_type
    node = argument.node
    style = node.get("style") or ("form" if argument.location in {"query", "cookie"} else "simple")
    shape = api.shapes.shape(api.shapes.spot((argument.schema,)))
    apart = node.get("explode", style == "form")
    has_items = any(arm.kind in {"array", "object", "any"} for arm in shape.arms)
    reserved = " with reserved characters" if node.get("allowReserved") is True else ""
    return f"{style}{', exploded' if apart and has_items else ''}{reserved}"


@parameter("major", "breaks", mirror="argument-became-optional")
def argument_became_required(pair: ParameterPair) -> Iterator[Found]:
    """Calls that leave it out are wrong now, in new clients and in installed ones."""
    if pair.new.required and not pair.old.required:
        message = f"{pair.label} must now be given: calls without it raise TypeError"
        yield Found(message, *pair.places("required"), old=False, new=True)


@parameter("minor", "ok", mirror="argument-became-required")
def argument_became_optional(pair: ParameterPair) -> Iterator[Found]:
    """It may be given as before."""
    if pair.old.required and not pair.new.required:
        yield Found(f"{pair.label} may now be left out", *pair.places("required"), old=True, new=False)


@parameter("minor", "ok", mirror="argument-undeprecated")
def argument_deprecated(pair: ParameterPair) -> Iterator[Found]:
    """A reason to look for something else, before it goes."""
    if pair.new.node.get("deprecated") is True and pair.old.node.get("deprecated") is not True:
        yield Found(f"{pair.label} is deprecated", *pair.places("deprecated"), old=False, new=True)


@parameter("patch", "ok", mirror="argument-deprecated")
def argument_undeprecated(pair: ParameterPair) -> Iterator[Found]:
    """A warning less."""
    if pair.old.node.get("deprecated") is True and pair.new.node.get("deprecated") is not True:
        yield Found(f"{pair.label} is no longer deprecated", *pair.places("deprecated"), old=True, new=False)


@parameter("patch", "ok", mirror=ITSELF)
def argument_documentation_changed(pair: ParameterPair) -> Iterator[Found]:
    """Only the docstring tells."""
    if frozenset(texts(pair.old.node)) != frozenset(texts(pair.new.node)):
        yield Found(f"the description of {pair.label} has changed", *pair.places("description"))
