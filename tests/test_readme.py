"""README: its make targets and files exist, and the output that it shows of a command is what the command prints."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from support.commands import run_script

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / ".github" / "CONTRIBUTING.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^([a-z-]+):.*## ", MAKEFILE, flags=re.MULTILINE))


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README", "CONTRIBUTING"])
def test_every_target_that_is_named_exists(text: str):
    named = set(re.findall(r"(?:`|^|\$ )(?:    )?make ([a-z-]+)", text, flags=re.MULTILINE))
    assert named
    assert named - TARGETS == set()


def test_make_alone_lists_every_target():
    printed = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, timeout=30, check=True).stdout
    assert {line.split()[0] for line in printed.splitlines() if line.startswith("  ")} == TARGETS


def test_every_path_in_the_tree_exists():
    tree = README.split("## Where things are")[1].split("```")[1]
    for path in re.findall(r"^([\w./]+?)/? {2,}", tree, flags=re.MULTILINE):
        assert (ROOT / path).exists(), path


def test_the_first_screen_has_what_it_should():
    """The first 32 lines show the two commands, the table of uses, and at most six lines of client code."""
    screen = "\n".join(README.splitlines()[:32])
    assert "make demo" in screen
    assert "make test" in screen
    assert screen.count("\n| ") == 5
    (code,) = re.findall(r"```python\n(.*?)```", screen, flags=re.DOTALL)
    assert len(code.splitlines()) <= 6
    compile(code, "README", "exec")


def test_what_it_shows_of_another_contract_is_what_one_gets(tmp_path: Path):
    (shown,) = re.findall(r"^\$ \S*python (generate\.py --spec .*)\n((?:.+\n)+?)```", README, flags=re.MULTILINE)
    done = run_script(*shown[0].replace("elsewhere", str(tmp_path / "elsewhere")).split())
    assert done.returncode == 0
    assert done.stderr.replace(f"{tmp_path}/", "") == shown[1]


def test_the_error_it_shows_is_the_error_one_gets(tmp_path: Path):
    shown = re.search(r"^openapi\.yaml:\d.*Segmnt.*$", README, flags=re.MULTILINE)
    assert shown
    broken = (ROOT / "openapi.yaml").read_text().replace("schemas/Segment", "schemas/Segmnt", 1)
    (tmp_path / "openapi.yaml").write_text(broken)
    done = run_script("generate.py", cwd=tmp_path)
    assert done.stderr.strip() == shown[0]
