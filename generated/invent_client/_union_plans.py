"""Decoding and encoding of unions with several variants of one JSON type.

A discriminator selects the variant of a value. Without a discriminator, the client selects the variant from which the
value differs least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from ._mismatch_records import Location, Mismatches, json_type
from ._object_plans import ObjectPlan
from ._plan_code import STRICT, FunctionWriter, Place, Shape, namespace, register, run
from ._type_plans import (
    MAX_QUOTED_VALUE_CHARS,
    ArrayPlan,
    EnumPlan,
    FormatPlan,
    MapPlan,
    NoVariantError,
    TypePlan,
    quote_value,
    write_struct_of_any,
)
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["BestFitUnionPlan", "DiscriminatedUnionPlan", "ObjectUnionPlan"]

MAX_NAME_COMBINATIONS = 64  # maximum number of combinations of property names in the cache of a union
MAX_COMBINED_NAMES = 64  # maximum number of property names in a combination that is cached


class _TaggedStructs(NamedTuple):
    """The msgspec structs of a union's classes, if one property (such as `kind`) has a different value in each.

    msgspec selects the struct by this value, called tag, such as "cat" or "dog".
    """

    json_name: str
    variants: dict[str, ObjectPlan]
    """The plan of each model class, i.e. how it is decoded, by the tag that selects its struct."""
    converters: str
    """The name of a dict in generated code: for each struct class, the function that converts its structs to models."""

    @classmethod
    def build(cls, json_name: str, variants: dict[str, ObjectPlan]) -> _TaggedStructs | None:
        """Return the msgspec structs of a union, or None if msgspec cannot select one of them by the tag.

        This requires at least two model classes, whose property `json_name` is a string or an enum with the tag.

        Args:
            json_name: The JSON name of the property whose value is the tag.
            variants: The ObjectPlan of each model class, by its tag.
        """
        # If there is only one class, msgspec accepts an object without the property. So a tag requires two classes.
        if len(variants) < 2 or not all(plan.allows_tag(json_name, tag) for tag, plan in variants.items()):  # noqa: PLR2004
            return None
        for tag, plan in variants.items():
            plan.tags.setdefault((json_name, tag), len(plan.tags) + 1)
        return cls(json_name, variants, register({}, "converters"))

    def struct_classes(self, shape: Shape) -> list[str]:
        return [plan.struct_name(shape, (self.json_name, tag)) for tag, plan in self.variants.items()]

    def write_to_model(self, writer: FunctionWriter, x: str, suffix: str, at: Place) -> str:
        v = writer.variable(x)
        return f"{self.converters}{suffix}[type({v})]({v}{f', {at.location}, m' if suffix else ''})"

    def link(self, shape: Shape) -> None:
        """Define the dict in which generated code looks up, by struct class, the function that converts to a model.

        `shape` states which struct class the decoder uses for each model class.
        """
        space = vars(namespace)
        space[f"{self.converters}{shape.suffix}"] = {
            space[plan.struct_name(shape, key)]: space[plan.function_name(shape, key)]
            for plan, key in ((plan, (self.json_name, tag)) for tag, plan in self.variants.items())
        }


class _MergedStruct(NamedTuple):
    """One msgspec struct with the properties of all model classes in a union.

    It becomes a model of the first class that has all received properties and requires no others.
    """

    name: str
    variants: list[ObjectPlan]
    attributes: dict[str, str]
    """The name of the struct's attribute for each property, by JSON name."""

    @classmethod
    def build(cls, variants: list[TypePlan]) -> _MergedStruct | None:
        """Return one msgspec struct for all variants of a union; None if the variants cannot share a struct.

        They can share one if all are model classes, and if properties with the same name have the same type.
        """
        objects = [each for each in variants if isinstance(each, ObjectPlan)]
        plans = {json_name: known[-1] for each in objects for json_name, known in each.by_json_name.items()}
        if len(objects) < len(variants) or len(plans) > MAX_COMBINED_NAMES or any(each.has_refused for each in objects):
            return None
        if any(plans[json_name] is not known[-1] for each in objects for json_name, known in each.by_json_name.items()):
            return None
        attributes = {json_name: f"m{number}" for number, json_name in enumerate(plans)}
        return cls(register(None, "merged"), objects, attributes)

    @property
    def function(self) -> str:
        return f"{self.name}_to_model"

    def define(self) -> None:
        """Define the struct class, and generate the function that converts it to a model. Later calls do nothing."""
        space = vars(namespace)
        if space[self.name] is not None:
            return
        plans = {json_name: known[-1] for each in self.variants for json_name, known in each.by_json_name.items()}
        space[self.name] = msgspec.defstruct(
            self.name,
            [(self.attributes[json_name], plan.struct_type(STRICT), UNSET) for json_name, plan in plans.items()],
            module=namespace.__name__,
            kw_only=True,
            forbid_unknown_fields=True,
            rename={attribute: json_name for json_name, attribute in self.attributes.items()},
            gc=False,
        )
        writer = FunctionWriter()
        for each in self.variants:
            tests = [
                f"t.{attribute} is {'' if json_name not in each.by_json_name else 'not '}UNSET"
                for json_name, attribute in self.attributes.items()
                if json_name not in each.by_json_name or json_name in each.required_names
            ]
            with writer.block(f"if {' and '.join(tests) or True}:"):
                writer.line(f"return {each.write_object(writer, 't', self.attributes)}")
        writer.line("raise NoVariantError")
        run(writer.source(f"def {self.function}(t):"))


class ObjectUnionPlan(TypePlan):
    """Base class of the decoders of unions in which several variants have the same JSON type.

    If one property has a different value in each model class, msgspec selects the class by this value. Otherwise, the
    variants that `choose` returns are tried in order.
    """

    is_object = True

    def __init__(self) -> None:
        self.function = register(self._convert, "convert")
        self.converters: dict[TypePlan, Callable[[Any], Any]] = {}
        """For each variant that was used, the function that builds a model from JSON data."""
        self.variant_converter: Callable[[TypePlan], Callable[[Any], Any]]
        """A function that returns a new entry of `converters` for a variant, when the variant is first used."""

    @cached_property
    def tagged(self) -> _TaggedStructs | None:
        """The msgspec structs of the variants, if msgspec can select them by a property value; otherwise None."""
        # Subclasses read the properties of the model classes, so this is read only after all ObjectPlans are complete.
        return None

    @property
    def tagged_parts(self) -> list[ObjectPlan]:
        return list(dict.fromkeys(self.tagged.variants.values())) if self.tagged else []

    def parts(self) -> Iterable[TypePlan]:
        return self.tagged_parts

    def struct_type(self, shape: Shape) -> str:
        if self.tagged is None:
            return self.struct
        return f"Union[{', '.join(self.tagged.struct_classes(self.shape_of_parts(shape)))}]"

    def struct_classes(self, shape: Shape) -> list[str]:
        if self.tagged is None:
            return super().struct_classes(shape)
        return self.tagged.struct_classes(self.shape_of_parts(shape))

    def shape_of_parts(self, shape: Shape) -> Shape:
        return shape if self in shape.extended else STRICT

    def is_converted(self, shape: Shape) -> bool:
        del shape
        return True

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        if self.tagged is None:
            return f"{self.function}({x})"
        return self.tagged.write_to_model(writer, x, writer.shape.suffix_of(self), at)

    def choose(self, value: Any) -> Sequence[TypePlan]:
        """Return the TypePlans of the variants that may fit a value. They are tried in the order of the list.

        This is used only if msgspec cannot select the variant.
        """
        raise NotImplementedError

    def _convert(self, value: Any) -> Any:
        for variant in self.choose(value):
            convert = self.converters.get(variant) or self.converters.setdefault(
                variant, self.variant_converter(variant)
            )
            try:
                return convert(value)
            except msgspec.ValidationError:
                continue
        raise NoVariantError


class BestFitUnionPlan(ObjectUnionPlan):
    """Decoder of a union without a discriminator, in which several variants have the same JSON type.

    It selects the first variant that a value matches exactly, or else the variant with the fewest mismatches.
    """

    is_extensible = False  # An extended struct, which accepts mismatches, could accept values of a different variant.

    def __init__(self, variants: list[TypePlan]) -> None:
        super().__init__()
        self.variants = variants
        self.expected = " or ".join(dict.fromkeys(name for each in variants for name in _shown_names(each)))
        self._by_names: dict[tuple[str, ...], list[TypePlan]] = {}

    @cached_property
    def tagged(self) -> _TaggedStructs | None:
        """The msgspec structs of the variants; None unless a required property has a different `const` in each."""
        objects = [each for each in self.variants if isinstance(each, ObjectPlan)]
        if len(objects) < len(self.variants):
            return None
        for json_name in objects[0].required_names:
            constants = [constant for each in objects if (constant := each.constant(json_name)) is not None]
            if len(set(constants)) == len(objects):
                return _TaggedStructs.build(json_name, dict(zip(constants, objects, strict=True)))
        return None

    @cached_property
    def merged(self) -> _MergedStruct | None:
        """One msgspec struct for all variants; None if `tagged` has separate structs, or if they cannot share one."""
        return None if self.tagged else _MergedStruct.build(self.variants)

    def used(self) -> Iterable[TypePlan]:
        return self.variants

    def struct_type(self, shape: Shape) -> str:
        return self.merged.name if self.merged else super().struct_type(shape)

    def write_to_model(self, writer: FunctionWriter, x: str, at: Place) -> str:
        return f"{self.merged.function}({x})" if self.merged else super().write_to_model(writer, x, at)

    def choose(self, value: Any) -> Sequence[TypePlan]:
        if type(value) is not dict:
            return [each for each in self.variants if not each.kinds or type(value) in each.kinds]
        names = tuple(value)
        found = self._by_names.get(names)
        if found is None:
            found = [
                each
                for each in self.variants
                if (
                    each.allows_names(value.keys())
                    if isinstance(each, ObjectPlan)
                    else not each.kinds or dict in each.kinds
                )
            ]
            if len(self._by_names) < MAX_NAME_COMBINATIONS and len(names) <= MAX_COMBINED_NAMES:
                self._by_names[names] = found
        return found

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        score, variant = self.best(value, mismatches)
        if score != 0 and type(value) is str and (built := self._parse(value)) is not None:
            mismatches.add(location, self.expected, built.departure, "type")
            return built
        if variant is None:
            mismatches.add(location, self.expected, json_type(value), "null" if value is None else "union")
            return value
        if score and isinstance(variant, EnumPlan):  # The other variants are expected, too.
            return variant.keep_undocumented(value, self.expected, location, mismatches)
        return _read_without_learning(variant, value, location, mismatches)

    def _parse(self, text: str) -> Any:
        """Parse a string in a format other than RFC 3339 as a date or date-time, if a variant of the union is one.

        Return None if the string cannot be parsed.
        """
        formats = [each for each in self.variants if isinstance(each, FormatPlan)]
        for each in sorted(formats, key=lambda plan: plan.expected != "date-time"):
            try:
                if each.parse is not None:
                    return each.parse(text)
            except ValueError:
                continue
        return None

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        return write_struct_of_any(self.variants, writer, x)

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        return self.best(value, mismatches)[0]

    def best(self, value: Any, mismatches: Mismatches) -> tuple[int | None, TypePlan | None]:
        """Return the number of mismatches and the TypePlan of the variant that a value matches best.

        The result is (None, None) if no variant matches.
        """
        if type(value) is not dict and type(value) is not list:
            return self._score_variants(value, mismatches)
        # Without this cache, nested unions would take exponential time.
        key = id(value), self
        best = mismatches.scores.get(key)
        if best is None:
            best = mismatches.scores[key] = self._score_variants(value, mismatches)
        return best

    def _score_variants(self, value: Any, mismatches: Mismatches) -> tuple[int | None, TypePlan | None]:
        best: tuple[int | None, TypePlan | None] = None, None
        for variant in self.variants:
            score = variant.score(value, mismatches)
            if score == 0:
                return 0, variant
            if score is not None and (best[0] is None or score < best[0]):
                best = score, variant
        return best


class DiscriminatedUnionPlan(ObjectUnionPlan):
    """Decoder and encoder of a union with a discriminator, which is a property whose value selects the variant.

    Args:
        json_name: The name of the discriminator property.
        variants: For each value of the property, as text, the ObjectPlan of the objects with this value.
        default: The ObjectPlan of objects with any other value; None if the contract states no default.
    """

    expected = "object"
    struct = "dict"
    kinds = frozenset({dict})

    def __init__(self, json_name: str, variants: dict[str, ObjectPlan], default: ObjectPlan | None) -> None:
        super().__init__()
        self.json_name = json_name
        self.variants = variants
        self.default = default
        objects: list[TypePlan] = list(dict.fromkeys(variants.values()))
        self.best_fit = BestFitUnionPlan(objects)

    @cached_property
    def tagged(self) -> _TaggedStructs | None:
        """The msgspec structs of the variants, if msgspec can select them by the discriminator; otherwise None."""
        return None if self.default else _TaggedStructs.build(self.json_name, self.variants)

    def used(self) -> Iterable[TypePlan]:
        return [*self.best_fit.variants, *([self.default] if self.default else [])]

    def choose(self, value: Any) -> Sequence[TypePlan]:
        variant = self._variant_of(value)
        return () if variant is None else (variant,)

    def write_to_struct(self, writer: FunctionWriter, x: str) -> str:
        return write_struct_of_any([*self.variants.values()], writer, x)

    def _variant_of(self, value: dict[str, Any]) -> ObjectPlan | None:
        tag = value.get(self.json_name)
        if type(tag) is str:
            return self.variants.get(tag, self.default)
        return self.variants.get(_tag_text(tag), self.default)

    def read(self, value: Any, location: Location, mismatches: Mismatches) -> Any:
        if type(value) is not dict:
            return self.record_mismatch(value, location, mismatches)
        variant = self._variant_of(value)
        if variant is not None:
            if self.tagged is not None:
                return variant.read(value, location, mismatches)
            return _read_without_learning(variant, value, location, mismatches)
        expected = f"one of {', '.join(map(repr, self.variants))}"
        tag = value.get(self.json_name, UNSET)
        # If the discriminator is absent, null or unknown, the variant that fits best reads the object. If no variant
        # fits, the JSON data is returned.
        if tag is UNSET or tag is None:
            return self._read_without_tag(value, expected, location, mismatches)
        if isinstance(tag, str | int):
            got = quote_value(tag) if isinstance(tag, str) or type(tag) is int else json_type(tag)
            mismatches.add_entry(location, self.json_name, expected, got, "enum")
        else:
            mismatches.add_entry(location, self.json_name, expected, json_type(tag), "missing")
        _, best = self.best_fit.best(value, mismatches)
        return value if best is None else _read_without_learning(best, value, location, mismatches)

    def _read_without_tag(
        self, value: dict[str, Any], expected: str, location: Location, mismatches: Mismatches
    ) -> Any:
        """Convert an object whose discriminator is absent or null, and record one mismatch for it.

        The object becomes the variant that its other properties match best, or else stays JSON data.
        """
        is_null = self.json_name in value
        entry = location, self.json_name, expected, "null" if is_null else "nothing", "missing"
        _, best = self._best_without_tag(value, mismatches)
        if best is None or not (is_null or self.json_name in best.required_names):
            mismatches.add_entry(*entry)
            return value if best is None else _read_without_learning(best, value, location, mismatches)
        start = len(mismatches.entries)
        result = _read_without_learning(best, value, location, mismatches)
        for index in range(start, len(mismatches.entries)):
            parent, step, *_ = mismatches.entries[index]
            if parent is location and step == self.json_name:
                mismatches.entries[index] = entry
                break
        else:
            if not mismatches.is_full:  # If the list is full, the mismatch of the property was counted above.
                mismatches.add_entry(*entry)
        return result

    def _best_without_tag(self, value: dict[str, Any], mismatches: Mismatches) -> tuple[int | None, Any]:
        """Select the best variant for an object whose discriminator is absent or null.

        Return the number of mismatches and the variant's ObjectPlan; (None, None) if no variant fits.
        """
        key = id(value), self
        if key not in mismatches.scores:
            rest = {name: each for name, each in value.items() if name != self.json_name}
            objects = [each for each in self.best_fit.variants if isinstance(each, ObjectPlan)]
            scores = [each.score(rest, mismatches, absent=self.json_name) for each in objects]
            fitting = [(score, number) for number, score in enumerate(scores) if score is not None]
            best = min(fitting, default=None)
            mismatches.scores[key] = (None, None) if best is None else (best[0], objects[best[1]])
        return mismatches.scores[key]

    def score(self, value: Any, mismatches: Mismatches) -> int | None:
        if type(value) is not dict:
            return None
        variant = self._variant_of(value)
        if variant is not None:
            return variant.score(value, mismatches)
        tag = value.get(self.json_name)
        if tag is None:
            score, _ = self._best_without_tag(value, mismatches)
            return None if score is None else score + 1
        return 1 if isinstance(tag, str | int) else None


def _shown_names(variant: TypePlan) -> list[str]:
    """Return the names by which mismatches show a variant of a union, such as ["Cat"] or ["array of Cat"].

    If the variant is itself a union with a discriminator, return the names of that union's model classes.
    """
    if isinstance(variant, ObjectPlan):
        return [variant.cls.__name__]
    if isinstance(variant, (ArrayPlan, MapPlan)):
        inner = variant.inner.cls.__name__ if isinstance(variant.inner, ObjectPlan) else variant.inner.expected
        return [f"{variant.expected} of {inner}"]
    if isinstance(variant, DiscriminatedUnionPlan):
        return [name for each in variant.best_fit.variants for name in _shown_names(each)]
    return [variant.expected]


def _tag_text(tag: Any) -> str:
    """Return the value of a discriminator as in the keys of its `mapping`, such as "1" for 1 and "true" for True.

    The result is "" for a value that no key can equal, such as a list.
    """
    if isinstance(tag, bool):
        return "true" if tag else "false"
    if isinstance(tag, float) and tag.is_integer():
        tag = int(tag)
    return str(tag) if isinstance(tag, int) and tag.bit_length() <= MAX_QUOTED_VALUE_CHARS else ""


def _read_without_learning(plan: TypePlan, value: Any, location: Location, mismatches: Mismatches) -> Any:
    """Convert JSON data like `plan.read`, but do not make later decoders accept the mismatches that are found here."""
    # A variant that accepts more than the contract documents could accept values of a different variant.
    is_learning, mismatches.is_learning = mismatches.is_learning, False
    result = plan.read(value, location, mismatches)
    mismatches.is_learning = is_learning
    return result
