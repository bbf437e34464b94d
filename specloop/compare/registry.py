"""Registry of the rules of `compare`: the table of rules, and the merging of their matches into verdicts.

A rule is a generator function that yields one RuleMatch per difference. The name of the function is the code in
reports, and its docstring is the reason for the verdicts. The decorator states both verdicts and the rules for
the opposite change. The message of a match is a sentence for a person who calls the client.
Each module of `rules/` adds its rules to CHANGE_RULES.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias, TypeVar

from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import SchemaRef
from specloop.report import BUMPS, WIRES, Bump, Wire, worst_bump, worst_wire

Subject = TypeVar("Subject")

Direction: TypeAlias = Literal["", "request", "response"]
"""The direction that a rule applies to, seen from the client; empty for both."""

SYMMETRIC = "symmetric"
"""The opposite of a rule that matches both directions of a change."""


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """One difference that a rule found, with its pointers and values."""

    message: str
    old_pointer: JsonPointer | None = None
    new_pointer: JsonPointer | None = None
    """The pointer in the new contract; None for something removed."""
    near: JsonPointer = ()
    """For something removed, the pointer of its parent in the new contract."""
    old: Any = None
    new: Any = None
    key: str = ""
    """Distinguishes several matches of one rule at the same pointer."""
    removed: SchemaRef = ()
    """Schemas of the old contract that this match covers, so that classes in these schemas need no further match."""
    added: SchemaRef = ()
    """Schemas of the new contract that this match covers."""
    names: tuple[str, ...] = ()
    """Methods and arguments that change together, in addition to those in the message."""
    operations: tuple[str, ...] | None = None
    """The affected operations; None if all operations that use the subject are affected."""


@dataclass(frozen=True)
class Rule:
    """A rule: its code, its verdicts and the function that finds matches."""

    code: str
    bump: Bump
    wire: Wire
    opposite: tuple[str, ...]
    """Codes of the rules for the opposite change."""
    reason: str
    direction: Direction
    about: str
    """What the rule is about. Matches about the same thing in requests and responses merge into the worst verdict."""
    match: Callable[[Any], Iterator[RuleMatch]]

    @property
    def rank(self) -> tuple[int, int]:
        """Sort key by severity; the worst rule comes last."""
        return BUMPS.index(self.bump), WIRES.index(self.wire)


CHANGE_RULES: dict[str, Rule] = {}
"""Code -> rule."""

_BY_SUBJECT: dict[type, dict[str, Rule]] = {}

Matcher: TypeAlias = Callable[[Subject], Iterator[RuleMatch]]


@dataclass(frozen=True)
class RuleDecorator:
    """Decorator that adds a function to CHANGE_RULES as a rule about one kind of subject."""

    subject: type
    direction: Direction

    def __call__(
        self, bump: Bump, wire: Wire, *, opposite: str | tuple[str, ...], about: str = ""
    ) -> Callable[[Matcher[Subject]], Matcher[Subject]]:
        """Return a decorator that registers a rule with these verdicts."""

        def add(match: Matcher[Subject]) -> Matcher[Subject]:
            code = match.__name__.replace("_", "-")
            opposites = (opposite,) if isinstance(opposite, str) else opposite
            rule = Rule(
                code=code,
                bump=bump,
                wire=wire,
                opposite=tuple(code if each == SYMMETRIC else each for each in opposites),
                reason=" ".join((match.__doc__ or "").split()),
                direction=self.direction,
                about=about or code,
                match=match,
            )
            CHANGE_RULES[code] = rule
            _BY_SUBJECT.setdefault(self.subject, {})[code] = rule
            return match

        return add


def rules_for(subject: type, direction: Direction = "") -> RuleDecorator:
    """Return a decorator for rules about one kind of subject, in one direction or in both."""
    return RuleDecorator(subject, direction)


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """A match with the rule that found it and the affected operations, before merging."""

    rule: Rule
    match: RuleMatch
    operations: tuple[str, ...]
    wire: Wire

    @property
    def subject_key(self) -> tuple[Any, ...]:
        """The key that identifies the compared subject; matches with equal keys are merged."""
        return (self.rule.about, self.match.key, self.match.old_pointer, self.match.new_pointer)


def apply_rules(
    subject: object, operations: tuple[str, ...], direction: Direction = "", *, on_the_wire: bool = True
) -> Iterator[AppliedRule]:
    """Yield the matches of all rules about a subject.

    Args:
        subject: An instance of a class that rules are registered for.
        operations: The operations that use it.
        direction: The direction in which they use it.
        on_the_wire: Whether any values are transferred; if not, the wire verdict is "ok".
    """
    for rule in _BY_SUBJECT.get(type(subject), {}).values():
        if rule.direction in {"", direction}:
            for match in rule.match(subject):
                affected = operations if match.operations is None else match.operations
                yield AppliedRule(rule, match, affected, rule.wire if on_the_wire else "ok")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The merged matches about one subject: their worst verdicts and all affected operations."""

    rule: Rule
    match: RuleMatch
    bump: Bump
    wire: Wire
    operations: tuple[str, ...]


def merge_matches(applied: Iterable[AppliedRule]) -> Iterator[Verdict]:
    """Merge matches about the same subject. The code and message are those of the worst match."""
    groups: dict[tuple[Any, ...], list[AppliedRule]] = {}
    for each in applied:
        groups.setdefault(each.subject_key, []).append(each)
    for group in groups.values():
        worst = max(group, key=lambda each: each.rule.rank)  # of matches with equal rank, the first
        names = dict.fromkeys(name for each in group for name in each.match.names)
        yield Verdict(
            rule=worst.rule,
            match=replace(worst.match, names=tuple(names)),
            bump=worst_bump(each.rule.bump for each in group),
            wire=worst_wire(each.wire for each in group),
            operations=_merge_operations([each.operations for each in group]),
        )


def _merge_operations(groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    return groups[0] if len({*groups}) == 1 else tuple(dict.fromkeys(name for group in groups for name in group))
