"""An answer that is a page of a list -> its items, and the argument values that ask for the next page. No I/O.

A list ends when as many items came as the total says; without a total, at a page shorter than the size that the
server states, or than the first page if it states none; in any case at an empty page. With cursors it ends where no
next cursor is given, and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._exceptions import PaginationError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ._operation import Operation, Pagination, Source
    from ._response import RawResponse

__all__ = ["PageData", "PageState", "read_page"]


class PageData:
    """What one answer says, whatever came before it.

    Attributes:
        items: The items on the page.
        total: How many items there are in all; None when that is not said.
        size: How many items a page holds, as the server states; None when it does not.
        cursor: The next cursor; None when there is none.
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
        """Give a hash of the items: a server that repeats a page is found out by it."""
        if self._content is not None:
            return hash(self._content)
        from ._encoder import encode  # loads msgspec, which an import of the package does not need

        return hash(encode(self.items))


def read_page(operation: Operation, answer: RawResponse[Any], decoded: Any) -> PageData:
    """Find items, total, size and cursor in an answer.

    Raises:
        PaginationError: There is no array where the contract says that the items are.
    """
    pagination = _pagination_of(operation)
    items = _lookup(decoded, pagination.items)
    if not isinstance(items, list):
        where = pagination.items or "the top"
        raise PaginationError(f"The answer cannot be walked: it has no array at {where}")
    cursor = _read(pagination.next, answer, decoded)
    if not isinstance(cursor, (str, int)) or isinstance(cursor, bool) or cursor == "":
        cursor = None
    return PageData(
        items,
        # Where there is more than items in a body, that may differ in two answers with the same items.
        None if pagination.items else answer.content,
        total=_count(_read(pagination.total, answer, decoded)),
        size=_count(_read(pagination.size, answer, decoded)) or None,
        cursor=cursor,
    )


class PageState:
    """Where in a list a page stands: all that the next page must know of it.

    Attributes:
        next_values: The argument values that ask for the next page; None when this is the last.
    """

    __slots__ = (
        "_before",
        "_first_page_size",
        "_index",
        "_item_count",
        "_pagination",
        "_position",
        "_seen",
        "_size",
        "_total",
        "_unchecked",
        "_values",
        "next_values",
    )

    def __init__(
        self, operation: Operation, values: Sequence[Any], data: PageData, previous: PageState | None = None
    ) -> None:
        """Build the state of a page.

        Args:
            operation: The list operation.
            values: The argument values of the request for the page.
            data: The contents of the response.
            previous: The state of the page before; None if the caller requested this one.

        Raises:
            PaginationError: The server has sent the same page before, at another position.
        """
        self._pagination = pagination = _pagination_of(operation)
        self._values = tuple(values)
        self._item_count = len(data.items)
        self._total = data.total
        if previous is None:
            self._index = _index(operation, pagination)
            self._first_page_size = self._item_count  # how long pages are, if the server does not say
            self._seen: dict[Any, Any] = {}
        else:
            self._index = previous._index
            self._first_page_size = previous._first_page_size
            self._seen = previous._seen
        self._size = data.size or self._first_page_size
        self._position = self._read_position()
        self._before: int = self._items_before() if previous is None else previous._before + previous._item_count
        self.next_values = self._next(data)
        # Of the page that a caller asked for, the fingerprint is taken when the walk goes on: mostly it does not.
        self._unchecked = data if previous is not None or self.next_values is not None else None
        if previous is not None and not self._check_fingerprint():
            raise PaginationError(f"{operation.name}: the server repeats a page at {self._describe(self._position)}")

    def check(self) -> None:
        """Make sure that the next page is a page to ask for.

        Raises:
            PaginationError: There is none, or the server repeats a cursor.
        """
        self._check_fingerprint()
        if self.next_values is None:
            raise PaginationError("There is no next page; has_next_page() says so")
        if self._repeats():
            raise PaginationError("The server repeats a cursor: the page that it leads to was there before")

    def upcoming_values(self) -> Iterator[tuple[Any, ...]]:
        """Give the argument values of the pages to come, as far as they can be told by now."""
        self._check_fingerprint()
        values = self.next_values
        if values is None or self._repeats():
            return
        yield values
        if self._pagination.style == "cursor" or self._position is None:
            return
        step = self._step()
        reach = self._before + self._item_count + max(self._size, 1)
        while self._total is None or reach < self._total:
            values = self._values_at(values[self._index] + step)
            reach += max(self._size, 1)
            yield values

    def _check_fingerprint(self) -> bool:
        """Note which page stands here; False when it stood elsewhere before."""
        data, self._unchecked = self._unchecked, None
        # The same page may well be fetched twice, but not for two places.
        if data is None or not data.items:
            return True
        return bool(self._seen.setdefault(data.fingerprint(), self._position) == self._position)

    def _repeats(self) -> bool:
        if self._pagination.style != "cursor" or self.next_values is None:
            return False
        cursor = self.next_values[self._index]
        return bool(cursor == self._position) or self._seen.setdefault(("", cursor), self._position) != self._position

    def _next(self, data: PageData) -> tuple[Any, ...] | None:
        if self._pagination.style == "cursor":
            return None if data.cursor is None else self._values_at(data.cursor)
        if not self._item_count or self._position is None:
            return None
        known = self._total is not None
        more = self._before + self._item_count < (self._total or 0) if known else self._item_count >= self._size
        return self._values_at(self._position + self._step()) if more else None

    def _step(self) -> int:
        return self._size if self._pagination.style == "offset" else 1

    def _values_at(self, position: Any) -> tuple[Any, ...]:
        return (*self._values[: self._index], position, *self._values[self._index + 1 :])

    def _read_position(self) -> Any:
        given = self._values[self._index]
        if self._pagination.style == "cursor":
            return given or None
        if not given and given != 0:
            return self._pagination.first if self._pagination.style == "page" else 0
        try:
            return int(given)
        except (TypeError, ValueError):
            return None  # the server understood it, we do not: the walk ends here

    def _items_before(self) -> int:
        if self._position is None or self._pagination.style == "cursor":
            return 0
        if self._pagination.style == "offset":
            return int(self._position)
        return int(self._position - self._pagination.first) * self._size

    def _describe(self, position: Any) -> str:
        if self._pagination.style == "cursor":  # a cursor is the server's own business, and may be long
            return "a later cursor"
        return f"{self._pagination.parameter}={position}"


def _pagination_of(operation: Operation) -> Pagination:
    if operation.pagination is None:
        raise TypeError(f"{operation.name} is not a list")
    return operation.pagination


def _index(operation: Operation, pagination: Pagination) -> int:
    for index, parameter in enumerate(operation.parameters):
        if parameter.location == "query" and parameter.name == pagination.parameter:
            return index
    raise TypeError(f"{operation.name} has no query parameter {pagination.parameter!r} to walk by")


def _read(source: Source | None, answer: RawResponse[Any], decoded: Any) -> Any:
    if source is None:
        return None
    kind, name = source
    return answer.headers.get(name) if kind == "header" else _lookup(decoded, name)


def _lookup(decoded: Any, pointer: str) -> Any:
    """Follow a JSON pointer through models and plain data; None where it leads nowhere."""
    for raw in pointer.split("/")[1:]:
        step = raw.replace("~1", "/").replace("~0", "~")
        if isinstance(decoded, dict):
            decoded = decoded.get(step)
        elif isinstance(decoded, list):
            decoded = decoded[int(step)] if step.isdecimal() and int(step) < len(decoded) else None
        else:
            decoded = _member(decoded, step)
    return decoded


def _member(model: Any, wire: str) -> Any:
    """Give the member of a model that has this name on the wire."""
    for field in getattr(model, "__attrs_attrs__", ()):
        if field.metadata.get("json_name", field.name) == wire:
            return getattr(model, field.name)
    return getattr(model, "additional_properties", {}).get(wire)


def _count(value: Any) -> int | None:
    try:
        number = int(float(value))
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number >= 0 else None
