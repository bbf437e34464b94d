"""Registry of the rules of `compare`.

A rule is a generator function that yields a RuleMatch for each difference. Its name is the code in reports, and its
docstring is the reason. Its decorator states the version bump, the effect on installed clients, and the rules for the
opposite change.
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
"""Whether a rule is about requests or responses, seen from the client; empty if the rule is about both."""

SYMMETRIC = "symmetric"
"""Value of `opposite` for a rule that also matches if the change is reversed, so that the rule is its own opposite."""


@dataclass(frozen=True, slots=True)
class RuleMatch:
    """A difference between two contracts that a rule found: a message, and the old and new pointers and values."""

    message: str
    old_pointer: JsonPointer | None = None
    new_pointer: JsonPointer | None = None
    """The pointer of the changed object in the new contract; None if the object was removed."""
    near: JsonPointer = ()
    """If the changed object was removed, the pointer of its parent in the new contract."""
    old: Any = None
    new: Any = None
    key: str = ""
    """Text that distinguishes several matches of one rule at the same pointer."""
    removed: SchemaRef = ()
    """Removed schemas that this match already reports, so that their classes need no match of their own."""
    added: SchemaRef = ()
    """Added schemas that this match already reports, so that their classes need no match of their own."""
    names: tuple[str, ...] = ()
    """Methods and arguments that change along with the changed object, in addition to those named in the message."""
    operations: tuple[str, ...] | None = None
    """The operationIds of the affected operations; None if all operations that use the object are affected."""
    is_wire_ok: bool = False
    """Whether the effect of this difference on installed clients is "ok", whatever the effect that the rule states."""


@dataclass(frozen=True)
class Rule:
    """A rule of `compare`: its code, version bump, effect on installed clients, and the function that finds matches."""

    code: str
    bump: Bump
    wire: Wire
    opposite: tuple[str, ...]
    """Codes of the rules that match the reversed change."""
    reason: str
    direction: Direction
    about: str
    """The topic of the rule. Matches with the same topic and the same pointers are merged into one verdict."""
    match: Callable[[Any], Iterator[RuleMatch]]

    @property
    def rank(self) -> tuple[int, int]:
        """The severity of the rule, for sorting: first its version bump, then its effect on installed clients.

        A larger rank is worse.
        """
        return BUMPS.index(self.bump), WIRES.index(self.wire)


CHANGE_RULES: dict[str, Rule] = {}
"""Mapping from the code of each rule to the rule."""

_BY_SUBJECT: dict[type, dict[str, Rule]] = {}

Matcher: TypeAlias = Callable[[Subject], Iterator[RuleMatch]]


@dataclass(frozen=True)
class RuleDecorator:
    """Factory of decorators that register rules for one class of subjects, as returned by `rules_for`.

    A call states the version bump and the effect on installed clients of the decorated rule.
    """

    subject: type
    direction: Direction

    def __call__(
        self, bump: Bump, wire: Wire, *, opposite: str | tuple[str, ...], about: str = ""
    ) -> Callable[[Matcher[Subject]], Matcher[Subject]]:
        """Return a decorator that adds a function to CHANGE_RULES as a rule.

        Args:
            bump: The version bump that a match requires.
            wire: The effect of the change on installed clients.
            opposite: Codes of the rules that match if the contracts are swapped. SYMMETRIC means the rule itself.
            about: The topic of the rule, by default its code. Several rules can share a topic. Their matches at the
                same pointers become one verdict.
        """

        def add(match: Matcher[Subject]) -> Matcher[Subject]:
            code = match.__name__.replace("_", "-")
            opposites = (opposite,) if isinstance(opposite, str) else opposite
            rule = Rule(
                code=code,
                bump=bump,
                wire=wire,
                opposite=tuple(code if each == SYMMETRIC else each for each in opposites),
                reason=_reason(match),
                direction=self.direction,
                about=about or code,
                match=match,
            )
            CHANGE_RULES[code] = rule
            _BY_SUBJECT.setdefault(self.subject, {})[code] = rule
            return match

        return add


def _reason(match: Matcher[Any]) -> str:
    """Return the docstring of a rule's function as a statement for reports, without the words "Report that"."""
    text = " ".join((match.__doc__ or "").split()).removeprefix("Report that ")
    return text[:1].upper() + text[1:]


def rules_for(subject: type, direction: Direction = "") -> RuleDecorator:
    """Return a RuleDecorator for rules whose functions take an instance of the class `subject`.

    For example, rules of `rules_for(SchemaPair, "request")` compare schemas in requests. By default, `direction` is ""
    for both requests and responses.
    """
    return RuleDecorator(subject, direction)


@dataclass(frozen=True, slots=True)
class AppliedRule:
    """One match of a rule, with the affected operations and the effect on installed clients."""

    rule: Rule
    match: RuleMatch
    operations: tuple[str, ...]
    wire: Wire

    @property
    def subject_key(self) -> tuple[Any, ...]:
        """The key for merging: the topic of the rule, and the key and the pointers of the match.

        All matches with equal keys become one Verdict.
        """
        return (self.rule.about, self.match.key, self.match.old_pointer, self.match.new_pointer)


def apply_rules(
    subject: object, operations: tuple[str, ...], direction: Direction = "", *, on_the_wire: bool = True
) -> Iterator[AppliedRule]:
    """Apply all rules that are registered for the type of `subject`, and yield their matches.

    Args:
        subject: The old and the new version to compare, such as a SchemaPair.
        operations: The operationIds of the operations that use the subject.
        direction: Whether requests or responses contain the subject. If empty, only rules for both apply.
        on_the_wire: Whether any request or response contains the subject. If not, each match has the effect "ok".
    """
    for rule in _BY_SUBJECT.get(type(subject), {}).values():
        if rule.direction in {"", direction}:
            for match in rule.match(subject):
                affected = operations if match.operations is None else match.operations
                is_ok = match.is_wire_ok or not on_the_wire
                yield AppliedRule(rule, match, affected, "ok" if is_ok else rule.wire)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One reported change, merged from all matches of rules about the same place and topic.

    It requires the largest version bump of the matches, and has their worst effect and all affected operations.
    """

    rule: Rule
    match: RuleMatch
    bump: Bump
    wire: Wire
    operations: tuple[str, ...]


def merge_matches(applied: Iterable[AppliedRule]) -> Iterator[Verdict]:
    """Merge the matches with an equal `subject_key` into one verdict, with code and message of the worst match."""
    groups: dict[tuple[Any, ...], list[AppliedRule]] = {}
    for each in applied:
        groups.setdefault(each.subject_key, []).append(each)
    for group in groups.values():
        # If several matches are equally bad, max() returns the first.
        worst = max(group, key=lambda each: each.rule.rank)
        names = tuple(dict.fromkeys(name for each in group for name in each.match.names))
        yield Verdict(
            rule=worst.rule,
            match=worst.match if worst.match.names == names else replace(worst.match, names=names),
            bump=worst_bump(each.rule.bump for each in group),
            wire=worst_wire(each.wire for each in group),
            operations=_merge_operations([each.operations for each in group]),
        )


def _merge_operations(groups: list[tuple[str, ...]]) -> tuple[str, ...]:
    return groups[0] if len({*groups}) == 1 else tuple(dict.fromkeys(name for group in groups for name in group))
