"""Inference of what each operation does with the mock's stored resources, from paths and schemas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import Any

from specloop.mock.pagination import PageRule, iter_subschemas, plain, read_rule
from specloop.mock.router import PARAMETER, MockRoute, Router
from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.operations import Operation, content_of, parameter_schema
from specloop.openapi.pagination import paging_rule
from specloop.openapi.schema_set import SchemaSet

ITEM_SEGMENT = re.compile(r"\{([^{}/]*)\}(\.[a-z]+)?")
WRAPPER_NAMES = ("data", "item", "result", "resource")
IDENTITY_NAMES = ("id", "uuid", "key", "slug", "code", "number", "name")


class Role(Enum):
    """What an operation does with the stored resources. An operation that fits no other role is an ACTION."""

    LIST = "list"
    CREATE = "create"
    READ = "read"
    UPDATE = "update"
    REPLACE = "replace"
    DELETE = "delete"
    ACTION = "action"


@dataclass(frozen=True)
class OperationPlan:
    """What one operation of the mock does, and with which stored resources.

    Attributes:
        route: The operation and the pattern of its path.
        role: What the operation does, such as CREATE.
        collection: The path template of the collection, such as `/things`; "" for a resource such as `/settings`.
        parameter: The path parameter with the identifier of a resource, such as `id` in `/things/{id}`.
        identity: The property of the resource that contains this identifier; "" if there is none.
        rule: The pagination rule; None if the operation does not list the collection.
    """

    route: MockRoute
    role: Role
    collection: str = ""
    parameter: str = ""
    identity: str = ""
    rule: PageRule | None = None


class OperationPlanner:
    """Infers what each operation of a document does with the stored resources, as an OperationPlan."""

    def __init__(self, router: Router, responses: SchemaSet) -> None:
        self.responses = responses
        self.routes = router.routes
        self._by_path: dict[str, dict[str, MockRoute]] = {}
        for route in router.routes:
            self._by_path.setdefault(without_slash(route.template), {}).setdefault(route.method, route)
        self._items: dict[str, list[str]] = {}
        for template in self._by_path:
            if split := item_path(template):
                self._items.setdefault(split[0], []).append(template)
        self._rules = {route.operation.pointer: self._rule(route) for route in router.routes}
        self._identities: dict[str, str] = {}
        self.plans = {route.operation.pointer: self._plan(route) for route in router.routes}

    def plan(self, route: MockRoute) -> OperationPlan:
        """Return what the operation of a route does with the stored resources."""
        return self.plans[route.operation.pointer]

    def list_of(self, collection: str) -> OperationPlan | None:
        """Return the OperationPlan of the GET operation that lists a collection. Return None if there is none."""
        route = self._by_path.get(collection, {}).get("GET")
        plan = self.plans[route.operation.pointer] if route else None
        return plan if plan and plan.role is Role.LIST else None

    def item_route(self, collection: str) -> MockRoute | None:
        """Return the route of the operation that gets one item of a collection. Return None if there is none."""
        routes = (self._by_path[template] for template in self._items.get(collection, []))
        return next((each["GET"] for each in routes if "GET" in each), None)

    def _rule(self, route: MockRoute) -> PageRule | None:
        pages_in_client = paging_rule(self.responses.root, route.operation)[0] is not None
        if not pages_in_client and (route.method != "GET" or item_path(route.template)):
            return None
        return read_rule(self.responses, route.operation)

    def _plan(self, route: MockRoute) -> OperationPlan:
        rule = self._rules[route.operation.pointer]
        template = without_slash(route.template)
        siblings = self._by_path[template]
        if split := item_path(template):
            collection, parameter = split
            identity = self._identity(collection, parameter)
            role = {"GET": Role.READ, "HEAD": Role.READ, "PATCH": Role.UPDATE, "PUT": Role.REPLACE}.get(
                route.method, Role.ACTION
            )
            role = Role.DELETE if route.method == "DELETE" else role
            if route.method == "POST" and "GET" in siblings:
                role = Role.UPDATE
            return OperationPlan(route, Role.LIST if rule else role, collection, parameter, identity, rule)
        parameter = self._item_parameter(template)
        identity = self._identity(template, parameter)
        if rule is not None:
            return OperationPlan(route, Role.LIST, template, parameter, identity, rule)
        listing = siblings.get("GET")
        is_collection = template in self._items or (
            listing is not None and self._rules[listing.operation.pointer] is not None
        )
        if is_collection:
            role = Role.CREATE if route.method == "POST" else Role.ACTION
            return OperationPlan(route, role, template, parameter, identity)
        if listing is None and route.method != "HEAD":
            return OperationPlan(route, Role.ACTION)
        roles = {"GET": Role.READ, "HEAD": Role.READ, "PATCH": Role.UPDATE, "PUT": Role.REPLACE, "DELETE": Role.DELETE}
        return OperationPlan(route, roles.get(route.method, Role.ACTION))

    def _item_parameter(self, collection: str) -> str:
        return next((split[1] for item in self._items.get(collection, []) if (split := item_path(item))), "")

    def _identity(self, collection: str, parameter: str) -> str:
        """Return the property of a collection's items, such as `id`, that has the same value as the path parameter.

        Return "" if there is none.
        """
        if collection not in self._identities:
            properties: JsonObject = {}
            for pointer in self._item_schemas(collection):
                properties |= self.responses.properties(self.responses.at(pointer))
            self._identities[collection] = find_identity(properties, parameter)
        return self._identities[collection]

    def _item_schemas(self, collection: str) -> list[JsonPointer]:
        """Return pointers to the schemas of a collection's items, from the GET responses for the list and for one item.

        If there are none, use the response to POST. `collection` is the path template, such as `/things`.
        """
        found = []
        listing = self._by_path.get(collection, {}).get("GET")
        if listing is not None and (rule := self._rules[listing.operation.pointer]) is not None:
            found.append(rule.item_schema)
        for template in self._items.get(collection, []):
            reading = self._by_path[template].get("GET")
            pointer = reading and success_schema(self.responses, reading.operation)
            if pointer:
                found.append(resource_schema(self.responses, pointer)[1])
        creating = self._by_path.get(collection, {}).get("POST")
        pointer = creating and success_schema(self.responses, creating.operation)
        if pointer and not found:
            found.append(resource_schema(self.responses, pointer)[1])
        return found


def without_slash(template: str) -> str:
    """Return a path template without a final slash: `/things/` and `/things` are the path of the same collection."""
    return template.rstrip("/") or "/"


def item_path(template: str) -> tuple[str, str] | None:
    """Split the path template of one item: `/things/{id}` gives the collection `/things` and the parameter `id`.

    Return None if the last segment is not a parameter, or if all segments are parameters.
    """
    head, _, last = without_slash(template).rpartition("/")
    match = ITEM_SEGMENT.fullmatch(last)
    if match is None or not head or not PARAMETER.sub("", head).strip("/"):
        return None
    return f"{head}{match[2] or ''}", match[1]


def find_identity(properties: JsonObject, parameter: str) -> str:
    """Find the property of a resource whose value equals the path parameter. Return "" if there is none.

    The property has the same name as the parameter or, for a parameter such as `thing_id`, a name such as `id`.
    """
    if parameter in properties:
        return parameter
    wanted = plain(parameter)
    by_plain = {plain(name): name for name in reversed(properties)}
    if wanted in by_plain:
        return by_plain[wanted]
    for name in IDENTITY_NAMES:
        if wanted.endswith(name) and name in by_plain:
            return by_plain[name]
    if "id" in by_plain:
        return by_plain["id"]
    return next((by_plain[name] for name in IDENTITY_NAMES[:-1] if name in by_plain), "")


def success_schema(schemas: SchemaSet, operation: Operation) -> JsonPointer | None:
    """Return the pointer of the schema of the first JSON success response. Return None if there is none."""
    for code, response in operation.responses.items():
        if code.startswith("2"):
            for media_type, media in content_of(schemas.root, response).items():
                if schemas.is_json_body(media_type, media):
                    return (*media.pointer, "schema")
    return None


def resource_schema(schemas: SchemaSet, pointer: JsonPointer) -> tuple[str, JsonPointer]:
    """Find the resource in a JSON body. Return the property that contains it, and the pointer of the resource's schema.

    For a body `{"thing": {...}}`, the property is `thing`. It is "" if the body itself is the resource.

    Args:
        schemas: The schemas of the document.
        pointer: The pointer of the body's schema.
    """
    properties = schemas.properties(schemas.at(pointer))
    if any(name in properties for name in ("id", "uuid")):
        return "", pointer
    objects = [
        name
        for name, child in properties.items()
        if "object" in schemas.types(child) and schemas.types(child) <= {"object", "null"}
    ]
    wrapping = [name for name in objects if name in WRAPPER_NAMES] or (
        objects if len(properties) == len(objects) == 1 else []
    )
    if not wrapping:
        return "", pointer
    inner = _property_pointer(schemas, pointer, wrapping[0])
    return (wrapping[0], inner) if inner else ("", pointer)


def _property_pointer(schemas: SchemaSet, pointer: JsonPointer, name: str) -> JsonPointer | None:
    for place in iter_subschemas(schemas, pointer):
        if name in (schemas.at(place).get("properties") or {}):
            return (*place, "properties", name)
    return None


def known_values(schemas: SchemaSet, operation: Operation, name: str) -> list[str]:
    """Return the documented examples of an operation's path parameter `name`, as strings.

    Return [] if there are none.
    """
    for parameter in operation.parameters:
        if parameter.node["in"] == "path" and parameter.node["name"] == name:
            schema = schemas.flatten(schemas.at(parameter_schema(schemas.root, parameter).pointer))
            found: list[Any] = [parameter.node["example"]] if "example" in parameter.node else []
            for each in (parameter.node.get("examples") or {}).values():
                example = schemas.resolve(each)
                found += [example["value"]] if isinstance(example, dict) and "value" in example else []
            found += schema["examples"] if isinstance(schema.get("examples"), list) else []
            return list(dict.fromkeys(str(value) for value in found))
    return []
