"""Building of TypePlans from the annotations of model classes, and of CompiledPlans, which decode responses.

A TypePlan describes how values of one type are decoded and encoded. A CompiledPlan has the decoders of a response type.
msgspec decodes a response in C to structs, which have a field for each property. Then functions that are compiled once
per class convert the structs to models.

Strict structs accept only what the contract documents. A response that they reject is decoded again, to plain data, and
read property by property to find the mismatches. The plans record these differences, within limits. Extended structs
then accept responses with the same differences. A Shape states for which types a decoder uses extended structs.

The annotations of the model classes are the single source of the types.
"""

from __future__ import annotations

import re
import threading
import types
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

import msgspec

from ._enums import OpenIntEnum, OpenStrEnum
from ._object_plans import NO_EXTENSION, ObjectPlan
from ._plan_code import STRICT, FunctionWriter, Place, Shape, namespace, register, run
from ._type_plans import (
    SCALARS,
    ArrayPlan,
    BooleanConstantPlan,
    EnumPlan,
    JsonTypeUnionPlan,
    MapPlan,
    NullablePlan,
    TypePlan,
)
from ._types import Discriminator, Unset
from ._union_plans import BestFitUnionPlan, DiscriminatedUnionPlan, ObjectUnionPlan

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CompiledPlan",
    "compiled_plan",
    "is_model",
    "model_properties",
    "object_plan",
    "to_struct_function",
    "to_struct_functions",
    "type_plan",
    "used_plans",
]

PAGES_BEFORE_EXTENSION = 2  # After this many responses with mismatches, extended structs are defined.


class ExtendedDecoder:
    """A decoder for responses that differ from the contract in the same ways as earlier responses.

    It decodes JSON to extended structs: msgspec structs that accept these known differences. The function `to_model`
    then converts the structs to models, and records the differences as mismatches.
    """

    def __init__(self, plan: TypePlan, shape: Shape, parts: Iterable[TypePlan]) -> None:
        _compile(parts, shape)
        self.decode = msgspec.json.Decoder(_evaluated_struct(plan, shape)).decode
        self.to_model = _converter(plan, shape)


class CompiledPlan:
    """The decoders of one response type. They decode JSON to structs, i.e. instances of msgspec classes.

    The first decoder has strict structs, which accept only what the contract documents. After several responses with
    mismatches, there is also an ExtendedDecoder, which accepts the differences that the server sends.
    """

    def __init__(self, plan: TypePlan) -> None:
        self.plan = plan
        _compile(used_plans(plan), STRICT)
        self.struct = _evaluated_struct(plan, STRICT)
        self.decode = msgspec.json.Decoder(self.struct).decode
        self.to_model = _converter(plan, STRICT)
        self.extended: ExtendedDecoder | None = None
        self.expects_mismatches = False
        """Whether the next response is decoded with the extended structs, since the last one had mismatches."""
        self._refused = 0
        self._refused_before_extension = PAGES_BEFORE_EXTENSION
        self._shape = STRICT

    def extend(self) -> None:
        """Count a response with new differences from the contract. If there were enough, build a new ExtendedDecoder.

        The new decoder also accepts the differences that were found so far. After each new decoder, twice as many
        responses are required for the next one. So a server that sends new properties in each response does not cause
        endless rebuilding.
        """
        self._refused += 1
        if self._refused < self._refused_before_extension:
            return
        with _lock:
            parts = _extensible_plans(self.plan)
            shape = _extended_shape(parts, f"_{len(vars(namespace))}")
            if shape.extended and shape[1:] != self._shape[1:]:
                self.extended = ExtendedDecoder(self.plan, shape, [each for each in parts if each in shape.extended])
                self.expects_mismatches = True
                self._shape = shape
                self._refused = 0
                self._refused_before_extension *= 2


def _reachable(plan: TypePlan, following: Callable[[TypePlan], Iterable[TypePlan]]) -> list[TypePlan]:
    """Return a plan and all plans that can be reached from it by repeated calls of `following`.

    Args:
        plan: The first plan. A plan describes how values of one type are decoded.
        following: A function that returns the plans directly after a plan, such as those of a model's properties.
    """
    found = {plan: None}
    waiting = [plan]
    while waiting:
        new = [each for each in following(waiting.pop()) if each not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return [*found]


def used_plans(plan: TypePlan) -> list[TypePlan]:
    """Return the plan of a type and the plans of all types inside it, such as those of a model's properties.

    A plan describes how values of one type are decoded.
    """
    return _reachable(plan, lambda each: each.used())


def _extensible_plans(plan: TypePlan) -> list[TypePlan]:
    """Return the plan of a response type and the plans inside it, as far as later decoders may accept mismatches there.

    A plan describes how values of one type are decoded. The types inside a union without a discriminator are omitted: a
    decoder that accepted mismatches there could confuse the union's variants.

    Args:
        plan: The plan of the response type.
    """
    return _reachable(plan, lambda each: each.parts() if each.is_extensible else ())


def _extended_shape(parts: list[TypePlan], suffix: str) -> Shape:
    """Return the Shape of a new decoder, which accepts all differences from the contract that were found so far.

    A Shape tells which msgspec struct a decoder uses for each model class.

    Args:
        parts: The plans of the response type and of the types inside it. Each plan describes how values of one type are
            decoded, and has the differences that were found in these values.
        suffix: The end of the names of the new structs, such as "_42".
    """
    extensions = {each: each.extension for each in parts if isinstance(each, ObjectPlan)}
    extensions = {each: extension for each, extension in extensions.items() if extension != NO_EXTENSION}
    containers: dict[TypePlan, list[TypePlan]] = {}
    for each in parts:
        if each.is_extensible:
            for part in each.parts():
                containers.setdefault(part, []).append(each)
    extended: set[TypePlan] = set()
    waiting: list[TypePlan] = [
        *extensions,
        *(each for each in parts if isinstance(each, EnumPlan) and each.is_extended),
    ]
    while waiting:
        each = waiting.pop()
        if each not in extended:
            extended.add(each)
            waiting += containers.get(each, [])
            if isinstance(each, ObjectUnionPlan):
                waiting += each.parts()  # All variants of a union share a function, so all are extended.
    return Shape(suffix, frozenset(extended), extensions)


def _compile(parts: Iterable[TypePlan], shape: Shape) -> None:
    """Define the msgspec structs of a decoder, and the functions that convert these structs to models.

    Args:
        parts: The plans of the response type and of the types inside it. A plan describes how values of one type are
            decoded.
        shape: Tells which struct the decoder uses for each model class: one that accepts only what the contract
            documents, or one that also accepts known differences.
    """
    unions = [each for each in parts if isinstance(each, ObjectUnionPlan)]
    # The property `tagged` adds tags to plans, and `compile` defines a struct for each tag. So `tagged` is read first.
    tagged = [each.tagged for each in unions if each.tagged is not None]
    for each in parts:
        if isinstance(each, ObjectPlan):
            each.compile(shape)
    for structs in tagged:
        structs.link(shape)
    for union in unions:
        if isinstance(union, BestFitUnionPlan) and union.merged is not None:
            union.merged.define()
    for union in unions:
        union.variant_converter = _variant_converter


def _variant_converter(variant: TypePlan) -> Callable[[Any], Any]:
    """Return a function that converts JSON data to a model of one variant of a union.

    The function raises msgspec.ValidationError if the data does not match the variant.

    Args:
        variant: The plan of the variant, which describes how its values are decoded.
    """
    with _lock:
        compiled = CompiledPlan(variant)
    return lambda value: compiled.to_model(msgspec.convert(value, compiled.struct))


def _evaluated_struct(plan: TypePlan, shape: Shape) -> Any:
    return eval(plan.struct_type(shape), vars(namespace))  # noqa: S307 - written by the plans above


def _converter(plan: TypePlan, shape: Shape) -> Callable[..., Any]:
    """Generate and return the function that converts a response, as msgspec has decoded it, to models.

    msgspec decodes JSON objects to structs, i.e. instances of msgspec classes.

    Args:
        plan: The plan of the response type, which describes how its values are decoded.
        shape: Tells which struct the decoder uses for each model class. A struct may accept known differences from the
            contract.
    """
    writer = FunctionWriter(shape)
    writer.line(f"return {plan.write_to_model(writer, 'x', Place('l', 'l.parent, l.step'))}")
    name = register(None, "to_model")
    run(writer.source(f"def {name}({'x, l, m' if shape.suffix else 'x'}):"))
    function: Callable[..., Any] = vars(namespace)[name]
    return function


# --- the plans of types: each plan is built once ---


def compiled_plan(type_: Any) -> CompiledPlan:
    """Return the CompiledPlan, i.e. the decoders, of a response type. It is compiled on first use.

    The type is a model class, or a type such as `list[Thing]` or `Cat | Dog` that contains model classes.
    """
    compiled = _compiled_plans.get(type_)
    if compiled is None:
        with _lock:
            compiled = _compiled_plans.setdefault(type_, CompiledPlan(_plan_for(type_)))
    return compiled


def type_plan(type_: Any) -> TypePlan:
    """Return the plan of a type, which describes how its values are decoded and encoded."""
    with _lock:
        return _plan_for(type_)


def object_plan(cls: type[Any]) -> ObjectPlan:
    """Return the plan of a model class, which describes how its objects are decoded and encoded."""
    type_plan(cls)
    return _object_plans[cls]


def to_struct_function(cls: type[Any]) -> Callable[[Any], Any]:
    """Return the function that converts models of a class to msgspec structs. msgspec can encode these structs."""
    function = to_struct_functions.get(cls)
    if function is None:
        with _lock:
            _compile(used_plans(_plan_for(cls)), STRICT)
            function = to_struct_functions.setdefault(cls, vars(namespace)[f"{_object_plans[cls].name}_to_struct"])
    return function


def model_properties(cls: type[Any]) -> list[tuple[str, str, bool, bool]]:
    """Return the properties of a model class, each as a tuple such as ("born_on", "bornOn", True, True).

    The tuple has the attribute name, the JSON name and two flags. The first flag is True for a date; the second also
    for a list or dict of dates. If the second is True, a datetime in the property is sent as its date.
    """
    found = _model_properties.get(cls)
    if found is None:
        to_struct_function(cls)
        types = [(each, each.plan.struct_type(STRICT)) for each in _object_plans[cls].properties]
        found = _model_properties[cls] = [
            (each.name, each.json_name, type_ in ("date", "Optional[date]"), bool(_ONLY_DATES.fullmatch(type_)))
            for each, type_ in types
        ]
    return found


_ONLY_DATES = re.compile(r"(?:(?:Optional|list|dict)\[(?:str, )?)*date\]*")


def is_model(type_: Any) -> bool:
    """Return whether a type is a model class."""
    return isinstance(type_, type) and hasattr(type_, "__attrs_attrs__")


def _plan_for(type_: Any) -> TypePlan:
    if type_ in SCALARS:
        return SCALARS[type_]
    if is_model(type_):
        if type_ not in _object_plans:
            # Store the plan before `complete` reads the properties, because a property may refer to the class.
            plan = _object_plans[type_] = ObjectPlan(type_)
            plan.complete(_plan_for)
        return _object_plans[type_]
    if isinstance(type_, type) and issubclass(type_, OpenStrEnum | OpenIntEnum):
        return EnumPlan([each.value for each in type_], type_)
    origin, arguments = get_origin(type_), get_args(type_)
    if origin in (list, dict):
        return (ArrayPlan if origin is list else MapPlan)(_plan_for(arguments[-1]))
    if origin is Literal:
        return _literal_plan(arguments)
    if origin in (Annotated, Union, types.UnionType):
        discriminators: tuple[Discriminator, ...] = ()
        if origin is Annotated:
            union, *rules = arguments
            arguments, discriminators = get_args(union), tuple(rules)
        variants = tuple(each for each in arguments if each is not Unset)
        key = variants, discriminators
        # Equal unions share one plan. So a value is compared with the variants of a union only once, even if several
        # types contain the union.
        return _union_plans.get(key) or _union_plans.setdefault(key, _union_plan(variants, discriminators))
    raise TypeError(f"no plan for {type_!r}")


def _literal_plan(values: tuple[Any, ...]) -> TypePlan:
    booleans = [value for value in values if isinstance(value, bool)]
    others = [value for value in values if not isinstance(value, bool)]
    if others and booleans:
        return JsonTypeUnionPlan([EnumPlan(others, None), _literal_plan(tuple(booleans))])
    if others:
        return EnumPlan(others, None)
    return BooleanConstantPlan(constant=booleans[0]) if len(booleans) == 1 else SCALARS[bool]


def _union_plan(types_: Sequence[Any], discriminators: Iterable[Discriminator]) -> TypePlan:
    if {int, float} <= set(types_):  # `int | float` is the JSON type number.
        types_ = [float, *(each for each in types_ if each not in (int, float))]
    variants = [_plan_for(each) for each in types_ if each is not type(None)] or [SCALARS[None]]
    is_nullable = type(None) in types_
    for discriminator in discriminators:
        variants = _discriminate(variants, discriminator)
    if len(variants) == 1:
        return NullablePlan(variants[0]) if is_nullable else variants[0]
    kinds = [kind for variant in variants for kind in variant.kinds]
    has_distinct_types = all(variant.kinds for variant in variants) and len(kinds) == len(set(kinds))
    plan = JsonTypeUnionPlan(variants) if has_distinct_types else BestFitUnionPlan(variants)
    return NullablePlan(plan) if is_nullable else plan


def _discriminate(variants: list[TypePlan], discriminator: Discriminator) -> list[TypePlan]:
    """Replace the variants of a union that a discriminator can select by one DiscriminatedUnionPlan of these variants.

    If the discriminator can select no variant, return `variants` unchanged.

    Args:
        variants: The plans of the union's variants. A plan describes how values of one type are decoded.
        discriminator: The property whose value selects a variant, and the model class for each of its values.

    Returns:
        The new plan, and the plans of the other variants.
    """
    objects = {each.cls.__name__: each for each in variants if isinstance(each, ObjectPlan)}
    mapping = {value: objects[name] for value, name in discriminator.mapping if name in objects}
    default = objects.get(discriminator.default or "")
    known = [*mapping.values(), *([default] if default else [])]
    if not mapping:
        return variants
    rest = [each for each in variants if each not in known]
    return [DiscriminatedUnionPlan(discriminator.json_name, mapping, default), *rest]


_lock = threading.RLock()
_compiled_plans: dict[Any, CompiledPlan] = {}
to_struct_functions: dict[type[Any], Callable[[Any], Any]] = {}
_object_plans: dict[type[Any], ObjectPlan] = {}
_model_properties: dict[type[Any], list[tuple[str, str, bool, bool]]] = {}
_union_plans: dict[Any, TypePlan] = {}
vars(namespace).update(to_struct_functions=to_struct_functions)
