"""The types of generated code match the normalized schemas, which compare and drift use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest
from support.generated_python import GeneratedPython

from specloop.codegen.builder import build_client
from specloop.codegen.opc_adapter import ParsedSchemas, ParsedType, parse_schemas
from specloop.codegen.schema_inliner import InlinedSchemas, inline_schemas
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import format_pointer
from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize
from specloop.openapi.schema import SchemaRef, SchemaVariant, schemas_of
from specloop.openapi.schema_facts import json_type
from specloop.openapi.validation import validate

GOLDEN = Path(__file__).parents[1] / "golden"
CONTRACTS = sorted(path for path in GOLDEN.glob("*/openapi.*") if (path.parent / "expected").is_dir())
TEXT = {"date", "date-time", "uuid", "file"}

DIFFERENCES = {
    # Values that are objects or arrays have no Python type.
    "enums Paint.shape": ({"any"}, {"object"}),
    # The normal form has `patternProperties` as a constraint, because it holds a type for each pattern.
    "maps SettingsPatterned{}": ({"integer", "string"}, {"any"}),
    # The types of maps and arrays that contain themselves, without a class between, end with `Any`.
    "recursion Node.data[]": ({"any"}, {"array", "number", "object", "string"}),
    "recursion Data4{}[]": ({"any"}, {"array", "number", "object", "string"}),
}
"""The allowed differences: the JSON types in generated code and in the normal form, by contract and place.

A schema that allows no value has the Python type `Any`, which is no difference.
"""


Difference: TypeAlias = tuple[str, set[str], set[str]]


class Reader(NamedTuple):
    """A document as codegen reads it (`inlined` and `parsed`), and as compare and drift read it (`document`)."""

    document: Document
    inlined: InlinedSchemas
    parsed: ParsedSchemas

    def generated(self, parsed: ParsedType) -> set[str]:
        """Return the JSON types of a generated type's values. For the type `Any`, the result contains "any"."""
        if parsed.kind == "union":
            return set().union(*map(self.generated, parsed.variants))
        if parsed.kind == "enum":
            return {json_type(self.inlined.schemas[parsed.name]["enum"][0])}
        if parsed.kind == "const":
            return {json_type(parsed.value)}
        kind = "string" if parsed.kind in TEXT else "object" if parsed.kind == "model" else parsed.kind
        is_map = parsed.kind == "model" and not self.parsed.models[parsed.name].properties
        return {kind} | ({"any"} if parsed.is_open or (is_map and parsed.name in self.inlined.open_types) else set())

    def normal(self, refs: set[SchemaRef]) -> tuple[set[str], list[SchemaVariant]]:
        """Return the JSON types of the normal form of a union of schemas, and its variants without null."""
        schemas = schemas_of(self.document)
        shapes = [schemas.shape(schemas.spot(ref)) for ref in refs]
        variants = [variant for shape in shapes for variant in shape.variants]
        return {each.kind for each in variants} | {"null" for shape in shapes if shape.allows_null}, variants

    def differences(self) -> Iterator[Difference]:
        """Yield each place whose JSON types differ, with its types in generated code and in the normal form."""
        for name, model in self.parsed.models.items():
            _, variants = self.normal({(self.inlined.classes[name],)})
            objects = [variant for variant in variants if variant.kind == "object"]
            for each in model.properties:
                refs = {
                    variant.properties[each.json_name] for variant in objects if each.json_name in variant.properties
                }
                yield from self._compare(f"{name}.{each.json_name}", each.type, refs)
            if model.additional is not None and not model.properties:
                yield from self._compare(f"{name}{{}}", model.additional, {each.additional for each in objects})
        for pointer, parsed in self.parsed.places.items():
            yield from self._compare(format_pointer(pointer), parsed, {(pointer,)})

    def _compare(
        self, place: str, parsed: ParsedType, refs: set[SchemaRef]
    ) -> Iterator[tuple[str, set[str], set[str]]]:
        (types, variants), found = self.normal(refs), self.generated(parsed)
        types, found = ({"any"} if "any" in each else _joined(each) for each in (types, found))
        if types and found != types:
            yield place, found, types
        arrays = [each for each in parsed.variants or (parsed,) if each.items is not None]
        items = {each.items for each in variants if each.kind == "array" and not each.prefix}
        if found == types and len(arrays) == 1 and arrays[0].items is not None and items:
            yield from self._compare(f"{place}[]", arrays[0].items, items)


def _joined(types: set[str]) -> set[str]:
    return types - {"integer"} if "number" in types else types


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda path: path.parent.name)
def test_codegen_and_the_normal_form_read_a_schema_alike(contract: Path):
    document = replace(load_document(str(contract)), allows_partial=True)
    validate(document)
    document = normalize(document)
    inlined = inline_schemas(document)
    reader = Reader(document, inlined, parse_schemas(document, inlined))
    found = {f"{contract.parent.name} {place}": types for place, *types in reader.differences()}
    assert found == {
        place: list(types) for place, types in DIFFERENCES.items() if place.startswith(f"{contract.parent.name} ")
    }


SECRETS = """
openapi: 3.1.0
info: {title: Vault, version: 1.0.0}
servers: [{url: "https://vault.example"}]
paths:
  /keys:
    post:
      operationId: createKey
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Key"}}}}
      responses: {"204": {description: The key is stored.}}
components:
  schemas:
    Text: {type: string}
    Key:
      type: object
      properties:
        plain: {type: string, writeOnly: true}
        optional: {anyOf: [{type: string}, {type: "null"}], writeOnly: true}
        composed: {allOf: [{$ref: "#/components/schemas/Text"}], writeOnly: true}
        choice: {enum: [a, b], writeOnly: true}
        count: {type: integer, writeOnly: true}
        unknown: {writeOnly: true}
        shown: {type: string}
"""


def test_write_only_texts_are_secrets_however_their_type_is_written():
    client = build_client(load_document("openapi.yaml", text=SECRETS.encode()))
    assert client.secret_names == ("composed", "optional", "plain")


COMPOSED = """
openapi: 3.1.0
info: {title: Vault, version: 1.0.0}
servers: [{url: "https://vault.example"}]
paths:
  /keys:
    get:
      operationId: listKeys
      security: [{}]
      responses: {"200": {content: {application/json: {schema: {$ref: "#/components/schemas/Key"}}}}}
    put:
      operationId: putKey
      parameters: [{name: id, in: query, schema: {type: string}}]
      requestBody:
        content:
          application/json:
            schema: {anyOf: [{type: object, required: [id], properties: {id: {type: string}}}]}
          multipart/form-data:
            schema:
              type: object
              properties:
                by_name:
                  type: object
                  additionalProperties: {anyOf: [{type: string, format: binary}]}
      responses: {"204": {description: The key is stored.}}
components:
  schemas:
    Base: {type: object, required: [owner], properties: {owner: {type: string}}}
    Key:
      allOf:
        - anyOf: [{$ref: "#/components/schemas/Base"}, {type: "null"}]
        - type: object
          properties:
            choice: {type: object, oneOf: [{anyOf: [{required: [a]}, {required: [b]}]}]}
"""


@pytest.fixture(scope="module")
def printed() -> GeneratedPython:
    return GeneratedPython(load_document("openapi.yaml", text=COMPOSED.encode()))


def test_a_base_in_a_union_with_null_keeps_its_required_properties(printed: GeneratedPython):
    assert "    owner: str\n" in printed.texts["vault_client/models/key.py"]


def test_a_union_that_only_requires_properties_keeps_the_type_beside_it(printed: GeneratedPython):
    assert "    choice: dict[str, Any] | Unset = UNSET\n" in printed.texts["vault_client/models/key.py"]


def test_a_union_of_one_variant_has_the_type_of_the_variant(printed: GeneratedPython):
    methods = printed.texts["vault_client/resources/keys.py"]
    assert "        id: str | None = None,\n        id_body: str | Unset = UNSET,\n" in methods
    assert "        by_name: Mapping[str, FileTypes] | Unset = UNSET,\n" in methods


def test_an_empty_security_requirement_is_no_requirement(printed: GeneratedPython):
    assert "security=((),)" not in printed.texts["vault_client/resources/keys.py"]


@pytest.mark.parametrize("items", ["{}", "{description: Its pets.}", "{required: []}", "{required: [name]}"])
def test_items_that_state_no_type_keep_the_type_of_the_items(items: str):
    text = f"""
openapi: 3.1.0
info: {{title: Pets, version: 1.0.0}}
servers: [{{url: "https://pets.example"}}]
paths:
  /shelter:
    get:
      operationId: getShelter
      responses:
        "200": {{description: OK, content: {{application/json: {{schema: {{$ref: "#/components/schemas/Full"}}}}}}}}
components:
  schemas:
    Pet: {{type: object, required: [name], properties: {{name: {{type: string}}}}}}
    Shelter: {{type: object, properties: {{pets: {{type: array, items: {{$ref: "#/components/schemas/Pet"}}}}}}}}
    Full: {{allOf: [{{$ref: "#/components/schemas/Shelter"}}, {{properties: {{pets: {{items: {items}}}}}}}]}}
"""
    client = build_client(load_document("openapi.yaml", text=text.encode()))
    (model,) = (each for each in client.models if each.name == "Full")
    assert [each.type.annotation.as_unembedded_code() for each in model.fields] == ["list[Pet]"]
