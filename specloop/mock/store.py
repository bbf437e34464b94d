"""Storage of the mock: collections of generated resources, with the changes that callers made."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from specloop.openapi.json_pointer import JsonObject

MAX_ITEMS = 100_000
MAX_IDENTITY_ATTEMPTS = 1_000


class _Removed:
    """The type of REMOVED, which replaces the value of a property that a caller removed."""

    def __repr__(self) -> str:
        return "REMOVED"


REMOVED: Final = _Removed()


@dataclass
class StoredResource:
    """One resource: the number (a seed) from which its values are generated, and the properties that callers set."""

    id: str
    number: int
    overrides: JsonObject = field(default_factory=dict)
    example: JsonObject | None = None
    """The document's example of this resource; None if the document has no such example."""
    is_deleted: bool = False


@dataclass
class Collection:
    """The resources below one path, such as `/things`, listed from the newest to the oldest."""

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
        """Generate different identifiers for all resources with which the collection begins."""
        for identifier, example in [*self.examples.items()][: self.count]:
            self._make(identifier, example)
        while len(self.made) < self.count and (free := self._next_id()) is not None:
            self._make(free, None)

    def _make(self, identifier: str, example: JsonObject | None) -> None:
        number = len(self.made) + self.offset
        self.resources[identifier] = StoredResource(identifier, number, example=example)
        self.made.append(identifier)
        self.next_number = max(self.next_number, len(self.made))

    def _next_id(self) -> str | None:
        """Return an unused identifier; None if MAX_IDENTITY_ATTEMPTS attempts find no unused identifier."""
        for _ in range(MAX_IDENTITY_ATTEMPTS):
            made = self.make_id(self.next_number)
            self.next_number += 1
            if made not in self.resources:
                return made
        return None

    @property
    def offset(self) -> int:
        """A number that depends on the path, so that the resources of different collections have different values."""
        return zlib.crc32(self.path.encode()) % 97

    def ids(self) -> Iterator[str]:
        """Yield the identifiers of all resources that are not deleted, the newest first."""
        for identifier in [*reversed(self.created), *self.made]:
            if not self.resources[identifier].is_deleted:
                yield identifier

    def get(self, identifier: str) -> StoredResource:
        """Return the resource with an identifier; for an unknown identifier, generate a resource without storing it."""
        if identifier not in self.resources:
            return StoredResource(identifier, 1_000_000 + zlib.crc32(f"{self.path}/{identifier}".encode()))
        return self.resources[identifier]

    def has(self, identifier: str) -> bool:
        """Return whether the collection contains a resource with this identifier that was not deleted."""
        return identifier in self.resources and not self.resources[identifier].is_deleted

    def is_gone(self, identifier: str) -> bool:
        """Return whether a resource with this identifier was in the collection and was deleted."""
        return identifier in self.resources and self.resources[identifier].is_deleted

    def keep(self, resource: StoredResource) -> None:
        """Store a resource, with the changes that a caller made, in the collection."""
        self.resources[resource.id] = resource

    def create(self, identifier: str | None) -> StoredResource:
        """Add a resource with the identifier that the caller chose, or else with a generated identifier.

        Raises LookupError if no unused identifier is left.
        """
        identifier = identifier or self._next_id()
        if identifier is None:
            raise LookupError("every identifier that the document allows is in use")
        resource = StoredResource(identifier, self.next_number + self.offset)
        self.next_number += 1
        self.resources[identifier] = resource
        self.created = [each for each in self.created if each != identifier] + [identifier]
        self.made = [each for each in self.made if each != identifier]
        return resource


@dataclass(frozen=True)
class StoredBody:
    """The bytes that a caller uploaded to a path, and the media type of the bytes."""

    media_type: str
    content: bytes


class Store:
    """The stored resources, uploaded bodies and stored responses of one mock."""

    def __init__(self) -> None:
        self.collections: dict[str, Collection] = {}
        self.singletons: dict[str, StoredResource] = {}
        self.bodies: dict[str, StoredBody] = {}
        self.replies: dict[tuple[str, str, str], Any] = {}
        """Mapping from method, path and idempotency key to the stored response, which a repeated request gets."""

    def singleton(self, path: str) -> StoredResource:
        """Return the resource at a path outside all collections; create the resource on first use."""
        if path not in self.singletons:
            self.singletons[path] = StoredResource("", zlib.crc32(path.encode()))
        return self.singletons[path]

    def clear(self) -> None:
        """Delete all resources, bodies and responses that are stored."""
        self.__init__()  # type: ignore[misc]


def merge(old: Any, new: Any) -> Any:
    """Merge two JSON values by RFC 7396 (JSON Merge Patch), except that null is kept and does not remove a property."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return old | {name: merge(old.get(name), value) for name, value in new.items()}
