"""Authentication: places the credentials of the caller in headers, query parameters and cookies of a request.

No credential appears in a repr or in a message raised here.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:
    import httpx2

__all__ = ["Credential", "Credentials", "Grant", "Placement", "SecurityScheme", "Tokens"]

# Shorter credentials are not blanked: they are test values, and a message may contain such words by chance.
_MIN_SECRET_CHARS = 8

Secret = str | tuple[str, str]
Credential = Secret | Callable[[], Secret | Awaitable[Secret]] | None
Placement = tuple[str, str, str]  # "header" | "query" | "cookie", name, value


class Grant(NamedTuple):
    """How the access tokens of an OAuth2 scheme are obtained.

    Attributes:
        types: The documented grant types: "client_credentials", "refresh_token".
        token_url: The token URL; it may be relative to the base URL of the API.
        refresh_url: The refresh URL; "" if it is the same as the token URL.
        scopes: The scopes that the operations require.
        arguments: The constructor arguments for client id, client secret, refresh token, token URL and scopes.
    """

    types: tuple[str, ...]
    token_url: str
    refresh_url: str
    scopes: tuple[str, ...]
    arguments: tuple[str, ...]

    def way(self, prefix: str) -> tuple[str, str]:
        """Return the names of the constructor arguments that obtain tokens, and of their environment variables."""
        client_id, secret, refresh = self.arguments[:3]
        names = (client_id, secret) if "client_credentials" in self.types else (client_id, refresh)
        return " and ".join(names), " and ".join(f"{prefix}_{name.upper()}" for name in names)


class Tokens:
    """Fetches and caches access tokens, which expire."""

    __slots__ = ()

    def get(self, http: httpx2.Client, timeouts: Mapping[str, float | None]) -> str:
        """Return a token that is not about to expire; fetch one with `http` if none is cached."""
        raise NotImplementedError

    async def aget(self, http: httpx2.AsyncClient, timeouts: Mapping[str, float | None]) -> str:
        """Return a token, like `get`."""
        raise NotImplementedError

    def drop(self, token: str) -> None:
        """Discard a token that the API rejected."""
        raise NotImplementedError

    def secrets(self) -> set[str]:
        """Return the secrets that no message may contain: credentials and access tokens."""
        raise NotImplementedError

    def changed(self, values: Mapping[str, Any]) -> Tokens:
        """Return a copy in which some of the constructor arguments (name -> value) are replaced."""
        raise NotImplementedError


class SecurityScheme:
    """A security scheme of the contract, and how it places a credential in a request.

    Args:
        kind: "bearer", "basic" or "api-key".
        location: "header", "query" or "cookie".
        name: The header, query parameter or cookie that carries the credential.
        arguments: The constructor arguments for the credential; in upper case, after the client's prefix, they are
            also the environment variables. One, or two for "basic".
        grant: How access tokens are obtained, where the contract documents it.
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
        """Return the names of the environment variables for the credential."""
        return tuple(f"{prefix}_{argument.upper()}" for argument in self.arguments)

    def ways(self, prefix: str) -> list[tuple[str, str]]:
        """Return the ways to pass the credential: pairs of constructor arguments and environment variables."""
        own = (" and ".join(self.arguments), " and ".join(self.variables(prefix)))
        return [own] if self.grant is None else [self.grant.way(prefix), own]

    def place(self, secret: Secret) -> Placement:
        """Return the location, name and value of a credential in a request.

        Raises:
            ValueError: The credential has characters that a header, query or cookie cannot have. The message does not
                contain the credential.
            TypeError: The credential is not a str; or for "basic", not a pair of str.
        """
        if self.kind == "basic":
            if not (isinstance(secret, tuple) and len(secret) == len(self.arguments)):
                raise TypeError(f"{self._said()} must be a pair of strings")
            user, password = map(self._text, secret)
            if ":" in user:
                raise ValueError(f"{self._said()}: a user name cannot hold a colon")
            return "header", self.name, f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"
        key = self._text(secret)
        if not key or not key.isascii() or not key.isprintable() or key != key.strip():
            raise ValueError(
                f"{self._said()} holds characters that a key cannot have (a line break, a blank at an end, a control "
                "character, one outside ASCII), or is empty"
            )
        return self.location, self.name, f"Bearer {key}" if self.kind == "bearer" else key

    def _text(self, secret: object) -> str:
        if not isinstance(secret, str):
            raise TypeError(f"{self._said()} must be a string, not {type(secret).__name__}")
        return secret

    def _said(self) -> str:
        return " and ".join(self.arguments)


class Credentials:
    """The caller's credentials, by the names of security schemes. The repr does not contain any credential."""

    __slots__ = ("_echoes", "_given", "_headers", "_placed", "_refused", "_schemes")

    def __init__(
        self,
        schemes: Mapping[str, SecurityScheme],
        given: Mapping[str, Any],
        headers: Mapping[str, Any] | None = None,
        refused: frozenset[str] = frozenset(),
    ) -> None:
        """Check credentials.

        Args:
            schemes: The security schemes of the contract.
            given: Scheme name -> credential.
            headers: Headers of all requests. A header that a security scheme uses counts as a credential and is sent
                unchanged.
            refused: The schemes for which the caller passed None: requests are sent without this credential.
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
        """Return a copy with the credentials in `given` replaced and `headers` added. None removes a credential."""
        changed = {name.lower(): value for name, value in headers.items()}
        refused = {name for name, value in given.items() if value is None}
        return Credentials(
            self._schemes,
            {**self._given, **given},
            {**self._headers, **changed},
            frozenset(self._refused - given.keys() | refused),
        )

    def has_header_credential(self, headers: Mapping[str, Any]) -> bool:
        """Return whether headers contain a credential."""
        names = self.header_names()
        return any(name.lower() in names and value is not None for name, value in headers.items())

    def header_names(self) -> frozenset[str]:
        """Return the names of the headers that schemes use, in lower case."""
        named = {each.name.lower() for each in self._schemes.values() if each.location == "header"}
        has_cookies = any(each.location == "cookie" for each in self._schemes.values())
        return frozenset(named | ({"cookie"} if has_cookies else set()))

    def in_query(self, query: Mapping[str, Any]) -> dict[str, Any]:
        """Return the credentials among query parameters: scheme name -> value."""
        return {
            name: query[scheme.name]
            for name, scheme in self._schemes.items()
            if scheme.location == "query" and query.get(scheme.name) is not None
        }

    def tokens(self, name: str) -> Tokens | None:
        """Return the object that fetches a scheme's access tokens; None if its credential is not an OAuth2 grant."""
        found = self._given.get(name)
        return found if isinstance(found, Tokens) else None

    def variables(self, prefix: str) -> list[tuple[str, str, str]]:
        """Return location, name and value of each credential, for a curl command.

        The value has environment variables in place of the secret. HTTP Basic has the location "user" and the name "".
        """
        found = []
        for name, scheme in self._schemes.items():
            if not self._is_given(name):
                continue
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
        """Choose the security requirement that a request satisfies: the first whose schemes all have a credential.

        Args:
            alternatives: Tuples of scheme names; an empty one allows a call without credentials.

        Returns:
            Scheme names, none for a call without credentials; None if no alternative can be satisfied.
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
        """Return the placement of a credential that every request sends; None for a callable or an OAuth2 grant."""
        return self._placed.get(name)

    def places(
        self, names: Iterable[str], http: httpx2.Client, timeouts: Mapping[str, float | None]
    ) -> list[Placement]:
        """Return the placements of credentials in one attempt: call the callables, and fetch the access tokens.

        Args:
            names: The schemes.
            http: The httpx2 client that sends requests for access tokens.
            timeouts: Seconds to wait in each phase of such a request.

        Raises:
            TypeError: A callable is a coroutine function, which only the async client can await.
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
        """Return the placements of credentials like `places`; callables may return awaitables."""
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
        """Replace every credential in a server's response, also if escaped: some error messages echo credentials."""
        patterns = self._patterns
        if not patterns:
            return content
        return self.blank_text(content.decode("latin-1")).encode("latin-1")

    def blank_text(self, text: str) -> str:
        """Replace every credential in a text, like `blank`."""
        for secret, pattern in self._patterns.items():
            text = text.replace(secret, "[secret]")
            if not _ESCAPES.isdisjoint(text):
                text = pattern.sub("[secret]", text)
        return text

    @property
    def _patterns(self) -> dict[str, re.Pattern[str]]:
        """Return credential -> regex that matches the credential with any of its characters escaped."""
        found = {echo for echoes in list(self._echoes.values()) for echo in echoes}
        for each in self._given.values():
            if isinstance(each, Tokens):
                found |= {secret for secret in each.secrets() if len(secret) >= _MIN_SECRET_CHARS}
        # The longest first, because one may be part of another.
        return {echo: _spellings(echo) for echo in sorted(found, key=len, reverse=True)}

    def _place(self, name: str, secret: Any, *, keep: bool = True) -> Placement:
        placement = self._schemes[name].place(secret)
        # A response may echo the value that a callable returned last.
        value = placement[2]
        self._echoes[name] = _echoes(value, *((secret[1],) if isinstance(secret, tuple) else ()))
        if keep:
            self._placed[name] = placement
        return placement


def _echoes(value: str, *others: str) -> set[str]:
    return {each for each in (value.partition(" ")[2] or value, *others) if len(each) >= _MIN_SECRET_CHARS}


# The start of an escaped letter: JSON and percent escapes, entities, the zero bytes of UTF-16 and UTF-32.
_ESCAPES = frozenset("\\%&\0")


@lru_cache(maxsize=64)
def _spellings(secret: str) -> re.Pattern[str]:
    r"""Return a regex for a credential with any of its characters escaped: `\u0041`, `\/`, `%41`, `&#65;`, `&#x41;`."""
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
    # In UTF-16 and UTF-32, zero bytes are between the letters.
    return f"(?:{'|'.join(spelled)})\\0{{0,3}}"
