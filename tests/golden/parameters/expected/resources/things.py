"""Operations under things."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .. import models
from .._operation import Operation, Parameter
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Literal
    from uuid import UUID

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from ..models.kind import Kind, KindValue
    from ..models.point import Point, PointDict
    from ..models.search_things_filter import SearchThingsFilter, SearchThingsFilterDict
    from ..models.search_things_level import SearchThingsLevel, SearchThingsLevelValue

__all__ = [
    "AsyncThings",
    "AsyncThingsWithRawResponse",
    "AsyncThingsWithStreamingResponse",
    "Things",
    "ThingsWithRawResponse",
    "ThingsWithStreamingResponse",
]

_SEARCH = Operation(
    name="things.search",
    id="searchThings",
    method="GET",
    path="/things/{kind}/{ids}{point}",
    parameters=(
        Parameter("kind", "path"),
        Parameter("ids", "path", is_array=True),
        Parameter("point", "path", style="matrix"),
        Parameter("since", "query", dates=lambda: date),
        Parameter("until", "query"),
        Parameter("owner", "query"),
        Parameter("exact", "query"),
        Parameter("score", "query"),
        Parameter("mode", "query"),
        Parameter("level", "query"),
        Parameter("words", "query", is_array=True),
        Parameter("kinds", "query", explode=False, is_array=True),
        Parameter("spaced", "query", style="spaceDelimited", is_array=True),
        Parameter("piped", "query", style="pipeDelimited", is_array=True),
        Parameter("near", "query"),
        Parameter("far", "query", explode=False),
        Parameter("filter", "query", style="deepObject", explode=True, dates=lambda: models.SearchThingsFilter),
        Parameter("where", "query", content_type="application/json"),
        Parameter("path", "query", allow_reserved=True),
        Parameter("digest", "query"),
        Parameter("X-Request-Tags", "header", is_array=True),
        Parameter("If-Modified-Since", "header"),
        Parameter("X-Point", "header", explode=True),
        Parameter("session", "cookie"),
        Parameter("seen", "cookie", explode=False, is_array=True),
    ),
    responses={
        "204": {},
    },
    security=(),
)
_SAME_NAMES = Operation(
    name="things.same_names",
    id="sameNames",
    method="GET",
    path="/same/{id}",
    parameters=(
        Parameter("id", "path"),
        Parameter("id", "query"),
        Parameter("ID", "header"),
        Parameter("id", "cookie"),
        Parameter("a-b", "query"),
        Parameter("a_b", "query"),
        Parameter("timeout", "query"),
        Parameter("self", "query"),
        Parameter("class", "query"),
        Parameter("filter[name]", "query"),
        Parameter("list", "query", is_array=True),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Things:
    """Operations under things."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ThingsWithStreamingResponse(self)

    def search(
        self,
        kind: Kind | KindValue,
        ids: Sequence[int],
        point: Point | PointDict,
        *,
        since: date | str,
        session: str,
        until: datetime | str | None = None,
        owner: UUID | str | None = None,
        exact: bool | None = None,
        score: int | float | None = None,
        mode: Literal["fast"] | None = None,
        level: SearchThingsLevel | SearchThingsLevelValue | None = None,
        words: Sequence[str] | None = None,
        kinds: Sequence[Kind | KindValue] | None = None,
        spaced: Sequence[str] | None = None,
        piped: Sequence[int] | None = None,
        near: Point | PointDict | None = None,
        far: Point | PointDict | None = None,
        filter: SearchThingsFilter | SearchThingsFilterDict | None = None,
        where: Point | PointDict | None = None,
        path: str | None = None,
        digest: bytes | str | None = None,
        x_request_tags: Sequence[str] | None = None,
        if_modified_since: datetime | str | None = None,
        x_point: Point | PointDict | None = None,
        seen: Sequence[int] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /things/{kind}/{ids}{point}

        Args:
            kind: Path parameter `kind`.
            ids: Path parameter `ids`.
            point: Path parameter `point`.
            since: Query parameter `since`.
            session: Cookie parameter `session`.
            until: Query parameter `until`.
            owner: Query parameter `owner`.
            exact: Default: true.
            score: At least 0.5.
            mode: Query parameter `mode`.
            level: Query parameter `level`.
            words: At most 3 items.
            kinds: Query parameter `kinds`.
            spaced: Query parameter `spaced`.
            piped: Query parameter `piped`.
            near: Query parameter `near`.
            far: Query parameter `far`.
            filter: Query parameter `filter`.
            where: Query parameter `where`.
            path: Query parameter `path`.
            digest: Query parameter `digest`.
            x_request_tags: Header parameter `X-Request-Tags`.
            if_modified_since: Header parameter `If-Modified-Since`.
            x_point: Header parameter `X-Point`.
            seen: Cookie parameter `seen`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Nothing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _SEARCH,
            (
                kind,
                ids,
                point,
                since,
                until,
                owner,
                exact,
                score,
                mode,
                level,
                words,
                kinds,
                spaced,
                piped,
                near,
                far,
                filter,
                where,
                path,
                digest,
                x_request_tags,
                if_modified_since,
                x_point,
                session,
                seen,
            ),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    def same_names(
        self,
        id: str,
        *,
        id_query: str | None = None,
        id_header: str | None = None,
        id_cookie: str | None = None,
        a_b: str | None = None,
        a_b_: str | None = None,
        timeout_query: str | None = None,
        self_query: str | None = None,
        class_: str | None = None,
        filter_name: str | None = None,
        list: Sequence[str] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """One name in many places, and names that methods have themselves.

        Args:
            id: Path parameter `id`.
            id_query: Query parameter `id`.
            id_header: Header parameter `ID`.
            id_cookie: Cookie parameter `id`.
            a_b: Query parameter `a-b`.
            a_b_: Query parameter `a_b`.
            timeout_query: Query parameter `timeout`.
            self_query: Query parameter `self`.
            class_: Query parameter `class`.
            filter_name: Query parameter `filter[name]`.
            list: Query parameter `list`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Nothing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _SAME_NAMES,
            (id, id_query, id_header, id_cookie, a_b, a_b_, timeout_query, self_query, class_, filter_name, list),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ThingsWithRawResponse:
    """The methods of `Things`, but each returns a RawResponse."""

    def __init__(self, resource: Things) -> None:
        raw = Things(resource._client._raw())
        self.search = as_raw(raw.search)
        self.same_names = as_raw(raw.same_names)


class ThingsWithStreamingResponse:
    """The methods of `Things`, but each returns a response with an unread body."""

    def __init__(self, resource: Things) -> None:
        streaming = Things(resource._client._streaming())
        self.search = as_streamed(streaming.search)
        self.same_names = as_streamed(streaming.same_names)


class AsyncThings:
    """Operations under things."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncThingsWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncThingsWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncThingsWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncThingsWithStreamingResponse(self)

    async def search(
        self,
        kind: Kind | KindValue,
        ids: Sequence[int],
        point: Point | PointDict,
        *,
        since: date | str,
        session: str,
        until: datetime | str | None = None,
        owner: UUID | str | None = None,
        exact: bool | None = None,
        score: int | float | None = None,
        mode: Literal["fast"] | None = None,
        level: SearchThingsLevel | SearchThingsLevelValue | None = None,
        words: Sequence[str] | None = None,
        kinds: Sequence[Kind | KindValue] | None = None,
        spaced: Sequence[str] | None = None,
        piped: Sequence[int] | None = None,
        near: Point | PointDict | None = None,
        far: Point | PointDict | None = None,
        filter: SearchThingsFilter | SearchThingsFilterDict | None = None,
        where: Point | PointDict | None = None,
        path: str | None = None,
        digest: bytes | str | None = None,
        x_request_tags: Sequence[str] | None = None,
        if_modified_since: datetime | str | None = None,
        x_point: Point | PointDict | None = None,
        seen: Sequence[int] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """GET /things/{kind}/{ids}{point}

        Args:
            kind: Path parameter `kind`.
            ids: Path parameter `ids`.
            point: Path parameter `point`.
            since: Query parameter `since`.
            session: Cookie parameter `session`.
            until: Query parameter `until`.
            owner: Query parameter `owner`.
            exact: Default: true.
            score: At least 0.5.
            mode: Query parameter `mode`.
            level: Query parameter `level`.
            words: At most 3 items.
            kinds: Query parameter `kinds`.
            spaced: Query parameter `spaced`.
            piped: Query parameter `piped`.
            near: Query parameter `near`.
            far: Query parameter `far`.
            filter: Query parameter `filter`.
            where: Query parameter `where`.
            path: Query parameter `path`.
            digest: Query parameter `digest`.
            x_request_tags: Header parameter `X-Request-Tags`.
            if_modified_since: Header parameter `If-Modified-Since`.
            x_point: Header parameter `X-Point`.
            seen: Cookie parameter `seen`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Nothing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _SEARCH,
            (
                kind,
                ids,
                point,
                since,
                until,
                owner,
                exact,
                score,
                mode,
                level,
                words,
                kinds,
                spaced,
                piped,
                near,
                far,
                filter,
                where,
                path,
                digest,
                x_request_tags,
                if_modified_since,
                x_point,
                session,
                seen,
            ),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer

    async def same_names(
        self,
        id: str,
        *,
        id_query: str | None = None,
        id_header: str | None = None,
        id_cookie: str | None = None,
        a_b: str | None = None,
        a_b_: str | None = None,
        timeout_query: str | None = None,
        self_query: str | None = None,
        class_: str | None = None,
        filter_name: str | None = None,
        list: Sequence[str] | None = None,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
    ) -> None:
        """One name in many places, and names that methods have themselves.

        Args:
            id: Path parameter `id`.
            id_query: Query parameter `id`.
            id_header: Header parameter `ID`.
            id_cookie: Cookie parameter `id`.
            a_b: Query parameter `a-b`.
            a_b_: Query parameter `a_b`.
            timeout_query: Query parameter `timeout`.
            self_query: Query parameter `self`.
            class_: Query parameter `class`.
            filter_name: Query parameter `filter[name]`.
            list: Query parameter `list`.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.

        Returns:
            Nothing. Nothing.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _SAME_NAMES,
            (id, id_query, id_header, id_cookie, a_b, a_b_, timeout_query, self_query, class_, filter_name, list),
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncThingsWithRawResponse:
    """The methods of `AsyncThings`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncThings) -> None:
        raw = AsyncThings(resource._client._raw())
        self.search = as_async_raw(raw.search)
        self.same_names = as_async_raw(raw.same_names)


class AsyncThingsWithStreamingResponse:
    """The methods of `AsyncThings`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncThings) -> None:
        streaming = AsyncThings(resource._client._streaming())
        self.search = as_async_streamed(streaming.search)
        self.same_names = as_async_streamed(streaming.same_names)
