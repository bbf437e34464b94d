"""Findings of a drift source. They are built from counted observations, which are differences from the contract.

Each finding has a message, a severity, a frequency and a location.
"""

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
    """A finding, with the function that builds its fix.

    `drift` is the finding. `fix` returns the edits of the contract that remove the finding. If there are no such edits,
    it returns an empty list.
    """

    drift: Drift
    fix: Fix = no_edits
    detail: str = ""
    observed: frozenset[str] = frozenset()

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The identity of the finding: its code, operation, pointer and detail, such as a property name.

        A baseline entry accepts the finding only if it has the same identity.
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
    places: frozenset[tuple[str, str]] | None = None
    """The examined objects and arrays in responses: pairs of operation and pointer. None if everything is examined."""

    def has_examined(self, operation: str, pointer: str) -> bool:
        """Return whether the source examined the value at a pointer, or the object or array that contains it.

        Only then does a missing finding prove that the difference is gone. If `pointer` does not begin with `/`, return
        whether any response of the operation was examined. Return True if `operation` is empty, or if the source always
        examines everything.

        Args:
            operation: The label of the operation.
            pointer: The JSON Pointer in the response body, with `*` for indexes.
        """
        if self.places is None or not operation:
            return True
        if not pointer.startswith("/"):
            return any(operation == examined for examined, _ in self.places)
        return not self.places.isdisjoint({(operation, pointer), (operation, pointer.rpartition("/")[0])})


def result_from_counter(
    contract: Document, source: str, counter: ObservationCounter, *, calls: bool = False, notes: Sequence[str] = ()
) -> SourceResult:
    """Build the result of a drift source from counted observations. Observations are differences from the contract.

    Args:
        contract: The contract.
        source: The name of the source.
        counter: The counted observations.
        calls: Whether the responses are from real traffic. If so, operations that were never called are reported, too.
        notes: The notes of the source, which the report shows.
    """
    findings = [_finding(contract, each) for each in evidence(counter)]
    findings += [
        FixableFinding(each)
        for each in never_seen(contract, counter, list(iter_operations(contract.data)), calls=calls)
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
    """Summarize the counted observations: return one Evidence for each distinct difference from the contract.

    An Evidence has the JSON types of the observed values, how many values differ, and how many were examined. The
    counter separates these numbers by response status; here they are added.
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
    """A part of the contract from which values differ: the key by which observations of several operations are pooled.

    For example, all operations that return `Thing` share its property `name`. The part consists of the code of the
    difference, the pointer in the contract (`place`) and the detail, such as a property name.
    """

    code: str
    place: JsonPointer
    detail: str


def _part(observation: Observation) -> _ContractPart:
    return _ContractPart(observation.code, observation.place, observation.detail)


def _pool_types(counts: Mapping[Observation, Counter[str]]) -> dict[_ContractPart, frozenset[str]]:
    """Return the observed JSON types for each part of the contract, pooled over all operations that share it.

    A fix changes the shared part, so it must consider the types in the responses of all these operations. `counts` has,
    for each observation, how often values of each type were observed.
    """
    types: defaultdict[_ContractPart, set[str]] = defaultdict(set)
    for observation, observed in counts.items():
        types[_part(observation)].update(observed)
    return {part: frozenset(found) for part, found in types.items()}


def _partly_matched(counter: ObservationCounter, counts: Mapping[Observation, Counter[str]]) -> set[_ContractPart]:
    """Return the parts of the contract from which some, but not all, of the examined values differ.

    An edit of such a part must not remove what the contract documents, because other values match it.

    Args:
        counter: The counter, which has the number of values that each schema described.
        counts: For each observation, how often values of each JSON type were observed.
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
    """Return the pointer of the schema that contains a part of the contract, such as the keyword `type`.

    This is the longest pointer in `schemas` that is equal to `place` or is a prefix of it. Return () if there is none.
    """
    lengths = range(len(place), 0, -1)
    return next((place[:length] for length in lengths if place[:length] in schemas), ())


def _finding(contract: Document, found: Evidence) -> FixableFinding:
    observation, types, count, of = found.observation, found.types, found.count, found.of
    drift = Drift(
        code=observation.code,
        severity=FINDING_KINDS[observation.code].severity,
        where=contract.place(_marked_pointer(contract, observation)),
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
    """Join type names for a sentence, as in `string or null`. Null comes last."""
    *others, last = sorted(types, key=lambda each: (each == "null", each))
    return f"{', '.join(others)} or {last}" if others else last


def _marked_pointer(contract: Document, observation: Observation) -> JsonPointer:
    """Return the pointer of the line in the contract to which the finding for an observation refers.

    This is the pointer at which the observation locates the difference. For a missing required property, it is the name
    in the list `required`.
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
        what=_place_name(observation),
        parent=f"`{observation.at.rpartition('/')[0] or '(the body)'}` of {observation.operation}",
        operation=observation.operation,
        detail=observation.detail,
        expected=observation.expected,
        observed=observed,
    )


def _place_name(observation: Observation) -> str:
    """Return the name that messages give to the value that differs from the contract.

    A property of a component schema gets a name like `Thing.name`. Any other value is named by its JSON Pointer in the
    body, and by the operation.
    """
    name = schema_name(observation.place)
    if name and observation.code == "missing-required":
        return f"`{name}.{observation.detail}`"
    # The name of a component alone is not shown, since several properties can refer to the same component.
    if name and "." in name:
        return f"`{name}`"
    return f"`{observation.at or '(the body)'}` of {observation.operation}"


def schema_name(place: JsonPointer) -> str:
    """Return the name that messages give to the schema at the pointer `place`.

    For the pointer `/components/schemas/Thing/properties/name`, the name is `Thing.name`. Return "" if the schema is
    not in `components/schemas`.
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
    contract: Document, counter: ObservationCounter, known: Iterable[Operation], *, calls: bool
) -> list[Drift]:
    """Return a finding for each documented property, enum value or other part that no response ever contained.

    A part is only reported if at least 100 samples could have contained it.

    Args:
        contract: The contract.
        counter: The counter, which has the number of samples, and the documented parts that occurred.
        known: The operations of the contract.
        calls: Whether the responses are from real traffic. If so, operations that were never called are reported, too.
    """
    found = [*_properties_never_seen(contract, counter)]
    if calls:
        found += _calls_never_seen(contract, counter, known)
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


def _calls_never_seen(contract: Document, counter: ObservationCounter, known: Iterable[Operation]) -> Iterator[Drift]:
    calls = Counter(
        {each.operation: count for each, count in counter.populations.items() if each.status == each.at == ""}
    )
    used: defaultdict[str, set[str]] = defaultdict(set)
    for (population, pointer), names in counter.present.items():
        if pointer[-1:] == ("parameters",):
            used[population.operation] |= names
    if calls.total() < MIN_SAMPLE:
        return
    for operation in known:
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
