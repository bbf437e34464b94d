"""Comparison of one parameter or property in a documentation page with its schema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from specloop.drift.fixes.edits import SetKey, edits_if_present, make_nullable, remove_null
from specloop.drift.resolved_schema import ResolvedSchema, resolve_schema
from specloop.drift.sources.docs.page_parser import Attribute
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.drift.sources.docs.schema_from_page import add_enum_value, parse_literal, remove_enum_value, set_type
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, resolve_object
from specloop.openapi.schema_facts import is_null_schema
from specloop.text_format import quote


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A parameter, property or response in the page, with its name for messages and its pointer for reports."""

    name: str
    pointer: str
    attribute: Attribute


def compare_description(
    comparison: PageComparison, compared: ComparedValue, documented: tuple[str, JsonPointer] | None, parent: JsonPointer
) -> None:
    """Add a finding if the page describes a value with other words than the contract.

    Args:
        comparison: The comparison of the page with its operation.
        compared: The value, with its description in the page. Nothing is compared if this description is empty.
        documented: The contract's description and its pointer; None if the contract has no description.
        parent: The pointer of the object in the contract to which a missing description is added.
    """
    stated = compared.attribute.description
    if not stated:
        return
    comparison.points += 1
    if documented is not None and documented[0].split() == stated.split():
        return
    known = documented[0] if documented else ""
    if any(stated == f"{known} {each}".lstrip() for each in comparison.lost_descriptions):
        return  # The rest of the text describes another attribute, whose name and type the page lacks.
    at = documented[1] if documented else (*parent, "description")
    comparison.add(
        "description-differs",
        at,
        f"{compared.name} has a different description",
        compared.attribute.line,
        pointer=compared.pointer,
        expected=documented[0] if documented else None,
        observed=stated,
        severity="info",
        fix=lambda contract: edits_if_present(contract, parent, [SetKey(at, stated)]),
    )


def compare_value(comparison: PageComparison, compared: ComparedValue, schema: JsonPointer) -> None:
    """Compare the type, enum, constraints and default of one value in the page with its schema, and add findings.

    A page shows only one variant of a union, so only this variant is compared.

    Args:
        comparison: The comparison of the page with its operation.
        compared: The value in the page.
        schema: The pointer of the value's schema in the contract.
    """
    attribute, known = compared.attribute, resolve_schema(comparison.contract, schema)
    if attribute.nullable or not attribute.variant:
        _compare_null(comparison, compared, schema, known)
    if attribute.variant:
        variant = find_variant(comparison.contract, schema, attribute.variant)
        if variant is None:
            comparison.note(
                attribute.line, f"undetermined, because the contract has no variant {quote(attribute.variant)} of it"
            )
            return
        schema, known = variant, resolve_schema(comparison.contract, variant)
    _compare_type(comparison, compared, schema, known)
    _compare_options(comparison, compared, known)
    _compare_limits(comparison, compared, known)
    _compare_default(comparison, compared, schema, known)


def find_variant(contract: Document, schema: JsonPointer, title: str) -> JsonPointer | None:
    """Return the pointer of the variant with the given title in the union at `schema`; None if there is none.

    A variant without `title` has the title `Option N`, where N is its position among the variants other than null.
    """
    union = resolve_object(contract.data, contract.value(schema), schema)
    number = 0
    for keyword in ("oneOf", "anyOf"):
        for index, raw in enumerate(union.node.get(keyword) or ()):
            variant = (*union.pointer, keyword, index)
            number += not is_null_schema(raw)
            if title == resolve_object(contract.data, raw, variant).node.get("title", f"Option {number}"):
                return variant
    return None


def _compare_null(
    comparison: PageComparison, compared: ComparedValue, schema: JsonPointer, known: ResolvedSchema
) -> None:
    attribute = compared.attribute
    comparison.points += 1
    if attribute.nullable == known.nullable:
        return
    comparison.add(
        "null-not-allowed" if attribute.nullable else "null-allowed",
        schema,
        f"{compared.name} {'may be' if attribute.nullable else 'is never'} null, according to the page",
        attribute.line,
        pointer=compared.pointer,
        expected=known.page_type,
        observed=attribute.type,
        severity="error" if attribute.nullable else "warning",
        fix=partial(make_nullable if attribute.nullable else remove_null, pointer=schema),
    )


def _compare_type(
    comparison: PageComparison, compared: ComparedValue, schema: JsonPointer, known: ResolvedSchema
) -> None:
    attribute = compared.attribute
    comparison.points += 1
    stated, wanted = without_null(attribute.type), format_type(comparison.contract, known)
    if wanted in {stated, "any"}:
        return
    is_format = stated.partition("<")[0] == wanted.partition("<")[0] and "enum" not in stated + wanted
    comparison.add(
        "format-mismatch" if is_format else "type-mismatch",
        known.type_place or schema,
        f"{compared.name} is documented as {stated}, where the contract has {wanted}",
        attribute.line,
        pointer=compared.pointer,
        expected=wanted,
        observed=stated,
        severity="error",
        fix=partial(set_type, pointer=schema, attribute=attribute),
    )


def format_type(contract: Document, known: ResolvedSchema) -> str:
    """Format the type of a schema in the notation of documentation pages, such as `string<date>` or `integer[]`."""
    if known.types == {"array"} and known.items:
        return f"{format_type(contract, resolve_schema(contract, known.items))}[]"
    name = " | ".join(sorted(known.types)) or "any"
    if known.enum:
        return f"enum<{name}>"
    return f"{name}<{known.format[0]}>" if known.format else name


def without_null(type_: str) -> str:
    """Remove null from a type in the notation of documentation pages: `string | null` -> `string`."""
    return " | ".join(sorted(each for each in type_.split(" | ") if each != "null")) or "null"


def _compare_options(comparison: PageComparison, compared: ComparedValue, known: ResolvedSchema) -> None:
    while known.types == {"array"} and known.items and not known.enum:  # The options of a list are those of its items.
        known = resolve_schema(comparison.contract, known.items)
    if not compared.attribute.options or not known.enum:
        return
    values, at = known.enum
    words = {str(each) for each in values}
    for word, line in compared.attribute.options:
        comparison.points += 1
        if word not in words:
            value = parse_literal(word) if values and not isinstance(values[0], str) else word
            comparison.add(
                "undocumented-enum-value",
                at,
                f"{compared.name} is documented with the value `{word}`",
                line,
                pointer=compared.pointer,
                expected=f"one of {len(values)} values",
                observed=word,
                fix=partial(add_enum_value, pointer=at, value=value),
            )
    if compared.attribute.is_list_cut:
        comparison.note(
            compared.attribute.options[-1][1],
            f"undetermined, because the list ends in a comma: values of {compared.name}",
        )
        return
    for word in sorted(words - {word for word, _ in compared.attribute.options}):
        comparison.points += 1
        comparison.add(
            "documented-enum-value-gone",
            at,
            f"{compared.name} is documented without the value `{word}`",
            compared.attribute.line,
            pointer=compared.pointer,
            expected=word,
            observed=f"no {word}",
            fix=partial(remove_enum_value, pointer=at, word=word),
        )


def _compare_limits(comparison: PageComparison, compared: ComparedValue, known: ResolvedSchema) -> None:
    for limit, (number, line) in compared.attribute.limits.items():
        comparison.points += 1
        value, at = known.limits.get(limit, (None, (*known.holder, limit)))
        if value == number:
            continue
        was = f"{limit} {value}" if value is not None else f"no {limit}"
        edit = SetKey(at, number)
        comparison.add(
            "limit-differs",
            at,
            f"{compared.name} is documented with {limit} {number}, where the contract has {was}",
            line,
            pointer=compared.pointer,
            expected=was,
            observed=f"{limit} {number}",
            fix=partial(edits_if_present, pointer=at[:-1], edits=[edit]),
        )


def _compare_default(
    comparison: PageComparison, compared: ComparedValue, schema: JsonPointer, known: ResolvedSchema
) -> None:
    attribute = compared.attribute
    if attribute.default is None:
        return
    comparison.points += 1
    value, at = known.default or (None, (*schema, "default"))
    stated = parse_literal(attribute.default)
    if known.default and (value == stated or str(value) == attribute.default):
        return
    comparison.add(
        "default-differs",
        at,
        f"{compared.name} is documented with the default {attribute.default}",
        attribute.line,
        pointer=compared.pointer,
        expected=value,
        observed=attribute.default,
        fix=lambda contract: edits_if_present(contract, schema, [SetKey(at, stated)]),
    )
