"""A page's sections on the request's body and on the answer -> differences."""

from __future__ import annotations

from functools import partial

from specloop.drift.effective import Effective, effective
from specloop.drift.findings import spoken_name
from specloop.drift.fixes.yaml_editor import Edit, Put, Remove
from specloop.drift.sources.docs.compare_example import compare_example
from specloop.drift.sources.docs.compare_values import Place, bare, compare_description, compare_value
from specloop.drift.sources.docs.page_parser import Attribute
from specloop.drift.sources.docs.page_report import Difference, Ledger
from specloop.drift.sources.docs.schema_from_page import body_of, if_there, requiring, schema_of, told, with_children
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_object


def compare_request_body(ledger: Ledger) -> None:
    """Compare what is sent."""
    page, operation = ledger.page, ledger.operation
    stated, raw = page.sections.get("body"), operation.node.get("requestBody")
    at = (*operation.pointer, "requestBody")
    if raw is None and stated:
        ledger.points += 1
        names = ", ".join(f"`{each.name}`" for each in stated)
        new = body_of(stated, old=ledger.old)
        ledger.add(
            Difference(
                "undocumented-request-body",
                operation.pointer,
                f"{operation.label} is documented to take a body with {names}",
                page.section_lines["body"],
                pointer="/request",
                expected="no body",
                observed=f"a body with {len(stated)} members",
                severity="error" if any(each.required for each in stated) else "warning",
                mend=lambda _: [Put(at, new)],
            )
        )
    elif raw is not None and stated is None:
        ledger.points += 1
        ledger.add(
            Difference(
                "documented-request-body-gone",
                at,
                f"{operation.label} is documented without a body",
                page.line,
                pointer="/request",
                expected="a body",
                observed="no body",
                mend=lambda contract: if_there(contract, at, [Remove(at)]),
            )
        )
    elif raw is not None and stated is not None:
        schema = _json_schema(ledger.contract, resolve_object(ledger.contract.document, raw, at))
        if schema is not None:
            _Members(ledger, "body", stated, effective(ledger.contract, schema), "/request").compare()


def compare_response(ledger: Ledger) -> None:
    """Compare what comes back."""
    page, operation = ledger.page, ledger.operation
    stated = page.sections.get("response")
    if stated is None:
        ledger.note(page.line, "the page says nothing of the answer; it is not compared")
        return
    line = page.section_lines["response"]
    status = page.status or next((code for code in operation.responses if code[0] == "2"), "200")
    response = operation.responses.get(status)
    ledger.points += 1 + bool(page.media_type)
    if response is None:
        expected = ", ".join(operation.responses)
        ledger.add(
            Difference(
                "undocumented-status",
                (*operation.pointer, "responses"),
                f"{operation.label} is documented to answer {status}, where the contract has {expected}",
                line,
                expected=expected,
                observed=status,
                severity="error",
            )
        )
        return
    content = response.node.get("content") or {}
    if page.media_type and page.media_type not in content:
        ledger.add(
            Difference(
                "undocumented-content-type",
                (*response.pointer, "content"),
                f"{operation.label} is documented to answer in {page.media_type}",
                line,
                expected=", ".join(content) or "no body",
                observed=page.media_type,
            )
        )
        return
    schema = _json_schema(ledger.contract, response)
    if schema is None:
        ledger.note(line, "the contract has no schema of this answer; it is not compared")
        return
    _compare_body(ledger, stated, schema)


def _json_schema(contract: Document, holder: Resolved) -> JsonPointer | None:
    for media_type, raw in (holder.node.get("content") or {}).items():
        media = resolve_object(contract.document, raw, (*holder.pointer, "content", media_type))
        if "json" in media_type and "schema" in media.node:
            return (*media.pointer, "schema")
    return None


def _compare_body(ledger: Ledger, stated: list[Attribute], schema: JsonPointer) -> None:
    """Compare the answer: the attributes are those of the body, or of its items where it is a bare array."""
    contract, example = ledger.contract, ledger.page.example
    whole = effective(contract, schema)
    is_array = "array" in whole.types
    if isinstance(example, list | dict):
        ledger.points += 1
        if isinstance(example, list) != is_array:
            shown = "array" if isinstance(example, list) else "object"
            ledger.add(
                Difference(
                    "type-mismatch",
                    whole.type_place or schema,
                    f"the answer of {ledger.operation.label} is documented as {shown}, not as {whole.spoken}",
                    ledger.page.example_line,
                    expected=whole.spoken,
                    observed=shown,
                    severity="error",
                )
            )
            return  # with the whole another, its parts have nothing to be compared with
    prefix, item = ("/*", effective(contract, whole.items)) if is_array and whole.items else ("", whole)
    _Members(ledger, "response", stated, item, prefix).compare()
    compare_example(ledger, item, {each.name for each in stated}, prefix)


class _Members:
    """Compares a list of attributes with the members of an object."""

    def __init__(self, ledger: Ledger, section: str, stated: list[Attribute], item: Effective, prefix: str) -> None:
        self.ledger = ledger
        self.line = ledger.page.section_lines[section]
        self.stated = stated
        self.item = item
        self.prefix = prefix
        self.gone = [name for name in item.properties if name not in {each.name for each in stated}]

    def compare(self) -> None:
        for attribute in self.stated:
            if not attribute.name:
                self.ledger.note(attribute.line, "the page has lost a name here; it is not compared")
            elif attribute.name in self.item.properties:
                self._compare(attribute)
            else:
                self._add(attribute)
        for name in self.gone:
            self._gone(name)

    def _compare(self, attribute: Attribute) -> None:
        ledger, pointer = self.ledger, self.item.properties[attribute.name]
        place = Place(f"`{spoken_name(pointer) or attribute.name}`", f"{self.prefix}/{attribute.name}", attribute)
        ledger.points += 1
        required = attribute.name in self.item.required
        if attribute.required != required:
            stated, known = ("required", "optional") if attribute.required else ("optional", "required")
            ledger.add(
                Difference(
                    "required-differs",
                    self.item.required.get(attribute.name, pointer),
                    f"{place.name} is documented as {stated}",
                    attribute.line,
                    pointer=place.pointer,
                    expected=known,
                    observed=stated,
                    severity="warning" if attribute.required else "error",
                    mend=partial(requiring, pointer=pointer, wanted=attribute.required),
                )
            )
        compare_description(ledger, place, effective(ledger.contract, pointer).description, pointer)
        compare_value(ledger, place, pointer)

    def _add(self, attribute: Attribute) -> None:
        ledger = self.ledger
        ledger.points += 1
        place = (*self.item.holder, "properties", attribute.name)
        schema = schema_of(attribute, old=ledger.old)
        if attribute.type.startswith("object"):
            schema = with_children(schema, self._example_of(attribute.name), old=ledger.old)

        def mend(contract: Document) -> list[Edit]:
            there = "properties" in contract.value(self.item.holder)
            made: list[Edit] = [Put(place, schema) if there else Put(place[:-1], {attribute.name: schema})]
            return made + (requiring(contract, pointer=place, wanted=True) if attribute.required else [])

        ledger.add(
            Difference(
                "undocumented-property",
                place,
                f"`{spoken_name(place) or attribute.name}` is documented: {told(attribute)}{self._renamed(attribute)}",
                attribute.line,
                pointer=f"{self.prefix}/{attribute.name}",
                observed=told(attribute),
                mend=mend,
            )
        )

    def _gone(self, name: str) -> None:
        pointer = self.item.properties[name]

        def mend(contract: Document) -> list[Edit]:
            rest = requiring(contract, pointer=pointer, wanted=False)
            return rest + if_there(contract, pointer, [Remove(pointer)])

        self.ledger.points += 1
        self.ledger.add(
            Difference(
                "documented-property-gone",
                pointer,
                f"`{spoken_name(pointer) or name}` is documented no longer",
                self.line,
                pointer=f"{self.prefix}/{name}",
                expected="documented",
                observed="absent",
                severity="error",
                mend=mend,
            )
        )

    def _example_of(self, name: str) -> object:
        example = self.ledger.page.example
        example = example[0] if isinstance(example, list) and example else example
        return example.get(name) if isinstance(example, dict) else None

    def _renamed(self, attribute: Attribute) -> str:
        """Suggest which member that is gone this one may have been."""
        for name in self.gone:
            known = effective(self.ledger.contract, self.item.properties[name])
            alike = set(attribute.name.split("_")) & set(name.split("_"))
            if alike and bare(attribute.type).partition("<")[0] in known.types:
                return f"; perhaps what was `{name}`"
        return ""
