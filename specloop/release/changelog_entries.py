"""Changelog entries for users of the generated client, made from the changes of a contract.

A first release has no changes. Its entries list what the client offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from specloop.codegen.ir import Client
from specloop.errors import printable
from specloop.release.changelog import BREAKING, ReleaseNotes, breaks
from specloop.report import Bump, Change
from specloop.text_format import as_code, join_words

_BUMP_OF_GROUP: dict[str, Bump] = {"Added": "minor", "Deprecated": "minor", "Removed": "major"}

# Changes with these codes are listed under `Changed`: nothing is added or removed, but a method returns another type.
_REPLACEMENT_CODES = {"pages-added", "pages-removed", "response-body-removed"}

_UPGRADE_SENTENCE = "Earlier versions of the client fail until they are upgraded."

MAX_LISTED_WORDS = 12

_NEW_NAME = re.compile(r"(?:the class )?(\S+) is new")
_DESCRIPTION_CHANGED = re.compile(r"the \w+ of (.+) has changed")


def first_release_notes(client: Client) -> ReleaseNotes:
    """Return the notes of a first release: a list of the client's methods, models, enums and credential arguments."""
    text = (
        f"The first release: a typed Python client for {_one_line(client.title)}, synchronous (`{client.name}`) and"
        f" asynchronous (`Async{client.name}`)."
    )
    return ReleaseNotes(text, {"Added": tuple(f"- {entry}" for entry in _offers(client))})


def _offers(client: Client) -> Iterator[str]:
    for resource in client.resources:
        for method in resource.methods:
            walks = " Iterating over the result fetches all pages." if method.pagination else ""
            yield f"`{resource.name}.{method.name}`: {_last_paragraph(method.doc)}{walks}"
    models = [f"`{each.name}`" for each in client.models]
    enums = [f"`{each.name}`" for each in client.enums]
    if models:
        yield f"Models of the API's data: {join_words(models, most=MAX_LISTED_WORDS)}."
    if enums:
        yield f"Enums that keep unknown values: {join_words(enums, most=MAX_LISTED_WORDS)}."
    credentials = [
        f"`{each.name}`, or `{each.variable.as_unembedded_code()}`"
        for each in client.credentials
        if each.is_main or each.is_exported
    ]
    if credentials:
        yield f"Credentials from an argument or from the environment: {join_words(credentials)}."


def notes_of_changes(found: Iterable[Change], before: Client, client: Client) -> ReleaseNotes:
    """Return release notes about the changes that affect users of the client.

    Each change has its own entry, in the order of `found`. Only changed descriptions are listed together, in one entry.

    Args:
        found: The changes between the old and the new contract.
        before: The client of the old contract.
        client: The client of the new contract. Entries about new names contain their descriptions.
    """
    docs = _descriptions(client)
    names = {name for name in (*_descriptions(before), *docs) if name.isidentifier()}
    groups: dict[str, list[str]] = {}
    documented: list[str] = []
    for change in found:
        match = (
            _DESCRIPTION_CHANGED.fullmatch(change.message) if change.code.endswith("-documentation-changed") else None
        )
        if match:
            documented.append(as_code(_one_line(match[1]), names))
        elif change.bump != "none":
            groups.setdefault(_group(change), []).append(f"- {_entry(change, docs, names)}")
    if documented:
        many = "The descriptions of {} have changed." if len(documented) > 1 else "The description of {} has changed."
        groups.setdefault("Changed", []).append(
            f"- {many.format(join_words(dict.fromkeys(documented), most=MAX_LISTED_WORDS))}"
        )
    return ReleaseNotes("", {name: tuple(entries) for name, entries in groups.items()})


def _group(change: Change) -> str:
    if change.urgent and change.bump == "patch":
        return "Fixed"
    if change.code.endswith("-deprecated"):
        return "Deprecated"
    if change.code.endswith("-added") and change.bump != "major" and change.code not in _REPLACEMENT_CODES:
        return "Added"
    if change.code.endswith("-removed") and change.bump == "major" and change.code not in _REPLACEMENT_CODES:
        return "Removed"
    return "Changed"


def _entry(change: Change, docs: Mapping[str, str], names: set[str]) -> str:
    new = _NEW_NAME.fullmatch(change.message)
    if new:
        doc = docs.get(new[1], "")
        text = f"`{new[1]}`: {doc}" if doc else f"`{new[1]}`."
    else:
        text = _sentence(as_code(change.message, names))
    mark = f"{BREAKING} " if change.bump == "major" else ""
    return f"{mark}{text}" if change.bump == "major" or change.wire != "breaks" else f"{mark}{text} {_UPGRADE_SENTENCE}"


def _descriptions(client: Client) -> dict[str, str]:
    """Return a one-sentence description of each name that callers use, such as `Pet.size` or `pets.list(limit)`."""
    docs: dict[str, str] = {}
    for class_ in client.models:
        docs[class_.name] = class_.doc
        docs |= {f"{class_.name}.{member.name}": member.doc for member in class_.fields}
    docs |= {str(enum.name): enum.doc for enum in client.enums}
    for resource in client.resources:
        for method in resource.methods:
            call = f"{resource.name}.{method.name}"
            docs[f"{call}()"] = _last_paragraph(method.doc)
            docs |= {f"{call}({each.name})": each.doc for each in (*method.positional, *method.keyword)}
    return {str(name): _sentence(doc) for name, doc in docs.items()}


def _sentence(text: str) -> str:
    """Return the first line of a text as a sentence, with a capital letter and a full stop; "" for empty text."""
    line = _one_line(text.strip().partition("\n")[0])
    if not line:
        return ""
    return f"{line[0].upper()}{line[1:]}{'' if line[-1] in '.!?:' else '.'}"


def _one_line(text: str) -> str:
    """Join the lines of a text with spaces, and escape control characters."""
    # A line break or control character in a text from the contract could end the changelog entry.
    return printable(" ".join(text.split()))


def _last_paragraph(text: str) -> str:
    """Return the first line of a docstring's last paragraph, with a capital letter and a full stop."""
    return _sentence(text.rpartition("\n\n")[2])


def requested_bump(notes: ReleaseNotes) -> Bump:
    """Return the version bump that hand-written notes request.

    Breaking entries and the heading `Removed` request "major", and the headings `Added` and `Deprecated` "minor". All
    other notes request "patch", and empty notes "none".
    """
    if any(map(breaks, notes.entries)) or "Removed" in notes.groups:
        return "major"
    for name in notes.groups:
        if name in _BUMP_OF_GROUP:
            return _BUMP_OF_GROUP[name]
    return "patch" if notes else "none"
