"""Routing of recorded requests. It finds the operation of the contract by HTTP method and URL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from specloop.drift import redaction
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.security import credential_parameters
from specloop.openapi.servers import located_servers

STAND_IN_HOSTS = {"localhost", "127.0.0.1", "::1", "testserver"}
"""Host names of local test servers. A request to such a host counts as a request to a server of the contract."""

OTHER_HOSTS = "to other hosts"
OUTSIDE_BASE_PATH = "outside the base path"

_DEFAULT_PORTS = {"http": 80, "https": 443, "": None}


class RouteMatch(NamedTuple):
    """The result of routing a request: the matching operation, or the reason why there is none."""

    operation: Operation | None
    set_aside: str = ""
    """The reason why the request is not compared, such as `to other hosts`; empty if it is compared."""
    host: str = ""
    """The redacted host of the request, if the contract has the path but does not list the host; otherwise empty."""
    shown: str = ""
    """The method and the redacted path of the request, if the contract has no operation for these; otherwise empty."""
    unknown: tuple[str, ...] = ()
    """The names of the request's query parameters that the contract does not document."""
    known: frozenset[str] = frozenset()
    """The names of the request's query parameters that the contract documents."""


@dataclass(frozen=True, slots=True)
class _Route:
    """A route to an operation of the contract. It has the hosts of the servers, and a regex for the URL path."""

    operation: Operation
    origins: tuple[re.Pattern[str], ...]
    """Regexes for the hosts (with port) of the servers; empty if every host matches."""
    pattern: re.Pattern[str]
    weight: tuple[int, ...]
    parameters: frozenset[str]
    open_names: frozenset[str]
    """The names of `deepObject` parameters, which are sent with a key in brackets: `filter[a]=1`."""
    any_name: bool
    literal: bool

    def is_served_by(self, host: str, origins: set[str]) -> bool:
        """Return whether the host is a server of this operation, or a local test server such as `localhost`.

        `origins` contains the host with its port and, if the port is the default port, without its port.
        """
        return not host or host in STAND_IN_HOSTS or not self.origins or _matches(self.origins, origins)


class _Base(NamedTuple):
    """The base of URLs on one server: regexes for the origin (host and port) and the base path, and the host names."""

    origin: re.Pattern[str] | None
    prefix: re.Pattern[str]
    hosts: tuple[str, ...]


class RequestRouter:
    """Routes recorded requests: it finds the operation of the contract by HTTP method and URL."""

    def __init__(self, contract: Document, base_url: str | None = None) -> None:
        self.operations = list(iter_operations(contract.data))
        self._base_url = base_url
        credentials = credential_parameters(contract.data)
        self._bases: dict[str, _Base] = {}
        self._routes = sorted(
            (route for each in self.operations for route in self._of(contract, each, credentials)),
            key=lambda route: route.weight,
        )
        self._hosts = {host for base in self._bases.values() for host in base.hosts}

    def match(self, method: str, url: str) -> RouteMatch | None:
        """Find the operation of a request. If no operation matches, the result states the reason.

        Return None if the URL cannot be parsed.
        """
        try:
            parts = urlsplit(url)
            host = (parts.hostname or "").lower()
            port = parts.port or _DEFAULT_PORTS[parts.scheme]
        except (ValueError, KeyError):
            return None
        origins = {f"{host}:{port}"} | ({host} if port == _DEFAULT_PORTS[parts.scheme] else set())
        path = _decode_unreserved(parts.path) or "/"
        fits = [route for route in self._routes if route.pattern.fullmatch(path)]
        here = [route for route in fits if route.is_served_by(host, origins)]
        wanted = method.upper()
        is_ours = self._is_ours(host, origins, path)
        if route := next((each for each in here if each.operation.http_method == wanted), None):
            return self._found(route, parts.query)
        if wanted == "HEAD" and any(each.operation.http_method == "GET" for each in here):
            return RouteMatch(None, "HEAD requests")  # GET implies HEAD, whose response has no body to compare.
        elsewhere = next((each for each in fits if each.operation.http_method == wanted and each.literal), None)
        if elsewhere is not None and not here and not is_ours:
            return self._found(elsewhere, parts.query)._replace(host=redaction.redact_host(host, self._hosts))
        if not is_ours:
            is_known = any(
                base.origin is not None and _matches((base.origin,), origins) for base in self._bases.values()
            )
            return RouteMatch(None, OUTSIDE_BASE_PATH if is_known else OTHER_HOSTS)
        shown = wanted if re.fullmatch("[A-Z]{1,12}", wanted) else redaction.MASK
        return RouteMatch(None, shown=f"{shown} {redaction.redact_path(path)}")

    def _is_ours(self, host: str, origins: set[str], path: str) -> bool:
        return any(
            (not host or host in STAND_IN_HOSTS or base.origin is None or _matches((base.origin,), origins))
            and base.prefix.match(path)
            for base in self._bases.values()
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
        servers = [contract.value(place[:-1]) if place else {} for _, place in self._servers_of(contract, operation)]
        if self._base_url:
            servers.append({"url": self._base_url})
        found: dict[str, list[re.Pattern[str] | None]] = {}
        for server in servers:
            template, prefix, hosts = _server_patterns(server)
            origin = re.compile(template, re.IGNORECASE) if template else None
            self._bases.setdefault(f"{template} {prefix}", _Base(origin, re.compile(f"{prefix}(?:/|$)"), hosts))
            found.setdefault(prefix, []).append(origin)
        return [
            _Route(
                operation=operation,
                origins=() if None in origins else tuple(each for each in origins if each),
                pattern=re.compile(prefix + _path_pattern(operation.path)),
                # A path with a literal segment is tried before a path with a parameter in the same position.
                weight=tuple("{" in segment for segment in operation.path.split("/")),
                parameters=frozenset(name for name, _, _ in schemas) | credentials,
                open_names=frozenset(name for name, style, _ in schemas if style == "deepObject"),
                # Style `form` sends each property of an object as a query parameter, so any name can be valid.
                any_name=any(style == "form" and schema.get("type") == "object" for _, style, schema in schemas),
                literal=bool(re.search(r"[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", operation.path))),
            )
            for prefix, origins in found.items()
        ]

    def _servers_of(self, contract: Document, operation: Operation) -> list[tuple[str, JsonPointer]]:
        return located_servers(contract.data, operation.pointer)


def _matches(patterns: Iterable[re.Pattern[str]], origins: set[str]) -> bool:
    return any(pattern.fullmatch(origin) for pattern in patterns for origin in origins)


_SERVER_URL_PARTS = re.compile(r"(?:(?P<scheme>[^:/?#]*):)?(?://(?P<origin>[^/?#]*))?(?P<path>[^?#]*)")


def _server_patterns(server: JsonObject) -> tuple[str, str, tuple[str, ...]]:
    """Return patterns (regexes) for the origin and the base path of a Server Object, and the server's host names.

    The pattern for the origin is empty if every origin matches. Messages may show the host names: the contract lists
    them, so they are not secret.
    """
    variables = server.get("variables") or {}
    match = _SERVER_URL_PARTS.fullmatch(str(server.get("url", "/")))
    origin, path, scheme = (
        (match["origin"] or "", match["path"] or "", match["scheme"] or "") if match else ("", "", "")
    )
    origin = origin.rpartition("@")[2].lower()
    default_port = _DEFAULT_PORTS.get(scheme)
    if default_port and origin.endswith(f":{default_port}"):
        origin = origin.removesuffix(f":{default_port}")
    hosts = [origin.partition(":")[0]]
    for name, variable in variables.items():
        values = [str(each) for each in variable.get("enum") or [variable.get("default", "")]]
        hosts = [host.replace(f"{{{name}}}".lower(), value) for host in hosts for value in values]
    shown = tuple(host for host in hosts if host)
    pattern = _variable_pattern(origin, variables, "[^/:]+")
    return pattern, _variable_pattern(path.rstrip("/"), variables, "[^/]+"), shown


def _variable_pattern(template: str, variables: JsonObject, anything: str) -> str:
    """Return a pattern (regex) for a URL template with server variables.

    A variable matches its enum values; without an `enum`, it matches the regex `anything`.
    """
    known = {str(name).lower(): variable for name, variable in variables.items()}
    found = ""
    for part in re.split(r"(\{[^}]*\})", template):
        if not part.startswith("{"):
            found += _literal_pattern(part)
            continue
        values = known.get(part[1:-1].lower(), {}).get("enum")
        found += f"(?:{'|'.join(_literal_pattern(str(each)) for each in values)})" if values else anything
    return found


_ESCAPED_UNRESERVED = re.compile(r"%(4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3[0-9]|2[DE]|5F|7E)", re.IGNORECASE)


def _decode_unreserved(path: str) -> str:
    """Decode unreserved characters in a path: letters, digits and `-._~`.

    A path with `%41` is equivalent to one with `A` (RFC 3986, 6.2.2.2).
    """
    return _ESCAPED_UNRESERVED.sub(lambda match: chr(int(match[1], 16)), path)


def _path_pattern(template: str) -> str:
    """Return a pattern (regex) for a path template. Its literal characters also match in percent-encoded form."""
    parts = re.split(r"(\{[^}]*\})", template)
    return "".join("[^/]+" if part.startswith("{") else _literal_pattern(part) for part in parts) + "/?"


def _literal_pattern(text: str) -> str:
    """Return a pattern (regex) for a literal text. Each character also matches in percent-encoded form."""
    return "".join(
        re.escape(c) if (c.isascii() and c.isalnum()) or c in "/:" else f"(?:{re.escape(c)}|(?i:{_percent_encode(c)}))"
        for c in text
    )


def _percent_encode(character: str) -> str:
    return "".join(f"%{byte:02x}" for byte in character.encode())
