"""Omission of invalid objects, for `--allow-partial`.

An invalid schema is replaced by one that allows any value, and an invalid response by one without a body. An object
that can be absent, such as a parameter or an operation, is removed. From any other object, the field with the error
is removed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from specloop.errors import Problem
from specloop.openapi.document import Document
from specloop.openapi.index import DocumentError, DocumentIndex
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import operation_label

REPLACEMENTS: dict[str, dict[str, Any]] = {"schema": {}, "response": {"description": "Omitted."}}
"""The replacements for invalid objects that cannot be removed, because other objects require them, by kind."""

REMOVABLE = {
    *("parameter", "header", "request body", "operation", "path item", "media type", "encoding", "example", "link"),
    *("callback", "server", "tag", "security scheme"),
}


REQUIRED = {(), ("openapi",), ("info", "title"), ("info", "version")}
"""The pointers of the fields that are not removed, because every client needs them."""


class Omissions:
    """Removes or replaces invalid objects.

    If a replaced object still has errors, the next `omit` removes its container.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._done: set[JsonPointer] = set()

    def omit(self, index: DocumentIndex, errors: Iterable[DocumentError]) -> list[Problem] | None:
        """Remove or replace the innermost objects that contain the errors, and objects with an unresolved `$ref`.

        Returns:
            One problem for each error; None if an error is in a field that every client needs, such as `openapi`.
        """
        problems: list[Problem] = []
        targets: dict[JsonPointer, None] = {}
        for error in errors:
            place = self.document.place(error.pointer, key=False)
            problems.append(Problem(place, f"{error.message}{_operation_suffix(index, error.pointer)}"))
            if error.omission is not None:
                error.omission()
                continue
            target = self._target(index, error.pointer)
            if target is None:
                return None
            targets[target] = None
        targets |= dict.fromkeys(node.pointer for node in index.unresolved)
        # Omit inner objects and later list items first, so that the pointers of all other objects stay valid.
        for pointer in sorted(targets, key=_order, reverse=True):
            self._done.add(pointer)
            self._omit(index.kinds.get(pointer, "field"), pointer)
        return problems

    def _target(self, index: DocumentIndex, pointer: JsonPointer) -> JsonPointer | None:
        """Return the JSON Pointer of the innermost object to remove or replace for an error at `pointer`.

        If there is no such object, return that of the innermost field, or None if every client needs it, such as
        `openapi`.
        """
        for length in range(len(pointer), 0, -1):
            kind = index.kinds.get(pointer[:length])
            if kind in REPLACEMENTS and pointer[:length] not in self._done:
                return pointer[:length]
            if kind in REMOVABLE:
                return pointer[:length]
        fields = (pointer[:length] for length in range(len(pointer), 0, -1))
        target = next((each for each in fields if self._is_field(each)), ())
        return None if {target, pointer} & REQUIRED else target

    def _is_field(self, pointer: JsonPointer) -> bool:
        try:
            holder = self.document.value(pointer[:-1])
        except LookupError:
            return False
        return isinstance(holder, dict) and pointer[-1] in holder

    def _omit(self, kind: str, pointer: JsonPointer) -> None:
        try:
            node = self.document.value(pointer)
            if kind not in REPLACEMENTS:
                self.document.remove(pointer)
            elif isinstance(node, dict):
                node.clear()
                node.update(REPLACEMENTS[kind])
            else:
                self.document.value(pointer[:-1])[pointer[-1]] = dict(REPLACEMENTS[kind])
        except LookupError:
            return  # A YAML alias repeats this object, which was already omitted at another pointer.


def _order(pointer: JsonPointer) -> tuple[int, int]:
    last = pointer[-1]
    return len(pointer), last if isinstance(last, int) else -1


def _operation_suffix(index: DocumentIndex, pointer: JsonPointer) -> str:
    """Return text such as " (in listPets)" that names the operation around a JSON Pointer; "" outside operations."""
    for length in range(len(pointer), 0, -1):
        if index.kinds.get(pointer[:length]) == "operation":
            operation = pointer[:length]
            return f" (in {operation_label(index.contract.data, operation)})"
    return ""
