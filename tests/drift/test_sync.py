"""The command `sync`: it fixes the contract, generates and tests the client, and keeps both only with consent."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.commands import run_script
from support.drift_fixtures import SPEC, exchange, ndjson, pages

from specloop.drift import nightly, sync
from specloop.errors import InputError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def spec(tmp_path):
    return shutil.copy(SPEC, tmp_path / "openapi.yaml")


def recorded(folder, *kinds):
    return ndjson(folder / "t.ndjson", [{**exchange(body=body), "headers": headers} for headers, body in pages(*kinds)])


def test_nothing_is_kept_when_nobody_is_asked(capfd, tmp_path, spec, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    traffic = recorded(tmp_path, "new-enum-value", "null")
    assert 1 == sync.main(["traffic", str(traffic), "--spec", str(spec)])
    output = capfd.readouterr().out
    assert "error    `Broadcast.name` is null, which is not documented: seen 84 times in 250" in output
    assert "No drift is left." in output
    assert "bump: major (0.1.0 -> 0.2.0)" in output
    assert "**Breaking:** `Broadcast.name` may now be null" in output
    assert "`BroadcastStatus.PAUSED`" in output
    assert SPEC.read_bytes() == spec.read_bytes()


def test_what_is_agreed_to_is_kept(capfd, tmp_path, spec, monkeypatch):
    ran = []
    rehearse = sync._run
    monkeypatch.setattr(sync, "_confirm", lambda: True)
    monkeypatch.setattr(
        sync,
        "_run",
        lambda *words, **more: ran.append(words[1:]) or (rehearse(*words, **more) if len(ran) < 4 else None),
    )
    assert 0 == sync.main(["traffic", str(recorded(tmp_path, "new-enum-value")), "--spec", str(spec)])
    assert "        - PAUSED\n" in spec.read_text()
    assert ["generate", "--spec", str(spec)] == ran[-1][0][2:]
    assert 0 == sync.main(["traffic", str(recorded(tmp_path, "new-enum-value")), "--spec", str(spec)])
    assert "There is nothing to edit." in capfd.readouterr().out


def test_the_edits_also_fix_what_clients_counted(capfd, tmp_path, spec, monkeypatch):
    monkeypatch.setattr(sync, "_rehearse", lambda *_: None)
    counts = [
        {"pointer": "/*/name", "kind": "null", "count": 9},
        {"pointer": "/*/is_archived", "kind": "unknown", "got": "boolean", "count": 9},
    ]
    file = ndjson(tmp_path / "m.ndjson", [{"operation": "listBroadcasts", "of": 9, **each} for each in counts])
    sync.main(["mismatches", str(file), "--spec", str(spec)])
    assert "No drift is left." in capfd.readouterr().out


def test_a_difference_without_a_place_is_not_in_sync(tmp_path, spec):
    counts = [{}, {"pointer": "/*/nothing/x", "kind": "null", "count": 9}]
    file = ndjson(tmp_path / "m.ndjson", [{"operation": "listBroadcasts", "of": 9, **each} for each in counts])
    assert 2 == sync.main(["mismatches", str(file), "--spec", str(spec)])


def test_the_client_of_the_named_project_is_generated(tmp_path, spec):
    """With --project, nothing is written to the current folder."""
    project, elsewhere = tmp_path, tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".git").mkdir()  # The search for a project ends here.
    (project / "pyproject.toml").write_text('[tool.specloop]\noutput = "client"\n')
    traffic = recorded(tmp_path, "new-enum-value")
    arguments = ["sync", "traffic", traffic, "--project", project, "--yes"]
    done = run_script(ROOT / "specloop/__main__.py", *arguments, cwd=elsewhere)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "        - PAUSED\n" in (project / "openapi.yaml").read_text()
    assert 'PAUSED = "PAUSED"' in (project / "client/invent_client/models/broadcast_status.py").read_text()
    assert [".git"] == [each.name for each in elsewhere.iterdir()]
    assert "openapi.yaml and ../client/ are up to date." in done.stdout


def test_help_names_the_question_and_where_the_sources_are(capsys):
    assert 0 == sync.main(["--help"])
    output = capsys.readouterr().out
    assert "--yes" in output
    assert "drift.py --help" in output


def test_the_findings_of_a_night_have_a_name_that_counts_do_not_change(capsys, tmp_path):
    def name(folder, *kinds, times=1):
        exchanges = [{**exchange(body=body), "headers": headers} for headers, body in pages(*kinds)] * times
        assert 1 == nightly.main(
            [str(folder), "traffic", str(ndjson(tmp_path / "t.ndjson", exchanges)), "--spec", str(SPEC)]
        )
        assert (folder / "summary.md").read_text().startswith("### Drift: ")
        assert "+        - PAUSED" in (folder / "drift.patch").read_text()
        return (folder / "name").read_text()

    one, more, other = (
        name(tmp_path / "a", "new-enum-value"),
        name(tmp_path / "b", "new-enum-value", times=3),
        name(tmp_path / "c", "new-enum-value", "null"),
    )
    assert one == more != other


def test_a_night_that_cannot_tell_says_so_in_the_summary(tmp_path):
    with pytest.raises(InputError):
        nightly.main([str(tmp_path), "traffic", str(tmp_path / "none.har"), "--spec", str(SPEC)])
    assert "could not be examined" in (tmp_path / "summary.md").read_text()
    assert not (tmp_path / "name").exists()
