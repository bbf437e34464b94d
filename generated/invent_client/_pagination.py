"""Pagination without I/O: finding the items of a page, and the argument values for the request of the next page.

A list with page numbers or offsets ends at its total; without a total, at a page with fewer items than the page size. A
list with cursors or URLs ends when a response states no next one. An empty page always ends the list.

Argument values are a tuple with a value for each parameter. If a URL or a property of the request body selects the
page, this value is added at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._exceptions import PaginationError
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ._operation import EncodedRequest, Operation, Pagination, Source
    from ._response import RawResponse
    from ._settings import Settings

__all__ = ["PageData", "PageState", "Resume", "page_request", "read_page", "resume_values", "value_at"]


class PageData:
    """The data of one page, as the response of a list operation states it.

    Attributes:
        items: The items on the page.
        total: Number of all items; None if the server does not state it.
        size: The page size that the server states; None if the server does not state it.
        cursor: The cursor or URL of the next page; None if the response states no next page.
    """

    __slots__ = ("_content", "cursor", "items", "size", "total")

    def __init__(
        self, items: list[Any], content: bytes | None, *, total: int | None, size: int | None, cursor: Any
    ) -> None:
        self.items = items
        self._content = content
        self.total = total
        self.size = size
        self.cursor = cursor

    def fingerprint(self) -> int:
        """Return a hash of the items, to detect that the server repeats a page."""
        if self._content is not None:
            return hash(self._content)
        from ._encoder import encode  # imported here, so that importing the package does not load msgspec

        return hash(encode(self.items))


def read_page(operation: Operation, response: RawResponse[Any], decoded: Any) -> PageData:
    """Read the items, total, page size and cursor of a page from a response.

    Args:
        operation: The list operation.
        response: The response.
        decoded: The decoded body of the response.

    Raises:
        PaginationError: The body has no array at the documented JSON Pointer.
    """
    pagination = _pagination_of(operation)
    items = value_at(decoded, pagination.items)
    if (items is None or items is UNSET) and _is_empty_page(decoded, pagination.items):
        items = []
    if not isinstance(items, list):
        where = pagination.items or "the top"
        raise PaginationError(f"The response has no items: there is no array at {where}")
    cursor = _cursor_of(_read_next(pagination, response, decoded, items))
    if pagination.more and value_at(decoded, pagination.more) is False:
        cursor = None
    return PageData(
        items,
        # Only the items are hashed: if the server repeats a page, other properties of the body, such as a time, may
        # differ.
        None if pagination.items else response.content,
        total=_count(_read(pagination.total, response, decoded)),
        size=_count(_read(pagination.size, response, decoded)) or None,
        cursor=cursor,
    )


class Resume:
    """The position at which an iteration resumes, which `page.token` encodes.

    Attributes:
        position: The page number, offset, cursor or URL of the page; None for the first page.
        skip: Number of items of this page that the caller has already received.
        before: Number of items on the pages before this page.
        size: The page size.
    """

    __slots__ = ("before", "position", "size", "skip")

    def __init__(self, position: Any, skip: int, before: int, size: int) -> None:
        self.position = position
        self.skip = skip
        self.before = before
        self.size = size

    @classmethod
    def from_token(cls, operation: Operation, token: str) -> Resume:
        """Decode the token of a page of this operation.

        Raises:
            ValueError: `token` is not a token of this operation.
        """
        import base64
        import json

        try:
            padded = token + "=" * (-len(token) % 4)
            name, position, *counts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
            skip, before, size = map(int, counts)
        except (ValueError, TypeError, RecursionError):
            raise ValueError("resume is not valid; expected the token of a page") from None
        if name != operation.id or not isinstance(position, (str, int, type(None))):
            raise ValueError(f"resume is not a token of {operation.name}; expected the token of one of its pages")
        return cls(position, max(skip, 0), max(before, 0), max(size, 0))

    def to_token(self, operation: Operation) -> str:
        """Return the position as a token, which contains no credentials."""
        import base64
        import json

        stated = [operation.id, self.position, self.skip, self.before, self.size]
        return base64.urlsafe_b64encode(json.dumps(stated, separators=(",", ":")).encode()).decode().rstrip("=")


def resume_values(operation: Operation, values: Sequence[Any], resume: Resume) -> tuple[Any, ...]:
    """Return the argument values for the request of the page at which an iteration resumes.

    They are the `values` of the call, in which `resume.position` replaces the page number, offset, cursor or URL.
    """
    index = _index(operation, _pagination_of(operation))
    return _with_position(values, index, UNSET if resume.position is None else resume.position)


def page_request(
    settings: Settings[Any], operation: Operation, values: tuple[Any, ...], options: Mapping[str, Any]
) -> tuple[EncodedRequest, Mapping[str, Any]]:
    """Return the encoded request for a page, and the options to send it with.

    The options are those of the call. If a property of the request body selects the page, `body` is a copy with this
    property set.

    Args:
        settings: The settings of the client.
        operation: The list operation.
        values: The argument values of the request.
        options: The options of the call.

    Raises:
        PaginationError: The page's URL is not on the API's origin.
    """
    pagination = _pagination_of(operation)
    count = len(operation.parameters)
    encoded = operation.encode_arguments(settings.localized(values[:count]))
    position = values[count] if len(values) > count else UNSET
    if position is UNSET:
        return encoded, options
    if pagination.body_parameter:
        body = _with_property(options.get("body", UNSET), pagination.body_parameter.split("/")[1:], position)
        return encoded, {**options, "body": body}
    from ._page_links import request_for_url  # imported here, so that parsing a page does not load httpx2

    return request_for_url(encoded, settings.address_of(operation), str(position)), options


def _with_property(body: Any, steps: Sequence[str], value: Any) -> Any:
    """Return a copy of a request body in which the property at the path `steps` is `value`. Missing objects are added.

    For example, {"q": "x"}, ["page", "number"] and 2 result in {"q": "x", "page": {"number": 2}}.
    """
    if not steps:
        return value
    to_dict = getattr(body, "to_dict", None)
    members = dict(body) if isinstance(body, dict) else {} if to_dict is None else to_dict()
    step = _unescape(steps[0])
    members[step] = _with_property(members.get(step), steps[1:], value)
    return members


class PageState:
    """The state of an iteration at one page: which items the caller receives, and how to request the next page.

    Attributes:
        next_values: The argument values that request the next page; None if this is the last page.
        kept: Number of items of the page that the caller receives. It excludes items beyond the call's `limit`, and
            items before the position of `resume`.
    """

    __slots__ = (
        "_before",
        "_count",
        "_first_page_size",
        "_index",
        "_item_count",
        "_limit",
        "_operation",
        "_pagination",
        "_position",
        "_resume",
        "_seen",
        "_size",
        "_skip",
        "_total",
        "_unchecked",
        "_values",
        "kept",
        "next_values",
    )

    def __init__(
        self,
        operation: Operation,
        values: Sequence[Any],
        data: PageData,
        previous: PageState | None = None,
        *,
        limit: int | None = None,
        resume: Resume | None = None,
    ) -> None:
        """Compute the state of the iteration from the response with a page.

        Args:
            operation: The list operation.
            values: The argument values of the request for the page.
            data: The contents of the response.
            previous: The state of the previous page; None for the first page.
            limit: Number of items after which the iteration ends. Only passed for the first page; other pages copy it.
            resume: The position at which the iteration resumes. Only passed for the first page.

        Raises:
            PaginationError: The server has already sent the same items for a different page.
        """
        self._operation = operation
        self._pagination = pagination = _pagination_of(operation)
        self._values = tuple(values)
        self._item_count = len(data.items)
        self._total = data.total
        if previous is None:
            self._index = _index(operation, pagination)
            # If the server does not state the page size, the number of items on the first page is used.
            self._first_page_size = (resume.size if resume else 0) or self._item_count
            self._seen: dict[Any, Any] = {}
            self._limit = limit
            self._count: int = 0
            self._skip = min(resume.skip, self._item_count) if resume else 0
        else:
            self._index = previous._index
            self._first_page_size = previous._first_page_size
            self._seen = previous._seen
            self._limit = previous._limit
            self._count = previous._count + previous.kept
            self._skip = 0
        self._size = data.size or self._first_page_size
        self._position = self._read_position()
        if previous is not None:
            self._before: int = previous._before + previous._item_count
        else:
            self._before = resume.before if resume else self._items_before()
        fresh = self._item_count - self._skip
        self.kept: int = fresh if self._limit is None else min(fresh, self._limit - self._count)
        self.next_values = self._next(data)
        self._resume = self._find_resume()
        if self._limit is not None and self._count + self.kept >= self._limit:
            self.next_values = None
        # Most callers use one page. So the fingerprint of the first page, which detects repeated pages, is only
        # computed if the iteration continues.
        self._unchecked = data if previous is not None or self.next_values is not None else None
        if previous is not None and not self._record_fingerprint():
            raise PaginationError(f"{operation.name}: the server repeats a page at {self._describe(self._position)}")

    @property
    def token(self) -> str | None:
        """The token to resume the iteration after this page; None if no item follows."""
        return None if self._resume is None else self._resume.to_token(self._operation)

    def select(self, items: list[Any]) -> list[Any]:
        """Return the items of the page that the caller receives.

        It omits items beyond the limit of the iteration, and items that the caller received before resuming.
        """
        return items if self.kept == len(items) else items[self._skip : self._skip + self.kept]

    def _find_resume(self) -> Resume | None:
        read = self._skip + self.kept
        if read < self._item_count:
            return Resume(self._position, read, self._before, self._size)
        if self.next_values is None:
            return None
        return Resume(self.next_values[self._index], 0, self._before + self._item_count, self._size)

    def check(self) -> None:
        """Check that the next page can be requested.

        Raises:
            PaginationError: There is no next page, the server repeats a cursor, or it sends a URL where the contract
                documents a cursor.
        """
        self._record_fingerprint()
        if self.next_values is None:
            raise PaginationError("There is no next page; check has_next_page() first")
        if self._repeats():
            raise PaginationError("The server repeats a cursor: it refers to a page that was already fetched")
        if self._is_unexpected_url():
            raise PaginationError("The server returns a URL as the next cursor; the contract must state style next-url")

    def upcoming_values(self) -> Iterator[tuple[Any, ...]]:
        """Yield the argument values of the request for each following page, for prefetching.

        With cursors or URLs, only the next page is known. With page numbers or offsets, stop when the pages cover the
        total number of items or the caller's `limit`. If neither number is known, never stop.
        """
        self._record_fingerprint()
        values = self.next_values
        if values is None or self._repeats() or self._is_unexpected_url():
            return
        yield values
        if self._pagination.is_sequential or self._position is None:
            return
        step, size = self._step(), max(self._size, 1)
        reach, count = self._before + self._item_count + size, self._count + self.kept + size
        while (self._total is None or reach < self._total) and (self._limit is None or count < self._limit):
            values = self._values_at(values[self._index] + step)
            reach += size
            count += size
            yield values

    def _record_fingerprint(self) -> bool:
        """Record the items of this page. Return False if a page at another offset or cursor had the same items.

        Then the server ignores the page parameter, and iteration would never end.
        """
        data, self._unchecked = self._unchecked, None
        # The caller may request a page again. So the same items are allowed twice for one position, but not for two
        # positions.
        if data is None or not data.items:
            return True
        return bool(self._seen.setdefault(data.fingerprint(), self._position) == self._position)

    def _repeats(self) -> bool:
        if not self._pagination.is_sequential or self.next_values is None:
            return False
        cursor = self.next_values[self._index]
        return bool(cursor == self._position) or self._seen.setdefault(("", cursor), self._position) != self._position

    def _is_unexpected_url(self) -> bool:
        if self._pagination.style != "cursor" or self.next_values is None:
            return False
        from ._page_links import is_absolute

        return is_absolute(str(self.next_values[self._index]))

    def _next(self, data: PageData) -> tuple[Any, ...] | None:
        if self._pagination.is_sequential:
            return None if data.cursor is None else self._values_at(data.cursor)
        if not self._item_count or self._position is None:
            return None
        known = self._total is not None
        more = self._before + self._item_count < (self._total or 0) if known else self._item_count >= self._size
        return self._values_at(self._position + self._step()) if more else None

    def _step(self) -> int:
        return self._size if self._pagination.style == "offset" else 1

    def _values_at(self, position: Any) -> tuple[Any, ...]:
        return _with_position(self._values, self._index, position)

    def _read_position(self) -> Any:
        given = self._values[self._index] if self._index < len(self._values) else None
        if self._pagination.is_sequential:
            return _cursor_of(given)
        if not given and given != 0:
            return self._pagination.first if self._pagination.style == "page" else 0
        try:
            return int(given)
        except (TypeError, ValueError):
            return None  # not a number: the iteration ends here

    def _items_before(self) -> int:
        if self._position is None or self._pagination.is_sequential:
            return 0
        if self._pagination.style == "offset":
            return int(self._position)
        return int(self._position - self._pagination.first) * self._size

    def _describe(self, position: Any) -> str:
        if self._pagination.is_sequential:  # A cursor has no meaning for users and may be long.
            return "a later cursor"
        return f"{self._pagination.parameter}={position}"


def _pagination_of(operation: Operation) -> Pagination:
    if operation.pagination is None:
        raise TypeError(f"{operation.name} is not a list")
    return operation.pagination


def _with_position(values: Sequence[Any], index: int, position: Any) -> tuple[Any, ...]:
    return (*values[:index], position, *values[index + 1 :])


def _index(operation: Operation, pagination: Pagination) -> int:
    if not pagination.parameter:
        return len(operation.parameters)
    for index, parameter in enumerate(operation.parameters):
        if parameter.location == "query" and parameter.name == pagination.parameter:
            return index
    raise TypeError(f"{operation.name} has no query parameter {pagination.parameter!r} to select pages with")


def _read(source: Source | None, response: RawResponse[Any], decoded: Any) -> Any:
    if source is None:
        return None
    kind, name = source
    return response.headers.get(name) if kind == "header" else value_at(decoded, name)


def _read_next(pagination: Pagination, response: RawResponse[Any], decoded: Any, items: list[Any]) -> Any:
    """Return the cursor or URL of the next page from a response; None if the response states no next page."""
    if not pagination.is_sequential:
        return None
    if pagination.next is not None and pagination.next[0] == "item":
        return value_at([items[-1]], f"/0/{pagination.next[1]}") if items else None
    if pagination.style == "cursor":
        return _read(pagination.next, response, decoded)
    from ._page_links import next_link, without_credentials  # imported here: most lists need no URLs

    link = pagination.style == "link"
    url = next_link(response.headers.get("link")) if link else _read(pagination.next, response, decoded)
    return without_credentials(url) if isinstance(url, str) else None


def _cursor_of(value: Any) -> str | int | None:
    """Return a cursor as requests and tokens contain it: a UUID or a date as text. None stands for no cursor."""
    if value is None or value is UNSET or isinstance(value, (bool, list, dict)):
        return None
    if isinstance(value, (str, int)):
        return None if value == "" else value
    from ._serialization import plain  # imported here: most cursors are text

    if getattr(value, "tzinfo", True) is None:  # A date-time that the server sent without an offset is returned so.
        return str(value.isoformat())
    return str(plain(value)) or None


def value_at(decoded: Any, pointer: str) -> Any:
    """Return the value at a JSON Pointer in models or JSON data; None if there is none."""
    for raw in pointer.split("/")[1:]:
        step = _unescape(raw)
        if isinstance(decoded, dict):
            decoded = decoded.get(step)
        elif isinstance(decoded, list):
            decoded = decoded[int(step)] if step.isdecimal() and int(step) < len(decoded) else None
        else:
            decoded = _member(decoded, step)
    return decoded


def _is_empty_page(decoded: Any, pointer: str) -> bool:
    """Return whether the body is an empty page: the property at `pointer` is null, or is absent and optional."""
    parent, _, raw = pointer.rpartition("/")
    holder, step = value_at(decoded, parent), _unescape(raw)
    if isinstance(holder, dict):
        return step in holder
    field = _field(holder, step)
    return field is not None and (getattr(holder, field.name) is None or field.default is UNSET)


def _member(model: Any, json_name: str) -> Any:
    """Return the value of the property `json_name` of a model; None if the model has no such property."""
    field = _field(model, json_name)
    return getattr(model, "additional_properties", {}).get(json_name) if field is None else getattr(model, field.name)


def _field(model: Any, json_name: str) -> Any:
    """Return the attrs field for the property `json_name` of a model; None if the model has no such field."""
    fields = getattr(model, "__attrs_attrs__", ())
    return next((each for each in fields if each.metadata.get("json_name", each.name) == json_name), None)


def _unescape(step: str) -> str:
    return step.replace("~1", "/").replace("~0", "~")


def _count(value: Any) -> int | None:
    try:
        number = int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number >= 0 else None
