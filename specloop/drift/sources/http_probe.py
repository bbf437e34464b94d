"""A contract, and where its API is -> a function that sends a request.

The generated client sends if it is the client of this contract, so that what is checked is what users go through:
its address, its credentials, its retries. For any other contract it is httpx2 alone.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx2

from specloop.codegen import naming
from specloop.drift.validation.response_validator import RecordedResponse
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.servers import located_servers
from specloop.project import search_project

Send = Callable[[str, str, Mapping[str, str]], RecordedResponse]

USER_AGENT_COMMENT = "drift-check (read-only)"
REQUEST_TIMEOUT_S = 30.0


class NoResponseError(Exception):
    """There is no answer; the message says why, without an address or a credential."""


@contextmanager
def connect(contract: Document, base_url: str | None) -> Iterator[tuple[Send, str]]:
    """Give a way to send, and the address it goes to. Raises InputError if there is none."""
    if base_url is not None and not base_url.strip():  # a variable that is not set must not lead to production
        raise InputError.at(contract.source, "base_url is empty; expected https://host, perhaps with a path")
    client_class = _client_class(contract)
    if client_class is not None:
        with _client(contract, client_class, base_url) as client:
            yield _through_client(client), redact_address(client.base_url)
        return
    address = base_url or _address(contract)
    agent = naming.distribution_name(naming.package_name(_title(contract)))
    headers = {"user-agent": f"{agent} {USER_AGENT_COMMENT}", **_credentials(contract)}
    if "authorization" in headers and address.startswith("http://") and not _is_loopback(address):
        raise InputError.at(
            redact_address(address), "a key would go over plain HTTP to another machine; expected https://"
        )
    with httpx2.Client(headers=headers, timeout=REQUEST_TIMEOUT_S, follow_redirects=False) as http:
        yield _through_httpx2(http, address.rstrip("/")), redact_address(address)


def key_variable(contract: Document) -> str:
    """Name the environment variable that holds the key."""
    return f"{_prefix(contract)}_API_KEY"


def redact_address(address: str) -> str:
    """Give an address without what could be a secret in it."""
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "(no host)"
    if not host:
        return "(no host)"
    return f"{scheme}://{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"


def _prefix(contract: Document) -> str:
    return str(naming.env_prefix(naming.client_name(_title(contract))))


def _title(contract: Document) -> str:
    return str(contract.document["info"]["title"])


def _client_class(contract: Document) -> Any:
    """Find the generated client of this contract."""
    package, name = naming.package_name(_title(contract)), naming.client_name(_title(contract))
    project = search_project()
    if project is None or not (project.root / project.output_name / package / "__init__.py").is_file():
        return None
    folder = str(project.root / project.output_name)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return getattr(importlib.import_module(package), name, None)


@contextmanager
def _client(contract: Document, client_class: Any, base_url: str | None) -> Iterator[Any]:
    package = importlib.import_module(client_class.__module__.partition(".")[0])
    agent = f"{naming.distribution_name(package.__name__)} {USER_AGENT_COMMENT}"
    try:
        client = client_class(base_url=base_url, default_headers={"user-agent": agent}, on_mismatch="ignore")
    except (package_error(package), ValueError) as error:
        told, where = str(error), contract.source
        if base_url:
            told, where = told.replace(base_url, redact_address(base_url)), redact_address(base_url)
        raise InputError.at(where, f"the client cannot be made: {told}") from None
    with client:
        yield client


def package_error(package: Any) -> type[Exception]:
    """Find the root of a generated package's own errors."""
    root: type[Exception] = importlib.import_module(f"{package.__name__}._exceptions").RootError
    return root


def _through_client(client: Any) -> Send:
    errors = importlib.import_module(f"{type(client).__module__.partition('.')[0]}")

    def send(method: str, path: str, headers: Mapping[str, str]) -> RecordedResponse:
        try:
            answer = client.request(method, path, headers=headers)
        except errors.APIStatusError as error:
            answer = error.response
        except (errors.APIConnectionError, errors.ResponseTooLargeError, errors.ResponseValidationError) as error:
            raise NoResponseError(str(error).rpartition(": ")[2] or type(error).__name__) from None
        return _answer(answer)

    return send


def _through_httpx2(http: httpx2.Client, address: str) -> Send:
    def send(method: str, path: str, headers: Mapping[str, str]) -> RecordedResponse:
        try:
            return _answer(http.request(method, f"{address}{path}", headers=dict(headers)))
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise NoResponseError(type(error).__name__) from None

    return send


def _answer(response: Any) -> RecordedResponse:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return RecordedResponse(response.status_code, headers, response.content)


def _address(contract: Document) -> str:
    address, _ = located_servers(contract.document)[0]
    given = os.environ.get(f"{_prefix(contract)}_BASE_URL", address)
    if not given.startswith(("http://", "https://")):
        raise InputError.at(contract.source, "it does not say where the API is; give --base-url URL")
    return given


def _is_loopback(address: str) -> bool:
    return (httpx2.URL(address).host or "") in {"localhost", "127.0.0.1", "::1"}


def _credentials(contract: Document) -> dict[str, str]:
    """Make the header that carries the key from the environment, where the contract has such a header."""
    key = os.environ.get(key_variable(contract))
    if not key:
        return {}
    for scheme in ((contract.document.get("components") or {}).get("securitySchemes") or {}).values():
        if scheme.get("type") == "apiKey" and scheme.get("in") == "header":
            return {str(scheme["name"]): key}
    return {"authorization": f"Bearer {key}"}
