"""Validation of a response against its operation: the status, media type, headers and body.

A JSON Schema validator checks bodies. Most undocumented properties are found without it, by the property names in
FieldCounters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from specloop.drift import redaction
from specloop.drift.json_text import decode_json
from specloop.drift.validation.error_mapping import ErrorMapper
from specloop.drift.validation.header_values import describe_deprecation, header_schema, parse_header, parse_literal
from specloop.drift.validation.json_types import json_type
from specloop.drift.validation.observation_counter import ObservationCounter
from specloop.drift.validation.observations import Observation, Population
from specloop.drift.validation.schema_compiler import CompiledSchema, FieldCounter, SchemaCompiler
from specloop.drift.validation.schema_errors import undocumented_property
from specloop.drift.validation.stream_bodies import split_events, split_texts
from specloop.openapi import schema_facts
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer, Resolved, resolve_object
from specloop.openapi.media_types import EVENT_STREAM, essence, is_stream, parameters
from specloop.openapi.normalize import normalize
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.schema import schemas_of
from specloop.openapi.stream_items import StreamItems, stream_items

JSON_MEDIA_TYPE = "application/json"


class NoBody:
    """The value of `RecordedResponse.body` if there is no body, or if only its unparsed bytes are in `content`."""


class BodyNotRecorded:
    """The value of `RecordedResponse.body` if the response had a body that is not in the recording."""

    examined_as = "bodies not recorded"
    """The name under which reports count such bodies."""


class BrotliNotRead(BodyNotRecorded):
    """The value of `RecordedResponse.body` for a body with the content coding br, if Brotli is not installed."""

    examined_as = "bodies in br not read"


class ZstdNotRead(BodyNotRecorded):
    """The value of `RecordedResponse.body` for a body with the content coding zstd, if Zstandard is not installed."""

    examined_as = "bodies in zstd not read"


@dataclass(frozen=True, slots=True)
class RecordedResponse:
    """An HTTP response from a recording or from the live API."""

    status: int
    headers: Mapping[str, str] | None
    """The headers by lower-case name; None if the headers were not recorded."""
    content: bytes | None = None
    """The bytes of the body; None if there is no body, or if `body` contains its parsed value."""
    body: Any = NoBody

    @property
    def content_type(self) -> str | None:
        """The media type in the header `Content-Type`, without parameters; None if the header is missing."""
        given = (self.headers or {}).get("content-type", "")
        return essence(given) or None


class ResponseValidator:
    """Validates responses against one contract, and counts the differences in `counter`."""

    def __init__(self, contract: Document) -> None:
        self.contract = normalize(contract)
        self.counter = ObservationCounter()
        self._compiler = SchemaCompiler(self.contract)
        self._mappers: dict[tuple[int, str], ErrorMapper] = {}
        """The error mappers, by id() of the compiled schema and by prefix.

        The compiler keeps all compiled schemas, so no id() is used twice.
        """

    # --- status, content type, headers ---

    def validate(self, operation: Operation, answer: RecordedResponse) -> None:
        """Validate the status, headers and body of an operation's response, and count the differences."""
        label = operation.label
        every = Population(label, "", "")
        self.counter.populations[every] += 1
        self._count_deprecation(operation, answer, every)
        found = operation.response(answer.status)
        if found is None:
            observation = Observation(
                "undocumented-status", label, "", (*operation.pointer, "responses"),
                ", ".join(operation.responses), str(answer.status),
            )  # fmt: skip
            self.counter.add(observation, every, str(answer.status))
            return
        code, response = found
        self.counter.present[every, (*operation.pointer, "responses")].add(code)
        self._headers(label, code, response, answer)
        if operation.http_method != "HEAD":
            self._content(operation, code, response, answer)

    def _count_deprecation(self, operation: Operation, answer: RecordedResponse, every: Population) -> None:
        """Count a difference if a response has the header Deprecation or Sunset, but its operation is not deprecated.

        `every` is the population of all responses of the operation.
        """
        headers = answer.headers or {}
        if operation.node.get("deprecated") is True or not headers.keys() & {"deprecation", "sunset"}:
            return
        place = (*operation.pointer, "deprecated")
        observation = Observation(
            "deprecated-by-server", operation.label, "/headers/Deprecation", place, "a current operation"
        )
        self.counter.add(observation, every, describe_deprecation(headers))

    def _headers(self, label: str, code: str, response: Resolved, answer: RecordedResponse) -> None:
        if answer.headers is None:
            return
        population = Population(label, code, "/headers")
        self.counter.populations[population] += 1
        for name, raw in (response.node.get("headers") or {}).items():
            header = resolve_object(self.contract.data, raw, (*response.pointer, "headers", name))
            if name.lower() == "content-type":
                continue  # OpenAPI ignores this header, since `content` has the media types.
            given = answer.headers.get(name.lower())
            at = f"/headers/{name}"
            if name.lower() == "set-cookie" and given is not None:
                continue  # A response can have many of these, and only one may be the documented one.
            if given is None:
                if header.node.get("required"):
                    observation = Observation(
                        "missing-response-header", label, at, header.pointer, "present in every response", name
                    )
                    self.counter.add(observation, population, "absent")
            elif (schema := header_schema(self.contract.data, header)) is not None:
                compiled = self._compiler.compiled(schema)
                value = parse_header(self.contract, given, header.node, schema)
                if isinstance(value, str) and compiled.validator.is_valid(parse_literal(given)):
                    continue  # The schema allows strings and numbers, and rejects the text only as a string.
                self._checked(value, compiled, population, at)

    def _content(self, operation: Operation, code: str, response: Resolved, answer: RecordedResponse) -> None:
        content = response.node.get("content")
        if answer.status in {204, 205, 304}:
            return
        if isinstance(answer.body, type) and issubclass(answer.body, BodyNotRecorded):
            self.counter.examined[answer.body.examined_as] += bool(content)
            return
        if not content:
            self._undocumented_body(operation.label, code, response, answer)
        else:
            self._documented_body(operation, code, response, answer)

    def _documented_body(self, operation: Operation, code: str, response: Resolved, answer: RecordedResponse) -> None:
        label = operation.label
        content = content_of(self.contract.data, response)
        population = Population(label, code, "/content")
        self.counter.populations[population] += 1
        place = (*response.pointer, "content")
        expected = ", ".join(content)
        empty = answer.body is NoBody and not (answer.content or b"").strip()
        if empty:
            self.counter.add(Observation("body-missing", label, "", place, expected), population, "no body")
            return
        given = answer.content_type or _first_json_type(content)
        documented = _match(given, content, (answer.headers or {}).get("content-type", ""))
        if documented is None:
            shown = _media_type(given)
            observation = Observation("undocumented-content-type", label, "", place, expected, shown)
            self.counter.add(observation, population, "another media type" if shown == redaction.MASK else shown)
            return
        media = content[documented]
        if is_stream(documented):
            self._stream(operation, code, documented, media, answer)
            return
        if not _is_json(given or ""):
            return
        body = answer.body if answer.body is not NoBody else _parse_json(answer.content)
        if body is NoBody:
            observation = Observation("body-not-json", label, "", media.pointer, "JSON")
            self.counter.add(observation, population, _what_else(answer.content or b""))
            return
        if "schema" in media.node:
            self.body(label, code, (*media.pointer, "schema"), body)

    def _stream(
        self, operation: Operation, code: str, media_type: str, media: Resolved, answer: RecordedResponse
    ) -> None:
        """Validate each item of a recorded stream with the documented item schema, and count the differences.

        `code` is the key of the response in `responses`, such as `200`. `media` is the Media Type Object of
        `media_type`.
        """
        items = stream_items(self.contract.data, operation.node, media_type, media)
        population = Population(operation.label, code, "")
        compiled = None if items.schema is None else self._compiler.compiled(items.schema)
        is_parsed = answer.body is not NoBody
        values: list[Any] = []
        for item in _recorded_items(media_type, items, answer):
            self.counter.examined["stream items"] += 1
            value = item
            if isinstance(item, str) and not is_parsed:
                value = _parse_json(item.encode("utf-8", "surrogatepass"))
                if essence(media_type) == EVENT_STREAM and compiled is not None:
                    value = self._event_data(item, value, compiled)
            if value is NoBody:
                self.counter.populations[population] += 1
                observation = Observation("body-not-json", operation.label, "", media.pointer, "JSON")
                self.counter.add(observation, population, _what_else(item.encode("utf-8", "surrogatepass")))
            else:
                values.append(value)
        if compiled is not None and values:
            if items.has_json_data:
                values = [self._event(each, compiled) for each in values]
            self._count(compiled.fields, values, operation.label, code)
            for value in values:
                self._checked(value, compiled, population)

    def _event_data(self, text: str, value: Any, compiled: CompiledSchema) -> Any:
        """Return the data of a server-sent event as JSON or as text, whichever the schema accepts.

        If it accepts neither, return the JSON, unless the schema allows strings, but no value of the JSON's type.

        Args:
            text: The data.
            value: The data parsed as JSON, or the class NoBody if `text` is not JSON.
            compiled: The schema of the data.
        """
        for each in (value, text):
            if each is not NoBody and compiled.validator.is_valid(each):
                return each
        variants = schemas_of(self.contract).shape((compiled.pointer,)).variants
        kinds = {"number" if each.kind == "integer" else each.kind for each in variants}
        kind = "" if value is NoBody else schema_facts.json_type(value)
        is_json_documented = not kinds.isdisjoint({"any", "number" if kind == "integer" else kind})
        return text if "string" in kinds and not is_json_documented else value

    def _event(self, event: Any, compiled: CompiledSchema) -> Any:
        """Return a server-sent event with its `data` parsed as JSON, unless the schema accepts `data` only as text.

        Return it unchanged if the text is not JSON.
        """
        if not isinstance(event, dict) or not isinstance(event.get("data"), str) or compiled.validator.is_valid(event):
            return event
        data = _parse_json(event["data"].encode("utf-8", "surrogatepass"))
        if data is NoBody:
            return event
        parsed = {**event, "data": data}
        mapper = self._mapper(compiled)
        return event if mapper.rejects(parsed, "data") and not mapper.rejects(event, "data") else parsed

    def _undocumented_body(self, label: str, code: str, response: Resolved, answer: RecordedResponse) -> None:
        population = Population(label, code, "/content")
        self.counter.populations[population] += 1
        is_empty = answer.body is NoBody and not (answer.content or b"").strip()
        if is_empty or answer.status // 100 != 2:  # noqa: PLR2004 - error bodies are often undocumented
            return
        body, given = answer.body, answer.content_type
        if body is NoBody and (given is None or _is_json(given)):
            body = _parse_json(answer.content)
        is_json = body is not NoBody
        shown = _media_type(given) if given else (JSON_MEDIA_TYPE if is_json else redaction.MASK)
        observation = Observation("undocumented-body", label, "", response.pointer, "no body", shown)
        self.counter.add(observation, population, json_type(body) if is_json else "a body")
        if is_json:
            self.counter.samples[observation].add(body)

    # --- body ---

    def body(self, label: str, code: str, schema: JsonPointer, body: Any) -> None:
        """Validate a JSON response body with a schema, and count the differences.

        Args:
            label: The label of the operation.
            code: The key of the response in the operation's `responses`, such as `200` or `4XX`.
            schema: The pointer of the schema in the contract.
            body: The parsed body.
        """
        compiled = self._compiler.compiled(schema)
        self._count(compiled.fields, [body], label, code)
        self._checked(body, compiled, Population(label, code, ""))

    def _count(self, here: FieldCounter, values: list[Any], label: str, code: str) -> None:
        """Add the properties and enum values in `values`, and in everything nested in them, to `self.counter`.

        `here` is the FieldCounter for the place of `values` in bodies of the operation `label`. `code` is the key of
        the response in `responses`, such as `200`.
        """
        here.expanded()
        counter, population = self.counter, Population(label, code, here.at)
        counter.populations[population] += len(values)
        counter.schemas[population] = here.schema_uses()
        if here.enum is not None:
            counter.present[population, here.enum[1]] |= here.enum[0].intersection(
                v for v in values if isinstance(v, str)
            )
            return
        objects = [value for value in values if type(value) is dict]
        if objects:
            self._count_objects(here, objects, population)
        for child, inner in chain(here.property_counters(objects), here.item_counters(values)):
            self._count(child, inner, label, code)

    def _count_objects(self, here: FieldCounter, objects: list[dict[str, Any]], population: Population) -> None:
        known = here.known
        strange = [value for value in objects if not known.issuperset(value)] if known is not None else []
        if strange:
            met = Counter((name, json_type(value[name])) for value in strange for name in value.keys() - (known or ()))
            for (name, observed), count in met.items():
                observation = undocumented_property(population.operation, here.at, here.holder, name)
                self.counter.add(observation, population, observed, count)
        if here.optional:
            absent = set(here.optional)
            for value in objects:
                absent.difference_update(value)
                if not absent:
                    break
            self.counter.present[population, here.holder] |= here.optional - absent

    def _checked(self, body: Any, compiled: CompiledSchema, population: Population, prefix: str = "") -> None:
        if not compiled.validator.is_valid(body):
            self._mapper(compiled, prefix).map_errors(body, population, self.counter)

    def _mapper(self, compiled: CompiledSchema, prefix: str = "") -> ErrorMapper:
        key = (id(compiled), prefix)
        if key not in self._mappers:
            self._mappers[key] = ErrorMapper(self.contract, compiled, prefix)
        return self._mappers[key]


def _recorded_items(media_type: str, items: StreamItems, answer: RecordedResponse) -> Iterator[Any]:
    """Yield the items of a recorded stream, up to the text that marks its end, and without an incomplete last item.

    Items are unparsed texts, or dicts if the schema describes whole server-sent events. If `answer.body` is already
    parsed, yield its items.
    """
    if answer.body is not NoBody:
        yield from answer.body if isinstance(answer.body, list) else [answer.body]
        return
    content = answer.content or b""
    if essence(media_type) == EVENT_STREAM:
        for event in split_events(content):
            if event["data"].strip() == items.sentinel:
                return
            is_error = items.error_event and event.get("event") == items.error_event
            if items.is_event:
                yield event
            elif not is_error:
                yield event["data"]
        return
    charset = parameters((answer.headers or {}).get("content-type", "")).get("charset", "")
    for text, is_whole in split_texts(media_type, content, charset):
        if items.sentinel and text.strip('"').strip() == items.sentinel:
            return
        if is_whole or _parse_json(text.encode("utf-8", "surrogatepass")) is not NoBody:
            yield text


def _parse_json(content: bytes | None) -> Any:
    """Return the JSON value of a body, or the class NoBody if the content is not JSON."""
    try:
        return decode_json(content or b"")
    except ValueError:
        return NoBody


def _is_json(media_type: str) -> bool:
    return media_type == JSON_MEDIA_TYPE or media_type.endswith("+json") or media_type in {"text/json", ""}


def _first_json_type(content: Mapping[str, Any]) -> str | None:
    """Return the first JSON media type in `content`, the default for a missing Content-Type; None if there is none."""
    return next((media_type for media_type in map(essence, content) if _is_json(media_type)), None)


def _match(given: str | None, content: Mapping[str, Any], header: str) -> str | None:
    """Return the key of `content`, such as `text/*`, for the media type `given`; None if no key matches.

    If `given` is None, return the first key. If keys differ only in parameters, choose the one that best fits the
    Content-Type `header`.
    """
    if given is None:
        return next(iter(content))
    bare: dict[str, list[str]] = {}
    for each in content:
        bare.setdefault(essence(each), []).append(each)
    kind, _, subtype = given.partition("/")
    for candidate in (given, f"{kind}/*+{subtype.rpartition('+')[2]}", f"{kind}/*", "*/*"):
        if found := bare.get(candidate):
            return found[0] if len(found) == 1 else _with_most_parameters(found, header)
    json_types = bare.get(JSON_MEDIA_TYPE, [None])
    return json_types[0] if given.endswith("+json") or given == "text/json" else None


def _with_most_parameters(media_types: list[str], header: str) -> str:
    """Return the media type with the most parameters, such as `version=2`, that a Content-Type header has, too.

    Media types with a parameter that the header lacks are excluded. If all are excluded, return the first one.
    """
    sent = parameters(header).items()
    stated = {each: {item for item in parameters(each).items() if item[0] != "charset"} for each in media_types}
    fitting = [each for each in media_types if stated[each] <= sent]
    return max(fitting, key=lambda each: len(stated[each]), default=media_types[0])


def _media_type(given: str | None) -> str:
    """Return a media type, or `{}` if its type is unknown, or its subtype could be an id or a secret."""
    known = ("application", "audio", "font", "image", "message", "model", "multipart", "text", "video")
    kind_, _, rest = (given or "").partition("/")
    name = rest.replace("+", ".")
    if kind_ in known and redaction.redact_name(name) == name:
        return f"{kind_}/{rest}"
    return redaction.MASK


def _what_else(content: bytes) -> str:
    start = content.lstrip()[:1]
    return "HTML or XML" if start == b"<" else f"{len(content)} bytes that are not JSON"
