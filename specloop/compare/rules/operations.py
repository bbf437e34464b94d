"""Rules about operations: they report added, removed, renamed and moved operations, and changes of one operation.

For example, an operation can change its path, server, pagination or rate limit.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from attrs import evolve

from specloop.codegen import extensions
from specloop.compare.api_surface import ApiOperation, ApiSurface
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.operations import path_template
from specloop.openapi.schema import texts
from specloop.openapi.schema_keywords import canonical

ALIAS_KEPT = "; the old name works until the next major release, with a DeprecationWarning"
"""The end of messages about renames after which the old name still works as an alias."""

RateLimit: TypeAlias = tuple[int, float]
"""A rate limit: the maximum number of requests in a period, and the length of the period in seconds.

For example, `(100, 60.0)` allows 100 requests in 60 seconds.
"""


@dataclass(eq=False)
class OperationPair:
    """An operation of the old contract, and the operation of the new contract that replaces it."""

    old_api: ApiSurface
    new_api: ApiSurface
    old: ApiOperation
    new: ApiOperation

    def pointers(self, *keywords: str) -> tuple[JsonPointer, JsonPointer]:
        """Return the pointers of the old and the new operation, or of a field inside each of them.

        For example, the keywords `"x-pagination", "items"` lead to the field `items` of `x-pagination`.
        """
        return (*self.old.source.pointer, *keywords), (*self.new.source.pointer, *keywords)

    @property
    def kept_arguments(self) -> frozenset[tuple[str, str]]:
        """The body properties whose old argument name the new method still accepts.

        Each item is the pair of the property's old and new JSON name. An old argument name may be accepted as an alias.
        """
        new = {name: json_name for json_name, name in (self.new.body_arguments or {}).items()}
        current = self.new.former_arguments
        pairs = (
            (json_name, new.get(name) or new.get(current.get(name, "")))
            for json_name, name in (self.old.body_arguments or {}).items()
        )
        return frozenset((old, name) for old, name in pairs if name is not None)

    @property
    def is_url_same(self) -> bool:
        """Whether the whole URL of requests is the same in both contracts, although the path may differ.

        For example, `/v1` can move from the path `/v1/pets` to the server URL.
        """
        return self.old.url == self.new.url


@dataclass(eq=False)
class OperationsDiff:
    """The difference between the operations of two contracts: which are kept, removed or added."""

    old_api: ApiSurface
    new_api: ApiSurface
    kept: list[OperationPair]
    removed: list[ApiOperation]
    added: list[ApiOperation]


def compare_operations(old_api: ApiSurface, new_api: ApiSurface) -> OperationsDiff:
    """Compare the operations of two contracts.

    They match by operationId, or else by HTTP method and URL, or else by HTTP method and path.
    """
    keys = (by_id, _by_url, _by_path)
    matched = match_operations(old_api, new_api, old_api.operations, new_api.operations, keys)
    return OperationsDiff(old_api, new_api, *matched)


def match_operations(
    old_api: ApiSurface,
    new_api: ApiSurface,
    old: list[ApiOperation],
    new: list[ApiOperation],
    keys: tuple[Callable[[ApiOperation], Hashable], ...],
) -> tuple[list[OperationPair], list[ApiOperation], list[ApiOperation]]:
    """Match old with new operations. Return the matched pairs, the removed operations and the added operations.

    Two operations match if a function in `keys` returns equal keys for them. The functions are tried in order, each
    only on operations that are still without a match.
    """
    kept: list[OperationPair] = []
    removed, added = list(old), list(new)
    for key in keys:
        known = {key(each): each for each in reversed(added)}
        pairs = [(each, known.pop(key(each))) for each in removed if key(each) in known]
        kept += [OperationPair(old_api, new_api, *pair) for pair in pairs]
        done = {id(each) for pair in pairs for each in pair}
        removed = [each for each in removed if id(each) not in done]
        added = [each for each in added if id(each) not in done]
    return kept, removed, added


def by_id(operation: ApiOperation) -> Hashable:
    """Return the operationId of an operation, as a key for `match_operations`."""
    return operation.id


def _by_url(operation: ApiOperation) -> Hashable:
    return operation.source.method, operation.url


def _by_path(operation: ApiOperation) -> Hashable:
    return operation.source.method, path_template(operation.source.path)


# --- added and removed ---

about_operations = rules_for(OperationsDiff)


@about_operations("minor", "ok", opposite="operation-removed")
def operation_added(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that an operation is added, so the client gains a method. Existing code stays valid."""
    for each in diff.added:
        pointer = each.source.pointer
        message = f"{each.call} is new: {each.source.http_method} {each.source.path}"
        yield RuleMatch(message, new_pointer=pointer, new=each.id, added=(pointer,), operations=(each.id,))


@about_operations("major", "breaks", opposite="operation-added")
def operation_removed(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that an operation is removed, with or without an earlier deprecation. Code that calls the method breaks.

    The server rejects requests of installed clients.
    """
    for each in diff.removed:
        pointer = each.source.pointer
        message = f"{each.call} was removed: code that calls it breaks"
        near = ("paths", each.source.path)
        yield RuleMatch(message, pointer, near=near, old=each.id, removed=(pointer,), operations=(each.id,))


# --- renamed ---


@about_operations("major", "ok", opposite=(SYMMETRIC, "namespace-renamed-with-alias"))
def namespace_renamed(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that a tag is renamed, and with it the namespace of its methods, such as `client.pets`.

    Code that uses the old name of the namespace raises AttributeError.
    """
    for (old, new), pairs in _renamed_namespaces(diff.kept).items():
        if pairs[0].new.former_namespace == old:
            continue
        operations = tuple(pair.new.id for pair in pairs)
        message = f"client.{old} is now client.{new}: code that uses the old name breaks"
        yield RuleMatch(message, *pairs[0].pointers("tags"), old=old, new=new, key=new, operations=operations)


@about_operations("minor", "ok", opposite="namespace-renamed")
def namespace_renamed_with_alias(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that a namespace such as `client.pets` is renamed. `x-renamed-from` keeps its old name as an alias.

    Existing code stays valid, but uses of the alias emit a warning.
    """
    for (old, new), pairs in _renamed_namespaces(diff.kept).items():
        if pairs[0].new.former_namespace == old:
            operations = tuple(pair.new.id for pair in pairs)
            message = f"client.{old} is now client.{new}{ALIAS_KEPT}"
            yield RuleMatch(message, *pairs[0].pointers("tags"), old=old, new=new, key=new, operations=operations)


@about_operations("major", "ok", opposite="former-namespace-added")
def former_namespace_removed(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that the alias of a renamed namespace is removed, so code that uses the old name raises AttributeError.

    In the previous release, uses of the alias emitted a warning.
    """
    for old, operations in _namespace_aliases_only_in(diff.old_api, diff.new_api).items():
        message = f"the former name client.{old} was removed: code that still uses it breaks"
        yield RuleMatch(message, ("tags",), ("tags",), old=old, key=old, operations=operations)


@about_operations("minor", "ok", opposite="former-namespace-removed")
def former_namespace_added(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that `x-renamed-from` adds the former name of a namespace as an alias. Existing code stays valid."""
    for new, operations in _namespace_aliases_only_in(diff.new_api, diff.old_api).items():
        message = f"client.{new} works again, as a former name"
        yield RuleMatch(message, ("tags",), ("tags",), new=new, key=new, operations=operations)


def _namespace_aliases_only_in(api: ApiSurface, other: ApiSurface) -> dict[str, tuple[str, ...]]:
    """Return the former namespace names that work with the client of `api`, but not with the client of `other`.

    Each former name maps to the operationIds of the operations in the namespace.
    """
    names, aliases = {each.namespace for each in other.operations}, {each.former_namespace for each in other.operations}
    found: dict[str, tuple[str, ...]] = {}
    for each in api.operations:
        former = each.former_namespace
        # An alias does not work if it is the name of another namespace.
        is_lost = former in names and each.namespace in names if former in names else former not in aliases
        if former and is_lost:
            found[each.former_namespace] = (*found.get(each.former_namespace, ()), each.id)
    return found


def _renamed_namespaces(pairs: Iterable[OperationPair]) -> dict[tuple[str, str], list[OperationPair]]:
    """Return the operations of each renamed namespace, by the pair of old and new namespace name.

    Omit a namespace if one of its methods is also renamed without an alias: the rule `method-moved` then reports the
    methods.
    """
    kept = list(pairs)
    old_names, new_names = {pair.old.namespace for pair in kept}, {pair.new.namespace for pair in kept}
    groups: dict[tuple[str, str], list[OperationPair]] = {}
    for pair in kept:
        groups.setdefault((pair.old.namespace, pair.new.namespace), []).append(pair)
    return {
        (old, new): group
        for (old, new), group in groups.items()
        if old not in new_names and new not in old_names and all(map(_has_common_name, group))
    }


def _has_common_name(pair: OperationPair) -> bool:
    """Return whether the method's name in one client is the name or an alias of the method in the other client."""
    return pair.old.name in {pair.new.name, pair.new.former_name} or pair.old.former_name == pair.new.name


@about_operations("major", "ok", opposite=SYMMETRIC)
def namespace_class_renamed(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that the class of a namespace, such as `Pets` for `client.pets`, has another name.

    Imports of the class break.
    """
    for namespace, old in diff.old_api.namespace_classes.items():
        new = diff.new_api.namespace_classes.get(namespace, old)
        if new != old:
            found = [each for each in diff.new_api.operations if each.namespace == namespace]
            message = f"the class of client.{namespace} is now {new}, no longer {old}: code that names it breaks"
            yield RuleMatch(
                message,
                ("tags",),
                (*found[0].source.pointer, "tags"),
                old=old,
                new=new,
                key=namespace,
                operations=tuple(each.id for each in found),
            )


@about_operations("major", "ok", opposite=SYMMETRIC)
def method_moved(diff: OperationsDiff) -> Iterator[RuleMatch]:
    """Report that the operation's first tag changed, so its method moved to another namespace.

    Calls in the old namespace break.
    """
    renamed = _renamed_namespaces(diff.kept)
    for pair in diff.kept:
        if pair.old.namespace != pair.new.namespace and (pair.old.namespace, pair.new.namespace) not in renamed:
            message = f"{pair.old.call} is now {pair.new.call}: code that calls it by the old name breaks"
            yield RuleMatch(
                message,
                *pair.pointers("tags"),
                old=pair.old.method,
                new=pair.new.method,
                names=(*pair.old.argument_names, *pair.new.argument_names),
                operations=(pair.new.id,),
            )


about_operation = rules_for(OperationPair)


@about_operation("major", "ok", opposite=(SYMMETRIC, "method-renamed-with-alias"))
def method_renamed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the operationId changed, and with it the name of the method.

    Calls by the old name raise AttributeError.
    """
    if _is_renamed(pair) and pair.new.former_name != pair.old.name:
        message = f"{pair.old.call} is now {pair.new.call}: code that calls it by the old name breaks"
        names = (*pair.old.argument_names, *pair.new.argument_names)
        yield RuleMatch(message, *pair.pointers("operationId"), old=pair.old.method, new=pair.new.method, names=names)


@about_operation("minor", "ok", opposite="method-renamed")
def method_renamed_with_alias(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that a method is renamed.

    `x-renamed-from` keeps the old name of the method as an alias. Calls of the alias emit a warning.
    """
    if _is_renamed(pair) and pair.new.former_name == pair.old.name:
        message = f"{pair.old.call} is now {pair.new.call}{ALIAS_KEPT}"
        yield RuleMatch(message, *pair.pointers("operationId"), old=pair.old.method, new=pair.new.method)


@about_operation("major", "ok", opposite="former-method-name-added")
def former_method_name_removed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the alias of a renamed method is removed, so code that calls the alias breaks.

    In the previous release, uses of the alias emitted a warning.
    """
    old = pair.old.former_name
    if old and old != pair.new.name and (old != pair.new.former_name or _has_method(pair.new_api, pair.new, old)):
        message = f"{pair.new.call} no longer has its former name {old}: code that still uses it breaks"
        yield RuleMatch(message, *pair.pointers("x-renamed-from"), old=old)


@about_operation("minor", "ok", opposite="former-method-name-removed")
def former_method_name_added(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that `x-renamed-from` adds the former name of a method as an alias. Existing code stays valid."""
    new = pair.new.former_name
    if new and new != pair.old.name and (new != pair.old.former_name or _has_method(pair.old_api, pair.old, new)):
        message = f"{pair.new.call} works under its former name {new}, too"
        yield RuleMatch(message, *pair.pointers("x-renamed-from"), new=new)


def _has_method(api: ApiSurface, operation: ApiOperation, name: str) -> bool:
    """Return whether `name` is the name of a method in the namespace of `operation`."""
    return any(each.name == name and each.namespace == operation.namespace for each in api.operations)


def _is_renamed(pair: OperationPair) -> bool:
    old, new = pair.old, pair.new
    is_same = old.namespace in {new.namespace, new.former_namespace} or old.former_namespace == new.namespace
    return old.name != new.name and is_same


# --- path, method, server ---


@about_operation("patch", "breaks", opposite=SYMMETRIC)
def path_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the path of an operation changes. The new client uses the new path, so callers' code needs no change.

    Installed clients send requests to the old path.
    """
    old, new = pair.old.source.path, pair.new.source.path
    if path_template(old) != path_template(new) and pair.new.name and not pair.is_url_same:
        message = f"{pair.new.call} calls {new}, no longer {old}"
        yield RuleMatch(message, ("paths", old), ("paths", new), old=old, new=new, key=pair.new.id)


@about_operation("patch", "breaks", opposite=SYMMETRIC)
def http_method_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the HTTP method of an operation changes.

    The new client uses the new method, so callers' code needs no change. Installed clients use the old HTTP method.
    """
    old, new = pair.old.source.http_method, pair.new.source.http_method
    if old != new and pair.new.name:
        yield RuleMatch(f"{pair.new.call} sends {new}, no longer {old}", *pair.pointers(), old=old, new=new)


@about_operation("minor", "breaks", opposite=SYMMETRIC)
def operation_server_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the URL of an operation's own server changes.

    The new client uses the new URL, so callers' code needs no change. Installed clients send requests to the old URL.
    They still work if the whole URL of requests stays the same, because the path has changed, too.
    """
    old, new = pair.old.own_server, pair.new.own_server
    if old != new:
        shown = [each or "the server of the document" for each in (old, new)]
        message = f"{pair.new.call} calls {shown[1]}, no longer {shown[0]}"
        if pair.is_url_same:
            message += "; the whole URL is the same"
        found = RuleMatch(message, *pair.pointers("servers"), old=old or None, new=new or None)
        yield replace(found, is_wire_ok=pair.is_url_same)


@about_operation("minor", "breaks", opposite=SYMMETRIC)
def operation_named_server_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the URL of one of the operation's named servers changes. Callers' code needs no change.

    Installed clients that choose this server by name send requests to the old URL.
    """
    old, new = pair.old.named_servers, pair.new.named_servers
    default = (pair.old.own_server, pair.new.own_server)
    for name in sorted({*old, *new}):
        before, after = old.get(name, default[0]), new.get(name, default[1])
        if before != after and (before, after) != default:
            shown = [each or "the server of the document" for each in (before, after)]
            message = f"with server={name!r}, {pair.new.call} calls {shown[1]}, no longer {shown[0]}"
            yield RuleMatch(message, *pair.pointers("servers"), old=before or None, new=after or None, key=name)


@about_operation("patch", "behaviour", opposite=SYMMETRIC)
def operation_server_credentials_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the client starts or stops sending credentials to the operation's own server, declared in `servers`.

    Callers' code needs no change. A server of another origin than the default server receives credentials only if
    the operation declares `security`.
    """
    old, new = pair.old, pair.new
    if old.own_server and old.own_server == new.own_server and old.takes_credentials != new.takes_credentials:
        verb = "sends" if new.takes_credentials else "no longer sends"
        message = f"{new.call} {verb} the client's credentials to {new.own_server}"
        yield RuleMatch(message, *pair.pointers("security"), old=old.takes_credentials, new=new.takes_credentials)


# --- deprecation, pagination, limits, text ---


@about_operation("minor", "ok", opposite="operation-undeprecated")
def operation_deprecated(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the operation becomes deprecated.

    Callers are warned that a later version of the API may remove it.
    """
    if _is_deprecated(pair.new) and not _is_deprecated(pair.old):
        yield RuleMatch(f"{pair.new.call} is deprecated", *pair.pointers("deprecated"), old=False, new=True)


@about_operation("patch", "ok", opposite="operation-deprecated")
def operation_undeprecated(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the operation is no longer deprecated, so callers are no longer warned."""
    if _is_deprecated(pair.old) and not _is_deprecated(pair.new):
        yield RuleMatch(f"{pair.new.call} is no longer deprecated", *pair.pointers("deprecated"), old=True, new=False)


def _is_deprecated(operation: ApiOperation) -> bool:
    return operation.source.node.get("deprecated") is True


def _pagination(operation: ApiOperation) -> Any:
    """Return the pagination of an operation as JSON data, or None if the operation is not paginated.

    It is the value of `x-pagination`, or else the rule that was inferred from parameters and responses.
    """
    stated, rule = operation.source.node.get("x-pagination"), operation.paging
    if rule is None or isinstance(stated, dict):
        return stated
    return {"style": rule.style, "items": rule.items, "inferred from": rule.evidence}


def _page_items(operation: ApiOperation) -> Any:
    """Return `("items", pointer)`, where `pointer` leads to the items of a page; None if there is no pagination."""
    # The pointer of a body that is a list is empty. A tuple is truthy in any case.
    return operation.paging and ("items", operation.paging.items)


@about_operation("major", "ok", opposite="pages-removed")
def pages_added(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the operation becomes paginated, by `x-pagination` or by inference from the contract.

    So the method returns a page object instead of the response body. Code that reads the response body breaks.
    """
    if not _page_items(pair.old) and _page_items(pair.new):
        message = f"{pair.new.call} now returns pages: code that uses its result as before breaks"
        yield RuleMatch(message, *pair.pointers("x-pagination"), new=_pagination(pair.new))


@about_operation("major", "ok", opposite="pages-added")
def pages_removed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the operation is no longer paginated.

    So the method returns the response body instead of a page object. Code that iterates over all pages gets only the
    first page.
    """
    if _page_items(pair.old) and not _page_items(pair.new):
        message = f"{pair.new.call} no longer returns pages: code that iterates over them breaks"
        yield RuleMatch(message, *pair.pointers("x-pagination"), old=_pagination(pair.old))


@about_operation("major", "ok", opposite=SYMMETRIC)
def page_items_moved(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the items of a page are now read from another place in the response body.

    So iteration over the pages yields other items.
    """
    old, new = _page_items(pair.old), _page_items(pair.new)
    if old and new and old != new:
        message = f"the items of {pair.new.call} are at {new[1]!r}, no longer at {old[1]!r}"
        yield RuleMatch(message, *pair.pointers("x-pagination", "items"), old=old[1], new=new[1])


@about_operation("major", "breaks", opposite=SYMMETRIC)
def stream_default_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the default of the argument `stream` changes.

    Calls without it now return a stream, or no longer return one.
    """
    old = pair.old_api.streams_if_omitted(pair.old.source)
    new = pair.new_api.streams_if_omitted(pair.new.source)
    if old is not None and new is not None and old != new:
        returned = "returns a stream" if new else "returns no stream"
        message = f"{pair.new.call} without the argument stream {returned} now: code that uses it breaks"
        yield RuleMatch(message, *pair.pointers(), old=old, new=new, names=("stream",))


@about_operation("minor", "ok", opposite="wait-removed")
def wait_added(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that an operation gains `x-poll`.

    So the client gains a method that repeats the request until its status is final. Existing code stays valid.
    """
    old, new = (each.source.node.get("x-poll") for each in (pair.old, pair.new))
    if old is None and new is not None:
        message = f"{pair.new.namespace} can wait for the job that {pair.new.call} reads"
        yield RuleMatch(message, *pair.pointers("x-poll"), new=new)


@about_operation("major", "ok", opposite="wait-added")
def wait_removed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that an operation loses `x-poll`.

    So the client loses the method that repeats the request until its status is final. Code that calls the method
    breaks.
    """
    old, new = (each.source.node.get("x-poll") for each in (pair.old, pair.new))
    if old is not None and new is None:
        message = (
            f"{pair.new.namespace} can no longer wait for the job that {pair.new.call} reads: code that waits breaks"
        )
        yield RuleMatch(message, *pair.pointers("x-poll"), old=old)


@about_operation("minor", "behaviour", opposite=SYMMETRIC)
def wait_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the extension `x-poll` of an operation changes.

    The client's method that repeats the request until a final status uses the new property, statuses or interval.
    Callers' code needs no change, and installed clients wait in the old way.
    """
    old, new = (each.source.node.get("x-poll") for each in (pair.old, pair.new))
    if old is not None and new is not None and canonical(old) != canonical(new):
        message = f"the client waits in another way for the job that {pair.new.call} reads"
        yield RuleMatch(message, *pair.pointers("x-poll"), old=old, new=new)


@about_operation("patch", "behaviour", opposite=SYMMETRIC)
def operation_rate_limit_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the rate limit of the operation changes.

    The new client observes the new limit, so callers' code needs no change. Installed clients observe the old limit.
    """
    old, new = (extensions.rate_limit(each.source.node) for each in (pair.old, pair.new))
    if old != new:
        yield match_rate_limit(pair.new.call, pair.pointers("x-rate-limit"), old, new)


def match_rate_limit(
    what: str, pointers: tuple[JsonPointer, JsonPointer], old: RateLimit | None, new: RateLimit | None
) -> RuleMatch:
    """Return a match for a changed rate limit, with the old and the new limit in its message.

    Args:
        what: The subject of the message: the client, or an operation such as `pets.list()`.
        pointers: The pointers of the limit in the old and in the new contract.
        old: The old limit; None if there was no limit.
        new: The new limit; None if there is no limit.
    """
    before, after = ("no limit" if each is None else f"{each[0]} requests in {each[1]} s" for each in (old, new))
    return RuleMatch(f"the rate limit of {what} is now {after}; it was {before}", *pointers, old=old, new=new)


@about_operation("patch", "behaviour", opposite=SYMMETRIC)
def idempotency_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the header in which the client sends an idempotency key is added, removed or renamed.

    Calls need no change. With the header, the client retries more failed requests than without the header.
    """
    old, new = pair.old.idempotency_header, pair.new.idempotency_header
    if old.lower() != new.lower():
        sends = f"sends a key in the header {new}" if new else f"sends no key in the header {old}"
        message = f"{pair.new.call} now {sends}, which decides whether a failed request is repeated"
        yield RuleMatch(message, *pair.pointers("x-idempotency-key"), old=old or None, new=new or None)


@about_operation("patch", "ok", opposite=SYMMETRIC)
def paging_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the request for the next page of a list changes, for example because a parameter is renamed.

    Callers' code needs no change. Installed clients request the next page in the old way.
    """
    rules = pair.old.paging, pair.new.paging
    if rules[0] is None or rules[1] is None or rules[0].items != rules[1].items:
        return
    # Extensions of several tools can state the same rule.
    if evolve(rules[0], pointer=()) != evolve(rules[1], pointer=()):
        old, new = _pagination(pair.old), _pagination(pair.new)
        message = f"{pair.new.call} requests its pages in another way"
        yield RuleMatch(message, *pair.pointers("x-pagination"), old=old, new=new)


@about_operation("patch", "ok", opposite=SYMMETRIC)
def operation_documentation_changed(pair: OperationPair) -> Iterator[RuleMatch]:
    """Report that the documentation of the operation changes. In the package, only the docstring changes."""
    old, new = (frozenset(texts(each.source.node)) for each in (pair.old, pair.new))
    if old != new:
        keyword = next((key for key in ("description", "summary") if key in pair.new.source.node), "")
        message = f"the description of {pair.new.call} has changed"
        yield RuleMatch(message, *pair.pointers(*filter(None, [keyword])))
