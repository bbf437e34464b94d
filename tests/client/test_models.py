"""Behaviour of all models, tested with the models of the contract and with small models defined in this module."""

from __future__ import annotations

import copy
import json
import logging
import pickle
import subprocess
import sys
import textwrap
from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import attrs
import jsonschema_rs
import pytest
from support.strategies import SCHEMAS, self_contained, spelled, types_of

import invent_client
from invent_client import (
    UNSET,
    InventError,
    Mismatch,
    ResponseValidationError,
    Unset,
    _encoder,
    _model,
    models,
)
from invent_client._enums import OpenIntEnum
from invent_client._model import Model
from invent_client.models import Broadcast, BroadcastStatus, BroadcastStatusFilter, BroadcastTemplate, Segment

SAMPLES = Path(__file__).parents[1] / "payloads"
DOCUMENTED: dict[str, Any] = json.loads((SAMPLES / "documented.json").read_bytes())[0]
EVERYTHING: dict[str, Any] = json.loads((SAMPLES / "everything_at_once.json").read_bytes())[1]
NULLS: dict[str, Any] = json.loads((SAMPLES / "nulls.json").read_bytes())[0]


def broadcast(**changes: Any) -> Broadcast:
    return Broadcast.from_dict({**DOCUMENTED, **changes}, on_mismatch="ignore")


# Models of each sort: as documented, with nulls, with many mismatches, with absent properties, built from arguments.
SORTS: dict[str, Model] = {
    "documented": broadcast(),
    "nulls": Broadcast.from_dict(NULLS),
    "mismatched": Broadcast.from_dict(EVERYTHING, on_mismatch="ignore"),
    "absent": Segment.from_dict({}),
    "unknown": Segment.from_dict({"color": ["teal", {"a": 1.0}]}, on_mismatch="ignore"),
    "by hand": BroadcastTemplate(
        id="tpl", error=None, created_at=datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Kathmandu"))
    ),
}
sort = pytest.mark.parametrize("one", SORTS.values(), ids=SORTS)


# The fields of a model and its schema


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if "object" in types_of(schema)])
def test_a_model_has_the_members_of_its_schema_in_their_order_required_and_nullable_as_there(name: str):
    schema = SCHEMAS[name]
    fields = attrs.fields(getattr(models, name))[1:]
    assert list(schema["properties"]) == [field.metadata.get("json_name", field.name) for field in fields]
    for field, (wire, member_schema) in zip(fields, schema["properties"].items(), strict=True):
        required = wire in schema.get("required", ())
        assert (field.default is attrs.NOTHING, "Unset" in field.type) == (required, not required)
        assert ("None" in field.type) == ("null" in types_of(member_schema))


@pytest.mark.parametrize("name", [name for name, schema in SCHEMAS.items() if "enum" in schema])
def test_an_enum_has_the_words_of_its_schema_in_their_order(name: str):
    assert SCHEMAS[name]["enum"] == [word.value for word in getattr(models, name)]


# Equality, hashing, copying and pickling


@sort
def test_the_same_data_makes_equal_models(one: Model):
    again = type(one).from_dict(one.to_dict(), on_mismatch="ignore")
    assert again == one
    assert not again != one  # noqa: SIM202 - tests the operator !=


@pytest.mark.parametrize(
    "other",
    [
        Segment(id="seg", name="Regulars"),
        Segment(id="seg", name=None),
        Segment(id="seg", additional_properties={"color": "teal"}),
        BroadcastTemplate(id="seg"),
        {"id": "seg"},
        None,
    ],
    ids=repr,
)
def test_other_data_or_another_class_makes_unequal_models(other: object):
    """An absent property differs from null, an additional property counts, and a model does not equal a dict."""
    assert Segment(id="seg") != other
    assert other != Segment(id="seg")


def test_a_model_has_no_hash_as_it_can_be_changed():
    with pytest.raises(TypeError, match="unhashable"):
        hash(Segment())


@sort
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_model_pickles(one: Model, protocol: int):
    again = pickle.loads(pickle.dumps(one, protocol))
    assert again == one
    assert repr(again) == repr(one)
    assert again.to_dict() == one.to_dict()


@sort
@pytest.mark.parametrize("copier", [copy.copy, copy.deepcopy, attrs.evolve])
def test_a_copy_is_equal_and_another(one: Model, copier: Any):
    again = copier(one)
    assert again == one
    assert again is not one
    assert repr(again) == repr(one)


def test_a_deep_copy_shares_nothing_that_can_be_changed():
    one = broadcast(extra=[1])
    again = copy.deepcopy(one)
    again.segments[0].name = "Newcomers"
    again.templates[0].config["subject"] = "Hello"
    again.additional_properties["extra"].append(2)
    assert one == broadcast(extra=[1])


def test_a_model_is_printed_with_what_is_there():
    segment = Segment.from_dict(
        {"id": "seg", "contacts_count": 412, "name": None, "color": "teal"}, on_mismatch="ignore"
    )
    assert repr(segment) == "Segment(id='seg', name=None, contacts_count=412, additional_properties={'color': 'teal'})"
    assert repr(Segment()) == "Segment()"
    assert "status=<BroadcastStatus: 'PAUSED', unknown>" in repr(broadcast(status="PAUSED"))


@sort
def test_a_model_takes_no_attribute_that_it_does_not_have(one: Model):
    assert not hasattr(one, "__dict__")
    with pytest.raises(AttributeError):
        one.colour = "teal"


def test_a_model_is_made_by_the_names_of_its_members_all_required_ones_given():
    values = {field.name: getattr(broadcast(), field.name) for field in attrs.fields(Broadcast)}
    assert Broadcast(**values) == broadcast()
    for wrong in [("id",), ()]:
        with pytest.raises(TypeError, match="argument"):
            Broadcast(*wrong)
    with pytest.raises(TypeError, match="name"):
        Broadcast(**{name: value for name, value in values.items() if name != "name"})
    with pytest.raises(TypeError, match="colour"):
        Broadcast(**values, colour="teal")


def test_attrs_knows_the_models():
    one = broadcast()
    assert attrs.has(Broadcast)
    assert attrs.evolve(one, name="Summer").name == "Summer"
    assert one.name == DOCUMENTED["name"]
    assert attrs.asdict(one, recurse=False)["segments"] is one.segments
    with pytest.raises(TypeError):
        attrs.evolve(one, colour="teal")


# Absent, null and undocumented properties


def test_unset_is_one_false_thing_everywhere():
    assert not UNSET
    assert (repr(UNSET), str(UNSET)) == ("UNSET", "UNSET")
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(UNSET, protocol)) is UNSET
    assert copy.copy(UNSET) is copy.deepcopy(UNSET) is UNSET
    assert isinstance(UNSET, Unset)
    assert UNSET is not None


@pytest.mark.parametrize("data", [{}, {"error": None}, {"error": "Not delivered."}], ids=str)
def test_absent_stays_absent_and_null_stays_null(data: dict[str, Any]):
    template = BroadcastTemplate.from_dict(data)
    assert template.error is data.get("error", UNSET)
    assert template.to_dict() == data
    assert json.loads(template.to_json()) == data


def test_a_required_member_that_did_not_come_is_unset_and_stays_away():
    """The test removes each property in turn, so it covers all types."""
    for name in DOCUMENTED:
        data = {key: value for key, value in DOCUMENTED.items() if key != name}
        one = Broadcast.from_dict(data, on_mismatch="ignore")
        assert getattr(one, name) is UNSET
        assert data == one.to_dict() == json.loads(one.to_json())


def test_unknown_members_are_kept_and_can_be_added():
    one = Segment.from_dict({"color": "teal", "additional_properties": {"a": None}}, on_mismatch="ignore")
    assert one.additional_properties == {"color": "teal", "additional_properties": {"a": None}}
    one.additional_properties["size"] = 1.0
    assert one.to_dict() == {"color": "teal", "additional_properties": {"a": None}, "size": 1.0}
    assert Segment().additional_properties == {}
    assert Segment().additional_properties is not Segment().additional_properties


# Changes of a model


def test_what_is_assigned_is_what_goes_out():
    one = broadcast()
    one.status = "SCHEDULED"  # A str is allowed instead of an enum member.
    one.name = UNSET
    one.started_at = None
    one.scheduled_at = datetime(2026, 3, 2, 9, 0, 0, 250_000, tzinfo=ZoneInfo("Europe/Zurich"))
    one.contacts_count = 1.5
    one.segments.append(Segment(name="Newcomers"))
    one.templates[0].config = {"segment": Segment(id="seg"), "at": [datetime(2026, 3, 2, tzinfo=UTC)], "left": UNSET}
    expected = {
        **DOCUMENTED,
        "status": "SCHEDULED",
        "started_at": None,
        "scheduled_at": "2026-03-02T09:00:00.250+01:00",
        "contacts_count": 1.5,
        "segments": [*DOCUMENTED["segments"], {"name": "Newcomers"}],
        "templates": [
            {**DOCUMENTED["templates"][0], "config": {"segment": {"id": "seg"}, "at": ["2026-03-02T00:00:00Z"]}}
        ],
    }
    del expected["name"]
    assert spelled(expected) == spelled(one.to_dict()) == spelled(json.loads(one.to_json()))


def test_a_broadcast_made_by_hand_fits_the_contract():
    counts = [name for name in DOCUMENTED if name.endswith("_count")]
    moment = datetime(2026, 3, 2, 8, tzinfo=timezone(timedelta(hours=-9, minutes=-30)))
    one = Broadcast(
        id="bc",
        name="Spring",
        status=BroadcastStatus.DRAFT,
        scheduled_at=None,
        started_at=None,
        completed_at=None,
        **dict.fromkeys(counts, 0),
        error_message=None,
        segments=[],
        send_to_all=True,
        templates=[BroadcastTemplate(config={}, created_at=moment)],
        created_at=moment,
        updated_at=moment,
    )
    schema = self_contained({"$ref": "#/components/schemas/Broadcast"})
    assert jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(one.to_dict())
    assert one.to_dict()["created_at"] == "2026-03-02T08:00:00-09:30"
    assert Broadcast.from_json(one.to_json(), on_mismatch="raise") == one


def test_a_model_and_the_data_it_came_from_or_goes_to_are_apart():
    data = copy.deepcopy(DOCUMENTED)
    one = Broadcast.from_dict(data)
    one.segments.clear()
    one.templates[0].config["subject"] = "Hello"
    assert data == DOCUMENTED
    out = one.to_dict()
    out["templates"][0]["config"]["subject"] = "Goodbye"
    assert one.templates[0].config == {"subject": "Hello"}


def test_what_is_not_json_cannot_go_out():
    with pytest.raises(TypeError):
        Segment(name=object()).to_json()
    with pytest.raises(TypeError):
        Segment(additional_properties={"a": object()}).to_dict()


# Open enums


class Level(OpenIntEnum):
    LOW = 1
    HIGH = 2
    NEGATIVE = -1


ENUMS = [(BroadcastStatus, "SENT", "PAUSED"), (BroadcastStatus, "DRAFT", ""), (Level, 1, 7), (Level, -1, 0)]
enum = pytest.mark.parametrize(("cls", "known", "unknown"), ENUMS, ids=["words", "no word", "numbers", "zero"])


@enum
def test_a_value_of_an_open_enum_is_its_word(cls: Any, known: Any, unknown: Any):
    """A known or unknown enum value equals the plain value, and has the same hash, text and JSON."""
    for word in (known, unknown):
        value = cls(word)
        assert type(value) is cls
        assert isinstance(value, type(word))
        assert value == word == value.value
        assert hash(value) == hash(word)
        assert {value: "found"}[word] == {word: "found"}[value] == "found"
        assert {value, word} == {word}
        assert f"{value}" == str(value) == str(word)
        assert json.dumps(value) == json.dumps(word) == _encoder.encode(value).decode()
        assert value != cls(known if word == unknown else unknown)
        assert cls(value) == value


@enum
def test_a_value_of_an_open_enum_says_whether_it_is_known(cls: Any, known: Any, unknown: Any):
    assert cls(known).is_known
    assert not cls(unknown).is_known
    assert cls(known) is cls(known)
    assert repr(cls(unknown)) == f"<{cls.__name__}: {unknown!r}, unknown>"
    assert repr(cls(known)) == f"<{cls.__name__}.{cls(known).name}: {known!r}>"


@enum
def test_an_unknown_value_is_not_remembered(cls: Any, known: Any, unknown: Any):
    """A server that sends new values in each response must not fill the memory."""
    before = list(cls)
    cls(unknown)
    assert before == list(cls)
    assert unknown not in cls._value2member_map_


@enum
def test_a_value_of_an_open_enum_pickles_and_copies(cls: Any, known: Any, unknown: Any):
    for word in (known, unknown):
        value = cls(word)
        pickled = [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
        for again in (*pickled, copy.copy(value), copy.deepcopy(value)):
            assert type(again) is cls
            assert (again, again.value, again.is_known, repr(again)) == (word, word, value.is_known, repr(value))
            assert (again is value) or not value.is_known


@pytest.mark.parametrize(("cls", "value"), [(BroadcastStatus, 5), (BroadcastStatus, None), (Level, "1"), (Level, None)])
def test_an_open_enum_is_open_to_its_own_type_only(cls: Any, value: Any):
    with pytest.raises(ValueError, match=f"is not a valid {cls.__name__}"):
        cls(value)


def test_a_value_of_one_enum_can_be_used_for_another():
    assert BroadcastStatus(BroadcastStatusFilter.SENT) is BroadcastStatus.SENT
    assert BroadcastStatus(BroadcastStatusFilter.ALL) == "ALL"
    assert not BroadcastStatus(BroadcastStatusFilter.ALL).is_known


# Handling of mismatches


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture):
    """Return a function that returns the log records of the test, and forget the mismatches logged before."""
    monkeypatch.setattr(_model, "_reported", [])
    with caplog.at_level(logging.DEBUG, logger="invent_client"):
        yield lambda: [(record.levelname, record.getMessage()) for record in caplog.records]


BUILDERS = {
    "from_dict": Segment.from_dict,
    "from_json": lambda data, **options: Segment.from_json(json.dumps(data), **options),
    "from_json bytes": lambda data, **options: Segment.from_json(json.dumps(data).encode(), **options),
}
builder = pytest.mark.parametrize("build", BUILDERS.values(), ids=BUILDERS)

DRIFTED = {"id": "seg", "name": None, "contacts_count": "412", "color": "teal"}
MISMATCHES = (
    Mismatch("Segment", "/name", "string", "null", "null"),
    Mismatch("Segment", "/contacts_count", "number", "string", "type"),
    Mismatch("Segment", "/color", "nothing", "string", "unknown"),
)


@builder
def test_report_logs_each_distinct_mismatch_once_and_builds(build: Any, warnings: Any):
    for _ in range(3):
        assert build(DRIFTED).to_dict() == DRIFTED
        assert build(DRIFTED, on_mismatch="report").to_dict() == DRIFTED
    logged = warnings()
    assert [level for level, _ in logged] == ["WARNING"] * 3
    for (_, message), mismatch in zip(logged, MISMATCHES, strict=True):
        assert message.startswith("Segment: ")
        assert message.endswith(f"{mismatch.pointer}: expected {mismatch.expected}, got {mismatch.got}")


def test_report_takes_the_items_of_a_list_for_one_place(warnings: Any):
    names = [None, "Regulars", None, None]
    broadcast = Broadcast.from_dict({**DOCUMENTED, "segments": [{"name": name} for name in names]})
    assert [segment.name for segment in broadcast.segments] == names
    assert len(warnings()) == 1


@builder
def test_raise_lists_all_mismatches(build: Any, warnings: Any):
    with pytest.raises(ResponseValidationError) as caught:
        build(DRIFTED, on_mismatch="raise")
    assert caught.value.mismatches == MISMATCHES
    for mismatch in MISMATCHES:
        assert mismatch.pointer in str(caught.value)
    assert "412" not in str(caught.value)  # The message contains types and no values.
    assert "teal" not in str(caught.value)
    assert warnings() == []
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.mismatches) == (str(caught.value), MISMATCHES)


@builder
def test_ignore_says_nothing_and_builds(build: Any, warnings: Any):
    assert build(DRIFTED, on_mismatch="ignore").to_dict() == DRIFTED
    assert warnings() == []


@builder
def test_a_function_is_called_with_each_mismatch_every_time(build: Any, warnings: Any):
    found: list[Mismatch] = []
    for _ in range(2):
        assert build(DRIFTED, on_mismatch=found.append).to_dict() == DRIFTED
    assert (*MISMATCHES, *MISMATCHES) == tuple(found)
    assert warnings() == []


@builder
def test_what_the_function_raises_comes_through(build: Any):
    def refuse(mismatch: Mismatch) -> None:
        raise LookupError(mismatch.pointer)

    with pytest.raises(LookupError, match="/name"):
        build(DRIFTED, on_mismatch=refuse)


@builder
@pytest.mark.parametrize("data", [DRIFTED, {"id": "seg"}], ids=["drifted", "fitting"])
def test_another_way_to_handle_mismatches_is_refused_at_once(build: Any, data: Any):
    with pytest.raises(ValueError, match="on_mismatch is 'warn'"):
        build(data, on_mismatch="warn")


# Data that is not a JSON object

NOT_OBJECTS = [None, True, 1, 1.5, "text", [{}], (), object()]


@pytest.mark.parametrize("data", NOT_OBJECTS, ids=lambda data: type(data).__name__)
@pytest.mark.parametrize("policy", ["report", "ignore", "raise"])
def test_data_that_is_no_object_raises_whatever_the_policy(data: Any, policy: Any):
    with pytest.raises(ResponseValidationError, match="This is not a valid Segment: expected object, got ") as caught:
        Segment.from_dict(data, on_mismatch=policy)
    assert caught.value.mismatches == ()
    assert isinstance(caught.value, InventError)
    assert caught.value.__cause__ is None


DEEP = 100_000
NOT_JSON: dict[str, str | bytes] = {
    "empty": b"",
    "space": b" \n",
    "cut off": b'{"id": "se',
    "cut off after a member": b'{"id": "seg",',
    "two": b"{}{}",
    "single quotes": b"{'id': 'seg'}",
    "a comma too many": b'{"id": "seg",}',
    "NaN": b'{"contacts_count": NaN}',
    "Infinity": b'{"contacts_count": -Infinity}',
    "a number beyond all floats": b'{"contacts_count": 1e400}',
    "a number beyond all integers": b'{"contacts_count": ' + b"1" * 10_000 + b"}",
    "leading zero": b'{"contacts_count": 0412}',
    "not UTF-8": b'{"id": "\xff"}',
    "not UTF-8 after a mismatch": b'{"name": null, "id": "\xff"}',
    "half a surrogate pair, escaped": rb'{"id": "\ud83d"}',
    "half a surrogate pair": '{"id": "\ud83d"}',
    "markup": b"<!doctype html><title>502</title>",
    "deep arrays": b"[" * DEEP,
    "deep arrays in a member": b'{"id": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep arrays in an unknown member": b'{"color": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "null": b"null",
    "a list": b"[]",
    "a string": b'"seg"',
    "a number": "412",
}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_json_in_any_unicode_encoding_is_read(encoding: str):
    assert Segment.from_json('{"id": "s\u00e9g"}'.encode(encoding), on_mismatch="raise") == Segment(id="s\u00e9g")


@pytest.mark.parametrize("text", NOT_JSON.values(), ids=NOT_JSON)
@pytest.mark.parametrize("policy", ["report", "ignore"])
def test_text_that_is_no_json_object_raises_the_documented_exception(text: str | bytes, policy: Any):
    with pytest.raises(ResponseValidationError, match="This is not a valid Segment: ") as caught:
        Segment.from_json(text, on_mismatch=policy)
    assert len(str(caught.value)) < 200


def test_data_that_holds_itself_raises_the_documented_exception():
    loop: dict[str, Any] = {"id": "seg"}
    loop["name"] = {"again": loop}
    with pytest.raises(ResponseValidationError, match="nested too deeply"):
        Segment.from_dict({"id": "seg", "name": 1, "created_at": [loop]})


@pytest.mark.parametrize("depth", [10, 100, 400, 800])
@pytest.mark.parametrize("name", ["config", "unknown"])
def test_what_is_not_too_deep_to_be_read_is_not_too_deep_to_go_back(depth: int, name: str):
    text = f'{{"{name}": {{"a": {"[" * depth}{"]" * depth}}}}}'
    template = BroadcastTemplate.from_json(text, on_mismatch="ignore")
    assert template.to_json().replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("wrap", [OrderedDict, MappingProxyType], ids=lambda wrap: wrap.__name__)
@pytest.mark.parametrize("changes", [{}, {"color": "teal"}, {"status": "PAUSED"}], ids=str)
def test_any_mapping_and_any_sequence_will_do(wrap: Any, changes: dict[str, Any]):
    """For example, `json.loads` returns other mappings with `object_pairs_hook`."""
    data = {**DOCUMENTED, **changes}
    other = wrap({**data, "segments": tuple(OrderedDict(segment) for segment in data["segments"])})
    assert Broadcast.from_dict(other, on_mismatch="ignore") == Broadcast.from_dict(data, on_mismatch="ignore")
    assert Broadcast.from_dict(other, on_mismatch="ignore").to_dict() == data


# Models with features that the contract does not use


def member(*, wire, default=attrs.NOTHING):
    """Return an attrs field for a property whose JSON name is not a Python name, as in generated models."""
    return attrs.field(default=default, metadata={"json_name": wire})


model = attrs.define(kw_only=True, repr=False)


@model
class Named(Model):
    from_: str = member(wire="from")
    class_: int | Unset = member(wire="class", default=UNSET)
    a_b: str | None = member(wire="a-b")
    camel_case: list[datetime] = member(wire="camelCase")
    slash: str | Unset = member(wire="a/b~c", default=UNSET)
    nothing: int | Unset = member(wire="", default=UNSET)
    key: int | Unset = member(wire="ключ 🔑", default=UNSET)
    additional: int | Unset = member(wire="additional_properties", default=UNSET)
    t: int | Unset = UNSET
    o: int | Unset = UNSET
    self_: int | Unset = member(wire="self", default=UNSET)
    type: Literal["named"] | Unset = UNSET


@model
class Quoted(Model):
    """A model with JSON names that msgspec rejects in structs."""

    quote: int = member(wire='a"b')
    backslash: int | Unset = member(wire="a\\b", default=UNSET)
    newline: list[Node] | Unset = member(wire="a\nb", default=UNSET)
    plain: int | Unset = UNSET


@model
class Node(Model):
    value: int
    children: list[Node] | Unset = UNSET
    parent: Node | Unset | None = UNSET
    by_name: dict[str, Node] | Unset = UNSET
    pair: Pair | Unset = UNSET


@model
class Pair(Model):
    """A class that refers to Node, which refers to Pair."""

    left: Node
    right: Node | None


@model
class Nested(Model):
    grid: list[list[Node]] | Unset = UNSET
    times: list[list[datetime | None]] | Unset = UNSET
    levels: list[Level] | Unset = UNSET
    maps: dict[str, list[dict[str, date]]] | Unset = UNSET
    words: dict[str, BroadcastStatus | None] | Unset = UNSET
    free: list[Any] | Unset = UNSET
    anything: Any | Unset = UNSET
    bare: dict[str, Any] | Unset | None = UNSET


@model
class Cat(Model):
    kind: Literal["cat"]
    lives: int
    born: datetime | Unset = UNSET


@model
class Dog(Model):
    kind: Literal["dog"]
    tricks: list[str] | Unset = UNSET


@model
class Unions(Model):
    pet: Cat | Dog | Unset = UNSET
    pets: list[Cat | Dog] | Unset = UNSET
    maybe: Cat | Dog | Unset | None = UNSET
    scalar: str | int | Unset | None = UNSET
    truth: bool | int | float | Unset = UNSET
    named_or_list: str | list[Node] | Unset = UNSET
    node_or_id: Node | str | Unset = UNSET
    node_or_map: Node | dict[str, int] | Unset = UNSET
    when: datetime | date | Unset = UNSET
    uuid_or_text: UUID | str | Unset = UNSET
    status_or_level: BroadcastStatus | Level | Unset = UNSET
    status_or_null: BroadcastStatus | Unset | None = UNSET
    open_word: BroadcastStatus | str | Unset = UNSET


@model
class Scalars(Model):
    day: date | Unset = UNSET
    days: list[date | None] | Unset = UNSET
    uuid: UUID | Unset = UNSET
    const: Literal["fixed"] | Unset = UNSET
    one: Literal[1] | Unset = UNSET
    yes: Literal[True] | Unset = UNSET
    integer: int | Unset = UNSET
    number: int | float | Unset = UNSET
    level: Level | Unset = UNSET
    null: Unset | None = UNSET


NAMED = '{"from": "me", "a-b": null, "camelCase": []'
U = "6f1c1a0e-3c53-4b0c-9d5e-2f6b1f3a7c11"

# Model class, JSON text, and kind and pointer of each mismatch. Models return all of this JSON unchanged.
CASES: list[tuple[type[Model], str, list[tuple[str, str]]]] = [
    (Named, f'{NAMED}, "class": 1, "a/b~c": "x", "": 2, "ключ 🔑": 3}}', []),
    (Named, f'{NAMED}, "self": 4, "t": 5, "o": 6, "type": "named"}}', []),
    (Named, '{"from": "me", "a-b": "b", "camelCase": ["2026-03-02T08:00:00Z", "2026-03-02T08:00:00.500+02:00"]}', []),
    (Named, f'{NAMED}, "additional_properties": 1}}', []),
    (Named, f'{NAMED}, "from_": "x", "a_b": 1}}', [("unknown", "/from_"), ("unknown", "/a_b")]),
    (Named, f'{NAMED}, "a/b~c": 1, "": null}}', [("type", "/a~1b~0c"), ("null", "/")]),
    (Named, '{"class": 1}', [("missing", "/from"), ("missing", "/a-b"), ("missing", "/camelCase")]),
    (Quoted, r'{"a\"b": 1}', []),
    (Quoted, r'{"a\"b": 1, "a\\b": 2, "a\nb": [{"value": 3}], "plain": 4}', []),
    (Quoted, r'{"a\\b": null, "a\nb": [{"value": "3"}], "a\tb": 4}', [
        ("missing", '/a"b'), ("null", "/a\\b"), ("type", "/a\nb/0/value"), ("unknown", "/a\tb"),
    ]),
    (Node, '{"value": 1, "children": [{"value": 2, "children": []}, {"value": 3, "parent": null}]}', []),
    (Node, '{"value": 1, "parent": {"value": 2, "parent": {"value": 3, "parent": {"value": 4}}}}', []),
    (Node, '{"value": 1, "by_name": {"a": {"value": 2}, "b": {"value": 3, "by_name": {}}}}', []),
    (Node, '{"value": 1, "pair": {"left": {"value": 2, "pair": {"left": {"value": 3}, "right": null}}, "right": null}}',
     []),
    (Node, '{"value": 1, "by_name": {"a/b": {"value": null}, "": {}}}', [
        ("null", "/by_name/a~1b/value"), ("missing", "/by_name//value"),
    ]),
    (Node, '{"value": 1, "pair": {"left": {"value": 2, "x": 1}}}', [
        ("unknown", "/pair/left/x"), ("missing", "/pair/right"),
    ]),
    (Nested, '{"grid": [[{"value": 1}], [], [{"value": 2}, {"value": 3}]]}', []),
    (Nested, '{"grid": [[{"value": 1}], [{"value": "2"}], 3, [4]]}', [
        ("type", "/grid/1/0/value"), ("type", "/grid/2"), ("type", "/grid/3/0"),
    ]),
    (Nested, '{"times": [["2026-03-02T08:00:00Z", null, "2026-03-02T08:00:00.120Z"], []], "levels": [1, 2, -1]}', []),
    (Nested, '{"times": [["2026-03-02T08:00:00.120Z", "soon"]], "levels": [1, 7, "2", 1.5, 2.0]}', [
        ("type", "/times/0/1"), ("enum", "/levels/1"), ("type", "/levels/2"), ("type", "/levels/3"),
    ]),
    (Nested, '{"maps": {"a": [{"x": "2026-03-02"}, {}], "b": []}, "words": {"a": "SENT", "b": null}}', []),
    (Nested, '{"maps": {"a": [{"x": "2026-03-32"}], "0": [0]}, "words": {"a": "PAUSED", "b": 1}}', [
        ("type", "/maps/a/0/x"), ("type", "/maps/0/0"), ("enum", "/words/a"), ("type", "/words/b"),
    ]),
    (Nested, '{"free": [1, 1.0, null, {"a": []}], "anything": {"additional_properties": {}}, "bare": null}', []),
    (Nested, '{"anything": null}', []),
    (Nested, '{"bare": [], "free": {}}', [("type", "/free"), ("type", "/bare")]),
    (Unions, '{"pet": {"kind": "cat", "lives": 9}, "maybe": null}', []),
    (Unions, '{"pets": [{"kind": "dog"}, {"kind": "cat", "lives": 1}]}', []),
    (Unions, '{"pet": {"kind": "cat", "lives": 9, "born": "2026-03-02T08:00:00.500Z"}}', []),
    (Unions, '{"pet": {"kind": "cat", "lives": 9, "colour": "grey"}, "maybe": {"kind": "dog", "tricks": []}}', [
        ("unknown", "/pet/colour"),
    ]),
    (Unions, '{"pet": {"kind": "fish", "fins": 2}, "pets": [{"kind": "dog"}, 7, null]}', [
        ("union", "/pet"), ("union", "/pets/1"), ("null", "/pets/2"),
    ]),
    (Unions, '{"scalar": "a"}', []),
    (Unions, '{"scalar": 1}', []),
    (Unions, '{"scalar": 1.0}', []),
    (Unions, '{"scalar": null}', []),
    (Unions, '{"scalar": true}', [("type", "/scalar")]),
    (Unions, '{"scalar": 1.5}', [("type", "/scalar")]),
    (Unions, '{"truth": true}', []),
    (Unions, '{"truth": 1.0}', []),
    (Unions, '{"truth": null}', [("null", "/truth")]),
    (Unions, '{"named_or_list": [{"value": 1}], "node_or_id": {"value": 1}, "node_or_map": {"value": 1}}', []),
    (Unions, '{"named_or_list": "x", "node_or_id": "x", "node_or_map": {"a": 1}}', []),
    (Unions, '{"named_or_list": [{"value": 1, "x": 2}], "node_or_id": {}, "node_or_map": {"a": "1"}}', [
        ("unknown", "/named_or_list/0/x"), ("missing", "/node_or_id/value"), ("union", "/node_or_map"),
    ]),
    (Unions, '{"when": "2026-03-02T08:00:00Z"}', []),
    (Unions, '{"when": "2026-03-02"}', []),
    (Unions, '{"when": "soon"}', [("union", "/when")]),
    (Unions, f'{{"uuid_or_text": "{U}"}}', []),
    (Unions, '{"uuid_or_text": "seg_1"}', []),
    (Unions, '{"status_or_level": "SENT", "status_or_null": null, "open_word": "PAUSED"}', []),
    (Unions, '{"status_or_level": 2, "status_or_null": "SENT", "open_word": "SENT"}', []),
    (Unions, '{"status_or_level": 7, "status_or_null": "PAUSED", "open_word": 1}', [
        ("enum", "/status_or_level"), ("enum", "/status_or_null"), ("union", "/open_word"),
    ]),
    (Scalars, f'{{"day": "2026-03-02", "days": ["0001-01-01", null], "uuid": "{U}", "const": "fixed", "one": 1}}', []),
    (Scalars, '{"integer": 18446744073709551616, "number": -0.0, "level": 2, "null": null}', []),
    (Scalars, '{"integer": 1.0, "number": 1e3, "level": 2.0, "one": 1.0}', []),
    (Scalars, '{"yes": true}', []),
    (Scalars, '{"yes": false}', [("enum", "/yes")]),
    (Scalars, '{"yes": 1, "one": true}', [("type", "/one"), ("type", "/yes")]),
    (Scalars, '{"day": "2026-02-29", "days": ["2026-03-02T08:00:00Z"], "uuid": "seg_1", "const": "free", "one": 2}', [
        ("type", "/day"), ("type", "/days/0"), ("type", "/uuid"), ("enum", "/const"), ("enum", "/one"),
    ]),
    (Scalars, '{"integer": 1.5, "number": "1", "level": 7, "null": 0}', [
        ("type", "/integer"), ("type", "/number"), ("enum", "/level"), ("type", "/null"),
    ]),
    (Scalars, '{"integer": true, "number": false, "level": true}', [
        ("type", "/integer"), ("type", "/number"), ("type", "/level"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("cls", "text", "places"), CASES, ids=[f"{cls.__name__} {text}" for cls, text, _ in CASES])
def test_other_models_find_what_departs_and_give_back_what_came(cls: Any, text: str, places: list[tuple[str, str]]):
    data = json.loads(text)
    for build, source in [(cls.from_json, text), (cls.from_dict, data)]:
        found: list[Mismatch] = []
        one = build(source, on_mismatch=found.append)
        assert sorted(places) == sorted((mismatch.kind, mismatch.pointer) for mismatch in found)
        assert spelled(data) == spelled(one.to_dict()) == spelled(json.loads(one.to_json()))
        assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one


def test_other_models_hold_the_types_they_promise():
    node = Node.from_json('{"value": 1, "children": [{"value": 2}], "pair": {"left": {"value": 3}, "right": null}}')
    assert (type(node.children[0]), type(node.pair), type(node.pair.left)) == (Node, Pair, Node)
    nested = Nested.from_json('{"grid": [[{"value": 1}]], "levels": [1], "maps": {"a": [{"x": "2026-03-02"}]}}')
    assert type(nested.grid[0][0]) is Node
    assert nested.levels[0] is Level.LOW
    assert nested.maps == {"a": [{"x": date(2026, 3, 2)}]}
    unions = Unions.from_json(
        '{"pet": {"kind": "cat", "lives": 9}, "pets": [{"kind": "dog"}], "node_or_id": {"value": 1},'
        f'"when": "2026-03-02", "uuid_or_text": "{U}", "open_word": "SENT", "status_or_level": 2}}'
    )
    assert (type(unions.pet), type(unions.pets[0]), type(unions.node_or_id)) == (Cat, Dog, Node)
    assert (unions.when, unions.uuid_or_text) == (date(2026, 3, 2), UUID(U))
    assert (unions.open_word, unions.status_or_level) == (BroadcastStatus.SENT, Level.HIGH)
    assert type(unions.open_word) is BroadcastStatus


def test_an_alternative_that_grew_is_still_that_alternative():
    unions = Unions.from_json('{"pet": {"kind": "dog", "colour": "grey"}}', on_mismatch="ignore")
    assert unions.pet == Dog(kind="dog", additional_properties={"colour": "grey"})


def test_a_wire_name_need_not_be_a_python_name():
    one = Named(from_="me", a_b=None, camel_case=[])
    assert one.to_dict() == {"from": "me", "a-b": None, "camelCase": []}
    one.class_ = 7
    assert one.to_dict()["class"] == 7
    assert repr(one) == "Named(from_='me', class_=7, a_b=None, camel_case=[])"
    assert Quoted(quote=1).to_dict() == {'a"b': 1}


# First use by many threads

FIRST_USE = """
    import sys, threading
    from concurrent.futures import ThreadPoolExecutor
    from pathlib import Path

    sys.setswitchinterval(1e-6)
    content = Path(sys.argv[1]).read_bytes()
    together = threading.Barrier(32)

    def use(number):
        together.wait()
        from invent_client import _decoder
        from invent_client.models import Broadcast
        if number % 2:
            return _decoder.decode(content, list[Broadcast])
        import json
        found = [Broadcast.from_dict(item, on_mismatch="raise") for item in json.loads(content)]
        return [Broadcast.from_json(one.to_json()) for one in found], []

    with ThreadPoolExecutor(32) as pool:
        results = list(pool.map(use, range(32)))
    assert all(value == results[0][0] and not mismatches for value, mismatches in results)
    print(len(results[0][0]))
"""


def test_the_first_use_may_be_by_many_threads_at_once():
    """The test starts a new process, in which no model class has been used before."""
    code, sample = textwrap.dedent(FIRST_USE), str(SAMPLES / "every_status.json")
    package = Path(invent_client.__file__).parent.parent
    for _ in range(3):
        command = [sys.executable, "-W", "error", "-c", code, sample]
        done = subprocess.run(command, cwd=package, capture_output=True, text=True, timeout=60, check=False)
        assert (done.stdout, done.stderr) == ("6\n", "")


def test_a_repr_has_no_secret():
    extra = {"api_key": "k-secret", "next_page_token": "n", "token": {"value": 1}, "max_tokens": 5, "secret": None}
    shown = repr(Segment.from_dict({"id": "s"} | extra, on_mismatch="ignore"))
    assert "k-secret" not in shown
    assert "'api_key': '[secret]', 'next_page_token': 'n', 'token': {'value': 1}, 'max_tokens': 5" in shown
    assert Segment.from_dict(extra, on_mismatch="ignore").additional_properties["api_key"] == "k-secret"


def test_a_repr_has_no_secret_of_a_list():
    names = ("passwords", "api_keys", "tokens", "access_tokens", "client_secret")
    extra = {name: ["k-secret", ["k-secret"]] for name in names} | {"page_tokens": ["n"], "max_tokens": "5"}
    shown = repr(Segment.from_dict({"id": "s"} | extra, on_mismatch="ignore"))
    assert "k-secret" not in shown
    assert [each for each in ("'passwords': ['[secret]', ['[secret]']]", "['n']", "'5'") if each not in shown] == []
