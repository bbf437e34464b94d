"""The output of drift.py that README shows is exactly what drift.py prints; `...` replaces further lines."""

from __future__ import annotations

import json
import os
import re
import shlex

import pytest
from support.drift_fixtures import ROOT, SPEC, URL, edited, exchange, har, page, pages, served
from support.servers import invent_mock

from specloop.drift import cli as drift
from specloop.openapi.loader import load_document

README = (ROOT / "README.md").read_text("utf-8")
API = "https://api.useinvent.com"

SHOWN = {
    command: printed
    for block in re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
    for command, printed in re.findall(r"^\$ (.*drift\.py .*)\n((?:(?!\$ ).*\n)*)", block, flags=re.MULTILINE)
}


@pytest.fixture
def prepared(tmp_path, monkeypatch):
    """Write the files that the commands of README read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openapi.yaml").write_bytes(SPEC.read_bytes())
    ((_, body),) = pages("new-enum-value", count=100)
    (tmp_path / "page.json").write_text(json.dumps(body))
    recorded = [{**exchange(body=each), "headers": headers} for headers, each in pages("null")]
    recorded += [exchange(f"{URL}?search=x", body=[]), exchange(f"{API}/orgs/c/contacts/4711", body={})]
    har(tmp_path / "session.har", recorded)
    added = "is_bounced\nboolean\nrequired\nsend_to_all\nboolean\n"
    (tmp_path / "get-broadcasts.txt").write_text(edited(page(), "send_to_all\nboolean\n", added))
    document = load_document(SPEC).data
    document["components"]["schemas"]["Broadcast"]["properties"]["name"]["maxLength"] = 512
    (tmp_path / "served").mkdir()
    (tmp_path / "served" / "openapi.json").write_text(json.dumps(document, indent=2))
    return tmp_path


def printed_by(command, folder, capsys, monkeypatch):
    """Run a command of README against local servers, and return its output with the API's real address."""
    words = shlex.split(command)
    words = words[next(at for at, word in enumerate(words) if word.endswith("drift.py")) + 1 :]
    monkeypatch.setattr("specloop.drift.sources.live.REQUESTS_PER_SECOND", 10_000)
    kinds = ("new-property",) if "--update-baseline" in words else ()
    with invent_mock(drift=kinds) as sandbox, served(folder / "served") as address:
        monkeypatch.setenv("INVENT_API_KEY", sandbox.api_key)
        if words[0] == "live":
            words += ["--base-url", sandbox.url]
        drift.main([word.replace(API, address) for word in words])
    return capsys.readouterr().out.replace(address, API)


def test_every_source_and_the_baseline_are_shown():
    sources = [command.split("drift.py ")[1].split()[0] for command in SHOWN]
    assert ["payload", "traffic", "live", "docs", "upstream", "live"] == sources


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.split("drift.py ")[1])
def test_what_is_shown_is_what_is_printed(command, prepared, capsys, monkeypatch):
    shown = SHOWN[command]
    printed = printed_by(command, prepared, capsys, monkeypatch)
    if os.environ.get("README") == "write":  # Replace as many lines as README shows now.
        length = len(shown.splitlines())
        lines = printed.splitlines(keepends=True)
        new = "".join([*lines[: length - 1], "...\n"]) if shown.endswith("\n...\n") else printed
        text = (ROOT / "README.md").read_text("utf-8")
        (ROOT / "README.md").write_text(text.replace(f"$ {command}\n{shown}", f"$ {command}\n{new}"), "utf-8")
        return
    if shown.endswith("\n...\n"):
        shown = shown.removesuffix("...\n")
        assert shown == printed[: len(shown)]
    else:
        assert shown == printed
