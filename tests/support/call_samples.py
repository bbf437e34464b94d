"""A check that runs the usage examples of a package, in Python and with curl, against the mock of its contract."""

from __future__ import annotations

import importlib
import os
import subprocess
import warnings
from pathlib import Path

import pytest

from specloop.codegen.ir import Client, Method
from specloop.codegen.operation_calls import METHOD_ORDER
from specloop.mock.command_line import environment
from specloop.mock.server import MockServer
from specloop.openapi.document import Document

# A shell function that makes curl print only the status, and fail after 20 seconds if a response does not end.
SHELL = "curl() { command curl -sS --max-time 20 -o /dev/null -w '%{http_code}\\n' \"$@\"; }\n"


def check_samples(document: Document, client: Client, folder: Path, *, but: tuple[str, ...] = ()) -> int:
    """Run the usage examples of all operations except those in `but`, and return their number.

    Operations that delete something are called last.
    """
    every = (method for each in client.resources for method in each.methods if method.operation_id not in but)
    methods = sorted(every, key=_rank)
    with MockServer(document, items=3) as mock, pytest.MonkeyPatch.context() as patch:
        variables = environment(mock, document)
        for name, value in variables.items():
            patch.setenv(name, value)
        _run_python(client, methods)
        mock.reset()
        _run_curl(methods, mock.url, {**os.environ, **variables}, folder)
    return len(methods)


def _rank(method: Method) -> tuple[int, int]:
    known = method.http_method in METHOD_ORDER
    return METHOD_ORDER.index(method.http_method) if known else len(METHOD_ORDER) - 2, -method.path.count("/")


def _run_python(client: Client, methods: list[Method]) -> None:
    package = importlib.import_module(client.package)
    with getattr(package, client.name)(on_mismatch="ignore", max_retries=0) as called:
        for method in methods:
            code = method.sample.python.as_unembedded_code()
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore", DeprecationWarning)
                    exec(code, {"client": called, "print": lambda *_: None})
            except Exception as error:
                raise AssertionError(f"{code}\n{type(error).__name__}: {error}") from error


def _run_curl(methods: list[Method], url: str, variables: dict[str, str], folder: Path) -> None:
    folder.joinpath("FILE").write_bytes(b"content")
    lines = [each.sample.curl.as_unembedded_code().replace(each.sample.server or url, url) for each in methods]
    command = ["sh", "-c", SHELL + "\n".join(lines)]
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=120, check=False)
    statuses = done.stdout.split()
    assert (len(statuses), done.stderr) == (len(lines), "")
    assert [(line, status) for line, status in zip(lines, statuses, strict=True) if not "200" <= status < "400"] == []
