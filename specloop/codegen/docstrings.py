"""Texts of docstrings and of the API reference, made from the descriptions, constraints and servers of a document."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from specloop.codegen.ir import Argument, Method, Security, Server
from specloop.openapi.json_pointer import JsonObject, Resolved, resolve_ref
from specloop.openapi.media_types import is_json
from specloop.openapi.operations import Operation, parameter_schema
from specloop.openapi.schema_keywords import KEYWORDS
from specloop.openapi.security import takes_credentials
from specloop.openapi.servers import base_path, base_url, is_base_url, iter_servers, operation_base_url, rooted_path
from specloop.text_format import end_sentence, join_words


def description_of(node: Any) -> str:
    """Return the description of an OpenAPI object, or else its title, or "" if it has neither."""
    if not isinstance(node, dict):
        return ""
    return str(node.get("description") or node.get("title") or "").strip()


def describe_operation(operation: Operation, notes: Sequence[str]) -> str:
    """Describe an operation in a docstring, by its summary, its description and `notes`.

    Without a summary and a description, use the HTTP method and the path.
    """
    summary, description = (str(operation.node.get(key) or "").strip() for key in ("summary", "description"))
    parts = [part for part in (end_sentence(summary), description) if part]
    parts = parts or [f"{operation.http_method} {operation.path}"]
    return "\n\n".join([*parts, *(["Deprecated."] if operation.node.get("deprecated") else []), *notes])


def describe_other_responses(media_types: Sequence[str]) -> Iterator[str]:
    """Yield a sentence that lists the given media types of a response and says how to request them.

    Yield nothing if `media_types` is empty.
    """
    if media_types:
        header = f'`extra_headers={{"Accept": "{media_types[0]}"}}`'
        kinds = "" if any(map(is_json, media_types)) else ", as text or bytes"
        yield (
            f"The response is also available as {join_words(media_types, 'or')}: request it with {header}. The "
            f"result is decoded by its Content-Type{kinds}."
        )


def describe_operation_server(document: JsonObject, operation: Operation) -> Iterator[str]:
    """Yield a sentence with the URL of the operation's own server, or nothing if it has no server of its own."""
    url = operation_base_url(document, operation.pointer)
    if url:
        kept = "" if takes_credentials(document, operation) else "; credentials of the client are not sent there"
        yield f"The server is {url}, unless the client has a `base_url`{kept}."


def describe_idempotency(header: str) -> Iterator[str]:
    """Yield a sentence about the header for the idempotency key, or nothing if `header` is ""."""
    if header:
        yield f"Each call sends a key in the header {header}, so that a failed request can be repeated safely."


def describe_servers(document: JsonObject) -> str:
    """Describe the servers of a document and their variables.

    The default base URL is left out, because the docstring of the client's constructor already contains it. Return ""
    if there is nothing else to describe.
    """
    first = base_url(document)
    sentences: list[str] = []
    for url, server in iter_servers(document):
        description = " ".join(str(server.get("description") or "").split())
        path = rooted_path(url)
        if path and path == base_path(document):
            sentences.append(f"Its path is {path}, which is appended to a `base_url` without a path")
        elif not is_base_url(url) and url:
            sentences.append(f"It has the form {url}" if "://" in url else f"Its path ends in {url}")
        elif url not in ("", first):
            sentences.append(f"Another server is {url}{f': {description}' if description else ''}")
        sentences += _describe_server_variables(server)
    return " ".join(dict.fromkeys(end_sentence(each) for each in sentences))


def describe_missing_address(document: JsonObject) -> str:
    """Describe why a document has no absolute base URL. Return "" if it has an absolute base URL."""
    if base_url(document):
        return ""
    if base_path(document):
        return f"the address ends in {base_path(document)}"
    listed = [str(each.get("url")) for each in document.get("servers") or [] if each.get("url") not in (None, "", "/")]
    return f"the contract has {join_words(listed, 'and')}" if listed else "the contract has no server"


def _describe_server_variables(server: JsonObject) -> Iterator[str]:
    variables: dict[str, Any] = server.get("variables") or {}
    texts = []
    for name, variable in variables.items():
        description = " ".join(str(variable.get("description") or "").split()).rstrip(".")
        values = [str(value) for value in variable.get("enum") or []]
        known = f"one of {', '.join(values)}" if values else f"default {variable.get('default', 'empty')}"
        texts.append(f"{name}, {known}{f' ({description})' if description else ''}")
    if texts:
        yield f"Other servers have the form {server.get('url', '')} with {'; '.join(texts)}"


def describe_property(document: JsonObject, schema: JsonObject) -> str:
    """Return a property's description and constraints, as text for a docstring."""
    parts = [end_sentence(description_of(schema)), *_describe_constraints(document, schema)]
    if schema.get("deprecated") is True:
        parts.append("Deprecated.")
    return " ".join(filter(None, parts)).strip()


def append_sentences(text: str, sentences: Iterable[str]) -> str:
    """Append sentences to a description. Empty sentences are omitted."""
    return " ".join(filter(None, [end_sentence(text), *sentences]))


def describe_parameter(document: JsonObject, parameter: Resolved) -> str:
    """Return a parameter's description, constraints and default, as text for a docstring."""
    node = parameter.node
    schema = parameter_schema(document, parameter).node
    target = resolve_ref(document, schema).node
    own = description_of(node) or description_of(schema) or description_of(target)
    parts = [end_sentence(own), *_describe_constraints(document, schema)]
    if any(isinstance(each, dict) and each.get("deprecated") is True for each in (node, schema, target)):
        parts.append("Deprecated.")
    return " ".join(filter(None, parts))


def find_example(document: JsonObject, schema: JsonObject, parameter: JsonObject | None = None) -> object:
    """Return an example value that is a string, a number or a boolean, or None if there is none.

    An example in the Parameter Object `parameter` is preferred to one in the schema.
    """
    for node in (parameter or {}, schema, resolve_ref(document, schema).node):
        if not isinstance(node, dict):
            continue
        listed = node.get("examples")
        first = next(iter(listed), None) if isinstance(listed, list) else None
        value = node.get("example", first)
        if isinstance(value, str | int | float):
            return value
    return None


def describe_body(node: JsonObject) -> str:
    """Return the description of a request body, or "The request body." without a description."""
    return end_sentence(description_of(node)) or "The request body."


def describe_response(status: str, node: JsonObject) -> str:
    """Return the description of a response, or a sentence with its status if it has no description."""
    text = end_sentence(description_of(node) or str(node.get("summary") or "").strip())
    return text or ("A response." if status == "default" else f"Status {status}.")


def _describe_constraints(document: JsonObject, schema: JsonObject) -> Iterator[str]:
    target = resolve_ref(document, schema).node
    if not isinstance(target, dict):
        return  # The schema is `true` or `false`.
    # Since OpenAPI 3.1, the other keywords of a schema with a `$ref` apply, too.
    rules = {**target, **schema} if "$ref" in schema else target
    for keyword, known in KEYWORDS.items():
        value = rules.get(keyword)
        if known.wording and isinstance(value, int | float | str) and not isinstance(value, bool):
            yield (known.singular if value == 1 and known.singular else known.wording).format(_format_value(value))
    if "default" in rules:
        default = rules["default"]
        yield f"Default: {json.dumps(default) if default == '' else _format_value(default)}."


def _format_value(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def format_method(method: Method, page_text: str, stream_text: str) -> str:
    """Format the docstring of a client method.

    Args:
        method: The method.
        page_text: The description of the return value if the method is paginated.
        stream_text: The description of the return value if the method returns a stream.
    """
    lines = [method.doc, "", "Args:"]
    arguments = [(argument.name, _describe_argument(method, argument)) for argument in method.every_argument]
    shared = (
        *_pagination_arguments(method),
        *CALL_ARGUMENTS,
        *(BODY_ARGUMENTS if method.has_field_arguments else ()),
        *([(method.progress_argument, PROGRESS_DOC)] if method.progress_argument else []),
    )
    for name, text in [*arguments, *shared]:
        lines.append(f"    {name}: {' '.join(text.split())}")
    returns = page_text if method.pagination else method.return_doc
    if method.streams:
        returns = _describe_streams(method, returns, stream_text)
    lines += ["", "Returns:", f"    {returns}"]
    lines += ["", "Raises:", *(f"    {' '.join(text.split())}" for text in (*method.errors, *CALL_ERRORS))]
    return "\n".join(lines)


def _describe_streams(method: Method, returns: str, stream_text: str) -> str:
    """Describe the return value of a method that returns a stream, either always or if the caller requests one.

    `stream_text` describes the stream, and `returns` the value that is returned if the caller requests no stream.
    """
    if method.stream_argument is None:
        return f"{stream_text} None if the status is 304." if method.may_be_unmodified else stream_text
    name = method.stream_argument.name
    otherwise = f", or without `{name}`" if method.streams_by_default else ""
    return f"{returns} With `{name}=True`{otherwise}: {stream_text}"


def _describe_argument(method: Method, argument: Argument) -> str:
    text = argument.doc or _describe_origin(argument)
    is_size = method.pagination is not None and argument.api_name == method.pagination.size_parameter
    return append_sentences(text, [PAGE_SIZE_NOTE]) if is_size else text


def _pagination_arguments(method: Method) -> Iterator[tuple[str, str]]:
    """Yield the name and description of each argument that only paginated methods have, such as `prefetch`."""
    if method.pagination is not None:
        yield method.limit_argument, "Stop after this many items, without fetching further pages."
        yield method.resume_argument, "The `token` of a page: continue after it. Pass the same arguments as before."
        yield "prefetch", "How many pages to fetch ahead, concurrently."


def _describe_origin(argument: Argument) -> str:
    """Return a text for an argument without a description, such as "Query parameter `limit`." for a parameter."""
    if argument.location == "body":
        return f"Property `{argument.api_name}` of the request body."
    return f"{argument.location.capitalize()} parameter `{argument.api_name}`."


ON_MISMATCH_DOC = (
    'What to do if a response does not match the contract: `"report"` (log each mismatch once), `"raise"`, '
    '`"ignore"`, or a function that is called with each `Mismatch`.'
)

PAGE_SIZE_NOTE = "Items per page; iterating fetches all pages."

CALL_ARGUMENTS = (
    ("timeout", "Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the client's timeout."),
    ("deadline", "Seconds for the whole call, including retries."),
    ("extra_headers", "Additional headers. They override those of the client."),
    ("extra_query", "Additional query parameters."),
)

PROGRESS_DOC = "Called while the body is sent, with the bytes sent so far and their total (None if unknown)."

BODY_ARGUMENTS = (("extra_body", "Additional properties of the body. They override those of the arguments."),)

CALL_ERRORS = (
    "APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.",
    "ResponseValidationError: The response cannot be decoded as the contract describes it.",
)


def describe_rate_limit(limit: tuple[int, float] | None) -> str:
    """Return the docstring line for the constructor argument `rate_limit`.

    `limit` is its default as (requests, seconds), or None if the document states no limit.
    """
    default = "what the server states" if limit is None else f"{limit[0]} in {limit[1]:g} s, as documented"
    return (
        "    rate_limit: The rate limit as requests and seconds, shared by threads, tasks and prefetching; "
        f"None for no limit. Default: {default}."
    )


NO_CREDENTIAL_DOC = "With None, requests are sent without this credential."

GRANT_DOCS = (
    "The client id for obtaining access tokens.",
    "The secret of the client id.",
    "A refresh token for obtaining access tokens.",
    "The token URL.",
    "The scopes of access tokens, separated by spaces.",
)
BASIC_DOCS = ("The user name for HTTP Basic.", "The password for HTTP Basic.")


class AddressTexts(NamedTuple):
    """The servers of an API, for the docstring of the client's constructor.

    Attributes:
        base_url: The default base URL; "" if the document has no absolute server URL.
        servers: Sentences about the other servers and about server variables; "" if there are none.
        choices: The servers that the constructor arguments select; empty if the constructor has no such arguments.
    """

    base_url: str
    servers: str
    choices: tuple[Server, ...]


def format_constructor(
    name: str,
    env_prefix: str,
    security: tuple[Security, ...],
    address: AddressTexts,
    rate_limit_lines: Sequence[str] = (),
) -> str:
    """Format the docstring of a client's constructor.

    Args:
        name: The name of the client class.
        env_prefix: The start of the names of environment variables, such as `SHOP`.
        security: The security schemes, with the constructor arguments for their credentials.
        address: The servers of the API.
        rate_limit_lines: The line about the argument `rate_limit`; empty if the constructor has no such argument.
    """
    lines = ["Create a client.", "", "Args:"]
    for each in security:
        docs = BASIC_DOCS if each.kind == "basic" and not each.doc else (each.doc,) * len(each.arguments)
        for argument, doc in zip(each.arguments, docs, strict=True):
            variable = f"{env_prefix}_{argument.upper()}"
            text = " ".join((end_sentence(doc) or "The credential.").split())
            lines.append(f"    {argument}: {text} Default: the environment variable {variable}. {NO_CREDENTIAL_DOC}")
        grant = each.grant
        for argument, text in zip(grant.arguments, GRANT_DOCS, strict=True) if grant else ():
            url = grant.token_url if grant else ""
            last = {GRANT_DOCS[3]: url, GRANT_DOCS[4]: "all scopes that the operations require"}.get(text)
            variable = f"{env_prefix}_{argument.upper()}{f', then {last}' if last else ''}"
            lines.append(f"    {argument}: {text} Default: the environment variable {variable}.")
    base_url, servers_text, choices = address
    names = [f"`{server.name!r}` ({server.url})" for server in choices if server.name]
    if names:
        lines.append(f"    server: One of the servers of the API: {join_words(names, 'or')}.")
    variables = {each.argument: each for server in choices for each in server.variables}
    for name_of, each_variable in variables.items():
        values = join_words([repr(value) for value in each_variable.values], "or")
        known = f" One of {values}." if values else ""
        text = " ".join((end_sentence(each_variable.doc) or f"The {each_variable.name} of the server.").split())
        lines.append(f"    {name_of}: {text}{known} Default: {each_variable.default}.")
    default = f", then {base_url}" if base_url else ""
    base_url_doc = (
        f"The base URL of the API. Default: the environment variable {env_prefix}_BASE_URL{default}. {servers_text}"
    )
    lines += [
        f"    base_url: {base_url_doc.strip()}",
        "    timeout: Seconds to wait at each step, or an `httpx2.Timeout`. Default: 5 to connect, otherwise 60.",
        "    max_retries: How often a failed request is repeated if a retry may succeed.",
        "    default_headers: Headers to send with every request.",
        "    http_client: An httpx2 client to send requests with, for proxies, certificates, tests. It is not closed.",
        f"    on_mismatch: {ON_MISMATCH_DOC}",
        "    mismatch_log: A file to append counts of mismatches to, without values; for `specloop drift mismatches`.",
        "    max_response_bytes: The largest response body to read, in bytes after decompression.",
        (
            "    timezone: The time zone of datetimes without an offset. By default, "
            "passing such a datetime raises ValueError."
        ),
        "    hooks: Functions that observe each attempt of each call, without credentials: `Hooks(on_response=print)`.",
        *rate_limit_lines,
        "",
        "Raises:",
        *([] if base_url else [f"    {name}Error: The base URL is missing."]),
        "    ValueError: A setting is invalid, or a credential would be sent over plain HTTP to another machine.",
    ]
    return "\n".join(lines)
