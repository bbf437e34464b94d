"""Conversion of a `stainless.yml`, the configuration of the SDK generator Stainless, to an OpenAPI overlay.

Resources, methods, models, pagination and servers are converted. Settings that an overlay cannot express are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from specloop.codegen.naming import class_name, split_words
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.operations import Operation, iter_operations
from specloop.openapi.pagination import paging_rule
from specloop.text_format import closest, quote

OVERLAY_VERSION = "1.0.0"
READ_KEYS = frozenset({"resources", "pagination", "environments", "security", "security_schemes", "client_settings"})
IGNORED_KEYS = frozenset({"organization", "edition", "readme", "targets", "query_settings", "unspecified_endpoints"})
"""Keys of a stainless.yml that do not affect the client's methods."""
RESOURCE_KEYS = frozenset({"methods", "models", "subresources", "standalone_api"})
METHOD_KEYS = frozenset({"endpoint", "type", "paginated"})
STYLE_BY_SCHEME_TYPE = {
    "page_number": "page",
    "offset": "offset",
    "cursor": "cursor",
    "cursor_id": "cursor",
    "cursor_url": "next-url",
}
"""Mapping from the pagination types of a stainless.yml to the styles of `x-pagination`."""
PURPOSE_KEY = "x-stainless-pagination-property"
EXPECTED_ENDPOINT = "expected a method and a path of the document, such as `get /pets`"


class StainlessConverter:
    """Converts one stainless.yml to an OpenAPI overlay.

    Attributes:
        notes: The settings that the overlay cannot express.
    """

    def __init__(self, config: Document, contract: Document) -> None:
        self.config = config
        self.contract = contract
        self.actions: list[JsonObject] = []
        self.notes: list[Problem] = []
        self.problems: list[Problem] = []
        self.operations = {f"{each.method} {each.path}": each for each in iter_operations(contract.data)}

    def convert(self) -> JsonObject:
        """Return an OpenAPI overlay with the settings of the stainless.yml.

        Raises InputError if the stainless.yml names schemas or operations that the document lacks.
        """
        root = self.config.data
        if not isinstance(root.get("resources"), dict):
            raise InputError.at(self.config.source, "has no `resources`; expected a stainless.yml")
        for key in root:
            if key not in READ_KEYS | IGNORED_KEYS:
                self._note((key,), f"{key} is not converted")
        self._settings(root)
        for name, resource in root["resources"].items():
            self._resource(resource, ("resources", name), "" if name.startswith("$") else name)
        if self.problems:
            raise InputError(self.problems)
        title = self.contract.data.get("info", {}).get("title", "")
        info = {"title": f"Names and pages of {title}, from {self.config.source}", "version": "1.0.0"}
        return {"overlay": OVERLAY_VERSION, "info": info, "actions": self.actions}

    def _settings(self, root: JsonObject) -> None:
        update: JsonObject = {}
        environments = root.get("environments")
        if isinstance(environments, dict):
            servers = [{"url": url, "description": name} for name, url in environments.items() if isinstance(url, str)]
            known = {each.get("url") for each in self.contract.data.get("servers") or [] if isinstance(each, dict)}
            if missing := [each for each in servers if each["url"] not in known]:
                update["servers"] = missing
        if isinstance(root.get("security"), list) and "security" not in self.contract.data:
            update["security"] = root["security"]
        if isinstance(root.get("security_schemes"), dict):
            update["components"] = {"securitySchemes": root["security_schemes"]}
        if update:
            self.actions.append({"target": "$", "update": update})
        settings = root.get("client_settings")
        for key in settings if isinstance(settings, dict) else ():
            self._note(("client_settings", key), f"client_settings.{key} is not converted: it is set on the client")

    def _resource(self, resource: Any, pointer: JsonPointer, group: str) -> None:
        if not isinstance(resource, dict):
            self._problem(pointer, "is not a map; expected one with `methods`, `models` or `subresources`")
            return
        for key in resource:
            if key not in RESOURCE_KEYS:
                self._note((*pointer, key), f"{key} of a resource is not converted")
        for name, model in (resource.get("models") or {}).items():
            self._model(name, model, (*pointer, "models", name))
        for name, method in (resource.get("methods") or {}).items():
            self._method(f"{group}.{name}" if group else name, method, (*pointer, "methods", name))
        for name, inner in (resource.get("subresources") or {}).items():
            nested = f"{group}.{name}" if group else name
            if group:
                flat = "_".join(split_words(nested))
                self._note((*pointer, "subresources", name), f"{nested} is called {flat}: resources are not nested")
            self._resource(inner, (*pointer, "subresources", name), nested)

    def _model(self, name: str, model: Any, pointer: JsonPointer) -> None:
        schemas = (self.contract.data.get("components") or {}).get("schemas") or {}
        component = str(model).removeprefix("#/components/schemas/")
        if component not in schemas:
            hint = f"; did you mean {quote(found)}?" if (found := closest(component, schemas)) else ""
            self._problem(
                pointer, f"{quote(component)} is not a schema of the document{hint or '; expected the name of one'}"
            )
        elif (wanted := class_name(name)) != class_name(component):
            self._update(("components", "schemas", component), {"x-name": str(wanted)})

    def _method(self, name: str, method: Any, pointer: JsonPointer) -> None:
        endpoint = method.get("endpoint") if isinstance(method, dict) else method
        if not isinstance(endpoint, str):
            self._problem(pointer, f"has no endpoint; {EXPECTED_ENDPOINT}")
            return
        verb, _, path = endpoint.strip().partition(" ")
        operation = self.operations.get(f"{verb.lower()} {path.strip()}")
        if operation is None:
            self._problem(pointer, f"{quote(endpoint)} is not an operation of the document; {EXPECTED_ENDPOINT}")
            return
        for key in method if isinstance(method, dict) else ():
            if key not in METHOD_KEYS:
                self._note((*pointer, key), f"{key} of a method is not converted")
        paginated = method.get("paginated") if isinstance(method, dict) else None
        update: JsonObject = {"x-name": name}
        if paginated is False:
            update["x-pagination"] = False
        elif rule := next(self._matching_rules(operation), None):
            update["x-pagination"] = rule
        elif paginated is True and paging_rule(self.contract.data, operation)[0] is None:
            self._note((*pointer, "paginated"), f"no scheme of `pagination` fits {operation.label}: state x-pagination")
        self._update(operation.pointer, update)

    def _matching_rules(self, operation: Operation) -> Iterator[JsonObject]:
        """Yield the `pagination` entries of the stainless.yml that match an operation, as values of `x-pagination`.

        An entry matches if the operation has all parameters and response properties that the entry names. Yield nothing
        if the operation already has `x-pagination`.
        """
        if "x-pagination" in operation.node:
            return
        for scheme in self.config.data.get("pagination") or []:
            if isinstance(scheme, dict) and (rule := _rule(scheme)) is not None:
                stated = operation._replace(node={**operation.node, "x-pagination": rule})
                found, errors = paging_rule(self.contract.data, stated)
                if found is not None and not errors:
                    yield rule

    def _update(self, pointer: JsonPointer, update: JsonObject) -> None:
        steps = (str(step).replace("\\", "\\\\").replace("'", "\\'") for step in pointer)
        self.actions.append({"target": "$" + "".join(f"['{step}']" for step in steps), "update": update})

    def _note(self, pointer: JsonPointer, message: str) -> None:
        self.notes.append(Problem(self.config.place(pointer), message))

    def _problem(self, pointer: JsonPointer, message: str) -> None:
        self.problems.append(Problem(self.config.place(pointer), message))


def _rule(scheme: JsonObject) -> JsonObject | None:
    """Convert one entry of `pagination` in a stainless.yml to a value of the OpenAPI extension `x-pagination`.

    Return None if the entry has an unknown `type`, or no `response`.
    """
    style = STYLE_BY_SCHEME_TYPE.get(str(scheme.get("type")))
    request, response = scheme.get("request"), scheme.get("response")
    if style is None or not isinstance(response, dict):
        return None
    request = request if isinstance(request, dict) else {}
    rule: JsonObject = {"style": style}
    parameter = _find_property(request, r"next_(cursor|cursor_id)_param|(page_number|offset_count)_param|next_.*_param")
    if style != "next-url":
        rule["parameter"] = parameter or next(iter(request), "")
    size = next((name for name in ("limit", "page_size", "per_page", "take") if name in request), None)
    if size is not None and size != rule.get("parameter"):
        rule["size-parameter"] = size
    items = _find_property(response, r"items") or _array(response)
    rule["items"] = "" if items is None else f"/{items}"
    following = _find_property(response, r"next_.*field")
    if style == "cursor" and scheme["type"] == "cursor_id" and following is None:
        rule["next"] = {"item": _find_property(_item_properties(response, items), r"next_.*field") or "id"}
    elif style in {"cursor", "next-url"}:
        rule["next"] = {"body": f"/{following}"}
    total = _find_property(response, r"(offset_)?total_(item_)?count_field")  # The number of pages is no total.
    return {**rule, **({"total": {"body": f"/{total}"}} if total else {})}


def _find_property(properties: JsonObject, purpose: str) -> str | None:
    """Return the path of the first property that serves a purpose in pagination, such as `data/items`, or None.

    `purpose` is a regular expression. It must match the text at `x-stainless-pagination-property.purpose` in the
    property's schema.
    """
    for name, schema in properties.items():
        if not isinstance(schema, dict):
            continue
        stated = schema.get(PURPOSE_KEY)
        if isinstance(stated, dict) and re.fullmatch(purpose, str(stated.get("purpose"))):
            return name
        inner = schema.get("properties")
        if isinstance(inner, dict) and (found := _find_property(inner, purpose)) is not None:
            return f"{name}/{found}"
    return None


def _item_properties(properties: JsonObject, path: str | None) -> JsonObject:
    """Return the properties of an array's items. `path` leads to the array in an object with the given properties.

    For example, `data/rows` is the array `rows` in the property `data`. Return {} if `path` is None, or if the schema
    of the items has no `properties`.
    """
    schema: JsonObject = {"properties": properties}
    for name in path.split("/") if path else ():
        schema = schema["properties"][name]
    items = schema.get("items")
    found = items.get("properties") if isinstance(items, dict) else None
    return found if isinstance(found, dict) else {}


def _array(properties: JsonObject) -> str | None:
    arrays = [name for name, each in properties.items() if isinstance(each, dict) and each.get("type") == "array"]
    return arrays[0] if len(arrays) == 1 else None
