"""Comparison of schema constraints such as `maxLength`. A changed constraint is tightened, loosened, or neither."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from specloop.openapi.schema_keywords import Constraints, bound_of

ConstraintChange: TypeAlias = Literal["tightened", "loosened", "changed"]


def compare_constraints(old: Constraints, new: Constraints) -> Iterator[tuple[str, ConstraintChange]]:
    """Compare the constraints of two schemas. Yield each changed keyword, with the kind of change.

    For example, `maxLength` 10 and 5 result in `("maxLength", "tightened")`. A new constraint is "tightened", and a
    removed one is "loosened". If neither value is tighter, as for two patterns, the kind is "changed".
    """
    for keyword in sorted({*old, *new}):
        before, after = old.get(keyword), new.get(keyword)
        if before == after:
            continue
        bound = bound_of(keyword)
        if before is None or (after is not None and bound.is_tighter(before, after)):
            yield keyword, "tightened"
        elif after is None or bound.is_tighter(after, before):
            yield keyword, "loosened"
        else:
            yield keyword, "changed"


def constraint_as_json(keyword: str, value: Any) -> Any:
    """Return the value of a constraint as JSON data, for reports.

    The limits of numbers become text: `>= 1` for `minimum: 1`, and `> 1` for `exclusiveMinimum: 1`.
    """
    if value is None or isinstance(value, bool):
        return value
    if keyword in {"minimum", "maximum"}:
        bound, is_upper = value
        is_exclusive = is_upper is (keyword == "minimum")
        return f"{'>' if keyword == 'minimum' else '<'}{'' if is_exclusive else '='} {bound}"
    if keyword == "multipleOf":
        numbers = sorted(value)
        steps = [int(each) if each.denominator == 1 else float(each) for each in numbers]
        return steps[0] if len(steps) == 1 else steps
    if isinstance(value, frozenset):
        texts = [json.loads(each) for each in sorted(value)]
        return texts[0] if len(texts) == 1 else texts
    return value
