"""Observations: differences from the contract in responses or requests, without values from responses or requests.

The module `redaction` decides which names and enum values an observation may contain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from specloop.drift.validation.sample_schema import SampleSchema
from specloop.openapi.json_pointer import JsonPointer

ANY_TYPE_OBSERVED = "another value"
"""The text that reports show in place of the observed JSON type if this type was not recorded."""


class Observation(NamedTuple):
    """A difference from the contract at one place in the responses or requests of an operation, without its count."""

    code: str
    operation: str
    at: str
    """A JSON Pointer into the body, with `*` for item indexes and map keys; or a place such as `/headers/Link`."""
    place: JsonPointer
    """The pointer of the part of the contract that responses or requests violate."""
    expected: str = ""
    detail: str = ""
    """The property name, enum value or status that distinguishes observations with the same code at the same place."""


class Population(NamedTuple):
    """The set of values to which the count of an observation is relative.

    It consists of all values at one place (`at`) in the responses of one operation with one status.
    """

    operation: str
    status: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation with its observed types, its count, and the number of all values at its place (`of`)."""

    observation: Observation
    types: frozenset[str]
    """The JSON types and formats of all observed values; for an undocumented status, the status itself."""
    count: int
    of: int
    sample: SampleSchema | None = None
    """A schema of all observed bodies, if the observation is an undocumented body; otherwise None."""
