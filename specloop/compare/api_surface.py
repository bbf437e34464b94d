"""A contract -> Api: what a caller of the generated client meets. Namespaces, methods, arguments, classes, credentials.

The names are the generator's own: classes as `digest` gives them, all others by the rules of `names`, in the order in
which the generator makes them unique. A test compares them with what is generated.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from specloop.codegen import api_names, auth, naming
from specloop.codegen.schema_digest import NormalizedDocument, Operation, Resolved, digest, resolve_ref
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.media_types import essence
from specloop.openapi.operations import path_item_operations
from specloop.openapi.schema import SchemaNormalizer

DEEP = 10_000
"""Frames: a schema takes a handful, so this is a chain of two thousand."""


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter, under the name that a caller knows."""

    name: str
    wire: str
    location: str
    required: bool
    node: Mapping[str, Any]
    pointer: JsonPointer
    media_type: str
    schema: JsonPointer

    @property
    def identity(self) -> tuple[str, str]:
        """What the server knows it by; the case of a header does not matter."""
        return self.location, self.wire.lower() if self.location == "header" else self.wire

    @property
    def is_positional(self) -> bool:
        """Whether a caller may pass it by position."""
        return self.location == "path"


@dataclass(frozen=True, slots=True)
class ApiOperation:
    """One operation, as the method that calls it; or a webhook, which nobody calls."""

    id: str
    source: Operation
    namespace: str = ""
    name: str = ""
    arguments: tuple[Argument, ...] = ()
    members: Mapping[str, str] | None = None
    """The members of its JSON body that are arguments as well: name on the wire -> name of the argument."""

    @property
    def method(self) -> str:
        """The method as a caller finds it on the client."""
        return f"{self.namespace}.{self.name}" if self.name else self.id

    @property
    def call(self) -> str:
        """The method as a person speaks of it."""
        return f"{self.method}()" if self.name else f"the {self.id}"

    def argument(self, name: str) -> str:
        """Speak of one of its arguments."""
        return f"{self.method}({name})" if self.name else f"{name} of the {self.id}"


@dataclass(frozen=True, slots=True)
class Credential:
    """A security scheme, and the constructor arguments that fill it in."""

    scheme: str
    kind: str
    location: str
    header: str
    arguments: tuple[str, ...]


@dataclass
class ApiSurface:
    """A contract, as its callers see it."""

    contract: Document
    document: dict[str, Any] = field(init=False, repr=False)
    digest: NormalizedDocument = field(init=False, repr=False)
    shapes: SchemaNormalizer = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.document = self.contract.document
        with deep_recursion():
            self.digest = digest(self.document)
        self.shapes = SchemaNormalizer(self.contract)
        self._classes = {tuple(map(str, pointer)): name for name, pointer in self.digest.classes.items()}

    # The client

    @cached_property
    def client(self) -> str:
        """The name of the client class."""
        return str(naming.client_name(str(self.document["info"]["title"])))

    @cached_property
    def package(self) -> str:
        """The name of the import package."""
        return str(naming.package_name(str(self.document["info"]["title"])))

    @cached_property
    def servers(self) -> list[str]:
        """The URLs of its servers that are URLs; the first one is the client's default."""
        return [url for url in map(_url, self.document.get("servers") or []) if url.startswith(("https://", "http://"))]

    @cached_property
    def credentials(self) -> dict[str, Credential]:
        """What the constructor takes, by security scheme."""
        return {
            each.scheme: Credential(
                scheme=each.scheme,
                kind=each.kind,
                location=each.location,
                header=each.name,
                arguments=tuple(map(str, each.arguments)),
            )
            for each in auth.schemes(self.document)
        }

    def class_of(self, spot: Iterable[JsonPointer]) -> str | None:
        """Give the name of the class that is made of a schema."""
        found = (self._classes.get(tuple(map(str, pointer))) for pointer in spot)
        return next((name for name in found if name), None)

    @property
    def classes(self) -> dict[str, JsonPointer]:
        """All classes, and where their schemas stand."""
        return self.digest.classes

    # Its operations

    @cached_property
    def operations(self) -> list[ApiOperation]:
        """What is called, in the contract's order."""
        called = {
            key: (str(space.name), str(name))
            for space in api_names.namespaces(self.document, self.digest.operations)
            for key, name in space.methods.items()
        }
        return [self._operation(_title(source), source, *called[key]) for key, source in self.digest.operations.items()]

    @cached_property
    def hooks(self) -> list[ApiOperation]:
        """The webhooks and callbacks: requests that the client's user receives."""
        found = list(self._hooks(self.document.get("webhooks"), ("webhooks",), "webhook"))
        for operation in self.operations:
            held = operation.source
            for name, raw in (held.node.get("callbacks") or {}).items():
                callback = resolve_ref(self.document, raw, (*held.pointer, "callbacks", name))
                found += self._hooks(callback.node, callback.pointer, f"callback {name} of {operation.id}")
        return found

    def _hooks(self, items: Any, pointer: JsonPointer, title: str) -> Iterator[ApiOperation]:
        for name, raw in (items or {}).items():
            if title != "webhook" and name.startswith("x-"):
                continue
            label = f"{title} {name}" if title == "webhook" else title
            for source in path_item_operations(self.document, name, resolve_ref(self.document, raw, (*pointer, name))):
                yield self._operation(label, source)

    def _operation(self, id_: str, source: Operation, namespace: str = "", name: str = "") -> ApiOperation:
        wires = self._member_names(source) if name else None
        whole = [api_names.WHOLE] if source.body is not None and wires is None else []
        arguments = tuple(self._arguments(source, [*api_names.ARGUMENT_NAMES, *whole]))
        if wires is None:
            return ApiOperation(id_, source, namespace, name, arguments)
        taken = naming.NameRegistry([*api_names.ARGUMENT_NAMES, *(each.name for each in arguments)])
        members = {wire: str(api_names.member(wire, taken)) for wire in wires}
        return ApiOperation(id_, source, namespace, name, arguments, members)

    def _arguments(self, source: Operation, spoken_for: list[str]) -> Iterator[Argument]:
        for located, name in api_names.arguments(source, spoken_for):
            media_type, schema = self._content_of(located)
            yield Argument(
                name=str(name),
                wire=located.node["name"],
                location=located.node["in"],
                required=bool(located.node.get("required")) or located.node["in"] == "path",
                node=located.node,
                pointer=located.pointer,
                media_type=media_type,
                schema=schema,
            )

    def _content_of(self, parameter: Resolved) -> tuple[str, JsonPointer]:
        if "schema" not in parameter.node:
            for media_type, schema in self.contents(parameter).items():
                return media_type, schema
        return "", (*parameter.pointer, "schema")

    def contents(self, holder: Resolved) -> dict[str, JsonPointer]:
        """Give the media types of a body or a response, without parameters such as a charset, and their schemas."""
        found = holder.node.get("content") or {}
        return {
            essence(media_type): (
                *resolve_ref(self.document, media, (*holder.pointer, "content", media_type)).pointer,
                "schema",
            )
            for media_type, media in found.items()
        }

    def _member_names(self, source: Operation) -> list[str] | None:
        """List the members of a body that is an object, as they are on the wire: each is an argument of its own."""
        if source.body is None:
            return None
        for schema in self.contents(source.body).values():
            shape = self.shapes.shape(self.shapes.spot((schema,)))
            if len(shape.arms) != 1 or not shape.arms[0].is_class or shape.null:
                return None
            return list(shape.arms[0].members)
        return None


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Let Python functions call each other as deeply as a document refers: such calls take no C stack."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, DEEP))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def _title(source: Operation) -> str:
    return str(source.node.get("operationId") or f"{source.method.upper()} {source.path}")


def _url(server: Mapping[str, Any]) -> str:
    url = str(server.get("url", ""))
    for name, variable in (server.get("variables") or {}).items():
        url = url.replace("{" + name + "}", str(variable.get("default", "")))
    return url.rstrip("/")
