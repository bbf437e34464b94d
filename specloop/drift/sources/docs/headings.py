"""Missing headings: attributes of a page that are listed under the heading above, because their own heading is lost."""

from __future__ import annotations

from specloop.drift.resolved_schema import resolve_schema
from specloop.drift.sources.docs.page_parser import Attribute, Page
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.openapi.json_pointer import resolve_object
from specloop.openapi.operations import json_schemas


def find_unheaded(comparison: PageComparison) -> dict[str, set[str]]:
    """Find the sections whose heading is lost, so that the page lists their attributes in a section above.

    For example, without the heading `Query Parameters`, the query parameters follow the path parameters.

    Return the misplaced attribute names by the section to which they belong. A misplaced name is not in the contract's
    names for the section where the page lists it, but in those for a section without heading.
    """
    known, page = _known_names(comparison), comparison.page
    others = {name for names in known.values() for name in names}
    known["auth"] = {each.name for each in page.sections.get("auth", ()) if each.name not in others}
    found: dict[str, set[str]] = {}
    for section, names in known.items():
        if section not in page.section_lines:
            foreign = {
                each.name for above in page.sections for each in _after_own(page, above, known.get(above, set()))
            }
            if misplaced := foreign & names:
                found[section] = misplaced
    return found


def is_misread(comparison: PageComparison, attribute: Attribute) -> bool:
    """Return whether an attribute that the contract lacks may be a reading error instead of a difference.

    This is the case if the line may be an enum value of the attribute above. It is also the case if the attribute may
    belong to another section, whose heading the page lacks. If so, a note is added, and the caller must add no finding.
    """
    name = attribute.name.replace("[]", "").partition(".")[0]
    if attribute.may_be_option:
        comparison.note(attribute.line, f"undetermined, because lines above may be missing: `{attribute.name}`")
    elif any(name in names or not name for names in comparison.unheaded.values()):
        comparison.note(attribute.line, f"undetermined, because a heading above may be missing: `{attribute.name}`")
    else:
        return False
    return True


def _after_own(page: Page, section: str, names: set[str]) -> list[Attribute]:
    """Return the attributes of a section that may belong to a later section, because its heading is lost.

    These are the attributes that the contract does not have in this section, after the first one that it has. For the
    path section, they are all attributes that are not in the page's path template.

    Args:
        page: The page.
        section: The section, such as `query`.
        names: The names that the contract has in this section.
    """
    listed = page.sections[section]
    if section == "path":
        return [each for each in listed if each.name and f"{{{each.name}}}" not in page.path]
    first = next((number for number, each in enumerate(listed) if each.name in names), len(listed))
    return [each for each in listed[first:] if each.name and each.name not in names]


def _known_names(comparison: PageComparison) -> dict[str, set[str]]:
    """Return the names that the contract has for each section of a page, such as `query` or `response`.

    They are the names of the operation's parameters by location, and the property names of its bodies. If a body is an
    array, they are those of its items.
    """
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
