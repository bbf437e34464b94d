"""The nightly drift check as its workflow runs it: separate sources, and one pull request per set of findings."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
import yaml
from support.drift_fixtures import ROOT, edited, page
from support.servers import invent_mock
from support.workshop import GIT, workshop

WORKFLOW = yaml.safe_load((ROOT / ".github" / "workflows" / "drift.yml").read_text("utf-8"))
ADDED = ("send_to_all\nboolean\n", "is_bounced\nboolean\nrequired\nsend_to_all\nboolean\n")
MOVED = ("https://api.useinvent.com", "https://api.dev.useinvent.com")

# A substitute for GitHub's command line: it logs its arguments, and counts the created pull requests.
GH = """\
#!/bin/sh
echo "$@" >>"$GH_LOG"
case "$1 $2" in
"pr list") grep --count "^pr create" "$GH_LOG" || true ;;
"pr create")
  test "$(wc --chars <.drift/request.md)" -le 65536 || exit 1
  if test -f "$GH_LOG.down"; then rm "$GH_LOG.down"; sed -i '$d' "$GH_LOG"; exit 1; fi ;;
esac
"""


@pytest.fixture
def night(tmp_path):
    """Return a function that runs a script of the workflow in a clone with an origin, and the clone."""
    shop = workshop(tmp_path)
    shutil.copytree(ROOT / ".ci", shop.root / ".ci")
    (shop.root / "specloop").symlink_to(ROOT / "specloop")
    shop.commit("Add the nightly check", generate=False)
    shop.git("clone", "--quiet", "--bare", ".", str(tmp_path / "origin.git"))
    shop.git("remote", "add", "origin", str(tmp_path / "origin.git"))
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH)
    (tmp_path / "bin" / "gh").chmod(0o755)

    def run(script, **variables):
        base = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "INVENT_"))}
        outputs = {"GITHUB_OUTPUT": str(tmp_path / "output"), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
        path = f"{tmp_path / 'bin'}{os.pathsep}{base['PATH']}"
        output = {"PY": sys.executable, "PATH": path, "GH_LOG": str(tmp_path / "gh.log"), **outputs, **variables}
        return subprocess.run(
            [shop.root / ".ci" / script],
            env=base | GIT | output,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )

    return run, shop


def drifted(folder, *edits):
    text = page()
    for old, new in edits:
        text = edited(text, old, new)
    (folder / "page.txt").write_text(text)
    return str(folder / "page.txt")


@pytest.mark.parametrize("source", ["upstream", "docs", "live"])
def test_a_source_that_is_not_set_up_is_skipped_and_said(source, night, tmp_path):
    run, _ = night
    done = run("drift-nightly", SOURCE=source)
    assert (0, True) == (done.returncode, f"{source} is not set up: " in done.stdout)
    assert (tmp_path / "summary").read_text() == done.stdout
    assert not (tmp_path / "output").exists()


def test_a_night_without_drift_is_green_and_proposes_nothing(night, tmp_path):
    run, _ = night
    with invent_mock() as sandbox:
        variables = {"INVENT_BASE_URL": sandbox.url, "INVENT_API_KEY": sandbox.api_key, "PARAMS": "org_id=c page=1"}
        done = run("drift-nightly", SOURCE="live", **variables)
        asked = {(each.method, each.path, dict(each.query)["page"]) for each in sandbox.requests}
    assert (0, "") == (done.returncode, done.stderr)
    assert {("GET", "/orgs/c/broadcasts", "1")} == asked
    assert (tmp_path / "summary").read_text().startswith("### No drift (examined: ")
    assert not (tmp_path / "output").exists()


def test_a_night_that_cannot_tell_fails_the_run(night, tmp_path):
    run, _ = night
    done = run("drift-nightly", SOURCE="upstream", UPSTREAM="http://127.0.0.1:1/openapi.json")
    assert 2 == done.returncode
    assert "could not be examined" in (tmp_path / "summary").read_text()
    assert not (tmp_path / "output").exists()


def test_drift_becomes_one_pull_request_with_the_edit_and_the_client(night, tmp_path):
    run, shop = night
    done = run("drift-nightly", SOURCE="docs", PAGES=drifted(tmp_path, ADDED))
    assert (0, "") == (done.returncode, done.stderr)
    name = (tmp_path / "output").read_text().strip().removeprefix("name=")
    assert name.startswith("drift/docs-")

    made = run("drift-propose", NAME=name)
    assert 0 == made.returncode, made.stderr
    changed = shop.git("diff", "--name-only", "main", f"origin/{name}").splitlines()
    assert {"openapi.yaml", "generated/invent_client/models/broadcast.py"} <= set(changed)
    assert all(each == "openapi.yaml" or each.startswith("generated/") for each in changed)
    assert "        is_bounced:\n          type: boolean" in shop.git("show", f"origin/{name}:openapi.yaml")
    (created,) = [each for each in (tmp_path / "gh.log").read_text().splitlines() if each.startswith("pr create")]
    assert f"--head {name} --title The API has drifted: {name} --body-file .drift/request.md" in created

    again = run("drift-propose", NAME=name)
    assert (0, f"There is a pull request for these findings already: {name}\n") == (again.returncode, again.stdout)


def test_drift_without_an_edit_becomes_one_to_talk_about(night, tmp_path):
    run, shop = night
    run("drift-nightly", SOURCE="docs", PAGES=drifted(tmp_path, MOVED))
    name = (tmp_path / "output").read_text().strip().removeprefix("name=")
    assert 0 == run("drift-propose", NAME=name).returncode
    (changed,) = shop.git("diff", "--name-only", "main", f"origin/{name}").splitlines()
    assert f".github/{name}.md" == changed
    assert "the host api.dev.useinvent.com" in shop.git("show", f"origin/{name}:{changed}")


def test_a_request_that_could_not_be_opened_is_opened_the_next_night(night, tmp_path):
    run, shop = night
    run("drift-nightly", SOURCE="docs", PAGES=drifted(tmp_path, ADDED))
    name = (tmp_path / "output").read_text().strip().removeprefix("name=")
    (tmp_path / "gh.log.down").touch()
    assert 1 == run("drift-propose", NAME=name).returncode
    shop.git("switch", "--quiet", "main")
    made = run("drift-propose", NAME=name)
    assert 0 == made.returncode, made.stderr
    assert 1 == (tmp_path / "gh.log").read_text().count("pr create")


def test_a_text_that_is_too_long_for_a_request_is_cut(night, tmp_path):
    run, _ = night
    unread = "Some words that are not an attribute.\n" * 1500  # Each line adds a note.
    edit = ("200 - application/json\n", f"{unread}200 - application/json\n")
    run("drift-nightly", SOURCE="docs", PAGES=drifted(tmp_path, ADDED, edit))
    name = (tmp_path / "output").read_text().strip().removeprefix("name=")
    assert 0 == run("drift-propose", NAME=name).returncode
    (written,) = tmp_path.rglob(".drift/request.md")
    body = written.read_text()
    assert "**This text is cut: it is longer than a pull request can hold.**" in body
    assert 0 == len([each for each in body.splitlines() if each.startswith("```")]) % 2


def test_a_baseline_is_heeded(night, tmp_path):
    run, shop = night
    command = ["docs", drifted(tmp_path, ADDED), "--baseline", "drift-baseline.yaml", "--update-baseline"]
    assert 0 == shop.run("drift.py", *command).returncode
    done = run("drift-nightly", SOURCE="docs", PAGES=str(tmp_path / "page.txt"))
    assert (0, "") == (done.returncode, done.stderr)
    assert not (tmp_path / "output").exists()


def test_the_workflow_asks_each_source_every_night_and_proposes_what_was_found():
    (schedule,) = WORKFLOW[True]["schedule"]  # PyYAML parses the key `on` as true (YAML 1.1).
    minute, hour, *every = schedule["cron"].split()
    assert (True, True, ["*"] * 3) == (minute.isdigit(), hour.isdigit(), every)
    (job,) = WORKFLOW["jobs"].values()
    assert ["upstream", "docs", "live"] == job["strategy"]["matrix"]["source"]
    assert job["strategy"]["fail-fast"] is False
    assert {} == WORKFLOW["permissions"]
    assert {"contents": "write", "pull-requests": "write"} == job["permissions"]
    ask, propose = [step for step in job["steps"] if "run" in step]
    assert ["make drift-nightly", "make drift-propose"] == [ask["run"], propose["run"]]
    assert f"steps.{ask['id']}.outputs.name != ''" == propose["if"]
    assert "INVENT_API_KEY" not in propose["env"]
    assert "matrix.source == 'live' && secrets.INVENT_API_KEY" in ask["env"]["INVENT_API_KEY"]
