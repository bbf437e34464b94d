"""Helpers for the tests of drift: recorded responses of the mock, documentation pages, and runs of `drift.py`."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from support.servers import invent_mock

from specloop.drift import cli as drift
from specloop.errors import InputError
from specloop.openapi.loader import load_document

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "openapi.yaml"
PAGES = ROOT / "tests" / "pages"
URL = "https://api.useinvent.com/orgs/c/broadcasts"


class Run(NamedTuple):
    """The result of one run of drift.py: its exit status and its findings."""

    status: int
    findings: list[dict[str, Any]]
    examined: dict[str, int]
    error: str = ""

    @property
    def codes(self) -> list[str]:
        return sorted(each["code"] for each in self.findings if each["severity"] != "info")

    def one(self) -> dict[str, Any]:
        (finding,) = [each for each in self.findings if each["severity"] != "info"]
        return finding


def run(capsys, *arguments: object, spec: Path = SPEC) -> Run:
    """Run drift.py in this process, and parse its JSON report."""
    capsys.readouterr()
    try:
        status = drift.main([*map(str, arguments), "--spec", str(spec), "--format", "json"])
    except InputError as error:
        return Run(2, [], {}, str(error))
    report = json.loads(capsys.readouterr().out)
    return Run(status, report["findings"], report["examined"])


def end_process(*_: object) -> None:
    """Kill this process with SIGKILL, as the kernel does if memory is exhausted."""
    os.kill(os.getpid(), signal.SIGKILL)


def line(*words: str, spec: Path = SPEC) -> str:
    """Return the location of a line in a contract as `file:line:column`.

    Each word is searched as the beginning of a line, after the line of the previous word; the last word is the result.
    """
    lines = spec.read_text().splitlines()
    number = -1
    for word in words:
        number = next(at for at in range(number + 1, len(lines)) if lines[at].strip().startswith(word))
    column = len(lines[number]) - len(lines[number].lstrip()) + 1
    return f"{spec}:{number + 1}:{column}"


def pages(
    *kinds: str, count: int = 250, statuses: tuple[str, ...] = ("ALL",)
) -> list[tuple[dict[str, str], list[Any]]]:
    """Return the headers and bodies of all list pages that a mock with the given kinds of drift returns."""
    return [(headers, body) for headers, body in json.loads(_pages(kinds, count, statuses))]


@cache  # The mock always returns the same, and most of the time of these tests was spent on that.
def _pages(kinds: tuple[str, ...], count: int, statuses: tuple[str, ...]) -> str:
    mock = invent_mock(drift=kinds, items=count)
    found = []
    for status in statuses:
        for number in range(1, -(-count // 100) + 1):
            path = f"/orgs/c/broadcasts?status={status}&page={number}&take=100"
            reply = mock.respond("GET", path, headers={"authorization": f"Bearer {mock.api_key}"})
            found.append(({**reply.headers, "Content-Type": "application/json"}, reply.value))
    return json.dumps(found)


def payloads(folder: Path, bodies: list[Any]) -> list[Path]:
    files = []
    for number, body in enumerate(bodies):
        files.append(folder / f"body{number}.json")
        files[-1].write_text(json.dumps(body))
    return files


def exchange(
    url: str = URL, status: int = 200, body: Any = None, method: str = "GET", **headers: str
) -> dict[str, Any]:
    given = {
        "pagination-count": "1",
        "pagination-page": "1",
        "pagination-take": "100",
        "Content-Type": "application/json",
    }
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    record: dict[str, Any] = {"method": method, "url": url, "status": status, "headers": given}
    if body is not None:
        record["body"] = body
    return record


def ndjson(file: Path, exchanges: list[dict[str, Any]]) -> Path:
    file.write_text("".join(json.dumps(each) + "\n" for each in exchanges))
    return file


def har_of(exchanges: list[dict[str, Any]]) -> dict[str, Any]:
    """Convert exchanges to the HAR format of browsers."""
    entries = []
    for each in exchanges:
        headers = [{"name": name, "value": value} for name, value in each.get("headers", {}).items()]
        content: dict[str, Any] = {"size": 0, "mimeType": each.get("headers", {}).get("Content-Type", "")}
        if "body" in each:
            content["text"] = json.dumps(each["body"])
        request = {"method": each["method"], "url": each["url"], "headers": [], "queryString": [], "cookies": []}
        response = {"status": each["status"], "statusText": "", "headers": headers, "content": content, "cookies": []}
        entries.append({"startedDateTime": "2026-11-23T00:00:00Z", "request": request, "response": response, "time": 1})
    creator = {"name": 'a {"tool" [ }', "version": "1"}
    return {"log": {"version": "1.2", "creator": creator, "pages": [{"title": "entries"}], "entries": entries}}


def har(file: Path, exchanges: list[dict[str, Any]]) -> Path:
    file.write_text(json.dumps(har_of(exchanges), indent=1))
    return file


# --- documentation pages built from the contract ---


def page(spec: Path = SPEC) -> str:
    """Return the text of a documentation page for the contract's operation, in the format that `docs` parses."""
    document = load_document(spec).data
    ((path, item),) = document["paths"].items()
    operation = item["get"]
    parameters = [_followed(document, each) for each in operation["parameters"]]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    item_schema = _followed(document, schema["items"])
    url = document["servers"][0]["url"] + path
    lines = ["Skip to main content", "GET"]
    lines += [word for segment in path.split("/")[1:] for word in ("/", segment)]
    lines += [operation["summary"], "curl --request GET \\", f"  --url {url}"]
    lines += json.dumps([_example(document, item_schema)], indent=2).splitlines()
    for location, title in (("path", "Path Parameters"), ("query", "Query Parameters")):
        lines += ["", title, ""]
        for each in parameters:
            if each["in"] == location:
                output = {**each["schema"], "description": each.get("description")}
                lines += _attribute(document, each["name"], output, required=each.get("required", False))
    lines += ["", "Response", "", "200 - application/json"]
    for name, each in item_schema["properties"].items():
        lines += _attribute(document, name, each, required=name in item_schema["required"])
    return "\n".join(lines) + "\n"


def _followed(document, node):
    while "$ref" in node:
        target = document
        for step in node["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node


def _attribute(document, name, schema, *, required):
    schema = _followed(document, schema)
    lines = [name, _type(document, schema)]
    lines += ["required"] if required else []
    lines += ["", " ".join(schema["description"].split()), ""] if schema.get("description") else []
    if "enum" in schema:
        lines += ["Available options:", *(f"{word}," for word in schema["enum"])]
        lines[-1] = lines[-1].removesuffix(",")
    if "maxLength" in schema:
        lines.append(f"Maximum string length: {schema['maxLength']}")
    return lines


def _type(document, schema):
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    kind = kinds[0]
    if kind == "array":
        kind = _type(document, _followed(document, schema["items"])) + "[]"
    elif "enum" in schema:
        kind = f"enum<{kind}>"
    elif "format" in schema:
        kind = f"{kind}<{schema['format']}>"
    return f"{kind} | null" if "null" in kinds else kind


def _example(document, schema):
    schema = _followed(document, schema)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if kinds[0] == "object":
        return {name: _example(document, each) for name, each in schema.get("properties", {}).items()}
    if kinds[0] == "array":
        return [_example(document, schema["items"])]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("format") == "date-time":
        return "2023-11-07T05:31:56Z"
    return {"number": 123, "boolean": True}.get(kinds[0], "<string>")


def edited(text: str, old: str, new: str) -> str:
    """Replace a text that occurs exactly once."""
    assert text.count(old) == 1, (text.count(old), old)
    return text.replace(old, new)


def page_line(text: str, word: str, nth: int = 1) -> int:
    """Return the number of the n-th line of a page that consists only of a word."""
    found = [number for number, each in enumerate(text.splitlines(), start=1) if each.strip() == word]
    return found[nth - 1]


def told_line(message: str) -> int:
    """Return the page's line number from the end of a finding's message."""
    match = re.search(r":(\d+):\d+\)$", message)
    assert match, message
    return int(match[1])


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder over HTTP on loopback; yield the address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
