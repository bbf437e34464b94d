"""After the edits of drift are applied, the same traffic shows no finding that has an edit, however it is composed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import example, given, settings
from support.drift_fixtures import exchange, ndjson

from specloop.drift.cli import parse_arguments
from specloop.drift.run import examine_source, propose_fixes
from specloop.openapi.loader import load_document

SERVER = "https://api.shop.test/v1"
THING = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "size": {"type": "integer", "format": "int32"},
        "at": {"type": "string", "format": "date-time"},
        "kind": {"type": "string", "enum": ["BIG", "SMALL"]},
        "owner": {"$ref": "#/components/schemas/Owner"},
        "tags": {"type": "array", "items": {"type": "string"}},
    },
}
OWNER = {"type": "object", "required": ["name"], "properties": {"name": {"$ref": "#/components/schemas/Name"}}}


def contract(version):
    ref = {"$ref": "#/components/schemas/Thing"}

    def responding(schema):
        return {"responses": {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}}

    return {
        "openapi": version,
        "info": {"title": "Shop", "version": "1.0.0"},
        "servers": [{"url": SERVER}],
        "paths": {
            "/things": {"get": responding({"type": "array", "items": ref})},
            "/thing": {"get": responding(ref)},
            "/owner": {"get": {"operationId": "getOwner", **responding({"$ref": "#/components/schemas/Owner"})}},
        },
        "components": {"schemas": {"Thing": THING, "Owner": OWNER, "Name": {"type": "string"}}},
    }


scalars = st.sampled_from([None, True, 7, 7.5, "a", "PAUSED", "2026-01-02", "2026-01-02T03:04:05Z", "2026-01-02T03:04"])
owners = st.fixed_dictionaries({}, optional={"name": scalars, "since": scalars}) | scalars
things = st.fixed_dictionaries(
    {},
    optional={
        "id": scalars,
        "size": scalars,
        "at": scalars,
        "kind": scalars,
        "owner": owners,
        "tags": st.lists(scalars, max_size=3) | scalars,
        "extra": scalars,
    },
)
bodies = st.lists(
    st.tuples(st.just("/thing"), things)
    | st.tuples(st.just("/things"), st.lists(things, max_size=3))
    | st.tuples(st.just("/owner"), owners),
    min_size=1,
    max_size=5,
)


def examined(spec, traffic):
    options, _ = parse_arguments(["traffic", str(traffic), "--spec", str(spec)])
    document = load_document(options.spec)
    return document, examine_source(document, options)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@given(found=bodies)
@example(found=[("/things", [{"id": "1"}]), ("/thing", {"id": 7})])
@example(found=[("/things", [{"id": 1}]), ("/thing", {"id": True})])
@example(found=[("/thing", {"id": "1", "extra": "a"}), ("/things", [{"id": "1", "extra": 7}])])
@example(found=[("/owner", {"name": "a"}), ("/thing", {"id": "1", "owner": {"name": 7}})])
@settings(max_examples=30)
def test_the_same_traffic_has_no_edit_after_the_edits(version, found):
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder, "openapi.json")
        spec.write_text(json.dumps(contract(version), indent=1))
        traffic = ndjson(Path(folder, "t.ndjson"), [{**exchange(body=b), "url": SERVER + path} for path, b in found])
        document, result = examined(spec, traffic)
        proposal = propose_fixes(document, result.findings)
        spec.write_bytes(proposal.contract.text)
        document, again = examined(spec, traffic)
        left = propose_fixes(document, again.findings)
    assert [] == list(left.fixed)


def test_a_body_that_is_null_leaves_a_shared_schema_as_it_is(tmp_path):
    spec, body = tmp_path / "openapi.json", tmp_path / "body.json"
    spec.write_text(json.dumps(contract("3.1.0"), indent=1))
    body.write_text("null")
    options, _ = parse_arguments(["payload", str(body), "--operation", "getOwner", "--spec", str(spec)])
    document = load_document(options.spec)
    edited = propose_fixes(document, examine_source(document, options).findings).contract.data
    media = edited["paths"]["/owner"]["get"]["responses"]["200"]["content"]["application/json"]
    assert {"anyOf": [{"$ref": "#/components/schemas/Owner"}, {"type": "null"}]} == media["schema"]
    assert document.data["components"] == edited["components"]
