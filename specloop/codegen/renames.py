"""Detection of methods, arguments, classes and attributes that were renamed since the last release of a project.

A generated client keeps each old name as an alias. For this purpose, this module adds `x-renamed-from` to the document.
It compares the document with the names in the last release (`openapi.released_names`). An old and a new name belong to
the same object under these conditions:

    namespace           the same operations
    operation           the same HTTP method and path
    path parameter      the same position in the path, and an equal schema
    component schema    an equal schema
    other parameter     an equal schema, and a similar name or an equal description
    property            like other parameters; an equal schema is enough if no other property was removed or added

If several old or new names are possible, there is no alias. An `x-renamed-from` in the contract itself takes
precedence.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from specloop.codegen import api_names, class_names, extensions, naming
from specloop.codegen.resource_names import class_name_prefixes, form_body_names, name_namespaces
from specloop.openapi.document import BUNDLED_DOCUMENTS_KEY, Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, format_pointer, get_at, resolve_ref
from specloop.openapi.normalize import normalize, source_pointer
from specloop.openapi.object_types import OBJECT_FIELDS
from specloop.openapi.operations import Operation, content_of, iter_operations, parameter_schema, path_template
from specloop.openapi.released_names import ReleasedNames
from specloop.openapi.schema import SchemaNormalizer, deep_recursion, schemas_of
from specloop.openapi.schema_matching import Fingerprints, match_renamed

FORMER_NAME = "x-renamed-from"
MARK_DIGITS = 8
"""Number of hexadecimal digits of a hash in a mark. Only a few marks are ever compared with each other."""

_CACHE = "renames"


class _Named(NamedTuple):
    """The JSON Pointers of an object that can be renamed: a tag, parameter, component schema or property.

    Attributes:
        pointer: The JSON Pointer of the object.
        schema: The JSON Pointer of the object's schema; () for a tag, which has no schema.
        former: The object's old Python name, from an `x-renamed-from` in the contract; empty if there is none.
    """

    pointer: JsonPointer
    schema: JsonPointer = ()
    former: str = ""
    is_required: bool = False


@dataclass(frozen=True)
class _RenamedObject:
    """An object of the document, and its old name.

    `key` is the object's type and current name, such as `tag orders`. `old` is "" if the object was not renamed.
    """

    pointer: JsonPointer
    key: str
    old: str


def keep_old_names(document: Document) -> None:
    """Add `x-renamed-from` to the objects of a valid document whose names changed since the last release.

    An object that already had an alias in the last release keeps it. A document without released names is not changed.
    """
    if document.released is None or _CACHE in document.cache:
        return
    aliases: dict[str, str] = {}
    found: dict[int, list[_RenamedObject]] = {}
    normalized = normalize(document)
    nodes: dict[int, dict[str, Any]] = {}
    with deep_recursion():
        for each in _Renames(_Names(normalized), document.released).find():
            node = _node_to_annotate(document, source_pointer(normalized, each.pointer), each)
            nodes[id(node)] = node
            found.setdefault(id(node), []).append(each)
    for place, uses in found.items():
        # Several operations may use one parameter: they must agree on its former name.
        (old, *others) = {each.old for each in uses}
        if old and not others:
            nodes[place][FORMER_NAME] = old
            aliases |= {each.key: old for each in uses}
    document.cache[_CACHE] = aliases


def kept_names(document: Document) -> dict[str, str]:
    """Return the old names that `keep_old_names` added to a document, such as `{"schema Order": "Purchase"}`.

    A key consists of the object's type, its operation or class if it has one, and its current name.
    """
    found: dict[str, str] = document.cache.get(_CACHE, {})
    return found


def released_names(document: Document, version: str) -> ReleasedNames:
    """Return the Python names that the generator makes from a document, to be stored with the release `version`.

    Call `keep_old_names` for the document first, because the result contains the old names that it adds.
    """
    names = _Names(normalize(document))
    with deep_recursion():
        return ReleasedNames(
            version,
            methods={key: f"{each.namespace}.{each.name}" for key, each in names.methods.items()},
            parameters=names.marks(names.parameters),
            schemas={name: names.mark(each) for name, each in names.schemas.items()},
            properties=names.marks(names.properties),
            aliases=kept_names(document),
        )


def _node_to_annotate(document: Document, pointer: JsonPointer, rename: _RenamedObject) -> dict[str, Any]:
    """Return the JSON object at a pointer, so that the caller can add `x-renamed-from` to it.

    If a tag has no Tag Object, return a new one. This is also appended to the document's `tags` if `rename` has an old
    name.
    """
    # The pointer of an undeclared tag has its name in place of an index.
    if pointer[0] == "tags" and isinstance(pointer[1], str):
        tag = {"name": pointer[1]}
        if rename.old:
            document.data["tags"] = [*(document.data.get("tags") or []), tag]
        return tag
    node: dict[str, Any] = document.value(pointer)
    return node


# --- the names in a document ---


class _NamedOperation(NamedTuple):
    namespace: str
    name: str
    operation: Operation


def operation_key(operation: Operation) -> str:
    """Return the key of an operation, such as `GET /pets/{}`. Names of path parameters do not change it."""
    return f"{operation.http_method} {path_template(operation.path)}"


class _Names:
    """The Python names of namespaces, methods, parameters, schemas and properties in a valid, normalized document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.fingerprints = Fingerprints(ignore_components=True)
        operations = {
            f"{each.http_method} {each.path}": each
            for each in iter_operations(document.data)
            if not extensions.is_ignored(each.node)
        }
        counts = Counter(map(operation_key, operations.values()))
        self.tags: dict[str, _Named] = {}
        self.methods: dict[str, _NamedOperation] = {}
        listed = {str(each["name"]): (number, each) for number, each in enumerate(document.data.get("tags") or [])}
        namespaces = name_namespaces(document.data, operations)
        self.form_bodies = form_body_names(operations, class_name_prefixes(namespaces, operations)[0])
        for namespace in namespaces:
            step, node = listed.get(namespace.tag, (namespace.tag, {}))
            self.tags[str(namespace.name)] = _Named(("tags", step), former=extensions.former_name(node, "tag"))
            for key, name in namespace.methods.items():
                # Two operations whose paths differ only by the names of parameters cannot be distinguished.
                if counts[shared := operation_key(operations[key])] == 1:
                    self.methods[shared] = _NamedOperation(str(namespace.name), str(name), operations[key])

    @cached_property
    def parameters(self) -> dict[str, dict[str, _Named]]:
        """The parameters of each operation, by the operation's key (see `operation_key`) and the parameter's key.

        The parameter's key is its location and name, such as `query limit`, or `path 0 order_id` with its index in the
        path.
        """
        found: dict[str, dict[str, _Named]] = {}
        for key, (_, _, operation) in self.methods.items():
            names = found.setdefault(key, {})
            for each in operation.parameters:
                name = naming.identifier(extensions.own_name(each.node, "parameter") or each.node["name"])
                # A renamed path parameter is recognised by its index in the path.
                place = each.node["in"]
                if place == "path":
                    place = f"path {operation.path.partition('{' + each.node['name'] + '}')[0].count('{')}"
                schema = parameter_schema(self.document.data, each).pointer
                former = _identifier(extensions.former_name(each.node, "parameter"))
                named = _Named(each.pointer, schema, former, is_required=bool(each.node.get("required")))
                names.setdefault(f"{place} {name}", named)
        return found

    @cached_property
    def schemas(self) -> dict[str, _Named]:
        """The component schemas, by class name. A component that is only a `$ref` is left out."""
        found: dict[str, _Named] = {}
        for name, schema in ((self.document.data.get("components") or {}).get("schemas") or {}).items():
            pointer: JsonPointer = ("components", "schemas", name)
            whole = resolve_ref(self.document.data, schema, pointer)
            is_own = whole.pointer == pointer or whole.pointer[:1] == (BUNDLED_DOCUMENTS_KEY,)
            if is_own and isinstance(whole.node, dict):
                class_name = next(
                    class_names.candidates(extensions.class_name(whole.node) or self.form_bodies.get(name, name))
                )
                stated = extensions.former_name(whole.node, "schema")
                former = str(next(class_names.candidates(stated))) if stated else ""
                found.setdefault(str(class_name), _Named(whole.pointer, whole.pointer, former))
        return found

    @cached_property
    def properties(self) -> dict[str, dict[str, _Named]]:
        """The properties of all object schemas: for each schema, a dict from attribute name to property.

        The key of a schema is the name of its component, and for a nested schema its path in the component, too, such
        as `Order/properties/address`. Schemas outside of components have the keys of `_outermost_schemas`.
        """
        found: dict[str, dict[str, _Named]] = {}
        for place, pointer in self._outermost_schemas():
            unread: list[JsonPointer] = [()]
            while unread:
                steps = unread.pop()
                node = get_at(self.document.data, (*pointer, *steps))
                if isinstance(node, dict):
                    unread += [(*steps, *more) for more in _subschemas(node)]
                    if names := _properties(Resolved(node, (*pointer, *steps))):
                        found[place + format_pointer(steps)] = names
        return found

    def _outermost_schemas(self) -> Iterator[tuple[str, JsonPointer]]:
        """Yield a key and the JSON Pointer of each component schema and of each schema of a request or response body.

        The key of a component is its class name, such as `Order`. The key of a body is a text such as `GET /orders 200
        application/json schema`.
        """
        for name, schema in self.schemas.items():
            yield name, schema.pointer
        for key, (_, _, operation) in self.methods.items():
            holders = {"body": operation.body} if operation.body else {}
            for name, holder in (holders | operation.responses).items():
                for media_type, media in content_of(self.document.data, holder).items():
                    for keyword in media.node.keys() & {"schema", "itemSchema"}:
                        yield f"{key} {name} {media_type} {keyword}", (*media.pointer, keyword)

    def marks(self, names: Mapping[str, Mapping[str, _Named]]) -> dict[str, dict[str, str]]:
        """Return the mark of each object, a hash of its schema and description (see `mark`), under the same keys."""
        return {
            place: {name: self.mark(each) for name, each in inside.items()} for place, inside in names.items() if inside
        }

    def mark(self, named: _Named) -> str:
        """Return hashes of an object's schema and description, by which it is recognised after a rename.

        An example is `6a3f09c2 51e07bd4`, or `6a3f09c2` for an object without a description. A `$ref` is hashed as the
        JSON type of its target, so that renamed components do not change the hash.
        """
        shape = self.fingerprints.of(self._schemas, self._schemas.spot((named.schema,)))
        node = get_at(self.document.data, named.pointer)
        text = str(node.get("description") or "") if isinstance(node, dict) else ""
        required = "!" if named.is_required else ""
        return f"{shape[:MARK_DIGITS]}{required} {_hash(text) if text else ''}".strip()

    @cached_property
    def _schemas(self) -> SchemaNormalizer:
        return schemas_of(self.document)


def _identifier(name: str) -> str:
    return str(naming.identifier(name)) if name else ""


def _hash(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=MARK_DIGITS // 2).hexdigest()


def _subschemas(schema: JsonObject) -> Iterator[JsonPointer]:
    """Yield the relative JSON Pointer of each schema directly inside a schema, such as `("properties", "id")`."""
    for keyword, (_, shape, _) in OBJECT_FIELDS["schema"].items():
        inside = schema.get(keyword)
        if shape == "one":
            yield (keyword,)
        elif isinstance(inside, dict):
            yield from ((keyword, name) for name in inside)
        elif isinstance(inside, list):
            yield from ((keyword, number) for number in range(len(inside)))


def _properties(schema: Resolved) -> dict[str, _Named]:
    """Return the properties that a schema itself declares, by attribute name."""
    found: dict[str, _Named] = {}
    properties, required = schema.node.get("properties"), schema.node.get("required")
    for json_name, node in properties.items() if isinstance(properties, dict) else ():
        pointer = (*schema.pointer, "properties", json_name)
        name = naming.identifier(api_names.property_name(json_name, node))
        is_required = isinstance(required, list) and json_name in required
        if isinstance(node, dict):
            former = _identifier(api_names.former_property_name(node))
            found.setdefault(str(name), _Named(pointer, pointer, former, is_required=is_required))
    return found


# --- the renames ---


@dataclass
class _Renames:
    """A comparison of the Python names in the last release (`released`) with those in a document (`names`)."""

    names: _Names
    released: ReleasedNames

    def find(self) -> Iterator[_RenamedObject]:
        """Yield the objects that can be renamed, each with its name in the last release ("" if it was not renamed).

        Objects with an `x-renamed-from` in the contract are left out. So are new operations with their parameters, and
        the properties of new schemas.
        """
        tags = self._tags()
        yield from self._renamed_objects("tag", "", self.names.tags, tags)
        yield from self._methods(tags)
        schemas = self._schemas()
        yield from self._renamed_objects("schema", "", self.names.schemas, schemas)
        for operation, parameters in self.names.parameters.items():
            if (old := self.released.parameters.get(operation)) is not None:
                yield from self._renamed_objects("parameter", operation, parameters, self._match(old, parameters))
        for place, properties in self.names.properties.items():
            class_name, slash, steps = place.partition("/")
            before = f"{schemas.get(class_name, class_name)}{slash}{steps}"
            if (old := self.released.properties.get(before)) is not None:
                yield from self._renamed_objects("property", place, properties, self._match(old, properties), before)

    def _renamed_objects(
        self, kind: str, owner: str, names: Mapping[str, _Named], old_names: Mapping[str, str], old_owner: str = ""
    ) -> Iterator[_RenamedObject]:
        """Yield a `_RenamedObject` for each of `names` that has no `x-renamed-from` in the contract.

        `kind` is the type of the objects, such as `property`. `owner` is the class or operation to which they belong,
        and `old_owner` its name in the last release. `old_names` maps the current name of each renamed object to its
        old name.
        """
        bare = {_bare(name) for name in names}
        for name, each in names.items():
            # Without a rename, the alias of the last release stays, unless it is a current name again.
            kept = self.released.aliases.get(_key(kind, old_owner or owner, name), "")
            old = _bare(old_names[name]) if name in old_names else "" if kept in bare else kept
            if not each.former:
                yield _RenamedObject(each.pointer, _key(kind, owner, name), old)

    def _tags(self) -> dict[str, str]:
        """Return the old name of each renamed namespace, which the client makes from a tag, by its current name."""
        both = {
            (self.released.methods[key].rpartition(".")[0], each.namespace)
            for key, each in self.names.methods.items()
            if key in self.released.methods
        }
        before = {name.rpartition(".")[0] for name in self.released.methods.values()}
        counts = Counter(name for pair in both for name in set(pair))
        # A renamed namespace has all operations of one other namespace, which no longer exists.
        return {
            new: old
            for old, new in both
            if counts[old] == counts[new] == 1 and old not in self.names.tags and new not in before
        }

    def _methods(self, tags: Mapping[str, str]) -> Iterator[_RenamedObject]:
        """Yield each operation that the last release has, too, with its method's old name ("" if it was not renamed).

        The old name is also "" if the method moved to another namespace, or if another method now has this name. `tags`
        maps the current name of each renamed namespace to its old name.
        """
        taken = {(each.namespace, each.name) for each in self.names.methods.values()}
        for key, (namespace, name, operation) in self.names.methods.items():
            if key not in self.released.methods or extensions.former_name(operation.node, "operation"):
                continue
            before, _, old = self.released.methods[key].rpartition(".")
            if old == name:
                old = self.released.aliases.get(_key("operation", key), "")
            is_moved = before != tags.get(namespace, namespace)
            is_taken = (namespace, old) in taken
            yield _RenamedObject(operation.pointer, _key("operation", key), "" if is_moved or is_taken else old)

    def _schemas(self) -> dict[str, str]:
        """Return the class name of each renamed component schema in the last release, by its current class name.

        A removed component counts as renamed if exactly one added component has the same schema, and no other removed
        one has it.
        """
        removed, added = _removed_and_added(self.released.schemas, self.names.schemas)
        marks = {name: _schema_hash(self.names.mark(self.names.schemas[name])) for name in added} if removed else {}
        old, new = Counter(_schema_hash(self.released.schemas[name]) for name in removed), Counter(marks.values())
        by_mark = {_schema_hash(self.released.schemas[name]): name for name in removed}
        return {name: by_mark[mark] for name, mark in marks.items() if old[mark] == new[mark] == 1}

    def _match(self, before: Mapping[str, str], names: Mapping[str, _Named]) -> dict[str, str]:
        """Return the old name of each renamed parameter of an operation, or property of a schema, by its current name.

        `before` maps the names in the last release to marks (see `_Names.mark`). `names` holds the current objects by
        name.
        """
        removed, added = _removed_and_added(before, names)
        marks = {name: self.names.mark(names[name]) for name in added} if removed else {}
        found: dict[str, str] = {}
        for place in {name.rpartition(" ")[0] for name in marks}:
            old = {_bare(name): before[name] for name in removed if name.rpartition(" ")[0] == place}
            new = {_bare(name): mark for name, mark in marks.items() if name.rpartition(" ")[0] == place}

            def are_equal(one: str, other: str, old: dict[str, str] = old, new: dict[str, str] = new) -> bool:
                return _schema_hash(old[one]) == _schema_hash(new[other])

            # A path parameter needs an equal schema at its index. Others also need a similar name or equal description,
            # unless they are the only property that the schema lost, and the only one that it gained.
            if place.startswith("path "):
                pairs = [(one, other) for one in old for other in new if are_equal(one, other)]
            else:
                texts = [{name: mark.partition(" ")[2] for name, mark in side.items()} for side in (old, new)]
                pairs = match_renamed(texts[0], texts[1], are_equal, is_schema_enough=not place)
            found |= {f"{place} {new_name}".strip(): f"{place} {old_name}".strip() for old_name, new_name in pairs}
        return found


def _removed_and_added(before: Mapping[str, str], names: Mapping[str, _Named]) -> tuple[list[str], list[str]]:
    """Return the names that only the last release (`before`) has, and those that only the document (`names`) has.

    Objects with an `x-renamed-from` in the contract are left out: both their old and their new name.
    """
    stated = {each.former for each in names.values() if each.former}
    removed = [name for name in before if name not in names and _bare(name) not in stated]
    return removed, [name for name, each in names.items() if name not in before and not each.former]


def _key(kind: str, *names: str) -> str:
    return " ".join(filter(None, (kind, *names)))


def _bare(name: str) -> str:
    """Return the name of an argument without the location of its parameter: `query limit` becomes `limit`."""
    return name.rpartition(" ")[2]


def _schema_hash(mark: str) -> str:
    """Return the hash of the schema in a mark (see `_Names.mark`): `6a3f09c2 51e07bd4` results in `6a3f09c2`."""
    return mark.partition(" ")[0]
