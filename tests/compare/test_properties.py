"""What holds for any two contracts: equality, order, the way back, and that nothing makes it crash."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from support.compare_rows import AREAS, api, json_body, obj, ok, operation, parameter, ref

from specloop.compare import CHANGE_RULES, compare
from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.report import Change

Document = dict[str, Any]

OWN = load_document(Path(__file__).parents[2] / "openapi.yaml").data

# No two of them are one name in Python: such names are numbered in the order in which they come.
NAMES = ("a", "b", "aB", "class", "type", "_", "1st", "x y")
COMPONENTS = ("Cat", "Dog", "owl", "List")
# What others are composed of: nothing in it that becomes a class, as that is named after whoever comes first.
BASES = {"Cat": obj("a", a={"type": "string"}), "Dog": obj(b={"type": "integer"}, next=ref("Dog"))}

# --- any contract ---

SCALARS = st.sampled_from(
    [
        {"type": "string"},
        {"type": "string", "format": "date-time"},
        {"type": "string", "format": "email", "maxLength": 9},
        {"type": "integer", "minimum": 1},
        {"type": "number", "exclusiveMaximum": 9.5},
        {"type": "boolean"},
        {"type": ["string", "null"]},
        {"type": "string", "nullable": True},
        {"type": ["integer", "string"]},
        {"enum": ["A", "B"]},
        {"type": "string", "enum": ["A"], "description": "One."},
        {"type": "integer", "enum": [1, 2], "default": 1},
        {"const": "A"},
        {"type": "null"},
        {},
        True,
        {"type": "object"},
        *(ref(name) for name in COMPONENTS),
    ]
)


def objects(inner: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Document]:
    members = st.dictionaries(st.sampled_from(NAMES), inner, min_size=least, max_size=4)
    required = st.lists(st.sampled_from(NAMES), max_size=3, unique=True)
    extra = st.none() | st.booleans() | SCALARS

    def make(properties: Document, required: list[str], more: Any) -> Document:
        made = {"type": "object", "properties": properties, "required": required}
        return made if more is None else {**made, "additionalProperties": more}

    return st.builds(make, members, required, extra)


def composed(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Document]:
    arms = st.lists(inner, min_size=1, max_size=3)
    parts = st.lists(objects(inner) | st.sampled_from([ref(name) for name in BASES]), min_size=1, max_size=3)
    return st.one_of(
        objects(inner),
        st.builds(lambda items: {"type": "array", "items": items}, inner),
        st.builds(lambda keyword, arms: {keyword: arms}, st.sampled_from(["anyOf", "oneOf"]), arms),
        st.builds(lambda parts: {"allOf": parts}, parts),
    )


SCHEMAS = st.recursive(SCALARS, composed, max_leaves=6)
# One that has a class, or nothing in it that has: what stands in a component without one is named after the first
# who refers to it, so that order means something after all.
SHARED = st.one_of(
    SCALARS,
    objects(SCHEMAS, least=1),
    st.builds(lambda items: {"type": "array", "items": items}, st.sampled_from([{"type": "string"}, ref("owl")])),
)


@st.composite
def operations(draw: st.DrawFn, number: int) -> Document:
    listed = st.lists(
        st.tuples(st.sampled_from(NAMES), st.sampled_from(["query", "header"])),
        max_size=3,
        unique_by=lambda each: each[0],
    )
    made = operation(
        f"/{number}/{{id}}",
        draw(st.sampled_from(["get", "post"])),
        operationId=f"call{number}",
        tags=[draw(st.sampled_from(["cats", "dogs"]))],
        parameters=[
            parameter("id", "path"),
            *(parameter(name, where, draw(SCHEMAS), required=draw(st.booleans())) for name, where in draw(listed)),
        ],
        responses={**ok(draw(SCHEMAS)), **({"404": {"description": ""}} if draw(st.booleans()) else {})},
    )
    return {**made, "requestBody": json_body(draw(SCHEMAS))} if draw(st.booleans()) else made


@st.composite
def contracts(draw: st.DrawFn) -> Document:
    schemas = {name: BASES.get(name) or draw(SHARED) for name in COMPONENTS}
    return api(*(draw(operations(number)) for number in range(draw(st.integers(0, 3)))), schemas=schemas)


def changes(old: Document, new: Document) -> list[Change]:
    """Compare; what is not a contract at all is not what is examined here."""
    try:
        return compare(
            load_document("old.json", text=json.dumps(old).encode()),
            load_document("new.json", text=json.dumps(new, indent=1).encode()),
        )
    except InputError:
        assume(False)
        raise


# --- equality and order ---


@given(contracts())
@example(OWN)
def test_a_contract_and_itself_are_the_same(document: Document):
    assert [change.message for change in changes(document, document)] == []


# The order of these says nothing. That of a tuple's items does, and so do an operation's first tag, which is its
# namespace, and the first server, which is the default.
UNORDERED = {"required", "enum", "anyOf", "oneOf", "allOf", "parameters", "security", "type"}


def reordered(draw: st.DrawFn, node: Any, key: str = "") -> Any:
    if isinstance(node, dict):
        return {name: reordered(draw, node[name], name) for name in draw(st.permutations(list(node)))}
    if isinstance(node, list):
        listed = draw(st.permutations(node)) if key in UNORDERED else node
        return [reordered(draw, item) for item in listed]
    return node


@settings(max_examples=60)
@given(contracts(), st.data())
@example(OWN, None)
def test_order_means_nothing(document: Document, data: st.DataObject | None):
    other = reordered(data.draw, document) if data else json.loads(json.dumps(document, sort_keys=True))
    assert [change.message for change in changes(document, other)] == []


# --- there and back ---

ROWS = [row for rows in AREAS.values() for row in rows]


def without_classes(found: list[Change]) -> list[Change]:
    """Leave out classes that go with something else: the one way that is said, the other way it goes without saying."""
    return [change for change in found if not change.code.startswith("class-")]


@settings(max_examples=60)
@given(contracts(), st.data())
def test_removing_what_was_added_is_what_mirrors_say(document: Document, data: st.DataObject):
    new = copy.deepcopy(document)
    kind = data.draw(st.sampled_from(["operation", "parameter", "body", "error", "component", "header", "webhook"]))
    made = [item[method] for item in new["paths"].values() for method in item]
    if kind == "operation":
        new["paths"]["/new"] = {"get": {"operationId": "new", "tags": ["new"], "responses": ok({"type": "string"})}}
    elif kind == "webhook":
        new["webhooks"] = {"new": {"post": {"requestBody": json_body(ref("Cat")), "responses": ok({"type": "string"})}}}
    elif kind == "component":
        new["components"]["schemas"]["New"] = obj(a={"type": "string"})
    else:
        assume(made)
        target = data.draw(st.sampled_from(made))
        if kind == "parameter":
            target["parameters"].append(parameter("new", required=data.draw(st.booleans())))
        elif kind == "body":
            assume("requestBody" not in target)
            target["requestBody"] = json_body({"type": "string"}, required=data.draw(st.booleans()))
        elif kind == "error":
            target["responses"]["500"] = {"description": ""}
        else:
            target["responses"]["200"]["headers"] = {"X-New": {"schema": {"type": "string"}}}
    (there,), (back,) = changes(document, new), changes(new, document)
    assert back.code in CHANGE_RULES[there.code].opposite
    assert there.code in CHANGE_RULES[back.code].opposite
    assert there.operations == back.operations


@settings(max_examples=100)
@given(contracts(), contracts())
def test_if_nothing_changed_on_the_way_there_nothing_changes_on_the_way_back(old: Document, new: Document):
    there, back = changes(old, new), changes(new, old)
    assert bool(there) == bool(back)


# --- anything ---

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-2, 9)
    | st.floats(0, 1)
    | st.sampled_from([*NAMES, "string", "object", ""]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=3),
    max_leaves=4,
)


def places(node: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [place]
    for step, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        found += places(child, (*place, step))
    return found


def at(node: Any, place: tuple[Any, ...]) -> Any:
    for step in place:
        node = node[step]
    return node


@st.composite
def mutants(draw: st.DrawFn) -> tuple[Document, Document]:
    """Take a contract, and put something at some places: anything, or what stands elsewhere in it."""
    old = draw(st.one_of(contracts(), st.just(OWN), st.sampled_from([row.new for row in ROWS])))
    new = copy.deepcopy(old)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(places(new)[1:]))
        parent = at(new, place[:-1])
        how = draw(st.sampled_from(["anything", "elsewhere", "remove", "rename"]))
        if how == "anything":
            parent[place[-1]] = draw(VALUES)
        elif how == "elsewhere":
            parent[place[-1]] = copy.deepcopy(at(new, draw(st.sampled_from(places(new)[1:]))))
        elif how == "rename" and isinstance(parent, dict):
            parent[draw(st.sampled_from([*NAMES, "items", "type", "allOf", "anyOf", "$ref"]))] = parent.pop(place[-1])
        else:
            del parent[place[-1]]
        if not new:
            break
    return old, new


@settings(max_examples=400)
@given(mutants())
def test_whatever_the_input_there_is_an_answer_or_an_error_that_says_why(pair: tuple[Document, Document]):
    old, new = (
        load_document(f"{name}.json", text=json.dumps(each).encode())
        for name, each in zip(("old", "new"), pair, strict=True)
    )
    for then, now in ((old, new), (new, old), (new, new)):
        try:
            found = compare(then, now)
        except InputError as refused:
            problems = refused.problems
        else:
            problems = None
        if problems is not None:
            assert problems
            continue
        assert found == [] or then is not now
        for change in found:
            assert change.message.isprintable()
            json.dumps(change.data())
