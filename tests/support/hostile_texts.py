"""The texts in tests/adversarial/everything.yaml that an author chooses, and their replacement by other texts.

Such a text ("word") is a string value, or a key that is a name. All other keys and values are defined by OpenAPI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from specloop.openapi.loader import load_document

EVERYTHING = Path(__file__).parents[1] / "adversarial" / "everything.yaml"
DOCUMENT: dict[str, Any] = load_document(EVERYTHING).data

# Fields whose value is a map with names that the author chooses as its keys.
NAMED = frozenset(
    {"callbacks", "content", "encoding", "examples", "headers", "links", "mapping", "parameters", "paths"}
    | {"patternProperties", "properties", "requestBodies", "responses:", "schemas", "scopes", "securitySchemes"}
    | {"variables", "webhooks", "callback name", "CallbackComponent"}
)
EXTENSIBLE = frozenset({"paths", "responses:"})
# Fields whose values are defined by OpenAPI.
KEYWORDS = frozenset({"openapi", "in", "type", "style", "$ref"})
OURS = "x-pagination"


def words() -> dict[str, set[str]]:
    """Return the roles of each author-chosen text.

    A role is the field whose value is the text (`title`), or the map whose key is the text (`properties:`).
    """
    found: dict[str, set[str]] = {}
    for word, role in _words(DOCUMENT, ""):
        found.setdefault(word, set()).add(role)
    return found


def _words(node: Any, role: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        named = role in NAMED or role.startswith("x-")
        for key, value in node.items():
            # An extension in `paths` or `responses` is recognized by its name, which must not change.
            is_name = named and not (key.startswith("x-") and role in EXTENSIBLE)
            if is_name:
                yield key, f"{role}:"
            if key != OURS:
                yield from _words(value, f"one of {role}" if is_name and role in NAMED else key)
    elif isinstance(node, list):
        for each in node:
            yield from _words(each, role if role not in NAMED else f"one of {role}")
    elif isinstance(node, str) and role not in KEYWORDS:
        yield node, role


# Texts with a meaning to OpenAPI, and texts that are sent in request headers: a replacement may be rejected.
GIVEN = frozenset(
    {"basic", "bearer", "binary", "uuid", "date-time", "8f14e45f-ceea-467f-a0e6-4b5b2d5f3a1c", "crate"}
    | {"X-Trace", "X-Key", "session-cookie", "image/jpeg"}
    | {word for word, roles in words().items() if "content:" in roles or "paths:" in roles}
)
WORDS = sorted(words())


def is_free(word: str) -> bool:
    """Return whether an author-chosen text can be replaced by any other text."""
    return word not in GIVEN


def replaced(node: Any, texts: Mapping[str, str]) -> Any:
    """Return a document with texts replaced; references and path templates are adapted, so that they still match."""
    if isinstance(node, dict):
        return {_renamed(key, texts): replaced(value, texts) for key, value in node.items()}
    if isinstance(node, list):
        return [replaced(each, texts) for each in node]
    if isinstance(node, str):
        if node.startswith("#/"):
            return "/".join(_escaped(texts[step]) if step in texts else step for step in node.split("/"))
        return _renamed(node, texts)
    return node


def _renamed(text: str, texts: Mapping[str, str]) -> str:
    inside = [f"{{{texts.get(name, name)}}}" for name in re.findall(r"\{([^{}]*)\}", text)]
    if text in texts:
        return "/".join(["", texts[text], *inside]) if text.startswith("/") else texts[text]
    return re.sub(r"\{[^{}]*\}", lambda _: inside.pop(0), text)


def _escaped(text: str) -> str:
    return text.replace("~", "~0").replace("/", "~1").replace("%", "%25")
