"""The findings of a drift source, built from the counted differences between responses and the contract."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from specloop.drift.finding_kinds import FINDING_KINDS, MIN_SAMPLE
from specloop.drift.fixes.batch import Prove
from specloop.drift.fixes.edits import Edit, Fix, no_edits
from specloop.drift.fixes.suggest import suggest_edits
from specloop.drift.redaction import MASK
from specloop.drift.validation.observation_counter import ObservationCounter
from specloop.drift.validation.observations import Evidence, Observation
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import Operation, iter_operations
from specloop.report import Drift


@dataclass(frozen=True, slots=True)
class FixableFinding:
    """A finding, and a function that returns the edits of the contract that remove the finding."""

    drift: Drift
    fix: Fix = no_edits
    detail: str = ""
    observed: frozenset[str] = frozenset()

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The code, operation, pointer and detail, which together identify the finding.

        The detail is the property name, enum value or status that the finding is about; "" if there is none.
        """
        return (self.drift.code, self.drift.operation, self.drift.pointer, self.detail)


@dataclass(frozen=True, slots=True)
class SourceResult:
    """The result of examining one drift source: the findings, the notes, and how much was examined."""

    source: str
    examined: Mapping[str, int]
    findings: Sequence[FixableFinding]
    notes: Sequence[str] = ()
    prove: Prove | None = None
    """A function that returns the indexes of the fixes that would cause new differences; None if no check is needed."""
    set_aside: Mapping[str, int] = field(default_factory=dict)
    """How many exchanges were not compared with the contract, by the reason, such as `preflights`."""
    referenced: Sequence[str] = ()
    """The further files that were read, as the vendor's document refers to them."""
    is_complete: bool = True
    """Whether all that the user asked for was examined; a note says what is missing."""
    part: str = ""
    """How much was examined if `is_complete` is false, such as `4 of 12 operations`; empty if this is not known."""
    has_unlocated: bool = False
    """Whether a recorded difference has no place in the contract, so that the result cannot be "no drift"."""
    places: frozenset[tuple[str, str]] | None = None
    """The examined objects and arrays in responses: pairs of operation and pointer. None if everything is examined."""

    def has_examined(self, operation: str, pointer: str) -> bool:
        """Return whether the source examined a value in responses, or the object or array that contains it.

        Args:
            operation: The label of the operation, such as its operationId. If it is empty, the result is True.
            pointer: The JSON Pointer of the value in the response body, with `*` for indexes. If it does not start with
                "/", as for the whole body, it is sufficient that any response of the operation was examined.
        """
        if self.places is None or not operation:
            return True
        if not pointer.startswith("/"):
            return any(operation == examined for examined, _ in self.places)
        return not self.places.isdisjoint({(operation, pointer), (operation, pointer.rpartition("/")[0])})


def result_from_counter(
    contract: Document, source: str, counter: ObservationCounter, *, is_traffic: bool = False, notes: Sequence[str] = ()
) -> SourceResult:
    """Build the result of a drift source from the differences that were counted in its responses.

    Args:
        contract: The contract.
        source: The name of the source.
        counter: The differences between the responses and the contract.
        is_traffic: Whether the responses are recorded traffic. If so, operations and query parameters that were never
            used are reported, too.
        notes: The notes of the source, which the report shows.
    """
    findings = [_finding(contract, each) for each in evidence(counter)]
    findings += [
        FixableFinding(each)
        for each in never_seen(contract, counter, list(iter_operations(contract.data)), is_traffic=is_traffic)
    ]
    return SourceResult(
        source,
        {**counter.examined, **counter.set_aside},
        findings,
        notes,
        set_aside=dict(counter.set_aside),
        places=None
        if counter.differences_only
        else frozenset((each.operation, each.at) for each in counter.populations),
    )


def evidence(counter: ObservationCounter) -> list[Evidence]:
    """Return one Evidence for each Observation in `counter`.

    The numbers in an Evidence are sums over all response statuses of the operation.
    """
    counts: defaultdict[Observation, Counter[str]] = defaultdict(Counter)
    totals: Counter[Observation] = Counter()
    for (observation, population), observed in counter.seen.items():
        counts[observation].update(observed)
        totals[observation] += counter.populations[population]
    types, matched = _pool_types(counts), _partly_matched(counter, counts)
    found = []
    for observation in sorted(counts, key=str):
        count = counts[observation].total()
        also = counter.differences_only or _part(observation) in matched
        found.append(
            Evidence(
                observation,
                frozenset(counts[observation]),
                types[_part(observation)],
                count,
                max(totals[observation], count),
                counter.samples.get(observation),
                may_also_match=also,
            )
        )
    return found


class _ContractPart(NamedTuple):
    """The key by which differences are grouped: a finding code, a JSON Pointer in the contract (`place`), and a detail.

    The detail is a property name, enum value or status. Differences of several operations have the same key if the
    operations share the schema.
    """

    code: str
    place: JsonPointer
    detail: str


def _part(observation: Observation) -> _ContractPart:
    return _ContractPart(observation.code, observation.place, observation.detail)


def _pool_types(counts: Mapping[Observation, Counter[str]]) -> dict[_ContractPart, frozenset[str]]:
    """Return the JSON types observed for each _ContractPart, in the responses of all operations that share it."""
    # A fix changes the shared part, so it must allow the types in the responses of all these operations.
    types: defaultdict[_ContractPart, set[str]] = defaultdict(set)
    for observation, observed in counts.items():
        types[_part(observation)].update(observed)
    return {part: frozenset(found) for part, found in types.items()}


def _partly_matched(counter: ObservationCounter, counts: Mapping[Observation, Counter[str]]) -> set[_ContractPart]:
    """Return each _ContractPart that some examined values violate and other examined values satisfy.

    A fix must not forbid the values that satisfy it.
    """
    values: Counter[JsonPointer] = Counter()
    for population, uses in counter.schemas.items():
        for schema, times in uses.items():
            values[schema] += times * counter.populations[population]
    differing: Counter[_ContractPart] = Counter()
    for observation, observed in counts.items():
        differing[_part(observation)] += observed.total()
    return {part for part, count in differing.items() if values[_nearest_schema(part.place, values)] > count}


def _nearest_schema(place: JsonPointer, schemas: Container[JsonPointer]) -> JsonPointer:
    """Return the longest pointer in `schemas` that is equal to `place` or is a prefix of it; () if there is none."""
    lengths = range(len(place), 0, -1)
    return next((place[:length] for length in lengths if place[:length] in schemas), ())


def _finding(contract: Document, found: Evidence) -> FixableFinding:
    observation, types, count, of = found.observation, found.types, found.count, found.of
    drift = Drift(
        code=observation.code,
        severity=FINDING_KINDS[observation.code].severity,
        where=contract.place(_reported_pointer(contract, observation)),
        message=f"{_format_message(observation, _join_types(types))}: {_describe_count(count, of)}",
        operation=observation.operation,
        pointer=observation.at,
        expected=observation.expected or None,
        observed=", ".join(sorted(types)) or None,
        count=count,
        of=of,
    )
    return FixableFinding(drift, partial(_suggest, found=found), observation.detail, types)


def _suggest(contract: Document, *, found: Evidence) -> list[Edit]:
    return suggest_edits(contract, found, FINDING_KINDS[found.observation.code].suggest)


def _join_types(types: frozenset[str]) -> str:
    """Join type names for a sentence, with null at the end: `string or null`."""
    *others, last = sorted(types, key=lambda each: (each == "null", each))
    return f"{', '.join(others)} or {last}" if others else last


def _reported_pointer(contract: Document, observation: Observation) -> JsonPointer:
    """Return the JSON Pointer in the contract to which a finding refers.

    For a missing property, it is the property's entry in `required`. For other findings, it is the part of the contract
    that responses violate.
    """
    if observation.code != "missing-required":
        return observation.place
    return (*observation.place, contract.value(observation.place).index(observation.detail))


def _describe_count(count: int, of: int) -> str:
    if of == 1:
        return "seen once"
    if count == of:
        return f"seen in each of {of:,}"
    return f"seen {'once' if count == 1 else f'{count:,} times'} in {of:,}"


def _format_message(observation: Observation, observed: str) -> str:
    kind = FINDING_KINDS[observation.code]
    is_masked = observation.detail in {"", MASK} and kind.masked_message
    template = kind.masked_message if is_masked else kind.message
    return template.format(
        what=_value_name(observation),
        parent=f"`{observation.at.rpartition('/')[0] or '(the body)'}` of {observation.operation}",
        operation=observation.operation,
        detail=observation.detail,
        expected=observation.expected,
        observed=observed,
    )


def _value_name(observation: Observation) -> str:
    """Return the name of a value that violates the contract, for messages, such as `Thing.name`.

    A value that is not a property of a component schema is named by its JSON Pointer and operation: "`/name` of
    getThing".
    """
    name = schema_name(observation.place)
    if name and observation.code == "missing-required":
        return f"`{name}.{observation.detail}`"
    # The name of a component alone is not shown, since several properties can refer to the same component.
    if name and "." in name:
        return f"`{name}`"
    return f"`{observation.at or '(the body)'}` of {observation.operation}"


def schema_name(place: JsonPointer) -> str:
    """Return the name of the schema at a pointer for messages; "" if it is not in `components/schemas`.

    For example, `/components/schemas/Thing/properties/name` -> `Thing.name`.
    """
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


# --- documented parts that were never observed ---


def never_seen(
    contract: Document, counter: ObservationCounter, operations: Iterable[Operation], *, is_traffic: bool
) -> list[Drift]:
    """Return a finding for each optional property or enum value of the contract that no response ever contained.

    A property or enum value is reported only if at least MIN_SAMPLE values of the schema that contains it were
    examined.

    Args:
        contract: The contract.
        counter: The examined values, and the properties and enum values that occurred in them.
        operations: The operations of the contract.
        is_traffic: Whether the responses are recorded traffic. If so, operations and query parameters that were never
            used are reported, too.
    """
    found = [*_properties_never_seen(contract, counter)]
    if is_traffic:
        found += _calls_never_seen(contract, counter, operations)
    return found


def _properties_never_seen(contract: Document, counter: ObservationCounter) -> Iterator[Drift]:
    present: defaultdict[JsonPointer, set[str]] = defaultdict(set)
    totals: Counter[JsonPointer] = Counter()
    for (population, pointer), names in counter.present.items():
        present[pointer] |= names
        totals[pointer] += counter.populations[population]
    for pointer in sorted(present, key=str):
        if totals[pointer] < MIN_SAMPLE or pointer[-1] in {"responses", "parameters"}:
            continue
        schema = contract.value(pointer)
        if isinstance(schema, list):
            for number, value in enumerate(schema):
                if isinstance(value, str) and value not in present[pointer]:
                    message = f"`{schema_name(pointer) or value}` was never `{value}`"
                    yield _never_seen_finding(contract, (*pointer, number), message, totals[pointer])
            continue
        for name in schema.get("properties", {}).keys() - set(schema.get("required") or ()) - present[pointer]:
            place = (*pointer, "properties", name)
            message = f"`{schema_name(place) or name}` was never present"
            yield _never_seen_finding(contract, place, message, totals[pointer])


def _calls_never_seen(
    contract: Document, counter: ObservationCounter, operations: Iterable[Operation]
) -> Iterator[Drift]:
    calls = Counter(
        {each.operation: count for each, count in counter.populations.items() if each.status == each.at == ""}
    )
    used: defaultdict[str, set[str]] = defaultdict(set)
    for (population, pointer), names in counter.present.items():
        if pointer[-1:] == ("parameters",):
            used[population.operation] |= names
    if calls.total() < MIN_SAMPLE:
        return
    for operation in operations:
        made = calls[operation.label]
        if not made:
            message = f"{operation.label} was never called"
            yield _never_seen_finding(contract, operation.pointer, message, calls.total(), operation.label)
        elif made >= MIN_SAMPLE:
            for each in operation.parameters:
                if each.node["in"] == "query" and (name := each.node["name"]) not in used[operation.label]:
                    message = f"the parameter `{name}` of {operation.label} was never used"
                    yield _never_seen_finding(contract, each.pointer, message, made, operation.label)


def _never_seen_finding(contract: Document, place: JsonPointer, message: str, of: int, operation: str = "") -> Drift:
    return Drift(
        code="documented-never-seen",
        severity=FINDING_KINDS["documented-never-seen"].severity,
        where=contract.place(place),
        message=f"{message} in {of:,} {'requests' if operation else 'samples'}",
        operation=operation,
        count=0,
        of=of,
    )
