"""The release plan: it changes nothing, and lists all obstacles to a release at once, with their fixes."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from support.workshop import CHANGELOG, DAY, ROOT, Workshop, workshop

from specloop.errors import InputError
from specloop.release import plan_report
from specloop.release.blockers import ReleaseBlockedError
from specloop.release.changelog import parse
from specloop.release.plan import ReleasePlan


@pytest.fixture
def fresh(tmp_path) -> Workshop:
    """A copy of the project before its first release."""
    return workshop(tmp_path)


@pytest.fixture
def project(tmp_path) -> Workshop:
    """A copy of the project in which version 0.1.0 is released."""
    return workshop(tmp_path, released=True)


def refusals(plan: ReleasePlan) -> list[str]:
    return [str(refusal) for refusal in plan.blockers]


def describe(project: Workshop) -> None:
    project.edit("openapi.yaml", "description: The ID of the org\n", "description: Which organisation\n")


def test_plan_is_the_default_and_changes_nothing(fresh: Workshop):
    before = fresh.state()
    bare, named = fresh.release(), fresh.release("plan", "--format", "json")
    assert (0, "", 0, "") == (bare.returncode, bare.stderr, named.returncode, named.stderr)
    output = json.loads(named.stdout)
    assert (None, "0.1.0", "v0.1.0", True, []) == tuple(
        output[each] for each in ("last", "version", "tag", "possible", "refusals")
    )
    assert output["section"] in bare.stdout
    assert before == fresh.state()


def test_the_first_release_is_the_contract_as_it_stands(fresh: Workshop):
    expected = """## [0.1.0] - 2026-11-23

The first release: a typed Python client for Invent, synchronous (`Invent`) and asynchronous (`AsyncInvent`).

### Added

- `broadcasts.list`: List the broadcasts of an organisation. Iterating over the result fetches all pages.
- Models of the API's data: `Broadcast`, `Segment` and `BroadcastTemplate`.
- Enums that keep unknown values: `BroadcastStatus` and `BroadcastStatusFilter`.
- Credentials from an argument or from the environment: `api_key`, or `INVENT_API_KEY`."""
    assert expected == fresh.plan().section


def test_nothing_to_release_is_refused(project: Workshop):
    done = project.release()
    assert done.returncode == 1
    assert done.stderr == "refused: nothing has changed for callers since 0.1.0; there is nothing to release\n"
    assert done.stdout == "Released so far: 0.1.0. To be released: nothing.\n"


def test_what_changes_nothing_for_callers_is_nothing_to_release(project: Workshop):
    project.write("notes.txt", "unrelated")
    project.edit("openapi.yaml", "  version: 0.1.0\n", "  version: 0.1.0 # of the client\n")
    project.commit()
    assert refusals(project.plan()) == ["nothing has changed for callers since 0.1.0; there is nothing to release"]


def test_all_that_speaks_against_it_is_said_at_once(project: Workshop):
    describe(project)
    project.edit("openapi.yaml", "version: 0.1.0", "version: 0.0.9")
    project.edit("CHANGELOG.md", "## [Unreleased]", "## Soon")
    project.write("junk.txt", "")
    project.git("checkout", "--quiet", "--detach")
    before = project.state()
    said = refusals(project.plan())
    assert [each.partition(";")[0] for each in said] == [
        "HEAD is detached, so no branch would contain the release",
        "the tree has uncommitted changes: CHANGELOG.md, openapi.yaml and junk.txt",
        "generated/ is stale: CHANGELOG.md, README.md and 5 more",
        "CHANGELOG.md:5:1: '## Soon' is not the heading of a version",
        "CHANGELOG.md:7:1: there is no `## [Unreleased]` above the versions",
        "`version: 0.0.9` was set by hand, but the changes require 0.1.1",
    ]
    assert all("; " in each for each in said)
    assert before == project.state()


def test_a_version_set_by_hand_is_taken_if_it_is_large_enough(project: Workshop):
    describe(project)
    project.edit("openapi.yaml", "version: 0.1.0", "version: 1.0.0")
    project.commit()
    plan = project.plan()
    assert ("1.0.0", "patch", ()) == (str(plan.next), plan.bump, plan.blockers)


def test_a_version_set_by_hand_is_refused_if_it_is_too_small(project: Workshop):
    project.edit("openapi.yaml", "version: 0.1.0", "version: 0.1.1")
    project.edit("openapi.yaml", "        send_to_all:\n          type: boolean\n", "")
    project.edit("openapi.yaml", "        - send_to_all\n", "")
    project.edit("openapi.yaml", "                      send_to_all: false\n", "")
    project.commit()
    (said,) = refusals(project.plan())
    assert said.startswith("`version: 0.1.1` was set by hand, but the changes require 0.2.0; set it to 0.2.0 or")


def test_a_tag_that_exists_is_refused(project: Workshop):
    project.git("switch", "--quiet", "--create", "other")
    project.git("commit", "--quiet", "--allow-empty", "--message", "elsewhere")
    project.git("tag", "v0.1.1")
    project.git("switch", "--quiet", "main")
    describe(project)
    project.commit()
    (said,) = refusals(project.plan())
    assert said.startswith("the tag v0.1.1 exists already; ")


def test_a_section_that_exists_is_refused(project: Workshop):
    describe(project)
    project.edit("CHANGELOG.md", "## [0.1.0]", "## [0.1.1] - 2026-01-31\n\nEarly.\n\n## [0.1.0]")
    project.commit()
    (said,) = refusals(project.plan())
    cure = "if that was released, `git fetch --tags`; if not, move its text to [Unreleased], and remove it"
    assert said == f"CHANGELOG.md has a section for 0.1.1 already; {cure}"


def clone(project: Workshop, place, *options: str) -> Workshop:
    """Clone a project to a folder, without its tags."""
    made = Workshop(place)
    project.git("clone", "--quiet", "--no-tags", *options, project.root.as_uri(), str(made.root))
    return made


def test_a_clone_without_tags_finds_the_release_by_its_heading(project: Workshop, tmp_path):
    """A full clone and a shallow clone that contains the commit of the release both find it."""
    commit = project.git("rev-parse", "--short=12", "v0.1.0^{commit}")
    describe(project)
    project.commit()
    for name, options in (("bare", ()), ("shallow", ("--depth=2",))):
        copy = clone(project, tmp_path / name, *options)
        plan = copy.plan()
        assert ("0.1.0", "0.1.1", ()) == (str(plan.last), str(plan.next), plan.blockers)
        assert f"`git tag v0.1.0 {commit}`" in plan.remarks[0]
        compared = copy.run("compare.py")
        assert (1, f"note: {plan.remarks[0]}\n") == (compared.returncode, compared.stderr)
        assert f"from {commit}:openapi.yaml to openapi.yaml" in compared.stdout


def test_a_clone_of_the_release_alone_finds_it(project: Workshop, tmp_path):
    copy = clone(project, tmp_path / "copy", "--depth=1")
    assert ["nothing has changed for callers since 0.1.0; there is nothing to release"] == refusals(copy.plan())


def test_a_clone_without_the_commit_of_the_release_is_no_first_release(project: Workshop, tmp_path):
    describe(project)
    project.commit()
    copy = clone(project, tmp_path / "copy", "--depth=1")
    lost = "CHANGELOG.md lists 0.1.0, and neither its tag nor its commit is in this history"
    assert [f"{lost}; `git fetch --unshallow --tags`"] == refusals(copy.plan())
    before = copy.state()
    output = "The last release cannot be determined here, so the next one cannot either.\n"
    done = copy.release("apply", "--yes")
    assert (2, output) == (done.returncode, done.stdout)
    assert before == copy.state()
    planned = json.loads(copy.release("plan", "--format", "json").stdout)
    assert (None, None, None, False) == tuple(planned[each] for each in ("version", "tag", "section", "possible"))
    assert "neither a tag vX.Y.Z nor a heading in CHANGELOG.md" in copy.run("compare.py").stderr


def test_a_tag_settles_what_was_released(project: Workshop, tmp_path):
    fetched, tagged, behind = (clone(project, tmp_path / name) for name in ("fetched", "tagged", "behind"))
    fetched.git("fetch", "--quiet", "--tags")
    tagged.git("tag", *re.findall(r"`git tag (\S+) (\S+)`", tagged.plan().remarks[0])[0])
    for each in (fetched, tagged):
        assert ["nothing has changed for callers since 0.1.0; there is nothing to release"] == refusals(each.plan())
        assert () == each.plan().remarks

    # The tag exists in the clone, but is not in the history of the branch.
    behind.git("fetch", "--quiet", "--tags")
    behind.git("checkout", "--quiet", "-B", "main", "HEAD^")
    behind.git("checkout", "v0.1.0", "--", "CHANGELOG.md")
    behind.edit("openapi.yaml", "  version: 0.1.0\n", "  version: 0.0.9\n")
    behind.commit()
    assert refusals(behind.plan())[0].endswith("; `git merge v0.1.0`, or switch to a branch that has it")


def test_a_contract_that_was_released_and_can_no_longer_be_read_is_refused(project: Workshop):
    whole = project.read("openapi.yaml")
    project.write("openapi.yaml", "openapi: [")
    project.commit(generate=False)
    project.git("tag", "v0.1.1")
    project.write("openapi.yaml", whole)
    project.commit()
    plan = project.plan()
    assert "compare fails: v0.1.1:openapi.yaml:1:11: not valid YAML" in refusals(plan)[0]
    assert 2 == ReleaseBlockedError(plan.blockers).status


def test_a_changelog_that_is_missing_or_no_text_is_refused(project: Workshop):
    (project.root / "CHANGELOG.md").write_bytes(b"\xff")
    assert "CHANGELOG.md is not UTF-8; save it as UTF-8" in refusals(project.plan())
    (project.root / "CHANGELOG.md").unlink()
    said = [each for each in refusals(project.plan()) if "CHANGELOG.md:1:1: cannot be read: No such file" in each]
    assert said[0].endswith("; expected a readable file in the project's folder")


def test_what_installed_clients_suffer_from_is_told_as_urgent(project: Workshop):
    project.edit("openapi.yaml", "  /orgs/{org_id}/broadcasts:\n", "  /v2/orgs/{org_id}/broadcasts:\n")
    project.commit()
    plan = project.plan()
    assert ("patch", "0.1.1") == (plan.bump, str(plan.next))
    said = (
        "Urgent: installed clients fail until they are upgraded: broadcasts.list() "
        "calls /v2/orgs/{org_id}/broadcasts, no longer /orgs/"
    )
    assert said in plan_report.text(plan)


def test_a_rename_that_keeps_the_old_name_is_minor_and_major_once_the_old_name_goes(project: Workshop):
    (project.root / "specloop-names.json").unlink()  # as in a project that was released without this file
    contract = project.read("openapi.yaml")
    renamed = contract.replace("        - name: status\n", "        - name: state\n")
    renamed = renamed.replace("Segment:", "Group:").replace("/Segment", "/Group")
    project.write("openapi.yaml", renamed)
    project.commit()
    plan = project.plan()
    assert plan.bump == "major"
    output = plan_report.text(plan)
    for old in ("Segment", "status"):
        ending = r"openapi\.yaml:\d+:\d+ keeps the old name as an alias, so that the rename breaks no callers\."
        assert re.search(f"^`x-renamed-from: {old}` at .*{ending}$", output, re.MULTILINE)

    kept = renamed.replace("        - name: state\n", "        - name: state\n          x-renamed-from: status\n")
    project.write("openapi.yaml", kept.replace("    Group:\n", "    Group:\n      x-renamed-from: Segment\n"))
    project.commit()
    plan = project.plan()
    assert (plan.bump, [each for each in plan.remarks if "x-renamed-from" in each]) == ("minor", [])
    kept_words = "works until the next major release, with a DeprecationWarning."
    assert "- The class `Segment` is now `Group`; the old name " + kept_words in plan.section
    assert "is now called state; the old name " + kept_words in plan.section
    project.apply()

    project.write("openapi.yaml", re.sub(r" *x-renamed-from: .*\n", "", project.read("openapi.yaml")))
    project.commit()
    plan = project.plan()
    assert plan.bump == "major"
    assert "The class `Group` no longer has its former name Segment: code that still uses it breaks." in plan.section
    assert "no longer has its former name status: calls by it raise `TypeError`." in plan.section


def test_a_changed_client_wants_words_and_then_is_a_patch(project: Workshop):
    template = "templates/package/_logging.py"
    project.write(template, project.read(template) + "\n# More.\n")
    project.commit()
    (said,) = refusals(project.plan())
    assert said.startswith(
        "the package has changed not only because of the contract since 0.1.0 (invent_client/_logging.py), and"
    )
    project.edit("CHANGELOG.md", "## [Unreleased]\n", "## [Unreleased]\n\n### Fixed\n\n- Logs say more.\n")
    project.commit()
    plan = project.plan()
    assert ("patch", "0.1.1", ()) == (plan.bump, str(plan.next), plan.blockers)
    assert plan.section == f"## [0.1.1] - {DAY}\n\n### Fixed\n\n- Logs say more."


def test_a_break_that_no_contract_explains_is_seen_in_the_python(project: Workshop):
    """griffe compares the released package with the new one, and finds a break that the contract does not show."""
    template = "templates/package/_pages.py"
    text = project.read(template)
    assert "    def next_page(self)" in text
    project.write(template, text.replace("    def next_page(self)", "    def following_page(self)"))
    project.edit("CHANGELOG.md", "## [Unreleased]\n", "## [Unreleased]\n\n### Changed\n\n- Better words.\n")
    project.commit()
    plan = project.plan()
    assert ("major", "0.2.0", ()) == (plan.bump, str(plan.next), plan.blockers)
    broken, *_, words = str(plan.notes).splitlines()[2:]
    assert "- **Breaking:** `Page.next_page` was removed." == broken
    assert "- Better words." == words


BY_HAND = [("Fixed", "- A.", "0.1.1"), ("Added", "- A.", "0.2.0"), ("Fixed", "- **Breaking:** A.", "0.2.0")]


@pytest.mark.parametrize(("group", "entry", "version"), BY_HAND)
def test_what_is_written_by_hand_has_a_say_in_the_version(project: Workshop, group: str, entry: str, version: str):
    project.edit("CHANGELOG.md", "## [Unreleased]\n", f"## [Unreleased]\n\n### {group}\n\n{entry}\n")
    project.commit()
    assert version == str(project.plan().next)


def test_outside_of_a_repository_nothing_can_be_told(fresh: Workshop):
    shutil.rmtree(fresh.root / ".git")
    done = fresh.release()
    assert (2, "") == (done.returncode, done.stdout)
    assert "this is not inside a git repository; run this in a clone" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_contract_that_cannot_be_read_is_told_with_its_place(fresh: Workshop):
    fresh.edit("openapi.yaml", "openapi: 3.1.0", "openapi: [")
    with pytest.raises(InputError, match=r"/openapi\.yaml:\d+:\d+: not valid YAML"):
        fresh.plan()


def test_help_documents_the_commands_and_the_exit_status():
    output = " ".join(Workshop(ROOT).release("--help").stdout.split())
    for word in ("plan", "apply", "build", "verify", "publish", "0 done", "1 refused", "2 could not be"):
        assert word in output


@pytest.mark.parametrize("arguments", [["nope"], ["verify"], ["publish"], ["plan", "--yes"]])
def test_a_wrong_command_line_is_told(arguments: list[str]):
    done = Workshop(ROOT).release(*arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_the_changelog_of_this_project_can_be_released():
    assert parse((ROOT / "CHANGELOG.md").read_text("utf-8")).head.startswith(CHANGELOG.split("\n")[0])
