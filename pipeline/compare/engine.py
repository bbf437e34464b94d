"""Two contracts -> all Findings: every rule, applied to every pair of things that it is about."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compare import members, schemas, values
from pipeline.compare.bodies import Bodies
from pipeline.compare.callers import Api
from pipeline.compare.client import Classes, Client
from pipeline.compare.operations import OperationPair, hooks, operations
from pipeline.compare.pairs import Pairs, Remarks, SchemaPair, Use
from pipeline.compare.parameters import Parameters
from pipeline.compare.responses import Responses
from pipeline.compare.rules import Finding, findings
from pipeline.compare.security import Credentials, Requirements
from pipeline.compare.users import Users
from pipeline.contract import Pointer

AREAS = (schemas, values, members)
"""Whose rules are about schemas; importing them has put these into the table."""


def search(then: Api, now: Api) -> Iterator[Finding]:
    """Apply all rules."""
    pairs = Pairs(then, now)
    found = [*findings(Client(then, now), ()), *findings(Credentials(then, now), ())]
    every = operations(then, now)
    found += findings(every, ())
    for pair in every.kept:
        found += _of_operation(pair, pairs)
    every_hook = hooks(then, now)
    found += findings(every_hook, ())
    for pair in every_hook.kept:
        _use_hook(pair, pairs)
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
        arguments = f"{pair.new.method}({{}})" if pair.new.members is not None else ""
        pairs.use(Use("sent", pair.new.id, bodies.label, arguments), was, at)
    for response in responses.kept:
        yield from findings(response, name)
        for was, at in response.contents.schemas():
            label = call if response.is_success else response.label
            pairs.use(Use("received", pair.new.id, label), was, at)


def _use_hook(pair: OperationPair, pairs: Pairs) -> None:
    """Enter what a webhook sends: the client's user receives it, and answers."""
    bodies = Bodies(pair)
    for was, at in bodies.contents.schemas() if bodies.contents else ():
        pairs.use(Use("received", pair.new.id, f"the payload of {pair.new.call}"), was, at)
    for parameter in Parameters(pair).kept:
        pairs.use(Use("received", pair.new.id, parameter.label), parameter.old.schema, parameter.new.schema)
    for response in Responses(pair, pairs).kept:
        for was, at in response.contents.schemas():
            pairs.use(Use("sent", pair.new.id, f"the answer to {pair.new.call}"), was, at)


def _use_components(pairs: Pairs) -> None:
    """Enter the components that no operation uses: they are classes of the package all the same."""
    sides = [(api.document.get("components") or {}).get("schemas") or {} for api in (pairs.then, pairs.now)]
    for name in sides[0]:
        pointer: Pointer = ("components", "schemas", name)
        spots = tuple(api.shapes.spot((pointer,)) for api in (pairs.then, pairs.now))
        if name in sides[1] and spots not in pairs.pairs:
            pairs.use(Use("received", "", name, on_the_wire=False), pointer, pointer)


def _of_schemas(pairs: Pairs, users: Users) -> Iterator[Finding]:
    subjects: list[SchemaPair | Remarks] = [pair for pair in pairs.pairs.values() if pair.differs]
    for subject in (*subjects, *pairs.remarks):
        holder = subject if isinstance(subject, SchemaPair) else subject.holder
        for direction, names, on_the_wire in users.of(holder):
            yield from findings(subject, names, direction, on_the_wire=on_the_wire)
