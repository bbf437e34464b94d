"""Building of an `ir.Pagination` from the paging rule of an operation, either stated in the document or inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from specloop.codegen.ir import Pagination, Type
from specloop.codegen.type_mapping import ANY_TYPE
from specloop.errors import Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import parse_pointer
from specloop.openapi.operations import Operation
from specloop.openapi.pagination import PagingRule, paging_rule


def build_pagination(
    document: Document,
    operation: Operation,
    returns: Type,
    property_type: Callable[[Type, Iterable[str]], Type | None],
    problems: list[Problem],
) -> Pagination | None:
    """Build the `ir.Pagination` of an operation, or return None if the operation has no valid paging rule.

    Args:
        document: The OpenAPI document.
        operation: The operation.
        returns: The type to which a page is decoded.
        property_type: Returns the type of a property inside a type, by the path of JSON names; None if there is none.
        problems: The list to which errors in the paging rule are appended.
    """
    rule, errors = paging_rule(document.data, operation)
    problems.extend(Problem(document.place(error.pointer), error.message) for error in errors)
    if rule is None:
        return None
    holder = property_type(returns, parse_pointer(rule.items)) if rule.items else returns
    item = ANY_TYPE if holder == ANY_TYPE else holder and holder.item
    if item is None:
        if not rule.evidence:
            message = (
                f"x-pagination: items is {rule.items!r}; expected a JSON pointer to an array in the success response"
            )
            problems.append(Problem(document.place(rule.pointer), message))
        return None
    return Pagination(
        style=rule.style,
        parameter=rule.parameter,
        body_parameter=rule.body_parameter,
        size_parameter=rule.size_parameter,
        items=rule.items,
        total=rule.total,
        size=rule.size,
        next=rule.next,
        more=rule.more,
        first=rule.first,
        item=item,
    )


def describe_inference(rule: PagingRule) -> str:
    """Return a message that tells users how a paging rule was inferred and how to disable the inference."""
    return (
        f"paging rule inferred: style {rule.style}, from {rule.evidence}; "
        "`x-pagination: false` switches the inference off"
    )
