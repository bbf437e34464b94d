"""An operation's `x-pagination` in -> Pagination, or Problems with places, out.

x-pagination:
  style: page | offset | cursor     how a client asks for what comes next
  parameter: page                   the query parameter that says so
  size-parameter: take              the query parameter for the number of items on a page (optional)
  items: ""                         JSON pointer, in the body, of the array; "" is the body itself
  total: {header: name}             how many items there are in all, or {body: /pointer} (optional)
  size: {header: name}              how many items a page holds, as the server applied it (optional)
  next: {body: /pointer}            the next cursor; required by, and only for, style cursor
  first: 1                          the number of the first page, for style page (optional)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from specloop.codegen.ir import Pagination, Type
from specloop.codegen.type_mapping import ANY
from specloop.errors import Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer
from specloop.openapi.operations import Operation

STYLES = ("page", "offset", "cursor")
KEYS = ("style", "parameter", "size-parameter", "items", "total", "size", "next", "first")


def read(
    contract: Document,
    source: Operation,
    returns: Type,
    member_type: Callable[[Type, Iterable[str]], Type | None],
    problems: list[Problem],
) -> Pagination | None:
    """Read the paging rule of an operation; what is wrong with it is added to `problems`."""
    rule = source.node.get("x-pagination")
    if rule is None:
        return None
    pointer = (*source.pointer, "x-pagination")
    found = list(_faults(rule, source, pointer))
    if not found:
        items = rule.get("items", "")
        holder = member_type(returns, _steps(items)) if items else returns
        item = _item(holder)
        if item is not None:
            return Pagination(
                style=rule["style"],
                parameter=rule["parameter"],
                size_parameter=rule.get("size-parameter"),
                items=items,
                total=_source(rule.get("total")),
                size=_source(rule.get("size")),
                next=_source(rule.get("next")),
                first=rule.get("first", 1),
                item=item,
            )
        found.append((pointer, f"items is {items!r}; expected a JSON pointer to an array in the success response"))
    problems.extend(Problem(contract.place(place), f"x-pagination: {message}") for place, message in found)
    return None


def _faults(rule: Any, source: Operation, pointer: JsonPointer) -> Iterable[tuple[JsonPointer, str]]:
    if not isinstance(rule, dict):
        yield pointer, f"is {type(rule).__name__}; expected a map with {', '.join(KEYS)}"
        return
    for key in rule:
        if key not in KEYS:
            yield (*pointer, key), f"{key!r} is not known; expected one of {', '.join(KEYS)}"
    if rule.get("style") not in STYLES:
        yield (*pointer, "style"), f"style is {rule.get('style')!r}; expected one of {', '.join(STYLES)}"
    if (rule.get("style") == "cursor") != ("next" in rule):
        yield pointer, "next says where the next cursor is; expected with style cursor, and only there"
    if type(rule.get("first", 1)) is not int or ("first" in rule and rule.get("style") != "page"):
        yield (*pointer, "first"), f"first is {rule['first']!r}; expected a whole number, and only with style page"
    yield from _name_faults(rule, source, pointer)
    if not isinstance(rule.get("items", ""), str):
        yield (*pointer, "items"), f"items is {rule['items']!r}; expected a JSON pointer"
    for key in ("total", "size", "next"):
        if key in rule and _source(rule[key]) is None:
            yield (*pointer, key), f"{key} is {rule[key]!r}; expected {{header: name}} or {{body: /pointer}}"


def _name_faults(rule: JsonObject, source: Operation, pointer: JsonPointer) -> Iterable[tuple[JsonPointer, str]]:
    query = [each.node["name"] for each in source.parameters if each.node["in"] == "query"]
    known = ", ".join(map(str, query)) or "none is declared"
    for key in ("parameter", "size-parameter"):
        value = rule.get(key)
        if value not in query and (key == "parameter" or value is not None):
            message = f"{key} is {value!r}; expected a query parameter of the operation ({known})"
            yield (*pointer, key), message


def _source(value: Any) -> tuple[str, str] | None:
    if isinstance(value, dict) and len(value) == 1:
        ((kind, name),) = value.items()
        if kind in {"header", "body"} and isinstance(name, str):
            return kind, name
    return None


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.removeprefix("/").split("/")]


def _item(holder: Type | None) -> Type | None:
    if holder is None:
        return None
    if holder == ANY:
        return ANY
    return holder.item
