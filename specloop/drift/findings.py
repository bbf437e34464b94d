"""A tally -> findings: a sentence each, how bad it is, how often it was seen, and where the contract says otherwise."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specloop.drift.redaction import MASK
from specloop.drift.validation.observations import Observation, ObservationCounter
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import Operation
from specloop.report import Drift, Severity

MIN_SAMPLE = 100
"""What was not seen among fewer than this says nothing."""


class Code(NamedTuple):
    """What a code means."""

    severity: Severity
    reason: str


CODES = {
    "undocumented-property": Code("warning", "Answers carry a member that the contract does not have."),
    "missing-required": Code("error", "Answers lack a member that the contract requires: reading it fails."),
    "null-not-allowed": Code("error", "Answers carry null where the contract promises a value."),
    "type-mismatch": Code("error", "Answers carry another JSON type than the contract promises."),
    "undocumented-enum-value": Code("warning", "Answers carry a value that is not among those of the enum."),
    "format-mismatch": Code("error", "Text in answers does not have the format that the contract promises."),
    "constraint-violated": Code("warning", "Answers go beyond a limit that the contract states."),
    "no-union-arm-fits": Code("error", "Answers carry what fits none of the documented alternatives."),
    "undocumented-status": Code("warning", "An operation answers with a status that the contract does not have."),
    "undocumented-content-type": Code(
        "warning", "An operation answers in a media type that the contract does not have."
    ),
    "body-not-json": Code("error", "An answer that should be JSON cannot be read as such."),
    "body-missing": Code("error", "An answer has no body although the contract promises one."),
    "missing-response-header": Code("warning", "Answers lack a header that the contract requires."),
    "undocumented-operation": Code("warning", "There is traffic that no operation of the contract describes."),
    "undocumented-parameter": Code("warning", "Requests carry a query parameter that the contract does not have."),
    "undocumented-server": Code("warning", "A documented path is served by a host that the contract does not name."),
    "documented-never-seen": Code("info", f"What the contract documents was not met, among {MIN_SAMPLE} or more."),
}


class Evidence(NamedTuple):
    """A finding, and what it was made of: for the patch, and for the baseline."""

    drift: Drift
    sighting: Observation
    kinds: frozenset[str]
    """All that was observed."""


def evidence(contract: Document, tally: ObservationCounter) -> list[Evidence]:
    """Turn what was seen into findings."""
    counts: defaultdict[Observation, Counter[str]] = defaultdict(Counter)
    totals: Counter[Observation] = Counter()
    for (sighting, spot), observed in tally.seen.items():
        counts[sighting].update(observed)
        totals[sighting] += tally.spots[spot]
    return [_finding(contract, sighting, counts[sighting], totals[sighting]) for sighting in sorted(counts, key=str)]


def _finding(contract: Document, sighting: Observation, observed: Counter[str], of: int) -> Evidence:
    count = observed.total()
    kinds = frozenset(observed)
    seen = ", ".join(sorted(kinds))
    drift = Drift(
        code=sighting.code,
        severity=CODES[sighting.code].severity,
        where=contract.place(_marked_pointer(contract, sighting)),
        message=f"{_format_message(sighting, _join_types(kinds))}: {_describe_count(count, max(of, count))}",
        operation=sighting.operation,
        pointer=sighting.at,
        expected=sighting.expected or None,
        observed=seen or None,
        count=count,
        of=max(of, count),
    )
    return Evidence(drift, sighting, kinds)


def _join_types(kinds: frozenset[str]) -> str:
    """Say what was observed: `string or null`."""
    *others, last = sorted(kinds, key=lambda each: (each == "null", each))
    return f"{', '.join(others)} or {last}" if others else last


def _marked_pointer(contract: Document, sighting: Observation) -> JsonPointer:
    """Give the place to be marked: of what is required, the line that says so."""
    if sighting.code != "missing-required":
        return sighting.place
    return (*sighting.place, contract.value(sighting.place).index(sighting.detail))


def _describe_count(count: int, of: int) -> str:
    if of == 1:
        return "seen once"
    if count == of:
        return f"seen in each of {of:,}"
    return f"seen {'once' if count == 1 else f'{count:,} times'} in {of:,}"


def _format_message(sighting: Observation, seen: str) -> str:
    """Say in one sentence what is the matter."""
    what, detail, expected = _place_name(sighting), sighting.detail, sighting.expected
    label = sighting.operation
    sentences = {
        "undocumented-property": (
            f"{what} is not documented; it is {seen}" if detail != MASK
            else f"{_parent_name(sighting)} has members that are not documented, under names that look like data"
        ),
        "missing-required": f"{what} is missing, although it is required",
        "null-not-allowed": f"{what} is null, which is not documented",
        "type-mismatch": f"{what} is {seen}, where {expected} is documented",
        "undocumented-enum-value": (
            f"{what} has the value `{detail}`, which is not documented" if detail
            else f"{what} is {seen}, not {expected}"
        ),
        "format-mismatch": f"{what} is {seen}, where the format {expected} is documented",
        "constraint-violated": f"{what} does not keep to {expected}",
        "no-union-arm-fits": f"{what} fits none of the documented alternatives; it is {seen}",
        "undocumented-status": f"{label} answers {detail}, which is not documented",
        "undocumented-content-type": f"{label} answers in {detail}, where {expected} is documented",
        "body-not-json": f"{label} answers what should be JSON and is {seen}",
        "body-missing": f"{label} answers without the body that is documented",
        "missing-response-header": f"{label} answers without the header `{detail}`, which is required",
        "undocumented-operation": f"`{detail}` is called, and no operation describes it",
        "undocumented-parameter": f"{label} is called with the parameter `{detail}`, which is not documented",
        "undocumented-server": f"{label} is served by {detail}, which is not among the documented servers",
    }  # fmt: skip
    return sentences[sighting.code]


def _place_name(sighting: Observation) -> str:
    """Name a place as one would in code: `Thing.name`, or by its way in the body."""
    spoken = schema_name(sighting.place)
    if spoken and sighting.code == "missing-required":
        return f"`{spoken}.{sighting.detail}`"
    # An enum or a type that many members share is told by the member.
    if spoken and "." in spoken:
        return f"`{spoken}`"
    return f"`{sighting.at or '(the body)'}` of {sighting.operation}"


def _parent_name(sighting: Observation) -> str:
    return f"`{sighting.at.rpartition('/')[0] or '(the body)'}` of {sighting.operation}"


def schema_name(place: JsonPointer) -> str:
    """Name a schema by its component and the members on the way; empty if it is in no component."""
    if place[:2] != ("components", "schemas"):
        return ""
    name, steps = str(place[2]), list(place[3:])
    while steps:
        step = steps.pop(0)
        if step == "properties" and steps:
            name += f".{steps.pop(0)}"
        elif step == "items":
            name += "[]"
        elif step == "additionalProperties":
            name += "{}"
    return name


# --- what was not seen ---


def never_seen(
    contract: Document, tally: ObservationCounter, operations: Iterable[Operation], *, calls: bool
) -> list[Drift]:
    """List what is documented and was not met although there was enough to meet it in.

    Args:
        contract: The contract.
        tally: What was seen.
        operations: Those of the contract.
        calls: Whether the answers are those of real traffic, so that calls that were not made mean something.
    """
    found = [*_properties_never_seen(contract, tally)]
    if calls:
        found += _calls_never_seen(contract, tally, operations)
    return found


def _properties_never_seen(contract: Document, tally: ObservationCounter) -> Iterator[Drift]:
    met: defaultdict[JsonPointer, set[str]] = defaultdict(set)
    totals: Counter[JsonPointer] = Counter()
    for (spot, pointer), names in tally.present.items():
        met[pointer] |= names
        totals[pointer] += tally.spots[spot]
    for pointer in sorted(met, key=str):
        if totals[pointer] < MIN_SAMPLE or pointer[-1] in {"responses", "parameters"}:
            continue
        value = contract.value(pointer)
        if isinstance(value, list):
            for number, word in enumerate(value):
                if isinstance(word, str) and word not in met[pointer]:
                    yield _never_seen_finding(
                        contract,
                        (*pointer, number),
                        f"`{schema_name(pointer) or word}` was never `{word}`",
                        totals[pointer],
                    )
            continue
        for name in value.get("properties", {}).keys() - set(value.get("required") or ()) - met[pointer]:
            place = (*pointer, "properties", name)
            yield _never_seen_finding(
                contract, place, f"`{schema_name(place) or name}` was never there", totals[pointer]
            )


def _calls_never_seen(
    contract: Document, tally: ObservationCounter, operations: Iterable[Operation]
) -> Iterator[Drift]:
    calls = Counter({spot.operation: count for spot, count in tally.spots.items() if spot.status == spot.at == ""})
    used: defaultdict[str, set[str]] = defaultdict(set)
    for (spot, pointer), names in tally.present.items():
        if pointer[-1:] == ("parameters",):
            used[spot.operation] |= names
    if calls.total() < MIN_SAMPLE:
        return
    for operation in operations:
        made = calls[operation.label]
        if not made:
            yield _never_seen_finding(
                contract, operation.pointer, f"{operation.label} was never called", calls.total(), operation.label
            )
        elif made >= MIN_SAMPLE:
            query = [each for each in operation.parameters if each.node["in"] == "query"]
            for each in query:
                if (name := each.node["name"]) not in used[operation.label]:
                    message = f"the parameter `{name}` of {operation.label} was never used"
                    yield _never_seen_finding(contract, each.pointer, message, made, operation.label)


def _never_seen_finding(contract: Document, place: JsonPointer, message: str, of: int, operation: str = "") -> Drift:
    return Drift(
        code="documented-never-seen",
        severity=CODES["documented-never-seen"].severity,
        where=contract.place(place),
        message=f"{message}, in {of:,}",
        operation=operation,
        count=0,
        of=of,
    )
