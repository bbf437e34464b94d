"""Routing of recorded requests to the operations of the contract, by HTTP method and URL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from specloop.drift import redaction
from specloop.drift.resolved_schema import resolve_schema
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.security import credential_parameters
from specloop.openapi.servers import base_url as first_absolute_url
from specloop.openapi.servers import located_servers

STAND_IN_HOSTS = {"localhost", "127.0.0.1", "::1", "testserver"}
"""Host names of local test servers. A request to such a host counts as a request to a server of the contract."""

OTHER_HOSTS = "to other hosts"
OUTSIDE_BASE_PATH = "outside the base path"
AMBIGUOUS = "of more than one operation"

MAX_SERVER_URLS = 1000
"""The largest number of URLs of one server whose variables have values with slashes."""

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
    """The URLs of one operation: its path template, the hosts of its servers, and a regex for the URL path."""

    operation: Operation
    template: _PathTemplate
    origins: tuple[re.Pattern[str], ...]
    """Regexes for the hosts (with port) of the servers; empty if every host matches."""
    pattern: re.Pattern[str]
    query: _QueryNames
    literal: bool

    @property
    def weight(self) -> tuple[object, ...]:
        """The sort key of the route, so that `/things/latest` is tried before `/things/{id}`."""
        segments = (re.sub(r"\{[^}]*\}", "", each) for each in self.template.path.split("/"))
        texts = [("{" in each, -len(text)) for each, text in zip(self.template.path.split("/"), segments, strict=True)]
        return (texts, -len(self.template.query))

    def fits(self, path: str, query: frozenset[tuple[str, str]]) -> bool:
        """Return whether a URL path and its query parameters match the path template of this route."""
        return self.pattern.fullmatch(path) is not None and self.template.query <= query

    def is_same(self, other: _Route) -> bool:
        """Return whether this route and `other` accept the same URLs."""
        return self.pattern.pattern == other.pattern.pattern and self.template.query == other.template.query

    def is_served_by(self, host: str, origins: set[str]) -> bool:
        """Return whether a request to `host` can be a request to the operation's servers.

        This is also true for a recording without a host ("") and for test servers such as `localhost`. `origins` has
        the host with its port, and the host alone if the port is the default.
        """
        return not host or host in STAND_IN_HOSTS or not self.origins or _matches(self.origins, origins)


class _PathTemplate(NamedTuple):
    """A path of the contract, split into the path and its fixed query parameters, as in `/things?kind=new`."""

    path: str
    query: frozenset[tuple[str, str]]
    """The parameters that the template fixes."""


class _QueryNames(NamedTuple):
    """The names of the query parameters of an operation."""

    known: frozenset[str]
    open: frozenset[str]
    """The names of `deepObject` parameters, which are sent with a key in brackets: `filter[a]=1`."""
    any: bool
    """Whether every name can be valid, because the names are properties of an object that allows others."""


class _ServerPatterns(NamedTuple):
    """The regexes that recognize the URLs of one server."""

    origin: re.Pattern[str] | None
    """Regex for the host with port; None if every host matches."""
    prefix: re.Pattern[str]
    """Regex for the base path, with which the paths of all requests to this server begin."""
    hosts: tuple[str, ...]
    """The host names, without regex syntax."""


class RequestRouter:
    """Finds the operation of the contract for a recorded request, by HTTP method and URL."""

    def __init__(self, contract: Document, base_url: str | None = None) -> None:
        self.operations = list(iter_operations(contract.data))
        self._base_url = base_url
        credentials = credential_parameters(contract.data)
        self._bases: dict[str, _ServerPatterns] = {}
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
            parts = urlsplit(url.strip())
            host = (parts.hostname or "").lower()
            port = parts.port or _DEFAULT_PORTS[parts.scheme]
        except (ValueError, KeyError):
            return None
        host = _host_name(host)
        origins = {f"{host}:{port}"} | ({host} if port == _DEFAULT_PORTS[parts.scheme] else set())
        path = _normalize_path(parts.path) or "/"
        query = frozenset(parse_qsl(parts.query, keep_blank_values=True))
        fits = [route for route in self._routes if route.fits(path, query)]
        here = [route for route in fits if route.is_served_by(host, origins)]
        wanted = method.upper()
        is_ours = self._is_ours(host, origins, path)
        if match := self._chosen([each for each in here if each.operation.http_method == wanted], path, query):
            return match
        methods = {each.operation.http_method for each in here}
        if (wanted == "OPTIONS" and methods) or (wanted == "HEAD" and "GET" in methods):
            # Servers respond to OPTIONS on each path, and to HEAD on each path with GET, also without documentation.
            return RouteMatch(None, f"{wanted} requests")
        elsewhere = next((each for each in fits if each.operation.http_method == wanted and each.literal), None)
        is_known = any(base.origin is not None and _matches((base.origin,), origins) for base in self._bases.values())
        if elsewhere is not None and not here and not is_ours and not is_known:
            return self._found(elsewhere, query)._replace(host=redaction.redact_host(host, self._hosts))
        if not is_ours:
            return RouteMatch(None, OUTSIDE_BASE_PATH if is_known else OTHER_HOSTS)
        shown = wanted if re.fullmatch("[A-Z]{1,12}", wanted) else redaction.MASK
        return RouteMatch(None, shown=f"{shown} {redaction.redact_path(path)}")

    def _chosen(self, routes: list[_Route], path: str, query: frozenset[tuple[str, str]]) -> RouteMatch | None:
        """Return the match for the first of `routes`, which all accept the request; None if `routes` is empty.

        Routes that, like `path`, end in a slash, or do not, come first. The match states AMBIGUOUS if another route
        accepts the same URLs.
        """
        if not routes:
            return None
        ends = path.endswith("/")
        route, *others = [each for each in routes if each.template.path.endswith("/") == ends] or routes
        if any(each.is_same(route) for each in others):
            return RouteMatch(None, AMBIGUOUS)
        return self._found(route, query)

    def _is_ours(self, host: str, origins: set[str], path: str) -> bool:
        return any(
            (not host or host in STAND_IN_HOSTS or base.origin is None or _matches((base.origin,), origins))
            and base.prefix.match(path)
            for base in self._bases.values()
        )

    def _found(self, route: _Route, query: frozenset[tuple[str, str]]) -> RouteMatch:
        known, unknown = set(), set()
        fixed = {name for name, _ in route.template.query}
        for name in {name for name, _ in query} - fixed:
            base = name.partition("[")[0]
            if name in route.query.known or (base in route.query.open and base != name):
                known.add(name if name in route.query.known else base)
            elif base in route.query.known and _ARRAY_INDEX.fullmatch(name, len(base)):
                known.add(base)
            elif not route.query.any:
                unknown.add(name)
        return RouteMatch(route.operation, unknown=tuple(sorted(unknown)), known=frozenset(known))

    def _of(self, contract: Document, operation: Operation, credentials: set[str]) -> list[_Route]:
        found: dict[str, list[re.Pattern[str] | None]] = {}
        for server in self._servers_of(contract, operation):
            template, prefix, hosts = _server_patterns(server)
            origin = re.compile(template, re.IGNORECASE) if template else None
            self._bases.setdefault(
                f"{template} {prefix}", _ServerPatterns(origin, re.compile(f"{prefix}(?:/|$)"), hosts)
            )
            found.setdefault(prefix, []).append(origin)
        path, _, query = operation.path.partition("#")[0].partition("?")
        fixed = frozenset(each for each in parse_qsl(query, keep_blank_values=True) if "{" not in each[1])
        return [
            _Route(
                operation=operation,
                template=_PathTemplate(path, fixed),
                origins=() if None in origins else tuple(each for each in origins if each),
                pattern=re.compile(prefix + _path_pattern(path)),
                query=_query_names(contract, operation, credentials),
                literal=bool(re.search(r"[A-Za-z]{3}", re.sub(r"\{[^}]*\}", "", path))),
            )
            for prefix, origins in found.items()
        ]

    def _servers_of(self, contract: Document, operation: Operation) -> list[JsonObject]:
        """Return the Server Objects of an operation, beginning with `--base-url` if it is set.

        Relative URLs are resolved against `--base-url`, or else against the first absolute server URL of the contract,
        if any.
        """
        base = _QUERY_OR_FRAGMENT.sub("", self._base_url or first_absolute_url(contract.data)).rstrip("/")
        found: list[JsonObject] = [{"url": self._base_url}] if self._base_url else []
        for _, place in located_servers(contract.data, operation.pointer):
            if not place and self._base_url:
                continue  # The contract states no server, so the option states the only one.
            server = contract.value(place[:-1]) if place else {}
            urls = (each if _HAS_ORIGIN.match(each) else urljoin(f"{base}/", each) for each in _server_urls(server))
            found += [{**server, "url": each} for each in urls]
        return found


_HAS_ORIGIN = re.compile("//|[^/?#]*:")
"""Regex for the beginning of a server URL that states a host or a scheme, so that it is not relative to another URL."""

_QUERY_OR_FRAGMENT = re.compile("[?#].*", re.DOTALL)
_ARRAY_INDEX = re.compile(r"\[\d*\]")


def _query_names(contract: Document, operation: Operation, credentials: set[str]) -> _QueryNames:
    known, opened, is_any = set(credentials), set(), False
    for each in operation.parameters:
        name, style = each.node["name"], each.node.get("style", "form")
        if each.node["in"] == "querystring":
            is_any = True  # Its schema describes the whole query, in any media type.
        if each.node["in"] != "query":
            continue
        known.add(name)
        if style == "deepObject":
            opened.add(name)
        # Style `form` sends each property of an object as a query parameter.
        if style == "form" and "schema" in each.node and each.node.get("explode", True):
            schema = resolve_schema(contract, (*each.pointer, "schema"))
            known |= schema.properties.keys()
            is_any = is_any or (("object" in schema.types or bool(schema.properties)) and not schema.is_closed)
    return _QueryNames(frozenset(known), frozenset(opened), is_any)


def _matches(patterns: Iterable[re.Pattern[str]], origins: set[str]) -> bool:
    return any(pattern.fullmatch(origin) for pattern in patterns for origin in origins)


_SERVER_URL_PARTS = re.compile(r"(?:(?P<scheme>[^:/?#]*):)?(?://(?P<origin>[^/?#]*))?(?P<path>[^?#]*)(?:[?#].*)?")


def _server_patterns(server: JsonObject) -> tuple[str, str, tuple[str, ...]]:
    """Return a regex for the host and port of a server, a regex for its base path, and its host names.

    The first regex is empty if every host matches.
    """
    variables = server.get("variables") or {}
    match = _SERVER_URL_PARTS.fullmatch(str(server.get("url", "/")))
    origin, path, scheme = (
        (match["origin"] or "", match["path"] or "", match["scheme"] or "") if match else ("", "", "")
    )
    origin = origin.rpartition("@")[2]
    default_port = _DEFAULT_PORTS.get(scheme)
    if default_port and origin.endswith(f":{default_port}"):
        origin = origin.removesuffix(f":{default_port}")
    name, bracket, port = origin.partition("]") if origin.startswith("[") else origin.partition(":")
    hosts = [_host_name(name.removeprefix("["))]
    origin = hosts[0] + (port if bracket == "]" else bracket + port)
    for name, variable in variables.items():
        values = [str(each) for each in variable.get("enum") or [variable.get("default", "")]]
        hosts = [host.replace(f"{{{name}}}".lower(), value) for host in hosts for value in values]
    shown = tuple(host for host in hosts if host)
    pattern = _variable_pattern(origin, variables, "[^/:]+")
    if origin.endswith("}"):
        pattern += r"(?::\d+)?"  # The value of the last variable can have a port, as in `localhost:8080`.
    path = _decode_unreserved(re.sub("/{2,}", "/", path).rstrip("/"))
    return pattern, _variable_pattern(path, variables, "[^/]+"), shown


def _server_urls(server: JsonObject) -> list[str]:
    """Return the URLs of a Server Object. Variables are replaced by their values if any value is empty or has a slash.

    For example, `https://a.test{base}` with the values `/v1` and `/v2` has two URLs. Other variables are not replaced.
    """
    urls = [str(server.get("url", "/"))]
    for name, variable in (server.get("variables") or {}).items():
        known = variable.get("enum")
        values = [str(each) for each in known or [variable.get("default", "")]]
        if any("/" in each or not each for each in values):
            kept = []
            if not known and "://" not in values[0]:  # Without an enum, another value is valid, too.
                slash = "/" if values[0].startswith("/") else ""
                kept = [url.replace(f"{{{name}}}", f"{slash}{{{name}}}") for url in urls]
            urls = list(dict.fromkeys([*kept, *(url.replace(f"{{{name}}}", each) for url in urls for each in values)]))
            urls = urls[:MAX_SERVER_URLS]
    return urls


def _host_name(text: str) -> str:
    """Return a host name in lower case and in ASCII, without a final dot, so that it can be compared."""
    labels = text.lower().removesuffix(".").split(".")
    return ".".join(each if each.isascii() else _ascii_label(each) for each in labels)


def _ascii_label(label: str) -> str:
    try:
        return label.encode("idna").decode()
    except UnicodeError:
        return label


def _variable_pattern(template: str, variables: JsonObject, default_pattern: str) -> str:
    """Return a regex for the host or path of a server URL, such as `{region}.api.test`.

    A variable matches the values of its `enum` or, without `enum`, the regex `default_pattern`, with slashes if its
    default value has some.
    """
    known = {str(name).lower(): variable for name, variable in variables.items()}
    found = ""
    for part in re.split(r"(\{[^}]*\})", template):
        if not part.startswith("{"):
            found += _literal_pattern(part)
            continue
        variable = known.get(part[1:-1].lower(), {})
        if values := variable.get("enum"):
            found += f"(?:{'|'.join(_literal_pattern(str(each)) for each in values)})"
        elif "/" in str(variable.get("default", "")).strip("/"):
            found += f"{default_pattern}(?:/{default_pattern})*"
        else:
            found += default_pattern
    return found


_ESCAPED_TEXT = re.compile("(?:%[89a-fA-F][0-9a-fA-F])+")
_DOT_SEGMENT = re.compile(r"/\.\.?(?:/|$)")
_ESCAPED_UNRESERVED = re.compile(r"%(4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3[0-9]|2[DE]|5F|7E)", re.IGNORECASE)


def _decode_unreserved(path: str) -> str:
    """Decode letters, digits and `-._~` in a percent-encoded path: `/%41` -> `/A`."""
    return _ESCAPED_UNRESERVED.sub(lambda match: chr(int(match[1], 16)), path)


def _normalize_path(path: str) -> str:
    """Decode unreserved characters of a URL path, and remove dot segments (RFC 3986, 6.2.2): `/a/../%42` -> `/B`."""
    path = _decode_unreserved(path)
    if not _DOT_SEGMENT.search(path):
        return path
    return urljoin("https://host/", f"/{path.lstrip('/')}").removeprefix("https://host")


def _path_pattern(template: str) -> str:
    """Return a regex for a path template. Literal characters also match in percent-encoded form."""
    template = _ESCAPED_TEXT.sub(lambda match: unquote(match[0]), _decode_unreserved(template.rstrip("/")))
    parts = re.split(r"(\{[^}]*\})", template)
    return "".join("[^/]+" if part.startswith("{") else _literal_pattern(part) for part in parts) + "/?"


def _literal_pattern(text: str) -> str:
    """Return a regex for a text. Its characters also match in percent-encoded form, with hex digits of either case."""
    return "".join(map(_character_pattern, re.findall("%[0-9A-Fa-f]{2}|.", text, re.DOTALL)))


def _character_pattern(text: str) -> str:
    if len(text) > 1:
        return f"(?i:{text})"  # This character is percent-encoded already.
    if (text.isascii() and text.isalnum()) or text == "/":
        return re.escape(text)
    return f"(?:{re.escape(text)}|(?i:{_percent_encode(text)}))"


def _percent_encode(character: str) -> str:
    return "".join(f"%{byte:02x}" for byte in character.encode())
