"""The package of tests/project with the mock server: OAuth2, error models, a named server, a webhook, a fake API."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import httpx2
import pytest
from support.api_server import Server, reply

from specloop.commands.generate import main as generate
from specloop.mock.server import MockServer
from specloop.mock.webhook_sender import SECRET
from specloop.openapi.loader import load_document

SHOP = Path(__file__).parents[1] / "project" / "shop.yaml"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ModuleType]:
    project = tmp_path_factory.mktemp("shop")
    assert generate(["--spec", str(SHOP), "--output", str(project / "out"), "--package-name", "a_shop"]) == 0
    sys.path.insert(0, str(project / "out"))
    yield importlib.import_module("a_shop")
    sys.path.remove(str(project / "out"))


@pytest.fixture(scope="module")
def mock() -> Iterator[MockServer]:
    with MockServer(load_document(str(SHOP)), items=30) as server:
        yield server


def test_a_token_of_the_mock_opens_it_and_errors_are_typed(shop, mock):
    settings = {"client_id": "a", "client_secret": "b", "token_url": f"{mock.url}/__mock__/token", "base_url": mock.url}
    with shop.CornerShop(**settings) as client:
        assert len(list(client.products.list())) == 30
        with pytest.raises(shop.NotFoundError) as caught:
            client.products.retrieve("7d444840-9dc0-41b2-9b0e-1f3a2c5d6e7f")
        assert type(caught.value.body) is shop.models.Problem
        assert caught.value.body.title


def test_a_server_has_a_name(shop):
    client = shop.CornerShop(access_token="t", server="for_trying_things")
    assert client.base_url == "https://sandbox.shop.example/v1"


def test_a_webhook_of_the_mock_is_unwrapped(shop, mock):
    with Server(lambda _: reply(None, 204, content=b"")) as receiver:
        url = f"{mock.url}/__mock__/webhooks/orderPaid"
        assert httpx2.post(url, params={"url": receiver.url}, trust_env=False).is_success
        (received,) = receiver.requests
    event = shop.CornerShop(access_token="t").webhooks.unwrap(received.body, received.headers, secret=SECRET)
    assert type(event) is shop.models.ShopEvent


def test_the_shop_has_a_fake(shop):
    testing = importlib.import_module("a_shop.testing")
    product = testing.make(shop.models.Product, name="Apples")
    testing.assert_valid(product.to_json(), shop.models.Product)
    with testing.fake(products=[product]) as client:
        assert [each.name for each in client.products.list()] == ["Apples"]
        client.fail("products.list", 401)
        with pytest.raises(shop.AuthenticationError):
            client.products.list()
