"""Comparison of the parameters in a documentation page with those of the operation."""

from __future__ import annotations

from functools import partial
from typing import Any

from specloop.drift.fixes.edits import Edit, RemoveNode, SetKey, append_parameter, edits_if_present, no_edits
from specloop.drift.sources.docs.compare_values import ComparedValue, compare_description, compare_value
from specloop.drift.sources.docs.headings import is_misread
from specloop.drift.sources.docs.page_parser import Attribute
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.drift.sources.docs.schema_from_page import attribute_schema, describe_attribute
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_object
from specloop.openapi.operations import Operation
from specloop.openapi.pagination import KEY, paging_rule


def compare_parameters(comparison: PageComparison, section: str) -> None:
    """Compare the parameters in one section of the page, such as `query`, with those of the operation.

    Add a finding for each difference, or a note if the page may be incomplete.
    """
    known = {each.node["name"]: each for each in comparison.operation.parameters if each.node["in"] == section}
    stated = comparison.page.settle_flags(
        section, known, {name for name, each in known.items() if each.node.get("required")}
    )
    named = {each.name: each for each in stated if each.name}
    left = {name: each for name, each in known.items() if name not in named}
    descriptions = {name: _description(each) for name, each in known.items()}
    hidden = {name for name in left if comparison.page.may_have_missed(section, name, descriptions)}
    comparison.lost_descriptions |= {descriptions[name] for name in hidden}
    first = {each.name: each for each in reversed(stated)}
    for attribute in stated:
        if comparison.unheaded and first[attribute.name] is not attribute:
            comparison.note(attribute.line, f"undetermined, because it is listed twice: `{attribute.name}`")
        elif attribute.name not in known and is_misread(comparison, attribute):
            continue
        elif attribute.name in known:
            _compare(comparison, section, attribute, known[attribute.name])
        elif attribute.name:
            _add(comparison, section, attribute)
        elif len(left) == 1:
            ((name, located),) = left.items()
            comparison.note(
                attribute.line,
                f"a name is missing on the page here; it must be `{name}`, the "
                "only parameter that the page does not name",
            )
            attribute.name = name
            left = {}
            _compare(comparison, section, attribute, located)
        elif left:
            comparison.note(attribute.line, "a name is missing on the page here; its parameter is not compared")
        else:
            _add_unnamed(comparison, section, attribute)
    for name, located in left.items():
        if name in hidden or section in comparison.unheaded:
            line = comparison.page.section_lines.get(section, comparison.page.line)
            comparison.note(
                line, f"undetermined, because lines here are not understood: the {section} parameter `{name}`"
            )
        else:
            _add_missing(comparison, section, name, located)


def _description(located: Resolved) -> str:
    return str(located.node.get("description") or "").strip()


def _compare(comparison: PageComparison, section: str, attribute: Attribute, located: Resolved) -> None:
    place = ComparedValue(
        f"`{attribute.name}` of {comparison.operation.label}", f"/{section}/{attribute.name}", attribute
    )
    comparison.points += 1
    required = bool(located.node.get("required"))
    if attribute.required != required:
        at = (*located.pointer, "required")
        comparison.add(
            "required-differs",
            at,
            f"the parameter {place.name} is documented as {_requirement(wanted=attribute.required)}",
            attribute.line,
            pointer=place.pointer,
            expected=_requirement(wanted=required),
            observed=_requirement(wanted=attribute.required),
            severity="error" if attribute.required else "warning",
            fix=partial(_requiring, pointer=at, wanted=attribute.required),
        )
    text = located.node.get("description")
    known = (text, (*located.pointer, "description")) if isinstance(text, str) else None
    compare_description(comparison, place, known, located.pointer)
    if "schema" in located.node:
        compare_value(comparison, place, (*located.pointer, "schema"))


def _requiring(contract: Document, pointer: JsonPointer, *, wanted: bool) -> list[Edit]:
    if wanted:
        return edits_if_present(contract, pointer[:-1], [SetKey(pointer, wanted, after="in")])
    return edits_if_present(contract, pointer, [RemoveNode(pointer)])


def _add(comparison: PageComparison, section: str, attribute: Attribute) -> None:
    comparison.points += 1
    stated = describe_attribute(attribute)
    new: dict[str, Any] = {"name": attribute.name, "in": section}
    if attribute.required or section == "path":
        new["required"] = True
    if attribute.description:
        new["description"] = attribute.description
    new["schema"] = attribute_schema(attribute)
    place = (*comparison.operation.pointer, "parameters")
    comparison.add(
        "undocumented-parameter",
        place,
        f"{comparison.operation.label} has the {section} parameter `{attribute.name}`: {stated}",
        attribute.line,
        pointer=f"/{section}/{attribute.name}",
        observed=stated,
        severity="error" if attribute.required else "warning",
        fix=partial(append_parameter, pointer=place, new=new),
    )


def _add_unnamed(comparison: PageComparison, section: str, attribute: Attribute) -> None:
    """Add a finding for a parameter that the page lists without a name, next to all parameters of the contract."""
    comparison.points += 1
    comparison.add(
        "undocumented-parameter",
        (*comparison.operation.pointer, "parameters"),
        f"{comparison.operation.label} has a {section} parameter whose name is missing on the page (usually `search`)",
        attribute.line,
        pointer=f"/{section}/",
        observed=describe_attribute(attribute),
    )


def _add_missing(comparison: PageComparison, section: str, name: str, located: Resolved) -> None:
    comparison.points += 1
    is_in_path = section == "path" and f"{{{name}}}" in comparison.page.path
    comparison.add(
        "documented-parameter-gone",
        located.pointer,
        f"{comparison.operation.label} is documented without the {section} parameter `{name}`",
        comparison.page.section_lines.get(section, comparison.page.line),
        pointer=f"/{section}/{name}",
        expected="documented",
        observed="absent",
        # A parameter that the page's path contains is described nowhere, but it exists.
        fix=no_edits
        if is_in_path
        else partial(_removed_parameter, operation=comparison.operation, name=name, section=section),
    )


def _removed_parameter(contract: Document, operation: Operation, name: str, section: str) -> list[Edit]:
    place = (*operation.pointer, "parameters")
    for number, raw in enumerate(contract.value(operation.pointer).get("parameters") or ()):
        node = resolve_object(contract.data, raw, (*place, number)).node
        if (node.get("name"), node.get("in")) == (name, section):
            return [RemoveNode((*place, number)), *_paging_edits(contract, operation, name)]
    return []  # The parameter belongs to the path item, so other operations may use the parameter, too.


def _paging_edits(contract: Document, operation: Operation, name: str) -> list[Edit]:
    """Return the edits that remove a parameter from the operation's pagination extension, such as `x-pagination`.

    The list is empty if the extension does not use the parameter.
    """
    rule, _ = paging_rule(contract.data, operation)
    if rule is None or rule.evidence or rule.pointer[-1] not in contract.value(operation.pointer):
        return []
    # Without the parameter that selects a page, the rule is useless. The extensions of other generators do not
    # have the key `size-parameter`, so the whole rule is removed with the parameter that sets the page size.
    if rule.parameter == name or (rule.size_parameter == name and rule.pointer[-1] != KEY):
        return [RemoveNode(rule.pointer)]
    return [RemoveNode((*rule.pointer, "size-parameter"))] if rule.size_parameter == name else []


def _requirement(*, wanted: bool) -> str:
    return "required" if wanted else "optional"
