"""Properties of compare for any two contracts: equality, independence of order, the reverse direction, no crash."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from support.compare_rows import AREAS, json_body, obj, ok, parameter, ref
from support.contract_strategies import NAMES, contracts

from specloop.codegen.api_names import name_api
from specloop.compare import CHANGE_RULES, compare
from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize
from specloop.openapi.validation import validate
from specloop.report import Change

Document = dict[str, Any]

OWN = load_document(Path(__file__).parents[2] / "openapi.yaml").data


def changes(old: Document, new: Document) -> list[Change]:
    """Compare two contracts; reject the Hypothesis example if one of them is invalid."""
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


# The order of these values has no meaning. The order has a meaning for the items of a tuple, the tags of an operation
# (the first is its namespace) and the servers (the first is the default).
UNORDERED = {"required", "enum", "allOf", "parameters", "security", "type"}
UNIONS = {"anyOf", "oneOf"}


def has_numbered_classes(document: Document) -> bool:
    """Return whether a class has a number in its name, since no word tells apart two variants of a union.

    Such variants are numbered in their order, so that another order exchanges the names of their classes.
    """
    loaded = load_document("a.json", text=json.dumps(document).encode())
    try:
        validate(loaded)
    except InputError:
        assume(False)
    names = name_api(normalize(loaded)).classes
    return any(re.search(r"[0-9]", re.sub(r"Call[0-9]|1st|[0-9]{3}", "", name)) for name in names)


def reordered(draw: st.DrawFn, node: Any, unordered: set[str], key: str = "") -> Any:
    if isinstance(node, dict):
        return {name: reordered(draw, node[name], unordered, name) for name in draw(st.permutations(list(node)))}
    if isinstance(node, list):
        listed = draw(st.permutations(node)) if key in unordered else node
        return [reordered(draw, item, unordered) for item in listed]
    return node


@settings(max_examples=30)
@given(contracts(), st.data())
@example(OWN, None)
def test_order_means_nothing(document: Document, data: st.DataObject | None):
    unordered = UNORDERED if has_numbered_classes(document) else UNORDERED | UNIONS
    other = reordered(data.draw, document, unordered) if data else json.loads(json.dumps(document, sort_keys=True))
    assert [change.message for change in changes(document, other)] == []


# --- the reverse direction ---

ROWS = [row for rows in AREAS.values() for row in rows]


def without_classes(found: list[Change]) -> list[Change]:
    """Omit class changes that accompany another change, since they are reported in one direction only."""
    return [change for change in found if not change.code.startswith("class-")]


@settings(max_examples=30)
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


@settings(max_examples=50)
@given(contracts(), contracts())
def test_if_nothing_changed_on_the_way_there_nothing_changes_on_the_way_back(old: Document, new: Document):
    there, back = changes(old, new), changes(new, old)
    assert bool(there) == bool(back)


# --- arbitrary values ---

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
    """Generate a contract, and a copy in which some values are replaced by others, from elsewhere or arbitrary."""
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


@settings(max_examples=200)
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
