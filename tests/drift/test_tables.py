"""A source is one row and one function; a kind of finding is one row and at most one function."""

from __future__ import annotations

import json

import pytest
from support.drift_fixtures import run

from specloop.drift import cli
from specloop.drift.finding_kinds import FINDING_KINDS, FindingKind
from specloop.drift.findings import FixableFinding, SourceResult
from specloop.drift.fixes.suggest import drop_constraint
from specloop.drift.run import Source
from specloop.drift.validation.json_types import json_type
from specloop.drift.validation.observations import Observation
from specloop.report import Drift

SPEC = """\
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /t:
    get:
      operationId: getT
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: array
                uniqueItems: true
                items: {type: string}
"""


@pytest.fixture
def spec(tmp_path):
    file = tmp_path / "openapi.yaml"
    file.write_text(SPEC)
    return file


def examine_titles(contract, *, titles):
    """Return a finding for each given title that differs from the contract's title."""
    title = contract.data["info"]["title"]
    where = contract.place(("info", "title"))
    found = [
        Drift("title-differs", "error", where, f"the title is {title}, not {each}") for each in titles if each != title
    ]
    return SourceResult("titles", {"titles": len(titles)}, [FixableFinding(each) for each in found])


def test_a_source_is_one_row_and_one_function(spec, capsys, monkeypatch):
    row = Source(
        "titles",
        "titles that somebody typed",
        lambda parser: parser.add_argument("titles", nargs="*", metavar="TITLE"),
        examine_titles,
        unit="titles",
    )
    monkeypatch.setattr(cli, "SOURCES", [*cli.SOURCES, row])
    found = run(capsys, "titles", "T", "Other", spec=spec)
    assert (1, ["title-differs"], {"titles": 2}) == (found.status, found.codes, found.examined)
    assert 0 == run(capsys, "titles", "T", spec=spec).status
    assert "there was nothing to examine; expected titles of this API" in run(capsys, "titles", spec=spec).error
    with pytest.raises(SystemExit):
        cli.parse_arguments(["--help"])
    assert "titles that somebody typed" in capsys.readouterr().out


def observe_duplicates(_, error, here):
    """Yield the observation that an array has equal items."""
    place = (*error.place, "uniqueItems")
    yield Observation("duplicate-items", here.operation, here.at, place, "distinct items"), json_type(here.value)


def test_a_kind_of_finding_is_one_row_and_one_function(spec, tmp_path, capsys, monkeypatch):
    row = FindingKind(
        "duplicate-items",
        "warning",
        "Responses repeat items.",
        "{what} repeats items, where {expected} are documented",
        suggest=drop_constraint,
        keywords=("uniqueItems",),
        observe=observe_duplicates,
    )
    body = tmp_path / "b.json"
    body.write_text(json.dumps(["a", "a"]))
    assert ["constraint-violated"] == run(capsys, "payload", body, "--operation", "getT", spec=spec).codes
    monkeypatch.setitem(FINDING_KINDS, row.code, row)
    finding = run(capsys, "payload", body, "--operation", "getT", spec=spec).one()
    assert ("duplicate-items", "warning", f"{spec}:14:17") == (finding["code"], finding["severity"], finding["where"])
    assert "\n-                uniqueItems: true\n" in finding["patch"]
