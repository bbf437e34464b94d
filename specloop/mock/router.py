"""Routing of the mock: finds the operations that match a request's path, and reads the path parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from specloop.openapi.document import Document
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.servers import located_servers

PARAMETER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class MockRoute:
    """An operation, and the regular expression that matches the paths of its requests."""

    operation: Operation
    method: str
    template: str
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    weight: tuple[tuple[bool, int], ...]
    """Sort key that compares segments of paths from the left; literal segments precede segments with parameters."""


class Match(NamedTuple):
    """An operation that matches a request's path, and the values of the path parameters, still percent-encoded."""

    route: MockRoute
    values: dict[str, str]


class Router:
    """Finds the operations of one document that match the path of a request."""

    def __init__(self, document: Document) -> None:
        self.routes = sorted(map(_route, iter_operations(document.data)), key=lambda route: route.weight)
        self.bases = sorted(set(_base_paths(document)), key=len, reverse=True)

    def candidates(self, raw_path: str) -> list[Match]:
        """Return the operations whose path template matches a request's path, one for each HTTP method.

        If several templates match, the most specific is used, such as `/things/latest` instead of `/things/{id}`. If
        none matches, the path is tried without the base path of a server.
        """
        found = self._matches(raw_path)
        for base in self.bases:
            if not found and raw_path.startswith(f"{base}/"):
                found = self._matches(raw_path.removeprefix(base))
        return found

    def _matches(self, raw_path: str) -> list[Match]:
        found = [
            Match(route, dict(zip(route.names, match.groups(), strict=True)))
            for route in self.routes
            if (match := route.pattern.fullmatch(raw_path))
        ]
        # The template with the longest beginning without parameters is used (OpenAPI 3.1, 4.8.8.1), even if it has no
        # operation with the HTTP method of the request.
        return [match for match in found if match.route.pattern == found[0].route.pattern]


def _without_query(path: str) -> str:
    """Return a path template without the query or fragment that some documents wrongly append."""
    return path.partition("?")[0].partition("#")[0]


def _route(operation: Operation) -> MockRoute:
    template = _without_query(operation.path)
    parts = PARAMETER.split(template)
    pattern = "".join("([^/]+?)" if place % 2 else _literal(part) for place, part in enumerate(parts))
    return MockRoute(
        operation=operation,
        method=operation.http_method,
        template=template,
        pattern=re.compile(pattern),
        names=tuple(parts[1::2]),
        weight=tuple(("{" in segment, -len(PARAMETER.sub("", segment))) for segment in template.split("/")),
    )


def _literal(text: str) -> str:
    """Return a regular expression for a fixed part of a path. In requests, its characters may be percent-encoded."""
    return "".join(
        re.escape(character)
        if character == "/"
        else f"(?:{re.escape(character)}|(?i:{''.join(f'%{byte:02x}' for byte in character.encode())}))"
        for character in unquote(text)
    )


def _base_paths(document: Document) -> Iterator[str]:
    """Yield the path of each server of the document, its path items and its operations."""
    pointers = ((), *(operation.pointer for operation in iter_operations(document.data)))
    for url in {url for pointer in pointers for url, _ in located_servers(document.data, pointer)}:
        try:
            path = urlsplit(url).path.rstrip("/")
        except ValueError:
            continue
        if path:
            yield path if path.startswith("/") else f"/{path}"
