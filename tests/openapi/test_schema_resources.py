"""References to `$id`, `$anchor` and `$dynamicAnchor` resolve as JSON Schema 2020-12 specifies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specloop.commands.generate import main
from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.openapi.validation import validate

NODE = {"type": "object", "properties": {"v": {"type": "string"}}}


def load(folder: Path, schemas: dict[str, Any], **files: Any):
    """Write a document with component schemas and further files in its folder; load and validate the document."""
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content))
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "components": {"schemas": schemas},
    }
    (folder / "openapi.json").write_text(json.dumps(document | files.get("openapi", {})))
    loaded = load_document(folder / "openapi.json")
    validate(loaded)
    return loaded


def target(document, *pointer: str) -> Any:
    """Return the target of the `$ref` in the schema at a pointer below `components/schemas`."""
    return document.value(document.resolve(document.value(("components", "schemas", *pointer))["$ref"]))


def test_two_schemas_with_the_same_id_keep_their_own_references(tmp_path):
    def tree(type_: str) -> dict[str, Any]:
        kid = {"$ref": "#/$defs/node"}
        return {"$id": "tree", "properties": {"kid": kid}, "$defs": {"node": {"$anchor": "a", "type": type_}}}

    found = load(tmp_path, {"A": tree("string"), "B": tree("integer")})
    assert ["string", "integer"] == [target(found, name, "properties", "kid")["type"] for name in "AB"]


def test_a_mapping_in_a_schema_with_an_id_starts_there(tmp_path):
    rule = {"propertyName": "kind", "mapping": {"n": "#/$defs/node"}}
    tree = {"$id": "tree", "oneOf": [{"$ref": "#/$defs/node"}], "discriminator": rule, "$defs": {"node": NODE}}
    found = load(tmp_path, {"Tree": tree})
    (variant,) = found.value(("components", "schemas", "Tree", "oneOf"))
    mapping = found.value(("components", "schemas", "Tree", "discriminator", "mapping"))
    assert {"n": "#/components/schemas/Tree/$defs/node"} == mapping == {"n": variant["$ref"]}


@pytest.mark.parametrize(
    ("id_", "ref"),
    [
        ("https://example.com/tree", "#/$defs/node"),
        ("https://example.com/tree", "https://example.com/tree#/$defs/node"),
        ("https://example.com/tree", "tree#/$defs/node"),
        ("https://example.com/tree", "#knot"),
        ("https://example.com/tree", "#moving"),
        ("tree", "#/$defs/node"),
        ("urn:example:tree", "#/$defs/node"),
        ("urn:example:tree", "urn:example:tree#knot"),
    ],
)
def test_a_reference_in_a_schema_with_an_id_starts_there(tmp_path, id_, ref):
    node = NODE | {"$anchor": "knot", "$dynamicAnchor": "moving"}
    tree = {"$id": id_, "properties": {"kid": {"$ref": ref}}, "$defs": {"node": node}}
    found = load(tmp_path, {"Node": {"$anchor": "knot", "type": "null"}, "Tree": tree})
    assert target(found, "Tree", "properties", "kid") == node


@pytest.mark.parametrize(
    ("id_", "ref"),
    [
        ("urn:example:pet", "urn:example:pet"),
        ("urn:example:pet", "urn:example:pet#"),
        ("https://example.com/pet", "https://example.com/pet"),
        ("pet", "pet"),
        ("schemas/pet", "schemas/../schemas/pet"),
    ],
)
def test_an_id_is_the_target_of_a_reference(tmp_path, id_, ref):
    found = load(tmp_path, {"A": {"$ref": ref}, "Pet": NODE | {"$id": id_}})
    assert target(found, "A") == NODE | {"$id": id_}


def test_an_id_inside_another_is_relative_to_it(tmp_path):
    inner = NODE | {"$id": "inner"}
    outer = {"$id": "https://example.com/a/outer", "$defs": {"x": inner}, "items": {"$ref": "inner"}}
    found = load(tmp_path, {"A": {"$ref": "https://example.com/a/inner"}, "Outer": outer})
    assert target(found, "A") == inner
    assert target(found, "Outer", "items") == inner


def test_an_anchor_of_another_resource_is_not_found(tmp_path):
    with pytest.raises(InputError, match="'#knot' does not resolve"):
        load(tmp_path, {"A": {"$ref": "#knot"}, "B": {"$id": "urn:b", "$anchor": "knot"}})


def test_a_pointer_of_the_document_still_resolves_inside_an_id(tmp_path):
    tree = {"$id": "https://example.com/tree", "items": {"$ref": "#/components/schemas/Node"}}
    found = load(tmp_path, {"Node": NODE, "Tree": tree})
    assert target(found, "Tree", "items") == NODE


def test_a_file_of_schemas_has_ids_too(tmp_path):
    more = {"$defs": {"pet": NODE | {"$id": "urn:example:pet"}, "list": {"items": {"$ref": "urn:example:pet"}}}}
    found = load(tmp_path, {"A": {"$ref": "more.json#/$defs/list"}, "B": {"$ref": "urn:example:pet"}}, more=more)
    assert target(found, "A")["items"]["$ref"].endswith("/$defs/pet")


def test_a_file_beside_the_document_is_found_although_an_id_says_otherwise(tmp_path):
    found = load(tmp_path, {"A": {"$id": "https://example.com/a", "items": {"$ref": "more.json"}}}, more=NODE)
    assert target(found, "A", "items") == NODE


def test_the_meta_schema_needs_no_network(tmp_path):
    found = load(tmp_path, {"A": {"$ref": "https://json-schema.org/draft/2020-12/schema"}})
    assert target(found, "A")["$id"] == "https://json-schema.org/draft/2020-12/schema"


def test_self_names_the_document(tmp_path):
    own = {"openapi": "3.2.0", "$self": "https://example.com/api.json"}
    schemas = {"A": {"$ref": "https://example.com/api.json#/components/schemas/Node"}, "Node": NODE}
    (tmp_path / "openapi.json").write_text(
        json.dumps(own | {"info": {"title": "T", "version": "1"}, "components": {"schemas": schemas}})
    )
    document = load_document(tmp_path / "openapi.json")
    validate(document)
    assert target(document, "A") == NODE


def test_a_client_is_generated_from_ids(tmp_path):
    tree = {"$id": "https://example.com/tree", "type": "object", "properties": {"kid": {"$ref": "#/$defs/node"}}}
    ok = {
        "200": {"description": "d", "content": {"application/json": {"schema": {"$ref": "https://example.com/tree"}}}}
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {"/a": {"get": {"operationId": "getA", "responses": ok}}},
        "components": {"schemas": {"Tree": tree | {"$defs": {"node": NODE}}}},
    }
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    assert main(["--spec", str(tmp_path / "openapi.json"), "--output", str(tmp_path / "out")]) == 0
    assert "kid: Node | Unset" in next((tmp_path / "out").glob("*/models/tree.py")).read_text()
    contract = json.loads(next((tmp_path / "out").glob("*/openapi.json")).read_text())
    # The tests of programs read this contract, and follow JSON Pointers only.
    assert (
        "#/components/schemas/Tree/$defs/node" == contract["components"]["schemas"]["Tree"]["properties"]["kid"]["$ref"]
    )
