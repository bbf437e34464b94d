"""Editing of YAML and JSON text that preserves every character outside the edits."""

from __future__ import annotations

import json
import re
from typing import Any, NamedTuple

import yaml

from specloop.drift.fixes.edits import AppendItem, Edit, RemoveNode, RenameKey, ReplaceKey, SetKey
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.yaml_parser import UTF8, text_encoding

_LOADER: Any = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
BOM = b"\xef\xbb\xbf"


class EditRejectedError(Exception):
    """An edit cannot be applied to the text without changing other data."""


class Replacement(NamedTuple):
    """A replacement in the text of a file: a range of characters, and the new text for that range."""

    source: str
    """The path of the file."""
    begin: int
    end: int
    text: str


class TextEditor:
    """Translates an edit of a document's data, such as setting a key, to a replacement in its YAML or JSON text."""

    def __init__(self, document: Document) -> None:
        self.source = document.source
        self._is_utf8 = text_encoding(document.text) == UTF8
        self.text = text = document.text.removeprefix(BOM).decode() if self._is_utf8 else ""
        self._pairs: dict[int, dict[str, tuple[Any, Any]]] = {}
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.is_json = text.lstrip()[:1] in {"{", "["}
        # JSON allows characters that the YAML parser rejects. A `?` for each of them keeps all positions in the text.
        self._composed = _NOT_YAML.sub("?", text)
        self._root: Any = None

    def replacement(self, edit: Edit) -> Replacement:
        """Return the replacement in the YAML or JSON text that has the effect of an edit, such as setting a key.

        Raises EditRejectedError if no single replacement has this effect.
        """
        if not self._is_utf8:
            raise EditRejectedError(f"{self.source} is not UTF-8; save the file as UTF-8")
        try:
            return self._replacement(edit)
        except (yaml.YAMLError, LookupError) as error:
            raise EditRejectedError(f"it cannot be edited in place ({type(error).__name__})") from error

    def _replacement(self, edit: Edit) -> Replacement:
        if isinstance(edit, SetKey):
            return self._set_key(edit)
        if isinstance(edit, ReplaceKey):
            key, value = self._entry(edit.pointer)
            flow = self._is_flow(self._node(edit.pointer[:-1]))
            printed = f"{self._scalar(edit.key)}: {self._inline(edit.value)}"
            if not flow:
                printed = self._pair(edit.key, edit.value, key.start_mark.column).lstrip()
            return self._replace_range(key.start_mark.index, self._end_of(value), printed)
        if isinstance(edit, AppendItem):
            return self._append(edit)
        if isinstance(edit, RenameKey):
            key, _ = self._entry(edit.pointer)
            return self._replace_range(key.start_mark.index, key.end_mark.index, self._scalar(edit.key))
        return self._remove(edit)

    # --- locating nodes ---

    def _node(self, pointer: JsonPointer) -> Any:
        self._root = node = self._root or yaml.compose(self._composed, _LOADER)
        for step in pointer:
            if isinstance(node, yaml.MappingNode):
                node = self._pair_of(node, step)[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
                node = node.value[step]
            else:
                raise LookupError(pointer)
        return node

    def _entry(self, pointer: JsonPointer) -> tuple[Any, Any]:
        return self._pair_of(self._node(pointer[:-1]), pointer[-1])

    def _pair_of(self, node: Any, step: str | int) -> tuple[Any, Any]:
        if id(node) not in self._pairs:
            pairs = [(key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode)]
            self._pairs[id(node)] = {key.value: (key, value) for key, value in reversed(pairs)}
        return self._pairs[id(node)][str(step)]

    def _is_flow(self, node: Any) -> bool:
        return isinstance(node, yaml.ScalarNode) or bool(node.flow_style) or not node.value

    def _end_of(self, node: Any) -> int:
        """Return the index in the text at which a YAML node ends, before the blank lines and comments that follow."""
        if isinstance(node, yaml.ScalarNode):
            end = int(node.end_mark.index)
            begin = int(node.start_mark.index)
            if node.style in {"|", ">"}:
                return begin + len(self.text[begin:end].rstrip())
            return end
        if node.flow_style or not node.value:
            return int(node.end_mark.index)
        last = node.value[-1]
        if isinstance(last, tuple):
            key, value = last
            return max(int(key.end_mark.index) + 1, self._end_of(value))
        return self._end_of(last)

    def _line_end(self, index: int) -> int:
        found = self.text.find("\n", index)
        return len(self.text) if found < 0 else found + 1

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _replace_range(self, begin: int, end: int, new: str) -> Replacement:
        return Replacement(self.source, begin, end, new)

    def _line_inserted(self, after: int, lines: str) -> Replacement:
        """Return the replacement that inserts `lines` after the line that contains the index `after`."""
        at = self._line_end(after)
        lead = self.newline if at and self.text[at - 1] != "\n" else ""
        return Replacement(self.source, at, at, f"{lead}{lines}{self.newline}")

    # --- editing ---

    def _set_key(self, edit: SetKey) -> Replacement:
        holder, key = self._node(edit.pointer[:-1]), str(edit.pointer[-1])
        if isinstance(holder, yaml.SequenceNode):
            item = self._node(edit.pointer)
            return self._replaced_value(item, item, edit.value, flow=self._is_flow(holder))
        for name, value in holder.value:
            if name.value == key:
                return self._replaced_value(name, value, edit.value, flow=self._is_flow(holder))
        if isinstance(holder, yaml.ScalarNode):
            raise EditRejectedError("there is no map to add a key to")
        pair = next((each for each in holder.value if each[0].value == edit.after), None)
        pair = pair or (holder.value[-1] if holder.value else None)
        if self._is_flow(holder):
            printed = f"{self._scalar(key)}: {self._inline(edit.value)}"
            if pair is None:
                return self._replace_range(holder.start_mark.index, holder.end_mark.index, f"{{{printed}}}")
            return self._flow_inserted(pair[0], self._end_of(pair[1]), printed)
        if pair is None:
            raise EditRejectedError("there is no key to insert another one after")
        lines = self._pair(key, edit.value, holder.value[0][0].start_mark.column)
        return self._line_inserted(max(self._end_of(pair[1]), pair[0].end_mark.index), lines)

    def _replaced_value(self, key: Any, value: Any, new: Any, *, flow: bool) -> Replacement:
        inline = flow or not isinstance(new, dict | list) or self._is_flow(value) or not new
        if isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index:
            return self._replace_range(key.end_mark.index, value.end_mark.index, f": {self._inline(new)}")
        if inline:
            return self._replace_range(value.start_mark.index, self._end_of(value), self._inline(new))
        raise EditRejectedError("a block of several lines cannot be replaced")

    def _append(self, edit: AppendItem) -> Replacement:
        holder = self._node(edit.pointer)
        if not isinstance(holder, yaml.SequenceNode):
            raise EditRejectedError("there is no list to add an item to")
        if self._is_flow(holder):
            printed = self._inline(edit.value)
            if not holder.value:
                return self._replace_range(holder.start_mark.index, holder.end_mark.index, f"[{printed}]")
            return self._flow_inserted(holder.value[-1], self._end_of(holder.value[-1]), printed)
        dash = self.text.rfind("-", 0, holder.value[-1].start_mark.index)
        column = dash - self._line_start(dash)
        lines = self._block(edit.value, column + 2)
        lines = f"{' ' * column}- {lines.lstrip()}"
        return self._line_inserted(self._end_of(holder.value[-1]), lines)

    def _flow_inserted(self, before: Any, end: int, text: str) -> Replacement:
        """Return the replacement that inserts `text` into `{...}` or `[...]` at `end`, where the preceding entry ends.

        `before` is the preceding entry's key (in `{...}`) or the entry itself (in `[...]`).
        """
        start = before.start_mark.index
        lead = self.text[self._line_start(start) : start]
        separator = f",{self.newline}{lead}" if lead.strip() == "" and "\n" in self.text[:start] else ", "
        return self._replace_range(end, end, separator + text)

    def _remove(self, edit: RemoveNode) -> Replacement:
        holder = self._node(edit.pointer[:-1])
        if isinstance(holder, yaml.SequenceNode):
            number = int(edit.pointer[-1])
            spans = [(each.start_mark.index, self._end_of(each)) for each in holder.value]
        else:
            found, _ = self._entry(edit.pointer)
            number = next(at for at, (key, _) in enumerate(holder.value) if key is found)
            spans = [
                (key.start_mark.index, max(key.end_mark.index + 1, self._end_of(value))) for key, value in holder.value
            ]
        if len(spans) == 1:
            return self._empty_block(holder, spans)
        begin, end = spans[number]
        if self._is_flow(holder):
            if number + 1 < len(spans):
                return self._replace_range(begin, spans[number + 1][0], "")
            return self._replace_range(spans[number - 1][1], end, "")
        start = self._line_start(begin)
        lead = self.text[start:begin]
        if lead.strip() == "" or (isinstance(holder, yaml.SequenceNode) and lead.strip() == "-"):
            return self._replace_range(start, self._line_end(end), "")
        # The first key of a map in a list is on the line of the dash. If this key is removed, the next key
        # moves to that line.
        if number + 1 < len(spans):
            return self._replace_range(begin, spans[number + 1][0], "")
        raise EditRejectedError("its lines are shared with another node")

    def _empty_block(self, holder: Any, spans: list[tuple[int, int]]) -> Replacement:
        empty = "[]" if isinstance(holder, yaml.SequenceNode) else "{}"
        if self._is_flow(holder):
            return self._replace_range(holder.start_mark.index, holder.end_mark.index, empty)
        begin, end = spans[0]
        # A block without entries would be null, so write empty brackets after the colon of its key.
        before = self.text[:begin].rstrip(" -\r\n")
        if not before.endswith(":"):
            raise EditRejectedError("the last entry of a block cannot be removed")
        return Replacement(self.source, len(before), end, f" {empty}")

    # --- formatting ---

    def _pair(self, key: str, value: Any, column: int) -> str:
        lead = " " * column
        if isinstance(value, dict) and value:
            return f"{lead}{self._scalar(key)}:{self.newline}{self._block(value, column + 2)}"
        return f"{lead}{self._scalar(key)}: {self._inline(value)}"

    def _block(self, value: Any, column: int) -> str:
        if isinstance(value, dict) and value:
            return self.newline.join(self._pair(key, each, column) for key, each in value.items())
        return " " * column + self._inline(value)

    def _inline(self, value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self._scalar(key)}: {self._inline(each)}" for key, each in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self._inline, value)) + "]"
        return self._scalar(value)

    def _scalar(self, value: Any) -> str:
        if (
            isinstance(value, str)
            and not self.is_json
            and _PLAIN_SCALAR.fullmatch(value)
            and not _NON_STRING_SCALAR.fullmatch(value)
        ):
            return value
        return "".join(c if c.isprintable() else self._escape(c) for c in json.dumps(value, ensure_ascii=False))

    def _escape(self, character: str) -> str:
        """Return the escape sequence for an unprintable character in a quoted YAML or JSON string."""
        # Some unprintable characters break lines or reverse the text direction.
        if ord(character) > 0xFFFF and not self.is_json:  # noqa: PLR2004 - YAML combines no surrogate escapes
            return f"\\U{ord(character):08x}"
        return json.dumps(character)[1:-1]


_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN_SCALAR = re.compile(r"[A-Za-z$_/](?:[\w .$/(){}'-]*[\w.$/(){}'-])?", re.ASCII)
_NON_STRING_SCALAR = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n|~|\.inf|\.nan")
