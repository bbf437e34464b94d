"""Rules that compare the request bodies of an operation in two contracts.

The class ContentDiff compares the media types of a body. It is also used for response bodies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from specloop.codegen import api_names
from specloop.compare.api_surface import ApiOperation, ApiSurface
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.rules.operations import OperationPair
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import (
    TEXT_TYPES,
    BodyKind,
    body_kind,
    essence,
    order_by_preference,
    part_media_types,
    without_charset,
)
from specloop.openapi.normalize import form_styles
from specloop.openapi.schema import object_properties, texts
from specloop.openapi.schema_keywords import is_file
from specloop.text_format import join_words

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(eq=False)
class ContentDiff:
    """The media types of a request or response body in both contracts, each with the pointer of its schema."""

    old_api: ApiSurface
    new_api: ApiSurface
    old_holder: Resolved
    new_holder: Resolved

    @cached_property
    def old(self) -> dict[str, JsonPointer]:
        """The media types of the body in the old contract. Each maps to the pointer of its schema."""
        return _by_sent_type(self.old_api.contents(self.old_holder))

    @cached_property
    def new(self) -> dict[str, JsonPointer]:
        """The media types of the body in the new contract. Each maps to the pointer of its schema."""
        return _by_sent_type(self.new_api.contents(self.new_holder))

    @cached_property
    def kept(self) -> list[tuple[str, str]]:
        """The media types that are in both contracts, as pairs of the old and the new name.

        Equal names form pairs first, then names that differ only in parameters, then JSON types. The last two kinds of
        pairs are formed only if exactly one such pair is possible.
        """
        kept = [(name, name) for name in self.old if name in self.new]
        for is_same in (_is_same_essence, self._are_json):
            removed = [name for name in self.old if name not in {old for old, _ in kept}]
            added = [name for name in self.new if name not in {new for _, new in kept}]
            pairs = [(old, new) for old in removed for new in added if is_same(old, new)]
            kept += [pair for pair in pairs if len(pairs) == 1]
        return kept

    @property
    def removed(self) -> list[str]:
        """The removed media types, which are only in the old contract."""
        return [name for name in self.old if name not in {old for old, _ in self.kept}]

    @property
    def added(self) -> list[str]:
        """The added media types, which are only in the new contract."""
        return [name for name in self.new if name not in {new for _, new in self.kept}]

    def _are_json(self, old: str, new: str) -> bool:
        kinds = self.old_api.body_kind(old, self.old[old]), self.new_api.body_kind(new, self.new[new])
        return kinds == (BodyKind.JSON, BodyKind.JSON)

    def schemas(self) -> Iterator[tuple[JsonPointer, JsonPointer]]:
        """Yield the pointers of the old and the new schema for each media type that `structured()` yields."""
        for _, old, new in self.structured():
            yield old, new

    def structured(self) -> Iterator[tuple[str, JsonPointer, JsonPointer]]:
        """Yield each media type that is in both contracts, with the old and the new pointer of its schema.

        A media type is omitted if its body is bytes or a str in the old and in the new client.
        """
        for old, new in self.kept:
            pointers = self.old[old], self.new[new]
            is_text = body_kind(new, None) is BodyKind.TEXT
            is_data = is_structured(self.old_api, old, pointers[0]) or is_structured(self.new_api, new, pointers[1])
            if is_data or (is_text and any(map(_is_decoded_text, (self.old_api, self.new_api), pointers))):
                yield new, *pointers


def _is_decoded_text(api: ApiSurface, pointer: JsonPointer) -> bool:
    """Return whether the client decodes a text body to bool, int or float. `pointer` leads to the schema of the body.

    Return False if the schema has an `enum` or allows null.
    """
    schema = api.schemas.shape_at((pointer,))
    types = {variant.kind for variant in schema.variants if variant.values is None}
    return len(schema.variants) == 1 and not schema.allows_null and [*types] in TEXT_TYPES


def _by_sent_type(contents: dict[str, JsonPointer]) -> dict[str, JsonPointer]:
    """Return `contents` with each media type spelled as the client sends it: in lower case, without charset."""
    return {without_charset(name): pointer for name, pointer in contents.items()}


def _is_same_essence(old: str, new: str) -> bool:
    return essence(old) == essence(new)


def is_structured(api: ApiSurface, media_type: str, pointer: JsonPointer) -> bool:
    """Return whether the client converts a body by its schema to a Python type, such as a model or a list.

    Other bodies are text or bytes. `pointer` leads to the schema.
    """
    return api.body_kind(media_type, pointer) in api_names.STRUCTURED_KINDS


@dataclass(eq=False)
class RequestBodyDiff:
    """The request body of an operation in the old and the new contract."""

    operation: OperationPair

    @property
    def old(self) -> Resolved | None:
        """The request body in the old contract. It is None if the old operation has no request body."""
        return self.operation.old.source.body

    @property
    def new(self) -> Resolved | None:
        """The request body in the new contract. It is None if the new operation has no request body."""
        return self.operation.new.source.body

    @cached_property
    def content(self) -> ContentDiff | None:
        """The comparison of the body's media types, or None if the operation has no body in one of the contracts."""
        if self.old is None or self.new is None:
            return None
        return ContentDiff(self.operation.old_api, self.operation.new_api, self.old, self.new)

    @property
    def label(self) -> str:
        """The label of the body in messages, such as `the body of pets.create()`."""
        return f"the body of {self.operation.new.call}"

    def is_flat(self, media_type: str, side: Literal["old", "new"]) -> bool:
        """Return whether a method has one argument for each property of a body with this media type.

        Otherwise, one argument takes the whole body. `side` selects the method of the old or the new contract.
        """
        operation: ApiOperation = getattr(self.operation, side)
        return media_type in map(without_charset, operation.object_types)

    @property
    def argument_names(self) -> tuple[str, ...]:
        """The names of all arguments of the method in the old client, including the arguments for the body."""
        return self.operation.old.argument_names


def is_required(body: Resolved | None) -> bool:
    """Return whether a request body is required. Return False for None."""
    return body is not None and body.node.get("required") is True


about_body = rules_for(RequestBodyDiff)


def _match_added(diff: RequestBodyDiff, ending: str, *, required: bool) -> Iterator[RuleMatch]:
    if diff.old is None and diff.new is not None and is_required(diff.new) is required:
        message = f"{diff.operation.new.call} now has a body, which is {ending}"
        pointer = diff.new.pointer
        yield RuleMatch(message, new_pointer=pointer, new=list(diff.new.node.get("content") or {}), added=(pointer,))


@about_body("minor", "ok", opposite="body-removed")
def optional_body_added(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that an optional request body is added, so the method gains optional keyword arguments.

    Existing calls stay valid.
    """
    yield from _match_added(diff, "optional", required=False)


@about_body("major", "breaks", opposite="body-removed")
def required_body_added(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that a required request body is added.

    Existing calls do not pass a body, and installed clients do not send one.
    """
    yield from _match_added(diff, "required: calls without it break", required=True)


@about_body("major", "ok", opposite=("optional-body-added", "required-body-added"))
def body_removed(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the request body is removed, so calls that pass a body raise TypeError.

    Servers ignore the body that installed clients send.
    """
    if diff.old is not None and diff.new is None:
        message = f"{diff.operation.new.call} no longer has a body: calls that pass one raise TypeError"
        pointer, types = diff.old.pointer, list(diff.old.node.get("content") or {})
        near, names = diff.operation.pointers()[1], diff.argument_names
        yield RuleMatch(message, pointer, near=near, old=types, removed=(pointer,), names=names)


def _match_required(diff: RequestBodyDiff, ending: str, *, required: bool) -> Iterator[RuleMatch]:
    if diff.old is not None and diff.new is not None:
        before, after = is_required(diff.old), is_required(diff.new)
        if before != after and after is required:
            pointers = (*diff.old.pointer, "required"), (*diff.new.pointer, "required")
            yield RuleMatch(f"{diff.label} is now {ending}", *pointers, old=before, new=after)


@about_body("major", "breaks", opposite="body-became-optional")
def body_became_required(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the request body becomes required.

    Calls without a body fail, and the server rejects requests without a body.
    """
    yield from _match_required(diff, "required: calls without it break", required=True)


@about_body("minor", "ok", opposite="body-became-required")
def body_became_optional(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the request body becomes optional.

    Calls that pass a body stay valid, and callers may omit the body.
    """
    yield from _match_required(diff, "optional", required=False)


@about_body("minor", "ok", opposite="body-media-type-removed")
def body_media_type_added(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that callers may send the body in one more media type. Existing calls stay valid."""
    for name in diff.content.added if diff.content else ():
        pointer = diff.content.new[name]  # type: ignore[union-attr]
        message = f"{diff.label} may now be {name}"
        yield RuleMatch(message, new_pointer=pointer[:-1], new=name, key=name, added=(pointer,))


@about_body("major", "breaks", opposite=("body-media-type-added", "body-media-type-preferred"))
def body_media_type_removed(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the operation no longer accepts one of the body's media types. Calls that send it break.

    Installed clients still send this media type.
    """
    for name in diff.content.removed if diff.content else ():
        pointer, near = diff.content.old[name], diff.content.new_holder.pointer  # type: ignore[union-attr]
        message = f"{diff.label} can no longer be {name}: calls that send it break"
        names = (api_names.CONTENT_TYPE,)
        yield RuleMatch(message, pointer[:-1], near=near, old=name, key=name, removed=(pointer,), names=names)


@about_body("major", "ok", opposite=(SYMMETRIC, "body-media-type-removed"))
def body_media_type_preferred(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that calls without the argument `content_type` now send the body in another media type.

    By default, the client sends JSON, or the first media type if none is JSON. Installed clients send the old default,
    which the server still accepts.
    """
    if diff.content is None or not diff.content.old or not diff.content.new:
        return
    old, new = (order_by_preference(side)[0] for side in (diff.content.old, diff.content.new))
    kept = dict(diff.content.kept)
    if kept.get(old, new) != new:
        message = f"{diff.label} is now {new}, no longer {old}, by default: calls without content_type break"
        pointers = diff.content.old[old], diff.content.new[new]
        names = (*diff.argument_names, *diff.operation.new.argument_names)
        yield RuleMatch(message, *pointers, old=old, new=new, names=names)


@about_body("patch", "breaks", opposite=SYMMETRIC)
def body_media_type_changed(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the media type of the request body changes.

    The new client sends the new Content-Type, so calls need no change. Installed clients send the old Content-Type.
    """
    for old, new in diff.content.kept if diff.content else ():
        if old != new and diff.content:
            pointers = diff.content.old[old][:-1], diff.content.new[new][:-1]
            yield RuleMatch(f"{diff.label} is now sent as {new}, no longer as {old}", *pointers, old=old, new=new)


@about_body("major", "ok", opposite=SYMMETRIC)
def content_type_renamed(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the spelling of a body's media type changes.

    Calls that pass the old spelling in `content_type` break.
    """
    content = diff.content
    if content and len(content.old) > 1 and len(content.new) > 1:
        for old, new in content.kept:
            if old != new:
                message = f"{diff.operation.new.call} now takes content_type={new!r}, no longer {old!r}"
                pointers = content.old[old][:-1], content.new[new][:-1]
                yield RuleMatch(f"{message}: calls that pass it are wrong", *pointers, old=old, new=new, key=new)


@about_body("patch", "breaks", opposite=SYMMETRIC)
def body_encoding_changed(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the `encoding` of a form's fields changes.

    The new client uses the new encoding, so calls need no change. Installed clients send the old encoding.
    """
    for old_type, new_type in diff.content.kept if diff.content else ():
        if diff.content is None or essence(new_type) not in {FORM, MULTIPART}:
            continue
        sides = (
            (diff.operation.old_api, old_type, diff.content.old[old_type][:-1]),
            (diff.operation.new_api, new_type, diff.content.new[new_type][:-1]),
        )
        before, after = (_encodings(*side) for side in sides)
        for name in dict.fromkeys((*before, *after)):
            old, new = before.get(name), after.get(name)
            if old != new:
                old_pointer, new_pointer = ((*pointer, "encoding", name) for *_, pointer in sides)
                words = f"is now sent {new or 'in the default way'}, no longer {old or 'in the default way'}"
                message = f"{name!r} in {diff.label} {words}"
                yield RuleMatch(message, old_pointer, new_pointer, old=old, new=new, key=name)


def _encodings(api: ApiSurface, media_type: str, pointer: JsonPointer) -> dict[str, str]:
    """Return a mapping from each form property to a description of its encoding, such as its style.

    Properties with the default encoding are omitted. `pointer` leads to the Media Type Object.
    """
    node = api.schemas.node(pointer)
    if not isinstance(node, dict):
        return {}
    types = _property_types(api, pointer)
    found = {
        name: [f"as {without_charset(stated)}"]
        for name, stated in part_media_types(api.data, media_type, Resolved(node, pointer)).items()
        if not (without_charset(stated) == "application/json" and types.get(name) == frozenset({"object"}))
    }
    styles = form_styles(api.data, media_type, node)
    for name in styles.keys() & types.keys():  # The parts of files have no style.
        style, explode = styles[name]
        usual = explode == (style == "form")
        words = f"in the style {style}{'' if usual else ', exploded' if explode else ', not exploded'}"
        is_default = (style, explode) == ("form", True) and "object" not in types[name]
        found[name] = [] if is_default else [words]
    for name, each in (node.get("encoding") or {}).items():
        if each.get("headers"):
            found.setdefault(name, []).append(f"with the headers {_list_headers(api, each['headers'])}")
    return {name: " ".join(parts) for name, parts in found.items() if parts}


def _property_types(api: ApiSurface, pointer: JsonPointer) -> dict[str, frozenset[str]]:
    """Return the JSON types of each property in a form that is no file. `pointer` leads to the Media Type Object."""
    schema = resolve_ref(api.data, api.schemas.node((*pointer, "schema")), (*pointer, "schema"))
    properties = object_properties(api.data, schema).schemas if isinstance(schema.node, dict) else {}
    return {name: api.schemas.types(each) for name, each in properties.items() if not _is_file(api, each.node)}


def _is_file(api: ApiSurface, schema: Any) -> bool:
    """Return whether a property's schema describes a file or a list of files."""
    node = resolve_ref(api.data, schema).node
    item = resolve_ref(api.data, node.get("items")).node if isinstance(node, dict) else None
    return any(isinstance(each, dict) and (is_file(each) or each.get("format") == "binary") for each in (node, item))


def _list_headers(api: ApiSurface, headers: Mapping[str, Any]) -> str:
    nodes = {name: resolve_ref(api.data, each).node for name, each in sorted(headers.items())}
    return join_words([f"{name}{' (required)' if each.get('required') else ''}" for name, each in nodes.items()])


@about_body("major", "ok", opposite=SYMMETRIC)
def body_arguments_changed(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the method takes one `body` argument instead of an argument for each body property, or the reverse.

    Existing calls must be rewritten.
    """
    kept = diff.content.kept if diff.content else []
    was_flat, is_flat = (each.body_arguments is not None for each in (diff.operation.old, diff.operation.new))
    if diff.content and kept and was_flat != is_flat:
        form = _argument_form(is_flat=is_flat)
        message = f"{diff.label} is now passed as {form}: calls must be changed"
        pointers = diff.content.old_holder.pointer, diff.content.new_holder.pointer
        yield RuleMatch(message, *pointers, names=diff.argument_names)
        return
    for old, new in kept:
        if diff.content and diff.is_flat(old, "old") != diff.is_flat(new, "new"):
            form = _argument_form(is_flat=diff.is_flat(new, "new"))
            message = f"{diff.label} as {new} is now passed as {form}: calls must be changed"
            pointers = diff.content.old[old], diff.content.new[new]
            yield RuleMatch(message, *pointers, removed=pointers[:1], added=pointers[1:], names=diff.argument_names)


def _argument_form(*, is_flat: bool) -> str:
    return "an argument for each of its properties" if is_flat else "one argument, `body`"


@about_body("patch", "ok", opposite=SYMMETRIC)
def body_documentation_changed(diff: RequestBodyDiff) -> Iterator[RuleMatch]:
    """Report that the documentation of the request body changes. In the package, only the docstring changes."""
    if diff.old is not None and diff.new is not None and set(texts(diff.old.node)) != set(texts(diff.new.node)):
        pointers = (*diff.old.pointer, "description"), (*diff.new.pointer, "description")
        yield RuleMatch(f"the description of {diff.label} has changed", *pointers)
