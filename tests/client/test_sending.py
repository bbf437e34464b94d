"""Values that cannot be sent, credentials in headers, and forms in requests that are not in the contract."""

from __future__ import annotations

import collections
import json
import types
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import attrs
import pytest
from support.api_server import KEY, reply

from invent_client import UNSET, AuthenticationError, Invent, InventError, Mismatch, Segment, Unset
from invent_client._model import Model
from invent_client._operation import Body, Operation, Parameter

DONE = reply(content=b"")
NAIVE = datetime(2024, 1, 1)  # noqa: DTZ001 - a value that the client refuses
NAN, INFINITE = float("nan"), float("-inf")


@attrs.define(kw_only=True, repr=False)
class Event(Model):
    """A model with properties for datetimes, dates and numbers."""

    at: datetime | Unset | None = UNSET
    day: date | Unset = UNSET
    either: list[date | datetime] | Unset = UNSET
    ratio: float | Unset = UNSET
    mask: int | Unset = UNSET
    data: Any | Unset = UNSET


@attrs.define(kw_only=True, repr=False)
class Made(Model):
    """A range of a date and a datetime."""

    from_: date | Unset = attrs.field(default=UNSET, metadata={"json_name": "from"})
    to: datetime | Unset = UNSET


@attrs.define(kw_only=True, repr=False)
class Opened(Model):
    """A variant of a union, with a datetime."""

    opened: datetime


@attrs.define(kw_only=True, repr=False)
class Closed(Model):
    """Another variant of the union."""

    closed: datetime


@attrs.define(kw_only=True, repr=False)
class Visit(Model):
    """A model with a union of models."""

    step: Opened | Closed


def post(content_type: str, **options: Any) -> Operation:
    bodies = [Body(content_type, **options)]
    return Operation(name="x", id="x", method="POST", path="/x", bodies=bodies)


JSON, FORM, PARTS = map(post, ("application/json", "application/x-www-form-urlencoded", "multipart/form-data"))
QUERY = Operation(name="x", id="x", method="GET", path="/x", parameters=[Parameter("q", "query")])


def send(api, server, operation, body, values=()):
    api.call(lambda client: client._call(operation, values, body=body), base_url=server.url)
    return server.requests[-1]


@pytest.mark.parametrize("operation", [JSON, FORM, PARTS], ids=["JSON", "form", "parts"])
@pytest.mark.parametrize(
    "value",
    [
        NAN,
        INFINITE,
        Decimal("NaN"),
        [1.0, NAN],
        {"a": [{"b": INFINITE}]},
        {"a": None, "b": NAN},
        Event(ratio=NAN),
        Event(mask=NAN),  # type: ignore[arg-type]
        Event(data=[NAN]),
        [Event(data={"a": INFINITE})],
    ],
    ids=repr,
)
def test_a_number_that_json_has_not_is_refused_in_every_body(api, serve, operation, value):
    server = serve(DONE)
    with pytest.raises(ValueError, match="JSON has no such number"):
        send(api, server, operation, {"x": value})
    assert server.requests == []


@pytest.mark.parametrize("value", [NAN, Decimal("Infinity"), [NAN], {"a": NAN}], ids=repr)
def test_a_number_that_json_has_not_is_refused_in_a_query(api, serve, value):
    server = serve(DONE)
    with pytest.raises(ValueError, match="JSON has no such number"):
        api.call(lambda client: client._call(QUERY, (value,)), base_url=server.url)
    assert server.requests == []


def test_decimals_and_long_integers_keep_all_digits(api, serve):
    body = {"price": Decimal("1.10"), "mask": 2**64 + 1, "nested": [Decimal("1E+2")]}
    received = send(api, serve(DONE), JSON, body)
    assert received.body == b'{"price":1.10,"mask":18446744073709551617,"nested":[1E+2]}'


@pytest.mark.parametrize(
    "value",
    [NAIVE, [NAIVE], Event(at=NAIVE), Event(data=NAIVE)],
    ids=repr,
)
def test_a_datetime_without_a_time_zone_is_refused(api, serve, value):
    server = serve(DONE)
    for operation in (JSON, FORM):
        with pytest.raises(ValueError, match="has no time zone"):
            send(api, server, operation, {"at": value})
    with pytest.raises(ValueError, match="has no time zone"):
        api.call(lambda client: client._call(QUERY, (value,)), base_url=server.url)
    assert server.requests == []


def test_a_datetime_without_a_time_zone_is_in_that_of_the_client(api, serve):
    server = serve(DONE)
    zone = timezone(timedelta(hours=2))
    received = Event.from_dict({"at": "2024-01-01T00:00:00"}, on_mismatch="ignore")

    def calls(client):
        body = {"at": NAIVE, "more": [{"at": NAIVE}, Event(at=NAIVE, data={"x": (NAIVE,)}), received]}
        other = client.with_options(timezone=UTC)
        return [
            lambda: client._call(JSON, (), body=body),
            lambda: client._call(QUERY, (NAIVE,)),
            lambda: other._raw()._call(QUERY, ([NAIVE],)),
            lambda: client._streaming()._call(QUERY, (NAIVE.replace(tzinfo=UTC),)),
        ]

    def sync(client):
        for call in calls(client):
            call()

    async def run(client):
        for call in calls(client):
            await call()

    api.call(sync if api.name == "sync" else run, base_url=server.url, timezone=zone)
    local = "2024-01-01T00:00:00+02:00"
    nested = [{"at": local}, {"at": local, "data": {"x": [local]}}, {"at": "2024-01-01T00:00:00"}]
    assert json.loads(server.requests[0].body) == {"at": local, "more": nested}
    assert [each.query["q"] for each in server.requests[1:]] == [local, "2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z"]
    with pytest.raises(ValueError, match="expected a tzinfo"):
        Invent(api_key=KEY, timezone="Europe/Berlin")  # type: ignore[arg-type]


def test_what_the_contract_does_not_have_takes_the_time_zone_of_the_client_too(api, serve):
    server = serve(reply({}))
    calls = [
        lambda client: client.request("POST", "/x", params={"q": NAIVE}, headers={"H": NAIVE}, data={"f": NAIVE}),
        lambda client: client._call(QUERY, (None,), extra_query={"q": NAIVE}, extra_headers={"H": NAIVE}),
    ]
    for use in calls:
        api.call(use, base_url=server.url, timezone=UTC)
    sent = [(each.query["q"], each.headers["h"]) for each in server.requests]
    assert sent == [("2024-01-01T00:00:00Z", "2024-01-01T00:00:00Z")] * 2
    assert server.requests[0].body == b"f=2024-01-01T00%3A00%3A00Z"


@pytest.mark.parametrize("value", [NAIVE, NAN, object()], ids=["datetime", "number", "object"])
@pytest.mark.parametrize("name", ["params", "headers", "json", "data"])
def test_an_error_names_the_value_that_cannot_be_sent(api, serve, name, value):
    server = serve(reply({}))
    with pytest.raises((ValueError, TypeError), match=r"^b: .*(cannot be sent|no time zone)"):
        api.call(lambda client: client.request("POST", "/x", **{name: {"a": "1", "b": value}}), base_url=server.url)
    assert server.requests == []


@pytest.mark.parametrize("seconds", [30, 3208])
def test_an_offset_with_seconds_is_sent_as_utc(api, serve, seconds):
    """RFC 3339 has no offsets with seconds, which time zones had before they were whole minutes."""
    moment = datetime(1890, 1, 1, 12, tzinfo=timezone(timedelta(seconds=seconds)))
    sent = json.loads(send(api, serve(DONE), JSON, {"at": moment, "more": Event(at=moment)}).body)
    assert sent["at"] == sent["more"]["at"] == f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


@pytest.mark.parametrize(
    "one", [Event(ratio=NAN), Event(data=[{"a": INFINITE}]), Event(additional_properties={"a": NAN})]
)
def test_a_number_that_json_has_not_is_refused_in_the_json_of_a_model(one):
    with pytest.raises(ValueError, match="JSON has no such number"):
        one.to_json()


def test_a_datetime_for_a_date_is_sent_as_its_date(api, serve):
    moment = datetime(2024, 1, 1, 23, 30, tzinfo=UTC)
    parameters = [Parameter("day", "query", dates=lambda: date), Parameter("days", "query", dates=lambda: list[date])]
    operation = Operation(name="x", id="x", method="GET", path="/x", parameters=parameters)
    server = serve(DONE)
    api.call(lambda client: client._call(operation, (moment, [moment, date(2024, 1, 2)])), base_url=server.url)
    assert server.requests[0].raw_query == "day=2024-01-01&days=2024-01-01&days=2024-01-02"
    received = send(api, server, JSON, Event(day=moment, at=moment))
    assert received.body == b'{"at":"2024-01-01T23:30:00Z","day":"2024-01-01"}'
    assert Event(day=moment, additional_properties={"x": 1}).to_dict() == {"day": "2024-01-01", "x": 1}


@pytest.mark.parametrize("media_type", ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"])
@pytest.mark.parametrize("zone", [UTC, None])
def test_a_datetime_for_a_date_in_a_body_is_sent_as_its_date(api, serve, media_type, zone):
    moment, today = datetime(2024, 1, 1, 23, 30, tzinfo=zone), date(2024, 1, 2)
    body = {"day": moment, "days": [moment, today], "by_name": {"a": moment}, "event": Event(day=moment)}
    loads = {"day": lambda: date, "days": lambda: list[date], "by_name": lambda: dict[str, date]}
    received = send(api, serve(DONE), post(media_type, dates=loads), body)
    assert b"2024-01-02" in received.body
    assert received.body.count(b"2024-01-01") == 4
    assert b"T23" not in received.body


@pytest.mark.parametrize(
    ("style", "query"),
    [
        ("deepObject", "made%5Bfrom%5D=2024-01-01&made%5Bto%5D=2024-01-01T23%3A30%3A00Z"),
        ("form", "from=2024-01-01&to=2024-01-01T23%3A30%3A00Z"),
    ],
)
def test_a_datetime_for_a_date_in_an_object_is_sent_as_its_date(api, serve, style, query):
    moment = datetime(2024, 1, 1, 23, 30, tzinfo=UTC)
    server = serve(DONE)
    made = Parameter("made", "query", style=style, dates=lambda: Made)
    operation = Operation(name="x", id="x", method="GET", path="/x", parameters=[made])
    api.call(lambda client: client._call(operation, ({"from": moment, "to": moment},)), base_url=server.url)
    assert server.requests[0].raw_query == query


@pytest.mark.parametrize(
    "wrapped", [list, tuple, collections.deque, lambda items: types.MappingProxyType({"a": items})]
)
def test_a_datetime_in_a_list_or_mapping_of_any_class_is_checked_and_converted(api, serve, wrapped):
    server = serve(DONE)
    moment = datetime(2024, 1, 1, 23, 30)  # noqa: DTZ001
    type_ = (lambda: dict[str, list[Event]]) if wrapped([]) == {"a": []} else (lambda: list[Event])
    operation = post("application/json", dates={"": type_})
    with pytest.raises(ValueError, match="has no time zone"):
        send(api, server, operation, wrapped([{"at": NAIVE}]))
    sent = send(api, server, operation, wrapped([{"day": moment}, Event(day=moment)])).body
    assert sent.count(b'{"day":"2024-01-01"}') == 2


def test_a_datetime_for_a_body_that_is_a_date_is_sent_as_its_date(api, serve):
    operation = post("application/json", dates={"": lambda: list[date]})
    received = send(api, serve(DONE), operation, [datetime(2024, 1, 1, 23, 30)])  # noqa: DTZ001
    assert received.body == b'["2024-01-01"]'


RECEIVED = [
    ("2026-01-02T03:04:05", datetime(2026, 1, 2, 3, 4, 5), "date-time without offset"),  # noqa: DTZ001
    ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC), "leap second"),
    ("2026-01-02T24:00:00Z", datetime(2026, 1, 3, tzinfo=UTC), "24:00"),
    ("2026-01-02T03:04Z", datetime(2026, 1, 2, 3, 4, tzinfo=UTC), "date-time without seconds"),
    ("2026-01-02", datetime(2026, 1, 2), "date without time"),  # noqa: DTZ001
    ("2026-01-02T03:04:05.25", datetime(2026, 1, 2, 3, 4, 5, 250_000), "date-time without offset"),  # noqa: DTZ001
]


@pytest.mark.parametrize(("text", "value", "got"), RECEIVED, ids=[row[0] for row in RECEIVED])
def test_a_time_that_departs_from_rfc_3339_is_usable_reported_and_given_back(text, value, got):
    import copy
    import pickle

    found: list[Mismatch] = []
    one = Event.from_dict({"at": text}, on_mismatch=found.append)
    assert isinstance(one.at, datetime)
    assert (one.at, one.at.year) == (value, value.year)
    assert [(each.pointer, each.expected, each.got) for each in found] == [("/at", "date-time", got)]
    assert one.to_dict() == {"at": text}
    assert one.to_json() == f'{{"at":"{text}"}}'
    for same in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):
        assert same == one
        assert same.to_dict() == {"at": text}


@pytest.mark.parametrize(("text", "value", "got"), RECEIVED[:4], ids=[row[0] for row in RECEIVED[:4]])
def test_a_time_that_departs_from_rfc_3339_is_usable_where_a_date_is_documented_too(text, value, got):
    found: list[Mismatch] = []
    one = Event.from_dict({"either": [text]}, on_mismatch=found.append)
    assert one.either == [value]
    assert [(each.pointer, each.expected, each.got) for each in found] == [("/either/0", "date or date-time", got)]
    assert one.to_dict() == {"either": [text]}
    assert Event.from_dict({"either": ["soon", "2026-01-02"]}, on_mismatch="ignore").either == [
        "soon",
        date(2026, 1, 2),
    ]


@pytest.mark.parametrize(("text", "value", "got"), RECEIVED, ids=[row[0] for row in RECEIVED])
def test_a_variant_whose_time_departs_from_rfc_3339_is_the_variant(text, value, got):
    found: list[Mismatch] = []
    one = Visit.from_dict({"step": {"closed": text}}, on_mismatch=found.append)
    assert isinstance(one.step, Closed)
    assert one.step.closed == value
    assert [(each.pointer, each.expected, each.got) for each in found] == [("/step/closed", "date-time", got)]
    assert Visit.from_dict({"step": {"closed": "soon"}}, on_mismatch="ignore").step == {"closed": "soon"}


def test_a_date_time_where_a_date_is_documented_is_a_date():
    found: list[Mismatch] = []
    one = Event.from_dict({"day": "2026-01-02T03:04:05Z"}, on_mismatch=found.append)
    assert one.day == date(2026, 1, 2)
    assert [(each.pointer, each.got) for each in found] == [("/day", "date-time")]
    assert one.to_dict() == {"day": "2026-01-02T03:04:05Z"}


# Forms in bodies


def test_parts_of_any_sequence_and_maps_of_files(api, serve):
    body = {
        "images": collections.deque([b"one", ("two.txt", b"two", "text/plain", {"X-Part": "2"})]),
        "products": ({"id": 1},),
        "files": {"a": b"A", "b": b"B"},
    }
    received = send(api, serve(DONE), PARTS, body)
    assert received.body.count(b'name="images"') == 2
    assert b"X-Part: 2\r\n" in received.body
    assert b'name="products"\r\nContent-Type: application/json\r\n\r\n{"id":1}' in received.body
    assert b'name="files[a]"' in received.body
    assert b'name="files[b]"' in received.body


def test_a_request_beyond_the_contract_may_have_files_and_form_fields(api, serve):
    server = serve(DONE)
    api.call(
        lambda client: client.request("POST", "/y", data={"name": "x"}, files={"file": ("a.txt", b"hi")}),
        base_url=server.url,
    )
    received = server.requests[0]
    assert received.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert b'name="name"' in received.body
    assert b'name="file"; filename="a.txt"' in received.body
    api.call(lambda client: client.request("POST", "/y", data={"a": [1, 2], "b": "c d"}), base_url=server.url)
    assert server.requests[1].body == b"a=1&a=2&b=c+d"
    with pytest.raises(ValueError, match="expected one body"):
        api.call(lambda client: client.request("POST", "/y", data={"a": 1}, json={}), base_url=server.url)


# Headers, credentials and error messages


def test_cookies_of_a_header_and_of_parameters_join(api, serve):
    operation = Operation(name="x", id="x", method="GET", path="/x", parameters=[Parameter("lang", "cookie")])
    server = serve(DONE)
    api.call(
        lambda client: client._call(operation, ("en",), extra_headers={"Cookie": "a=1"}),
        base_url=server.url,
        default_headers={"cookie": "b=2"},
    )
    assert server.requests[0].headers["cookie"] == "a=1; lang=en"
    api.call(lambda client: client._call(operation, ("en",)), base_url=server.url, default_headers={"cookie": "b=2"})
    assert server.requests[1].headers["cookie"] == "b=2; lang=en"


@pytest.fixture
def scheme(monkeypatch):
    from invent_client import _metadata

    (name,) = _metadata.SECURITY
    return Operation(name="x", id="x", method="GET", path="/x", security=((name,),))


def test_a_credential_given_as_a_header_is_one_is_sent_once_and_is_blanked(api, serve, scheme):
    other = "Bearer other-secret-0123456789"
    server = serve(lambda received: reply({"message": received.headers["authorization"]}, status=401))

    def call(client):
        return client._call(scheme)

    with pytest.raises(AuthenticationError) as caught:
        api.call(call, base_url=server.url, api_key=None, default_headers={"authorization": other})
    assert "other-secret" not in str(caught.value)
    assert "other-secret" not in caught.value.curl()
    assert "$INVENT_API_KEY" in caught.value.curl()
    with pytest.raises(AuthenticationError) as caught:
        api.call(lambda client: client._call(scheme, extra_headers={"Authorization": other}), base_url=server.url)
    assert "other-secret" not in str(caught.value)
    sent = [[value for name, value in each.raw_headers if name.lower() == "authorization"] for each in server.requests]
    assert sent == [[other], [other]]


def test_a_credential_given_as_a_header_goes_nowhere_in_the_clear():
    with pytest.raises(ValueError, match="plain http://"):
        Invent(base_url="http://api.example", default_headers={"Authorization": "Bearer x"})
    with (
        Invent(base_url="http://api.example", default_headers={"X-Other": "x"}) as client,
        pytest.raises(ValueError, match="plain http://"),
    ):
        client.broadcasts.list("c", extra_headers={"Authorization": "Bearer x"})


def test_a_call_without_its_credential_says_what_gives_it(api):
    with pytest.raises(InventError, match=r"^broadcasts\.list needs credentials: pass api_key, or set INVENT_API_KEY$"):
        api.call(lambda client: client.broadcasts.list("c"), api_key=UNSET)


@pytest.mark.parametrize("given", [{"extra_headers": {"Authorization": f"Bearer {KEY}"}}, {}], ids=["header", "none"])
def test_a_credential_may_be_given_with_the_call_or_be_none(api, serve, monkeypatch, given):
    monkeypatch.setenv("INVENT_API_KEY", "from-outside")
    server = serve(reply([]))
    api.call(lambda client: client.broadcasts.list("c", **given), base_url=server.url, api_key=None)
    expected = f"Bearer {KEY}" if given else None
    assert [each.headers.get("authorization") for each in server.requests] == [expected]


def test_an_error_names_the_host_the_path_and_a_command_without_the_key(api, serve):
    server = serve(reply({"message": "no"}, status=404))
    operation = Operation(
        name="x",
        id="x",
        method="POST",
        path="/things/{id}",
        parameters=[Parameter("id", "path"), Parameter("q", "query")],
        bodies=[Body("application/json")],
        security=((next(iter(__import__("invent_client")._metadata.SECURITY)),),),
    )
    with pytest.raises(InventError) as caught:
        api.call(lambda client: client._call(operation, ("a b", "secret?"), body={"it's": 1}), base_url=server.url)
    error: Any = caught.value
    assert str(error) == f"404 Not Found: POST /things/{{id}} ({server.url}/things/a%20b): no"
    assert error.curl() == (
        """curl -X POST -H "Authorization: Bearer $INVENT_API_KEY" -H 'accept: application/json, */*;q=0.5' """
        """-H 'content-type: application/json' --data-raw '{"it'"'"'s":1}' """
        f"'{server.url}/things/a%20b?q=secret%3F'"
    )
    assert KEY not in error.curl()


def test_an_error_without_a_response_names_the_host_and_port(api):
    with pytest.raises(InventError, match=r"\(http://127\.0\.0\.1:9/orgs/c/broadcasts\): ConnectError"):
        api.call(lambda client: client.broadcasts.list("c"), base_url="http://127.0.0.1:9", max_retries=0)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (
            {"detail": [{"loc": ["body", "items", 0, "price"], "msg": "field required"},
                        {"loc": ["query", "limit"], "msg": "too large"}]},
            "items/0/price: field required; limit: too large",
        ),
        ({"name": ["This field is required."], "non_field_errors": ["No."]}, "name: This field is required.; No."),
        ({"items": [{}, {"price": ["Too low."]}]}, "items/1/price: Too low."),
        ({"address": {"city": ["Blank."], "non_field_errors": ["No."]}}, "address/city: Blank.; address: No."),
        ({"timestamp": "2024-01-01T00:00:00Z", "status": 400, "error": "Bad Request", "path": "/a"}, "Bad Request"),
        (
            {"detail": "Validation failed", "extra": [{"message": "Expected `str`", "key": "name", "source": "body"}]},
            "Validation failed; name: Expected `str`",
        ),
        (
            {"error": {"issues": [{"path": ["items", 0], "message": "Required"}], "name": "ZodError"}},
            "items/0: Required",
        ),
        (
            {"error": "Bad Request", "errors": [{"field": "age", "code": "Min", "defaultMessage": "must be positive"}]},
            "Bad Request; age: must be positive",
        ),
        (
            {"error": {"message": "Invalid", "details": [{"fieldViolations": [{"field": "a", "description": "no"}]}]}},
            "Invalid; a: no",
        ),
        ({"type": "about:blank", "title": "Forbidden", "detail": "Not yours"}, "Forbidden: Not yours"),
        (
            {"title": "Invalid", "errors": [{"pointer": "#/age", "detail": "must be positive"}]},
            "Invalid; age: must be positive",
        ),
        ({"error": {"message": "quota", "code": 7}}, "quota"),
        ({"errors": ["first", "second"]}, "first; second"),
        ({"errors": [{"message": "bad", "path": ["user", "name"]}]}, "user/name: bad"),
        ({"errors": {"email": ["is taken"]}}, "email: is taken"),
        ({"error": "invalid_grant", "error_description": "expired"}, "invalid_grant: expired"),
        ({"message": ["a must be a string", "b must be a number"]}, "a must be a string; b must be a number"),
        ({"detail": "nope"}, "nope"),
        ({"__type": "com.aws#Denied", "Message": "not authorized"}, "not authorized"),
        ({"Error": {"Code": "NoSuchKey", "Message": "no such key"}}, "no such key"),
        ({"errorMessage": "boom", "errorType": "E"}, "boom"),
        ({"fault": {"faultstring": "invalid key", "detail": {"errorcode": "a"}}}, "invalid key; errorcode: a"),
        ({"errors": "[API] wrong key"}, "[API] wrong key"),
        ({"err": "boom"}, "boom"),
        ({"fault": "broken", "rows": [{"where": "code"}]}, "fault: broken; rows/0/where: code"),
        ({"user": "ann", "password": "s-secret-1"}, "user: ann; password: [secret]"),
        ({"user": ["ann"], "password": ["s-secret-1"]}, "user: ann; password: [secret]"),
        ({"errors": {"password": "s-secret-1", "token": ["Required."]}}, "password: [secret]; token: Required."),
        ({"password": "is too short"}, "password: is too short"),
        ({"password": ["is too short"]}, "password: is too short"),
        ({"data": {"x": 1}}, ""),
        ([], ""),
    ],
    ids=repr,
)  # fmt: skip
def test_what_frameworks_say_is_in_the_message(api, serve, body, text):
    server = serve(reply(body, status=422))
    with pytest.raises(InventError) as caught:
        api.call(lambda client: client._call(QUERY, ("x",)), base_url=server.url)
    expected = f"422 Unprocessable Content: GET /x ({server.url}/x){f': {text}' if text else ''}"
    assert str(caught.value) == expected


def test_a_model_that_was_received_is_sent_back_as_it_came(api, serve):
    segment = Segment.from_dict({"created_at": "2026-01-02T03:04:05"}, on_mismatch="ignore")
    assert send(api, serve(DONE), JSON, segment).body == b'{"created_at":"2026-01-02T03:04:05"}'
