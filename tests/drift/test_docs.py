"""Documentation pages: each edit of a page is found with both line numbers; what is not compared is reported."""

# ruff: noqa: E501 - each row of a table stays on one line

from __future__ import annotations

import re

import pytest
import yaml
from support.commands import run_generate
from support.drift_fixtures import PAGES, SPEC, edited, line, page, page_line, run, served, told_line

from specloop.drift import cli as drift
from specloop.drift.sources.docs.page_parser import parse_page
from specloop.openapi.loader import load_document

LOANS = PAGES / "loans.yaml"


@pytest.fixture
def compared(capsys, tmp_path):
    """Return a function that compares the text of a page with a contract."""

    def compare(text, spec=SPEC):
        file = tmp_path / "page.txt"
        file.write_text(text)
        return run(capsys, "docs", file, spec=spec)

    return compare


def test_the_page_that_the_contract_expresses_is_clean(compared):
    found = compared(page())
    assert (0, []) == (found.status, found.findings)
    assert 1 == found.examined["pages"]
    assert found.examined["points"] > 100


def test_a_parameter_of_the_path_that_the_page_does_not_list_is_reported_without_an_edit(compared, tmp_path):
    contract = yaml.safe_load(SPEC.read_text())
    path = contract["paths"]["/orgs/{org_id}/broadcasts"]
    path["parameters"] = path["get"].pop("parameters")
    spec = tmp_path / "openapi.yaml"
    spec.write_text(yaml.safe_dump(contract))
    (old, new), *_ = EDITS["parameter removed"]
    found = compared(edited(page(), old, new), spec=spec)
    assert (1, "documented-parameter-gone") == (found.status, found.one()["code"])


@pytest.mark.parametrize("name", ["loans.txt", "loans.md"])
def test_the_shapes_of_pages_are_read(name, capsys):
    found = run(capsys, "docs", PAGES / name, spec=LOANS)
    assert (0, []) == (found.status, found.findings)


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("loans-older.md", "loans-older.md:4:1: this page has an older format, not OpenAPI"),
        (
            "loans-collapsed.txt",
            "loans-collapsed.txt:1:1: this page has no attribute with a type",
        ),
        ("loans.yaml", "the page has neither a method and a path"),
        ("none.txt", "there is no such file"),
    ],
)
def test_a_page_that_cannot_be_compared_is_never_a_pass(name, output, capsys):
    found = run(capsys, "docs", PAGES / name, spec=LOANS)
    assert 2 == found.status
    assert output in found.error


# For each edit of the page: the old and new text; the code and pointer of the finding; the words that lead to the
# finding's line in the contract; the text of the finding's line in the page.
EDITS = {
    "enum grown and reordered": (
        ("SENT,\nCANCELLED,\nFAILED\nscheduled_at", "PAUSED,\nSENT,\nFAILED,\nCANCELLED\nscheduled_at"),
        ("undocumented-enum-value", "/*/status", ("BroadcastStatus:", "enum:"), "PAUSED,"),
    ),
    "enum of a parameter grown": (
        ("ALL,\n", "ALL,\nPAUSED,\n"),
        ("undocumented-enum-value", "/query/status", ("BroadcastStatusFilter:", "enum:"), "PAUSED,"),
    ),
    "enum shrunk": (
        ("CANCELLED,\nFAILED\nscheduled_at", "FAILED\nscheduled_at"),
        ("documented-enum-value-gone", "/*/status", ("BroadcastStatus:", "enum:"), ("status", 2)),
    ),
    "member added": (
        ("send_to_all\nboolean\n", "is_bounced\nboolean\nrequired\nsend_to_all\nboolean\n"),
        ("undocumented-property", "/*/is_bounced", ("Broadcast:", "properties:"), "is_bounced"),
    ),
    "member added that is called like a flag": (
        ("send_to_all\nboolean\n", "required\nboolean\nrequired\nsend_to_all\nboolean\n"),
        ("undocumented-property", "/*/required", ("Broadcast:", "properties:"), ("required", 21)),
    ),
    "member added deep inside": (
        (
            '"name": "<string>",\n        "contacts_count"',
            '"name": "<string>",\n        "color": "red",\n        "contacts_count"',
        ),
        ("undocumented-property", "/*/segments/*/color", ("Segment:", "properties:"), "["),
    ),
    "member removed": (
        ("played_count\nnumber\nrequired\n", ""),
        ("documented-property-gone", "/*/played_count", ("Broadcast:", "properties:", "played_count:"), "Response"),
    ),
    "nullable": (
        ("name\nstring\nrequired\nstatus", "name\nstring | null\nrequired\nstatus"),
        ("null-not-allowed", "/*/name", ("Broadcast:", "properties:", "name:"), "name"),
    ),
    "no longer nullable": (
        ("error_message\nstring | null\n", "error_message\nstring\n"),
        ("null-allowed", "/*/error_message", ("Broadcast:", "properties:", "error_message:"), "error_message"),
    ),
    "not required": (
        ("name\nstring\nrequired\nstatus", "name\nstring\nstatus"),
        ("required-differs", "/*/name", ("Broadcast:", "- name"), "name"),
    ),
    "type": (
        ("sent_count\nnumber\n", "sent_count\nstring\n"),
        ("type-mismatch", "/*/sent_count", ("Broadcast:", "properties:", "sent_count:", "type:"), "sent_count"),
    ),
    "date-time that was a date": (
        ("created_at\nstring<date-time>\n", "created_at\nstring<date>\n"),
        ("format-mismatch", "/*/created_at", ("Broadcast:", "send_to_all:", "created_at:", "type:"), "created_at"),
    ),
    "type of a child": (
        ('"contacts_count": 123,\n        "created_at"', '"contacts_count": "<string>",\n        "created_at"'),
        ("type-mismatch", "/*/segments/*/contacts_count", ("Segment:", "contacts_count:", "type:"), "["),
    ),
    "limit": (
        ("name\nstring\nrequired\nstatus", "name\nstring\nrequired\nMaximum string length: 512\nstatus"),
        ("limit-differs", "/*/name", ("Broadcast:", "properties:", "name:"), "Maximum string length: 512"),
    ),
    "limit of a parameter": (
        ("Maximum string length: 256", "Maximum string length: 128"),
        ("limit-differs", "/query/status", ("BroadcastStatusFilter:", "maxLength:"), "Maximum string length: 128"),
    ),
    "parameter added": (
        ("page\nnumber\n", "is_admin\nboolean\npage\nnumber\n"),
        ("undocumented-parameter", "/query/is_admin", ("get:", "parameters:"), "is_admin"),
    ),
    "parameter removed": (
        ("take\nnumber\n\nNumber of items to take\n\n", ""),
        ("documented-parameter-gone", "/query/take", ("parameters:", "parameters:", "Take:"), "Query Parameters"),
    ),
    "parameter required": (
        ("page\nnumber\n", "page\nnumber\nrequired\n"),
        ("required-differs", "/query/page", ("parameters:", "parameters:", "Page:"), "page"),
    ),
    "default": (
        ("take\nnumber\n", "take\nnumber\ndefault:50\n"),
        ("default-differs", "/query/take", ("Take:", "default:"), "take"),
    ),
    "path": (
        ("orgs\n/\n{org_id}", "organizations\n/\n{org_id}"),
        ("documented-path-differs", "/path", ("/orgs/{org_id}/broadcasts:",), "GET"),
    ),
    "host": (
        ("https://api.useinvent.com", "https://api.dev.useinvent.com"),
        (
            "documented-server-differs",
            "/host",
            ("servers:", "- url:"),
            "--url https://api.dev.useinvent.com/orgs/{org_id}/broadcasts",
        ),
    ),
    "authentication": (
        ("curl --request GET \\\n", "curl --request GET \\\n  --header 'X-Api-Key: <api-key>' \\\n"),
        (
            "documented-authentication-differs",
            "/headers/x-api-key",
            ("securitySchemes:", "bearerAuth:"),
            "--header 'X-Api-Key: <api-key>' \\",
        ),
    ),
    "status": (
        ("200 - application/json", "202 - application/json"),
        ("undocumented-status", "", ("get:", "responses:"), "Response"),
    ),
    "content type": (
        ("200 - application/json", "200 - text/csv"),
        ("undocumented-content-type", "", ("get:", "responses:", "content:"), "Response"),
    ),
    "a body for the request": (
        ("\nResponse\n", "\nBody\napplication/json\nids\nstring[]\nrequired\n\nResponse\n"),
        ("undocumented-request-body", "/request", ("get:",), "Body"),
    ),
}


def expected_place(words):
    where = line(*words)
    if words[-1].startswith("- "):
        where = re.sub(r"\d+$", lambda match: str(int(match[0]) + 2), where)
    return where


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_of_a_page_is_found_with_both_lines(name, compared, capsys, tmp_path):
    (old, new), (code, pointer, words, at) = EDITS[name]
    text = edited(page(), old, new)
    if name == "path":  # The example call also contains the path.
        text = text.replace("/orgs/{org_id}/broadcasts\n[", "/organizations/{org_id}/broadcasts\n[")
    found = compared(text)
    finding = found.one()
    where = expected_place(words)
    assert (1, code, pointer) == (found.status, finding["code"], finding["pointer"])
    assert where.split(":")[:2] == finding["where"].split(":")[:2]
    drift.main(["docs", str(tmp_path / "page.txt"), "--spec", str(SPEC)])
    message = next(each for each in capsys.readouterr().out.splitlines() if each.startswith(("warning", "error")))
    word, nth = at if isinstance(at, tuple) else (at, 1)
    assert page_line(text, word, nth) == told_line(message)


def test_a_renamed_member_is_one_that_went_and_one_that_came(compared):
    found = compared(edited(page(), "error_message\nstring | null\n", "error_text\nstring | null\n"))
    assert ["documented-property-gone", "undocumented-property"] == found.codes


def test_other_words_are_information(compared):
    found = compared(edited(page(), "\nPage number\n", "\nWhich page\n"))
    (finding,) = found.findings
    assert (0, "description-differs", "info") == (found.status, finding["code"], finding["severity"])
    assert "+      description: Which page" in finding["patch"].splitlines()


def test_a_body_that_is_no_longer_documented_is_found(capsys, tmp_path):
    text = (PAGES / "loans.txt").read_text()
    (tmp_path / "loans.txt").write_text(text[: text.index("\nBody\n")] + text[text.index("\nResponse\n") :])
    finding = run(capsys, "docs", tmp_path / "loans.txt", spec=LOANS).one()
    assert ("documented-request-body-gone", "/request") == (finding["code"], finding["pointer"])


def test_members_missing_from_the_example_are_no_drift(compared):
    """Two real captures of one page differed only in that every enum was missing from one of the examples."""
    text = page()
    for word in ('    "status": "DRAFT",\n', '        "integration_id": "<string>",\n', '    "send_to_all": true,\n'):
        text = edited(text, word, "")
    found = compared(text)
    assert (0, []) == (found.status, found.findings)


def test_a_child_that_is_absent_from_the_example_is_undetermined_and_said(capsys, tmp_path):
    (tmp_path / "page.txt").write_text(edited(page(), '        "integration_id": "<string>",\n', ""))
    assert 0 == drift.main(["docs", str(tmp_path / "page.txt"), "--spec", str(SPEC)])
    assert (
        "undetermined, because only the example could show it: `integration_id` at /*/templates"
        in capsys.readouterr().out
    )


# For each insertion into the page: the old text, the new text, and the number of lines that are not understood.
STRANGE = {
    "a heading": ("\nQuery Parameters\n", "\nQuery Parameters\n\nBeta: these may change\n", 1),
    "an attribute of an unknown type": ("send_to_all\n", "hue\ncolour\nrequired\nsend_to_all\n", 3),
    "one behind a blank line": ("send_to_all\nboolean\nrequired\n", "send_to_all\nboolean\nrequired\n\nhue\na | b\n", 2),
    "the first one": ("200 - application/json\n", "200 - application/json\nhue\ncolour\nrequired\n", 3),
    "an attribute in one line": ("send_to_all\n", "hue string required\nsend_to_all\n", 1),
    "a flag": ("send_to_all\nboolean\n", "send_to_all\nboolean\ndeprecated\n", 1),
    "a pattern": ("send_to_all\nboolean\nrequired\n", "send_to_all\nboolean\nrequired\nPattern: ^a\n", 1),
    "a limit in other words": ("send_to_all\nboolean\nrequired\n", "send_to_all\nboolean\nrequired\nAt most: 9\n", 1),
    "a limit without a number": (
        "send_to_all\nboolean\nrequired\n", "send_to_all\nboolean\nrequired\nRequired range: x > pi\n", 1,
    ),
    "a line below the title": ("Get Broadcasts\n", "Get Broadcasts\nOnly on Tuesdays\n", 1),
    "an example cut short": ("\n[\n", "\n[\n  {,\n[\n", 1),
}  # fmt: skip


@pytest.mark.parametrize("what", STRANGE)
def test_what_is_not_understood_is_said(what, capsys, tmp_path):
    old, new, count = STRANGE[what]
    text = edited(page(), old, new)
    (tmp_path / "page.txt").write_text(text)
    assert 0 == drift.main(["docs", str(tmp_path / "page.txt"), "--spec", str(SPEC)])
    first = next(at for at, (a, b) in enumerate(zip(page().splitlines(), text.splitlines(), strict=False)) if a != b)
    output = [each for each in capsys.readouterr().out.splitlines() if "is not understood and not compared" in each]
    numbers = [int(re.search(r"page\.txt:(\d+):1: this line", each)[1]) for each in output]
    assert count == len(numbers)
    assert all(first <= number <= first + 4 for number in numbers)


def test_a_new_attribute_is_told_with_its_type_and_its_words(compared):
    new = "color\nenum<string>\nrequired\n\nOf the label\n\nAvailable options:\nred,\nblue\nsend_to_all\nboolean\n"
    finding = compared(edited(page(), "send_to_all\nboolean\n", new)).one()
    assert "enum<string> of red, blue, required" == finding["observed"]
    assert {"+        - color", "+        color:", "+          enum: [red, blue]"} <= set(finding["patch"].splitlines())


def test_a_whole_object_that_is_new_brings_the_members_of_its_example(compared):
    text = edited(page(), "send_to_all\nboolean\n", "settings\nobject\nsend_to_all\nboolean\n")
    text = edited(
        text,
        '    "send_to_all": true,\n',
        '    "settings": {"quiet": true, "until": "2023-11-07T05:31:56Z"},\n    "send_to_all": true,\n',
    )
    patch = compared(text).one()["patch"]
    assert "+              format: date-time" in patch.splitlines()


def test_the_answer_turned_into_another_thing_is_one_finding(compared):
    text = page()
    start, end = text.index("\n[\n"), text.index("\n]\n") + 3
    text = text[:start] + '\n{\n  "recipients": []\n}\n' + text[end:]
    text = text[: text.index("200 - application/json")] + "200 - application/json\nrecipients\nobject[]\nrequired\n"
    assert ("type-mismatch", "array", "object") == tuple(
        compared(text).one()[each] for each in ("code", "expected", "observed")
    )


def test_a_page_of_another_api_is_not_compared(compared):
    text = (
        page()
        .replace("orgs", "teams")
        .replace("broadcasts\nGet Broadcasts", "people\nGet People")
        .replace("/broadcasts\n", "/people\n")
    )
    found = compared(text)
    assert 2 == found.status
    assert "expected a page of this API" in found.error


def test_a_page_is_matched_by_its_example_call_where_nothing_else_fits(compared):
    text = edited(page(), "GET\n/\norgs", "GET\n/\norganizations").replace("Get Broadcasts\n", "All broadcasts\n")
    found = compared(text)
    assert (1, {"documented-path-differs"}) == (found.status, set(found.codes))


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
def test_pages_are_fetched(name, capsys, tmp_path):
    fence = f"````yaml openapi.json GET /orgs/{{org_id}}/broadcasts\n{SPEC.read_text()}````\n"
    (tmp_path / name).write_text(fence if name.endswith(".md") else page())
    with served(tmp_path) as address:
        found = run(capsys, "docs", f"{address}/{name}", f"{address}/{name}")
    assert (0, [], 2) == (found.status, found.findings, found.examined["pages"])


def test_a_page_that_has_moved_says_so(capsys):
    """A page that no longer exists at its address is an error, and neither drift nor success."""
    from support.servers import invent_mock

    with invent_mock() as sandbox:
        found = run(capsys, "docs", f"{sandbox.url}/api-reference/get-broadcasts")
    assert 2 == found.status
    assert "the server responds with 404 Not Found; expected 200 and a documentation page" in found.error


def test_a_bearer_header_that_appears_is_what_the_contract_has(compared):
    text = edited(
        page(), "curl --request GET \\\n", "curl --request GET \\\n  --header 'Authorization: Bearer <token>' \\\n"
    )
    text = edited(
        text,
        "\nPath Parameters\n",
        "\nAuthorizations\n\nAuthorization\nstring\nheader\nrequired\n\nBearer authentication header\n\nPath Parameters\n",
    )
    assert (0, []) == compared(text)[:2]


def test_applying_what_is_proposed_makes_a_page_clean(capsys, tmp_path):
    """All findings with an edit are fixed at once."""
    spec = tmp_path / "openapi.yaml"
    spec.write_bytes(SPEC.read_bytes())
    text = page()
    skipped = {
        "host",
        "authentication",
        "status",
        "content type",
        "enum of a parameter grown",
        "path",
        "a body for the request",
    }
    done = set()
    for name, ((old, new), _) in EDITS.items():
        if name not in skipped and text.count(old) == 1:
            text = edited(text, old, new)
            done.add(name)
    assert len(done) > 12
    (tmp_path / "page.txt").write_text(text)
    assert 1 == run(capsys, "docs", tmp_path / "page.txt", "--apply", spec=spec).status
    again = run(capsys, "docs", tmp_path / "page.txt", spec=spec)
    assert (0, []) == (again.status, again.codes)
    made = run_generate("--spec", spec, "--output", tmp_path / "out")
    assert 0 == made.returncode, made.stderr


def test_every_attribute_of_a_page_is_read_with_its_type():
    found = parse_page("loans.txt", (PAGES / "loans.txt").read_text())
    output = {
        section: [(each.name, each.type) for each in attributes] for section, attributes in found.sections.items()
    }
    assert output["query"] == [("notify", "boolean"), ("", "string")]
    assert output["body"] == [("reader", "string"), ("days", "integer"), ("tags", "string[]")]
    names = ["id", "status", "type", "required", "name", "due", "note", "book"]
    assert names == [name for name, _ in output["response"]]
    schema = load_document(LOANS).data["components"]["schemas"]["Loan"]
    assert set(schema["properties"]) == set(names)
