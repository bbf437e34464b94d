"""Authentication: credentials and security schemes -> headers, query parameters and cookies of a request.

No credential appears in a repr or in a message raised here.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from functools import lru_cache
from inspect import isawaitable
from typing import Any, NoReturn

__all__ = ["Credential", "Credentials", "Placement", "SecurityScheme"]

# Shorter values are test values: a message may contain such words anyway.
_MIN_SECRET_CHARS = 8

Secret = str | tuple[str, str]
Credential = Secret | Callable[[], Secret | Awaitable[Secret]] | None
Placement = tuple[str, str, str]  # "header" | "query" | "cookie", name, value


class SecurityScheme:
    """How one scheme of the contract puts a credential into a request.

    Args:
        kind: "bearer", "basic" or "api-key".
        location: "header", "query" or "cookie".
        name: The header, query parameter or cookie that carries the credential.
        arguments: The constructor arguments for the credential; in upper case, after the client's prefix, they are
            also the environment variables. One, or two for "basic".
    """

    __slots__ = ("arguments", "kind", "location", "name")

    def __init__(
        self,
        kind: str,
        *,
        location: str = "header",
        name: str = "Authorization",
        arguments: tuple[str, ...] = ("api_key",),
    ) -> None:
        self.kind = kind
        self.location = location
        self.name = name
        self.arguments = arguments

    def variables(self, prefix: str) -> tuple[str, ...]:
        """Return the names of the environment variables for the credential."""
        return tuple(f"{prefix}_{argument.upper()}" for argument in self.arguments)

    def place(self, secret: Secret) -> Placement:
        """Return the location, name and value of a credential in a request.

        Raises:
            ValueError: The credential has characters that are not allowed there; the message does not contain it.
            TypeError: The credential is neither text nor, for "basic", a pair of texts.
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
    """The caller's credentials: scheme name -> credential. The repr contains none of them."""

    __slots__ = ("_echoes", "_given", "_headers", "_placed", "_schemes")

    def __init__(
        self,
        schemes: Mapping[str, SecurityScheme],
        given: Mapping[str, Any],
        headers: Mapping[str, Any] | None = None,
    ) -> None:
        """Check credentials.

        Args:
            schemes: The security schemes of the contract.
            given: Scheme name -> credential.
            headers: Headers of all requests. One that a scheme names counts as a credential and is sent unchanged.
        """
        self._schemes = schemes
        self._given = {name: value for name, value in given.items() if value is not None}
        self._placed: dict[str, Placement] = {}
        self._echoes: dict[str, set[str]] = {}
        for name, value in self._given.items():
            if not callable(value):
                self._place(name, value)
        self._headers = self._header_credentials(headers or {})

    def __repr__(self) -> str:
        return f"<Credentials for {', '.join(self._given) or 'nothing'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Credentials are not pickled or copied")

    def __bool__(self) -> bool:
        return bool(self._given or self._headers)

    def replaced(self, given: Mapping[str, Any], headers: Mapping[str, Any]) -> Credentials:
        """Return a copy with some credentials replaced, and with other headers."""
        changed = {name.lower(): value for name, value in headers.items()}
        return Credentials(self._schemes, {**self._given, **given}, {**self._headers, **changed})

    def has_header_credential(self, headers: Mapping[str, Any]) -> bool:
        """Return whether headers contain a credential."""
        names = self.header_names()
        return any(name.lower() in names and value is not None for name, value in headers.items())

    def header_names(self) -> frozenset[str]:
        """Return the names of the headers that schemes use, in lower case."""
        return frozenset(each.name.lower() for each in self._schemes.values() if each.location == "header")

    def variables(self, prefix: str) -> list[tuple[str, str, str]]:
        """Return location, name and environment variables of the credentials that are sent, for a curl command."""
        found = []
        for name, scheme in self._schemes.items():
            if name not in self._given and scheme.name.lower() not in self._headers:
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
        """Return the first alternative whose schemes all have a credential; otherwise the empty one, if allowed.

        Args:
            alternatives: Tuples of scheme names; an empty one allows a call without credentials.

        Returns:
            Scheme names, or None if no alternative can be satisfied.
        """
        best: tuple[str, ...] | None = () if not alternatives or () in alternatives else None
        for names in alternatives:
            if names and all(self._is_given(name) for name in names):
                return names
        return best

    def _is_given(self, name: str) -> bool:
        return name in self._given or (
            self._schemes[name].location == "header" and self._schemes[name].name.lower() in self._headers
        )

    def static_placement(self, name: str) -> Placement | None:
        """Return the placement of a credential that is the same in every request; None for a callable."""
        return self._placed.get(name)

    def places(self, names: Iterable[str]) -> list[Placement]:
        """Return the placements of credentials; callables are called.

        Raises:
            TypeError: A callable is a coroutine function, which only the async client can await.
        """
        placements = []
        for name in names:
            if name not in self._given:
                continue  # sent as the caller's header
            placement = self._placed.get(name)
            if placement is None:
                value = self._given[name]()
                if isawaitable(value):
                    getattr(value, "close", bool)()
                    raise TypeError("A credential callable of the sync client must not be a coroutine function")
                placement = self._place(name, value, keep=False)
            placements.append(placement)
        return placements

    async def aplaces(self, names: Iterable[str]) -> list[Placement]:
        """Return the placements of credentials; callables are called, and awaited if they return awaitables."""
        placements = []
        for name in names:
            if name not in self._given:
                continue  # sent as the caller's header
            placement = self._placed.get(name)
            if placement is None:
                value = self._given[name]()
                placement = self._place(name, await value if isawaitable(value) else value, keep=False)
            placements.append(placement)
        return placements

    def blank(self, content: bytes) -> bytes:
        """Replace every credential in a server's response, in any spelling: some error messages echo them."""
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
        """Return the credentials, and a pattern that matches all spellings of each."""
        return {echo: _spellings(echo) for echoes in list(self._echoes.values()) for echo in echoes}

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
    r"""Return a pattern for a credential with any of its letters escaped: `\u0041`, `\/`, `%41`, `&#65;`, `&#x41;`."""
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
