"""Agreement of compare with generated code: if compare reports no change, the two packages are equivalent.

`make test` examines a fixed part of the pairs, `make test-large` all of them, `make fuzz` others each time.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis.strategies import integers
from support.compare_rows import AREAS
from support.contract_mutations import mutations
from support.contract_strategies import contracts
from support.generated_python import TEMPLATES, GeneratedPython

from specloop.compare import compare, package_diff
from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.report import worst_bump

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(path for path in GOLDEN.iterdir() if not (path / "stderr.txt").exists() and (path / "expected").exists())
ROWS = [row for rows in AREAS.values() for row in rows]
SOME_ROWS = 9
"""One in so many rows is examined in each run."""
SOME_MUTATIONS = 400
"""One in so many mutations is examined in each run."""

Contract = dict[str, Any]


class Side:
    """One of two compared contracts, with the Python code generated from it."""

    def __init__(self, name: str, contract: Contract) -> None:
        self.document = load_document(f"{name}.json", text=json.dumps(contract).encode())
        self.python = GeneratedPython(self.document)


def contradictions(old: Side, new: Side) -> Iterator[str]:
    """Yield each case, in both directions, in which the verdict is weaker than the difference of the Python code."""
    differing = old.python.differences(new.python)
    if not differing:
        return
    in_api = old.python.api_differences(new.python)
    for before, after in ((old, new), (new, old)):
        changes = compare(before.document, after.document)
        bump = worst_bump(change.bump for change in changes)
        if bump == "none":
            yield f"nothing changes, but {differing}"
        elif bump == "patch" and in_api:
            yield f"{[change.code for change in changes]} are patches, but {in_api}"
        elif in_api and before.python.package == after.python.package:
            yield from (each.message for each in unexplained(before.python, after.python, in_api, changes))


def unexplained(old: GeneratedPython, new: GeneratedPython, paths: list[str], changes: list[Any]) -> list[Any]:
    """Return the breaking changes that griffe finds in the given modules and that no reported change explains."""
    both = []
    for side in (old, new):
        roots = (f"{side.package}/__init__.py", f"{side.package}/models/__init__.py")
        files = {path: side.texts.get(path, "").encode() for path in (*roots, *paths)}
        both.append(files | {f"{side.package}/{name}": (TEMPLATES / "package" / name).read_bytes() for name in BASES})
    return package_diff.find_unexplained(*both, old.package, changes)


def examine_rows(step: int) -> list[str]:
    return [
        f"{row.name}: {each}"
        for row in ROWS[::step]
        for each in contradictions(Side("old", row.old), Side("new", row.new))
    ]


def examine_mutations(case: Path, step: int, first: int = 0) -> list[str]:
    document = load_document(case / "openapi.yaml")
    if document.others:
        return []  # Only contracts in one file are mutated.
    contract = json.loads(json.dumps(document.data, default=str))
    old, found = Side("old", contract), []
    for mutation in list(mutations(contract))[first % step :: step]:
        try:
            new = Side("new", mutation.make())
        except InputError:
            continue  # The mutated contract is invalid.
        found += [f"{mutation.name}: {each}" for each in contradictions(old, new)]
    return found


BASES = ("_model.py", "_enums.py")
"""Modules with the base classes of all generated classes."""
FUZZ = int(os.environ.get("FUZZ", "0"))


# Shrinking a failing pair takes minutes, which exceeds the time limit of a test in `make test`.
@settings(max_examples=FUZZ or 15, phases=[*Phase] if FUZZ else [Phase.explicit, Phase.generate])
@given(contracts(), contracts())
def test_any_two_contracts_have_one_truth(old: Contract, new: Contract):
    try:
        sides = Side("old", old), Side("new", new)
    except InputError:
        assume(False)
    assert [] == list(contradictions(*sides))


@settings(max_examples=FUZZ or 15, phases=[*Phase] if FUZZ else [Phase.explicit, Phase.generate])
@given(contracts(), integers(min_value=0))
def test_any_mutation_of_any_contract_has_one_truth(contract: Contract, number: int):
    changed = list(mutations(contract))
    try:
        sides = Side("old", contract), Side("new", changed[number % len(changed)].make())
    except InputError:
        assume(False)
    assert [] == list(contradictions(*sides))


def test_rows_have_one_truth():
    assert [] == examine_rows(SOME_ROWS)


def test_mutations_have_one_truth():
    found = [each for number, case in enumerate(CASES) for each in examine_mutations(case, SOME_MUTATIONS, number)]
    assert [] == found


@pytest.mark.large
def test_every_row_has_one_truth():
    assert [] == examine_rows(1)


@pytest.mark.large
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_mutation_has_one_truth(case: Path):
    assert [] == examine_mutations(case, 1)
