"""Find the query parameters that contain credentials, and decide which servers receive credentials."""

from __future__ import annotations

from specloop.openapi.json_pointer import JsonObject, resolve_object
from specloop.openapi.operations import Operation
from specloop.openapi.servers import base_url, is_same_origin, operation_base_url


def security_schemes(document: JsonObject) -> dict[str, JsonObject]:
    """Return the security schemes of a document by name, with references followed."""
    schemes = (document.get("components") or {}).get("securitySchemes") or {}
    return {name: resolve_object(document, raw, ()).node for name, raw in schemes.items()}


def credential_parameters(document: JsonObject) -> set[str]:
    """Return the names of the query parameters that contain API keys."""
    schemes = security_schemes(document).values()
    return {each["name"] for each in schemes if each.get("type") == "apiKey" and each.get("in") == "query"}


def states_credentials(operation: Operation) -> bool:
    """Return whether an operation's own `security` names a security scheme.

    The `security` of the document is not considered.
    """
    return any(operation.node.get("security") or ())


def takes_credentials(document: JsonObject, operation: Operation) -> bool:
    """Return whether the client sends credentials to the server that an operation declares in its own `servers`.

    The client does so in these cases:

    - The operation has its own `security` with credentials.
    - The document has no absolute server URL, so the user chooses the server.
    - The operation's server has the same origin as the document's first absolute server URL.
    """
    first = base_url(document)
    own = operation_base_url(document, operation.pointer)
    # Otherwise, credentials for the document's server must not reach another host.
    return states_credentials(operation) or not first or is_same_origin(own, first)
