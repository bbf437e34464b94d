"""A rehearsal of releases: after each edit of the contract, the version and the changelog are as expected."""

from __future__ import annotations

import json
import re
import zipfile

import pytest
from support.workshop import ROOT, Workshop, workshop

from specloop.release import artifacts
from specloop.text_format import as_code

SEGMENT = "      description: A group of contacts that a broadcast goes to.\n      type: object\n      properties:\n"
COLOR = "        color:\n          description: how it is shown\n          type: string\n"
NEXT = '        - $ref: "#/components/parameters/Next"\n'
NAME = "        name:\n          type: string\n        status:\n"
API = "https://api.useinvent.com"
FAILS = "Earlier versions of the client fail until they are upgraded."

RELEASES = [
    # the edits of the contract, the next version, the changelog section
    (
        [("description: The ID of the org\n", "description: Which organisation it is about\n")],
        "0.1.1",
        "### Changed\n\n- The description of `broadcasts.list(org_id)` has changed.\n",
    ),
    ([(SEGMENT, SEGMENT + COLOR)], "0.2.0", "### Added\n\n- `Segment.color`: How it is shown.\n"),
    (
        [
            ("        send_to_all:\n          type: boolean\n", ""),
            ("        - send_to_all\n", ""),
            ("                      send_to_all: false\n", ""),
        ],
        "0.3.0",
        (
            "### Removed\n\n- **Breaking:** `Broadcast.send_to_all` was removed: code that reads it raises"
            " `AttributeError`.\n"
        ),
    ),
]


# The lines that `make dist` itself prints.
ECHOED = re.findall(r"^\t@echo '(== (?:Building|Installing).*)'$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


def shown_in_readme(command: str) -> list[str]:
    (block,) = re.findall(
        rf"```console\n({re.escape(command)}\n.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL
    )
    return block.splitlines()


def as_shown(lines: list[str]) -> list[str]:
    """Replace hashes, counts and versions, which vary, and sort the lines, since make's two steps run in any order."""
    plain = (re.sub(r"^[0-9a-f]{64}", "HASH", re.sub(r"imports \d+", "imports MODULES", line)) for line in lines)
    return sorted(re.sub(r"\b0\.\d\.0\b", "VERSION", line) for line in plain)


@pytest.mark.large
def test_three_edits_become_three_releases(tmp_path):
    project = workshop(tmp_path, released=True)
    wanted = project.read("CHANGELOG.md").partition("## [0.1.0]")[2]
    before = "0.1.0"
    for edits, version, said in RELEASES:
        for old, new in edits:
            project.edit("openapi.yaml", old, new)
        compared = project.run("compare.py", "--format", "json")
        assert compared.returncode == 1, compared.stderr
        project.commit(f"Prepare {version}")

        plan = project.plan()
        assert (before, version, ()) == (str(plan.last), str(plan.next), plan.blockers)
        assert json.loads(compared.stdout)["bump"] == plan.bump

        applied = project.release("apply", "--yes")
        assert applied.returncode == 0, applied.stderr
        assert f"{plan.notes}\n" == said
        log = project.read("CHANGELOG.md").partition("## [Unreleased]\n\n")[2]
        assert re.match(rf"## \[{version}\] - \d{{4}}-\d\d-\d\d\n\n{re.escape(said)}\n## \[{before}\]", log)
        assert f"  version: {version}\n" in project.read("openapi.yaml")
        assert project.git("show", "--no-patch", "--format=%s", f"v{version}^{{commit}}") == f"Release {version}"
        assert project.git("status", "--porcelain") == ""

        built = project.release("build")
        assert built.returncode == 0, built.stderr
        with zipfile.ZipFile(project.root / "dist" / f"invent_client-{version}-py3-none-any.whl") as wheel:
            assert wheel.read("invent_client/openapi.yaml").decode() == project.read("openapi.yaml")
        before = version
    assert project.read("CHANGELOG.md").partition("## [0.1.0]")[2] == wanted

    # A package of the same name on PYTHONPATH is not verified instead of the distribution.
    fake = tmp_path / "fake" / "invent_client"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise SystemExit('this is not the package')")
    verified = project.release("verify", "dist", PYTHONPATH=str(fake.parent), MYPYPATH=str(fake.parent))
    assert verified.returncode == 0, verified.stderr
    assert re.sub(r"imports \d+", "imports MODULES", verified.stdout).splitlines() == [
        f"dist/{name}: installs, imports MODULES modules, calls 1 operation sync and async, walks 120 items of 1 list;"
        " its examples type-check"
        for name in ("invent_client-0.3.0-py3-none-any.whl", "invent_client-0.3.0.tar.gz")
    ]
    said = [*verified.stdout.splitlines(), *verified.stderr.splitlines()]
    assert as_shown(["$ make dist", *ECHOED, *built.stdout.splitlines(), *said]) == as_shown(
        shown_in_readme("$ make dist")
    )
    pair = artifacts.find_distributions([project.root / "dist"])
    assert [] == artifacts.record_problems(pair)
    known = json.loads((project.root / "dist" / artifacts.RECORD_NAME).read_text())
    assert {file.name: artifacts.sha256(file) for file in pair.files} == known["sha256"]


MORE = [
    # the edits of the contract, the next version, the release notes
    (
        [(f"  - url: {API}\n", f"  - url: {API}/v2\n")],
        "0.2.0",
        f"### Changed\n\n- The default `base_url` is now `{API}/v2`, no longer `{API}`. {FAILS}",
    ),
    (
        [("  /orgs/{org_id}/broadcasts:\n", "  /v2/orgs/{org_id}/broadcasts:\n")],
        "0.1.1",
        f"""### Fixed

- `broadcasts.list()` calls `/v2/orgs/{{org_id}}/broadcasts`, no longer `/orgs/{{org_id}}/broadcasts`. {FAILS}""",
    ),
    (
        [("      operationId: listBroadcasts\n", "      operationId: listBroadcasts\n      deprecated: true\n")],
        "0.2.0",
        """### Deprecated

- `broadcasts.list()` is deprecated.""",
    ),
    (
        [
            ("      description: The status of a broadcast.\n", "      description: Its status.\n"),
            (SEGMENT, SEGMENT.replace("A group of contacts that a broadcast goes to", "Contacts")),
            (NEXT, ""),
            (NAME, NAME.replace("string", "[string, 'null']")),
        ],
        "0.2.0",
        """### Changed

- **Breaking:** `Broadcast.name` may now be null: code that uses it as a string breaks.
- The descriptions of `BroadcastStatus` and `Segment` have changed.

### Removed

- **Breaking:** `broadcasts.list(next)` was removed: calls that pass it raise `TypeError`.""",
    ),
]


@pytest.mark.parametrize(("edits", "version", "notes"), MORE)
def test_the_notes_read_as_if_a_person_had_written_them(tmp_path, edits, version: str, notes: str):
    project: Workshop = workshop(tmp_path, released=True)
    for old, new in edits:
        project.edit("openapi.yaml", old, new)
    project.commit()
    plan = project.plan()
    assert (version, notes, ()) == (str(plan.next), str(plan.notes), plan.blockers)


SENTENCES = [
    ("broadcasts.list(org_id) is new", "`broadcasts.list(org_id)` is new"),
    ("Pet may now be null: `T | None` it is", "`Pet` may now be null: `T | None` it is"),
    ("raises AttributeError. It is gone", "raises `AttributeError`. It is gone"),
    ('the value "a.b" of in_path, e.g. "x_y"', 'the value "a.b" of `in_path`, e.g. "x_y"'),
    ("calls https://a.example/x, no longer /y/{id}.", "calls `https://a.example/x`, no longer `/y/{id}`."),
    ("a list of Pet and of Petal", "a list of `Pet` and of Petal"),
]


@pytest.mark.parametrize(("plain", "set_"), SENTENCES)
def test_names_are_set_as_code(plain: str, set_: str):
    assert set_ == as_code(plain, {"Pet"})
