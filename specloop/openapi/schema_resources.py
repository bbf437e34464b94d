"""Find schemas by their `$id` or by a reference that is relative to one (JSON Schema 2020-12, section 8.2)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urldefrag, urljoin

from jsonschema_specifications import REGISTRY as SPECIFICATIONS  # type: ignore[import-untyped]
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from specloop.openapi.json_pointer import JsonPointer, iter_objects, locate
from specloop.openapi.object_types import OBJECT_FIELDS, SELF

NodeLocation = tuple[str, JsonPointer]
"""The name of a document, and the pointer of a node in it."""


class SchemaResources:
    """Index of the schemas with `$id` in all loaded documents, by URI."""

    def __init__(self) -> None:
        self._registry: Registry[Any] = Registry()
        self._roots: dict[str, NodeLocation] = {}
        self._contents: dict[str, Any] = {}
        self._documents: dict[str, str] = {}
        self._uris: dict[str, str] = {}
        self._places: dict[int, NodeLocation] = {}
        self._bases: dict[int, str] = {}

    def add_document(self, name: str, data: Any) -> None:
        """Add a document to the index. Its schemas are added only if at least one of them has an `$id`.

        Args:
            name: The name of the document, such as its path.
            data: The content: an OpenAPI document, or a file that is one schema.
        """
        own = data.get("$self") if isinstance(data, dict) else None
        uri = urljoin(document_uri(name), own) if isinstance(own, str) else document_uri(name)
        self._documents[urldefrag(uri)[0]] = name
        self._uris[name] = uri
        if not any(isinstance(node.get("$id"), str) for node in iter_objects(data)):
            return
        kind = "document" if isinstance(data, dict) and "openapi" in data else "schema"
        unread: list[tuple[str, JsonPointer, Any, str]] = [(kind, (), data, "")]
        seen: set[tuple[str, int]] = set()
        while unread:
            kind, pointer, value, base = unread.pop()
            if not isinstance(value, dict) or (kind, id(value)) in seen:
                continue
            seen.add((kind, id(value)))
            if kind == "schema":
                base = self._add_schema(value, (name, pointer), base, uri)
            fields = OBJECT_FIELDS.get(kind, {})
            for field, content in value.items():
                known = fields.get(field) or fields.get(SELF)
                if known is None:
                    continue
                if known.shape == "one" or SELF in fields:
                    unread.append((known.kind, (*pointer, field), content, base))
                elif isinstance(content, list):
                    unread += [(known.kind, (*pointer, field, n), each, base) for n, each in enumerate(content)]
                elif isinstance(content, dict):
                    unread += [(known.kind, (*pointer, field, key), each, base) for key, each in content.items()]
        self._registry = self._registry.crawl()

    def _add_schema(self, schema: dict[str, Any], location: NodeLocation, base: str, document_base: str) -> str:
        """Add a schema to the index, and return the base URI of its subschemas: its absolute `$id`, or else `base`.

        `base` is the `$id` of the nearest enclosing schema, or "" if there is none. The `$id` is resolved against
        `base` or, if this is "", against `document_base`.
        """
        own = schema.get("$id")
        if isinstance(own, str) and not own.startswith("#"):
            base = urldefrag(urljoin(base or document_base, own))[0]
            if self._contents.get(base, schema) != schema:
                # Several schemas have this `$id`. A reference such as `#/$defs/a` still leads into its own schema.
                base = f"{base}?{len(self._contents)}"
            self._registry = self._registry.with_resource(base, DRAFT202012.create_resource(schema))
            self._roots.setdefault(base, location)
            self._contents.setdefault(base, schema)
        self._places[id(schema)] = location
        if base:
            self._bases[id(schema)] = base
            rule = schema.get("discriminator")
            if isinstance(rule, dict) and isinstance(rule.get("mapping"), dict):
                self._bases[id(rule["mapping"])] = base
        return base

    def base_uri(self, schema: Any) -> str:
        """Return the `$id` of a schema or, without `$id`, of the nearest enclosing schema, as an absolute URI.

        `schema` may also be the `mapping` of a discriminator.

        Return "" if neither the schema nor an enclosing schema has an `$id`.
        """
        return self._bases.get(id(schema), "")

    def uri(self, name: str) -> str:
        """Return the absolute base URI of a document. `name` is the name that was passed to `add_document`."""
        return self._uris[name]

    def document(self, uri: str) -> str | None:
        """Return the name of the document whose base URI is `uri`, as passed to `add_document`.

        Return None if there is no such document.
        """
        return self._documents.get(uri)

    def find(self, base: str, ref: str) -> NodeLocation | None:
        """Resolve a reference to a schema with `$id`, or to a node inside one.

        Return the target's document name and JSON Pointer, or None if there is no such target.

        Args:
            base: The base URI against which the reference is resolved.
            ref: The reference, such as `urn:example:pet`, `pet#/properties/name` or `#anchor`.
        """
        uri, fragment = (base, ref[1:]) if ref.startswith("#") else urldefrag(urljoin(base, ref))
        root = self._roots.get(uri)
        if root is None:
            return None
        name, pointer = root
        if not fragment or fragment.startswith("/"):
            try:
                return name, (*pointer, *(locate(self._contents[uri], f"#{fragment}") if fragment else ()))
            except LookupError:
                return None
        try:
            found = self._registry.resolver(uri).lookup(f"#{fragment}")
        except Unresolvable:
            return None
        return self._places.get(id(found.contents))


def document_uri(name: str) -> str:
    """Convert the name of a document to an absolute URI. A name that is a URL is returned unchanged.

    `a/pets.yaml` becomes `file:///a/pets.yaml`. The URI only identifies the document; it is not the path of a real
    file.
    """
    return name if "://" in name else f"file:///{quote(name)}"


def specification(uri: str) -> Any:
    """Return a published meta-schema of JSON Schema by its URI, or None if the URI is unknown."""
    resource = SPECIFICATIONS.get(uri.rstrip("#"))
    return None if resource is None else resource.contents
