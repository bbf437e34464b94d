"""Security Scheme Objects -> ir.Security: the constructor arguments for credentials, and how requests carry them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen

from specloop.codegen import ir, naming
from specloop.codegen.docstrings import description_of
from specloop.openapi.json_pointer import JsonObject, resolve_ref
from specloop.openapi.operations import methods_of

CLIENT_SETTINGS = (
    *("self", "base_url", "timeout", "max_retries", "default_headers", "http_client", "on_mismatch"),
    "max_response_bytes",
)
"""Constructor arguments that are not credentials."""


@frozen
class _SchemeKind:
    """How a kind of security scheme is supported.

    Attributes:
        kind: How the client's runtime sends it.
        arguments: The names of its arguments if there is only one scheme of this kind.
        doc: The description to use if the document has none.
    """

    kind: str
    arguments: tuple[str, ...]
    doc: str


BEARER_TOKEN = _SchemeKind("bearer", ("api_key",), "The token to send.")
BASIC_AUTH = _SchemeKind("basic", ("username", "password"), "")
API_KEY = _SchemeKind("api-key", ("api_key",), "The API key.")
ACCESS_TOKEN = _SchemeKind("bearer", ("access_token",), "An access token.")
# For other HTTP schemes the caller passes the whole value: `Token abc`, `Digest username=...`.
OTHER_HTTP_SCHEME = _SchemeKind("api-key", ("authorization",), "The value of the Authorization header.")


def build_security(document: JsonObject) -> Iterator[ir.Security]:
    """Build the schemes that some operation requires, in the order of the document."""
    used = {
        name
        for operation in _operations(document)
        for alternative in security_alternatives(document, operation)
        for name in alternative
    }
    wanted = [(name, node, kind) for name, node, kind in _declared_schemes(document) if kind and name in used]
    if any(kind is API_KEY for _, _, kind in wanted):  # The argument `api_key` is reserved for schemes of type apiKey.
        wanted = [(name, node, ACCESS_TOKEN if kind is BEARER_TOKEN else kind) for name, node, kind in wanted]
    first_arguments = [kind.arguments[0] for _, _, kind in wanted]
    taken = list(CLIENT_SETTINGS)
    for scheme, node, kind in wanted:
        arguments = []
        for argument in kind.arguments:
            is_single = first_arguments.count(kind.arguments[0]) == 1
            own = scheme if len(kind.arguments) == 1 else f"{scheme} {argument}"
            arguments.append(naming.unique_identifier(naming.identifier(argument if is_single else own), taken))
            taken.append(arguments[-1])
        is_key = node.get("type") == "apiKey"
        yield ir.Security(
            scheme=scheme,
            kind=kind.kind,
            location=str(node.get("in", "header")) if is_key else "header",
            name=str(node.get("name", "")) if is_key else "Authorization",
            arguments=tuple(arguments),
            doc=description_of(node) or kind.doc,
        )


def security_alternatives(document: JsonObject, operation: JsonObject) -> tuple[tuple[str, ...], ...]:
    """Return the alternative sets of schemes for an operation; an empty set allows an anonymous call.

    A client certificate (mutualTLS) belongs to the caller's `http_client`, so that scheme needs no argument.
    """
    required: list[dict[str, Any]] = operation.get("security", document.get("security")) or []
    known = {name: kind for name, _, kind in _declared_schemes(document)}
    found = [tuple(name for name in each if known.get(name, BEARER_TOKEN) is not None) for each in required]
    return tuple(dict.fromkeys(found))


def requires_credentials(document: JsonObject) -> bool:
    """Return whether every operation requires a credential."""
    found = [security_alternatives(document, operation) for operation in _operations(document)]
    return bool(found) and all(each and () not in each for each in found)


def _operations(document: JsonObject) -> Iterator[JsonObject]:
    for raw in (document.get("paths") or {}).values():
        item = resolve_ref(document, raw).node
        if isinstance(item, dict):
            yield from (operation for _, operation in methods_of(item))


def _declared_schemes(document: JsonObject) -> Iterator[tuple[str, JsonObject, _SchemeKind | None]]:
    declared = (document.get("components") or {}).get("securitySchemes") or {}
    for name, raw in declared.items():
        node = resolve_ref(document, raw).node
        yield name, node, _scheme_kind(node)


def _scheme_kind(scheme: JsonObject) -> _SchemeKind | None:
    kind = scheme.get("type")
    if kind == "mutualTLS":
        return None
    if kind == "apiKey":
        return API_KEY
    if kind in {"oauth2", "openIdConnect"}:
        return ACCESS_TOKEN
    return {"bearer": BEARER_TOKEN, "basic": BASIC_AUTH}.get(str(scheme.get("scheme", "")).lower(), OTHER_HTTP_SCHEME)
