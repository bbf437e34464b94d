"""Decoding of the parts of a request to the caller's argument values, by the styles and schemas of a document.

The generated client encodes requests with other code, so that this module checks the encoding independently.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote, unquote_plus

from vendors.reading import Document, Node, is_json

ABSENT = object()
Pair = tuple[str, str]

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


class Unreadable(Exception):  # noqa: N818  describes the request
    """A request does not match the document; the message states the reason."""


class Wire:
    """Decoder of values by the schemas of one document."""

    def __init__(self, document: Document) -> None:
        self.document = document

    # Properties of schemas

    def kinds(self, schema: Any) -> set[str]:
        """Return the JSON types that a schema allows."""
        schema = self.document.follow(schema)
        if schema is True or not schema:
            return {"string"}
        kinds = schema.get("type", ())
        found = {kinds} if isinstance(kinds, str) else set(kinds)
        for keyword in ("anyOf", "oneOf", "allOf"):
            for arm in schema.get(keyword, ()):
                found |= self.kinds(arm)
        for word in [*schema.get("enum", ()), *([schema["const"]] if "const" in schema else ())]:
            found |= {{str: "string", bool: "boolean", int: "integer", float: "number"}.get(type(word), "null")}
        return found | ({"object"} if schema.keys() & {"properties", "additionalProperties"} else set())

    def items(self, schema: Any) -> Any:
        """Return the schema of an array's items, also if a subschema or variant contains it."""
        return next((each["items"] for each in self.arms(schema) if "items" in each), {})

    def members(self, schema: Any) -> Node:
        """Return the schemas of an object's properties, including the properties of its subschemas and variants."""
        found: Node = {}
        for each in self.arms(schema):
            found |= each.get("properties", {})
        return found

    def member(self, schema: Any, name: str) -> Any:
        """Return the schema of one property: the schema in `properties`, or the schema of additional properties."""
        more = next((each["additionalProperties"] for each in self.arms(schema) if "additionalProperties" in each), {})
        return self.members(schema).get(name, more)

    def arms(self, schema: Any) -> list[Node]:
        """Return a schema, and all subschemas in its `allOf`, `anyOf` and `oneOf` at any depth."""
        schema = self.document.follow(schema)
        if not isinstance(schema, dict):
            return []
        inner = [arm for keyword in ("allOf", "anyOf", "oneOf") for arm in schema.get(keyword, ())]
        return [schema, *(each for arm in inner for each in self.arms(arm))]

    # Decoding of values

    def scalar(self, text: str, schema: Any) -> Any:
        """Decode a text to a boolean, number or string that the schema allows; to JSON data for objects and arrays."""
        kinds = self.kinds(schema)
        if "boolean" in kinds and text in {"true", "false"}:
            return text == "true"
        if kinds & {"integer", "number"} and _NUMBER.fullmatch(text):
            return json.loads(text)
        if "string" in kinds:
            return text
        if kinds & {"object", "array"}:
            return _json(text)
        raise Unreadable(f"{text!r} is none of {', '.join(sorted(kinds))}")

    def listed(self, texts: list[str], schema: Any) -> list[Any]:
        """Decode texts to the items of an array."""
        return [self.scalar(text, self.items(schema)) for text in texts]

    def paired(self, texts: list[str], schema: Any) -> Node:
        """Decode the texts of `a,1,b,2` to an object."""
        if len(texts) % 2:
            raise Unreadable(f"{texts} are not names and values in turn")
        return {
            name: self.scalar(text, self.member(schema, name))
            for name, text in zip(texts[::2], texts[1::2], strict=True)
        }

    def assigned(self, texts: list[str], schema: Any) -> Node:
        """Decode the texts of `a=1,b=2` to an object."""
        pairs = [text.partition("=")[::2] for text in texts]
        return {name: self.scalar(text, self.member(schema, name)) for name, text in pairs}

    def delimited(self, raw: str, between: str, schema: Any, decode: Callable[[str], str], *, explode: bool) -> Any:
        """Decode a text to a scalar, or to an array or object whose parts the regex `between` separates."""
        kinds = self.kinds(schema)
        parts = [decode(part) for part in re.split(between, raw)]
        if "array" in kinds:
            return self.listed(parts, schema)
        if "object" in kinds:
            return self.assigned(parts, schema) if explode else self.paired(parts, schema)
        return self.scalar(decode(raw), schema)

    # Decoding of parameters

    def parameter(self, parameter: Node, request: Any) -> Any:
        """Return the value of a parameter in a request; ABSENT if the request does not contain the parameter."""
        if "content" in parameter:
            return self._content(parameter, request)
        schema = parameter["schema"]
        style = parameter.get("style") or {"query": "form", "cookie": "form"}.get(parameter["in"], "simple")
        explode = parameter.get("explode", style == "form")
        name = parameter["name"]
        if parameter["in"] == "path":
            return self._path(request.path_values[name], name, schema, style, explode=explode)
        if parameter["in"] == "header":
            text = request.headers.get(name.lower())
            return ABSENT if text is None else self.delimited(text, ",", schema, str, explode=explode)
        pairs = request.query if parameter["in"] == "query" else request.cookies
        return self.named(pairs, name, schema, style, explode=explode)

    def _content(self, parameter: Node, request: Any) -> Any:
        name = parameter["name"]
        where = {"query": dict(request.query), "cookie": dict(request.cookies), "header": request.headers}
        text = where.get(parameter["in"], request.path_values).get(
            name.lower() if parameter["in"] == "header" else name
        )
        if text is None:
            return ABSENT
        return _json(text if parameter["in"] == "header" else unquote(text))

    def _path(self, raw: str, name: str, schema: Any, style: str, *, explode: bool) -> Any:
        if style == "label":
            return self.delimited(raw.removeprefix("."), r"\." if explode else ",", schema, unquote, explode=explode)
        if style == "matrix":
            raw = raw.removeprefix(";")
            if explode and "array" in self.kinds(schema):
                raw = ",".join(part.partition("=")[2] for part in raw.split(";"))
            elif explode and "object" in self.kinds(schema):
                raw = raw.replace(";", ",")
            else:
                raw = raw.removeprefix(f"{name}=")
        return self.delimited(raw, ",", schema, unquote, explode=explode)

    def named(self, pairs: list[Pair], name: str, schema: Any, style: str, *, explode: bool) -> Any:
        """Return the value of a parameter in the pairs of a query, cookie or form; ABSENT if no pair belongs to it.

        The texts of the pairs are still percent-encoded.
        """
        kinds = self.kinds(schema)
        if style == "deepObject" and "object" in kinds and (found := self.deep(pairs, name, schema)):
            return found
        own = [raw for key, raw in pairs if unquote(key) == name]
        if explode and "object" in kinds and not own:
            members = self.members(schema)
            found = {key: self.scalar(unquote(raw), members[key]) for key, raw in pairs if key in members}
            return found or ABSENT
        if not own:
            return ("array" in kinds and self.indexed(pairs, name, schema)) or ABSENT
        if "array" in kinds and (explode or style == "deepObject"):
            return self.listed([unquote(raw) for raw in own], schema)
        if len(own) > 1:
            raise Unreadable(f"{name} was sent {len(own)} times")
        between = {"spaceDelimited": "%20| ", "pipeDelimited": r"%7C|\|"}.get(style, ",")
        if kinds & {"array", "object"} and not explode:
            return self.delimited(own[0], between, schema, unquote, explode=False)
        return self.scalar(unquote(own[0]), schema)

    def deep(self, pairs: list[Pair], name: str, schema: Any) -> Node:
        """Decode the pairs of an object in the style `name[a][b]=1`."""
        prefix = f"{name}["
        inner: dict[str, list[Pair]] = {}
        for key, raw in pairs:
            spoken = unquote(key)
            if spoken.startswith(prefix):
                step, _, rest = spoken.removeprefix(prefix).partition("]")
                inner.setdefault(step, []).append((f"{step}{rest}", raw))
        found = {}
        for step, own in inner.items():
            member = self.member(schema, step)
            style = "deepObject" if self.kinds(member) & {"object", "array"} else "form"
            found[step] = self.named(own, step, member, style, explode=True)
        return found

    def indexed(self, pairs: list[Pair], name: str, schema: Any) -> list[Any]:
        """Decode the pairs of an array in the styles `name[0]=1&name[1]=2` and `name[0][a]=1`."""
        found = self.deep(pairs, name, {"type": "object", "additionalProperties": self.items(schema)})
        return [found[step] for step in sorted(found, key=int)] if found and all(map(str.isdecimal, found)) else []

    # Decoding of bodies

    def form(self, body: bytes, media: Node) -> Any:
        """Decode a body in `application/x-www-form-urlencoded`."""
        schema, encoding = media["schema"], media.get("encoding", {})
        # Only this media type encodes spaces as plus signs.
        pairs = [(key, raw.replace("+", "%20")) for key, raw in query_pairs(body.decode("ascii").replace("+", "%20"))]
        found = {}
        for name, member in self.members(schema).items():
            own = encoding.get(name, {})
            if own.keys() & {"style", "explode"}:
                style = own.get("style", "form")
                value = self.named(pairs, name, member, style, explode=own.get("explode", style == "form"))
            elif "object" in self.kinds(member):
                value = next((_json(unquote_plus(raw)) for key, raw in pairs if unquote(key) == name), ABSENT)
            else:
                value = self.named(pairs, name, member, "form", explode=True)
            if value is not ABSENT:
                found[name] = value
        strange = {unquote(key).partition("[")[0] for key, _ in pairs} - self.members(schema).keys()
        if strange:
            raise Unreadable(f"the form has members that are not documented: {sorted(strange)}")
        return found

    def multipart(self, body: bytes, content_type: str, media: Node) -> Any:
        """Decode a body in `multipart/form-data`; a file becomes its content, decoded as Latin-1."""
        schema, found = media["schema"], {}
        for name, filename, kind, content in parts(body, content_type):
            member = self.member(schema, name)
            listed = "array" in self.kinds(member)
            each = self.items(member) if listed else member
            self._check_part(name, kind, media.get("encoding", {}).get(name, {}).get("contentType"))
            if filename is not None or kind == "application/octet-stream":
                value: Any = content.decode("latin-1")
            elif is_json(kind):
                value = _json(content.decode())
            else:
                value = self.scalar(content.decode(), each)
            if listed:
                found.setdefault(name, []).append(value)
            else:
                found[name] = value
        return found

    def _check_part(self, name: str, kind: str, wanted: str | None) -> None:
        if wanted is not None and kind not in [each.strip() for each in wanted.split(",")]:
            raise Unreadable(f"the part {name} is {kind}; expected {wanted}")


def query_pairs(raw: str) -> list[Pair]:
    """Split a query into pairs of name and value, which stay percent-encoded."""
    return [(key, value) for key, _, value in (pair.partition("=") for pair in raw.split("&") if pair)]


def parts(body: bytes, content_type: str) -> list[tuple[str, str | None, str, bytes]]:
    """Split a multipart body; return the name, filename, media type and content of each part."""
    boundary = content_type.partition("boundary=")[2].encode()
    if not boundary or not body.endswith(b"--" + boundary + b"--\r\n"):
        raise Unreadable("the multipart body does not end with its boundary")
    found = []
    for raw in body.split(b"--" + boundary)[1:-1]:
        head, _, content = raw.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        lines = [line.partition(": ") for line in head.decode().split("\r\n")]
        headers = {name.lower(): value for name, _, value in lines}
        fields = dict(re.findall(r'; (\w+)="([^"]*)"', headers["content-disposition"]))
        kind = headers.get("content-type", "text/plain").partition(";")[0]
        found.append((fields["name"], fields.get("filename"), kind, content.removesuffix(b"\r\n")))
    return found


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Unreadable(f"{text!r} is not JSON: {error}") from None
