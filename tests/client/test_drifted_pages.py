"""Decoders that accept known mismatches return the same models and mismatches as reading property by property."""

from __future__ import annotations

import json
import threading
from datetime import date, datetime
from typing import Annotated, Any, Literal

import attrs
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.api_server import broadcast
from support.strategies import spelled

from invent_client import UNSET, Broadcast, Unset, _decoder, _plan_code, _schema_plans
from invent_client._enums import OpenIntEnum, OpenStrEnum
from invent_client._mismatch_records import MAX_KEPT_MISMATCHES
from invent_client._model import Model
from invent_client._object_plans import MAX_LEARNED_NAMES, Extension
from invent_client._type_plans import MAX_LEARNED_VALUES, EnumPlan
from invent_client._types import Discriminator

PARTS = Discriminator("kind", (("text", "Text"), ("markdown", "Text"), ("group", "Group")), None)
SHAPES = Discriminator("sides", (("0", "Circle"), ("4", "Square")), "Square")


class Color(OpenStrEnum):
    """An open enum of strings."""

    RED = "red"
    BLUE = "blue"


class Level(OpenIntEnum):
    """An open enum of integers."""

    LOW = 1
    HIGH = 2


def model(cls):
    return attrs.define(kw_only=True, repr=False)(cls)


@model
class Text(Model):
    """A variant of a union, which msgspec identifies by the tag `kind`, a constant property."""

    kind: Literal["text", "markdown"]
    text: str
    color: Color | Unset | None = UNSET


@model
class Group(Model):
    """A variant of a union, whose properties are unions with the same discriminator."""

    kind: str
    parts: list[Annotated[Text | Group, PARTS]]
    first: Annotated[Text | Group, PARTS] | Unset | None = UNSET


@model
class Circle(Model):
    """A variant of a union, whose discriminator is an integer."""

    sides: int
    radius: int | float


@model
class Square(Model):
    """The default variant of a union with the discriminator `sides`."""

    sides: int
    width: int | float


@model
class Cat(Model):
    """A variant of a union, which the constant `type` identifies."""

    type: Literal["cat"]
    lives: int


@model
class Dog(Model):
    """A variant of a union, which the constant `type` identifies."""

    type: Literal["dog"]
    lives: int
    friend: Cat | Dog | Unset | None = UNSET


@model
class Metre(Model):
    """A variant of a union, which its property names identify."""

    metres: int


@model
class Foot(Model):
    """A variant of a union, which its property names identify."""

    feet: int
    inches: Color | Unset = UNSET


@model
class Exact(Model):
    """A variant of a union, whose property `size` is an integer, unlike in About."""

    size: int


@model
class About(Model):
    """A variant of a union, whose property `size` is a string, unlike in Exact."""

    size: str


@model
class Label(Model):
    """An open class whose additional properties have the type Color."""

    _open = True
    _additional_type = "Color"

    name: str = attrs.field(metadata={"json_name": "Name"})


@model
class Item(Model):
    """An object with a property of each type in this module."""

    id: int
    name: str = attrs.field(metadata={"json_name": "fullName"})
    color: Color
    level: Level | Unset = UNSET
    at: datetime
    day: date | None
    is_new: Literal[True] | Unset = UNSET
    colors: list[Color]
    levels: dict[str, Level] | Unset = UNSET
    label: Label | Unset = UNSET
    child: Item | Unset | None = UNSET
    parts: list[Annotated[Text | Group, PARTS]] | Unset = UNSET
    shape: Annotated[Circle | Square, SHAPES] | Unset = UNSET
    pets: list[Cat | Dog] | Unset = UNSET
    length: Metre | Foot | Unset | None = UNSET
    sizes: list[Exact | About] | list[int] | Unset = UNSET
    label_or_text: Label | str | list[Color] | Unset = UNSET


PAGE = list[Item]

TEXT = {"kind": "text", "text": "a"}
ITEM: dict[str, Any] = {
    "id": 1,
    "fullName": "a",
    "color": "red",
    "level": 2,
    "at": "2026-03-02T08:00:00.123Z",
    "day": None,
    "is_new": True,
    "colors": ["red", "blue"],
    "levels": {"x": 1},
    "label": {"Name": "b", "more": "red"},
    "parts": [TEXT, {"kind": "group", "parts": [TEXT], "first": None}, {**TEXT, "kind": "markdown", "color": "blue"}],
    "shape": {"sides": 0, "radius": 1.5},
    "pets": [{"type": "cat", "lives": 9}, {"type": "dog", "lives": 1, "friend": {"type": "cat", "lives": 7}}],
    "length": {"feet": 6, "inches": "red"},
    "sizes": [{"size": 1}, {"size": "2"}],
    "label_or_text": {"Name": "c"},
}
PLAIN_ITEM = {key: ITEM[key] for key in ("id", "fullName", "color", "at", "day", "colors")}


def reset(type_: Any = PAGE) -> _schema_plans.CompiledPlan:
    """Forget the mismatches of earlier responses of a type, and return new decoders for the type."""
    compiled = _schema_plans.compiled_plan(type_)
    for plan in _schema_plans.used_plans(compiled.plan):
        if isinstance(plan, _schema_plans.ObjectPlan):
            plan.extension = Extension()
        if isinstance(plan, EnumPlan):
            plan.is_extended = False
    return _schema_plans._compiled_plans.setdefault(type_, compiled.__class__(compiled.plan))


@pytest.fixture(autouse=True)
def _fresh():
    _schema_plans._compiled_plans.pop(PAGE, None)
    _schema_plans._compiled_plans.pop(list[Broadcast], None)
    reset(PAGE)
    reset(list[Broadcast])


def encoded(data: Any) -> bytes:
    return json.dumps(data).encode()


def slowly(content: bytes, type_: Any = PAGE) -> tuple[Any, Any]:
    """Decode content property by property, as the client decodes the first response with a mismatch."""
    data = msgspec.json.decode(content)
    return _decoder._read_leniently(_schema_plans.compiled_plan(type_), data)


def shown(result: tuple[Any, Any]) -> tuple[str, list[Any], int]:
    value, mismatches = result
    found = [(each.pointer, each.expected, each.got, each.kind) for each in mismatches]
    return spelled(_schema_plans_text(value)), found, mismatches.total


def _schema_plans_text(value: Any) -> Any:
    """Return a decoded value as JSON data that states the Python type of each nested value."""
    if isinstance(value, Model):
        names = [each.name for each in attrs.fields(type(value))]
        return [type(value).__name__, {name: _schema_plans_text(getattr(value, name)) for name in names}]
    if isinstance(value, dict):
        return {key: _schema_plans_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_schema_plans_text(item) for item in value]
    return [type(value).__name__, repr(value)]


def check(content: bytes, type_: Any = PAGE) -> None:
    """Check that the client's decoder and decoding property by property return the same value and mismatches."""
    assert shown(_decoder.decode(content, type_)) == shown(slowly(content, type_))


def extended_accepts(content: bytes, type_: Any = PAGE) -> bool:
    """Return whether a type has structs that accept mismatches seen before, and these structs decode the content."""
    extended = _schema_plans.compiled_plan(type_).extended
    if extended is None:
        return False
    try:
        extended.decode(content)
    except msgspec.ValidationError:
        return False
    return True


# Random mismatches at any place

NAMES = st.sampled_from(["extra", "a/b~c", "Name", "ключ", 'quo"ted', "_0", "id"])
VALUES = st.sampled_from(
    [None, True, 0, 1.0, "green", "red", "", 7, [], ["green"], {}, {"a": [1.5]}, [None], {"kind": "text"}, 2**70, TEXT]
)


@st.composite
def drifted(draw: st.DrawFn, value: Any, chance: int = 12) -> Any:
    """Return a copy of a value in which some properties are absent, have another value, or are added."""
    if draw(st.integers(0, chance * 4)) == 0:
        return draw(VALUES)
    if isinstance(value, list):
        return [draw(drifted(item, chance)) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: draw(drifted(item, chance)) for key, item in value.items() if draw(st.integers(0, chance * 4))}
    if draw(st.integers(0, chance)) == 0:
        result |= draw(st.dictionaries(NAMES, VALUES, max_size=2))
    return dict(draw(st.permutations(list(result.items())))) if draw(st.booleans()) else result


ITEMS = st.sampled_from([ITEM, PLAIN_ITEM, {**PLAIN_ITEM, "child": ITEM}])
PAGES = st.lists(ITEMS.flatmap(drifted), max_size=3)


@settings(max_examples=60)
@given(pages=st.lists(PAGES, min_size=1, max_size=4))
def test_extended_structs_find_the_same_models_and_mismatches(pages: list[Any]):
    _schema_plans._compiled_plans.pop(PAGE, None)
    reset()
    for _ in range(3):
        for page in pages:
            check(encoded(page))


# Typical mismatches of real servers


def with_member(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"archived_at": None}


def with_word(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"status": "PAUSED"}


def with_null(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"name": None}


def without_member(item: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in item.items() if key != "played_count"}


def with_nested_member(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"segments": [{"id": "s", "color": number} for number in range(2)]}


def with_another_type(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"contacts_count": "7"}


DRIFTS = [with_member, with_word, with_null, without_member, with_nested_member, with_another_type]


@pytest.mark.parametrize(
    "edits", [*([each] for each in DRIFTS), DRIFTS[:3], DRIFTS], ids=lambda each: f"{len(each)} {each[0].__name__}"
)
def test_the_third_drifted_page_is_decoded_by_structs(edits):
    items = [broadcast(number) for number in range(10)]
    for edit in edits:
        items = [edit(item) for item in items]
    content = encoded(items)
    assert not extended_accepts(content, list[Broadcast])
    for _ in range(2):
        check(content, list[Broadcast])
    assert extended_accepts(content, list[Broadcast])
    check(content, list[Broadcast])
    assert _decoder.decode(content, list[Broadcast])[1].total == 10 * len(edits) + 10 * (with_nested_member in edits)
    clean = encoded([broadcast(1)])
    assert not _decoder.decode(clean, list[Broadcast])[1]


def test_pages_without_mismatches_are_decoded_by_strict_structs_again(monkeypatch):
    drifted, clean = (encoded([edit(broadcast(number)) for number in range(3)]) for edit in (with_member, dict))
    for _ in range(3):
        check(drifted, list[Broadcast])
    plan = _schema_plans.compiled_plan(list[Broadcast])
    check(clean, list[Broadcast])
    with monkeypatch.context() as patched:
        patched.setattr(plan.extended, "decode", None)
        for _ in range(2):
            check(clean, list[Broadcast])
    for page in (drifted, clean, drifted, drifted, clean, clean):
        check(page, list[Broadcast])


def test_a_page_with_more_mismatches_than_are_kept_counts_them_all():
    content = encoded([with_null(with_member(broadcast(1)))] * MAX_KEPT_MISMATCHES)
    for _ in range(4):
        mismatches = _decoder.decode(content, list[Broadcast])[1]
        assert (len(mismatches), mismatches.total) == (MAX_KEPT_MISMATCHES, 2 * MAX_KEPT_MISMATCHES)
    assert extended_accepts(content, list[Broadcast])
    check(content, list[Broadcast])


# Limits of extensions


def test_a_server_that_makes_up_names_and_words_does_not_have_structs_built_without_end():
    broadcasts = list[Broadcast]
    for number in range(200):
        check(
            encoded([broadcast(1, status=f"W{number}", segments=[{f"m{number}": 1}], **{f"n{number}": 1})]), broadcasts
        )
    before = len(vars(_plan_code.namespace))
    for number in range(200, 1000):
        content = encoded([broadcast(1, status=f"W{number}", segments=[{f"m{number}": 1}], **{f"n{number}": 1})])
        _decoder.decode(content, broadcasts)
    assert len(vars(_plan_code.namespace)) == before
    for plan in _schema_plans.used_plans(_schema_plans.compiled_plan(broadcasts).plan):
        if isinstance(plan, _schema_plans.ObjectPlan):
            assert len(plan.extension.names) <= MAX_LEARNED_NAMES
        if isinstance(plan, EnumPlan):
            assert len(plan._undocumented) <= MAX_LEARNED_VALUES


def test_a_class_with_too_many_new_names_does_not_slow_down_what_is_around_it():
    def page(number: int) -> bytes:
        return encoded([broadcast(1, segments=[{f"m{number}-{index}": 1 for index in range(MAX_LEARNED_NAMES)}])])

    for number in range(10):
        check(page(number), list[Broadcast])
    assert extended_accepts(page(11), list[Broadcast])
    check(page(11), list[Broadcast])


def test_threads_that_meet_the_same_drift_find_the_same():
    contents = [encoded([edit(broadcast(number)) for number in range(20)]) for edit in DRIFTS]
    expected = [shown(slowly(content, list[Broadcast])) for content in contents]
    wrong: list[Any] = []

    def work(first: int) -> None:
        for turn in range(12):
            index = (first + turn) % len(contents)
            found = shown(_decoder.decode(contents[index], list[Broadcast]))
            if found != expected[index]:
                wrong.append(found)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []
