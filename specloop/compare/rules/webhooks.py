"""Rules about webhooks and callbacks: requests that the API sends to a server of the package's user.

The rules for response schemas apply to their payloads, which the package decodes. The rules for request schemas apply
to the responses that the user's server sends.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property

from specloop.compare.api_surface import ApiArgument, ApiOperation, ApiSurface
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.rules.operations import OperationPair, by_id, match_operations
from specloop.compare.rules.parameters import ParametersDiff
from specloop.compare.rules.request_bodies import RequestBodyDiff
from specloop.compare.schema_pairs import SchemaPairIndex
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.schema import SchemaRef
from specloop.openapi.schema_matching import match_renamed

PAYLOAD_NAMES = ("webhooks",)
"""Name of the client attribute that parses webhook payloads; a contract without payloads has no such attribute."""


@dataclass(eq=False)
class IncomingRequestPair:
    """A webhook or callback of the old contract, and the webhook or callback of the new contract that replaces it."""

    operation: OperationPair

    @cached_property
    def payload(self) -> RequestBodyDiff:
        """The comparison of the payload, which is the body of the request."""
        return RequestBodyDiff(self.operation)

    @property
    def payloads(self) -> tuple[Resolved | None, Resolved | None]:
        """The old and the new payload (request body). Each is None if its contract describes no payload."""
        old, new = self.payload.old, self.payload.new
        return (
            old if old and self.operation.old_api.contents(old) else None,
            new if new and self.operation.new_api.contents(new) else None,
        )

    @cached_property
    def parameters(self) -> ParametersDiff:
        """The parameters of the request in both contracts."""
        return ParametersDiff(self.operation)

    @property
    def name(self) -> str:
        """The name of the new webhook or callback in messages, such as `the webhook orderCreated`."""
        return self.operation.new.call


@dataclass(eq=False)
class IncomingRequestsDiff:
    """The difference between the incoming requests (webhooks and callbacks) of both contracts."""

    kept: list[IncomingRequestPair]
    removed: list[ApiOperation]
    added: list[ApiOperation]


def compare_incoming_requests(pairs: SchemaPairIndex) -> IncomingRequestsDiff:
    """Compare the webhooks and callbacks of two contracts: find the kept, removed and added ones.

    Requests match by name, path and HTTP method, or else by name alone, or else by JSON Pointer. A renamed request
    matches if its payload is an equal object, and no other unmatched request has the same payload.
    """
    apis = pairs.old_api, pairs.new_api
    requests = apis[0].incoming_requests, apis[1].incoming_requests
    kept, removed, added = match_operations(*apis, *requests, (_by_address, by_id, _by_place))
    olds, news = ({each.id: each for each in side} for side in (removed, added))

    def are_equal(old: str, new: str) -> bool:
        payloads = [_payload(*side) for side in zip(apis, (olds[old], news[new]), strict=True)]
        return None not in payloads and pairs.are_equal_refs(*payloads)  # type: ignore[arg-type]

    for old, new in match_renamed(dict.fromkeys(olds, "the same"), dict.fromkeys(news, "the same"), are_equal):
        kept.append(OperationPair(*apis, olds[old], news[new]))
        removed.remove(olds[old])
        added.remove(news[new])
    return IncomingRequestsDiff([IncomingRequestPair(pair) for pair in kept], removed, added)


def _payload(api: ApiSurface, request: ApiOperation) -> SchemaRef | None:
    """Return the schema of the request's payload, which is compared to recognize a renamed webhook or callback.

    Return None unless the payload has exactly one media type, and its schema is an object with properties.
    """
    contents = api.contents(request.source.body) if request.source.body else {}
    ref = api.schemas.spot((next(iter(contents.values())),)) if len(contents) == 1 else ()
    return ref if ref and any(each.is_class for each in api.schemas.shape(ref).variants) else None


def _by_address(request: ApiOperation) -> Hashable:
    return request.id, request.source.path, request.source.method


def _by_place(request: ApiOperation) -> Hashable:
    # The name of a callback contains the name of its operation, which can change.
    return request.source.pointer


about_requests = rules_for(IncomingRequestsDiff)
about_request = rules_for(IncomingRequestPair)


@about_requests("minor", "ok", opposite="webhook-removed")
def webhook_added(diff: IncomingRequestsDiff) -> Iterator[RuleMatch]:
    """Report that the API can send one more webhook or callback request. Existing code stays valid."""
    for each in diff.added:
        pointer = each.source.pointer
        message = f"{each.call} is new"
        yield RuleMatch(message, new_pointer=pointer, new=each.id, operations=(each.id,), added=(pointer,))


@about_requests("major", "breaks", opposite="webhook-added")
def webhook_removed(diff: IncomingRequestsDiff) -> Iterator[RuleMatch]:
    """Report that the API no longer sends the webhook or callback request.

    So programs that wait for the request break.
    """
    for each in diff.removed:
        message = f"{each.call} was removed: programs that wait for it break"
        pointer = each.source.pointer
        yield RuleMatch(
            message,
            pointer,
            near=pointer[:-1],
            old=each.id,
            operations=(each.id,),
            removed=(pointer,),
            names=PAYLOAD_NAMES,
        )


@about_request("patch", "ok", opposite=SYMMETRIC)
def webhook_event_renamed(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that the operationId of a webhook or callback changes.

    The package recognizes a webhook by its name, not by its operationId. So callers' code needs no change, unless the
    operationId is in the name of a payload class; then another rule reports the class.
    """
    old, new = (each.source.node.get("operationId") for each in (pair.operation.old, pair.operation.new))
    if old != new:
        message = f"the operationId of {pair.name} has changed"
        yield RuleMatch(message, *pair.operation.pointers("operationId"), old=old, new=new)


@about_request("patch", "degraded", opposite=SYMMETRIC)
def webhook_renamed(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that a webhook or callback gets another name.

    The new package recognizes the new name, and the payload has the same type as before. Installed clients do not know
    the new name: if a payload contains it as the event, they return an UnknownEvent.
    """
    old, new = pair.operation.old, pair.operation.new
    is_same_callback = old.source.pointer == new.source.pointer and old.source.pointer[0] == "paths"
    if old.id != new.id and not is_same_callback:
        message = f"{old.call} is now {new.call}"
        yield RuleMatch(message, *pair.operation.pointers(), old=old.id, new=new.id)


@about_request("patch", "behaviour", opposite=SYMMETRIC)
def webhook_sent_otherwise(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that the API sends the request with a new HTTP method or to a new path.

    The receiving program must handle it. The package does not depend on the method or the path.
    """
    old, new = pair.operation.old.source, pair.operation.new.source
    for key, before, after in (
        ("method", f"as {old.method.upper()}", f"as {new.method.upper()}"),
        ("path", f"to {old.path}", f"to {new.path}"),
    ):
        # The path of a webhook is its name, about which `webhook_renamed` is.
        is_name = key == "path" and old.pointer[0] == "webhooks"
        if before != after and not is_name:
            message = f"{pair.name} is now sent {after}, no longer {before}"
            yield RuleMatch(message, *pair.operation.pointers(), old=before, new=after, key=key)


@about_request("minor", "ok", opposite="webhook-payload-removed")
def webhook_payload_added(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that the request gains a payload. Programs that do not read the payload stay valid."""
    old, new = pair.payloads
    if old is None and new is not None:
        yield RuleMatch(f"{pair.name} now has a payload", new_pointer=new.pointer, added=(new.pointer,))


@about_request("major", "breaks", opposite="webhook-payload-added")
def webhook_payload_removed(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that the request has no payload any more, so programs that read the payload break."""
    old, new = pair.payloads
    if old is not None and new is None:
        message = f"{pair.name} no longer has a payload: code that reads it breaks"
        near = pair.operation.pointers()[1]
        yield RuleMatch(message, old.pointer, near=near, removed=(old.pointer,), names=PAYLOAD_NAMES)


@about_request("major", "breaks", opposite=SYMMETRIC)
def webhook_payload_replaced(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that the payload has another media type than before, so programs that read the payload break."""
    content = pair.payload.content
    if content and not content.kept and content.old and content.new:
        old, new = list(content.old), list(content.new)
        message = f"the payload of {pair.name} is now {' or '.join(new)}, no longer {' or '.join(old)}"
        pointers = content.old_holder.pointer, content.new_holder.pointer
        yield RuleMatch(f"{message}: code that reads it breaks", *pointers, old=old, new=new, names=PAYLOAD_NAMES)


def _match_required_payload(pair: IncomingRequestPair, ending: str, *, required: bool) -> Iterator[RuleMatch]:
    old, new = pair.payloads
    if old is not None and new is not None:
        before, after = (each.node.get("required") is True for each in (old, new))
        if before != after and after is required:
            yield RuleMatch(f"the payload of {pair.name} {ending}", old.pointer, new.pointer, old=before, new=after)


@about_request("patch", "behaviour", opposite="webhook-payload-became-required")
def webhook_payload_became_optional(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that the payload becomes optional, so the API may send the request without it. Programs must handle this.

    The package does not change, since it reads a payload only where there is one.
    """
    yield from _match_required_payload(pair, "may now be missing", required=False)


@about_request("patch", "ok", opposite="webhook-payload-became-optional")
def webhook_payload_became_required(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that the payload is now always present. Programs that handle requests without it stay valid."""
    yield from _match_required_payload(pair, "is now always present", required=True)


@about_request("patch", "ok", opposite="webhook-parameter-removed")
def webhook_parameter_added(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that a parameter is added to the webhook.

    The package has no types for webhook parameters, so no code breaks.
    """
    for each in pair.parameters.added:
        yield RuleMatch(f"{pair.name} now has a {_label(each)}", new_pointer=each.pointer, new=each.parameter)


@about_request("patch", "ok", opposite="webhook-parameter-added")
def webhook_parameter_removed(pair: IncomingRequestPair) -> Iterator[RuleMatch]:
    """Report that a parameter is removed from the webhook. Programs that read the parameter find no value.

    The package has no types for webhook parameters, so it does not change.
    """
    for each in pair.parameters.removed:
        message = f"{pair.name} no longer has the {_label(each)}"
        yield RuleMatch(message, each.pointer, near=pair.operation.pointers()[1], old=each.parameter)


def _label(argument: ApiArgument) -> str:
    return f"{'header' if argument.location == 'header' else 'parameter'} {argument.parameter}"
