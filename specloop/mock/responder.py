"""The Responder, which builds responses to valid requests from the document and the stored resources."""

from __future__ import annotations

from specloop.codegen.api_names import idempotency_header
from specloop.codegen.extensions import IDEMPOTENCY_HEADER
from specloop.mock.exchange import MockExchange
from specloop.mock.operation_plans import OperationPlanner
from specloop.mock.reply import Reply
from specloop.mock.representations import Representer
from specloop.mock.request_checks import CheckedRequest, HttpError, IncomingRequest
from specloop.mock.response_parts import ResponseParts
from specloop.mock.router import Match
from specloop.mock.state import MockState
from specloop.mock.store import Store
from specloop.openapi.operations import Operation
from specloop.openapi.schema_set import SchemaSet
from specloop.openapi.values import ValueMaker

METHODS_WITHOUT_EFFECT = {"GET", "HEAD", "OPTIONS"}


class Responder:
    """Builds the responses to valid requests, for one document."""

    def __init__(
        self, requests: SchemaSet, responses: SchemaSet, planner: OperationPlanner, *, items: int, seed: int
    ) -> None:
        self.responses = responses
        self.maker = ValueMaker(responses, seed)
        self.parts = ResponseParts(responses, self.maker)
        representer = Representer(responses, self.maker)
        self.state = MockState(requests, responses, planner, self.parts, representer, Store(), items)

    def respond(self, match: Match, request: IncomingRequest, checked: CheckedRequest, url: str) -> Reply:
        """Return the success response to a valid request, or the response that its Prefer header selects.

        `url` is the URL of the mock. Raises HttpError if the mock must send an error, such as 404.
        """
        operation = match.route.operation
        preferences = parse_preferences(request.headers.get("prefer", ""))
        if code := preferences.get("code"):
            return self.parts.preferred(operation, code, request)
        target = self.parts.target(operation, self.state.planner.plan(match.route).role, request, checked)
        header = idempotency_header(operation) or IDEMPOTENCY_HEADER
        key = (request.method, request.raw_path, request.headers.get(header.lower(), ""))
        replies: dict[tuple[str, str, str], Reply] = self.state.store.replies
        if key[2] and key in replies:
            return replies[key]
        exchange = MockExchange(
            self.state, match, request, checked, target, url=url, wanted=preferences.get("example", "")
        )
        reply = exchange.run()
        if key[2] and request.method not in METHODS_WITHOUT_EFFECT:
            replies[key] = reply
        return reply

    def error(self, operation: Operation | None, request: IncomingRequest, error: HttpError) -> Reply:
        """Return the response for an HttpError, with a body in the form that the operation documents for errors."""
        return self.parts.error(operation, request, error)


def parse_preferences(header: str) -> dict[str, str]:
    """Parse the preferences `code` and `example` in a Prefer header (RFC 7240). Others are left out.

    For example, `code=404, wait=5` becomes {"code": "404"}.
    """
    parts = (part.strip().partition("=") for part in header.split(","))
    found = {name.strip().lower(): value.strip().strip('"') for name, _, value in parts}
    return {name: value for name, value in found.items() if name in {"code", "example"}}
