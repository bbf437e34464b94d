"""Inlining of the schemas that operations use: a `$ref` is replaced by its target unless the target becomes a class.

Objects and enums become classes. A `$ref` to a class contains the class name: `{"$ref": "Order"}`. This module also
names the classes of inline schemas, and replaces circular references without a class by `Any`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from attrs import define, field

from specloop.codegen import class_names, extensions, naming
from specloop.codegen.class_names import join_place
from specloop.codegen.resource_names import NamespaceNames, class_name_prefixes, form_body_names, name_namespaces
from specloop.codegen.schema_rewriting import (
    any_of,
    are_enum_values,
    is_constant_enum,
    is_negative,
    non_null_values,
    only_typed_subschema,
    or_null,
    types_of,
    unwrap,
    without_null,
)
from specloop.openapi.discriminators import DiscriminatorIndex, component_name
from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY, Document
from specloop.openapi.json_pointer import (
    JsonObject,
    JsonPointer,
    Resolved,
    get_at,
    iter_objects,
    locate,
    resolve_ref,
)
from specloop.openapi.media_types import order_by_preference, raw_body_note
from specloop.openapi.normalize import is_null_ignored
from specloop.openapi.operations import Operation, content_of, iter_operations, iter_webhooks, parameter_schema
from specloop.openapi.schema import (
    TYPED,
    ObjectProperties,
    deep_recursion,
    object_properties,
    only_object_variants,
    reference_to,
    schemas_of,
    subschemas,
)
from specloop.openapi.schema_facts import (
    EVERY_TYPE,
    collapse_types,
    expand_types,
    is_null_schema,
    json_type,
    merge_schemas,
    non_null_types,
    non_null_variant,
    stated_types,
    states_null,
)
from specloop.openapi.schema_keywords import UNION_KEYWORDS, is_file, whole_number

TYPE_KEYWORDS = ("type", "format", "required")
"""The keywords that an inlined schema (one without `$ref`s, except to classes) takes over without change."""

ORIGIN_KEY = "x-origin"
"""The keyword under which an inlined schema keeps the pointer of the original schema, for error messages."""

DISCRIMINATORS_KEY = "x-discriminators"
"""The keyword under which an inlined union keeps its discriminators, with class names in place of `$ref`s."""

OPEN_TYPE_KEY = "x-open-type"
"""The keyword that marks an inlined array whose schema has no `type`; values of other JSON types are valid, too."""

MAX_REFERENCE_DEPTH = 100
"""The largest number of `$ref`s that are replaced by their targets inside each other."""

MAX_INLINED_SCHEMAS = 100_000
"""The largest number of inlined schemas; each JSON object in the document adds twenty to this limit."""

NO_VALUE_NOTE = "`Any`: no value at all is allowed here."
IGNORED_NULLABLE_NOTE = (
    "without null: OpenAPI 3.0 ignores `nullable` beside a `$ref`. Move the `$ref` into an `allOf` to allow null."
)


class TypeNote(NamedTuple):
    """A note for users about a constraint that the Python type of a schema cannot express.

    Attributes:
        pointer: The JSON Pointer of the schema with the constraint.
        holder: The JSON Pointer of the property, parameter or body whose docstring shows the note.
        text: The Python type that is used instead, and the reason.
    """

    pointer: JsonPointer
    holder: JsonPointer
    text: str


@define
class InlinedSchemas:
    """The schemas of a document after inlining: each remaining `$ref` contains a class name, as in `{"$ref": "Order"}`.

    Attributes:
        schemas: The inlined schema of each class, by class name.
        classes: The JSON Pointer of each class's schema in the document, by class name.
        definitions: The schema of each class before inlining, by class name; some `allOf` keywords are already merged.
        properties: The properties of each class's schema, by class name.
        components: The names of the classes that come from `components/schemas`.
        open_types: The names of the classes whose schemas allow values of all JSON types, because they have no `type`.
        places: The inlined schema of each parameter and each body, by the JSON Pointer of the original schema.
        operations: The operations, by a unique name from the operationId, or from method and path.
        namespaces: The namespaces of the client, with the names of their methods.
        webhooks: The webhooks and callbacks, by a unique name from the operationId or the webhook's name.
        tags: The discriminator values that select each class, as lists by class name and discriminator property.
        former: The name of each renamed class in the last release, by its current name.
        notes: Constraints that Python types cannot express.
        refused: One pair of JSON Pointer and error message if a schema cannot be inlined; otherwise empty.
    """

    schemas: JsonObject = field(factory=dict)
    classes: dict[str, JsonPointer] = field(factory=dict)
    definitions: dict[str, Resolved] = field(factory=dict)
    properties: dict[str, ObjectProperties] = field(factory=dict)
    components: set[str] = field(factory=set)
    open_types: set[str] = field(factory=set)
    places: dict[JsonPointer, JsonObject] = field(factory=dict)
    operations: dict[str, Operation] = field(factory=dict)
    namespaces: list[NamespaceNames] = field(factory=list)
    webhooks: dict[str, Operation] = field(factory=dict)
    tags: dict[str, dict[str, list[str]]] = field(factory=dict)
    former: dict[str, str] = field(factory=dict)
    notes: list[TypeNote] = field(factory=list)
    refused: list[tuple[JsonPointer, str]] = field(factory=list)

    def class_at(self, place: JsonPointer) -> str | None:
        """Return the class name of the parameter or body whose schema is at `place`, or None if it has no class.

        If the schema is a union of only one variant, return the class name of this variant.
        """
        schema = self.places.get(place, {})
        while len(variants := [each for keyword in UNION_KEYWORDS for each in schema.get(keyword) or ()]) == 1:
            schema = variants[0]
        return schema.get("$ref")


def inline_schemas(document: Document) -> InlinedSchemas:
    """Inline the schemas of a valid, normalized document, and name the classes that objects and enums become.

    Each `$ref` is replaced by its target or, if the target becomes a class, by a `$ref` to the class name.
    """
    with deep_recursion():
        return _SchemaInliner(document).run()


class _CachedSchema(NamedTuple):
    """The result of inlining a schema, which is used again for each later `$ref` to the same schema."""

    node: JsonObject
    size: int
    notes: list[TypeNote]


class _SchemaInliner:
    def __init__(self, contract: Document) -> None:
        self.document = document = contract.data
        self.normal_form = schemas_of(contract)
        self.result = InlinedSchemas()
        self.class_names: dict[JsonPointer, str] = {}
        self.operation_registry, self.class_registry = naming.NameRegistry(), naming.NameRegistry()
        self.queue: deque[tuple[Resolved, str]] = deque()  # the classes whose schemas are not inlined yet
        self.open: list[JsonPointer] = []  # pointers of the `$ref` targets that are being inlined, to detect cycles
        self.cuts = 0  # how many `$ref`s were replaced by `Any` to end a cycle
        self.cache: dict[JsonPointer, _CachedSchema] = {}
        self.merged: dict[JsonPointer, JsonObject] = {}
        self.refined: dict[tuple[Any, ...], Resolved] = {}
        self.class_checks: dict[JsonPointer, bool] = {}
        self.former_places: dict[str, str] = {}  # former texts for class names, by current text or name
        self.size = 0  # the number of inlined schemas
        self.limit = MAX_INLINED_SCHEMAS
        self.holder: JsonPointer = ()
        self.discriminators = DiscriminatorIndex(document)
        self.object_properties: dict[JsonPointer, tuple[Any, ObjectProperties]] = {}

    def run(self) -> InlinedSchemas:
        components = [
            (name, Resolved(schema, ("components", "schemas", name)))
            for name, schema in ((self.document.get("components") or {}).get("schemas") or {}).items()
        ]
        for operation in iter_operations(self.document):
            if not extensions.is_ignored(operation.node):
                key = self.operation_registry.reserve_class_name(naming.identifier(operation.label))
                self.result.operations[key] = operation
        self.result.namespaces = name_namespaces(self.document, self.result.operations)
        places, self.former_places = class_name_prefixes(self.result.namespaces, self.result.operations)
        made_names = form_body_names(self.result.operations, places)
        # Name components first, so that no inline schema gets the name of a component.
        # A component that is a `$ref` to a schema in an external file gets its own name, too.
        nullable: dict[JsonPointer, str] = {}  # class names of components that allow an object or null
        for name, schema in components:
            whole = resolve_ref(self.document, schema.node, schema.pointer)
            is_own = whole.pointer == schema.pointer or whole.pointer[:1] == (BUNDLED_DOCUMENTS_KEY,)
            steps = non_null_variant(whole.node) or ()
            target = Resolved(get_at(whole.node, steps), (*whole.pointer, *steps))
            if is_own and target.pointer not in self.class_names and self._is_class(target):
                given = extensions.class_name(whole.node) or made_names.get(name, name)
                former = extensions.former_name(whole.node, "schema")
                class_name = self._reserve_class_name(given, target.pointer, former)
                self.result.components.add(class_name)
                nullable |= {whole.pointer: class_name} if steps else {}
        for pointer, name in list(self.class_names.items()):
            self._reference(Resolved(get_at(self.document, pointer), pointer), name)
        self.class_names |= nullable
        self._inline_queued_classes()
        for key, operation in self.result.operations.items():
            self._inline_root_schemas(self._operation_schemas(operation, places[key]))
        for webhook in iter_webhooks(self.document):
            key = self.operation_registry.reserve_class_name(naming.identifier(webhook.operation_id or webhook.path))
            self.result.webhooks[key] = webhook
            self._inline_root_schemas(self._webhook_schemas(webhook, join_place(key, "payload")))
        return self.result

    # Methods for the schemas of operations:

    def _inline_root_schemas(self, schemas: Iterable[tuple[Resolved, str]]) -> None:
        """Inline the schemas of parameters and bodies, each given with a text from which its class name is made.

        Schemas that are already inlined are skipped.
        """
        for schema, name in schemas:
            if schema.pointer not in self.result.places:
                self.holder = schema.pointer
                self.result.places[schema.pointer] = self._schema(schema.node, schema.pointer, name)
                self._inline_queued_classes()

    def _webhook_schemas(self, webhook: Operation, name: str) -> Iterator[tuple[Resolved, str]]:
        if webhook.body:
            yield from self._content_schemas(webhook.body, name, sent=False)

    def _operation_schemas(self, operation: Operation, prefix: str) -> Iterator[tuple[Resolved, str]]:
        """Yield the schemas of an operation's parameters and bodies, each with a text to make its class name from.

        The text begins with `prefix`: for `createPost`, it is `createPost/body`, for example.
        """
        for parameter in operation.parameters:
            name = _parameter_class_name(parameter, prefix)
            if former := extensions.former_name(parameter.node, "parameter"):
                self.former_places[name] = join_place(prefix, former)
            yield parameter_schema(self.document, parameter), name
        if operation.body:
            yield from self._content_schemas(operation.body, join_place(prefix, "body"), sent=True)
        for status, response in operation.responses.items():
            name = "response" if status[0] == "2" else f"{status} response"
            yield from self._content_schemas(response, join_place(prefix, name), sent=False)

    def _content_schemas(self, holder: Resolved, name: str, *, sent: bool) -> Iterator[tuple[Resolved, str]]:
        found = content_of(self.document, holder)
        first = next(iter(order_by_preference(found)), None)
        for media_type, media in found.items():
            pointer = (*media.pointer, "schema")
            schema = resolve_ref(self.document, media.node.get("schema")).node
            if media_type == first and (text := raw_body_note(media_type, media.node, schema, sent=sent)):
                self.holder = pointer
                self._note(media.pointer, text)
            if "schema" in media.node:
                yield Resolved(media.node["schema"], pointer), name
            if "itemSchema" in media.node:
                yield Resolved(media.node["itemSchema"], (*media.pointer, "itemSchema")), f"{name} item"

    # Methods for single schemas:

    def _reserve_class_name(self, wanted: str, pointer: JsonPointer, former: str = "") -> str:
        """Reserve a unique class name for the schema at `pointer`, and return it.

        The name is made from a text, `wanted`, such as `orders/list/response`. `former` is the schema's name according
        to `x-renamed-from`, or "" if the schema has no such extension.
        """
        names = list(class_names.candidates(wanted))
        free = next((name for name in names if name not in self.class_registry), names[-1])
        name = self.class_registry.reserve_class_name(free)
        self.class_names[pointer] = name
        self.result.classes[name] = pointer
        if former := former or self._former_text(wanted):
            self.former_places[name] = self.result.former[name] = next(class_names.candidates(former))
        return name

    def _former_text(self, text: str) -> str:
        """Return the text from which a class name was made in the last release, or "" if nothing was renamed.

        If the namespace `orders` was called `purchases`, the text `orders/list/response` results in
        `purchases/list/response`.
        """
        parts = text.split("/")
        for length in range(len(parts), 0, -1):
            if former := self.former_places.get("/".join(parts[:length])):
                return "/".join([former, *parts[length:]])
        return ""

    def _schema(self, schema: Any, pointer: JsonPointer, name: str) -> JsonObject:
        """Inline a schema. Return a `$ref` if it becomes a class, or {} if no Python type can express it.

        Class names are made from `name`, such as `orders/list/response`.
        """
        target = resolve_ref(self.document, schema, pointer)
        self._note_ignored(schema, target, pointer)
        if not isinstance(target.node, dict) or self.result.refused:
            return {}
        is_referenced = target.pointer != pointer
        self._count(target.pointer, 1)
        if is_referenced and target.pointer in self.open:
            # A cycle of `$ref`s that contains no class cannot have a Python type.
            self._note(target.pointer, "`Any` for inner values: the reference is circular.")
            self.cuts += 1
            return {}
        if self._is_class(target):
            found = self._subtype_union(target) or self._reference(target, name)
            return or_null(found) if self._allows_null(target) else found
        if is_referenced and (cached := self.cache.get(target.pointer)):
            self._count(target.pointer, cached.size)
            for note in cached.notes:
                self._note(note.pointer, note.text)
            return cached.node
        if len(self.open) >= MAX_REFERENCE_DEPTH:
            self._refuse(
                target.pointer, f"nested more than {MAX_REFERENCE_DEPTH} levels deep by references; expected fewer"
            )
            return {}
        # Classes inside a component get names from the component, and not from a schema that refers to the component.
        if is_referenced:
            name = component_name(target.pointer) or name
        before = self.size, self.cuts, len(self.result.notes)
        self.open.append(target.pointer)
        result = self._inline(target, name)
        self.open.pop()
        if is_referenced and self.cuts == before[1]:
            notes = list(dict.fromkeys(self.result.notes[before[2] :]))
            self.cache[target.pointer] = _CachedSchema(result, self.size - before[0], notes)
        return result

    def _allows_null(self, schema: Resolved) -> bool:
        """Return whether a schema allows null explicitly, as in `type: [string, "null"]`.

        Return False for a schema that allows all JSON types.
        """
        allowed = self.normal_form.types(schema)
        return "null" in allowed and allowed != EVERY_TYPE

    def _note_ignored(self, schema: Any, target: Resolved, pointer: JsonPointer) -> None:
        """Add a note for each part of a schema that its Python type ignores, such as `$dynamicRef`.

        `target` is the target of the schema's `$ref`, or the schema itself.
        """
        if isinstance(schema, dict) and "$dynamicRef" in schema:
            self._note(pointer, "`Any`: the target of a `$dynamicRef` depends on the schema from which it is reached.")
        if target.node is False:
            self._note(target.pointer, NO_VALUE_NOTE)
        while isinstance(schema, dict) and "$ref" in schema and isinstance(target.node, dict):
            if is_null_ignored(schema) and not self._allows_null(target):
                self._note(pointer, IGNORED_NULLABLE_NOTE)
            pointer = locate(self.document, schema["$ref"])
            schema = get_at(self.document, pointer)

    def _inline(self, target: Resolved, name: str) -> JsonObject:
        """Inline a schema that does not become a class: replace each `$ref` by its target or by a `$ref` to a class.

        Nested schemas that become classes get names made from `name`, such as `orders/list`.
        """
        if (number := only_typed_subschema(target.node)) is not None:
            return self._schema(target.node["allOf"][number], (*target.pointer, "allOf", number), name)
        types = self._types(target)
        if len(types) > 1 and "object" in types:
            # Make one variant for each type, so that the variant of the type `object` becomes a class.
            variants = [self._as_single_type(target, type_, name) for type_ in types]
            return or_null({"anyOf": variants}) if self._allows_null(target) else {"anyOf": variants}
        if "allOf" in target.node:
            merged = self._merge_all_of(target)
            if [] in (merged.get("type"), merged.get("enum")):
                self._note(target.pointer, "`Any`: no value matches all of its `allOf`.")
                return {}
            if not is_negative(merged):
                return self._inline_merged(merged, target.pointer, name)
        if is_negative(target.node):
            self._note(target.pointer, "`Any`: the schema only excludes values or states dependencies.")
        return self._content(target.node, target.pointer, name)

    def _inline_merged(self, merged: JsonObject, pointer: JsonPointer, name: str) -> JsonObject:
        """Inline the result of `_merge_all_of`, or return a `$ref` if it becomes a class.

        `pointer` is the JSON Pointer of the schema with the `allOf`. Class names are made from `name`, such as
        `orders/list`.
        """
        single = Resolved(without_null(merged), pointer)
        if not self._describes_class(single):
            return self._content(merged, pointer, name)
        found = self._reference(single, name)
        return or_null(found) if states_null(merged) else found

    def _types(self, target: Resolved) -> list[str]:
        """Return the JSON types that a schema allows, without null, or [] if neither it nor its `allOf` states types.

        If an `allOf` allows only null, return `["null"]`.
        """
        types = types_of(target.node)
        if types or "allOf" not in target.node or (allowed := self.normal_form.types(target)) == EVERY_TYPE:
            return types
        return sorted(collapse_types(allowed - {"null"} or allowed), key=lambda type_: (type_ != "object", type_))

    def _as_single_type(self, target: Resolved, type_: str, name: str) -> JsonObject:
        """Inline a schema with several types as if `type_` were its only type.

        For "object", return a `$ref` if the schema describes a class. Class names are made from `name`, such as
        `orders/list`.
        """
        node = {**target.node, "type": type_}
        if type_ == "object" and self._describes_class(Resolved(node, target.pointer)):
            return self._reference(Resolved(node, target.pointer), name)
        return self._content(without_null(node), target.pointer, name)

    def _reference(self, target: Resolved, name: str) -> JsonObject:
        # In the schema of a property, `x-renamed-from` states the former name of the property, and not of the class.
        former = "" if target.pointer[-2:-1] == ("properties",) else extensions.former_name(target.node, "schema")
        class_name = self.class_names.get(target.pointer) or self._reserve_class_name(
            component_name(target.pointer) or self._name_from_extension(target) or name, target.pointer, former
        )
        if class_name not in self.result.schemas:
            self.result.schemas[class_name] = {}  # Reserve the class's position; its content is added later.
            self.queue.append((target, class_name))
        return {"$ref": class_name, ORIGIN_KEY: list(target.pointer)}

    def _name_from_extension(self, target: Resolved) -> str:
        """Return the class name that an extension such as `x-fern-type-name` gives to an inline schema.

        Return "" if there is no such extension, or if another class has the name already.
        """
        stated = extensions.class_name(target.node, is_property=target.pointer[-2:-1] == ("properties",))
        return stated if stated and naming.class_name(stated) not in self.class_registry else ""

    def _inline_queued_classes(self) -> None:
        """Inline the schema of each class in `self.queue`, and of each class that is added to it meanwhile."""
        while self.queue:
            target, name = self.queue.popleft()
            self.holder = target.pointer
            self.result.definitions[name] = target
            self.result.properties[name] = self._properties(target)
            self.result.open_types |= {name} if self.normal_form.types(target) == EVERY_TYPE else set()
            self.result.schemas[name] = without_null(self._content(target.node, target.pointer, name))

    def _count(self, pointer: JsonPointer, size: int) -> None:
        """Add `size` to the number of inlined schemas. If it exceeds the limit, record an error at `pointer`."""
        self.size += size
        # Without a limit, `$ref`s to schemas with further `$ref`s could make the result arbitrarily large.
        if self.size > self.limit and self.limit == MAX_INLINED_SCHEMAS:
            self.limit += 20 * sum(1 for _ in iter_objects(self.document))
        if self.size > self.limit:
            self._refuse(pointer, f"more than {self.limit} schemas, once references are inlined; expected fewer")

    def _refuse(self, pointer: JsonPointer, message: str) -> None:
        if not self.result.refused:
            self.result.refused.append((pointer, message))

    def _note(self, pointer: JsonPointer, text: str) -> None:
        self.result.notes.append(TypeNote(pointer, self.holder, text))

    def _subtype_union(self, base: Resolved) -> JsonObject | None:
        """Return the union of a base schema and the subtypes that extend it by `allOf`, or None if there are none."""
        subtypes = [each for each in self.discriminators.of(base) if each.pointer in self.class_names]
        if not subtypes:
            return None
        discriminator = self._discriminator(base.node["discriminator"], subtypes)
        if discriminator is not None:
            discriminator["default"] = self.class_names.get(base.pointer)
        return {
            "anyOf": [*(self._reference(each, "") for each in subtypes), self._reference(base, "")],
            **({DISCRIMINATORS_KEY: [discriminator]} if discriminator else {}),
        }

    def _discriminator(self, rule: JsonObject, variants: Iterable[Resolved]) -> JsonObject | None:
        """Convert a Discriminator Object, `rule`, to a dict of class names, or return None if no value selects a class.

        The keys are `property` (the JSON name), `mapping` (the class for each value) and `default` (for all other
        values).
        """
        json_name = rule.get("propertyName")
        if not isinstance(json_name, str):
            return None
        mapping: dict[str, str] = {}
        default = None
        for variant in variants:
            name = self.class_names.get(unwrap(self.document, variant).pointer)
            if name is None:
                continue
            values = self.discriminators.values(rule, variant)
            mapping |= {value: name for value in values if value not in mapping}
            if self.discriminators.is_default(rule, variant):
                default = name
            if values:
                known = self.result.tags.setdefault(name, {}).setdefault(json_name, [])
                known += [value for value in values if value not in known]
        return {"property": json_name, "mapping": mapping, "default": default} if mapping else None

    def _content(self, schema: Any, pointer: JsonPointer, name: str) -> JsonObject:
        if not isinstance(schema, dict):
            return {}
        if (constant := self._as_constant(schema, pointer)) is not None:
            found = self._content(constant, pointer, name)
            return or_null(found) if states_null(schema) else found
        result: JsonObject = {key: schema[key] for key in TYPE_KEYWORDS if key in schema}
        result[ORIGIN_KEY] = list(pointer)
        self._add_values(schema, pointer, result)
        target = Resolved(schema, pointer)
        properties = self._properties(target)
        if properties.schemas:
            self._add_properties(properties, pointer, result, name)
        if (types := types_of(schema)) and "type" not in schema:
            result["type"] = types[0]
            if types == ["array"]:
                result[OPEN_TYPE_KEY] = True
        if result.get("type") == "array" or "array" in types:
            result["items"] = self._items(schema, pointer, name)
        additional = self._additional_properties(self._map_schema(schema, pointer), join_place(name, "value"))
        if additional is not None:
            result["additionalProperties"] = additional
        for keyword in UNION_KEYWORDS:
            variants = schema.get(keyword)
            if isinstance(variants, list) and not properties.schemas and self._decides_type(target, keyword):
                self._add_union(schema, keyword, pointer, result, name)
        return result

    def _add_union(self, schema: JsonObject, keyword: str, pointer: JsonPointer, result: JsonObject, name: str) -> None:
        variants = schema[keyword]
        words = class_names.variant_words(self.document, Resolved(schema, pointer), keyword)
        base = {key: schema[key] for key in ("type", "items", "format") if key in schema}
        result[keyword] = [
            # A variant without a type has the type of the union, as in `{type: string, anyOf: [{format: date}, ...]}`;
            # so have the variants of a variant that is itself a union.
            self._schema(
                {**base, **each}
                if isinstance(each, dict) and not each.keys() & (TYPED - {"format", *UNION_KEYWORDS})
                else self._restrict(schema, Resolved(each, (*pointer, keyword, number))),
                (*pointer, keyword, number),
                class_names.variant_place(name, word),
            )
            for number, (each, word) in enumerate(zip(variants, words, strict=True))
            if self._fits(schema, Resolved(each, (*pointer, keyword, number)))
        ]
        if isinstance(rule := schema.get("discriminator"), dict):
            targets = self.discriminators.variants(rule, Resolved({keyword: variants}, pointer))
            if discriminator := self._discriminator(rule, targets):
                result[DISCRIMINATORS_KEY] = [discriminator]

    def _fits(self, schema: JsonObject, variant: Resolved) -> bool:
        """Return whether a union's variant allows a JSON type that `schema`, which contains the union, also allows.

        Return True if `schema` has no `type`.
        """
        own = expand_types(stated_types(schema))
        return not own or bool(own & self.normal_form.types(variant))

    def _restrict(self, schema: JsonObject, variant: Resolved) -> Any:
        """Remove JSON types from a union's variant that are not in the `type` of `schema`, which contains the union.

        A variant with `type: [string, integer]` in a `schema` with `type: string` becomes `type: [string]`.
        """
        own, allowed = expand_types(stated_types(schema)), self.normal_form.types(variant)
        target = resolve_ref(self.document, *variant)
        if not own or allowed <= own or not isinstance(target.node, dict):
            return variant.node
        if target.pointer != variant.pointer and self._is_class(target):
            return variant.node  # A class to which other schemas refer has one schema, and keeps it.
        return {**target.node, "type": collapse_types(own & allowed)}

    def _decides_type(self, schema: Resolved, keyword: str) -> bool:
        """Return whether the Python type of a schema depends on its union `keyword`, such as `anyOf`.

        If the schema has a keyword such as `type` itself, a union without any such keyword is ignored.
        """
        if not schema.node.keys() & {"type", "properties", "items", "enum", "const"}:
            return True
        variants = (Resolved(each, (*schema.pointer, keyword, n)) for n, each in enumerate(schema.node[keyword]))
        unread, seen = [each for each in variants if self._fits(schema.node, each)], set[JsonPointer]()
        while unread:  # A variant that is only a union decides the type if one of its own variants does.
            target = resolve_ref(self.document, *unread.pop())
            if target.pointer in seen or not isinstance(target.node, dict):
                continue
            seen.add(target.pointer)
            stated = target.node.keys() & (TYPED - {"required"})
            if stated - {*UNION_KEYWORDS}:
                return True
            unread += [
                Resolved(each, (*target.pointer, keyword, number))
                for keyword in stated
                for number, each in enumerate(target.node[keyword])
            ]
        return False

    def _properties(self, schema: Resolved) -> ObjectProperties:
        """Return the properties of an object schema.

        If several `allOf` subschemas define the same property, its definitions are combined.
        """
        if schema.pointer in self.object_properties and self.object_properties[schema.pointer][0] is schema.node:
            return self.object_properties[schema.pointer][1]
        found = object_properties(self.document, schema)
        for json_name, parts in found.parts.items():
            if len(parts) > 1:
                pointer = (*schema.pointer, "properties", json_name)
                if any(each.pointer == pointer for each in parts):
                    # The result refers to its parts, so it needs another pointer than the part beside the `allOf`.
                    pointer = (*schema.pointer, "allOf", "properties", json_name)
                refined = self._refine(found.schemas[json_name], parts, pointer)
                found.schemas[json_name] = _annotate(refined, parts)
        self.object_properties[schema.pointer] = schema.node, found
        return found

    def _refine(self, chosen: Resolved, parts: list[Resolved], pointer: JsonPointer) -> Resolved:
        """Combine the schemas `parts` into one for the values that all of them allow, as in an `allOf`.

        Return the part that implies all others, or else a new `allOf` at `pointer`. The alternative is `chosen`: return
        it if fewer than two parts have a type, or if the parts contain unions of objects or arrays.
        """
        targets = {(target := resolve_ref(self.document, *each)).pointer: (each, target) for each in parts}
        typed = [(each, target) for each, target in targets.values() if _is_typed(target.node)]
        # If one definition excludes null, null is removed from the unions in the others.
        if all("null" in self.normal_form.types(target) for _, target in typed):
            if len(typed) > 1 and any(non_null_variant(target.node) for _, target in typed):
                return self._refine_nullable(chosen, typed, pointer)
        else:
            chosen = self._without_null_variants(chosen, pointer)
            typed = [self._without_null_variant(each, target) for each, target in typed]
        kept = [
            each
            for each, target in typed
            if not any(other is not target and self._implies(other, target) for _, other in typed)
        ]
        nodes = [target.node for _, target in typed]
        if len(typed) < 2:  # noqa: PLR2004
            return chosen
        if any(node.keys() & set(UNION_KEYWORDS) for node in nodes):
            allowed = frozenset.intersection(*(self.normal_form.types(target) for _, target in typed))
            if allowed & {"object", "array"}:
                return chosen
        # Each value of this definition is valid for all others.
        if len(kept) == 1:
            return kept[0]
        texts = {
            key: each.node[key] for each in parts if isinstance(each.node, dict) for key in each.node.keys() - TYPED
        }
        # Recursive schemas refine the same definitions at every level: all levels must share one pointer and one class.
        key = str(texts), *(resolve_ref(self.document, *each).pointer for each in kept)
        together = {**texts, "allOf": [reference_to(self.document, each) for each in kept]}
        return self.refined.setdefault(key, Resolved(together, pointer))

    def _refine_nullable(
        self, chosen: Resolved, typed: list[tuple[Resolved, Resolved]], pointer: JsonPointer
    ) -> Resolved:
        """Combine schemas that all allow null, like `_refine`. `typed` pairs each with the target of its `$ref`."""
        best = self._without_null_variants(chosen, pointer)
        inner = self._refine(best, [self._without_null_variant(each, target)[0] for each, target in typed], pointer)
        if inner.pointer == best.pointer:
            return chosen
        together = Resolved(or_null(reference_to(self.document, inner)), pointer)
        return self.refined.setdefault(("or null", inner.pointer), together)

    def _without_null_variants(self, schema: Resolved, pointer: JsonPointer) -> Resolved:
        """Remove null from a union: its null variants, and null in the types of scalar variants.

        Return any other schema unchanged, and a single remaining variant as it is. A changed union gets the pointer
        `pointer`.
        """
        target = resolve_ref(self.document, *schema)
        if non_null_variant(target.node):
            return self._without_null_variant(schema, target)[0]
        for keyword in UNION_KEYWORDS if isinstance(target.node, dict) else ():
            listed = target.node.get(keyword) or []
            kept = [number for number, each in enumerate(listed) if not is_null_schema(each)]
            if len(kept) > 1 and (len(kept) < len(listed) or any(map(_is_nullable_scalar, listed))):
                places = (Resolved(listed[number], (*target.pointer, keyword, number)) for number in kept)
                variants = [self._non_null(each) for each in places]
                # As in _refine, all levels of a recursive schema share one pointer.
                found = Resolved({**target.node, keyword: variants}, pointer)
                return self.refined.setdefault(("without null", target.pointer), found)
        return schema

    def _non_null(self, variant: Resolved) -> Any:
        """Return a union's variant without null if it is a scalar type; return any other variant as a `$ref` to it."""
        if _is_nullable_scalar(variant.node):
            return without_null(variant.node)
        is_reference = isinstance(variant.node, dict) and "$ref" in variant.node
        return variant.node if is_reference else reference_to(self.document, variant)

    def _without_null_variant(self, schema: Resolved, target: Resolved) -> tuple[Resolved, Resolved]:
        """Return the variant X of a union such as `anyOf: [X, {type: "null"}]`, and the target of its `$ref`.

        `target` is the target of `schema`'s `$ref`, or `schema` itself. If `target` is no union of null and one other
        variant, return `schema` and `target`.
        """
        steps = non_null_variant(target.node)
        inner = get_at(target.node, steps) if steps else None
        if steps is None or not isinstance(inner, dict):
            return schema, target
        texts = {key: value for key, value in target.node.items() if key not in TYPED}
        variant = Resolved({**texts, **inner}, (*target.pointer, *steps))
        return variant, resolve_ref(self.document, *variant)

    def _implies(self, one: Resolved, other: Resolved) -> bool:
        """Return whether each value of schema `one` is certainly valid for schema `other`, too."""
        if self._extends(one, other.pointer, set()):
            return True
        if other.node.keys() & TYPED == {"required"}:
            return object_properties(self.document, one).required.keys() >= set(other.node["required"])
        null_fits = states_null(other.node) or not states_null(one.node)
        # Without `type`, a schema allows values that its keywords do not concern: `items` alone allows strings, too.
        types = non_null_types(one.node) or (["object"] if object_properties(self.document, one).schemas else [])
        if _is_array_of_anything(other.node):
            return null_fits and types == ["array"] and not _is_array_of_anything(one.node)
        if other.node.keys() & (TYPED - {"type"}):
            return False
        allowed = types_of(other.node)
        is_same = one.node.keys() & TYPED == other.node.keys() & TYPED and types == allowed
        return bool(types) and null_fits and not is_same and all(each in allowed for each in types)

    def _extends(self, schema: Resolved, base: JsonPointer, seen: set[JsonPointer]) -> bool:
        seen.add(schema.pointer)
        for number, each in enumerate(schema.node.get("allOf") or []):
            target = resolve_ref(self.document, each, (*schema.pointer, "allOf", number))
            if target.pointer == base:
                return True
            if target.pointer not in seen and isinstance(target.node, dict) and self._extends(target, base, seen):
                return True
        return False

    def _add_values(self, schema: JsonObject, pointer: JsonPointer, result: JsonObject) -> None:
        """Add the values of `const` and `enum` to `result`, except those that no Literal or enum class can express."""
        if "const" in schema:
            constant = whole_number(schema["const"])
            if type(constant) in {str, int, bool}:
                result["const"] = constant
                result.pop("type", None)  # The constant alone decides the Python type.
            elif isinstance(schema["const"], dict | list):
                self._note(pointer, "`Any`: the constant is an object or an array.")
            if "const" not in result:
                result.setdefault("type", json_type(schema["const"]))
        if isinstance(schema.get("enum"), list):
            self._add_enum(schema, pointer, result)
        if is_file(schema):
            result["format"] = "binary"

    def _add_enum(self, schema: JsonObject, pointer: JsonPointer, result: JsonObject) -> None:
        values = non_null_values(schema)
        if not schema["enum"]:
            self._note(pointer, NO_VALUE_NOTE)
        elif not values:
            result["type"] = "null"
        elif are_enum_values(values):
            result["enum"] = [*dict.fromkeys(values), *([None] if None in schema["enum"] else [])]
        elif any(isinstance(value, dict | list) for value in values):
            self._note(pointer, "`Any`: values of the enum are objects or arrays.")
            result.pop("type", None)
        elif "type" not in schema:
            types = list(dict.fromkeys(json_type(value) for value in schema["enum"]))
            result["type"] = types[0] if len(types) == 1 else types

    def _as_constant(self, schema: JsonObject, pointer: JsonPointer) -> JsonObject | None:
        """Return a copy of a schema with `const` in place of a one-value `enum`, or None for any other schema.

        Return None, too, if `pointer` is that of a component, because a component becomes an enum class.
        """
        if not is_constant_enum(schema) or component_name(pointer):
            return None
        rest = {key: value for key, value in without_null(schema).items() if key != "enum"}
        return {**rest, "const": non_null_values(schema)[0]}

    def _add_properties(self, found: ObjectProperties, pointer: JsonPointer, result: JsonObject, name: str) -> None:
        result["required"] = [json_name for json_name in found.required if json_name in found.schemas]
        result["properties"] = {}
        for json_name, child in found.schemas.items():
            self.holder = child.pointer
            place = join_place(name, json_name)
            if isinstance(child.node, dict) and (former := extensions.former_name(child.node, "property")):
                self.former_places[place] = join_place(self._former_text(name) or name, former)
            result["properties"][json_name] = self._schema(child.node, child.pointer, place)
        self.holder = pointer

    def _items(self, schema: JsonObject, pointer: JsonPointer, name: str) -> JsonObject:
        """Inline the schema of an array's items. For a tuple (`prefixItems`), return the union of the items' schemas.

        `pointer` is the JSON Pointer of the array's schema. Class names are made from `name`, such as `orders/list`.
        """
        items, prefix = schema.get("items", True), schema.get("prefixItems") or []
        variants = [(each, (*pointer, "prefixItems", number)) for number, each in enumerate(prefix)]
        max_items = schema.get("maxItems")
        if not variants or not (items is False or (isinstance(max_items, int) and max_items <= len(variants))):
            variants.append((items, (*pointer, "items")))
        if prefix and variants[-1][0] in (True, {}):
            self._note(pointer, f"`list[Any]`: items after the first {len(prefix)} may be anything.")
        return any_of([self._schema(each, each_pointer, join_place(name, "item")) for each, each_pointer in variants])

    def _map_schema(self, schema: JsonObject, pointer: JsonPointer) -> Resolved:
        """Return the schema, or the part of it, that has `additionalProperties` or `patternProperties`.

        Its parts are the subschemas that every object must match: those of `allOf`, and the only variant for objects.
        Several `additionalProperties` are combined, and preferred to `patternProperties`. If there are none, return
        `schema`.
        """
        keyword = "additionalProperties"
        found: list[Resolved] = []
        unread, seen = [Resolved(schema, pointer)], {pointer}
        while unread:
            part = unread.pop()
            if part.node.keys() & {"patternProperties"} or isinstance(part.node.get(keyword), dict):
                found.append(part)
            more = subschemas(self.document, part, "allOf")
            if part.pointer != pointer or self._properties(part).schemas:  # A mere union is not an object.
                more += only_object_variants(self.document, part)
            for each in more:
                if isinstance(each.node, dict) and each.pointer not in seen:
                    seen.add(each.pointer)
                    unread.append(each)
        typed = [each for each in found if isinstance(each.node.get(keyword), dict) and each.node[keyword]]
        if len(typed) < 2:  # noqa: PLR2004
            return next(iter([*typed, *found]), Resolved(schema, pointer))
        rests = [Resolved(each.node[keyword], (*each.pointer, keyword)) for each in typed]
        place = (*pointer, "allOf")  # This pointer differs from those of the parts, which the result refers to.
        return Resolved({keyword: self._refine(rests[0], rests, (*place, keyword)).node}, place)

    def _additional_properties(self, target: Resolved, name: str) -> JsonObject | bool | None:
        """Inline the schemas of undeclared properties, such as `patternProperties`, as one schema (`anyOf`).

        Return True or False if any or no such property is allowed, and None if `target` has no keyword for them. Class
        names are made from `name`, such as `orders/list/value`.
        """
        schema: JsonObject = target.node
        pointer = target.pointer
        rest: JsonObject | bool | None = schema.get("additionalProperties", schema.get("unevaluatedProperties"))
        patterns = schema.get("patternProperties") or {}
        variants = [(each, (*pointer, "patternProperties", pattern)) for pattern, each in patterns.items()]
        if isinstance(rest, dict):
            keyword = "additionalProperties" if "additionalProperties" in schema else "unevaluatedProperties"
            variants.append((rest, (*pointer, keyword)))
        if patterns and rest in (None, True, {}):
            self._note(pointer, "`dict[str, Any]`: properties whose names match no pattern may be anything.")
            return True
        if not variants:
            return rest
        return any_of([self._schema(each, each_pointer, name) for each, each_pointer in variants])

    def _is_class(self, target: Resolved) -> bool:
        """Return whether a schema becomes a class, as objects and enums do."""
        known = self.class_checks.get(target.pointer)
        if known is None:
            known = self.class_checks[target.pointer] = self._describes_class(target)
        return known

    def _describes_class(self, target: Resolved) -> bool:
        schema = target.node
        if (
            not isinstance(schema, dict)
            or schema.keys() & {"$ref", "const"}
            or only_typed_subschema(schema) is not None
        ):
            return False
        types = types_of(schema)
        if "enum" in schema and len(types) <= 1:
            if schema.get("allOf"):
                return False  # The result of `_merge_all_of` becomes a class, if all of its values are allowed here.
            is_constant = is_constant_enum(schema) and not component_name(target.pointer)
            return are_enum_values(non_null_values(schema)) and not is_constant
        if types not in ([], ["object"]) or "properties" in schema:
            return types in ([], ["object"])
        if schema.get("allOf"):
            return self._types(target) in ([], ["object"]) and bool(
                object_properties(self.document, target).schemas or types
            )
        return bool(types) and not any(schema.get(each) and self._decides_type(target, each) for each in UNION_KEYWORDS)

    def _merge_all_of(self, schema: Resolved) -> JsonObject:
        """Merge the subschemas of an `allOf`, and the keywords beside it, into one schema.

        The subschemas must not have properties, because an `allOf` with properties becomes a class. In the result,
        `type` is [] if the subschemas have no type in common.
        """
        if (known := self.merged.get(schema.pointer)) is not None:
            return known
        merged: JsonObject = {}
        cuts = self.cuts
        for number, subschema in enumerate(schema.node["allOf"]):
            target = resolve_ref(self.document, subschema, (*schema.pointer, "allOf", number))
            if not isinstance(target.node, dict):
                continue
            if target.pointer in self.open:
                self.cuts += 1
                continue
            self.open.append(target.pointer)
            node = self._merge_all_of(target) if "allOf" in target.node else target.node
            merged = self._merge_two(Resolved(merged, schema.pointer), Resolved(node, target.pointer))
            self.open.pop()
        own = {key: value for key, value in schema.node.items() if key != "allOf"}
        merged = self._merge_two(Resolved(merged, schema.pointer), Resolved(own, schema.pointer))
        if merged.keys() & set(UNION_KEYWORDS):
            # The variants of several unions are not merged, but only the JSON types that all unions have are allowed.
            allowed = self.normal_form.types(schema)
            if "object" not in allowed:
                types = collapse_types(allowed)
                merged["type"] = types[0] if len(types) == 1 else types
        if self.cuts == cuts:
            self.merged[schema.pointer] = merged
        return merged

    def _merge_two(self, one: Resolved, other: Resolved) -> JsonObject:
        """Merge two schemas into one schema, whose values must be valid for both."""
        merged = merge_schemas(one.node, other.node)
        for keyword in ("items", "additionalProperties"):
            parts = [Resolved(each.node.get(keyword), (*each.pointer, keyword)) for each in (one, other)]
            if all(isinstance(each.node, dict) and each.node for each in parts):
                merged[keyword] = self._refine(parts[1], parts, parts[0].pointer).node
        return merged


def _annotate(schema: Resolved, parts: list[Resolved]) -> Resolved:
    """Add annotations, such as `readOnly`, to the combined schema of a property that several `allOf` subschemas define.

    `parts` are the schemas that are combined. Those with neither a type nor a `$ref` contain the annotations.
    """
    # In an `allOf`, one subschema can state the type of a property, and another one only `readOnly: true`.
    nodes = [each.node for each in parts if isinstance(each.node, dict) and not each.node.keys() & {*TYPED, "$ref"}]
    if not isinstance(schema.node, dict) or not any(nodes):
        return schema
    return Resolved({key: value for node in (schema.node, *nodes) for key, value in node.items()}, schema.pointer)


def _is_nullable_scalar(node: Any) -> bool:
    """Return whether a schema is a scalar type with null, such as `type: [string, "null"]`, and nothing more."""
    is_plain = isinstance(node, dict) and not node.keys() & (TYPED - {"type", "format"})
    return is_plain and states_null(node) and "object" not in types_of(node)


def _is_array_of_anything(node: JsonObject) -> bool:
    """Return whether a schema has `items`, but neither `items` nor another keyword determines a type of the items."""
    is_array = "items" in node and node["items"] is not False and "prefixItems" not in node
    return is_array and node.keys() & TYPED <= {"type", "items"} and not _is_typed(node["items"])


def _is_typed(node: Any) -> bool:
    typed = (TYPED - {"required"}) | {"patternProperties", "unevaluatedProperties"}
    return isinstance(node, dict) and bool(node.keys() & typed or node.get("required"))


def _parameter_class_name(parameter: Resolved, place: str) -> str:
    """Return the text from which the class name of a parameter's schema is made, such as `listOrders/status`.

    `place` is the text for the operation, `listOrders`. For a parameter in `components/parameters`, the text is only
    its key there.
    """
    if parameter.pointer[:2] == ("components", "parameters"):
        return str(parameter.pointer[2])
    return join_place(place, str(parameter.node["name"]))
