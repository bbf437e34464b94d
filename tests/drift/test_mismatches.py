"""The source `mismatches`: counts that clients recorded become findings with rates and a patch, without values."""

from __future__ import annotations

import json

import pytest
from support.drift_fixtures import line, run

OF = 10_000
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


def test_a_place_that_the_contract_does_not_have_is_noted(capsys, tmp_path):
    found = run(capsys, "mismatches", counted(tmp_path, {"pointer": "/*/nothing/x", "kind": "null", "count": 1}))
    assert (0, []) == (found.status, found.findings)


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
