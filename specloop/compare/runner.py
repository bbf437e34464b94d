"""Two contracts -> all Findings: every rule, applied to every pair of things that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from specloop.compare.api_surface import ApiSurface
from specloop.compare.registry import Direction, Finding, findings
from specloop.compare.rules import object_properties, schema_types, schema_values
from specloop.compare.rules.operations import OperationPair, operations
from specloop.compare.rules.package import Classes, Client
from specloop.compare.rules.parameters import Parameters
from specloop.compare.rules.request_bodies import Bodies
from specloop.compare.rules.responses import Responses
from specloop.compare.rules.security import Credentials, Requirements
from specloop.compare.rules.webhooks import HookPair, hooks
from specloop.compare.schema_pairs import Pairs, Remarks, SchemaPair, Use
from specloop.compare.usages import Users
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import SchemaRef

AREAS = (schema_types, schema_values, object_properties)
"""Whose rules are about schemas; importing them has put these into the table."""


def search(then: ApiSurface, now: ApiSurface) -> Iterator[Finding]:
    """Apply all rules."""
    pairs = Pairs(then, now)
    found = [*findings(Client(then, now), ()), *findings(Credentials(then, now), ())]
    every = operations(then, now)
    found += findings(every, ())
    for pair in every.kept:
        found += _of_operation(pair, pairs)
    every_hook = hooks(then, now)
    found += findings(every_hook, ())
    for hook in every_hook.kept:
        found += findings(hook, (hook.operation.new.id,))
        _use_hook(hook, pairs)
    _use_components(pairs)
    users = Users(pairs.pairs.values())
    found += _of_schemas(pairs, users)
    yield from found
    yield from findings(Classes(then, now, pairs, users, found), ())


def _of_operation(pair: OperationPair, pairs: Pairs) -> Iterator[Finding]:
    name, call = (pair.new.id,), pair.new.call
    parameters, bodies, responses = Parameters(pair), Bodies(pair), Responses(pair, pairs)
    for subject in (pair, Requirements(pair), parameters, bodies, responses):
        yield from findings(subject, name)
    for parameter in parameters.kept:
        yield from findings(parameter, name)
        pairs.use(Use("sent", pair.new.id, parameter.label), parameter.old.schema, parameter.new.schema)
    for was, at in bodies.contents.schemas() if bodies.contents else ():
        is_flat = pair.new.members is not None
        inside = (f"{pair.new.method}(", ")") if is_flat else ("body", f" of {call}")
        pairs.use(Use("sent", pair.new.id, bodies.label, inside, members_are_arguments=is_flat), was, at)
    for response in responses.kept:
        yield from findings(response, name)
        for was, at in response.contents.schemas():
            result = Use("received", pair.new.id, f"the result of {call}", (call, ""))
            error = Use("received", pair.new.id, response.label, ("body", f" of error {response.at} of {call}"))
            pairs.use(result if response.is_success else error, was, at)


def _use_hook(hook: HookPair, pairs: Pairs) -> None:
    """Enter what a webhook sends: the client's user receives it, and answers."""
    pair, contents = hook.operation, hook.payload.contents
    for was, at in contents.schemas() if contents else ():
        pairs.use(Use("received", pair.new.id, f"the payload of {hook.name}", ("payload", f" of {hook.name}")), was, at)
    for parameter in hook.parameters.kept:
        pairs.use(Use("received", pair.new.id, parameter.label), parameter.old.schema, parameter.new.schema)
    for response in Responses(pair, pairs).kept:
        for was, at in response.contents.schemas():
            pairs.use(Use("sent", pair.new.id, f"the answer to {hook.name}", ("answer", f" to {hook.name}")), was, at)


def _use_components(pairs: Pairs) -> None:
    """Enter the components that no operation uses: they are classes of the package all the same."""
    sides = [(api.document.get("components") or {}).get("schemas") or {} for api in (pairs.then, pairs.now)]
    users = Users(pairs.pairs.values())
    uses: list[tuple[Use, JsonPointer]] = []
    for name in sides[0]:
        pointer: JsonPointer = ("components", "schemas", name)
        was, at = (api.shapes.spot((pointer,)) for api in (pairs.then, pairs.now))
        if name in sides[1] and (was, at) not in pairs.pairs:
            uses.append((Use(_direction(pairs, users, was, at), "", name, on_the_wire=False), pointer))
    for use, pointer in uses:
        pairs.use(use, pointer, pointer)


def _direction(pairs: Pairs, users: Users, was: SchemaRef, at: SchemaRef) -> Direction:
    """Tell where a component goes that is only a part of others, by `allOf`: where these go; a class is looked at."""
    old, new = (
        {name: api.shapes.spot(place) for arm in api.shapes.shape(spot).arms for name, place in arm.members.items()}
        for api, spot in ((pairs.then, was), (pairs.now, at))
    )
    together = [pairs.pairs.get((place, new[name])) for name, place in old.items() if name in new]
    directions = {each.direction for pair in together if pair for each in users.of(pair)}
    return "sent" if directions == {"sent"} else "received"


def _of_schemas(pairs: Pairs, users: Users) -> Iterator[Finding]:
    subjects: list[SchemaPair | Remarks] = [pair for pair in pairs.pairs.values() if pair.differs]
    for subject in (*subjects, *pairs.remarks):
        holder = subject if isinstance(subject, SchemaPair) else subject.holder
        for direction, names, on_the_wire in users.of(holder):
            yield from findings(subject, names, direction, on_the_wire=on_the_wire)
