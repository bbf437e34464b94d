"""Observations -> how often each was made, and out of how many; two tallies merge into one, in any order.

A tally holds no values, only what `redaction` lets through, and stays small: its size depends on the contract and on
the kinds of drift, not on how much was examined.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from specloop.drift.redaction import MASK
from specloop.openapi.json_pointer import JsonPointer, escape


class Observation(NamedTuple):
    """One way in which answers depart from the contract at one place."""

    code: str
    operation: str
    at: str
    """JSON pointer into the body (or `/headers/...`, `/query/...`, `/path`), `*` for any item and any name of a map."""
    place: JsonPointer
    """In the contract."""
    expected: str = ""
    detail: str = ""
    """What tells two sightings at one place apart: the name of a member, a word, a status."""


class Population(NamedTuple):
    """Where something is counted: of one operation, an answer with one status."""

    operation: str
    status: str
    at: str


class DetailGroup(NamedTuple):
    """Observations that differ only in their detail, which could be data after all."""

    code: str
    spot: Population
    holder: JsonPointer


MAX_DETAILS = {
    "undocumented-property": 200,  # what has more names is a map, and its names are data
    "undocumented-enum-value": 10,  # what has more words is no enum
    "undocumented-operation": 500,
    "undocumented-parameter": 200,
    "undocumented-server": 20,
    "undocumented-status": 100,
    "undocumented-content-type": 20,
}
"""How many details are told apart; if there are more, none is."""


@dataclass(slots=True)
class ObservationCounter:
    """What was seen."""

    seen: defaultdict[tuple[Observation, Population], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """How often, by what was observed; the spot is that of which there are so many."""
    spots: Counter[Population] = field(default_factory=Counter)
    present: defaultdict[tuple[Population, JsonPointer], set[str]] = field(default_factory=lambda: defaultdict(set))
    """Which of the optional members and which of the enum's words were met; the pointer says of which schema."""
    examined: Counter[str] = field(default_factory=Counter)
    """What was looked at, and what was passed over, in words for the report."""
    details: defaultdict[DetailGroup, set[Observation]] = field(default_factory=lambda: defaultdict(set))
    crowded: set[DetailGroup] = field(default_factory=set)

    def add(self, sighting: Observation, spot: Population, observed: str, count: int = 1) -> None:
        """Count a sighting."""
        if (sighting, spot) not in self.seen and sighting.code in MAX_DETAILS:
            sighting, observed = self._limited(sighting, spot, observed)
        self.seen[sighting, spot][observed] += count

    def merge(self, other: ObservationCounter) -> None:
        """Add what another one has seen."""
        for group in other.crowded - self.crowded:
            self._crowd(group)
        for (sighting, spot), observed in other.seen.items():
            for each, count in observed.items():
                self.add(sighting, spot, each, count)
        self.spots.update(other.spots)
        for where, names in other.present.items():
            self.present[where] |= names
        self.examined.update(other.examined)

    def _limited(self, sighting: Observation, spot: Population, observed: str) -> tuple[Observation, str]:
        group = _detail_group(sighting, spot)
        if group not in self.crowded and sighting.detail not in {"", MASK}:
            self.details[group].add(sighting)
            if len(self.details[group]) > MAX_DETAILS[sighting.code]:
                self._crowd(group)
        return _mask_detail(sighting, observed) if group in self.crowded else (sighting, observed)

    def _crowd(self, group: DetailGroup) -> None:
        """Tell the details of a group apart no longer."""
        self.crowded.add(group)
        for sighting in self.details.pop(group, ()):
            for observed, count in self.seen.pop((sighting, group.spot), Counter()).items():
                masked, shown = _mask_detail(sighting, observed)
                self.seen[masked, group.spot][shown] += count


def _detail_group(sighting: Observation, spot: Population) -> DetailGroup:
    named = sighting.place[-1:] == (sighting.detail,)
    return DetailGroup(sighting.code, spot, sighting.place[:-1] if named else sighting.place)


def _mask_detail(sighting: Observation, observed: str) -> tuple[Observation, str]:
    if sighting.detail == "":
        return sighting, observed
    named = sighting.place[-1:] == (sighting.detail,)
    if sighting.at.rpartition("/")[2] == escape(sighting.detail):
        sighting = sighting._replace(at=f"{sighting.at.rpartition('/')[0]}/{MASK}")
    place = (*sighting.place[:-1], MASK) if named else sighting.place
    shown = "another string" if observed == sighting.detail else observed
    detail = "" if sighting.code == "undocumented-enum-value" else MASK
    return sighting._replace(place=place, detail=detail), shown
