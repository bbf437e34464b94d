"""Authentication: adds the caller's credentials to the headers, query parameters and cookies of requests.

No repr and no exception message of this module contains a credential.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    import httpx2

__all__ = ["Credential", "Credentials", "Grant", "Placement", "SecurityScheme", "Tokens", "blank_secrets"]

# Exceptions replace only credentials of at least this length with `[secret]`. A shorter credential is a test value, and
# a message may contain the same characters by chance.
_MIN_SECRET_CHARS = 6

Secret = str | tuple[str, str]
Credential = Secret | Callable[[], Secret | Awaitable[Secret]] | None
Placement = tuple[str, str, str]  # location ("header", "query" or "cookie"), name and value of one credential


class Grant(NamedTuple):
    """The OAuth2 flows of a security scheme by which a client can obtain access tokens.

    Attributes:
        types: The grant types that the contract documents: "client_credentials", "refresh_token".
        token_url: The token URL; it may be relative to the base URL of the API.
        refresh_url: The refresh URL; "" if it is the same as the token URL.
        scopes: The scopes that the operations require.
        arguments: The client's constructor arguments for client id, client secret, refresh token, token URL and scopes.
    """

    types: tuple[str, ...]
    token_url: str
    refresh_url: str
    scopes: tuple[str, ...]
    arguments: tuple[str, ...]

    @property
    def gives_client_credentials(self) -> bool:
        """Whether the contract documents the flow "client_credentials", which needs no refresh token."""
        return "client_credentials" in self.types

    def way(self, prefix: str) -> tuple[str, str]:
        """Return two texts for an error message: the constructor arguments for OAuth2, and their environment variables.

        The arguments are the client id and secret, or the refresh token. With the prefix "THINGS", the result may be
        ("refresh_token", "THINGS_REFRESH_TOKEN").
        """
        client_id, secret, refresh = self.arguments[:3]
        names = (client_id, secret) if self.gives_client_credentials else (refresh,)
        return " and ".join(names), " and ".join(f"{prefix}_{name.upper()}" for name in names)


class Tokens:
    """Abstract base class of objects that fetch and cache the access tokens of one OAuth2 security scheme."""

    __slots__ = ()

    def get(self, http: httpx2.Client, timeouts: Mapping[str, float | None]) -> str:
        """Return the cached access token, or fetch a new one if none is cached or if it is about to expire.

        `http` sends the request for the token. `timeouts` has the seconds to wait in each phase of this request.
        """
        raise NotImplementedError

    async def aget(self, http: httpx2.AsyncClient, timeouts: Mapping[str, float | None]) -> str:
        """Return the cached access token, or fetch a new one, like `get`, but without blocking the event loop."""
        raise NotImplementedError

    def drop(self, token: str) -> None:
        """Remove an access token from the cache, because the API has rejected it."""
        raise NotImplementedError

    def secrets(self) -> set[str]:
        """Return the credentials and access tokens, which no exception message may contain."""
        raise NotImplementedError

    def changed(self, values: Mapping[str, Any]) -> Tokens:
        """Return a copy with new values for some OAuth2 arguments of the client, such as `client_secret`.

        `values` maps argument names to new values. The other arguments keep their values.
        """
        raise NotImplementedError


class SecurityScheme:
    """A security scheme of the contract.

    Args:
        kind: "bearer", "basic" or "api-key".
        location: The part of a request that carries the credential: "header", "query" or "cookie".
        name: The name of the header, query parameter or cookie that carries the credential.
        arguments: The client's constructor arguments for the credential: user name and password for "basic", otherwise
            one.
        grant: The OAuth2 flows that issue access tokens; None if the contract documents no supported flow.
    """

    __slots__ = ("arguments", "grant", "kind", "location", "name")

    def __init__(
        self,
        kind: str,
        *,
        location: str = "header",
        name: str = "Authorization",
        arguments: tuple[str, ...] = ("api_key",),
        grant: Grant | None = None,
    ) -> None:
        self.kind = kind
        self.grant = grant
        self.location = location
        self.name = name
        self.arguments = arguments

    def variables(self, prefix: str) -> tuple[str, ...]:
        """Return the names of the environment variables for the credential. Each name starts with `prefix`."""
        return tuple(f"{prefix}_{argument.upper()}" for argument in self.arguments)

    def ways(self, prefix: str) -> list[tuple[str, str]]:
        """Return how a caller can pass the credential, for the error message that the credential is missing.

        Each pair names a constructor argument and an environment variable, such as ("api_key", "THINGS_API_KEY"). An
        OAuth2 scheme has a second pair, which names the client id and secret, or the refresh token.
        """
        own = (" and ".join(self.arguments), " and ".join(self.variables(prefix)))
        if self.grant is None:
            return [own]
        way = self.grant.way(prefix)
        return [way, own] if self.grant.gives_client_credentials else [own, way]

    def place(self, secret: Secret) -> Placement:
        """Return where and how a request carries a credential: a tuple of location, name and value.

        For example, the API key "k" results in ("header", "X-API-Key", "k").

        Args:
            secret: The credential; for "basic", a pair of user name and password.

        Raises:
            ValueError: The credential is empty or has invalid characters. The message does not contain the credential.
            TypeError: The credential is not a str; or for "basic", not a pair of str.
        """
        if self.kind == "basic":
            if not (isinstance(secret, tuple) and len(secret) == len(self.arguments)):
                raise TypeError(f"{self._said()} must be a pair of strings: the user name and the password")
            user, password = map(self._text, secret)
            if ":" in user:
                raise ValueError(f"{self._said()}: a user name with a colon is not allowed in HTTP Basic")
            return "header", self.name, f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
        key = self._text(secret)
        if not key or not key.isascii() or not key.isprintable() or key != key.strip():
            raise ValueError(
                f"{self._said()} is empty, or contains a character that is not allowed: a space at the start or end, "
                "a line break or another control character, or a character outside ASCII"
            )
        if self.location == "cookie" and ";" in key:
            raise ValueError(f"{self._said()} contains a semicolon, which is not allowed in a cookie")
        if self.kind == "bearer" and key[:7].lower() == "bearer ":
            raise ValueError(f"{self._said()} begins with 'Bearer '; expected the token without this prefix")
        return self.location, self.name, f"Bearer {key}" if self.kind == "bearer" else key

    def _text(self, secret: object) -> str:
        if not isinstance(secret, str):
            raise TypeError(f"{self._said()} must be a string, not {type(secret).__name__}")
        return secret

    def _said(self) -> str:
        return " and ".join(self.arguments)


class Credentials:
    """The credentials that the caller passed, by security scheme name. The repr contains no credential."""

    __slots__ = ("_echoes", "_given", "_headers", "_placed", "_refused", "_schemes")

    def __init__(
        self,
        schemes: Mapping[str, SecurityScheme],
        given: Mapping[str, Any],
        headers: Mapping[str, Any] | None = None,
        refused: frozenset[str] = frozenset(),
    ) -> None:
        """Check and store the credentials and headers of the caller.

        Args:
            schemes: The security schemes of the contract, by name.
            given: The credentials, by scheme name.
            headers: Headers of all requests. A header that a security scheme uses counts as a credential.
            refused: The names of the schemes for which the caller passed None. Requests carry no credentials for them.
        """
        self._schemes = schemes
        self._refused = refused
        self._given = {name: value for name, value in given.items() if value is not None}
        self._placed: dict[str, Placement] = {}
        self._echoes: dict[str, set[str]] = {}
        for name, value in self._given.items():
            if not callable(value) and not isinstance(value, Tokens):
                self._place(name, value)
        self._headers = self._header_credentials(headers or {})

    def __repr__(self) -> str:
        return f"<Credentials for {', '.join(self._given) or 'nothing'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Credentials are not pickled or copied")

    def __bool__(self) -> bool:
        return bool(self._given or self._headers)

    def replaced(self, given: Mapping[str, Any], headers: Mapping[str, Any]) -> Credentials:
        """Return a copy with some credentials replaced.

        Args:
            given: The new credentials, by scheme name. None removes the credential of the scheme.
            headers: New headers, of which only those that carry credentials are used. A header replaces the earlier
                header of the same name; the value None removes the earlier header.
        """
        changed = {name.lower(): value for name, value in headers.items()}
        refused = {name for name, value in given.items() if value is None}
        return Credentials(
            self._schemes,
            {**self._given, **given},
            {**self._headers, **changed},
            frozenset(self._refused - given.keys() | refused),
        )

    def changed_pair(self, name: str, changes: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Return the user name and password of an HTTP Basic scheme, with `changes` applied.

        A missing value is None in the pair. If both are missing, return None instead of a pair. This object does not
        change.

        Args:
            name: The name of the security scheme.
            changes: The new user name, password or both, by the name of the client's argument.
        """
        known = self._given.get(name)
        arguments = self._schemes[name].arguments
        before = dict(zip(arguments, known, strict=True)) if isinstance(known, tuple) else {}
        pair = tuple(changes.get(each, before.get(each)) for each in arguments)
        return None if all(each is None for each in pair) else pair

    def has_header_credential(self, headers: Mapping[str, Any]) -> bool:
        """Return whether one of the headers carries a credential of a security scheme."""
        names = self.header_names()
        return any(name.lower() in names and value is not None for name, value in headers.items())

    def header_names(self) -> frozenset[str]:
        """Return the lower-case names of the headers that carry credentials of security schemes."""
        named = {each.name.lower() for each in self._schemes.values() if each.location == "header"}
        has_cookies = any(each.location == "cookie" for each in self._schemes.values())
        return frozenset(named | ({"cookie"} if has_cookies else set()))

    def in_query(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the credentials among the query parameters of a call, by the names of their security schemes.

        For example, `{"key": "k", "page": 2}` results in `{"ApiKeyAuth": "k"}`.
        """
        return {
            name: query[scheme.name]
            for name, scheme in self._schemes.items()
            if scheme.location == "query" and query.get(scheme.name) is not None
        }

    def tokens(self, name: str) -> Tokens | None:
        """Return the object that fetches the access tokens of a security scheme.

        Return None if the caller passed no OAuth2 credential for the scheme.
        """
        found = self._given.get(name)
        return found if isinstance(found, Tokens) else None

    def variables(self, prefix: str, names: Iterable[str]) -> list[tuple[str, str, str]]:
        """Return the credentials of a request for a curl command, with environment variables in place of the secrets.

        Each tuple has a location, a name and a value, such as ("header", "Authorization", "Bearer $THINGS_TOKEN"). For
        HTTP Basic, the location is "user", the name is empty, and the value is for the option `--user` of curl.

        Args:
            prefix: The start of the names of environment variables, such as "THINGS".
            names: The names of the security schemes whose credentials the request carries.
        """
        found = []
        for scheme in map(self._schemes.__getitem__, names):
            variables = ":".join(f"${variable}" for variable in scheme.variables(prefix))
            if scheme.kind == "basic":
                found.append(("user", "", variables))
            else:
                found.append((scheme.location, scheme.name, f"{'Bearer ' * (scheme.kind == 'bearer')}{variables}"))
        return found

    def _header_credentials(self, headers: Mapping[str, Any]) -> dict[str, str]:
        names = self.header_names()
        found = {name.lower(): str(value) for name, value in headers.items() if value is not None}
        found = {name: value for name, value in found.items() if name in names}
        for name, value in found.items():
            self._echoes[f"header {name}"] = _echoes(value)
        return found

    def choose(self, alternatives: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
        """Choose the first security requirement of an operation for which the caller passed all credentials.

        Args:
            alternatives: The security requirements, each a tuple of scheme names; an empty tuple requires no
                credential.

        Returns:
            The chosen requirement; None if the caller passed the credentials of no requirement.
        """
        best: tuple[str, ...] | None = () if not alternatives or () in alternatives else None
        for names in alternatives:
            if names and all(self._is_given(name) for name in names):
                return names
        if best is None and self._refused:
            wanted = (each for each in alternatives if all(self._is_given(n) or n in self._refused for n in each))
            found = next(wanted, None)
            best = None if found is None else tuple(filter(self._is_given, found))
        return best

    def _is_given(self, name: str) -> bool:
        if name in self._given:
            return True
        scheme = self._schemes[name]
        if scheme.location == "cookie":
            pairs = self._headers.get("cookie", "").split(";")
            return scheme.name in {pair.partition("=")[0].strip() for pair in pairs}
        return scheme.location == "header" and scheme.name.lower() in self._headers

    def static_placement(self, name: str) -> Placement | None:
        """Return location, name and value of a constant credential, such as ("header", "X-API-Key", "k").

        Return None if the credential comes from a callable or OAuth2, or if the caller passed none for the scheme.
        """
        return self._placed.get(name)

    def places(
        self, names: Iterable[str], http: httpx2.Client, timeouts: Mapping[str, float | None]
    ) -> list[Placement]:
        """Return the location, name and value of each credential for one request, such as ("header", "X-API-Key", "k").

        If the caller passed a callable, call it to obtain the credential. If an access token is missing, fetch it.

        Args:
            names: The names of the security schemes.
            http: The httpx2 client that sends requests for access tokens.
            timeouts: Seconds to wait in each phase of a request for an access token.

        Raises:
            TypeError: A callable is a coroutine function, which only the async client can await.
            ValueError: A callable returned a credential that cannot be sent.
            RootError: The response to the request for an access token has an error status or contains no token.
            httpx2.ConnectError: The token URL cannot be reached, or responded 429 or 5xx. The call may be retried.
        """
        placements = []
        for name in names:
            if name not in self._given:
                continue  # the caller passed this credential as a header
            placement = self._placed.get(name)
            if placement is None:
                source = self._given[name]
                value = source.get(http, timeouts) if isinstance(source, Tokens) else source()
                from inspect import isawaitable

                if isawaitable(value):
                    getattr(value, "close", bool)()
                    raise TypeError("A credential callable of the sync client must not be a coroutine function")
                placement = self._place(name, value, keep=False)
            placements.append(placement)
        return placements

    async def aplaces(
        self, names: Iterable[str], http: httpx2.AsyncClient, timeouts: Mapping[str, float | None]
    ) -> list[Placement]:
        """Return the same tuples as `places`, for the async client.

        If the caller passed a coroutine function, await it to obtain the credential.
        """
        placements = []
        for name in names:
            if name not in self._given:
                continue  # the caller passed this credential as a header
            placement = self._placed.get(name)
            if placement is None:
                source = self._given[name]
                value = source.aget(http, timeouts) if isinstance(source, Tokens) else source()
                from inspect import isawaitable

                placement = self._place(name, await value if isawaitable(value) else value, keep=False)
            placements.append(placement)
        return placements

    def blank(self, content: bytes) -> bytes:
        """Return the body of a response in which `[secret]` replaces each credential of the client.

        Some servers repeat credentials in error messages. Escaped credentials, such as `%41` for `A`, are also
        replaced.
        """
        secrets = self._secrets()
        return blank_secrets(content.decode("latin-1"), secrets).encode("latin-1") if secrets else content

    def blank_text(self, text: str) -> str:
        """Return a text in which `[secret]` replaces each credential of the client, like `blank` for bytes."""
        return blank_secrets(text, self._secrets())

    def _secrets(self) -> set[str]:
        found = {echo for echoes in list(self._echoes.values()) for echo in echoes}
        return found.union(*(each.secrets() for each in self._given.values() if isinstance(each, Tokens)))

    def _place(self, name: str, secret: Any, *, keep: bool = True) -> Placement:
        placement = self._schemes[name].place(secret)
        # A response may repeat the credential, which a callable may have just returned. So the credential is stored,
        # and exceptions replace it with `[secret]`.
        value = placement[2]
        self._echoes[name] = _echoes(value, *((secret[1],) if isinstance(secret, tuple) else ()))
        if keep:
            self._placed[name] = placement
        return placement


def blank_secrets(text: str, secrets: Iterable[str]) -> str:
    """Return a text in which `[secret]` replaces each of the `secrets`, also in escaped form, such as `%41` for `A`.

    Secrets of less than 6 characters are not replaced, because words in the text may contain them by chance.
    """
    # A shorter secret may be part of a longer secret, so longer secrets are replaced first.
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= _MIN_SECRET_CHARS:
            text = text.replace(secret, "[secret]")
            if not _ESCAPES.isdisjoint(text):
                text = _spellings(secret).sub("[secret]", text)
    return text


def _echoes(value: str, *others: str) -> set[str]:
    return {each for each in (value.partition(" ")[2] or value, *others) if len(each) >= _MIN_SECRET_CHARS}


# A text with escaped characters contains at least one of these characters: they start JSON, percent and HTML escapes,
# and UTF-16 and UTF-32 have zero bytes. In other texts, a search for the unescaped credential is enough.
_ESCAPES = frozenset("\\%&\0")


@lru_cache(maxsize=64)
def _spellings(secret: str) -> re.Pattern[str]:
    r"""Return a regex that finds a credential in a text, also if its characters are escaped.

    For example, `A` may be written as `\u0041` (JSON), `%41` (URL) or `&#65;` (HTML).
    """
    return re.compile("".join(map(_spelling, secret)), re.DOTALL)


def _spelling(letter: str) -> str:
    code = ord(letter)
    digits = f"(?i:{code:02x})"
    named = {"&": "amp", "<": "lt", ">": "gt", '"': "quot", "'": "apos"}.get(letter)
    spelled = [
        rf"\\*{re.escape(letter)}",
        rf"\\+u00{digits}",
        rf"\\+x{digits}",
        rf"%(?:25)*{digits}",
        rf"&(?:amp;)*#0*{code};",
        rf"&(?:amp;)*#[xX]0*{digits};",
        *([rf"&(?:amp;)*{named};"] if named else []),
    ]
    # In UTF-16 and UTF-32, zero bytes are between the letters, so the regex allows zero bytes after each letter.
    return f"(?:{'|'.join(spelled)})\\0{{0,3}}"
