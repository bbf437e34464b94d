"""Formatting of text for messages: quotes, truncation, lists of words, articles, plurals and code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

MAX_QUOTED_CHARS = 120


def truncate(text: str, limit: int = MAX_QUOTED_CHARS) -> str:
    """Truncate a text to `limit` characters, and append `...` to a text that was longer."""
    return text if len(text) <= limit else f"{text[:limit]}..."


def quote(text: str) -> str:
    """Quote a document's text for a message, and truncate a long text."""
    return repr(truncate(text))


def format_value(value: Any) -> str:
    """Format a JSON value for a message, such as `'text'`, `a map` or `null`, and truncate a long value."""
    if isinstance(value, str):
        return quote(value)
    words = {dict: "a map", list: "a list", bool: str(value).lower(), type(None): "null"}
    return words.get(type(value)) or repr(value)[:MAX_QUOTED_CHARS]


def join_words(words: Iterable[str], last: str = "and", most: int | None = None) -> str:
    """Join words for a sentence: `a, b and c`, or `a, b and 7 more` if there are more than `most` words."""
    listed = list(words)
    if most is not None and len(listed) > most:
        return f"{', '.join(listed[: most - 1])} {last} {len(listed) - most + 1} more"
    return f" {last} ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


def with_article(noun: str) -> str:
    """Return a noun with `a` or `an`: `a schema`, `an operation`, `a uuid`."""
    return f"{'an' if noun[:1].lower() in tuple('aeio') else 'a'} {noun}"


def pluralize(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun in singular or plural: `1 file`, `2 files`."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def end_sentence(text: str) -> str:
    """Append a full stop to a description that lacks one, so that more sentences can follow."""
    stripped = text.strip()
    return stripped if not stripped or stripped.endswith((".", "!", "?", ":")) else f"{stripped}."


def closest(word: str, known: Iterable[str]) -> str:
    """Return the name in `known` that a word resembles most, for a hint such as "did you mean"; "" if there is none."""
    if len(word) > MAX_QUOTED_CHARS:
        return ""
    return next(iter(get_close_matches(word, [name for name in known if len(name) <= MAX_QUOTED_CHARS], n=1)), "")


# The pattern matches URLs and paths, calls and dotted names, words with an underscore, and names of exceptions.
CODE_PATTERN = re.compile(
    r"""`[^`]*` | "[^"]*"
    | https?://[^\s,;]*[^\s,;.:] | (?<!\S)/[^\s,;]*[^\s,;.:]
    | \b[A-Za-z_]\w*(?:\.\w+)*\([^()]*\) | \b[A-Za-z_]\w+(?:\.\w+)+
    | \b\w*[a-zA-Z]_\w+ | \b_\w*[a-zA-Z]\w* | \b[A-Z]\w*(?:Error|Exception)\b""",
    re.VERBOSE,
)


def as_code(text: str, names: Iterable[str] = ()) -> str:
    """Enclose each piece of code in a sentence in backticks; `names` are code, too, but look like ordinary words."""
    known = "|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(f"{CODE_PATTERN.pattern}|{known}", re.VERBOSE) if known else CODE_PATTERN
    return pattern.sub(lambda match: match[0] if match[0][0] in '`"' else f"`{match[0]}`", text)
