"""Helpers for tests of programs that use Invent: a client without a network, and valid models.

    client = fake()
    client.mock.add(...)
    client.mock.fail("things.list", 429)
    client.mock.requests

This module needs `pip install invent-client[testing]`. pytest has the fixture `fake_invent`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import httpx2

from ._client import AsyncInvent, Invent
from ._contract import schema_at, schema_errors
from ._example_values import example
from ._fake_api import FakeAPI

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ._model import Model

    M = TypeVar("M", bound=Model)

__all__ = ["AsyncFake", "Fake", "FakeAPI", "afake", "assert_valid", "fake", "make"]

_RESOURCES: tuple[str, ...] = ("broadcasts",)

# For each model, the JSON Pointer of its schema in the contract.
_SCHEMAS: dict[str, str] = {
    "Broadcast": "#/components/schemas/Broadcast",
    "Segment": "#/components/schemas/Segment",
    "BroadcastTemplate": "#/components/schemas/BroadcastTemplate",
}


class Fake(Invent):
    """A client whose API runs in this process, without a network.

    Attributes:
        mock: The FakeAPI that responds to the client. `mock.add(...)` adds objects, `mock.fail(...)` makes an operation
            fail, and `mock.requests` has the requests.
    """

    def __init__(self, mock: FakeAPI, **settings: Any) -> None:
        transport = httpx2.MockTransport(mock)
        super().__init__(**_complete({"http_client": httpx2.Client(transport=transport), **settings}))
        mock.base_path = httpx2.URL(self.base_url).path.rstrip("/")
        self.mock = mock

    @property
    def requests(self) -> Sequence[httpx2.Request]:
        """The requests that the client has sent (`httpx2.Request`), in order."""
        return self.mock.requests

    def fail(self, operation: str, status: int, **options: Any) -> None:
        """Make later calls of an operation, such as "things.list", receive an error status; see `FakeAPI.fail`."""
        self.mock.fail(operation, status, **options)


class AsyncFake(AsyncInvent):
    """An async client whose API runs in this process, without a network.

    Attributes:
        mock: The FakeAPI that responds to the client. `mock.add(...)` adds objects, `mock.fail(...)` makes an operation
            fail, and `mock.requests` has the requests.
    """

    def __init__(self, mock: FakeAPI, **settings: Any) -> None:
        transport = httpx2.MockTransport(mock.arespond)
        super().__init__(**_complete({"http_client": httpx2.AsyncClient(transport=transport), **settings}))
        mock.base_path = httpx2.URL(self.base_url).path.rstrip("/")
        self.mock = mock

    @property
    def requests(self) -> Sequence[httpx2.Request]:
        """The requests that the client has sent (`httpx2.Request`), in order."""
        return self.mock.requests

    def fail(self, operation: str, status: int, **options: Any) -> None:
        """Make later calls of an operation, such as "things.list", receive an error status; see `FakeAPI.fail`."""
        self.mock.fail(operation, status, **options)


_SETTINGS: dict[str, Any] = {
    "max_retries": 0,
    "on_mismatch": "raise",
    "api_key": "test",
    "rate_limit": None,
}


_ADDRESS = ("base_url",)


def _complete(settings: dict[str, Any]) -> dict[str, Any]:
    """Add the default settings of a fake client. The default address is added if the caller chose no address."""
    has_address = any(settings.get(name) is not None for name in _ADDRESS)
    return {**_SETTINGS, **({} if has_address else {"base_url": "https://api.example.com"}), **settings}


def fake(settings: Mapping[str, Any] | None = None, **things: Sequence[Any]) -> Fake:
    """Return a client whose API runs in this process, without a network.

    Args:
        settings: Arguments of the constructor of `Invent`. By default, requests are not repeated, and a
            mismatch with the contract raises ResponseValidationError.
        **things: For each resource name, the objects that the API returns: models, or dicts by JSON names.

    Raises:
        TypeError: A resource is unknown.
    """
    mock = FakeAPI(_RESOURCES)
    mock.add(**things)
    return Fake(mock, **(settings or {}))


def afake(settings: Mapping[str, Any] | None = None, **things: Sequence[Any]) -> AsyncFake:
    """Return an async client whose API runs in this process, without a network.

    The arguments and exceptions are those of `fake`.
    """
    mock = FakeAPI(_RESOURCES)
    mock.add(**things)
    return AsyncFake(mock, **(settings or {}))


def make(model: type[M], /, **values: Any) -> M:
    """Return an instance of a model that is valid under the contract.

    Its values are examples from the contract, or else generated.

    Args:
        model: The model class.
        **values: Values of attributes that replace the example values; they are not validated.

    Raises:
        TypeError: The model has no attribute with a name in `values`.
    """
    from attrs import evolve

    data = example(schema_at(_SCHEMAS[model.__name__]))
    return evolve(model.from_dict(data if isinstance(data, dict) else {}, on_mismatch="ignore"), **values)


def assert_valid(payload: Any, of: type[Model] | str) -> None:
    """Check that a recorded payload is valid under the contract in this package.

    Args:
        payload: JSON data; or JSON text as str or bytes; or the `pathlib.Path` of a JSON file.
        of: A model class; or an operation, such as "things.list", whose first success response defines the schema.

    Raises:
        AssertionError: The payload is invalid; the message lists up to 20 errors, each with its JSON Pointer.
        ValueError: The operation is unknown, or the text is not JSON.
        OSError: The file cannot be read.
    """
    schema = FakeAPI(_RESOURCES).response_schema(of) if isinstance(of, str) else schema_at(_SCHEMAS[of.__name__])
    data = _load(payload)
    errors = schema_errors(schema, data)
    if errors:
        name = of if isinstance(of, str) else of.__name__
        message = f"the payload is no valid {name}:\n" + "\n".join(errors)
        raise AssertionError(message)


def _load(payload: Any) -> Any:
    import json
    from pathlib import Path

    if isinstance(payload, Path):
        payload = payload.read_bytes()
    return json.loads(payload) if isinstance(payload, (str, bytes)) else payload
