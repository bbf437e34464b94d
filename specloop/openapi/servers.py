"""The servers of a contract in -> the address a client uses by default, and what is said of others, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from specloop.codegen.escaping import sentence
from specloop.openapi.json_pointer import JsonObject, get_at
from specloop.openapi.operations import Operation


def base_url(document: JsonObject) -> str:
    """Give the first address that can be called as it is; "" where a caller must name one."""
    return next((url for url, _ in _servers(document) if _is_absolute(url)), "")


def told(document: JsonObject) -> str:
    """Say what the contract knows of addresses besides the first."""
    first = base_url(document)
    sentences: list[str] = []
    for url, server in _servers(document):
        said = " ".join(str(server.get("description") or "").split())
        if not _is_absolute(url) and url:
            sentences.append(f"It is of the form {url}" if "://" in url else f"Its path ends in {url}")
        elif url not in ("", first):
            sentences.append(f"There is {url}, too{f': {said}' if said else ''}")
        sentences += _variables(server)
    return " ".join(dict.fromkeys(sentence(each) for each in sentences))


def elsewhere(document: JsonObject, source: Operation) -> Iterator[str]:
    """Say it where an operation is not at the address of the others."""
    item = get_at(document, source.pointer[:-1]) or {}
    for holder in (source.operation, item):
        found = [url for url, _ in _servers(holder) if _is_absolute(url)]
        if holder.get("servers"):
            if found and found[0] != base_url(document):
                yield f"This is at {found[0]}: call it on `client.with_options(base_url=...)`."
            return


def _servers(holder: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    for server in holder.get("servers") or []:
        url = str(server.get("url", ""))
        for name, variable in (server.get("variables") or {}).items():
            url = url.replace("{" + str(name) + "}", str(variable.get("default", "")))
        yield (f"https:{url}" if url.startswith("//") else url).rstrip("/"), server


def _variables(server: JsonObject) -> Iterator[str]:
    variables: dict[str, Any] = server.get("variables") or {}
    told = []
    for name, variable in variables.items():
        said = " ".join(str(variable.get("description") or "").split()).rstrip(".")
        words = [str(word) for word in variable.get("enum") or []]
        known = f"one of {', '.join(words)}" if words else f"by default {variable.get('default', 'nothing')}"
        told.append(f"{name}, {known}{f' ({said})' if said else ''}")
    if told:
        yield f"Others are of the form {server.get('url', '')} with {'; '.join(told)}"


PLAIN = re.compile(r"https?://[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?(:[0-9]{1,4})?(/[\w./~-]{0,500})?", re.ASCII)
"""An address that nobody can take for anything else."""


def _is_absolute(url: str) -> bool:
    if not url.startswith(("https://", "http://")) or "{" in url:
        return False
    if PLAIN.fullmatch(url):
        return True
    import httpx2  # noqa: PLC0415 - it takes time and memory, and most URLs need no judge

    try:
        return bool(httpx2.URL(url).host)
    except httpx2.InvalidURL:  # What a client could not be made with is none.
        return False
