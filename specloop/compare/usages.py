"""Index of the operations that use each pair of schemas, directly or inside other schemas.

A set of usages is an int with one bit per usage, because almost every operation may use every schema. Pairs that
contain each other have the same usages, so they are handled together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specloop.compare.registry import Direction
from specloop.compare.schema_pairs import AnnotationHolder, PairEdge, SchemaPair, Usage

DIRECTIONS: tuple[Direction, ...] = ("request", "response")


class AffectedOperations(NamedTuple):
    """The operations whose requests or responses a change affects. `direction` says which of the two."""

    direction: Direction
    operations: tuple[str, ...]
    on_the_wire: bool


NOBODY = AffectedOperations("response", (), on_the_wire=False)
"""The result for a class that no operation uses: callers can only import such a class and read its attributes."""


class UsageIndex:
    """Index of the operations that use each SchemaPair, directly or inside another one.

    A SchemaPair is an old schema with the new schema that replaces it.
    """

    def __init__(self, pairs: Iterable[SchemaPair]) -> None:
        self._usages: list[Usage] = []
        self._bits: dict[int, int] = {}
        self._masks: dict[int, int] = {}
        self._in_direction: dict[str, int] = {}
        self._known: dict[int, list[AffectedOperations]] = {}
        pairs = list(pairs)
        for pair in pairs:
            for edge in pair.edges:
                if isinstance(edge.holder, Usage) and id(edge.holder) not in self._bits:
                    self._bits[id(edge.holder)] = 1 << len(self._usages)
                    self._usages.append(edge.holder)
        for direction in DIRECTIONS:
            self._add_direction(pairs, direction)

    def _add_direction(self, pairs: list[SchemaPair], direction: Direction) -> None:
        """Record which requests contain each schema pair, or which responses if `direction` is "response".

        Requests do not contain readOnly properties, and responses do not contain writeOnly ones.
        """
        these = (self._bits[id(usage)] for usage in self._usages if usage.direction == direction)
        bits = self._in_direction[direction] = sum(these)
        masks: dict[int, int] = {}
        for cycle in _cycles(pairs, direction):
            mask = 0
            for edge in (edge for pair in cycle for edge in pair.edges if edge.blocked != direction):
                holder = edge.holder
                mask |= self._bits[id(holder)] & bits if isinstance(holder, Usage) else masks.get(id(holder), 0)
            masks |= dict.fromkeys(map(id, cycle), mask)
        for key, mask in masks.items():
            self._masks[key] = self._masks.get(key, 0) | mask

    def of(self, changed: AnnotationHolder) -> list[AffectedOperations]:
        """Return the operations that a change affects: at most one item for requests, and one for responses.

        If no operation is affected, return `[NOBODY]`. `changed` is a SchemaPair if the schema itself changes. It is a
        PairEdge or Usage if the change is in only one place that uses the schema.
        """
        mask = self._mask(changed)
        if mask not in self._known:
            bits = bin(mask)[:1:-1]
            usages = [self._usages[number] for number, bit in enumerate(bits) if bit == "1"]
            self._known[mask] = [each for way in DIRECTIONS for each in _affected_operations(way, usages)] or [NOBODY]
        return self._known[mask]

    def _mask(self, holder: AnnotationHolder) -> int:
        if isinstance(holder, Usage):
            return self._bits.get(id(holder), 0)
        if not isinstance(holder, PairEdge):
            return self._masks[id(holder)]
        return self._mask(holder.holder) & ~self._in_direction.get(holder.blocked, 0)


def _affected_operations(direction: Direction, usages: list[Usage]) -> Iterator[AffectedOperations]:
    these = [usage for usage in usages if usage.direction == direction]
    if these:
        operations = dict.fromkeys(usage.operation for usage in these if usage.operation)
        yield AffectedOperations(direction, tuple(operations), any(usage.on_the_wire for usage in these))


def _cycles(pairs: Iterable[SchemaPair], direction: Direction) -> Iterator[list[SchemaPair]]:
    """Yield the schema pairs in groups: all pairs that contain each other, directly or not, are in the same group.

    The other groups have one pair. Pairs that contain a group come before it. This is Tarjan's algorithm without
    recursion.
    """
    numbers: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[SchemaPair] = []
    on_stack: set[int] = set()

    def enter(pair: SchemaPair) -> tuple[SchemaPair, Iterator[SchemaPair]]:
        numbers[id(pair)] = lowest[id(pair)] = len(numbers)
        stack.append(pair)
        on_stack.add(id(pair))
        edges = (edge for edge in pair.edges if edge.blocked != direction)
        return pair, (edge.holder for edge in edges if isinstance(edge.holder, SchemaPair))

    for start in pairs:
        trail = [] if id(start) in numbers else [enter(start)]
        while trail:
            pair, holders = trail[-1]
            for holder in holders:
                if id(holder) not in numbers:
                    trail.append(enter(holder))
                    break
                if id(holder) in on_stack:
                    lowest[id(pair)] = min(lowest[id(pair)], numbers[id(holder)])
            else:
                trail.pop()
                if trail:
                    above = id(trail[-1][0])
                    lowest[above] = min(lowest[above], lowest[id(pair)])
                if lowest[id(pair)] == numbers[id(pair)]:
                    cycle: list[SchemaPair] = []
                    while not cycle or cycle[-1] is not pair:
                        cycle.append(stack.pop())
                        on_stack.discard(id(cycle[-1]))
                    yield cycle
