"""Observations: differences between responses or requests and the contract, without the values.

The module `redaction` decides which names and enum values an observation may contain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from specloop.drift.validation.sample_schema import SampleSchema
from specloop.openapi.json_pointer import JsonPointer

ANY_TYPE_OBSERVED = "another value"
"""The text that replaces the observed type if the type is unknown."""


class Observation(NamedTuple):
    """A difference between responses or requests and the contract at one place."""

    code: str
    operation: str
    at: str
    """The place: a JSON Pointer into the body, with `*` for items and map keys, or `/headers/...`, `/query/...`."""
    place: JsonPointer
    """The pointer of the violated part of the contract."""
    expected: str = ""
    detail: str = ""
    """The name of a property, an enum value or a status, which distinguishes observations at the same place."""


class Population(NamedTuple):
    """The set to which a count of observations is relative.

    This is the set of all values at one place in the responses of one operation with one status.
    """

    operation: str
    status: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation with its observed types, its count, and the number of all values at its place (`of`)."""

    observation: Observation
    types: frozenset[str]
    """All observed JSON types and formats; for an undocumented status, the status."""
    count: int
    of: int
    sample: SampleSchema | None = None
    """The schema of the samples, if the observation is an undocumented body."""
