"""Comparison of the nested values in a page's JSON example with their schemas in the contract.

Pages often list only the properties at the top level. A property that the example lacks is not a finding, since
examples may omit properties.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from specloop.drift.findings import schema_name
from specloop.drift.fixes.edits import SetKey
from specloop.drift.resolved_schema import ResolvedSchema, resolve_schema
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.drift.sources.docs.schema_from_page import schema_from_example, set_example_type
from specloop.drift.validation.json_types import DATE, DATE_TIME, json_type
from specloop.openapi.json_pointer import JsonPointer

EXAMPLE_STRING = "<string>"
"""The placeholder in the examples of pages for a string without a format."""

COMPATIBLE_TYPES = {"integer": {"integer", "number"}, "number": {"number"}, "boolean": {"boolean"}}


def compare_example(comparison: PageComparison, item: ResolvedSchema, listed: set[str], prefix: str) -> None:
    """Compare the nested objects and arrays in the page's JSON example with the contract, and add findings.

    Args:
        comparison: The comparison of a page with an operation, whose attribute `example` has the page's JSON example.
        item: The schema of the example; if the example is an array, the schema of its items.
        listed: The names of the top-level properties that the page lists; the example's other properties are skipped.
        prefix: The path of the object in the response body, for findings: "", or `/*` if the body is an array.
    """
    example = comparison.example
    if isinstance(example, list):
        example = example[0] if example else None
    if not isinstance(example, dict):
        return
    for name, value in example.items():
        if name in listed and name in item.properties and isinstance(value, list | dict):
            _compare(comparison, value, item.properties[name], f"{prefix}/{name}")


def _compare(comparison: PageComparison, value: Any, pointer: JsonPointer, at: str) -> None:
    known = resolve_schema(comparison.contract, pointer)
    if isinstance(value, list):
        if known.items and value:
            _compare(comparison, value[0], known.items, f"{at}/*")
    elif isinstance(value, dict):
        if known.properties:  # Without `properties`, the object is a map, whose keys are data.
            _compare_members(comparison, value, known, at)
    else:
        _compare_scalar(comparison, value, known, at)


def _compare_members(comparison: PageComparison, value: dict[str, Any], known: ResolvedSchema, at: str) -> None:
    for name, child in value.items():
        comparison.points += 1
        if name in known.properties:
            _compare(comparison, child, known.properties[name], f"{at}/{name}")
            continue
        place = (*known.holder, "properties", name)
        edit = SetKey(place, schema_from_example(child))
        comparison.add(
            "undocumented-property",
            place,
            f"`{schema_name(place) or name}` is in the example: {json_type(child)}",
            comparison.example_line,
            pointer=f"{at}/{name}",
            observed=json_type(child),
            fix=lambda _, edit=edit: [edit],  # type: ignore[misc]
        )
    if absent := sorted(known.properties.keys() - value.keys()):
        names = ", ".join(f"`{each}`" for each in absent)
        comparison.note(
            comparison.example_line, f"undetermined, because only the example could show it: {names} at {at}"
        )


def _compare_scalar(comparison: PageComparison, value: Any, known: ResolvedSchema, at: str) -> None:
    """Add a finding if a scalar in the page's JSON example does not have the JSON type or format in the contract.

    `known` is the schema of the scalar, and `at` is its path in the response body.
    """
    code, seen = _mismatch_code(value, known), json_type(value)
    if not code:
        return
    comparison.add(
        code,
        known.type_place or known.pointer,
        f"`{schema_name(known.pointer) or at}` is {seen} in the example, where the contract has {known.page_type}",
        comparison.example_line,
        pointer=at,
        expected=known.page_type,
        observed=seen,
        severity="error",
        fix=partial(set_example_type, pointer=known.pointer, seen=seen),
    )


def _mismatch_code(value: Any, known: ResolvedSchema) -> str:
    seen, format_ = json_type(value), known.format[0] if known.format else ""
    if value is None or not known.types:
        return ""
    if not known.types & COMPATIBLE_TYPES.get(seen, {"string"}):
        return "type-mismatch"
    moment = {DATE_TIME: "date-time", DATE: "date"}.get(seen)
    if moment and format_ != moment and not known.enum:
        return "format-mismatch"
    return "format-mismatch" if value == EXAMPLE_STRING and format_ in {"date", "date-time"} else ""
