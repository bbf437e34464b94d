"""Translation of edits from the normalized contract, which is in the form of OpenAPI 3.1, to the contract as written.

For a contract in OpenAPI 3.0, for example, `type: [T, "null"]` becomes `type: T, nullable: true`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from specloop.drift.fixes.edits import AppendItem, Edit, Fix, RemoveNode, ReplaceKey, SetKey
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer
from specloop.openapi.normalize import EXCLUSIVE_BOUNDS, is_openapi_3_0, source_pointer
from specloop.openapi.schema_facts import NULL_SCHEMA
from specloop.openapi.schema_keywords import UNION_KEYWORDS


def written_edits(contract: Document, normalized: Document, fix: Fix) -> list[Edit]:
    """Return the edits that a fix makes in `contract`, in the contract's own OpenAPI version.

    The fix itself builds edits of `normalized`, the same contract converted to OpenAPI 3.1; these edits are translated.
    """
    edits: list[Edit] = []
    for edit in fix(normalized):
        own = _with_one_example(edit, replace(edit, pointer=source_pointer(normalized, edit.pointer)))
        edits += _in_openapi_3_0(contract, own) if is_openapi_3_0(contract.data) else [own]
    return [edit for number, edit in enumerate(edits) if edit not in edits[:number]]


def _with_one_example(edit: Edit, own: Edit) -> Edit:
    """Return the edit `own` of the contract as written, whose schema may have `example` where `edit` has `examples`."""
    if not isinstance(edit, SetKey) or (edit.pointer[-1], own.pointer[-1]) != ("examples", "example"):
        return own
    if len(edit.value) == 1:
        return SetKey(own.pointer, edit.value[0])
    return ReplaceKey(own.pointer, "examples", edit.value)


def _in_openapi_3_0(contract: Document, edit: Edit) -> Iterator[Edit]:
    """Translate an edit to OpenAPI 3.0.

    For example, setting `type` to `[string, "null"]` becomes setting `nullable` to true.
    """
    schema, keyword = edit.pointer[:-1], edit.pointer[-1]
    match edit:
        case SetKey(value=str() | list() as types) if keyword == "type":
            yield from _set_type(contract, schema, types if isinstance(types, list) else [types])
        case SetKey(value=int() | float() as bound) if keyword in EXCLUSIVE_BOUNDS:
            yield SetKey((*schema, EXCLUSIVE_BOUNDS[str(keyword)]), bound, after="type")
            yield SetKey(edit.pointer, True, after=EXCLUSIVE_BOUNDS[str(keyword)])  # noqa: FBT003
        case ReplaceKey(key="anyOf", value=[{"$ref": _} as reference, *_]) if keyword == "$ref":
            yield ReplaceKey(edit.pointer, "allOf", [reference])
            yield from _set_nullable(contract, schema, after="allOf")
        case ReplaceKey(key="anyOf") if keyword == "allOf":
            yield from _set_nullable(contract, schema, after="allOf")
        case SetKey(value=[first, *_]) if keyword == "examples":  # OpenAPI 3.0 has only `example`.
            yield SetKey((*schema, "example"), first)
        case ReplaceKey(value=[first, *_], key="examples"):
            yield SetKey((*schema, "example"), first)
        case AppendItem(value=None) if keyword == "enum":
            yield edit
            yield from _set_nullable(contract, schema)
        case AppendItem(value={"type": "null"}) if keyword in UNION_KEYWORDS:
            yield from _set_nullable(contract, schema, after=str(keyword))
        case SetKey() | AppendItem() | ReplaceKey():
            yield replace(edit, value=_schema_in_openapi_3_0(edit.value))
        case _:
            yield edit


def _set_type(contract: Document, schema: JsonPointer, types: list[str]) -> Iterator[Edit]:
    known = contract.value(schema)
    others = [each for each in types if each != "null"]
    if len(others) > 1:
        yield ReplaceKey((*schema, "type"), "anyOf", _variants(types))
        if "nullable" in known:
            yield RemoveNode((*schema, "nullable"))
        return
    if others and known.get("type") != others[0]:
        yield SetKey((*schema, "type"), others[0], after="type")
    if "null" in types:
        yield from _set_nullable(contract, schema)
    elif known.get("nullable") is True:
        yield RemoveNode((*schema, "nullable"))


def _variants(types: list[str]) -> list[dict[str, Any]]:
    """Return one schema for each type, as OpenAPI 3.0 has neither lists of types nor the type null.

    For example, `[string, integer, "null"]` -> `{type: string, nullable: true}` and `{type: integer}`.
    """
    first, *rest = (each for each in types if each != "null")
    return [{"type": first, **({"nullable": True} if "null" in types else {})}, *({"type": each} for each in rest)]


def _set_nullable(contract: Document, schema: JsonPointer, after: str = "type") -> Iterator[Edit]:
    if contract.value(schema).get("nullable") is not True:
        yield SetKey((*schema, "nullable"), True, after=after)  # noqa: FBT003


def _schema_in_openapi_3_0(value: Any) -> Any:
    """Return a copy of a value in which lists of types and null types have the form of OpenAPI 3.0, at every level."""
    if isinstance(value, list):
        return [_schema_in_openapi_3_0(each) for each in value]
    if not isinstance(value, dict):
        return value
    result: dict[str, Any] = {}
    for keyword, each in value.items():
        if keyword == "type" and isinstance(each, list):
            variants = _variants(each)
            result |= {"anyOf": variants} if len(variants) > 1 else variants[0]
        elif keyword in UNION_KEYWORDS and NULL_SCHEMA in each:
            result |= {
                keyword: _schema_in_openapi_3_0([item for item in each if item != NULL_SCHEMA]),
                "nullable": True,
            }
        else:
            result[keyword] = _schema_in_openapi_3_0(each)
    return result
