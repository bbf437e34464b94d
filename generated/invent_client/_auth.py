"""Credentials and the security schemes of a contract -> headers, query and cookies of a request.

No credential shows in a repr or in a message raised here.
"""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Iterable, Mapping
from inspect import isawaitable
from typing import Any, NoReturn

__all__ = ["Credential", "Credentials", "Placement", "SecurityScheme"]

# Shorter ones are for tests: they are words that a message may well have of its own.
_SECRET_LENGTH = 8

Secret = str | tuple[str, str]
Credential = Secret | Callable[[], Secret | Awaitable[Secret]] | None
Placement = tuple[str, str, str]  # "header" | "query" | "cookie", name, value


class SecurityScheme:
    """How one scheme of the contract puts a credential into a request.

    Args:
        kind: "bearer", "basic" or "api-key".
        location: "header", "query" or "cookie".
        name: The header, query parameter or cookie it travels in.
        arguments: The constructor arguments that give the credential; in capitals, after the client's prefix, they
            are the environment variables as well. One, or two for "basic".
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
        """Name the environment variables that hold the credential."""
        return tuple(f"{prefix}_{argument.upper()}" for argument in self.arguments)

    def place(self, secret: Secret) -> Placement:
        """Say where a credential goes in a request, and as what.

        Raises:
            ValueError: It has characters that cannot travel there; the message does not repeat it.
            TypeError: It is neither text nor, for "basic", a pair of texts.
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
    """What a caller proves who they are with: scheme name -> credential. Its repr shows none of them."""

    __slots__ = ("_echoes", "_given", "_placed", "_schemes")

    def __init__(self, schemes: Mapping[str, SecurityScheme], given: Mapping[str, Any]) -> None:
        self._schemes = schemes
        self._given = {name: value for name, value in given.items() if value is not None}
        self._placed: dict[str, Placement] = {}
        self._echoes: dict[str, set[bytes]] = {}
        for name, value in self._given.items():
            if not callable(value):
                self._place(name, value)

    def __repr__(self) -> str:
        return f"<Credentials for {', '.join(self._given) or 'nothing'}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("Credentials are not pickled or copied")

    def __bool__(self) -> bool:
        return bool(self._given)

    def replaced(self, given: Mapping[str, Any]) -> Credentials:
        """Give the same credentials, with some of them replaced."""
        return Credentials(self._schemes, {**self._given, **given})

    def choose(self, alternatives: tuple[tuple[str, ...], ...]) -> tuple[str, ...] | None:
        """Pick the first alternative whose schemes all have a credential; none at all beats only a missing one.

        Args:
            alternatives: Tuples of scheme names; an empty one allows a call without credentials.

        Returns:
            Scheme names, or None when no alternative can be met.
        """
        best: tuple[str, ...] | None = () if not alternatives or () in alternatives else None
        for names in alternatives:
            if names and all(name in self._given for name in names):
                return names
        return best

    def static_placement(self, name: str) -> Placement | None:
        """Give the place of a credential that is the same in every request; None for a callable."""
        return self._placed.get(name)

    def places(self, names: Iterable[str]) -> list[Placement]:
        """Give the places of these credentials; callables are called.

        Raises:
            TypeError: A callable is a coroutine function, which only the async client can wait for.
        """
        placements = []
        for name in names:
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
        """Give the places of these credentials; callables are called, and waited for where they ask to be."""
        placements = []
        for name in names:
            placement = self._placed.get(name)
            if placement is None:
                value = self._given[name]()
                placement = self._place(name, await value if isawaitable(value) else value, keep=False)
            placements.append(placement)
        return placements

    def blank(self, content: bytes) -> bytes:
        """Blank out every credential in what a server sent: some echo them in their error messages."""
        for echo in self._all_echoes():
            content = content.replace(echo, b"[secret]")
        return content

    def blank_text(self, text: str) -> str:
        """Blank out every credential in a text; as `blank`."""
        for echo in self._all_echoes():
            text = text.replace(echo.decode(), "[secret]")
        return text

    def _all_echoes(self) -> list[bytes]:
        return [echo for echoes in list(self._echoes.values()) for echo in echoes]

    def _place(self, name: str, secret: Any, *, keep: bool = True) -> Placement:
        placement = self._schemes[name].place(secret)
        # What a callable gave last time is what an answer that comes now may echo.
        value = placement[2]
        self._echoes[name] = {
            echo.encode()
            for echo in (value.partition(" ")[2] or value, *((secret[1],) if isinstance(secret, tuple) else ()))
            if len(echo) >= _SECRET_LENGTH
        }
        if keep:
            self._placed[name] = placement
        return placement
