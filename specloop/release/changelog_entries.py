"""What changed, or the whole contract before the first release -> the notes of a changelog, in words for callers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from specloop.codegen.ir import Client
from specloop.release.changelog import BREAKING, Notes, breaks
from specloop.report import Bump, Change
from specloop.report.names import as_code

_ASKED: dict[str, Bump] = {"Added": "minor", "Deprecated": "minor", "Removed": "major"}

# One thing in place of another, whichever way it goes.
_CHANGED = {"pages-added", "pages-removed", "response-body-removed"}

_UPGRADE = "Earlier versions of the client fail until they are upgraded."

_NEW = re.compile(r"(?:the class )?(\S+) is new")
_DESCRIBED = re.compile(r"the \w+ of (.+) has changed")


def first(client: Client) -> Notes:
    """Say what a package offers that nobody has seen before."""
    text = (
        f"The first release: a typed Python client for {client.title}, synchronous (`{client.name}`) and"
        f" asynchronous (`Async{client.name}`)."
    )
    return Notes(text, {"Added": tuple(f"- {entry}" for entry in _offers(client))})


def _offers(client: Client) -> Iterator[str]:
    for resource in client.resources:
        for method in resource.methods:
            walks = " Iterating over the result walks every page." if method.pagination else ""
            yield f"`{resource.name}.{method.name}`: {_last(method.doc)}{walks}"
    models = [f"`{each.name}`" for each in client.models]
    enums = [f"`{each.name}`" for each in client.enums]
    if models:
        yield f"Models of what the API sends: {listed(models)}."
    if enums:
        yield f"Enums that keep values they do not know: {listed(enums)}."
    credentials = [f"`{each.name}`, or `{each.variable.as_unembedded_code()}`" for each in client.credentials]
    if credentials:
        yield f"Credentials from an argument or from the environment: {listed(credentials)}."


def listed(words: Iterable[str], most: int = 12) -> str:
    """Put words into a sentence: `a, b and c`; of very many, the first ones and a count."""
    words = list(words)
    if len(words) > most:
        return f"{', '.join(words[: most - 1])} and {len(words) - most + 1} more"
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]])) if words else ""


def changes(found: Iterable[Change], before: Client, client: Client) -> Notes:
    """Say what has changed since the last release, worst first as it comes; what changes nothing is left out."""
    told = _described(client)
    names = {name for name in (*_described(before), *told) if name.isidentifier()}
    groups: dict[str, list[str]] = {}
    documented: list[str] = []
    for change in found:
        match = _DESCRIBED.fullmatch(change.message) if change.code.endswith("-documentation-changed") else None
        if match:
            documented.append(as_code(match[1], names))
        elif change.bump != "none":
            groups.setdefault(_group(change), []).append(f"- {_entry(change, told, names)}")
    if documented:
        many = "The descriptions of {} have changed." if len(documented) > 1 else "The description of {} has changed."
        groups.setdefault("Changed", []).append(f"- {many.format(listed(dict.fromkeys(documented)))}")
    return Notes("", {name: tuple(entries) for name, entries in groups.items()})


def _group(change: Change) -> str:
    if change.urgent:
        return "Fixed"
    if change.code.endswith("-deprecated"):
        return "Deprecated"
    if change.code.endswith("-added") and change.bump != "major" and change.code not in _CHANGED:
        return "Added"
    if change.code.endswith("-removed") and change.bump == "major" and change.code not in _CHANGED:
        return "Removed"
    return "Changed"


def _entry(change: Change, told: Mapping[str, str], names: set[str]) -> str:
    new = _NEW.fullmatch(change.message)
    if new:
        doc = told.get(new[1], "")
        text = f"`{new[1]}`: {doc}" if doc else f"`{new[1]}`."
    else:
        text = _sentence(as_code(change.message, names))
    mark = f"{BREAKING} " if change.bump == "major" else ""
    return f"{mark}{text}" if change.bump == "major" or change.wire != "breaks" else f"{mark}{text} {_UPGRADE}"


def _described(client: Client) -> dict[str, str]:
    """Give the first sentence that is said of each name a caller meets."""
    told: dict[str, str] = {}
    for class_ in client.models:
        told[class_.name] = class_.doc
        told |= {f"{class_.name}.{member.name}": member.doc for member in class_.fields}
    told |= {str(enum.name): enum.doc for enum in client.enums}
    for resource in client.resources:
        for method in resource.methods:
            call = f"{resource.name}.{method.name}"
            told[f"{call}()"] = _last(method.doc)
            told |= {f"{call}({each.name})": each.doc for each in (*method.positional, *method.keyword)}
    return {str(name): _sentence(doc) for name, doc in told.items()}


def _sentence(text: str) -> str:
    """Give the first line of a text, with a capital and a full stop."""
    line = text.strip().partition("\n")[0].strip()
    if not line:
        return ""
    return f"{line[0].upper()}{line[1:]}{'' if line[-1] in '.!?:' else '.'}"


def _last(text: str) -> str:
    """Give the beginning of the last paragraph: a summary says less than the description that follows."""
    return _sentence(text.rpartition("\n\n")[2])


def asked(notes: Notes) -> Bump:
    """Tell what hand-written notes ask of the version: what they call added or removed was."""
    if any(map(breaks, notes.entries)) or "Removed" in notes.groups:
        return "major"
    for name in notes.groups:
        if name in _ASKED:
            return _ASKED[name]
    return "patch" if notes else "none"
