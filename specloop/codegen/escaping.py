"""Escaping of text from a document, for output as Python, TOML, Markdown or a shell command."""

from __future__ import annotations

import json
import re
import shlex
import textwrap
import unicodedata

from jinja2 import Undefined
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

# A template can print names, counts and values of the types in this module; `printable` rejects all other values.
# So a template must pass text of the document through a filter of this module. tests/codegen/test_escaping.py checks
# each filter.

MAX_MARGIN_COLUMNS = 40
"""The largest indentation of a docstring line, in columns; wrapped lines repeat the indentation."""


class PythonLiteral(str):
    """The code of a complete Python literal, including its quotes."""

    __slots__ = ()


class EscapedText(str):
    """Text that is escaped for the place where a template prints it, such as a docstring or a TOML file."""

    __slots__ = ()


class UnprintableError(TypeError):
    """Raised when a template prints text of the document without a filter that escapes it."""


def literal(value: object) -> PythonLiteral:
    """Format plain data, such as a string or a list, as a Python literal."""
    if type(value) is str and '"' not in value:
        return PythonLiteral('"' + repr("'" + value)[2:])  # The formatter requires double quotes.
    if type(value) is list:
        return PythonLiteral(f"[{', '.join(map(literal, value))}]")
    if type(value) is dict:
        return PythonLiteral(f"{{{', '.join(f'{literal(key)}: {literal(each)}' for key, each in value.items())}}}")
    return PythonLiteral(repr(value))


def docstring(text: str, indent: int = 0, width: int = 110) -> EscapedText:
    """Format text for the inside of a triple-quoted docstring. Lines are wrapped to `width` and indented by `indent`.

    The first line is not indented, because the template indents it. Control characters and lone surrogates are removed.
    """
    room = max(width - indent, 40)
    lines: list[str] = []
    for raw in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        line = _keep_text(raw).expandtabs(4)
        margin = " " * min(len(line) - len(line.lstrip()), MAX_MARGIN_COLUMNS)
        line = margin + line.lstrip()
        if len(line) <= room and line.isascii():  # `wrap`, which is slow, would not change such a line.
            lines.append(line.rstrip())
            continue
        hanging = f"{margin}    " if margin else ""  # An indented line is an entry below a heading such as `Args:`.
        # Escape after wrapping, so that no escape sequence is split.
        wrapped = textwrap.wrap(line, room, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
        lines.extend(wrapped or [""])
    escaped = [line.replace("\\", "\\\\") for line in lines]
    body = ("\n" + " " * indent).join(escaped).strip()
    body = re.sub(r'"(?="|\Z)', r'\\"', body)  # Escape a quote before another quote, or at the end.
    body = re.sub(r"\n[ ]+(?=\n)", "\n", body)
    if "\n" in body:
        return EscapedText(f"{body}\n{' ' * indent}")
    return EscapedText(body)


def toml(text: str) -> EscapedText:
    """Format text as a TOML basic string, including its quotes."""
    clean = "".join(c for c in text if c == "\n" or _is_text(c))
    return EscapedText(json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f"))


def markdown(text: str) -> EscapedText:
    """Format text as one paragraph of Markdown that displays the text literally."""
    clean = " ".join("".join(c if _is_text(c) else " " for c in text).split())
    escaped = re.sub(r"([\\`*_{}\[\]<>#|!~&$])", r"\\\1", clean)
    return EscapedText(re.sub(r"^([-+=]|[0-9]+(?=[.)](?: |$)))", _escape_list_mark, escaped))


def _escape_list_mark(match: re.Match[str]) -> str:
    """Escape a character that would begin a list, a rule or a heading in Markdown, such as `-` in `- a`."""
    return f"{match[0]}\\" if match[0].isdecimal() else f"\\{match[0]}"


def code(text: PythonCode | str | int) -> EscapedText:
    """Format text or code for the inside of a Markdown code span.

    Do not use it in a table: `|` is not escaped, so it would end the table cell.
    """
    text_of_code = text.as_unembedded_code().replace("builtins.", "") if isinstance(text, PythonCode) else str(text)
    clean = " ".join("".join(c if _is_text(c) else " " for c in text_of_code).split())
    # An empty code span would be two backquotes, which begin a longer code span, so a space replaces empty text.
    return EscapedText(clean.replace("`", "'") or " ")


def shell(text: str) -> EscapedText:
    """Format text as one word of a POSIX shell."""
    return EscapedText(shlex.quote(_keep_text(text)))


def printable(value: object) -> object:
    """Return `value` if a template may print it. Raises UnprintableError for a plain `str` and other unescaped data.

    Jinja calls this function for each value that a template prints.
    """
    if isinstance(value, Undefined):
        str(value)  # Raises UndefinedError with the name of the missing variable.
    if isinstance(value, PythonCode):
        return value.as_unembedded_code()
    if value is None or isinstance(value, PythonIdentifier | ClassName | PythonLiteral | EscapedText | bool | int):
        return value
    message = f"a template prints {value!r} without a filter; expected one of literal, docstring, toml, markdown"
    raise UnprintableError(message)


def _keep_text(text: str) -> str:
    """Remove control characters except tabs, lone surrogates, Unicode line ends and invisible formatting characters."""
    return text if text.isprintable() else "".join(filter(_is_text, text))


def _is_text(character: str) -> bool:
    # Category Cc contains control characters; Cs contains lone surrogates, which UTF-8 cannot encode.
    # Zl and Zp contain Unicode line ends that do not end a line of Python code.
    # Some Cf characters change the order in which a line's characters are displayed.
    return unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp", "Cf"} or character == "\t"
