"""Parts with a `$ref` that does not resolve: they are errors, or are omitted and listed with --allow-partial."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from specloop.codegen.builder import build_client
from specloop.commands.generate import main
from specloop.errors import InputError
from specloop.openapi.loader import load_document

GONE = {
    "parameter": "#/components/parameters/Gone",
    "schema": "#/components/schemas/Gone",
    "file": "gone.yaml",
    "response": "#/components/responses/Gone",
    "body": "#/components/requestBodies/Gone",
    "path": "#/components/pathItems/Gone",
}


def document() -> dict[str, Any]:
    """Build a document with a `$ref` that does not resolve, in every kind of place."""
    ref = {name: {"$ref": target} for name, target in GONE.items()}
    ok = {"200": {"description": "Good.", "content": {"application/json": {"schema": ref["file"]}}}}
    kept = {"name": "kept", "in": "query", "schema": ref["schema"]}
    get = {"operationId": "getIt", "tags": ["things"], "parameters": [ref["parameter"], kept, ref["parameter"]]}
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {
            "/a": {
                "get": {**get, "responses": {**ok, "404": ref["response"]}},
                "post": {"operationId": "addIt", "tags": ["things"], "requestBody": ref["body"], "responses": ok},
            },
            "/b": ref["path"],
        },
    }


def test_all_of_it_stops_a_run():
    with pytest.raises(InputError) as caught:
        build_client(load_document("api.json", text=json.dumps(document()).encode()))
    assert set(GONE.values()) == {problem.message.split("'")[1] for problem in caught.value.problems}


def test_all_of_it_is_left_out_where_that_is_allowed():
    contract = load_document("api.json", text=json.dumps(document(), indent=1).encode())
    client = build_client(replace(contract, allows_partial=True))
    assert set(GONE.values()) == {line.split("'")[1] for line in client.omitted}
    assert all(line.startswith("api.json:") and not line.startswith("api.json:1:1:") for line in client.omitted)
    (space,) = client.resources
    assert ["get_it", "add_it"] == [str(method.name) for method in space.methods]
    assert ["kept"] == [argument.api_name for argument in space.methods[0].arguments]


def test_the_command_line_lists_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    spec = tmp_path / "api.json"
    spec.write_text(json.dumps(document()))
    assert 0 == main(["--spec", str(spec), "--output", str(tmp_path / "out"), "--allow-partial"])
    output = capsys.readouterr().err.splitlines()
    assert len(output) - 1 == len([line for line in output if line.startswith(f"omitted: {spec}:1:")])


def test_another_package_is_not_replaced_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    for title in ("One", "Two"):
        text = {"openapi": "3.1.0", "info": {"title": title, "version": "1"}, "components": {}}
        (tmp_path / f"{title}.json").write_text(json.dumps(text))
    assert 0 == main(["--spec", "One.json"])
    with pytest.raises(
        InputError, match="generated:1:1: this holds the package one_client; name the folder for two_client"
    ):
        main(["--spec", "Two.json"])
    assert (tmp_path / "generated" / "one_client").is_dir()
    assert 0 == main(["--spec", "Two.json", "--output", "generated"])
    assert not (tmp_path / "generated" / "one_client").exists()
