"""Damaged contracts, in which random values replace others: the result is a client or an error, and never a crash."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi.test_bundler import ZOO, written

from specloop.codegen.builder import build_client
from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.openapi.retrieval import UnreachableError, join_path

ROOT = Path(__file__).parents[2]
JUNK = st.sampled_from(
    [
        *(None, True, 0, -1, 1.5, "", "x", "#", "#/x", "a.yaml", [], [1], ["a"], {}, {"a": 1}),
        *({"$ref": "#"}, {"$ref": "#/components/schemas/None"}, {"$ref": "schemas/Pet.yaml"}),
    ]
)
WORDS = """
$anchor $dynamicRef $ref additionalOperations additionalProperties allOf anyOf callbacks const content default
deprecated description discriminator encoding enum example examples explode format headers in itemSchema items
mapping maxItems name nullable oneOf operationId parameters patternProperties prefixItems properties query readOnly
required requestBody responses schema security servers style tags title type x-enum-varnames x-pagination
"""
KEYS = st.sampled_from(WORDS.split())
DAMAGE = st.tuples(st.integers(min_value=0), st.none() | KEYS, JUNK)
"""A change of a random node: the number of the node, a key to set in it (None to replace the node), and a value."""


class InMemory:
    """A retriever that serves the documents of a contract from memory."""

    root_uri = "openapi.yaml"

    def __init__(self, documents: dict[str, Any]) -> None:
        self.documents = documents

    def source(self, name: str) -> str:
        return name

    def retrieve(self, name: str) -> bytes:
        if name not in self.documents:
            raise InputError.at(name, "there is no such file")
        return json.dumps(self.documents[name]).encode()

    def resolve_uri(self, name: str, reference: str) -> str:
        found = join_path(name, reference)
        if found.startswith("../"):
            raise UnreachableError("is outside")
        return found


def places(node: Any, pointer: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the pointer of each node of a document except the root."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, value in items:
        yield (*pointer, step)
        yield from places(value, (*pointer, step))


def damaged(documents: dict[str, Any], damages: list[tuple[int, str | None, Any]]) -> dict[str, Any]:
    """Return a copy of the documents in which the given nodes are changed."""
    result = copy.deepcopy(documents)
    for number, key, junk in damages:
        every = list(places(result))
        pointer = every[number % len(every)]
        holder: Any = result
        for step in pointer[:-1]:
            holder = holder[step]
        if key is not None and isinstance(holder[pointer[-1]], dict):
            holder[pointer[-1]][key] = copy.deepcopy(junk)
        else:
            holder[pointer[-1]] = copy.deepcopy(junk)
    return result


@pytest.fixture(scope="module")
def documents(tmp_path_factory) -> dict[str, dict[str, Any]]:
    """The undamaged contracts: one in several files, one with all features of OpenAPI, and this repository's."""
    folder = tmp_path_factory.mktemp("zoo")
    written(folder, ZOO)
    one_file = {"everything": ROOT / "tests/adversarial/everything.yaml", "ours": ROOT / "openapi.yaml"}
    return {
        "several files": {name: yaml.safe_load((folder / name).read_text()) for name in ZOO},
        **{name: {"openapi.yaml": yaml.safe_load(path.read_text())} for name, path in one_file.items()},
    }


@pytest.mark.parametrize("which", ["several files", "everything", "ours"])
@given(damages=st.lists(DAMAGE, min_size=1, max_size=3))
@settings(max_examples=150)
def test_damage_gives_a_client_or_a_refusal_with_places(documents, which, damages):
    retriever = InMemory(damaged(documents[which], damages))
    try:
        client = build_client(load_document("openapi.yaml", retriever=retriever))
    except InputError as refusal:
        for problem in refusal.problems:
            assert problem.place.file in retriever.documents
            assert problem.place.line == 1  # The JSON text is a single line.
            assert "; " in problem.message or ": " in problem.message
    else:
        assert client.package
