"""Schemas, parameters and operations in -> the sentences that docstrings say of them out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from specloop.codegen.escaping import sentence
from specloop.codegen.ir import Method, Security
from specloop.openapi.json_pointer import JsonObject, Resolved, resolve_ref
from specloop.openapi.operations import parameter_schema


def description_of(node: Any) -> str:
    """Give a node's own description, or its title; what is no map has neither."""
    if not isinstance(node, dict):
        return ""
    return str(node.get("description") or node.get("title") or "").strip()


def describe_operation(node: JsonObject, notes: Sequence[str]) -> str:
    """Give an operation's text: its summary, what the description adds, and what there is to know besides."""
    spoken = [str(node.get(key) or "").strip() for key in ("summary", "description")]
    parts = [sentence(part) for part in spoken[:1]] + spoken[1:]
    parts = [part for part in parts if part] or ["Call the operation."]
    return "\n\n".join([*parts, *(["Deprecated."] if node.get("deprecated") else []), *notes])


def describe_other_bodies(media_types: Sequence[str]) -> Iterator[str]:
    """Say in which media types a request body may be sent, but not by the method."""
    if media_types:
        yield f"The API takes {_join_or(media_types)}, too; for that there is the client's `request()`."


def describe_other_responses(media_types: Sequence[str]) -> Iterator[str]:
    """Say in which media types the answer may come, if one asks for them."""
    if media_types:
        ask = f'`extra_headers={{"Accept": "{media_types[0]}"}}`'
        yield (
            f"The API answers in {_join_or(media_types)}, too: ask for it with {ask}, and read the `content` of "
            "`with_raw_response`."
        )


def _join_or(words: Sequence[str]) -> str:
    return " or ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def describe_property(document: JsonObject, schema: JsonObject) -> str:
    """Give what is known of a member: its description and its limits."""
    parts = [sentence(description_of(schema)), *_describe_constraints(document, schema)]
    if schema.get("deprecated") is True:
        parts.append("Deprecated.")
    return " ".join(filter(None, parts)).strip()


def append_sentences(text: str, told: Iterable[str]) -> str:
    """Put sentences behind what is known of something."""
    return " ".join(filter(None, [sentence(text), *told]))


def describe_parameter(document: JsonObject, parameter: Resolved) -> str:
    """Give what is known of a parameter: its description, its limits, and what the server assumes."""
    node = parameter.node
    schema = parameter_schema(document, parameter).node
    own = description_of(node) or description_of(resolve_ref(document, schema).node)
    parts = [sentence(own), *_describe_constraints(document, schema)]
    if node.get("deprecated"):
        parts.append("Deprecated.")
    return " ".join(filter(None, parts)) or "Not described."


def find_example(document: JsonObject, schema: JsonObject, holder: JsonObject | None = None) -> object:
    """Give the contract's example of a value, where it is plain enough to be shown in a call."""
    for node in (holder or {}, schema, resolve_ref(document, schema).node):
        if not isinstance(node, dict):
            continue
        listed = node.get("examples")
        first = next(iter(listed), None) if isinstance(listed, list) else None
        value = node.get("example", first)
        if isinstance(value, str | int | float):
            return value
    return None


def describe_body(node: JsonObject) -> str:
    """Give what is known of a request body."""
    return sentence(description_of(node)) or "The request body."


def describe_response(node: JsonObject) -> str:
    """Give what a response means."""
    return sentence(description_of(node) or str(node.get("summary") or "").strip()) or "The server says so."


def _describe_constraints(document: JsonObject, schema: JsonObject) -> Iterator[str]:
    rules = resolve_ref(document, schema).node
    if not isinstance(rules, dict):
        return  # `true` or `false`: anything, or nothing
    for keyword, text in CONSTRAINT_TEXTS.items():
        value = rules.get(keyword)
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            yield text.format(_format_value(value))
    if "default" in rules:
        yield f"Without it, the server takes {_format_value(rules['default'])}."


def _format_value(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


CONSTRAINT_TEXTS = {
    "minimum": "At least {}.",
    "exclusiveMinimum": "Greater than {}.",
    "maximum": "At most {}.",
    "exclusiveMaximum": "Less than {}.",
    "multipleOf": "A multiple of {}.",
    "minLength": "At least {} characters.",
    "maxLength": "At most {} characters.",
    "pattern": "Matches {}.",
    "minItems": "At least {} items.",
    "maxItems": "At most {} items.",
}


def format_method(method: Method, page: str) -> str:
    """Give the whole docstring of a method."""
    lines = [method.doc, "", "Args:"]
    arguments = [
        (argument.name, argument.doc or "Not described.") for argument in (*method.positional, *method.keyword)
    ]
    beside = (
        *(PAGED_ARGUMENTS if method.pagination else ()),
        *CALL_ARGUMENTS,
        *(BODY_ARGUMENTS if method.has_members else ()),
    )
    for name, text in [*arguments, *beside]:
        lines.append(f"    {name}: {' '.join(text.split())}")
    lines += ["", "Returns:", f"    {page if method.pagination else method.returned}"]
    lines += ["", "Raises:", *(f"    {' '.join(text.split())}" for text in (*method.raised, *CALL_ERRORS))]
    return "\n".join(lines)


ON_MISMATCH = (
    'What to do where a response does not fit the contract: `"report"` (log a warning, once for each), `"raise"`, '
    '`"ignore"`, or a function that is called with each `Mismatch`.'
)

PAGED_ARGUMENTS = (("prefetch", "How many pages to fetch ahead, concurrently, while the first ones are used."),)

CALL_ARGUMENTS = (
    (
        "timeout",
        "Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the client's.",
    ),
    ("deadline", "Seconds for the whole call, all its retries included."),
    ("extra_headers", "Headers to send besides, or instead of, those of the client."),
    ("extra_query", "Query parameters to send besides."),
)

BODY_ARGUMENTS = (("extra_body", "Members to send besides, or instead of, those of the body."),)

CALL_ERRORS = (
    "APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.",
    "ResponseValidationError: The response is not what the contract says, beyond context.",
)


def format_constructor(name: str, env_prefix: str, security: tuple[Security, ...], base_url: str, told: str) -> str:
    """Give the docstring of a client's constructor."""
    lines = ["Make a client.", "", "Args:"]
    for each in security:
        for argument in each.arguments:
            variable = f"{env_prefix}_{argument.upper()}"
            text = sentence(each.doc) or "The credential."
            said = " ".join(text.split())
            lines.append(f"    {argument}: {said} From the environment variable {variable}, if not given.")
    default = f", else {base_url}" if base_url else ""
    address = f"Where the API is. From {env_prefix}_BASE_URL, if not given{default}. {told}"
    missing = [*(["A credential"] if security else []), *([] if base_url else ["The address"])]
    lines += [
        f"    base_url: {address.strip()}",
        "    timeout: Seconds to wait at each step, or an `httpx2.Timeout`; by default 5 to connect, else 60.",
        "    max_retries: How often a request is repeated that failed in a way that may pass.",
        "    default_headers: Headers to send with every request.",
        "    http_client: A client of httpx2 to send with, for proxies, certificates, tests; it is not closed.",
        f"    on_mismatch: {ON_MISMATCH}",
        "    max_response_bytes: The largest body that is read, in bytes after decompression.",
        "",
        "Raises:",
        *([f"    {name}Error: {' or '.join(missing)} is missing."] if missing else []),
        "    ValueError: A setting cannot be, or a credential would go over plain HTTP to another machine.",
    ]
    return "\n".join(lines)
