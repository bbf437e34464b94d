"""What drift.py prints, in each format, is what its readers take."""

from __future__ import annotations

import json
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest
from drifting import ROOT, SPEC, exchange, ndjson, pages, payloads

import drift
from pipeline.drift.report import CODES
from pipeline.findings import FORMATS
from sandbox import DRIFT

jsonschema_rs = pytest.importorskip("jsonschema_rs")
SARIF = json.loads((ROOT / "tests" / "sarif.schema.json").read_text())


@pytest.fixture
def recorded(tmp_path):
    kinds = [kind for kind in DRIFT if kind != "undocumented-status"]
    exchanges = [exchange(body=body) | {"headers": headers} for headers, body in pages(*kinds)]
    exchanges += [exchange(status=418), exchange("https://api.useinvent.com/x/4711?q=1")]
    return ndjson(tmp_path / "t.ndjson", exchanges)


@pytest.fixture
def printed(capsys, recorded, monkeypatch):
    monkeypatch.chdir(ROOT)

    def show(format_):
        assert 1 == drift.main(["traffic", str(recorded), "--format", format_])
        return capsys.readouterr().out

    return show


def test_json_has_the_promised_members(printed):
    report = json.loads(printed("json"))
    assert {"examined", "findings"} == set(report)
    members = {"code", "severity", "operation", "pointer", "where", "expected", "observed", "count", "of", "patch"}
    assert [members] * 12 == [set(each) for each in report["findings"]]


def test_sarif_is_valid_and_marks_lines_of_the_contract(printed):
    report = json.loads(printed("sarif"))
    validator = jsonschema_rs.Draft202012Validator(SARIF, validate_formats=True)
    assert [] == [str(error) for error in validator.iter_errors(report)]
    (run,) = report["runs"]
    assert 12 == len(run["results"])
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        physical = result["locations"][0]["physicalLocation"]
        assert "openapi.yaml" == physical["artifactLocation"]["uri"]
        assert physical["region"]["startLine"] > 1


def test_junit_opens(printed):
    root = ET.fromstring(printed("junit"))
    assert "testsuites" == root.tag
    assert 12 == len(root.findall("./testsuite/testcase/failure"))
    assert ("12", "12") == (root.get("tests"), root.get("failures"))


def test_markdown_is_fit_for_a_summary(printed):
    text = printed("markdown")
    assert text.startswith("### Drift: 12 findings")
    assert "\n```diff\n" in text
    assert text.rstrip().endswith("```")


def test_github_annotations_carry_file_and_line(printed):
    lines = printed("github").splitlines()
    assert 12 == sum(
        each.startswith(("::error file=openapi.yaml,line=", "::warning file=openapi.yaml,line=")) for each in lines
    )


def test_text_leads_with_the_answer_and_ends_with_the_proposal(printed):
    text = printed("text")
    assert text.startswith("Drift: 12 findings")
    assert "\nProposed:\n# 11 of 12 findings have an edit" in text
    assert "For the client this is a major change." in text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_clean_run_says_what_was_examined(format_, capsys, tmp_path):
    files = payloads(tmp_path, [body for _, body in pages()])
    assert 0 == drift.main(
        ["payload", *map(str, files), "--operation", "listBroadcasts", "--format", format_, "--spec", str(SPEC)]
    )
    assert "3" in capsys.readouterr().out


def test_every_code_says_why_it_matters():
    assert all(told.reason.endswith(".") for told in CODES.values())


def test_the_command_line_is_the_promised_one():
    def help_of(*words):
        return subprocess.run(
            [sys.executable, "drift.py", *words, "--help"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout

    for source, options in {
        "payload": ("--operation", "--status"),
        "traffic": (),
        "live": ("--base-url", "--param"),
        "docs": (),
        "upstream": (),
    }.items():
        text = help_of(source)
        for option in (*options, "--spec", "--format", "--baseline", "--update-baseline", "--patch", "--apply"):
            assert option in text


def test_trouble_is_one_line_on_stderr_and_two(tmp_path):
    command = [sys.executable, "drift.py", "traffic", str(tmp_path / "none.har")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (2, "", 1) == (ended.returncode, ended.stdout, len(ended.stderr.splitlines()))
