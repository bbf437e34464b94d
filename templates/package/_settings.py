"""Settings of a client, validated, from constructor arguments and environment variables."""

from __future__ import annotations

import os
import re
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from . import _metadata
from ._address import is_direct, is_loopback, parse_address
from ._auth import Credentials
from ._exceptions import RootError
from ._headers import set_headers
from ._http_client import AsyncPool, SyncPool
from ._mismatch import MismatchPolicy
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx2

    from ._auth import Grant, Tokens
    from ._exchange import Pace
    from ._hooks import Hooks
    from ._mismatch import OnMismatch
    from ._operation import Operation
    from ._types import Unset

    OpenTokens = Callable[[Grant, Mapping[str, str | None], str], Tokens]
    Timeout = float | httpx2.Timeout | None

__all__ = ["DEFAULT_MAX_BYTES", "Settings", "by_scheme", "checked_url", "from_environment", "is_direct", "timeouts_of"]

Pool = TypeVar("Pool", SyncPool, AsyncPool)

DEFAULT_MAX_BYTES = 64 * 1024 * 1024
_VARIABLE = re.compile(r"\{([^{}=]+)=([^{}]*)\}")  # a variable in the URL of an operation's server, with its default
DEFAULT_TIMEOUTS: dict[str, float | None] = {"connect": 5.0, "read": 60.0, "write": 60.0, "pool": 60.0}  # seconds


class Settings(Generic[Pool]):
    """The settings of one client. They do not change if the caller changes the dicts that it passed.

    Attributes:
        pool: The connections of the client.
        credentials: The credentials of the caller.
        base_url: The base URL of the API, without a trailing slash.
        given_url: The base URL from the caller, the environment or the contract. If it has no path, `base_url` is this
            URL with the path of the contract's server. Operations with their own server use `given_url`.
        server: The name of the contract's server, "" if the server has no name; None if the caller passed a base URL.
        variables: The values of the variables in the URL of the contract's server, by their names in the contract.
        host: The host and port of the base URL, as in the Host header.
        timeout: The caller's timeout; None if the caller passed no timeout.
        timeouts: Seconds to wait in each phase of an attempt, from the caller's timeout or the defaults.
        max_retries: Maximum number of times a request is repeated.
        default_headers: Headers for every request.
        mismatches: How to handle responses that do not match the contract.
        max_response_bytes: Maximum size of a response body in bytes, after decompression; None for no limit.
        timezone: The time zone for arguments that are datetimes without a time zone. If it is None, such an argument
            raises ValueError.
        open_tokens: A function that builds the object which fetches access tokens, for OAuth2 schemes.
        pace: The rate limiter; None for no rate limit.
        hooks: The caller's functions that are called at each attempt to send a request.
        warned: The operations whose Deprecation or Sunset header the client has already reported.
        templates: A cache: by operation, the headers of all its requests, and the names of the security schemes whose
            credentials each attempt adds.
    """

    __slots__ = (
        "base_url",
        "credentials",
        "default_headers",
        "given_url",
        "hooks",
        "host",
        "max_response_bytes",
        "max_retries",
        "mismatches",
        "open_tokens",
        "pace",
        "pool",
        "server",
        "templates",
        "timeout",
        "timeouts",
        "timezone",
        "variables",
        "warned",
    )

    def __init__(
        self,
        *,
        pool: Pool,
        credentials: Credentials,
        base_url: str,
        server: str | None,
        variables: Mapping[str, str] | None = None,
        timeout: Timeout,
        max_retries: int,
        default_headers: Mapping[str, str | None],
        mismatches: MismatchPolicy,
        max_response_bytes: int | None,
        timezone: tzinfo | None,
        open_tokens: OpenTokens,
        pace: Pace | None,
        hooks: Hooks | None,
        warned: set[str] | None = None,
    ) -> None:
        if isinstance(max_retries, bool) or not isinstance(max_retries, int) or max_retries < 0:
            raise ValueError(f"max_retries is {max_retries!r}; expected a number of repetitions, 0 for none")
        if max_response_bytes is not None and not _is_positive(max_response_bytes):
            raise ValueError(f"max_response_bytes is {max_response_bytes!r}; expected bytes, or None for no limit")
        if not isinstance(timezone, tzinfo | None):
            raise ValueError(f"timezone is {timezone!r}; expected a tzinfo: timezone.utc, or ZoneInfo('Europe/Berlin')")
        if default_headers:
            from httpx2 import Headers

            set_headers(Headers(), default_headers)  # An invalid header raises here, not later at a call.
        self.pool: Pool = pool
        self.credentials = credentials
        self.given_url = base_url
        self.base_url = base_url + (_metadata.BASE_PATH if parse_address(base_url).path == "/" else "")
        self.server = server
        self.variables = dict(variables or {})
        self.host = parse_address(base_url).netloc
        self.timeout: Timeout = timeout
        self.timeouts = DEFAULT_TIMEOUTS if timeout is None else timeouts_of(timeout)
        self.max_retries = max_retries
        self.default_headers = dict(default_headers)
        self.mismatches = mismatches
        self.max_response_bytes = max_response_bytes
        self.timezone = timezone
        self.open_tokens = open_tokens
        self.pace = pace
        if hooks is not None:
            from ._hooks import check_hooks  # imported here: few programs use hooks

            check_hooks(hooks)
        self.hooks = hooks
        self.warned: set[str] = set() if warned is None else warned
        self.templates: dict[Operation, tuple[httpx2.Headers, tuple[str, ...]]] = {}

    def localized(self, value: Any) -> Any:
        """Return a value in which each datetime without a time zone gets the client's `timezone`.

        If the client has no `timezone`, return the value unchanged.
        """
        if self.timezone is None:
            return value
        from ._encoder import with_time_zone  # imported here: loads msgspec, which most parameters do not need

        return with_time_zone(value, self.timezone)

    def server_of(self, operation: Operation) -> str:
        """Return the URL of an operation's own server; "" if it has none, or if the caller passed a base URL."""
        if self.server is None or not operation.servers:
            return ""
        found = operation.servers.get(self.server) or operation.servers[""]
        if "{" in found:
            found = _VARIABLE.sub(lambda variable: self.variables.get(variable[1], variable[2]), found)
        return f"{_origin(self.base_url)}{found}".rstrip("/") if found.startswith("/") and self.base_url else found

    def is_own_origin(self, server: str) -> bool:
        """Return True if a server has the same origin as the base URL, or if the client has no base URL."""
        if not self.base_url:
            return True
        own, other = parse_address(self.base_url), parse_address(server)
        return (own.scheme, own.netloc) == (other.scheme, other.netloc)

    def address_of(self, operation: Operation) -> str:
        """Return the base URL to which the path of an operation is appended.

        Raises:
            RootError: The client has no base URL.
        """
        address = (self.server_of(operation) or self.given_url) if operation.servers else self.base_url
        own = operation.servers.get("", "") if operation.servers else ""
        if own.startswith("/") and self.server is None and address == _origin(address):
            # The contract's server URL is only a path, and the base URL has no path.
            return f"{address}{own}".rstrip("/")
        if not address or address.startswith("/"):
            raise missing_address()
        return address

    def changed(
        self,
        *,
        credentials: Mapping[str, Any],
        base_url: str | None,
        timeout: Timeout,
        max_retries: int | None,
        default_headers: Mapping[str, str | None] | None,
        on_mismatch: OnMismatch | None,
        max_response_bytes: int | Unset | None,
        timezone: tzinfo | None,
    ) -> Settings[Pool]:
        """Return a copy with some settings changed.

        None leaves a setting unchanged. Only for `max_response_bytes`, UNSET leaves it unchanged, and None removes the
        limit. In `default_headers`, None removes a header.

        Raises:
            ValueError: A setting is not valid.
            TypeError: A credential has an unknown name or a wrong type.
        """
        changed_headers = default_headers or {}
        found = self.credentials
        if credentials or changed_headers:
            found = found.replaced(by_scheme(credentials, found, self.open_tokens, self.base_url), changed_headers)
        address = self.given_url if base_url is None else base_url
        if address or base_url is not None:  # A client whose operations have their own servers may have no base URL.
            address = checked_url(address, found)
        pool = self.pool
        if pool.user_client is None and is_direct(address) != is_direct(self.base_url):
            pool = type(pool)(None, trust_env=not is_direct(address))
        return Settings(
            pool=pool,
            credentials=found,
            base_url=address,
            server=self.server if base_url is None else None,
            variables=self.variables,
            timeout=self.timeout if timeout is None else timeout,
            max_retries=self.max_retries if max_retries is None else max_retries,
            default_headers={**self.default_headers, **changed_headers},
            mismatches=self.mismatches if on_mismatch is None else MismatchPolicy(on_mismatch, self.mismatches.log),
            max_response_bytes=self.max_response_bytes if max_response_bytes is UNSET else max_response_bytes,
            timezone=timezone or self.timezone,
            open_tokens=self.open_tokens,
            pace=self.pace,
            hooks=self.hooks,
            warned=self.warned,
        )


def from_environment(
    credentials: Mapping[str, Any],
    base_url: str | None,
    default_headers: Mapping[str, str | None] | None,
    *,
    grants: Mapping[str, Mapping[str, str | None]],
    open_tokens: OpenTokens,
) -> tuple[Credentials, str, bool]:
    """Return the validated credentials and base URL of a client.

    Environment variables replace arguments that the caller did not pass.

    Args:
        credentials: The credentials by scheme name. UNSET means that the caller passed no credential; None means that
            requests are sent without the credential.
        base_url: The base URL that the caller passed.
        default_headers: The headers of every request, which may contain a credential.
        grants: For each OAuth2 scheme name, the constructor arguments for obtaining access tokens, such as `client_id`,
            with their values.
        open_tokens: A function that builds the object which fetches access tokens.

    Returns:
        The credentials; the base URL; and whether neither the caller nor an environment variable set the base URL.

    Raises:
        RootError: The base URL is missing; the message names the argument and the environment variable.
        ValueError: A credential cannot be sent, or would be sent unencrypted.
    """
    prefix = _metadata.ENV_PREFIX
    given_address = os.environ.get(f"{prefix}_BASE_URL", "") if base_url is None else base_url
    address = given_address or _metadata.BASE_URL
    refused = frozenset(name for name, value in credentials.items() if _is_refused(value))
    given = {
        name: _credential(name, credentials.get(name, UNSET), grants.get(name, {}), open_tokens, address)
        for name in _metadata.SECURITY
        if name not in refused
    }
    found = Credentials(_metadata.SECURITY, given, default_headers, refused)
    if base_url == "":
        return found, checked_url(base_url, found), False
    if not address:
        if not _metadata.HAS_OPERATION_SERVERS:
            raise missing_address()
        return found, "", True
    return found, checked_url(address, found), not given_address


def missing_address() -> RootError:
    """Return the exception for a client without a base URL."""
    what = f"pass base_url, or set {_metadata.ENV_PREFIX}_BASE_URL"
    return RootError(f"{_metadata.CLIENT} has no address: {what}; {_metadata.MISSING_ADDRESS}")


def _origin(address: str) -> str:
    return "/".join(address.split("/", 3)[:3])


def checked_url(address: str, credentials: Credentials) -> str:
    """Check a base URL to which `credentials` are sent, and return it without a trailing slash.

    Raises:
        ValueError: The URL is invalid, or credentials would be sent to it over plain http://.
    """
    try:
        url = parse_address(address)
    except ValueError as error:
        raise ValueError(f"base_url cannot be read: {error}") from None
    if url.has_user:
        raise ValueError("base_url has a user name or a password; pass credentials as arguments")
    if url.scheme not in {"http", "https"} or not url.host or url.has_query:
        raise ValueError(f"base_url is {address!r}; expected https://host, perhaps with a path")
    if url.scheme == "http" and credentials and not is_loopback(address):
        raise ValueError(
            f"base_url is {address!r}: credentials are not sent over plain http://, which is not encrypted, except to "
            "this machine itself; use https://"
        )
    return address.rstrip("/")


def timeouts_of(timeout: float | httpx2.Timeout) -> dict[str, float | None]:
    """Return the seconds to wait in each phase of an attempt: `connect`, `read`, `write`, `pool`; None for no limit.

    Raises:
        ValueError: The timeout is neither a positive number of seconds nor an httpx2.Timeout.
    """
    from httpx2 import Timeout

    if not isinstance(timeout, Timeout) and not _is_positive(timeout):
        raise ValueError(f"timeout is {timeout!r}; expected seconds, or an httpx2.Timeout")
    return Timeout(timeout).as_dict()


def _is_positive(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


def by_scheme(
    arguments: Mapping[str, Any], credentials: Credentials, open_tokens: OpenTokens, address: str
) -> dict[str, Any]:
    """Return the credentials that the caller passed to `with_options`, by the name of their security scheme.

    For example, `api_key="k"` becomes {"ApiKeyAuth": "k"}. User name and password become a pair. A `client_id` and
    other OAuth2 options become the object that fetches access tokens.

    Args:
        arguments: The passed values by argument name, such as {"api_key": "k"}.
        credentials: The credentials of the original client. They supply what the caller does not pass, such as the user
            name for a new password.
        open_tokens: A function that builds the object which fetches access tokens.
        address: The base URL of the API, for relative token URLs.

    Raises:
        TypeError: An argument is unknown.
    """
    rest = dict(arguments)
    given: dict[str, Any] = {}
    for name, scheme in _metadata.SECURITY.items():
        values = {argument: rest.pop(argument) for argument in scheme.arguments if argument in rest}
        if values:
            is_single = len(scheme.arguments) == 1
            given[name] = values[scheme.arguments[0]] if is_single else credentials.changed_pair(name, values)
        grant = scheme.grant
        changes = {} if grant is None else {each: rest.pop(each) for each in grant.arguments if each in rest}
        if changes and grant is not None and not values:
            tokens = credentials.tokens(name)
            given[name] = open_tokens(grant, changes, address) if tokens is None else tokens.changed(changes)
    if rest:
        raise TypeError(f"{', '.join(rest)}: the client has no such option")
    return given


def _is_refused(given: Any) -> bool:
    """Return whether the caller passed None for a credential, so that requests are sent without it.

    For HTTP Basic, `given` is the pair of user name and password. It is refused if one is None and neither has a value.
    """
    if isinstance(given, tuple):
        return None in given and all(each is None or each is UNSET for each in given)
    return given is None


def _credential(name: str, given: Any, grant: Mapping[str, str | None], open_tokens: OpenTokens, address: str) -> Any:
    scheme = _metadata.SECURITY[name]
    variables = [_variable(argument) for argument in scheme.arguments]
    if scheme.grant is not None and given is UNSET:
        tokens = _tokens(scheme.grant, grant, open_tokens, address)
        # Arguments that the caller passed take precedence over environment variables.
        if tokens is not None and (variables[0] is None or any(value is not None for value in grant.values())):
            return tokens
    if scheme.kind != "basic":
        return given or variables[0]
    if given and not isinstance(given, tuple):
        return given
    # An empty password, or an empty user name, is a value: some APIs take a key in place of the other.
    values = given if isinstance(given, tuple) and any(given) else (None, None)
    pair = tuple(
        variable if value is None or value is UNSET else value
        for value, variable in zip(values, variables, strict=True)
    )
    return None if None in pair else pair


def _tokens(grant: Grant, given: Mapping[str, str | None], open_tokens: OpenTokens, address: str) -> Any:
    """Build the object that fetches OAuth2 access tokens, from constructor arguments (`given`) or the environment.

    Return None if the contract has no OAuth2 flow whose values (client id and secret, or refresh token) are all given.
    """
    values = {name: given.get(name) or _variable(name) for name in grant.arguments}
    client_id, secret, refresh = (values[name] for name in grant.arguments[:3])
    has_client = client_id and secret and "client_credentials" in grant.types
    has_refresh = refresh and "refresh_token" in grant.types
    return open_tokens(grant, values, address) if has_client or has_refresh else None


def _variable(argument: str) -> str | None:
    return os.environ.get(f"{_metadata.ENV_PREFIX}_{argument.upper()}") or None
