"""The source `mismatches`: counts that clients recorded become findings with rates and a patch, without values."""

from __future__ import annotations

import json

import pytest
import yaml
from support.drift_fixtures import ROOT, SPEC, line, run

from specloop.drift import cli as drift

OF = 10_000
MEDIA = ROOT / "tests" / "client" / "contracts" / "media.yaml"
TUPLE = """\
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /x:
    get:
      operationId: listBroadcasts
      responses:
        "200":
          description: ok
          content:
            application/json: {schema: {type: array, prefixItems: [{type: integer}, {type: string}]}}
"""


def counted(folder, *lines):
    file = folder / "mismatches.ndjson"
    file.write_text("".join(json.dumps({"operation": "listBroadcasts", "of": OF, **each}) + "\n" for each in lines))
    return file


@pytest.mark.parametrize(
    ("counts", "code", "where", "added"),
    [
        (
            {"pointer": "/*/is_archived", "kind": "unknown", "got": "boolean"},
            "undocumented-property",
            None,
            "+        is_archived:",
        ),
        ({"pointer": "/*/name", "kind": "null"}, "null-not-allowed", ("Broadcast:", "name:"), "null"),
        ({"pointer": "/7/name", "kind": "type", "got": "integer"}, "type-mismatch", None, "+"),
        ({"pointer": "/*/played_count", "kind": "missing"}, "missing-required", ("- played_count",), None),
        ({"pointer": "/*/status", "kind": "enum"}, "undocumented-enum-value", None, None),
        ({"pointer": "/*/segments/*/color", "kind": "unknown"}, "undocumented-property", None, "+        color: {}"),
    ],
)
def test_a_count_is_a_finding_with_its_rate(  # noqa: PLR0917
    counts, code, where, added, capsys, tmp_path
):
    file = counted(tmp_path, {**counts, "count": 100})
    found = run(capsys, "mismatches", file)
    finding = found.one()
    assert (1, code, 100, OF) == (found.status, finding["code"], finding["count"], finding["of"])
    assert {"counts": 1, "mismatches": 100, "files": 1} == found.examined
    if where:
        assert line(*where).rpartition(":")[0] == finding["where"].rpartition(":")[0]
    assert (added or "") in (finding["patch"] or "")


def test_an_item_of_a_tuple_has_its_own_schema(capsys, tmp_path):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(TUPLE)
    file = counted(tmp_path, {"pointer": "/1", "kind": "null", "count": 9})
    finding = run(capsys, "mismatches", file, spec=spec).one()
    assert ("/1", "null", 9, OF) == (finding["pointer"], finding["observed"], finding["count"], finding["of"])


def test_the_counts_of_several_clients_add_up(capsys, tmp_path):
    counts = {"pointer": "/*/is_archived", "kind": "unknown", "count": 50}
    finding = run(capsys, "mismatches", counted(tmp_path, counts, counts)).one()
    assert (100, 2 * OF) == (finding["count"], finding["of"])


def test_the_documented_type_stays_since_other_values_may_have_it(capsys, tmp_path):
    counts = {"pointer": "/*/name", "kind": "type", "got": "integer", "count": OF}
    (added,) = [each for each in run(capsys, "mismatches", counted(tmp_path, counts)).one()["patch"].splitlines()
                if each.startswith("+") and "type:" in each]  # fmt: skip
    assert "string" in added
    assert "integer" in added


def test_responses_that_matched_are_no_drift(capsys, tmp_path):
    found = run(capsys, "mismatches", counted(tmp_path, {}))
    assert (0, [], 1) == (found.status, found.findings, found.examined["counts"])


@pytest.mark.parametrize(
    ("operation", "pointer", "kind", "code"),
    [
        ("readLog", "/number", "missing", "missing-required"),
        ("readLog", "/at", "null", "null-not-allowed"),
        ("readRecords", "/x", "unknown", "undocumented-property"),
        ("readAudit", "/number", "type", "type-mismatch"),
        ("watchTicks", "/number", "missing", "missing-required"),
        ("watchTicks", "", "type", "type-mismatch"),
        ("watchColors", "", "enum", "undocumented-enum-value"),
        ("watchNotes", "/data/number", "missing", "missing-required"),
        ("watchNotes", "/data/x", "unknown", "undocumented-property"),
        ("watchNotes", "/retry", "type", "type-mismatch"),
        ("watchEvents", "/data/x", "unknown", "undocumented-property"),
        ("watchEvents", "/data/detail", "missing", "missing-required"),
        ("watchEvents", "", "union", "no-union-arm-fits"),
        ("createChat", "/delta", "missing", "missing-required"),
        ("createChat", "/id", "missing", "missing-required"),
    ],
)
def test_a_difference_in_an_item_of_a_stream_has_its_place(  # noqa: PLR0917
    operation, pointer, kind, code, capsys, tmp_path
):
    counts = {"operation": operation, "pointer": pointer, "kind": kind, "count": 3}
    found = run(capsys, "mismatches", counted(tmp_path, {"operation": operation}, counts), spec=MEDIA)
    finding = found.one()
    assert (1, code, pointer, 3, OF) == (
        *(found.status, finding["code"]),
        *(finding["pointer"], finding["count"], finding["of"]),
    )


@pytest.mark.parametrize(
    "schema", [{"type": "array", "items": {"$ref": "#/components/schemas/T"}}, {"$ref": "#/components/schemas/T"}]
)
def test_the_items_of_an_array_of_lines_and_a_text_have_their_place(schema, capsys, tmp_path):
    content = {"application/jsonl": {"schema": schema}}
    text = {"text/plain": {"schema": {"type": "integer"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {
            path: {"get": {"operationId": name, "responses": {"200": {"description": "ok", "content": each}}}}
            for path, name, each in (("/lines", "lines", content), ("/text", "text", text))
        },
        "components": {
            "schemas": {"T": {"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}}}}
        },
    }
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    file = counted(
        tmp_path,
        {"operation": "lines", "pointer": "/a", "kind": "missing", "count": 3},
        {"operation": "text", "pointer": "", "kind": "type", "got": "string", "count": 1},
    )
    found = run(capsys, "mismatches", file, spec=tmp_path / "openapi.json")
    assert ["missing-required", "type-mismatch"] == found.codes


@pytest.mark.parametrize("more", [[], [{}], [{"pointer": "/*/name", "kind": "null", "count": 1}]])
def test_a_place_that_the_contract_does_not_have_is_never_no_drift(more, capsys, tmp_path):
    lost = {"pointer": "/*/nothing/x", "kind": "null", "count": 1}
    file = counted(tmp_path, *more, lost)
    has_findings = "pointer" in (more or [{}])[0]
    found = run(capsys, "mismatches", file)
    assert (1 if has_findings else 2) == found.status
    if not more:
        assert "there was nothing to examine (but 1 not found in the contract)" in found.error
        return
    assert 1 == found.examined["not found in the contract"]
    capsys.readouterr()
    drift.main(["mismatches", str(file), "--spec", str(SPEC)])
    output = capsys.readouterr().out
    assert (
        f"{file}:{len(more) + 1}:1: the contract has no such property in listBroadcasts; it is not examined" in output
    )
    assert output.startswith("Drift: 1 finding" if has_findings else "Undetermined: not every recorded difference")


def test_what_the_contract_documents_by_now_is_no_drift(capsys, tmp_path):
    spec = tmp_path / "openapi.yaml"
    spec.write_bytes(SPEC.read_bytes())
    file = counted(
        tmp_path,
        {"pointer": "/*/is_archived", "kind": "unknown", "got": "boolean", "count": OF},
        {"pointer": "/*/name", "kind": "null", "got": "null", "count": OF},
        {"pointer": "/*/id", "kind": "type", "got": "integer", "count": OF},
        {"pointer": "/*/played_count", "kind": "missing", "count": OF},
    )
    assert 4 == len(run(capsys, "mismatches", file, "--apply", spec=spec).codes)
    found = run(capsys, "mismatches", file, spec=spec)
    assert (0, [], 4 * OF) == (found.status, found.findings, found.examined["mismatches"])


def test_a_difference_belongs_to_the_variant_that_does_not_document_it(capsys, tmp_path):
    variants = [
        {"type": "object", "required": ["kind"], "properties": {"kind": {"const": name}, name: {"type": kind}}}
        for name, kind in (("a", "integer"), ("b", "string"))
    ]
    variants[1]["properties"] |= {"a": {"type": ["string", "null"]}, "c": {}}
    document = yaml.safe_load(TUPLE)
    content = document["paths"]["/x"]["get"]["responses"]["200"]["content"]
    content["application/json"] = {"schema": {"oneOf": variants}}
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    for counts, place in (
        ({"pointer": "/a", "kind": "null"}, 0),
        ({"pointer": "/a", "kind": "type", "got": "string"}, 0),
        ({"pointer": "/a", "kind": "type", "got": "integer"}, 1),
        ({"pointer": "/c", "kind": "unknown"}, 0),
    ):
        found = run(capsys, "mismatches", counted(tmp_path, {**counts, "count": 1}), spec=tmp_path / "openapi.json")
        assert [each["code"] for each in found.findings], counts
        text, (_, column) = (tmp_path / "openapi.json").read_text(), map(int, found.one()["where"].rsplit(":", 2)[1:])
        assert (column > text.index('"const": "b"')) == bool(place), counts


def test_lines_that_cannot_be_used_are_told_and_left_out(capsys, tmp_path):
    file = counted(tmp_path, {"pointer": "/*/name", "kind": "null", "count": 1})
    file.write_text(file.read_text() + '{"operation": "gone", "of": 1}\n{"operation": "listBroad')
    found = run(capsys, "mismatches", file)
    assert (1, ["null-not-allowed"], 3) == (found.status, found.codes, found.examined["counts"])
    assert (1, 1) == (
        found.examined["malformed lines"],
        found.examined["of operations that the contract does not have"],
    )


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("", "there was nothing to examine"),
        ("{}\n", "m.ndjson:1:1: this is not a count of mismatches"),
        ('{"operation": "a"}\n', "m.ndjson:1:1: the contract has no such operation"),
        ('\n{"operation": "listBroadcasts", "kind": "odd"}\n', "m.ndjson:2:1: this is not a count of mismatches"),
    ],
)
def test_a_file_that_is_not_of_counts_is_told(text, output, capsys, tmp_path):
    (tmp_path / "m.ndjson").write_text(text)
    found = run(capsys, "mismatches", tmp_path / "m.ndjson")
    assert (2, True) == (found.status, output in found.error), found.error
