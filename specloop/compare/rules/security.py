"""Rules that compare the security schemes of two contracts, and the security requirements of the operations.

The security schemes determine the arguments of the client's constructor.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from specloop.codegen import ir
from specloop.compare.api_surface import ApiCredential, ApiOperation, ApiSurface
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.rules.operations import OperationPair
from specloop.openapi.json_pointer import JsonPointer, resolve_ref
from specloop.openapi.schema import texts
from specloop.text_format import pluralize


@dataclass(eq=False)
class CredentialsDiff:
    """The security schemes of two contracts, and which of them were removed, added or kept.

    Each scheme has arguments in the constructor of the generated client.
    """

    old_api: ApiSurface
    new_api: ApiSurface
    groups: list[SecurityDiff]
    """The operations whose security requirements changed, in groups with equal changes.

    These changes explain most changes of the constructor.
    """

    @cached_property
    def kept(self) -> list[tuple[ApiCredential, ApiCredential]]:
        """The security schemes that are in both contracts, as pairs (old, new).

        Two schemes form a pair if their names are equal, or if the credentials are sent in the same way.
        """
        return match_credentials(self.old_api, self.new_api)

    @property
    def removed(self) -> list[ApiCredential]:
        """The removed security schemes, which are only in the old contract."""
        kept = {old.scheme for old, _ in self.kept}
        return [each for name, each in self.old_api.credentials.items() if name not in kept]

    @property
    def added(self) -> list[ApiCredential]:
        """The added security schemes, which are only in the new contract."""
        kept = {new.scheme for _, new in self.kept}
        return [each for name, each in self.new_api.credentials.items() if name not in kept]


def match_credentials(old_api: ApiSurface, new_api: ApiSurface) -> list[tuple[ApiCredential, ApiCredential]]:
    """Match the security schemes of two contracts. Return pairs of an old and a new scheme.

    They match by name, or else by the way in which the credentials are sent, such as in the same header.
    """
    old, new = dict(old_api.credentials), dict(new_api.credentials)
    kept = [(old.pop(name), new.pop(name)) for name in list(old) if name in new]
    for name, before in list(old.items()):
        for other, after in list(new.items()):
            if name in old and _sending(before) == _sending(after):
                kept.append((old.pop(name), new.pop(other)))
    return kept


def _sending(credential: ApiCredential) -> tuple[str, str, str]:
    return credential.kind, credential.location, credential.header.lower()


def _pointer(scheme: str) -> JsonPointer:
    return ("components", "securitySchemes", scheme)


about_credentials = rules_for(CredentialsDiff)


@about_credentials("major", "breaks", opposite=SYMMETRIC)
def credential_kind_changed(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that the security scheme requires another kind of secret than before.

    For example, it requires a password instead of a token. Programs must pass the new secret. Installed clients
    cannot send it.
    """
    new_client = diff.new_api.client
    for old, new in diff.kept:
        if old.kind != new.kind:
            message = f"the credential {old.scheme} is now {_kind(new)}, no longer {_kind(old)}"
            names = (new_client, *old.every_argument, *new.every_argument)
            pointers = _pointer(old.scheme), _pointer(new.scheme)
            yield RuleMatch(message, *pointers, old=old.kind, new=new.kind, names=names)
    for each, old_kind, new_kind in _unsupported(diff):
        message = f"the credential {each.scheme} is now {new_kind}, no longer {old_kind}"
        names = (new_client, *each.every_argument)
        pointer = _pointer(each.scheme)
        yield RuleMatch(message, pointer, pointer, old=old_kind, new=new_kind, names=names)


def _unsupported(diff: CredentialsDiff) -> Iterator[tuple[ApiCredential, str, str]]:
    """Yield each security scheme whose type changes from or to an unsupported type, such as `mutualTLS`.

    Each result has descriptions of the old and the new type, such as `a bearer token`.
    """
    for credentials, is_removed in ((diff.removed, True), (diff.added, False)):
        for each in credentials:
            old_type, new_type = (_type(api, each.scheme) for api in (diff.old_api, diff.new_api))
            if old_type and new_type and old_type != new_type:
                unsupported = f"{new_type if is_removed else old_type}, which the client does not send"
                yield (each, _kind(each), unsupported) if is_removed else (each, unsupported, _kind(each))


def _type(api: ApiSurface, scheme: str) -> str | None:
    schemes = (api.data.get("components") or {}).get("securitySchemes") or {}
    return str(resolve_ref(api.data, schemes[scheme]).node.get("type")) if scheme in schemes else None


def _kind(credential: ApiCredential) -> str:
    kinds = {"api-key": "an API key", "basic": "a user name and a password", "bearer": "a bearer token"}
    return kinds.get(credential.kind, credential.kind)


@about_credentials("patch", "breaks", opposite=SYMMETRIC)
def credential_sent_otherwise(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that a credential is sent in another header, query parameter or cookie than before.

    Callers' code needs no change. Installed clients send the credential in the old place.
    """
    for old, new in diff.kept:
        if old.kind == new.kind and _sending(old) != _sending(new):
            pointers = _pointer(old.scheme), _pointer(new.scheme)
            before, after = (f"{each.location} {each.header}" for each in (old, new))
            message = f"the credential {new.scheme} is now sent in the {after}, no longer in the {before}"
            yield RuleMatch(message, *pointers, old=before, new=after)


@about_credentials("major", "ok", opposite=SYMMETRIC)
def credential_argument_renamed(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that a constructor argument for a credential is renamed.

    So programs that pass the old name raise TypeError.
    """
    for old, new in diff.kept:
        if old.kind == new.kind and old.arguments != new.arguments:
            before, after = (", ".join(_comparable_arguments(old, new)), ", ".join(_comparable_arguments(new, old)))
            client = diff.new_api.client
            message = f"{client}({before}=...) is now {client}({after}=...): calls with the old name raise TypeError"
            yield RuleMatch(message, _pointer(old.scheme), _pointer(new.scheme), old=before, new=after)


def _comparable_arguments(credential: ApiCredential, other: ApiCredential) -> tuple[str, ...]:
    """Return the client's constructor arguments for `credential`. `other` is this credential in the other contract.

    The arguments for obtaining access tokens are included only if both credentials have such arguments.
    """
    return credential.every_argument if credential.grant and other.grant else credential.arguments


@about_credentials("minor", "ok", opposite="credential-argument-removed")
def credential_argument_added(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that the client's constructor gains an argument for a credential, or for obtaining access tokens.

    Existing code stays valid.
    """
    known = _argument_names(diff.old_api)
    # If an operation now accepts or requires the credential, a rule about operations reports that instead.
    explained = {
        scheme for group in diff.groups if group.removed or group.added for each in group.new for scheme in each
    }
    granted = [new for old, new in diff.kept if old.kind == new.kind and new.grant and not old.grant]
    for each in (*(each for each in diff.added if each.scheme not in explained), *granted):
        for name in each.every_argument:
            if name not in known:
                message = f"{diff.new_api.client}({name}=...) is new"
                yield RuleMatch(message, new_pointer=_pointer(each.scheme), new=name, key=name)


@about_credentials("major", "ok", opposite="credential-argument-added")
def credential_argument_removed(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that the constructor loses an argument for a credential.

    So programs that pass the argument raise TypeError.
    """
    known, near = _argument_names(diff.new_api), ("components", "securitySchemes")
    granted = [old for old, new in diff.kept if old.kind == new.kind and old.grant and not new.grant]
    for each in (*diff.removed, *granted):
        for name in each.every_argument:
            if name not in known:
                message = f"{diff.new_api.client}({name}=...) was removed: programs that pass it raise TypeError"
                yield RuleMatch(message, _pointer(each.scheme), near=near, old=name, key=name)


def _argument_names(api: ApiSurface) -> set[str]:
    return {name for each in api.credentials.values() for name in each.every_argument}


def _grants(diff: CredentialsDiff) -> Iterator[tuple[ApiCredential, ir.TokenGrant, ir.TokenGrant]]:
    """Yield each credential with an OAuth 2.0 grant in both contracts, as (new credential, old grant, new grant)."""
    for old, new in diff.kept:
        if old.grant and new.grant:
            yield new, old.grant, new.grant


@about_credentials("patch", "breaks", opposite=SYMMETRIC)
def token_url_changed(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that the URL that issues or refreshes access tokens changes.

    The new client contains the new URL, so programs need no change. Installed clients request tokens from the old URL.
    """
    for credential, old, new in _grants(diff):
        urls = {"issued by": (old.token_url, new.token_url), "refreshed by": _refresh_urls(old, new)}
        for words, (before, after) in urls.items():
            if before != after:
                message = f"the tokens of {credential.scheme} are {words} {after}, no longer {before}"
                pointer = _pointer(credential.scheme)
                yield RuleMatch(message, pointer, pointer, old=before, new=after, key=words)


def _refresh_urls(old: ir.TokenGrant, new: ir.TokenGrant) -> tuple[str, str]:
    return old.refresh_url or old.token_url, new.refresh_url or new.token_url


@about_credentials("minor", "ok", opposite="token-grant-removed")
def token_grant_added(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that the client can obtain access tokens by one more OAuth 2.0 grant type. Existing code stays valid."""
    for credential, old, new in _grants(diff):
        for each in sorted({*new.types} - {*old.types}):
            message = f"the client can obtain tokens of {credential.scheme} by {each}"
            yield RuleMatch(message, new_pointer=_pointer(credential.scheme), new=each, key=each)


@about_credentials("major", "breaks", opposite="token-grant-added")
def token_grant_removed(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that the server no longer issues tokens for one of the OAuth 2.0 grant types.

    Programs and installed clients that use this grant type get no tokens.
    """
    for credential, old, new in _grants(diff):
        for each in sorted({*old.types} - {*new.types}):
            message = f"tokens of {credential.scheme} are no longer issued by {each}: programs that use it break"
            pointer = _pointer(credential.scheme)
            yield RuleMatch(message, pointer, near=pointer, old=each, key=each)


@about_credentials("patch", "ok", opposite=SYMMETRIC)
def credential_documentation_changed(diff: CredentialsDiff) -> Iterator[RuleMatch]:
    """Report that the documentation of a security scheme changes. In the package, only the docstring changes."""
    for old, new in diff.kept:
        sides = (diff.old_api, old), (diff.new_api, new)
        before, after = (
            set(texts(resolve_ref(api.data, api.schemas.node(_pointer(each.scheme))).node)) for api, each in sides
        )
        if before != after:
            message = f"the description of the credential {new.scheme} has changed"
            yield RuleMatch(message, _pointer(old.scheme), _pointer(new.scheme))


# --- requirements of operations ---

NOW_REQUIRES = ("now requires", "now require")
NO_LONGER_REQUIRES = ("no longer requires", "no longer require")
NOW_TAKES = ("now takes", "now take")
NO_LONGER_TAKES = ("no longer takes", "no longer take")
NOW_ALSO_TAKES = ("now also takes", "now also take")
"""A verb phrase for messages: its singular for one call, and its plural for several calls.

The four above are like it.
"""

Alternatives = frozenset[frozenset[str]]
"""Sets of names of security schemes. The credentials of any one of these sets are sufficient for an operation.

An empty set of names means that no credential is required.
"""

Scopes = frozenset[tuple[str, str]]


@dataclass(eq=False)
class SecurityDiff:
    """A group of operations whose security requirements changed in the same way.

    `old` and `new` are sets of alternatives: all security schemes of one alternative together are sufficient.
    """

    operations: list[OperationPair]
    total: int
    """The number of operations that are in both contracts."""
    old: Alternatives
    new: Alternatives
    """The alternatives (sets of sufficient schemes) of the new contract; renamed schemes have their old names."""
    old_scopes: Scopes
    new_scopes: Scopes

    @cached_property
    def removed(self) -> list[frozenset[str]]:
        """The removed alternatives: sets of security schemes that were sufficient in the old contract only."""
        return sorted((each for each in self.old if not any(other <= each for other in self.new)), key=sorted)

    @cached_property
    def added(self) -> list[frozenset[str]]:
        """The added alternatives: sets of security schemes that are sufficient in the new contract only."""
        return sorted((each for each in self.new if not any(other <= each for other in self.old)), key=sorted)

    @cached_property
    def rejected(self) -> list[frozenset[str]]:
        """The removed alternatives that are not a subset of a new alternative.

        A removed alternative `{a}` is not rejected if `{a, b}` is sufficient now: callers still need `a`.
        """
        return [each for each in self.removed if not any(other > each for other in self.new)]

    @cached_property
    def accepted(self) -> list[frozenset[str]]:
        """The added alternatives that are not a subset of an old alternative.

        An added alternative `{a}` is left out if `{a, b}` was sufficient before: callers need no new credential.
        """
        return [each for each in self.added if not any(other > each for other in self.old)]

    def match(self, verbs: tuple[str, str], message: str, key: str = "") -> RuleMatch:
        """Return a RuleMatch for all operations of this SecurityDiff.

        Args:
            verbs: The verb phrase for one operation and for several, such as `("now requires", "now require")`.
            message: The rest of the message after the verb, such as `the scope read of oauth`.
            key: Text that distinguishes several matches of one rule.
        """
        singular, plural = verbs
        first = self.operations[0]
        sides = first.old.source, first.new.source
        old, new = ((*side.pointer, "security") if "security" in side.node else ("security",) for side in sides)
        count = len(self.operations)
        subject = f"{first.new.call} {singular}"
        if count == self.total:
            subject = f"every call {singular}"
        elif count > 1:
            subject = f"{pluralize(count, 'call')} {plural}"
        return RuleMatch(
            f"{subject} {message}",
            old,
            new,
            old=_describe_all(self.old),
            new=_describe_all(self.new),
            key=key,
            operations=tuple(each.new.id for each in self.operations),
        )


def compare_security(old_api: ApiSurface, new_api: ApiSurface, pairs: Iterable[OperationPair]) -> list[SecurityDiff]:
    """Compare the security requirements of operations.

    Return a SecurityDiff for each group of operations whose requirements changed in the same way.
    """
    old_names = {new.scheme: old.scheme for old, new in match_credentials(old_api, new_api)}
    groups: dict[tuple[Alternatives, Alternatives, Scopes, Scopes], list[OperationPair]] = {}
    pairs = list(pairs)
    for pair in pairs:
        old = frozenset(frozenset(each) for each in _requirements(old_api, pair.old))
        new = frozenset(
            frozenset(old_names.get(name, name) for name in each) for each in _requirements(new_api, pair.new)
        )
        new_scopes = ((old_names.get(name, name), scope) for name, scope in _scopes(new_api, pair.new))
        scopes = _scopes(old_api, pair.old), frozenset(new_scopes)
        if old != new or scopes[0] != scopes[1]:
            groups.setdefault((old, new, *scopes), []).append(pair)
    return [SecurityDiff(group, len(pairs), *key) for key, group in groups.items()]


def _requirements(api: ApiSurface, operation: ApiOperation) -> list[dict[str, Any]]:
    found = operation.source.node.get("security", api.data.get("security"))
    return found if isinstance(found, list) and found else [{}]


def _scopes(api: ApiSurface, operation: ApiOperation) -> Scopes:
    listed = _requirements(api, operation)
    return frozenset((name, str(scope)) for each in listed for name, scopes in each.items() for scope in scopes or [])


def _describe(alternative: frozenset[str]) -> str:
    return " and ".join(sorted(alternative)) or "no credential"


def _describe_all(alternatives: Iterable[frozenset[str]]) -> list[str]:
    return sorted(map(_describe, alternatives))


about_security = rules_for(SecurityDiff)


@about_security("major", "breaks", opposite="credential-not-required")
def credential_required(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that an operation requires one more credential, in addition to the old ones.

    Programs must pass the credential, and installed clients do not send it.
    """
    for each in diff.removed:
        wider = sorted((other for other in diff.new if other > each), key=sorted)
        if wider:
            more = _describe(wider[0] - each)
            message = f"{more}: programs that do not pass it break"
            yield diff.match(NOW_REQUIRES, message, key=_describe(each))


@about_security("minor", "ok", opposite="credential-required")
def credential_not_required(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that an operation requires fewer credentials than before.

    Programs that pass the old credentials stay valid.
    """
    for each in diff.added:
        wider = sorted((other for other in diff.old if other > each), key=sorted)
        if wider:
            yield diff.match(NO_LONGER_REQUIRES, _describe(wider[0] - each), key=_describe(each))


@about_security("major", "breaks", opposite=SYMMETRIC)
def credential_replaced(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that an operation requires another credential instead of the old one.

    Programs must pass the new credential, which installed clients cannot send.
    """
    if diff.rejected and diff.accepted:
        new, old = (" or ".join(map(_describe, each)) for each in (diff.accepted, diff.rejected))
        yield diff.match(NOW_TAKES, f"{new}, no longer {old}: programs that pass the old credential break")


@about_security("major", "breaks", opposite="credential-alternative-added")
def credential_alternative_removed(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that the server rejects a credential that was sufficient before.

    Programs and installed clients that send it break.
    """
    for each in [] if diff.accepted else diff.rejected:
        rest = " or ".join(_describe_all(diff.new))
        message = f"{_describe(each)}, only {rest}: programs that pass it break"
        yield diff.match(NO_LONGER_TAKES, message, key=_describe(each))


@about_security("minor", "ok", opposite="credential-alternative-removed")
def credential_alternative_added(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that one more credential is sufficient for an operation. Existing credentials stay valid."""
    for each in [] if diff.rejected else diff.accepted:
        yield diff.match(NOW_ALSO_TAKES, _describe(each), key=_describe(each))


@about_security("patch", "behaviour", opposite=SYMMETRIC)
def optional_credential_changed(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that an operation has other optional credentials than before. Requests are valid with and without them.

    The client sends an optional credential if the operation accepts it.
    """
    if diff.old != diff.new and not diff.removed and not diff.added:
        old, new = (" or ".join(_describe_all(each)) for each in (diff.old, diff.new))
        yield diff.match(NOW_TAKES, f"{new}; it took {old}")


@about_security("patch", "may-reject", opposite="scope-not-required")
def scope_required(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that an operation requires a further OAuth 2.0 scope.

    Programs need no change, but their existing access tokens may lack the scope.
    """
    for scheme, scope in sorted(diff.new_scopes - diff.old_scopes):
        if any(scheme in each for each in diff.old):
            yield diff.match(NOW_REQUIRES, f"the scope {scope} of {scheme}", key=f"{scheme} {scope}")


@about_security("patch", "ok", opposite="scope-required")
def scope_not_required(diff: SecurityDiff) -> Iterator[RuleMatch]:
    """Report that the operation requires fewer OAuth 2.0 scopes than before, so existing tokens stay valid."""
    for scheme, scope in sorted(diff.old_scopes - diff.new_scopes):
        if any(scheme in each for each in diff.new):
            message = f"the scope {scope} of {scheme}"
            yield diff.match(NO_LONGER_REQUIRES, message, key=f"{scheme} {scope}")
