"""Fixes of many findings -> the contract with all of them, and the patch of each one alone.

Fixes that touch different places are made in one round: the text is parsed once and the result is loaded once. A fix
whose place another one of the same round changes is made in the next round, on the result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from specloop.drift.fixes.edits import AppendItem, Edit, Fix
from specloop.drift.fixes.patch import local_diff
from specloop.drift.fixes.written_edits import written_edits
from specloop.drift.fixes.yaml_editor import (
    EditRejectedError,
    Replacement,
    TextEditor,
    replace_text,
)
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.normalize import normalize
from specloop.openapi.validation import validate

MAX_ROUNDS = 50


@dataclass(slots=True)
class FixOutcome:
    """What became of a fix."""

    patch: str = ""
    """The fix alone, as a unified diff of the contract before all fixes; empty if there is nothing to edit."""
    rejection: str = ""
    pointers: list[JsonPointer] = field(default_factory=list)
    """The places that it edits."""


@dataclass(slots=True)
class _Prepared:
    """A fix that is to be made in this round."""

    index: int
    edits: list[Edit]
    replacements: list[Replacement]


def apply_fixes(contract: Document, fixes: Sequence[Fix]) -> tuple[Document, list[FixOutcome]]:
    """Make all fixes that can be made, in this order."""
    outcomes = [FixOutcome() for _ in fixes]
    editor, normalized = TextEditor(contract), normalize(contract)
    for outcome, fix in zip(outcomes, fixes, strict=True):
        _describe(contract, editor, written_edits(contract, normalized, fix), outcome)
    waiting = [index for index, outcome in enumerate(outcomes) if outcome.patch]
    for _ in range(MAX_ROUNDS):
        if not waiting:
            break
        batch, waiting = _select(contract, editor, fixes, waiting)
        contract = _apply(contract, batch, outcomes)
        editor = TextEditor(contract)
    return contract, outcomes


def _describe(contract: Document, editor: TextEditor, edits: list[Edit], outcome: FixOutcome) -> None:
    """Write the patch of a fix alone."""
    outcome.pointers = [each.pointer for each in edits]
    try:
        replacements = [editor.replacement(each) for each in edits]
    except EditRejectedError as rejection:
        outcome.rejection = str(rejection)
        return
    outcome.patch = local_diff(contract, replacements)


def _select(
    contract: Document, editor: TextEditor, fixes: Sequence[Fix], waiting: Sequence[int]
) -> tuple[list[_Prepared], list[int]]:
    """Return the fixes that can be made together, and those that have to wait for another round."""
    batch: list[_Prepared] = []
    later: list[int] = []
    taken: list[Replacement] = []
    touched: set[JsonPointer] = set()
    normalized = normalize(contract)
    for index in waiting:
        edits = written_edits(contract, normalized, fixes[index])
        try:
            replacements = [editor.replacement(each) for each in edits]
        except EditRejectedError:
            continue  # an earlier round changed its place
        if _overlaps(taken, replacements) or _conflicts(touched, edits):
            later.append(index)
            continue
        taken += replacements
        touched |= {each.pointer for each in edits if not isinstance(each, AppendItem)}
        batch.append(_Prepared(index, edits, replacements))
    return batch, later


def _overlaps(taken: Sequence[Replacement], new: Sequence[Replacement]) -> bool:
    return any(
        one.begin < other.end and other.begin < one.end for one in new for other in taken if one.begin != one.end
    ) or any(other.begin < one.begin < other.end for one in new for other in taken)


def _conflicts(touched: set[JsonPointer], edits: Sequence[Edit]) -> bool:
    """Return whether edits are at, above or below a place that another fix changes."""
    for edit in edits:
        pointer = edit.pointer
        if any(pointer[:length] in touched for length in range(1, len(pointer) + 1)):
            return True
        if any(other[: len(pointer)] == pointer for other in touched if len(other) > len(pointer)):
            return True
        is_item = isinstance(pointer[-1], int)  # the items of a list move when another one is removed
        if is_item and any(other[:-1] == pointer[:-1] for other in touched):
            return True
    return False


def _apply(contract: Document, batch: list[_Prepared], outcomes: list[FixOutcome]) -> Document:
    """Build the fixes of a round; halve the round where the result is not a valid contract."""
    if not batch:
        return contract
    try:
        return _applied(contract, batch)
    except EditRejectedError as rejection:
        if len(batch) == 1:
            outcomes[batch[0].index].rejection = str(rejection)
            return contract
    half = len(batch) // 2
    return _apply_one_by_one(contract, [batch[:half], batch[half:]], outcomes)


def _apply_one_by_one(contract: Document, parts: list[list[_Prepared]], outcomes: list[FixOutcome]) -> Document:
    """Build the fixes of several parts of a round; the second part is found again in the new text."""
    for part in parts:
        editor = TextEditor(contract)
        found: list[_Prepared] = []
        for each in part:
            try:
                found.append(_Prepared(each.index, each.edits, [editor.replacement(edit) for edit in each.edits]))
            except EditRejectedError as rejection:
                outcomes[each.index].rejection = str(rejection)
        contract = _apply(contract, found, outcomes)
    return contract


def _applied(contract: Document, batch: Sequence[_Prepared]) -> Document:
    """Make fixes together. Raises EditRejectedError if the result is not what was meant, or not valid."""
    edits = [edit for each in batch for edit in each.edits]
    result = replace_text(contract, [one for each in batch for one in each.replacements], edits)
    try:
        validate(result)
    except InputError as error:
        raise EditRejectedError(f"the result would not be a valid contract: {error}") from None
    return result


Prove = Callable[[Document, Sequence[FixOutcome]], set[int]]
"""Return the fixes that do not do what they should, given the contract with all fixes made."""
