"""A page's JSON example -> differences below the top level, where pages list no attributes.

What stands in an example is there, and of this rough type. What does not is undetermined: examples leave things out.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from specloop.drift.effective import Effective, effective
from specloop.drift.findings import spoken_name
from specloop.drift.fixes.yaml_editor import Put
from specloop.drift.sources.docs.page_report import Difference, Ledger
from specloop.drift.sources.docs.schema_from_page import guessed, reshown
from specloop.drift.validation.json_types import DAY, MOMENT, kind
from specloop.openapi.json_pointer import JsonPointer

TEXT = "<string>"
"""What pages show for text without a format."""

FITS = {"integer": {"integer", "number"}, "number": {"number"}, "boolean": {"boolean"}}


def compare_example(ledger: Ledger, item: Effective, listed: set[str], prefix: str) -> None:
    """Compare what the example shows below the members that the page lists."""
    example = ledger.page.example
    if isinstance(example, list):
        example = example[0] if example else None
    if not isinstance(example, dict):
        return
    for name, value in example.items():
        if name in listed and name in item.properties and isinstance(value, list | dict):
            _compare(ledger, value, item.properties[name], f"{prefix}/{name}")


def _compare(ledger: Ledger, value: Any, pointer: JsonPointer, at: str) -> None:
    known = effective(ledger.contract, pointer)
    if isinstance(value, list):
        if known.items and value:
            _compare(ledger, value[0], known.items, f"{at}/*")
    elif isinstance(value, dict):
        if known.properties:  # else free-form: its names are data
            _compare_members(ledger, value, known, at)
    else:
        _compare_shown(ledger, value, known, at)


def _compare_members(ledger: Ledger, value: dict[str, Any], known: Effective, at: str) -> None:
    for name, child in value.items():
        ledger.points += 1
        if name in known.properties:
            _compare(ledger, child, known.properties[name], f"{at}/{name}")
            continue
        place = (*known.holder, "properties", name)
        edit = Put(place, guessed(child, old=ledger.old))
        ledger.add(
            Difference(
                "undocumented-property",
                place,
                f"`{spoken_name(place) or name}` stands in the example: {kind(child)}",
                ledger.page.example_line,
                pointer=f"{at}/{name}",
                observed=kind(child),
                mend=lambda _, edit=edit: [edit],  # type: ignore[misc]
            )
        )
    if absent := sorted(known.properties.keys() - value.keys()):
        names = ", ".join(f"`{each}`" for each in absent)
        ledger.note(ledger.page.example_line, f"undetermined, as the example alone could tell: {names} at {at}")


def _compare_shown(ledger: Ledger, value: Any, known: Effective, at: str) -> None:
    """Compare the rough type that a value shows."""
    code, seen = _fault(value, known), kind(value)
    if not code:
        return
    ledger.add(
        Difference(
            code,
            known.type_place or known.pointer,
            f"`{spoken_name(known.pointer) or at}` is {seen} in the example, where the contract has {known.spoken}",
            ledger.page.example_line,
            pointer=at,
            expected=known.spoken,
            observed=seen,
            severity="error",
            mend=partial(reshown, pointer=known.pointer, seen=seen),
        )
    )


def _fault(value: Any, known: Effective) -> str:
    seen, format_ = kind(value), known.format[0] if known.format else ""
    if value is None or not known.types:
        return ""
    if not known.types & FITS.get(seen, {"string"}):
        return "type-mismatch"
    moment = {MOMENT: "date-time", DAY: "date"}.get(seen)
    if moment and format_ != moment and not known.enum:
        return "format-mismatch"
    return "format-mismatch" if value == TEXT and format_ in {"date", "date-time"} else ""
