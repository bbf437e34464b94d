"""Rules about the parameters of an operation. Callers pass them as arguments of a Python method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from specloop.codegen.methods import DEEP_OBJECT_ARRAYS_EXTENSION
from specloop.compare import describe
from specloop.compare.api_surface import ApiArgument, ApiOperation, ApiSurface
from specloop.compare.registry import SYMMETRIC, RuleMatch, rules_for
from specloop.compare.rules.operations import ALIAS_KEPT, OperationPair
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.media_types import without_charset
from specloop.openapi.operations import path_template
from specloop.openapi.schema import texts
from specloop.openapi.schema_keywords import canonical
from specloop.openapi.schema_matching import match_renamed


@dataclass(eq=False)
class ParameterPair:
    """A parameter of the old contract, and the matching parameter of the new contract."""

    operation: OperationPair
    old: ApiArgument
    new: ApiArgument

    @property
    def label(self) -> str:
        """The label of the argument in messages, such as `pets.list(limit)`."""
        return self.operation.new.argument_label(self.new.name)

    def pointers(self, *keywords: str) -> tuple[JsonPointer, JsonPointer]:
        """Return the pointers of the old and the new parameter, or of a field inside each of them.

        For example, the keywords `"schema", "default"` lead to the default value.
        """
        return (*self.old.pointer, *keywords), (*self.new.pointer, *keywords)

    @property
    def is_alias_kept(self) -> bool:
        """Whether the old name of the argument still works as an alias."""
        return self.operation.new.former_arguments.get(self.old.name) == self.new.name

    @property
    def is_renamed(self) -> bool:
        """Whether the name under which the parameter is sent changed.

        It is always False for a path parameter, since requests contain only its value.
        """
        return self.old.identity[1] != self.new.identity[1] and not self.new.is_positional


@dataclass(eq=False)
class ParametersDiff:
    """The difference between the parameters of an operation in both contracts: which are kept, removed or added.

    Parameters match by name and location, or else by former name, position in the path, or argument name. Parameters
    that are still without a match are paired if they have equal schemas, and equal descriptions or similar names.
    """

    operation: OperationPair
    kept: list[ParameterPair] = field(init=False, default_factory=list)
    removed: list[ApiArgument] = field(init=False)
    added: list[ApiArgument] = field(init=False)

    def __post_init__(self) -> None:
        self.removed, self.added = list(self.operation.old.arguments), list(self.operation.new.arguments)
        for find in (self._pairs_by_name, self._pairs_by_alias, self._pairs_by_position):
            for old, new in find():
                self._pair(old, new)
        for old in list(self.removed):
            same = [new for new in self.added if new.name == old.name or new.parameter == old.parameter]
            if same and not old.is_positional and not same[0].is_positional:
                self._pair(old, same[0])
        by_name = [{each.name: each for each in side if not each.is_positional} for side in (self.removed, self.added)]
        old_text, new_text = ({name: _text(each) for name, each in side.items()} for side in by_name)

        def are_equal(old_name: str, new_name: str) -> bool:
            return self._are_alike(by_name[0][old_name], by_name[1][new_name])

        for old_name, new_name in match_renamed(old_text, new_text, are_equal):
            self._pair(by_name[0][old_name], by_name[1][new_name])

    def _pair(self, old: ApiArgument, new: ApiArgument) -> None:
        self.kept.append(ParameterPair(self.operation, old, new))
        self.removed.remove(old)
        self.added.remove(new)

    def _pairs_by_name(self) -> list[tuple[ApiArgument, ApiArgument]]:
        """Return the pairs of an old and a new parameter that have the same name and location.

        Header names are compared without case.
        """
        known: dict[tuple[str, str], list[ApiArgument]] = {}
        for each in self.added:
            known.setdefault(each.identity, []).append(each)
        return [(old, known[old.identity].pop(0)) for old in self.removed if known.get(old.identity)]

    def _pairs_by_position(self) -> list[tuple[ApiArgument, ApiArgument]]:
        """Return the pairs of an old and a new path parameter that differ in name, but have the same position.

        Return [] if the paths differ in more than the names of parameters.
        """
        if path_template(self.operation.old.source.path) != path_template(self.operation.new.source.path):
            return []
        sides = ([each for each in side if each.is_positional] for side in (self.removed, self.added))
        return list(zip(*sides, strict=False))

    def _pairs_by_alias(self) -> list[tuple[ApiArgument, ApiArgument]]:
        """Return the pairs of an old and a new parameter that `x-renamed-from` declares to be a rename."""
        after, before = self.operation.new.former_arguments.items(), self.operation.old.former_arguments.items()
        by_name = {each.name: each for each in self.added}
        # If an argument is renamed again, only its new former name is about this change.
        renames = {name: other for name, other in [*((new, old) for old, new in before), *after] if other in by_name}
        return [(old, by_name.pop(renames[old.name])) for old in self.removed if renames.get(old.name) in by_name]

    def _are_alike(self, old: ApiArgument, new: ApiArgument) -> bool:
        outlines = [
            api.schemas.shape_at((each.schema,)).outline
            for api, each in ((self.operation.old_api, old), (self.operation.new_api, new))
        ]
        return outlines[0] == outlines[1] and (old.location, old.required) == (new.location, new.required)


def _text(argument: ApiArgument) -> str:
    return str(argument.node.get("description") or "")


# --- added and removed ---

about_parameters = rules_for(ParametersDiff)

BY_OLD_NAME = ": calls by the old name raise TypeError"
"""The end of messages about arguments that were renamed without an alias."""


def _match_added(diff: ParametersDiff, ending: str, *, required: bool) -> Iterator[RuleMatch]:
    for each in diff.added:
        if (each.required and not each.has_default) is required and not (each.required and each.has_default):
            label = diff.operation.new.argument_label(each.name)
            pointer = each.pointer
            yield RuleMatch(f"{label} is new{ending}", new_pointer=pointer, new=each.parameter, added=(pointer,))


@about_parameters("minor", "ok", opposite="argument-removed")
def optional_argument_added(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that an optional parameter is added, so the method gains an optional keyword argument.

    Existing calls stay valid.
    """
    yield from _match_added(diff, " and optional", required=False)


@about_parameters("minor", "breaks", opposite="argument-removed")
def constant_argument_added(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that a required parameter with a single allowed value is added.

    The client sends this value, so calls need no change. Installed clients do not send the required parameter.
    """
    for each in diff.added:
        if each.required and each.has_default:
            message = f"{diff.operation.new.argument_label(each.name)} is new, and sent in every request"
            yield RuleMatch(message, new_pointer=each.pointer, new=each.parameter, added=(each.pointer,))


@about_parameters("major", "breaks", opposite="argument-removed")
def required_argument_added(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that a required parameter is added.

    Existing calls do not pass it, and installed clients do not send it.
    """
    yield from _match_added(diff, " and required: calls without it raise TypeError", required=True)


@about_parameters(
    "major", "ok", opposite=("optional-argument-added", "required-argument-added", "constant-argument-added")
)
def argument_removed(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that a parameter is removed, so calls that pass the argument raise TypeError.

    Servers ignore the parameter in requests of installed clients.
    """
    near = (*diff.operation.pointers()[1], "parameters")
    for each in diff.removed:
        label = diff.operation.old.argument_label(each.name)
        message = f"{label} was removed: calls that pass it raise TypeError"
        yield RuleMatch(message, each.pointer, near=near, old=each.parameter, removed=(each.pointer,))


@about_parameters("major", "ok", opposite=SYMMETRIC)
def positions_changed(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that the path parameters are in a new order.

    Callers may pass them by position, so existing calls may pass values to the wrong parameters.
    """
    kept = [(each.old, each.new) for each in diff.kept if each.old.is_positional and each.new.is_positional]
    old = [before.name for before, _ in sorted(kept, key=lambda each: _position(diff.operation.old, each[0]))]
    new = [before.name for before, after in sorted(kept, key=lambda each: _position(diff.operation.new, each[1]))]
    if old != new:
        message = f"{diff.operation.new.call} has its arguments in another order: calls by position pass wrong values"
        yield RuleMatch(message, *diff.operation.pointers(), old=old, new=new, names=tuple(old))


def _position(operation: ApiOperation, argument: ApiArgument) -> int:
    return operation.arguments.index(argument)


@about_parameters("major", "ok", opposite=(SYMMETRIC, "body-argument-renamed-with-alias"))
def body_argument_renamed(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that the argument of a body property is renamed, by `x-name` or because of a clash with a parameter.

    Calls that use the old name raise TypeError.
    """
    yield from _match_body_renamed(diff, BY_OLD_NAME, with_alias=False)


@about_parameters("minor", "ok", opposite="body-argument-renamed")
def body_argument_renamed_with_alias(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that the argument of a body property is renamed.

    `x-renamed-from` keeps the old name of the argument as an alias. Existing calls stay valid, but emit a warning.
    """
    yield from _match_body_renamed(diff, ALIAS_KEPT, with_alias=True)


def _match_body_renamed(diff: ParametersDiff, ending: str, *, with_alias: bool) -> Iterator[RuleMatch]:
    before, after = diff.operation.old, diff.operation.new
    old, new = before.body_arguments or {}, after.body_arguments or {}
    for name in old:
        if name in new and old[name] != new[name]:
            is_alias_kept = after.former_arguments.get(old[name]) == new[name]
            message = f"{before.argument_label(old[name])} is now {after.argument_label(new[name])}{ending}"
            if is_alias_kept is with_alias:
                pointers = diff.operation.pointers("requestBody")
                yield RuleMatch(message, *pointers, old=old[name], new=new[name], key=name)


@about_parameters("major", "ok", opposite="former-argument-name-added")
def former_argument_name_removed(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that the old name of a renamed argument is no longer an alias.

    So calls that use this name raise TypeError. In the previous release, such calls emitted a warning.
    """
    before, after = diff.operation.old, diff.operation.new
    for old, name in before.former_arguments.items():
        current = after.former_arguments.get(name, name)  # The argument may have been renamed again.
        if old not in {*after.former_arguments, current} and current in after.argument_names:
            ending = "pass another argument" if old in after.argument_names else "raise `TypeError`"
            message = f"{after.argument_label(current)} no longer has its former name {old}: calls by it {ending}"
            yield RuleMatch(message, *diff.operation.pointers(), old=old, key=old)


@about_parameters("minor", "ok", opposite="former-argument-name-removed")
def former_argument_name_added(diff: ParametersDiff) -> Iterator[RuleMatch]:
    """Report that `x-renamed-from` adds the former name of an argument as an alias. Existing code stays valid."""
    before, after = diff.operation.old, diff.operation.new
    for new, name in after.former_arguments.items():
        current = before.former_arguments.get(name, name)
        if new not in {*before.former_arguments, current} and current in before.argument_names:
            message = f"{after.argument_label(name)} works under its former name {new}, too"
            yield RuleMatch(message, *diff.operation.pointers(), new=new, key=new)


# --- one parameter ---

about_parameter = rules_for(ParameterPair)


@about_parameter("major", "ok", opposite=(SYMMETRIC, "argument-renamed-with-alias"))
def argument_renamed(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the argument is renamed, so calls with the old name raise TypeError. The request stays the same."""
    if not pair.is_renamed:
        yield from _match_renamed(pair, BY_OLD_NAME, with_alias=False)


@about_parameter("minor", "ok", opposite="argument-renamed")
def argument_renamed_with_alias(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the argument is renamed.

    `x-renamed-from` keeps the old name of the argument as an alias. Calls with the alias emit a warning.
    """
    if not pair.is_renamed:
        yield from _match_renamed(pair, ALIAS_KEPT, with_alias=True)


@about_parameter("major", "breaks", opposite=(SYMMETRIC, "parameter-renamed-with-alias"))
def parameter_renamed(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter is renamed. Calls with the old argument name raise TypeError.

    Installed clients send the old parameter name.
    """
    if pair.is_renamed:
        yield from _match_renamed(pair, BY_OLD_NAME, with_alias=False)


@about_parameter("minor", "breaks", opposite="parameter-renamed")
def parameter_renamed_with_alias(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter is renamed.

    `x-renamed-from` keeps the old argument name as an alias, and uses of the alias emit a warning. Installed clients
    send the old parameter name.
    """
    if pair.is_renamed:
        yield from _match_renamed(pair, ALIAS_KEPT, with_alias=True)


def _match_renamed(pair: ParameterPair, ending: str, *, with_alias: bool) -> Iterator[RuleMatch]:
    is_other = pair.old.name != pair.new.name and pair.operation.new.name
    if is_other and pair.is_alias_kept is with_alias:
        message = f"{pair.operation.old.argument_label(pair.old.name)} is now called {pair.new.name}{ending}"
        yield RuleMatch(message, *pair.pointers("name"), old=pair.old.name, new=pair.new.name)


@about_parameter("patch", "breaks", opposite=SYMMETRIC)
def parameter_respelled(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the name of the parameter changes, but not its Python name.

    For example, `pageSize` and `page_size` both become `page_size`. So calls need no change. Installed clients still
    send the old name, which the server may no longer accept.
    """
    if pair.is_renamed and pair.old.name == pair.new.name:
        message = f"{pair.label} is now sent as {pair.new.parameter!r}, no longer as {pair.old.parameter!r}"
        yield RuleMatch(message, *pair.pointers("name"), old=pair.old.parameter, new=pair.new.parameter)


@about_parameter("patch", "ok", opposite=SYMMETRIC)
def path_parameter_respelled(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the name of a path parameter changes, but not its Python name.

    For example, `petId` and `pet_id` both become `pet_id`. Calls and requests stay the same. Only hooks and traces
    receive the new path template, such as `/pets/{pet_id}`.
    """
    is_other = pair.old.parameter != pair.new.parameter and pair.old.name == pair.new.name
    if is_other and pair.old.is_positional and pair.new.is_positional:
        message = f"{pair.label} is now called {pair.new.parameter!r} in the path, no longer {pair.old.parameter!r}"
        yield RuleMatch(message, *pair.pointers("name"), old=pair.old.parameter, new=pair.new.parameter)


@about_parameter("patch", "breaks", opposite=SYMMETRIC)
def parameter_moved(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter moves to another location, such as from the query to a header. Calls need no change.

    Installed clients send the value in the old location, which the server no longer reads.
    """
    old, new = pair.old.location, pair.new.location
    if old != new:
        message = f"{pair.label} is now sent in the {new}, no longer in the {old}"
        yield RuleMatch(message, *pair.pointers("in"), old=old, new=new)


@about_parameter("patch", "breaks", opposite=SYMMETRIC)
def parameter_style_changed(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the serialization of the parameter changes, such as its `style`. Calls need no change.

    The new client uses the new serialization. Installed clients use the old one, which the server cannot read.
    """
    sides = (pair.operation.old_api, pair.old), (pair.operation.new_api, pair.new)
    have_items = all(_has_items(*side) for side in sides)
    old, new = (_style(argument, has_items=have_items) for _, argument in sides)
    if old != new and pair.old.location == pair.new.location:
        before, after = old, new
        if {old, new} <= STYLE_EXAMPLES.keys():
            before, after = (STYLE_EXAMPLES[style].replace("{}", pair.new.parameter) for style in (old, new))
        message = f"{pair.label} is now sent as {after}, no longer as {before}"
        yield RuleMatch(message, *pair.pointers("style"), old=old, new=new)


STYLE_EXAMPLES = {
    "form, exploded": "{}=1&{}=2",
    "form": "{}=1,2",
    "spaceDelimited": "{}=1%202",
    "pipeDelimited": "{}=1|2",
}
"""Mapping from each parameter style to the query string for a list with the items 1 and 2.

`{}` stands for the parameter's name.
"""


def _has_items(api: ApiSurface, argument: ApiArgument) -> bool:
    """Return whether the value of a parameter can be an array or an object."""
    schema = api.schemas.shape_at((argument.schema,))
    return any(variant.kind in {"array", "object", "any"} for variant in schema.variants)


def _style(argument: ApiArgument, *, has_items: bool) -> str:
    """Return a text about the serialization of a parameter, for messages: `form, exploded`, or a media type.

    `has_items` states whether the value can be an array or an object. If it cannot, `explode` has no effect and is
    omitted.
    """
    if argument.media_type:
        return without_charset(argument.media_type)
    node = argument.node
    style = node.get("style") or ("form" if argument.location in {"query", "cookie"} else "simple")
    explode = node.get("explode", style in {"form", "cookie"})
    reserved = " with reserved characters" if node.get("allowReserved") is True else ""
    lists = node.get(DEEP_OBJECT_ARRAYS_EXTENSION) if style == "deepObject" else None
    form = f" with lists as {lists}" if lists in {"brackets", "repeat"} else ""
    return f"{style}{', exploded' if explode and has_items else ''}{form}{reserved}"


@about_parameter("major", "breaks", opposite="argument-became-optional")
def argument_became_required(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter becomes required. Calls without the argument raise TypeError.

    The server rejects requests of installed clients that omit the parameter.
    """
    if pair.new.required and not pair.old.required and not pair.new.has_default:
        message = f"{pair.label} is now required: calls without it raise TypeError"
        yield RuleMatch(message, *pair.pointers("required"), old=False, new=True)


@about_parameter("minor", "breaks", opposite="argument-became-optional")
def constant_argument_became_required(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter becomes required. The new client sends the only allowed value, so calls need no change.

    The server rejects requests of installed clients that omit the parameter.
    """
    if pair.new.required and not pair.old.required and pair.new.has_default:
        yield RuleMatch(f"{pair.label} is now sent in every request", *pair.pointers("required"), old=False, new=True)


@about_parameter("major", "ok", opposite="argument-gained-default")
def argument_lost_default(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the client no longer sends a default or a generated idempotency key for a required parameter.

    So callers must pass the argument; calls without it raise TypeError.
    """
    if pair.old.required and pair.new.required and pair.old.has_default and not pair.new.has_default:
        message = f"{pair.label} no longer has a default: calls without it raise TypeError"
        yield RuleMatch(message, *pair.pointers("schema"))


@about_parameter("minor", "ok", opposite="argument-lost-default")
def argument_gained_default(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that callers may now omit a required parameter, because the client sends a value for it.

    This value is the only allowed value, the default in the schema, or a generated idempotency key.
    """
    if pair.old.required and pair.new.required and pair.new.has_default and not pair.old.has_default:
        yield RuleMatch(f"{pair.label} now has a default", *pair.pointers("schema"))


@about_parameter("minor", "ok", opposite=SYMMETRIC)
def argument_default_changed(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the client's default for a required parameter changes.

    So calls that omit the argument send another value. Installed clients send the old default.
    """
    old, new = pair.old.default, pair.new.default
    if pair.old.required and pair.new.required and None not in {old, new} and old != new:
        message = f"calls without {pair.label} now send {describe.shorten(canonical(new))}"
        yield RuleMatch(message, *pair.pointers("schema", "default"), old=old, new=new)


@about_parameter("minor", "ok", opposite=("argument-became-required", "constant-argument-became-required"))
def argument_became_optional(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter becomes optional.

    Calls that pass the argument stay valid, and callers may omit the argument.
    """
    if pair.old.required and not pair.new.required:
        yield RuleMatch(f"{pair.label} is now optional", *pair.pointers("required"), old=True, new=False)


@about_parameter("minor", "ok", opposite="argument-undeprecated")
def argument_deprecated(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter becomes deprecated.

    Callers are warned that a later version of the API may remove it.
    """
    if pair.new.node.get("deprecated") is True and pair.old.node.get("deprecated") is not True:
        yield RuleMatch(f"{pair.label} is deprecated", *pair.pointers("deprecated"), old=False, new=True)


@about_parameter("patch", "ok", opposite="argument-deprecated")
def argument_undeprecated(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the parameter is no longer deprecated, so callers are no longer warned."""
    if pair.old.node.get("deprecated") is True and pair.new.node.get("deprecated") is not True:
        yield RuleMatch(f"{pair.label} is no longer deprecated", *pair.pointers("deprecated"), old=True, new=False)


@about_parameter("patch", "ok", opposite=SYMMETRIC)
def argument_documentation_changed(pair: ParameterPair) -> Iterator[RuleMatch]:
    """Report that the documentation of the parameter changes. In the package, only the docstring changes."""
    if frozenset(texts(pair.old.node)) != frozenset(texts(pair.new.node)):
        yield RuleMatch(f"the description of {pair.label} has changed", *pair.pointers("description"))
