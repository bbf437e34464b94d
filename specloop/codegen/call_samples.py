"""Sample calls of operations, in Python and with curl, for the API reference of a generated package.

The sample values of the arguments are valid for the schemas of the arguments.
"""

from __future__ import annotations

import json
import re
import shlex
from base64 import b64encode
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from openapi_python_client.strings import PythonCode, PythonIdentifier

from specloop.codegen.escaping import PythonLiteral, literal
from specloop.codegen.ir import Argument, CallSample, Method, RequestMedia, SampleArgument, Security
from specloop.codegen.operation_calls import FORM_MEDIA_TYPES, ArgumentMaker, takes_bytes
from specloop.codegen.type_mapping import NONE_TYPE
from specloop.openapi.media_types import essence, is_json
from specloop.openapi.servers import base_url, is_same_origin, operation_base_url

CLIENT_VARIABLE = "client"
"""The name of the variable that holds the client in Python samples."""

UPLOADED_FILE = "FILE"
"""The name of the file that curl samples upload."""

JSON_PART = ";type=application/json"

DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}


class SampleWriter:
    """Writes sample calls for the operations of one client."""

    def __init__(self, maker: ArgumentMaker, security: Iterable[Security], env_prefix: PythonIdentifier) -> None:
        self._maker = maker
        self._security = {each.scheme: each for each in security}
        self._env_prefix = env_prefix

    def write(self, resource: PythonIdentifier, method: Method) -> CallSample:
        """Write a sample call of one operation, in Python and with curl."""
        values = self._maker.arguments(method)
        arguments = tuple(SampleArgument(each.name, each.is_positional, _python_value(each, v)) for each, v in values)
        codes = ", ".join(each.code.as_unembedded_code() for each in arguments)
        call = f"{CLIENT_VARIABLE}.{resource}.{method.name}({codes})"
        server = operation_base_url(self._maker.root, self._maker.operation(method).pointer).rstrip("/")
        return CallSample(
            arguments=arguments,
            python=PythonCode("\n".join(_python_lines(method, call))),
            curl=PythonCode(" ".join(self._curl_words(method, server, values))),
            server=server,
        )

    def _curl_words(self, method: Method, server: str, values: list[tuple[Argument, Any]]) -> Iterator[str]:
        wanted = {argument.name: value for argument, value in values}
        constants = dict(method.body.media[0].constants) if method.body else {}
        wanted |= {
            each.name: constants[each.api_name]
            for each in method.every_argument
            if each.location == "body" and each.api_name in constants
        }
        sent = [
            (each, wanted.get(each.name, each.default_value))
            for each in method.every_argument
            if each.name in wanted or each.default_value is not None
        ]
        yield "curl"
        if method.http_method == "HEAD":
            yield "--head"
        elif method.http_method != "GET":
            yield f"-X {shell_quote(method.http_method)}"
        query = [word for each, value in sent if each.location == "query" for word in _query_words(each, value)]
        query += [_querystring(each, value) for each, value in sent if each.location == "querystring"]
        secrets: list[tuple[str, str]] = []
        is_foreign = bool(server) and not is_same_origin(server, base_url(self._maker.root))
        sends_credentials = method.server_takes_credentials or not is_foreign
        for scheme in next(filter(None, method.security), ()) if sends_credentials else ():
            security = self._security[scheme]
            if security.location == "query":
                secrets.append((security.name, f'"{self._variable(security)}"'))
            else:
                yield self._credential(security)
        for each, value in sent:
            if each.location == "header":
                yield f"-H {shell_quote(f'{each.api_name}: {_header_text(each, value)}')}"
        cookies = [_cookie(each, value) for each, value in sent if each.location == "cookie"]
        if cookies:
            yield f"-b {shell_quote('; '.join(cookies))}"
        yield from _body_options(method, sent)
        address = shell_quote(server) if server else f'"${self._env_prefix}_BASE_URL"'
        yield address + _quoted_path(_path(method, sent), query, secrets)

    def _credential(self, security: Security) -> str:
        """Return the curl option that sends the credential of a security scheme."""
        variable = self._variable(security)
        if security.kind == "basic":
            return f'-u "{variable}"'
        if security.location == "cookie":
            return f'-b "{_double_quoted(security.name)}={variable}"'
        scheme = "Bearer " if security.kind == "bearer" else ""
        return f'-H "{_double_quoted(security.name)}: {scheme}{variable}"'

    def _variable(self, security: Security) -> str:
        return ":".join(f"${self._env_prefix}_{argument.upper()}" for argument in security.arguments)


def shell_quote(text: str) -> str:
    """Quote a text as one word for a shell. Control characters are written as escapes in bash's `$'...'`."""
    if not _CONTROL.search(text):
        return shlex.quote(text)
    escaped = text.replace("\\", r"\\").replace("'", r"\'")
    return "$'" + _CONTROL.sub(lambda match: "".join(f"\\x{byte:02x}" for byte in match[0].encode()), escaped) + "'"


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\ufeff]")


def _python_value(argument: Argument, value: Any) -> PythonLiteral:
    return literal(_as_bytes(value) if takes_bytes(argument) else value)


def _as_bytes(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_bytes(each) for each in value]
    return value.encode() if isinstance(value, str) else value


def _python_lines(method: Method, call: str) -> Iterator[str]:
    if method.pagination:
        yield f"for item in {call}:  # fetches every page"
        yield "    print(item)"
    elif method.streams_by_default or (method.stream_argument and f"{method.stream_argument.name}=True" in call):
        yield f"with {call} as stream:"
        yield "    for item in stream:"
        yield "        print(item)"
    elif method.returns == NONE_TYPE:
        yield call
    else:
        yield f"print({call})"


def _double_quoted(text: str) -> str:
    """Escape a text for the inside of double quotes in a shell command."""
    return "".join(f"\\{each}" if each in '\\"$`' else each for each in text)


def _quoted_path(path: str, query: list[str], secrets: list[tuple[str, str]]) -> str:
    """Return the path and the query string of a URL, quoted as one word for a curl command.

    `secrets` lists further query parameters as (name, shell variable), such as `("key", '"$API_KEY"')`.
    """
    base, _, fixed = path.partition("#")[0].partition("?")  # Clients do not send the fragment of a URL.
    parts = [*([fixed] if fixed else []), *query]
    word = shell_quote(f"{base}?{'&'.join(parts)}" if parts else base)
    for name, variable in secrets:
        separator = "&" if parts else "?"
        word += f"{shell_quote(f'{separator}{quote(name)}=')}{variable}"
        parts.append(name)
    return word


def _options(argument: Argument) -> dict[str, Any]:
    return {str(name): value for name, value in argument.options}


def _text(value: Any) -> str:
    """Convert a value to text for a query string or a form: bytes become base64, None becomes "".

    Values other than strings, bytes and None become JSON.
    """
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return value if isinstance(value, str) else "" if value is None else _json(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_text)


def _flat(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [word for key, each in value.items() for word in (str(key), _text(each))]
    return [_text(each) for each in value]


def _pairs(name: str, value: Any, *, arrays: str = "indices") -> Iterator[tuple[str, str]]:
    """Yield a (name, text) pair for each scalar inside a value: `a` and `{"b": [1]}` result in `("a[b][0]", "1")`.

    `arrays` chooses the names of items: `indices` (`a[0]`), `brackets` (`a[]`) or `repeat` (`a`).
    """
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _pairs(f"{name}[{key}]", each, arrays=arrays)
    elif isinstance(value, list):
        for number, each in enumerate(value):
            suffix = {"brackets": "[]", "repeat": ""}.get(arrays, f"[{number}]")
            yield from _pairs(f"{name}{suffix}", each, arrays=arrays)
    else:
        yield name, _text(value)


def _form_pairs(name: str, value: Any, style: str = "form", *, explode: bool = True) -> list[tuple[str, str]]:
    """Return the (name, text) pairs that send a value in a form or a query string, by OpenAPI's `style` and `explode`.

    For example, `id` and `[1, 2]` result in `[("id", "1"), ("id", "2")]`, or in `[("id", "1,2")]` if `explode` is
    false.
    """
    has_containers = isinstance(value, list) and any(isinstance(each, dict | list) for each in value)
    if style == "deepObject" or has_containers:
        return list(_pairs(name, value))
    if not isinstance(value, dict | list):
        return [(name, _text(value))]
    if not explode:
        return [(name, ",".join(_flat(value)))]
    if isinstance(value, dict):
        return [pair for key, each in value.items() for pair in _form_pairs(str(key), each)]
    return [(name, _text(each)) for each in value]


def _query_words(argument: Argument, value: Any) -> list[str]:
    options, name = _options(argument), quote(argument.api_name, safe="")
    if "content_type" in options:
        return [f"{name}={quote(_json(value), safe='')}"]
    style, explode = options.get("style", "form"), options.get("explode", options.get("style", "form") == "form")
    if style == "deepObject" and "arrays" in options:
        found = list(_pairs(argument.api_name, value, arrays=options["arrays"]))
    elif style in DELIMITERS and not explode and isinstance(value, dict | list):
        return [f"{name}={DELIMITERS[style].join(quote(each, safe='') for each in _flat(value))}"]
    else:
        found = _form_pairs(argument.api_name, value, style, explode=explode)
    safe = ":/?@!$'()*,;[]" if options.get("allow_reserved") else "," if not explode else ""
    return [f"{quote(key, safe='')}={quote(each, safe=safe)}" for key, each in found]


def _querystring(argument: Argument, value: Any) -> str:
    if isinstance(value, dict) and str(_options(argument).get("content_type", "")).startswith(FORM_MEDIA_TYPES[0]):
        found = [pair for key, each in value.items() for pair in _form_pairs(str(key), each)]
        return "&".join(f"{quote(key, safe='')}={quote(each, safe='')}" for key, each in found)
    return quote(_text(value), safe="=&")


def _header_text(argument: Argument, value: Any) -> str:
    if isinstance(value, dict) and _options(argument).get("explode"):
        return ",".join(f"{key}={_text(each)}" for key, each in value.items())
    return ",".join(_flat(value)) if isinstance(value, dict | list) else _text(value)


def _cookie(argument: Argument, value: Any) -> str:
    found = _form_pairs(argument.api_name, value, explode=_options(argument).get("explode", True))
    return "; ".join(f"{key}={quote(each, safe=',')}" for key, each in found)


def _path(method: Method, sent: list[tuple[Argument, Any]]) -> str:
    path = method.path
    for argument, value in sent:
        if argument.location == "path":
            path = path.replace(f"{{{argument.api_name}}}", _path_text(argument, value))
    return path


def _path_text(argument: Argument, value: Any) -> str:
    options = _options(argument)
    style, explode = options.get("style", "simple"), options.get("explode", False)
    name = quote(argument.api_name, safe="")
    if "content_type" in options or not isinstance(value, dict | list):
        word = quote(_text(value) if "content_type" not in options else _json(value), safe="")
        return {"label": f".{word}", "matrix": f";{name}={word}"}.get(style, word)
    if explode and isinstance(value, dict):
        words = [f"{quote(str(key), safe='')}={quote(_text(each), safe='')}" for key, each in value.items()]
    else:
        words = [quote(each, safe="") for each in _flat(value)]
        words = [f"{name}={word}" for word in words] if explode and style == "matrix" else words
    if style == "label":
        return "." + ("." if explode else ",").join(words)
    if style == "matrix":
        return ";" + (";".join(words) if explode else f"{name}={','.join(words)}")
    return ",".join(words)


def _body_options(method: Method, sent: list[tuple[Argument, Any]]) -> Iterator[str]:
    """Yield the curl options for the request body of a call. `sent` lists the arguments with their values."""
    if method.body is None:
        return
    whole, chosen = method.body.body_argument, method.body.content_type_argument
    given = {argument.api_name: value for argument, value in sent if argument in method.body.fields}
    value: Any = given
    for argument, each in sent:
        if whole is not None and argument.name == whole.name:
            value = each
    if not given and value == {} and not method.body.required:
        return
    media = method.body.media[0]
    content_type = next(
        (str(each) for argument, each in sent if chosen is not None and argument.name == chosen.name),
        media.content_type,
    )
    base = essence(content_type)
    if base == FORM_MEDIA_TYPES[1] and isinstance(value, dict):
        files = {argument.api_name for argument in method.body.fields if takes_bytes(argument)}
        yield from _multipart_words(media, value, files)
        return
    yield f"-H {shell_quote(f'Content-Type: {content_type}')}"
    if base == FORM_MEDIA_TYPES[0] and isinstance(value, dict):
        styles, encoding = dict(media.styles), dict(media.encoding)
        for name, each in value.items():
            style, explode = styles.get(name, ("form", True))
            is_text = name in encoding and is_json(encoding[name])
            found = [(name, _json(each))] if is_text else _form_pairs(name, each, style, explode=explode)
            yield from (f"--data-urlencode {shell_quote(f'{key}={text}')}" for key, text in found)
    elif is_json(base):
        yield f"-d {shell_quote(_json(value))}"
    else:
        text = value if isinstance(value, str) else None
        yield f"--data-binary {shell_quote(text) if text is not None else f'@{UPLOADED_FILE}'}"


def _multipart_words(media: RequestMedia, value: dict[str, Any], files: set[str]) -> Iterator[str]:
    encoding, styles = dict(media.encoding), dict(media.styles)
    for name, each in value.items():
        if name in styles:
            style, explode = styles[name]
            found = _form_pairs(name, each, style, explode=explode)
            yield from (f"--form-string {shell_quote(f'{key}={text}')}" for key, text in found)
            continue
        kind = f";type={encoding[name].partition(',')[0].strip()}" if name in encoding else ""
        for item in each if isinstance(each, list) else [each]:
            if name in files or isinstance(item, bytes):
                yield f"-F {shell_quote(f'{name}=@{UPLOADED_FILE}{kind}')}"
            elif isinstance(item, dict | list):
                yield f"-F {shell_quote(f'{name}={_json(item)}{kind or JSON_PART}')}"
            else:
                yield f"--form-string {shell_quote(f'{name}={_text(item)}')}"
