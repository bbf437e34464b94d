"""Edits of the contract: they are minimal, keep every other byte, and are checked before the file is written."""

# ruff: noqa: E501 - each row of a table stays on one line

from __future__ import annotations

import json
import shutil
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pytest
import yaml
from support.commands import run_generate
from support.drift_fixtures import SPEC, edited, exchange, ndjson, pages, payloads, run

from specloop.drift import cli as drift
from specloop.drift.fixes.contract_editor import ContractEditor, edit_data, equal_json, replace_text
from specloop.drift.fixes.edits import AppendItem, Edit, RemoveNode, RenameKey, ReplaceKey, SetKey
from specloop.drift.fixes.yaml_editor import EditRejectedError
from specloop.files import write_atomically
from specloop.mock.drifts import DRIFT_KINDS
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document


def apply_edits(contract: Document, edits: list[Edit]) -> Document:
    for edit in edits:
        contract = replace_text(contract, [ContractEditor(contract).replacement(edit)], [edit])
    return contract


# For each kind of drift: all removed and added lines of the patch.
LINES = {
    "new-property": [*["+        is_archived:", "+          type: boolean"]],
    "new-nested-property": ["+        color:", "+          type: string"],
    "new-enum-value": ["+        - PAUSED"],
    "null": ["-          type: string", '+          type: [string, "null"]'],
    "missing-property": ["-        - recipients_count"],
    "renamed-property": ["-        - send_to_all", "+        new_send_to_all:", "+          type: boolean"],
    "changed-type": ["-          type: number", "+          type: [number, string]"],
    "naive-timestamp": ["-          format: date-time"],
    "missing-header": ["-      required: true"],
}


@pytest.fixture
def spec(tmp_path):
    return shutil.copy(SPEC, tmp_path / "openapi.yaml")


def recorded(folder, *kinds):
    return ndjson(folder / "t.ndjson", [{**exchange(body=body), "headers": headers} for headers, body in pages(*kinds)])


@pytest.mark.parametrize("kind", LINES)
def test_a_patch_is_a_line_or_two(kind, capsys, tmp_path, spec):
    patch = tmp_path / "drift.patch"
    run(capsys, "traffic", recorded(tmp_path, kind), "--patch", patch, spec=spec)
    lines = patch.read_text().splitlines()
    assert LINES[kind] == [each for each in lines if each[:1] in "+-" and each[:3] not in {"+++", "---"}]


def test_a_patch_begins_with_its_evidence_and_git_applies_it(capsys, tmp_path, spec):
    patch = tmp_path / "drift.patch"
    run(capsys, "traffic", recorded(tmp_path, "new-enum-value", "null"), "--patch", patch, spec=spec)
    head = patch.read_text().partition("---")[0]
    assert "`Broadcast.name` is null, which is not documented: seen 84 times in 250" in head
    assert "has the value `PAUSED`, which is not documented: seen 84 times in 250" in head
    subprocess.run(["git", "apply", str(patch)], cwd=tmp_path, check=True)
    assert "- PAUSED" in Path(spec).read_text()


def test_a_patch_of_a_file_with_spaces_in_its_path_applies(capsys, tmp_path, monkeypatch):
    """`patch` ends a name at the first space, unless a tab follows the name, as git writes it."""
    (tmp_path / "my api").mkdir()
    monkeypatch.chdir(tmp_path)
    spec = Path(shutil.copy(SPEC, "my api/the contract.yaml"))
    run(capsys, "traffic", recorded(tmp_path, "new-status"), "--patch", "p.diff", spec=spec)
    assert "\n+++ b/my api/the contract.yaml\t\n" in Path("p.diff").read_text()
    subprocess.run(["git", "apply", "p.diff"], check=True)
    assert "- PAUSED" in spec.read_text()


@pytest.mark.parametrize("is_repository", [True, False])
def test_a_patch_of_a_contract_elsewhere_says_where_it_applies(is_repository, capsys, tmp_path, monkeypatch):
    root, here = tmp_path / "project", tmp_path / "here"
    (root / "api").mkdir(parents=True)
    here.mkdir()
    if is_repository:
        subprocess.run(["git", "init", "--quiet", str(root)], check=True)
    (root / "api" / "openapi.yaml").write_bytes(SPEC.read_bytes())
    monkeypatch.chdir(here)
    traffic = recorded(tmp_path, "new-status")
    arguments = ["traffic", str(traffic), "--spec", "../project/api/openapi.yaml", "--patch", "p.diff"]
    assert 1 == drift.main(arguments)
    folder = root if is_repository else root / "api"
    assert f"apply it with `git apply` in {folder}" in capsys.readouterr().out
    subprocess.run(["git", "apply", str(here / "p.diff")], cwd=folder, check=True)
    assert "- PAUSED" in (root / "api" / "openapi.yaml").read_text()


def test_files_are_written_through_links(capsys, tmp_path, spec):
    (tmp_path / "contract.yaml").symlink_to(spec)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "p.diff").write_text("old")
    (tmp_path / "p.diff").symlink_to(tmp_path / "kept" / "p.diff")
    traffic = recorded(tmp_path, "new-status")
    run(capsys, "traffic", traffic, "--apply", "--patch", tmp_path / "p.diff", spec=tmp_path / "contract.yaml")
    assert (True, True) == ((tmp_path / "contract.yaml").is_symlink(), (tmp_path / "p.diff").is_symlink())
    assert "- PAUSED" in spec.read_text()
    assert "+        - PAUSED" in (tmp_path / "kept" / "p.diff").read_text()


def test_a_link_beside_a_file_that_is_written_is_not_followed(tmp_path):
    """The temporary file has an unpredictable name, and no existing file is opened for it."""
    other = tmp_path / "other"
    other.write_text("other")
    for name in (".p.diff.new", ".p.diff.tmp", "p.diff.tmp", ".p.diff"):
        (tmp_path / name).symlink_to(other)
    write_atomically(tmp_path / "p.diff", b"new")
    assert (b"new", "other") == ((tmp_path / "p.diff").read_bytes(), other.read_text())
    assert 6 == len(list(tmp_path.iterdir()))


def test_a_file_keeps_its_permissions(tmp_path):
    script = tmp_path / "script"
    script.write_bytes(b"old")
    script.chmod(0o750)
    write_atomically(script, b"new")
    assert (0o750, b"new") == (script.stat().st_mode & 0o777, script.read_bytes())


@pytest.mark.parametrize(
    ("target", "output"),
    [
        ("folder", "folder:1:1: is not a plain file"),
        ("/dev/null", "/dev/null:1:1: is not a plain file"),
        ("t.ndjson", "t.ndjson:1:1: is read by this run"),
        ("openapi.yaml", "openapi.yaml:1:1: is read by this run"),
        ("linked", "linked:1:1: is read by this run"),
        ("missing/p.diff", "missing; create it first"),
    ],
)
def test_a_patch_is_not_written_over_what_is_read(target, output, capsys, tmp_path, spec):
    (tmp_path / "folder").mkdir()
    traffic = recorded(tmp_path, "new-status")
    (tmp_path / "linked").symlink_to(traffic)
    before = traffic.read_bytes(), spec.read_bytes()
    found = run(capsys, "traffic", traffic, "--patch", tmp_path / target, spec=spec)
    assert (2, True) == (found.status, output in found.error)
    assert before == (traffic.read_bytes(), spec.read_bytes())


@pytest.mark.parametrize("target", ["recordings/t.ndjson", "referenced.yaml"])
def test_a_patch_is_not_written_over_what_is_read_indirectly(target, capsys, tmp_path):
    """A folder contains the recording, and the contract refers to another document."""
    spec, referenced, folder = tmp_path / "openapi.yaml", tmp_path / "referenced.yaml", tmp_path / "recordings"
    spec.write_text(
        "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://a.test'}]\n"
        "paths: {/t: {get: {operationId: t, responses: {'204': {$ref: 'referenced.yaml#/Gone'}}}}}\n"
    )
    referenced.write_text("Gone: {description: d}\n")
    folder.mkdir()
    ndjson(folder / "t.ndjson", [exchange("https://a.test/t", 204)])
    before = {each: each.read_bytes() for each in (spec, referenced, *folder.iterdir())}
    found = run(capsys, "traffic", folder, "--patch", tmp_path / target, spec=spec)
    assert (2, True) == (found.status, f"{target}:1:1: is read by this run" in found.error)
    assert before == {each: each.read_bytes() for each in before}


def test_a_patch_is_not_written_over_the_document_of_the_vendor(capsys, tmp_path, spec):
    (tmp_path / "vendor.yaml").write_bytes(SPEC.read_bytes())
    found = run(capsys, "upstream", tmp_path / "vendor.yaml", "--patch", tmp_path / "vendor.yaml", spec=spec)
    assert (2, True) == (found.status, "vendor.yaml:1:1: is read by this run" in found.error)
    assert SPEC.read_bytes() == (tmp_path / "vendor.yaml").read_bytes()


@pytest.mark.parametrize("source", ["upstream", "docs"])
def test_a_patch_is_not_written_over_a_file_to_which_the_document_of_the_vendor_refers(source, capsys, tmp_path):
    paths = "{/t: {get: {operationId: t, responses: {'204': %s}}}}"
    text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://a.test'}]\npaths: "
    spec, vendor, page, further = (tmp_path / name for name in ("openapi.yaml", "vendor.yaml", "t.md", "further.yaml"))
    spec.write_text(text + paths % "{description: d}" + "\n")
    vendor.write_text(text + paths % "{$ref: 'further.yaml#/Gone'}" + "\n")
    page.write_text(f"# T\n\n````yaml openapi.yaml get /t\n{vendor.read_text()}````\n")
    further.write_text("Gone: {description: d}\n")
    found = run(capsys, source, vendor if source == "upstream" else page, "--patch", further, spec=spec)
    assert (2, True) == (found.status, "further.yaml:1:1: is read by this run" in found.error), found
    assert further.read_text() == "Gone: {description: d}\n"


def test_what_was_done_is_said_in_every_format(capsys, tmp_path, spec):
    traffic = str(recorded(tmp_path, "new-status"))
    for format_ in ("text", "json"):
        drift.main(["traffic", traffic, "--spec", str(spec), "--format", format_, "--apply"])
        printed = capsys.readouterr()
        done = printed.out if format_ == "text" else printed.err
        assert f"{spec} is edited" in done or f"{spec} is not edited: " in done


UNSEEN = ["\u0085", "\u2028", "\u202e", "\ufeff", "\x7f", "\U000e0001"]


@pytest.mark.parametrize("is_json", [False, True])
@pytest.mark.parametrize("character", UNSEEN, ids=lambda each: f"U+{ord(each):04X}")
def test_a_character_that_cannot_be_seen_is_written_as_an_escape(character, is_json, capsys, tmp_path, monkeypatch):
    schema = {"type": "object", "description": "old", "properties": {"a": {"type": "string"}}}
    response = {"description": "d", "content": {"application/json": {"schema": schema}}}
    paths = {"/a": {"get": {"operationId": "a", "responses": {"200": response}}}}
    ours = {"openapi": "3.1.0", "info": {"title": f"T{character if is_json else ''}", "version": "1"}, "paths": paths}
    file = tmp_path / ("ours.json" if is_json else "ours.yaml")
    file.write_text(json.dumps(ours, indent=1, ensure_ascii=not is_json) if is_json else yaml.safe_dump(ours))
    schema["description"] = f"new{character}words"
    (tmp_path / "theirs.json").write_text(json.dumps(ours))
    monkeypatch.chdir(tmp_path)
    arguments = ["upstream", "theirs.json", "--spec", file.name]
    drift.main([*arguments, "--patch", "p.diff"])
    assert character not in capsys.readouterr().out
    added = [each for each in (tmp_path / "p.diff").read_text().split("\n") if each.startswith("+ ")]
    assert (1, False) == (len(added), character in added[0])
    subprocess.run(["git", "apply", "p.diff"], cwd=tmp_path, check=True)
    place = ("paths", "/a", "get", "responses", "200", "content", "application/json", "schema", "description")
    assert f"new{character}words" == load_document(file).value(place)


@pytest.mark.parametrize("kinds", [tuple(LINES), *((kind,) for kind in LINES)], ids=str)
def test_what_is_applied_makes_the_next_run_clean(kinds, capsys, tmp_path, spec):
    traffic = recorded(tmp_path, *kinds)
    assert 1 == run(capsys, "traffic", traffic, "--apply", spec=spec).status
    again = run(capsys, "traffic", traffic, spec=spec)
    assert (0, []) == (again.status, again.codes)


def test_a_contract_that_is_accepted_with_notes_is_edited(capsys, tmp_path):
    """The path parameter is not declared, so validation adds it to the data, but not to the text."""
    spec, body = tmp_path / "openapi.yaml", tmp_path / "body.json"
    spec.write_text(
        'openapi: 3.1.0\ninfo: {title: Shop, version: "1"}\npaths:\n  /a/{id}: {get: {operationId: getA, responses:\n'
        "    {200: {description: d, content: {application/json: {schema: {type: object, properties: {a: {}}}}}}}}}\n"
    )
    body.write_text('{"b": 1}')
    applied = run(capsys, "payload", body, "--operation", "getA", "--apply", spec=spec)
    assert (1, ["undocumented-property"]) == (applied.status, applied.codes)
    assert 0 == run(capsys, "payload", body, "--operation", "getA", spec=spec).status


def test_the_client_is_generated_from_what_is_applied(capsys, tmp_path, spec):
    traffic = recorded(tmp_path, *LINES)
    run(capsys, "traffic", traffic, "--apply", spec=spec)
    made = run_generate("--spec", spec, "--output", tmp_path / "out")
    assert 0 == made.returncode, made.stderr
    assert "PAUSED" in (tmp_path / "out" / "invent_client" / "models" / "broadcast_status.py").read_text()


def test_every_other_byte_is_as_it_was(capsys, tmp_path, spec):
    before = SPEC.read_text().splitlines()
    run(capsys, "traffic", recorded(tmp_path, *LINES), "--apply", spec=spec)
    after = Path(spec).read_text().splitlines()
    gone = [each for kind in LINES for each in LINES[kind] if each.startswith("-")]
    come = [each for kind in LINES for each in LINES[kind] if each.startswith("+")]
    assert len(before) - len(gone) + len(come) == len(after)
    comments = [each for each in before if "#" in each]
    assert comments == [each for each in after if "#" in each]


def test_each_finding_has_a_patch_of_its_own(capsys, tmp_path):
    found = run(capsys, "traffic", recorded(tmp_path, "new-enum-value", "null"))
    assert [1, 2] == sorted(each["patch"].count("\n+") - 1 + each["patch"].count("\n-") for each in found.findings)


def test_one_odd_record_makes_nothing_optional(capsys, tmp_path):
    ((_, body),) = pages(count=100)
    del body[0]["played_count"]
    finding = run(capsys, "payload", *payloads(tmp_path, [body]), "--operation", "listBroadcasts").one()
    assert ("missing-required", 1, 100, None) == tuple(finding[each] for each in ("code", "count", "of", "patch"))
    drift.main(["payload", str(tmp_path / "body0.json"), "--operation", "listBroadcasts", "--spec", str(SPEC)])
    assert ": it was observed in less than 5% of the samples, so these may be exceptions\n" in capsys.readouterr().out


def test_what_stands_in_another_document_is_found_and_edited_there(capsys, tmp_path):
    spec = tmp_path / "old.yaml"
    spec.write_text(edited(OLD.partition("components:")[0], "'#/components/schemas/Thing'", "'parts.yaml#/Thing'"))
    parts = "Thing:\n  type: object\n  required: [name]\n  properties:\n    name: {type: string}\n"
    (tmp_path / "parts.yaml").write_text(parts)
    (file,) = payloads(tmp_path, [{"name": None}])
    assert 1 == drift.main(["payload", str(file), "--operation", "list", "--spec", str(spec), "--apply"])
    output = capsys.readouterr().out
    assert f"{tmp_path}/parts.yaml:5:5: null-not-allowed" in output
    assert f"{tmp_path}/parts.yaml is edited" in output
    new = parts.replace("{type: string}", "{type: string, nullable: true}")
    assert new == (tmp_path / "parts.yaml").read_text()


def test_nothing_becomes_required_because_it_was_always_there(capsys, tmp_path):
    bodies = [body for _, body in pages("new-property")]
    for body in bodies:
        for each in body:
            each["is_archived"] = False
    finding = run(capsys, "payload", *payloads(tmp_path, bodies), "--operation", "listBroadcasts").one()
    assert (250, 250) == (finding["count"], finding["of"])
    assert "required" not in finding["patch"].replace("- required", "")


def test_an_edit_that_was_made_meanwhile_is_not_overwritten(tmp_path, spec):
    from specloop.drift.fixes import patch
    from specloop.errors import InputError

    contract = load_document(spec)
    new = apply_edits(contract, [AppendItem(("components", "schemas", "BroadcastStatus", "enum"), "PAUSED")])
    Path(spec).write_text(Path(spec).read_text() + "# mine\n")
    with pytest.raises(InputError, match="was edited in the meantime"):
        patch.write_document(contract, new)
    assert Path(spec).read_text().endswith("# mine\n")


# --- editing of the text ---

BLOCK = """\
openapi: 3.1.0
info: {title: T, version: '1'}   # flow
paths: {}
components:
  schemas:
    A:   # the first
      type: object
      required:
      - a   # a is needed
      - b
      properties:
        a: {type: string, enum: [x, y]}  # inline
        # about b
        b:
          type: string
          description: >-
            two
            lines

        c:
          $ref: '#/components/schemas/B'
    B:
      enum:
        - one
        - two # last
      type: string
    Empty: {}
    None:
"""
S = ("components", "schemas")

EDITS = [
    (AppendItem((*S, "A", "properties", "a", "enum"), "z"), "enum: [x, y, z]}  # inline\n"),
    (AppendItem((*S, "B", "enum"), "three"), "        - two # last\n        - three\n"),
    (AppendItem((*S, "B", "enum"), "no"), '        - two # last\n        - "no"\n'),
    (AppendItem((*S, "A", "required"), "c"), "      - b\n      - c\n"),
    (SetKey((*S, "A", "properties", "d"), {"type": "string", "format": "date"}), "/B'\n        d:\n          type: string\n          format: date\n"),
    (SetKey((*S, "A", "properties", "a", "nullable"), True), "enum: [x, y], nullable: true}  # inline\n"),
    (SetKey((*S, "A", "properties", "a", "type"), ["string", "null"]), '{type: [string, "null"], enum'),
    (SetKey((*S, "A", "properties", "b", "description"), "one: line"), '          description: "one: line"\n\n        c:'),
    (SetKey((*S, "A", "properties", "b", "minLength"), 1, after="type"), "type: string\n          minLength: 1\n          desc"),
    (SetKey((*S, "A", "properties", "b", "minLength"), 1), "            lines\n          minLength: 1\n"),
    (SetKey((*S, "Empty", "type"), "object"), "    Empty: {type: object}\n"),
    (SetKey((*S, "None"), {"type": "object"}), "    None: {type: object}\n"),
    (ReplaceKey((*S, "A", "properties", "c", "$ref"), "anyOf", [{"$ref": "#/components/schemas/B"}, {"type": "null"}]), '          anyOf: [{$ref: "#/components/schemas/B"}, {type: "null"}]\n'),
    (RemoveNode((*S, "A", "required", 0)), "      required:\n      - b\n"),
    (RemoveNode((*S, "A", "properties", "a")), "      properties:\n        # about b\n"),
    (RemoveNode((*S, "A", "properties", "a", "enum")), "a: {type: string}  # inline"),
    (RemoveNode((*S, "A", "properties", "a", "type")), "a: {enum: [x, y]}  # inline"),
    (RemoveNode((*S, "A", "properties", "b")), "        # about b\n\n        c:\n"),
    (RemoveNode((*S, "B", "type")), "        - two # last\n    Empty"),
    (RemoveNode((*S, "A", "properties", "c", "$ref")), "        c: {}\n"),
    (RenameKey((*S, "A", "properties", "c"), "see"), "        see:\n          $ref"),
]  # fmt: skip


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("edit", "output"), EDITS, ids=[str(number) for number in range(len(EDITS))])
def test_an_edit_changes_its_lines_and_no_others(edit, output, newline):
    contract = load_document("t.yaml", text=BLOCK.replace("\n", newline).encode())
    result = apply_edits(contract, [edit])
    text = result.text.decode()
    assert output.replace("\n", newline) in text
    assert equal_json(edit_data(contract.data, [edit]), result.data)
    before, after = BLOCK.splitlines(), text.splitlines()
    turned = [each for each in SequenceMatcher(None, before, after).get_opcodes() if each[0] != "equal"]
    assert 1 == len(turned)


def test_json_is_edited_in_its_own_layout():
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {},
        "components": {"schemas": {"A": {"enum": ["x"]}}},
    }
    for indent, output in (
        (2, '"enum": [\n          "x",\n          "y"\n        ],\n        "type": "string"\n'),
        (None, '"enum": ["x", "y"], "type": "string"}'),
    ):
        contract = load_document("t.json", text=json.dumps(document, indent=indent).encode())
        result = apply_edits(contract, [AppendItem((*S, "A", "enum"), "y"), SetKey((*S, "A", "type"), "string")])
        assert output in result.text.decode()


def test_an_edit_behind_an_alias_is_refused():
    text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents: {schemas: {A: &a {type: string}, B: *a}}\n"
    contract = load_document("t.yaml", text=text.encode())
    with pytest.raises(EditRejectedError, match="would also change something else"):
        apply_edits(contract, [SetKey((*S, "B", "type"), "number")])


def test_a_file_keeps_its_byte_order_mark():
    contract = load_document("t.yaml", text=b"\xef\xbb\xbf" + BLOCK.encode())
    assert apply_edits(contract, [AppendItem((*S, "B", "enum"), "z")]).text.startswith(b"\xef\xbb\xbfopenapi")


@pytest.mark.parametrize("indent", [None, 1])
def test_a_patch_of_a_file_with_a_byte_order_mark_applies(indent, capsys, tmp_path):
    spec, patch = tmp_path / "openapi.json", tmp_path / "p.diff"
    spec.write_text(json.dumps(yaml.safe_load(FORMATTED), indent=indent), "utf-8-sig")
    arguments = ("payload", *payloads(tmp_path, [{"id": 5}]), "--operation", "get")
    found = run(capsys, *arguments, "--patch", patch, spec=spec).one()
    for text in (patch.read_text("utf-8"), found["patch"]):
        patch.write_text(text, "utf-8")
        subprocess.run(["git", "apply", "p.diff"], cwd=tmp_path, check=True)
        assert (0, []) == run(capsys, *arguments, spec=spec)[:2]
        spec.write_text(json.dumps(yaml.safe_load(FORMATTED), indent=indent), "utf-8-sig")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_a_contract_that_is_not_utf_8_is_compared_and_not_edited(encoding, capsys, tmp_path):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(FORMATTED, encoding)
    (body,) = payloads(tmp_path, [{"id": 5}])
    assert 1 == drift.main(["payload", str(body), "--operation", "get", "--apply", "--spec", str(spec)])
    assert f"{spec} is not UTF-8; save the file as UTF-8" in capsys.readouterr().out
    assert spec.read_text(encoding) == FORMATTED


OLD = """\
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /things:
    get:
      operationId: list
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Thing'}
components:
  schemas:
    Thing:
      type: object
      required: [name, kind, size]
      properties:
        name: {type: string}
        kind: {$ref: '#/components/schemas/Kind'}
        size: {type: number, minimum: 0, exclusiveMinimum: true}
    Kind: {type: string, enum: [a, b]}
"""


def test_openapi_3_0_is_mended_in_its_own_words(capsys, tmp_path):
    spec = tmp_path / "old.yaml"
    spec.write_text(OLD)
    files = payloads(tmp_path, [{"name": None, "kind": None, "size": 0}, {"name": "x", "kind": "a", "size": "1"}])
    found = run(capsys, "payload", *files, "--operation", "list", "--apply", spec=spec)
    assert ["constraint-violated", "null-not-allowed", "null-not-allowed", "type-mismatch"] == found.codes
    assert (0, []) == run(capsys, "payload", *files, "--operation", "list", spec=spec)[:2]
    text = spec.read_text()
    assert "name: {type: string, nullable: true}" in text
    assert 'kind: {allOf: [{$ref: "#/components/schemas/Kind"}], nullable: true}' in text


def test_null_beside_several_types_is_nullable_where_a_type_is(capsys, tmp_path):
    """OpenAPI 3.0.3: `nullable` has no effect in a schema without `type`."""
    spec = tmp_path / "old.yaml"
    spec.write_text(OLD)
    files = payloads(tmp_path, [{"name": "x", "kind": "a", "size": 1, "new": each} for each in (None, 2, "x")])
    run(capsys, "payload", *files, "--operation", "list", "--apply", spec=spec)
    assert (0, []) == run(capsys, "payload", *files, "--operation", "list", spec=spec)[:2]
    added = spec.read_text().partition("new:")[2]
    assert "anyOf: [{type: number, nullable: true}, {type: string}]\n" in added


def test_a_structure_that_is_not_documented_has_no_edit(capsys, tmp_path):
    """The list is in an object now. An edit to `type: object` alone would hide every later difference."""
    spec = tmp_path / "openapi.yaml"
    spec.write_text(SPEC.read_text("utf-8"), "utf-8")
    files = payloads(tmp_path, [{"data": [], "next": None}])
    found = run(capsys, "payload", *files, "--operation", "listBroadcasts", "--apply", spec=spec)
    assert ["type-mismatch"] == found.codes
    assert not found.one()["patch"]
    assert spec.read_text("utf-8") == SPEC.read_text("utf-8")


FORMATTED = """\
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /thing:
    get:
      operationId: get
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                properties:
                  id: {type: string, format: uuid}
                  size: {type: integer, format: int32}
                  price: {type: string, format: money}
"""


def test_a_format_that_the_new_type_cannot_have_is_removed(capsys, tmp_path):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(FORMATTED)
    files = payloads(tmp_path, [{"id": 5, "size": "5", "price": 5}])
    found = run(capsys, "payload", *files, "--operation", "get", "--apply", spec=spec)
    assert ["type-mismatch"] * 3 == found.codes
    schema = spec.read_text().partition("properties:\n")[2]
    assert "id: {type: integer}" in schema
    assert "size: {type: string}" in schema
    assert "price: {type: integer, format: money}" in schema


MOVED = """\
openapi: 3.0.3
info: {title: T, version: '1'}
paths:
  /things:
    get:
      operationId: list
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Thing'}
components:
  schemas:
    Base: {type: object, properties: {id: {type: string}}}
    Thing:
      nullable: true
      allOf:
        - $ref: '#/components/schemas/Base'
        - type: object
          properties:
            size: {type: integer, nullable: true}
            parts: {oneOf: [{type: string}, {type: integer}]}
"""


def test_edits_of_openapi_3_0_are_made_where_its_author_wrote(capsys, tmp_path):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(MOVED)
    files = payloads(tmp_path, [{"id": "a", "size": "1", "parts": None, "more": [1]}, {"size": "2", "more": None}])
    found = run(capsys, "payload", *files, "--operation", "list", "--apply", spec=spec)
    places = {each["pointer"]: each["where"].removeprefix(str(spec)) for each in found.findings}
    assert places == {"/size": ":22:20", "/parts": ":23:13", "/more": ":21:11"}
    assert (0, []) == run(capsys, "payload", *files, "--operation", "list", spec=spec)[:2]
    text = spec.read_text()
    assert "size: {type: string, nullable: true}" in text
    assert "parts: {oneOf: [{type: string}, {type: integer}], nullable: true}" in text
    assert "more:\n              type: array\n              nullable: true\n" in text


@pytest.mark.parametrize(
    ("schema", "output"),
    [
        ("{patternProperties: {'^x-': {}}, additionalProperties: false}", "properties: {big: {type: number}, small: {type: number}}}"),
        ("{properties: {}, additionalProperties: false}", "{properties: {big: {type: number}, small: {type: number}}, add"),
    ],
)  # fmt: skip
def test_properties_are_added_where_none_are_listed(schema, output, capsys, tmp_path):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(OLD.replace("3.0.3", "3.1.0").partition("{$ref")[0] + schema + "\n")
    files = payloads(tmp_path, [{"big": 1, "small": 2}])
    assert ["undocumented-property"] * 2 == run(
        capsys, "payload", *files, "--operation", "list", "--apply", spec=spec
    ).codes
    assert (0, []) == run(capsys, "payload", *files, "--operation", "list", spec=spec)[:2]
    assert output in spec.read_text()


def test_null_as_a_discriminator_has_no_edit(capsys, tmp_path):
    """An edit that allows null in the variant would not help: null selects no variant."""
    spec = tmp_path / "openapi.yaml"
    union = "{oneOf: [{$ref: '#/components/schemas/Kind'}], discriminator: {propertyName: kind}}"
    kind = "{type: object, required: [kind], properties: {kind: {type: string}}}"
    spec.write_text(
        OLD.replace("{$ref: '#/components/schemas/Thing'}", union).partition("Kind: {")[0] + f"Kind: {kind}\n"
    )
    files = payloads(tmp_path, [{"kind": None}])
    found = run(capsys, "payload", *files, "--operation", "list", spec=spec).one()
    assert ("null-not-allowed", None, f"{spec}:12:70") == (found["code"], found["patch"], found["where"])


def test_every_kind_of_drift_has_its_lines():
    assert set(DRIFT_KINDS) == {*LINES, "undocumented-status"}
