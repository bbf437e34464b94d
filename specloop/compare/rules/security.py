"""Two Apis -> what differs in how a caller proves who they are: constructor arguments, and what each call requires."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from specloop.codegen.schema_digest import resolve_ref
from specloop.compare.api_surface import ApiOperation, ApiSurface, Credential
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.rules.operations import OperationPair
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import texts


@dataclass(eq=False)
class Credentials:
    """What the constructor takes, then and now."""

    then: ApiSurface
    now: ApiSurface

    @cached_property
    def kept(self) -> list[tuple[Credential, Credential]]:
        """The schemes that are used then and now: by name, or else by what they do."""
        old, new = dict(self.then.credentials), dict(self.now.credentials)
        kept = [(old.pop(name), new.pop(name)) for name in list(old) if name in new]
        for name, before in list(old.items()):
            for other, after in list(new.items()):
                if name in old and _does(before) == _does(after):
                    kept.append((old.pop(name), new.pop(other)))
        return kept

    @property
    def gone(self) -> list[Credential]:
        """The schemes that were used."""
        kept = {before.scheme for before, _ in self.kept}
        return [each for name, each in self.then.credentials.items() if name not in kept]

    @property
    def added(self) -> list[Credential]:
        """The schemes that were not used."""
        kept = {after.scheme for _, after in self.kept}
        return [each for name, each in self.now.credentials.items() if name not in kept]


def _does(credential: Credential) -> tuple[str, str, str]:
    return credential.kind, credential.location, credential.header.lower()


def _place(scheme: str) -> JsonPointer:
    return ("components", "securitySchemes", scheme)


credentials = Rules(Credentials)


@credentials("major", "breaks", mirror=ITSELF)
def credential_kind_changed(found: Credentials) -> Iterator[Found]:
    """An API key is no password: programs must be given other secrets, and installed clients cannot use them."""
    for old, new in found.kept:
        if old.kind != new.kind:
            message = f"the credential {old.scheme} is now {_spoken(new)}, no longer {_spoken(old)}"
            yield Found(message, _place(old.scheme), _place(new.scheme), old=old.kind, new=new.kind)


def _spoken(credential: Credential) -> str:
    return {"api-key": "an API key", "basic": "a user name and a password", "bearer": "a bearer token"}.get(
        credential.kind, credential.kind
    )


@credentials("patch", "breaks", mirror=ITSELF)
def credential_sent_otherwise(found: Credentials) -> Iterator[Found]:
    """The name of the header is a constant of the client: code stays as it is, installed clients use the old one."""
    for old, new in found.kept:
        if old.kind == new.kind and _does(old) != _does(new):
            places = _place(old.scheme), _place(new.scheme)
            told = [f"{each.location} {each.header}" for each in (old, new)]
            message = f"the credential {new.scheme} is now sent in the {told[1]}, no longer in the {told[0]}"
            yield Found(message, *places, old=told[0], new=told[1])


@credentials("major", "ok", mirror=ITSELF)
def credential_argument_renamed(found: Credentials) -> Iterator[Found]:
    """Credentials are given to the constructor by name."""
    for old, new in found.kept:
        if old.kind == new.kind and old.arguments != new.arguments:
            told = [", ".join(each.arguments) for each in (old, new)]
            message = f"{found.now.client}({told[0]}=...) is now {found.now.client}({told[1]}=...): old calls break"
            yield Found(message, _place(old.scheme), _place(new.scheme), old=told[0], new=told[1])


@credentials("minor", "ok", mirror="credential-argument-removed")
def credential_argument_added(found: Credentials) -> Iterator[Found]:
    """The constructor takes one more credential; whether a call needs it is another question."""
    known = _arguments(found.then)
    for each in found.added:
        for name in set(each.arguments) - known:
            yield Found(f"{found.now.client}({name}=...) is new", at=_place(each.scheme), new=name, key=name)


@credentials("major", "ok", mirror="credential-argument-added")
def credential_argument_removed(found: Credentials) -> Iterator[Found]:
    """The constructor no longer knows the argument: programs that give it raise TypeError where they begin."""
    known, near = _arguments(found.now), ("components", "securitySchemes")
    for each in found.gone:
        for name in set(each.arguments) - known:
            message = f"{found.now.client}({name}=...) is gone: programs that give it raise TypeError"
            yield Found(message, _place(each.scheme), near=near, old=name, key=name)


def _arguments(api: ApiSurface) -> set[str]:
    return {name for each in api.credentials.values() for name in each.arguments}


@credentials("patch", "ok", mirror=ITSELF)
def credential_documentation_changed(found: Credentials) -> Iterator[Found]:
    """Only the docstring tells."""
    for old, new in found.kept:
        sides = ((found.then, old), (found.now, new))
        before, after = (set(texts(resolve_ref(a.document, a.shapes.node(_place(c.scheme))).node)) for a, c in sides)
        if before != after:
            message = f"the description of the credential {new.scheme} has changed"
            yield Found(message, _place(old.scheme), _place(new.scheme))


# --- what a call requires ---

Alternatives = set[frozenset[str]]
"""Each of them suffices; it may be several credentials at once, or none."""


@dataclass(eq=False)
class Requirements:
    """The credentials that a call requires, then and now."""

    operation: OperationPair

    @cached_property
    def old(self) -> Alternatives:
        """What was required."""
        return {frozenset(each) for each in _required(self.operation.then, self.operation.old)}

    @cached_property
    def new(self) -> Alternatives:
        """What is required, under the names of then for schemes that have another name by now."""
        found = _required(self.operation.now, self.operation.new)
        kept = Credentials(self.operation.then, self.operation.now).kept
        before = {after.scheme: before.scheme for before, after in kept}
        return {frozenset(before.get(name, name) for name in each) for each in found}

    @cached_property
    def lost(self) -> list[frozenset[str]]:
        """What sufficed, and does not any more."""
        return sorted((each for each in self.old if not any(other <= each for other in self.new)), key=sorted)

    @cached_property
    def gained(self) -> list[frozenset[str]]:
        """What suffices, and did not before."""
        return sorted((each for each in self.new if not any(other <= each for other in self.old)), key=sorted)

    @cached_property
    def refused(self) -> list[frozenset[str]]:
        """What sufficed, and is now of no use, whatever is added."""
        return [each for each in self.lost if not any(other > each for other in self.new)]

    @cached_property
    def accepted(self) -> list[frozenset[str]]:
        """What suffices, and was of no use before, whatever was added."""
        return [each for each in self.gained if not any(other > each for other in self.old)]

    def found(self, message: str, key: str = "") -> Found:
        """Report what has changed, for all calls at once where it is said of all at once."""
        sides = self.operation.old.source, self.operation.new.source
        was, at = ((*side.pointer, "security") if "security" in side.node else ("security",) for side in sides)
        who = "every call" if was == at == ("security",) else self.operation.new.call
        return Found(f"{who} {message}", was, at, old=_listed(self.old), new=_listed(self.new), key=key)


def _required(api: ApiSurface, operation: ApiOperation) -> list[dict[str, Any]]:
    found = operation.source.node.get("security", api.document.get("security"))
    return found if isinstance(found, list) and found else [{}]


def _told(alternative: frozenset[str]) -> str:
    return " and ".join(sorted(alternative)) or "no credential"


def _listed(alternatives: Alternatives) -> list[str]:
    return sorted(map(_told, alternatives))


requirements = Rules(Requirements)


@requirements("major", "breaks", mirror="credential-not-required")
def credential_required(found: Requirements) -> Iterator[Found]:
    """What sufficed does not: programs must be given more, and installed clients do not send it."""
    for each in found.lost:
        wider = sorted((other for other in found.new if other > each), key=sorted)
        if wider:
            more = _told(wider[0] - each)
            yield found.found(f"now requires {more}: programs that do not give it break", key=_told(each))


@requirements("minor", "ok", mirror="credential-required")
def credential_not_required(found: Requirements) -> Iterator[Found]:
    """Less suffices; what was given before may be given still."""
    for each in found.gained:
        wider = sorted((other for other in found.old if other > each), key=sorted)
        if wider:
            yield found.found(f"no longer requires {_told(wider[0] - each)}", key=_told(each))


@requirements("major", "breaks", mirror=ITSELF)
def credential_replaced(found: Requirements) -> Iterator[Found]:
    """Programs must be given another secret, and installed clients cannot send it."""
    if found.refused and found.accepted:
        told = [" or ".join(map(_told, each)) for each in (found.accepted, found.refused)]
        yield found.found(f"now takes {told[0]}, no longer {told[1]}: programs that give that break")


@requirements("major", "breaks", mirror="credential-alternative-added")
def credential_alternative_removed(found: Requirements) -> Iterator[Found]:
    """A credential that sufficed is refused: programs and installed clients that give it break."""
    for each in [] if found.accepted else found.refused:
        rest = " or ".join(_listed(found.new))
        yield found.found(f"no longer takes {_told(each)}, only {rest}: programs that give it break", key=_told(each))


@requirements("minor", "ok", mirror="credential-alternative-removed")
def credential_alternative_added(found: Requirements) -> Iterator[Found]:
    """Another credential suffices as well."""
    for each in [] if found.refused else found.accepted:
        yield found.found(f"takes {_told(each)} as well", key=_told(each))


def _scopes(api: ApiSurface, operation: ApiOperation) -> set[tuple[str, str]]:
    listed = _required(api, operation)
    return {(scheme, str(scope)) for each in listed for scheme, scopes in each.items() for scope in scopes or []}


@requirements("patch", "may-reject", mirror="scope-not-required")
def scope_required(found: Requirements) -> Iterator[Found]:
    """Code stays as it is; a token that was issued before may not have the scope."""
    old, new = _scopes(found.operation.then, found.operation.old), _scopes(found.operation.now, found.operation.new)
    for scheme, scope in sorted(new - old):
        if scheme in {name for name, _ in old}:
            yield found.found(f"now requires the scope {scope} of {scheme}", key=f"{scheme} {scope}")


@requirements("patch", "ok", mirror="scope-required")
def scope_not_required(found: Requirements) -> Iterator[Found]:
    """A token that was good enough still is."""
    old, new = _scopes(found.operation.then, found.operation.old), _scopes(found.operation.now, found.operation.new)
    for scheme, scope in sorted(old - new):
        if scheme in {name for name, _ in new}:
            yield found.found(f"no longer requires the scope {scope} of {scheme}", key=f"{scheme} {scope}")
