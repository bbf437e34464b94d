"""An operation then and now -> what differs in its request body, and in which media types stand for which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from specloop.codegen.schema_digest import Resolved
from specloop.compare.api_surface import ApiSurface
from specloop.compare.registry import ITSELF, Found, Rules
from specloop.compare.rules.operations import OperationPair
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema import texts


@dataclass(eq=False)
class Contents:
    """The media types of a body or a response, then and now, each with the place of its schema."""

    then: ApiSurface
    now: ApiSurface
    old_holder: Resolved
    new_holder: Resolved

    @cached_property
    def old(self) -> dict[str, JsonPointer]:
        """What there was."""
        return self.then.contents(self.old_holder)

    @cached_property
    def new(self) -> dict[str, JsonPointer]:
        """What there is."""
        return self.now.contents(self.new_holder)

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """The media types that are there then and now; one kind of JSON is as good as another."""
        kept = [(name, name) for name in self.old if name in self.new]
        gone = [name for name in self.old if name not in self.new and is_json(name)]
        added = [name for name in self.new if name not in self.old and is_json(name)]
        return kept + (list(zip(gone, added, strict=True)) if len(gone) == len(added) == 1 else [])

    @property
    def gone(self) -> list[str]:
        """The media types that were."""
        return [name for name in self.old if name not in {was for was, _ in self.kept}]

    @property
    def added(self) -> list[str]:
        """The media types that were not."""
        return [name for name in self.new if name not in {at for _, at in self.kept}]

    def schemas(self) -> Iterator[tuple[JsonPointer, JsonPointer]]:
        """Give the schemas of the media types that are there then and now, as far as values are made of them."""
        for was, at in self.kept:
            if is_structured(at):
                yield self.old[was], self.new[at]


def is_json(media_type: str) -> bool:
    """Whether it is JSON, by whatever name."""
    return media_type in {"application/json", "*/*", "application/*"} or media_type.endswith("+json")


def is_structured(media_type: str) -> bool:
    """Whether its schema decides a type, rather than that there is text or bytes."""
    return is_json(media_type) or media_type in {"application/x-www-form-urlencoded", "multipart/form-data"}


@dataclass(eq=False)
class Bodies:
    """The request body of an operation, then and now."""

    operation: OperationPair

    @property
    def old(self) -> Resolved | None:
        """What there was."""
        return self.operation.old.source.body

    @property
    def new(self) -> Resolved | None:
        """What there is."""
        return self.operation.new.source.body

    @cached_property
    def contents(self) -> Contents | None:
        """Its media types, where it is there then and now."""
        both = self.old is not None and self.new is not None
        return Contents(self.operation.then, self.operation.now, self.old, self.new) if both else None  # type: ignore[arg-type]

    @property
    def label(self) -> str:
        """How a person speaks of it."""
        return f"the body of {self.operation.new.call}"


def is_required(body: Resolved | None) -> bool:
    """Whether there must be a body."""
    return body is not None and body.node.get("required") is True


bodies = Rules(Bodies)


def _body_added(found: Bodies, ending: str, *, required: bool) -> Iterator[Found]:
    if found.old is None and found.new is not None and is_required(found.new) is required:
        message = f"{found.operation.new.call} now takes a body{ending}"
        at, told = found.new.pointer, list(found.new.node.get("content") or {})
        yield Found(message, at=at, new=told, gained=(at,))


@bodies("minor", "ok", mirror="body-removed")
def optional_body_added(found: Bodies) -> Iterator[Found]:
    """Keywords appear that need not be given."""
    yield from _body_added(found, ", which may be left out", required=False)


@bodies("major", "breaks", mirror="body-removed")
def required_body_added(found: Bodies) -> Iterator[Found]:
    """Every call lacks arguments, and every request of an installed client its body."""
    yield from _body_added(found, ", which must be given: calls without it break", required=True)


@bodies("major", "ok", mirror=("optional-body-added", "required-body-added"))
def body_removed(found: Bodies) -> Iterator[Found]:
    """Calls that give it raise TypeError; a server ignores a body that it does not expect."""
    if found.old is not None and found.new is None:
        message = f"{found.operation.new.call} no longer takes a body: calls that give it raise TypeError"
        was, told = found.old.pointer, list(found.old.node.get("content") or {})
        yield Found(message, was, near=found.operation.place[1], old=told, lost=(was,))


def _body_turned(found: Bodies, ending: str, *, required: bool) -> Iterator[Found]:
    if found.old is not None and found.new is not None:
        before, after = is_required(found.old), is_required(found.new)
        if before != after and after is required:
            places = (*found.old.pointer, "required"), (*found.new.pointer, "required")
            yield Found(f"{found.label}{ending}", *places, old=before, new=after)


@bodies("major", "breaks", mirror="body-became-optional")
def body_became_required(found: Bodies) -> Iterator[Found]:
    """Calls that leave it out are wrong now, in new clients and in installed ones."""
    yield from _body_turned(found, " must now be given: calls without it break", required=True)


@bodies("minor", "ok", mirror="body-became-required")
def body_became_optional(found: Bodies) -> Iterator[Found]:
    """It may be given as before."""
    yield from _body_turned(found, " may now be left out", required=False)


@bodies("minor", "ok", mirror="body-media-type-removed")
def body_media_type_added(found: Bodies) -> Iterator[Found]:
    """The body may be given in one more form."""
    if found.contents:
        for name in found.contents.added:
            at = found.contents.new[name]
            yield Found(f"{found.label} may now be {name}", at=at[:-1], new=name, key=name, gained=(at,))


@bodies("major", "breaks", mirror="body-media-type-added")
def body_media_type_removed(found: Bodies) -> Iterator[Found]:
    """A form goes in which the body could be given, and which installed clients send."""
    if found.contents:
        for name in found.contents.gone:
            was, near = found.contents.old[name], found.contents.new_holder.pointer
            message = f"{found.label} can no longer be {name}: calls that give it so break"
            yield Found(message, was[:-1], near=near, old=name, key=name, lost=(was,))


@bodies("patch", "breaks", mirror=ITSELF)
def body_media_type_changed(found: Bodies) -> Iterator[Found]:
    """Another kind of JSON: calls stay as they are, installed clients announce what the server does not know."""
    for was, at in found.contents.kept if found.contents else ():
        if was != at and found.contents:
            places = found.contents.old[was][:-1], found.contents.new[at][:-1]
            yield Found(f"{found.label} is now sent as {at}, no longer as {was}", *places, old=was, new=at)


@bodies("major", "ok", mirror=ITSELF)
def body_arguments_changed(found: Bodies) -> Iterator[Found]:
    """The members of an object are arguments each, any other body is one: calls have to be written otherwise."""
    was_flat, is_flat = (each.members is not None for each in (found.operation.old, found.operation.new))
    if found.contents and found.contents.kept and was_flat != is_flat:
        form = "one argument, `body`" if was_flat else "an argument for each of its members"
        message = f"{found.label} is now given as {form}: calls have to be changed"
        yield Found(message, found.contents.old_holder.pointer, found.contents.new_holder.pointer)


@bodies("patch", "ok", mirror=ITSELF)
def body_documentation_changed(found: Bodies) -> Iterator[Found]:
    """Only the docstring tells."""
    if found.old is not None and found.new is not None and set(texts(found.old.node)) != set(texts(found.new.node)):
        places = (*found.old.pointer, "description"), (*found.new.pointer, "description")
        yield Found(f"the description of {found.label} has changed", *places)
