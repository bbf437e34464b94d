"""Conversion of arguments before they are sent: datetimes become dates where the contract has `format: date`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from copy import copy
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from ._encoder import is_plain_data
from ._object_plans import ObjectPlan, read_only_names
from ._schema_plans import is_model, object_plan, type_plan, used_plans
from ._type_plans import SCALARS, ArrayPlan, EnumPlan, JsonTypeUnionPlan, MapPlan, NullablePlan, TypePlan
from ._types import UNSET
from ._union_plans import BestFitUnionPlan, DiscriminatedUnionPlan

__all__ = ["with_dates"]

_UNCHANGED = (str, bytes, bytearray, memoryview, int, float, type(None))


def with_dates(value: Any, type_: Any) -> Any:
    """Return the value of an argument in which a date replaces each datetime that is documented as a date.

    Args:
        value: A datetime, a model, or dicts and lists that contain such values.
        type_: The documented type, such as `list[Thing]`.
    """
    return value if isinstance(value, _UNCHANGED) else _convert(value, _variants(type_plan(type_), value))


def _convert(value: Any, plans: Sequence[TypePlan]) -> Any:
    """Return a value in which dates replace the datetimes, at any depth, that are documented as dates.

    `plans` are the types that the contract allows for the value.
    """
    if isinstance(value, _UNCHANGED) or not plans or (type(value) in (dict, list) and is_plain_data(value)):
        return value
    if isinstance(value, datetime):
        is_date = SCALARS[date] in plans and SCALARS[datetime] not in plans
        return value.date() if is_date else value
    if is_model(type(value)):
        return _convert_model(value)
    if isinstance(value, Mapping):
        objects = _fitting_plans(value, plans)
        return {key: _convert_inner(item, [_value_plan(each, key) for each in objects]) for key, item in value.items()}
    arrays = [each for each in plans if isinstance(each, ArrayPlan)]
    if arrays and isinstance(value, Sequence | AbstractSet):
        inner = [each.inner for each in arrays]
        items = (_convert_inner(item, inner) for item in value)
        return tuple(items) if type(value) is tuple else list(items)
    return value


def _convert_inner(value: Any, plans: Sequence[TypePlan]) -> Any:
    """Convert a list item or property value like `_convert`. Unlike there, `plans` may contain unions."""
    if isinstance(value, _UNCHANGED) or not any(map(_has_dates, plans)):
        return value
    return _convert(value, [found for each in plans for found in _variants(each, value)])


def _convert_model(value: Any) -> Any:
    """Return a model in which a date replaces each datetime that is documented as a date.

    The result is a copy if a property changes, otherwise the same model.
    """
    result = value
    plan, properties = _dated_properties(type(value))
    for name, property_plan in properties:
        item = getattr(value, name)
        new = _convert_inner(item, [property_plan])
        if new is not item:
            result = copy(value) if result is value else result
            setattr(result, name, new)
    if value._extra and _has_dates(plan.additional):
        extra = {key: _convert_inner(item, [plan.additional]) for key, item in value._extra.items()}
        result = copy(value) if result is value else result
        result.additional_properties = extra
    return result


def _dated_properties(cls: type[Any]) -> tuple[ObjectPlan, list[tuple[str, TypePlan]]]:
    """Return the TypePlan of a model class, and the names and TypePlans of the attributes that can contain dates."""
    found = _dated_classes.get(cls)
    if found is None:
        plan = object_plan(cls)
        found = plan, [(each.name, each.plan) for each in plan.properties if _has_dates(each.plan)]
        _dated_classes[cls] = found
    return found


_dated_classes: dict[type[Any], tuple[ObjectPlan, list[tuple[str, TypePlan]]]] = {}


@cache
def _has_dates(plan: TypePlan) -> bool:
    """Return whether values of a type can contain dates, at any depth."""
    return SCALARS[date] in used_plans(plan)


def _variants(plan: TypePlan, value: Any) -> list[TypePlan]:
    """Return the variants of a union (`oneOf`, `anyOf`) that `value` may match. For any other type, return only `plan`.

    If the discriminator property in `value` names one variant, return only this variant.
    """
    return [*dict.fromkeys(_iter_variants(plan, value))]


def _iter_variants(plan: TypePlan, value: Any) -> Iterator[TypePlan]:
    inner: Iterable[TypePlan]
    if isinstance(plan, NullablePlan):
        inner = (plan.inner,)
    elif isinstance(plan, JsonTypeUnionPlan | BestFitUnionPlan):
        inner = plan.variants
    elif isinstance(plan, DiscriminatedUnionPlan):
        tag = value.get(plan.json_name) if isinstance(value, Mapping) else None
        inner = plan.choose({plan.json_name: tag.value if isinstance(tag, Enum) else tag}) or plan.used()
    else:
        yield plan
        return
    for each in inner:
        yield from _iter_variants(each, value)


def _fitting_plans(value: Mapping[str, Any], plans: Iterable[TypePlan]) -> list[ObjectPlan | MapPlan]:
    """Return those of the models and dict types in `plans` that a dict matches; if none match, return all."""
    objects = [each for each in plans if isinstance(each, ObjectPlan | MapPlan)]
    if len(objects) == 1:
        return objects
    fitting = [each for each in objects if isinstance(each, MapPlan) or _fits(value, each)]
    return fitting or objects


def _fits(value: Mapping[str, Any], plan: ObjectPlan) -> bool:
    """Return whether a dict matches a model class by its property names and its constants (`const`).

    The dict must have all required properties. It may have undocumented ones if the class has additional properties.
    """
    names = {name for name, item in value.items() if item is not UNSET}
    hidden = read_only_names.get(plan.cls, ())
    required = {each.json_name for each in plan.required if each.name not in hidden}
    if not required <= names or not (plan.cls._open or names <= plan.by_json_name.keys()):
        return False
    for name in names & plan.by_json_name.keys():
        known = plan.by_json_name[name][-1]
        if isinstance(known, EnumPlan) and len(known.known) == 1 and value[name] not in [*known.known]:
            return False
    return True


def _value_plan(plan: ObjectPlan | MapPlan, name: str) -> TypePlan:
    """Return the type of the property `name` in a model, or of the values in a dict type.

    For a property that the model does not document, return the type of `additionalProperties`.
    """
    if isinstance(plan, ObjectPlan):
        return plan.by_json_name[name][-1] if name in plan.by_json_name else plan.additional
    return plan.inner
