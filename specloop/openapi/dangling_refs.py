"""A contract with references that lead nowhere -> the same without them, and Problems that say what is gone.

What `--allow-partial` asks for. A schema that leads nowhere allows anything from then on, a response is one without a
body; a parameter, a body, a header, a path is left out.
"""

from __future__ import annotations

from typing import Any

from specloop.errors import Problem
from specloop.openapi.document import Document
from specloop.openapi.index import DocumentIndex, IndexedObject


def remove_dangling_refs(contract: Document) -> list[Problem]:
    """Take what leads nowhere out of a contract's document, and tell it."""
    survey = DocumentIndex(contract)
    told = list(contract.faults)
    contract.faults.clear()
    # From behind, so that the places of a list's other items stay as they are.
    for node, message in reversed(survey.astray):
        if message:
            told.append(Problem(contract.place((*node.pointer, "$ref"), key=False), message))
        _take_out(contract, node)
    return told


def _take_out(contract: Document, node: IndexedObject) -> None:
    if node.kind in EMPTY:
        node.value.clear()
        node.value.update(EMPTY[node.kind])
        return
    holder: Any = contract.value(node.pointer[:-1])
    if holder[node.pointer[-1]] is node.value:
        del holder[node.pointer[-1]]


EMPTY: dict[str, dict[str, Any]] = {"schema": {}, "response": {"description": "Left out."}}
"""What takes the place of an object that others count on."""
