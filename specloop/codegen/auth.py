"""The credentials of a generated client: the arguments of its constructor, built from Security Scheme Objects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import frozen
from openapi_python_client.strings import PythonIdentifier

from specloop.codegen import ir, naming
from specloop.codegen.docstrings import description_of
from specloop.openapi.json_pointer import JsonObject, resolve_ref
from specloop.openapi.operations import methods_of
from specloop.openapi.security import security_schemes

CLIENT_SETTINGS = (
    *("self", "base_url", "timeout", "max_retries", "default_headers", "http_client", "on_mismatch"),
    *("max_response_bytes", "mismatch_log", "timezone", "server", "rate_limit", "hooks"),
)
"""Constructor arguments of the client that are not credentials."""


@frozen
class _SchemeKind:
    """How a client sends the credential of a security scheme, and the constructor arguments for the credential.

    Attributes:
        kind: How the client sends the credential: "bearer", "basic" or "api-key".
        arguments: The default names of the arguments.
        doc: The description of the arguments, used if the document has none.
    """

    kind: str
    arguments: tuple[str, ...]
    doc: str


BEARER_TOKEN = _SchemeKind("bearer", ("api_key",), "The token to send.")
BASIC_AUTH = _SchemeKind("basic", ("username", "password"), "")
API_KEY = _SchemeKind("api-key", ("api_key",), "The API key.")
ACCESS_TOKEN = _SchemeKind("bearer", ("access_token",), "An access token.")
# For other HTTP schemes, the caller passes the whole value of the Authorization header: `Token abc`, `Digest ...`.
OTHER_HTTP_SCHEME = _SchemeKind("api-key", ("authorization",), "The value of the Authorization header.")

GRANT_FLOWS = ("clientCredentials", "authorizationCode", "password", "deviceAuthorization")
"""The OAuth2 flows that have a token URL: `clientCredentials`, and the flows that issue refresh tokens."""

GRANT_ARGUMENTS = ("client_id", "client_secret", "refresh_token", "token_url", "scopes")
"""The names of the constructor arguments with which the client obtains access tokens from an OAuth2 server."""


def build_security(document: JsonObject) -> Iterator[ir.Security]:
    """Build an `ir.Security` for each security scheme that an operation requires, in the order of the document."""
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
        grant = _token_grant(document, scheme, node, taken, is_single=first_arguments.count(kind.arguments[0]) == 1)
        taken += grant.arguments if grant else ()
        yield ir.Security(
            scheme=scheme,
            kind=kind.kind,
            location=str(node.get("in", "header")) if is_key else "header",
            name=str(node.get("name", "")) if is_key else "Authorization",
            arguments=tuple(arguments),
            doc=description_of(node) or kind.doc,
            grant=grant,
        )


def _token_grant(
    document: JsonObject, scheme: str, node: JsonObject, taken: list[str], *, is_single: bool
) -> ir.TokenGrant | None:
    """Return how a client obtains OAuth2 access tokens for a scheme, or None if the scheme has no token URL.

    Args:
        document: The OpenAPI document.
        scheme: The name of the security scheme.
        node: The Security Scheme Object.
        taken: Names that no constructor argument for the tokens can have.
        is_single: Whether no other scheme takes an access token. If false, the argument names begin with `scheme`.
    """
    flows = {name: each for name, each in (node.get("flows") or {}).items() if isinstance(each, dict)}
    found = [flows[name] for name in GRANT_FLOWS if flows.get(name, {}).get("tokenUrl")]
    if node.get("type") != "oauth2" or not found:
        return None
    types = [*(["client_credentials"] if "clientCredentials" in flows else []), "refresh_token"]
    names: list[PythonIdentifier] = []
    for argument in GRANT_ARGUMENTS:
        wanted = naming.identifier(argument if is_single else f"{scheme} {argument}")
        names.append(naming.unique_identifier(wanted, [*taken, *names]))
    return ir.TokenGrant(
        types=tuple(types),
        token_url=str(found[0]["tokenUrl"]),
        refresh_url=next((str(each["refreshUrl"]) for each in found if each.get("refreshUrl")), ""),
        scopes=tuple(_required_scopes(document, scheme)),
        arguments=tuple(names),
    )


def _required_scopes(document: JsonObject, scheme: str) -> Iterator[str]:
    """Yield the OAuth2 scopes that operations require for a security scheme, in the order of the document."""
    seen: set[str] = set()
    for operation in _operations(document):
        for alternative in operation.get("security", document.get("security")) or []:
            for scope in alternative.get(scheme) or []:
                if scope not in seen:
                    seen.add(scope)
                    yield str(scope)


def security_alternatives(document: JsonObject, operation: JsonObject) -> tuple[tuple[str, ...], ...]:
    """Return the alternative ways to authenticate a call of an operation, such as `(("apiKey",), ("oauth",))`.

    A call must send the credentials of all schemes in one of the tuples. An empty tuple allows a call without
    credentials. The result is () if no alternative requires credentials. Schemes of type `mutualTLS` are left out.
    """
    required: list[dict[str, Any]] = operation.get("security", document.get("security")) or []
    known = {name: kind for name, _, kind in _declared_schemes(document)}
    found = [tuple(name for name in each if known.get(name, BEARER_TOKEN) is not None) for each in required]
    return tuple(dict.fromkeys(found)) if any(found) else ()


def _operations(document: JsonObject) -> Iterator[JsonObject]:
    for raw in (document.get("paths") or {}).values():
        item = resolve_ref(document, raw).node
        if isinstance(item, dict):
            yield from (operation for _, operation in methods_of(item))


def _declared_schemes(document: JsonObject) -> Iterator[tuple[str, JsonObject, _SchemeKind | None]]:
    for name, node in security_schemes(document).items():
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
