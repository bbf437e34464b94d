"""An OpenAPI document in -> its schemas in the form that openapi-python-client reads without loss out.

The engine's parser names inline schemas itself, loses what a `$ref` has beside it, has rules of its own about what may
stand in a header, a path or a body, and rejects a document for a default it cannot convert. So it gets one in which
every object and every enum is a component, apart from it the schemas of all that operations send or receive, each a
*place*, and only what decides types is left. Names are chosen here; texts, limits, styles and extensions stay in the
contract. `Digest` tells where, for every name and place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from attrs import define, field

from pipeline import names
from pipeline.bundle import MOUNT
from pipeline.keywords import (
    add_words,
    are_words,
    is_file,
    kinds_of,
    only_arm,
    or_null,
    takes_null,
    values_of,
    without_null,
)
from pipeline.members import UNIONS, members
from pipeline.operations import METHODS, Source, contents, parameter_schema, sources
from pipeline.pointers import Located, Node, Pointer, at, follow

__all__ = ["METHODS", "ORIGIN", "Digest", "Located", "Node", "Pointer", "Source", "at", "digest", "follow"]

# The keywords that decide a Python type. All others are dropped on the way to the engine.
KEPT = ("type", "format", "nullable", "required")
# Where each schema given to the engine stands in the contract: the engine keeps extensions, so its complaints
# can be traced back.
ORIGIN = "x-origin"


@define
class Digest:
    """What the engine reads, and the way back from its names to the contract.

    Attributes:
        document: What the engine reads: components alone.
        names: The engine's class names ("C0", "C1") -> the class names chosen here.
        classes: Class name -> where its schema stands.
        places: Where a schema stands that operations use -> that schema, as the engine reads it.
        operations: Name -> operation.
        tags: Class name -> the property that tells it from other arms of a union -> its values that mean this class.
    """

    document: Node = field(factory=dict)
    names: dict[str, str] = field(factory=dict)
    classes: dict[str, Pointer] = field(factory=dict)
    places: dict[Pointer, Node] = field(factory=dict)
    operations: dict[str, Source] = field(factory=dict)
    tags: dict[str, dict[str, list[str]]] = field(factory=dict)


def digest(document: Node) -> Digest:
    """Rewrite a checked document for the engine."""
    return _Digester(document).run()


class _Digester:
    def __init__(self, document: Node) -> None:
        self.contract = document
        self.digest = Digest()
        self.schemas: Node = {}
        self.named: dict[Pointer, str] = {}  # what has been given a class name, by its place in the contract
        self.known: dict[str, str] = {}  # class name -> the engine's name for it
        self.ids, self.taken = names.Taken(), names.Taken()  # of operations, of classes
        self.open: list[Pointer] = []  # the references being written out, to stop at a circle
        self.heirs: dict[Pointer, list[Pointer]] = {}  # components that others extend -> those others

    def run(self) -> Digest:
        schemas = (self.contract.get("components") or {}).get("schemas") or {}
        for name, schema in schemas.items():  # names first, so that components keep theirs
            pointer = ("components", "schemas", name)
            if self._is_class(schema):
                self._claim(name, pointer)
            for arm in schema.get("allOf") or [] if isinstance(schema, dict) else []:
                if isinstance(arm, dict) and "$ref" in arm:
                    self.heirs.setdefault(follow(self.contract, arm).pointer, []).append(pointer)
        for name, schema in schemas.items():
            if self._is_class(schema):
                self._reference(Located(schema, ("components", "schemas", name)), name)
        for source in sources(self.contract):
            operation_id = self._name(source)
            self.digest.operations[operation_id] = source
            for place, name in self._places(source, operation_id):
                if place.pointer not in self.digest.places:
                    self.digest.places[place.pointer] = self._schema(place.node, place.pointer, name)
        self.digest.names = {engine: name for name, engine in self.known.items()}
        self.digest.document = {
            "openapi": "3.1.0",
            "info": {"title": "", "version": ""},
            "paths": {},
            "components": {"schemas": self.schemas},
        }
        return self.digest

    # Operations

    def _name(self, source: Source) -> str:
        spoken = source.operation.get("operationId") or f"{source.method} {source.path}"
        return self.ids.claim(names.identifier(spoken))

    def _places(self, source: Source, operation_id: str) -> Iterator[tuple[Located, str]]:
        """Give the schemas that an operation uses, and a name for what each may become a class of."""
        for parameter in source.parameters:
            yield parameter_schema(self.contract, parameter), _owner(parameter, operation_id)
        if source.body:
            yield from self._content_places(source.body, f"{operation_id} body")
        for status, response in source.responses.items():
            told = "" if status[0] == "2" else f" {status}"
            yield from self._content_places(response, f"{operation_id}{told} response")

    def _content_places(self, holder: Located, name: str) -> Iterator[tuple[Located, str]]:
        for media in contents(self.contract, holder).values():
            if "schema" in media.node:
                yield Located(media.node["schema"], (*media.pointer, "schema")), name

    # Schemas

    def _claim(self, wanted: str, pointer: Pointer) -> str:
        """Give the place a class name that no other place has."""
        name = self.taken.claim(names.class_name(wanted))
        self.named[pointer] = name
        self.known[name] = f"C{len(self.known)}"
        self.digest.classes[name] = pointer
        return name

    def _schema(self, schema: Any, pointer: Pointer, name: str) -> Node:
        """Rewrite a schema where it is used: classes by reference, everything else written out."""
        if not isinstance(schema, dict):
            return {}
        target = follow(self.contract, schema, pointer)
        if not isinstance(target.node, dict) or (target.pointer != pointer and target.pointer in self.open):
            return {}  # a circle without a class on the way has no Python type
        if self._is_class(target.node):
            found = self._family(target, name) or self._reference(target, name)
            return or_null(found) if takes_null(target.node) else found
        self.open.append(target.pointer)
        if (number := only_arm(target.node)) is not None:
            arm = target.node["allOf"][number]
            result = self._schema(arm, (*target.pointer, "allOf", number), name)
            result = or_null(result) if takes_null(target.node) else result
        elif len(kinds := kinds_of(target.node)) > 1 and "object" in kinds:
            # One arm a type, so that the object among them becomes a class.
            arms = [self._schema({**target.node, "type": kind}, target.pointer, name) for kind in kinds]
            result = or_null({"anyOf": arms}) if takes_null(target.node) else {"anyOf": arms}
        elif "allOf" in target.node:
            result = self._schema(self._joined(target), target.pointer, name)
        else:
            result = self._content(target.node, target.pointer, name)
        self.open.pop()
        return result

    def _reference(self, target: Located, name: str) -> Node:
        claimed = self.named.get(target.pointer) or self._claim(_called(target.pointer) or name, target.pointer)
        engine = self.known[claimed]
        if engine not in self.schemas:
            self.schemas[engine] = {}  # the place is taken, should a member lead back here
            self.schemas[engine] = without_null(self._content(target.node, target.pointer, claimed))
        return {"$ref": f"#/components/schemas/{engine}", ORIGIN: list(target.pointer)}

    def _family(self, base: Located, name: str) -> Node | None:
        """Read a class that says how to tell its heirs apart as any of these; what is none of them is the base."""
        rule = base.node.get("discriminator")
        if not isinstance(rule, dict) or base.pointer not in self.heirs:
            return None
        heirs: list[Pointer] = list(self.heirs[base.pointer])
        for heir in heirs:  # which grows on the way: the heirs of heirs
            heirs += [each for each in self.heirs.get(heir, []) if each not in heirs]
        arms = [Located(at(self.contract, heir), heir) for heir in heirs if heir in self.named and heir != base.pointer]
        result = {"anyOf": [*(self._reference(arm, name) for arm in arms), self._reference(base, name)]}
        self._tag(rule, arms)
        return result

    def _tag(self, rule: Node, arms: Iterable[Located]) -> None:
        """Note by which values of the discriminator's property each class is known."""
        wire = rule.get("propertyName")
        mapping = rule.get("mapping") or {}
        for arm in arms:
            name = self.named.get(arm.pointer)
            if name is None or not isinstance(wire, str):
                continue
            words = [str(word) for word, ref in mapping.items() if self._mapped(ref) == arm.pointer]
            words = words or self._words_of(arm, wire)
            if not words and (called := _called(arm.pointer)):
                words = [called]
            known = self.digest.tags.setdefault(name, {}).setdefault(wire, [])
            known += [word for word in words if word not in known]

    def _mapped(self, ref: Any) -> Pointer:
        """Read the right side of a mapping: a reference, or the name of a component."""
        text = str(ref)
        return follow(self.contract, {"$ref": text if text.startswith("#") else f"#/components/schemas/{text}"}).pointer

    def _words_of(self, arm: Located, wire: str) -> list[str]:
        """Give the values that a class itself allows for a property."""
        own = (arm.node.get("properties") or {}).get(wire)
        if own is None:
            parts = (follow(self.contract, part) for part in arm.node.get("allOf") or [])
            return next((words for part in parts if (words := self._words_of(part, wire))), [])
        node = follow(self.contract, own).node
        values = [node["const"]] if "const" in node else node.get("enum") or []
        return [value for value in values if isinstance(value, str)]

    def _content(self, schema: Any, pointer: Pointer, name: str) -> Node:
        if not isinstance(schema, dict):
            return {}
        result: Node = {key: schema[key] for key in KEPT if key in schema}
        result[ORIGIN] = list(pointer)
        add_words(schema, result)
        if is_file(schema):
            result["format"] = "binary"
        found = members(self.contract, Located(schema, pointer))
        if found.schemas:
            # By number: the engine fails where it would call two members the same.
            engine = {wire: f"p{number}" for number, wire in enumerate(found.schemas)}
            result["required"] = [engine[wire] for wire in found.required if wire in engine]
            result["properties"] = {
                engine[wire]: self._schema(child.node, child.pointer, f"{name} {wire}")
                for wire, child in found.schemas.items()
            }
        if "array" in kinds_of(schema):
            result["items"] = self._schema(schema.get("items", {}), (*pointer, "items"), f"{name} item")
        extra = schema.get("additionalProperties")
        if isinstance(extra, dict):
            extra = self._schema(extra, (*pointer, "additionalProperties"), f"{name} value")
        if extra is not None:
            result["additionalProperties"] = extra
        for keyword in UNIONS:
            if isinstance(arms := schema.get(keyword), list) and not found.schemas:
                result[keyword] = [
                    self._schema(arm, (*pointer, keyword, number), f"{name} {word}")
                    for number, (arm, word) in enumerate(zip(arms, _arm_names(arms), strict=True))
                ]
                if isinstance(rule := schema.get("discriminator"), dict):
                    self._tag(rule, (follow(self.contract, arm, (*pointer, keyword, n)) for n, arm in enumerate(arms)))
        return result

    def _is_class(self, schema: Any) -> bool:
        """Whether this schema is made a class of: an object or an enum."""
        if not isinstance(schema, dict) or schema.keys() & {"$ref", "const"} or only_arm(schema) is not None:
            return False
        kinds = kinds_of(schema)
        if "enum" in schema and len(kinds) <= 1:
            return are_words(values_of(schema))
        if kinds not in ([], ["object"]) or "properties" in schema:
            return kinds in ([], ["object"])
        if schema.get("allOf"):
            return bool(members(self.contract, Located(schema, ())).schemas or kinds)
        return bool(kinds) and not any(schema.get(keyword) for keyword in UNIONS)

    def _joined(self, schema: Located) -> Node:
        """Join an `allOf` of what are no objects: a string, with a format, of a length."""
        joined = {key: value for key, value in schema.node.items() if key != "allOf"}
        for number, arm in enumerate(schema.node["allOf"]):
            target = follow(self.contract, arm, (*schema.pointer, "allOf", number))
            if isinstance(target.node, dict) and target.pointer not in self.open:
                self.open.append(target.pointer)
                inner = self._joined(target) if "allOf" in target.node else target.node
                self.open.pop()
                joined |= inner
        return joined


def _called(pointer: Pointer) -> str:
    """Give the name that a document has for a schema: of a component, of a definition, of a file of its own."""
    if pointer[-2:-1] in (("schemas",), ("$defs",), ("definitions",)):
        return str(pointer[-1])
    match pointer:
        case (mount, file) if mount == MOUNT:
            return PurePosixPath(str(file)).stem
        case (mount, _, name) if mount == MOUNT:
            return str(name)
    return ""


def _arm_names(arms: list[Any]) -> Iterator[str]:
    """Name the arms of a union beside its own name: by their titles, or their numbers; the only one needs none."""
    titles = [str(arm.get("title") or "") if isinstance(arm, dict) else "" for arm in arms]
    alone = sum(arm != {"type": "null"} for arm in arms) == 1
    for number, title in enumerate(titles, start=1):
        yield "" if alone else title if title and titles.count(title) == 1 else str(number)


def _owner(parameter: Located, operation_id: str) -> str:
    """Name what a parameter's schema may become a class of: after the component, where it is one."""
    if parameter.pointer[:2] == ("components", "parameters"):
        return str(parameter.pointer[2])
    return f"{operation_id} {parameter.node['name']}"
