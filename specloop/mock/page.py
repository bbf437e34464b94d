"""The mock's HTML page. It has a form for each operation, and the logged requests with their errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from specloop.mock.application import MockApplication
from specloop.mock.operation_plans import known_values
from specloop.mock.request_checks import is_form
from specloop.mock.router import MockRoute
from specloop.mock.webhook_sender import SECRET, webhook_names
from specloop.openapi.json_pointer import JsonObject, Resolved
from specloop.openapi.media_types import essence, is_json
from specloop.openapi.operations import content_of, parameter_schema
from specloop.openapi.values import ValueMaker

TEMPLATE = Path(__file__).with_name("page.html")
DATA_MARK = "{{data}}"


def build_page(application: MockApplication) -> str:
    """Return the mock's HTML page as one document without external files."""
    info = application.document.data.get("info") or {}
    settings = application.settings
    data = {
        "title": str(info.get("title", "")),
        "version": str(info.get("version", "")),
        "source": application.document.source,
        "operations": [_operation(application, route) for route in application.planner.routes],
        "webhooks": webhook_names(application),
        "webhookSecret": SECRET,
        "settings": {
            "items": settings.items,
            "drift": list(settings.drift),
            "failRate": settings.fail_rate,
            "latency": settings.latency,
        },
    }
    # A description may contain `</script>`, which must not end the script element.
    text = (
        json.dumps(data, ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )
    return TEMPLATE.read_text("utf-8").replace(DATA_MARK, text)


def _operation(application: MockApplication, route: MockRoute) -> JsonObject:
    operation = route.operation.node
    maker = ValueMaker(application.checker.schemas, application.settings.seed)
    return {
        "id": route.operation.label,
        "method": route.method,
        "path": route.template,
        "summary": str(operation.get("summary") or ""),
        "description": str(operation.get("description") or ""),
        "tag": str(next(iter(operation.get("tags") or []), "")),
        "deprecated": operation.get("deprecated") is True,
        "does": application.planner.plan(route).role.value,
        "parameters": [_parameter(application, maker, route, each) for each in route.operation.parameters],
        "bodies": _bodies(application, maker, route),
        "responses": {
            code: str(each.node.get("description") or "") for code, each in route.operation.responses.items()
        },
        "credentials": _credentials(application, route),
    }


def _parameter(application: MockApplication, maker: ValueMaker, route: MockRoute, parameter: Resolved) -> JsonObject:
    node = parameter.node
    schemas = application.checker.schemas
    schema = parameter_schema(schemas.root, parameter)
    values = schemas.flatten(schemas.at(schema.pointer)).get("enum")
    value: Any = ""
    if node["in"] == "path":
        shown = known_values(schemas, route.operation, node["name"])
        value = shown[0] if shown else maker.make(schema.pointer, 1, f"/{node['name']}")
    elif node.get("required"):
        value = node.get("example", maker.make(schema.pointer, 1, f"/{node['name']}"))
    return {
        "name": str(node["name"]),
        "in": node["in"],
        "required": node.get("required") is True,
        "description": str(node.get("description") or ""),
        "value": value if isinstance(value, str) else json.dumps(value),
        "values": [str(each) for each in values] if isinstance(values, list) else [],
    }


def _bodies(application: MockApplication, maker: ValueMaker, route: MockRoute) -> list[JsonObject]:
    if route.operation.body is None:
        return []
    schemas, found = application.checker.schemas, []
    for media_type, media in content_of(schemas.root, route.operation.body).items():
        sample: Any = None
        if "schema" in media.node and (is_json(media_type) or is_form(essence(media_type))):
            examples = application.responder.parts.examples(media)
            sample = (
                examples[0]
                if examples
                else _without_read_only(application, maker.make((*media.pointer, "schema"), 1), media)
            )
        fields = schemas.properties(schemas.at((*media.pointer, "schema"))) if is_form(essence(media_type)) else {}
        found.append(
            {
                "mediaType": media_type,
                "sample": json.dumps(sample, ensure_ascii=False, indent=2) if sample is not None else "",
                "fields": {name: _is_file(application, child) for name, child in fields.items()},
            }
        )
    return found


def _without_read_only(application: MockApplication, value: Any, media: Resolved) -> Any:
    schemas = application.checker.schemas
    schema = schemas.at((*media.pointer, "schema"))
    return schemas.without_read_only(value, schema) if isinstance(value, dict) else value


def _is_file(application: MockApplication, schema: Any) -> bool:
    schemas = application.checker.schemas
    flat = schemas.flatten(schema)
    if schemas.types(flat) == {"array"}:
        flat = schemas.flatten(schemas.items(flat))
    return flat.get("format") == "binary" or "contentMediaType" in flat


def _credentials(application: MockApplication, route: MockRoute) -> list[JsonObject]:
    """Return the credentials for a request from the HTML page, each with its location, name and value.

    They satisfy the first of the operation's alternative security requirements.
    """
    checker = application.checker
    ways = checker.alternatives(route.operation)
    accepted, found = checker.credentials(), []
    for name in ways[0] if ways else []:
        scheme, values = checker.schemes.get(name, {}), accepted.get(name, ())
        if scheme.get("type") == "apiKey":
            found.append({"in": scheme.get("in"), "name": scheme.get("name"), "value": values[0]})
        elif len(values) > 1:
            found.append({"in": "basic", "name": "Authorization", "value": ":".join(values)})
        elif values:
            is_whole = scheme.get("type") == "http" and str(scheme.get("scheme", "")).lower() != "bearer"
            found.append(
                {"in": "header", "name": "Authorization", "value": values[0] if is_whole else f"Bearer {values[0]}"}
            )
    return found
