"""What two contracts differ in -> Changes, by a table of rules.

A rule is a small generator. Its name is the code that reports show, its decorator holds the two verdicts and the rule
that sees the opposite change, its docstring is the reason for the verdicts, and what it yields is a sentence for a
person who calls the client. The modules of this package hold the rules of one area each; TABLE has all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar

from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import SchemaRef
from specloop.report import BUMPS, WIRES, Bump, Wire, worst_bump, worst_wire

Subject = TypeVar("Subject")

Direction: TypeAlias = Literal["", "sent", "received"]
"""Which way the values go that a rule is about, seen from the client; empty where that does not matter."""

ITSELF = "itself"
"""The mirror of a rule that sees the way there and the way back alike."""


@dataclass(frozen=True, slots=True)
class Found:
    """One difference that a rule has found, and the places of what differs."""

    message: str
    was: JsonPointer | None = None
    """In the old contract."""
    at: JsonPointer | None = None
    """In the new contract; None for what is gone."""
    near: JsonPointer = ()
    """In the new contract, what is left around it, for what is gone."""
    old: Any = None
    new: Any = None
    key: str = ""
    """Tells apart what one rule finds twice at one place."""
    lost: SchemaRef = ()
    """In the old contract, what is gone as a whole, so that nothing inside needs a report of its own."""
    gained: SchemaRef = ()
    """In the new contract, what is new as a whole."""
    operations: tuple[str, ...] | None = None
    """Whom it concerns, where that is not everybody who uses the subject."""


@dataclass(frozen=True)
class Rule:
    """One row of the table."""

    code: str
    bump: Bump
    wire: Wire
    mirror: tuple[str, ...]
    """The codes of the opposite change; if there are none, the reason tells why."""
    reason: str
    direction: Direction
    about: str
    """What it is about: a schema that is sent and received gets the worse of the verdicts about one thing."""
    find: Callable[[Any], Iterator[Found]]

    @property
    def rank(self) -> tuple[int, int]:
        """How bad it is."""
        return BUMPS.index(self.bump), WIRES.index(self.wire)


TABLE: dict[str, Rule] = {}
_BY_SUBJECT: dict[type, list[Rule]] = {}


class Rules(Generic[Subject]):
    """Makes the decorator for the rules about one kind of subject."""

    def __init__(self, subject: type[Subject], direction: Direction = "") -> None:
        self.subject = subject
        self.direction = direction

    def __call__(
        self, bump: Bump, wire: Wire, *, mirror: str | tuple[str, ...], about: str = ""
    ) -> Callable[[Callable[[Subject], Iterator[Found]]], Callable[[Subject], Iterator[Found]]]:
        """Enter a function into the table."""

        def enter(find: Callable[[Subject], Iterator[Found]]) -> Callable[[Subject], Iterator[Found]]:
            code = find.__name__.replace("_", "-")
            mirrors = (mirror,) if isinstance(mirror, str) else mirror
            rule = Rule(
                code=code,
                bump=bump,
                wire=wire,
                mirror=tuple(code if each == ITSELF else each for each in mirrors),
                reason=" ".join((find.__doc__ or "").split()),
                direction=self.direction,
                about=about or code,
                find=find,
            )
            TABLE[code] = rule
            _BY_SUBJECT.setdefault(self.subject, []).append(rule)
            return find

        return enter


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has found, before findings about one thing are put together."""

    rule: Rule
    found: Found
    operations: tuple[str, ...]
    wire: Wire

    @property
    def thing(self) -> tuple[Any, ...]:
        """What it is about."""
        return (self.rule.about, self.found.key, self.found.was, self.found.at)


def findings(
    subject: object, operations: tuple[str, ...], direction: Direction = "", *, on_the_wire: bool = True
) -> Iterator[Finding]:
    """Apply the rules about a subject."""
    for rule in _BY_SUBJECT.get(type(subject), ()):
        if rule.direction in {"", direction}:
            for found in rule.find(subject):
                concerned = operations if found.operations is None else found.operations
                yield Finding(rule, found, concerned, rule.wire if on_the_wire else "ok")


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings about one thing, as one: the worst verdicts, everybody it concerns."""

    rule: Rule
    found: Found
    bump: Bump
    wire: Wire
    operations: tuple[str, ...]


def judged(found: Iterable[Finding]) -> Iterator[Verdict]:
    """Put findings about one thing together; the worst of them has the word."""
    groups: dict[tuple[Any, ...], list[Finding]] = {}
    for finding in found:
        groups.setdefault(finding.thing, []).append(finding)
    for group in groups.values():
        worst = max(group, key=lambda finding: finding.rule.rank)  # of equals, the first
        yield Verdict(
            rule=worst.rule,
            found=worst.found,
            bump=worst_bump(finding.rule.bump for finding in group),
            wire=worst_wire(finding.wire for finding in group),
            operations=_joined([finding.operations for finding in group]),
        )


def _joined(groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    return groups[0] if len({*groups}) == 1 else tuple(dict.fromkeys(name for group in groups for name in group))
