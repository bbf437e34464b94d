"""The code in the package's README and examples runs without changes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.markdown_code import code_blocks, notebook_cells, program, run_notebook
from support.servers import invent_mock

from invent_client import AsyncPage

PACKAGE = Path(__file__).parents[2] / "generated"
README = (PACKAGE / "README.md").read_text()
EXAMPLES = sorted((PACKAGE / "examples").glob("*.py"))


@pytest.fixture(scope="module")
def environment():
    """The environment variables of a reader: an API key, and the base URL of a mock server instead of the API."""
    with invent_mock(items=120) as sandbox:
        yield {
            **os.environ,
            "PYTHONPATH": str(PACKAGE),
            "INVENT_API_KEY": sandbox.api_key,
            "INVENT_BASE_URL": sandbox.url,
        }


def run(code: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_runs(example: Path, environment: dict[str, str]):
    assert run(example.read_text(), environment)


def test_the_readme_is_a_program_that_runs_from_top_to_bottom(environment: dict[str, str]):
    printed = run("\n".join(code_blocks(README, "python")), environment).splitlines()
    assert len(code_blocks(README)) == 11
    assert sum(line.startswith("bc_") and line.endswith(" SENT") for line in printed) == 2 * 21, "sync and async"
    assert "FAILED True" in printed


def test_the_readme_is_a_notebook_that_runs_from_top_to_bottom(environment, monkeypatch, capsys):
    for name in ("INVENT_API_KEY", "INVENT_BASE_URL"):
        monkeypatch.setenv(name, environment[name])
    shown = run_notebook(notebook_cells(README), space := {})
    space["invent"].close()
    table = next(each._repr_html_() for each in shown if isinstance(each, AsyncPage))
    assert table.startswith(
        "<table><caption>AsyncPage of 100 items (120 in all); 80 more items; 15 more attributes</caption>"
    )
    assert table.count("<tr>") == 1 + 20
    assert "<th>id</th><th>name</th><th>status</th>" in table


def test_the_skill_for_agents_is_in_the_package_and_its_code_runs(environment: dict[str, str]):
    folder = PACKAGE / "invent_client" / ".agents" / "skills" / "invent-client"
    text = (folder / "SKILL.md").read_text()
    _, head, _ = text.split("---\n", 2)
    described = yaml.safe_load(head)
    assert described["name"] == folder.name
    assert described["description"] == "Use the Python package invent_client to call Invent (broadcasts)."
    assert len(code_blocks(text)) == 2
    assert len(run(program(text), environment).splitlines()) == 21


def test_the_samples_of_the_reference_run_as_they_stand(environment: dict[str, str]):
    reference = (PACKAGE / "api.md").read_text()
    assert run(program(reference), environment).count("Broadcast(id=") == 120
    setting, *calls = code_blocks(reference, "sh")
    assert "export INVENT_API_KEY=...\n" in setting
    done = subprocess.run(["sh", "-ec", "\n".join(calls)], env=environment, capture_output=True, timeout=30, check=True)
    assert len(json.loads(done.stdout)) == 100


def test_the_line_for_pandas_gives_it_plain_rows(environment: dict[str, str]):
    (line,) = re.findall(r"`(pandas\.DataFrame\(.*?\))`", README)
    frame = "class pandas:\n    DataFrame = staticmethod(list)\n"
    code = f"{code_blocks(README)[0]}{code_blocks(README)[1]}{frame}print(len(__import__('json').dumps({line})))"
    assert int(run(code, environment).splitlines()[-1]) > 1000


def test_the_reference_names_every_method_model_and_attribute():
    reference = (PACKAGE / "api.md").read_text()
    sources = "".join(path.read_text() for path in (PACKAGE / "invent_client" / "models").glob("[a-z]*.py"))
    for name in re.findall(r"^class (\w+)", sources, flags=re.MULTILINE):
        assert f"### `{name}`" in reference
    for name in re.findall(r"^    (\w+)(?:: | = )", sources, flags=re.MULTILINE):
        assert re.search(rf"^- `{name}`(:| \()", reference, flags=re.MULTILINE)
    assert "### `broadcasts.list`" in reference
