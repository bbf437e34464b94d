"""Comparison of the request and response bodies in a documentation page with those of the operation."""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase
from functools import partial

from specloop.drift.findings import schema_name
from specloop.drift.fixes.edits import Edit, RemoveNode, SetKey, edits_if_present, set_required
from specloop.drift.resolved_schema import ResolvedSchema, resolve_schema
from specloop.drift.sources.docs.compare_example import compare_example
from specloop.drift.sources.docs.compare_values import (
    ComparedValue,
    compare_description,
    compare_value,
    find_variant,
    without_null,
)
from specloop.drift.sources.docs.headings import is_misread
from specloop.drift.sources.docs.page_parser import Attribute
from specloop.drift.sources.docs.page_report import PageComparison
from specloop.drift.sources.docs.schema_from_page import (
    add_example_properties,
    attribute_schema,
    describe_attribute,
    request_body_schema,
)
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_object
from specloop.openapi.media_types import essence
from specloop.openapi.operations import json_schemas


def compare_request_body(comparison: PageComparison) -> None:
    """Compare the request body in the page with that of the operation, and add the differences as findings.

    If the body is absent from a page that may be incomplete, add a note instead.
    """
    page, operation = comparison.page, comparison.operation
    stated, raw = page.sections.get("body"), operation.node.get("requestBody")
    at = (*operation.pointer, "requestBody")
    if raw is None and stated:
        comparison.points += 1
        names = ", ".join(f"`{each.name}`" for each in stated)
        new = request_body_schema(stated)
        comparison.add(
            "undocumented-request-body",
            operation.pointer,
            f"{operation.label} is documented to have a request body with {names}",
            page.section_lines["body"],
            pointer="/request",
            expected="no body",
            observed=f"a body with {len(stated)} properties",
            severity="error" if any(each.required for each in stated) else "warning",
            fix=lambda _: [SetKey(at, new)],
        )
    elif raw is not None and stated is None and "body" in comparison.unheaded:
        comparison.note(page.line, "undetermined, because its heading may be missing: the request body")
    elif raw is not None and stated is None and page.is_cut:
        comparison.note(page.line, "undetermined, because the page ends before its response: the request body")
    elif raw is not None and stated is None:
        comparison.points += 1
        comparison.add(
            "documented-request-body-gone",
            at,
            f"{operation.label} is documented without a body",
            page.line,
            pointer="/request",
            expected="a body",
            observed="no body",
            fix=lambda contract: edits_if_present(contract, at, [RemoveNode(at)]),
        )
    elif raw is not None and stated is not None:
        body = resolve_object(comparison.contract.data, raw, at)
        if not _compare_media_type(comparison, body, page.body_media_type, "body", "to take"):
            return
        schema = next(json_schemas(comparison.contract.data, body), None)
        if schema is not None:
            item = resolve_schema(comparison.contract, schema)
            stated = page.settle_flags("body", *_property_names(comparison, item))
            _AttributeComparison(comparison, "body", stated, item, "/request").compare()


def _compare_media_type(
    comparison: PageComparison, content_owner: Resolved, media_type: str, section: str, verb: str
) -> bool:
    """Return False, and add a finding, if the page shows a media type that the contract lacks; otherwise return True.

    `content_owner` is the Request Body Object or Response Object. `verb` is "to take" or "to return", for the message.
    """
    if not media_type:
        return True
    comparison.points += 1
    content = content_owner.node.get("content") or {}
    if any(fnmatchcase(essence(media_type), essence(each)) for each in content):
        return True
    comparison.add(
        "undocumented-content-type",
        (*content_owner.pointer, "content"),
        f"{comparison.operation.label} is documented {verb} {media_type}",
        comparison.page.section_lines[section],
        pointer="/request" if section == "body" else "",
        expected=", ".join(content) or "no body",
        observed=media_type,
    )
    return False


def compare_response(comparison: PageComparison) -> None:
    """Compare the response in the page with the operation's response for the same status, and add findings.

    If the page or the contract does not describe the body, add a note instead.
    """
    page, operation = comparison.page, comparison.operation
    stated = page.sections.get("response")
    if stated is None:
        comparison.note(page.line, "the page does not describe the response; it is not compared")
        return
    line = page.section_lines["response"]
    status = page.status or next((code for code in operation.responses if code[0] == "2"), "200")
    response = operation.responses.get(status)
    comparison.points += 1
    if response is None:
        expected = ", ".join(operation.responses)
        comparison.add(
            "undocumented-status",
            (*operation.pointer, "responses"),
            f"{operation.label} is documented to return {status}, where the contract has {expected}",
            line,
            expected=expected,
            observed=status,
            severity="error",
        )
        return
    if page.response_description is not None:
        text, line_of_text = page.response_description
        known = response.node.get("description")
        compare_description(
            comparison,
            ComparedValue(f"the response {status}", "", Attribute("", line_of_text, "", description=text)),
            (known, (*response.pointer, "description")) if isinstance(known, str) else None,
            response.pointer,
        )
    if not _compare_media_type(comparison, response, page.media_type, "response", "to return"):
        return
    schema = next(json_schemas(comparison.contract.data, response), None)
    if schema is None:
        comparison.note(line, "the contract has no schema of this response; it is not compared")
        return
    _compare_body(comparison, stated, schema)


def _compare_body(comparison: PageComparison, attributes: list[Attribute], schema: JsonPointer) -> None:
    """Compare the response body in the page with the contract's schema, and add the differences as findings.

    `attributes` are the properties that the page lists; if the body is an array, they are those of its items.
    """
    contract = comparison.contract
    whole = resolve_schema(contract, schema)
    is_array = "array" in whole.types
    listed = {each.name for each in attributes}
    if is_array and whole.items:
        listed |= resolve_schema(contract, whole.items).properties.keys()
    comparison.choose_example(listed | whole.properties.keys(), is_array=is_array)
    example = comparison.example
    if isinstance(example, list | dict):
        comparison.points += 1
        if isinstance(example, list) != is_array:
            shown = "array" if isinstance(example, list) else "object"
            comparison.add(
                "type-mismatch",
                whole.type_place or schema,
                f"the response of {comparison.operation.label} is documented as {shown}, not as {whole.page_type}",
                comparison.example_line,
                expected=whole.page_type,
                observed=shown,
                severity="error",
            )
            return  # An array and an object have no common properties to compare.
    prefix, item = ("/*", resolve_schema(contract, whole.items)) if is_array and whole.items else ("", whole)
    attributes = comparison.page.settle_flags("response", *_property_names(comparison, item))
    _AttributeComparison(comparison, "response", attributes, item, prefix).compare()
    compare_example(comparison, item, {each.name for each in attributes}, prefix)


def _property_names(comparison: PageComparison, item: ResolvedSchema) -> tuple[set[str], set[str]]:
    """Return the names of all properties of an object schema, and the names of its required properties.

    For a nested property such as `owner.id`, both include `id`, since a page may list it without its parent.
    """
    nested = (_nested_object(comparison, pointer, "") for pointer in item.properties.values())
    objects = [item, *(each[0] for each in nested if each is not None)]
    return {name for each in objects for name in each.properties}, {name for each in objects for name in each.required}


def _nested_object(
    comparison: PageComparison, pointer: JsonPointer, variant_title: str
) -> tuple[ResolvedSchema, str] | None:
    """Return the object schema of the property at `pointer`, and the path from the property to the object.

    The path is "" for an object, and `/*` for an array of objects. Return None if the schema has no `properties`.
    If the property is a union, `variant_title` is the title of the variant to return; otherwise it is "".
    """
    if variant_title:
        variant = find_variant(comparison.contract, pointer, variant_title)
        if variant is None:
            return None
        pointer = variant
    known, suffix = resolve_schema(comparison.contract, pointer), ""
    while known.items:
        known, suffix = resolve_schema(comparison.contract, known.items), f"{suffix}/*"
    return (known, suffix) if known.properties else None


def _split_children(
    comparison: PageComparison, attributes: list[Attribute], item: ResolvedSchema
) -> tuple[list[Attribute], dict[str, list[Attribute]]]:
    """Split the properties on a page into those of an object, and a dict of those of its nested objects by parent name.

    `item` is the schema of the object. For example, `files.id` and `files[].id` become `id` under the key `files`.
    """
    own: list[Attribute] = []
    children: dict[str, list[Attribute]] = {}
    parent, known = "", frozenset[str]()
    names = [each.name for each in attributes]
    for number, each in enumerate(attributes):
        head, _, rest = each.name.replace("[]", "").partition(".")
        if rest and head in item.properties and each.name not in item.properties:
            children.setdefault(head, []).append(replace(each, name=rest))
            continue
        following = next((name for name in names[number + 1 :]), "")
        is_child = each.name in known and (each.name not in item.properties or names.count(each.name) > 1)
        is_new_child = bool(known) and each.name not in {*known, *item.properties} and following in known
        if parent and (is_child or is_new_child) and each.name not in {one.name for one in children.get(parent, [])}:
            children.setdefault(parent, []).append(each)
            continue
        own.append(each)
        parent, known = "", frozenset()
        if each.is_unfolded and each.name in item.properties:
            nested = _nested_object(comparison, item.properties[each.name], each.variant)
            parent, known = each.name, frozenset(nested[0].properties) if nested else frozenset()
    return own, children


class _AttributeComparison:
    """Compares the properties that a page lists with those of an object schema."""

    def __init__(
        self, comparison: PageComparison, section: str, stated: list[Attribute], item: ResolvedSchema, prefix: str
    ) -> None:
        self.comparison = comparison
        self.line = comparison.page.section_lines[section]
        self.section = section
        self.item = item
        self.prefix = prefix
        self.stated, self.children = _split_children(comparison, stated, item)
        stated = self.stated
        self.gone = [name for name in item.properties if name not in {each.name for each in stated}]
        described = {name: resolve_schema(comparison.contract, place) for name, place in item.properties.items()}
        self.descriptions = {
            name: each.description[0].strip() if each.description else "" for name, each in described.items()
        }

    def compare(self) -> None:
        hidden = {
            name for name in self.gone if self.comparison.page.may_have_missed(self.section, name, self.descriptions)
        }
        self.comparison.lost_descriptions |= {self.descriptions[name] for name in hidden}
        self._compare_stated()
        for name in self.gone:
            if name in hidden:
                at = f"{self.prefix}/{name}"
                self.comparison.note(
                    self.line, f"undetermined, because lines here are not understood: `{name}` at {at}"
                )
            else:
                self._add_missing(name)
        variants = {each.name: each.variant for each in self.stated}
        for name, found in self.children.items():
            nested = _nested_object(self.comparison, self.item.properties[name], variants.get(name, ""))
            if nested is not None:
                at = f"{self.prefix}/{name}{nested[1]}"
                _AttributeComparison(self.comparison, self.section, found, nested[0], at).compare()

    def _compare_stated(self) -> None:
        below = frozenset[str]()  # The names in the object of the attribute above.
        for attribute in self.stated:
            if attribute.name in self.item.properties:
                nested = _nested_object(self.comparison, self.item.properties[attribute.name], attribute.variant)
                below = frozenset(nested[0].properties) if nested else frozenset()
            if attribute.is_unfolded and attribute.name not in self.children:
                self.comparison.note(attribute.line, f"undetermined, because no children of `{attribute.name}` follow")
            if not attribute.name:
                self.comparison.note(
                    attribute.line, "a name is missing on the page here; its attribute is not compared"
                )
            elif attribute.name in self.item.properties:
                self._compare(attribute)
            elif attribute.name in below or self._may_be_nested(attribute.name):
                self.comparison.note(
                    attribute.line, f"undetermined, because lines here are not understood: `{attribute.name}`"
                )
            elif not is_misread(self.comparison, attribute):
                self._add(attribute)

    def _compare(self, attribute: Attribute) -> None:
        comparison, pointer = self.comparison, self.item.properties[attribute.name]
        place = ComparedValue(
            f"`{schema_name(pointer) or attribute.name}`", f"{self.prefix}/{attribute.name}", attribute
        )
        comparison.points += 1
        required = attribute.name in self.item.required
        if attribute.required != required:
            stated, known = ("required", "optional") if attribute.required else ("optional", "required")
            comparison.add(
                "required-differs",
                self.item.required.get(attribute.name, pointer),
                f"{place.name} is documented as {stated}",
                attribute.line,
                pointer=place.pointer,
                expected=known,
                observed=stated,
                severity="warning" if attribute.required else "error",
                fix=partial(set_required, pointer=pointer, wanted=attribute.required),
            )
        compare_description(comparison, place, resolve_schema(comparison.contract, pointer).description, pointer)
        compare_value(comparison, place, pointer)

    def _may_be_nested(self, name: str) -> bool:
        """Return whether `name` is a property of a nested object that the parser may have missed in the page."""
        for parent in self.gone:
            if self.comparison.page.may_have_missed(self.section, parent, {}):
                nested = _nested_object(self.comparison, self.item.properties[parent], "")
                if nested is not None and name in nested[0].properties:
                    return True
        return False

    def _add(self, attribute: Attribute) -> None:
        comparison = self.comparison
        comparison.points += 1
        place = (*self.item.holder, "properties", attribute.name)
        name, stated = schema_name(place) or attribute.name, describe_attribute(attribute)
        schema = attribute_schema(attribute)
        if attribute.type.startswith("object"):
            schema = add_example_properties(schema, self._example_of(attribute.name))

        def fix(contract: Document) -> list[Edit]:
            there = "properties" in contract.value(self.item.holder)
            made: list[Edit] = [SetKey(place, schema) if there else SetKey(place[:-1], {attribute.name: schema})]
            return made + (set_required(contract, pointer=place, wanted=True) if attribute.required else [])

        comparison.add(
            "undocumented-property",
            place,
            f"`{name}` is documented: {stated}{self._suggest_rename(attribute)}",
            attribute.line,
            pointer=f"{self.prefix}/{attribute.name}",
            observed=stated,
            fix=fix,
        )

    def _add_missing(self, name: str) -> None:
        pointer = self.item.properties[name]

        def fix(contract: Document) -> list[Edit]:
            rest = set_required(contract, pointer=pointer, wanted=False)
            return rest + edits_if_present(contract, pointer, [RemoveNode(pointer)])

        self.comparison.points += 1
        self.comparison.add(
            "documented-property-gone",
            pointer,
            f"`{schema_name(pointer) or name}` is no longer documented",
            self.line,
            pointer=f"{self.prefix}/{name}",
            expected="documented",
            observed="absent",
            severity="error",
            fix=fix,
        )

    def _example_of(self, name: str) -> object:
        example = self.comparison.example
        example = example[0] if isinstance(example, list) and example else example
        return example.get(name) if isinstance(example, dict) else None

    def _suggest_rename(self, attribute: Attribute) -> str:
        """Return a hint such as "; perhaps renamed from `user_name`"; "" if no old name fits.

        An old name fits if the page lacks this property, its type is the same, and the names share a word.
        """
        for name in self.gone:
            known = resolve_schema(self.comparison.contract, self.item.properties[name])
            alike = set(attribute.name.split("_")) & set(name.split("_"))
            if alike and without_null(attribute.type).partition("<")[0] in known.types:
                return f"; perhaps renamed from `{name}`"
        return ""
