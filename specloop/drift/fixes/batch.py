"""Application of many fixes to a contract. Each fix gets a patch of its own.

Fixes are applied in rounds, so that the contract is loaded once for many fixes. Fixes that change the same value are
applied in different rounds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from specloop.drift.fixes.contract_editor import ContractEditor, replace_text
from specloop.drift.fixes.edits import AppendItem, Edit, Fix
from specloop.drift.fixes.patch import local_diff
from specloop.drift.fixes.written_edits import written_edits
from specloop.drift.fixes.yaml_editor import EditRejectedError, Replacement
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.normalize import normalize
from specloop.openapi.validation import validate

MAX_ROUNDS = 50


@dataclass(slots=True)
class FixOutcome:
    """The outcome of one fix: its patch, or the reason why it cannot be applied."""

    patch: str = ""
    """The unified diff of this fix alone against the original contract; empty if the fix has no edits."""
    rejection: str = ""
    pointers: list[JsonPointer] = field(default_factory=list)
    """The pointers of the edits that the fix consists of."""


@dataclass(slots=True)
class _Prepared:
    """A fix that is ready to be applied, with its edits of the data, and the same edits as replacements of text."""

    index: int
    edits: list[Edit]
    replacements: list[Replacement]


def apply_fixes(contract: Document, fixes: Sequence[Fix]) -> tuple[Document, list[FixOutcome]]:
    """Apply fixes to a contract in memory. A fix that cannot be applied is skipped.

    Returns:
        The edited contract; the outcome of each fix, in the order of `fixes`.
    """
    outcomes = [FixOutcome() for _ in fixes]
    editor, normalized = ContractEditor(contract), normalize(contract)
    for outcome, fix in zip(outcomes, fixes, strict=True):
        _fill_outcome(contract, editor, written_edits(contract, normalized, fix), outcome)
    waiting = [index for index, outcome in enumerate(outcomes) if outcome.patch]
    for _ in range(MAX_ROUNDS):
        if not waiting:
            break
        batch, waiting = _choose_batch(contract, editor, fixes, waiting)
        contract = _apply(contract, batch, outcomes)
        editor = ContractEditor(contract)
    return contract, outcomes


def _fill_outcome(contract: Document, editor: ContractEditor, edits: list[Edit], outcome: FixOutcome) -> None:
    """Store in `outcome` the patch that applies only the given edits, or the reason why they cannot be applied."""
    outcome.pointers = [each.pointer for each in edits]
    try:
        replacements = [editor.replacement(each) for each in edits]
    except EditRejectedError as rejection:
        outcome.rejection = str(rejection)
        return
    except LookupError:
        outcome.rejection = "the contract's text has no such part"
        return
    outcome.patch = local_diff(contract, replacements)


def _choose_batch(
    contract: Document, editor: ContractEditor, fixes: Sequence[Fix], waiting: Sequence[int]
) -> tuple[list[_Prepared], list[int]]:
    """Return the fixes to apply together, and the indexes of those that conflict with them and must wait.

    Fixes that can no longer be applied, because of other fixes, are in neither list.
    """
    batch: list[_Prepared] = []
    later: list[int] = []
    taken: list[Replacement] = []
    touched: set[JsonPointer] = set()
    appended: set[tuple[JsonPointer, str]] = set()
    normalized = normalize(contract)
    for index in waiting:
        try:
            edits = written_edits(contract, normalized, fixes[index])
            replacements = [editor.replacement(each) for each in edits]
        except (EditRejectedError, LookupError):
            continue  # An earlier round changed or removed the part that this fix edits, so the fix is skipped.
        # Two operations that share a list can need the same new item. The later fix then finds the item in the list.
        items = {(each.pointer, repr(each.value)) for each in edits if isinstance(each, AppendItem)}
        if appended & items or _overlaps(taken, replacements) or _conflicts(touched, edits):
            later.append(index)
            continue
        taken += replacements
        touched |= {each.pointer for each in edits if not isinstance(each, AppendItem)}
        appended |= items
        batch.append(_Prepared(index, edits, replacements))
    return batch, later


def _overlaps(taken: Sequence[Replacement], new: Sequence[Replacement]) -> bool:
    pairs = [(one, other) for one in new for other in taken if one.source == other.source]
    return any(one.begin < other.end and other.begin < one.end for one, other in pairs if one.begin != one.end) or any(
        other.begin < one.begin < other.end for one, other in pairs
    )


def _conflicts(touched: set[JsonPointer], edits: Sequence[Edit]) -> bool:
    """Return whether one of the edits changes a value that overlaps with the values at the pointers `touched`.

    Items of the same list also conflict, because the removal of an item changes the indexes.
    """
    for edit in edits:
        pointer = edit.pointer
        if any(pointer[:length] in touched for length in range(1, len(pointer) + 1)):
            return True
        if any(other[: len(pointer)] == pointer for other in touched if len(other) > len(pointer)):
            return True
        is_item = isinstance(pointer[-1], int)  # Removing an item changes the indexes of later items.
        if is_item and any(other[:-1] == pointer[:-1] for other in touched):
            return True
    return False


def _apply(contract: Document, batch: list[_Prepared], outcomes: list[FixOutcome]) -> Document:
    """Apply fixes together, and return the edited contract. Skip the fixes whose result is rejected."""
    if not batch:
        return contract
    try:
        return _apply_together(contract, batch)
    except EditRejectedError as rejection:
        if len(batch) == 1:
            outcomes[batch[0].index].rejection = str(rejection)
            return contract
    half = len(batch) // 2
    return _apply_groups(contract, [batch[:half], batch[half:]], outcomes)


def _apply_groups(contract: Document, groups: list[list[_Prepared]], outcomes: list[FixOutcome]) -> Document:
    """Apply groups of fixes one after the other, and return the edited contract.

    The replacements are computed anew for each group, because earlier groups change the text.
    """
    for group in groups:
        editor = ContractEditor(contract)
        found: list[_Prepared] = []
        for each in group:
            try:
                found.append(_Prepared(each.index, each.edits, [editor.replacement(edit) for edit in each.edits]))
            except EditRejectedError as rejection:
                outcomes[each.index].rejection = str(rejection)
        contract = _apply(contract, found, outcomes)
    return contract


def _apply_together(contract: Document, batch: Sequence[_Prepared]) -> Document:
    """Apply all fixes of `batch` at once, and return the edited contract.

    Raises EditRejectedError if the result is not a valid contract, or has other changes than the edits.
    """
    edits = [edit for each in batch for edit in each.edits]
    result = replace_text(contract, [one for each in batch for one in each.replacements], edits)
    try:
        validate(result)
    except InputError as error:
        raise EditRejectedError(f"the result would not be a valid contract: {error}") from None
    return result


Prove = Callable[[Document, Sequence[FixOutcome]], set[int]]
"""A function that returns the indexes of the fixes that cause new differences from the vendor's document.

Its arguments are the contract with all fixes applied, and the outcome of each fix.
"""
