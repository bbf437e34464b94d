"""Building of TypePlans from the annotations of model classes, and of CompiledPlans, which decode responses.

A TypePlan decodes and encodes the values of one type. A CompiledPlan has the decoders of a response type: msgspec
decodes JSON to structs (instances of msgspec classes), and generated functions convert the structs to models.

If several responses differ from the contract (have mismatches), the CompiledPlan gets a second decoder that accepts
these differences.
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
    """A decoder that also accepts the mismatches (differences from the contract) of earlier responses.

    `decode` converts JSON to msgspec structs. `to_model` converts the structs to models and records the mismatches.
    """

    def __init__(self, plan: TypePlan, shape: Shape, parts: Iterable[TypePlan]) -> None:
        _compile(parts, shape)
        self.decode = msgspec.json.Decoder(_evaluated_struct(plan, shape)).decode
        self.to_model = _converter(plan, shape)


class CompiledPlan:
    """The msgspec decoders of one response type.

    `decode` accepts only what the contract documents. If several responses differ from it, `extended` becomes a second
    decoder that also accepts these differences, which speeds up later responses.
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
        """Count a response that the decoders rejected. After several, build an ExtendedDecoder for such responses."""
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
                # So a server that sends new properties in each response does not cause endless rebuilding.
                self._refused_before_extension *= 2


def _reachable(plan: TypePlan, following: Callable[[TypePlan], Iterable[TypePlan]]) -> list[TypePlan]:
    """Return `plan`, the plans that `following(plan)` returns, those that it returns for these, and so on."""
    found = {plan: None}
    waiting = [plan]
    while waiting:
        new = [each for each in following(waiting.pop()) if each not in found]
        found.update(dict.fromkeys(new))
        waiting += new
    return [*found]


def used_plans(plan: TypePlan) -> list[TypePlan]:
    """Return the TypePlans of a type and of all types inside it, such as those of a model's properties."""
    return _reachable(plan, lambda each: each.used())


def _extensible_plans(plan: TypePlan) -> list[TypePlan]:
    """Return the TypePlans of a response type and of the types inside it, whose decoders may accept mismatches.

    Omit the variants of unions without a discriminator.
    """
    # A decoder that accepts mismatches inside a union without a discriminator could confuse the union's variants.
    return _reachable(plan, lambda each: each.parts() if each.is_extensible else ())


def _extended_shape(parts: list[TypePlan], suffix: str) -> Shape:
    """Return the Shape of a new decoder: which types get a struct that accepts the mismatches received so far.

    The names of these new struct classes end with `suffix`, such as "_42".
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
    """Define the msgspec structs for the model classes in `parts`, and the functions that convert them to models.

    `shape` states which of the structs also accept differences from the contract that earlier responses had.
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
    """Return a function that converts JSON data to one variant of a union.

    The function raises msgspec.ValidationError if the data does not match the variant.
    """
    with _lock:
        compiled = CompiledPlan(variant)
    return lambda value: compiled.to_model(msgspec.convert(value, compiled.struct))


def _evaluated_struct(plan: TypePlan, shape: Shape) -> Any:
    return eval(plan.struct_type(shape), vars(namespace))  # noqa: S307 - written by the plans above


def _converter(plan: TypePlan, shape: Shape) -> Callable[..., Any]:
    """Generate the function that converts a response from msgspec structs, which `shape` selects, to models."""
    writer = FunctionWriter(shape)
    writer.line(f"return {plan.write_to_model(writer, 'x', Place('l', 'l.parent, l.step'))}")
    name = register(None, "to_model")
    run(writer.source(f"def {name}({'x, l, m' if shape.suffix else 'x'}):"))
    function: Callable[..., Any] = vars(namespace)[name]
    return function


# --- the plans of types: each plan is built once ---


def compiled_plan(type_: Any) -> CompiledPlan:
    """Return the decoders of a response type, such as `list[Thing]` or `Cat | Dog`. They are built on first use."""
    compiled = _compiled_plans.get(type_)
    if compiled is None:
        with _lock:
            compiled = _compiled_plans.setdefault(type_, CompiledPlan(_plan_for(type_)))
    return compiled


def type_plan(type_: Any) -> TypePlan:
    """Return the TypePlan of a type, which decodes and encodes its values."""
    with _lock:
        return _plan_for(type_)


def object_plan(cls: type[Any]) -> ObjectPlan:
    """Return the ObjectPlan of a model class, which decodes and encodes its objects."""
    type_plan(cls)
    return _object_plans[cls]


def to_struct_function(cls: type[Any]) -> Callable[[Any], Any]:
    """Return the function that converts models of a class to msgspec structs, which msgspec can encode."""
    function = to_struct_functions.get(cls)
    if function is None:
        with _lock:
            _compile(used_plans(_plan_for(cls)), STRICT)
            function = to_struct_functions.setdefault(cls, vars(namespace)[f"{_object_plans[cls].name}_to_struct"])
    return function


def model_properties(cls: type[Any]) -> list[tuple[str, str, bool, bool]]:
    """Return the properties of a model class, each as a tuple such as ("born_on", "bornOn", True, True).

    The tuple has the attribute name, the JSON name, whether the property is a date, and whether it is or contains
    dates.
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
    """Merge the variants in a discriminator's mapping to one DiscriminatedUnionPlan. Return it and the other variants.

    Return `variants` unchanged if none is in the mapping.
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
