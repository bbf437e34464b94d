"""The golden cases: for each contract in tests/golden, the expected generated code and the effects of its calls.

    openapi.yaml    a contract about one feature, or about a few related features
    expected/       the files of the package that depend on the contract
    calls.txt       a transcript of calls, with requests, responses and results: see support/transcript.py
    notes.txt       the generator's notes, such as schemas that a Python type cannot express; optional
    usage.py        a program that uses the package, for the type checker; optional
    stderr.txt      the error message, if the contract is rejected; such a case has no other files than the contract

After an intended change, `CASES=write python -m pytest tests/codegen/test_golden.py` writes expected/ and all .txt
files again; review their diff. To add a case, create a folder with an openapi.yaml and a calls.txt that contains calls
and responses (lines that begin with `<`).
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import transcript
from support.call_samples import check_samples
from support.commands import run_script
from support.markdown_code import typed_program
from support.public_names import import_program
from support.type_checking import type_errors

from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.codegen.renderer import render
from specloop.openapi.loader import load_document

ROOT = Path(__file__).parents[2]
CASES = sorted(path for path in (ROOT / "tests" / "golden").iterdir() if (path / "openapi.yaml").exists())
REFUSED = [case for case in CASES if (case / "stderr.txt").exists()]
WORKING = [case for case in CASES if case not in REFUSED]
VARYING = re.compile(r"(_metadata|_client|__init__)\.py|(resources|models)/.*")
WRITE = os.environ.get("CASES") == "write"

NOT_CALLABLE = {
    "body_media_types": ("setCover",),  # The multipart body has a schema that is not an object.
    "multipart_bodies": ("createCovers",),  # The multipart body has a schema that is not an object.
    "names": ("list",),  # The item schema requires an item of itself, so no finite value matches.
    "parameters": ("searchThings",),  # The path has two adjacent parameters.
    "status_codes": ("cancelJob",),  # The only documented response is an error.
    "unions": ("addAnimal",),  # Both variants of the `oneOf` match the same values.
}
"""Operations that cannot be called against the mock, by case."""

each_case = pytest.mark.parametrize("case", WORKING, ids=lambda case: case.name)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory):
    """Generate the packages of all cases in one folder; yield the folder, and the client of each case by name."""
    folder = tmp_path_factory.mktemp("cases") / "generated"
    found: dict[str, Client] = {}
    for case in WORKING:
        client = build_client(load_document(case / "openapi.yaml"), package=f"{case.name}_client")
        found[case.name] = client
        for path, content in render(client, ROOT / "templates").items():
            # The packages are in the same folder; other files of the projects are in one folder per case.
            target = folder / path if path.startswith(f"{client.package}/") else folder / "projects" / case.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())
    sys.path.insert(0, str(folder))
    yield folder, found
    sys.path.remove(str(folder))


@each_case
def test_the_printed_code_is_what_is_expected(case: Path, packages):
    folder, found = packages
    package = folder / found[case.name].package
    printed = {
        path.relative_to(package).as_posix(): path.read_text()
        for path in sorted(package.rglob("*.py"))
        if VARYING.fullmatch(path.relative_to(package).as_posix())
    }
    expected = case / "expected"
    if WRITE:
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in printed.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text)
    committed = {path.relative_to(expected).as_posix(): path.read_text() for path in sorted(expected.rglob("*.py"))}
    assert committed == printed


@each_case
def test_what_types_cannot_say_is_noted(case: Path, packages):
    noted = "".join(f"{note.removeprefix(f'{case}/')}\n" for note in packages[1][case.name].notes)
    notes = case / "notes.txt"
    if WRITE:
        notes.unlink(missing_ok=True)
        if noted:
            notes.write_text(noted)
    assert (notes.read_text() if notes.exists() else "") == noted


@pytest.mark.parametrize("kind", ["", "Async"], ids=["sync", "async"])
@each_case
def test_calls_send_and_give_what_is_expected(case: Path, kind: str, packages):
    client: Client = packages[1][case.name]
    package = importlib.import_module(client.package)
    table = case / "calls.txt"
    entries = transcript.read(table.read_text())
    played = transcript.printed(transcript.play(entries, package, f"{kind}{client.name}"))
    if WRITE and not kind:
        table.write_text(played)
    assert table.read_text() == played


def test_every_module_imports_in_a_fresh_interpreter_without_a_warning(packages):
    folder, found = packages
    code = (
        "import importlib, pkgutil, sys\n"
        "for name in sys.argv[1:]:\n"
        "    package = importlib.import_module(name)\n"
        "    for module in pkgutil.walk_packages(package.__path__, f'{name}.'):\n"
        "        importlib.import_module(module.name)\n"
        "    for each in package.__all__:\n"
        "        getattr(package, each)\n"
    )
    command = [sys.executable, "-W", "error", "-c", code, *(client.package for client in found.values())]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_types_hold_in_the_packages_their_examples_and_their_readmes(packages, tmp_path: Path, tmp_path_factory):
    folder, found = packages
    usage = folder.parent / "usage"
    usage.mkdir(exist_ok=True)
    for case, client in found.items():
        project = folder / "projects" / case
        readme = typed_program((project / "README.md").read_text())
        (usage / f"readme_{client.package}.py").write_text(readme)
        for example in (*project.glob("examples/*.py"), *(ROOT / "tests" / "golden" / case).glob("usage.py")):
            shutil.copy(example, usage / f"{example.stem}_{client.package}.py")
        (usage / f"imports_{client.package}.py").write_text(import_program(folder / client.package))
    generated = [folder / client.package for client in found.values()]
    assert "" == type_errors(generated, [*usage.glob("*.py")], tmp_path, tmp_path_factory)


@pytest.mark.parametrize("module", ["names_renamed_client", "names_renamed_client.models"])
def test_a_former_name_of_a_class_warns_at_the_line_of_its_import(module: str, packages):
    code = compile(f"\nfrom {module} import Animal, Pet", "program.py", "exec")
    space: dict[str, type] = {}
    with pytest.warns(
        DeprecationWarning, match="^Pet is now Animal; the next major release removes the former name"
    ) as warned:
        exec(code, space)
    assert space["Pet"] is space["Animal"]
    assert {(each.filename, each.lineno) for each in warned} == {("program.py", 2)}


def test_a_former_name_of_an_attribute_works_and_warns_at_the_line_of_its_use(packages):
    program = (
        "from names_renamed_client import Animal\n"
        "animal = Animal(name='Tom')\n"
        "animal.name += '!'\n"
        "assert animal == Animal(title='Tom!')\n"
        "data = {'title': '', 'name': 1}\n"
        "assert Animal.from_dict(data, on_mismatch='ignore').to_dict() == data\n"
    )
    space: dict[str, type] = {}
    with pytest.warns(DeprecationWarning, match="the next major release removes the former name") as warned:
        exec(compile(program, "program.py", "exec"), space)
    assert [(each.lineno, str(each.message).partition(";")[0]) for each in warned] == [
        (2, "Animal(name) is now Animal(title)"),
        (3, "Animal.name is now Animal.title"),
        (3, "Animal.name is now Animal.title"),
    ]
    with pytest.raises(TypeError, match="got both 'title' and 'name', its former name"):
        space["Animal"](title="Tom", name="Tom")


@each_case
def test_the_samples_of_the_reference_run(case: Path, packages, tmp_path: Path):
    but = NOT_CALLABLE.get(case.name, ())
    count = check_samples(load_document(case / "openapi.yaml"), packages[1][case.name], tmp_path, but=but)
    assert count == sum(len(resource.methods) for resource in packages[1][case.name].resources) - len(but)


def test_the_offline_examples_run(packages):
    folder, _ = packages
    examples = sorted(folder.glob("projects/*/examples/offline.py"))
    assert len(examples) > 1
    for example in examples:
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        command = [sys.executable, str(example)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout.splitlines()[-1:]) == (0, ["[]"]), f"{example}: {done.stderr}"


def test_the_code_is_in_our_style(packages):
    folder, _ = packages
    shutil.copy(ROOT / "pyproject.toml", folder.parent)
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--quiet", "--output-format=concise", "generated"]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_a_contract_that_cannot_be_generated_is_refused(case: Path, tmp_path: Path):
    done = run_script("generate.py", "--spec", "openapi.yaml", "--output", tmp_path / "out", cwd=case)
    if WRITE:
        (case / "stderr.txt").write_text(done.stderr)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", (case / "stderr.txt").read_text())
    assert not (tmp_path / "out").exists()
