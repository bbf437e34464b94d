"""Comparison of two contracts (OpenAPI documents): the changes, and the version bump that the changes require.

    changes = compare(old, new)
    show(report(old, new, changes), "text")
    bump_for("0.4.1", worst_bump(change.bump for change in changes))

`runner` applies the rules of `rules/` to both contracts. This module merges the differences that the rules find, and
converts them to a list of Change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from specloop.codegen.builder import build_client
from specloop.codegen.renames import keep_old_names
from specloop.codegen.renderer import TemplateFolders
from specloop.compare import package_diff
from specloop.compare.api_surface import ApiSurface, surface_of
from specloop.compare.callers import CALLER_BREAKS, CALLER_REASON, CallerReport
from specloop.compare.describe import MAX_MESSAGE_CHARS
from specloop.compare.registry import CHANGE_RULES, Rule, Verdict, merge_matches
from specloop.compare.rules.package import classes_inside
from specloop.compare.runner import apply_all_rules
from specloop.errors import InputError, collect_errors
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import get_at
from specloop.openapi.schema import deep_recursion
from specloop.openapi.schema_matching import is_component
from specloop.openapi.validation import validate
from specloop.report import BUMPS, Alias, Bump, Change, Report, worst_bump, worst_first
from specloop.text_format import join_words, pluralize, truncate

__all__ = [
    "CHANGE_RULES",
    "Rule",
    "alias_notes",
    "bump_for",
    "compare",
    "compare_packages",
    "find_verdicts",
    "former_name_notes",
    "report",
]

MAX_URGENT_NOTES = 5
"""Maximum number of notes about urgent changes.

An urgent change breaks installed clients, and callers can upgrade without changing their code.
"""

MAX_ALIAS_NOTES = 5
"""Maximum number of notes about renames.

Each note shows how the new contract can keep the old name of a renamed object as an alias.
"""

MAX_UNTYPED_PLACES = 5
"""Maximum number of locations in the note about functions with parameters that have no annotations."""

RENAMES = {
    "class-renamed": (),
    "method-renamed": ("operationId",),
    "argument-renamed": ("name",),
    "parameter-renamed": ("name",),
    "attribute-renamed": (),
    "member-renamed": (),
}
"""Mapping from the code of each rule about renames to the last keyword of the pointers that the rule reports.

For example, the pointers of `method-renamed` end in `operationId`. The object that contains this keyword was renamed,
so `x-renamed-from` in this object can keep the old name. If no keyword is listed, the pointer leads to the renamed
object itself.
"""


def compare(old: Document, new: Document) -> list[Change]:
    """Compare two contracts. Return all changes, sorted by the version bump that they require, the largest bump first.

    Raises InputError if a contract is not valid.
    """
    if old.text == new.text and old.data == new.data and old.released == new.released:
        validate(new)
        return []
    with _comparison_limits(new):
        collect_errors(validate, (old, new))
        for document in (old, new):
            keep_old_names(document)
        apis = surface_of(old), surface_of(new)
        changes = [_to_change(*apis, verdict) for verdict in merge_matches(apply_all_rules(*apis))]
    return worst_first(changes)


def find_verdicts(old: Document, new: Document) -> list[Verdict]:
    """Compare two valid contracts like `compare`, but return Verdicts, which `compare` converts to Changes.

    A Verdict contains the rule that found the change, JSON Pointers instead of file locations, and the required version
    bump.
    """
    with _comparison_limits(new):
        return list(merge_matches(apply_all_rules(surface_of(old), surface_of(new))))


@contextmanager
def _comparison_limits(new: Document) -> Iterator[None]:
    """Raise Python's recursion limit inside a `with` block, for long chains of `$ref`s between schemas.

    Raises InputError about the `new` contract if a chain exceeds even this limit.
    """
    try:
        with deep_recursion():
            yield
    except RecursionError:
        raise InputError.at(new.source, "schemas refer to each other too deeply; expected fewer levels") from None


def _to_change(old_api: ApiSurface, new_api: ApiSurface, verdict: Verdict) -> Change:
    match = verdict.match
    is_removed = match.new_pointer is None
    names = {*classes_inside(old_api, match.removed), *classes_inside(new_api, match.added)}
    old_place, new_place = old_api.document.place, new_api.document.place
    return Change(
        code=verdict.rule.code,
        bump=verdict.bump,
        wire=verdict.wire,
        where=old_place(match.old_pointer or ()) if is_removed else new_place(match.new_pointer or ()),
        message=truncate(match.message, MAX_MESSAGE_CHARS),
        operations=verdict.operations,
        old=match.old,
        new=match.new,
        near=new_place(match.near) if is_removed else None,
        names=tuple(sorted(names)),
        related_names=match.names,
        alias=_alias(new_api, verdict),
    )


def _alias(new_api: ApiSurface, verdict: Verdict) -> Alias | None:
    """Return the `x-renamed-from` that keeps the old name of an object, if `verdict` says that the object was renamed.

    Return None for any other change, if the object already has the keyword, or if the client cannot keep the name.
    """
    code, pointer = verdict.rule.code, verdict.match.new_pointer
    if code not in RENAMES or not pointer:
        return None
    keyword = RENAMES[code]
    pointer = pointer[:-1] if keyword and pointer[-1:] == keyword else pointer
    holder = get_at(new_api.data, pointer)
    # An inline schema's class is named by the schema's path in the contract, so `x-renamed-from` cannot keep the name.
    # The keys of a TypedDict are JSON names, which have no aliases.
    is_inline_class = code == "class-renamed" and not is_component(pointer)
    is_key = code == "member-renamed" and new_api.class_of([pointer[:-2]]) in new_api.typed_dicts
    if is_inline_class or is_key or not isinstance(holder, dict) or "x-renamed-from" in holder:
        return None
    return Alias(pointer, str(verdict.match.old).rpartition(".")[2], new_api.document.place(pointer))


def compare_packages(
    old: Document, new: Document, templates: TemplateFolders, changes: Iterable[Change]
) -> list[Change]:
    """Generate the packages of two contracts, and return the breaking changes that are not explained by `changes`.

    Args:
        old: The contract of the old package.
        new: The contract of the new package.
        templates: The template folders from which both packages are generated.
        changes: The result of `compare` for the two contracts.

    Raises:
        InputError: The tool griffe, which compares the Python code, is not installed.
    """
    return package_diff.compare_clients(build_client(old), build_client(new), templates, changes)


def bump_for(version: str, bump: Bump) -> Bump:
    """Return the bump to apply to `version` for changes that require the bump `bump`.

    Before version 1.0, a major bump becomes a minor bump: `("0.4.1", "major")` results in `minor`.
    """
    return "minor" if bump == "major" and version.split(".", maxsplit=1)[0] == "0" else bump


def report(old: Document, new: Document, changes: Sequence[Change], *, callers: CallerReport | None = None) -> Report:
    """Build the report of the command `compare`.

    `callers` is the result of checking a program that uses the client; None if no program was checked.
    """
    bump = worst_bump(change.bump for change in changes)
    sources = {each.source: each.text.decode("utf-8", "replace") for each in (old, new)}
    reasons = {rule.code: rule.reason for rule in CHANGE_RULES.values()}
    return Report(
        tool="compare",
        headline=f"{bump}: {changes[0].message}" if changes else "none: callers of the client notice nothing",
        head={"bump": bump},
        lists={"changes": changes} if callers is None else {"callers": callers.broken, "changes": changes},
        notes=[
            *_urgent_notes(changes),
            *alias_notes(changes),
            *former_name_notes(new),
            _count(old, new, changes),
            *_caller_notes(callers),
        ],
        reasons={**reasons, package_diff.PACKAGE_CHANGED: package_diff.REASON, CALLER_BREAKS: CALLER_REASON},
        sources=sources,
    )


def _urgent_notes(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a note for each urgent change, up to MAX_URGENT_NOTES, and then one note that counts the others.

    A change is urgent if installed clients fail until they are upgraded, and the upgrade needs no change of callers'
    code.
    """
    urgent = [change for change in changes if change.urgent]
    for change in urgent[:MAX_URGENT_NOTES]:
        yield f"urgent: installed clients fail until they are upgraded: {change.message}"
    if len(urgent) > MAX_URGENT_NOTES:
        yield f"urgent: and {len(urgent) - MAX_URGENT_NOTES} more of this kind"


def alias_notes(changes: Sequence[Change]) -> Iterator[str]:
    """Yield a note for each rename whose old name `x-renamed-from` can keep as an alias.

    After MAX_ALIAS_NOTES notes, one note counts the remaining renames. The last note names the command that writes
    `x-renamed-from` into the contract.
    """
    found = [change.alias for change in changes if change.alias]
    for alias in found[:MAX_ALIAS_NOTES]:
        yield f"{alias} keeps the old name as an alias, so that the rename breaks no callers"
    if len(found) > MAX_ALIAS_NOTES:
        yield f"{len(found) - MAX_ALIAS_NOTES} more renames can keep the old name in this way"
    if found:
        yield "`specloop compare --fix` writes `x-renamed-from` into the contract"


def former_name_notes(document: Document) -> Iterator[str]:
    """Yield one note with all old names of renamed objects that the next major release removes.

    The last release still provides these names as aliases. Yield nothing if it has no aliases.
    """
    aliases = document.released.aliases if document.released else {}
    if aliases:
        named = join_words([f"{key.partition(' ')[0]} {old}" for key, old in aliases.items()], most=MAX_ALIAS_NOTES)
        yield f"the next major release removes {pluralize(len(aliases), 'former name')}: {named}"


def _caller_notes(callers: CallerReport | None) -> Iterator[str]:
    if callers is None:
        return
    count = len(callers.broken)
    yield f"{pluralize(count, 'line')} of the program {'breaks' if count == 1 else 'break'}"
    if callers.untyped:
        places = join_words(map(str, callers.untyped), most=MAX_UNTYPED_PLACES)
        yield f"lines that break may be missed in functions whose parameters have no type annotations: {places}"


def _count(old: Document, new: Document, changes: Sequence[Change]) -> str:
    counts = [(sum(change.bump == bump for change in changes), bump) for bump in reversed(BUMPS)]
    text = ", ".join(f"{count:,} {bump}" for count, bump in counts if count) or "no changes"
    return f"{text}, from {old.source} to {new.source}"
