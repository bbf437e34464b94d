"""Unchanged parts of contracts: `compare` skips the rules for them, and finds the same changes as with the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.contract_mutations import mutations

from specloop.compare import compare
from specloop.compare.api_surface import surface_of
from specloop.compare.unchanged import UnchangedParts
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(path for path in GOLDEN.iterdir() if (path / "expected").exists() and not (path / "stderr.txt").exists())
SOME_MUTATIONS = 150
"""One in so many mutations is examined in `make test`."""

PET = {"type": "object", "properties": {"name": {"type": "string"}, "owner": {"$ref": "#/components/schemas/Owner"}}}
OWNER = {"type": "object", "properties": {"name": {"type": "string", "default": 1}}}


def contract(**changes: Any) -> dict[str, Any]:
    schemas = {"Pet": PET, "Owner": OWNER, "Shop": {"type": "object", "properties": {"open": {"type": "boolean"}}}}
    paths = {
        f"/{name.lower()}s": {
            "get": {
                "operationId": f"list{name}s",
                "responses": {
                    "200": {
                        "description": "",
                        "content": {
                            "application/json": {
                                "schema": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
                            }
                        },
                    }
                },
            }
        }
        for name in schemas
    }
    document = {"openapi": "3.1.0", "info": {"title": "Shop", "version": "1.0.0"}, "paths": paths}
    return {**document, "components": {"schemas": schemas | changes.pop("schemas", {})}, **changes}


def load(document: dict[str, Any]) -> Document:
    return load_document("shop.json", text=json.dumps(document).encode())


def changed_paths(new: dict[str, Any]) -> list[str]:
    documents = load(contract()), load(new)
    unchanged = UnchangedParts(*map(surface_of, documents))
    return [path for path in contract()["paths"] if ("paths", path) not in unchanged]


def test_a_change_of_a_component_concerns_the_operations_that_refer_to_it_also_indirectly():
    assert changed_paths(contract()) == []
    assert changed_paths(contract(schemas={"Shop": {"type": "object"}})) == ["/shops"]
    assert changed_paths(contract(schemas={"Owner": {"type": "object"}})) == ["/pets", "/owners"]


@pytest.mark.parametrize("value", [1.0, True, "1"])
def test_values_that_python_calls_equal_differ(value):
    owner = {"type": "object", "properties": {"name": {"type": "string", "default": value}}}
    assert changed_paths(contract(schemas={"Owner": owner})) == ["/pets", "/owners"]


def test_a_union_that_names_a_component_changes_the_component():
    """A required property whose value selects a variant of a union has a default in the class of the variant."""
    cat = {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}}
    variants = [{"$ref": f"#/components/schemas/{name}"} for name in ("Shop", "Kiosk")]
    union = {"oneOf": variants, "discriminator": {"propertyName": "kind"}}
    plain = contract(schemas={"Shop": cat, "Kiosk": cat})
    response = {"description": "", "content": {"application/json": {"schema": union}}}
    paths = plain["paths"] | {"/any": {"get": {"operationId": "getAny", "responses": {"200": response}}}}
    old, new = plain, plain | {"paths": paths}
    unchanged = UnchangedParts(surface_of(load(old)), surface_of(load(new)))
    assert ("components", "schemas", "Shop") not in unchanged
    assert ("components", "schemas", "Pet") in unchanged


@pytest.mark.parametrize("field", ["servers", "security", "x-retries"])
def test_a_field_of_the_whole_document_concerns_all_operations(field):
    value = {"servers": [{"url": "https://shop.example"}], "security": [{}], "x-retries": {"max": 1}}[field]
    assert changed_paths(contract(**{field: value})) == list(contract()["paths"])


def test_mutations_have_the_same_verdicts_with_all_rules(monkeypatch):
    assert [] == [each for number, case in enumerate(CASES) for each in differences(case, monkeypatch, number)]


@pytest.mark.large
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_mutation_has_the_same_verdicts_with_all_rules(case, monkeypatch):
    assert [] == list(differences(case, monkeypatch, 0, step=1))


def differences(case: Path, monkeypatch, first: int, step: int = SOME_MUTATIONS) -> Iterator[str]:
    document = load_document(case / "openapi.yaml")
    if document.others:
        return  # Only contracts in one file are mutated.
    contract = json.loads(json.dumps(document.data, default=str))
    old = load(contract)
    for mutation in list(mutations(contract))[first % step :: step]:
        try:
            new = load(mutation.make())
            few = compare(old, new)
        except InputError:
            continue  # The mutated contract is invalid.
        with monkeypatch.context() as patch:
            patch.setattr(UnchangedParts, "__contains__", lambda *_: False)
            if few != compare(old, new):
                yield f"{case.name}: {mutation.name}"
