"""A contract -> Shapes: for each schema its normal form, in which the same set of values is written in one way only.

`nullable: true`, `type: [T, "null"]` and `anyOf` with null are one; so are `const` and an `enum` of one value, an
`allOf` of one schema and the schema, `oneOf` and `anyOf`, all spellings of a limit. References are followed when they
are met, so that recursion does no harm; each schema is read once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from specloop.compare import constraints
from specloop.compare.constraints import MAPPED_FORMATS, canonical
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.schema_keywords import is_file
from specloop.openapi.schema_variants import ANYTHING, SchemaRef, SchemaVariant, both, either, joined, kind_of

UNIONS = ("anyOf", "oneOf")
OBJECT = ("properties", "required", "additionalProperties")
SEMANTIC = constraints.KEYWORDS | {"type", "nullable", "enum", "const", "allOf", *UNIONS, *OBJECT}
"""The keywords that say which values there are; all others only speak about them."""

_COMBINING = frozenset({"allOf", *UNIONS, "nullable"})


@dataclass(frozen=True, slots=True)
class NormalizedSchema:
    """The normal form of a schema."""

    arms: tuple[SchemaVariant, ...]
    null: bool

    @property
    def outline(self) -> tuple[Any, ...]:
        """All that can be compared between two documents without following a pointer."""
        return (self.null, tuple(arm.outline for arm in self.arms))


@dataclass(frozen=True, slots=True)
class Notes:
    """What a schema says beside the set of its values."""

    text: frozenset[str] = frozenset()
    default: str | None = None
    deprecated: bool = False
    read_only: bool = False


class SchemaNormalizer:
    """The schemas of one contract."""

    def __init__(self, contract: Document) -> None:
        self.contract = contract
        # 3.0 ignores what stands beside a `$ref`; since 3.1 both hold.
        self._beside_counts = not str(contract.document.get("openapi")).startswith("3.0")
        self._shapes: dict[SchemaRef, NormalizedSchema] = {}
        self._targets: dict[JsonPointer, JsonPointer] = {}
        self._arms_at: dict[JsonPointer, list[SchemaVariant]] = {}
        self._open: dict[JsonPointer, None] = {}
        self._cut: set[JsonPointer] = set()

    def node(self, pointer: JsonPointer) -> Any:
        """Give what stands there; where nothing stands anything goes."""
        try:
            return self.contract.value(pointer)
        except LookupError:
            return True

    def target(self, pointer: JsonPointer) -> JsonPointer:
        """Follow references and whatever merely wraps a single schema."""
        if pointer not in self._targets:
            *_, self._targets[pointer] = self._trail(pointer)
        return self._targets[pointer]

    def spot(self, places: SchemaRef) -> SchemaRef:
        """Follow references from each of the places."""
        return joined(tuple(map(self.target, places)))

    def is_shared(self, places: SchemaRef) -> bool:
        """Whether the schema stands elsewhere, where other places can refer to it as well."""
        return bool(places) and all(self.target(place)[: len(place)] != place for place in places)

    def shape(self, spot: SchemaRef) -> NormalizedSchema:
        """Give the normal form of the schema at a place, or of all the schemas at several places together."""
        known = self._shapes.get(spot)
        if known is None:
            arms = [ANYTHING]
            for pointer in spot:
                arms = both(arms, self._arms(pointer))
            known = self._shapes[spot] = _settled(arms)
        return known

    def notes(self, places: SchemaRef, *, shared: bool = True) -> Notes:
        """Collect what is said about the values at a place, there and, if `shared`, in what it refers to.

        Texts are those of the place alone: a docstring is printed from them.
        """
        said: list[Mapping[str, Any]] = []
        holds: list[Mapping[str, Any]] = []
        for place in places:
            *wrappers, last = self._trail(place)
            said += filter(_is_map, map(self.node, wrappers))
            if last[: len(place)] == place:
                said += self._parts(last)
            elif shared:
                holds += self._parts(last)
        holds = [*said, *holds]
        defaults = [canonical(node["default"], ordered=True) for node in holds if "default" in node]
        return Notes(
            text=frozenset(text for node in said for text in texts(node)),
            default=defaults[0] if defaults else None,
            deprecated=any(node.get("deprecated") is True for node in holds),
            read_only=any(node.get("readOnly") is True for node in holds),
        )

    def _parts(self, pointer: JsonPointer) -> Iterator[Mapping[str, Any]]:
        """Give a schema and the schemas that it is put together of, as far as they stand in it."""
        node = self.node(pointer)
        if isinstance(node, dict) and "$ref" not in node:
            yield node
            for number in range(len(_list(node.get("allOf")))):
                yield from self._parts((*pointer, "allOf", number))

    def _trail(self, pointer: JsonPointer) -> Iterator[JsonPointer]:
        seen: set[JsonPointer] = set()
        onward: JsonPointer | None = pointer
        while onward is not None and onward not in seen:
            pointer = onward
            seen.add(pointer)
            yield pointer
            onward = self._onward(pointer)

    def _onward(self, pointer: JsonPointer) -> JsonPointer | None:
        node = self.node(pointer)
        if not isinstance(node, dict):
            return None
        meant = {keyword for keyword in node if keyword in SEMANTIC}
        if "$ref" in node:
            return self._referred(node) if not (meant and self._beside_counts) else None
        keyword = next(iter(meant)) if len(meant) == 1 else ""
        if keyword in {"allOf", *UNIONS} and len(_list(node[keyword])) == 1:
            return (*pointer, keyword, 0)
        return None

    def _referred(self, node: Mapping[str, Any]) -> JsonPointer | None:
        try:
            return self.contract.resolve(str(node["$ref"]))
        except LookupError:
            return None

    # The arms of a schema

    def _arms(self, pointer: JsonPointer) -> list[SchemaVariant]:
        pointer = self.target(pointer)
        if pointer in self._arms_at:
            return self._arms_at[pointer]
        if pointer in self._open:  # a union that contains itself: it adds nothing to itself
            self._cut.add(pointer)
            return []
        self._open[pointer] = None
        arms = self._read(pointer, self.node(pointer))
        del self._open[pointer]
        self._cut.discard(pointer)
        if not self._cut:
            self._arms_at[pointer] = arms
        return arms

    def _read(self, pointer: JsonPointer, node: Any) -> list[SchemaVariant]:
        if not isinstance(node, dict):
            return [] if node is False else [ANYTHING]
        arms = _own(node, pointer) if (SEMANTIC - _COMBINING) & node.keys() else [ANYTHING]
        if "$ref" in node and (target := self._referred(node)) is not None:
            arms = both(arms, self._arms(target))
        for number in range(len(_list(node.get("allOf")))):
            arms = both(arms, self._arms((*pointer, "allOf", number)))
        if "allOf" in node:
            arms = [replace(arm, origin=(pointer,)) for arm in arms]  # put together here, and nowhere else
        for keyword in UNIONS:
            if alternatives := _list(node.get(keyword)):
                found = [arm for n in range(len(alternatives)) for arm in self._arms((*pointer, keyword, n))]
                arms = both(arms, either(found))
        if node.get("nullable") is True:
            arms = [*arms, SchemaVariant("null")]
        return arms


def texts(node: Mapping[str, Any]) -> Iterator[str]:
    """Give what a node says to people: its description, its examples."""
    for keyword in ("summary", "description"):
        if node.get(keyword):
            yield f"description: {str(node[keyword]).strip()}"
    examples = node.get("examples")
    listed = [node["example"]] if "example" in node else []
    if isinstance(examples, list):
        listed += examples
    elif isinstance(examples, dict):
        listed += examples.values()
    yield from (f"example: {canonical(example)}" for example in listed)
    if isinstance(node.get("discriminator"), dict):
        yield f"discriminator: {canonical(node['discriminator'])}"


def _settled(arms: list[SchemaVariant]) -> NormalizedSchema:
    """Bring arms that have been put together into their final form."""
    settled = either(_typed(arm) for arm in arms)
    return NormalizedSchema(
        tuple(arm for arm in settled if arm.kind != "null"), any(arm.kind == "null" for arm in settled)
    )


def _typed(arm: SchemaVariant) -> SchemaVariant:
    """Take what tells about members for an object, and what tells about items for an array."""
    if arm.kind == "any" and arm.members:
        arm = replace(arm, kind="object")
    elif arm.kind == "any" and (arm.items or arm.prefix):
        arm = replace(arm, kind="array")
    if arm.kind in {"object", "any"} and (undeclared := arm.required - arm.members.keys()):
        demanded = frozenset(canonical(name) for name in undeclared)
        arm = replace(
            arm, limits=constraints.join(arm.limits, {"required": demanded}), required=arm.required - undeclared
        )
    return replace(arm, limits=constraints.of_kind(arm.kind, arm.limits))


def _own(node: Mapping[str, Any], pointer: JsonPointer) -> list[SchemaVariant]:
    """Read a schema without its unions and references."""
    demands = constraints.read(node)
    kinds = _kinds(node)
    if "enum" in node or "const" in node:
        return _finite(node, kinds, pointer, demands)
    return [_arm(kind, node, pointer, demands) for kind in kinds]


def _kinds(node: Mapping[str, Any]) -> list[str]:
    kinds = node.get("type")
    found = [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds)] if kinds else ["any"]
    return list(dict.fromkeys(found))


def _finite(
    node: Mapping[str, Any], kinds: list[str], pointer: JsonPointer, demands: constraints.Limits
) -> list[SchemaVariant]:
    """Read an enum, a const, or both: one arm for each type among the values that the schema's own type allows."""
    listed = {canonical(value, ordered=True) for value in _list(node.get("enum"))}
    if "const" in node:
        const = {canonical(node["const"], ordered=True)}
        listed = listed & const if "enum" in node else const
    groups: dict[str, set[str]] = {}
    for value in listed:
        kind = kind_of(value)
        # Null among the values is enough, whatever the type says: that is how it is written, and read, everywhere.
        if kind in kinds or kind == "null" or "any" in kinds or (kind == "integer" and "number" in kinds):
            groups.setdefault(kind, set()).add(value)
    if "null" in kinds:  # and among the types as well
        groups.setdefault("null", set())
    if "number" in groups:
        groups["number"] |= groups.pop("integer", set())
    return [
        SchemaVariant("null")
        if kind == "null"
        else replace(_arm(kind, node, pointer, demands), values=frozenset(values))
        for kind, values in sorted(groups.items())
    ]


def _arm(kind: str, node: Mapping[str, Any], pointer: JsonPointer, demands: constraints.Limits) -> SchemaVariant:
    if kind in {"null", "boolean"}:
        return SchemaVariant(kind, (pointer,))
    demands = {keyword: demand for keyword, demand in demands.items() if kind == "any" or _matters(keyword, kind)}
    arm = SchemaVariant(kind, (pointer,), limits=demands)
    if kind in {"any", "string"}:
        format_ = "binary" if isinstance(node, dict) and is_file(node) else node.get("format")
        arm = replace(arm, format=format_ if format_ in MAPPED_FORMATS else None)
    if kind in {"any", "object"}:
        extra = node.get("additionalProperties")
        arm = replace(
            arm,
            members={name: ((*pointer, "properties", name),) for name in _map(node.get("properties"))},
            required=frozenset(str(name) for name in _list(node.get("required"))),
            extra=((*pointer, "additionalProperties"),) if _is_map(extra) and extra else (),
        )
    if kind in {"any", "array"}:
        arm = replace(
            arm,
            items=((*pointer, "items"),) if _is_map(node.get("items")) and node["items"] else (),
            limits={**arm.limits, **_tuple(node)},
            prefix=tuple(((*pointer, "prefixItems", n),) for n in range(len(_list(node.get("prefixItems"))))),
        )
    return arm


def _tuple(node: Mapping[str, Any]) -> constraints.Limits:
    """Read how many items have a schema of their own, and whether there may be others."""
    length = len(_list(node.get("prefixItems")))
    counted = {"prefixItems": frozenset({canonical(length)})} if length else {}
    return {**counted, "items": True} if node.get("items") is False else counted


def _matters(keyword: str, kind: str) -> bool:
    return keyword in constraints.EVERYWHERE or keyword in constraints.BY_KIND.get(kind, ())


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
