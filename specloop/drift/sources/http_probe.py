"""HTTP requests to the API of a contract, with the credentials that each operation requires.

The generated client sends the requests if the project has one for this contract; otherwise, httpx2 sends them.
"""

from __future__ import annotations

import base64
import importlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

import httpx2

from specloop.codegen import ir, naming
from specloop.codegen.auth import build_security, security_alternatives
from specloop.drift.redaction import redact_address
from specloop.drift.validation.response_validator import RecordedResponse
from specloop.errors import InputError
from specloop.openapi.document import Document
from specloop.openapi.media_types import is_stream
from specloop.openapi.operations import Operation
from specloop.openapi.security import takes_credentials
from specloop.openapi.servers import is_loopback, located_servers
from specloop.project import search_project

Send = Callable[[Operation, str, Mapping[str, str]], RecordedResponse]
"""A function that sends a request; its arguments are the operation, the path with the query, and the headers."""

USER_AGENT_COMMENT = "drift-check (read-only)"
PROBE_TIMEOUT_S = 30.0
"""The timeout in seconds for a request, including the whole response."""

STREAM_SAMPLE_S = 5.0
"""The number of seconds for which a streaming response is read, since such a response may never end."""

MAX_RESPONSE_BYTES = 64 * 1024 * 1024


class NoResponseError(Exception):
    """A request had no response. The message contains neither addresses nor credentials.

    `is_dropped` states whether the server accepted the connection, and then ended it.
    """

    def __init__(self, message: str, *, is_dropped: bool = False) -> None:
        super().__init__(message)
        self.is_dropped = is_dropped


class _Placement(NamedTuple):
    """A credential in a request: its location (such as `header`), its name and its value."""

    location: str
    name: str
    value: str


@contextmanager
def connect(contract: Document, base_url: str | None) -> Iterator[tuple[Send, str]]:
    """Connect to the API. Yield a function that sends requests, and the API's address without secrets.

    Raises InputError if neither `base_url` nor the contract has an address.
    """
    if base_url is not None and not base_url.strip():  # An empty shell variable must not select the default URL.
        raise InputError.at(contract.source, "base_url is empty; expected https://host, perhaps with a path")
    client_class = _client_class(contract)
    if client_class is not None:
        with _client(contract, client_class, base_url) as client:
            yield _through_client(contract, client), redact_address(client.base_url)
        return
    address = base_url or os.environ.get(f"{_prefix(contract)}_BASE_URL") or None
    agent = naming.distribution_name(naming.package_name(_title(contract)))
    probe = _Probe(contract, address, f"{agent} {USER_AGENT_COMMENT}")
    try:
        yield probe.send, redact_address(address or probe.default_address)
    finally:
        probe.close()


def credential_variables(contract: Document) -> dict[str, tuple[str, ...]]:
    """Return the names of the environment variables for credentials, by the name of the security scheme."""
    prefix = _prefix(contract)
    return {
        each.scheme: tuple(f"{prefix}_{argument.upper()}" for argument in each.arguments)
        for each in build_security(contract.data)
    }


def operation_variables(contract: Document, operation: Operation) -> list[str]:
    """Return the names of the environment variables for the credentials of an operation.

    If the operation requires none, return those for all credentials of the API.
    """
    known = credential_variables(contract)
    own = [each for schemes in security_alternatives(contract.data, operation.node) for each in schemes]
    return [name for scheme in dict.fromkeys(own or known) for name in known.get(scheme, ())]


def key_variable(contract: Document) -> str:
    """Return the name of the first environment variable for credentials of the API.

    If the contract has no security scheme, return a name such as `PETS_API_KEY`, which begins with the API's title.
    """
    return next((each[0] for each in credential_variables(contract).values()), f"{_prefix(contract)}_API_KEY")


def _prefix(contract: Document) -> str:
    return str(naming.env_prefix(naming.client_name(_title(contract))))


def _title(contract: Document) -> str:
    return str(contract.data["info"]["title"])


# --- requests by the generated client ---


def _client_class(contract: Document) -> Any:
    """Return the generated client class of this contract; None if the project has no such client."""
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
        message, where = str(error), contract.source
        if base_url:
            message, where = message.replace(base_url, redact_address(base_url)), redact_address(base_url)
        raise InputError.at(where, f"the client cannot be created: {message}", line=int(not base_url)) from None
    with client:
        yield client


def package_error(package: Any) -> type[Exception]:
    """Return the base class of all errors that a generated package defines."""
    root: type[Exception] = importlib.import_module(f"{package.__name__}._exceptions").RootError
    return root


def _through_client(contract: Document, client: Any) -> Send:
    package = type(client).__module__.partition(".")[0]
    errors, requests, sender = (
        importlib.import_module(f"{package}{name}") for name in ("", "._request", "._send_sync")
    )
    schemes = importlib.import_module(f"{package}._metadata").SECURITY
    content = dict.fromkeys(("json", "content"), requests.UNSET) | dict.fromkeys(("params", "data", "files"))

    def send(operation: Operation, path: str, headers: Mapping[str, str]) -> RecordedResponse:
        call, encoded, _ = requests.build_custom_request(operation.http_method, path, headers=headers, **content)
        wanted = security_alternatives(contract.data, operation.node)
        # Without the credentials that the operation requires, the request is sent, too: the response then says so.
        call.security = (*(each for each in wanted if set(each) <= schemes.keys()), ())
        settings = client._settings  # noqa: SLF001 - `client.request` sends the first credential to all operations
        try:
            response = sender.send(settings.pool, requests.build_exchange(settings, call, encoded))
        except errors.APIStatusError as error:
            response = error.response
        except (errors.APIConnectionError, errors.ResponseTooLargeError, errors.ResponseValidationError) as error:
            cause = type(error.__cause__).__name__
            message = _REASONS.get(cause) or str(error).rpartition(": ")[2] or type(error).__name__
            raise NoResponseError(message, is_dropped=cause in _DROPPED) from None
        return _recorded_response(response.status_code, response.headers, response.content)

    return send


def _recorded_response(status: int, headers: Any, content: bytes) -> RecordedResponse:
    return RecordedResponse(status, {name.lower(): value for name, value in headers.items()}, content)


# --- requests by httpx2 ---


class _Probe:
    """Sends requests to the API with httpx2."""

    def __init__(self, contract: Document, address: str | None, user_agent: str) -> None:
        self.contract = contract
        self.address = address
        self.default_address = located_servers(contract.data)[0][0]
        self._user_agent = user_agent
        self._credentials = _read_credentials(contract)
        self._http = self._new_client()
        for each in [address] if address else [url for url, _ in located_servers(contract.data)][:1]:
            self._check_address(each, has_credentials=bool(self._credentials))

    def close(self) -> None:
        """Close the connections of the HTTP client."""
        self._http.close()

    def send(self, operation: Operation, path: str, headers: Mapping[str, str]) -> RecordedResponse:
        """Send a request for an operation with its credentials, and return the response.

        As the client does, send no credentials to an operation's own server of another origin, unless the `security` of
        the operation itself names them.

        Raises NoResponseError if there is no response, and InputError if credentials may not be sent to the address.
        """
        own_address, place = located_servers(self.contract.data, operation.pointer)[0]
        address = self.address or own_address
        is_own = not self.address and place[:1] == ("paths",)
        is_trusted = not is_own or takes_credentials(self.contract.data, operation)
        placed = self._operation_credentials(operation) if is_trusted else []
        self._check_address(address, has_credentials=bool(placed))
        given = {**headers, **{each.name: each.value for each in placed if each.location == "header"}}
        cookies = [f"{each.name}={each.value}" for each in placed if each.location == "cookie"]
        if cookies:
            given["cookie"] = "; ".join([given["cookie"], *cookies] if "cookie" in given else cookies)
        if query := urlencode([(each.name, each.value) for each in placed if each.location == "query"]):
            path += f"{'&' if '?' in path else '?'}{query}"
        return self._request(operation.http_method, f"{address.rstrip('/')}{path}", given)

    def _new_client(self) -> httpx2.Client:
        headers = {"user-agent": self._user_agent}
        return httpx2.Client(headers=headers, timeout=PROBE_TIMEOUT_S, follow_redirects=False)

    def _operation_credentials(self, operation: Operation) -> list[_Placement]:
        """Return the credentials for an operation's first security requirement whose environment variables are all set.

        The list is empty if there is no such security requirement.
        """
        for schemes in security_alternatives(self.contract.data, operation.node):
            if schemes and all(each in self._credentials for each in schemes):
                return [self._credentials[each] for each in schemes]
        return []

    def _check_address(self, address: str, *, has_credentials: bool) -> None:
        scheme = address.partition(":")[0].lower()
        if scheme not in {"http", "https"} or "://" not in address:
            if self.address:
                message = "this is not the base URL of an API; expected https://host, perhaps with a path"
                raise InputError.at(f"--base-url {redact_address(self.address)}", message, line=0)
            raise InputError.at(self.contract.source, "the contract has no server URL; pass --base-url URL")
        if scheme == "http" and has_credentials and not is_loopback(urlsplit(address).hostname):
            message = "a key would be sent over plain HTTP to another machine; expected https://"
            raise InputError.at(redact_address(address), message, line=0)

    def _request(self, method: str, url: str, headers: Mapping[str, str]) -> RecordedResponse:
        """Send a request, and return the response.

        Of a streaming response, return only what arrives within STREAM_SAMPLE_S seconds.
        """
        found: list[RecordedResponse | NoResponseError] = []
        http, sample = self._http, _StreamSample()
        # A server that slowly sends single bytes never triggers the timeout of httpx2.
        thread = threading.Thread(
            target=lambda: found.append(_exchange(http, method, url, headers, sample)), daemon=True
        )
        thread.start()
        sample_time = min(STREAM_SAMPLE_S, PROBE_TIMEOUT_S)
        thread.join(sample_time)
        if not found and (response := sample.response) is not None:
            sample.is_taken = True
            self._http = self._new_client()  # The request's thread still uses the old HTTP client.
            return _recorded_response(response.status_code, response.headers, bytes(sample.content))
        thread.join(PROBE_TIMEOUT_S - sample_time)
        if not found:
            self._http = self._new_client()  # The request's thread still uses the old HTTP client.
            raise NoResponseError(f"no complete response within {PROBE_TIMEOUT_S:.0f} s")
        if isinstance(found[0], NoResponseError):
            raise found[0]
        return found[0]


class _StreamSample:
    """The part of a streaming response that was received so far.

    The thread of the request appends to `content` until the caller's thread sets `is_taken`.
    """

    def __init__(self) -> None:
        self.response: httpx2.Response | None = None
        self.content = bytearray()
        self.is_taken = False


def _exchange(
    http: httpx2.Client, method: str, url: str, headers: Mapping[str, str], sample: _StreamSample
) -> RecordedResponse | NoResponseError:
    deadline, content = time.monotonic() + PROBE_TIMEOUT_S, sample.content
    try:
        with http.stream(method, url, headers=dict(headers)) as response:
            if is_stream(response.headers.get("content-type", "")):
                sample.response = response
            for piece in response.iter_bytes():
                content += piece
                if sample.is_taken:
                    break
                if len(content) > MAX_RESPONSE_BYTES or time.monotonic() > deadline:
                    return NoResponseError("the response is too large or takes too long")
            return _recorded_response(response.status_code, response.headers, bytes(content))
    except (httpx2.HTTPError, httpx2.InvalidURL, ValueError) as error:
        name = type(error).__name__
        return NoResponseError(_REASONS.get(name, name), is_dropped=name in _DROPPED)


_DROPPED = {"RemoteProtocolError", "ReadError"}
"""The names of the errors of httpx2 if a server accepts a connection, but sends no complete response."""

_REASONS = {
    "ConnectError": "no connection",
    "ConnectTimeout": "no connection in time",
    "ReadTimeout": "no response in time",
    "RemoteProtocolError": "the connection ended before the response was complete",
    "ReadError": "the connection was dropped",
    "DecodingError": "the body of the response cannot be decompressed",
}
"""Texts for the errors of httpx2 that are not in the request, by the name of the exception."""


def _read_credentials(contract: Document) -> dict[str, _Placement]:
    """Read the credentials from environment variables, and return them by the name of the security scheme.

    Raises InputError if a credential contains characters that are not allowed.
    """
    found = {}
    variables = credential_variables(contract)
    for security in build_security(contract.data):
        values = [os.environ.get(each, "") for each in variables[security.scheme]]
        if not all(values):
            continue
        for name, value in zip(variables[security.scheme], values, strict=True):
            if not value.isascii() or not value.isprintable() or value != value.strip():
                message = f"{name} contains characters that are not allowed in a credential; expected printable ASCII"
                raise InputError.at(contract.source, message)
        found[security.scheme] = _place(security, values)
    return found


def _place(security: ir.Security, values: list[str]) -> _Placement:
    if security.kind == "basic":
        return _Placement("header", "authorization", f"Basic {base64.b64encode(':'.join(values).encode()).decode()}")
    value = f"Bearer {values[0]}" if security.kind == "bearer" else values[0]
    return _Placement(security.location, security.name, value)
