"""Renames between releases: the old names work until the next major release, without any `x-renamed-from`."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from support.workshop import CHANGELOG, Workshop

from specloop.commands import compare, generate
from specloop.errors import exit_status
from specloop.release import plan_report

CONTRACT = """\
openapi: 3.1.0
info: {title: Zoo, version: 1.0.0}
servers: [{url: https://example.com}]
tags: [{name: pets, description: Pets.}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: limit, in: query, description: Size of a page., schema: {type: integer}}]
      responses:
        "200": {description: Pets., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
    post:
      operationId: addPet
      tags: [pets]
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [nick], properties: {nick: {type: string, description: How it is called.}}}
      responses:
        "200": {description: One., content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200": {description: One., content: {application/json: {schema: {$ref: "#/components/schemas/Owner"}}}}
components:
  schemas:
    Pet:
      type: object
      properties:
        mood: {type: string, enum: [good, bad]}
        owner: {$ref: "#/components/schemas/Owner"}
    Owner:
      type: object
      required: [city]
      properties: {city: {type: string, description: Where it is.}, street: {type: string}}
    Unused: {type: object, properties: {size: {type: integer}}}
"""

RENAMES = {
    "operation": ("operationId: addPet", "operationId: newPet"),
    "tag": ("pets, desc", "animals, desc"),
    "parameter": ("name: limit", "name: page_size"),
    "path parameter": ("{id}", "{pet_id}"),
    "schema": ("Pet", "Animal"),
    "unused schema": ("Unused", "Spare"),
    "property": ("city", "town"),
    "body property": ("nick", "label"),
}
"""The text before and after each rename in the contract."""

PROGRAM = """
import json
import warnings

import httpx2
from zoo_client import Zoo

def answer(request):
    return httpx2.Response(200, json={"town": "Rome"} if request.url.path == "/pets/1" else {})

client = Zoo(base_url="https://example.com", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))

def use(work):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("default")
        work()
    print(json.dumps([[each.category.__name__, each.filename, each.lineno, str(each.message)] for each in found]))
"""


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in a git repository, with the release 1.0.0 of a small contract."""
    made = Workshop(tmp_path_factory.mktemp("released"))
    made.write("openapi.yaml", CONTRACT)
    made.write("CHANGELOG.md", CHANGELOG)
    made.git("init", "--quiet", "--initial-branch", "main")
    made.commit("Begin")
    made.apply()
    return made.root


@pytest.fixture
def project(released: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """A copy of the released project. It is the current folder."""
    made = Workshop(Path(shutil.copytree(released, tmp_path / "zoo")))
    monkeypatch.chdir(made.root)
    return made


def rename(project: Workshop, *kinds: str) -> None:
    """Rename objects in the contract."""
    text = project.read("openapi.yaml")
    for kind in kinds:
        text = renamed(text, kind, *RENAMES[kind])
    project.write("openapi.yaml", text)


def renamed(text: str, kind: str, old: str, new: str) -> str:
    assert old in text, old
    if kind == "tag":
        text = text.replace("tags: [pets]", "tags: [animals]")
    if kind == "schema":
        return re.sub(r"\bPet\b", "Animal", text)
    if kind == "path parameter":
        text = text.replace("name: id", "name: pet_id")
    return text.replace(old, new)


def compared(capsys: Capture, *arguments: str) -> list[tuple[str, str]]:
    """Run `compare`, and return the bump and the code of each change."""
    capsys.readouterr()
    assert exit_status(lambda: compare.main([*arguments, "--format", "json"])) in {0, 1}
    return [(each["bump"], each["code"]) for each in json.loads(capsys.readouterr().out)["changes"]]


Capture = pytest.CaptureFixture[str]
CODES = {
    "operation": ("method-renamed-with-alias", "former-method-name-removed"),
    "tag": ("namespace-renamed-with-alias", "former-namespace-removed"),
    "parameter": ("parameter-renamed-with-alias", "former-argument-name-removed"),
    "path parameter": ("argument-renamed-with-alias", "former-argument-name-removed"),
    "schema": ("class-renamed-with-alias", "former-class-name-removed"),
    "unused schema": ("class-renamed-with-alias", "former-class-name-removed"),
    "property": ("member-renamed-with-alias", "former-attribute-name-removed"),
    "body property": ("member-renamed-with-alias", "former-argument-name-removed"),
}
"""The codes of `compare`: for the release with the rename, and for the release that drops the old name."""


@pytest.mark.parametrize("kind", RENAMES)
def test_a_rename_is_recognised_by_the_names_of_the_last_release(project: Workshop, capsys: Capture, kind: str):
    rename(project, kind)
    changes = compared(capsys)
    assert {bump for bump, _ in changes} == {"minor"}
    assert CODES[kind][0] in {code for _, code in changes}


def test_the_only_property_that_changed_needs_no_description(project: Workshop, capsys: Capture):
    project.edit("openapi.yaml", "street: {type: string}", "lane: {type: string}")
    assert compared(capsys) == [("minor", "member-renamed-with-alias")]


FORM = """\
  /pets/files:
    post:
      operationId: send_file_pets_files_post
      tags: [files]
      requestBody:
        content: {multipart/form-data: {schema: {$ref: "#/components/schemas/Body_send_file_pets_files_post"}}}
      responses: {"204": {description: Done.}}
    get: {operationId: list_files_pets_files_get, tags: [files], responses: {"204": {description: Done.}}}
components:
  schemas:
    Body_send_file_pets_files_post: {type: object, properties: {file: {type: string, format: binary}}}
"""
"""Operations as FastAPI describes them. The name of the body's schema contains the operationId."""


def test_the_class_of_a_form_body_keeps_the_name_that_it_had(project: Workshop, capsys: Capture):
    text = re.sub("operationId: (.*)Pets?", r"operationId: \1_pets_pets_get", project.read("openapi.yaml"))
    assert text.count("_pets_pets_get") == len(["listPets", "addPet", "getPet"])
    project.write("openapi.yaml", text.replace("components:\n  schemas:\n", FORM))
    project.commit()
    project.apply()
    project.write("openapi.yaml", project.read("openapi.yaml").replace("send_file", "upload_file"))
    assert set(compared(capsys)) == {("minor", "method-renamed-with-alias"), ("minor", "class-renamed-with-alias")}


def test_a_path_that_differs_only_by_the_name_of_a_parameter_brings_no_former_name(project: Workshop, capsys: Capture):
    other = "{get: {operationId: findPet, tags: [pets], parameters: [{name: name, in: path, required: true, schema: {"
    twin = f'  /pets/{{name}}: {other}type: string}}}}], responses: {{"204": {{description: Done.}}}}}}}}\n'
    project.edit("openapi.yaml", "components:\n", twin + "components:\n")
    assert compared(capsys) == [("minor", "operation-added")]
    assert generate.main([]) == 0
    assert "renamed_arguments" not in project.read("generated/zoo_client/resources/pets.py")


def test_without_the_names_of_a_release_a_rename_is_major(project: Workshop, capsys: Capture):
    (project.root / "specloop-names.json").unlink()
    rename(project, "operation")
    assert compared(capsys) == [("major", "method-renamed")]


def test_the_next_major_release_drops_the_old_names(project: Workshop, capsys: Capture):
    kept, dropped = ({codes[number] for codes in CODES.values()} for number in (0, 1))
    rename(project, *RENAMES)
    project.commit()
    plan = project.plan()
    assert (plan.bump, str(plan.next), {each.code for each in plan.changes}) == ("minor", "1.1.0", kept)
    assert plan.section.count("the old name works until the next major release, with a DeprecationWarning.") == len(
        plan.changes
    )
    project.apply()
    assert generate.main(["--check"]) == 0

    project.edit("openapi.yaml", "description: Size of a page.", "description: The size of a page.")
    project.commit()
    plan = project.plan()
    assert (plan.bump, str(plan.next), {each.bump for each in plan.changes}) == ("patch", "1.1.1", {"patch"})
    ending = "operation list, operation retrieve, operation add, parameter limit and 6 more"
    assert f"The next major release removes 10 former names: {ending}." in plan_report.text(plan)
    project.apply()
    assert generate.main(["--check"]) == 0

    project.edit("openapi.yaml", "        mood: {type: string, enum: [good, bad]}\n", "")
    project.commit()
    plan = project.plan()
    codes = {each.code for each in plan.changes if each.bump == "major"}
    assert (plan.bump, str(plan.next), codes - dropped) == ("major", "2.0.0", {"received-optional-member-removed"})
    assert codes >= dropped
    assert "- **Breaking:** The class `Animal` no longer has its former name Pet: " in plan.section
    assert generate.main(["--check"]) == 0
    project.apply()
    assert generate.main(["--check"]) == 0
    assert {("major", each) for each in dropped} < set(compared(capsys, "v1.1.1:openapi.yaml", "v2.0.0:openapi.yaml"))
    assert compared(capsys) == []


def test_a_new_major_version_in_the_contract_drops_the_old_names(project: Workshop, capsys: Capture):
    rename(project, "schema")
    project.commit()
    project.apply()
    assert compared(capsys) == []
    project.edit("openapi.yaml", "version: 1.1.0", "version: 2.0.0")
    assert ("major", "former-class-name-removed") in compared(capsys)
    project.commit()
    assert "import Pet" not in project.read("generated/zoo_client/models/__init__.py")
    project.apply()
    assert project.git("tag").split() == ["v1.0.0", "v1.1.0", "v2.0.0"]


def test_the_published_package_states_its_former_names(project: Workshop, capsys: Capture, tmp_path: Path):
    def wheel(revision: str) -> str:
        path = f"generated/zoo_client/openapi.{'json' if revision == 'v1.1.0' else 'yaml'}"
        file = tmp_path / f"{revision}.whl"
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr(path.removeprefix("generated/"), project.git("show", f"{revision}:{path}"))
        return str(file)

    rename(project, *RENAMES)
    project.commit()
    project.apply()
    assert {bump for bump, _ in compared(capsys, wheel("v1.0.0"), wheel("v1.1.0"))} == {"minor"}
    project.edit("openapi.yaml", "version: 1.1.0", "version: 2.0.0")
    project.commit()
    project.apply()
    dropped = compared(capsys, wheel("v1.1.0"), wheel("v2.0.0"))
    assert {code for bump, code in dropped if bump == "major"} == {code for _, code in CODES.values()}


def test_the_old_names_work_and_warn_once_at_the_line_of_the_caller(project: Workshop, tmp_path: Path):
    rename(project, *RENAMES)
    project.commit()
    uses = {
        "client.pets": "client.pets is now client.animals",
        "client.animals.add(label='x')": "animals.add is now animals.new_pet",
        "client.animals.list_pets(limit=1)": "animals.list_pets(limit) is now animals.list_pets(page_size)",
        "client.animals.get_pet(id='1').town": "animals.get_pet(id) is now animals.get_pet(pet_id)",
        "client.animals.get_pet('1').city": "Owner.city is now Owner.town",
        "client.animals.new_pet(nick='x')": "animals.new_pet(nick) is now animals.new_pet(label)",
        "exec(compile('from zoo_client import Pet', 'import.py', 'exec'))": "Pet is now Animal",
        "exec(compile('from zoo_client import Unused', 'import.py', 'exec'))": "Unused is now Spare",
    }
    lines = [f"use(lambda: {use})" for use in uses]
    program = "\n".join([PROGRAM, *lines])
    file = tmp_path / "program.py"
    file.write_text(program)
    command, environment = [sys.executable, str(file)], {"PYTHONPATH": str(project.root / "generated")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    for line, message, printed in zip(lines, uses.values(), done.stdout.splitlines(), strict=True):
        number = program.splitlines().index(line) + 1
        name = "import.py" if "import" in line else str(file)
        expected = f"{message}; the next major release removes the former name"
        assert json.loads(printed) == [["DeprecationWarning", name, 1 if "import" in line else number, expected]]


def test_a_copy_without_history_generates_the_same_bytes(project: Workshop, tmp_path: Path):
    copy = Workshop(tmp_path / "copy")
    project.git("clone", "--quiet", "--depth=1", "--no-tags", project.root.as_uri(), str(copy.root))
    shutil.rmtree(copy.root / ".git")
    rename(project, *RENAMES)
    shutil.copy("openapi.yaml", copy.root)
    for each in (project, copy):
        assert generate.main(["--project", str(each.root)]) == 0
    files = [path for path in (project.root / "generated").rglob("*") if path.is_file()]
    assert "pets" in project.read("generated/zoo_client/_client.py")
    assert [
        path.relative_to(project.root)
        for path in files
        if path.read_bytes() != (copy.root / path.relative_to(project.root)).read_bytes()
    ] == []


def test_a_name_with_several_candidates_is_not_recognised(project: Workshop, capsys: Capture):
    old = "    Unused: {type: object, properties: {size: {type: integer}}}\n"
    project.edit("openapi.yaml", old, old.replace("Unused", "Spare") + old.replace("Unused", "Extra"))
    project.edit("openapi.yaml", "{name: limit, in: query, description: Size of a page.", "{name: limit1, in: query")
    project.edit(
        "openapi.yaml",
        "limit1, in: query, schema: {type: integer}}",
        "limit1, in: query, schema: {type: integer}}, {name: limit2, in: query, schema: {type: integer}}",
    )
    codes = {code for bump, code in compared(capsys) if bump == "major"}
    assert codes == {"class-removed", "argument-removed"}
    assert generate.main([]) == 0
    assert "Unused" not in project.read("generated/zoo_client/__init__.py")


def test_fix_writes_the_renames_that_are_not_recognised(project: Workshop, capsys: Capture):
    rename(project, "tag", "property", "schema")
    project.edit("openapi.yaml", "        mood: {", "        age: {type: integer}\n        mood: {")
    assert [code for bump, code in compared(capsys) if bump == "major"] == ["class-renamed"]
    compare.main(["--fix"])
    assert re.findall("x-renamed-from: .*", project.read("openapi.yaml")) == ["x-renamed-from: Pet"]
    assert {bump for bump, _ in compared(capsys)} == {"minor"}


def test_what_the_contract_states_takes_precedence(project: Workshop, capsys: Capture):
    rename(project, "unused schema", "operation")
    project.edit("openapi.yaml", "    Spare: {", "    Spare: {x-renamed-from: Rest, ")
    project.edit("openapi.yaml", "operationId: newPet", "operationId: newPet\n      x-renamed-from: insert")
    assert ("major", "method-renamed") in compared(capsys)
    project.commit()
    assert "Rest" in project.read("generated/zoo_client/__init__.py")
    assert "Unused" not in project.read("generated/zoo_client/__init__.py")
    project.apply()
    assert json.loads(project.read("specloop-names.json"))["aliases"] == {}


DAMAGES = {
    "not JSON": (lambda text: text.replace('"methods": {', '"methods": {{'), r"4:14: is not JSON: "),
    "not UTF-8": (lambda text: text.replace("pets", "p\udcffts"), r"1:1: is not text in UTF-8"),
    "no version": (lambda text: text.replace('"version"', '"edition"'), r"1:1: does not state the `version`"),
    "no names": (lambda text: text.replace('"schemas"', '"models"'), r"1:1: `schemas` is not a map of names to texts"),
    "a number": (lambda text: text.replace('"pets.list"', "1"), r"4:2: `methods` is not a map of names to texts"),
    "a list": (lambda text: text.replace('"parameters": {', '"parameters": [], "other": {'), r"\d+:2: `parameters` is"),
    "nothing": (lambda text: "", r"1:1: is not JSON: "),
    "nested lists": (lambda text: "[" * 100_000, r"1:1: is not a file that a release wrote"),
    "a long number": (lambda text: "1" * 5000, r"1:1: is not a file that a release wrote"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_an_error_with_its_place_and_a_cure(project: Workshop, capsys: Capture, damage: str):
    edit, message = DAMAGES[damage]
    text = edit(project.read("specloop-names.json"))
    (project.root / "specloop-names.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    cure = "; restore it, as by `git checkout HEAD -- specloop-names.json`, or delete it: "
    for main in (generate.main, compare.main):
        assert exit_status(lambda main=main: main([])) == 2
        assert re.match(f"specloop-names.json:{message}.*{re.escape(cure)}", capsys.readouterr().err)
