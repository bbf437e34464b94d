"""Checks of requests against the document: credentials, parameters, content types and bodies.

Parameters and bodies are decoded, and an invalid request results in an HttpError.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote

from python_multipart import FormParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import Field, File
from starlette.datastructures import Headers

from specloop.mock.parameter_decoder import ABSENT, ParameterDecoder, RawPairs, UnreadableValueError, split_pairs
from specloop.mock.router import Match
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved, resolve_ref
from specloop.openapi.media_types import EVENT_STREAM, essence, is_json, is_range, is_sequence, parameters
from specloop.openapi.normalize import form_styles
from specloop.openapi.operations import Operation, content_of, parameter_schema
from specloop.openapi.schema_set import SchemaSet
from specloop.text_format import truncate

DEFAULT_API_KEY = "sandbox-key"
USER = "sandbox"
MAX_PROBLEMS_PER_REQUEST = 20
MAX_QUOTED_MESSAGE_CHARS = 200


class HttpError(Exception):
    """An HTTP error, which the mock sends instead of a success response.

    Attributes:
        status: The status code.
        problems: The errors in the request, each with its location.
        headers: The headers of the response.
        invalid: Whether the request violates the document. If so, the operation's documented status code for invalid
            requests, such as 422, replaces `status`.
    """

    def __init__(
        self, status: int, *problems: str, headers: Mapping[str, str] | None = None, invalid: bool = False
    ) -> None:
        super().__init__("; ".join(problems))
        self.status = status
        self.problems = problems
        self.headers = dict(headers or {})
        self.invalid = invalid


@dataclass
class IncomingRequest:
    """An incoming HTTP request."""

    method: str
    raw_path: str
    query: str
    headers: Headers
    body: bytes = b""

    @property
    def pairs(self) -> RawPairs:
        """The parameters in the query, as pairs of name and value."""
        return split_pairs(self.query)

    @property
    def cookies(self) -> RawPairs:
        """The cookies, as pairs of name and value."""
        parts = (part.strip().partition("=") for part in self.headers.get("cookie", "").split(";") if part.strip())
        return [(name, value) for name, _, value in parts]


@dataclass
class CheckedRequest:
    """The decoded parameters and body of a valid request."""

    values: dict[tuple[str, str], Any] = field(default_factory=dict)
    media_type: str = ""
    body: Any = ABSENT

    def query(self, name: str | None) -> Any:
        """Return the value of a query parameter; None if it was not sent, or if `name` is None (no such parameter)."""
        return self.values.get(("query", name or ""))


class RequestChecker:
    """Checks requests against one OpenAPI document."""

    def __init__(self, schemas: SchemaSet, api_key: str = DEFAULT_API_KEY) -> None:
        self.schemas = schemas
        self.api_key = api_key
        self.decoder = ParameterDecoder(schemas)
        declared = (schemas.root.get("components") or {}).get("securitySchemes") or {}
        self.schemes: dict[str, JsonObject] = {
            name: resolve_ref(schemas.root, raw).node for name, raw in declared.items()
        }

    def check(self, match: Match, request: IncomingRequest) -> CheckedRequest:
        """Check a request, and return its decoded parameters and body. Raises HttpError if the request is invalid."""
        operation = match.route.operation
        self.check_credentials(operation, request)
        checked, problems = CheckedRequest(), []
        for parameter in operation.parameters:
            try:
                value = self._parameter(parameter, match, request)
            except UnreadableValueError as error:
                problems.append(f"{_label(parameter.node)} {error}")
                continue
            if value is ABSENT:
                if parameter.node.get("required") or parameter.node["in"] == "path":
                    problems.append(f"{_label(parameter.node)} is missing; it is required")
                continue
            schema = parameter_schema(self.schemas.root, parameter)
            problems += self._violations(schema.pointer, value, _label(parameter.node))
            checked.values[parameter.node["in"], parameter.node["name"]] = value
        if operation.body is not None:
            checked.media_type, checked.body = self._body(operation, request, problems)
        if problems:
            raise HttpError(HTTPStatus.BAD_REQUEST, *problems[:MAX_PROBLEMS_PER_REQUEST], invalid=True)
        return checked

    # ---- credentials ----

    def credentials(self) -> dict[str, tuple[str, ...]]:
        """Return the accepted credentials of each security scheme: one token, or a user name and a password."""
        found: dict[str, tuple[str, ...]] = {}
        for name, scheme in self.schemes.items():
            kind, http_scheme = scheme.get("type"), str(scheme.get("scheme", "")).lower()
            if kind == "http" and http_scheme == "basic":
                found[name] = (USER, self.api_key)
            elif kind == "http" and http_scheme != "bearer":
                found[name] = (f"{scheme.get('scheme')} {self.api_key}",)
            elif kind != "mutualTLS":
                found[name] = (self.api_key,)
        return found

    def alternatives(self, operation: Operation) -> list[list[str]]:
        """Return the alternative security requirements of an operation, as lists of scheme names.

        A request must satisfy one of the alternatives.
        """
        required = operation.node.get("security", self.schemas.root.get("security"))
        return [list(way) for way in required or []]

    def check_credentials(self, operation: Operation, request: IncomingRequest) -> None:
        """Check the credentials of a request.

        Raises HttpError if no security requirement of the operation is satisfied.
        """
        ways = self.alternatives(operation)
        if not ways or any(all(self._is_satisfied(name, request) for name in way) for way in ways):
            return
        expected = " or ".join(dict.fromkeys(" and ".join(map(self._describe, way)) for way in ways))
        challenges = {self._challenge(name) for way in ways for name in way} - {""}
        headers = {"WWW-Authenticate": ", ".join(sorted(challenges) or ["ApiKey"])}
        raise HttpError(
            HTTPStatus.UNAUTHORIZED, f"the credentials are missing or wrong; expected {expected}", headers=headers
        )

    def _is_satisfied(self, name: str, request: IncomingRequest) -> bool:
        scheme = self.schemes.get(name)
        if scheme is None or scheme.get("type") == "mutualTLS":
            return True
        if scheme.get("type") == "apiKey":
            given = {
                "header": request.headers.getlist(str(scheme.get("name"))),
                "query": [unescaped(raw) for key, raw in request.pairs if key == scheme.get("name")],
                "cookie": [raw for key, raw in request.cookies if key == scheme.get("name")],
            }.get(str(scheme.get("in")), [])
            return self.api_key in given
        kind, _, rest = request.headers.get("authorization", "").partition(" ")
        http_scheme = str(scheme.get("scheme", "")).lower() if scheme.get("type") == "http" else "bearer"
        if http_scheme == "basic":
            try:
                decoded = base64.b64decode(rest, validate=True).decode()
            except (binascii.Error, ValueError):
                return False
            return kind.lower() == "basic" and decoded == f"{USER}:{self.api_key}"
        return kind.lower() == http_scheme and rest == self.api_key

    def _describe(self, name: str) -> str:
        scheme = self.schemes.get(name, {})
        if scheme.get("type") == "apiKey":
            return f"the key as {scheme.get('in')} {scheme.get('name')!r}"
        return f"`Authorization: {str(scheme.get('scheme', 'bearer')).capitalize()} ...`"

    def _challenge(self, name: str) -> str:
        scheme = self.schemes.get(name, {})
        if scheme.get("type") in {"oauth2", "openIdConnect"}:
            return "Bearer"
        return str(scheme.get("scheme", "")).capitalize() if scheme.get("type") == "http" else ""

    # ---- parameters ----

    def _parameter(self, parameter: Resolved, match: Match, request: IncomingRequest) -> Any:
        node = parameter.node
        name, where = str(node["name"]), node["in"]
        if where == "querystring":
            return self._query_string(parameter, request)
        if "content" in node and "schema" not in node:
            return self._content(node, match, request)
        schema = self.schemas.at(parameter_schema(self.schemas.root, parameter).pointer)
        style = node.get("style") or {"query": "form", "cookie": "form"}.get(where, "simple")
        explode = bool(node.get("explode", style in {"form", "cookie"}))
        if where == "path":
            return self.decoder.path(match.values[name], node, schema) if name in match.values else ABSENT
        if where == "header":
            given = request.headers.getlist(name)
            return self.decoder.header(", ".join(given), node, schema) if given else ABSENT
        pairs = request.pairs if where == "query" else request.cookies
        return self.decoder.named(pairs, name, schema, "form" if style == "cookie" else style, explode=explode)

    def _content(self, node: JsonObject, match: Match, request: IncomingRequest) -> Any:
        name = str(node["name"])
        given = {
            "query": [unescaped(raw) for key, raw in request.pairs if key == name],
            "cookie": [unescaped(raw) for key, raw in request.cookies if key == name],
            "header": request.headers.getlist(name),
            "path": [unescaped(match.values[name])] if name in match.values else [],
        }.get(node["in"], [])
        if not given:
            return ABSENT
        media_type = next(iter(node["content"]), "")
        return _parse_json(given[0].encode()) if is_json(media_type) else given[0]

    def _query_string(self, parameter: Resolved, request: IncomingRequest) -> Any:
        """Decode an OpenAPI 3.2 parameter with `in: querystring`, whose value is the complete query."""
        if not request.query:
            return ABSENT
        for media_type, media in content_of(self.schemas.root, parameter).items():
            if is_json(media_type):
                return _parse_json(unescaped(request.query).encode())
            return self._form(request.pairs, media)
        return ABSENT

    # ---- bodies ----

    def _body(self, operation: Operation, request: IncomingRequest, problems: list[str]) -> tuple[str, Any]:
        """Return the media type of the body, and the decoded body; ABSENT if it is missing or cannot be decoded.

        Errors are appended to `problems`, but an undocumented media type raises HttpError.
        """
        holder = operation.body or Resolved({}, ())
        is_required = bool(holder.node.get("required"))
        content = content_of(self.schemas.root, holder)
        given = request.headers.get("content-type", "")
        base, documented = essence(given), choose_media_type(given, content)
        if not request.body and not is_form(base) and (not given or documented is not None or not is_required):
            is_missing = is_required and (not given or is_json(base))
            problems += ["body is missing; it is required"] if is_missing else []
            return base, ABSENT
        if documented is None:
            message = f"header Content-Type is {given[:80]!r}; expected {', '.join(content) or 'no body'}"
            raise HttpError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, message)
        media = content[documented]
        try:
            value = self.parse_body(base, given, request.body, media)
        except UnreadableValueError as error:
            problems.append(f"body {error}")
            return base, ABSENT
        if "schema" in media.node and (is_json(base) or is_form(base) or self._is_text(base, media)):
            problems += self._violations((*media.pointer, "schema"), value, "body")
        elif "itemSchema" in media.node and isinstance(value, list):
            for number, item in enumerate(value):
                problems += self._violations((*media.pointer, "itemSchema"), item, f"body line {number + 1}")
        return base, value

    def _is_text(self, base: str, media: Resolved) -> bool:
        return base.startswith("text/") and self.schemas.types(self.schemas.at((*media.pointer, "schema"))) == {
            "string"
        }

    def parse_body(self, base: str, content_type: str, body: bytes, media: Resolved) -> Any:
        """Decode a request body by its media type: JSON, a form (to an object), JSON Lines (to a list) or text.

        Return the bytes for any other media type.

        Args:
            base: The media type without parameters.
            content_type: The complete header Content-Type.
            body: The bytes of the body.
            media: The Media Type Object, which describes the fields of a form.

        Raises:
            UnreadableValueError: The body is not valid.
        """
        if is_json(base):
            return _parse_json(body)
        if base == "application/x-www-form-urlencoded":
            return self._form(split_pairs(_text(body)), media)
        if base == "multipart/form-data":
            return self._multipart(body, content_type, media)
        if is_sequence(base) and base != EVENT_STREAM:
            return [_parse_json(line) for line in body.replace(b"\x1e", b"\n").split(b"\n") if line.strip()]
        return _text(body) if base.startswith("text/") else body

    def _form(self, pairs: RawPairs, media: Resolved) -> JsonObject:
        schema, encoding = self.schemas.at((*media.pointer, "schema")) or {}, media.node.get("encoding") or {}
        found: JsonObject = {}
        known = self.schemas.properties(schema)
        for name, child in known.items():
            own = encoding.get(name) or {}
            kinds = self.schemas.types(child)
            if own.keys() & {"style", "explode"}:
                style = own.get("style", "form")
                value = self.decoder.named(pairs, name, child, style, explode=own.get("explode", style == "form"))
            elif "object" in kinds and "string" not in kinds:
                raw = next((raw for key, raw in pairs if key == name), None)
                deep = self.decoder.named(pairs, name, child, "deepObject", explode=False) if raw is None else ABSENT
                value = _parse_json(unescaped(raw).encode()) if raw is not None else deep
            else:
                value = self.decoder.named(pairs, name, child, "form", explode=True)
            if value is not ABSENT:
                found[name] = value
        for key, raw in pairs:
            name = key.partition("[")[0]
            if name not in known:
                found[name] = self.decoder.scalar(unescaped(raw), self.schemas.property(schema, name))
        return found

    def _multipart(self, body: bytes, content_type: str, media: Resolved) -> JsonObject | str:
        schema = self.schemas.at((*media.pointer, "schema")) or {}
        parts = parse_multipart(body, content_type)
        found: JsonObject = {}
        if parts and self.schemas.types(schema) == {"string"}:
            return parts[0][2].decode("latin-1")  # Such a schema describes the only part, whatever its name is.
        if styled := self._styled_parts(schema, media):
            is_styled = [not is_file and name.partition("[")[0] in styled for name, _, _, is_file in parts]
            pairs = [(part[0], quote(_text(part[2]))) for part, chosen in zip(parts, is_styled, strict=True) if chosen]
            found = self._form(pairs, media)
            parts = [part for part, chosen in zip(parts, is_styled, strict=True) if not chosen]
        for name, media_type, content, is_file in parts:
            child = self.schemas.property(schema, name)
            kinds = self.schemas.types(child)
            is_listed = "array" in kinds and "string" not in kinds
            item = self.schemas.items(child) if is_listed else child
            if is_file or (media_type and not media_type.startswith("text/") and not is_json(media_type)):
                value: Any = content.decode("latin-1")
            elif is_json(media_type) or (kinds & {"object"} and "string" not in kinds and not is_listed):
                value = _parse_json(content)
            else:
                value = self.decoder.scalar(_text(content), item)
            if is_listed and not (is_json(media_type) and isinstance(value, list)):
                found.setdefault(name, []).append(value)
            else:
                found[name] = value
        return found

    def _styled_parts(self, schema: Any, media: Resolved) -> set[str]:
        """Return the names of the parts of a multipart body that an `encoding` with a style describes."""
        found: set[str] = set()
        for name, style in form_styles(self.schemas.root, "multipart/form-data", media.node).items():
            child = self.schemas.property(schema, name)
            found |= {name, *(self.schemas.properties(child) if style == ("form", True) else ())}
        return found

    def _violations(self, pointer: JsonPointer, value: Any, label: str) -> list[str]:
        if self.schemas.at(pointer) is None:
            return []
        return list(describe_errors(self.schemas, pointer, value, label))


def describe_errors(schemas: SchemaSet, pointer: JsonPointer, value: Any, label: str) -> Iterator[str]:
    """Yield a message for each violation of a schema by a value, such as `body /name: 7 is not of type "string"`.

    Args:
        schemas: The schemas of the document.
        pointer: The pointer of the schema.
        value: The value to validate.
        label: The first words of each message, such as "body". The location in the value follows.
    """
    try:
        found = list(schemas.validator(pointer).iter_errors(value))
    # The validator raises ValueError for a number in the value that it cannot represent.
    except ValueError as unreadable:
        yield f"{label}: {unreadable}"
        return
    for each in found:
        place = "".join(f"/{step}" for step in each.instance_path)
        yield f"{label}{' ' if place else ''}{place}: {truncate(each.message, MAX_QUOTED_MESSAGE_CHARS)}"


def choose_media_type(given: str, content: Mapping[str, Any]) -> str | None:
    """Choose the documented media type that matches the Content-Type header `given`. Return None if none matches."""
    base = essence(given)
    if not base:
        return None
    for documented in content:
        if essence(documented) == base:
            return documented
    for documented in content:
        if is_range(documented) and covers(essence(documented), base):
            return documented
    return None


def covers(media_range: str, base: str) -> bool:
    """Return whether a media range, such as `image/*`, includes the media type `base`."""
    kind, _, sub = media_range.partition("/")
    given_kind, _, given_sub = base.partition("/")
    return kind in {"*", given_kind} and (
        sub in {"*", given_sub} or (sub.startswith("*+") and given_sub.endswith(sub[1:]))
    )


def is_form(base: str) -> bool:
    """Return whether bodies of the media type `base` consist of named form fields."""
    return base in {"application/x-www-form-urlencoded", "multipart/form-data"}


def parse_multipart(body: bytes, content_type: str) -> list[tuple[str, str, bytes, bool]]:
    """Parse a multipart body. Return the name, media type and content of each part, and whether the part is a file.

    Raises UnreadableValueError if the body is not valid.
    """
    boundary = parameters(content_type).get("boundary", "")
    if not boundary:
        raise UnreadableValueError("has no boundary in its Content-Type; expected `multipart/form-data; boundary=...`")
    found: list[tuple[str, str, bytes, bool]] = []

    def on_field(part: Field) -> None:
        found.append(
            ((part.field_name or b"").decode("utf-8", "replace"), part.content_type or "", part.value or b"", False)
        )

    def on_file(part: File) -> None:
        part.file_object.seek(0)
        name = (part.field_name or b"").decode("utf-8", "replace")
        found.append((name, part.content_type or "application/octet-stream", part.file_object.read(), True))

    try:
        parser = FormParser("multipart/form-data", on_field, on_file, boundary=boundary.encode())
        parser.write(body)
        parser.finalize()
    except (FormParserError, ValueError) as error:
        raise UnreadableValueError(f"is not a multipart body: {error}") from None
    return found


def _parse_json(body: bytes) -> Any:
    def refuse(text: str) -> Any:
        raise UnreadableValueError(f"has {text}, which JSON does not have")

    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise UnreadableValueError(f"is not JSON: {error}") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise UnreadableValueError(f"is not UTF-8: {error.reason} at byte {error.start}") from None


def unescaped(raw: str) -> str:
    """Decode the percent-encoding in a query value."""
    return unquote(raw)


def _label(node: JsonObject) -> str:
    return f"{node['in']} {node['name']!r}"
