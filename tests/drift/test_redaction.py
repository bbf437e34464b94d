"""No value from a body, a header or a URL is in any output: the tests plant secrets everywhere and search for them."""

from __future__ import annotations

import io
import json
import string
from contextlib import redirect_stderr, redirect_stdout

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.drift_fixtures import SPEC, URL, edited, exchange, har_of, page, pages, served
from support.servers import invent_mock

from specloop.drift import cli as drift
from specloop.drift import redaction
from specloop.errors import InputError
from specloop.mock.reply import Reply
from specloop.report import FORMATS

((HEADERS, BODY),) = pages(count=3)
BODY = BODY[1:]  # The first broadcast has no templates.

# Texts that do not look like words: keys with digits and both letter cases, known token formats, text with spaces.
SECRETS = st.one_of(
    st.text(string.ascii_letters + string.digits, min_size=12, max_size=40).filter(
        lambda text: sum(c.isdigit() for c in text) > 4 and text.lower() != text and text.upper() != text
    ),
    st.sampled_from(
        ["sk_live_4eC39HqLyjWDarjtT1zdp7dc", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", "AKIAIOSFODNN7EXAMPLE"]
    ),
    st.sampled_from(
        ["4111 1111 1111 1111", "+41 44 668 18 00", "ann.smith@example.com", "Correct Horse Battery", "10.20.30.41"]
    ),
    st.uuids().map(str),
)

PATHS = [  # The path of each value in a broadcast.
    *((name,) for name in BODY[0]),
    *(("segments", 0, name) for name in BODY[0]["segments"][0]),
    *(("templates", 0, name) for name in BODY[0]["templates"][0]),
]


def replaced(body, path, value):
    body = json.loads(json.dumps(body))
    node = body[0]
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return body


def output(arguments):
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            drift.main(arguments)
        except InputError as error:
            err.write(str(error))
    return out.getvalue() + err.getvalue()


@settings(max_examples=60)
@given(
    secret=SECRETS,
    path=st.sampled_from(PATHS),
    shape=st.sampled_from(["as it is", "as a name", "inside", "in a list", "new member"]),
    format_=st.sampled_from(list(FORMATS)),
    kind=st.sampled_from(["payload", "ndjson", "har"]),
)
@example(secret="sk_live_4eC39HqLyjWDarjtT1zdp7dc", path=("status",), shape="as it is", format_="json", kind="payload")
def test_no_secret_of_a_body_is_in_any_output(  # noqa: PLR0917 - hypothesis gives them by name
    tmp_path_factory, secret, path, shape, format_, kind
):
    value = {
        "as it is": secret,
        "as a name": {secret: 1},
        "inside": {"a": {"b": [secret]}},
        "in a list": [secret],
        "new member": secret,
    }
    body = replaced(BODY, (*path[:-1], "brand_new") if shape == "new member" else path, value[shape])
    if shape == "as a name":
        body[0][secret] = secret  # The secret is the name of an undocumented property.
    file = tmp_path_factory.mktemp("secret") / "file"
    record = {**exchange(body=body), "headers": HEADERS}
    arguments = ["traffic", str(file)]
    if kind == "payload":
        file.write_text(json.dumps(body))
        arguments = ["payload", str(file), "--operation", "listBroadcasts"]
    else:
        file.write_text(json.dumps(record if kind == "ndjson" else har_of([record])))
    patch = file.with_name("drift.patch")
    baseline = file.with_name("baseline.yaml")
    printed = output(
        [
            *arguments,
            "--format",
            format_,
            "--spec",
            str(SPEC),
            "--patch",
            str(patch),
            "--baseline",
            str(baseline),
            "--update-baseline",
        ]
    )
    assert "internal error" not in printed
    for text in (printed, patch.read_text(), baseline.read_text()):
        assert secret not in text
        assert json.dumps(secret)[1:-1] not in text


@settings(max_examples=60)
@given(
    secret=SECRETS,
    where=st.integers(0, 10),
    format_=st.sampled_from(list(FORMATS)),
    kind=st.sampled_from(["ndjson", "har"]),
)
def test_no_secret_of_a_request_or_a_header_is_in_any_output(tmp_path_factory, secret, where, format_, kind):
    from urllib.parse import quote

    quoted = quote(secret, safe="")
    host = "api.useinvent.com"
    urls = [
        f"https://{host}/orgs/{quoted}/broadcasts",
        f"https://{host}/orgs/c/broadcasts/{quoted}",
        f"https://{host}/orgs/c/{quoted}/things",
        f"{URL}?search={quoted}",
        f"{URL}?{quoted}=1",
        f"{URL}#{quoted}",
        f"https://{quoted}:{quoted}@{host}/orgs/c/broadcasts",
        f"https://{secret.lower().replace(' ', '')}.{host}/orgs/c/broadcasts",
    ]
    url = urls[where] if where < len(urls) else URL
    record = exchange(url, body=BODY)
    if where == 8:
        record["headers"] |= {
            "Set-Cookie": secret,
            "X-Token": secret,
            "Authorization": secret,
            "pagination-count": secret,
        }
    if where == 9:
        record["headers"]["Content-Type"] = f"text/{quoted}; token={quoted}"
    if where == 10:
        record["body"] = f"<html>{secret}"
    file = tmp_path_factory.mktemp("secret") / "file"
    file.write_text(json.dumps(record if kind == "ndjson" else har_of([record])))
    printed = output(["traffic", str(file), "--format", format_, "--spec", str(SPEC)])
    assert "internal error" not in printed
    hidden = {secret, quoted} | ({secret.lower().replace(" ", "")} if where == 7 else set())
    assert [each for each in hidden if each in printed] == []


def everywhere(secret):
    """Return an exchange with a secret wherever a recorder may write one: in the URL, in headers and in bodies."""
    record = exchange(f"{URL}?status=SENT&next={secret}", body=replaced(BODY, ("name",), [secret]))
    record["headers"] |= {"Set-Cookie": f"session={secret}", "X-Api-Key": secret}
    record |= {"request_headers": {"authorization": f"Bearer {secret}"}, "request_body": {"password": secret}}
    return record


def har_everywhere(secret):
    written = har_of([everywhere(secret)])
    entry = written["log"]["entries"][0]
    named = {"name": secret, "value": secret}
    entry["request"] |= {
        "headers": [{"name": "Authorization", "value": f"Bearer {secret}"}, named],
        "cookies": [named],
        "queryString": [named],
        "postData": {"mimeType": "application/json", "text": secret, "params": [named]},
    }
    entry["response"]["cookies"] = [named]
    entry["response"]["redirectURL"] = f"https://example.net/{secret}"
    entry |= {"serverIPAddress": secret, "comment": secret, "connection": secret}
    written["log"]["comment"] = secret
    return written


@settings(max_examples=60)
@given(
    secret=SECRETS,
    kind=st.sampled_from(["payload", "ndjson", "har"]),
    damage=st.sampled_from(["none", "cut", "no status", "a wrong type", "garbage before", "garbage behind"]),
    cut=st.floats(0.05, 0.99),
    format_=st.sampled_from(list(FORMATS)),
)
def test_no_secret_is_in_what_is_said_of_a_damaged_file(  # noqa: PLR0917 - hypothesis gives them by name
    tmp_path_factory, secret, kind, damage, cut, format_
):
    printed = {
        "payload": replaced(BODY, ("name",), [secret]),
        "ndjson": everywhere(secret),
        "har": har_everywhere(secret),
    }[kind]
    text = json.dumps(printed)
    if damage == "no status":
        text = text.replace('"status": 200', f'"state": "{secret}"')
    if damage == "a wrong type":
        text = text.replace('"status": 200', f'"status": "{secret}"').replace('"name": [', '"name": {"": [')
    text = {
        "cut": text[: int(len(text) * cut)],
        "garbage before": f"{secret}\n{text}",
        "garbage behind": f"{text}{secret}\n{secret}",
    }.get(damage, text)
    file = tmp_path_factory.mktemp("secret") / "file"
    file.write_text(text)
    arguments = ["payload", str(file), "--operation", "listBroadcasts"] if kind == "payload" else ["traffic", str(file)]
    said = output([*arguments, "--format", format_, "--spec", str(SPEC)])
    assert said
    assert secret not in said


@pytest.mark.parametrize(
    ("path", "format_"),
    [*(("page.txt", each) for each in FORMATS), *((each, "text") for each in ("theirs.yaml", "none", "garbage"))],
)
@pytest.mark.parametrize("source", ["docs", "upstream"])
def test_no_secret_of_the_address_of_a_page_is_in_any_output(source, path, format_, tmp_path):
    secret = "7Hq2vKxW9sTn4LbYc8RdZm"
    (tmp_path / "page.txt").write_text(edited(page(), "sent_count\nnumber\n", "sent_count\nstring\n"))
    (tmp_path / "theirs.yaml").write_text(SPEC.read_text().replace("played_count", "heard_count"))
    (tmp_path / "garbage").write_bytes(b"\xff")
    with served(tmp_path) as address:
        host = address.removeprefix("http://")
        asked = f"http://{secret}:{secret}@{host}/{path}?token={secret}#{secret}"
        said = [
            output([source, each, "--format", format_, "--spec", str(SPEC)]) for each in (asked, f"{asked} {secret}")
        ]
        named = f"{address}/{path}" in said[0].replace("%3A", ":")
        assert named or (format_ == "json" and "findings" in said[0])  # A JSON report has no messages.
    said.append(output([source, asked, "--format", format_, "--spec", str(SPEC)]))  # The server is stopped.
    assert all(said)
    assert secret not in "".join(said)


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("trouble", ["", "refused", "failing", "down"])
def test_no_secret_of_the_api_itself_is_in_any_output(trouble, format_, monkeypatch):
    """The secrets are the API key, the parameters, the user in the base URL, and the response."""
    secrets = {name: f"{name}7Hq2vKxW9sTn4LbYc8RdZm" for name in ("key", "org", "user", "word", "body", "cookie")}
    status = {"refused": 401, "failing": 503}.get(trouble, 200)

    def answer(_request, _reply):
        body = json.dumps(replaced(BODY, ("name",), {secrets["body"]: secrets["body"]}))
        headers = HEADERS | {"Set-Cookie": secrets["cookie"], "pagination-take": secrets["cookie"]}
        return Reply(status, headers, headers.get("Content-Type", ""), content=body.encode())

    monkeypatch.setattr("specloop.drift.sources.live.REQUESTS_PER_SECOND", 10_000)
    monkeypatch.setenv("INVENT_API_KEY", secrets["key"])
    monkeypatch.setattr("invent_client._retry.FIRST_DELAY_S", 0.001)
    with invent_mock(intercept=answer) as sandbox:
        host = "127.0.0.1:1" if trouble == "down" else sandbox.url.removeprefix("http://")
        params = ["--param", f"org_id={secrets['org']}", "--param", f"next={secrets['word']}"]
        said = [
            output(["live", "--base-url", f"http://{user}{host}", *params, "--format", format_, "--spec", str(SPEC)])
            for user in ("", f"{secrets['user']}:{secrets['user']}@")
        ]
    assert said[0]
    assert [name for name, secret in secrets.items() if secret in "".join(said)] == []


@pytest.mark.parametrize("text", ["PAUSED", "IN_REVIEW", "ON-HOLD"])
def test_a_word_like_the_documented_ones_is_shown(text):
    assert redaction.is_like_enum_value(text, ["DRAFT", "SENT"])


@pytest.mark.parametrize(
    "text", ["paused", "Paused", "ann", "A1B2C3", "PAUSED NOW", "P" * 40, "", "4711", "AKIAIOSFODNN", "sk_live_x"]
)
def test_what_is_no_such_word_is_not(text):
    assert not redaction.is_like_enum_value(text, ["DRAFT", "SENT"])


@pytest.mark.parametrize(
    "text", ["is_archived", "createdAt", "HTMLBody", "@type", "$ref", "x-rate", "address_line_1", "token_count"]
)
def test_a_name_that_is_one_is_shown(text):
    assert text == redaction.redact_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "ann@example.com",
        "550e8400-e29b-41d4-a716-446655440000",
        "bc_4kq2Zt9yVbN1mRxE7uPoLw",
        "two words",
        "2026",
        "xYzKqWpLmNbVcR",
    ],
)
def test_a_name_that_is_data_is_not(text):
    assert "{}" == redaction.redact_name(text)


def test_an_enum_with_many_new_words_shows_none(tmp_path):
    letters = string.ascii_uppercase
    body = [{**BODY[0], "status": f"{a}{b}{a}"} for a in letters[:4] for b in letters[:4]]
    file = tmp_path / "body.json"
    file.write_text(json.dumps(body))
    printed = output(["payload", str(file), "--operation", "listBroadcasts", "--spec", str(SPEC)])
    assert "ABA" not in printed
    assert "another string" in printed
