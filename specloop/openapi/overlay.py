"""Implementation of OpenAPI Overlays 1.0 and 1.1: it applies the actions of an overlay to a document."""

from __future__ import annotations

import re
from typing import Any

import jsonpath_rfc9535 as jsonpath

from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.text_format import closest, format_value, join_words, quote

VERSION = re.compile(r"1\.[01]\.[0-9]+(-.+)?")
FIELDS = ("overlay", "info", "extends", "actions")
ACTION_FIELDS = ("target", "description", "update", "remove", "copy")


def apply_overlay(document: Document, overlay: Document) -> None:
    """Apply the actions of an overlay to a document, in order.

    Raises InputError if the overlay or an action is not valid.
    """
    if problems := _structure_problems(overlay):
        raise InputError(problems)
    document.overlays.append(overlay)
    for number, action in enumerate(overlay.data["actions"]):
        _Action(document, overlay, action, ("actions", number)).apply()


class _Action:
    def __init__(self, document: Document, overlay: Document, action: dict[str, Any], pointer: JsonPointer) -> None:
        self.document = document
        self.overlay = overlay
        self.action = action
        self.pointer = pointer
        self.version = _version(overlay)

    def apply(self) -> None:
        """Apply the action to every node of the document that the JSONPath in its `target` matches.

        Raises InputError if a JSONPath is not valid or matches nothing, or if the action cannot change a matched node.
        """
        targets = self._select("target")
        self._check_targets(targets)
        if self.action.get("remove") is True:
            # Remove later items of a list first, so that the pointers of earlier items stay valid.
            for pointer in sorted(targets, key=_removal_order, reverse=True):
                if not pointer:
                    raise self._error("target", "the whole document cannot be removed; expected a target inside it")
                self.document.remove(pointer)
            return
        value: Any = self.action.get("update")
        origin, place = self.overlay, (*self.pointer, "update")
        if "copy" in self.action:
            copied = self._select("copy")
            if len(copied) != 1:
                message = f"`copy` matches {len(copied)} nodes; expected a path that matches one"
                raise self._error("copy", message)
            value, origin, place = self.document.value(copied[0]), self.document, copied[0]
        for pointer in targets:
            self._merge(pointer, value, origin, place)

    def _check_targets(self, targets: list[JsonPointer]) -> None:
        """Raise an InputError if the overlay's version does not allow the action on these target nodes.

        Overlay 1.0 requires maps or lists. Overlay 1.1 requires only maps, only lists or only other values, except for
        `remove`.
        """
        nodes = [self.document.value(pointer) for pointer in targets]
        if self.version == "1.0":
            for pointer, node in zip(targets, nodes, strict=True):
                if not isinstance(node, dict | list):
                    message = f"the target {format_value(node)} at {self.document.place(pointer)} is neither a map nor"
                    cure = "expected the map or list around it, or `overlay: 1.1.0`"
                    raise self._error("target", f"{message} a list, which needs Overlay 1.1; {cure}")
        elif self.action.get("remove") is not True and len({_kind(node) for node in nodes}) > 1:
            message = "the target matches maps, lists or other values together; expected nodes of one kind"
            raise self._error("target", message)

    def _select(self, field: str) -> list[JsonPointer]:
        """Return the JSON Pointers of the nodes that match the JSONPath in `target` or `copy`, the action's `field`.

        Raises InputError if the JSONPath is not valid, or matches nothing.
        """
        path = self.action[field]
        try:
            found = jsonpath.find(path, self.document.data)
        except (jsonpath.JSONPathError, RecursionError) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            message = f"{quote(path)} is not a valid JSONPath: {reason}; expected one by RFC 9535, such as $.info"
            raise self._error(field, message) from None
        pointers = list(dict.fromkeys(tuple(node.location) for node in found))
        if not pointers:
            raise self._error(field, f"{quote(path)} matches nothing in {self.document.source}; expected a node of it")
        return pointers

    def _merge(self, pointer: JsonPointer, value: Any, origin: Document, place: JsonPointer) -> None:
        """Merge `value` into a map, append it to a list, or put it in place of a string, number, boolean or null.

        Raises InputError if the types do not match.

        Args:
            pointer: The JSON Pointer of the map, list or other node to change.
            value: The value.
            origin: The document that contains the value: the overlay or, for `copy`, the changed document itself.
            place: The JSON Pointer of the value in `origin`.
        """
        node = self.document.value(pointer)
        if isinstance(node, dict) and isinstance(value, dict):
            for key, each in value.items():
                old = node.get(key)
                mergeable = (isinstance(old, dict) and isinstance(each, dict)) or (
                    isinstance(old, list) and isinstance(each, list)
                )
                if mergeable:
                    self._merge((*pointer, key), each, origin, (*place, key))
                else:  # A value of another kind replaces the old one: `type: string` can become a list of types.
                    node[key] = self.document.copy_from(origin, each)
                    self.document.set_origin(node, key, origin, (*place, key))
        elif isinstance(node, list):
            is_concatenated = isinstance(value, list) and self._is_concatenated(place)
            items = list(value) if is_concatenated else [value]  # A new list, because `copy` can append it to itself.
            for number, each in enumerate(items):
                node.append(self.document.copy_from(origin, each))
                where = (*place, number) if is_concatenated else place
                self.document.set_origin(node, len(node) - 1, origin, where)
        elif pointer and not isinstance(node, dict) and not isinstance(value, dict | list):
            holder = self.document.value(pointer[:-1])
            holder[pointer[-1]] = value
            self.document.set_origin(holder, pointer[-1], origin, place)
        else:
            message = (
                f"{format_value(value)} cannot be merged into {format_value(node)} at {self.document.place(pointer)}"
            )
            field = "copy" if "copy" in self.action else "update"
            raise self._error(field, f"{message}; expected a value of the same kind")

    def _is_concatenated(self, place: JsonPointer) -> bool:
        """Return whether a list is appended to another list item by item, and not as one nested item.

        This is false only in Overlay 1.0, if `update` is the list itself. `place` is the JSON Pointer of the list.
        """
        return self.version != "1.0" or len(place) > len(self.pointer) + 1

    def _error(self, field: str, message: str) -> InputError:
        where = (*self.pointer, field)
        return InputError([Problem(self.overlay.place(where, key=field not in self.action), message)])


def _version(overlay: Document) -> str:
    """Return the Overlay version that the overlay declares in its field `overlay`, such as "1.1" for `1.1.0`."""
    return str(overlay.data.get("overlay"))[:3]


def _kind(node: Any) -> str:
    return "map" if isinstance(node, dict) else "list" if isinstance(node, list) else "primitive"


def _removal_order(pointer: JsonPointer) -> tuple[int, int]:
    last = pointer[-1] if pointer else -1
    return len(pointer), last if isinstance(last, int) else -1


def _structure_problems(overlay: Document) -> list[Problem]:
    """Return the structural problems of an overlay, such as unknown or missing fields."""
    data = overlay.data
    found: list[tuple[JsonPointer, str]] = []
    version, actions = data.get("overlay"), data.get("actions")
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        found.append((("overlay",), f"the overlay version is {format_value(version)}; expected 1.0.0 or 1.1.0"))
    found += [((key,), _unknown(key, FIELDS)) for key in data if key not in FIELDS and not key.startswith("x-")]
    if not isinstance(actions, list) or not actions:
        stated = "empty" if actions == [] else format_value(actions)
        found.append((("actions",), f"`actions` is {stated}; expected a list of actions"))
        actions = []
    for number, action in enumerate(actions):
        found += [
            (("actions", number, *steps), message) for steps, message in _action_problems(action, _version(overlay))
        ]
    return [Problem(overlay.place(pointer, key=False), message) for pointer, message in found]


def _action_problems(action: Any, overlay_version: str) -> list[tuple[JsonPointer, str]]:
    if not isinstance(action, dict):
        return [((), f"this action is {format_value(action)}; expected a map with a `target`")]
    found: list[tuple[JsonPointer, str]] = [
        ((key,), _unknown(key, ACTION_FIELDS))
        for key in action
        if key not in ACTION_FIELDS and not str(key).startswith("x-")
    ]
    if not isinstance(action.get("target"), str):
        found.append((("target",), f"`target` is {format_value(action.get('target'))}; expected a JSONPath"))
    if "copy" in action and not isinstance(action["copy"], str):
        found.append((("copy",), f"`copy` is {format_value(action['copy'])}; expected a JSONPath"))
    elif "copy" in action and overlay_version == "1.0":
        message = "`copy` needs Overlay 1.1, and this overlay is of version 1.0; expected `overlay: 1.1.0`"
        found.append((("copy",), message))
    if "copy" in action and "update" in action:
        found.append((("copy",), "an action has either `copy` or `update`; expected two actions"))
    if not isinstance(action.get("remove", False), bool):
        found.append((("remove",), f"`remove` is {format_value(action['remove'])}; expected true or false"))
    if not found and not action.keys() & {"update", "copy"} and action.get("remove", False) is False:
        found.append(((), "this action changes nothing; add `update`, `copy` or `remove: true`"))
    return found


def _unknown(key: str, known: tuple[str, ...]) -> str:
    similar = closest(key, known)
    fix = f"did you mean {quote(similar)}?" if similar else f"expected {join_words(known, 'or')}"
    return f"{quote(key)} is not a field of an overlay; {fix}"
