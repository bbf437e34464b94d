"""Formatting of text for messages, such as quotes, truncation, lists of words, articles and plurals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

MAX_QUOTED_CHARS = 120


def truncate(text: str, limit: int = MAX_QUOTED_CHARS) -> str:
    """Return the first `limit` characters of a text, with `...` after them if the text is longer."""
    return text if len(text) <= limit else f"{text[:limit]}..."


def quote(text: str) -> str:
    """Return a text in quotation marks for a message. A long text is truncated."""
    return repr(truncate(text))


def format_value(value: Any) -> str:
    """Format a JSON value for a message: text in quotation marks, `a map` for a dict, `a list`, or `null` for None.

    Long text is truncated.
    """
    if isinstance(value, str):
        return quote(value)
    words = {dict: "a map", list: "a list", bool: str(value).lower(), type(None): "null"}
    return words.get(type(value)) or repr(value)[:MAX_QUOTED_CHARS]


def join_words(words: Iterable[str], last: str = "and", most: int | None = None) -> str:
    """Join words for a sentence, as in `a, b and c`. `last` is the word before the last one.

    If there are more than `most` words, only the first ones are named: 9 words and `most=3` give `a, b and 7 more`.
    """
    listed = list(words)
    if most is not None and len(listed) > most:
        return f"{', '.join(listed[: most - 1])} {last} {len(listed) - most + 1} more"
    return f" {last} ".join(filter(None, [", ".join(listed[:-1]), *listed[-1:]]))


def with_article(noun: str) -> str:
    """Return a noun with its article, as in `a schema` or `an operation`."""
    return f"{'an' if noun[:1].lower() in tuple('aeio') else 'a'} {noun}"


def pluralize(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun. The noun is plural unless the count is 1, as in `1 file` and `2 files`."""
    return f"{count:,} {noun if count == 1 else plural or f'{noun}s'}"


def end_sentence(text: str) -> str:
    """Append a full stop to a text that lacks one, so that another sentence can follow."""
    stripped = text.strip()
    return stripped if not stripped or stripped.endswith((".", "!", "?", ":")) else f"{stripped}."


def closest(word: str, known: Iterable[str]) -> str:
    """Return the name in `known` that is spelled most like a word, for a hint such as "did you mean".

    Return "" if no name has a similar spelling.
    """
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
    """Put backticks around the code in a sentence: `call pets.list()` becomes ``call `pets.list()` ``.

    URLs, calls, dotted names and words with an underscore are code. The words in `names` are code, too.
    """
    known = "|".join(rf"\b{re.escape(name)}\b" for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(f"{CODE_PATTERN.pattern}|{known}", re.VERBOSE) if known else CODE_PATTERN
    return pattern.sub(lambda match: match[0] if match[0][0] in '`"' else f"`{match[0]}`", text)
