"""Hypothesis strategies that generate contracts with operations, bodies and components."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from support.compare_rows import api, json_body, obj, ok, operation, parameter, ref

Document = dict[str, Any]

# All names have different Python names, since colliding names are numbered in the order of the document.
NAMES = ("a", "b", "aB", "class", "type", "_", "1st", "x y")
COMPONENTS = ("Cat", "Dog", "owl", "List")
# Components for `allOf`. They contain no inline classes, since these are named after the first user of a component.
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
# Component schemas that are a class, or contain no inline class. An inline class in a component without a class is
# named after the first schema that refers to the component, so that order would matter.
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
