"""The security schemes of a contract in -> how a caller's credentials become part of a request out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from specloop.codegen import ir, naming
from specloop.codegen.docstrings import described
from specloop.errors import Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, get_at, resolve_ref
from specloop.openapi.operations import Operation, methods_of

# Constructor arguments that are no credentials.
SETTINGS = (
    *("self", "base_url", "timeout", "max_retries", "default_headers", "http_client", "on_mismatch"),
    "max_response_bytes",
)


@frozen
class _Kind:
    """What becomes of a type of security scheme.

    Attributes:
        kind: How the client's runtime fills it in.
        arguments: What its arguments are called if there is only one scheme like it.
        doc: What is said of it where the contract says nothing.
    """

    kind: str
    arguments: tuple[str, ...]
    doc: str


BEARER = _Kind("bearer", ("api_key",), "The token to send.")
BASIC = _Kind("basic", ("username", "password"), "")
API_KEY = _Kind("api-key", ("api_key",), "The API key.")
ACCESS_TOKEN = _Kind("bearer", ("access_token",), "An access token.")
# Of other HTTP schemes a caller gives the whole value: `Token abc`, `Digest username=...`.
OTHER = _Kind("api-key", ("authorization",), "The value of the Authorization header.")


def schemes(document: JsonObject) -> Iterator[ir.Security]:
    """Give the schemes that some operation asks for, in the contract's order."""
    used = {
        name for operation in _operations(document) for names_ in alternatives(document, operation) for name in names_
    }
    wanted = [(name, node, kind) for name, node, kind in _declared(document) if kind is not None and name in used]
    if any(kind is API_KEY for _, _, kind in wanted):  # then that is the one to be called so
        wanted = [(name, node, ACCESS_TOKEN if kind is BEARER else kind) for name, node, kind in wanted]
    spoken = [kind.arguments[0] for _, _, kind in wanted]
    taken = list(SETTINGS)
    for scheme, node, kind in wanted:
        arguments = []
        for argument in kind.arguments:
            alone = spoken.count(kind.arguments[0]) == 1
            own = scheme if len(kind.arguments) == 1 else f"{scheme} {argument}"
            arguments.append(naming.unique_identifier(naming.identifier(argument if alone else own), taken))
            taken.append(arguments[-1])
        is_key = node.get("type") == "apiKey"
        yield ir.Security(
            scheme=scheme,
            kind=kind.kind,
            location=str(node.get("in", "header")) if is_key else "header",
            name=str(node.get("name", "")) if is_key else "Authorization",
            arguments=tuple(arguments),
            doc=described(node) or kind.doc,
        )


def alternatives(document: JsonObject, operation: JsonObject) -> tuple[tuple[str, ...], ...]:
    """Give the ways of proving who one is for an operation, each the names of schemes; an empty one is none at all.

    Certificates are the business of the caller's `http_client`: as a scheme they ask for nothing.
    """
    required: list[dict[str, Any]] = operation.get("security", document.get("security")) or []
    known = {name: kind for name, _, kind in _declared(document)}
    ways = [tuple(name for name in way if known.get(name, BEARER) is not None) for way in required]
    return tuple(dict.fromkeys(ways))


def undeclared(contract: Document, source: Operation) -> Iterator[Problem]:
    """Find the names of schemes that are not declared: nobody could tell what a caller would have to give."""
    declared = [name for name, _, _ in _declared(contract.document)]
    holder = source.pointer if "security" in source.node else ()
    for number, way in enumerate((get_at(contract.document, holder) or {}).get("security") or []):
        for name in way:
            if name not in declared:
                place = contract.place((*holder, "security", number, name))
                known = ", ".join(map(repr, declared)) or "a name in `components.securitySchemes`, which has none"
                yield Problem(place, f"no security scheme is called {name!r}; expected {known}")


def is_required(document: JsonObject) -> bool:
    """Whether no operation at all can be called without a credential."""
    ways = [alternatives(document, operation) for operation in _operations(document)]
    return bool(ways) and all(each and () not in each for each in ways)


def _operations(document: JsonObject) -> Iterator[JsonObject]:
    for raw in (document.get("paths") or {}).values():
        item = resolve_ref(document, raw).node
        if isinstance(item, dict):
            yield from (operation for _, operation in methods_of(item))


def _declared(document: JsonObject) -> Iterator[tuple[str, JsonObject, _Kind | None]]:
    declared = (document.get("components") or {}).get("securitySchemes") or {}
    for name, raw in declared.items():
        node = resolve_ref(document, raw).node
        yield name, node, _kind(node)


def _kind(scheme: JsonObject) -> _Kind | None:
    kind = scheme.get("type")
    if kind == "mutualTLS":
        return None
    if kind == "apiKey":
        return API_KEY
    if kind in {"oauth2", "openIdConnect"}:
        return ACCESS_TOKEN
    return {"bearer": BEARER, "basic": BASIC}.get(str(scheme.get("scheme", "")).lower(), OTHER)
