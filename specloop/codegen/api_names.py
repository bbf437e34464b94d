"""Public names of a generated client: its namespaces, methods, arguments and classes.

Both the code generator and `compare` use these names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from attrs import frozen
from openapi_python_client.strings import ClassName, PythonIdentifier

from specloop.codegen import extensions, naming
from specloop.codegen.resource_names import name_resource_classes
from specloop.codegen.schema_inliner import InlinedSchemas, inline_schemas
from specloop.codegen.schema_rewriting import non_null_values
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import BodyKind, body_kind, order_by_preference
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.schema import ObjectProperties
from specloop.openapi.schema_facts import has_flag
from specloop.openapi.schema_keywords import canonical

RESERVED_ATTRIBUTE_NAMES = (
    # The base class of all models has attributes with these names.
    *("additional_properties", "to_dict", "from_dict", "to_json", "from_json"),
    # An attribute such as `list` would hide the builtin in later annotations of the same class body.
    *("bool", "bytes", "date", "datetime", "dict", "float", "field", "int", "list", "self", "str"),
)
"""Names that an attribute of a model class cannot have; a property with such a name gets a different attribute name."""

SHADOWING_NAMES = frozenset({"builtins", "overload"})
"""Names that a model's module imports in order to accept the old names of renamed attributes.

An attribute with such a name would hide the import. So a model that has such an attribute accepts no old names.
"""

BODY, CONTENT_TYPE = "body", "content_type"
ARGUMENT_NAMES = (
    *("self", "timeout", "deadline", "extra_headers", "extra_query", "extra_body", "prefetch"),
    CONTENT_TYPE,
)
"""Names of the arguments that every method has, such as `timeout`. Arguments for parameters get different names."""

STRUCTURED_KINDS = (BodyKind.JSON, BodyKind.FORM, BodyKind.MULTIPART)
"""The kinds of request body whose properties can be arguments of a method."""


class MethodNames(NamedTuple):
    """The Python names for one operation: its namespace, its method and the method's arguments.

    Attributes:
        namespace: The name of the client attribute that holds the method: `orders` in `client.orders.list()`.
        parameters: The parameters, in signature order, each with the name of its argument.
        fields: The argument name of each body property, by JSON name; None if no property is an argument.
        former_method: The method's name in the last release; "" if the document states none.
        former_namespace: The namespace's name in the last release; "" if the document states none.
        former_arguments: The current name of each renamed argument, by its name in the last release.
    """

    operation: Operation
    namespace: str
    method: str
    parameters: tuple[tuple[Resolved, str], ...]
    fields: dict[str, str] | None
    former_method: str = ""
    former_namespace: str = ""
    former_arguments: Mapping[str, str] = {}


@frozen(slots=False)
class ApiNames:
    """All public names of the client that is generated from a document."""

    document: JsonObject
    inlined: InlinedSchemas

    @property
    def client(self) -> ClassName:
        """The name of the client class, such as `Shop`."""
        return naming.client_name(str(self.document["info"]["title"]))

    @property
    def package(self) -> PythonIdentifier:
        """The name of the import package, such as `shop_client`."""
        return naming.package_name(str(self.document["info"]["title"]))

    @property
    def classes(self) -> dict[str, JsonPointer]:
        """The schemas that become classes: a dict from class name to the JSON Pointer of the schema."""
        return self.inlined.classes

    @cached_property
    def methods(self) -> tuple[MethodNames, ...]:
        """The names of all methods, in the order of the operations in the document."""
        found: dict[str, MethodNames] = {}
        for namespace in self.inlined.namespaces:
            for key, name in namespace.methods.items():
                names = self._method(self.inlined.operations[key], str(namespace.name), str(name))
                former = str(namespace.former.get(key, ""))
                found[key] = names._replace(former_method=former, former_namespace=str(namespace.former_name or ""))
        return tuple(found[key] for key in self.inlined.operations)

    @cached_property
    def resource_classes(self) -> dict[str, ClassName]:
        """The class name of each resource, such as `{"orders": Orders}`."""
        suffixes = {name: "Value" if "enum" in schema else "Dict" for name, schema in self.inlined.schemas.items()}
        models = [*self.classes, *(f"{name}{suffixes.get(name, '')}" for name in self.classes)]
        return name_resource_classes(self.inlined.namespaces, self.client, models)

    def _method(self, operation: Operation, namespace: str, method: str) -> MethodNames:
        names, has_body_argument = body_argument_schemas(self.document, self.inlined, operation)
        single = [BODY] if has_body_argument else []
        parameters = tuple((each, str(name)) for each, name in name_arguments(operation, [*ARGUMENT_NAMES, *single]))
        former = [(extensions.former_name(each.node, "parameter"), name) for each, name in parameters]
        every = [*single, *(name for _, name in parameters)]
        if names is None:
            return MethodNames(
                *(operation, namespace, method, parameters, None), former_arguments=former_argument_names(former, every)
            )
        taken = naming.NameRegistry([*ARGUMENT_NAMES, *(name for _, name in parameters)])
        fields = {
            json_name: str(reserve_body_argument(json_name, schema, taken)) for json_name, schema in names.items()
        }
        former += [(former_property_name(names[json_name]), name) for json_name, name in fields.items()]
        return MethodNames(
            *(operation, namespace, method, parameters, fields),
            former_arguments=former_argument_names(former, [*every, *fields.values()]),
        )


def name_api(document: Document) -> ApiNames:
    """Return all public names of the client that is generated from a valid, normalized document."""
    return ApiNames(document.data, inline_schemas(document))


def body_argument_schemas(
    document: JsonObject, inlined: InlinedSchemas, operation: Operation
) -> tuple[dict[str, object] | None, bool]:
    """Return the schemas of body properties that become arguments, and whether the method has an argument `body`.

    The schemas are in a dict by JSON name, without `readOnly` properties. The dict is None if `body_objects` finds no
    properties in any media type. The method has an argument `body` if at least one media type is not in `body_objects`.
    """
    if operation.body is None:
        return None, False
    fields: dict[str, object] = {}
    objects = body_objects(document, inlined, operation)
    for properties in objects.values():
        for json_name, each in properties.schemas.items():
            if not has_flag(document, each.node, "readOnly"):
                fields.setdefault(json_name, each.node)
    return fields if objects else None, len(objects) < len(content_of(document, operation.body))


def body_objects(document: JsonObject, inlined: InlinedSchemas, operation: Operation) -> dict[str, ObjectProperties]:
    """Return, by media type, the properties of a request body that can become arguments of the method.

    A media type is included if it is JSON, a form or multipart, and if its schema is an object with properties.
    """
    found = content_of(document, operation.body) if operation.body is not None else {}
    objects: dict[str, ObjectProperties] = {}
    for media_type in order_by_preference(found):
        media = found[media_type]
        kind = body_kind(media_type, resolve_ref(document, media.node.get("schema")).node)
        name = inlined.class_at((*media.pointer, "schema"))
        properties = inlined.properties.get(name) if name and kind in STRUCTURED_KINDS else None
        if properties is not None and properties.schemas:
            objects[media_type] = properties
    return objects


def name_enum_values(schema: JsonObject) -> dict[str, PythonIdentifier]:
    """Return the constant name of each enum value, by the value as JSON text.

    For example, `enum: [new]` results in `{'"new"': "NEW"}`.
    """
    values = list(dict.fromkeys(non_null_values(schema)))
    given = extensions.value_names(schema)
    names = [
        naming.enum_constant(given[canonical(value)])
        if canonical(value) in given
        else naming.enum_constant(value)
        if isinstance(value, str)
        else naming.number_enum_constant(value)
        for value in values
    ]
    taken = naming.NameRegistry()
    return {canonical(value): taken.reserve_identifier(name) for name, value in zip(names, values, strict=True)}


def idempotency_header(operation: Operation) -> str:
    """Return the name of the header for an operation's idempotency key, or "" if the operation takes no such key.

    If the header is also a declared parameter, the name has the letter case of the parameter.
    """
    stated = extensions.idempotency_header(operation.node)
    usual = extensions.IDEMPOTENCY_HEADER.lower()
    wanted = {stated.lower()} if stated else {usual, f"x-{usual}"}
    declared = (each.node["name"] for each in operation.parameters if each.node["in"] == "header")
    return next((name for name in declared if name.lower() in wanted), stated)


def name_arguments(operation: Operation, reserved: Iterable[str]) -> list[tuple[Resolved, PythonIdentifier]]:
    """Return the parameters of an operation in signature order, each with its argument name.

    Path parameters come first, in the order of the path. No argument gets a name in `reserved`.
    """
    reserved = frozenset(reserved)
    taken = naming.NameRegistry(reserved)
    locations: dict[str, set[str]] = {}
    wanted = {
        id(each): extensions.own_name(each.node, "parameter") or each.node["name"] for each in operation.parameters
    }
    for each in operation.parameters:
        locations.setdefault(naming.identifier(wanted[id(each)]), set()).add(each.node["in"])
    found: list[tuple[Resolved, PythonIdentifier]] = []
    for each in _sort_path_first(operation):
        parameter, location = wanted[id(each)], each.node["in"]
        name = naming.identifier(parameter)
        if name in reserved or (len(locations[name]) > 1 and location != "path"):
            name = naming.identifier(f"{parameter} {location}")
        found.append((each, taken.reserve_identifier(name)))
    return found


def reserve_body_argument(json_name: str, schema: object, taken: naming.NameRegistry) -> PythonIdentifier:
    """Choose the argument name of a body property, such as `id`, and add it to `taken`.

    `taken` holds the names of the method's other arguments. If `id` is among them, the result is `id_body`.
    """
    name = property_name(json_name, schema)
    wanted = naming.identifier(name)
    return taken.reserve_identifier(naming.identifier(f"{name} body") if wanted in taken else wanted)


def name_attributes(properties: Mapping[str, object]) -> dict[str, PythonIdentifier]:
    """Return the attribute name of each property of a model, by JSON name, such as `{"orderId": order_id}`.

    `properties` maps each JSON name to the schema of the property.
    """
    taken = naming.NameRegistry(RESERVED_ATTRIBUTE_NAMES)
    return {
        json_name: taken.reserve_identifier(naming.identifier(property_name(json_name, schema)))
        for json_name, schema in properties.items()
    }


def former_argument_names(stated: Iterable[tuple[str, str]], names: Iterable[str]) -> dict[str, str]:
    """Return the current name of each renamed argument, by its name in the last release.

    An old name that is now the name of another argument is left out.

    Args:
        stated: For each argument, its name in the last release ("" if the document states none) and its current name.
        names: The current names of all arguments.
    """
    return _former_names(stated, [*ARGUMENT_NAMES, *names])


def former_attribute_names(properties: Mapping[str, object]) -> dict[str, str]:
    """Return the current name of each renamed attribute of a model, by its name in the last release.

    `properties` maps each JSON name to its schema. An old name that is now the name of another attribute is left out.
    """
    stated = {json_name: former_property_name(schema) for json_name, schema in properties.items()}
    if not any(stated.values()):
        return {}
    names = name_attributes(properties)
    if not SHADOWING_NAMES.isdisjoint(names.values()):
        return {}
    pairs = [(stated[json_name], str(name)) for json_name, name in names.items()]
    return _former_names(pairs, [*RESERVED_ATTRIBUTE_NAMES, *names.values()])


def _former_names(stated: Iterable[tuple[str, str]], used: Iterable[str]) -> dict[str, str]:
    taken = naming.NameRegistry(used)
    found: dict[str, str] = {}
    for former, current in stated:
        name = str(naming.identifier(former)) if former else ""
        if name and name not in taken:
            taken.reserve(name)
            found[name] = current
    return found


def former_property_name(schema: object) -> str:
    """Return the name of a property in the last release, from `x-renamed-from`; "" without this extension."""
    return extensions.former_name(schema, "property") if isinstance(schema, dict) else ""


def property_name(json_name: str, schema: object) -> str:
    """Return the name of a property from an extension such as `x-name`, or else the property's JSON name."""
    return (extensions.own_name(schema, "property") if isinstance(schema, dict) else "") or json_name


def _sort_path_first(operation: Operation) -> list[Resolved]:
    in_path = [each for each in operation.parameters if each.node["in"] == "path"]
    in_path.sort(key=lambda each: operation.path.find("{" + each.node["name"] + "}"))
    return in_path + [each for each in operation.parameters if each.node["in"] != "path"]
