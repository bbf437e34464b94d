"""No value from a body, a header or a URL stands in any output: secrets are planted everywhere, and looked for."""

from __future__ import annotations

import io
import json
import string
from contextlib import redirect_stderr, redirect_stdout

import pytest
from drifting import SPEC, URL, exchange, har_of, pages
from hypothesis import example, given, settings
from hypothesis import strategies as st

import drift
from pipeline.drift import redaction
from pipeline.findings import FORMATS
from pipeline.problems import InputError

((HEADERS, BODY),) = pages(count=3)
BODY = BODY[1:]  # the first one has no templates

# What no word is: it has digits and both cases, as keys, tokens and passwords have; or it is text with spaces.
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

PATHS = [  # to each place in a broadcast that holds a value
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


@settings(max_examples=120)
@given(
    secret=SECRETS,
    path=st.sampled_from(PATHS),
    shape=st.sampled_from(["as it is", "as a name", "inside", "in a list", "new member"]),
    format_=st.sampled_from(FORMATS),
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
        body[0][secret] = secret  # an undocumented member that is called so
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
    told = output(
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
    assert "internal error" not in told
    for text in (told, patch.read_text(), baseline.read_text()):
        assert secret not in text
        assert json.dumps(secret)[1:-1] not in text


@settings(max_examples=120)
@given(
    secret=SECRETS, where=st.integers(0, 10), format_=st.sampled_from(FORMATS), kind=st.sampled_from(["ndjson", "har"])
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
    told = output(["traffic", str(file), "--format", format_, "--spec", str(SPEC)])
    assert "internal error" not in told
    hidden = {secret, quoted} | ({secret.lower().replace(" ", "")} if where == 7 else set())
    assert [each for each in hidden if each in told] == []


@pytest.mark.parametrize("text", ["PAUSED", "IN_REVIEW", "ON-HOLD"])
def test_a_word_like_the_documented_ones_is_shown(text):
    assert redaction.is_word(text, ["DRAFT", "SENT"])


@pytest.mark.parametrize(
    "text", ["paused", "Paused", "ann", "A1B2C3", "PAUSED NOW", "P" * 40, "", "4711", "AKIAIOSFODNN", "sk_live_x"]
)
def test_what_is_no_such_word_is_not(text):
    assert not redaction.is_word(text, ["DRAFT", "SENT"])


@pytest.mark.parametrize(
    "text", ["is_archived", "createdAt", "HTMLBody", "@type", "$ref", "x-rate", "address_line_1", "token_count"]
)
def test_a_name_that_is_one_is_shown(text):
    assert text == redaction.name(text)


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
    assert "{}" == redaction.name(text)


def test_an_enum_with_many_new_words_shows_none(tmp_path):
    letters = string.ascii_uppercase
    body = [{**BODY[0], "status": f"{a}{b}{a}"} for a in letters[:4] for b in letters[:4]]
    file = tmp_path / "body.json"
    file.write_text(json.dumps(body))
    told = output(["payload", str(file), "--operation", "listBroadcasts", "--spec", str(SPEC)])
    assert "ABA" not in told
    assert "another string" in told
