"""An operation then and now -> which response became which, and what differs in what a call gives or raises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from specloop.codegen.schema_digest import Resolved, resolve_ref
from specloop.compare import describe
from specloop.compare.api_surface import ApiOperation, ApiSurface
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.rules.operations import OperationPair
from specloop.compare.rules.request_bodies import Contents, is_structured
from specloop.compare.schema_pairs import Pairs
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import texts


@dataclass(eq=False)
class ResponsePair:
    """A response then, and what became of it."""

    operation: OperationPair
    pairs: Pairs
    was: str
    at: str
    is_success: bool

    @property
    def old(self) -> Resolved:
        """What there was."""
        return self.operation.old.source.responses[self.was]

    @property
    def new(self) -> Resolved:
        """What there is."""
        return self.operation.new.source.responses[self.at]

    @cached_property
    def contents(self) -> Contents:
        """Its media types."""
        return Contents(self.operation.then, self.operation.now, self.old, self.new)

    @property
    def label(self) -> str:
        """How a person speaks of what it holds."""
        call = self.operation.new.call
        return f"the result of {call}" if self.is_success else f"the body of error {self.at} of {call}"

    @property
    def old_words(self) -> str:
        """What it held, in words."""
        return _held(self.operation.then, self.old)

    @property
    def new_words(self) -> str:
        """What it holds, in words."""
        return _held(self.operation.now, self.new)


@dataclass(eq=False)
class Responses:
    """All responses of an operation, then and now."""

    operation: OperationPair
    pairs: Pairs

    @cached_property
    def _paired(self) -> tuple[list[ResponsePair], list[str], list[str]]:
        """Find out which became which: by status, then by what is left of the successes, and of the others."""
        old, new = self.operation.old.source.responses, self.operation.new.source.responses
        known = {status.upper(): status for status in new}
        together = {status: known[status.upper()] for status in old if status.upper() in known}
        successes = [_successes(each) for each in (self.operation.old, self.operation.new)]
        for family in {status[0] for status in (*old, *new)}:
            gone = [each for each in old if each not in together and each[0] == family]
            added = [each for each in new if each not in together.values() and each[0] == family]
            if len(gone) == len(added) == 1 and (gone[0] in successes[0] or "X" in f"{gone[0]}{added[0]}".upper()):
                together[gone[0]] = added[0]
        kept = [ResponsePair(self.operation, self.pairs, was, at, at in successes[1]) for was, at in together.items()]
        return (
            kept,
            [each for each in old if each not in together],
            [each for each in new if each not in together.values()],
        )

    @property
    def kept(self) -> list[ResponsePair]:
        """The responses that are there then and now."""
        return self._paired[0]

    @property
    def gone(self) -> list[tuple[str, Resolved, bool]]:
        """The responses that were: status, response, whether it is a success."""
        held = self.operation.old
        return [(each, held.source.responses[each], each in _successes(held)) for each in self._paired[1]]

    @property
    def added(self) -> list[tuple[str, Resolved, bool]]:
        """The responses that were not: status, response, whether it is a success."""
        held = self.operation.new
        return [(each, held.source.responses[each], each in _successes(held)) for each in self._paired[2]]


def _successes(operation: ApiOperation) -> list[str]:
    """Give the statuses whose responses are what a call gives; all others are raised."""
    return [each for each in operation.source.responses if each[0] == "2"] or [
        each for each in operation.source.responses if each == "default"
    ]


def _held(api: ApiSurface, response: Resolved) -> str:
    """Say what a response holds: what its schemas say, or else its media types."""
    contents = api.contents(response)
    shapes = (api.shapes.shape(api.shapes.spot((at,))) for name, at in contents.items() if is_structured(name))
    told = [describe.value(api, shape) for shape in shapes] or list(contents)
    return " or ".join(dict.fromkeys(told))


def _status(status: str) -> str:
    return "any other status" if status == "default" else f"status {status}"


def _has_body(response: Resolved) -> bool:
    return bool(response.node.get("content"))


# --- responses that come and go ---

responses = Rules(Responses)


def _near(found: Responses) -> JsonPointer:
    return (*found.operation.place[1], "responses")


def _other_bodies(operation: ApiOperation, status: str) -> bool:
    return any(_has_body(operation.source.responses[each]) for each in _successes(operation) if each != status)


@responses("minor", "ok", mirror="success-removed")
def success_added(found: Responses) -> Iterator[Found]:
    """One more answer that a call can give; installed clients read it as the first one they know."""
    for status, response, is_success in found.added:
        if is_success and _has_body(response):
            told = _held(found.operation.now, response)
            message = f"{found.operation.new.call} may now give {told} as well, with {_status(status)}"
            yield Found(message, at=response.pointer, new=status, gained=(response.pointer,))


@responses("major", "breaks", mirror="success-added")
def success_removed(found: Responses) -> Iterator[Found]:
    """What a call gives is never given again."""
    for status, response, is_success in found.gone:
        if is_success and _has_body(response):
            call = found.operation.new.call
            told = _held(found.operation.then, response)
            message = f"{call} no longer gives {told}, as it did with {_status(status)}: code that uses it breaks"
            yield Found(message, response.pointer, near=_near(found), old=status, lost=(response.pointer,))


@responses("major", "breaks", mirror="empty-success-removed")
def empty_success_added(found: Responses) -> Iterator[Found]:
    """Beside what it gave, a call may give None: code that uses the result breaks."""
    for status, response, is_success in found.added:
        if is_success and not _has_body(response) and _other_bodies(found.operation.new, status):
            message = f"{found.operation.new.call} may now give None, with {_status(status)}: code that uses it breaks"
            yield Found(message, at=response.pointer, new=status)


@responses("minor", "ok", mirror="empty-success-added")
def empty_success_removed(found: Responses) -> Iterator[Found]:
    """A call never gives None: checks for it do no harm."""
    for status, response, is_success in found.gone:
        if is_success and not _has_body(response) and _other_bodies(found.operation.old, status):
            message = f"{found.operation.new.call} never gives None any more, as it did with {_status(status)}"
            yield Found(message, response.pointer, near=_near(found), old=status)


@responses("minor", "ok", mirror="error-removed")
def error_added(found: Responses) -> Iterator[Found]:
    """An exception is documented that could be raised before: any status can."""
    for status, response, is_success in found.added:
        if not is_success:
            message = f"{found.operation.new.call} may raise an error of {_status(status)}"
            yield Found(message, at=response.pointer, new=status, gained=(response.pointer,))


@responses("minor", "ok", mirror="error-added")
def error_removed(found: Responses) -> Iterator[Found]:
    """An exception is documented no longer; code that catches it does no harm."""
    for status, response, is_success in found.gone:
        if not is_success:
            message = f"{found.operation.new.call} no longer raises an error of {_status(status)}"
            yield Found(message, response.pointer, near=_near(found), old=status, lost=(response.pointer,))


# --- one response ---

response = Rules(ResponsePair)


@response("patch", "ok", mirror=ITSELF)
def status_changed(pair: ResponsePair) -> Iterator[Found]:
    """The client takes any success for one, and reads it as it reads the first one it knows."""
    is_range = "X" in f"{pair.was}{pair.at}".upper() or "default" in {pair.was, pair.at}
    if pair.was.upper() != pair.at.upper() and not is_range:
        message = f"{pair.operation.new.call} is answered with status {pair.at}, no longer {pair.was}"
        yield Found(message, pair.old.pointer, pair.new.pointer, old=pair.was, new=pair.at)


@response("minor", "ok", mirror="response-body-removed")
def response_body_added(pair: ResponsePair) -> Iterator[Found]:
    """There was None, and nobody does much with None."""
    if not _has_body(pair.old) and _has_body(pair.new):
        message = f"{pair.label} is now {pair.new_words}, no longer None"
        if not pair.is_success:
            message = f"{pair.label} is documented: {pair.new_words}"
        places = pair.old.pointer, pair.new.pointer
        yield Found(message, *places, new=list(pair.contents.new), gained=places[1:])


@response("major", "breaks", mirror="response-body-added")
def response_body_removed(pair: ResponsePair) -> Iterator[Found]:
    """What was a value is None."""
    if _has_body(pair.old) and not _has_body(pair.new):
        message = f"{pair.label} is now None, no longer {pair.old_words}: code that uses it breaks"
        if not pair.is_success:
            message = f"{pair.label} is documented no longer: code that reads it may break"
        places = pair.old.pointer, pair.new.pointer
        yield Found(message, *places, old=list(pair.contents.old), lost=places[:1])


def _both_have_bodies(pair: ResponsePair) -> bool:
    return _has_body(pair.old) and _has_body(pair.new)


@response("major", "ok", mirror="response-media-type-removed")
def response_media_type_added(pair: ResponsePair) -> Iterator[Found]:
    """The result may be of one more type; installed clients read it as the first one they know."""
    for name in pair.contents.added if pair.contents.kept and _both_have_bodies(pair) else ():
        known = " or ".join(pair.contents.old)
        message = f"{pair.label} may now be {name} as well: code that knows only {known} breaks"
        at = pair.contents.new[name]
        yield Found(message, at=at[:-1], new=name, key=name, gained=(at,))


@response("minor", "ok", mirror="response-media-type-added")
def response_media_type_removed(pair: ResponsePair) -> Iterator[Found]:
    """One type less that the result may have; the others are still there."""
    for name in pair.contents.gone if pair.contents.kept and _both_have_bodies(pair) else ():
        message = f"{pair.label} is never {name} any more"
        was = pair.contents.old[name]
        yield Found(message, was[:-1], near=pair.new.pointer, old=name, key=name, lost=(was,))


@response("major", "breaks", mirror=ITSELF)
def response_media_type_replaced(pair: ResponsePair) -> Iterator[Found]:
    """Another type altogether."""
    if _both_have_bodies(pair) and not pair.contents.kept:
        old, new = list(pair.contents.old), list(pair.contents.new)
        message = f"{pair.label} is now {' or '.join(new)}, no longer {' or '.join(old)}: code that uses it breaks"
        places = pair.old.pointer, pair.new.pointer
        yield Found(message, *places, old=old, new=new, lost=places[:1], gained=places[1:])


@response("patch", "ok", mirror=ITSELF)
def response_media_type_changed(pair: ResponsePair) -> Iterator[Found]:
    """Another kind of JSON, which the client reads like any other."""
    for was, at in pair.contents.kept:
        if was != at:
            places = pair.contents.old[was][:-1], pair.contents.new[at][:-1]
            yield Found(f"{pair.label} is now {at}, no longer {was}", *places, old=was, new=at)


@response("patch", "ok", mirror=ITSELF)
def response_documentation_changed(pair: ResponsePair) -> Iterator[Found]:
    """Only the docstring tells."""
    if set(texts(pair.old.node)) != set(texts(pair.new.node)):
        places = (*pair.old.pointer, "description"), (*pair.new.pointer, "description")
        yield Found(f"the description of status {pair.at} of {pair.operation.new.call} has changed", *places)


# --- headers, which the client hands over as text ---


def _headers(pair: ResponsePair, *, then: bool) -> dict[str, Resolved]:
    holder, api = (pair.old, pair.operation.then) if then else (pair.new, pair.operation.now)
    return {
        name.lower(): resolve_ref(api.document, header, (*holder.pointer, "headers", name))
        for name, header in (holder.node.get("headers") or {}).items()
    }


@response("patch", "ok", mirror="response-header-removed")
def response_header_added(pair: ResponsePair) -> Iterator[Found]:
    """Headers are not typed; one more does no harm."""
    old = _headers(pair, then=True)
    for name, header in _headers(pair, then=False).items():
        if name not in old:
            yield Found(f"{pair.operation.new.call} comes with a header {name}", at=header.pointer, new=name, key=name)


@response("patch", "ok", mirror="response-header-added")
def response_header_removed(pair: ResponsePair) -> Iterator[Found]:
    """Headers are not typed; who asks for one must be ready for its absence."""
    new = _headers(pair, then=False)
    for name, header in _headers(pair, then=True).items():
        if name not in new:
            message = f"{pair.operation.new.call} no longer comes with the header {name}"
            yield Found(message, header.pointer, near=pair.new.pointer, old=name, key=name)


@response("patch", "ok", mirror=ITSELF)
def response_header_changed(pair: ResponsePair) -> Iterator[Found]:
    """Headers are not typed."""
    old = _headers(pair, then=True)
    for name, header in _headers(pair, then=False).items():
        before = old.get(name)
        if before is None:
            continue
        schemas = [
            next(iter(api.contents(each).values()), (*each.pointer, "schema"))
            for api, each in ((pair.operation.then, before), (pair.operation.now, header))
        ]
        is_same = pair.pairs.are_alike(*schemas) and before.node.get("required") == header.node.get("required")
        if not is_same or set(texts(before.node)) != set(texts(header.node)):
            message = f"the header {name} of {pair.operation.new.call} has changed"
            yield Found(message, before.pointer, header.pointer, key=name)
