"""The parts of the generated client that callers use by name: methods, arguments, classes and credentials.

`codegen` computes all Python names. A test compares the ApiSurface with the generated client, for each contract in
tests/golden.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from specloop.codegen import api_names, auth, extensions, ir, naming
from specloop.codegen.api_names import ApiNames, MethodNames, name_api
from specloop.codegen.class_names import former_class_names
from specloop.codegen.models import name_models
from specloop.codegen.responses import NOT_MODIFIED, is_empty_status, success_responses, successes_with_body
from specloop.codegen.server_arguments import SERVER_ARGUMENT, build_servers
from specloop.codegen.type_mapping import ModelNames
from specloop.openapi import servers
from specloop.openapi.discriminators import DiscriminatorIndex
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import BodyKind, body_kind, essence, is_stream, order_by_preference
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import (
    Operation,
    content_of,
    is_conditional,
    parameter_schema,
    path_item_operations,
    path_template,
)
from specloop.openapi.pagination import PagingRule, paging_rule
from specloop.openapi.schema import (
    NormalizedSchema,
    SchemaNormalizer,
    SchemaRef,
    SchemaVariant,
    conditional_properties,
    schemas_of,
    subschemas,
)
from specloop.openapi.schema_facts import EVERY_TYPE, has_flag
from specloop.openapi.schema_keywords import MAPPED_FORMATS, UNION_KEYWORDS
from specloop.openapi.security import takes_credentials
from specloop.openapi.stream_items import stream_items, streams_by_default

LITERAL_KINDS = frozenset({"string", "integer", "boolean", "number"})
"""JSON types whose values a Python type `Literal[...]` can contain.

If a schema of such a type allows a single value, the generated Python type is the Literal of this value.
"""

KEYWORDS_OF_TYPES = frozenset({"$ref", "type", "enum", "const", "properties"})
"""Keywords that decide the Python type of a schema. A schema with none of them, and no union, has the type `Any`."""

DEFAULT_KINDS = {str: {"string"}, int: {"integer", "number"}, float: {"number"}, bool: {"boolean"}}
"""The JSON types of arguments for which a default of a Python type is valid."""


@dataclass(frozen=True, slots=True)
class ApiArgument:
    """A parameter of an operation, and the argument of the operation's Python method that callers pass for it."""

    name: str
    """The name of the Python argument, such as `page_size`."""
    parameter: str
    """The name of the parameter in the contract, such as `pageSize`."""
    location: str
    required: bool
    has_default: bool
    """Whether callers may omit the argument, because the client sends the only allowed value, a key or a default."""
    default: Any
    """The default that the client sends for a required parameter; None if the client sends no default."""
    node: Mapping[str, Any]
    pointer: JsonPointer
    media_type: str
    schema: JsonPointer
    is_keyword_only: bool = False
    """Whether a path parameter has a default although a later path parameter has none."""

    @property
    def identity(self) -> tuple[str, str]:
        """The pair of the parameter's location and name, which identifies the parameter in its operation.

        A header's name is in lower case, since header names ignore case.
        """
        return self.location, self.parameter.lower() if self.location == "header" else self.parameter

    @property
    def is_positional(self) -> bool:
        """Whether callers may pass the argument by position."""
        return self.location == "path" and not self.is_keyword_only


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """One operation, with the client method that calls it. A webhook or callback has no client method."""

    id: str
    source: Operation
    namespace: str = ""
    name: str = ""
    arguments: tuple[ApiArgument, ...] = ()
    former_name: str = ""
    """A previous name of the method that still works; "" if there is none."""
    former_namespace: str = ""
    """The former name of the method's namespace, which still works; "" if there is none."""
    former_arguments: Mapping[str, str] = field(default_factory=dict)
    """Mapping from each former argument name that still works to the current name of the argument."""
    paging: PagingRule | None = None
    """The pagination rule of an operation that returns a list; None for all other operations."""
    idempotency_header: str = ""
    """The name of the header that sends the idempotency key; "" if the operation has no such header."""
    body_arguments: Mapping[str, str] | None = None
    """Mapping from the JSON name of each body property to its argument name; None if there are no such arguments."""
    object_types: frozenset[str] = frozenset()
    """The media types of the body whose properties are arguments; for all others, one argument takes the body."""
    own_server: str = ""
    """URL of the server that the operation or path item declares; "" if it equals the client's default server."""
    named_servers: Mapping[str, str] = field(default_factory=dict)
    """Mapping from server name to URL, for the named servers that the operation or its path item declares."""
    takes_credentials: bool = True
    """Whether the client sends credentials to the operation's own server, which may have another origin."""
    base_url: str = ""
    """URL of the client's default server, or its path if the contract states only a path."""

    @property
    def url(self) -> str:
        """The URL of a request to the operation, with `{}` instead of each path parameter, and without a fragment.

        It begins with the operation's own server or, if it has none, with the client's default server.
        """
        return (self.own_server or self.base_url) + path_template(self.source.path.partition("#")[0])

    @property
    def method(self) -> str:
        """The client method as callers write it, such as `pets.list`.

        For a webhook or callback, which has no method, it is a label such as `webhook orderCreated`.
        """
        return f"{self.namespace}.{self.name}" if self.name else self.id

    @property
    def call(self) -> str:
        """The text for a call of the method in messages, such as `pets.list()`; for a webhook, `the webhook NAME`."""
        return f"{self.method}()" if self.name else f"the {self.id}"

    @property
    def argument_names(self) -> tuple[str, ...]:
        """The names of all arguments of the method.

        If the operation has a request body, they include `body`, `content_type` and `extra_body`. They also include an
        argument for each body property that callers can pass separately.
        """
        properties = (self.body_arguments or {}).values()
        body = (api_names.BODY, api_names.CONTENT_TYPE, "extra_body") if self.source.body is not None else ()
        return (*(each.name for each in self.arguments), *properties, *body)

    def argument_label(self, name: str) -> str:
        """Return the label of an argument for messages, such as `pets.list(limit)`.

        The argument of a webhook has a label such as `limit of the webhook orderCreated`.
        """
        return f"{self.method}({name})" if self.name else f"{name} of the {self.id}"


@dataclass(frozen=True, slots=True)
class ApiCredential:
    """A security scheme, and the arguments of the client's constructor by which callers pass its credentials."""

    scheme: str
    kind: str
    location: str
    header: str
    arguments: tuple[str, ...]
    grant: ir.TokenGrant | None = None
    """The OAuth 2.0 flow by which the client obtains access tokens; None if the client obtains no tokens."""

    @property
    def every_argument(self) -> tuple[str, ...]:
        """Every constructor argument for the credentials, including those for obtaining tokens, such as a client ID."""
        return (*self.arguments, *map(str, self.grant.arguments if self.grant else ()))


RATE_LIMIT = "rate_limit"
"""The name of the constructor argument that sets the rate limit."""


class Discriminator(NamedTuple):
    """A discriminator: the name of a property, and the variant that each value of the property selects.

    The variants are listed in `oneOf` or `anyOf`. Without these keywords, they are the schemas whose `allOf` refers to
    the schema with the discriminator.
    """

    property_name: str
    variants: tuple[tuple[str, JsonPointer], ...]
    """Pairs of a property value and the pointer of the variant that the value selects, sorted."""
    default: JsonPointer = ()
    """The pointer of the variant that all other values select, which is in `defaultMapping`; () if it is missing."""


@dataclass
class ApiSurface:
    """All Python names and types that callers of one contract's client use, such as methods, arguments and classes."""

    document: Document
    data: JsonObject = field(init=False, repr=False)
    names: ApiNames = field(init=False, repr=False)
    schemas: SchemaNormalizer = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.document = normalize(self.document)
        self.data = self.document.data
        self.names = name_api(self.document)
        self.schemas = schemas_of(self.document)
        self._class_at = {tuple(map(str, pointer)): name for name, pointer in self.names.classes.items()}
        self._class_of: dict[SchemaRef, str | None] = {}
        self._attributes: dict[str, dict[str, str]] = {}
        self._former_attributes: dict[str, dict[str, str]] = {}
        self._enum_members: dict[SchemaRef, dict[str, str]] = {}
        self._shapes: dict[SchemaRef, NormalizedSchema] = {}
        self._discriminators: dict[SchemaRef, tuple[Discriminator | None, list[Discriminator]]] = {}

    @cached_property
    def client(self) -> str:
        """The name of the client class, such as `Shop`."""
        return str(self.names.client)

    @cached_property
    def package(self) -> str:
        """The name of the import package, such as `shop_client`."""
        return str(self.names.package)

    @cached_property
    def servers(self) -> list[str]:
        """The absolute URLs of the servers. The first URL is the client's default."""
        return [url for url, _ in servers.iter_servers(self.data) if servers.is_base_url(url)]

    @cached_property
    def base_url(self) -> str:
        """The first absolute server URL, which the client uses by default; "" if there is none."""
        return next(iter(self.servers), "")

    @cached_property
    def address(self) -> str:
        """The first absolute server URL; if there is none, the first server URL that is a path, such as `/v1`.

        It is "" if there is neither.
        """
        return self.base_url or servers.base_path(self.data)

    @cached_property
    def credentials(self) -> dict[str, ApiCredential]:
        """The credentials of each security scheme. Each key is the name of a scheme."""
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
        """The constructor arguments that choose a server, each with the set of values that it accepts.

        An example is `{"server": {"live", "test"}, "region": {"eu", "us"}}`. An empty set means that the argument
        accepts any value.
        """
        choices = build_servers(self.data, [name for each in self.credentials.values() for name in each.every_argument])
        names = frozenset(each.name for each in choices if each.name)
        values: dict[str, list[tuple[str, ...]]] = {}
        for each in (variable for server in choices for variable in server.variables):
            values.setdefault(str(each.argument), []).append(each.values)
        found = {name: frozenset(chain(*sets)) if all(sets) else frozenset() for name, sets in values.items()}
        return {**({SERVER_ARGUMENT: names} if names else {}), **found}

    @cached_property
    def named_servers(self) -> dict[str, str]:
        """The servers that callers can choose by name. Each name maps to a URL.

        In the URLs, each server variable is replaced by its default.
        """
        named = [(servers.server_name(server), url) for url, server in servers.iter_servers(self.data)]
        return {name: url for name, url in named if name in self.server_choices.get(SERVER_ARGUMENT, ())}

    @cached_property
    def has_rate_limits(self) -> bool:
        """Whether the client's constructor has the argument `rate_limit`, because the contract states a rate limit."""
        return extensions.has_rate_limits(self.data, (method.operation for method in self.names.methods))

    # --- classes ---

    @cached_property
    def namespace_classes(self) -> dict[str, str]:
        """Mapping from each namespace to the name of its class, such as `orders` to `Orders` for `client.orders`."""
        return {name: str(each) for name, each in self.names.resource_classes.items()}

    def class_of(self, ref: Iterable[JsonPointer]) -> str | None:
        """Return the name of the class that is generated from the schema at `ref`, or None if there is no such class.

        `ref` has several JSON Pointers if several schemas apply to the same value, as in an `allOf`.
        """
        ref = tuple(ref)
        if ref not in self._class_of:
            names = (self._class_at.get(tuple(map(str, pointer))) for pointer in ref)
            named = next((name for name in names if name in self.classes), None)
            self._class_of[ref] = self._merged_property_classes.get(ref, named)
        return self._class_of[ref]

    @cached_property
    def classes(self) -> dict[str, JsonPointer]:
        """The classes of the package. Each name maps to the pointer of the schema from which the class is generated."""
        used = self._classes_in_use
        return {name: pointer for name, pointer in self.names.classes.items() if name in used}

    @cached_property
    def value_types(self) -> dict[str, str]:
        """Mapping from the name of each enum class to the name of its Literal type, such as `Colour` to `ColourValue`.

        The Literal type lists the values of the enum.
        """
        return {name: str(each) for name, each in self._type_names.literals.items() if name in self.classes}

    @cached_property
    def dict_types(self) -> dict[str, str]:
        """Mapping from the name of a model class to the name of its TypedDict, such as `Pet` to `PetDict`.

        Classes without a TypedDict are omitted.
        """
        return {name: str(each) for name, each in self._type_names.dicts.items() if name in self.typed_dicts}

    @cached_property
    def _type_names(self) -> ModelNames:
        schemas = self.names.inlined.schemas
        enums = [name for name in self.names.classes if "enum" in schemas.get(name, {})]
        models = [name for name in self.names.classes if name not in enums]
        return name_models(self.names.classes, models, enums, ())

    @cached_property
    def _merged_property_classes(self) -> dict[SchemaRef, str]:
        """The classes of properties that several subschemas of an `allOf` declare, by class name.

        Each key is the set of JSON Pointers of the schemas that are declared for one property.
        """
        inlined = self.names.inlined
        found: dict[SchemaRef, str] = {}
        for name, properties in inlined.properties.items():
            for json_name, parts in properties.parts.items() if name in self.classes else ():
                schema = inlined.schemas[name].get("properties", {}).get(json_name, {}) if len(parts) > 1 else {}
                variants = [schema, *schema.get("anyOf", ())]
                refs = [each["$ref"] for each in variants if each.get("$ref") in self.classes]
                if len(refs) == 1:
                    found[self.schemas.spot(tuple(each.pointer for each in parts))] = refs[0]
        return found

    @cached_property
    def former_classes(self) -> dict[str, str]:
        """Mapping from the former name of each renamed class to its current name.

        The former name still works as an alias.
        """
        found = former_class_names(self.names.inlined.former, self.names.classes)
        return {old: new for old, new in found.items() if new in self.classes}

    @cached_property
    def _classes_in_use(self) -> set[str]:
        """The names of the classes that components, methods and webhooks define or use, also through other classes."""
        inlined = self.names.inlined
        used = set(inlined.components)
        unread: list[Any] = [inlined.schemas.get(name) for name in used]
        unread += [schema for method in self.names.methods for schema in self._method_schemas(method)]
        for webhook in inlined.webhooks.values():
            unread += list(self._json_schemas(webhook.body))[:1] if webhook.body is not None else ()
        used |= _referenced(unread, inlined.schemas.get)
        return {name for name in used if inlined.schemas.get(name, {}).keys() & {"properties", "enum"}}

    @cached_property
    def typed_dicts(self) -> set[str]:
        """The names of the classes for which callers may also pass a dict. Each of these classes has a TypedDict."""
        inlined = self.names.inlined
        is_open = {name for name, each in inlined.properties.items() if each.schemas and each.is_open}
        unread = [schema for method in self.names.methods for schema in self._argument_schemas(method)]
        found = _referenced(unread, lambda name: None if name in is_open else self._writable_schemas(name)) - is_open
        return {name for name in found if inlined.schemas.get(name, {}).get("properties")}

    def _writable_schemas(self, name: str) -> Any:
        """Return the schemas of a class's properties that are not readOnly, and of the class's additional properties.

        `name` is the name of the class. If the class has no properties, such as an enum, return its own schema.
        """
        schema = self.names.inlined.schemas.get(name)
        if not isinstance(schema, dict) or name not in self.names.inlined.properties or "properties" not in schema:
            return schema
        return [*self._writable_properties(name), schema.get("additionalProperties")]

    def _writable_properties(self, name: str) -> list[Any]:
        """Return the schemas of the properties that callers can set in an object of the class `name`."""
        declared = self.names.inlined.properties[name].schemas
        return [
            each
            for json_name, each in self.names.inlined.schemas[name]["properties"].items()
            if not has_flag(self.data, declared[json_name].node, "readOnly")
        ]

    def _argument_schemas(self, method: MethodNames) -> Iterator[Any]:
        """Yield the schemas of a method's parameters and request body, with references to generated classes.

        For example, `{"$ref": "Pet"}` replaces the schema of the class `Pet`.
        """
        for parameter, _ in method.parameters:
            yield self.names.inlined.places.get(parameter_schema(self.data, parameter).pointer)
        body, objects = method.operation.body, self._body_objects(method.operation)
        for media_type, media in content_of(self.data, body).items() if body is not None else ():
            schema = resolve_ref(self.data, media.node.get("schema")).node
            if body_kind(media_type, schema) in api_names.STRUCTURED_KINDS:
                place = (*media.pointer, "schema")
                name = self.names.inlined.class_at(place) if media_type in objects else None
                yield self._writable_properties(name) if name else self.names.inlined.places.get(place)

    def _body_objects(self, operation: Operation) -> frozenset[str]:
        """Return the media types for which each property of the request body is an argument of the method.

        For all other media types, one argument takes the whole body.
        """
        return frozenset(api_names.body_objects(self.data, self.names.inlined, operation))

    def _method_schemas(self, method: MethodNames) -> Iterator[Any]:
        """Yield the schemas of a method's arguments, results and errors.

        As in `_argument_schemas`, references such as `{"$ref": "Pet"}` replace the schemas of generated classes.
        """
        operation = method.operation
        yield from self._argument_schemas(method)
        successes = success_statuses(operation)
        for status, response in operation.responses.items():
            is_success = status in successes
            is_empty = is_success and is_empty_status(status)
            if operation.method == "head" or is_empty or status == NOT_MODIFIED:
                continue
            yield from self._json_schemas(response)
            if is_success:
                for media_type, media in content_of(self.data, response).items():
                    if is_stream(media_type):
                        places = ((*media.pointer, keyword) for keyword in ("itemSchema", "schema"))
                        yield from map(self.names.inlined.places.get, places)

    def _json_schemas(self, body_or_response: Resolved) -> Iterator[Any]:
        """Yield the schema of each JSON media type in a request body or response, except streams."""
        content = content_of(self.data, body_or_response)
        for media_type in order_by_preference(content):
            media = content[media_type]
            kind = body_kind(media_type, resolve_ref(self.data, media.node.get("schema")).node)
            if kind is BodyKind.JSON and not is_stream(media_type):
                yield self.names.inlined.places.get((*media.pointer, "schema"))

    def shape(self, ref: SchemaRef) -> NormalizedSchema:
        """Return the normalized schema at `ref`, with the properties that the generated classes have.

        These include properties that are declared only in `then`, `else` or `dependentSchemas`. Variants of one class
        that differ only in `required` are joined.
        """
        if ref not in self._shapes:
            found = self.schemas.shape(ref)
            variants = self._join_by_class([*map(self._with_conditional_properties, found.variants)])
            self._shapes[ref] = replace(found, variants=tuple(variants))
        return self._shapes[ref]

    def _join_by_class(self, variants: Sequence[SchemaVariant]) -> list[SchemaVariant]:
        joined: dict[Hashable, list[SchemaVariant]] = {}
        for number, each in enumerate(variants):
            places = (tuple(map(str, pointer)) for pointer in each.origin if each.is_class)
            name = next((self._class_at[place] for place in places if place in self._class_at), None)
            content = replace(each, origin=(), required=frozenset()).content
            joined.setdefault((name, content) if name else number, []).append(each)
        return [_join_requirements(each) if len(each) > 1 else each[0] for each in joined.values()]

    def _with_conditional_properties(self, variant: SchemaVariant) -> SchemaVariant:
        found: dict[str, SchemaRef] = {}
        for pointer in variant.origin if variant.is_class else ():
            listed = conditional_properties(self.data, Resolved(self.schemas.node(pointer), pointer))
            # As in the generated class, a property that several subschemas declare has the types of each of them.
            found |= {
                name: self.schemas.add_union((*pointer, "properties", name), refs)
                for name, refs in listed.items()
                if name not in variant.properties
            }
        return replace(variant, properties={**found, **variant.properties}) if found else variant

    def attribute_name(self, ref: SchemaRef, json_name: str) -> str:
        """Return the Python attribute name of the property `json_name`, such as `full_name` for `fullName`.

        `ref` is the schema of the object with the property. If this schema has no class, the name depends only on
        `json_name`.
        """
        name = self.class_of(ref) or ""
        properties = self.names.inlined.properties.get(name)
        if properties is None:
            return str(naming.identifier(json_name))
        if name not in self._attributes:
            nodes = {key: each.node for key, each in properties.schemas.items()}
            self._attributes[name] = {key: str(each) for key, each in api_names.name_attributes(nodes).items()}
        return self._attributes[name].get(json_name) or str(naming.identifier(json_name))

    def attribute_names(self, ref: SchemaRef) -> list[str]:
        """Return the Python attribute names of the class that is generated from the schema `ref`.

        Return [] if there is no such class, or if the class has no properties, such as an enum.
        """
        properties = self.names.inlined.properties.get(self.class_of(ref) or "")
        return [self.attribute_name(ref, json_name) for json_name in properties.schemas] if properties else []

    def former_attributes(self, ref: SchemaRef) -> dict[str, str]:
        """Return the aliases of attributes: former names that still work. Each alias maps to the current name.

        Return {} if no class is generated from the schema `ref`.
        """
        name = self.class_of(ref) or ""
        properties = self.names.inlined.properties.get(name)
        if properties is None:
            return {}
        if name not in self._former_attributes:
            nodes = {key: each.node for key, each in properties.schemas.items()}
            self._former_attributes[name] = api_names.former_attribute_names(nodes)
        return self._former_attributes[name]

    def former_property_name(self, ref: SchemaRef) -> str:
        """Return the former Python name of a property, from `x-renamed-from` in its schema `ref`.

        Return "" if the schema does not have this keyword.
        """
        stated = (api_names.former_property_name(self.schemas.node(pointer)) for pointer in ref)
        return next((str(naming.identifier(name)) for name in stated if name), "")

    def enum_members(self, ref: SchemaRef) -> dict[str, str]:
        """Return the members of the enum class that is generated from the schema `ref`. Return {} if there is none.

        Each value, as JSON text, maps to the name of its member: `{'"sold"': "SOLD"}`.
        """
        if ref not in self._enum_members:
            found: dict[str, str] = {}
            name = self.class_of(ref)
            node = self.names.inlined.definitions[name].node if name in self.names.inlined.definitions else None
            if isinstance(node, dict) and isinstance(node.get("enum"), list):
                found = {value: str(member) for value, member in api_names.name_enum_values(node).items()}
            self._enum_members[ref] = found
        return self._enum_members[ref]

    def member_descriptions(self, ref: SchemaRef) -> dict[str, str]:
        """Return the descriptions of enum values from an extension such as `x-enum-descriptions`.

        Each value, as JSON text, maps to its description. Return {} if the schema `ref` has no enum class or no
        descriptions.
        """
        node = self.schemas.node(ref[0]) if ref and self.enum_members(ref) else None
        return extensions.value_descriptions(node) if isinstance(node, dict) and "enum" in node else {}

    def is_constant(self, ref: SchemaRef) -> bool:
        """Return whether a schema allows only one value, so that its Python type is a Literal: `Literal["cat"]`."""
        schema = self.schemas.shape_at(ref)
        if schema.allows_null or len(schema.variants) != 1:
            return False
        (variant,) = schema.variants
        return variant.values is not None and len(variant.values) == 1 and variant.kind in LITERAL_KINDS

    def is_json_data(self, variant: SchemaVariant, above: frozenset[SchemaRef] = frozenset()) -> bool:
        """Return whether the client returns values of `variant` as plain JSON data, such as a str or a dict of lists.

        Return False if such a value is or contains a model or an object such as a datetime. Enum members count as JSON
        data. `above` contains the enclosing schemas, which end the recursion if schemas are recursive.
        """
        nested = {each for each in (variant.additional, variant.items, *variant.prefix) if each} - above
        return (
            not variant.is_class
            # A file in JSON is a str.
            and variant.format not in MAPPED_FORMATS - {"binary"}
            and all(
                self.is_json_data(each, above | nested)
                for ref in nested
                for each in self.schemas.shape_at(ref).variants
            )
        )

    def has_default(self, ref: SchemaRef, json_name: str, property_ref: SchemaRef) -> bool:
        """Return whether callers may omit a required property, because the client fills in its only possible value.

        The property's schema or the discriminator allows only this value.

        Args:
            ref: The schema of the object.
            json_name: The JSON name of the property.
            property_ref: The schema of the property.
        """
        tags = self.names.inlined.tags.get(self.class_of(ref) or "", {}).get(json_name, [])
        return len(tags) == 1 or self.is_constant(property_ref)

    def discriminators(self, ref: SchemaRef) -> tuple[Discriminator | None, list[Discriminator]]:
        """Return the discriminators of a schema and of the unions nested in its `oneOf` and `anyOf`.

        The first value is the schema's own discriminator, or None if it has none.
        """
        if ref not in self._discriminators:
            own: Discriminator | None = None
            nested: list[Discriminator] = []
            seen = set[JsonPointer]()
            for pointer in ref:
                node = self.schemas.node(pointer)
                if isinstance(node, dict):
                    own = self._read_discriminator(Resolved(node, pointer)) or own
                    nested += self._nested_discriminators(Resolved(node, pointer), seen)
            self._discriminators[ref] = own, nested
        return self._discriminators[ref]

    def _nested_discriminators(self, schema: Resolved, seen: set[JsonPointer]) -> Iterator[Discriminator]:
        """Yield the discriminators of the unions nested in the `oneOf` and `anyOf` of a schema, at any depth.

        Schemas whose pointers are in `seen` are skipped; the visited pointers are added to it.
        """
        for variant in subschemas(self.data, schema, *UNION_KEYWORDS):
            if variant.pointer not in seen and subschemas(self.data, variant, *UNION_KEYWORDS):
                seen.add(variant.pointer)
                if found := self._read_discriminator(variant):
                    yield found
                yield from self._nested_discriminators(variant, seen)

    def _read_discriminator(self, schema: Resolved) -> Discriminator | None:
        rule = schema.node.get("discriminator")
        if not isinstance(rule, dict):
            return None
        variants = [*self._subtypes.variants(rule, schema)] or list(self._subtypes.of(schema))
        found = {
            (value, variant.pointer)
            for variant in variants
            if isinstance(variant.node, dict)
            for value in self._subtypes.values(rule, variant)
        }
        default = self._subtypes.resolve_mapping(rule["defaultMapping"]) if "defaultMapping" in rule else ()
        is_variant = any(variant.pointer == default for variant in variants)
        ordered = tuple(sorted(found, key=lambda each: (each[0], str(each[1]))))
        return Discriminator(str(rule.get("propertyName", "")), ordered, default if is_variant else ())

    @cached_property
    def _subtypes(self) -> DiscriminatorIndex:
        return DiscriminatorIndex(self.data)

    # --- operations ---

    @cached_property
    def operations(self) -> list[ApiOperation]:
        """The operations in `paths`, in the order of the contract.

        Webhooks and callbacks are in `incoming_requests`.
        """
        return [
            ApiOperation(
                id=method.operation.label,
                source=method.operation,
                namespace=method.namespace,
                name=method.method,
                arguments=self._arguments(method.parameters, api_names.idempotency_header(method.operation)),
                former_name=method.former_method,
                former_namespace=method.former_namespace,
                former_arguments=method.former_arguments,
                paging=paging_rule(self.data, method.operation)[0],
                idempotency_header=api_names.idempotency_header(method.operation),
                body_arguments=method.fields,
                object_types=self._body_objects(method.operation),
                own_server=servers.operation_base_url(self.data, method.operation.pointer),
                named_servers={
                    name: url
                    for name, url in servers.operation_servers(self.data, method.operation.pointer).items()
                    if name
                },
                takes_credentials=takes_credentials(self.data, method.operation),
                base_url=self.address,
            )
            for method in self.names.methods
        ]

    @cached_property
    def incoming_requests(self) -> list[ApiOperation]:
        """The requests that the API sends to the client's user: webhooks and callbacks."""
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
        """Build the arguments of a method from pairs of a parameter and its Python name.

        `key_header` is the name of the header for the idempotency key, or "". Callers may omit the argument of this
        header, because the client can generate a key.
        """
        found = [self._argument(*each, key_header) for each in named]
        # Python allows no positional argument without a default after one with a default. So a path parameter that has
        # a default is keyword-only, if a later path parameter has none.
        last = max((n for n, each in enumerate(found) if each.is_positional and not each.has_default), default=-1)
        return tuple(
            replace(each, is_keyword_only=True)
            if each.location == "path" and each.has_default and number < last
            else each
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
            or self.is_constant((schema,))
            or self._default(parameter) is not None,
            default=self._default(parameter),
            node=parameter.node,
            pointer=parameter.pointer,
            media_type="" if "schema" in parameter.node else media_type,
            schema=schema,
        )

    def _default(self, parameter: Resolved) -> Any:
        """Return the default of a required parameter, which the client sends if the caller omits the argument.

        Return None for an optional parameter and for a path parameter. Also return None if the schema has no `default`,
        or if the default does not fit the argument's Python type.
        """
        schema = parameter_schema(self.data, parameter)
        default = schema.node.get("default") if isinstance(schema.node, dict) else None
        if default is None or not parameter.node.get("required") or parameter.node["in"] == "path":
            return None
        target = resolve_ref(self.data, schema.node).node
        if isinstance(target, dict) and isinstance(target.get("enum"), list):
            return default if default in target["enum"] and isinstance(default, str | int | float) else None
        # There is no default for null, several types, or a format with a Python type of its own, such as `date`.
        shape = self.schemas.shape_at((schema.pointer,))
        kinds = {variant.kind for variant in shape.variants if variant.format not in MAPPED_FORMATS}
        is_valid = (
            not shape.allows_null and len(shape.variants) == 1 and kinds & DEFAULT_KINDS.get(type(default), set())
        )
        return default if is_valid else None

    def contents(self, body_or_response: Resolved) -> dict[str, JsonPointer]:
        """Return the JSON Pointer of the schema of each media type in a request body or response.

        Each key is a media type, such as `application/json`.
        """
        return {name: (*media.pointer, "schema") for name, media in content_of(self.data, body_or_response).items()}

    def body_kind(self, media_type: str, pointer: JsonPointer) -> BodyKind:
        """Return how the client reads or writes a body of a media type, such as JSON, text or bytes.

        The schema at `pointer` is only used for a range such as `*/*`.
        """
        return body_kind(media_type, resolve_ref(self.data, self.schemas.node(pointer)).node)

    def stream_ends(self, operation: Operation, response: Resolved) -> dict[str, tuple[str, str]]:
        """Return the end marker and the error event for each streaming media type of a response.

        For example, `{"text/event-stream": ("[DONE]", "error")}` means: `[DONE]` ends the stream, and events with the
        name `error` report an error.
        """
        found = {
            essence(name): stream_items(self.data, operation.node, name, media)
            for name, media in content_of(self.data, response).items()
            if is_stream(name)
        }
        return {name: (items.sentinel, items.error_event) for name, items in found.items()}

    def streams_if_omitted(self, operation: Operation) -> bool | None:
        """Return whether a call without the argument `stream` returns a stream.

        Return None if there is no choice, because all success responses are streams, or none is.
        """
        media_types = [name for each in successes_with_body(operation).values() for name in content_of(self.data, each)]
        kinds = {is_stream(name) for name in media_types}
        return streams_by_default(self.data, operation) if len(kinds) > 1 else None

    def is_open_type(self, ref: SchemaRef) -> bool:
        """Return whether the schema `ref`, which describes objects, has no `type`.

        Without a `type`, values that are not objects are valid, too.
        """
        return all(self.schemas.types(Resolved(self.schemas.node(each), each)) == EVERY_TYPE for each in ref)

    def states_others(self, ref: SchemaRef) -> bool:
        """Return whether a schema explicitly allows undeclared properties, for example by `additionalProperties: true`.

        Return False if no class is generated from the schema `ref`.
        """
        properties = self.names.inlined.properties.get(self.class_of(ref) or "")
        return properties is not None and properties.is_open

    def item_schemas(self, operation: Operation, response: Resolved) -> dict[str, JsonPointer]:
        """Return the JSON Pointer of the schema of one stream item, for each streaming media type of a response.

        Each key is a media type, such as `text/event-stream`.
        """
        return {
            essence(name): stream_items(self.data, operation.node, name, media).schema or (*media.pointer, "schema")
            for name, media in content_of(self.data, response).items()
            if is_stream(name)
        }


def _join_requirements(variants: list[SchemaVariant]) -> SchemaVariant:
    """Join variants that differ only in `required` into one variant.

    It requires the properties that all variants require. If each variant requires more than these, the alternatives
    become a constraint.
    """
    common = frozenset.intersection(*(each.required for each in variants))
    rests = sorted(sorted(each.required - common) for each in variants)
    required = {"required": frozenset({json.dumps(rests)})} if all(rests) else {}
    constraints = {**variants[0].constraints, **required}
    origin = tuple(dict.fromkeys(chain.from_iterable(each.origin for each in variants)))
    return replace(variants[0], required=common, constraints=constraints, origin=origin)


def _referenced(schemas: list[Any], schema_of: Callable[[str], Any]) -> set[str]:
    """Return the names of all schemas to which `schemas` refer by `$ref`, directly or through other schemas.

    If one variant of a union allows any value, skip all its variants, because the Python type of the union is `Any`.
    `schema_of` returns the schema with a given name.
    """
    found: set[str] = set()
    unread: list[Any] = list(schemas)
    while unread:
        node = unread.pop()
        if isinstance(node, list):
            unread += node
        elif isinstance(node, dict):
            name = node.get("$ref")
            if isinstance(name, str) and name not in found:
                found.add(name)
                unread.append(schema_of(name))
            unread += [value for key, value in node.items() if key not in UNION_KEYWORDS]
            variants = _flat_variants(node)
            unread += variants if all(each.keys() & KEYWORDS_OF_TYPES for each in variants) else ()
    return found


def _flat_variants(schema: JsonObject) -> list[JsonObject]:
    """Return the variants of a schema's `oneOf` and `anyOf`.

    A variant that is itself a union is replaced by its own variants.
    """
    found = []
    # `schema` can be a `properties` map, in which a property named `oneOf` has one schema instead of a list.
    unread = [schema.get(keyword) for keyword in UNION_KEYWORDS]
    while unread:
        each = unread.pop()
        if isinstance(each, list):
            unread += each
        elif isinstance(each, dict):
            inner = [each[keyword] for keyword in UNION_KEYWORDS if keyword in each]
            unread += inner
            found += [] if inner else [each]
    return found


def surface_of(document: Document) -> ApiSurface:
    """Return the ApiSurface of a document: the names and types that callers use. It is computed once per document."""
    if "surface" not in document.cache:
        document.cache["surface"] = ApiSurface(document)
    surface: ApiSurface = document.cache["surface"]
    return surface


def success_statuses(source: Operation) -> list[str]:
    """Return the documented statuses for which a method returns, instead of raising an exception.

    These are the 2xx statuses. If none is documented, they are the 3xx statuses or, without 3xx, `default`. A
    documented 304 is added only if the operation has a header parameter such as `If-None-Match`.
    """
    return [each for each in success_responses(source.responses) if each != NOT_MODIFIED or is_conditional(source)]
