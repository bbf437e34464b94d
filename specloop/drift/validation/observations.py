"""One way in which responses depart from the contract at one place, without any value.

`redaction` decides which names and enum values an observation may hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from specloop.drift.validation.sample_schema import SampleSchema
from specloop.openapi.json_pointer import JsonPointer

ANY_TYPE_OBSERVED = "another value"
"""Observed where the type is not known."""


class Observation(NamedTuple):
    """One way in which responses depart from the contract at one place."""

    code: str
    operation: str
    at: str
    """JSON Pointer into the body, or `/headers/...`, `/query/...`, `/path`. `*` stands for any item or map key."""
    place: JsonPointer
    """In the contract."""
    expected: str = ""
    detail: str = ""
    """Distinguishes two observations at one place: the name of a property, an enum value, a status."""


class Population(NamedTuple):
    """What a count is out of: the values at one place of the responses of one operation with one status."""

    operation: str
    status: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation, what it consisted of, and how often it was made."""

    observation: Observation
    types: frozenset[str]
    """Everything that was observed: JSON types, formats, statuses."""
    count: int
    of: int
    sample: SampleSchema | None = None
    """The schema that the samples suggest, of an undocumented body."""
