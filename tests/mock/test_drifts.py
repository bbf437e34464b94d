"""The mock's kinds of drift: each changes every third item in its documented way, and no other item."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
import yaml
from mock.conftest import SHOP, connect

from specloop.mock.drifts import DRIFT_KINDS
from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document

DOCUMENT = load_document(SHOP)
CONTRACT = yaml.safe_load(SHOP.read_text("utf-8"))
CLOSED = {**CONTRACT["components"]["schemas"]["Product"], "additionalProperties": False}
CLOSED["properties"]["size"] |= {"additionalProperties": False}
JUDGE = jsonschema_rs.Draft202012Validator(CLOSED, validate_formats=True)

SEEN = {
    "new-property": {"is_archived", "additionalProperties"},
    "new-nested-property": {"size", "color", "additionalProperties"},
    "new-enum-value": {"color", "enum"},
    "null": {"name", "type"},
    "missing-property": {"required"},
    "renamed-property": {"required", "additionalProperties"},
    "changed-type": {"price", "type"},
    "naive-timestamp": {"created_at", "format"},
}


def faults(item: Any) -> set[str]:
    found: set[str] = set()
    for error in JUDGE.iter_errors(item):
        found |= {str(step) for step in error.instance_path} | {error.kind.name}
    return found


def items(*kinds: str) -> list[dict[str, Any]]:
    with MockServer(DOCUMENT, items=30, drift=kinds) as mock, connect(mock) as client:
        return [each for page in (1, 2) for each in client.get("/products", params={"page": page}).json()]


def test_the_items_of_a_stream_depart_as_well():
    def numbers(*kinds: str) -> list[int]:
        with MockServer(DOCUMENT, drift=kinds) as mock, connect(mock) as client:
            lines = client.get("/orders/1/events", headers={"Accept": "application/x-ndjson"}).text.splitlines()
        return [number for number, line in enumerate(lines) if "is_archived" in line]

    assert ([], [0, 3, 6, 9]) == (numbers(), numbers("new-property"))


def test_every_kind_is_tested_and_described():
    assert DRIFT_KINDS.keys() == {*SEEN, "missing-header", "undocumented-status"}
    assert all(DRIFT_KINDS.values())


@pytest.mark.parametrize("kind", SEEN)
def test_every_third_item_departs_and_no_other(kind: str):
    plain, drifted = items(), items(kind)
    assert [number for number in range(30) if plain[number] != drifted[number]] in (
        [*range(0, 30, 3)],
        [number for number in range(0, 30, 3) if plain[number].get("size")],  # Not every item has a nested `size`.
    )
    found = [faults(item) for item in drifted]
    assert all(each == set() for number, each in enumerate(found) if number % 3)
    wanted = SEEN[kind] - ({"is_archived", "color"} if "additionalProperties" in SEEN[kind] else set())
    assert any(wanted <= each for each in found)


def test_single_resources_depart_too():
    with MockServer(DOCUMENT, drift=["null"]) as mock, connect(mock) as client:
        assert None is client.get("/products/a").json()["name"]


def test_kinds_combine():
    found = [faults(item) for item in items(*SEEN)]
    assert {"additionalProperties", "enum", "type", "format"} <= set().union(*found)


def test_a_required_header_is_missing():
    with MockServer(DOCUMENT, drift=["missing-header"]) as mock, connect(mock) as client:
        answer = client.get("/products")
    assert "x-total-count" not in answer.headers
    assert "link" in answer.headers


def test_an_undocumented_status_comes_for_one_value_of_a_query():
    with MockServer(DOCUMENT, drift=["undocumented-status"]) as mock, connect(mock) as client:
        statuses = [client.get("/products", params={"color": color}).status_code for color in ("red", "blue")]
        assert [200, 418] == statuses
        assert 200 == client.get("/products").status_code
        assert 418 == client.get("/settings").status_code


def test_drift_leaves_errors_alone():
    with MockServer(DOCUMENT, drift=DRIFT_KINDS) as mock, connect(mock) as client:
        assert 400 == client.get("/products", params={"page": 0}).status_code
        assert 404 == client.get("/nowhere").status_code
