"""Rules that compare the responses of an operation in two contracts.

They report changes of the values that a method returns, of the exceptions that it raises, and of response headers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from specloop.codegen.responses import BODILESS_STATUSES, NOT_MODIFIED, is_empty_status
from specloop.compare import describe
from specloop.compare.api_surface import ApiOperation, ApiSurface, success_statuses
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.rules.operations import OperationPair
from specloop.compare.rules.request_bodies import ContentDiff, is_structured
from specloop.compare.schema_pairs import SchemaPairIndex
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import BodyKind, essence, is_stream, order_by_preference, without_charset
from specloop.openapi.operations import parameter_schema
from specloop.openapi.schema import texts
from specloop.openapi.schema_facts import non_null_types


@dataclass(eq=False)
class ResponsePair:
    """A response of the old contract, and the matching response of the new contract."""

    operation: OperationPair
    pairs: SchemaPairIndex
    old_status: str
    new_status: str
    is_success: bool

    @property
    def old(self) -> Resolved:
        """The response in the old contract."""
        return self.operation.old.source.responses[self.old_status]

    @property
    def new(self) -> Resolved:
        """The response in the new contract."""
        return self.operation.new.source.responses[self.new_status]

    @cached_property
    def content(self) -> ContentDiff:
        """The comparison of the response's media types in both contracts."""
        return ContentDiff(self.operation.old_api, self.operation.new_api, self.old, self.new)

    def item_schemas(self) -> Iterator[tuple[JsonPointer, JsonPointer]]:
        """Yield the old and the new schema of the items of a stream, each as a pointer.

        There is one pair for each streaming media type that is in both contracts.
        """
        pair = self.operation
        old = pair.old_api.item_schemas(pair.old.source, self.old)
        new = pair.new_api.item_schemas(pair.new.source, self.new)
        yield from ((old[name], new[name]) for name in old if name in new)

    @property
    def reinterpreted(self) -> Iterator[tuple[str, JsonPointer, JsonPointer, bool]]:
        """The media types whose body is decoded by the client of one contract, and returned as bytes by the other.

        Each item has the media type, the old and the new schema pointer, and whether the new client decodes the body.
        """
        pair, content = self.operation, self.content
        # The body of an error is never bytes: without a type, it is plain JSON data or text.
        for old, new in content.kept if self.is_success else ():
            pointers = content.old[old], content.new[new]
            was_data = is_structured(pair.old_api, old, pointers[0])
            is_data = is_structured(pair.new_api, new, pointers[1])
            if was_data != is_data:
                yield new, *pointers, is_data

    def schemas(self) -> Iterator[tuple[JsonPointer, JsonPointer]]:
        """Yield the old and the new schema pointer of each media type that is in both contracts.

        A media type is omitted if the client decodes its body in only one of the contracts.
        """
        others = [pointers for _, *pointers, _ in self.reinterpreted]
        yield from (pair for pair in self.content.schemas() if self.have_bodies and [*pair] not in others)

    @property
    def label(self) -> str:
        """The name of the response body in messages, such as `the result of pets.list()`."""
        call = self.operation.new.call
        return f"the result of {call}" if self.is_success else f"the body of error {self.new_status} of {call}"

    @property
    def old_type(self) -> str:
        """A description of the response body's types in the old contract."""
        return _describe_body(self.operation.old_api, self.old)

    @property
    def new_type(self) -> str:
        """A description of the response body's types in the new contract."""
        return _describe_body(self.operation.new_api, self.new)

    @property
    def preferred(self) -> tuple[str, str]:
        """The media type that the client requests by default, in the old and in the new contract.

        It decides the method's return type.
        """
        return order_by_preference(self.content.old)[0], order_by_preference(self.content.new)[0]

    @property
    def is_type_kept(self) -> bool:
        """Whether code that handles the old response body can handle the new one.

        A success response must have the same default media type in both contracts, or two JSON defaults with equal
        schemas. An error response must have one media type that is in both contracts.
        """
        if not self.content.kept or not self.is_success:
            return bool(self.content.kept)
        return self.preferred in self.content.kept or self._are_default_schemas_equal

    @property
    def _are_default_schemas_equal(self) -> bool:
        """Whether the default media type is JSON in both contracts, with equal schemas and the same generated class."""
        old, new = self.preferred
        apis, refs = (self.operation.old_api, self.operation.new_api), (self.content.old[old], self.content.new[new])
        kinds = [api.body_kind(name, at) for api, name, at in zip(apis, (old, new), refs, strict=True)]
        classes = [api.class_of(api.schemas.spot((at,))) for api, at in zip(apis, refs, strict=True)]
        return {*kinds} == {BodyKind.JSON} and classes[0] == classes[1] and self.pairs.are_equal(*refs)

    @property
    def lost_stream(self) -> str:
        """The streaming media type that a success response loses, or "" if it loses none.

        It is also "" if another streaming media type remains, or if the response is an error.
        """
        if not self.is_success or any(map(is_stream, self.content.new)):
            return ""
        return next(filter(is_stream, self.content.removed), "")

    @property
    def have_bodies(self) -> bool:
        """Whether both responses have bodies."""
        return self.had_body and self.has_body

    @property
    def had_body(self) -> bool:
        """Whether the response has a body in the old contract."""
        return _has_body(self.operation.old, self.old_status, is_success=self.is_success)

    @property
    def has_body(self) -> bool:
        """Whether the response has a body in the new contract."""
        return _has_body(self.operation.new, self.new_status, is_success=self.is_success)


@dataclass(eq=False)
class ResponsesDiff:
    """The responses of an operation, compared by status.

    `kept` pairs responses with the same status. It also pairs a status with the one that replaces it, such as 200 with
    201. `removed` and `added` contain the other responses, as tuples (status, response, is_success).
    """

    operation: OperationPair
    pairs: SchemaPairIndex
    kept: list[ResponsePair] = field(init=False)
    removed: list[tuple[str, Resolved, bool]] = field(init=False)
    added: list[tuple[str, Resolved, bool]] = field(init=False)

    def __post_init__(self) -> None:
        old, new = self.operation.old.source.responses, self.operation.new.source.responses
        known = {status.upper(): status for status in new}
        successes = [_successes(each) for each in (self.operation.old, self.operation.new)]
        # Responses with equal statuses match, if both are successes or both are errors.
        together = {
            status: known[status.upper()]
            for status in old
            if status.upper() in known and (status in successes[0]) == (known[status.upper()] in successes[1])
        }
        # If one old and one new response with the same first digit remain, they match. For errors, one of the
        # statuses must also be a range such as `4XX`.
        for first in {status[0] for status in (*old, *new)}:
            removed = [each for each in old if each not in together and each[0] == first]
            added = [each for each in new if each not in together.values() and each[0] == first]
            if len(removed) == len(added) == 1:
                are_successes = removed[0] in successes[0] and added[0] in successes[1]
                if are_successes or "X" in f"{removed[0]}{added[0]}".upper():
                    together[removed[0]] = added[0]
        # If one old and one new success remain, and one is `default`, they match. But a 3xx status has no body.
        left = [each for each in successes[0] if each not in together]
        came = [each for each in successes[1] if each not in together.values()]
        is_empty = any(each[0] == "3" for each in (*left, *came))
        if len(left) == len(came) == 1 and "default" in (*left, *came) and not is_empty:
            together[left[0]] = came[0]
        self.kept = [
            ResponsePair(self.operation, self.pairs, old_status, new_status, new_status in successes[1])
            for old_status, new_status in together.items()
        ]
        self.removed = [(each, old[each], each in successes[0]) for each in old if each not in together]
        self.added = [(each, new[each], each in successes[1]) for each in new if each not in together.values()]


def _successes(operation: ApiOperation) -> list[str]:
    return success_statuses(operation.source)


def _describe_body(api: ApiSurface, response: Resolved) -> str:
    """Describe the types of a response body. If the schemas determine no Python type, list the media types."""
    contents = api.contents(response)
    schemas = (api.schemas.shape_at((at,)) for name, at in contents.items() if is_structured(api, name, at))
    types = [describe.describe_value(api, schema) for schema in schemas] or list(contents)
    return " or ".join(dict.fromkeys(types))


def _describe_status(status: str) -> str:
    return "any other status" if status == "default" else f"status {status}"


def _has_body(operation: ApiOperation, status: str, *, is_success: bool = True) -> bool:
    """Return whether the response for `status` has `content`, and the client reads it.

    The client reads no body for 304. For successes (`is_success`), it reads none if the method is HEAD or the status is
    204, 205 or 3xx.
    """
    is_empty = is_success and (is_empty_status(status) or operation.source.method == "head")
    is_empty = is_empty or status == NOT_MODIFIED
    return bool(operation.source.responses[status].node.get("content")) and not is_empty


# --- added and removed ---

about_responses = rules_for(ResponsesDiff)


def _near(diff: ResponsesDiff) -> JsonPointer:
    return diff.operation.pointers("responses")[1]


def _has_other_bodies(operation: ApiOperation, status: str) -> bool:
    """Return whether a success response with another status than `status` has a body."""
    others = [each for each in _successes(operation) if each != status and _has_body(operation, each)]
    # For 204 and 205, a method that returns a stream for other statuses returns an empty stream, and not None.
    if status in BODILESS_STATUSES:
        others = [each for each in others if not all(map(is_stream, operation.source.responses[each].node["content"]))]
    return bool(others)


@about_responses("minor", "ok", opposite="success-removed")
def success_added(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that a success response with a body is added, so a call may return one more type than before.

    Installed clients decode the new body by the schema of the first success response in the old contract.
    """
    for status, response, is_success in diff.added:
        if is_success and _has_body(diff.operation.new, status):
            body = _describe_body(diff.operation.new_api, response)
            message = f"{diff.operation.new.call} may now also return {body}, with {_describe_status(status)}"
            yield RuleMatch(message, new_pointer=response.pointer, new=status, added=(response.pointer,))


@about_responses("major", "breaks", opposite="success-added")
def success_removed(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that a success response with a body is removed, so a call no longer returns the type of this response.

    Code that uses a value of this type breaks.
    """
    for status, response, is_success in diff.removed:
        if is_success and _has_body(diff.operation.old, status):
            call = diff.operation.new.call
            body = _describe_body(diff.operation.old_api, response)
            message = f"{call} no longer returns {body}, as it did with {_describe_status(status)}"
            yield RuleMatch(
                f"{message}: code that uses it breaks",
                response.pointer,
                near=_near(diff),
                old=status,
                removed=(response.pointer,),
            )


@about_responses("major", "breaks", opposite="empty-success-removed")
def empty_success_added(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that a success response without a body is added, so a call may return None.

    Code that uses the result as a value breaks.
    """
    for status, response, is_success in diff.added:
        if is_success and not _has_body(diff.operation.new, status) and _has_other_bodies(diff.operation.new, status):
            message = f"{diff.operation.new.call} may now return None, with {_describe_status(status)}"
            match = RuleMatch(f"{message}: code that uses it breaks", new_pointer=response.pointer, new=status)
            # If the old contract documents the status, too, installed clients already return None for it.
            yield replace(match, is_wire_ok=status in diff.operation.old.source.responses)


@about_responses("minor", "ok", opposite="empty-success-added")
def empty_success_removed(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that a success response without a body is removed, so a call no longer returns None.

    Existing checks for None stay valid.
    """
    for status, response, is_success in diff.removed:
        if is_success and not _has_body(diff.operation.old, status) and _has_other_bodies(diff.operation.old, status):
            message = f"{diff.operation.new.call} no longer returns None, as it did with {_describe_status(status)}"
            yield RuleMatch(message, response.pointer, near=_near(diff), old=status)


def _result(operation: ApiOperation) -> str:
    """Return what a call returns: `value`, `redirect`, `nothing`, or `anything` for a body that is not documented."""
    statuses = _successes(operation)
    if any(_has_body(operation, each) for each in statuses):
        return "value"
    if _redirects(operation):
        return "redirect"
    # Without a documented body, the server may send any body, unless the statuses or a HEAD request exclude it.
    is_nothing = statuses and (operation.source.method == "head" or all(map(is_empty_status, statuses)))
    return "nothing" if is_nothing else "anything"


@about_responses("minor", "ok", opposite="successes-documented")
def successes_undocumented(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that successful responses may now have a body that the contract does not document.

    For example, a 200 without `content` replaces the status 204. So the method returns the body instead of None.
    Existing code does not use the result, so it stays valid.
    """
    if (_result(diff.operation.old), _result(diff.operation.new)) == ("nothing", "anything"):
        message = f"{diff.operation.new.call} may return anything: its responses may have a body that is not documented"
        yield RuleMatch(message, *diff.operation.pointers("responses"))


@about_responses("major", "ok", opposite="successes-undocumented")
def successes_documented(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that successful responses can no longer have a body, so the method returns None.

    For example, the status 204 replaces a 200 without `content`, for which the method returned any body. Code that uses
    the result breaks.
    """
    if (_result(diff.operation.old), _result(diff.operation.new)) == ("anything", "nothing"):
        message = f"{diff.operation.new.call} now returns None: code that uses its result breaks"
        yield RuleMatch(message, *diff.operation.pointers("responses"))


def _redirects(operation: ApiOperation) -> list[str]:
    """Return the statuses for which the method returns a Redirect."""
    return [each.upper() for each in _successes(operation) if each[0] == "3" and each != NOT_MODIFIED]


def _are_redirects(diff: ResponsesDiff) -> tuple[bool, bool]:
    return bool(_redirects(diff.operation.old)), bool(_redirects(diff.operation.new))


@about_responses("minor", "breaks", opposite="redirect-no-longer-returned")
def redirect_returned(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that the method now returns a Redirect.

    Existing code stays valid, since the method had no documented result before. Installed clients report the redirect
    as an error.
    """
    if _are_redirects(diff) == (False, True) and _result(diff.operation.old) != "value":
        message = f"{diff.operation.new.call} now returns a Redirect"
        yield RuleMatch(message, *diff.operation.pointers("responses"))


@about_responses("major", "breaks", opposite="redirect-no-longer-returned")
def redirect_replaces_value(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that the method now returns a Redirect instead of a value, so code that uses the value breaks.

    Installed clients report the redirect as an error.
    """
    if _are_redirects(diff) == (False, True) and _result(diff.operation.old) == "value":
        message = f"{diff.operation.new.call} now returns a Redirect: code that uses its result breaks"
        yield RuleMatch(message, *diff.operation.pointers("responses"))


@about_responses("major", "breaks", opposite=("redirect-returned", "redirect-replaces-value"))
def redirect_no_longer_returned(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that the server no longer redirects, so the method returns no Redirect.

    Code that reads the `location` of the Redirect breaks.
    """
    if _are_redirects(diff) == (True, False):
        message = f"{diff.operation.new.call} no longer returns a Redirect: code that uses it breaks"
        yield RuleMatch(message, *diff.operation.pointers("responses"))


def _more_redirects(one: ApiOperation, other: ApiOperation) -> list[str]:
    """Return the redirect statuses of `one` that `other` does not have.

    Return [] if `other` has 3XX, which includes all of them. Also return [] if `other` has no redirects, since another
    rule reports that.
    """
    known = _redirects(other)
    return [each for each in _redirects(one) if known and each not in known and "3XX" not in known]


@about_responses("patch", "breaks", opposite="redirect-status-removed")
def redirect_status_added(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that the method returns a Redirect for one more status.

    Installed clients report this status as an error.
    """
    for status in _more_redirects(diff.operation.new, diff.operation.old):
        message = f"{diff.operation.new.call} may now return a Redirect with status {status}"
        yield RuleMatch(message, *diff.operation.pointers("responses"), new=status, key=status)


@about_responses("patch", "ok", opposite="redirect-status-added")
def redirect_status_removed(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that one redirect status is no longer documented.

    The method still returns a Redirect for the other statuses.
    """
    for status in _more_redirects(diff.operation.old, diff.operation.new):
        message = f"{diff.operation.new.call} no longer returns a Redirect with status {status}"
        yield RuleMatch(message, *diff.operation.pointers("responses"), old=status, key=status)


def _is_bodiless(diff: ResponsesDiff) -> bool:
    return _result(diff.operation.old) == _result(diff.operation.new) in {"nothing", "anything"}


@about_responses("patch", "ok", opposite="bodiless-success-removed")
def bodiless_success_added(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that a success response without a body is added, but the method's return type does not change.

    The return type is the same because no success response of the operation has a documented body.
    """
    for status, response, is_success in diff.added if _is_bodiless(diff) else ():
        if is_success:
            message = f"{diff.operation.new.call} is now documented to return {_describe_status(status)}"
            yield RuleMatch(message, new_pointer=response.pointer, new=status, key=status)


@about_responses("patch", "ok", opposite="bodiless-success-added")
def bodiless_success_removed(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that a success response without a body is removed, but the method's return type does not change.

    The return type is the same because no success response of the operation has a documented body.
    """
    for status, response, is_success in diff.removed if _is_bodiless(diff) else ():
        if is_success:
            message = f"{diff.operation.new.call} is no longer documented to return {_describe_status(status)}"
            yield RuleMatch(message, response.pointer, near=_near(diff), old=status, key=status)


def _has_not_modified(operation: ApiOperation) -> bool:
    return NOT_MODIFIED in operation.source.responses and NOT_MODIFIED not in _successes(operation)


@about_responses("patch", "ok", opposite="not-modified-removed")
def not_modified_added(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that the status 304 becomes documented, for which the method returns None.

    Existing calls never get it: servers send 304 only to conditional requests (RFC 9110, 15.4.5), and the method has no
    parameter, such as `If-None-Match`, that makes its requests conditional.
    """
    if _has_not_modified(diff.operation.new) and NOT_MODIFIED not in diff.operation.old.source.responses:
        message = (
            f"{diff.operation.new.call} is now documented to return None, with status 304, if a request is conditional"
        )
        pointer = diff.operation.new.source.responses[NOT_MODIFIED].pointer
        yield RuleMatch(message, new_pointer=pointer, new=NOT_MODIFIED)


@about_responses("patch", "ok", opposite="not-modified-added")
def not_modified_removed(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that the status 304 is no longer documented.

    Most calls never get it, since no parameter makes requests conditional. Only calls that pass a header such as
    `If-None-Match` themselves are affected: they raise an exception for 304.
    """
    if _has_not_modified(diff.operation.old) and NOT_MODIFIED not in diff.operation.new.source.responses:
        message = f"{diff.operation.new.call} is no longer documented to return None, with status 304"
        pointer = diff.operation.old.source.responses[NOT_MODIFIED].pointer
        yield RuleMatch(message, pointer, near=_near(diff), old=NOT_MODIFIED)


@about_responses("minor", "ok", opposite="error-removed")
def error_added(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that one more error response is documented.

    Code stays valid: calls could already raise an error for its status.
    """
    for status, response, is_success in diff.added:
        if not is_success and status != NOT_MODIFIED:
            message = f"{diff.operation.new.call} may raise an error of {_describe_status(status)}"
            yield RuleMatch(message, new_pointer=response.pointer, new=status, added=(response.pointer,))


@about_responses("minor", "ok", opposite="error-added")
def error_removed(diff: ResponsesDiff) -> Iterator[RuleMatch]:
    """Report that an error response is no longer documented.

    Code that catches the exception for its status stays valid.
    """
    for status, response, is_success in diff.removed:
        if not is_success and status != NOT_MODIFIED:
            message = f"{diff.operation.new.call} no longer raises an error of {_describe_status(status)}"
            yield RuleMatch(message, response.pointer, near=_near(diff), old=status, removed=(response.pointer,))


# --- one response ---

about_response = rules_for(ResponsePair)


@about_response("patch", "ok", opposite=SYMMETRIC)
def status_changed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the status of a success response changes.

    Code stays valid, since the client accepts any success status. For a status that they do not know, installed clients
    decode the body like the first success response in the old contract.
    """
    statuses = (pair.old_status, pair.new_status)
    is_range = "X" in "".join(statuses).upper() and "default" not in statuses
    is_redirect = any(status[0] == "3" for status in statuses)  # Other rules are about redirects.
    if not is_redirect and pair.old_status.upper() != pair.new_status.upper() and not is_range:
        message = f"the status of {pair.operation.new.call} is now {pair.new_status}, no longer {pair.old_status}"
        yield RuleMatch(message, pair.old.pointer, pair.new.pointer, old=pair.old_status, new=pair.new_status)


@about_response("minor", "ok", opposite="response-body-removed")
def response_body_added(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response gains a body, so the method returns a value instead of None.

    Hardly any code relies on the result None.
    """
    if not pair.had_body and pair.has_body:
        message = f"{pair.label} is now {pair.new_type}, no longer None"
        if not pair.is_success:
            message = f"{pair.label} is now documented: {pair.new_type}"
        pointers = pair.old.pointer, pair.new.pointer
        yield RuleMatch(message, *pointers, new=list(pair.content.new), added=pointers[1:])


@about_response("major", "breaks", opposite="response-body-added")
def response_body_removed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response loses its body, so the method returns None instead of a value.

    Code that uses the result breaks.
    """
    if pair.had_body and not pair.has_body:
        message = f"{pair.label} is now None, no longer {pair.old_type}: code that uses it breaks"
        if not pair.is_success:
            message = f"{pair.label} is no longer documented: code that reads it may break"
        pointers = pair.old.pointer, pair.new.pointer
        yield RuleMatch(message, *pointers, old=list(pair.content.old), removed=pointers[:1])


@about_response("minor", "ok", opposite=("response-media-type-removed", "response-stream-removed"))
def response_media_type_added(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response gains a media type. Existing code stays valid.

    By default, the client requests the same media type as before. Callers may request the new one by an `Accept`
    header.
    """
    for name in pair.content.added if pair.have_bodies and pair.is_type_kept else ():
        message = f"{pair.label} is now also documented as {name}"
        pointer = pair.content.new[name]
        yield RuleMatch(message, new_pointer=pointer[:-1], new=name, key=name, added=(pointer,))


@about_response("minor", "ok", opposite="response-media-type-added")
def response_media_type_removed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response loses a media type that clients do not request by default.

    Code for the remaining media types stays valid.
    """
    for name in pair.content.removed if pair.have_bodies and pair.is_type_kept and not pair.lost_stream else ():
        pointer = pair.content.old[name]
        message = f"{pair.label} is no longer {name}"
        yield RuleMatch(message, pointer[:-1], near=pair.new.pointer, old=name, key=name, removed=(pointer,))


@about_response("patch", "behaviour", opposite=SYMMETRIC)
def response_stream_end_changed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that another text marks the end of a stream, or that the event that reports errors has another name.

    Callers' code needs no change. Installed clients look for the old text and name, so they may return the new end or
    error as an item.
    """
    operation = pair.operation
    old_ends = operation.old_api.stream_ends(operation.old.source, pair.old) if pair.is_success else {}
    new_ends = operation.new_api.stream_ends(operation.new.source, pair.new) if pair.is_success else {}
    for name, new in new_ends.items():
        if name in old_ends and old_ends[name] != new:
            message = f"a stream of {pair.label} ends, or reports an error, in another way"
            pointers = pair.old.pointer, pair.new.pointer
            yield RuleMatch(message, *pointers, old=list(old_ends[name]), new=list(new), key=name)


@about_response("major", "breaks", opposite="response-media-type-added")
def response_stream_removed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response loses its last streaming media type, so calls with `stream=True` break."""
    if pair.have_bodies and pair.is_type_kept and (name := pair.lost_stream):
        pointer = pair.content.old[name]
        message = f"{pair.label} is no longer {name}: calls with stream=True break"
        near = pair.new.pointer
        yield RuleMatch(message, pointer[:-1], near=near, old=name, removed=(pointer,), names=("stream",))


@about_response("major", "ok", opposite=(SYMMETRIC, "response-media-type-replaced"))
def response_media_type_preferred(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the client requests another media type of the response by default.

    So the method returns another type. Code for the old type breaks. Installed clients still request and get the old
    media type.
    """
    if pair.have_bodies and pair.content.kept and not pair.is_type_kept:
        old, new = pair.preferred
        if old not in pair.content.removed:
            message = f"{pair.label} is now {new}, no longer {old}, by default: code that uses it breaks"
            pointers = pair.content.old[old], pair.content.new[new]
            is_added = new in pair.content.added
            yield RuleMatch(message, *pointers, old=old, new=new, added=pointers[1:] if is_added else ())


@about_response("major", "breaks", opposite=(SYMMETRIC, "response-media-type-preferred"))
def response_media_type_replaced(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response loses the media type that clients request by default.

    So the method returns another type. Code that uses the result breaks.
    """
    if pair.have_bodies and (
        not pair.content.kept or (not pair.is_type_kept and pair.preferred[0] in pair.content.removed)
    ):
        old, new = list(pair.content.old), list(pair.content.new)
        if pair.content.kept:
            old, new = [pair.preferred[0]], [pair.preferred[1]]
        message = f"{pair.label} is now {' or '.join(new)}, no longer {' or '.join(old)}: code that uses it breaks"
        pointers = pair.old.pointer, pair.new.pointer
        yield RuleMatch(message, *pointers, old=old, new=new, removed=pointers[:1], added=pointers[1:])


@about_response("major", "ok", opposite="response-body-undecoded")
def response_body_decoded(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response gains a schema by which the client decodes the body.

    Code that uses the result as bytes breaks. Installed clients still return the bytes of the body.
    """
    for name, old, new, is_decoded in pair.reinterpreted:
        if is_decoded:
            message = f"{pair.label} is now {pair.new_type}, no longer bytes: code that uses it breaks"
            yield RuleMatch(message, old[:-1], new, new=name, key=name, added=(new,))


@about_response("major", "breaks", opposite="response-body-decoded")
def response_body_undecoded(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the response loses the schema by which the client decodes the body.

    So the method returns the bytes of the body. Code that uses the decoded value breaks. Installed clients cannot
    decode bodies that are not JSON.
    """
    for name, old, new, is_decoded in pair.reinterpreted:
        if not is_decoded:
            message = f"{pair.label} is now bytes, no longer {pair.old_type}: code that uses it breaks"
            yield RuleMatch(message, old, new[:-1], old=name, key=name, removed=(old,))


@about_response("patch", "ok", opposite=SYMMETRIC)
def response_media_type_changed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the media type of the response changes from one JSON media type to another.

    The client decodes all JSON media types in the same way, so nothing breaks.
    """
    for old, new in pair.content.kept:
        if old != new and essence(old) != essence(new):
            pointers = pair.content.old[old][:-1], pair.content.new[new][:-1]
            yield RuleMatch(f"{pair.label} is now {new}, no longer {old}", *pointers, old=old, new=new)


@about_response("patch", "breaks", opposite=SYMMETRIC)
def accepted_media_type_changed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the parameters of a media type change, as from `version=1` to `version=2`.

    Callers' code needs no change. Installed clients send the old parameters in the Accept header.
    """
    for old, new in pair.content.kept:
        if old != new and essence(old) == essence(new):
            pointers = pair.content.old[old][:-1], pair.content.new[new][:-1]
            message = f"{pair.operation.new.call} now requests {new}, no longer {old}"
            yield RuleMatch(message, *pointers, old=old, new=new)


@about_response("patch", "ok", opposite=SYMMETRIC)
def response_documentation_changed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the documentation of the response changes. In the package, only the docstring changes."""
    if set(texts(pair.old.node)) != set(texts(pair.new.node)):
        pointers = (*pair.old.pointer, "description"), (*pair.new.pointer, "description")
        message = f"the description of status {pair.new_status} of {pair.operation.new.call} has changed"
        yield RuleMatch(message, *pointers)


# --- headers, which the client returns as text ---


def _headers(api: ApiSurface, response: Resolved) -> dict[str, Resolved]:
    return {
        name.lower(): resolve_ref(api.data, header, (*response.pointer, "headers", name))
        for name, header in (response.node.get("headers") or {}).items()
        if name.lower() != "content-type"  # The media types describe it, so OpenAPI ignores this header here.
    }


def _header_details(api: ApiSurface, header: Resolved) -> tuple[object, ...]:
    """Return the values of a response header that are compared in addition to its schema.

    They are `required`, whether the header is an object with `explode: true`, and the media types in `content`.
    """
    schema = resolve_ref(api.data, header.node.get("schema")).node
    is_exploded = non_null_types(schema) == ["object"] and header.node.get("explode") is True
    return header.node.get("required") is True, is_exploded, *map(without_charset, header.node.get("content") or ())


def _header_sides(pair: ResponsePair) -> tuple[dict[str, Resolved], dict[str, Resolved]]:
    return _headers(pair.operation.old_api, pair.old), _headers(pair.operation.new_api, pair.new)


@about_response("patch", "ok", opposite="response-header-removed")
def response_header_added(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that a response header is added. The package has no types for response headers, so no code breaks."""
    old, new = _header_sides(pair)
    for name, header in new.items():
        if name not in old:
            message = f"the response of {pair.operation.new.call} has a new header {name}"
            yield RuleMatch(message, new_pointer=header.pointer, new=name, key=name)


@about_response("patch", "ok", opposite="response-header-added")
def response_header_removed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that a response header is removed.

    The package has no types for response headers, so callers' code must already handle a missing header.
    """
    old, new = _header_sides(pair)
    for name, header in old.items():
        if name not in new:
            message = f"the response of {pair.operation.new.call} no longer has the header {name}"
            yield RuleMatch(message, header.pointer, near=pair.new.pointer, old=name, key=name)


@about_response("patch", "ok", opposite=SYMMETRIC)
def response_header_changed(pair: ResponsePair) -> Iterator[RuleMatch]:
    """Report that the schema of a response header changes.

    The package has no types for response headers, so no code breaks.
    """
    old, new = _header_sides(pair)
    for name, header in new.items():
        before = old.get(name)
        if before is None:
            continue
        sides = ((pair.operation.old_api, before), (pair.operation.new_api, header))
        schemas = (parameter_schema(api.data, each).pointer for api, each in sides)
        details = [_header_details(*side) for side in sides]
        is_same = pair.pairs.are_equal(*schemas) and details[0] == details[1]
        if not is_same or set(texts(before.node)) != set(texts(header.node)):
            message = f"the header {name} of {pair.operation.new.call} has changed"
            yield RuleMatch(message, before.pointer, header.pointer, key=name)
