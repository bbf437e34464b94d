"""All finding codes in all sources: each planted difference is found, and nothing else.

The second table is the history of this API: each change that really happened, in each source that can observe it.
"""

# ruff: noqa: E501 - each row of a table stays on one line

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from support.commands import run_generate
from support.drift_fixtures import SPEC, URL, edited, har, ndjson, page, pages, payloads, run
from support.servers import invent_mock

from specloop.drift.finding_kinds import FINDING_KINDS
from specloop.mock.reply import Reply

TEXT = SPEC.read_text()
COUNT = 120
"""The number of broadcasts, which is enough to report documented parts that were never observed."""

# The contract with a constraint and a union, which the real contract does not have.
RICH = edited(
    TEXT,
    "        name:\n          type: string\n        status:",
    "        name:\n          type: string\n          maxLength: 64\n        status:",
)
RICH = edited(
    RICH,
    "          type: object\n          additionalProperties: true\n",
    "          anyOf:\n            - {type: object, propertyNames: {pattern: '^[a-z_]+$'}, additionalProperties: true}\n            - {type: array, items: {type: string}}\n",
)
CHANNELS = [
    "internal",
    "custom",
    "whatsapp_bot",
    "messenger_bot",
    "instagram_dm",
    "twilio",
    "telnyx",
    "slack_bot",
    "telegram_bot",
    "gmail",
    "google_calendar",
    "tiktok_dm",
    "email",
]
RICH = edited(
    RICH,
    "      description: The message of a broadcast for one connection.\n",
    "      description: The message of a broadcast for one connection.\n"
    "      discriminator:\n        propertyName: integration_id\n        mapping:\n"
    + "".join(f"          {each}: BroadcastTemplate\n" for each in CHANNELS),
)
# A successful response without a body, as some frameworks document it.
RICH = edited(RICH, "      responses:\n", '      responses:\n        "202":\n          description: Accepted\n')


class Answered(NamedTuple):
    """A response, and the URL of its request."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    def record(self) -> dict[str, Any]:
        output: dict[str, Any] = {"method": "GET", "url": self.url, "status": self.status, "headers": self.headers}
        return output | {"body": self.body.decode()}


Change = Callable[[Answered], Answered]


def each(change: Callable[[dict[str, Any]], object]) -> Change:
    """Return a change of a response that changes every broadcast in its body."""

    def changed(answered: Answered) -> Answered:
        body = json.loads(answered.body)
        for broadcast in body:
            change(broadcast)
        return answered._replace(body=json.dumps(body).encode())

    return changed


def also(**members: Any) -> Change:
    return each(lambda broadcast: broadcast.update(members))


def of_each(holder: str, change: Callable[[dict[str, Any]], object]) -> Change:
    return each(lambda broadcast: [change(item) for item in broadcast[holder]])


def headed(*gone: str, **headers: str) -> Change:
    def changed(answered: Answered) -> Answered:
        kept = {name: value for name, value in answered.headers.items() if name not in gone}
        return answered._replace(headers=kept | headers)

    return changed


def to(path: str = "", host: str = "api.useinvent.com") -> Change:
    return lambda answered: answered._replace(url=f"https://{host}{path or '/orgs/c/broadcasts'}")


def same(answered: Answered) -> Answered:
    return answered


# --- sources ---


def answers() -> list[Answered]:
    return [Answered(URL, 200, headers, json.dumps(body).encode()) for headers, body in pages(count=COUNT)]


def of_payload(change, capsys, folder, spec):
    bodies = [json.loads(change(answer).body) for answer in answers()]
    return run(capsys, "payload", *payloads(folder, bodies), "--operation", "listBroadcasts", spec=spec)


def of_lines(change, capsys, folder, spec):
    return run(capsys, "traffic", ndjson(folder / "t.ndjson", [change(each).record() for each in answers()]), spec=spec)


def of_har(change, capsys, folder, spec):
    """Write a HAR file as browsers do, with the text of each body as a JSON string."""
    records = [change(each).record() for each in answers()]
    file = har(folder / "t.har", [{**each, "body": None} for each in records])
    written = json.loads(file.read_text())
    for entry, each in zip(written["log"]["entries"], records, strict=True):
        entry["response"]["content"]["text"] = each.get("body", "")
    file.write_text(json.dumps(written))
    return run(capsys, "traffic", file, spec=spec)


def of_live(change, capsys, folder, spec):
    def answer(request, reply):
        url = f"http://{request.headers['host']}{request.raw_path}{'?' * bool(request.query)}{request.query}"
        headers = reply.headers | {"content-type": reply.media_type}
        changed = change(Answered(url, reply.status, headers, reply.encode()))
        media_type = next((value for name, value in changed.headers.items() if name.lower() == "content-type"), "")
        return Reply(changed.status, changed.headers, media_type, content=changed.body)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("specloop.drift.sources.live.REQUESTS_PER_SECOND", 10_000)
        with invent_mock(items=COUNT, intercept=answer) as sandbox:
            patch.setenv("INVENT_API_KEY", sandbox.api_key)
            return run(capsys, "live", "--base-url", sandbox.url, spec=spec)


SOURCES = {"payload": of_payload, "traffic, lines": of_lines, "traffic, HAR": of_har, "live": of_live}
ALL = tuple(SOURCES)
ANSWERS = ("traffic, lines", "traffic, HAR", "live")
REQUESTS = ("traffic, lines", "traffic, HAR")

# --- code by code ---

PLANTED: dict[str, tuple[Change, tuple[str, ...]]] = {
    "undocumented-property": (also(is_archived=False), ALL),
    "missing-required": (each(lambda broadcast: broadcast.pop("played_count")), ALL),
    "null-not-allowed": (also(name=None), ALL),
    "type-mismatch": (also(send_to_all="yes"), ALL),
    "undocumented-enum-value": (each(lambda broadcast: broadcast.update(status="PAUSED") if broadcast["status"] == "SENT" and broadcast["segments"] else None), ALL),
    "format-mismatch": (also(created_at="2026-11-23"), ALL),
    "constraint-violated": (also(name="n" * 65), ALL),
    "no-union-arm-fits": (of_each("templates", lambda template: template.update(config=4711)), ALL),
    "undocumented-variant": (of_each("templates", lambda template: template.update(integration_id="carrier_pigeon")), ALL),
    "undocumented-property-name": (of_each("templates", lambda template: template.update(config={"OTHER": 1})), ALL),
    "undocumented-status": (lambda answered: answered._replace(status=206), ANSWERS),
    "undocumented-content-type": (headed("content-type", "Content-Type", **{"content-type": "text/csv"}), ANSWERS),
    "undocumented-body": (lambda answered: answered._replace(status=202), ANSWERS),
    "body-not-json": (lambda answered: answered._replace(body=b"<!doctype html>"), ANSWERS),
    "body-missing": (lambda answered: answered._replace(body=b""), ANSWERS),
    "missing-response-header": (headed("pagination-take"), ANSWERS),
    "undocumented-operation": (to("/orgs/c/contacts"), REQUESTS),
    "undocumented-parameter": (to("/orgs/c/broadcasts?is_admin=true"), REQUESTS),
    "undocumented-server": (to(host="api.dev.useinvent.com"), REQUESTS),
    "deprecated-by-server": (lambda answered: answered._replace(headers=answered.headers | {"Deprecation": "@1688169599"}), ANSWERS),
    "documented-never-seen": (of_each("segments", lambda segment: segment.pop("updated_at")), ALL),
}  # fmt: skip


@pytest.fixture
def rich(tmp_path):
    spec = tmp_path / "rich.yaml"
    spec.write_text(RICH)
    return spec


def test_every_code_is_planted():
    assert set(FINDING_KINDS) == set(PLANTED)


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_planted_is_found_and_nothing_else(source, capsys, tmp_path, rich):
    """Each code that the source can observe is planted in a run of its own; a run without drift finds nothing."""
    wanted = {code: {code} for code, (_, sources) in PLANTED.items() if source in sources}
    found = {
        code: {each["code"] for each in SOURCES[source](PLANTED[code][0], capsys, tmp_path, rich).findings}
        for code in wanted
    }
    assert wanted == found
    clean = SOURCES[source](same, capsys, tmp_path, rich)
    assert (0, []) == (clean.status, clean.findings)


def test_how_many_codes_each_source_sees():
    seen = Counter(source for _, sources in PLANTED.values() for source in sources)
    assert {"payload": 11, "traffic, lines": 21, "traffic, HAR": 21, "live": 18} == seen


UNMENDED = {
    *("no-union-arm-fits", "body-not-json", "body-missing"),  # The samples do not show what the contract should state.
    *("undocumented-operation", "undocumented-server"),  # Samples describe neither a whole operation nor a server.
    "undocumented-variant",  # Samples do not describe a whole variant.
    "documented-never-seen",  # A part of the contract is not removed only because it was not observed.
}


def test_what_has_an_edit_is_clean_once_that_is_made_and_the_rest_stays(capsys, tmp_path, rich):
    """The edits are applied one after the other to one contract, from which the client can finally be generated."""
    for code, (change, _) in PLANTED.items():
        before = rich.read_bytes()
        found = of_lines(change, capsys, tmp_path, rich)
        assert {code in UNMENDED} == {each["patch"] is None for each in found.findings if each["code"] == code}, code
        recorded = str(tmp_path / "t.ndjson")
        again = [run(capsys, "traffic", recorded, *more, spec=rich) for more in (["--apply"], [])][1]
        codes = {each["code"] for each in again.findings}
        assert (code in UNMENDED) == (code in codes) == (before == rich.read_bytes()), code
    assert 0 == of_lines(same, capsys, tmp_path, rich).status  # Responses without drift still match the contract.
    made = run_generate("--spec", rich, "--output", tmp_path / "out")
    assert 0 == made.returncode, made.stderr


# --- the history of this API ---


class Happening(NamedTuple):
    """A change in the history of this API: its effects on responses, on the page and on the vendor's document.

    An effect is None if the change cannot be observed there.
    """

    answers: tuple[Change, tuple[str, ...], list[str]] | None
    page: tuple[list[tuple[str, str]], list[str]]
    document: tuple[list[tuple[str, str]], list[str]]
    spec: tuple[tuple[str, str], ...] = ()
    """Edits that undo the change in the current contract, if the contract already has it."""


def renamed(broadcast):
    broadcast["title"] = broadcast.pop("name")


ENUM = "        - DRAFT\n        - SCHEDULED\n        - SENDING\n        - SENT\n        - CANCELLED\n        - FAILED\n\n    # The query"
MEMBER = "        send_to_all:\n          type: boolean\n"
CREATED = '        send_to_all:\n          type: boolean\n        templates:\n          type: array\n          items:\n            $ref: "#/components/schemas/BroadcastTemplate"\n        created_at:\n          type: string\n          format: date-time\n'
BODY = "      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [ids], properties: {ids: {type: array, items: {type: string}}}}}}}\n"
ARRAY = (
    '                type: array\n                items:\n                  $ref: "#/components/schemas/Broadcast"\n'
)
NEXT = '        - $ref: "#/components/parameters/Next"\n'
SECURITY = "security:\n  - bearerAuth: []\n\n"
AUTH = (
    "\nAuthorizations\n\nAuthorization\nstring\nheader\nrequired\n\nBearer authentication header\n\nPath Parameters\n"
)
PAGE_ANSWER = page()[page().index("\n[\n") : page().index("\n]\n") + 3]
PAGE_MEMBERS = page()[page().index("200 - application/json") :]

HISTORY = {
    "an enum grew, and was reordered": Happening(
        (PLANTED["undocumented-enum-value"][0], ALL, ["undocumented-enum-value"]),
        ([("SENT,\nCANCELLED,\nFAILED\nscheduled_at", "PAUSED,\nFAILED,\nCANCELLED,\nSENT\nscheduled_at")], ["undocumented-enum-value"]),
        ([(ENUM, ENUM.replace("        - SENT\n", "").replace("        - DRAFT\n", "        - PAUSED\n        - SENT\n        - DRAFT\n"))], ["received-value-added"]),
    ),
    "an attribute appeared": Happening(
        (also(is_bounced=True), ALL, ["undocumented-property"]),
        ([("send_to_all\nboolean\n", "is_bounced\nboolean\nrequired\nsend_to_all\nboolean\n")], ["undocumented-property"]),
        ([(MEMBER, f"{MEMBER}        is_bounced: {{type: boolean}}\n")], ["received-member-added"]),
    ),
    "an attribute appeared deep inside": Happening(
        (of_each("segments", lambda segment: segment.update(color="teal")), ALL, ["undocumented-property"]),
        ([('"name": "<string>",\n        "contacts_count"', '"name": "<string>",\n        "color": "teal",\n        "contacts_count"')], ["undocumented-property"]),
        ([("        contacts_count:\n          type: number\n        created_at:\n", "        contacts_count:\n          type: number\n        color: {type: string, enum: [red, teal]}\n        created_at:\n")], ["received-member-added"]),
    ),
    "a whole object appeared": Happening(
        (also(settings={"quiet": True, "from": {"hour": 7}}), ALL, ["undocumented-property"]),
        ([("send_to_all\nboolean\n", "settings\nobject\nsend_to_all\nboolean\n"), ('    "send_to_all": true,\n', '    "settings": {"quiet": true},\n    "send_to_all": true,\n')], ["undocumented-property"]),
        ([(MEMBER, f"{MEMBER}        settings: {{type: object, properties: {{quiet: {{type: boolean}}}}}}\n")], ["received-member-added"]),
    ),
    "an attribute disappeared": Happening(
        (each(lambda broadcast: broadcast.pop("played_count")), ALL, ["missing-required"]),
        ([("played_count\nnumber\nrequired\n", "")], ["documented-property-gone"]),
        ([("        - played_count\n", ""), ("        played_count:\n          type: number\n", "")], ["received-required-member-removed"]),
    ),
    "an attribute was renamed": Happening(
        (each(renamed), ALL, ["missing-required", "undocumented-property"]),
        ([("error_message\nstring | null\n", "error_text\nstring | null\n")], ["documented-property-gone", "undocumented-property"]),
        ([("        - error_message\n", "        - error_text\n"), ("        error_message:\n", "        error_text:\n")], ["member-renamed"]),
    ),
    "a date became a date-time": Happening(
        (same, ALL, ["format-mismatch"]),
        ([], ["format-mismatch"]),
        ([], ["received-format-changed"]),
        spec=((CREATED, CREATED.replace("date-time", "date")),),
    ),
    "a constraint appeared": Happening(
        None,  # Responses that satisfy the constraint look like the old ones.
        ([("name\nstring\nrequired\nstatus", "name\nstring\nrequired\nMaximum string length: 512\nstatus")], ["limit-differs"]),
        ([("        name:\n          type: string\n        status", "        name:\n          type: string\n          maxLength: 512\n        status")], ["received-limit-changed"]),
    ),
    "the answer became another": Happening(
        (lambda answered: answered._replace(body=b'{"recipients": []}'), ALL, ["type-mismatch"]),
        ([(PAGE_ANSWER, '\n{\n  "recipients": []\n}\n'), (PAGE_MEMBERS, "200 - application/json\nrecipients\nobject[]\nrequired\n")], ["type-mismatch"]),
        ([(ARRAY, "                type: object\n                properties: {recipients: {type: array, items: {type: string}}}\n")], ["received-type-changed"]),
        spec=(('      x-pagination:\n        style: page\n        parameter: page\n        size-parameter: take\n        items: ""  # a JSON pointer into the body: the body itself is the array\n        total: {header: pagination-count}\n        size: {header: pagination-take}\n', ""),),
    ),
    "the request got a body": Happening(
        None,  # Request bodies are not read, since they may contain secrets.
        ([("\nResponse\n", "\nBody\napplication/json\nids\nstring[]\nrequired\n\nResponse\n")], ["undocumented-request-body"]),
        ([("      parameters:\n        - $ref", f"{BODY}      parameters:\n        - $ref")], ["required-body-added"]),
    ),
    "the host changed": Happening(
        (to(host="api.dev.useinvent.com"), REQUESTS, ["undocumented-server"]),
        ([("https://api.useinvent.com", "https://api.dev.useinvent.com")], ["documented-server-differs"]),
        ([("https://api.useinvent.com", "https://api.dev.useinvent.com")], ["server-changed"]),
    ),
    "authentication appeared": Happening(
        None,  # Credentials are not read; without credentials, `live` ends with exit status 2.
        ([("\nPath Parameters\n", AUTH)], ["documented-authentication-differs"]),
        ([], ["credential-required"]),
        spec=((SECURITY, ""),),
    ),
    "a query parameter appeared": Happening(
        (to("/orgs/c/broadcasts?is_admin=true"), REQUESTS, ["undocumented-parameter"]),
        ([("page\nnumber\n", "is_admin\nboolean\npage\nnumber\n")], ["undocumented-parameter"]),
        ([(NEXT, f"{NEXT}        - {{name: is_admin, in: query, schema: {{type: boolean}}}}\n")], ["optional-argument-added"]),
    ),
    "a query parameter went": Happening(
        None,  # An unused parameter is only information, which tests/drift/test_traffic.py checks.
        ([("next\nstring\n\nNext page token (Only used on special endpoints)\n\n", "")], ["documented-parameter-gone"]),
        ([(NEXT, "")], ["argument-removed"]),
    ),
    "the path moved": Happening(
        (to("/v2/orgs/c/broadcasts"), REQUESTS, ["undocumented-operation"]),
        ([("GET\n/\norgs", "GET\n/\nv2\n/\norgs"), ("useinvent.com/orgs", "useinvent.com/v2/orgs")], ["documented-path-differs"]),
        ([("  /orgs/{org_id}/broadcasts:", "  /v2/orgs/{org_id}/broadcasts:")], ["path-changed"]),
    ),
}  # fmt: skip


@pytest.fixture
def before(request, tmp_path):
    """Write the contract as it was before the change."""
    text = TEXT
    for old, new in HISTORY[request.node.callspec.params["what"]].spec:
        text = edited(text, old, new)
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text)
    return spec


def after(text: str, edits: list[tuple[str, str]]) -> str:
    for old, new in edits:
        text = edited(text, old, new)
    return text


@pytest.mark.parametrize("what", [what for what, each in HISTORY.items() if each.answers])
def test_what_happened_to_this_api_is_seen_in_answers(what, before, capsys, tmp_path):
    change, sources, codes = HISTORY[what].answers
    assert dict.fromkeys(sources, codes) == {
        source: SOURCES[source](change, capsys, tmp_path, before).codes for source in sources
    }


@pytest.mark.parametrize("what", HISTORY)
def test_what_happened_to_this_api_is_seen_in_its_page(what, before, capsys, tmp_path):
    edits, codes = HISTORY[what].page
    (tmp_path / "page.txt").write_text(after(page(), edits))
    found = run(capsys, "docs", tmp_path / "page.txt", spec=before)
    assert (1, codes) == (found.status, found.codes)


@pytest.mark.parametrize("kind", ["upstream", "docs"])
@pytest.mark.parametrize("what", HISTORY)
def test_what_happened_to_this_api_is_seen_in_the_vendors_document(what, kind, before, capsys, tmp_path):
    """The document is passed to `upstream` as a file, and to `docs` in a fenced code block of a Markdown page."""
    edits, codes = HISTORY[what].document
    text = after(TEXT if not edits else after(TEXT, list(HISTORY[what].spec)), edits)
    file = tmp_path / "theirs.yaml"
    if kind == "docs":
        path = "/v2/orgs/{org_id}/broadcasts" if what == "the path moved" else "/orgs/{org_id}/broadcasts"
        file = tmp_path / "theirs.md"
        text = f"# Get Broadcasts\n\n````yaml openapi.json GET {path}\n{text}````\n"
    file.write_text(text)
    found = run(capsys, kind, file, spec=before)
    assert (1, codes) == (found.status, found.codes)


def test_how_often_the_history_is_seen():
    """The number of changes that each source observes; a comment explains every change that is not observed."""
    seen = Counter(source for each in HISTORY.values() if each.answers for source in each.answers[1])
    assert {"payload": 8, "traffic, lines": 11, "traffic, HAR": 11, "live": 8} == seen
    assert 15 == len(HISTORY)
