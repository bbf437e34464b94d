"""Fixtures for the tests of the mock: a mock of the shop, and an HTTP client with its API key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document

SHOP = Path(__file__).parent / "shop.yaml"
ITEMS = 45


def connect(mock: MockServer, **options: Any) -> httpx2.Client:
    headers = {"X-Shop-Key": mock.api_key}
    return httpx2.Client(base_url=mock.url, headers=headers, timeout=10, trust_env=False, **options)


@pytest.fixture
def mock() -> Iterator[MockServer]:
    with MockServer(load_document(SHOP), items=ITEMS) as mock:
        yield mock


@pytest.fixture
def client(mock: MockServer) -> Iterator[httpx2.Client]:
    with connect(mock) as client:
        yield client
