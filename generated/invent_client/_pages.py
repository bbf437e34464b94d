"""A page of a list, as callers hold it: items, total, the next page, and the walk through all of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ._exceptions import PaginationError

if TYPE_CHECKING:
    import threading
    from collections.abc import Generator, Iterator, Mapping, Sequence

    from ._base_client import AsyncAPIClient, SyncAPIClient
    from ._operation import Operation
    from ._pagination import Leaf, Place
    from ._prefetch import TasksAhead

__all__ = ["AsyncList", "AsyncPage", "AsyncPages", "Page", "SyncList"]

T = TypeVar("T")


class _List:
    """A call of an operation that lists: what all its pages share.

    Args:
        client: Who sends.
        operation: The operation.
        options: What the caller said beside argument values: timeout, deadline, extra headers and query. They hold
            for each page; so a deadline is that of one page.
        prefetch: How many pages to fetch ahead.
    """

    __slots__ = ("client", "operation", "options", "prefetch")

    def __init__(self, client: Any, operation: Operation, options: Mapping[str, Any], prefetch: int) -> None:
        if isinstance(prefetch, bool) or not isinstance(prefetch, int) or prefetch < 0:
            raise ValueError(f"prefetch is {prefetch!r}; expected how many pages to fetch ahead, 0 for none")
        self.client = client
        self.operation = operation
        self.options = options
        self.prefetch = prefetch

    def place(self, values: Sequence[Any], leaf: Leaf, previous: Place | None = None) -> Place:
        from ._pagination import Place

        return Place(self.operation, values, leaf, previous)


class SyncList(_List):
    """A list of the sync client."""

    __slots__ = ()

    client: SyncAPIClient

    def fetch(self, values: tuple[Any, ...], cancelled: threading.Event | None = None) -> Leaf:
        from ._send_sync import fetch_leaf

        return fetch_leaf(self.client._settings, self.operation, self.operation.parts(values), self.options, cancelled)

    def first(self, values: Sequence[Any], leaf: Leaf) -> Page[Any]:
        return Page(self, leaf, self.place(values, leaf))

    def after(self, place: Place, leaf: Leaf) -> Page[Any]:
        return Page(self, leaf, self.place(place.next_values or (), leaf, place))


class AsyncList(_List):
    """A list of the async client."""

    __slots__ = ()

    client: AsyncAPIClient

    async def fetch(self, values: tuple[Any, ...]) -> Leaf:
        from ._send_async import fetch_leaf

        return await fetch_leaf(self.client._settings, self.operation, self.operation.parts(values), self.options)

    def first(self, values: Sequence[Any], leaf: Leaf) -> AsyncPage[Any]:
        return AsyncPage(self, leaf, self.place(values, leaf))

    def after(self, place: Place, leaf: Leaf) -> AsyncPage[Any]:
        return AsyncPage(self, leaf, self.place(place.next_values or (), leaf, place))


class _BasePage(Generic[T]):
    __slots__ = ("_list", "_more", "_place", "items", "total")

    def __init__(self, list_: Any, leaf: Leaf, place: Place) -> None:
        self._list = list_
        self._place: Place | None = place
        self._more = place.next_values is not None
        self.items: list[T] = leaf.items
        self.total: int | None = leaf.total

    def __repr__(self) -> str:
        total = "" if self.total is None else f" ({self.total} in all)"
        return f"<{type(self).__name__} of {len(self.items)} items{total}>"

    def __reduce__(self) -> tuple[Any, ...]:
        # The client stays behind: a page that travels is its items.
        return _restore, (type(self), self.items, self.total, self._more)

    def has_next_page(self) -> bool:
        """Whether there is a next page, as far as this one tells: it may turn out to be empty."""
        return self._more


def _restore(kind: type[_BasePage[Any]], items: list[Any], total: int | None, more: bool) -> Any:  # noqa: FBT001
    page = kind.__new__(kind)
    page._list, page._place, page._more = None, None, more
    page.items, page.total = items, total
    return page


def _checked(place: Place | None) -> Place:
    if place is None:
        raise PaginationError("This page was pickled: it kept its items, but has no client to fetch others with")
    place.check()
    return place


class Page(_BasePage[T]):
    """One page of a list. Iterating it gives its items, and then those of all pages after it.

    Attributes:
        items: The items on this page.
        total: How many items there are on all pages together, as the server says; None when it does not.
    """

    __slots__ = ()

    _list: SyncList

    def next_page(self) -> Page[T]:
        """Fetch the next page.

        Raises:
            PaginationError: There is none, or the server repeats itself.
        """
        place = _checked(self._place)
        return self._list.after(place, self._list.fetch(place.next_values or ()))

    def __iter__(self) -> Iterator[T]:
        """Walk all items, from the first of this page to the last of the last."""
        return _items(self.iter_pages())

    def iter_pages(self) -> Iterator[Page[T]]:
        """Walk all pages, from this one to the last."""
        return _pages([self])


# A walk holds on to no page that lies behind it, so that memory stays flat however long the list is.


def _items(pages: Iterator[Page[T]]) -> Iterator[T]:
    for page in pages:
        yield from page.items
        del page


def _pages(hand: list[Page[T]]) -> Iterator[Page[T]]:
    list_ = hand[0]._list
    from ._prefetch import ThreadsAhead

    ahead = ThreadsAhead(list_.fetch, list_.prefetch) if list_ is not None else None
    try:
        while True:
            place, more = hand[0]._place, hand[0]._more
            if ahead is not None and place is not None:
                ahead.fill(place)
            yield hand.pop()
            if not more:
                return
            place = _checked(place)
            if ahead is not None:
                hand.append(list_.after(place, ahead.next(place)))
    finally:
        if ahead is not None:
            ahead.close()


class AsyncPage(_BasePage[T]):
    """One page of a list. `async for` gives its items, and then those of all pages after it.

    Attributes:
        items: The items on this page.
        total: How many items there are on all pages together, as the server says; None when it does not.
    """

    __slots__ = ()

    _list: AsyncList

    async def next_page(self) -> AsyncPage[T]:
        """Fetch the next page.

        Raises:
            PaginationError: There is none, or the server repeats itself.
        """
        place = _checked(self._place)
        return self._list.after(place, await self._list.fetch(place.next_values or ()))

    def __aiter__(self) -> AsyncIterator[T]:
        """Walk all items, from the first of this page to the last of the last."""
        return _AsyncItems(self.iter_pages())

    def iter_pages(self) -> AsyncPageWalk[T]:
        """Walk all pages, from this one to the last."""
        return AsyncPageWalk(self._list, page=self)


class AsyncPages(Awaitable[AsyncPage[T]], Generic[T]):
    """A list, not asked for yet: `await` gives the page that was asked for, `async for` walks on from it.

    Each `await` and each walk is a request of its own.
    """

    __slots__ = ("_list", "_values")

    def __init__(self, list_: AsyncList, values: tuple[Any, ...]) -> None:
        self._list = list_
        self._values = values

    def __repr__(self) -> str:
        return f"<AsyncPages of {self._list.operation.name}>"

    def __await__(self) -> Generator[Any, Any, AsyncPage[T]]:
        return self._page().__await__()

    async def _page(self) -> AsyncPage[T]:
        return self._list.first(self._values, await self._list.fetch(self._values))

    def __aiter__(self) -> AsyncIterator[T]:
        """Walk all items, from the first of the page that was asked for to the last of the last."""
        return _AsyncItems(self.iter_pages())

    def iter_pages(self) -> AsyncPageWalk[T]:
        """Walk all pages, from the one that was asked for to the last."""
        return AsyncPageWalk(self._list, values=self._values)


class AsyncPageWalk(AsyncIterator[AsyncPage[T]]):
    """A walk through pages.

    An object rather than an async generator, which would be closed only some time after a `break`: this cancels what
    it has under way as soon as nobody holds it.
    """

    __slots__ = ("_ahead", "_ended", "_list", "_page", "_place", "_values")

    def __init__(
        self, list_: AsyncList, *, page: AsyncPage[T] | None = None, values: tuple[Any, ...] | None = None
    ) -> None:
        self._list = list_
        self._page = page
        self._values = values
        self._place: Place | None = None
        self._ahead: TasksAhead | None = None
        self._ended = False

    def __aiter__(self) -> AsyncPageWalk[T]:
        return self

    async def __anext__(self) -> AsyncPage[T]:
        if self._ended:
            raise StopAsyncIteration
        try:
            page = await self._next()
        except BaseException:
            self._ended = True
            self._cancel()
            raise
        self._ended = not page._more
        self._place = page._place
        if self._place is not None and not self._ended:
            if self._ahead is None:
                from ._prefetch import TasksAhead

                self._ahead = TasksAhead(self._list.fetch, self._list.prefetch)
            self._ahead.fill(self._place)
        return page

    async def aclose(self) -> None:
        """End the walk: cancel what is under way, and wait until it is gone."""
        self._ended = True
        if self._ahead is not None:
            await self._ahead.aclose()

    def __del__(self) -> None:
        self._cancel()

    def _cancel(self) -> None:
        if self._ahead is not None:
            self._ahead.cancel()

    async def _next(self) -> AsyncPage[T]:
        if self._page is not None:
            page, self._page = self._page, None
            return page
        if self._values is not None:
            values, self._values = self._values, None
            return self._list.first(values, await self._list.fetch(values))
        place = _checked(self._place)
        if self._ahead is None:
            raise RuntimeError("A walk goes on that did not begin")
        return self._list.after(place, await self._ahead.next(place))


class _AsyncItems(AsyncIterator[T]):
    """A walk through the items of pages."""

    __slots__ = ("_items", "_pages")

    def __init__(self, pages: AsyncPageWalk[T]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    def __aiter__(self) -> _AsyncItems[T]:
        return self

    async def __anext__(self) -> T:
        while True:
            for item in self._items:
                return item
            self._items = iter((await self._pages.__anext__()).items)

    async def aclose(self) -> None:
        """End the walk: cancel what is under way, and wait until it is gone."""
        await self._pages.aclose()
