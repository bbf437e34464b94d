"""Mocks of documents in the style of eleven vendors, tested by schemathesis and by the generated client.

Schemathesis runs with all of its checks and phases, except for those in `LEFT_OUT`, and must find no error. The
generated client calls every operation, sync and async, and must report no mismatch.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.commands import run_script
from vendors.making import VENDORS

from specloop.mock.server import MockServer
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.project import read_project
from specloop.release.project_check import check_operations

METHODS = {"get", "put", "post", "delete", "patch", "head", "options", "trace"}
SMALL, LARGE = 10, 40
IN_EVERY_RUN = {"judged": ("identity",), "called": ("identity",)}

WITHOUT_LINKS = ("--phases", "examples,coverage,fuzzing")
LEFT_OUT: dict[str, tuple[str, ...]] = {
    # In a form, an array with one value looks like the value itself, which schemathesis counts as a violation.
    "commerce": ("--exclude-checks", "negative_data_rejection"),
    "payments": ("--exclude-checks", "negative_data_rejection"),
    # Schemathesis passes the identifier of one resource for that of another, and considers the request valid.
    "messaging": WITHOUT_LINKS,
    # As in "messaging"; and schemathesis has no serializer for JSON Lines.
    "analytics": (*WITHOUT_LINKS, "--exclude-path-regex", "/stream$"),
    # Schemathesis crashes on a header whose value is a number.
    "merged": WITHOUT_LINKS,
    # Schemathesis sends `Range: 0` as valid, although the documented pattern forbids it, and `{}` as an invalid string.
    "storage": ("--exclude-checks", "positive_data_acceptance,negative_data_rejection"),
}


def choose(kind: str) -> list[Any]:
    return [
        *(pytest.param(vendor, SMALL, id=vendor) for vendor in IN_EVERY_RUN[kind]),
        *(pytest.param(vendor, LARGE, id=f"{vendor}-{LARGE}", marks=pytest.mark.large) for vendor in VENDORS),
    ]


def document_of(vendor: str, size: int) -> dict[str, Any]:
    document: dict[str, Any] = importlib.import_module(f"vendors.{vendor}").document(size)
    return document


def with_errors(document: dict[str, Any]) -> dict[str, Any]:
    """Add a 4XX response to operations without documented errors, since the mock rejects invalid requests."""
    for item in document["paths"].values():
        for method, operation in item.items():
            if method in METHODS and "default" not in operation["responses"]:
                operation["responses"].setdefault("4XX", {"description": "The request is wrong."})
    return document


def settings(mock: MockServer, document: Document) -> tuple[str, list[str]]:
    """Return the credentials of a mock as configuration text of schemathesis, and as command-line arguments."""
    schemes, lines, arguments = document.data.get("components", {}).get("securitySchemes", {}), [], []
    for name, values in mock.credentials.items():
        scheme = schemes[name]
        if len(values) > 1:
            lines += [f"[auth.openapi.{json.dumps(name)}]", f'username = "{values[0]}"', f'password = "{values[1]}"']
        elif scheme["type"] == "apiKey":
            lines += [f"[auth.openapi.{json.dumps(name)}]", f'api_key = "{values[0]}"']
        elif scheme["type"] == "http":
            lines += [f"[auth.openapi.{json.dumps(name)}]", f'bearer = "{values[0]}"']
        else:
            arguments += ["--header", f"Authorization: Bearer {values[0]}"]
    return "\n".join(lines), arguments


@pytest.mark.parametrize(("vendor", "size"), choose("judged"))
def test_schemathesis_finds_nothing(vendor: str, size: int, tmp_path: Path):
    (tmp_path / "openapi.json").write_text(json.dumps(document_of(vendor, size)), "utf-8")
    (tmp_path / "judged.json").write_text(json.dumps(with_errors(document_of(vendor, size))), "utf-8")
    document = load_document(tmp_path / "openapi.json")
    with MockServer(document, items=7) as mock:
        configuration, arguments = settings(mock, document)
        (tmp_path / "schemathesis.toml").write_text(configuration, "utf-8")
        command = [sys.executable, "-B", "-m", "schemathesis.cli", "run", "judged.json", "--no-color"]
        command += ["--url", mock.url, "--generation-deterministic", "--max-examples", "3"]
        command += [*arguments, *LEFT_OUT.get(vendor, ())]
        done = subprocess.run(
            command,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            env={**os.environ, "PYTHONUTF8": "1", "NO_PROXY": "127.0.0.1"},
        )
        broken = [each.problems for each in mock.requests if each.status == 500]
    assert ([], 0) == (broken, done.returncode), done.stdout + done.stderr
    assert re.search(r"(\d{2,}) generated, \1 passed", done.stdout), done.stdout


@pytest.mark.parametrize(("vendor", "size"), choose("called"))
def test_the_generated_client_calls_every_operation_without_a_mismatch(vendor: str, size: int, tmp_path: Path):
    (tmp_path / "openapi.json").write_text(json.dumps(document_of(vendor, size)), "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        f'[tool.specloop]\nspec = "openapi.json"\noutput = "generated"\npackage-name = "{vendor}_client"\n', "utf-8"
    )
    done = run_script("generate.py", "--project", tmp_path)
    assert 0 == done.returncode, done.stderr
    project = read_project(tmp_path)
    assert project is not None
    assert [] == check_operations(project)
