"""Counting of observations, which are differences from the contract.

The size of a counter depends on the number of distinct differences, and not on the number of responses. It has no
values from responses except those that `redaction` allows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from specloop.drift.finding_kinds import FINDING_KINDS
from specloop.drift.redaction import MASK
from specloop.drift.validation.observations import Observation, Population
from specloop.drift.validation.sample_schema import SampleSchema
from specloop.openapi.json_pointer import JsonPointer, escape


class DetailGroup(NamedTuple):
    """The key of a group of observations that differ only in their detail, such as the name of a property.

    `holder` is the pointer of the part of the contract that all of them violate, such as the `properties` of a schema.
    """

    code: str
    population: Population
    holder: JsonPointer


@dataclass(slots=True)
class ObservationCounter:
    """Counts differences from the contract (observations), and how much was examined, such as bodies.

    Each count is relative to a population, which is all values at the same position in the responses.
    """

    seen: defaultdict[tuple[Observation, Population], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """How often each JSON type was observed, by observation and population (all values at its position)."""
    populations: Counter[Population] = field(default_factory=Counter)
    present: defaultdict[tuple[Population, JsonPointer], set[str]] = field(default_factory=lambda: defaultdict(set))
    """The optional properties, enum values, statuses or parameters that occurred.

    They are grouped by population (all values at one position), and by the pointer of the contract's part that
    documents them.
    """
    schemas: dict[Population, Counter[JsonPointer]] = field(default_factory=dict)
    """How often each schema, given by its pointer, describes a value of a population or a property of that value."""
    examined: Counter[str] = field(default_factory=Counter)
    """How much was examined, by the plural noun that reports use for it, such as `bodies`."""
    set_aside: Counter[str] = field(default_factory=Counter)
    """The number of recorded exchanges that were not compared with the contract, by the reason."""
    samples: defaultdict[Observation, SampleSchema] = field(default_factory=lambda: defaultdict(SampleSchema))
    """For the observation of each undocumented body, a schema that allows all observed bodies."""
    details: defaultdict[DetailGroup, set[Observation]] = field(default_factory=lambda: defaultdict(set))
    collapsed: set[DetailGroup] = field(default_factory=set)
    differences_only: bool = False
    """Whether the source counts only values that differ from the contract, so that others may match it."""

    def add(self, observation: Observation, population: Population, observed: str, count: int = 1) -> None:
        """Add to the count of an observation.

        If too many observations differ only in their detail, such as a property name, the details are replaced by `{}`.

        Args:
            observation: The difference from the contract.
            population: The operation, status and position of the values to which the count is relative.
            observed: The JSON type of the value that differs.
            count: How often the difference occurred.
        """
        if (observation, population) not in self.seen and _max_details(observation.code):
            observation, observed = self._limited(observation, population, observed)
        self.seen[observation, population][observed] += count

    def merge(self, other: ObservationCounter) -> None:
        """Add the counts of another counter, such as that of another process, to this counter."""
        for group in other.collapsed - self.collapsed:
            self._collapse(group)
        for (observation, population), observed in other.seen.items():
            for each, count in observed.items():
                self.add(observation, population, each, count)
        self.populations.update(other.populations)
        for where, names in other.present.items():
            self.present[where] |= names
        self.schemas.update(other.schemas)
        self.examined.update(other.examined)
        self.set_aside.update(other.set_aside)
        for observation, sample in other.samples.items():
            self.samples[observation].merge(sample)

    def _limited(self, observation: Observation, population: Population, observed: str) -> tuple[Observation, str]:
        group = _detail_group(observation, population)
        if group not in self.collapsed and observation.detail not in {"", MASK}:
            self.details[group].add(observation)
            if len(self.details[group]) > _max_details(observation.code):
                self._collapse(group)
        return _mask_detail(observation, observed) if group in self.collapsed else (observation, observed)

    def _collapse(self, group: DetailGroup) -> None:
        """Replace the observations of a group by one without details, such as property names, and add up the counts."""
        self.collapsed.add(group)
        for observation in self.details.pop(group, ()):
            for observed, count in self.seen.pop((observation, group.population), Counter()).items():
                masked, shown = _mask_detail(observation, observed)
                self.seen[masked, group.population][shown] += count


def _detail_group(observation: Observation, population: Population) -> DetailGroup:
    named = observation.place[-1:] == (observation.detail,)
    return DetailGroup(observation.code, population, observation.place[:-1] if named else observation.place)


def _mask_detail(observation: Observation, observed: str) -> tuple[Observation, str]:
    if observation.detail == "":
        return observation, observed
    named = observation.place[-1:] == (observation.detail,)
    if observation.at.rpartition("/")[2] == escape(observation.detail):
        observation = observation._replace(at=f"{observation.at.rpartition('/')[0]}/{MASK}")
    place = (*observation.place[:-1], MASK) if named else observation.place
    shown = "another string" if observed == observation.detail else observed
    detail = "" if observation.code == "undocumented-enum-value" else MASK
    if observation.operation == observation.detail:  # Both are the method and path of an undocumented operation.
        observation = observation._replace(operation="")
    return observation._replace(place=place, detail=detail), shown


def _max_details(code: str) -> int:
    kind = FINDING_KINDS.get(code)
    return kind.max_details if kind else 0
