"""The structure that ARCHITECTURE.md describes: layers, no import cycles, and no knowledge of one API in the tools."""

from __future__ import annotations

import ast
import graphlib
import importlib
import re
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TOOLS = sorted((ROOT / "specloop").rglob("*.py"))
TEMPLATES = sorted(
    path for path in (ROOT / "templates").rglob("*") if path.is_file() and "__pycache__" not in path.parts
)


LAYERS = (
    ("errors", "files", "progress", "text_format", "ci_output", "arguments", "extras"),
    "openapi",
    "project",
    "codegen",
    "mock",
    "report",
    "compare",
    "release",
    "drift",
)
"""The layers (folders and modules) of specloop/, lowest first; each imports only itself and lower layers."""

RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in ([layer] if isinstance(layer, str) else layer)}


def import_graph(folder: Path) -> dict[str, set[str]]:
    """Return the imported modules of each module in a package, including imports in functions and for type checking."""
    files = {".".join(path.relative_to(folder.parent).with_suffix("").parts): path for path in folder.rglob("*.py")}
    graph: dict[str, set[str]] = {}
    for name, path in files.items():
        package, names = name.split(".")[:-1], set[str]()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) + 1 - node.level] if node.level else []
                module = ".".join([*base, *([node.module] if node.module else [])])
                names |= {f"{module}.{alias.name}" for alias in node.names} | {module}
        inits = {f"{each}.__init__" for each in names if not any(other.startswith(f"{each}.") for other in names)}
        graph[name.removesuffix(".__init__")] = {
            each.removesuffix(".__init__") for each in (names | inits) & files.keys()
        }
    return graph


@pytest.mark.parametrize("folder", ["specloop", "generated/invent_client"])
def test_no_module_imports_itself_through_others(folder: str):
    graphlib.TopologicalSorter(import_graph(ROOT / folder)).prepare()


def test_each_layer_imports_only_lower_layers():
    upward = [
        f"{module} imports {target}"
        for module, targets in import_graph(ROOT / "specloop").items()
        for target in targets
        if "." in module and "." in target and RANK.get(module.split(".")[1], 99) < RANK.get(target.split(".")[1], 99)
    ]
    assert upward == []


SHARED_STEMS = {"operations", "pagination", "request_bodies", "responses", "security", "webhooks"}
"""Module names that several layers use for the same OpenAPI object."""


def test_each_module_and_module_level_name_has_one_meaning():
    stems = Counter(path.stem for path in TOOLS if path.stem not in {"__init__", *SHARED_STEMS})
    names: Counter[str] = Counter()
    for node in (node for path in TOOLS for node in ast.parse(path.read_text()).body):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        names.update(each.id.lstrip("_") for each in targets if isinstance(each, ast.Name) and each.id != "__all__")
        names.update([node.name.lstrip("_")] if isinstance(node, ast.ClassDef) else [])
    assert [name for found in (stems, names) for name, count in found.items() if count > 1] == []


@pytest.mark.parametrize("path", [*TOOLS, *TEMPLATES], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_contract_knows_which_api_it_is(path: Path):
    assert re.findall(r"(?i)use_?invent|\binvent\b|INVENT_", path.read_text()) == []


ONE_HOME = {
    r'"~[01]"': ["openapi/json_pointer.py"],
    r'partition\(";"\)': ["openapi/media_types.py"],
    r'startswith\(\(?"3\.|"3\.[012]"\)': ["openapi/normalize.py"],
    r'"nullable"': ["drift/fixes/written_edits.py", "openapi/normalize.py", "openapi/object_types.py"],
}
"""Patterns of code that may occur only in the given modules."""


@pytest.mark.parametrize("pattern", ONE_HOME)
def test_each_rule_of_a_standard_is_written_once(pattern: str):
    found = {path.relative_to(ROOT / "specloop").as_posix() for path in TOOLS if re.search(pattern, path.read_text())}
    assert sorted(found) == ONE_HOME[pattern]


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
    BadRequestError Broadcast BroadcastStatus BroadcastStatusFilter BroadcastTemplate CallEvent ConflictError Hooks
    InternalServerError Invent InventError Mismatch NotFoundError Page PaginationError PermissionDeniedError
    RateLimitError RawResponse Redirect ResponseTooLargeError ResponseValidationError Segment UNSET
    UnprocessableEntityError Unset __version__ models
    """
    assert sorted(package.__all__) == sorted(expected.split())


def test_import_and_construction_load_neither_models_nor_the_http_library():
    code = (
        "import sys, invent_client as i; i.Invent(api_key='k'); i.AsyncInvent(api_key='k', timeout=None);"
        "print(*({'attrs', 'msgspec', 'httpx2', 'asyncio', 'inspect', 'json'} & sys.modules.keys()))"
    )
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


def test_the_code_generator_loads_no_http_library():
    """openapi-python-client imports one, which would take a fifth of the time of `generate.py --check`."""
    code = "import sys, specloop.commands.generate; print({'httpx', 'httpcore', 'httpx2', 'trio'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "set()" == done.stdout.strip()
