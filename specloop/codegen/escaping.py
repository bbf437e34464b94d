"""Text from a contract in -> text that is safe inside a Python literal, a docstring, TOML or Markdown out."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata

from jinja2 import Undefined
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

# What `printable` lets through to the output. Templates hold code; whatever a contract says reaches it only
# as one of these, each made in one place and checked by a property test (tests/test_text.py).


class Quoted(str):
    """A complete Python literal, quotes included."""

    __slots__ = ()


class Embedded(str):
    """Text escaped for the place it is printed in: a docstring, a TOML string, a line of Markdown."""

    __slots__ = ()


class UnprintableError(TypeError):
    """A template tried to print text of the contract without a filter."""


def literal(value: object) -> Quoted:
    """Print plain data (strings, numbers, booleans, None, lists, dicts) as a Python literal."""
    if type(value) is str and '"' not in value:
        return Quoted('"' + repr("'" + value)[2:])  # with the quotes that a formatter would choose
    return Quoted(repr(value))


def docstring(text: str, indent: int = 0, width: int = 110) -> Embedded:
    r"""Print text for the inside of a triple-quoted docstring, wrapped to `width` and indented by `indent`.

    The first line is not indented: the template has already placed it. Paragraphs stay apart. Control
    characters and lone surrogates go; backslashes and quotes are escaped so that the docstring says what
    the text said.
    """
    clean = "".join(c for c in text.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or _is_text(c))
    room = max(width - indent, 40)
    lines: list[str] = []
    for line in clean.expandtabs(4).split("\n"):
        margin = line[: len(line) - len(line.lstrip())]
        hanging = f"{margin}    " if margin else ""  # as in `Args:`
        # Escape after wrapping, so that no escape is ever cut in two.
        wrapped = textwrap.wrap(line, room, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
        lines.extend(wrapped or [""])
    escaped = [line.replace("\\", "\\\\") for line in lines]
    body = ("\n" + " " * indent).join(escaped).strip()
    body = re.sub(r'"(?="|\Z)', r'\\"', body)  # neither three in a row, nor one that meets the closing quotes
    body = re.sub(r"\n[ ]+(?=\n)", "\n", body)
    if "\n" in body:
        return Embedded(f"{body}\n{' ' * indent}")
    return Embedded(body)


def toml(text: str) -> Embedded:
    """Print text as a TOML basic string, quotes included."""
    clean = "".join(c for c in text if c in "\n\t" or _is_text(c))
    return Embedded(json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f"))


def markdown(text: str) -> Embedded:
    """Print text as one paragraph of Markdown that shows it as it is."""
    clean = " ".join("".join(c if _is_text(c) else " " for c in text).split())
    escaped = re.sub(r"([\\`*_{}\[\]<>#|!~&$])", r"\\\1", clean)
    return Embedded(re.sub(r"^([-+=]|[0-9]+(?=[.)](?: |$)))", _unlisted, escaped))


def _unlisted(match: re.Match[str]) -> str:
    """Keep the first mark of a line from beginning a list, a rule or a heading: `- a`, `2. b`, `---`, `===`."""
    return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"


def code(text: PythonCode | str | int) -> Embedded:
    """Print text or code for the inside of a Markdown code span, in a table or out of it."""
    spoken = text.as_unembedded_code().replace("builtins.", "") if isinstance(text, PythonCode) else str(text)
    clean = " ".join("".join(c if _is_text(c) else " " for c in spoken).split())
    # A table parts its cells at `|` before it looks for code, and two backquotes with nothing between open a span.
    return Embedded(re.sub(r"(\\*)\|", r"\1\1\\|", clean.replace("`", "'")) or " ")


def printable(value: object) -> object:
    """Let a template print code, escaped text and counts; refuse anything else (a Jinja `finalize`)."""
    if isinstance(value, Undefined):
        str(value)  # says what is missing
    if isinstance(value, PythonCode):
        return value.as_unembedded_code()
    if value is None or isinstance(value, PythonIdentifier | ClassName | Quoted | Embedded | bool | int):
        return value
    message = f"a template prints {value!r} without a filter; expected one of literal, docstring, toml, markdown"
    raise UnprintableError(message)


def _is_text(character: str) -> bool:
    # Cc: control; Cs: lone surrogates, which no file can hold; Zl, Zp: line ends that Python does not count
    # as such; Cf: among them the marks that reorder how a line reads.
    return unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp", "Cf"} or character == "\t"
