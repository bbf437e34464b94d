"""Rules about the properties of object schemas, and about annotations of schemas, such as default and deprecation.

`sent` in a rule's name stands for requests, `received` for responses, and `member` for property.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from specloop.compare import describe
from specloop.compare.api_surface import ApiSurface
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.rules.operations import ALIAS_KEPT
from specloop.compare.rules.schema_types import any_rule, request_rule, response_rule
from specloop.compare.schema_pairs import AccessChange, AnnotationChange, SchemaPair, access_of, match_properties
from specloop.openapi.schema import SchemaRef, SchemaVariant

request_annotation = rules_for(AnnotationChange, "request")
response_annotation = rules_for(AnnotationChange, "response")
any_annotation = rules_for(AnnotationChange)


class ObjectDiff(NamedTuple):
    """The difference between the properties of an old and a new object schema: kept, renamed, removed or added.

    The object schema can be a variant of a union.
    """

    pair: SchemaPair
    old: SchemaVariant
    new: SchemaVariant
    kept: list[tuple[str, str]]
    renamed: list[tuple[str, str]]
    removed: list[str]
    added: list[str]


def _objects(pair: SchemaPair) -> Iterator[ObjectDiff]:
    """Yield the difference between the properties of each old object schema and of the new one that matches it.

    The schemas of `pair` can be unions, so several of their variants can be objects.
    """
    for old, new in pair.matched:
        if old.kind == new.kind == "object" and old.is_class == new.is_class:
            kept, removed, added = match_properties(old, new)
            renamed = pair.renamed.get(id(old), [])
            olds, news = {name for name, _ in renamed}, {name for _, name in renamed}
            yield ObjectDiff(
                *(pair, old, new, kept, renamed),
                [name for name in removed if name not in olds],
                [name for name in added if name not in news],
            )
    # All variants of a union inside an `allOf` share one class. If the union gains or loses a variant, the class gains
    # or loses the variant's properties, as optional ones.
    for variant in pair.removed:
        if host := pair.host_of(variant, is_old=True):
            lost = pair.own_properties(variant, is_old=True)
            yield ObjectDiff(pair, replace(variant, required=frozenset()), host[1], [], [], lost, [])
    for variant in pair.added:
        if host := pair.host_of(variant, is_old=False):
            gained = pair.own_properties(variant, is_old=False)
            yield ObjectDiff(pair, host[0], replace(variant, required=frozenset()), [], [], [], gained)


# --- properties added, removed, renamed ---


def _lacks_argument(pair: SchemaPair, *, read_only: bool) -> bool:
    """Return whether the schema is a request body and the property has no argument, because it is readOnly.

    `read_only` states whether the property is readOnly.
    """
    return read_only and pair.body_of is not None


def _match_added(pair: SchemaPair, ending: str, *, required: bool | None = None) -> Iterator[RuleMatch]:
    for each in _objects(pair):
        for name in each.added:
            ref = each.new.properties[name]
            access = access_of(pair.new_api, ref)
            is_required = name in each.new.required and not access.read_only
            if required in {None, is_required} and not _lacks_argument(pair, read_only=access.read_only):
                type_ = describe.describe_ref(pair.new_api, ref)
                yield RuleMatch(
                    f"{pair.property_label(name)}{ending}",
                    new_pointer=ref[0],
                    new=type_,
                    key=name,
                    added=ref,
                    names=pair.names,
                )


def _fail_without(pair: SchemaPair) -> str:
    """Return the end of a message that states how calls fail if they omit a required property of requests."""
    if pair.body_of is not None and pair.body_of.is_optional_body:
        return "the server may reject bodies without it"  # No argument is required if the body is not.
    return "calls without it raise TypeError"


def _match_removed(
    pair: SchemaPair, ending: str, *, required: bool | None = None, is_response: bool = False
) -> Iterator[RuleMatch]:
    near = pair.pointers("properties")[1] or ()
    for each in _objects(pair):
        for name in each.removed:
            ref = each.old.properties[name]
            access = access_of(pair.old_api, ref)
            is_never_received = is_response and access.write_only
            is_required = name in each.old.required and not is_never_received
            if required in {None, is_required} and not _lacks_argument(pair, read_only=access.read_only):
                type_ = describe.describe_ref(pair.old_api, ref)
                message = f"{pair.property_label(name, is_old=True)}{ending}"
                attribute = pair.attribute_name(name, is_old=True)
                aliases = pair.old_api.former_attributes(pair.old_ref).items()
                names = (*pair.names, *(alias for alias, current in aliases if current == attribute))
                found = RuleMatch(message, ref[0], near=near, old=type_, key=name, removed=ref, names=names)
                yield replace(found, is_wire_ok=is_never_received)


@response_rule(
    "minor", "ok", opposite=("received-required-member-removed", "received-optional-member-removed"), about="member"
)
def received_member_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a response gains a property, so its class gains an attribute. Existing code stays valid.

    Installed clients keep the property in `additional_properties`.
    """
    yield from _match_added(pair, " is new")


@response_rule("major", "breaks", opposite="received-member-added", about="member")
def received_required_member_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a required property is removed from responses.

    So code that reads its attribute raises AttributeError. Installed clients report that a required property is
    missing.
    """
    ending = " was removed: code that reads it raises AttributeError"
    yield from _match_removed(pair, ending, required=True, is_response=True)


@response_rule("major", "degraded", opposite="received-member-added", about="member")
def received_optional_member_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that an optional property is removed from responses.

    So code that reads its attribute raises AttributeError. In installed clients, the attribute is always UNSET, the
    value for a missing property. A writeOnly property was always missing.
    """
    ending = " was removed: code that reads it raises AttributeError"
    yield from _match_removed(pair, ending, required=False, is_response=True)


@request_rule("minor", "ok", opposite="sent-member-removed", about="member")
def sent_optional_member_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that requests gain an optional property, so callers may pass another argument or set another attribute.

    Existing calls stay valid.
    """
    yield from _match_added(pair, " is new and optional", required=False)


@request_rule("major", "breaks", opposite="sent-member-removed", about="member")
def sent_required_member_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that requests gain a required property.

    Existing calls raise TypeError; installed clients do not send the property.
    """
    yield from _match_added(pair, f" is new and required: {_fail_without(pair)}", required=True)


@request_rule("major", "ok", opposite=("sent-optional-member-added", "sent-required-member-added"), about="member")
def sent_member_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property is removed from requests, so code that passes the property raises TypeError.

    Servers ignore the property in requests of installed clients.
    """
    yield from _match_removed(pair, " was removed: code that passes it raises TypeError")


@any_rule("major", "breaks", opposite=(SYMMETRIC, "member-renamed-with-alias"), about="member")
def member_renamed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property is renamed, so code that uses the old attribute, argument or dict key breaks.

    Installed clients still send and expect the old JSON name.
    """
    yield from _match_renamed(pair, ": code that uses the old name breaks", with_alias=False)


@any_rule("minor", "breaks", opposite="member-renamed", about="member")
def member_renamed_with_alias(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property is renamed.

    `x-renamed-from` keeps the old Python name as an alias, and uses of the alias emit a warning. Installed clients
    still send and expect the old JSON name.
    """
    yield from _match_renamed(pair, ALIAS_KEPT, with_alias=True)


DICT_KEY_BREAKS = ": code that passes a dict with the key {!r} breaks; other uses of the old name still work"


def _match_renamed(pair: SchemaPair, ending: str, *, with_alias: bool) -> Iterator[RuleMatch]:
    for each in _objects(pair):
        for old, new in each.renamed:
            if pair.is_alias_kept(old, new) is with_alias:
                is_key = pair.breaks_only_dicts(old, new)
                effect = DICT_KEY_BREAKS.format(old) if is_key else ending
                refs = each.old.properties[old], each.new.properties[new]
                yield RuleMatch(
                    f"{pair.property_label(old, is_old=True)} is now {pair.property_label(new)}{effect}",
                    *(refs[0][0], refs[1][0]),
                    old=old,
                    new=new,
                    key=new,
                    names=pair.names,
                    removed=refs[0],
                    added=refs[1],
                )


@any_rule("patch", "breaks", opposite=SYMMETRIC)
def member_respelled(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the JSON name of a property changes, as from `createdAt` to `created_at`.

    Its Python name stays the same. So callers' code needs no change. Installed clients still send and expect the old
    JSON name.
    """
    for each in _objects(pair):
        for old, new in each.kept:
            if old != new:
                message = f"{pair.property_label(new)} is now spelled {new!r} in JSON, no longer {old!r}"
                pointers = (each.old.properties[old][0], each.new.properties[new][0])
                yield RuleMatch(message, *pointers, old=old, new=new, key=new)


@any_rule("major", "ok", opposite=(SYMMETRIC, "attribute-renamed-with-alias"))
def attribute_renamed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that only the Python name of a property changes, by `x-name` or to avoid a clash with a similar name.

    Code that uses the old name breaks. The JSON is the same, so installed clients still work.
    """
    yield from _match_attribute_renamed(pair, ": code that uses the old name breaks", with_alias=False)


@any_rule("minor", "ok", opposite="attribute-renamed")
def attribute_renamed_with_alias(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that an attribute is renamed.

    `x-renamed-from` keeps the old name of the attribute as an alias, and uses of the alias emit a warning.
    """
    yield from _match_attribute_renamed(pair, ALIAS_KEPT, with_alias=True)


def _match_attribute_renamed(pair: SchemaPair, ending: str, *, with_alias: bool) -> Iterator[RuleMatch]:
    for old_variant, new_variant, old, new in pair.attributes_renamed:
        names = (pair.attribute_name(old, is_old=True), pair.attribute_name(new))
        if (pair.new_api.former_attributes(pair.new_ref).get(names[0]) == names[1]) is with_alias:
            message = f"{pair.property_label(old, is_old=True)} is now called {names[1]}{ending}"
            pointers = old_variant.properties[old][0], new_variant.properties[new][0]
            yield RuleMatch(message, *pointers, old=names[0], new=names[1], key=new, names=pair.names)


@any_rule("major", "ok", opposite="former-attribute-name-added")
def former_attribute_name_removed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that the alias of a renamed attribute is removed, so code that uses the alias breaks.

    In the previous release, uses of the alias emitted a warning.
    """
    for old, name in _attribute_aliases_only_in(pair, pair.old_api, pair.old_ref, pair.new_api, pair.new_ref):
        message = f"{pair.new_class}.{name} no longer has its former name {old}: code that still uses it breaks"
        yield RuleMatch(message, *pair.pointers("properties"), old=old, key=old)


@any_rule("minor", "ok", opposite="former-attribute-name-removed")
def former_attribute_name_added(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that `x-renamed-from` adds the former name of an attribute as an alias. Existing code stays valid."""
    for new, name in _attribute_aliases_only_in(pair, pair.new_api, pair.new_ref, pair.old_api, pair.old_ref):
        message = f"{pair.new_class}.{name} works under its former name {new}, too"
        yield RuleMatch(message, *pair.pointers("properties"), new=new, key=new)


def _attribute_aliases_only_in(
    pair: SchemaPair, api: ApiSurface, ref: SchemaRef, other: ApiSurface, other_ref: SchemaRef
) -> Iterator[tuple[str, str]]:
    """Yield the former and the current name of each attribute whose former name works in `api`, but not in `other`.

    `ref` and `other_ref` are the schemas from which the class is generated in the two contracts.
    """
    if not pair.old_class or not pair.new_class or pair.body_of is not None:
        return
    names, known = other.attribute_names(other_ref), other.former_attributes(other_ref)
    for old, name in api.former_attributes(ref).items():
        current = known.get(name, name)  # The attribute may have been renamed again.
        if current in names and old not in {*known, current}:
            yield old, current if other is pair.new_api else name


# --- required and optional ---


def _match_required(pair: SchemaPair, ending: str, *, required: bool, is_request: bool) -> Iterator[RuleMatch]:
    changed = {each.new_name for each in pair.access_changes}
    for each in _objects(pair):
        for old, new in (*each.kept, *each.renamed):
            before, after = old in each.old.required, new in each.new.required
            if before == after or after is not required or new in changed:
                continue
            access = access_of(pair.new_api, each.new.properties[new])
            if access.read_only if is_request else access.write_only:
                # The property may be missing even if it is required: readOnly in requests, writeOnly in responses.
                continue
            pointers = (each.old.properties[old][0], each.new.properties[new][0])
            words = ("optional", "required")
            message = f"{pair.property_label(new)}{ending}"
            yield RuleMatch(message, *pointers, old=words[before], new=words[after], key=new, names=pair.names)


@response_rule("major", "breaks", opposite="received-member-became-required", about="required")
def received_member_became_optional(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of responses becomes optional.

    So it may be missing, and its type `T` becomes `T | Unset`. Code that uses the value of the property as `T` fails
    when the property is missing.
    """
    ending = " may now be missing: code that relies on it breaks"
    yield from _match_required(pair, ending, required=False, is_request=False)


@response_rule("minor", "ok", opposite="received-member-became-optional", about="required")
def received_member_became_required(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property is now present in all responses, so its type `T | Unset` becomes `T`.

    Checks for UNSET stay valid.
    """
    yield from _match_required(pair, " is now always present", required=True, is_request=False)


@request_rule("major", "breaks", opposite="sent-member-became-optional", about="required")
def sent_member_became_required(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of requests becomes required: calls without it raise TypeError.

    The server rejects requests of installed clients that omit the property.
    """
    ending = f" is now required: {_fail_without(pair)}"
    yield from _match_required(pair, ending, required=True, is_request=True)


@request_rule("minor", "ok", opposite="sent-member-became-required", about="required")
def sent_member_became_optional(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of requests becomes optional.

    Calls that pass the property stay valid, and callers may omit it.
    """
    yield from _match_required(pair, " is now optional", required=False, is_request=True)


def _match_default(pair: SchemaPair, ending: str, *, gained: bool) -> Iterator[RuleMatch]:
    is_in_package = bool(pair.old_class and pair.new_class) or pair.is_flat_body
    for each in pair.default_changes if is_in_package else ():
        if each.has_default is gained:
            label, pointers = pair.property_label(each.new_name), (each.old_ref[0], each.new_ref[0])
            yield RuleMatch(f"{label}{ending}", *pointers, key=each.new_name, names=pair.names)


@request_rule("major", "ok", opposite="sent-member-gained-default", about="default value")
def sent_member_lost_default(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a required property of requests allowed only one value, and now allows more values.

    The Python argument for the property had this value as default. Without the default, callers must pass a value.
    """
    yield from _match_default(pair, f" no longer has a default: {_fail_without(pair)}", gained=False)


@request_rule("minor", "ok", opposite="sent-member-lost-default", about="default value")
def sent_member_gained_default(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a required property of requests now allows only one value.

    The value becomes the default of its Python argument. So callers may omit the property.
    """
    yield from _match_default(pair, " now has a default", gained=True)


# --- readOnly and writeOnly ---


def _match_access(pair: SchemaPair, message: str, keyword: str, change: AccessChange) -> RuleMatch:
    old, new = change.variants
    before, after = old.properties[change.old_name], new.properties[change.new_name]
    values = (change.old.read_only, change.new.read_only)
    if keyword == "writeOnly":
        values = (change.old.write_only, change.new.write_only)
    label = pair.property_label(change.new_name)
    pointers, names = (before[0], after[0]), pair.names
    return RuleMatch(f"{label}{message}", *pointers, old=values[0], new=values[1], key=change.new_name, names=names)


def _became_read_only(pair: SchemaPair) -> Iterator[AccessChange]:
    return (each for each in pair.access_changes if each.new.read_only and not each.old.read_only)


def _became_writable(pair: SchemaPair, *, required: bool) -> Iterator[AccessChange]:
    for each in pair.access_changes:
        is_required = each.new_name in each.variants[1].required
        if each.old.read_only and not each.new.read_only and is_required is required:
            yield each


@request_rule(
    "major",
    "may-reject",
    opposite=("sent-argument-became-writable", "sent-required-member-became-writable"),
    about="readOnly",
)
def sent_argument_became_read_only(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of a request body becomes readOnly, so the method loses the argument for the property.

    Calls that pass the argument raise TypeError. The server may reject requests of installed clients that contain the
    property.
    """
    for each in _became_read_only(pair) if pair.is_flat_body else ():
        yield _match_access(pair, " is now read-only: calls that pass it raise TypeError", "readOnly", each)


@request_rule(
    "major",
    "may-reject",
    opposite=("sent-value-became-writable", "sent-required-member-became-writable"),
    about="readOnly",
)
def sent_value_became_read_only(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of an object in requests becomes readOnly, so callers must not pass it.

    A type checker rejects a dict with the property. The server may reject requests of installed clients that contain
    the property.
    """
    for each in _became_read_only(pair) if not pair.is_flat_body else ():
        yield _match_access(pair, " is now read-only: calls that pass it are wrong", "readOnly", each)


@request_rule("minor", "ok", opposite="sent-argument-became-read-only", about="readOnly")
def sent_argument_became_writable(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of a request body is no longer readOnly.

    So the method gains an optional keyword argument. Existing calls stay valid.
    """
    for each in _became_writable(pair, required=False) if pair.is_flat_body else ():
        yield _match_access(pair, " is no longer read-only: calls may pass it", "readOnly", each)


@request_rule("minor", "ok", opposite="sent-value-became-read-only", about="readOnly")
def sent_value_became_writable(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of an object in requests is no longer readOnly, so callers may set it.

    Existing calls stay valid.
    """
    for each in _became_writable(pair, required=False) if not pair.is_flat_body else ():
        yield _match_access(pair, " is no longer read-only", "readOnly", each)


@request_rule(
    "major",
    "breaks",
    opposite=("sent-argument-became-read-only", "sent-value-became-read-only"),
    about="readOnly",
)
def sent_required_member_became_writable(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a required property is no longer readOnly, so requests must contain the property.

    Existing calls and installed clients omit the property.
    """
    for each in _became_writable(pair, required=True):
        ending = f" is required and no longer read-only: {_fail_without(pair)}"
        yield _match_access(pair, ending, "readOnly", each)


def _became_write_only(pair: SchemaPair, *, required: bool) -> Iterator[AccessChange]:
    for each in pair.access_changes:
        was_required = each.old_name in each.variants[0].required
        if each.new.write_only and not each.old.write_only and was_required is required:
            yield each


@response_rule("major", "breaks", opposite="received-member-became-readable", about="writeOnly")
def received_required_member_became_write_only(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a required property becomes writeOnly: responses no longer contain it.

    So its type becomes `T | Unset`. Code that uses the value breaks. Installed clients report that a required property
    is missing.
    """
    for each in _became_write_only(pair, required=True):
        yield _match_access(pair, " is now write-only: code that reads it breaks", "writeOnly", each)


@response_rule("major", "degraded", opposite="received-member-became-readable", about="writeOnly")
def received_optional_member_became_write_only(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that an optional property becomes writeOnly.

    Responses no longer contain it, so code that reads it gets UNSET.
    """
    for each in _became_write_only(pair, required=False):
        yield _match_access(pair, " is now write-only: code that reads it finds nothing", "writeOnly", each)


@response_rule(
    "minor",
    "ok",
    opposite=("received-required-member-became-write-only", "received-optional-member-became-write-only"),
    about="writeOnly",
)
def received_member_became_readable(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property is no longer writeOnly, so responses contain the property. Existing code stays valid.

    Installed clients already have an attribute for the property.
    """
    for each in pair.access_changes:
        if each.old.write_only and not each.new.write_only:
            yield _match_access(pair, " is no longer write-only: responses have it", "writeOnly", each)


@response_rule("patch", "ok", opposite=SYMMETRIC, about="readOnly")
def received_member_read_only_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of responses becomes readOnly or stops being readOnly.

    Code that reads the attribute needs no change. Only the constructor of the class changes: callers may omit the value
    of a readOnly property.
    """
    for each in pair.access_changes:
        if each.old.read_only != each.new.read_only:
            ending = " is now read-only" if each.new.read_only else " is no longer read-only"
            yield _match_access(pair, ending, "readOnly", each)


@request_rule("minor", "ok", opposite=SYMMETRIC, about="writeOnly")
def sent_member_write_only_changed(pair: SchemaPair) -> Iterator[RuleMatch]:
    """Report that a property of requests becomes writeOnly or stops being writeOnly. Requests stay the same.

    Only the type of the attribute changes: a writeOnly attribute may be UNSET.
    """
    for each in pair.access_changes:
        if each.old.write_only != each.new.write_only:
            ending = " is now write-only" if each.new.write_only else " is no longer write-only"
            yield _match_access(pair, ending, "writeOnly", each)


# --- annotations ---


@request_annotation("patch", "behaviour", opposite=SYMMETRIC, about="default")
def sent_default_changed(change: AnnotationChange) -> Iterator[RuleMatch]:
    """Report that the default of a schema in requests changes. Existing calls and requests stay valid.

    The client does not send defaults. If a call omits the value, the server uses the new default.
    """
    if change.old.default != change.new.default:
        old, new = describe.parse_value(change.old.default), describe.parse_value(change.new.default)
        before, after = (
            describe.shorten(each) if each else "not documented" for each in (change.old.default, change.new.default)
        )
        message = f"the default of {change.label} is now {after}; it was {before}"
        yield RuleMatch(message, *change.pointers("default"), old=old, new=new)


@response_annotation("patch", "ok", opposite=SYMMETRIC, about="default")
def received_default_changed(change: AnnotationChange) -> Iterator[RuleMatch]:
    """Report that the default of a schema in responses changes.

    The client does not fill in defaults, so only the generated docstring changes.
    """
    if change.old.default != change.new.default:
        old, new = describe.parse_value(change.old.default), describe.parse_value(change.new.default)
        yield RuleMatch(f"the default of {change.label} has changed", *change.pointers("default"), old=old, new=new)


@any_annotation("minor", "ok", opposite="value-undeprecated", about="deprecated")
def value_deprecated(change: AnnotationChange) -> Iterator[RuleMatch]:
    """Report that a schema or property becomes deprecated.

    Callers are warned that a later version of the API may remove it.
    """
    if change.new.deprecated and not change.old.deprecated:
        yield RuleMatch(f"{change.label} is deprecated", *change.pointers("deprecated"), old=False, new=True)


@any_annotation("patch", "ok", opposite="value-deprecated", about="deprecated")
def value_undeprecated(change: AnnotationChange) -> Iterator[RuleMatch]:
    """Report that a schema or property is no longer deprecated, so callers are no longer warned."""
    if change.old.deprecated and not change.new.deprecated:
        yield RuleMatch(f"{change.label} is no longer deprecated", *change.pointers("deprecated"), old=True, new=False)


@any_annotation("patch", "ok", opposite=SYMMETRIC)
def value_documentation_changed(change: AnnotationChange) -> Iterator[RuleMatch]:
    """Report that the documentation of a schema or property changes. In the package, only the docstring changes."""
    if change.old.text != change.new.text:
        changed = change.old.text ^ change.new.text
        what = " and ".join(sorted({text.partition(":")[0] for text in changed}))
        pointers = change.pointers("description", "examples", "example")
        yield RuleMatch(f"the {what} of {change.label} has changed", *pointers)
