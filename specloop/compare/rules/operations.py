"""Two Apis -> which operation became which, and what differs in how it is found and called, but for its arguments."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from specloop.compare.api_surface import ApiOperation, ApiSurface
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import texts
from specloop.openapi.schema_keywords import canonical


@dataclass(eq=False)
class OperationPair:
    """An operation then, and what became of it."""

    then: ApiSurface
    now: ApiSurface
    old: ApiOperation
    new: ApiOperation

    @property
    def place(self) -> tuple[JsonPointer, JsonPointer]:
        """Where it stands, then and now."""
        return self.old.source.pointer, self.new.source.pointer

    def places(self, *keywords: str) -> tuple[JsonPointer, JsonPointer]:
        """Where a keyword stands, then and now."""
        was, at = self.place
        return (*was, *keywords), (*at, *keywords)


@dataclass(eq=False)
class Operations:
    """All operations, then and now."""

    then: ApiSurface
    now: ApiSurface
    kept: list[OperationPair]
    gone: list[ApiOperation]
    added: list[ApiOperation]


def operations(then: ApiSurface, now: ApiSurface) -> Operations:
    """Find out which operation became which: by operationId, or else by what is called."""
    return Operations(then, now, *paired(then, now, then.operations, now.operations, (by_id, _address)))


def paired(
    then: ApiSurface,
    now: ApiSurface,
    old: list[ApiOperation],
    new: list[ApiOperation],
    keys: tuple[Callable[[ApiOperation], Hashable], ...],
) -> tuple[list[OperationPair], list[ApiOperation], list[ApiOperation]]:
    """Pair what has the same key, by the first key and then by the next; what is left is gone, or is new."""
    kept: list[OperationPair] = []
    gone, added = list(old), list(new)
    for key in keys:
        known = {key(each): each for each in reversed(added)}
        pairs = [(each, known.pop(key(each))) for each in gone if key(each) in known]
        kept += [OperationPair(then, now, *pair) for pair in pairs]
        done = {id(each) for pair in pairs for each in pair}
        gone = [each for each in gone if id(each) not in done]
        added = [each for each in added if id(each) not in done]
    return kept, gone, added


def by_id(operation: ApiOperation) -> Hashable:
    """Know an operation by its name."""
    return operation.id


def _address(operation: ApiOperation) -> Hashable:
    return operation.source.method, template(operation.source.path)


def template(path: str) -> str:
    """Give a path without the names of its parameters, which the server never sees."""
    return re.sub(r"\{[^{}]*\}", "{}", path)


# --- operations that come and go ---

every_operation = Rules(Operations)


@every_operation("minor", "ok", mirror="operation-removed")
def operation_added(found: Operations) -> Iterator[Found]:
    """A method appears."""
    for each in found.added:
        at = each.source.pointer
        message = f"{each.call} is new: {each.source.method.upper()} {each.source.path}"
        yield Found(message, at=at, new=each.id, gained=(at,), operations=(each.id,))


@every_operation("major", "breaks", mirror="operation-added")
def operation_removed(found: Operations) -> Iterator[Found]:
    """The method goes, deprecated before or not, and installed clients get an error for an answer."""
    for each in found.gone:
        was = each.source.pointer
        message = f"{each.call} is gone: code that calls it breaks"
        yield Found(message, was, near=("paths", each.source.path), old=each.id, lost=(was,), operations=(each.id,))


# --- an operation under another name or address ---

operation = Rules(OperationPair)


@operation("major", "ok", mirror=ITSELF)
def method_renamed(pair: OperationPair) -> Iterator[Found]:
    """Code calls the method by its name, which comes from the operationId: the old one raises AttributeError."""
    if pair.old.name != pair.new.name:
        message = f"{pair.old.call} is now {pair.new.call}: code that calls it by the old name breaks"
        yield Found(message, *pair.places("operationId"), old=pair.old.method, new=pair.new.method)


@operation("major", "ok", mirror=ITSELF)
def method_moved(pair: OperationPair) -> Iterator[Found]:
    """Code finds the method in a namespace, which comes from the first tag: the old one raises AttributeError."""
    if pair.old.namespace != pair.new.namespace:
        message = f"{pair.old.call} has moved to {pair.new.method}(): code that calls it in the old place breaks"
        yield Found(message, *pair.places("tags"), old=pair.old.namespace, new=pair.new.namespace)


@operation("patch", "breaks", mirror=ITSELF)
def path_changed(pair: OperationPair) -> Iterator[Found]:
    """The path is a constant of the client: code stays as it is, installed clients call where nobody answers."""
    old, new = pair.old.source.path, pair.new.source.path
    if template(old) != template(new) and pair.new.name:
        message = f"{pair.new.call} calls {new}, no longer {old}"
        yield Found(message, ("paths", old), ("paths", new), old=old, new=new, key=pair.new.id)


@operation("patch", "breaks", mirror=ITSELF)
def http_method_changed(pair: OperationPair) -> Iterator[Found]:
    """The HTTP method is a constant of the client, as the path is."""
    old, new = pair.old.source.method.upper(), pair.new.source.method.upper()
    if old != new and pair.new.name:
        yield Found(f"{pair.new.call} sends {new}, no longer {old}", *pair.place, old=old, new=new)


# --- deprecation, pages, text ---


@operation("minor", "ok", mirror="operation-undeprecated")
def operation_deprecated(pair: OperationPair) -> Iterator[Found]:
    """A reason to look for something else, before it goes."""
    if _is_deprecated(pair.new) and not _is_deprecated(pair.old):
        yield Found(f"{pair.new.call} is deprecated", *pair.places("deprecated"), old=False, new=True)


@operation("patch", "ok", mirror="operation-deprecated")
def operation_undeprecated(pair: OperationPair) -> Iterator[Found]:
    """A warning less."""
    if _is_deprecated(pair.old) and not _is_deprecated(pair.new):
        yield Found(f"{pair.new.call} is no longer deprecated", *pair.places("deprecated"), old=True, new=False)


def _is_deprecated(each: ApiOperation) -> bool:
    return each.source.node.get("deprecated") is True


def _paging(each: ApiOperation) -> Any:
    return each.source.node.get("x-pagination")


def _walks(each: ApiOperation) -> Any:
    """Give what decides the type of a paged method: whether it is paged, and where the items are."""
    rule = _paging(each)
    return rule and isinstance(rule, dict) and ("items", rule.get("items", ""))


@operation("major", "ok", mirror="pages-removed")
def pages_added(pair: OperationPair) -> Iterator[Found]:
    """The method gives a page to iterate over, and no longer the body itself."""
    if not _walks(pair.old) and _walks(pair.new):
        message = f"{pair.new.call} now gives pages: code that uses its result as before breaks"
        yield Found(message, *pair.places("x-pagination"), new=_paging(pair.new))


@operation("major", "ok", mirror="pages-added")
def pages_removed(pair: OperationPair) -> Iterator[Found]:
    """The method gives the body itself, and code that walks the pages sees the first one only."""
    if _walks(pair.old) and not _walks(pair.new):
        message = f"{pair.new.call} no longer gives pages: code that walks them breaks"
        yield Found(message, *pair.places("x-pagination"), old=_paging(pair.old))


@operation("major", "ok", mirror=ITSELF)
def page_items_moved(pair: OperationPair) -> Iterator[Found]:
    """Iterating over a page gives other items."""
    old, new = _walks(pair.old), _walks(pair.new)
    if old and new and old != new:
        message = f"the pages of {pair.new.call} hold what is at {new[1]!r}, no longer at {old[1]!r}"
        yield Found(message, *pair.places("x-pagination", "items"), old=old[1], new=new[1])


@operation("patch", "ok", mirror=ITSELF)
def paging_changed(pair: OperationPair) -> Iterator[Found]:
    """How the client asks for the next page is its own affair; installed clients go on as before."""
    old, new = _paging(pair.old), _paging(pair.new)
    if _walks(pair.old) and _walks(pair.old) == _walks(pair.new) and canonical(old) != canonical(new):
        message = f"{pair.new.call} walks its pages in another way"
        yield Found(message, *pair.places("x-pagination"), old=old, new=new)


@operation("patch", "ok", mirror=ITSELF)
def operation_documentation_changed(pair: OperationPair) -> Iterator[Found]:
    """Only the docstring tells."""
    old, new = (frozenset(texts(each.source.node)) for each in (pair.old, pair.new))
    if old != new:
        place = next((key for key in ("description", "summary") if key in pair.new.source.node), "")
        yield Found(f"the description of {pair.new.call} has changed", *pair.places(*filter(None, [place])))
