"""Registration of compare rules: a rule is added by one function in one table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.compare_rows import PETS, api

from specloop.commands import compare
from specloop.compare import registry
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.rules.operations import OperationPair


def test_one_function_adds_a_rule_to_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setattr(registry, "CHANGE_RULES", dict(registry.CHANGE_RULES))
    by_subject = {subject: dict(rules) for subject, rules in registry._BY_SUBJECT.items()}
    monkeypatch.setattr(registry, "_BY_SUBJECT", by_subject)

    @rules_for(OperationPair)("patch", "behaviour", opposite=SYMMETRIC)
    def rate_limit_changed(pair: OperationPair) -> Iterator[RuleMatch]:
        """Programs may have to wait between calls."""
        old, new = (each.source.node.get("x-quota") for each in (pair.old, pair.new))
        if old != new:
            message = f"{pair.new.call} may be called {new} times a second"
            yield RuleMatch(message, *pair.pointers("x-quota"), old=old, new=new)

    monkeypatch.chdir(tmp_path)
    for name, limit in (("old", 10), ("new", 5)):
        Path(f"{name}.json").write_text(json.dumps(api({**PETS, "x-quota": limit})))
    assert compare.main(["old.json", "new.json", "--format", "json"]) == 1
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert change == {
        "code": "rate-limit-changed",
        "bump": "patch",
        "wire": "behaviour",
        "operation": "listPets",
        "where": change["where"],
        "old": 10,
        "new": 5,
        "message": "pets.list() may be called 5 times a second",
    }
