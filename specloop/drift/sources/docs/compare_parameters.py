"""A page's section of parameters -> differences from those of the operation."""

from __future__ import annotations

from functools import partial
from typing import Any

from specloop.drift.fixes.yaml_editor import Append, Edit, Put, Remove
from specloop.drift.sources.docs.compare_values import Place, compare_description, compare_value
from specloop.drift.sources.docs.page_parser import Attribute
from specloop.drift.sources.docs.page_report import Difference, Ledger
from specloop.drift.sources.docs.schema_from_page import if_there, schema_of, told
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_object
from specloop.openapi.operations import Operation


def compare_parameters(ledger: Ledger, section: str) -> None:
    """Compare the parameters of one kind."""
    known = {each.node["name"]: each for each in ledger.operation.parameters if each.node["in"] == section}
    stated = ledger.page.sections.get(section, [])
    named = {each.name: each for each in stated if each.name}
    left = {name: each for name, each in known.items() if name not in named}
    for attribute in stated:
        if attribute.name in known:
            _compare(ledger, section, attribute, known[attribute.name])
        elif attribute.name:
            _add(ledger, section, attribute)
        elif len(left) == 1:
            ((name, located),) = left.items()
            ledger.note(attribute.line, f"the page has lost a name here; it is taken for `{name}`, which is left over")
            attribute.name = name
            left = {}
            _compare(ledger, section, attribute, located)
        else:
            _add_unnamed(ledger, section, attribute)
    for name, located in left.items():
        _gone(ledger, section, name, located)


def _compare(ledger: Ledger, section: str, attribute: Attribute, located: Resolved) -> None:
    place = Place(f"`{attribute.name}` of {ledger.operation.label}", f"/{section}/{attribute.name}", attribute)
    ledger.points += 1
    required = bool(located.node.get("required"))
    if attribute.required != required:
        at = (*located.pointer, "required")
        ledger.add(
            Difference(
                "required-differs",
                at,
                f"the parameter {place.name} is documented as {_need(wanted=attribute.required)}",
                attribute.line,
                pointer=place.pointer,
                expected=_need(wanted=required),
                observed=_need(wanted=attribute.required),
                severity="error" if attribute.required else "warning",
                mend=partial(_requiring, pointer=at, wanted=attribute.required),
            )
        )
    text = located.node.get("description")
    known = (text, (*located.pointer, "description")) if isinstance(text, str) else None
    compare_description(ledger, place, known, located.pointer)
    if "schema" in located.node:
        compare_value(ledger, place, (*located.pointer, "schema"))


def _requiring(contract: Document, pointer: JsonPointer, *, wanted: bool) -> list[Edit]:
    if wanted:
        return if_there(contract, pointer[:-1], [Put(pointer, wanted, after="in")])
    return if_there(contract, pointer, [Remove(pointer)])


def _add(ledger: Ledger, section: str, attribute: Attribute) -> None:
    ledger.points += 1
    new: dict[str, Any] = {"name": attribute.name, "in": section}
    if attribute.required or section == "path":
        new["required"] = True
    if attribute.description:
        new["description"] = attribute.description
    new["schema"] = schema_of(attribute, old=ledger.old)
    place = (*ledger.operation.pointer, "parameters")
    ledger.add(
        Difference(
            "undocumented-parameter",
            place,
            f"{ledger.operation.label} has the {section} parameter `{attribute.name}`: {told(attribute)}",
            attribute.line,
            pointer=f"/{section}/{attribute.name}",
            observed=told(attribute),
            severity="error" if attribute.required else "warning",
            mend=partial(_added, place=place, new=new),
        )
    )


def _added(contract: Document, place: JsonPointer, new: dict[str, Any]) -> list[Edit]:
    return [Append(place, new)] if "parameters" in contract.value(place[:-1]) else [Put(place, [new])]


def _add_unnamed(ledger: Ledger, section: str, attribute: Attribute) -> None:
    """A parameter without a name cannot be looked up; that there is one more than in the contract is a finding."""
    ledger.points += 1
    ledger.add(
        Difference(
            "undocumented-parameter",
            (*ledger.operation.pointer, "parameters"),
            f"{ledger.operation.label} has a {section} parameter whose name the page lost (usually `search`)",
            attribute.line,
            pointer=f"/{section}/",
            observed=told(attribute),
        )
    )


def _gone(ledger: Ledger, section: str, name: str, located: Resolved) -> None:
    ledger.points += 1
    ledger.add(
        Difference(
            "documented-parameter-gone",
            located.pointer,
            f"{ledger.operation.label} is documented without the {section} parameter `{name}`",
            ledger.page.section_lines.get(section, ledger.page.line),
            pointer=f"/{section}/{name}",
            expected="documented",
            observed="absent",
            mend=partial(_taken_away, operation=ledger.operation, name=name, section=section),
        )
    )


def _taken_away(contract: Document, operation: Operation, name: str, section: str) -> list[Edit]:
    place = (*operation.pointer, "parameters")
    for number, raw in enumerate(contract.value(place)):
        node = resolve_object(contract.document, raw, (*place, number)).node
        if (node.get("name"), node.get("in")) == (name, section):
            return [Remove((*place, number)), *_paging(contract, operation, name)]
    return []  # it stands at the path, for other methods too


def _paging(contract: Document, operation: Operation, name: str) -> list[Edit]:
    """Take the parameter out of the rule for paging, too: without it, there may be no rule."""
    rule = contract.value(operation.pointer).get("x-pagination")
    if not isinstance(rule, dict):
        return []
    place = (*operation.pointer, "x-pagination")
    if rule.get("size-parameter") == name:
        return [Remove((*place, "size-parameter"))]
    return [Remove(place)] if rule.get("parameter") == name else []


def _need(*, wanted: bool) -> str:
    return "required" if wanted else "optional"
