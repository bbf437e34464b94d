"""SchemaPairs and the ways to them -> for each, the uses from which it is reached, through however many others.

In a contract whose schemas refer to each other, everything is used by almost everything: so schemas in a circle are
looked at as one, and a set of uses is a number of that many bits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specloop.compare.registry import Direction
from specloop.compare.schema_pairs import SchemaPair, Use

DIRECTIONS: tuple[Direction, ...] = ("sent", "received")


class Audience(NamedTuple):
    """Who is concerned by what is sent; or by what is received."""

    direction: Direction
    operations: tuple[str, ...]
    on_the_wire: bool


class Users:
    """Who uses what."""

    def __init__(self, pairs: Iterable[SchemaPair]) -> None:
        self._uses: list[Use] = []
        self._bits: dict[int, int] = {}
        self._masks: dict[int, int] = {}
        self._known: dict[int, list[Audience]] = {}
        every = list(pairs)
        for pair in every:
            for edge in pair.edges:
                if isinstance(edge.holder, Use) and id(edge.holder) not in self._bits:
                    self._bits[id(edge.holder)] = 1 << len(self._uses)
                    self._uses.append(edge.holder)
        for circle in _circles(every):
            holders = [edge.holder for pair in circle for edge in pair.edges]
            mask = 0
            for holder in holders:
                mask |= self._bits[id(holder)] if isinstance(holder, Use) else self._masks.get(id(holder), 0)
            self._masks |= dict.fromkeys(map(id, circle), mask)

    def of(self, holder: Use | SchemaPair) -> list[Audience]:
        """Give the uses of a schema, by direction, in the order of the contract."""
        mask = self._bits.get(id(holder), 0) if isinstance(holder, Use) else self._masks[id(holder)]
        if mask not in self._known:
            bits = bin(mask)[:1:-1]
            uses = [self._uses[number] for number, bit in enumerate(bits) if bit == "1"]
            self._known[mask] = [each for way in DIRECTIONS for each in _audience(way, uses)]
        return self._known[mask]


def _audience(direction: Direction, uses: list[Use]) -> Iterator[Audience]:
    these = [use for use in uses if use.direction == direction]
    if these:
        operations = dict.fromkeys(use.operation for use in these if use.operation)
        yield Audience(direction, tuple(operations), any(use.on_the_wire for use in these))


def _circles(pairs: Iterable[SchemaPair]) -> Iterator[list[SchemaPair]]:
    """Group pairs that lead to each other, holders first (Tarjan's algorithm, without recursion)."""
    numbers: dict[int, int] = {}
    lowest: dict[int, int] = {}
    stack: list[SchemaPair] = []
    on_stack: set[int] = set()

    def enter(pair: SchemaPair) -> tuple[SchemaPair, Iterator[SchemaPair]]:
        numbers[id(pair)] = lowest[id(pair)] = len(numbers)
        stack.append(pair)
        on_stack.add(id(pair))
        return pair, (edge.holder for edge in pair.edges if isinstance(edge.holder, SchemaPair))

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
                    circle: list[SchemaPair] = []
                    while not circle or circle[-1] is not pair:
                        circle.append(stack.pop())
                        on_stack.discard(id(circle[-1]))
                    yield circle
