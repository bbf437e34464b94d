"""The schemas that operations use, then and now -> SchemaPairs: which schema became which, and who uses it.

A pair is made once, however many places refer to its schemas, so recursion ends, and what differs is found once; who
is concerned is asked afterwards, along the way back to the operations.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from specloop.codegen import naming
from specloop.compare.api_surface import ApiSurface
from specloop.compare.matching import Fingerprints, matched
from specloop.compare.registry import Direction
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import NormalizedSchema, Notes, SchemaRef, SchemaVariant

Step: TypeAlias = Literal["use", "member", "item", "value", "arm"]

STEPS: dict[Step, str] = {"use": "", "member": ".", "item": "[]", "value": "[...]", "arm": ""}
"""How a person speaks of what is in something."""

LONG = 80


@dataclass(frozen=True, slots=True, eq=False)
class Use:
    """A place where an operation sends or receives values."""

    direction: Direction
    operation: str
    label: str
    """How a person speaks of the place."""
    inside: tuple[str, str] = ("", "")
    """What a person says before and after the way, such as `.name`, to what is in it; where that is not the label."""
    members_are_arguments: bool = False
    """Whether it is a body whose members a call gives one by one."""
    on_the_wire: bool = True
    """Whether values travel at all: nobody sends a component that no operation uses."""

    def spoken(self, way: str) -> str:
        """Speak of what is there, or of what is in it."""
        if not way or not any(self.inside):
            return self.label + way
        return (way.removeprefix(".") if self.members_are_arguments else way).join(self.inside)


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """The way from a holder to a schema in it."""

    holder: Use | SchemaPair
    kind: Step
    name: str
    was: SchemaRef
    at: SchemaRef

    @property
    def label(self) -> str:
        """How a person speaks of what is there."""
        if isinstance(self.holder, Use):
            return self.holder.label
        return self.holder.member(self.name) if self.kind == "member" else self.holder.spoken(STEPS[self.kind])


@dataclass(eq=False)
class SchemaPair:
    """A schema then, and what became of it."""

    then: ApiSurface
    now: ApiSurface
    was: SchemaRef
    at: SchemaRef
    edges: list[Edge] = field(default_factory=list)
    matched: list[tuple[SchemaVariant, SchemaVariant]] = field(default_factory=list)
    """Alternatives that became one another, and are compared here."""
    lost: list[SchemaVariant] = field(default_factory=list)
    gained: list[SchemaVariant] = field(default_factory=list)
    is_replaced: bool = False
    """Whether none of the alternatives is left."""

    @cached_property
    def old(self) -> NormalizedSchema:
        """The values there were."""
        return self.then.shapes.shape(self.was)

    @cached_property
    def new(self) -> NormalizedSchema:
        """The values there are."""
        return self.now.shapes.shape(self.at)

    @property
    def old_class(self) -> str | None:
        """The class that was made of it."""
        return self.then.class_of(self.was)

    @property
    def new_class(self) -> str | None:
        """The class that is made of it."""
        return self.now.class_of(self.at)

    @cached_property
    def label(self) -> str:
        """How a person speaks of it: by its class, or else by the place where it is met first."""
        return self.spoken("")

    def spoken(self, way: str) -> str:
        """Speak of what is in it, by the way there."""
        pair = self
        while True:
            edge = pair.edges[0]
            if name := pair.name:
                return _shortened(name + way)
            if isinstance(edge.holder, Use):
                return edge.holder.spoken(_shortened(way))
            pair = edge.holder
            way = (f".{naming.identifier(edge.name)}" if edge.kind == "member" else STEPS[edge.kind]) + way

    @property
    def name(self) -> str | None:
        """Its class, if it was and is one that a caller meets."""
        return self.new_class if self.old_class and not self.body_of else None

    @property
    def body_of(self) -> Use | None:
        """The operation of which it is the body, so that callers meet its members as arguments and nowhere else."""
        holder = self.edges[0].holder
        return holder if len(self.edges) == 1 and isinstance(holder, Use) and holder.members_are_arguments else None

    def member(self, wire: str) -> str:
        """Speak of a member."""
        return self.spoken(f".{naming.identifier(wire)}")

    @property
    def differs(self) -> bool:
        """Whether the rules can find anything."""
        return self.old.outline != self.new.outline or self.old_class != self.new_class

    def place(self, *keywords: str) -> tuple[JsonPointer | None, JsonPointer | None]:
        """Give the places, then and now, of the first keyword that is there; of the schema, if none is."""
        edge = self.edges[0]
        was, at = (self.was, self.at) if self.was == self.at or len(self.edges) > 1 else (edge.was, edge.at)
        return keyword_at(self.then, was, keywords), keyword_at(self.now, at, keywords)


@dataclass(frozen=True, slots=True, eq=False)
class Remarks:
    """What is said about the values at a place, then and now, beside which values there are."""

    then: ApiSurface
    now: ApiSurface
    about: Edge | SchemaPair
    old: Notes
    new: Notes

    @property
    def label(self) -> str:
        """How a person speaks of the place."""
        return self.about.label

    @property
    def holder(self) -> Use | SchemaPair:
        """Whose users are concerned."""
        return self.about.holder if isinstance(self.about, Edge) else self.about

    def place(self, *keywords: str) -> tuple[JsonPointer | None, JsonPointer | None]:
        """Give the places, then and now, of the first keyword that is there; of the schema, if none is."""
        return keyword_at(self.then, self.about.was, keywords), keyword_at(self.now, self.about.at, keywords)


class Pairs:
    """All pairs of two contracts, from the uses on."""

    def __init__(self, then: ApiSurface, now: ApiSurface) -> None:
        self.then = then
        self.now = now
        self.pairs: dict[tuple[SchemaRef, SchemaRef], SchemaPair] = {}
        self.remarks: list[Remarks] = []
        self._unread: deque[SchemaPair] = deque()
        self._fingerprints = Fingerprints()
        self._remarked: set[tuple[SchemaRef, SchemaRef]] = set()

    def use(self, use: Use, was: JsonPointer, at: JsonPointer) -> SchemaPair:
        """Enter the schemas that an operation uses at a place."""
        pair = self._site(Edge(use, "use", "", (was,), (at,)))
        while self._unread:
            self._read(self._unread.popleft())
        return pair

    def are_alike(self, was: JsonPointer, at: JsonPointer) -> bool:
        """Tell whether two schemas allow the same values, as far as one can see."""
        old = self._fingerprints.of(self.then.shapes, self.then.shapes.spot((was,)))
        return old == self._fingerprints.of(self.now.shapes, self.now.shapes.spot((at,)))

    def _site(self, edge: Edge) -> SchemaPair:
        """Enter the schemas at a place: what is said of them there is of the place, and all else is of the schemas."""
        then, now = self.then.shapes, self.now.shapes
        pair = self._pair(edge, then.spot(edge.was), now.spot(edge.at))
        are_shared = then.is_shared(edge.was) and now.is_shared(edge.at)
        self._remark(edge, then.notes(edge.was, shared=not are_shared), now.notes(edge.at, shared=not are_shared))
        if are_shared and (pair.was, pair.at) not in self._remarked:
            self._remarked.add((pair.was, pair.at))
            self._remark(pair, then.notes(pair.was), now.notes(pair.at))
        return pair

    def _remark(self, about: Edge | SchemaPair, old: Notes, new: Notes) -> None:
        if old != new:
            self.remarks.append(Remarks(self.then, self.now, about, old, new))

    def _pair(self, edge: Edge, was: SchemaRef, at: SchemaRef) -> SchemaPair:
        pair = self.pairs.get((was, at))
        if pair is None:
            pair = self.pairs[was, at] = SchemaPair(self.then, self.now, was, at)
            self._unread.append(pair)
        pair.edges.append(edge)
        return pair

    def _read(self, pair: SchemaPair) -> None:
        """Find out which alternative became which, and go on to what is inside."""
        together, pair.lost, pair.gained = matched(
            pair.old.arms, pair.new.arms, self.then, self.now, self._fingerprints
        )
        pair.is_replaced = not together and bool(pair.lost and pair.gained)
        for old, new in together:
            if (old.origin, new.origin) == (pair.was, pair.at) or not self._stand_alone(old, new):
                pair.matched.append((old, new))
                for edge in _inside(pair, old, new):
                    self._site(edge)
                continue
            edge = Edge(pair, "arm", "", old.origin, new.origin)
            if pair.was == old.origin or pair.at == new.origin:
                self._pair(edge, old.origin, new.origin)  # then or now it stood here, and so does what is said of it
            else:
                self._site(edge)

    def _stand_alone(self, old: SchemaVariant, new: SchemaVariant) -> bool:
        """Whether the two alternatives are schemas of their own, which can be a pair of their own."""
        if not old.origin or not new.origin:
            return False
        was, at = self.then.shapes.shape(old.origin), self.now.shapes.shape(new.origin)
        alone = (
            len(shape.arms) == 1 and shape.arms[0].content == arm.content for shape, arm in ((was, old), (at, new))
        )
        return was.null == at.null and all(alone)


def members(old: SchemaVariant, new: SchemaVariant) -> tuple[list[tuple[str, str]], list[str], list[str]]:
    """Find which members of an object are still there, gone and added; one may have another spelling by now."""
    kept = [(name, name) for name in old.members if name in new.members]
    gone = [name for name in old.members if name not in new.members]
    added = [name for name in new.members if name not in old.members]
    spoken = {naming.identifier(name): name for name in added}
    for name in list(gone):
        respelled = spoken.pop(naming.identifier(name), None)
        if respelled is not None:
            kept.append((name, respelled))
            gone.remove(name)
            added.remove(respelled)
    return kept, gone, added


def _inside(pair: SchemaPair, old: SchemaVariant, new: SchemaVariant) -> Iterator[Edge]:
    """Give the ways to the schemas of members, items and other values."""
    for was, at in members(old, new)[0]:
        yield Edge(pair, "member", at, old.members[was], new.members[at])
    if old.items or new.items:
        yield Edge(pair, "item", "", old.items, new.items)
    for before, after in zip(old.prefix, new.prefix, strict=False):
        yield Edge(pair, "item", "", before, after)
    if old.kind == new.kind == "object" and (old.extra or new.extra):
        yield Edge(pair, "value", "", old.extra, new.extra)


def keyword_at(api: ApiSurface, spot: SchemaRef, keywords: tuple[str, ...]) -> JsonPointer | None:
    """Give the place of the first keyword that stands in a schema; of the schema, if none does."""
    if not spot:
        return None
    node = api.shapes.node(spot[0])
    found = [keyword for keyword in keywords if isinstance(node, dict) and keyword in node]
    return (*spot[0], *found[:1])


def _shortened(label: str) -> str:
    return label if len(label) <= LONG else f"...{label[-LONG:]}"
