"""The source `live`, which sends GET and HEAD requests to the API, and validates the responses.

Each operation is called without optional parameters, then with each enum value of each query parameter, then for the
second page. Required values come from --param, from the contract's examples or, with --follow, from list responses.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote, urlencode

from specloop.drift.findings import FixableFinding, SourceResult, result_from_counter
from specloop.drift.fixes.alignment import path_shape
from specloop.drift.fixes.edits import SetKey
from specloop.drift.json_text import decode_json
from specloop.drift.resolved_schema import resolve_schema
from specloop.drift.sources.http_probe import NoResponseError, Send, connect, operation_variables
from specloop.drift.sources.page_probe import NoProofError, has_candidates, has_page_size, prove_rule
from specloop.drift.validation.response_validator import RecordedResponse, ResponseValidator
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.pagination import KEY, items_pointer, paging_rule
from specloop.report import Drift
from specloop.text_format import pluralize

SAFE_METHODS = ("GET", "HEAD")
REQUESTS_PER_SECOND = 5.0
"""The largest number of requests per second, if the user sets no other limit."""

MAX_SILENT_REQUESTS = 3
"""The number of consecutive requests without a response after which no more requests are sent."""

MAX_DROPPED_REQUESTS = 20
"""The same number if the server accepted a connection for each request, since it may answer the next one."""

HTTP_OK, HTTP_REDIRECT = 200, 300
UNAUTHORIZED, FORBIDDEN, TOO_MANY = 401, 403, 429
MIN_CLIENT_ERROR = 400
MIN_SERVER_ERROR = 500

GivenValues = Mapping[tuple[str, str], str]
"""Values of the parameters of one operation, by location (such as `query`) and name."""

Values = Mapping[tuple[str, str], str]
"""Parameter values from --param, by operation and parameter name; the operation "" stands for all operations."""


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """A request to one operation of the API: the path with the query, and the headers."""

    operation: Operation
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


def examine_live(  # noqa: PLR0913 - one argument per option of the command
    contract: Document,
    *,
    base_url: str | None = None,
    params: Sequence[tuple[str, str]] = (),
    follow: bool = False,
    paging: bool = False,
    rate: float | None = None,
) -> SourceResult:
    """Call the API, and compare its responses with the contract. Raises InputError if no response could be examined.

    The arguments are the options of the command line; `rate` is the largest number of requests per second.
    """
    contract = normalize(contract)
    plan = _Plan(contract, params)
    requests = plan.requests()
    if not requests and not (follow and plan.pending):
        raise InputError.at(contract.source, "there is nothing to probe").with_notes(plan.notes())
    with connect(contract, base_url) as (send, address):
        run = _Run(contract, send, rate or REQUESTS_PER_SECOND)
        run.probe(requests)
        while follow and (more := plan.follow(run.bodies)):
            run.probe(more)
        rules = [run.probe_paging(*each) for each in plan.lists_without_paging()] if paging else []
        notes = [*plan.notes(), *run.notes(), *(each for each in rules if isinstance(each, str))]
        notes += plan.paging_notes() if paging else []
        if not run.finish():
            message = "no request succeeded, so nothing was examined"
            raise InputError.at(address, message, line=0).with_notes(notes)
    result = result_from_counter(contract, "live", run.validator.counter, notes=notes)
    proved = [each for each in rules if isinstance(each, FixableFinding)]
    part = f"{result.examined['operations']} of {plan.count_operations()}"
    return replace(result, findings=[*result.findings, *proved], is_complete=not run.missing, part=part)


class _Run:
    """Sends requests to the API, validates the responses and collects their bodies."""

    def __init__(self, contract: Document, send: Send, rate: float) -> None:
        self.contract = contract
        self.validator = ResponseValidator(contract)
        self.bodies: list[tuple[Operation, str, Any]] = []
        """The operation, the requested path and the JSON body of each successful response."""
        self._send = send
        self._pace = _Pace(rate)
        self._failed: Counter[str] = Counter()
        self._labels: set[str] = set()
        """The labels of the operations with an examined response."""
        self._sent = self._silent = self._unanswered = self._unsent = 0

    def probe(self, requests: Sequence[ProbeRequest]) -> None:
        """Send requests one after the other, until too many in a row have no response."""
        for each in requests:
            if self._silent >= MAX_SILENT_REQUESTS or self._unanswered >= MAX_DROPPED_REQUESTS:
                self._unsent += 1
                continue
            self._pace()
            self._sent += 1
            reason = self._examine(each)
            if reason:
                self._failed[f"{each.operation.label} {reason}"] += 1

    def _examine(self, each: ProbeRequest) -> str:
        """Send a request, and validate its response.

        Return a note if there is no response or an error status, or else "".
        """
        try:
            response = self._send(each.operation, each.path, each.headers)
        except NoResponseError as error:
            self._unanswered += 1
            self._silent += not error.is_dropped
            is_first = not self.validator.counter.examined["answers"]
            hint = "; is the server running, and is --base-url correct?" if is_first else ""
            return f"cannot be called: {error}{hint}"
        self._silent = self._unanswered = 0
        status, is_documented = response.status, each.operation.response(response.status) is not None
        if status in {UNAUTHORIZED, FORBIDDEN}:
            names = ", ".join(operation_variables(self.contract, each.operation)) or "the credentials"
            return f"returned {status}: the credential is missing, wrong or not sufficient; set {names}"
        if status == TOO_MANY:
            return "returned 429: too many requests; wait a minute and run again"
        if status >= MIN_SERVER_ERROR and not is_documented:
            return f"returned {status}: the API is failing, which is not drift; run again later"
        self.validator.counter.examined["answers"] += 1
        self._labels.add(each.operation.label)
        self.validator.validate(each.operation, response)
        if status < MIN_CLIENT_ERROR:
            self._keep_body(each, response)
        elif is_documented:
            return f"returned {status}, which is documented; another --param name=value may fix it"
        return ""

    def probe_paging(self, operation: Operation, given: GivenValues, items: str) -> FixableFinding | str:
        """Request pages of a list operation whose paging the contract does not document.

        If they show how the next page is requested, return a finding whose fix documents it. If not, return a note.

        Args:
            operation: The list operation.
            given: The parameter values to send with each request.
            items: The JSON Pointer of the items in a response.
        """

        def fetch(query: Mapping[str, str]) -> Any:
            self._pace()
            more = {("query", name): value for name, value in query.items()}
            each = _request(operation, {**given, **more})
            try:
                response = self._send(operation, each.path, each.headers)
                if not HTTP_OK <= response.status < HTTP_REDIRECT:
                    raise NoProofError(f"a request of a page returned {response.status}")
                return decode_json(response.content or b"")
            except (NoResponseError, ValueError) as error:
                raise NoProofError(f"a request of a page failed: {error}") from None

        try:
            rule = prove_rule(operation, items, fetch)
        except NoProofError as reason:
            return f"{operation.label}: no paging rule is proved: {reason}"
        parameters = [f"`{rule[key]}`" for key in ("parameter", "size-parameter") if key in rule]
        shown = f"{rule['style']}, by {' and '.join(parameters)}"
        drift = Drift(
            code="undocumented-paging",
            severity="warning",
            where=self.contract.place(operation.pointer),
            message=f"{operation.label} has pages that the contract does not document: {shown}",
            operation=operation.label,
        )
        return FixableFinding(drift, lambda _: [SetKey((*operation.pointer, KEY), rule)], shown)

    def _keep_body(self, each: ProbeRequest, response: RecordedResponse) -> None:
        try:
            self.bodies.append((each.operation, each.path, decode_json(response.content or b"")))
        except ValueError:
            return  # The validator already reported a body that is not JSON.

    def finish(self) -> bool:
        """Store the number of operations with an examined response in the counter.

        Return whether a request succeeded or a difference from the contract was found.
        """
        counter = self.validator.counter
        counter.examined["operations"] = len(self._labels)
        succeeded = any(each.status[:1] == "2" for each in counter.populations)
        return succeeded or bool(counter.seen)

    @property
    def missing(self) -> int:
        """The number of planned requests whose response was not examined."""
        return self._sent + self._unsent - self.validator.counter.examined["answers"]

    def notes(self) -> list[str]:
        """Return notes about requests that failed, were not sent, or had no examined response."""
        notes = [f"{reason}{f' ({count} times)' if count > 1 else ''}" for reason, count in self._failed.items()]
        if self._unsent:
            notes.append(f"{self._unsent} requests were not sent, because {self._unanswered} in a row had no response")
        missing = self.missing
        if missing and self.validator.counter.examined["answers"]:
            notes.append(
                f"this run is not complete: {missing} of {self._sent + self._unsent} requests are not examined"
            )
        return notes


class _Pace:
    """Waits before each request, so that at most `rate` requests are sent per second."""

    def __init__(self, rate: float) -> None:
        self.interval = 1 / rate
        self.next = 0.0

    def __call__(self) -> None:
        now = time.monotonic()
        if now < self.next:
            time.sleep(self.next - now)
        self.next = max(now, self.next) + self.interval


# --- planning the requests ---


class _Plan:
    """Plans the requests to all GET and HEAD operations of the contract.

    `pending` has the operations for which the value of a required parameter is not known yet.
    """

    def __init__(self, contract: Document, params: Sequence[tuple[str, str]]) -> None:
        self.contract = contract
        self._operations = list(iter_operations(contract.data))
        self._safe = [each for each in self._operations if each.http_method in SAFE_METHODS]
        self._values = self._parse_params(params)
        self.pending = [each for each in self._safe if self._missing(each)]

    def _parse_params(self, params: Sequence[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """Return the values of --param by operation and parameter name; the operation is "" if the option names none.

        `params` has pairs of a name, such as `limit` or `listThings:limit`, and a value. Raises InputError for an
        unknown operation or parameter.
        """
        labels = {each.label: each for each in self._operations}
        names = {each.node["name"] for operation in self._operations for each in operation.parameters}
        found = {}
        for name, value in params:
            label, colon, own = name.rpartition(":")
            if colon and label in labels:
                known = {each.node["name"] for each in labels[label].parameters}
                if own not in known:
                    self._reject(name, known)
                found[label, own] = value
            elif name in names:
                found["", name] = value
            elif colon:
                message = f"--param {name}: there is no operation {label}; expected one of {', '.join(labels)}"
                raise InputError.at(self.contract.source, message)
            else:
                self._reject(name, names)
        return found

    def _reject(self, name: str, known: set[str]) -> None:
        names = ", ".join(sorted(known)) or "none"
        raise InputError.at(
            self.contract.source, f"--param {name}: no operation has this parameter; expected one of {names}"
        )

    def requests(self) -> list[ProbeRequest]:
        """Return the requests to all GET and HEAD operations for which a value of each required parameter is known."""
        pending = {each.label for each in self.pending}
        return [each for operation in self._safe if operation.label not in pending for each in self._probes(operation)]

    def follow(self, bodies: Sequence[tuple[Operation, str, Any]]) -> list[ProbeRequest]:
        """Return requests to those operations in `pending` whose path needs the id of an item in `bodies`.

        For example, an item with the id 7 in a response of `/things` leads to `/things/7`. These operations are removed
        from `pending`. `bodies` has the operation, the requested path and the JSON body of each response.
        """
        found: list[ProbeRequest] = []
        for operation in list(self.pending):
            path = next(filter(None, (_item_path(operation, *each) for each in bodies)), None)
            missing = [each for each in self._missing(operation) if each.node["in"] != "path"]
            if path and not missing:
                self.pending.remove(operation)
                found.append(_request(operation, self._known_values(operation), path))
        return found

    def lists_without_paging(self) -> Iterator[tuple[Operation, GivenValues, str]]:
        """Yield the list operations that may have pages, although the contract does not document how to request them.

        Each comes with the parameter values to send, and the JSON Pointer of the items in a response.
        """
        for operation, items in self._open_lists():
            if items is not None and has_candidates(operation):
                yield operation, self._known_values(operation), items

    def paging_notes(self) -> list[str]:
        """Return a note for each operation that seems to be a list, but of which no pages can be requested."""
        notes = []
        for operation, items in self._open_lists():
            reason = "its response has no array, or several" if items is None and has_candidates(operation) else ""
            if not has_candidates(operation):
                reason = "no query parameter could select the next page"
            if reason and (items == "" or has_page_size(operation)):
                notes.append(f"{operation.label}: no paging rule is proved: {reason}")
        return notes

    def _open_lists(self) -> Iterator[tuple[Operation, str | None]]:
        """Yield the GET operations without a paging rule, and the JSON Pointer of the items in a response.

        The pointer is None if a response has no array, or several.
        """
        for operation in self._safe:
            rule, errors = paging_rule(self.contract.data, operation)
            is_open = rule is None and not errors and KEY not in operation.node
            if is_open and operation.http_method == "GET" and operation not in self.pending:
                yield operation, items_pointer(self.contract.data, operation)

    def count_operations(self) -> str:
        """Return the number of the contract's operations, such as `12 operations`."""
        return pluralize(len(self._operations), "operation")

    def notes(self) -> list[str]:
        """Return notes about the operations that are not called, with the reasons."""
        notes = []
        for operation in self.pending:
            fix = " ".join(f"--param {each.node['name']}=..." for each in self._missing(operation))
            notes.append(f"{operation.label} was not probed: a required value is not known; pass {fix}")
        unsafe = [each.label for each in self._operations if each.http_method not in SAFE_METHODS]
        if unsafe:
            notes.append(f"not probed, because only GET and HEAD are read-only: {', '.join(unsafe)}")
        return notes

    def _missing(self, operation: Operation) -> list[Resolved]:
        return [each for each in operation.parameters if _is_required(each) and self._value(operation, each) is None]

    def _known_values(self, operation: Operation) -> dict[tuple[str, str], str]:
        values = {(each.node["in"], each.node["name"]): self._value(operation, each) for each in operation.parameters}
        stated = {
            (each.node["in"], each.node["name"])
            for each in operation.parameters
            if _is_required(each) or self._value_from_option(operation, each) is not None
        }
        return {key: value for key, value in values.items() if key in stated and value is not None}

    def _probes(self, operation: Operation) -> Iterator[ProbeRequest]:
        given = self._known_values(operation)
        yield _request(operation, given)
        for each in operation.parameters:
            key = (each.node["in"], each.node["name"])
            if key[0] != "query" or self._value_from_option(operation, each) is not None or "schema" not in each.node:
                continue
            enum = resolve_schema(self.contract, (*each.pointer, "schema")).enum
            for value in enum[0] if enum else ():
                if given.get(key) != str(value):
                    yield _request(operation, {**given, key: _format_value(value)})
        page = _page_number_parameter(self.contract, operation)
        if page and not {("", page), (operation.label, page)} & self._values.keys():
            yield _request(operation, {**given, ("query", page): "2"})

    def _value_from_option(self, operation: Operation, parameter: Resolved) -> str | None:
        name = parameter.node["name"]
        return self._values.get((operation.label, name), self._values.get(("", name)))

    def _value(self, operation: Operation, parameter: Resolved) -> str | None:
        """Return a value for a parameter from --param or from the contract; None if neither has one."""
        stated = self._value_from_option(operation, parameter)
        return stated if stated is not None else _example(self.contract, parameter)


def _item_path(operation: Operation, parent: Operation, parent_path: str, body: Any) -> str | None:
    """Return the request path of an operation on one item of a list, such as `/things/7` for the list `/things`.

    Return None if the operation is not on items of `parent`, or no item has an id. `parent_path` and `body` are the
    requested path and the response of the list.
    """
    head, _, last = operation.path.rstrip("/").rpartition("/")
    rest = ""
    if not last.startswith("{"):  # The path continues after the id, as in /things/{id}/parts.
        head, _, middle = head.rpartition("/")
        last, rest = middle, f"/{last}"
    if not (last.startswith("{") and last.endswith("}")) or path_shape(parent.path) != path_shape(head):
        return None
    name = last[1:-1]
    items = body if isinstance(body, list) else next(filter(_is_list_of_objects, _values_of(body)), [])
    for item in items if _is_list_of_objects(items) else []:
        folded = {key.replace("_", "").lower(): value for key, value in item.items()}
        for key in (name.replace("_", "").lower(), "id", "key", "slug"):
            if isinstance(folded.get(key), str | int) and not isinstance(folded[key], bool) and folded[key] != "":
                return f"{parent_path.partition('?')[0].rstrip('/')}/{quote(str(folded[key]), safe='')}{rest}"
    return None


def _values_of(body: Any) -> list[Any]:
    return list(body.values()) if isinstance(body, dict) else []


def _is_list_of_objects(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def _page_number_parameter(contract: Document, operation: Operation) -> str | None:
    """Return the name of the query parameter for page numbers that begin at 1; None if there is no such parameter."""
    query = {each.node["name"] for each in operation.parameters if each.node["in"] == "query"}
    rule, _ = paging_rule(contract.data, operation)
    if rule is not None or "x-pagination" in operation.node:
        return rule.parameter if rule is not None and rule.style == "page" and rule.first == 1 else None
    return "page" if "page" in query else None


def _request(operation: Operation, given: Mapping[tuple[str, str], str], path: str | None = None) -> ProbeRequest:
    query, headers = [], {}
    target = operation.path if path is None else path
    for (location, name), value in given.items():
        if location == "path":
            target = target.replace(f"{{{name}}}", quote(value, safe=""))
        elif location == "query":
            query.append((name, value))
        elif location == "header":
            headers[name] = value
        elif location == "cookie":
            headers["cookie"] = "; ".join(filter(None, [headers.get("cookie", ""), f"{name}={value}"]))
    return ProbeRequest(operation, f"{target}?{urlencode(query)}" if query else target, headers)


def _is_required(parameter: Resolved) -> bool:
    return bool(parameter.node.get("required")) or parameter.node["in"] == "path"


def _example(contract: Document, parameter: Resolved) -> str | None:
    """Return the example, default or first enum value of a parameter; None if the contract has none."""
    node = parameter.node
    examples = node.get("examples")
    candidates: list[Any] = [node.get("example")]
    if isinstance(examples, dict):
        candidates += [each.get("value") for each in examples.values() if isinstance(each, dict)]
    if isinstance(node.get("schema"), dict):
        known = resolve_schema(contract, (*parameter.pointer, "schema"))
        schema = node["schema"]
        candidates += [known.default[0] if known.default else None, *schema.get("examples", [])]
        candidates += known.enum[0][:1] if known.enum else []
    return next((_format_value(each) for each in candidates if isinstance(each, str | int | float)), None)


def _format_value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
