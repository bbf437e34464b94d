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
    """A difference from the contract at one position in an operation's responses or requests, without its count."""

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
    """The set of values to which the count of an observation (a difference) is relative.

    It consists of all values at one position (`at`) in the responses of one operation with one status.
    """

    operation: str
    status: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observed difference with its types, its count, and the number of all values at its position (`of`)."""

    observation: Observation
    types: frozenset[str]
    """The JSON types and formats of all observed values; for an undocumented status, the status itself."""
    count: int
    of: int
    sample: SampleSchema | None = None
    """A schema of all observed bodies, if the observation is an undocumented body; otherwise None."""
