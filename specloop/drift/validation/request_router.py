"""A request's method and URL -> the operation that describes it, or what can be said of one that none does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from specloop.drift import redaction
from specloop.openapi.document import Document
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.security import credential_parameters
from specloop.openapi.servers import located_servers

LOOPBACK_HOSTS = {"localhost", "127.0.0.1", "::1", "testserver"}
"""A server on one's own machine stands in for any."""

_DEFAULT_PORTS = {"http": 80, "https": 443, "": None}


class RouteMatch(NamedTuple):
    """What a request turned out to be."""

    operation: Operation | None
    foreign: bool = False
    """It went to another API altogether."""
    host: str = ""
    """Where it went, if no server of the contract is there although the path is one of the contract's."""
    shown: str = ""
    """Method and path, masked, if no operation describes it."""
    unknown: tuple[str, ...] = ()
    """Query parameters that the operation does not have."""
    known: frozenset[str] = frozenset()
    """Those that it has, and that were given."""


@dataclass(frozen=True, slots=True)
class _Route:
    """One path of the contract below one server."""

    operation: Operation
    hosts: frozenset[tuple[str, int | None]]
    """Empty: any."""
    pattern: re.Pattern[str]
    weight: tuple[int, ...]
    parameters: frozenset[str]
    open_names: frozenset[str]
    """Parameters whose own parts stand in the name: `filter[a]=1`."""
    any_name: bool
    literal: bool


class RequestRouter:
    """Knows the routes of one contract."""

    def __init__(self, contract: Document) -> None:
        self.operations = list(iter_operations(contract.document))
        credentials = credential_parameters(contract.document)
        self._bases: set[tuple[tuple[str, int | None] | None, str]] = set()
        self._routes = sorted(
            (route for each in self.operations for route in self._of(contract, each, credentials)),
            key=lambda route: route.weight,
        )
        self._hosts = {base[0] for base, _ in self._bases if base}

    def match(self, method: str, url: str) -> RouteMatch | None:
        """Find the operation of a request; None if the URL is none."""
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower()
            origin = (host, parts.port or _DEFAULT_PORTS.get(parts.scheme))
        except ValueError:
            return None
        path = parts.path or "/"
        fits = [route for route in self._routes if route.pattern.fullmatch(path)]
        here = [
            route for route in fits if not host or host in LOOPBACK_HOSTS or not route.hosts or origin in route.hosts
        ]
        wanted = method.upper()
        if route := next((each for each in here if each.operation.http_method == wanted), None):
            return self._found(route, parts.query)
        if wanted == "HEAD" and (route := next((each for each in here if each.operation.http_method == "GET"), None)):
            return RouteMatch(None, foreign=True)  # every GET has a HEAD, and it carries nothing to compare
        elsewhere = next((each for each in fits if each.operation.http_method == wanted and each.literal), None)
        if elsewhere is not None and not here and not self._is_ours(host, origin, path):
            return self._found(elsewhere, parts.query)._replace(host=redaction.redact_host(host, self._hosts))
        if self._is_ours(host, origin, path):
            shown = wanted if re.fullmatch("[A-Z]{1,12}", wanted) else redaction.MASK
            return RouteMatch(None, shown=f"{shown} {redaction.redact_path(path)}")
        return RouteMatch(None, foreign=True)

    def _is_ours(self, host: str, origin: tuple[str, int | None], path: str) -> bool:
        return any(
            (not host or host in LOOPBACK_HOSTS or base is None or base == origin)
            and (path == prefix or path.startswith(f"{prefix}/"))
            for base, prefix in self._bases
        )

    def _found(self, route: _Route, query: str) -> RouteMatch:
        names = {name for name, _ in parse_qsl(query, keep_blank_values=True)}
        known, unknown = set(), set()
        for name in names:
            base = name.partition("[")[0]
            if name in route.parameters or (base in route.open_names and base != name):
                known.add(name if name in route.parameters else base)
            elif f"{base}[]" == name and base in route.parameters:
                known.add(base)
            elif not route.any_name:
                unknown.add(name)
        return RouteMatch(route.operation, unknown=tuple(sorted(unknown)), known=frozenset(known))

    def _of(self, contract: Document, operation: Operation, credentials: set[str]) -> list[_Route]:
        query = [each.node for each in operation.parameters if each.node["in"] == "query"]
        schemas = [(each["name"], each.get("style", "form"), each.get("schema") or {}) for each in query]
        found: dict[str, set[tuple[str, int | None]]] = {}
        anywhere = set()
        for address, _ in located_servers(contract.document, operation.pointer):
            parts = urlsplit(address)
            prefix = parts.path.rstrip("/")
            origin = (
                (parts.hostname.lower(), parts.port or _DEFAULT_PORTS.get(parts.scheme)) if parts.hostname else None
            )
            self._bases.add((origin, prefix))
            if origin is None:
                anywhere.add(prefix)
            else:
                found.setdefault(prefix, set()).add(origin)
        return [
            _Route(
                operation=operation,
                hosts=frozenset() if prefix in anywhere else frozenset(found[prefix]),
                pattern=_path_pattern(prefix + operation.path),
                # Literal segments come before templates, from the left.
                weight=tuple("{" in segment for segment in operation.path.split("/")),
                parameters=frozenset(name for name, _, _ in schemas) | credentials,
                open_names=frozenset(name for name, style, _ in schemas if style == "deepObject"),
                # An exploded form object has its members for parameters.
                any_name=any(style == "form" and schema.get("type") == "object" for _, style, schema in schemas),
                literal=bool(re.search(r"[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", operation.path))),
            )
            for prefix in {*found, *anywhere}
        ]


def _path_pattern(template: str) -> re.Pattern[str]:
    """Make a pattern of a path's template; a segment may be percent-encoded where the template is plain, and v.v."""
    parts = re.split(r"(\{[^}]*\})", template)
    return re.compile("".join("[^/]+" if part.startswith("{") else _literal_pattern(part) for part in parts) + "/?")


def _literal_pattern(text: str) -> str:
    """Match literal text however its characters are percent-encoded."""
    return "".join(
        re.escape(c) if (c.isascii() and c.isalnum()) or c == "/" else f"(?:{re.escape(c)}|(?i:{_percent_encode(c)}))"
        for c in text
    )


def _percent_encode(character: str) -> str:
    return "".join(f"%{byte:02x}" for byte in character.encode())
