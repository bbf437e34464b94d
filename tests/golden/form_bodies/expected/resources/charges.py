"""Operations under charges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._operation import Body, Operation
from .._response import as_async_raw, as_raw
from .._streamed_methods import as_async_streamed, as_streamed
from .._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from httpx2 import Timeout

    from .._base_client import AsyncAPIClient, SyncAPIClient
    from .._types import Unset
    from ..models.create_charge_body_card import CreateChargeBodyCard, CreateChargeBodyCardDict

__all__ = [
    "AsyncCharges",
    "AsyncChargesWithRawResponse",
    "AsyncChargesWithStreamingResponse",
    "Charges",
    "ChargesWithRawResponse",
    "ChargesWithStreamingResponse",
]

_CREATE = Operation(
    name="charges.create",
    id="createCharge",
    method="POST",
    path="/charges",
    bodies=(
        Body(
            "application/x-www-form-urlencoded",
            required=True,
            styles={"card": ("deepObject", True), "expand": ("form", False)},
            arrays=("expand",),
        ),
    ),
    responses={
        "204": {},
    },
    security=(),
)


class Charges:
    """Operations under charges."""

    def __init__(self, client: SyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> ChargesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return ChargesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> ChargesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return ChargesWithStreamingResponse(self)

    def create(
        self,
        *,
        amount: int,
        card: CreateChargeBodyCard | CreateChargeBodyCardDict | Unset = UNSET,
        metadata: Mapping[str, str] | Unset = UNSET,
        expand: Sequence[str] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /charges

        Args:
            amount: Property `amount` of the request body.
            card: Property `card` of the request body.
            metadata: Property `metadata` of the request body.
            expand: Property `expand` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. It is charged.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = self._client._call(
            _CREATE,
            (),
            body={
                "amount": amount,
                "card": card,
                "metadata": metadata,
                "expand": expand,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class ChargesWithRawResponse:
    """The methods of `Charges`, but each returns a RawResponse."""

    def __init__(self, resource: Charges) -> None:
        raw = Charges(resource._client._raw())
        self.create = as_raw(raw.create)


class ChargesWithStreamingResponse:
    """The methods of `Charges`, but each returns a response with an unread body."""

    def __init__(self, resource: Charges) -> None:
        streaming = Charges(resource._client._streaming())
        self.create = as_streamed(streaming.create)


class AsyncCharges:
    """Operations under charges."""

    def __init__(self, client: AsyncAPIClient) -> None:
        self._client = client

    @property
    def with_raw_response(self) -> AsyncChargesWithRawResponse:
        """The methods of this class, but each returns a RawResponse: status, headers, and `parse()` for the value."""
        return AsyncChargesWithRawResponse(self)

    @property
    def with_streaming_response(self) -> AsyncChargesWithStreamingResponse:
        """The methods of this class, but each returns a response with an unread body, for use in a `with` block."""
        return AsyncChargesWithStreamingResponse(self)

    async def create(
        self,
        *,
        amount: int,
        card: CreateChargeBodyCard | CreateChargeBodyCardDict | Unset = UNSET,
        metadata: Mapping[str, str] | Unset = UNSET,
        expand: Sequence[str] | Unset = UNSET,
        timeout: float | Timeout | None = None,
        deadline: float | None = None,
        extra_headers: Mapping[str, str] | None = None,
        extra_query: Mapping[str, object] | None = None,
        extra_body: Mapping[str, object] | None = None,
    ) -> None:
        """POST /charges

        Args:
            amount: Property `amount` of the request body.
            card: Property `card` of the request body.
            metadata: Property `metadata` of the request body.
            expand: Property `expand` of the request body.
            timeout: Seconds to wait for the server at each step, or an `httpx2.Timeout`. Overrides the
                client's timeout.
            deadline: Seconds for the whole call, including retries.
            extra_headers: Additional headers. They override those of the client.
            extra_query: Additional query parameters.
            extra_body: Additional properties of the body. They override those of the arguments.

        Returns:
            Nothing. It is charged.

        Raises:
            APIStatusError: Any other status that is not a success.
            APIConnectionError: The server cannot be reached; `APITimeoutError` if it takes too long.
            ResponseValidationError: The response cannot be decoded as the contract describes it.
        """
        answer: None = await self._client._call(
            _CREATE,
            (),
            body={
                "amount": amount,
                "card": card,
                "metadata": metadata,
                "expand": expand,
                **(extra_body or {}),
            },
            timeout=timeout,
            deadline=deadline,
            extra_headers=extra_headers,
            extra_query=extra_query,
        )
        return answer


class AsyncChargesWithRawResponse:
    """The methods of `AsyncCharges`, but each returns a RawResponse."""

    def __init__(self, resource: AsyncCharges) -> None:
        raw = AsyncCharges(resource._client._raw())
        self.create = as_async_raw(raw.create)


class AsyncChargesWithStreamingResponse:
    """The methods of `AsyncCharges`, but each returns a response with an unread body."""

    def __init__(self, resource: AsyncCharges) -> None:
        streaming = AsyncCharges(resource._client._streaming())
        self.create = as_async_streamed(streaming.create)
