"""Prefetching of pages of a list by threads or tasks.

While the caller processes a page, up to `depth` pages after it are being fetched or are ready. Requests for pages that
are no longer needed are cancelled.
"""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    import asyncio
    import threading
    from collections.abc import Awaitable, Callable

    from ._pagination import PageData, PageState

__all__ = ["TaskPrefetcher", "ThreadPrefetcher"]

CLOSE_TIMEOUT_S = 1.0  # longest time that `close` waits for requests to end

Job = TypeVar("Job")


class _Window(Generic[Job]):
    """Queue of the pages after the caller's current page, each with the thread or task that fetches it in advance."""

    __slots__ = ("_depth", "_jobs")

    def __init__(self, depth: int) -> None:
        self._depth = depth
        self._jobs: deque[tuple[tuple[Any, ...], Job]] = deque()

    def fill(self, state: PageState) -> None:
        """Start to fetch the next `depth` pages after the page of `state`, without waiting for them."""
        self._fill(state, self._depth)

    def _first(self, state: PageState) -> Job:
        # If a page had fewer items than expected, the next page starts earlier, so the prefetched pages are discarded.
        if self._jobs and self._jobs[0][0] != state.next_values:
            self._drop([self._jobs.popleft()[1] for _ in range(len(self._jobs))])
        self._fill(state, self._depth + 1)
        return self._jobs.popleft()[1]

    def _fill(self, state: PageState, depth: int) -> None:
        for values in islice(state.upcoming_values(), len(self._jobs), depth):
            self._jobs.append((values, self._start(values)))

    def _start(self, values: tuple[Any, ...]) -> Job:
        raise NotImplementedError

    def _drop(self, jobs: list[Job]) -> None:
        raise NotImplementedError


class _Thread:
    """A thread that fetches one page, and keeps the page or the exception until the caller requests it."""

    __slots__ = ("_data", "_error", "cancelled", "thread")

    def __init__(self, fetch: Callable[..., PageData], values: tuple[Any, ...]) -> None:
        import contextvars
        import threading

        self._data: PageData | None = None
        self._error: BaseException | None = None
        self.cancelled: threading.Event = threading.Event()
        # A daemon thread does not keep the program alive, so a finished program does not wait for a page that nobody
        # reads.
        self.thread: threading.Thread = threading.Thread(
            target=contextvars.copy_context().run, args=(self._run, fetch, values), daemon=True
        )
        self.thread.start()

    def _run(self, fetch: Callable[..., PageData], values: tuple[Any, ...]) -> None:
        try:
            self._data = fetch(values, self.cancelled)
        except BaseException as error:  # noqa: BLE001 - raised when the page is requested
            self._error = error

    def result(self) -> PageData:
        self.thread.join()
        if self._error is not None:
            error, self._error = self._error, None
            raise error
        if self._data is None:
            raise RuntimeError("A page was fetched, and is not there")
        return self._data


class ThreadPrefetcher(_Window[_Thread]):
    """Prefetcher of pages for the sync client. It fetches each page in a new thread."""

    __slots__ = ("_fetch",)

    def __init__(self, fetch: Callable[[tuple[Any, ...], threading.Event | None], PageData], depth: int) -> None:
        super().__init__(depth)
        self._fetch = fetch

    def next(self, state: PageState) -> PageData:
        """Return the page that follows the page of `state`, and start to fetch further pages in the background."""
        if self._depth <= 0:
            return self._fetch(state.next_values or (), None)
        return self._first(state).result()

    def close(self) -> None:
        """Signal the threads that fetch pages to stop, and wait at most `CLOSE_TIMEOUT_S` seconds until they end."""
        import time

        jobs = [job for _, job in self._jobs]
        self._jobs.clear()
        self._drop(jobs)
        ends = time.monotonic() + CLOSE_TIMEOUT_S
        for job in jobs:
            job.thread.join(max(0.0, ends - time.monotonic()))

    def _start(self, values: tuple[Any, ...]) -> _Thread:
        return _Thread(self._fetch, values)

    def _drop(self, jobs: list[_Thread]) -> None:
        for job in jobs:
            job.cancelled.set()


class TaskPrefetcher(_Window["asyncio.Task[PageData]"]):
    """Prefetcher of pages for the async client. It fetches each page in a new asyncio task.

    On event loops other than asyncio, such as trio, no pages are prefetched.
    """

    __slots__ = ("_fetch",)

    def __init__(self, fetch: Callable[[tuple[Any, ...]], Awaitable[PageData]], depth: int) -> None:
        import asyncio

        try:
            asyncio.get_running_loop()
        except RuntimeError:
            depth = 0
        super().__init__(depth)
        self._fetch = fetch

    async def next(self, state: PageState) -> PageData:
        """Return the page after the page of `state`, and start to fetch the pages after it."""
        if self._depth <= 0:
            return await self._fetch(state.next_values or ())
        return await self._first(state)

    def cancel(self) -> None:
        """Cancel the tasks that fetch pages, without waiting until they end."""
        self._drop([job for _, job in self._jobs])

    async def aclose(self) -> None:
        """Cancel the tasks that fetch pages, and wait until they end."""
        import asyncio

        jobs = [job for _, job in self._jobs]
        self._jobs.clear()
        self._drop(jobs)
        if jobs:
            await asyncio.wait(jobs)

    def _start(self, values: tuple[Any, ...]) -> asyncio.Task[PageData]:
        import asyncio

        async def fetch(get: Callable[[tuple[Any, ...]], Awaitable[PageData]]) -> PageData:
            return await get(values)

        task = asyncio.get_running_loop().create_task(fetch(self._fetch))
        # asyncio logs exceptions that nobody retrieves. This callback retrieves the exception of a page that the caller
        # never requests.
        task.add_done_callback(lambda done: done.cancelled() or done.exception())
        return task

    def _drop(self, jobs: list[asyncio.Task[PageData]]) -> None:
        for job in jobs:
            job.cancel()
