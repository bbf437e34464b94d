"""Edits of a contract with overlays or references: each edit goes to the file that holds its place; other files stay unchanged."""

# ruff: noqa: E501 - each row of a table stays on one line

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from support.drift_fixtures import payloads

from specloop.drift import cli as drift
from specloop.drift import sync
from specloop.errors import InputError

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
tags: [{name: noise}, {name: items}]
paths:
  /items:
    get:
      operationId: getT
      tags: [items]
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Item"}
components:
  schemas:
    Item:
      type: object
      required: [id]
      properties:
        id: {type: integer}
        size: {type: string}
        kind: {enum: [tiny, small, big]}
"""
HEAD = "overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions:\n"
STATE = """\
# The states of an item.
- target: $.components.schemas.Item.properties
  update:
    state:
      type: string
      enum:
        - open    # the first one
        - shut
"""
REQUIRED = """\
- {target: $.components.schemas.Item.required, remove: true}
- target: $.components.schemas.Item
  update:
    required: [id, size]
"""
OTHER_TYPE = """\
- target: $.components.schemas.Item.properties.size
  update: {type: integer}
"""
REQUIRES_TYPE = "- {target: \"$..size[?@ == 'integer']\", update: integer}\n"
WITHOUT_FIRST = "- {target: '$.components.schemas.Item.properties.kind.enum[0]', remove: true}\n"
OWNER = """\
- target: $.components.schemas.Item
  update:
    properties:
      owner:
        type: object
        properties:
          name: {type: string}
"""
OPEN = {"id": 1, "size": "s", "state": "open"}


class Applied(NamedTuple):
    status: int
    notes: str
    """What the report says beside the findings, such as why there is no edit for one of them."""
    changed: dict[str, list[str]]
    """The removed and added lines of each changed file."""


def apply(folder: Path, capsys, body: Any, *overlays: str, spec: str = SPEC) -> Applied:
    """Run `drift payload --apply --patch` for a body of the operation getT; git must apply the patch to equal files."""
    write(folder, overlays, spec)
    for command in ("init -q", "add -A", "-c user.name=n -c user.email=e@example.com commit -qm first"):
        subprocess.run(["git", *command.split()], cwd=folder, check=True)
    status = drift.main([*arguments(folder, body, len(overlays)), "--apply", f"--patch={folder}/p.diff"])
    applied = [(folder / name).read_text() for name in names(len(overlays))]
    lines = git(folder, "diff", "-U0").splitlines()
    git(folder, "checkout", "-q", ".")
    if (folder / "p.diff").read_text():
        git(folder, "apply", "p.diff")
    assert applied == [(folder / name).read_text() for name in names(len(overlays))]
    changed: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("+++ b/"):
            file = line.removeprefix("+++ b/")
            changed[file] = []
        elif line[:1] in "+-" and line[:4] != "--- ":
            changed[file].append(line)
    return Applied(status, capsys.readouterr().out, changed)


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def write(folder: Path, overlays: Sequence[str], spec: str = SPEC) -> None:
    (folder / "openapi.yaml").write_text(spec)
    for number, text in enumerate(overlays):
        (folder / f"o{number}.yaml").write_text(HEAD + text)


def names(overlays: int) -> list[str]:
    return ["openapi.yaml", *(f"o{number}.yaml" for number in range(overlays))]


def arguments(folder: Path, body: Any, overlays: int) -> list[str]:
    spec, *others = (str(folder / name) for name in names(overlays))
    (file,) = map(str, payloads(folder, [body]))
    return ["payload", file, "--operation=getT", f"--spec={spec}", *(f"--overlay={each}" for each in others)]


OPEN = {"id": 1, "size": "s", "state": "open"}
NULL = '[string, "null"]'
# The overlays, the observed body, and the removed and added lines of each file.
EDITED = [
    ([STATE], OPEN | {"state": "lost"}, {"o0.yaml": ["+        - lost"]}),
    ([STATE], OPEN | {"state": None}, {"o0.yaml": ["-      type: string", f"+      type: {NULL}", "+        - null"]}),
    ([STATE], OPEN | {"size": 1}, {"openapi.yaml": ["-        size: {type: string}", "+        size: {type: integer}"]}),
    ([STATE, OWNER], OPEN | {"owner": {"name": "n", "age": 1}}, {"o1.yaml": ["+          age:", "+            type: number"]}),
    ([STATE], OPEN | {"new": True}, {"openapi.yaml": ["+        new:", "+          type: boolean"]}),
    ([REQUIRED], {"id": 1}, {"o0.yaml": ["-    required: [id, size]", "+    required: [id]"]}),
    ([OTHER_TYPE], {"id": 1, "size": None}, {"o0.yaml": ["-  update: {type: integer}", '+  update: {type: [integer, "null"]}']}),
    ([WITHOUT_FIRST], {"id": 1, "kind": "large"}, {"openapi.yaml": ["-        kind: {enum: [tiny, small, big]}", "+        kind: {enum: [tiny, small, big, large]}"]}),
    (
        [STATE],
        OPEN | {"size": None, "state": "lost"},
        {
            "o0.yaml": ["+        - lost"],
            "openapi.yaml": ["-        size: {type: string}", f"+        size: {{type: {NULL}}}"],
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(("overlays", "body", "changed"), EDITED)
def test_an_edit_goes_to_the_file_that_holds_its_place(overlays, body, changed, tmp_path, capsys):
    found = apply(tmp_path, capsys, body, *overlays)
    assert (1, changed) == (found.status, found.changed)
    files = " and ".join(str(tmp_path / name) for name in names(len(overlays)) if name in changed)
    assert f"{files} {'are' if len(changed) > 1 else 'is'} edited; check `git diff`" in found.notes
    assert 0 == drift.main(arguments(tmp_path, body, len(overlays)))


# The overlays, the observed body, and the texts in the report: the place, and why there is no edit.
REJECTED = [
    (["- {target: '$..properties[?@.type]', update: {maxLength: 1}}\n"], {"id": 1, "size": "long"}, ["o0.yaml:4:47", "the edit would also change something else"]),
    ([OTHER_TYPE, OTHER_TYPE + REQUIRES_TYPE], {"id": 1, "size": None}, ["openapi.yaml:22:9", "the overlays cannot be applied to the result: ", "o1.yaml:6:48: "]),
]  # fmt: skip


@pytest.mark.parametrize(("overlays", "body", "output"), REJECTED)
def test_an_edit_that_cannot_be_made_is_reported_with_its_place(overlays, body, output, tmp_path, capsys):
    found = apply(tmp_path, capsys, body, *overlays)
    assert (1, {}) == (found.status, found.changed)
    (note,) = [line for line in found.notes.splitlines() if line.startswith("no edit for ")]
    assert [text for text in output if text not in note] == []
    assert f"{tmp_path}/openapi.yaml is not edited: the edits for these findings cannot be applied" in found.notes


PARTS = """\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
paths:
  /items:
    get:
      operationId: getT
      responses:
        "200": {$ref: parts/answers.yaml#/Item}
components:
  schemas:
    Kind: {enum: [tiny]}
"""
ANSWERS = """\
Item:
  description: ok
  content:
    application/json:
      schema:
        type: object
        properties:
          owner: {$ref: "some people.yaml"}
          kind: {$ref: "../openapi.yaml#/components/schemas/Kind"}
          self: {$ref: "#/Item/content/application~1json/schema"}
"""
PEOPLE = "type: object\nproperties:\n  name: {type: string}\n"
# The observed body, and the removed and added lines of each file.
REFERENCED = [
    ({"owner": None}, {"parts/answers.yaml": ['-          owner: {$ref: "some people.yaml"}', '+          owner: {anyOf: [{$ref: "some%20people.yaml#"}, {type: "null"}]}']}),
    ({"kind": None}, {"parts/answers.yaml": ['-          kind: {$ref: "../openapi.yaml#/components/schemas/Kind"}', '+          kind: {anyOf: [{$ref: "../openapi.yaml#/components/schemas/Kind"}, {type: "null"}]}']}),
    ({"self": None}, {"parts/answers.yaml": ['-          self: {$ref: "#/Item/content/application~1json/schema"}', '+          self: {anyOf: [{$ref: "#/Item/content/application~1json/schema"}, {type: "null"}]}']}),
    ({"kind": "big", "owner": {"name": "n", "age": 1}}, {"openapi.yaml": ["-    Kind: {enum: [tiny]}", "+    Kind: {enum: [tiny, big]}"], "parts/some people.yaml": ["+  age:", "+    type: number"]}),
]  # fmt: skip


@pytest.mark.parametrize(("body", "changed"), REFERENCED)
def test_an_edit_goes_to_the_file_to_which_the_contract_refers(body, changed, tmp_path, capsys):
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts/answers.yaml").write_text(ANSWERS)
    (tmp_path / "parts/some people.yaml").write_text(PEOPLE)
    found = apply(tmp_path, capsys, body, spec=PARTS)
    assert (1, changed) == (found.status, {name.removesuffix("\t"): lines for name, lines in found.changed.items()})
    assert 0 == drift.main(arguments(tmp_path, body, 0))


def test_a_patch_is_not_written_over_an_overlay(tmp_path, capsys):
    write(tmp_path, [STATE])
    with pytest.raises(InputError, match=r"o0\.yaml:1:1: is read by this run; expected another file to write to"):
        drift.main([*arguments(tmp_path, OPEN | {"state": "lost"}, 1), f"--patch={tmp_path}/o0.yaml"])


def test_sync_generates_with_the_overlay_that_it_edits(tmp_path, capfd, monkeypatch):
    write(tmp_path, [STATE])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sync, "_confirm", lambda: True)
    assert 0 == sync.main(arguments(tmp_path, OPEN | {"state": "lost"}, 1))
    assert "        - lost\n" in (tmp_path / "o0.yaml").read_text()
    assert SPEC == (tmp_path / "openapi.yaml").read_text()
    (bundled,) = tmp_path.glob("generated/*/openapi.json")
    assert '"lost"' in bundled.read_text()
    assert f"{tmp_path}/o0.yaml and generated/ are up to date" in capfd.readouterr().out
