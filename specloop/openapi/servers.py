"""The default server URL and all other server URLs of a document and of its operations, with their variables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urljoin, urlsplit

from specloop.openapi.json_pointer import JsonObject, JsonPointer, get_at


def base_url(document: JsonObject) -> str:
    """Return the base URL of a document: its first absolute server URL; "" if it has none."""
    return next((url for url, _ in iter_servers(document) if is_base_url(url)), "")


def base_path(document: JsonObject) -> str:
    """Return the path of the first relative server URL of a document, such as `/v1`; see `rooted_path`.

    Return "" if there is no such path, or if the document has an absolute server URL.
    """
    if base_url(document):
        return ""
    return next(filter(None, (rooted_path(url) for url, _ in iter_servers(document))), "")


def rooted_path(url: str) -> str:
    """Return the path of a relative server URL: `/v1` for `/v1`, `v1` and `./v1`; "" for any other URL.

    A URL such as `api.example.com` is not considered a path, because it is probably a host.
    """
    path = urljoin("/", url) if RELATIVE_PATH.match(url) else url
    return path if PLAIN_PATH.fullmatch(path) else ""


def is_loopback(host: str | None) -> bool:
    """Return whether a host name refers to this machine (loopback). Return False for None."""
    try:
        return host == "localhost" or ip_address(host or "").is_loopback
    except ValueError:
        return False


def is_same_origin(url: str, other: str) -> bool:
    """Return whether two absolute URLs have the same origin, which is scheme, host and port."""
    return _origin(url) == _origin(other)


def _origin(url: str) -> tuple[str, str | None, int | None]:
    found = urlsplit(url)
    try:
        port = found.port
    except ValueError:  # Raised for an invalid port number, which a document may contain.
        return url, None, None
    return found.scheme, found.hostname, port or {"http": 80, "https": 443}.get(found.scheme)


def operation_base_url(document: JsonObject, pointer: JsonPointer) -> str:
    """Return the URL of the first server of an operation. If the operation has no `servers`, use its path item.

    Return "" if neither has `servers`, or if the server is the document's own. The result is a path such as `/v2` if it
    is relative and the document has no absolute server URL.
    """
    return next(iter(operation_servers(document, pointer).values()), "")


def operation_servers(document: JsonObject, pointer: JsonPointer, *, resolved: bool = True) -> dict[str, str]:
    """Return the URLs of the servers of an operation, by server name. If it has no `servers`, use its path item.

    The first server has the name ""; other servers without a name are omitted. Return {} if neither has `servers`, or
    if the first server is the document's own.

    Args:
        document: The document.
        pointer: The JSON Pointer of the operation.
        resolved: If true, URLs are absolute where possible, and variables are replaced by their defaults. If false,
            relative URLs become paths. A variable that the document's servers also declare stays in the URL as
            `{NAME=DEFAULT}`, such as `{region=eu}`.
    """
    first = base_url(document)
    base = first or base_path(document)
    for holder in (get_at(document, pointer), _path_item(document, pointer)[0]):
        if not holder.get("servers"):
            continue
        found: dict[str, str] = {}
        for url, server in iter_servers(holder):
            if not first and url and not (is_absolute(url) or url.startswith(("/", ".")) or rooted_path(url)):
                continue  # It is probably a host without a scheme.
            absolute = urljoin(f"{base}/", url or "/").rstrip("/") or "/"
            path = url if is_absolute(url) else urlsplit(absolute).path or "/"
            if not is_absolute(absolute) and not PLAIN_PATH.fullmatch(path) and path != "/":
                continue
            if not found and absolute == (base or "/"):
                return {}
            name = server_name(server) if found else ""
            if not name and found:
                continue
            found[name] = absolute if resolved else _url_with_shared_variables(document, server) or path
        return found
    return {}


def _url_with_shared_variables(document: JsonObject, server: JsonObject) -> str:
    """Return the absolute URL of an operation's server, with variables replaced by defaults; "" for a relative URL.

    A variable that the document's servers also declare is replaced by `{NAME=DEFAULT}`, such as `{region=eu}`.
    """
    if not is_absolute(next(iter_servers({"servers": [server]}))[0]):
        return ""
    variables = {}
    for name, variable in (server.get("variables") or {}).items():
        default = str(variable.get("default", ""))
        is_shared = PLAIN_VARIABLE.fullmatch(f"{name}={default}") and _is_shared_variable(document, str(name), variable)
        variables[name] = {**variable, "default": f"{{{name}={default}}}" if is_shared else default}
    return next(iter_servers({"servers": [{**server, "variables": variables}]}))[0]


def _is_shared_variable(document: JsonObject, name: str, variable: JsonObject) -> bool:
    """Return whether the document's servers also declare the variable `name` of an operation's server.

    Return False if they allow a value that the Server Variable Object `variable` of the operation's server does not
    allow.
    """
    found = [each["variables"][name] for each in document.get("servers") or [] if name in (each.get("variables") or {})]
    allowed = variable.get("enum")
    return bool(found) and (not allowed or all(each.get("enum") and {*each["enum"]} <= {*allowed} for each in found))


def server_name(server: JsonObject) -> str:
    """Return a name for a server from its `x-name`, `name` or `description`: `name: EU West` becomes `eu_west`.

    A description of more than MAX_NAME_WORDS words is not used. Return "" if no field gives a name.
    """
    for key in ("x-name", "name", "description"):
        text = server.get(key)
        words = re.findall(r"[^\W_]+", text.lower()) if isinstance(text, str) else []
        if key == "description":
            words = [word for word in words if word not in NAMELESS_WORDS]
        if words and (key != "description" or len(words) <= MAX_NAME_WORDS):
            return "_".join(words)
    return ""


def resolve_relative_servers(document: JsonObject, url: str) -> None:
    """Resolve the relative server URLs of a document, in place. `url` is the document's own URL."""
    items = [each for each in (document.get("paths") or {}).values() if isinstance(each, dict)]
    operations = [each for item in items for each in item.values() if isinstance(each, dict)]
    for holder in (document, *items, *operations):
        for server in holder.get("servers") or []:
            found = server.get("url") if isinstance(server, dict) else None
            if isinstance(found, str) and not re.match(r"[a-z][a-z0-9+.-]*:|\{", found, re.IGNORECASE):
                server["url"] = urljoin(url, found)


def iter_servers(node: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Yield the URL and the Server Object of each server of an object with `servers`, such as an operation.

    Variables in the URL are replaced by their defaults.
    """
    for server in node.get("servers") or []:
        url = server_url(server).rstrip("/")
        yield f"https:{url}" if url.startswith("//") else url, server


def server_url(server: JsonObject) -> str:
    """Return the URL of a server, with its variables replaced by their defaults."""
    url = str(server.get("url", "/"))
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace("{" + str(name) + "}", str(variable.get("default", "")))
    return url


def located_servers(document: JsonObject, pointer: JsonPointer = ()) -> list[tuple[str, JsonPointer]]:
    """Return the URLs of the servers of an operation, each with the JSON Pointer of its `url` field.

    If the operation has no `servers`, the servers of its path item or else of the document apply. If there are none at
    all, the only URL is "/".

    Args:
        document: The document.
        pointer: The JSON Pointer of the operation. If it is empty, the servers of the document are returned.
    """
    holders: list[tuple[JsonObject, JsonPointer]] = [(document, ())]
    if pointer:
        holders = [(get_at(document, pointer), pointer), _path_item(document, pointer), *holders]
    for node, place in holders:
        if isinstance(found := node.get("servers"), list) and found:
            urls = [(each, (*place, "servers", number, "url")) for number, each in enumerate(found)]
            return [(server_url(each), at) for each, at in urls if isinstance(each, dict)]
    return [("/", ())]


def _path_item(document: JsonObject, operation: JsonPointer) -> tuple[JsonObject, JsonPointer]:
    pointer = operation[:-2] if operation[-2:-1] == ("additionalOperations",) else operation[:-1]
    return get_at(document, pointer) or {}, pointer


NAMELESS_WORDS = frozenset({"the", "a", "an", "api", "server", "servers", "environment", "endpoint", "url", "host"})
"""Words of a server's description that are omitted from the server's name."""

MAX_NAME_WORDS = 3
"""The largest number of words in a server's name; a longer description is not used as a name."""

PLAIN_PATH = re.compile(r"(/[\w.~-]{1,100}){1,20}", re.ASCII)
"""Regex for the path of a server URL that needs no escaping."""

RELATIVE_PATH = re.compile(r"\./|[\w~-]+(/|$)", re.ASCII)
"""Regex for the beginning of a path that has no leading `/` and cannot be a host."""

PLAIN_VARIABLE = re.compile(r"[\w.-]{1,100}=[\w./-]{0,200}", re.ASCII)
"""Regex for the name and the default of a variable in a server URL that need no escaping."""

PLAIN_URL = re.compile(r"https?://[a-z0-9]([a-z0-9.-]{0,200}[a-z0-9])?(:[0-9]{1,4})?(/[\w./~-]{0,500})?", re.ASCII)
"""Regex for common valid URLs; a match avoids the slower URL parser."""


def is_base_url(url: str) -> bool:
    """Return whether a URL is one that the generated client accepts as its base URL."""
    return is_absolute(url) and not ("?" in url or "#" in url or "@" in url.split("/")[2])


def is_absolute(url: str) -> bool:
    """Return whether a URL is an absolute HTTP(S) URL that the HTTP client accepts."""
    if not url.startswith(("https://", "http://")) or "{" in url:
        return False
    if PLAIN_URL.fullmatch(url):
        return True
    import httpx2  # noqa: PLC0415 - importing it takes time and memory, and most URLs do not need it

    try:
        return bool(httpx2.URL(url).host)
    except httpx2.InvalidURL:
        return False
