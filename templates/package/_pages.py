"""Pages of a list. Iterating over a page yields its items, and then the items of the next pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, TypeVar, cast, overload

from ._exceptions import PaginationError
from ._pagination import PageState, Resume, resume_values
from ._prefetch import TaskPrefetcher, ThreadPrefetcher

if TYPE_CHECKING:
    import threading
    from collections.abc import Generator, Iterator, Sequence

    from ._operation import Operation
    from ._pagination import PageData
    from ._response import RawResponse

    SyncFetch = Callable[[tuple[Any, ...], threading.Event | None], PageData]
    AsyncFetch = Callable[[tuple[Any, ...]], Awaitable[PageData]]

__all__ = [
    "AsyncPage",
    "AsyncPageSource",
    "AsyncPages",
    "Page",
    "SyncPageSource",
    "as_async_raw_page",
]

T = TypeVar("T")
P = ParamSpec("P")


class _PageSource:
    """Fetches the pages of one call of a list operation.

    Args:
        operation: The list operation.
        fetch: A function that fetches the page for given argument values, with the options of the call.
        options: The options of the call. The class removes `prefetch`, `limit` and `resume` from this dict.

    Raises:
        ValueError: `prefetch`, `limit` or `resume` is invalid.
    """

    __slots__ = ("fetch", "limit", "operation", "prefetch", "resume")

    def __init__(self, operation: Operation, fetch: Any, options: Any) -> None:
        prefetch, limit, resume = options.pop("prefetch", 0), options.pop("limit", None), options.pop("resume", None)
        if isinstance(prefetch, bool) or not isinstance(prefetch, int) or prefetch < 0:
            raise ValueError(f"prefetch is {prefetch!r}; expected the number of pages to fetch ahead, 0 for none")
        if limit is not None and (isinstance(limit, bool) or not isinstance(limit, int) or limit < 1):
            raise ValueError(f"limit is {limit!r}; expected the number of items to stop after, at least 1")
        self.fetch = fetch
        self.operation = operation
        self.prefetch = prefetch
        self.limit = limit
        self.resume = None if resume is None else Resume.from_token(operation, resume)

    def start(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """Return the argument values of the first request: `values`, or those for the page at which to resume."""
        return tuple(values) if self.resume is None else resume_values(self.operation, values, self.resume)

    def first_state(self, values: Sequence[Any], data: PageData) -> PageState:
        """Return the PageState of the first page that the call fetches, with the call's options `limit` and `resume`.

        Args:
            values: The argument values of the request for the first page.
            data: The items and the next cursor of the first page.
        """
        return PageState(self.operation, values, data, limit=self.limit, resume=self.resume)


class SyncPageSource(_PageSource):
    """Fetches the pages of one call of a list operation for the sync client."""

    __slots__ = ()

    fetch: SyncFetch

    def first_page(self, values: Sequence[Any], data: PageData) -> Page[Any]:
        return Page(self, data, self.first_state(values, data))

    def page_after(self, state: PageState, data: PageData) -> Page[Any]:
        return Page(self, data, PageState(self.operation, state.next_values or (), data, state))


class AsyncPageSource(_PageSource):
    """Fetches the pages of one call of a list operation for the async client."""

    __slots__ = ()

    fetch: AsyncFetch

    def first_page(self, values: Sequence[Any], data: PageData) -> AsyncPage[Any]:
        return AsyncPage(self, data, self.first_state(values, data))

    def page_after(self, state: PageState, data: PageData) -> AsyncPage[Any]:
        return AsyncPage(self, data, PageState(self.operation, state.next_values or (), data, state))


class _BasePage(Generic[T]):
    __slots__ = ("_has_next", "_source", "_state", "_token", "items", "total")

    def __init__(self, source: Any, data: PageData, state: PageState) -> None:
        self._source = source
        self._state: PageState | None = state
        self._has_next = state.next_values is not None
        self.items: list[T] = state.select(data.items)
        self.total: int | None = data.total
        self._token: str | None = None

    def __repr__(self) -> str:
        total = "" if self.total is None else f" ({self.total} in all)"
        return f"<{type(self).__name__} of {len(self.items)} items{total}>"

    def _repr_html_(self) -> str:
        from ._page_table import html_table

        return html_table(self.items, repr(self).strip("<>"))

    def __reduce__(self) -> tuple[Any, ...]:
        # Clients hold connections and credentials, which must not be pickled. So a pickled page has its items but no
        # client.
        return _restore, (type(self), self.items, self.total, self._has_next, self.token)

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        return self.items[index]

    def __reversed__(self) -> Iterator[T]:
        return reversed(self.items)

    @property
    def token(self) -> str | None:
        """A token with which any process can resume the iteration after this page; None if no item follows.

        Pass the token as `resume` to the same method with the same arguments. The token contains no credentials.
        """
        return self._token if self._state is None else self._state.token

    def has_next_page(self) -> bool:
        """Return whether there is a next page. If the server states no total, the next page may be empty."""
        return self._has_next


def _restore(
    kind: type[_BasePage[Any]],
    items: list[Any],
    total: int | None,
    has_next: bool,  # noqa: FBT001 - pickled
    token: str | None = None,
) -> Any:
    page = kind.__new__(kind)
    page._source, page._state, page._has_next, page._token = None, None, has_next, token
    page.items, page.total = items, total
    return page


def _require_next(state: PageState | None) -> PageState:
    if state is None:
        raise PaginationError("This page was pickled: it has its items, but no client to fetch other pages with")
    state.check()
    return state


class Page(_BasePage[T]):
    """One page of a list. Iterating over a page yields its items, then the items of all pages after it.

    `len(page)`, `page[0]`, `bool(page)` and `reversed(page)` refer to the items of this page.

    Attributes:
        items: The items on this page.
        total: Number of items on all pages together, as the server states it; None if the server does not state it.
    """

    __slots__ = ()

    _source: SyncPageSource

    def next_page(self) -> Page[T]:
        """Fetch the next page.

        Raises:
            PaginationError: There is no next page, the server repeats a page, the response has no items, or the URL of
                the next page is not on the API's origin.
            RootError: The request failed. The subclass of RootError tells the cause.
        """
        state = _require_next(self._state)
        return self._source.page_after(state, self._source.fetch(state.next_values or (), None))

    def __iter__(self) -> Iterator[T]:
        """Iterate over the items of this page and of all pages after it, which are fetched when they are needed.

        Raises:
            RootError: A request failed, as for `next_page`.
        """
        return _items(self.iter_pages())

    def iter_pages(self) -> Iterator[Page[T]]:
        """Iterate over this page and all pages after it, which are fetched when they are needed.

        Raises:
            RootError: A request failed, as for `next_page`.
        """
        return _pages([self])


# The iteration keeps no reference to pages that the caller has already processed, so memory stays constant for long
# lists.


def _items(pages: Iterator[Page[T]]) -> Iterator[T]:
    for page in pages:
        yield from page.items
        del page


def _pages(holder: list[Page[T]]) -> Iterator[Page[T]]:
    source = holder[0]._source
    prefetcher = ThreadPrefetcher(source.fetch, source.prefetch) if source is not None else None
    try:
        while True:
            state, has_next = holder[0]._state, holder[0]._has_next
            if prefetcher is not None and state is not None:
                prefetcher.fill(state)
            yield holder.pop()
            if not has_next:
                return
            state = _require_next(state)
            if prefetcher is not None:
                holder.append(source.page_after(state, prefetcher.next(state)))
    finally:
        if prefetcher is not None:
            prefetcher.close()


class AsyncPage(_BasePage[T]):
    """One page of a list. `async for` yields the items of the page, then the items of all pages after it.

    `len(page)`, `page[0]`, `bool(page)` and `reversed(page)` refer to the items of this page.

    Attributes:
        items: The items on this page.
        total: Number of items on all pages together, as the server states it; None if the server does not state it.
    """

    __slots__ = ()

    _source: AsyncPageSource

    async def next_page(self) -> AsyncPage[T]:
        """Fetch the next page.

        Raises:
            PaginationError: There is no next page, the server repeats a page, the response has no items, or the URL of
                the next page is not on the API's origin.
            RootError: The request failed. The subclass of RootError tells the cause.
        """
        state = _require_next(self._state)
        return self._source.page_after(state, await self._source.fetch(state.next_values or ()))

    def __aiter__(self) -> AsyncIterator[T]:
        """Iterate over the items of this page and of all pages after it, which are fetched when they are needed.

        Raises:
            RootError: A request failed, as for `next_page`.
        """
        return _AsyncItems(self.iter_pages())

    def iter_pages(self) -> AsyncPageWalk[T]:
        """Iterate over this page and all pages after it, which are fetched when they are needed.

        Raises:
            RootError: A request failed, as for `next_page`.
        """
        return AsyncPageWalk(self._source, page=self)


class AsyncPages(Awaitable[AsyncPage[T]], Generic[T]):
    """A list call that is not sent yet. `await` returns its first page, and `async for` yields all items.

    Each `await` and each iteration sends its own requests.
    """

    __slots__ = ("_source", "_values")

    def __init__(self, source: AsyncPageSource, values: tuple[Any, ...]) -> None:
        self._source = source
        self._values = values

    def __repr__(self) -> str:
        return f"<AsyncPages of {self._source.operation.name}>"

    def __await__(self) -> Generator[Any, Any, AsyncPage[T]]:
        return self._page().__await__()

    async def _page(self) -> AsyncPage[T]:
        return self._source.first_page(self._values, await self._source.fetch(self._values))

    def __aiter__(self) -> AsyncIterator[T]:
        """Iterate over the items of the requested page and of all pages after it.

        Raises:
            RootError: A request failed. The subclass of RootError tells the cause.
        """
        return _AsyncItems(self.iter_pages())

    def iter_pages(self) -> AsyncPageWalk[T]:
        """Iterate over the requested page and all pages after it.

        Raises:
            RootError: A request failed. The subclass of RootError tells the cause.
        """
        return AsyncPageWalk(self._source, values=self._values)


class AsyncPageWalk(AsyncIterator[AsyncPage[T]]):
    """Async iterator over the pages of a list.

    If it is deleted before its end, it cancels the requests for the pages that it fetches ahead.
    """

    __slots__ = ("_ended", "_page", "_prefetcher", "_source", "_state", "_values")

    def __init__(
        self, source: AsyncPageSource, *, page: AsyncPage[T] | None = None, values: tuple[Any, ...] | None = None
    ) -> None:
        self._source = source
        self._page = page
        self._values = values
        self._state: PageState | None = None
        self._prefetcher: TaskPrefetcher | None = None
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
        self._ended = not page._has_next
        self._state = page._state
        if self._state is not None and not self._ended:
            if self._prefetcher is None:
                self._prefetcher = TaskPrefetcher(self._source.fetch, self._source.prefetch)
            self._prefetcher.fill(self._state)
        return page

    async def aclose(self) -> None:
        """End the iteration: cancel pending requests, and wait until they have ended."""
        self._ended = True
        if self._prefetcher is not None:
            await self._prefetcher.aclose()

    def __del__(self) -> None:
        self._cancel()

    def _cancel(self) -> None:
        if self._prefetcher is not None:
            self._prefetcher.cancel()

    async def _next(self) -> AsyncPage[T]:
        if self._page is not None:
            page, self._page = self._page, None
            return page
        if self._values is not None:
            values, self._values = self._values, None
            return self._source.first_page(values, await self._source.fetch(values))
        state = _require_next(self._state)
        if self._prefetcher is None:
            raise RuntimeError("next page requested before the first page")
        return self._source.page_after(state, await self._prefetcher.next(state))


class _AsyncItems(AsyncIterator[T]):
    """Async iterator over the items of the pages of a list."""

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
        """End the iteration: cancel pending requests, and wait until they have ended."""
        await self._pages.aclose()


def as_async_raw_page(method: Callable[P, AsyncPages[T]]) -> Callable[P, Awaitable[RawResponse[AsyncPage[T]]]]:
    """Return `method` unchanged, but typed as a method that returns a RawResponse of a page.

    `method` must belong to a resource of `client._raw()`. At run time, its methods already return RawResponses.
    """
    return cast("Callable[P, Awaitable[RawResponse[AsyncPage[T]]]]", cast("Any", method))
