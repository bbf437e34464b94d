"""Security schemes: the query parameters that contain credentials, and the servers to which credentials are sent."""

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
    """Return whether the operation has a `security` of its own that requires or accepts credentials.

    Without one, the `security` of the document applies to the operation, but the result is False. It is False for
    `security: []`, too.
    """
    return any(operation.node.get("security") or ())


def takes_credentials(document: JsonObject, operation: Operation) -> bool:
    """Return whether the client sends credentials to the server that an operation states for itself.

    This is so if any of these conditions holds:

    - The operation itself states credentials by `security`.
    - The document has no base URL, so the user chooses the server.
    - The operation's server has the same origin as the base URL.

    Otherwise, credentials for the document's server must not reach another host.
    """
    first = base_url(document)
    own = operation_base_url(document, operation.pointer)
    return states_credentials(operation) or not first or is_same_origin(own, first)
