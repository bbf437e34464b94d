"""Observations, which are differences between the contract and responses or requests.

They contain no values from responses or requests, except names and enum values that the module `redaction` allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from specloop.drift.validation.sample_schema import SampleSchema
from specloop.openapi.json_pointer import JsonPointer

ANY_TYPE_OBSERVED = "another value"
"""The text that reports show in place of the observed JSON type if this type was not recorded."""


class Observation(NamedTuple):
    """A difference from the contract at one position in responses or requests.

    It has no count; an ObservationCounter counts equal observations.
    """

    code: str
    operation: str
    at: str
    """A JSON Pointer into the body, with `*` for item indexes and map keys; or a position such as `/headers/Link`."""
    place: JsonPointer
    """The pointer of the schema, or other part of the contract, that the responses or requests violate."""
    expected: str = ""
    detail: str = ""
    """The property name, enum value or status that distinguishes observations with equal code and position."""


class Population(NamedTuple):
    """All values at one position in the responses of one operation with one status. Counts are relative to this set.

    For example, if 3 of 10 values at `/items/*/name` are null, these 10 values are the population.
    """

    operation: str
    status: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observed difference, with the JSON types of the observed values.

    `of` is the number of examined values, and `count` is how many of them differ.
    """

    observation: Observation
    types: frozenset[str]
    """The JSON types and formats of the observed values; for an undocumented status, the status itself."""
    all_types: frozenset[str]
    """The types of all such differences from the same part of the contract, which several operations can share."""
    count: int
    of: int
    sample: SampleSchema | None = None
    """A schema of all observed bodies, if the observation is an undocumented body; otherwise None."""
    may_also_match: bool = False
    """Whether other values match this part of the contract, or may match, as the source counts only differences."""

    @property
    def never_matches(self) -> bool:
        """Whether all values differ from the contract, so that a fix can replace the documented type, for example."""
        return self.count == self.of and not self.may_also_match
