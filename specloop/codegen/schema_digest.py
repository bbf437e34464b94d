"""An OpenAPI document in -> its schemas in the form that openapi-python-client reads without loss out.

The engine's parser names inline schemas itself, loses what a `$ref` has beside it, has rules of its own about what may
stand in a header, a path or a body, and rejects a document for a default it cannot convert. So it gets one in which
every object and every enum is a component, apart from it the schemas of all that operations send or receive, each a
*place*, and only what decides types is left. Names are chosen here; texts, limits, styles and extensions stay in the
contract. `Digest` tells where, for every name and place.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from attrs import define, field

from specloop.codegen import naming
from specloop.codegen.schema_rewriting import (
    add_words,
    any_of,
    are_words,
    both,
    kinds_of,
    only_arm,
    only_says_what_it_is_not,
    or_null,
    takes_null,
    values_of,
    without_null,
)
from specloop.openapi.discriminators import DiscriminatorIndex, component_name
from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, get_at, iter_objects, resolve_ref
from specloop.openapi.media_types import order_by_preference, raw_body_note
from specloop.openapi.operations import Operation, content_of, iter_operations, iter_webhooks, parameter_schema
from specloop.openapi.schema import ObjectProperties, object_properties
from specloop.openapi.schema_keywords import UNION_KEYWORDS, is_file

__all__ = [
    "ORIGIN",
    "JsonObject",
    "JsonPointer",
    "NormalizedDocument",
    "Operation",
    "Resolved",
    "digest",
    "get_at",
    "resolve_ref",
]

# The keywords that decide a Python type. All others are dropped on the way to the engine.
KEPT = ("type", "format", "nullable", "required")
# Where each schema given to the engine stands in the contract: the engine keeps extensions, so its complaints
# can be traced back.
ORIGIN = "x-origin"


DEEPEST = 100
"""How deep schemas may nest once their references are written out."""

ROOM = 100_000
"""How many schemas may be written out, besides twenty for each that the contract has."""


NOTHING_FITS = "`Any`: no value at all is allowed here."


class Note(NamedTuple):
    """Something that a Python type cannot say.

    Attributes:
        pointer: The schema.
        holder: The member, parameter or body whose type it concerns.
        text: What is typed how, and why.
    """

    pointer: JsonPointer
    holder: JsonPointer
    text: str


@define
class NormalizedDocument:
    """What the engine reads, and the way back from its names to the contract.

    Attributes:
        document: What the engine reads: components alone.
        names: The engine's class names ("C0", "C1") -> the class names chosen here.
        classes: Class name -> where its schema stands.
        components: The classes that stand under a name of their own, in the contract or in a file of it.
        places: Where a schema stands that operations use -> that schema, as the engine reads it.
        operations: Name -> operation.
        webhooks: Name -> what the server calls: a webhook or a callback.
        tags: Class name -> the property that tells it from other arms of a union -> its values that mean this class.
        notes: What Python types cannot say.
        refused: What cannot be written out at all: where, and why.
    """

    document: JsonObject = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    classes: dict[str, JsonPointer] = field(factory=dict)
    components: set[str] = field(factory=set)
    places: dict[JsonPointer, JsonObject] = field(factory=dict)
    operations: dict[str, Operation] = field(factory=dict)
    webhooks: dict[str, Operation] = field(factory=dict)
    tags: dict[str, dict[str, list[str]]] = field(factory=dict)
    notes: list[Note] = field(factory=list)
    refused: list[tuple[JsonPointer, str]] = field(factory=list)


def digest(document: JsonObject) -> NormalizedDocument:
    """Rewrite a checked document for the engine."""
    return _Digester(document).run()


class _Written(NamedTuple):
    """A schema that has been written out where it was referred to, for the next who refers to it."""

    node: JsonObject
    size: int
    notes: list[Note]


class _Digester:
    def __init__(self, document: JsonObject) -> None:
        self.contract = document
        self.digest = NormalizedDocument()
        self.schemas: JsonObject = {}
        self.named: dict[JsonPointer, str] = {}  # what has been given a class name, by its place in the contract
        self.known: dict[str, str] = {}  # class name -> the engine's name for it
        self.ids, self.taken = naming.NameRegistry(), naming.NameRegistry()  # of operations, of classes
        self.unwritten: deque[tuple[Resolved, str]] = deque()  # classes with a name, but no content yet
        self.open: list[JsonPointer] = []  # the references being written out, to stop at a circle
        self.cuts = 0  # how many circles were stopped at
        self.written: dict[JsonPointer, _Written] = {}
        self.joined: dict[JsonPointer, JsonObject] = {}
        self.classy: dict[JsonPointer, bool] = {}
        self.size = 0  # how many schemas have been written out
        self.room = ROOM
        self.holder: JsonPointer = ()
        self.families = DiscriminatorIndex(document)

    def run(self) -> NormalizedDocument:
        found = [
            (name, Resolved(schema, ("components", "schemas", name)))
            for name, schema in ((self.contract.get("components") or {}).get("schemas") or {}).items()
        ]
        # Names first, so that components keep theirs. A component may be all in another file.
        for name, schema in found:
            target = resolve_ref(self.contract, schema.node, schema.pointer)
            is_own = target.pointer == schema.pointer or target.pointer[:1] == (BUNDLED_DOCUMENTS_KEY,)
            if is_own and target.pointer not in self.named and self._is_class(target):
                self.digest.components.add(self._claim(name, target.pointer))
            self.families.add(schema)
        for pointer, name in list(self.named.items()):
            self._reference(Resolved(get_at(self.contract, pointer), pointer), name)
        self._write()
        for source in iter_operations(self.contract):
            operation_id = self.ids.reserve_class_name(naming.identifier(_spoken(source)))
            self.digest.operations[operation_id] = source
            self._read_places(self._places(source, operation_id))
        for source in iter_webhooks(self.contract):
            hook = self.ids.reserve_class_name(naming.identifier(source.node.get("operationId") or source.path))
            self.digest.webhooks[hook] = source
            self._read_places(self._payloads(source, f"{hook} payload"))
        self.digest.names = {engine: name for name, engine in self.known.items()}
        self.digest.document = {
            "openapi": "3.1.0",
            "info": {"title": "", "version": ""},
            "paths": {},
            "components": {"schemas": self.schemas},
        }
        return self.digest

    # Operations

    def _read_places(self, places: Iterable[tuple[Resolved, str]]) -> None:
        """Write out the schemas that an operation uses, each once."""
        for place, name in places:
            if place.pointer not in self.digest.places:
                self.holder = place.pointer
                self.digest.places[place.pointer] = self._schema(place.node, place.pointer, name)
                self._write()

    def _payloads(self, source: Operation, name: str) -> Iterator[tuple[Resolved, str]]:
        if source.body:
            yield from self._content_places(source.body, name, sent=False)

    def _places(self, source: Operation, operation_id: str) -> Iterator[tuple[Resolved, str]]:
        """Give the schemas that an operation uses, and a name for what each may become a class of."""
        for parameter in source.parameters:
            yield parameter_schema(self.contract, parameter), _owner(parameter, operation_id)
        if source.body:
            yield from self._content_places(source.body, f"{operation_id} body", sent=True)
        for status, response in source.responses.items():
            told = "" if status[0] == "2" else f" {status}"
            yield from self._content_places(response, f"{operation_id}{told} response", sent=False)

    def _content_places(self, holder: Resolved, name: str, *, sent: bool) -> Iterator[tuple[Resolved, str]]:
        found = content_of(self.contract, holder)
        first = next(iter(order_by_preference(found)), None)
        for media_type, media in found.items():
            pointer = (*media.pointer, "schema")
            schema = resolve_ref(self.contract, media.node.get("schema")).node
            if media_type == first and (
                told := raw_body_note(media_type, media.node, schema if isinstance(schema, dict) else None, sent=sent)
            ):
                self.holder = pointer
                self._note(media.pointer, told)
            if "schema" in media.node:
                yield Resolved(media.node["schema"], pointer), name

    # Schemas

    def _claim(self, wanted: str, pointer: JsonPointer) -> str:
        """Give the place a class name that no other place has."""
        name = self.taken.reserve_class_name(naming.class_name(wanted))
        self.named[pointer] = name
        self.known[name] = f"C{len(self.known)}"
        self.digest.classes[name] = pointer
        return name

    def _schema(self, schema: Any, pointer: JsonPointer, name: str) -> JsonObject:
        """Rewrite a schema where it is used: classes by reference, everything else written out."""
        target = resolve_ref(self.contract, schema, pointer)
        if target.node is False:
            self._note(target.pointer, NOTHING_FITS)
        if not isinstance(target.node, dict) or self.digest.refused:
            return {}
        is_elsewhere = target.pointer != pointer
        self._grow(target.pointer, 1)
        if is_elsewhere and target.pointer in self.open:
            # A circle without a class on the way has no Python type.
            self._note(target.pointer, "`Any`, inside: it leads back to itself.")
            self.cuts += 1
            return {}
        if self._is_class(target):
            found = self._family(target, name) or self._reference(target, name)
            return or_null(found) if takes_null(target.node) else found
        if is_elsewhere and (known := self.written.get(target.pointer)):
            self._grow(target.pointer, known.size)
            for note in known.notes:
                self._note(note.pointer, note.text)
            return known.node
        if len(self.open) >= DEEPEST:
            self._refuse(target.pointer, f"nested more than {DEEPEST} levels deep by references; expected fewer")
            return {}
        if is_elsewhere:  # what is in a component is named after it, and not after the first who refers to it
            name = component_name(target.pointer) or name
        before = self.size, self.cuts, len(self.digest.notes)
        self.open.append(target.pointer)
        result = self._spelled_out(target, name)
        self.open.pop()
        if is_elsewhere and self.cuts == before[1]:
            notes = list(dict.fromkeys(self.digest.notes[before[2] :]))
            self.written[target.pointer] = _Written(result, self.size - before[0], notes)
        return result

    def _spelled_out(self, target: Resolved, name: str) -> JsonObject:
        """Rewrite a schema that becomes no class."""
        if (number := only_arm(target.node)) is not None:
            arm = target.node["allOf"][number]
            result = self._schema(arm, (*target.pointer, "allOf", number), name)
            return or_null(result) if takes_null(target.node) else result
        kinds = kinds_of(target.node)
        if len(kinds) > 1 and "object" in kinds:
            # One arm a type, so that the object among them becomes a class.
            arms = [self._of_kind(target, kind, name) for kind in kinds]
            return or_null({"anyOf": arms}) if takes_null(target.node) else {"anyOf": arms}
        if "allOf" in target.node:
            joined = self._joined(target)
            if joined.get("type") == []:
                self._note(target.pointer, "`Any`: no value fits all of its `allOf`.")
                return {}
            if not only_says_what_it_is_not(joined):
                return self._content(joined, target.pointer, name)
        if only_says_what_it_is_not(target.node):
            self._note(target.pointer, "`Any`: the contract says only what it may not be, or what follows from what.")
        return self._content(target.node, target.pointer, name)

    def _of_kind(self, target: Resolved, kind: str, name: str) -> JsonObject:
        """Rewrite a schema as if it had one type only."""
        node = {**target.node, "type": kind}
        if kind == "object" and self._looks_like_class(Resolved(node, target.pointer)):
            return self._reference(Resolved(node, target.pointer), name)
        return self._content(without_null(node), target.pointer, name)

    def _reference(self, target: Resolved, name: str) -> JsonObject:
        claimed = self.named.get(target.pointer) or self._claim(component_name(target.pointer) or name, target.pointer)
        engine = self.known[claimed]
        if engine not in self.schemas:
            self.schemas[engine] = {}  # the place is taken; what is in it follows
            self.unwritten.append((target, claimed))
        return {"$ref": f"#/components/schemas/{engine}", ORIGIN: list(target.pointer)}

    def _write(self) -> None:
        """Write out the classes that have been referred to; one may lead to more."""
        while self.unwritten:
            target, name = self.unwritten.popleft()
            self.holder = target.pointer
            self.schemas[self.known[name]] = without_null(self._content(target.node, target.pointer, name))

    def _grow(self, pointer: JsonPointer, size: int) -> None:
        """Count what is written out: a few references to references can make a document as large as one likes."""
        self.size += size
        if self.size > self.room and self.room == ROOM:
            self.room += 20 * sum(1 for _ in iter_objects(self.contract))
        if self.size > self.room:
            self._refuse(pointer, f"more than {self.room} schemas, once references are written out; expected fewer")

    def _refuse(self, pointer: JsonPointer, message: str) -> None:
        if not self.digest.refused:
            self.digest.refused.append((pointer, message))

    def _note(self, pointer: JsonPointer, text: str) -> None:
        self.digest.notes.append(Note(pointer, self.holder, text))

    def _family(self, base: Resolved, name: str) -> JsonObject | None:
        """Read a class that says how to tell its heirs apart as any of these; what is none of them is the base."""
        arms = [arm for arm in self.families.of(base) if arm.pointer in self.named]
        if not arms:
            return None
        self._tag(base.node["discriminator"], arms)
        return {"anyOf": [*(self._reference(arm, name) for arm in arms), self._reference(base, name)]}

    def _tag(self, rule: JsonObject, arms: Iterable[Resolved]) -> None:
        """Note by which values of the discriminator's property each class is known."""
        wire = rule.get("propertyName")
        for arm in arms:
            name = self.named.get(arm.pointer)
            if name is not None and isinstance(wire, str) and (words := self.families.words(rule, wire, arm)):
                known = self.digest.tags.setdefault(name, {}).setdefault(wire, [])
                known += [word for word in words if word not in known]

    def _content(self, schema: Any, pointer: JsonPointer, name: str) -> JsonObject:
        if not isinstance(schema, dict):
            return {}
        result: JsonObject = {key: schema[key] for key in KEPT if key in schema}
        result[ORIGIN] = list(pointer)
        self._add_values(schema, pointer, result)
        found = object_properties(self.contract, Resolved(schema, pointer))
        if found.schemas:
            self._add_members(found, pointer, result, name)
        if (kinds := kinds_of(schema)) and "type" not in schema:
            result["type"] = kinds[0]
        if result.get("type") == "array" or "array" in kinds:
            result["items"] = self._items(schema, pointer, name)
        extra = self._extra(schema, pointer, f"{name} value")
        if extra is not None:
            result["additionalProperties"] = extra
        for keyword in UNION_KEYWORDS:
            if isinstance(arms := schema.get(keyword), list) and not found.schemas:
                result[keyword] = [
                    self._schema(arm, (*pointer, keyword, number), f"{name} {word}")
                    for number, (arm, word) in enumerate(zip(arms, _arm_names(arms), strict=True))
                ]
                if isinstance(rule := schema.get("discriminator"), dict):
                    self._tag(
                        rule, (resolve_ref(self.contract, arm, (*pointer, keyword, n)) for n, arm in enumerate(arms))
                    )
        return result

    def _add_values(self, schema: JsonObject, pointer: JsonPointer, result: JsonObject) -> None:
        """Say which values are allowed, where a type can say it."""
        add_words(schema, result)
        if schema.get("enum") == []:
            self._note(pointer, NOTHING_FITS)
        elif isinstance(schema.get("const"), dict | list):
            self._note(pointer, "`Any`: the one value it has is a map or a list.")
        if is_file(schema):
            result["format"] = "binary"

    def _add_members(self, found: ObjectProperties, pointer: JsonPointer, result: JsonObject, name: str) -> None:
        # By number: the engine fails where it would call two members the same.
        engine = {wire: f"p{number}" for number, wire in enumerate(found.schemas)}
        result["required"] = [engine[wire] for wire in found.required if wire in engine]
        result["properties"] = {}
        for wire, child in found.schemas.items():
            self.holder = child.pointer
            result["properties"][engine[wire]] = self._schema(child.node, child.pointer, f"{name} {wire}")
        self.holder = pointer

    def _items(self, schema: JsonObject, pointer: JsonPointer, name: str) -> JsonObject:
        """Rewrite what an array holds: a tuple is read as an array of any of its items."""
        items, first = schema.get("items", True), schema.get("prefixItems") or []
        arms = [(each, (*pointer, "prefixItems", number)) for number, each in enumerate(first)]
        most = schema.get("maxItems")
        if not arms or not (items is False or (isinstance(most, int) and most <= len(arms))):
            arms.append((items, (*pointer, "items")))
        return any_of([self._schema(each, at_each, f"{name} item") for each, at_each in arms])

    def _extra(self, schema: JsonObject, pointer: JsonPointer, name: str) -> JsonObject | bool | None:
        """Rewrite what is said of members that have no name; None where nothing is."""
        rest = schema.get("additionalProperties", schema.get("unevaluatedProperties"))
        patterns = schema.get("patternProperties") or {}
        arms = [(each, (*pointer, "patternProperties", pattern)) for pattern, each in patterns.items()]
        if isinstance(rest, dict):
            keyword = "additionalProperties" if "additionalProperties" in schema else "unevaluatedProperties"
            arms.append((rest, (*pointer, keyword)))
        if not arms or (patterns and rest in (None, True)):
            return True if patterns else rest
        return any_of([self._schema(each, at_each, name) for each, at_each in arms])

    def _is_class(self, target: Resolved) -> bool:
        """Whether a schema is made a class of: an object or an enum."""
        known = self.classy.get(target.pointer)
        if known is None:
            known = self.classy[target.pointer] = self._looks_like_class(target)
        return known

    def _looks_like_class(self, target: Resolved) -> bool:
        schema = target.node
        if not isinstance(schema, dict) or schema.keys() & {"$ref", "const"} or only_arm(schema) is not None:
            return False
        kinds = kinds_of(schema)
        if "enum" in schema and len(kinds) <= 1:
            return are_words(values_of(schema))
        if kinds not in ([], ["object"]) or "properties" in schema:
            return kinds in ([], ["object"])
        if schema.get("allOf"):
            return bool(object_properties(self.contract, target).schemas or kinds)
        return bool(kinds) and not any(schema.get(keyword) for keyword in UNION_KEYWORDS)

    def _joined(self, schema: Resolved) -> JsonObject:
        """Join an `allOf` of what are no objects: a string, with a format, of a length.

        The type is what all of them allow; the empty list where that is nothing.
        """
        if (known := self.joined.get(schema.pointer)) is not None:
            return known
        joined: JsonObject = {}
        cuts = self.cuts
        for number, arm in enumerate(schema.node["allOf"]):
            target = resolve_ref(self.contract, arm, (*schema.pointer, "allOf", number))
            if not isinstance(target.node, dict):
                continue
            if target.pointer in self.open:
                self.cuts += 1
                continue
            self.open.append(target.pointer)
            joined = both(joined, self._joined(target) if "allOf" in target.node else target.node)
            self.open.pop()
        joined = both(joined, {key: value for key, value in schema.node.items() if key != "allOf"})
        if self.cuts == cuts:
            self.joined[schema.pointer] = joined
        return joined


def _spoken(source: Operation) -> str:
    return str(source.node.get("operationId") or f"{source.method} {source.path}")


def _arm_names(arms: list[Any]) -> Iterator[str]:
    """Name the arms of a union beside its own name: by their titles, or their numbers; the only one needs none."""
    titles = [str(arm.get("title") or "") if isinstance(arm, dict) else "" for arm in arms]
    alone = sum(arm != {"type": "null"} for arm in arms) == 1
    for number, title in enumerate(titles, start=1):
        yield "" if alone else title if title and titles.count(title) == 1 else str(number)


def _owner(parameter: Resolved, operation_id: str) -> str:
    """Name what a parameter's schema may become a class of: after the component, where it is one."""
    if parameter.pointer[:2] == ("components", "parameters"):
        return str(parameter.pointer[2])
    return f"{operation_id} {parameter.node['name']}"
