"""The contract openapi.yaml: it is valid OpenAPI 3.1, agrees with the API's documentation, and its examples match."""

from __future__ import annotations

from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from openapi_spec_validator import validate

ROOT = Path(__file__).parent.parent
DOCUMENT = yaml.safe_load((ROOT / "openapi.yaml").read_text())
OPERATION = DOCUMENT["paths"]["/orgs/{org_id}/broadcasts"]["get"]
SCHEMAS = DOCUMENT["components"]["schemas"]

# The properties of a broadcast with their types, in the order and notation of the documentation page.
ATTRIBUTES = {
    "id": "string",
    "name": "string",
    "status": "enum<string>",
    "scheduled_at": "string<date-time> | null",
    "started_at": "string<date-time> | null",
    "completed_at": "string<date-time> | null",
    "contacts_count": "number",
    "recipients_count": "number",
    "skipped_count": "number",
    "sent_count": "number",
    "failed_count": "number",
    "delivered_count": "number",
    "opened_count": "number",
    "played_count": "number",
    "click_count": "number",
    "complained_count": "number",
    "unsubscribed_count": "number",
    "error_message": "string | null",
    "segments": "object[]",
    "send_to_all": "boolean",
    "templates": "object[]",
    "created_at": "string<date-time>",
    "updated_at": "string<date-time>",
}


def spoken(schema: dict) -> str:
    """Return the type of a schema in the notation of the documentation page."""
    if "$ref" in schema:
        schema = SCHEMAS[schema["$ref"].rsplit("/", 1)[1]]
    if "enum" in schema:
        return f"enum<{schema['type']}>"
    if schema["type"] == "array":
        return f"{spoken(schema['items'])}[]"
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    first = f"{kinds[0]}<{schema['format']}>" if "format" in schema else kinds[0]
    return " | ".join([first, *kinds[1:]])


def test_the_contract_is_valid_openapi():
    validate(DOCUMENT)


def test_a_broadcast_has_the_documented_attributes_in_their_order_all_required():
    broadcast = SCHEMAS["Broadcast"]
    assert list(ATTRIBUTES.items()) == [(name, spoken(schema)) for name, schema in broadcast["properties"].items()]
    assert broadcast["required"] == list(ATTRIBUTES)


def test_the_two_status_enums_differ_by_all():
    known = ["DRAFT", "SCHEDULED", "SENDING", "SENT", "CANCELLED", "FAILED"]
    assert SCHEMAS["BroadcastStatus"]["enum"] == known
    assert SCHEMAS["BroadcastStatusFilter"]["enum"] == ["ALL", *known]
    assert SCHEMAS["BroadcastStatusFilter"]["maxLength"] == 256


def test_the_parameters_are_the_documented_ones():
    parameters = DOCUMENT["components"]["parameters"]
    resolved = [parameters[p["$ref"].rsplit("/", 1)[1]] if "$ref" in p else p for p in OPERATION["parameters"]]
    assert [(p["name"], p["in"], spoken(p["schema"]), p.get("required", False)) for p in resolved] == [
        ("org_id", "path", "string", True),
        ("status", "query", "enum<string>", False),
        ("page", "query", "number", False),
        ("take", "query", "number", False),
        ("next", "query", "string", False),
    ]


def test_the_responses_are_the_documented_ones_and_error_bodies_are_left_open():
    assert list(OPERATION["responses"]) == ["200", "400", "401", "404", "429"]
    for response in DOCUMENT["components"]["responses"].values():
        assert "content" not in response


@pytest.mark.parametrize("name", list(OPERATION["responses"]["200"]["content"]["application/json"]["examples"]))
def test_the_examples_fit_the_schema(name: str):
    media = OPERATION["responses"]["200"]["content"]["application/json"]
    validator = jsonschema_rs.Draft202012Validator(
        {**media["schema"], "components": DOCUMENT["components"]}, validate_formats=True
    )
    assert [error.message for error in validator.iter_errors(media["examples"][name]["value"])] == []
