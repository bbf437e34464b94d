"""Observations: differences between responses and the contract, without values.

`redaction` decides which names and enum values an observation may contain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from specloop.drift.validation.sample_schema import SampleSchema
from specloop.openapi.json_pointer import JsonPointer

ANY_TYPE_OBSERVED = "another value"
"""The text for an observed type that is not known."""


class Observation(NamedTuple):
    """One difference between responses and the contract at one place."""

    code: str
    operation: str
    at: str
    """JSON Pointer into the body, or `/headers/...`, `/query/...`, `/path`. `*` stands for any item or map key."""
    place: JsonPointer
    """The pointer in the contract."""
    expected: str = ""
    detail: str = ""
    """What distinguishes observations at one place: the name of a property, an enum value or a status."""


class Population(NamedTuple):
    """What a count is relative to: all values at one place, in the responses of one operation with one status."""

    operation: str
    status: str
    at: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An observation with its observed types, its count, and the count of all values at that place."""

    observation: Observation
    types: frozenset[str]
    """All observed JSON types, formats and statuses."""
    count: int
    of: int
    sample: SampleSchema | None = None
    """The schema that the samples of an undocumented body suggest."""
