"""Generator of mock responses from the document: status code, headers, and a body from an example or a schema."""

from __future__ import annotations

import re
import zlib
from http import HTTPStatus
from typing import Any

from specloop.mock import contents
from specloop.mock.operation_plans import Role
from specloop.mock.parameter_decoder import ABSENT
from specloop.mock.reply import Reply, ResponseTarget, header_text, put_message
from specloop.mock.request_checks import CheckedRequest, HttpError, IncomingRequest
from specloop.openapi.json_pointer import Resolved, resolve_ref
from specloop.openapi.media_types import essence, is_json, is_sequence
from specloop.openapi.operations import Operation, content_of
from specloop.openapi.schema_set import SchemaSet
from specloop.openapi.stream_items import STREAM_FLAG, StreamItems, stream_items, streams_by_default
from specloop.openapi.values import ValueMaker

MESSAGE_NAMES = (
    "message",
    "detail",
    "title",
    "error",
    "description",
    "reason",
    "errordescription",
    "errormessage",
    "msg",
)
UNHANDLED_HEADERS = {"content-type", "content-length", "date", "connection", "transfer-encoding", "content-encoding"}
PROBLEM_HEADER = "x-mock-problem"
MAX_PROBLEM_HEADER_CHARS = 1000
FILL_VARIETY = 1000
FIRST_STATUS_WITH_BODY = 200
TEXT_KEYWORDS = {"enum", "const", "pattern", "format", "maxLength", "minLength", "examples"}


class ResponseParts:
    """Generates responses, or their parts, from the document alone, without the stored resources."""

    def __init__(self, schemas: SchemaSet, maker: ValueMaker) -> None:
        self.schemas = schemas
        self.maker = maker

    # ---- which response ----

    def target(
        self, operation: Operation, role: Role, request: IncomingRequest, checked: CheckedRequest
    ) -> ResponseTarget:
        """Choose the documented success response for a request, and the media type of its body.

        The status code depends on `role`; CREATE prefers 201. The media type depends on the Accept header, and on
        whether the request asks for a stream. Raises HttpError if the client accepts no documented media type.
        """
        code = success_code(operation, role)
        response = operation.responses.get(code)
        content = content_of(self.schemas.root, response) if response else {}
        if not content:
            return ResponseTarget(code, status_of(code), response)
        body = checked.body if isinstance(checked.body, dict) else {}
        stated = body.get(STREAM_FLAG, checked.query(STREAM_FLAG))
        is_streaming = streams_by_default(self.schemas.root, operation) if stated is None else stated is True
        media_type = self._negotiate(content, request, is_streaming=is_streaming)
        if media_type is None:
            accept = request.headers.get("accept", "")[:80]
            raise HttpError(HTTPStatus.NOT_ACCEPTABLE, f"header Accept is {accept!r}; expected {', '.join(content)}")
        return ResponseTarget(code, status_of(code), response, media_type, content[media_type])

    def _negotiate(self, content: dict[str, Resolved], request: IncomingRequest, *, is_streaming: bool) -> str | None:
        preferred = sorted(content, key=lambda each: is_sequence(each) != is_streaming)
        return contents.negotiate(request.headers.get("accept", "*/*"), preferred)

    def preferred(self, operation: Operation, code: str, request: IncomingRequest) -> Reply:
        """Return the documented response that the client requests by a header such as `Prefer: code=404`.

        `code` is the requested status code. Raises HttpError if the operation does not document it.
        """
        documented = operation.response(int(code)) if re.fullmatch("[2-5][0-9][0-9]", code) else None
        if documented is None:
            expected = ", ".join(operation.responses) or "none is documented"
            message = f"header Prefer: code={code[:20]} is not documented; expected one of {expected}"
            raise HttpError(HTTPStatus.BAD_REQUEST, message)
        key, response = documented
        content = content_of(self.schemas.root, response)
        media_type = self._negotiate(content, request, is_streaming=False) or next(iter(content), "")
        reply = Reply(int(code), headers=self.headers(response), operation=operation)
        target = ResponseTarget(key, int(code), response, media_type, content.get(media_type))
        self.fill(reply, target, operation.path)
        return reply

    # ---- errors ----

    def error(self, operation: Operation | None, request: IncomingRequest, error: HttpError) -> Reply:
        """Return the response for an HttpError.

        If the operation documents a body for this error, the response has one.
        """
        code = str(error.status)
        if operation is not None and error.invalid:
            code = _invalid_code(operation, error)
        message = "; ".join(error.problems)
        reply = Reply(int(code), media_type="application/json", value={"message": message}, operation=operation)
        described = operation.response(int(code)) if operation else None
        if described is not None:
            response = described[1]
            reply.headers = self.headers(response)
            content = content_of(self.schemas.root, response)
            media_type = self._negotiate(content, request, is_streaming=False) or next(iter(content), "")
            if media_type:
                self._fill_error(reply, content[media_type], media_type, message)
        reply.headers |= {name.lower(): value for name, value in error.headers.items()}
        reply.headers[PROBLEM_HEADER] = header_text(message.encode("ascii", "backslashreplace").decode())[
            :MAX_PROBLEM_HEADER_CHARS
        ]
        return reply

    def _fill_error(self, reply: Reply, media: Resolved, media_type: str, message: str) -> None:
        is_structured = self.schemas.is_json_body(media_type, media)
        reply.media_type = contents.concrete(media_type, "", is_structured=is_structured)
        if not is_json(reply.media_type):
            reply.value = ABSENT
            is_text = reply.media_type.startswith("text/")
            reply.content = message.encode() if is_text else contents.sample(reply.media_type, 0)
            return
        if "schema" not in media.node:
            return
        pointer = (*media.pointer, "schema")
        accepts = self.schemas.validator(pointer).is_valid
        value = self.maker.make(pointer, reply.status)
        has_message = put_message(value, message, lambda: accepts(value), MESSAGE_NAMES)
        if not has_message and accepts({"message": message}):
            value = {"message": message}
        if isinstance(value, dict):
            for name, old in value.items():
                if name.lower() in {"status", "statuscode", "status_code", "code"} and type(old) is int:
                    value[name] = reply.status
                    value[name] = reply.status if accepts(value) else old
        reply.value, reply.schema = value, pointer

    # ---- headers and bodies ----

    def headers(self, response: Resolved | None) -> dict[str, str]:
        """Return a value for each documented header of a response, by header name in lower case."""
        found: dict[str, str] = {}
        if response is None:
            return found
        for name, raw in (response.node.get("headers") or {}).items():
            header = resolve_ref(self.schemas.root, raw, (*response.pointer, "headers", name))
            if name.lower() in UNHANDLED_HEADERS or not isinstance(header.node, dict):
                continue
            value = header.node.get("example")
            if value is None and "schema" in header.node:
                value = self.maker.make((*header.pointer, "schema"), 1, f"/{name}")
            found[name.lower()] = header_text("value" if value is None else value)
        return found

    def examples(self, media: Resolved | None, wanted: str = "") -> list[Any]:
        """Return the examples of a Media Type Object that are valid for its schema.

        If `wanted` is not empty, return only the example of that name.
        """
        if media is None:
            return []
        found: list[Any] = []
        for name, raw in (media.node.get("examples") or {}).items():
            example = resolve_ref(self.schemas.root, raw).node
            if isinstance(example, dict) and (not wanted or name == wanted):
                found += [example["value"]] if "value" in example else []
        if "example" in media.node and not wanted:
            found.append(media.node["example"])
        if "schema" in media.node:
            accepts = self.schemas.validator((*media.pointer, "schema")).is_valid
            found = [value for value in found if accepts(value)]
        return found

    def fill(self, reply: Reply, target: ResponseTarget, key: str, wanted: str = "") -> None:
        """Fill the body of `reply` with an example or a generated value, as `target` documents it.

        `key` is the seed of a generated value, such as the request's path. `wanted` is the name of the example that the
        client requests; "" for any example.
        """
        if target.media is None or reply.status in {204, 205, 304} or reply.status < FIRST_STATUS_WITH_BODY:
            return
        number = zlib.crc32(key.encode("utf-8", "surrogatepass")) % FILL_VARIETY
        examples = self.examples(target.media, wanted)
        reply.media_type = contents.concrete(target.media_type, "", is_structured=self._is_structured(target))
        base = essence(reply.media_type)
        if is_sequence(base):
            self._fill_stream(reply, target.media, number)
        elif is_json(base):
            made = self.maker.make(target.schema, number) if target.schema and not examples else {}
            reply.value, reply.schema = (examples[0] if examples else made), target.schema
        elif examples and isinstance(examples[0], str):
            reply.content = examples[0].encode()
        else:
            reply.content = self._plain_content(target, base, number)

    def _plain_content(self, target: ResponseTarget, base: str, number: int) -> bytes:
        if target.schema and base.startswith("text/"):
            flat = self.schemas.flatten(self.schemas.at(target.schema))
            if self.schemas.types(flat) == {"string"} and flat.keys() & TEXT_KEYWORDS:
                return str(self.maker.make(target.schema, number)).encode()
        return contents.sample(base, number)

    def _is_structured(self, target: ResponseTarget) -> bool:
        return target.media is not None and self.schemas.is_json_body(target.media_type, target.media)

    def _fill_stream(self, reply: Reply, media: Resolved, number: int) -> None:
        operation = reply.operation.node if reply.operation else {}
        stream = stream_items(self.schemas.root, operation, reply.media_type, media)
        numbers = range(number, number + contents.STREAM_ITEMS)
        made = [self.maker.make(stream.schema, each) if stream.schema else {"number": each} for each in numbers]
        reply.items = [each for each in made if not (_is_sentinel(each, stream) or _reports_error(each, stream))]
        reply.schema, reply.sentinel, reply.has_whole_events = stream.schema, stream.sentinel, stream.is_event


def _is_sentinel(item: Any, stream: StreamItems) -> bool:
    """Return whether a stream item is the text by which the document says that the stream ends, such as `[DONE]`."""
    text = item.get("data") if stream.is_event and isinstance(item, dict) else item
    return bool(stream.sentinel) and text == stream.sentinel


def _reports_error(item: Any, stream: StreamItems) -> bool:
    """Return whether a stream item is a server-sent event that reports an error."""
    return bool(stream.error_event) and isinstance(item, dict) and item.get("event") == stream.error_event


def _invalid_code(operation: Operation, error: HttpError) -> str:
    """Return the status code for an invalid request, depending on which codes the operation documents.

    If it documents 400 or 422, return that code. If it documents both, return 422 for an invalid body, else 400. If it
    documents neither, return 404 for an invalid path if 404 is documented, and otherwise 400.
    """
    documented = [code for code in ("400", "422") if code in operation.responses]
    is_body = any(each.startswith(("body /", "body: ")) for each in error.problems)
    if documented:
        return documented[-1] if is_body else documented[0]
    is_path = all(each.startswith("path ") for each in error.problems)
    return "404" if is_path and "404" in operation.responses else "400"


def success_code(operation: Operation, role: Role) -> str:
    """Return the success code that the operation documents, such as `201` for the role CREATE.

    If it documents none, return its first redirect code, else `default`, else its first code, else `200`.
    """
    codes = [code for code in operation.responses if code[:1] == "2" and code != "206"]
    preferred = {Role.CREATE: ("201", "200", "202"), Role.DELETE: ("204", "200", "202")}.get(role, ())
    for code in preferred:
        if code in codes:
            return code
    if codes:
        return codes[0]
    others = [code for code in operation.responses if code[:1] == "3" and code != "304"] or ["default"]
    return others[0] if others[0] in operation.responses else next(iter(operation.responses), "200")


def status_of(code: str) -> int:
    """Convert a key of the Responses Object to a status code: `404` becomes 404, `4XX` 400, and `default` 200."""
    if code.isdecimal():
        return int(code)
    return {"1": 200, "2": 200, "3": 302, "4": 400, "5": 500}.get(code[:1], 200)
