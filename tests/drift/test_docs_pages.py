"""Five documentation pages in one vendor's format: each matches its contract, and each edit of a page is found."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from support.drift_fixtures import edited, page, run

ID = {"type": "string", "description": "What it is known by"}
WHEN = {"type": ["string", "null"], "format": "date-time", "description": "When it began"}
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "recipients": (
        "/orgs/{org_id}/broadcasts/{id}/recipients",
        {
            "id": ID,
            "is_bounced": {"type": "boolean"},
            "is_bounced_at": WHEN,
            "state": {"type": "string", "enum": ["QUEUED", "SENT", "READ"], "description": "How far it is"},
            "tries": {"type": "number"},
        },
    ),
    "segments": (
        "/orgs/{org_id}/segments",
        {
            "id": ID,
            "color": {"type": "string", "enum": ["red", "green", "blue"]},
            "contacts_count": {"type": "number", "description": "How many there are"},
            "rules": {"type": "array", "items": {"type": "object", "properties": {"field": {"type": "string"}}}},
        },
    ),
    "labels": (
        "/orgs/{org_id}/labels",
        {"id": ID, "name": {"type": "string", "maxLength": 64}, "parent_id": {"type": ["string", "null"]}},
    ),
    "channels": (
        "/channels",
        {
            "id": ID,
            "avatar": {"type": ["string", "null"], "description": "A picture"},
            "config": {"type": "object", "properties": {"locale": {"type": "string"}, "is_open": {"type": "boolean"}}},
            "created_at": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"},
        },
    ),
    "members": (
        "/orgs/{org_id}/members",
        {
            "id": ID,
            "role": {"type": "string", "enum": ["owner", "agent"], "description": "What may be done"},
            "tags": {"type": "array", "items": {"type": "string"}},
            "type": {"type": "string", "description": "A name that is also a word of these pages"},
        },
    ),
}
TYPES = ("string", "number", "boolean", "object")


def document(name):
    path, properties = PAGES[name]
    names = [part[1:-1] for part in path.split("/") if part.startswith("{")]
    parameters = [{"name": each, "in": "path", "required": True, "schema": {"type": "string"}} for each in names]
    parameters.append({"name": "page", "in": "query", "description": "Which page", "schema": {"type": "number"}})
    item = {"type": "object", "required": ["id", list(properties)[1]], "properties": properties}
    schema = {"type": "array", "items": item}
    operation = {
        "operationId": f"list_{name}",
        "summary": f"List {name}",
        "parameters": parameters,
        "responses": {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://api.example.com"}],
        "paths": {path: {"get": operation}},
    }


@pytest.fixture(params=PAGES)
def written(request, tmp_path):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document(request.param), sort_keys=False))
    return request.param, spec, page(spec)


def check(text, spec, capsys):
    (spec.parent / "page.txt").write_text(text)
    return run(capsys, "docs", spec.parent / "page.txt", spec=spec)


def attribute(text, name):
    """Return the lines of a response attribute in a page, up to the next attribute."""
    begin = text.index(f"\n{name}\n", text.index("200 - application/json")) + 1
    lines, at = text[begin:].split("\n"), 2
    while at + 1 < len(lines) and not ((lines[at] and lines[at + 1].partition("<")[0].rstrip("[]") in {*TYPES, "enum"})
                                       or lines[at + 1].endswith("| null")):  # fmt: skip
        at += 1
    return "\n".join(lines[:at]) + "\n" if at + 1 < len(lines) else text[begin:]


def test_the_page_is_clean(written, capsys):
    _, spec, text = written
    found = check(text, spec, capsys)
    assert (0, []) == (found.status, found.findings)


def test_each_attribute_that_goes_is_found(written, capsys):
    name, spec, text = written
    for each in PAGES[name][1]:
        found = check(text.replace(attribute(text, each), ""), spec, capsys)
        assert ["documented-property-gone"] == found.codes, (each, found.findings)
        assert f"/*/{each}" == found.one()["pointer"]


def test_each_attribute_that_comes_or_changes_its_type_is_found(written, capsys):
    name, spec, text = written
    found = check(edited(text, "200 - application/json\n", "200 - application/json\nadded\nnumber\n"), spec, capsys)
    assert ["undocumented-property"] == found.codes
    for each in PAGES[name][1]:
        own = attribute(text, each)
        first, type_, rest = own.split("\n", 2)
        other = "boolean" if "boolean" not in type_ else "number"
        found = check(text.replace(own, f"{first}\n{other}\n{rest}"), spec, capsys)
        assert "type-mismatch" in found.codes, (each, found.findings)


def test_what_may_hide_an_attribute_is_undetermined(written, capsys):
    """An attribute without a recognizable name or type is never reported as removed."""
    name, spec, text = written
    for each in PAGES[name][1]:
        own = attribute(text, each)
        first, type_, rest = own.split("\n", 2)
        for broken in (f"{first}\nOption 1 · {type_}\n{rest}", f"{first} {type_}\n{rest}"):
            found = check(text.replace(own, broken), spec, capsys)
            assert "documented-property-gone" not in found.codes, (each, broken)


LOST = {"required": "required-differs"}
"""The finding that follows if a line is lost that alone states something. The option of an enum is another one."""


def test_a_line_that_is_lost_is_no_other_finding(written, capsys):
    """Without one line, the page lacks a heading, a name, a type, a bracket or an option, and all else is as it was."""
    _, spec, text = written
    lines = text.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("curl"))
    for number in range(begin, len(lines)):
        found = check("\n".join([*lines[:number], *lines[number + 1 :]]), spec, capsys)
        lost, codes = lines[number].strip(), {each["code"] for each in found.findings if each["severity"] != "info"}
        is_option = lines[number - 1].endswith((",", "options:")) and not lost.startswith(('"', "{", "}", "]"))
        expected = {LOST[lost]} if lost in LOST else {"documented-enum-value-gone"} if is_option else set()
        assert codes <= expected, (number, lost, found.findings)


@pytest.mark.parametrize("lost", ["Query Parameters\n\n", "Response\n\n200 - application/json\n", "page\nnumber\n"])
def test_a_heading_or_the_lines_of_a_parameter_that_are_lost_are_no_finding(written, lost, capsys):
    """The attributes are then read as those of the section above, and a description as that of the attribute above."""
    _, spec, text = written
    assert [] == check(edited(text, lost, ""), spec, capsys).findings


def test_a_broken_example_is_not_replaced_by_that_of_an_error(written, capsys):
    """Without its first bracket, the example of the response is not read; the next one is that of an error."""
    _, spec, text = written
    lines = text.splitlines()
    begin, end = lines.index("["), lines.index("]")
    error = ["{", '"message": "<string>"', "}"]
    found = check("\n".join([*lines[:begin], *lines[begin + 1 : end + 1], *error, *lines[end + 1 :]]), spec, capsys)
    assert (0, []) == (found.status, found.findings)


def test_a_description_without_its_parameter_is_no_removal(capsys, tmp_path):
    """The page lacks name and type of `take`, so its description follows that of the parameter above."""
    (tmp_path / "page.txt").write_text(edited(page(), "take\nnumber\n", ""))
    found = run(capsys, "docs", tmp_path / "page.txt")
    assert (0, []) == (found.status, found.findings)


def test_unfolded_children_are_compared(written, capsys):
    name, spec, text = written
    for each, schema in PAGES[name][1].items():
        children = (schema.get("items") or schema).get("properties") or {}
        if not children:
            continue
        own = attribute(text, each)
        for prefix in (f"{each}.", ""):
            listed = "".join(f"{prefix}{child}\n{node['type']}\n" for child, node in children.items())
            unfolded = f"{own.rstrip()}\n\nHide child attributes\n\n{listed}\n"
            assert [] == check(text.replace(own, unfolded), spec, capsys).codes, unfolded
            changed = unfolded.replace(f"{listed}", listed.replace("string", "number", 1))
            assert ["type-mismatch"] == check(text.replace(own, changed), spec, capsys).codes, changed


ERROR = '{\n  "error": "<string>"\n}\n'


def test_the_example_of_an_error_is_not_that_of_the_response(written, capsys):
    _, spec, text = written
    at = text.index("\nPath Parameters") if "\nPath Parameters" in text else text.index("\nQuery Parameters")
    for more in (ERROR, f"{ERROR}{ERROR}", f"401\n{ERROR}"):
        found = check(f"{text[:at]}{more}{text[at:]}", spec, capsys)
        assert (0, []) == (found.status, found.findings)


def test_a_parameter_without_its_name_and_type_is_undetermined(written, capsys, tmp_path):
    _, spec, text = written
    (tmp_path / "page.txt").write_text(edited(text, "page\nnumber\n\nWhich page\n", "Which page\n"))
    found = run(capsys, "docs", tmp_path / "page.txt", spec=spec)
    assert (0, []) == (found.status, found.findings)


NOTES = """\
openapi: 3.1.0
info: {title: T, version: "1"}
paths:
  /notes/{id}:
    get:
      operationId: getNote
      summary: Get a note
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties:
                  made_at: {type: string, format: date-time}
                  user: {type: string, description: Who made it}
"""
NOTES_PAGE = """\
GET
/notes/{id}
Get a note

Path Parameters

id
string
required

Response

200 - application/json

made_at
string<date-time>

user
string

Who made it

Was this page helpful?
"""


def test_lines_that_are_lost_between_an_attribute_and_a_description_are_no_finding(tmp_path, capsys):
    """The description of `user` then follows `made_at`, which has none in the contract."""
    spec = tmp_path / "openapi.yaml"
    spec.write_text(NOTES)
    assert [] == check(NOTES_PAGE, spec, capsys).findings
    assert [] == check(edited(NOTES_PAGE, "user\nstring\n\n", ""), spec, capsys).findings


def test_an_attribute_that_keeps_its_description_under_another_name_is_renamed(tmp_path, capsys):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(NOTES)
    found = check(edited(NOTES_PAGE, "user\n", "author\n"), spec, capsys)
    assert ["documented-property-gone", "undocumented-property"] == found.codes


def test_a_page_of_fences_that_never_end_is_no_page(tmp_path, capsys):
    (tmp_path / "page.md").write_text("````yaml\n" * 20_000)
    assert 2 == run(capsys, "docs", tmp_path / "page.md").status


def test_the_options_of_a_list_are_those_of_its_items(written, capsys):
    _, spec, text = written
    contract = yaml.safe_load(spec.read_text())
    (item,) = contract["paths"].values()
    enum = {"type": "array", "items": {"type": "string", "enum": ["owner", "tags"]}}
    item["get"]["parameters"].append({"name": "expand", "in": "query", "schema": enum})
    spec.write_text(yaml.safe_dump(contract, sort_keys=False))
    options = "expand\nenum<string>[]\nAvailable options:\nowner,\ntags\n"
    text = edited(text, "\nResponse\n", f"{options}\nResponse\n")
    assert [] == check(text, spec, capsys).codes
    assert ["undocumented-enum-value"] == check(text.replace("tags\n\nR", "tags,\nnotes\n\nR"), spec, capsys).codes
    assert ["documented-enum-value-gone"] == check(text.replace("owner,\ntags\n\nR", "owner\n\nR"), spec, capsys).codes


def test_a_path_parameter_that_is_not_described_is_not_removed(tmp_path, capsys):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(document("segments"), sort_keys=False))
    found = check(edited(page(spec), "org_id\nstring\nrequired\n", ""), spec, capsys)
    assert [("documented-parameter-gone", None)] == [(each["code"], each["patch"]) for each in found.findings]


def test_the_media_type_of_a_body_is_compared(tmp_path, capsys):
    spec, item = tmp_path / "openapi.yaml", document("channels")
    (methods,) = item["paths"].values()
    body = {"type": "object", "properties": {"name": {"type": "string"}}}
    content = {"application/json; charset=utf-8": {"schema": body}}
    methods["post"] = {
        "operationId": "add",
        "requestBody": {"content": content},
        "responses": {"204": {"description": "d"}},
    }
    spec.write_text(yaml.safe_dump(item))
    text = "POST\n/\nchannels\nAdd\n\nBody\n\napplication/json\nname\nstring\n"
    assert [] == check(text, spec, capsys).codes
    found = check(text.replace("application/json", "multipart/form-data"), spec, capsys)
    assert [("undocumented-content-type", "/request")] == [(each["code"], each["pointer"]) for each in found.findings]
