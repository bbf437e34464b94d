"""What a page says of one value -> differences in its type, its enum, its limits, its default, its description."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from specloop.drift.effective import Effective, effective
from specloop.drift.fixes.suggest import nullable
from specloop.drift.fixes.yaml_editor import Put
from specloop.drift.sources.docs.page_parser import Attribute
from specloop.drift.sources.docs.page_report import Difference, Ledger
from specloop.drift.sources.docs.schema_from_page import if_there, not_null, plain, retyped, with_word, without_word
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer


@dataclass(frozen=True, slots=True)
class Place:
    """What is compared: in words, in the body or the request, and in the page."""

    name: str
    pointer: str
    attribute: Attribute


def compare_description(
    ledger: Ledger, place: Place, known: tuple[str, JsonPointer] | None, holder: JsonPointer
) -> None:
    """Compare the words; however the lines are broken."""
    stated = place.attribute.description
    if not stated:
        return
    ledger.points += 1
    if known is not None and known[0].split() == stated.split():
        return
    at = known[1] if known else (*holder, "description")
    ledger.add(
        Difference(
            "description-differs",
            at,
            f"{place.name} is described in other words",
            place.attribute.line,
            pointer=place.pointer,
            expected=known[0] if known else None,
            observed=stated,
            severity="info",
            mend=lambda contract: if_there(contract, holder, [Put(at, stated)]),
        )
    )


def compare_value(ledger: Ledger, place: Place, schema: JsonPointer) -> None:
    """Compare all that a schema says."""
    known = effective(ledger.contract, schema)
    _compare_null(ledger, place, schema, known)
    _compare_type(ledger, place, schema, known)
    _compare_options(ledger, place, known)
    _compare_limits(ledger, place, known)
    _compare_default(ledger, place, schema, known)


def _compare_null(ledger: Ledger, place: Place, schema: JsonPointer, known: Effective) -> None:
    attribute = place.attribute
    ledger.points += 1
    if attribute.nullable == known.nullable:
        return
    ledger.add(
        Difference(
            "null-not-allowed" if attribute.nullable else "null-allowed",
            schema,
            f"{place.name} {'may be' if attribute.nullable else 'is never'} null, says the page",
            attribute.line,
            pointer=place.pointer,
            expected=known.spoken,
            observed=attribute.type,
            severity="error" if attribute.nullable else "warning",
            mend=partial(nullable if attribute.nullable else not_null, place=schema),
        )
    )


def _compare_type(ledger: Ledger, place: Place, schema: JsonPointer, known: Effective) -> None:
    attribute = place.attribute
    ledger.points += 1
    stated, wanted = bare(attribute.type), spoken_type(ledger.contract, known)
    if wanted in {stated, "any"}:
        return
    is_format = stated.partition("<")[0] == wanted.partition("<")[0] and "enum" not in stated + wanted
    ledger.add(
        Difference(
            "format-mismatch" if is_format else "type-mismatch",
            known.type_place or schema,
            f"{place.name} is documented as {stated}, where the contract has {wanted}",
            attribute.line,
            pointer=place.pointer,
            expected=wanted,
            observed=stated,
            severity="error",
            mend=partial(retyped, pointer=schema, attribute=attribute, old=ledger.old),
        )
    )


def spoken_type(contract: Document, known: Effective) -> str:
    """Write a type as a page does."""
    if known.types == {"array"} and known.items:
        return f"{spoken_type(contract, effective(contract, known.items))}[]"
    name = " | ".join(sorted(known.types)) or "any"
    if known.enum:
        return f"enum<{name}>"
    return f"{name}<{known.format[0]}>" if known.format else name


def bare(type_: str) -> str:
    """Give a page's type without null."""
    return " | ".join(sorted(each for each in type_.split(" | ") if each != "null")) or "null"


def _compare_options(ledger: Ledger, place: Place, known: Effective) -> None:
    if not place.attribute.options or not known.enum:
        return
    values, at = known.enum
    words = {str(each) for each in values}
    for word, line in place.attribute.options:
        ledger.points += 1
        if word not in words:
            value = plain(word) if values and not isinstance(values[0], str) else word
            ledger.add(
                Difference(
                    "undocumented-enum-value",
                    at,
                    f"{place.name} is documented with the value `{word}`",
                    line,
                    pointer=place.pointer,
                    expected=f"one of {len(values)} values",
                    observed=word,
                    mend=partial(with_word, pointer=at, value=value),
                )
            )
    for word in sorted(words - {word for word, _ in place.attribute.options}):
        ledger.points += 1
        ledger.add(
            Difference(
                "documented-enum-value-gone",
                at,
                f"{place.name} is documented without the value `{word}`",
                place.attribute.line,
                pointer=place.pointer,
                expected=word,
                observed=f"no {word}",
                mend=partial(without_word, pointer=at, word=word),
            )
        )


def _compare_limits(ledger: Ledger, place: Place, known: Effective) -> None:
    for limit, (number, line) in place.attribute.limits.items():
        ledger.points += 1
        value, at = known.limits.get(limit, (None, (*known.holder, limit)))
        if value == number:
            continue
        was = f"{limit} {value}" if value is not None else f"no {limit}"
        edit = Put(at, number)
        ledger.add(
            Difference(
                "limit-differs",
                at,
                f"{place.name} is documented with {limit} {number}, where the contract has {was}",
                line,
                pointer=place.pointer,
                expected=was,
                observed=f"{limit} {number}",
                mend=partial(if_there, pointer=at[:-1], edits=[edit]),
            )
        )


def _compare_default(ledger: Ledger, place: Place, schema: JsonPointer, known: Effective) -> None:
    attribute = place.attribute
    if attribute.default is None:
        return
    ledger.points += 1
    value, at = known.default or (None, (*schema, "default"))
    stated = plain(attribute.default)
    if known.default and (value == stated or str(value) == attribute.default):
        return
    ledger.add(
        Difference(
            "default-differs",
            at,
            f"{place.name} is documented with the default {attribute.default}",
            attribute.line,
            pointer=place.pointer,
            expected=value,
            observed=attribute.default,
            mend=lambda contract: if_there(contract, schema, [Put(at, stated)]),
        )
    )
