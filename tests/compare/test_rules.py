"""The verdict on each row of support.compare_rows, in both directions, and the completeness of the rule table."""

from __future__ import annotations

import json

import pytest
from support.compare_rows import AREAS, BOTH_WAYS, Document, Row, Verdict

from specloop.compare import CHANGE_RULES, compare
from specloop.openapi.loader import load_document
from specloop.report import Change, worst_bump, worst_wire

# Codes of a change and of its reverse that are not opposites. A class or argument that another reported change adds is
# not reported separately, but its removal is, since this breaks code.
EXPLAINED = {
    ("class-removed", "sent-enum-closed"),
    ("class-removed", "sent-type-narrowed"),
    ("credential-argument-removed", "credential-required"),
}

ROWS = [pytest.param(row, id=f"{area}: {row.name}") for area, rows in AREAS.items() for row in rows]


def changes(old: Document, new: Document) -> list[Change]:
    return compare(
        *(load_document(f"{name}.json", text=json.dumps(each).encode()) for name, each in (("old", old), ("new", new)))
    )


def verdict(old: Document, new: Document) -> Verdict:
    found = changes(old, new)
    return (
        sorted(each.code for each in found),
        worst_bump(each.bump for each in found),
        worst_wire(each.wire for each in found),
    )


@pytest.mark.parametrize("row", ROWS)
def test_there(row: Row):
    assert (sorted(row.there[0]), *row.there[1:]) == verdict(row.old, row.new)


@pytest.mark.parametrize("row", ROWS)
def test_and_back(row: Row):
    assert (sorted(row.back[0]), *row.back[1:]) == verdict(row.new, row.old)


@pytest.mark.parametrize("row", ROWS)
def test_a_contract_and_itself_are_the_same(row: Row):
    for document in (row.old, row.new):
        # An additional extension makes the texts differ, so that the comparison is not skipped.
        assert changes(document, {**document, "x-other": 1}) == []


@pytest.mark.parametrize("code", CHANGE_RULES)
def test_every_rule_is_shown_by_a_row(code: str):
    assert any(code in there[0] for rows in AREAS.values() for row in rows for there in (row.there, row.back))


@pytest.mark.parametrize("code", CHANGE_RULES)
def test_every_rule_has_a_reason_and_mirrors_that_know_it(code: str):
    rule = CHANGE_RULES[code]
    assert rule.match.__doc__.startswith("Report that ")
    assert rule.reason.endswith(".")
    assert rule.opposite
    assert all(code in CHANGE_RULES[mirror].opposite for mirror in rule.opposite)


@pytest.mark.parametrize("row", ROWS)
def test_what_a_rule_finds_its_mirror_finds_on_the_way_back(row: Row):
    for there, back in (row[3:], row[:2:-1]):
        for code in there[0]:
            explained = any((code, other) in EXPLAINED for other in back[0])
            assert set(CHANGE_RULES[code].opposite) & set(back[0]) or row in BOTH_WAYS or explained
