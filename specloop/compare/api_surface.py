"""ApiSurface: the namespaces, methods, arguments, classes and credentials that callers of the client use.

All names come from `codegen`: classes from the normalized document, all others from `codegen.api_names`. A test
compares the surface with the generated client for every golden case.
"""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from specloop.codegen import api_names, auth, extensions, ir, naming
from specloop.codegen.api_names import ApiNames, MethodNames, name_api
from specloop.codegen.class_names import former_class_names
from specloop.codegen.server_choice import SERVER_ARGUMENT, build_servers
from specloop.openapi import servers
from specloop.openapi.discriminators import DiscriminatorIndex
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import BodyKind, body_kind, essence, is_stream, order_by_preference
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation, content_of, parameter_schema, path_item_operations
from specloop.openapi.pagination import PagingRule, paging_rule
from specloop.openapi.schema import SchemaNormalizer, SchemaRef, schemas_of
from specloop.openapi.schema_facts import has_flag
from specloop.openapi.schema_keywords import UNION_KEYWORDS
from specloop.openapi.stream_items import stream_items

RECURSION_LIMIT = 10_000
"""The limit in Python frames. A schema takes a few frames, so about 2000 `$ref`s may form a chain."""

LITERAL_KINDS = frozenset({"string", "integer", "boolean", "number"})
"""JSON types whose single allowed value becomes a Literal type and a default in Python."""

EMPTY_STATUSES = ("204", "205")
"""Statuses whose responses have no body, even if the contract declares one."""


@dataclass(frozen=True, slots=True)
class ApiArgument:
    """A parameter of an operation, as an argument of the method."""

    name: str
    """The argument's name."""
    parameter: str
    """The parameter's name."""
    location: str
    required: bool
    has_default: bool
    """Whether callers may omit a required argument: it has a single value, or the client generates a key."""
    node: Mapping[str, Any]
    pointer: JsonPointer
    media_type: str
    schema: JsonPointer

    @property
    def identity(self) -> tuple[str, str]:
        """Location and name of the parameter; header names are case-insensitive."""
        return self.location, self.parameter.lower() if self.location == "header" else self.parameter

    @property
    def is_positional(self) -> bool:
        """Whether callers may pass the argument by position."""
        return self.location == "path"


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """An operation with the method that calls it, or a webhook or callback, which the API calls."""

    id: str
    source: Operation
    namespace: str = ""
    name: str = ""
    arguments: tuple[ApiArgument, ...] = ()
    former_name: str = ""
    """The method's former name, which still works."""
    former_namespace: str = ""
    """The former name of the method's namespace, which still works."""
    paging: PagingRule | None = None
    """The paging rule, if the operation returns a list."""
    idempotency_header: str = ""
    """The name of the idempotency header."""
    body_arguments: Mapping[str, str] | None = None
    """Property of the JSON body -> argument name, if properties are arguments."""
    own_server: str = ""
    """URL of the operation's or path item's own server, if it differs from the client's default."""
    named_servers: Mapping[str, str] = field(default_factory=dict)
    """Name of each further server of the operation or path item -> its URL."""
    base_url: str = ""
    """URL of the client's default server."""

    @property
    def url(self) -> str:
        """The default URL of a request, with `{}` for each path parameter."""
        return (self.own_server or self.base_url) + path_template(self.source.path)

    @property
    def method(self) -> str:
        """The method as an expression: `client.namespace.method`."""
        return f"{self.namespace}.{self.name}" if self.name else self.id

    @property
    def call(self) -> str:
        """The operation in messages: `namespace.method()`, or `the NAME` for a webhook or callback."""
        return f"{self.method}()" if self.name else f"the {self.id}"

    @property
    def argument_names(self) -> tuple[str, ...]:
        """The names of all arguments of this operation."""
        properties = (self.body_arguments or {}).values()
        body = (api_names.BODY, api_names.CONTENT_TYPE, "extra_body") if self.source.body is not None else ()
        return (*(each.name for each in self.arguments), *properties, *body)

    def argument_label(self, name: str) -> str:
        """Return an argument as messages show it: `namespace.method(name)`."""
        return f"{self.method}({name})" if self.name else f"{name} of the {self.id}"


@dataclass(frozen=True, slots=True)
class ApiCredential:
    """A security scheme and the constructor arguments for it."""

    scheme: str
    kind: str
    location: str
    header: str
    arguments: tuple[str, ...]
    grant: ir.TokenGrant | None = None
    """How the client obtains access tokens."""

    @property
    def every_argument(self) -> tuple[str, ...]:
        """All constructor arguments, including those that obtain access tokens."""
        return (*self.arguments, *map(str, self.grant.arguments if self.grant else ()))


class Discriminator(NamedTuple):
    """The property of a union's objects whose value selects the variant, and the variant of each value."""

    property_name: str
    variants: tuple[tuple[str, JsonPointer], ...]
    """(Property value, schema) of each variant, sorted."""


@dataclass
class ApiSurface:
    """The parts of a contract that callers of its client use."""

    document: Document
    data: JsonObject = field(init=False, repr=False)
    names: ApiNames = field(init=False, repr=False)
    schemas: SchemaNormalizer = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.document = normalize(self.document)
        self.data = self.document.data
        with deep_recursion():
            self.names = name_api(self.data)
        self.schemas = schemas_of(self.document)
        self._class_at = {tuple(map(str, pointer)): name for name, pointer in self.names.classes.items()}
        self._attributes: dict[str, dict[str, str]] = {}
        self._enum_members: dict[SchemaRef, dict[str, str]] = {}
        self._discriminators: dict[SchemaRef, Discriminator | None] = {}

    @cached_property
    def client(self) -> str:
        """Name of the client class."""
        return str(self.names.client)

    @cached_property
    def package(self) -> str:
        """Name of the import package."""
        return str(self.names.package)

    @cached_property
    def servers(self) -> list[str]:
        """Absolute URLs of the servers; the first one is the client's default."""
        return [url for url, _ in servers.iter_servers(self.data) if servers.is_absolute(url)]

    @cached_property
    def base_url(self) -> str:
        """URL of the client's default server; "" if there is none."""
        return next(iter(self.servers), "")

    @cached_property
    def credentials(self) -> dict[str, ApiCredential]:
        """Security scheme -> its constructor arguments."""
        return {
            each.scheme: ApiCredential(
                scheme=each.scheme,
                kind=each.kind,
                location=each.location,
                header=each.name,
                arguments=tuple(map(str, each.arguments)),
                grant=each.grant,
            )
            for each in auth.build_security(self.data)
        }

    @cached_property
    def server_choices(self) -> dict[str, frozenset[str]]:
        """Constructor argument that chooses a server -> the values it may have; none if it may have any."""
        choices = build_servers(self.data, [name for each in self.credentials.values() for name in each.every_argument])
        names = frozenset(each.name for each in choices if each.name)
        variables = {each.argument: each for server in choices for each in server.variables}
        found = {str(argument): frozenset(each.values) for argument, each in variables.items()}
        return {**({SERVER_ARGUMENT: names} if names else {}), **found}

    @cached_property
    def named_servers(self) -> dict[str, str]:
        """Name of a server that callers can choose -> its URL, with the defaults of the variables."""
        named = [(servers.server_name(server), url) for url, server in servers.iter_servers(self.data)]
        return {name: url for name, url in named if name in self.server_choices.get(SERVER_ARGUMENT, ())}

    @cached_property
    def has_rate_limits(self) -> bool:
        """Whether the constructor has the argument `rate_limit`."""
        return extensions.has_rate_limits(self.data, (method.operation for method in self.names.methods))

    # --- classes ---

    def class_of(self, ref: Iterable[JsonPointer]) -> str | None:
        """Return the name of the class generated from some schemas that apply together; None if there is none."""
        if (refined := self._refined_classes.get(ref := tuple(ref))) is not None:
            return refined
        names = (self._class_at.get(tuple(map(str, pointer))) for pointer in ref)
        return next((name for name in names if name in self.classes), None)

    @cached_property
    def classes(self) -> dict[str, JsonPointer]:
        """Class name -> pointer of its schema, for every class of the package."""
        used = self._classes_in_use
        return {name: pointer for name, pointer in self.names.classes.items() if name in used}

    @cached_property
    def _refined_classes(self) -> dict[SchemaRef, str]:
        """The schemas of a property that several parts of an `allOf` define -> the property's class."""
        inlined = self.names.inlined
        found: dict[SchemaRef, str] = {}
        for name, properties in inlined.properties.items():
            for json_name, parts in properties.parts.items() if name in self.classes else ():
                schema = inlined.schemas[name].get("properties", {}).get(json_name, {}) if len(parts) > 1 else {}
                arms = [schema, *schema.get("anyOf", ())]
                refs = [each["$ref"] for each in arms if each.get("$ref") in self.classes]
                if len(refs) == 1:
                    found[self.schemas.spot(tuple(each.pointer for each in parts))] = refs[0]
        return found

    @cached_property
    def former_classes(self) -> dict[str, str]:
        """Former name of a class, which is still an alias -> current name."""
        found = former_class_names(self.data, self.names.classes)
        return {old: new for old, new in found.items() if new in self.classes}

    @cached_property
    def _classes_in_use(self) -> set[str]:
        """Names of the classes generated from components, and of those that a method or another class uses."""
        inlined = self.names.inlined
        used = set(inlined.components)
        unread: list[Any] = [inlined.schemas.get(name) for name in used]
        unread += [schema for method in self.names.methods for schema in self._types_of_method(method)]
        for webhook in inlined.webhooks.values():
            unread += self._types_in(webhook.body, {BodyKind.JSON})
        while unread:
            node = unread.pop()
            if isinstance(node, list):
                unread += node
            elif isinstance(node, dict):
                name = node.get("$ref")
                if isinstance(name, str) and name not in used:
                    used.add(name)
                    unread.append(inlined.schemas.get(name))
                unread += [value for value in node.values() if isinstance(value, dict | list)]
        return {name for name in used if inlined.schemas.get(name, {}).keys() & {"properties", "enum"}}

    @cached_property
    def typed_dicts(self) -> set[str]:
        """Names of the classes that have a TypedDict, so that callers may pass plain dicts instead of instances."""
        inlined = self.names.inlined
        found: set[str] = set()
        unread: list[Any] = [schema for method in self.names.methods for schema in self._types_of_arguments(method)]
        while unread:
            node = unread.pop()
            if isinstance(node, list):
                unread += node
            elif isinstance(node, dict):
                name = node.get("$ref")
                if isinstance(name, str):
                    properties = inlined.properties.get(name)
                    is_open = properties is not None and bool(properties.schemas) and properties.is_open
                    if name not in found and not is_open:
                        found |= {name}
                        unread.append(self._writable(name))
                else:
                    unread += [value for value in node.values() if isinstance(value, dict | list)]
        return {name for name in found if inlined.schemas.get(name, {}).get("properties")}

    def _writable(self, name: str) -> Any:
        """Return the schema of a class in inlined form, without its readOnly properties."""
        schema, properties = self.names.inlined.schemas.get(name), self.names.inlined.properties.get(name)
        if not isinstance(schema, dict) or properties is None or "properties" not in schema:
            return schema
        return [
            *(
                each
                for json_name, each in schema["properties"].items()
                if not has_flag(self.data, properties.schemas[json_name].node, "readOnly")
            ),
            schema.get("additionalProperties"),
        ]

    def _types_of_arguments(self, method: MethodNames) -> Iterator[Any]:
        """Yield the inlined schemas of the parameters and the body that callers pass to a method."""
        for parameter, _ in method.parameters:
            yield self.names.inlined.places.get(parameter_schema(self.data, parameter).pointer)
        for schema in self._types_in(method.operation.body, set(api_names.STRUCTURED_KINDS)):
            is_flat = method.fields is not None and isinstance(schema, dict) and "$ref" in schema
            yield self._writable(schema["$ref"]) if is_flat else schema

    def _types_of_method(self, method: MethodNames) -> Iterator[Any]:
        """Yield the inlined schemas of a method's arguments, results and errors."""
        operation = method.operation
        yield from self._types_of_arguments(method)
        successes = success_statuses(operation)
        for status, response in operation.responses.items():
            found = list(self._types_in(response, {BodyKind.JSON}, is_error=status not in successes))
            if status in successes and operation.method != "head" and status not in EMPTY_STATUSES:
                yield from found
                yield from map(self.names.inlined.places.get, self.item_schemas(operation, response).values())
            elif status not in successes:
                yield from (each for each in found if isinstance(each, dict) and "$ref" in each)

    def _types_in(self, holder: Resolved | None, kinds: set[BodyKind], *, is_error: bool = False) -> Iterator[Any]:
        """Yield the inlined schema of a body or response, if the body is one of the given kinds.

        The schema is that of the media type that the client prefers; of an error, that of the first JSON media type.
        """
        content = content_of(self.data, holder) if holder is not None else {}
        for media_type in list(content) if is_error else order_by_preference(content)[:1]:
            media = content[media_type]
            schema = resolve_ref(self.data, media.node.get("schema")).node
            if body_kind(media_type, schema if isinstance(schema, dict) else None) in kinds:
                yield self.names.inlined.places.get((*media.pointer, "schema"))
                return

    def attribute_name(self, ref: SchemaRef, json_name: str) -> str:
        """Return the Python name of a JSON property of the object that a schema describes."""
        name = self.class_of(ref) or ""
        properties = self.names.inlined.properties.get(name)
        if properties is None:
            return str(naming.identifier(json_name))
        if name not in self._attributes:
            nodes = {key: each.node for key, each in properties.schemas.items()}
            self._attributes[name] = {key: str(each) for key, each in api_names.name_attributes(nodes).items()}
        return self._attributes[name].get(json_name) or str(naming.identifier(json_name))

    def enum_members(self, ref: SchemaRef) -> dict[str, str]:
        """Return JSON value -> name of the enum constant, for a schema that becomes an enum class."""
        if ref not in self._enum_members:
            found: dict[str, str] = {}
            name = self.class_of(ref)
            node = self.names.inlined.definitions[name].node if name in self.names.inlined.definitions else None
            if isinstance(node, dict) and isinstance(node.get("enum"), list):
                found = {value: str(member) for value, member in api_names.name_enum_values(node).items()}
            self._enum_members[ref] = found
        return self._enum_members[ref]

    def is_constant(self, ref: SchemaRef) -> bool:
        """Return whether a schema allows a single value that a Literal type can express."""
        schema = self.schemas.shape(self.schemas.spot(ref))
        if schema.allows_null or len(schema.variants) != 1:
            return False
        (variant,) = schema.variants
        return variant.values is not None and len(variant.values) == 1 and variant.kind in LITERAL_KINDS

    def has_default(self, ref: SchemaRef, json_name: str, property_ref: SchemaRef) -> bool:
        """Return whether callers may omit a required property, since the client sends its only allowed value."""
        tags = self.names.inlined.tags.get(self.class_of(ref) or "", {}).get(json_name, [])
        return len(tags) == 1 or self.is_constant(property_ref)

    def discriminator(self, ref: SchemaRef) -> Discriminator | None:
        """Return the discriminator of a schema, with the variant of each value; None if the schema has none."""
        if ref not in self._discriminators:
            found = None
            for pointer in ref:
                node = self.schemas.node(pointer)
                if isinstance(node, dict) and isinstance(node.get("discriminator"), dict):
                    found = self._read_discriminator(Resolved(node, pointer))
            self._discriminators[ref] = found
        return self._discriminators[ref]

    def _read_discriminator(self, schema: Resolved) -> Discriminator:
        rule = schema.node["discriminator"]
        name = str(rule.get("propertyName", ""))
        listed = [
            resolve_ref(self.data, variant, (*schema.pointer, keyword, number))
            for keyword in UNION_KEYWORDS
            for number, variant in enumerate(schema.node.get(keyword) or [])
        ]
        variants = listed or list(self._subtypes.of(schema))
        found = {
            (value, variant.pointer)
            for variant in variants
            if isinstance(variant.node, dict)
            for value in self._subtypes.values(rule, name, variant)
        }
        return Discriminator(name, tuple(sorted(found, key=lambda each: (each[0], str(each[1])))))

    @cached_property
    def _subtypes(self) -> DiscriminatorIndex:
        return DiscriminatorIndex(self.data)

    # --- operations ---

    @cached_property
    def operations(self) -> list[ApiOperation]:
        """The operations, in the order of the contract."""
        return [
            ApiOperation(
                id=_title(method.operation),
                source=method.operation,
                namespace=method.namespace,
                name=method.method,
                arguments=self._arguments(method.parameters, api_names.idempotency_header(method.operation)),
                former_name=method.former_method,
                former_namespace=method.former_namespace,
                paging=paging_rule(self.data, method.operation)[0],
                idempotency_header=api_names.idempotency_header(method.operation),
                body_arguments=method.fields,
                own_server=servers.operation_base_url(self.data, method.operation.pointer),
                named_servers={
                    name: url
                    for name, url in servers.operation_servers(self.data, method.operation.pointer).items()
                    if name
                },
                base_url=self.base_url,
            )
            for method in self.names.methods
        ]

    @cached_property
    def incoming_requests(self) -> list[ApiOperation]:
        """The webhooks and callbacks, which are requests from the API to the client's user."""
        found = list(self._incoming(self.data.get("webhooks"), ("webhooks",), "webhook"))
        for operation in self.operations:
            source = operation.source
            for name, raw in (source.node.get("callbacks") or {}).items():
                callback = resolve_ref(self.data, raw, (*source.pointer, "callbacks", name))
                found += self._incoming(callback.node, callback.pointer, f"callback {name} of {operation.id}")
        return found

    def _incoming(self, items: Any, pointer: JsonPointer, title: str) -> Iterator[ApiOperation]:
        for name, raw in (items or {}).items():
            if title != "webhook" and name.startswith("x-"):
                continue
            label = f"{title} {name}" if title == "webhook" else title
            for source in path_item_operations(self.data, name, resolve_ref(self.data, raw, (*pointer, name))):
                arguments = api_names.name_arguments(source, api_names.ARGUMENT_NAMES)
                yield ApiOperation(label, source, arguments=self._arguments(arguments))

    def _arguments(self, named: Iterable[tuple[Resolved, str]], key_header: str = "") -> tuple[ApiArgument, ...]:
        """Return the arguments of a method; a positional one has a default only if all later ones have one too."""
        found = [self._argument(*each, key_header) for each in named]
        last = max((n for n, each in enumerate(found) if each.is_positional and not each.has_default), default=-1)
        return tuple(
            replace(each, has_default=False) if each.is_positional and number < last else each
            for number, each in enumerate(found)
        )

    def _argument(self, parameter: Resolved, name: str, key_header: str) -> ApiArgument:
        media_type = next(iter(parameter.node.get("content") or {}), "")
        schema = parameter_schema(self.data, parameter).pointer
        return ApiArgument(
            name=name,
            parameter=parameter.node["name"],
            location=parameter.node["in"],
            required=bool(parameter.node.get("required")) or parameter.node["in"] == "path",
            has_default=(parameter.node["in"], parameter.node["name"]) == ("header", key_header)
            or self.is_constant((schema,)),
            node=parameter.node,
            pointer=parameter.pointer,
            media_type="" if "schema" in parameter.node else media_type,
            schema=schema,
        )

    def contents(self, holder: Resolved) -> dict[str, JsonPointer]:
        """Return media type -> pointer of its schema, for a body or a response."""
        return {name: (*media.pointer, "schema") for name, media in content_of(self.data, holder).items()}

    def item_schemas(self, operation: Operation, holder: Resolved) -> dict[str, JsonPointer]:
        """Return media type -> pointer of the schema of one item, for the streams among the types of a response."""
        return {
            essence(name): stream_items(self.data, operation.node, name, media).schema or (*media.pointer, "schema")
            for name, media in content_of(self.data, holder).items()
            if is_stream(name)
        }


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Raise Python's recursion limit for documents with long chains of `$ref`s."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION_LIMIT))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the garbage collector, which takes a third of the time and frees nothing before the end."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def success_statuses(source: Operation) -> list[str]:
    """Return the statuses that a call returns as results: all 2XX, or else `default`. All others raise."""
    return [each for each in source.responses if each[0] == "2"] or [
        each for each in source.responses if each == "default"
    ]


def path_template(path: str) -> str:
    """Return a path with `{}` for each parameter, since the server never sees parameter names."""
    return re.sub(r"\{[^{}]*\}", "{}", path)


def _title(source: Operation) -> str:
    return str(source.node.get("operationId") or f"{source.method.upper()} {source.path}")
