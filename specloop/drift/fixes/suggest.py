"""The choice of edits for each finding code. For an undocumented property, for example, an edit adds the property.

The edits only state what was observed in responses and requests. They derive no limits: a property that is always
present does not become required.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specloop.drift.fixes.edits import AppendItem, Edit, RemoveNode, SetKey, make_nullable, set_required
from specloop.drift.redaction import MASK
from specloop.drift.validation.json_types import DATE, schema_for_types
from specloop.drift.validation.observations import ANY_TYPE_OBSERVED, Evidence
from specloop.openapi.document import Document
from specloop.openapi.values import FORMAT_WRITERS

MIN_MISSING_SHARE = 0.05
"""The smallest share of samples that must lack a required property or header before a fix makes it optional."""

STRING_FORMATS = FORMAT_WRITERS.keys() - {"decimal", "url"} | {"binary", "password"}
"""Formats of strings in JSON Schema and in the OpenAPI format registry. Other formats may be of any type."""

INTEGER_FORMATS = frozenset({"int32", "int64"})
NUMBER_FORMATS = frozenset({"double", "float"})

SuggestEdits = Callable[[Document, Evidence], list[Edit]]


def suggest_nothing(_: Document, __: Evidence) -> list[Edit]:
    """Return an empty list, for finding codes without a fix."""
    return []


def suggest_edits(contract: Document, evidence: Evidence, suggest: SuggestEdits) -> list[Edit]:
    """Return the edits that the function `suggest` proposes for an observed difference.

    The list is empty if the name or value to add was redacted, or if the contract no longer has the part to edit.
    """
    if evidence.observation.detail == MASK:
        return []
    try:
        return suggest(contract, evidence)
    except LookupError:
        return []  # An earlier edit removed the part of the contract that the finding concerns.


def is_below_missing_share(code: str, count: int, of: int) -> bool:
    """Return whether so few samples lack a required property or header that a fix must not make it optional.

    The limit is MIN_MISSING_SHARE. Return False for finding codes that do not report a missing property or header.

    Args:
        code: The finding code.
        count: The number of samples, i.e. observed objects or responses, that lack the property or header.
        of: The number of all samples.
    """
    return code in {"missing-required", "missing-response-header"} and count < MIN_MISSING_SHARE * of


def _is_rare(evidence: Evidence) -> bool:
    return is_below_missing_share(evidence.observation.code, evidence.count, evidence.of)


def add_property(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that adds an undocumented property. Its schema has the observed types."""
    *holder, name = evidence.observation.place
    properties = contract.value(tuple(holder[:-1])).get("properties")
    if properties and name in properties:
        return []
    schema = schema_for_types(set(evidence.all_types) - {ANY_TYPE_OBSERVED})
    return [SetKey(evidence.observation.place, schema) if properties else SetKey(tuple(holder), {name: schema})]


def drop_required(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edits that make a property optional.

    The list is empty if less than MIN_MISSING_SHARE of the observed objects lack the property.
    """
    place, name = evidence.observation.place, evidence.observation.detail
    return [] if _is_rare(evidence) else set_required(contract, (*place[:-1], "properties", name), wanted=False)


def allow_null(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edits that allow null in the schema of a value that was null."""
    return make_nullable(contract, evidence.observation.place)


def widen_type(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edits that add the observed types to a `type`: `integer` -> `[integer, string]`.

    If no observed value has a documented type, the observed types replace all documented types except null. A `format`
    that fits none of the new types is removed. The list is empty if objects or arrays were observed where the contract
    allows none.
    """
    place = evidence.observation.place
    current = contract.value(place)
    if ANY_TYPE_OBSERVED in evidence.all_types:
        return []
    known = [current] if isinstance(current, str) else list(current)
    observed = sorted({each.partition("<")[0].partition(" ")[0] for each in evidence.all_types})
    if {"array", "object"} & {*observed} - {*known}:
        return []
    if evidence.never_matches:
        known = [each for each in known if each == "null"]
    types = [*(each for each in known if each not in observed), *observed]
    if "number" in types:
        types = [each for each in types if each != "integer"]
    if "null" in types:
        types = [*(each for each in types if each != "null"), "null"]
    edits: list[Edit] = [SetKey(place, types[0] if len(types) == 1 else types)]
    format_ = contract.value(place[:-1]).get("format")
    is_lost = format_ in STRING_FORMATS and "string" not in types
    is_lost |= format_ in INTEGER_FORMATS and "integer" not in types
    is_lost |= format_ in NUMBER_FORMATS and not {"integer", "number"} & set(types)
    return [*edits, RemoveNode((*place[:-1], "format"))] if is_lost else edits


def add_observed_value(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that adds an observed value to the `enum` that does not allow it."""
    place, value = evidence.observation.place, evidence.observation.detail
    if not value or place[-1] != "enum" or value in contract.value(place):
        return []
    return [AppendItem(place, value)]


def allow_property_name(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that makes `propertyNames` allow an observed name.

    The edit adds the name to an `enum`, or removes another violated constraint, such as a `pattern`.
    """
    if evidence.observation.place[-1] == "enum":
        return add_observed_value(contract, evidence)
    return drop_constraint(contract, evidence)


def deprecate(_: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that marks an operation as `deprecated`."""
    return [SetKey(evidence.observation.place, True)]  # noqa: FBT003 - True is the value of `deprecated`


def drop_format(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that removes the `format` of a schema.

    If all observed values are dates without a time, the edit sets `format` to `date` instead.
    """
    place = evidence.observation.place
    contract.value(place)
    if evidence.all_types == {f"{DATE}, no date-time"} and evidence.never_matches:
        return [SetKey(place, "date")]
    return [RemoveNode(place)]


def drop_constraint(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that removes a violated constraint, such as `maxLength`."""
    contract.value(evidence.observation.place)
    return [RemoveNode(evidence.observation.place)]


def add_status(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that adds a response with an undocumented status to an operation; the response has no body."""
    place, status = evidence.observation.place, evidence.observation.detail
    responses = contract.value(place)
    if status in responses:
        return []
    before = [code for code in responses if code[:3] <= status]
    response = {"description": "Seen although it is not documented"}
    return [SetKey((*place, status), response, after=before[-1] if before else None)]


def add_media_type(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that adds the observed media type, without a schema, to a response."""
    place, media_type = evidence.observation.place, evidence.observation.detail
    if "/" not in media_type or media_type in contract.value(place):
        return []
    return [SetKey((*place, media_type), {})]


def make_header_optional(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that makes a response header optional.

    The list is empty if less than MIN_MISSING_SHARE of the responses lack the header.
    """
    place = (*evidence.observation.place, "required")
    if _is_rare(evidence) or contract.value(place) is not True:
        return []
    return [RemoveNode(place)]


def add_parameter(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that adds an undocumented query parameter, with the type string, to an operation."""
    place, name = evidence.observation.place, evidence.observation.detail
    new: dict[str, Any] = {"name": name, "in": "query", "schema": {"type": "string"}}
    operation = contract.value(place[:-1])
    if "parameters" not in operation:
        return [SetKey(place, [new])]
    return [] if new in operation["parameters"] else [AppendItem(place, new)]


def add_body(contract: Document, evidence: Evidence) -> list[Edit]:
    """Return the edit that adds a body to a response, with a schema that allows all observed bodies."""
    place, media_type = evidence.observation.place, evidence.observation.detail
    response = contract.value(place)
    if "/" not in media_type or media_type in (response.get("content") or {}):
        return []
    schema = evidence.sample.schema() if evidence.sample else {}
    media = {"schema": schema} if schema else {}
    if response.get("content"):
        return [SetKey((*place, "content", media_type), media)]
    return [SetKey((*place, "content"), {media_type: media})]
