"""The tree is what the README says: dependencies point one way, and only the contract knows which API it is."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PIPELINE = sorted((ROOT / "pipeline").glob("*.py"))
SCRIPTS = sorted(ROOT.glob("*.py"))
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*") if path.is_file() and "__pycache__" not in path.parts
)


def imported(path: Path) -> set[str]:
    """Name the modules of the project that a module imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("pipeline.") or (ROOT / f"{name}.py").exists()}


# What a stage may not know of. Reading does not know what follows; printing and writing do not know the contract.
MAY_NOT = {
    "problems": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "yaml12": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "shelves": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "bundle": {"check", "digest", "engine", "build", "model", "render", "output"},
    "progress": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "contract": {"check", "digest", "engine", "build", "model", "render", "output"},
    "survey": {"check", "digest", "engine", "build", "model", "render", "output"},
    "structure": {"check", "digest", "engine", "build", "model", "render", "output"},
    "check": {"digest", "engine", "build", "model", "render", "output"},
    "pointers": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "operations": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "members": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "keywords": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "media": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "spoken": {"contract", "check", "digest", "engine", "build", "model", "render", "output"},
    "digest": {"contract", "engine", "build", "model", "render", "output"},
    "engine": {"build", "model", "render", "output"},
    "reading": {"build", "render", "output"},
    "classes": {"build", "render", "output"},
    "bodies": {"build", "render", "output"},
    "responses": {"build", "render", "output"},
    "hooks": {"build", "render", "output"},
    "methods": {"build", "render", "output"},
    "resources": {"build", "render", "output"},
    "build": {"render", "output"},
    "render": {"contract", "check", "digest", "build", "output"},
    "output": {"contract", "check", "digest", "engine", "build", "model", "render"},
}


@pytest.mark.parametrize("stage", MAY_NOT)
def test_dependencies_point_one_way(stage: str):
    known = {name.removeprefix("pipeline.") for name in imported(ROOT / "pipeline" / f"{stage}.py")}
    assert known & MAY_NOT[stage] == set()


@pytest.mark.parametrize("path", [p for p in PIPELINE if p.stem != "demo"], ids=lambda path: path.stem)
def test_no_stage_imports_a_script(path: Path):
    assert {name for name in imported(path) if not name.startswith("pipeline.")} == set()


@pytest.mark.parametrize("path", [*PIPELINE, *SCRIPTS], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_in_its_first_line_what_goes_in_and_what_comes_out(path: Path):
    docstring = ast.get_docstring(ast.parse(path.read_text()))
    assert docstring
    if path.stem not in ("__init__", "model"):
        assert " -> " in docstring.splitlines()[0]


@pytest.mark.parametrize(
    "path", [*(p for p in PIPELINE if p.stem != "demo"), *TEMPLATES], ids=lambda path: path.relative_to(ROOT).as_posix()
)
def test_only_the_contract_knows_which_api_it_is(path: Path):
    text = path.read_text()
    for name in ("useinvent", "INVENT_", "listBroadcasts", "class Broadcast", "segments"):
        assert name not in text


def test_everything_the_package_promises_can_be_imported():
    package = importlib.import_module("invent_client")
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert set(package.__all__) <= set(dir(package))
    assert len(package.__all__) == len(set(package.__all__))


def test_public_names_are_these():
    package = importlib.import_module("invent_client")
    expected = """
    APIConnectionError APIStatusError APITimeoutError AsyncInvent AsyncPage AsyncPages AuthenticationError
    BadRequestError Broadcast BroadcastStatus BroadcastStatusFilter BroadcastTemplate ConflictError
    InternalServerError Invent InventError Mismatch NotFoundError Page PaginationError PermissionDeniedError
    RateLimitError RawResponse ResponseTooLargeError ResponseValidationError Segment UNSET
    UnprocessableEntityError Unset __version__ models
    """
    assert sorted(package.__all__) == sorted(expected.split())


def test_importing_the_package_loads_no_model():
    code = "import sys, invent_client as i; i.Invent(api_key='k'); print(*({'attrs', 'msgspec'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT / "generated", capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []


def test_the_package_builds_to_a_wheel_that_holds_what_it_should(tmp_path: Path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT / "generated", check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    version = importlib.import_module("invent_client").__version__
    info = f"invent_client-{version}.dist-info"
    assert wheel.name == f"invent_client-{version}-py3-none-any.whl"
    names = zipfile.ZipFile(wheel).namelist()
    assert {
        "invent_client/py.typed",
        "invent_client/openapi.yaml",
        f"{info}/licenses/LICENSE",
    } <= set(names)
    assert {name.split("/")[0] for name in names} == {"invent_client", info}
