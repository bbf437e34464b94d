"""Credentials in query parameters. A security scheme can send an API key in such a parameter."""

from __future__ import annotations

from specloop.openapi.json_pointer import JsonObject, resolve_object


def credential_parameters(document: JsonObject) -> set[str]:
    """Return the credential parameters of a document, which are query parameters for API keys.

    They are given by name.
    """
    schemes = (document.get("components") or {}).get("securitySchemes") or {}
    found = (
        resolve_object(document, raw, ("components", "securitySchemes", name)).node for name, raw in schemes.items()
    )
    return {each["name"] for each in found if each.get("type") == "apiKey" and each.get("in") == "query"}
