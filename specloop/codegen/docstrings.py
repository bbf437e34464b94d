"""Schemas, parameters and operations in -> the sentences that docstrings say of them out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from specloop.codegen.ir import Method, Security
from specloop.openapi.json_pointer import JsonObject, Resolved, resolve_ref
from specloop.openapi.operations import parameter_schema
from specloop.openapi.schema_keywords import KEYWORDS
from specloop.openapi.servers import base_url, is_absolute, iter_servers
from specloop.text_format import end_sentence, join_words


def described(node: Any) -> str:
    """Give a node's own description, or its title; what is no map has neither."""
    if not isinstance(node, dict):
        return ""
    return str(node.get("description") or node.get("title") or "").strip()


def operation(node: JsonObject, notes: Sequence[str]) -> str:
    """Give an operation's text: its summary, what the description adds, and what there is to know besides."""
    spoken = [str(node.get(key) or "").strip() for key in ("summary", "description")]
    parts = [end_sentence(part) for part in spoken[:1]] + spoken[1:]
    parts = [part for part in parts if part] or ["Call the operation."]
    return "\n\n".join([*parts, *(["Deprecated."] if node.get("deprecated") else []), *notes])


def other_bodies(media_types: Sequence[str]) -> Iterator[str]:
    """Say in which media types a request body may be sent, but not by the method."""
    if media_types:
        listed = join_words(media_types, "or")
        yield f"The API takes {listed}, too; for that there is the client's `request()`."


def other_answers(media_types: Sequence[str]) -> Iterator[str]:
    """Say in which media types the answer may come, if one asks for them."""
    if media_types:
        listed = join_words(media_types, "or")
        ask = f'`extra_headers={{"Accept": "{media_types[0]}"}}`'
        yield (
            f"The API answers in {listed}, too: ask for it with {ask}, and read the `content` of `with_raw_response`."
        )


def other_server(base_url: str) -> Iterator[str]:
    """Say where an operation is that is not at the base URL of the others."""
    if base_url:
        yield f"This is at {base_url}: call it on `client.with_options(base_url=...)`."


def servers(document: JsonObject) -> str:
    """Describe the servers besides the default one."""
    first = base_url(document)
    sentences: list[str] = []
    for url, server in iter_servers(document):
        said = " ".join(str(server.get("description") or "").split())
        if not is_absolute(url) and url:
            sentences.append(f"It is of the form {url}" if "://" in url else f"Its path ends in {url}")
        elif url not in ("", first):
            sentences.append(f"There is {url}, too{f': {said}' if said else ''}")
        sentences += _server_variables(server)
    return " ".join(dict.fromkeys(end_sentence(each) for each in sentences))


def _server_variables(server: JsonObject) -> Iterator[str]:
    variables: dict[str, Any] = server.get("variables") or {}
    told = []
    for name, variable in variables.items():
        said = " ".join(str(variable.get("description") or "").split()).rstrip(".")
        words = [str(word) for word in variable.get("enum") or []]
        known = f"one of {', '.join(words)}" if words else f"by default {variable.get('default', 'nothing')}"
        told.append(f"{name}, {known}{f' ({said})' if said else ''}")
    if told:
        yield f"Others are of the form {server.get('url', '')} with {'; '.join(told)}"


def member(document: JsonObject, schema: JsonObject) -> str:
    """Give what is known of a member: its description and its limits."""
    parts = [end_sentence(described(schema)), *_limits(document, schema)]
    if schema.get("deprecated") is True:
        parts.append("Deprecated.")
    return " ".join(filter(None, parts)).strip()


def beside(text: str, told: Iterable[str]) -> str:
    """Put sentences behind what is known of something."""
    return " ".join(filter(None, [end_sentence(text), *told]))


def parameter(document: JsonObject, parameter: Resolved) -> str:
    """Give what is known of a parameter: its description, its limits, and what the server assumes."""
    node = parameter.node
    schema = parameter_schema(document, parameter).node
    own = described(node) or described(resolve_ref(document, schema).node)
    parts = [end_sentence(own), *_limits(document, schema)]
    if node.get("deprecated"):
        parts.append("Deprecated.")
    return " ".join(filter(None, parts)) or "Not described."


def example(document: JsonObject, schema: JsonObject, holder: JsonObject | None = None) -> object:
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


def body(node: JsonObject) -> str:
    """Give what is known of a request body."""
    return end_sentence(described(node)) or "The request body."


def response(node: JsonObject) -> str:
    """Give what a response means."""
    return end_sentence(described(node) or str(node.get("summary") or "").strip()) or "The server says so."


def _limits(document: JsonObject, schema: JsonObject) -> Iterator[str]:
    rules = resolve_ref(document, schema).node
    if not isinstance(rules, dict):
        return  # `true` or `false`: anything, or nothing
    for keyword, known in KEYWORDS.items():
        value = rules.get(keyword)
        if known.wording and isinstance(value, int | float | str) and not isinstance(value, bool):
            yield (known.singular if value == 1 and known.singular else known.wording).format(_number(value))
    if "default" in rules:
        yield f"Without it, the server takes {_number(rules['default'])}."


def _number(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def method(method: Method, page: str) -> str:
    """Give the whole docstring of a method."""
    lines = [method.doc, "", "Args:"]
    arguments = [
        (argument.name, argument.doc or "Not described.") for argument in (*method.positional, *method.keyword)
    ]
    beside = (*(PAGED if method.pagination else ()), *EVERY_CALL, *(OPEN_BODY if method.has_members else ()))
    for name, text in [*arguments, *beside]:
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

OPEN_BODY = (("extra_body", "Members to send besides, or instead of, those of the body."),)

EVERY_ERROR = (
    "APIConnectionError: The server cannot be reached; `APITimeoutError` when it takes too long.",
    "ResponseValidationError: The response is not what the contract says, beyond reading.",
)


def constructor(name: str, env_prefix: str, security: tuple[Security, ...], base_url: str, told: str) -> str:
    """Give the docstring of a client's constructor."""
    lines = ["Make a client.", "", "Args:"]
    for each in security:
        for argument in each.arguments:
            variable = f"{env_prefix}_{argument.upper()}"
            text = end_sentence(each.doc) or "The credential."
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
