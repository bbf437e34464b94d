"""Evidence -> the edits of the contract that would mend what it shows; none where samples cannot say enough.

No edit is narrower than what was seen: nothing becomes required because it was always there, no limit comes from the
largest that was met, and what was seen once is not taken for all there is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specloop.drift.findings import Evidence
from specloop.drift.fixes.yaml_editor import AppendItem, Edit, RemoveNode, ReplaceKey, SetKey
from specloop.drift.redaction import MASK
from specloop.drift.validation.json_types import DATE, schema_for_types
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.report import Drift

MIN_MISSING_SHARE = 0.05
"""What is required stays so until it is missing from at least this share."""


def suggest_edits(contract: Document, evidence: Evidence) -> list[Edit]:
    """Give the edits for one finding, as the contract now is; none if there is nothing (more) to do."""
    make = _EDITS.get(evidence.sighting.code)
    if make is None or evidence.sighting.detail == MASK:
        return []
    try:
        return make(contract, evidence)
    except LookupError:
        return []  # an edit before this one has taken its place away


def is_below_missing_share(drift: Drift) -> bool:
    """Tell whether something that is required is missing too seldom to be required no longer."""
    return drift.code in {"missing-required", "missing-response-header"} and drift.count < MIN_MISSING_SHARE * drift.of


def _is_old(contract: Document) -> bool:
    return str(contract.document.get("openapi", "")).startswith("3.0")


def _add_property(contract: Document, evidence: Evidence) -> list[Edit]:
    *holder, name = evidence.sighting.place
    properties = contract.value(tuple(holder))
    if name in properties:
        return []
    return [SetKey(evidence.sighting.place, schema_for_types(set(evidence.kinds), nullable_word=_is_old(contract)))]


def _drop_required(contract: Document, evidence: Evidence) -> list[Edit]:
    place, name = evidence.sighting.place, evidence.sighting.detail
    required = contract.value(place)
    if is_below_missing_share(evidence.drift) or name not in required:
        return []
    return [RemoveNode(place)] if len(required) == 1 else [RemoveNode((*place, required.index(name)))]


def _allow_null(contract: Document, evidence: Evidence) -> list[Edit]:
    return make_nullable(contract, evidence.sighting.place)


def make_nullable(contract: Document, place: JsonPointer) -> list[Edit]:
    """Let a schema take null, too."""
    schema = contract.value(place)
    if not isinstance(schema, dict):
        return []
    null = {"type": "null"}
    if "$ref" in schema:
        reference = {"$ref": schema["$ref"]}
        if _is_old(contract):
            return [
                ReplaceKey((*place, "$ref"), "allOf", [reference]),
                SetKey((*place, "nullable"), True, after="allOf"),  # noqa: FBT003
            ]
        return [ReplaceKey((*place, "$ref"), "anyOf", [reference, null])]
    made = _null_word(schema, place) if _is_old(contract) else _null_type(schema, place)
    if "enum" in schema and None not in schema["enum"]:
        made.append(AppendItem((*place, "enum"), None))
    return made


def _null_word(schema: dict[str, Any], place: JsonPointer) -> list[Edit]:
    if schema.get("nullable") is True:
        return []
    return [SetKey((*place, "nullable"), True, after="type")]  # noqa: FBT003


def _null_type(schema: dict[str, Any], place: JsonPointer) -> list[Edit]:
    null = {"type": "null"}
    made: list[Edit] = []
    if isinstance(schema.get("type"), str):
        made.append(SetKey((*place, "type"), [schema["type"], "null"]))
    elif isinstance(schema.get("type"), list) and "null" not in schema["type"]:
        made.append(AppendItem((*place, "type"), "null"))
    elif "type" not in schema:
        union = next((each for each in ("anyOf", "oneOf") if each in schema), None)
        if union and null not in schema[union]:
            made.append(AppendItem((*place, union), null))
    return made


def _widen_type(contract: Document, evidence: Evidence) -> list[Edit]:
    place = evidence.sighting.place
    current = contract.value(place)
    known = [current] if isinstance(current, str) else list(current)
    seen = sorted({each.partition("<")[0].partition(" ")[0] for each in evidence.kinds})
    if evidence.drift.count == evidence.drift.of:
        known = [each for each in known if each == "null"]
    types = [*(each for each in known if each not in seen), *seen]
    if "number" in types:
        types = [each for each in types if each != "integer"]
    if "null" in types:
        types = [*(each for each in types if each != "null"), "null"]
    if len(types) == 1:
        return [SetKey(place, types[0])]
    if _is_old(contract):
        return [ReplaceKey(place, "anyOf", [{"type": each} for each in types])]
    return [SetKey(place, types)]


def _add_word(contract: Document, evidence: Evidence) -> list[Edit]:
    place, word = evidence.sighting.place, evidence.sighting.detail
    if not word or place[-1] != "enum" or word in contract.value(place):
        return []
    return [AppendItem(place, word)]


def _drop_format(contract: Document, evidence: Evidence) -> list[Edit]:
    place = evidence.sighting.place
    contract.value(place)
    if evidence.kinds == {f"{DATE}, no date-time"} and evidence.drift.count == evidence.drift.of:
        return [SetKey(place, "date")]
    return [RemoveNode(place)]


def _drop_limit(contract: Document, evidence: Evidence) -> list[Edit]:
    contract.value(evidence.sighting.place)
    return [RemoveNode(evidence.sighting.place)]


def _add_status(contract: Document, evidence: Evidence) -> list[Edit]:
    place, status = evidence.sighting.place, evidence.sighting.detail
    responses = contract.value(place)
    if status in responses:
        return []
    before = [code for code in responses if code[:3] <= status]
    said = {"description": "Seen although it is not documented"}
    return [SetKey((*place, status), said, after=before[-1] if before else None)]


def _add_media_type(contract: Document, evidence: Evidence) -> list[Edit]:
    place, media_type = evidence.sighting.place, evidence.sighting.detail
    if "/" not in media_type or media_type in contract.value(place):
        return []
    return [SetKey((*place, media_type), {})]


def _loosen_header(contract: Document, evidence: Evidence) -> list[Edit]:
    place = (*evidence.sighting.place, "required")
    if is_below_missing_share(evidence.drift) or contract.value(place) is not True:
        return []
    return [RemoveNode(place)]


def _add_parameter(contract: Document, evidence: Evidence) -> list[Edit]:
    place, name = evidence.sighting.place, evidence.sighting.detail
    new: dict[str, Any] = {"name": name, "in": "query", "schema": {"type": "string"}}
    operation = contract.value(place[:-1])
    if "parameters" not in operation:
        return [SetKey(place, [new])]
    return [] if new in operation["parameters"] else [AppendItem(place, new)]


_EDITS: dict[str, Callable[[Document, Evidence], list[Edit]]] = {
    "undocumented-property": _add_property,
    "missing-required": _drop_required,
    "null-not-allowed": _allow_null,
    "type-mismatch": _widen_type,
    "undocumented-enum-value": _add_word,
    "format-mismatch": _drop_format,
    "constraint-violated": _drop_limit,
    "undocumented-status": _add_status,
    "undocumented-content-type": _add_media_type,
    "missing-response-header": _loosen_header,
    "undocumented-parameter": _add_parameter,
}
"""For the other codes there is no edit that samples could justify."""
