"""Parser of YAML 1.2 and JSON. It calls a method of an EventHandler for each map, list, scalar and alias.

The EventHandler is in `yaml_composer`, which builds a Document and rejects duplicate keys. PyYAML parses YAML. A
scanner in this module parses JSON, because PyYAML rejects some valid JSON. Scalars follow the core schema of YAML 1.2:
dates, `on`, `no` and `12:30` are text, `010` is ten.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_right
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

import yaml

from specloop.errors import InputError
from specloop.text_format import quote

if TYPE_CHECKING:
    from collections.abc import Callable


class EventHandler(Protocol):
    """Receives the events of the parser. Offsets count characters from the start of the text."""

    def document(self, offset: int) -> None:
        """Handle the start of a document."""

    def open(self, node: dict[str, Any] | list[Any], offset: int, anchor: str | None = None) -> None:
        """Handle the start of a map or list.

        Args:
            node: The empty map or list. The handler adds the content that later events report.
            offset: The offset of the map or list in the text.
            anchor: The name of its YAML anchor (`&name`); None if it has no anchor.
        """

    def close(self) -> None:
        """Handle the end of the map or list that was opened last and has not been closed."""

    def scalar(self, value: Any, text: str, offset: int, anchor: str | None = None) -> None:
        """Handle a scalar, which is a value other than a map or list.

        Args:
            value: The JSON value of the scalar, such as 10.
            text: The source text of the scalar, such as `010`.
            offset: The offset of the scalar in the text.
            anchor: The name of its YAML anchor (`&name`); None if it has no anchor.
        """

    def merge(self, offset: int) -> None:
        """Handle the YAML merge key `<<` in a map.

        The next value is a map or a list of maps. The handler adds their keys to the map with the merge key.
        """

    def alias(self, name: str, offset: int) -> None:
        """Handle an alias (`*name`), which repeats the value with the anchor `&name`."""

    def report(self, offset: int, message: str) -> None:
        """Report an error, and let parsing continue."""

    def fail(self, offset: int, message: str) -> NoReturn:
        """Report an error, and end parsing by raising an exception."""


class LineIndex:
    """Index that converts offsets in a text to lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts: list[int] = []

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset. Both are counted from 1."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", self.text))]
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def decode(data: bytes, file: str) -> str:
    """Decode the bytes of a document to text. Raises InputError, with a location in `file`, if a byte is not valid."""
    encoding = text_encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding, "ignore")
        what = (
            f"the byte 0x{error.object[error.start]:02x} is not {encoding.removesuffix('-sig')[:6].rstrip('-').upper()}"
        )
        line, column = LineIndex(before).line_column(len(before))
        raise InputError.at(file, f"{what}; save the file as UTF-8", line, column) from None


def text_encoding(data: bytes) -> str:
    """Return the encoding of a YAML or JSON text, such as `utf-16`; UTF8 for UTF-8 with or without a mark.

    A byte order mark or zero bytes at the start of `data` reveal it.
    """
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return encoding
    # YAML 1.2.2, 5.2: the first character is ASCII, so the position of zero bytes reveals the encoding.
    zeros = tuple(byte == 0 for byte in data[:4])
    return _ENCODING_BY_ZEROS.get(zeros) or _ENCODING_BY_ZEROS.get(zeros[:2], UTF8)


UTF8 = "utf-8-sig"
_BYTE_ORDER_MARKS = {
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
"""The encodings by byte order mark; UTF-32 comes first, because a UTF-32 mark begins with a UTF-16 mark."""

_ENCODING_BY_ZEROS: dict[tuple[bool, ...], str] = {
    (True, True, True, False): "utf-32-be",
    (False, True, True, True): "utf-32-le",
    (True, False): "utf-16-be",
    (False, True): "utf-16-le",
}


def parse_events(text: str, handler: EventHandler) -> None:
    """Parse a YAML or JSON text. Call a method of the handler for each map, list, scalar, alias and error."""
    if text.lstrip(" \t\r\n")[:1] in {"{", "["} and is_json_text(text):
        _parse_json(text, handler)
        return
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        what = f"not valid YAML: the character U+{ord(forbidden.group()):04X} is not allowed"
        handler.fail(forbidden.start(), f"{what}; remove it, or write an escape in double quotes")
    try:
        _parse_yaml(_PARSER(text), handler)
    except yaml.MarkedYAMLError as error:
        handler.fail(*_describe_error(error, text))
    except (ValueError, OverflowError) as error:  # Raised by PyYAML without libyaml, for invalid escapes.
        handler.fail(0, f"not valid YAML: {error}; expected an OpenAPI document")


# --- JSON ---

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[-+.\w]+')
_WORDS = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")


def is_json_text(text: str) -> bool:
    """Return whether a text is valid JSON. Text that is nested too deeply for Python's JSON parser counts as valid."""

    def refuse(word: str) -> NoReturn:
        raise ValueError(word)

    try:
        json.loads(text, parse_int=str, parse_float=str, parse_constant=refuse)
    except RecursionError:
        return True  # It is JSON, but too deep; `yaml_composer` reports the excessive depth.
    except ValueError:
        return False
    return True


def _parse_json(text: str, handler: EventHandler) -> None:
    """Parse a valid JSON text, and pass its events to a handler."""
    handler.document(0)
    for match in _TOKEN.finditer(text):  # Commas and colons are skipped, because the text is known to be valid.
        word, offset = match.group(), match.start()
        if word[0] == '"':
            value = json.loads(word) if "\\" in word else word[1:-1]
            handler.scalar(_text(value, offset, handler), value, offset)
        elif word == "{":
            handler.open({}, offset)
        elif word == "[":
            handler.open([], offset)
        elif word in "}]":
            handler.close()
        else:
            handler.scalar(_WORDS[word] if word in _WORDS else _number(word, offset, handler), word, offset)


# --- YAML ---

_PARSER: Callable[[str], Any] = yaml.CLoader if yaml.__with_libyaml__ else yaml.Loader
_FORBIDDEN = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]+")
_OCTAL_OR_HEX = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")

_TAG = "tag:yaml.org,2002:"
_TYPES_BY_TAG: dict[str, tuple[type, ...]] = {
    _TAG + "null": (type(None),),
    _TAG + "bool": (bool,),
    _TAG + "int": (int,),
    _TAG + "float": (int, float),
}


def _parse_yaml(parser: Any, handler: EventHandler) -> None:
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            _feed_scalar(event, handler)
        elif kind is yaml.MappingStartEvent:
            _refuse_tag(event, "map", handler)
            handler.open({}, event.start_mark.index, event.anchor)
        elif kind is yaml.SequenceStartEvent:
            _refuse_tag(event, "seq", handler)
            handler.open([], event.start_mark.index, event.anchor)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            handler.close()
        elif kind is yaml.AliasEvent:
            handler.alias(event.anchor, event.start_mark.index)
        elif kind is yaml.DocumentStartEvent:
            handler.document(event.start_mark.index)


def _feed_scalar(event: Any, handler: EventHandler) -> None:
    text, tag, plain, offset = event.value, event.tag, event.implicit[0], event.start_mark.index
    value: Any
    if plain and tag is None:
        if text == "<<":
            handler.merge(offset)
            return
        value = _resolve(text, offset, handler)
    elif tag in {None, "!", _TAG + "str"}:
        value = _text(text, offset, handler)
    elif tag in _TYPES_BY_TAG:
        value = _resolve(text, offset, handler)
        if type(value) not in _TYPES_BY_TAG[tag]:
            handler.report(offset, f"{quote(text)} has the tag {_short(tag)} but another type; remove the tag")
    else:
        value = text
        _refuse_tag(event, "str", handler)
    handler.scalar(value, text, offset, event.anchor)


def _resolve(text: str, offset: int, handler: EventHandler) -> Any:
    """Return the JSON value of an unquoted YAML scalar: 10 for `010`, True for `true`, but the text "yes" for `yes`.

    For a number that JSON does not have, such as `.inf`, report an error to the handler, and return the text.
    """
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if text[0] not in "+-.0123456789":
        return _text(text, offset, handler)
    if _OCTAL_OR_HEX.fullmatch(text) or _NUMBER.fullmatch(text):
        return _number(text, offset, handler)
    if _NO_NUMBER.fullmatch(text):
        handler.report(offset, f"JSON has no number {text}; remove it, or quote it if it is text")
    return _text(text, offset, handler)


def _text(value: str, offset: int, handler: EventHandler) -> str:
    if not value.isascii() and _SURROGATE.search(value):
        handler.report(offset, "half of a surrogate pair is not a character; write both halves, or remove this one")
    return value


def _number(text: str, offset: int, handler: EventHandler) -> int | float:
    try:
        value = _exact(text)
        if math.isfinite(value):
            return value
    except (ValueError, OverflowError):  # Python converts at most 4300 digits to an int; floats end near 1e308.
        pass
    handler.report(offset, f"the number {text[:20]}... is too large; quote it if it is text")
    return 0


def _exact(text: str) -> int | float:
    if _INTEGER.fullmatch(text):
        return int(text)
    return int(text, 0) if _OCTAL_OR_HEX.fullmatch(text) else float(text)


def _refuse_tag(event: Any, usual: str, handler: EventHandler) -> None:
    if event.tag not in {None, "!", _TAG + usual}:
        handler.report(event.start_mark.index, f"the tag {_short(event.tag)} is not part of JSON; remove it")


def _short(tag: str) -> str:
    return quote(tag.replace(_TAG, "!!"))


# --- PyYAML's errors ---


def _describe_error(error: yaml.MarkedYAMLError, text: str) -> tuple[int, str]:
    """Return the offset of a PyYAML error in the text, and a message with a fix.

    The message is the same whether or not PyYAML uses the C library libyaml.
    """
    problem, mark = error.problem or "it is incomplete", error.problem_mark or error.context_mark
    offset = mark.index if mark else 0
    if "unexpected end of stream" in problem and error.context_mark:
        offset = error.context_mark.index
    character = text[offset : offset + 1]
    if "cannot start any token" in problem:
        what, fix = f"unquoted text begins with {character!r}", "put it in quotes"
        if character == "\t":
            what, fix = "a tab", "indent with spaces"
    else:
        known = (words for sign, words in _WORDS_FOR.items() if sign in problem)
        what, fix = next(known, (problem, "expected an OpenAPI document"))
    begin = error.context_mark.line + 1 if error.context_mark else 0
    if mark and begin not in {0, mark.line + 1} and offset == mark.index:
        what = f"{what} that begins in line {begin}" if what.endswith(_GROUPS) else what
    return offset, f"not valid YAML: {what}; {fix}"


_GROUPS = ("map", "list", "braces", "brackets")
_LOST = (
    "this does not belong to the map",
    "begin all its keys in one column, and quote text that has quotes inside",
)
_WORDS_FOR = {
    "mapping values are not allowed": (
        "a ':' where a key is not allowed",
        "quote text that contains ': ', or fix the indentation",
    ),
    "could not find expected ':'": (
        "a key without ':'",
        "write ':' after a key, or quote text of several lines",
    ),
    "'-' indicator": ("this does not belong to the list", "begin all its dashes in one column"),
    "expected key": _LOST,
    "<block end>": _LOST,
    "',' or '}'": ("this does not belong to the map in braces", "put commas between pairs, and '}' at the end"),
    "',' or ']'": ("this does not belong to the list in brackets", "put commas between items, and ']' at the end"),
    "unexpected end of stream": ("this quotation mark is never closed", "close it"),
    "escape": ("this escape is not known", "double the backslash, or use single quotes"),
}
