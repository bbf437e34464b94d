"""A response before encoding (Reply), and functions that get and set values in a JSON body."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from specloop.mock.contents import encode_sentinel, encode_stream
from specloop.mock.parameter_decoder import ABSENT
from specloop.openapi.json_pointer import JsonObject, JsonPointer, Resolved
from specloop.openapi.operations import Operation

Accepts = Callable[[Any], bool]


@dataclass
class Reply:
    """A response before it is encoded. Its body is a JSON value, a stream or bytes.

    Attributes:
        value: The JSON value of the body; ABSENT if the body is not JSON.
        content: The bytes of a body that is neither JSON nor a stream.
        items: The items of a stream; None if the body is not a stream.
        has_whole_events: Whether each stream item is a complete server-sent event, and not only the event's data.
        sentinel: The text that ends a stream; "" if no text ends the stream.
        schema: The pointer to the schema of `value` or of a stream item; None if there is no schema.
        item_steps: The path to the items of a list in `value`; None if `value` contains no list.
        item_start: The number of list items on the pages before this page.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    media_type: str = ""
    value: Any = ABSENT
    content: bytes = b""
    items: list[Any] | None = None
    has_whole_events: bool = False
    sentinel: str = ""
    schema: JsonPointer | None = None
    operation: Operation | None = None
    item_steps: JsonPointer | None = None
    item_start: int = 0

    @property
    def is_bytes(self) -> bool:
        """Whether the body consists of the bytes in `content`, and is neither a JSON value nor a stream."""
        return self.value is ABSENT and self.items is None

    def messages(self) -> Iterator[bytes]:
        """Yield the encoded messages of a stream: its items and then its sentinel, if it has one."""
        media_type = self.media_type
        yield from encode_stream(
            media_type, self.items or [], has_whole_events=self.has_whole_events, first_number=self.item_start + 1
        )
        if self.sentinel:
            yield encode_sentinel(media_type, self.sentinel)

    def resume_after(self, last_event_id: str) -> None:
        """Remove the stream items that a client has already received, according to its Last-Event-ID header.

        A header value that is not a number is ignored.
        """
        if self.items is not None and re.fullmatch("[0-9]{1,9}", last_event_id):
            self.item_start = min(int(last_event_id), len(self.items))
            self.items = self.items[self.item_start :]

    def encode(self) -> bytes:
        """Encode the body as bytes: the JSON text, the items of the stream, or `content`."""
        if self.items is not None:
            return b"".join(self.messages())
        if self.value is ABSENT:
            return self.content
        return json.dumps(self.value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@dataclass(frozen=True)
class ResponseTarget:
    """The Response Object of the document that the mock selected for a request, with its status code and media type."""

    code: str
    status: int
    response: Resolved | None = None
    media_type: str = ""
    media: Resolved | None = None

    @property
    def schema(self) -> JsonPointer | None:
        """The pointer to the schema of the body. It is None if the media type has no schema."""
        if self.media is None or "schema" not in self.media.node:
            return None
        return (*self.media.pointer, "schema")


def header_text(value: Any) -> str:
    """Return the text of a header value, serialized in the OpenAPI style `simple`: [1, 2] becomes `1,2`."""
    if isinstance(value, list):
        return ",".join(map(header_text, value))
    if isinstance(value, dict):
        return ",".join(f"{name},{header_text(each)}" for name, each in value.items())
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return re.sub(r"[\x00-\x1f\x7f]", " ", text.encode("ascii", "replace").decode()).strip()


def get_in(value: Any, steps: JsonPointer) -> Any:
    """Return the value at a path of property names in a JSON value. Return None if the path does not exist."""
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def put_in(value: Any, steps: JsonPointer, new: Any) -> Any:
    """Set the value at a path of property names in a JSON object, which is changed in place and returned.

    Missing objects on the path are created. If `value` is not an object, a new object is returned.
    """
    whole: JsonObject = value if isinstance(value, dict) else {}
    node = whole
    for step in steps[:-1]:
        name = str(step)
        if not isinstance(node.get(name), dict):
            node[name] = {}
        node = node[name]
    node[str(steps[-1])] = new
    return whole


def put_fitting(whole: Any, steps: JsonPointer, value: Any, accepts: Accepts) -> None:
    """Set a property in a body to `value` or, if the schema of the body rejects this, to a similar value.

    Instead of 7, the text "7" is tried. Instead of null, the property is removed or set to "". If the schema rejects
    these changes, too, the property keeps its old value.

    Args:
        whole: The body, which is changed in place.
        steps: The path to the property.
        value: The value.
        accepts: A function that returns whether the schema accepts the body.
    """
    if not isinstance(whole, dict) or not steps:
        return
    holder = get_in(whole, steps[:-1])
    if not isinstance(holder, dict):
        put_in(whole, steps, value)
        holder = get_in(whole, steps[:-1])
    name = str(steps[-1])
    before = holder.get(name, ABSENT)
    options = (value, str(value)) if value is not None else (None, ABSENT, "")
    for option in (*options, before):
        if option is ABSENT:
            holder.pop(name, None)
        else:
            holder[name] = option
        if accepts(whole):
            return


def put_message(value: Any, message: str, accepts: Callable[[], bool], names: tuple[str, ...], depth: int = 3) -> bool:
    """Write an error message into a string property of a body. Return whether a property was set.

    Args:
        value: The body of the error response, which is changed in place.
        message: The error message.
        accepts: A function that returns whether the schema accepts the changed body.
        names: The names of properties to try, the best first, in lower case and without separators.
        depth: The maximum number of nested levels to search.
    """
    if not isinstance(value, dict) or depth == 0:
        return False
    for wanted in names:
        for name, old in value.items():
            if re.sub(r"[^a-z]", "", name.lower()) == wanted and isinstance(old, str):
                value[name] = message
                if accepts():
                    return True
                value[name] = old
    children = [each for child in value.values() for each in (child if isinstance(child, list) else [child])]
    return any(put_message(each, message, accepts, names, depth - 1) for each in children)
