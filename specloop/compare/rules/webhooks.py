"""Two Apis -> which webhook or callback became which, and what differs in the request that the client's user receives.

The values in it are compared like all others: the payload is received, the answer is sent.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from specloop.compare.api_surface import ApiOperation, ApiSurface, Argument
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.rules.operations import OperationPair, by_id, paired
from specloop.compare.rules.parameters import Parameters
from specloop.compare.rules.request_bodies import Bodies


@dataclass(eq=False)
class Hooks:
    """All webhooks and callbacks, then and now."""

    kept: list[HookPair]
    gone: list[ApiOperation]
    added: list[ApiOperation]


@dataclass(eq=False)
class HookPair:
    """A webhook or callback then, and what became of it."""

    operation: OperationPair

    @cached_property
    def payload(self) -> Bodies:
        """Its body."""
        return Bodies(self.operation)

    @cached_property
    def parameters(self) -> Parameters:
        """What comes with it beside the body."""
        return Parameters(self.operation)

    @property
    def name(self) -> str:
        """How a person speaks of it."""
        return self.operation.new.call


def hooks(then: ApiSurface, now: ApiSurface) -> Hooks:
    """Find out which became which: by name and address, or else by name."""
    kept, gone, added = paired(then, now, then.hooks, now.hooks, (_address, by_id))
    return Hooks([HookPair(pair) for pair in kept], gone, added)


def _address(hook: ApiOperation) -> Hashable:
    return hook.id, hook.source.path, hook.source.method


every_hook = Rules(Hooks)
hook = Rules(HookPair)


@every_hook("minor", "ok", mirror="webhook-removed")
def webhook_added(found: Hooks) -> Iterator[Found]:
    """One more request that may be subscribed to."""
    for each in found.added:
        at = each.source.pointer
        yield Found(f"{each.call} is new", at=at, new=each.id, operations=(each.id,), gained=(at,))


@every_hook("major", "breaks", mirror="webhook-added")
def webhook_removed(found: Hooks) -> Iterator[Found]:
    """Who waits for it waits for ever."""
    for each in found.gone:
        message = f"{each.call} is gone: who waits for it waits for ever"
        was = each.source.pointer
        yield Found(message, was, near=was[:-1], old=each.id, operations=(each.id,), lost=(was,))


@hook("patch", "behaviour", mirror=ITSELF)
def webhook_sent_otherwise(pair: HookPair) -> Iterator[Found]:
    """Nothing in the package depends on it, and no upgrade helps: who waits for it has to wait for something else."""
    old, new = pair.operation.old.source, pair.operation.new.source
    for key, was, at in (
        ("method", f"as {old.method.upper()}", f"as {new.method.upper()}"),
        ("path", f"to {old.path}", f"to {new.path}"),
    ):
        if was != at:
            yield Found(
                f"{pair.name} is now sent {at}, no longer {was}", *pair.operation.place, old=was, new=at, key=key
            )


@hook("minor", "ok", mirror="webhook-payload-removed")
def webhook_payload_added(pair: HookPair) -> Iterator[Found]:
    """Who looked at the request alone goes on doing so."""
    old, new = pair.payload.old, pair.payload.new
    if old is None and new is not None:
        yield Found(f"{pair.name} now has a payload", at=new.pointer, gained=(new.pointer,))


@hook("major", "breaks", mirror="webhook-payload-added")
def webhook_payload_removed(pair: HookPair) -> Iterator[Found]:
    """Who reads it finds nothing."""
    old, new = pair.payload.old, pair.payload.new
    if old is not None and new is None:
        message = f"{pair.name} no longer has a payload: code that reads it breaks"
        yield Found(message, old.pointer, near=pair.operation.place[1], lost=(old.pointer,))


@hook("major", "breaks", mirror=ITSELF)
def webhook_payload_replaced(pair: HookPair) -> Iterator[Found]:
    """Another type altogether."""
    contents = pair.payload.contents
    if contents and not contents.kept and contents.old and contents.new:
        old, new = list(contents.old), list(contents.new)
        message = f"the payload of {pair.name} is now {' or '.join(new)}, no longer {' or '.join(old)}"
        places = contents.old_holder.pointer, contents.new_holder.pointer
        yield Found(f"{message}: code that reads it breaks", *places, old=old, new=new)


@hook("patch", "ok", mirror="webhook-parameter-removed")
def webhook_parameter_added(pair: HookPair) -> Iterator[Found]:
    """The package does not type what comes beside the payload; one more does no harm."""
    for each in pair.parameters.added:
        yield Found(f"{pair.name} comes with a {_spoken(each)}", at=each.pointer, new=each.wire)


@hook("patch", "ok", mirror="webhook-parameter-added")
def webhook_parameter_removed(pair: HookPair) -> Iterator[Found]:
    """The package does not type what comes beside the payload; who reads it misses it."""
    for each in pair.parameters.gone:
        message = f"{pair.name} no longer comes with the {_spoken(each)}"
        yield Found(message, each.pointer, near=pair.operation.place[1], old=each.wire)


def _spoken(each: Argument) -> str:
    return f"{'header' if each.location == 'header' else 'parameter'} {each.wire}"
