"""In-memory storage of the mock. Resources are stored in collections, one for each path such as `/things`.

A collection begins with examples and generated resources. Requests can then create, change and delete resources.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from specloop.openapi.json_pointer import JsonObject

MAX_ITEMS = 100_000
MAX_IDENTITY_ATTEMPTS = 1_000


class _Removed:
    """The type of the constant REMOVED. This constant is the value of each property that a request has removed."""

    def __repr__(self) -> str:
        return "REMOVED"


REMOVED: Final = _Removed()


@dataclass
class StoredResource:
    """A stored resource. Property values that are not stored are generated for each response.

    Values in `overrides`, which requests set, come first, then values in `example`. All other values are generated with
    the seed `number`.
    """

    id: str
    number: int
    overrides: JsonObject = field(default_factory=dict)
    example: JsonObject | None = None
    """The document's example of this resource; None if the document has no such example."""
    is_deleted: bool = False


@dataclass
class Collection:
    """The resources below one path, such as `/things`. The newest resource is listed first."""

    path: str
    make_id: Callable[[int], str]
    count: int
    examples: dict[str, JsonObject] = field(default_factory=dict)
    """Mapping from identifier to resource for the document's examples, with which the collection begins."""
    resources: dict[str, StoredResource] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)
    made: list[str] = field(default_factory=list)
    next_number: int = 0

    def __post_init__(self) -> None:
        """Create the first `count` resources of the collection: first from the examples, then generated ones."""
        for identifier, example in [*self.examples.items()][: self.count]:
            self._make(identifier, example)
        while len(self.made) < self.count and (free := self._next_id()) is not None:
            self._make(free, None)

    def _make(self, identifier: str, example: JsonObject | None) -> None:
        number = len(self.made) + self._first_number
        self.resources[identifier] = StoredResource(identifier, number, example=example)
        self.made.append(identifier)
        self.next_number = max(self.next_number, len(self.made))

    def _next_id(self) -> str | None:
        """Generate an identifier that no resource has. Return None if MAX_IDENTITY_ATTEMPTS attempts find none."""
        for _ in range(MAX_IDENTITY_ATTEMPTS):
            made = self.make_id(self.next_number)
            self.next_number += 1
            if made not in self.resources:
                return made
        return None

    @property
    def _first_number(self) -> int:
        """The `number` of the first resource that the collection creates. It depends on the path of the collection."""
        # Values are generated from these numbers, so different collections contain different values.
        return zlib.crc32(self.path.encode()) % 97

    def ids(self) -> Iterator[str]:
        """Yield the identifiers of all resources that are not deleted. Those that requests created come first."""
        for identifier in [*reversed(self.created), *self.made]:
            if not self.resources[identifier].is_deleted:
                yield identifier

    def get(self, identifier: str) -> StoredResource:
        """Return a resource, even a deleted one. If it does not exist, generate it, but do not store it."""
        if identifier not in self.resources:
            return StoredResource(identifier, 1_000_000 + zlib.crc32(f"{self.path}/{identifier}".encode()))
        return self.resources[identifier]

    def has(self, identifier: str) -> bool:
        """Return whether a resource with this identifier exists and is not deleted."""
        return identifier in self.resources and not self.resources[identifier].is_deleted

    def is_gone(self, identifier: str) -> bool:
        """Return whether a resource with this identifier existed and was deleted."""
        return identifier in self.resources and self.resources[identifier].is_deleted

    def keep(self, resource: StoredResource) -> None:
        """Store a resource. It replaces any stored resource with the same identifier."""
        self.resources[resource.id] = resource

    def create(self, identifier: str | None) -> StoredResource:
        """Create a resource with the given identifier. If it is None, an unused identifier is generated.

        Raises LookupError if no unused identifier is found.
        """
        identifier = identifier or self._next_id()
        if identifier is None:
            raise LookupError("every identifier that the document allows is in use")
        resource = StoredResource(identifier, self.next_number + self._first_number)
        self.next_number += 1
        self.resources[identifier] = resource
        self.created = [each for each in self.created if each != identifier] + [identifier]
        self.made = [each for each in self.made if each != identifier]
        return resource


@dataclass(frozen=True)
class StoredBody:
    """A body that a request uploaded to a path, with its media type."""

    media_type: str
    content: bytes


class Store:
    """The data that one mock stores: resources, uploaded bodies, and responses to requests with an idempotency key."""

    def __init__(self) -> None:
        self.collections: dict[str, Collection] = {}
        self.singletons: dict[str, StoredResource] = {}
        self.bodies: dict[str, StoredBody] = {}
        self.replies: dict[tuple[str, str, str], Any] = {}
        """Mapping from method, path and idempotency key to the stored response, which a repeated request gets."""

    def singleton(self, path: str) -> StoredResource:
        """Return the resource at a path that is not in a collection, such as `/profile`. Create it on first use."""
        if path not in self.singletons:
            self.singletons[path] = StoredResource("", zlib.crc32(path.encode()))
        return self.singletons[path]

    def clear(self) -> None:
        """Delete all resources, bodies and responses."""
        self.__init__()  # type: ignore[misc]


def merge(old: Any, new: Any) -> Any:
    """Merge `new` into `old` like a JSON Merge Patch (RFC 7396), but keep null: it does not remove a property."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return old | {name: merge(old.get(name), value) for name, value in new.items()}
