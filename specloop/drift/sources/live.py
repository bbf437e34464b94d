"""The API itself, by GET and HEAD alone, slowly -> a counter, and what could not be probed and why.

Each operation is called once plain, then with each value of each enum among its query parameters, then for its second
page. What it takes that is required comes from --param, or from the contract's own examples.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from specloop.drift.findings import SourceResult, result_from_counter
from specloop.drift.resolved_schema import resolve_schema
from specloop.drift.sources.http_probe import NoResponseError, Send, connect, key_variable
from specloop.drift.validation.response_validator import RecordedResponse, ResponseValidator
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import Resolved
from specloop.openapi.operations import Operation, iter_operations

SAFE_METHODS = ("GET", "HEAD")
REQUESTS_PER_SECOND = 5.0
"""Requests a second at most."""

UNAUTHORIZED, FORBIDDEN, TOO_MANY = 401, 403, 429
MIN_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class ProbeRequest:
    """One request to be made."""

    operation: Operation
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)


def examine_live(
    contract: Document,
    *,
    base_url: str | None = None,
    params: Sequence[tuple[str, str]] = (),
    rate: float | None = None,
) -> SourceResult:
    """Call the API and compare its responses with the contract.

    Raises:
        InputError: It cannot be reached, or turns us away: whether it drifts cannot be told.
    """
    plan, notes = _plan(contract, dict(params))
    validator = ResponseValidator(contract)
    counter = validator.counter
    if not plan:
        raise InputError.at(contract.source, "; ".join(["there is nothing to probe", *notes]))
    with connect(contract, base_url) as (send, address):
        refused = f"the key is missing, wrong, or may not; set {key_variable(contract)}"
        wait = _Pace(rate or REQUESTS_PER_SECOND)
        for each in plan:
            wait()
            answer = _asked(send, each, address, refused)
            counter.examined["answers"] += 1
            validator.answer(each.operation, answer)
            if answer.status >= 400 and each.operation.response(answer.status):  # noqa: PLR2004 - refused
                told = f"{each.operation.label} answered {answer.status}, as documented, to a request of ours"
                cure = "; another --param name=value may be what it wants"
                if (note := told + cure) not in notes:
                    notes.append(note)
    succeeded = any(population.status[:1] == "2" for population in counter.populations)
    if not succeeded and not counter.seen:
        raise InputError.at(address, "; ".join(["no request succeeded, so nothing was examined", *notes]))
    counter.examined["operations"] = len({each.operation.label for each in plan})
    return result_from_counter(contract, "live", counter, notes=notes)


def _asked(send: Send, each: ProbeRequest, address: str, refused: str) -> RecordedResponse:
    """Send a request. Raises InputError for an answer that tells nothing of the contract."""
    label = each.operation.label
    try:
        answer = send(each.operation.http_method, each.path, each.headers)
    except NoResponseError as error:
        raise InputError.at(
            address, f"{label} cannot be called: {error}; is it running, and is --base-url right?"
        ) from None
    status = answer.status
    if status in {UNAUTHORIZED, FORBIDDEN}:
        raise InputError.at(address, f"{label} answered {status}: {refused}")
    if status == TOO_MANY:
        raise InputError.at(address, f"{label} answered 429: too many requests; wait a minute and run once more")
    if status >= MIN_SERVER_ERROR and each.operation.response(status) is None:
        raise InputError.at(address, f"{label} answered {status}: the API is failing, which is no drift; run later")
    return answer


class _Pace:
    """Waits until the next request may be made."""

    def __init__(self, rate: float) -> None:
        self.interval = 1 / rate
        self.next = 0.0

    def __call__(self) -> None:
        now = time.monotonic()
        if now < self.next:
            time.sleep(self.next - now)
        self.next = max(now, self.next) + self.interval


# --- what to ask ---


def _plan(contract: Document, params: Mapping[str, str]) -> tuple[list[ProbeRequest], list[str]]:
    plan: list[ProbeRequest] = []
    notes: list[str] = []
    unsafe = []
    known = list(iter_operations(contract.document))
    for operation in known:
        if operation.http_method not in SAFE_METHODS:
            unsafe.append(operation.label)
            continue
        missing = [
            each.node["name"]
            for each in operation.parameters
            if _is_required(each) and _value(contract, each, params) is None
        ]
        if missing:
            cure = " ".join(f"--param {name}=..." for name in missing)
            notes.append(f"{operation.label} was not probed: no value is known for what it requires; give {cure}")
            continue
        plan += _probes(contract, operation, params)
    if unsafe:
        notes.append(f"not probed, as only GET and HEAD are read-only: {', '.join(unsafe)}")
    taken = {each.node["name"] for operation in known for each in operation.parameters}
    if unknown := params.keys() - taken:
        known_names = ", ".join(sorted(taken)) or "none"
        wrong = ", ".join(sorted(unknown))
        raise InputError.at(contract.source, f"--param {wrong}: no operation has this; expected one of {known_names}")
    return plan, notes


def _probes(contract: Document, operation: Operation, params: Mapping[str, str]) -> Iterator[ProbeRequest]:
    given = {
        (each.node["in"], each.node["name"]): str(_value(contract, each, params))
        for each in operation.parameters
        if _is_required(each) or each.node["name"] in params
    }
    yield _request(operation, given)
    for each in operation.parameters:
        key = (each.node["in"], each.node["name"])
        if key[0] != "query" or each.node["name"] in params or "schema" not in each.node:
            continue
        enum = resolve_schema(contract, (*each.pointer, "schema")).enum
        for value in enum[0] if enum else ():
            if given.get(key) != str(value):
                yield _request(operation, {**given, key: _text(value)})
    turn = _second_page(operation)
    if turn and turn not in params:
        yield _request(operation, {**given, ("query", turn): "2"})


def _second_page(operation: Operation) -> str | None:
    """Name the parameter that counts pages, if there is one."""
    query = {each.node["name"] for each in operation.parameters if each.node["in"] == "query"}
    rule = operation.node.get("x-pagination")
    if isinstance(rule, dict):
        name = rule.get("parameter")
        return name if rule.get("style") == "page" and name in query else None
    return "page" if "page" in query else None


def _request(operation: Operation, given: Mapping[tuple[str, str], str]) -> ProbeRequest:
    path = operation.path
    query, headers = [], {}
    for (location, name), value in given.items():
        if location == "path":
            path = path.replace(f"{{{name}}}", quote(value, safe=""))
        elif location == "query":
            query.append((name, value))
        elif location == "header":
            headers[name] = value
    return ProbeRequest(operation, f"{path}?{urlencode(query)}" if query else path, headers)


def _is_required(parameter: Resolved) -> bool:
    return bool(parameter.node.get("required")) or parameter.node["in"] == "path"


def _value(contract: Document, parameter: Resolved, params: Mapping[str, str]) -> str | None:
    """Find a value to send: what was given, else what the contract shows."""
    node = parameter.node
    if node["name"] in params:
        return params[node["name"]]
    examples = node.get("examples")
    candidates: list[Any] = [node.get("example")]
    if isinstance(examples, dict):
        candidates += [each.get("value") for each in examples.values() if isinstance(each, dict)]
    if isinstance(node.get("schema"), dict):
        known = resolve_schema(contract, (*parameter.pointer, "schema"))
        schema = node["schema"]
        candidates += [known.default[0] if known.default else None, schema.get("example"), *schema.get("examples", [])]
        candidates += known.enum[0][:1] if known.enum else []
    return next((_text(each) for each in candidates if isinstance(each, str | int | float)), None)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
