"""What the package's README and examples show works as it stands there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from support.servers import invent_mock

PACKAGE = Path(__file__).parents[2] / "generated"
README = (PACKAGE / "README.md").read_text()
EXAMPLES = sorted((PACKAGE / "examples").glob("*.py"))
SNIPPETS = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.fixture(scope="module")
def environment():
    """What a reader has exported: a key, and here the mock instead of the API."""
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


def test_there_are_examples_and_snippets():
    assert len(EXAMPLES) == 5
    assert len(SNIPPETS) == 9


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_a_snippet_of_the_readme_runs(number: int, environment: dict[str, str]):
    """The short ones speak of an `invent` that the reader has made before."""
    snippet = SNIPPETS[number]
    if "Invent(" not in snippet:
        indented = snippet.replace("\n", "\n    ")
        snippet = f"from invent_client import Invent\n\nwith Invent() as invent:\n    {indented}"
    run(snippet, environment)


def test_the_first_call_walks_every_page(environment: dict[str, str]):
    printed = run(SNIPPETS[0], environment).splitlines()
    assert len(printed) == 21
    assert all(line.startswith("bc_") and line.endswith(" SENT") for line in printed)


def test_the_reference_names_every_method_model_and_attribute():
    reference = (PACKAGE / "api.md").read_text()
    sources = "".join(path.read_text() for path in (PACKAGE / "invent_client" / "models").glob("[a-z]*.py"))
    for name in re.findall(r"^class (\w+)", sources, flags=re.MULTILINE):
        assert f"### `{name}`" in reference
    for name in re.findall(r"^    (\w+)(?:: | = )", sources, flags=re.MULTILINE):
        assert f"| `{name}` |" in reference
    assert "### `broadcasts.list`" in reference
