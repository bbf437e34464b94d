"""The source `upstream`: changes in the vendor's document are located in our contract, independent of their names."""

# ruff: noqa: E501 - each row of a table stays on one line

from __future__ import annotations

import json
import re

import pytest
from support.drift_fixtures import PAGES, SPEC, edited, run

from specloop.drift import cli
from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize

TEXT = SPEC.read_text()

# The history of this API: the edit of the vendor's document, the code, and whether our contract gets an edit.
HISTORY = {
    "an enum grew, and was reordered": (
        ("        - DRAFT\n        - SCHEDULED\n        - SENDING\n        - SENT\n        - CANCELLED\n        - FAILED\n\n    # The query", "        - SENT\n        - PAUSED\n        - SENDING\n        - SCHEDULED\n        - FAILED\n        - DRAFT\n        - CANCELLED\n\n    # The query"),
        "received-value-added", True,
    ),
    "an attribute appeared deep inside": (
        ("        contacts_count:\n          type: number\n        created_at:\n", "        contacts_count:\n          type: number\n        color: {type: string, enum: [red, teal]}\n        created_at:\n"),
        "received-member-added", True,
    ),
    "a whole object appeared": (
        ("        send_to_all:\n          type: boolean\n", "        send_to_all:\n          type: boolean\n        settings: {type: object, properties: {quiet: {type: boolean}}}\n"),
        "received-member-added", True,
    ),
    "an attribute disappeared": (("        - played_count\n", ""), "received-member-became-optional", True),
    "a type changed": (("        sent_count:\n          type: number\n", "        sent_count:\n          type: string\n"), "received-type-changed", True),
    "date became date-time": (("        created_at:\n          type: string\n          format: date-time\n        updated_at:\n          type: string\n          format: date-time\n\n    BroadcastStatus:", "        created_at:\n          type: string\n          format: date\n        updated_at:\n          type: string\n          format: date-time\n\n    BroadcastStatus:"), "received-format-changed", True),
    "a constraint appeared": (("        name:\n          type: string\n        status", "        name:\n          type: string\n          maxLength: 512\n        status"), "received-limit-changed", True),
    "the host changed": (("https://api.useinvent.com", "https://api.dev.useinvent.com"), "server-changed", True),
    "a query parameter appeared": (('        - $ref: "#/components/parameters/Next"\n', '        - $ref: "#/components/parameters/Next"\n        - {name: is_admin, in: query, schema: {type: boolean}}\n'), "optional-argument-added", True),
    "a query parameter went": (('        - $ref: "#/components/parameters/Next"\n', ""), "argument-removed", True),
    "the path moved": (("  /orgs/{org_id}/broadcasts:", "  /v2/orgs/{org_id}/broadcasts:"), "path-changed", True),
    "authentication turned into another": (("scheme: bearer", "scheme: basic"), "credential-kind-changed", True),
}  # fmt: skip


@pytest.fixture
def upstream(tmp_path):
    def write(text):
        file = tmp_path / "upstream.yaml"
        file.write_text(text)
        return file

    return write


def test_our_own_contract_is_clean(upstream, capsys):
    found = run(capsys, "upstream", upstream(TEXT))
    assert (0, [], {"operations": 1, "operations that only they have": 0}) == (
        found.status,
        found.findings,
        found.examined,
    )


@pytest.mark.parametrize(
    ("theirs", "code"),
    [
        ({"type": "string"}, "received-type-known"),
        ({"type": "object", "properties": {"a": {"type": "string"}}}, "received-type-decoded"),
    ],
)
def test_a_type_is_added_to_a_schema_without_one(theirs, code, upstream, capsys, tmp_path):
    """The type goes into the schema and does not replace it, so that other edits apply together with this one."""

    def contract(schema, size):
        answer = {"type": "object", "properties": {"x": {"$ref": "#/components/schemas/X"}, "size": size}}
        responses = {"200": {"description": "", "content": {"application/json": {"schema": answer}}}}
        paths = {"/a": {"get": {"operationId": "getA", "responses": responses}}}
        info = {"title": "A", "version": "1.0.0"}
        return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": {"X": schema}}}

    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(contract({}, {"type": "integer"}), indent=1))
    found = run(capsys, "upstream", upstream(json.dumps(contract(theirs, {"type": "string"}))), "--apply", spec=spec)
    assert (1, {code, "received-type-changed"}) == (found.status, set(found.codes))
    applied = load_document(spec).data
    assert applied["components"]["schemas"]["X"] in ({}, {"type": "string"})
    size = applied["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]["properties"][
        "size"
    ]
    assert size == {"type": "string"}


def contract_of(answer, **schemas):
    responses = {"200": {"description": "", "content": {"application/json": {"schema": answer}}}}
    paths = {"/a": {"get": {"operationId": "getA", "responses": responses}}}
    info = {"title": "A", "version": "1.0.0"}
    return json.dumps({"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}, indent=1)


def test_a_new_property_is_copied_with_the_targets_of_its_references(upstream, capsys, tmp_path):
    """References to references are replaced, and deep values too; a circular reference cannot be copied."""
    deep = {"type": "string"}
    for level in range(8):
        deep = {"type": "object", "properties": {f"level{level}": deep}}
    refs = {name: {"$ref": f"#/components/schemas/{name}"} for name in ("Alias", "Deep", "Node")}
    known = {"type": "object", "properties": {"x": {"type": "string"}, "deep": refs["Alias"], "node": refs["Node"]}}
    node = {"type": "object", "properties": {"next": refs["Node"]}}
    spec = tmp_path / "openapi.json"
    spec.write_text(contract_of({"type": "object", "properties": {"x": {"type": "string"}}}))
    theirs = upstream(contract_of(known, Alias=refs["Deep"], Deep=deep, Node=node))
    found = run(capsys, "upstream", theirs, "--apply", spec=spec)
    patched = {each["pointer"].rpartition("/")[2]: bool(each["patch"]) for each in found.findings}
    assert patched == {"deep": True, "node": False}
    applied = load_document(spec).data["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]
    assert applied["schema"]["properties"] == {"x": {"type": "string"}, "deep": deep}


TEXT_SCHEMA = {"type": "string"}
ADOPTED = {
    "a header": ({"headers": {"X-B": {"schema": TEXT_SCHEMA}}}, "response-header-added"),
    "a media type": ({"content": {"text/csv": {"schema": TEXT_SCHEMA}}}, "response-media-type-added"),
    "a list instead of an object": ({"schema": {"type": "array", "items": TEXT_SCHEMA}}, "received-type-changed"),
    "readOnly": ({"property": {"readOnly": True}}, "received-member-read-only-changed"),
}
"""For each change of the vendor's document: what is changed of a response, and the code of the finding."""


@pytest.mark.parametrize("name", ADOPTED)
@pytest.mark.parametrize("is_back", [False, True])
def test_a_change_of_a_response_is_adopted(name, is_back, upstream, capsys, tmp_path):
    change, code = ADOPTED[name]
    schema = {"type": "object", "properties": {"a": {**TEXT_SCHEMA, **change.get("property", {})}}}
    plain = {"type": "object", "properties": {"a": TEXT_SCHEMA}}
    sides = [json.loads(contract_of(each)) for each in (plain, change.get("schema", schema))]
    response = sides[1]["paths"]["/a"]["get"]["responses"]["200"]
    response["headers"] = change.get("headers", {})
    response["content"] |= change.get("content", {})
    ours, theirs = sides[::-1] if is_back else sides
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(ours, indent=1))
    vendor = upstream(json.dumps(theirs))
    found = run(capsys, "upstream", vendor, "--apply", spec=spec)
    assert found.status == 1
    assert is_back or [code] == found.codes
    assert (0, []) == run(capsys, "upstream", vendor, spec=spec)[:2]


def test_what_only_the_client_has_is_no_finding(upstream, capsys, tmp_path):
    """A path that begins with the base path has the same URL; a class and a limit of requests are in the client only."""
    ours = json.loads(contract_of(True))
    ours["servers"] = [{"url": "https://a.test/v1"}]
    theirs = {**ours, "servers": [{"url": "https://a.test"}], "paths": {"/v1/a": ours["paths"]["/a"]}}
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(ours))
    assert (0, []) == run(capsys, "upstream", upstream(json.dumps(theirs)), spec=spec)[:2]
    theirs = json.loads(json.dumps(ours))
    theirs["paths"]["/a"]["get"]["responses"]["429"] = {"description": "Too many requests."}
    assert ["error-added"] == run(capsys, "upstream", upstream(json.dumps(theirs)), spec=spec).codes


@pytest.mark.parametrize("name", HISTORY)
def test_what_happened_to_this_api_is_found(name, upstream, capsys, tmp_path):
    (old, new), code, has_edit = HISTORY[name]
    spec = tmp_path / "openapi.yaml"
    spec.write_text(TEXT)
    theirs = upstream(edited(TEXT, old, new))
    found = run(capsys, "upstream", theirs, "--apply", spec=spec)
    assert (1, [code]) == (found.status, found.codes)
    assert found.one()["where"].startswith(f"{spec}:")
    assert has_edit == bool(found.one()["patch"])
    if has_edit:
        assert (0, []) == run(capsys, "upstream", theirs, spec=spec)[:2]


def test_a_renamed_attribute_is_one_finding(upstream, capsys):
    text = TEXT.replace("error_message", "error_text")
    assert ["member-renamed"] == run(capsys, "upstream", upstream(text)).codes


ITEM = """\
openapi: VERSION
info: {title: A, version: 1.0.0}
paths:
  /a:
    get:
      responses:
        "200":
          description: ""
          content:
            application/json:
              schema:
                type: array
                items:
                  $ref: "#/components/schemas/Item"
              examples:
                two:
                  value:
                    - stockCode: a
                    - note: b
                      stockCode: c
components:
  schemas:
    Item:
      type: object
      required:
        - stockCode  # the only one
      properties:
        stockCode:
          type: string
      example:
        stockCode: a
        note: b
"""


@pytest.mark.parametrize("name", ["product", "stock_code"])  # "stock_code" has the same Python name as "stockCode".
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize("is_json", [False, True])
def test_a_property_is_renamed_where_it_is(is_json, version, name, *, upstream, capsys, tmp_path):
    spec = tmp_path / f"openapi.{'json' if is_json else 'yaml'}"
    spec.write_text(ITEM.replace("VERSION", version))
    if is_json:
        spec.write_text(json.dumps(load_document(spec).data, indent=2))
    text = spec.read_text()
    expected = text.replace("stockCode", name)
    vendor = upstream(expected)
    found = run(capsys, "upstream", vendor, "--apply", spec=spec)
    code = "member-renamed" if name == "product" else "member-respelled"
    assert (1, {code}) == (found.status, {*found.codes})
    assert spec.read_text() == expected
    assert (0, []) == run(capsys, "upstream", vendor, spec=spec)[:2]


@pytest.mark.parametrize("theirs", ["      required: [stock_code, size]\n", ""])
@pytest.mark.parametrize("ours", ["      required: [stockCode]\n", ""])
def test_a_respelled_property_becomes_required_or_optional(ours, theirs, upstream, capsys, tmp_path):
    head, _, tail = ITEM.replace("VERSION", "3.1.0").partition("      required:\n        - stockCode  # the only one\n")
    tail = f"{tail.partition('      example:')[0]}        size:\n          type: integer\n"
    spec = tmp_path / "openapi.yaml"
    spec.write_text(head + ours + tail)
    vendor = upstream(head + theirs + tail.replace("stockCode", "stock_code"))
    assert "member-respelled" in run(capsys, "upstream", vendor, "--apply", spec=spec).codes
    assert (0, []) == run(capsys, "upstream", vendor, spec=spec)[:2]


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
@pytest.mark.parametrize(
    "theirs", ["", "      example: [1]\n", "      example:\n        stockCode: b\n        title: c\n"]
)
@pytest.mark.parametrize("ours", ["", "      example:\n        stockCode: a\n        title: b\n"])
def test_a_changed_example_of_a_schema_is_adopted(ours, theirs, version, *, upstream, capsys, tmp_path):
    text = ITEM.replace("VERSION", version).partition("      example:")[0]
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text + ours)
    vendor = upstream(text + theirs)
    found = run(capsys, "upstream", vendor, "--apply", spec=spec)
    is_block_replaced = bool(ours) and "[1]" in theirs
    if ours != theirs and not is_block_replaced:
        assert ["value-documentation-changed"] == [each["code"] for each in found.findings]
        assert normalize(load_document(spec)).data == normalize(load_document(vendor)).data


def test_another_meaning_of_the_same_path_is_found(upstream, capsys):
    text = edited(
        TEXT,
        "                type: array\n                items:\n                  $ref",
        "                type: object\n                required: [recipients]\n                properties: {recipients: {type: array, items: {type: string}}}\n                not_items:\n                  $ref",
    )
    text = edited(
        text,
        "      parameters:\n        - $ref",
        "      requestBody: {required: true, content: {application/json: {schema: {type: object, properties: {ids: {type: array, items: {type: string}}}}}}}\n      parameters:\n        - $ref",
    )
    codes = run(capsys, "upstream", upstream(text)).codes
    assert {"required-body-added", "received-type-changed"} <= set(codes)


def test_their_names_and_their_order_are_their_own(upstream, capsys):
    """The document has other ids and schema names, an inline schema, JSON syntax, and an additional schema."""
    document = load_document(SPEC).data
    text = (
        json.dumps(document)
        .replace('Broadcast"', 'broadcast_dto"')
        .replace("listBroadcasts", "BroadcastController_list")
    )
    theirs = json.loads(text)
    theirs["info"]["title"] = "useinvent public api"
    theirs["components"]["schemas"]["Unrelated"] = {"type": "object"}
    segment = theirs["components"]["schemas"].pop("Segment")
    theirs["components"]["schemas"]["broadcast_dto"]["properties"]["segments"]["items"] = segment
    del theirs["paths"]["/orgs/{org_id}/broadcasts"]["get"]["x-pagination"]
    theirs["paths"]["/orgs/{orgId}/broadcasts"] = theirs["paths"].pop("/orgs/{org_id}/broadcasts")
    theirs["components"]["parameters"]["OrgId"]["name"] = "orgId"
    found = run(capsys, "upstream", upstream(json.dumps(theirs)))
    assert (0, []) == (found.status, found.codes)


def test_what_they_have_beside_ours_is_listed_once_as_information(upstream, capsys):
    more = "".join(
        f"  /orgs/{{org_id}}/things{n}: {{get: {{responses: {{'200': {{description: ok}}}}, parameters: [{{$ref: '#/components/parameters/OrgId'}}]}}}}\n"
        for n in range(3)
    )
    found = run(capsys, "upstream", upstream(edited(TEXT, "\ncomponents:\n", f"{more}\ncomponents:\n")))
    (finding,) = found.findings
    assert (0, "operation-added", "info", 3) == (
        found.status,
        finding["code"],
        finding["severity"],
        finding["observed"],
    )


def with_path_items(schema, *, shared):
    """Return a contract with two operations, whose path item is a component if `shared` is true."""
    call = {"responses": {"200": {"description": "", "content": {"application/json": {"schema": schema}}}}}
    item = {"get": {"operationId": "getThing", **call}, "put": {"operationId": "putThing", **call}}
    place = {"$ref": "#/components/pathItems/Thing"} if shared else item
    components = {"components": {"pathItems": {"Thing": item}}} if shared else {}
    return {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {"/thing": place}, **components}


@pytest.mark.parametrize("ours_is_shared", [True, False])
@pytest.mark.parametrize("theirs_is_shared", [True, False])
def test_operations_of_a_path_item_that_is_a_component_are_compared(
    ours_is_shared, theirs_is_shared, upstream, capsys, tmp_path
):
    spec = tmp_path / "ours.json"
    spec.write_text(json.dumps(with_path_items({"type": "string"}, shared=ours_is_shared)))
    theirs = with_path_items({"type": "integer"}, shared=theirs_is_shared)
    found = run(capsys, "upstream", upstream(json.dumps(theirs)), spec=spec)
    changed = [("received-type-changed", "getThing"), ("received-type-changed", "putThing")]
    assert changed == sorted((each["code"], each["operation"]) for each in found.findings)


def test_a_prefix_that_moved_from_the_servers_of_a_path_to_the_path_is_no_finding(upstream, capsys, tmp_path):
    ours, theirs = (with_path_items({"type": "string"}, shared=False) for _ in range(2))
    ours["paths"]["/thing"]["servers"] = [{"url": "https://a.test/v1"}]
    theirs["paths"] = {"/v1/thing": {**theirs["paths"]["/thing"], "servers": [{"url": "https://a.test"}]}}
    spec = tmp_path / "ours.json"
    spec.write_text(json.dumps(ours))
    found = run(capsys, "upstream", upstream(json.dumps(theirs)), spec=spec)
    assert (0, []) == (found.status, found.codes)


def test_an_operation_of_ours_that_they_lack_is_found(upstream, capsys):
    spec = upstream(TEXT).parent / "ours.yaml"
    spec.write_text(
        edited(
            TEXT,
            "\ncomponents:\n",
            "  /extra: {get: {operationId: extra, responses: {'200': {description: ok}}}}\n\ncomponents:\n",
        )
    )
    found = run(capsys, "upstream", upstream(TEXT), spec=spec).one()
    assert ("operation-removed", "extra") == (found["code"], found["operation"])


OURS = {
    "openapi": "3.1.0",
    "info": {"title": "T", "version": "1"},
    "paths": {"/rows": {"get": {"operationId": "getRows", "responses": {"200": {"description": "ok"}}}}},
}
BROKEN = {"responses": {"200": {"$ref": "other.yaml#/nothing"}}}


@pytest.mark.parametrize(
    "theirs",
    [
        {"paths": {"/x": {"get": BROKEN}}},
        {"paths": {"/x": {"get": {"responses": {"200": {"$ref": "https://a.test/b.yaml#/nothing"}}}}}},
        {"paths": {"/x": {"$ref": "x.yaml"}}},
        {"paths": {"/x": {"get": None, "post": []}}},
        {"paths": {"/x": {"additionalOperations": {"LINK": BROKEN}}}, "openapi": "3.2.0"},
        {"components": {"schemas": {"X": {"$ref": "other.yaml#/X"}}}},
        {"info": {"title": "T"}},
        {"info": None, "x-build": 7},
        {"tags": ["rows"]},
    ],
)
def test_a_fault_of_what_we_do_not_have_is_no_finding(theirs, upstream, capsys):
    file = upstream(json.dumps({**OURS, **theirs, "paths": {**OURS["paths"], **theirs.get("paths", {})}}))
    (file.parent / "ours.json").write_text(json.dumps(OURS))
    found = run(capsys, "upstream", file, spec=file.parent / "ours.json")
    assert (0, [], 1) == (found.status, found.codes, found.examined.get("operations"))


@pytest.mark.parametrize(
    ("theirs", "output"),
    [
        ({"$ref": "x.yaml"}, "'x.yaml': there is no such file"),
        ({"get": {"operationId": "getRows", **BROKEN}}, "'other.yaml#/nothing': there is no such file"),
        ({"get": {"operationId": "getRows", "responses": {"200": {"$ref": "broken.yaml#/a"}}}}, "broken.yaml:1:5"),
        ({"get": {"operationId": "getRows", "responses": {"200": {"$ref": "#/a"}}}}, "'#/a' does not resolve"),
    ],
)
def test_a_fault_of_what_we_have_is_told(theirs, output, upstream, capsys):
    file = upstream(json.dumps({**OURS, "paths": {"/rows": theirs, "/x": {"get": BROKEN}}}))
    (file.parent / "ours.json").write_text(json.dumps(OURS))
    (file.parent / "broken.yaml").write_text("a: [}")
    found = run(capsys, "upstream", file, spec=file.parent / "ours.json")
    assert 2 == found.status
    assert output in found.error


@pytest.mark.parametrize(
    ("text", "output"),
    [
        ("<html>", "the document is HTML or XML"),
        (
            "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {/x: {get: {responses: {'200': {description: ok}}}}}\n",
            "none of the 1 operations of the contract is among the 1 operations of this document",
        ),
        ("openapi: 3.1.0\ninfo: {title: T}\npaths: {}\n", "version"),
    ],
)
def test_a_document_that_cannot_be_compared_is_told(text, output, upstream, capsys):
    found = run(capsys, "upstream", upstream(text))
    assert 2 == found.status
    assert output in found.error


def test_a_markdown_page_is_compared_as_a_contract_with_its_lines(capsys, tmp_path):
    text = edited(
        (PAGES / "loans.md").read_text(),
        "          enum: [open, late, closed]",
        "          enum: [open, late, closed, lost]",
    )
    file = tmp_path / "loans.md"
    file.write_text(text)
    number = next(at for at, each in enumerate(text.splitlines(), start=1) if "lost" in each)
    spec = PAGES / "loans.yaml"
    assert 1 == cli.main(["docs", str(file), "--spec", str(spec)])
    out = capsys.readouterr().out
    assert re.search(rf"LOST is new \({re.escape(str(file))}:{number}:\d+\)", out)
    finding = run(capsys, "docs", file, spec=spec).one()
    assert ("received-value-added", f"{spec}") == (finding["code"], finding["where"].rsplit(":", 2)[0])
