"""Security schemes of a document: the query parameters with which API keys are sent."""

from __future__ import annotations

from specloop.openapi.json_pointer import JsonObject, resolve_object


def credential_parameters(document: JsonObject) -> set[str]:
    """Return the names of the query parameters in which security schemes send API keys; empty if there are none."""
    schemes = (document.get("components") or {}).get("securitySchemes") or {}
    found = (
        resolve_object(document, raw, ("components", "securitySchemes", name)).node for name, raw in schemes.items()
    )
    return {each["name"] for each in found if each.get("type") == "apiKey" and each.get("in") == "query"}
