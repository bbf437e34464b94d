"""Payloads: the models find the same mismatches as a JSON Schema validator, and return each payload unchanged.

Each payload is checked with the schemas of openapi.yaml in a JSON Schema validator, and with the models. The mismatches
of the sample files are also in a table below, written by hand. If the contract had constraints such as `maxLength`,
only the validator would check them, because models accept values of any length.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support.strategies import (
    ANYTHING,
    SCHEMAS,
    Departure,
    Schema,
    bodies,
    departures,
    payloads,
    respelled,
    self_contained,
    spelled,
)

from invent_client import _decoder, _encoder, models
from invent_client._timestamps import parse_datetime, parse_naive_datetime
from invent_client.models import Broadcast

FUZZ = int(os.environ.get("FUZZ", "0"))
SAMPLES = Path(__file__).parents[1] / "payloads"
BODIES = dict(bodies())
LIST: Schema = BODIES["listBroadcasts 200"]

# Kind and pointer of each mismatch of a sample file. The first step of a pointer is the index of the broadcast.
TABLE: dict[str, list[tuple[str, str]]] = {
    # Files that match the contract
    "documented": [],
    "empty": [],
    "every_status": [],
    "free_form_config": [],
    "hundred": [],  # a page with the maximum number of items
    "nulls": [],
    "numbers": [],
    "optional_members_absent": [],
    "timestamps": [],
    "unicode": [],
    # Files with mismatches
    "unknown_member": [("unknown", "/1/is_archived"), ("unknown", "/2/Name"), ("unknown", "/2/owner")],
    "unknown_nested_members": [
        ("unknown", "/0/segments/1/color"),
        ("unknown", "/0/templates/0/a~1b~0c"),
        ("unknown", "/0/templates/0/is_bounced"),
    ],
    "unknown_status": [("enum", "/1/status"), ("enum", "/2/status"), ("enum", "/3/status"), ("enum", "/4/status")],
    "missing_members": [
        ("missing", "/0/played_count"),
        ("missing", "/1/status"),
        ("missing", "/2/segments"),
        ("missing", "/2/created_at"),
        *[("missing", f"/3/{name}") for name in SCHEMAS["Broadcast"]["required"]],
    ],
    "renamed_member": [("missing", "/0/error_message"), ("unknown", "/0/error")],
    "null_where_not_allowed": [
        ("null", "/0/name"),
        ("null", "/0/status"),
        ("null", "/0/sent_count"),
        ("null", "/0/segments"),
        ("null", "/0/send_to_all"),
        ("null", "/0/created_at"),
        ("null", "/1/segments/0"),
        ("null", "/1/segments/1/name"),
        ("null", "/1/segments/1/created_at"),
        ("null", "/1/templates/0/config"),
    ],
    "wrong_types": [
        ("type", "/0/id"),
        ("type", "/0/name"),
        ("type", "/0/status"),
        ("type", "/0/scheduled_at"),
        ("type", "/0/sent_count"),
        ("type", "/0/failed_count"),
        ("type", "/0/error_message"),
        ("type", "/0/segments"),
        ("type", "/0/send_to_all"),
        ("type", "/0/templates"),
        ("type", "/0/created_at"),
        ("type", "/0/updated_at"),
        ("type", "/1/segments/0"),
        ("type", "/1/segments/1"),
        ("type", "/1/segments/2"),
        ("type", "/1/segments/3/id"),
        ("type", "/1/segments/3/contacts_count"),
        ("type", "/1/segments/3/created_at"),
        ("type", "/1/templates/0/recipients_count"),
        ("type", "/1/templates/0/config"),
        ("type", "/1/templates/0/error"),
    ],
    "timestamps_not_rfc3339": [
        place
        for number in range(11)
        for place in [("type", f"/{number}/scheduled_at"), ("type", f"/{number}/created_at")]
    ],
    "everything_at_once": [
        ("null", "/1/name"),
        ("enum", "/1/status"),
        ("type", "/1/sent_count"),
        ("null", "/1/segments/0/contacts_count"),
        ("unknown", "/1/segments/0/color"),
        ("type", "/1/created_at"),
        ("missing", "/1/updated_at"),
        ("unknown", "/1/is_archived"),
    ],
}


def judge(schema: Schema) -> jsonschema_rs.Validator:
    return jsonschema_rs.Draft202012Validator(self_contained(schema), validate_formats=True)


JUDGES = {name: judge(schema) for name, schema in BODIES.items()}


def model_type(schema: Schema) -> Any:
    """Return the Python type to which the client decodes a body with this schema."""
    if "$ref" in schema:
        return getattr(models, schema["$ref"].rsplit("/", 1)[1])
    return list[model_type(schema["items"])]


def read(content: str | bytes, schema: Schema) -> tuple[Any, list[tuple[str, str]]]:
    """Decode content like the client; return the value, and the kind and pointer of each mismatch."""
    value, faults = _decoder.decode(content.encode() if isinstance(content, str) else content, model_type(schema))
    return value, [(fault.kind, fault.pointer) for fault in faults]


def assert_comes_back(value: Any, payload: Any, schema: Schema) -> None:
    """Check that the models encode to the original payload, also with the same number types, as data and as text."""
    expected = spelled(respelled(schema, payload))
    assert expected == spelled(_encoder.to_builtins(value))
    assert expected == spelled(json.loads(_encoder.encode(value)))


# Sample files

sample = pytest.mark.parametrize("name", TABLE)


def content_of(name: str) -> bytes:
    return (SAMPLES / f"{name}.json").read_bytes()


def test_the_table_names_every_sample():
    assert sorted(TABLE) == sorted(path.stem for path in SAMPLES.iterdir())


@sample
def test_the_models_find_in_a_sample_just_the_mismatches_of_the_table(name: str):
    _, mismatches = read(content_of(name), LIST)
    assert TABLE[name] == mismatches


@sample
def test_a_validator_that_has_only_the_contract_agrees_with_the_table(name: str):
    """For a missing or undocumented property, a validator reports the object, and the models report the property."""
    payload = json.loads(content_of(name))
    places = {
        pointer.rpartition("/")[0] if kind in {"missing", "unknown"} else pointer for kind, pointer in TABLE[name]
    }
    errors = JUDGES["listBroadcasts 200"].iter_errors(payload)
    assert places == {"".join(f"/{step}" for step in error.instance_path) for error in errors}
    second = jsonschema.Draft202012Validator(self_contained(LIST), format_checker=jsonschema.FormatChecker())
    assert second.is_valid(payload) == (not places)


@sample
def test_a_sample_comes_back_as_it_came(name: str):
    content = content_of(name)
    value, _ = read(content, LIST)
    assert_comes_back(value, json.loads(content), LIST)


@sample
def test_one_broadcast_at_a_time_gives_the_same(name: str):
    """`from_dict` and `from_json` find the same mismatches as decoding of the page; `to_dict` returns the payload."""
    payload, schema = json.loads(content_of(name)), LIST["items"]
    for number, item in enumerate(payload):
        expected = spelled(respelled(schema, item))
        for build, data in [(Broadcast.from_dict, item), (Broadcast.from_json, json.dumps(item))]:
            found = []
            broadcast = build(data, on_mismatch=found.append)
            places = [(mismatch.kind, f"/{number}{mismatch.pointer}") for mismatch in found]
            assert [place for place in TABLE[name] if place[1].startswith(f"/{number}/")] == places
            assert {mismatch.operation for mismatch in found} <= {"Broadcast"}
            assert expected == spelled(broadcast.to_dict())
            assert expected == spelled(json.loads(broadcast.to_json()))


def test_what_fits_is_there_as_python_means_it():
    (broadcast,), _ = read(content_of("documented"), LIST)
    assert broadcast.status is models.BroadcastStatus.SENT
    assert datetime(2026, 3, 2, 8, 0, tzinfo=UTC) == broadcast.scheduled_at
    assert [type(segment) for segment in broadcast.segments] == [models.Segment, models.Segment]
    assert broadcast.templates[0].config == {}
    assert broadcast.additional_properties == {}


def test_a_mismatch_names_what_was_expected_and_the_type_that_came_but_no_value():
    _, faults = _decoder.decode(content_of("everything_at_once"), list[Broadcast])
    words = "one of 'DRAFT', 'SCHEDULED', 'SENDING', 'SENT', 'CANCELLED', 'FAILED'"
    assert [(fault.expected, fault.got) for fault in faults] == [
        ("string", "null"),
        (words, "'PAUSED'"),
        ("number", "string"),
        ("number", "null"),
        ("nothing", "string"),
        ("date-time", "another string"),
        ("date-time", "nothing"),
        ("nothing", "boolean"),
    ]


# Timestamps for which the validator and the models differ on purpose

RFC3339 = [
    # Received text, sent text, whether the validator accepts the received text, and whether the models do.
    ("2026-03-02T08:00:00Z", "2026-03-02T08:00:00Z", True, True),
    # Fractions are rounded to microseconds, the precision of Python's datetime.
    ("2026-03-02T08:00:00.123456789Z", "2026-03-02T08:00:00.123457Z", True, True),
    ("2026-03-02T08:00:00.9999999+02:00", "2026-03-02T08:00:01+02:00", True, True),
    ("2026-03-02T08:00:00.1000000Z", "2026-03-02T08:00:00.100Z", True, True),
    # Times that Python's datetime cannot represent are reported, and sent back as the received text.
    ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z", True, False),
    ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z", True, False),
    ("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z", True, False),
    # Other spellings whose time and offset are unambiguous are not reported.
    ("2026-03-02 08:00:00Z", "2026-03-02T08:00:00Z", False, True),
    ("2026-03-02T10:00:00+0200", "2026-03-02T10:00:00+02:00", False, True),
]


@pytest.mark.parametrize(("comes", "goes", "fits_contract", "fits_model"), RFC3339, ids=[row[0] for row in RFC3339])
def test_timestamps_at_the_edge(comes: str, goes: str, fits_contract: bool, fits_model: bool):
    assert fits_contract == JUDGES["Segment"].is_valid({"created_at": comes})
    segment, mismatches = read(json.dumps({"created_at": comes}), BODIES["Segment"])
    assert mismatches == ([] if fits_model else [("type", "/created_at")])
    assert segment.to_dict() == {"created_at": goes}


# Each possible mismatch in one sample


@pytest.mark.parametrize("kind", ["missing", "null", "type", "enum", "unknown"])
def test_each_departure_from_the_documented_sample_is_noticed_where_it_is(kind: str):
    payload = json.loads(content_of("documented"))
    found = [departure for departure in departures(LIST, payload) if departure.kind == kind]
    assert found
    for departure in found:
        changed = departure.applied(payload)
        assert not JUDGES["listBroadcasts 200"].is_valid(changed)
        value, mismatches = read(json.dumps(changed), LIST)
        assert mismatches == [(kind, departure.pointer)]
        assert_comes_back(value, changed, LIST)


# Random payloads that the contract allows

body = pytest.mark.parametrize("name", BODIES)


@body
@settings(max_examples=FUZZ or 40)
@given(st.data())
def test_whatever_fits_the_contract_is_read_without_a_mismatch_and_comes_back(name: str, data: st.DataObject):
    schema = BODIES[name]
    payload = data.draw(payloads(schema))
    assert JUDGES[name].is_valid(payload)
    value, mismatches = read(json.dumps(payload), schema)
    assert mismatches == []
    assert_comes_back(value, payload, schema)
    same, faults = _decoder.convert(payload, model_type(schema))
    assert (same, list(faults)) == (value, [])


def one_of_a_kind(possible: list[Departure]) -> st.SearchStrategy[Departure]:
    """Choose one of the possible mismatches: first its kind, because most of them are wrong types."""
    kinds = st.sampled_from(sorted({departure.kind for departure in possible}))
    return kinds.flatmap(lambda kind: st.sampled_from([each for each in possible if each.kind == kind]))


@body
@settings(max_examples=FUZZ or 40)
@given(st.data())
def test_one_departure_anywhere_is_noticed_there_and_the_rest_is_built_and_comes_back(name: str, data: st.DataObject):
    schema = BODIES[name]
    payload = data.draw(payloads(schema))
    possible = list(departures(schema, payload))
    assume(possible)
    departure = data.draw(one_of_a_kind(possible))
    payload = departure.applied(payload)
    assert not JUDGES[name].is_valid(payload)
    value, mismatches = read(json.dumps(payload), schema)
    assert mismatches == [(departure.kind, departure.pointer)]
    assert_comes_back(value, payload, schema)
    same, faults = _decoder.convert(payload, model_type(schema))
    assert (same, [(fault.kind, fault.pointer) for fault in faults]) == (value, mismatches)


@settings(max_examples=FUZZ or 40)
@given(payloads(LIST), st.data())
def test_many_departures_are_each_noticed(payload: Any, data: st.DataObject):
    """The test adds one mismatch to each broadcast, and expects that the models report each at its pointer."""
    expected = []
    for number, item in enumerate(payload):
        departure = data.draw(one_of_a_kind(list(departures(LIST["items"], item, (number,)))))
        payload = departure.applied(payload)
        expected.append((departure.kind, departure.pointer))
    value, mismatches = read(json.dumps(payload), LIST)
    assert expected == mismatches
    assert_comes_back(value, payload, LIST)


@given(ANYTHING)
def test_any_json_at_all_is_built_or_refused_with_the_documented_exception(payload: Any):
    if isinstance(payload, list):
        value, _ = read(json.dumps(payload), LIST)
        assert_comes_back(value, payload, LIST)
    else:
        with pytest.raises(_decoder.UndecodableError):
            read(json.dumps(payload), LIST)


TWO_DIGITS = st.integers(0, 62).map("{:02}".format)


@given(
    st.builds("{}-{}-{}".format, st.sampled_from(["0000", "0001", "2026", "9999"]), TWO_DIGITS, TWO_DIGITS),
    st.just("") | st.builds("T{}:{}:{}".format, TWO_DIGITS, TWO_DIGITS, TWO_DIGITS),
    st.sampled_from(["", ".5", ".123", ".123456", ".1234567", "Z"]),
)
def test_the_fast_parser_of_naive_timestamps_agrees_with_the_other(day: str, time: str, rest: str):
    text = f"{day}{time}{rest}"
    fast = parse_naive_datetime(text)
    if fast is not None:
        slow = parse_datetime(text)
        assert (slow, slow.received, slow.departure) == (fast, fast.received, fast.departure)


@pytest.mark.parametrize("text", ["2026-01-31T08:00:00", "2026-01-31T08:00:00.123", "2026-01-31"])
def test_the_fast_parser_reads_what_servers_send(text: str):
    assert parse_naive_datetime(text) is not None
