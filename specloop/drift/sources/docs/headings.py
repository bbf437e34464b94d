"""Detection of attributes that a page lists under the wrong heading, because their own heading is missing."""

from __future__ import annotations

from specloop.drift.resolved_schema import resolve_schema
from specloop.drift.sources.docs.page_parser import Attribute, Page
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.openapi.json_pointer import resolve_object
from specloop.openapi.operations import json_schemas


def find_unheaded(comparison: PageComparison) -> dict[str, set[str]]:
    """Return the sections that have no heading on the page, with those of their names that follow another heading.

    For example, without the heading `Query Parameters`, the query parameters follow the path parameters.
    """
    known, page = _contract_names(comparison), comparison.page
    others = {name for names in known.values() for name in names}
    known["auth"] = {each.name for each in page.sections.get("auth", ()) if each.name not in others}
    found: dict[str, set[str]] = {}
    for section, names in known.items():
        if section not in page.section_lines:
            foreign = {
                each.name
                for above in page.sections
                for each in _foreign_attributes(page, above, known.get(above, set()))
            }
            if misplaced := foreign & names:
                found[section] = misplaced
    return found


def is_misread(comparison: PageComparison, attribute: Attribute) -> bool:
    """Return whether the parser may have misread a parameter or property that the contract lacks; if so, add a note.

    It may be an enum value of the preceding one, or belong to a section whose heading is missing.
    """
    name = attribute.name.replace("[]", "").partition(".")[0]
    if attribute.may_be_option:
        comparison.note(attribute.line, f"undetermined, because lines above may be missing: `{attribute.name}`")
    elif any(name in names or not name for names in comparison.unheaded.values()):
        comparison.note(attribute.line, f"undetermined, because a heading above may be missing: `{attribute.name}`")
    else:
        return False
    return True


def _foreign_attributes(page: Page, section: str, names: set[str]) -> list[Attribute]:
    """Return the parameters or properties under the heading of `section` that may belong to another section.

    `names` are the names that the contract has in `section`, such as its query parameters.
    """
    listed = page.sections[section]
    if section == "path":
        return [each for each in listed if each.name and f"{{{each.name}}}" not in page.path]
    first = next((number for number, each in enumerate(listed) if each.name in names), len(listed))
    return [each for each in listed[first:] if each.name and each.name not in names]


def _contract_names(comparison: PageComparison) -> dict[str, set[str]]:
    """Return the contract's names of parameters and properties by section of a page, such as `query` or `response`."""
    contract, operation = comparison.contract, comparison.operation
    found: dict[str, set[str]] = {}
    for each in operation.parameters:
        found.setdefault(each.node["in"], set()).add(each.node["name"])
    success = next((each for code, each in sorted(operation.responses.items()) if code[0] == "2"), None)
    bodies = {"response": operation.responses.get(comparison.page.status, success)}
    if "requestBody" in operation.node:
        at = (*operation.pointer, "requestBody")
        bodies["body"] = resolve_object(contract.data, operation.node["requestBody"], at)
    for section, holder in bodies.items():
        schema = next(json_schemas(contract.data, holder), None) if holder else None
        if schema is not None:
            whole = resolve_schema(contract, schema)
            item = resolve_schema(contract, whole.items) if whole.items else whole
            found[section] = set(item.properties)
    return found
