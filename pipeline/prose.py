"""Schemas, parameters and operations in -> the sentences that docstrings say of them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.digest import Located, Node, follow
from pipeline.model import Method, Security
from pipeline.text import sentence


def described(node: Node) -> str:
    """Give a node's own description, or its title."""
    return str(node.get("description") or node.get("title") or "").strip()


def operation(node: Node) -> str:
    """Give an operation's text: its summary, then what the description adds."""
    parts = [str(node.get(key) or "").strip() for key in ("summary", "description")]
    text = "\n\n".join(part if number else sentence(part) for number, part in enumerate(parts) if part)
    return f"{text}\n\nDeprecated." if node.get("deprecated") and text else text or "Call the operation."


def member(document: Node, schema: Node) -> str:
    """Give what is known of a member: its description and its limits."""
    return " ".join(filter(None, [sentence(described(schema)), *_limits(document, schema)])).strip()


def parameter(document: Node, node: Node) -> str:
    """Give what is known of a parameter: its description, its limits, and what the server assumes."""
    media: Node = next(iter((node.get("content") or {}).values()), {})
    schema: Node = node.get("schema") or media.get("schema") or {}
    own = described(node) or described(follow(document, schema).node)
    parts = [sentence(own), *_limits(document, schema)]
    if node.get("deprecated"):
        parts.append("Deprecated.")
    return " ".join(filter(None, parts)) or "Not described."


def body(node: Node) -> str:
    """Give what is known of a request body."""
    return sentence(described(node)) or "The request body."


def response(node: Node) -> str:
    """Give what a response means."""
    return sentence(described(node)) or "The server says so."


def returned(responses: Mapping[str, Located]) -> str:
    """Give what the success response holds."""
    for status, located in responses.items():
        if status[0] == "2":
            return response(located.node)
    return response(responses["default"].node) if "default" in responses else "Nothing."


def _limits(document: Node, schema: Node) -> Iterator[str]:
    rules = follow(document, schema).node
    for keyword, text in LIMITS.items():
        value = rules.get(keyword)
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            yield text.format(_number(value))
    if "default" in rules:
        yield f"Without it, the server takes {_number(rules['default'])}."


def _number(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


LIMITS = {
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


def method(method: Method, page: str) -> str:
    """Give the whole docstring of a method."""
    lines = [method.doc, "", "Args:"]
    arguments = [
        (argument.name, argument.doc or "Not described.") for argument in (*method.positional, *method.keyword)
    ]
    for name, text in [*arguments, *(PAGED if method.pagination else ()), *EVERY_CALL]:
        lines.append(f"    {name}: {' '.join(text.split())}")
    lines += ["", "Returns:", f"    {page if method.pagination else method.returned}"]
    lines += ["", "Raises:", *(f"    {' '.join(text.split())}" for text in (*method.raised, *EVERY_ERROR))]
    return "\n".join(lines)


ON_MISMATCH = (
    'What to do where a response does not fit the contract: `"report"` (log a warning, once for each), `"raise"`, '
    '`"ignore"`, or a function that is called with each `Mismatch`.'
)

PAGED = (("prefetch", "How many pages to fetch ahead, concurrently, while the first ones are used."),)

EVERY_CALL = (
    (
        "timeout",
        "Seconds to wait for the server at each step, or an `httpx2.Timeout`; instead of the client's.",
    ),
    ("deadline", "Seconds for the whole call, all its retries included."),
    ("extra_headers", "Headers to send besides, or instead of, those of the client."),
    ("extra_query", "Query parameters to send besides."),
)

EVERY_ERROR = (
    "APIStatusError: Any other status that is not a success.",
    "APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.",
    "ResponseValidationError: The response is not what the contract says, beyond reading.",
)


def constructor(name: str, env_prefix: str, security: tuple[Security, ...], base_url: str) -> str:
    """Give the docstring of a client's constructor."""
    lines = ["Make a client.", "", "Args:"]
    for each in security:
        for argument in each.arguments:
            variable = f"{env_prefix}_{argument.upper()}"
            text = sentence(each.doc) or "The credential."
            said = " ".join(text.split())
            lines.append(f"    {argument}: {said} From the environment variable {variable}, if not given.")
    default = f", else {base_url}" if base_url else ""
    lines += [
        f"    base_url: Where the API is. From {env_prefix}_BASE_URL, if not given{default}.",
        "    timeout: Seconds to wait at each step, or an `httpx2.Timeout`; by default 5 to connect, else 60.",
        "    max_retries: How often a request is repeated that failed in a way that may pass.",
        "    default_headers: Headers to send with every request.",
        "    http_client: A client of httpx2 to send with, for proxies, certificates, tests; it is not closed.",
        f"    on_mismatch: {ON_MISMATCH}",
        "    max_response_bytes: The largest body that is read, in bytes after decompression.",
        "",
        "Raises:",
        f"    {name}Error: A credential is missing.",
        "    ValueError: A credential would go over plain HTTP to another machine.",
    ]
    return "\n".join(lines)
