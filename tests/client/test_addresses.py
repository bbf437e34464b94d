"""Parsing of base URLs with the module's regex and with httpx2."""

from __future__ import annotations

import httpx2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from invent_client._address import Address, is_direct, parse_address

URLS = [
    "https://api.example.com",
    "https://api.example.com/v1/",
    "http://localhost:8000",
    "http://127.0.0.1:1",
    "https://a.b:443/x",
    "https://a.b:65536",
    "https://a.b/x/../y",
    "https://A.b/%7e",
    "https://ключ.example",
    "https://xn--e1aybc.example/",
    "http://999.1.1.1",
    "http://[::1]:80/",
    "https://user:pass@a.b",
    "https://a.b?x=1",
    "https://a.b#x",
    "ftp://a.b",
    "a.b",
    "https://",
    "https://a.b/a b",
    "https://a.b\n",
]


@pytest.mark.parametrize("url", URLS)
def test_an_address_has_the_parts_that_the_http_library_finds(url: str):
    check(url)


@given(st.from_regex(r"https?://[a-z0-9.-]{1,12}(:[0-9]{1,5})?(/[A-Za-z0-9._~/%-]{0,8})?", fullmatch=True))
@example("https://a.1")
def test_any_address_has_the_parts_that_the_http_library_finds(url: str):
    check(url)


def check(url: str) -> None:
    expected: Address | str
    found: Address | str
    try:
        parsed = httpx2.URL(url)
        expected = Address(
            parsed.scheme,
            parsed.host,
            parsed.netloc.decode(),
            parsed.path,
            bool(parsed.userinfo),
            bool(parsed.query or parsed.fragment),
        )
    except httpx2.InvalidURL as error:
        expected = str(error)
    try:
        found = parse_address(url)
    except ValueError as error:
        found = str(error)
    assert found == expected


def test_plain_addresses_of_this_machine_are_direct():
    direct = [
        "http://localhost",
        "http://x.localhost:1",
        "http://127.0.0.1:8000/v1",
        "http://[::1]",
        "http://127.1.1.1",
    ]
    others = ["https://localhost", "http://example.com", "http://localhost.example.com", "http://10.0.0.1"]
    assert [url for url in [*direct, *others] if is_direct(url)] == direct
