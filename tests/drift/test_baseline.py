"""The baseline: accepted findings are omitted until their date; expired and unused entries are reported."""

from __future__ import annotations

from datetime import date

import pytest
from support.drift_fixtures import SPEC, pages, payloads, run

from specloop.drift import baseline
from specloop.drift import cli as drift
from specloop.drift import run as drift_run
from specloop.drift.cli import parse_arguments
from specloop.openapi.loader import load_document


@pytest.fixture
def drifted(tmp_path):
    return payloads(tmp_path, [body for _, body in pages("new-property", "null")])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "baseline.yaml"


def check(capsys, files, file, *more):
    return run(capsys, "payload", *files, "--operation", "listBroadcasts", "--baseline", file, *more)


def entry(**changes):
    printed = {
        "source": "payload", "code": "null-not-allowed", "operation": "listBroadcasts", "pointer": "/*/name",
        "reason": "they know", "expires": "2099-01-01",
    }  # fmt: skip
    return (
        "accepted:\n  - "
        + "\n    ".join(f'{key}: "{value}"' for key, value in (printed | changes).items() if value)
        + "\n"
    )


def test_what_is_accepted_is_left_out(capsys, drifted, file):
    assert (0, []) == check(capsys, drifted, file, "--update-baseline")[:2]
    found = check(capsys, drifted, file)
    assert (0, []) == (found.status, found.findings)


def test_an_entry_that_still_says_no_reason_is_told(capsys, drifted, file):
    check(capsys, drifted, file, "--update-baseline")
    arguments = ["payload", *map(str, drifted), "--operation", "listBroadcasts", "--spec", str(SPEC)]
    assert 0 == drift.main([*arguments, "--baseline", str(file)])
    assert 2 == capsys.readouterr().out.count("this entry has no reason; write one")
    file.write_text(file.read_text().replace(baseline.REASON_PLACEHOLDER, "they know"))
    assert 0 == drift.main([*arguments, "--baseline", str(file)])
    assert "no reason" not in capsys.readouterr().out


def test_an_update_keeps_reasons_and_dates_and_drops_what_is_gone(capsys, tmp_path, drifted, file):
    file.write_text(entry() + entry(source="live", code="undocumented-status", pointer="").partition("\n")[2])
    assert 0 == check(capsys, drifted, file, "--update-baseline").status
    kept = baseline.load_baseline(file)
    assert [("live", "they know"), ("payload", baseline.REASON_PLACEHOLDER), ("payload", "they know")] == sorted(
        (each.source, each.reason) for each in kept
    )
    assert {date(2099, 1, 1)} == {each.expires for each in kept if each.reason == "they know"}
    clean = payloads(tmp_path, [body for _, body in pages()])
    check(capsys, clean, file, "--update-baseline")
    assert ["live"] == [each.source for each in baseline.load_baseline(file)]


def test_new_drift_beside_the_accepted_is_found(capsys, drifted, file):
    file.write_text(entry())
    assert ["undocumented-property"] == check(capsys, drifted, file).codes


def test_an_expired_entry_covers_nothing_and_is_told(capsys, drifted, file):
    file.write_text(entry(expires="2026-01-01"))
    found = check(capsys, drifted, file)
    assert ["null-not-allowed", "undocumented-property"] == found.codes
    (printed,) = [each for each in found.findings if each["code"] == "baseline-expired"]
    assert ("info", f"{file}:2:5") == (printed["severity"], printed["where"])


def test_an_entry_for_what_is_mended_is_told(capsys, tmp_path, file):
    clean = payloads(tmp_path, [body for _, body in pages()])
    file.write_text(entry())
    found = check(capsys, clean, file)
    assert (0, ["baseline-fixed"]) == (found.status, [each["code"] for each in found.findings])


def test_an_entry_of_another_source_is_left_alone(capsys, drifted, file):
    file.write_text(entry(source="live"))
    assert ["null-not-allowed", "undocumented-property"] == check(capsys, drifted, file).codes


def test_an_entry_covers_the_word_it_names_and_no_other(capsys, tmp_path, file):
    files = payloads(tmp_path, [body for _, body in pages("new-enum-value")])
    check(capsys, files, file, "--update-baseline")
    assert 0 == check(capsys, files, file).status
    files[0].write_text(files[0].read_text().replace("PAUSED", "HALTED"))
    found = check(capsys, files, file).one()
    assert ("undocumented-enum-value", "HALTED") == (found["code"], found["observed"])


def test_an_entry_covers_the_types_it_names_and_no_other(capsys, drifted, file):
    check(capsys, drifted, file, "--update-baseline")
    drifted[0].write_text(drifted[0].read_text().replace('"is_archived": false', '"is_archived": "no"'))
    assert ["undocumented-property"] == check(capsys, drifted, file).codes


def test_an_accepted_finding_is_not_patched(capsys, drifted, file, tmp_path):
    file.write_text(entry())
    check(capsys, drifted, file, "--patch", tmp_path / "drift.patch")
    text = (tmp_path / "drift.patch").read_text()
    assert "is_archived" in text
    assert '"null"]' not in [each for each in text.splitlines() if each.startswith("+")]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("accepted: 3\n", "baseline.yaml:1:1: this is not a baseline"),
        ("other: []\n", "this is not a baseline"),
        (entry(reason=""), "baseline.yaml:2:5: `reason` is missing"),
        (entry(expires="soon"), "`expires` is not a date; write one as 2027-01-31"),
        (entry(colour="red"), "'colour' is not known"),
        ("accepted:\n  - just this\n", "this entry is not a map"),
        ("accepted: [\n", "not valid YAML"),
        (
            "- accepted\n",
            "baseline.yaml:1:1: the document is a list; expected a baseline, which begins with `accepted:`",
        ),
        ("", "baseline.yaml:1:1: the document is empty; expected a baseline, which begins with `accepted:`"),
    ],
)
def test_a_baseline_that_is_none_is_told_with_its_place(text, printed, capsys, drifted, file):
    file.write_text(text)
    found = check(capsys, drifted, file)
    assert 2 == found.status
    assert printed in found.error


def test_a_baseline_that_is_not_there_is_told(capsys, drifted, file):
    assert "there is no such baseline; add --update-baseline to create it" in check(capsys, drifted, file).error


def test_a_folder_is_no_baseline(capsys, drifted, tmp_path):
    assert "this is a directory" in check(capsys, drifted, tmp_path).error


def test_updating_needs_to_know_what(capsys, drifted):
    with pytest.raises(SystemExit) as end:
        drift.main(["payload", str(drifted[0]), "--operation", "listBroadcasts", "--update-baseline"])
    assert 2 == end.value.code


def test_new_entries_last_for_ninety_days(drifted, file, capsys):
    contract = load_document(SPEC)
    options, _ = parse_arguments(["payload", *map(str, drifted), "--operation", "listBroadcasts"])
    found = drift_run.examine_source(contract, options)
    output = drift_run.OutputOptions("json", baseline=file, update_baseline=True)
    drift_run.finish(contract, found, output, today=date(2026, 1, 1))
    capsys.readouterr()
    assert {date(2026, 4, 1)} == {each.expires for each in baseline.load_baseline(file)}


def test_an_entry_whose_place_is_not_examined_is_kept(capsys, tmp_path, drifted, file):
    file.write_text(
        entry() + entry(pointer="/*/status").partition("\n")[2] + entry(operation="other").partition("\n")[2]
    )
    empty = payloads(tmp_path, [[]])
    found = check(capsys, empty, file, "--update-baseline")
    assert (0, []) == (found.status, found.findings)
    assert file.read_text().count("they know") == 3
    assert [] == check(capsys, empty, file).findings

    arguments = ["payload", *map(str, drifted), "--operation", "listBroadcasts", "--spec", str(SPEC)]
    assert 0 == drift.main([*arguments, "--baseline", str(file), "--update-baseline"])
    assert f"{file}: removed, as it is no longer observed: null-not-allowed listBroadcasts /*/status" in (
        capsys.readouterr().out
    )
    assert file.read_text().count("they know") == 2
