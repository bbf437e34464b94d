"""The cache of compiled templates: it changes no output, and an unsafe folder is not used."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from specloop.codegen import renderer
from specloop.codegen.builder import build_client
from specloop.openapi.loader import load_document

ROOT = Path(__file__).parents[2]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make an empty folder the temporary folder of this process."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def render() -> dict[str, str | bytes]:
    return renderer.render(build_client(load_document(ROOT / "openapi.yaml")), ROOT / "templates")


def test_the_cache_is_private_and_changes_nothing(temporary: Path):
    first = render()
    (cache,) = temporary.glob("_jinja2-cache-*")
    assert 0o700 == cache.stat().st_mode & 0o777
    compiled = {file.name for file in cache.iterdir()}
    assert compiled
    assert first == render()
    assert compiled == {file.name for file in cache.iterdir()}


def test_an_unsafe_cache_folder_is_not_used(temporary: Path):
    (temporary / f"_jinja2-cache-{os.getuid()}").write_text("not a folder")
    assert renderer._bytecode_cache() is None
    assert render()
