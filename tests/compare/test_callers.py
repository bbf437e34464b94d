"""`compare.py --callers`: the lines of a program that break, the reasons, and the rewriting with `--fix`."""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from support.compare_rows import INTEGER, STRING, api, obj, ok, operation, parameter, ref

from specloop.commands import compare
from specloop.compare import type_checker
from specloop.errors import InputError

DESCRIBED = {**STRING, "description": "How it is called."}
PET = obj("title", "size", title=DESCRIBED, size=INTEGER)
OLD = api(
    operation(parameters=[parameter("page_size", schema=INTEGER, description="How many.")], responses=ok(ref("Pet"))),
    operation("/pets/{id}", operationId="getPet", parameters=[parameter("id", "path")], responses=ok(ref("Pet"))),
    schemas={"Pet": PET},
)
NEW = api(
    operation(parameters=[parameter("limit", schema=INTEGER, description="How many.")], responses=ok(ref("Animal"))),
    operation("/pets/{id}", operationId="fetchPet", parameters=[parameter("id", "path")], responses=ok(ref("Animal"))),
    schemas={"Animal": obj("name", "size", name=DESCRIBED, size={"type": ["integer", "null"]})},
)
PROGRAM = '''\
"""A program: pets.list(page_size=1), Pet.title."""

from shop_client import Pet, Shop


def show(pet: Pet) -> str:
    return pet.title + "title"  # the title of a Pet


shop = Shop(base_url="http://127.0.0.1:1")
print(show(shop.pets.list(page_size=5)))
print(
    shop.pets.list(
        page_size=7,
    ).size
    + 1
)
print({"page_size": 5})
print(shop.pets.retrieve("1").size)
'''
FIXED = '''\
"""A program: pets.list(page_size=1), Pet.title."""

from shop_client import Animal, Shop


def show(pet: Animal) -> str:
    return pet.name + "title"  # the title of a Pet


shop = Shop(base_url="http://127.0.0.1:1")
print(show(shop.pets.list(limit=5)))
print(
    shop.pets.list(
        limit=7,
    ).size
    + 1
)
print({"page_size": 5})
print(shop.pets.fetch("1").size)
'''


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("old.json").write_text(json.dumps(OLD))
    Path("new.json").write_text(json.dumps(NEW))
    Path("program.py").write_text(PROGRAM)
    return Path("program.py")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any], str]:
    status = compare.main(["old.json", "new.json", "--format", "json", *arguments])
    printed = capsys.readouterr()
    return status, json.loads(printed.out), printed.err


def test_each_line_that_breaks_has_the_change_that_explains_it(program: Path, capsys: pytest.CaptureFixture[str]):
    status, found, _ = run(capsys, "--callers", str(program))
    assert status == 1
    assert list(found) == ["bump", "callers", "changes"]
    lines = {each["where"].split(":")[1]: each["message"] for each in found["callers"]}
    assert "the class Pet is now Animal" in lines["3"]
    assert "pets.list(page_size) is now called limit" in lines["11"]
    assert "pets.retrieve() is now pets.fetch()" in lines["19"]
    assert {each["where"].split(":")[0] for each in found["callers"]} == {"program.py"}


@pytest.mark.large
def test_basedpyright_takes_the_place_of_mypy(
    program: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(type_checker, "find_spec", lambda name: None if name == "mypy" else find_spec(name))
    status, found, _ = run(capsys, "--callers", str(program), "--fix")
    assert (status, program.read_text()) == (1, FIXED)
    assert {each["where"].partition(":")[0] for each in found["callers"]} == {"program.py"}


def test_without_a_type_checker_the_cure_is_told(
    program: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(type_checker, "find_spec", lambda _: None)
    with pytest.raises(InputError, match="install mypy or basedpyright"):
        run(capsys, "--callers", str(program))


def test_fix_rewrites_renames_and_leaves_the_rest_listed(program: Path, capsys: pytest.CaptureFixture[str]):
    _, _, output = run(capsys, "--callers", str(program), "--fix")
    assert "program.py:3:25: rewritten\n" in output
    status, found, output = run(capsys, "--callers", str(program), "--fix")
    assert (status, output) == (1, "")
    assert program.read_text() == FIXED
    (left,) = found["callers"]
    assert left["where"].startswith("program.py:13:") or left["where"].startswith("program.py:14:")
    assert "size may now be null" in left["message"]


def test_a_program_that_uses_nothing_of_what_changed_has_status_0_whatever_its_own_errors(
    program: Path, capsys: pytest.CaptureFixture[str]
):
    program.write_text('from shop_client import Shop\n\nprint(Shop(base_url=1), "a" + 1)\n')
    status, found, _ = run(capsys, "--callers", str(program))
    assert (status, found["callers"], bool(found["changes"])) == (0, [], True)


def test_a_call_that_was_wrong_before_is_not_listed_when_the_expected_type_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    sides = []
    for name, values in (("old", ["a", "b"]), ("new", ["a", "b", "c"])):
        sides.append(tmp_path / f"{name}.json")
        color = parameter("color", schema={"type": "string", "enum": values})
        sides[-1].write_text(json.dumps(api(operation(parameters=[color]))))
    program = tmp_path / "program.py"
    program.write_text("from shop_client import Shop\n\nShop().pets.list(color=5)\n")
    assert 0 == compare.main([*map(str, sides), "--callers", str(program)])
    assert "0 lines of the program break" in capsys.readouterr().out


def test_a_program_that_is_not_there_is_bad_input(program: Path, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(Exception, match="there is no such file or folder"):
        compare.main(["old.json", "new.json", "--callers", "nowhere.py"])


def test_the_import_of_a_renamed_class_is_a_line_that_breaks(program: Path, capsys: pytest.CaptureFixture[str]):
    program.write_text("import shop_client\nfrom shop_client.models import Pet\nprint(shop_client.Pet, Pet)\n")
    _, report, _ = run(capsys, "--callers", "program.py")
    assert ["program.py:2:1", "program.py:3:7"] == [each["where"] for each in report["callers"]]
    assert all("the class Pet is now Animal" in each["message"] for each in report["callers"])


def test_parameters_without_annotations_are_noted(program: Path, capsys: pytest.CaptureFixture[str]):
    functions = ["def typed(shop: object) -> None: print(shop.size)", "def untyped(shop): return shop.pets.list()"]
    program.write_text("\n".join([*functions, "class A:\n    def own(self): return self.x"]))
    compare.main(["old.json", "new.json", "--callers", "program.py"])
    note = "lines that break may be missed in functions whose parameters have no type annotations: program.py:2:1"
    assert note in capsys.readouterr().out.splitlines()


def test_a_program_that_is_not_python_is_told_where(program: Path, capsys: pytest.CaptureFixture[str]):
    program.write_text("def f(:\n")
    with pytest.raises(InputError, match=r"program\.py"):
        compare.main(["old.json", "new.json", "--callers", "program.py"])
