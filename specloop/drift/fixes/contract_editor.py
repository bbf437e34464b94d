"""Editing of a contract in its files: the main file, the overlays, and the files to which it refers.

Each edit is made in the text of a file and in the loaded data. If the edited text does not load as the edited data, the
edit is rejected.
"""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from specloop.drift.fixes.edits import AppendItem, Edit, RemoveNode, RenameKey, ReplaceKey, SetKey
from specloop.drift.fixes.yaml_editor import BOM, EditRejectedError, Replacement, TextEditor
from specloop.errors import InputError
from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY, Document
from specloop.openapi.json_pointer import JsonPointer, format_local_ref, parse_local_ref
from specloop.openapi.loader import reload_document
from specloop.openapi.retrieval import is_url
from specloop.openapi.yaml_composer import compose


class ContractEditor:
    """Converts edits of the contract's data to replacements of text in the contract's files.

    The data is merged from the main file, its overlays and the referenced files. For each edit, the editor finds the
    file that contains the edited value.
    """

    def __init__(self, contract: Document) -> None:
        self._contract = contract
        self._editors = {contract.source: TextEditor(contract)}
        self._pointers: dict[str, dict[tuple[int, int], JsonPointer]] = {}

    def replacement(self, edit: Edit) -> Replacement:
        """Return the text replacement for an edit of the contract's data, in the file that contains the edited value.

        Raises EditRejectedError if the text cannot be edited in place.
        """
        if not (self._contract.overlays or self._contract.others):
            return self._editors[self._contract.source].replacement(edit)
        try:
            document, pointer = self._locate_edit(edit)
        except LookupError:
            raise EditRejectedError("its place is in none of the contract's files") from None
        if is_url(document.source) and document is not self._contract:
            message = f"{document.source} cannot be edited; save it to a file and name the file instead"
            raise EditRejectedError(message)
        if document.source not in self._editors:
            self._editors[document.source] = TextEditor(document)
        edit = replace(edit, pointer=pointer)
        if not isinstance(edit, RemoveNode | RenameKey):
            edit = replace(edit, value=self._written_value(edit.value, document))
        return self._editors[document.source].replacement(edit)

    def _written_value(self, value: Any, document: Document) -> Any:
        """Return a copy of a value, with each `$ref` as it must be written in the file of `document`."""
        if isinstance(value, list):
            return [self._written_value(each, document) for each in value]
        if isinstance(value, dict):
            return {
                key: self._written_ref(each, document)
                if key == "$ref" and isinstance(each, str)
                else self._written_value(each, document)
                for key, each in value.items()
            }
        if isinstance(value, str) and value.startswith(f"#/{BUNDLED_DOCUMENTS_KEY}/"):
            return self._written_ref(value, document)
        return value

    def _written_ref(self, ref: str, document: Document) -> str:
        """Return a `$ref` of the loaded contract as it must be written in the file of `document`.

        In the loaded contract, a `$ref` to `Thing` in `parts.yaml` is local. In the main file, it becomes
        `parts.yaml#/Thing`.
        """
        if not ref.startswith("#/"):
            return ref
        target, steps = "", parse_local_ref(ref)
        if steps[0] == BUNDLED_DOCUMENTS_KEY and steps[1:]:
            target, steps = str(steps[1]), steps[2:]
        here = next((name for name, each in self._contract.others.items() if each is document), "")
        if target == here:
            return format_local_ref(steps)
        if is_url(target):
            return f"{target}{format_local_ref(steps)}"
        root = self._contract.retriever.root_uri if self._contract.retriever else ""
        path = posixpath.relpath(target or root, posixpath.dirname(here) or ".")
        return f"{quote(path)}{format_local_ref(steps)}"

    def _locate_edit(self, edit: Edit) -> tuple[Document, JsonPointer]:
        """Return the file that an edit changes, and the pointer of the edited value in this file.

        Raises LookupError if no file contains the value.
        """
        pointer = edit.pointer
        if isinstance(edit, AppendItem):
            items = self._contract.value(pointer)
            if items:  # A new item follows the last one, which an overlay can have appended.
                document, last = self._locate_value((*pointer, len(items) - 1))
                if last and isinstance(last[-1], int):
                    return document, last[:-1]
            return self._locate_value(pointer)
        holder = self._contract.value(pointer[:-1])
        if isinstance(edit, SetKey) and isinstance(holder, dict) and pointer[-1] not in holder:
            document, place = self._locate_value(pointer[:-1])
            return document, (*place, pointer[-1])
        return self._locate_value(pointer)

    def _locate_value(self, pointer: JsonPointer) -> tuple[Document, JsonPointer]:
        """Return the file that contains a value of the contract, and the pointer of the value in this file.

        Raises LookupError if no file contains the value.
        """
        self._contract.value(pointer)
        document, offsets = self._contract.locate_text(pointer)
        if document.source not in self._pointers:
            self._pointers[document.source] = _pointers_by_offsets(document)
        return document, self._pointers[document.source][offsets]


def _pointers_by_offsets(document: Document) -> dict[tuple[int, int], JsonPointer]:
    """Return the JSON Pointer of each value in one file, by the text offsets of the value's key and the value."""
    written = compose(document.source, document.text)
    root = written.source_map.root
    found: dict[tuple[int, int], JsonPointer] = {(root, root): ()}
    unread: list[tuple[JsonPointer, Any]] = [((), written.data)]
    seen: set[int] = set()  # A node that a YAML alias repeats has one place in the text.
    while unread:
        pointer, node = unread.pop()
        if id(node) in seen or not isinstance(node, dict | list):
            continue
        seen.add(id(node))
        for step in node if isinstance(node, dict) else range(len(node)):
            if (offsets := written.source_map.offsets(node, step)) is not None:
                found.setdefault(offsets, (*pointer, step))
                unread.append(((*pointer, step), node[step]))
    return found


def replace_text(contract: Document, replacements: Sequence[Replacement], edits: Sequence[Edit]) -> Document:
    """Replace ranges of text in a contract's files, and return the reloaded contract.

    `edits` are the same changes as `replacements`, but of the contract's data. Raises EditRejectedError if the files
    cannot be loaded, or if the reloaded data has other changes than `edits`.
    """
    documents = {each.source: each for each in contract.files()}
    texts = {
        source: _replace_in(documents[source].text, [each for each in replacements if each.source == source])
        for source in {each.source for each in replacements}
    }
    try:
        result = reload_document(contract, texts)
    except InputError as error:
        reason = f"the overlays cannot be applied to the result: {error.problems[0]}"
        raise EditRejectedError(reason if contract.overlays else "the text cannot be edited in place") from error
    if not (_is_edited(contract.data, edits, result) or _is_edited(_data_without_repairs(contract), edits, result)):
        raise EditRejectedError(f"the edit would also change something else (is there {_causes(contract)}?)")
    return result


def _replace_in(text: bytes, replacements: Sequence[Replacement]) -> bytes:
    mark = BOM if text.startswith(BOM) else b""
    old = text.removeprefix(BOM).decode()
    pieces, at = [], 0
    for _, begin, end, new in sorted(replacements, key=lambda each: (each.begin, each.end)):
        pieces += [old[at:begin], new]
        at = end
    return mark + "".join([*pieces, old[at:]]).encode()


def _causes(contract: Document) -> str:
    if contract.overlays:
        return "an alias, a merge, or an overlay that changes several places, or the same place again"
    return "an alias or a merge"


def _is_edited(document: dict[str, Any], edits: Sequence[Edit], result: Document) -> bool:
    try:
        return equal_json(edit_data(document, edits), result.data)
    except (LookupError, TypeError) as error:
        raise EditRejectedError("its place does not exist") from error


def _data_without_repairs(contract: Document) -> dict[str, Any]:
    """Return the data of the contract as its files have it, without the repairs that validation makes in memory."""
    return reload_document(contract, {}).data


def equal_json(one: Any, other: Any) -> bool:
    """Return whether two values have the same JSON text, apart from the order of keys.

    Unlike in Python, 1 differs from 1.0 and from true.
    """
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def edit_data(document: dict[str, Any], edits: Iterable[Edit]) -> dict[str, Any]:
    """Return a copy of a document's data with the edits. Raises LookupError if an edited value does not exist."""
    # A round trip through JSON resolves YAML aliases, so that an edit of the copy changes one place only.
    document = json.loads(json.dumps(document))
    removed: list[JsonPointer] = []
    for edit in edits:
        if isinstance(edit, RemoveNode):
            removed.append(edit.pointer)
        else:
            _edit_in_place(document, edit)
    # Removing a list item changes the indexes of later items, so items are removed from the last to the first.
    for pointer in sorted(removed, key=lambda each: [str(step).zfill(9) for step in each], reverse=True):
        del _node_at(document, pointer[:-1])[pointer[-1]]
    return document


def _node_at(document: Any, pointer: JsonPointer) -> Any:
    for step in pointer:
        document = document[step]
    return document


def _edit_in_place(document: dict[str, Any], edit: Edit) -> None:
    node = _node_at(document, edit.pointer if isinstance(edit, AppendItem) else edit.pointer[:-1])
    last = edit.pointer[-1]
    if isinstance(edit, SetKey):
        node[last] = edit.value
    elif isinstance(edit, AppendItem):
        node.append(edit.value)
    elif isinstance(edit, ReplaceKey | RenameKey):
        new = (edit.key, edit.value) if isinstance(edit, ReplaceKey) else (edit.key, node[last])
        items = [new if key == last else (key, value) for key, value in node.items()]
        node.clear()
        node.update(items)
