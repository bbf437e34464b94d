"""Misspelled keys: they are reported with a suggestion, and keys that are only unusual are not reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import run_generate

from specloop.openapi.validation.typos import suggest_key

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("kind", "key", "word"),
    [
        ("document", "path", "paths"),
        ("document", "securty", "security"),
        ("document", "server", "servers"),
        ("operation", "operationID", "operationId"),
        ("operation", "respones", "responses"),
        ("parameter", "requried", "required"),
        ("response", "contents", "content"),
        ("schema", "propreties", "properties"),
        ("schema", "requierd", "required"),
        ("schema", "item", "items"),
        ("schema", "maxmum", "maximum"),
        ("schema", "additionalproperties", "additionalProperties"),
    ],
)
def test_a_slip_is_told(kind, key, word):
    assert word == suggest_key(kind, key)


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("document", "paths"),
        ("document", "x-paths"),
        ("document", "definitions"),
        ("operation", "consumes"),
        ("operation", "query"),
        ("parameter", "collectionFormat"),
        ("schema", "exclusiveMinimum"),
        ("schema", "javaType"),
        ("schema", "order"),
        ("schema", "id"),
        ("tag", "nam"),
    ],
)
def test_what_is_known_or_resembles_nothing_is_let_be(kind, key):
    assert "" == suggest_key(kind, key)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\nsecurity:", "\nsecurty:", "a document has no 'securty'; it is ignored: did you mean 'security'?"),
        (
            "      properties:",
            "      propreties:",
            "a schema has no 'propreties'; it is ignored: did you mean 'properties'?",
        ),
    ],
)
def test_a_misspelt_key_is_noted(tmp_path: Path, old: str, new: str, message: str):
    text = (ROOT / "openapi.yaml").read_text()
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text.replace(old, new))
    line = text[: text.index(old)].count("\n") + 1 + old.startswith("\n")
    done = run_generate("--spec", spec, "--output", tmp_path / "out")
    assert (0, "") == (done.returncode, done.stdout)
    output = [each for each in done.stderr.splitlines() if each.startswith(f"note: {spec}:{line}:")]
    assert message in output[0]
