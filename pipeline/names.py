"""Titles, tags, operationIds and words of a contract in -> Python names out, unique where they meet."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterable

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

# What a name becomes when nothing of it can stand in a Python name ("+1", "???").
PREFIX = "field_"


# Names that the modules of models use themselves.
SPOKEN_FOR = frozenset(
    {"Any", "ClassVar", "Literal", "Model", "OpenIntEnum", "OpenStrEnum", "TypeAlias", "UNSET", "UUID", "Unset"}
)

# Names that the module of the client uses itself.
BESIDE_CLIENT = frozenset({"AsyncAPIClient", "Awaitable", "Callable", "Mapping", "OnMismatch", "SyncAPIClient"})

# Names that every package exports, whatever the contract.
OWN_NAMES = (
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncPage",
    "AsyncPages",
    "AuthenticationError",
    "BadRequestError",
    "ConflictError",
    "InternalServerError",
    "Mismatch",
    "NotFoundError",
    "Page",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "UNSET",
    "UnprocessableEntityError",
    "Unset",
)


def identifier(text: str, prefix: str = PREFIX) -> PythonIdentifier:
    """Give the snake_case name of an argument, a member or a module.

    Names of builtins stay as they are: `next=` and `type=` are good names of arguments.
    """
    name = snake_case(_plain(text))
    if not name.isidentifier() or _plain(text).startswith("_"):
        name = f"{prefix}{name.lstrip('_')}"
    return _verbatim(f"{name}_" if keyword.iskeyword(name) else name)


def class_name(text: str) -> ClassName:
    """Give the PascalCase name of a class, which hides no name that modules of models use."""
    name = ClassName(_plain(text), "Model")
    return of_class(f"{name}Model") if name in SPOKEN_FOR else name


def module_name(class_: str) -> PythonIdentifier:
    """Give the module of a model class."""
    return identifier(class_, "model_")


def constant(text: str) -> PythonIdentifier:
    """Give the UPPER_CASE name of an enum member; a sign that changes what a word means is part of it: `-created`."""
    if re.match(r"[+-]\w", text):
        text = f"{'plus' if text[0] == '+' else 'minus'}_{text[1:]}"
    name = snake_case(_plain(text)).upper()
    if not name:
        name = "EMPTY" if not text else "VALUE_" + "_".join(f"{ord(c):X}" for c in text[:8])
    if not name.isidentifier() or name.startswith("_"):
        name = f"VALUE_{name.lstrip('_')}"
    return _verbatim(name)


def number_constant(value: int) -> PythonIdentifier:
    """Give the name of an enum member whose value is a number."""
    return _verbatim(f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}")


def package_name(title: str) -> PythonIdentifier:
    """Give the name of the import package: `Shop` -> `shop_client`."""
    return identifier(f"{_without_api(title)} client", "api_")


def distribution_name(package: str) -> PythonIdentifier:
    """Give the name a package is published under: `shop_client` -> `shop-client`."""
    return _verbatim(re.sub(r"[-_.]+", "-", package).strip("-").lower())


def client_name(title: str) -> ClassName:
    """Give the name of the client class: `Shop API` -> `Shop`; but `Authentication API` -> `AuthenticationClient`."""
    name = class_name(_without_api(title))
    spoken_for = BESIDE_CLIENT.union(OWN_NAMES)
    return of_class(f"{name}Client") if spoken_for & {name, f"Async{name}", f"{name}Error"} else name


def method_name(operation_id: str, tag: str) -> PythonIdentifier:
    """Drop a resource's own noun from an operationId: `listOrders` under `orders` -> `list`."""
    noun = _singulars(_words(tag))
    words = _words(operation_id)
    kept = list(words)
    for start in range(len(words) - len(noun) + 1):
        if noun and _singulars(words[start : start + len(noun)]) == noun:
            kept = words[:start] + words[start + len(noun) :]
            break
    return _method("_".join(kept) or "_".join(words))


def full_method_name(operation_id: str) -> PythonIdentifier:
    """Give the method name that says the whole operationId."""
    return _method(snake_case(_plain(operation_id)))


class Taken:
    """Names that are taken, whatever their letter case."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._used = {name.casefold() for name in taken}
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._used

    def add(self, name: str) -> None:
        """Take a name."""
        self._used.add(name.casefold())

    def claim(self, wanted: str) -> str:
        """Take a name, or the name with the first number that makes it differ; say which."""
        candidate, number = wanted, self._numbers.get(wanted.casefold(), 1)
        while candidate in self:
            number += 1
            candidate = f"{wanted}{number}"
        self._numbers[wanted.casefold()] = number
        self.add(candidate)
        return candidate


def unique(wanted: str, taken: Iterable[str]) -> str:
    """Give `wanted`, or `wanted` with the first number that makes it differ, whatever the letter case."""
    return Taken(taken).claim(wanted)


def distinct(wanted: str, taken: Iterable[str]) -> PythonIdentifier:
    """Give a Python name, changed where it is taken: `next`, `next_`, `next_2`."""
    used = set(taken)
    stem = wanted.rstrip("_")
    candidate, number = str(wanted), 1
    while candidate in used:
        candidate = f"{stem}_" if number == 1 and stem == wanted else f"{stem}_{number + 1}"
        number += 1
    return _verbatim(candidate)


def of_class(name: str) -> ClassName:
    """Say of a name that it is the one of a class, as it is."""
    return str.__new__(ClassName, name)


def _method(name: str) -> PythonIdentifier:
    # Names of builtins are fine on a class (`broadcasts.list`); only keywords are not.
    if not name.isidentifier() or name.startswith("_"):
        name = f"call_{name.strip('_')}" if name.strip("_") else "call"
    return _verbatim(f"{name}_" if keyword.iskeyword(name) else name)


def _verbatim(name: str) -> PythonIdentifier:
    # PythonIdentifier's own constructor would lower-case; the name has been made valid by the caller.
    return str.__new__(PythonIdentifier, name)


def _plain(text: str) -> str:
    # Python reads identifiers in NFKC: two names that are equal there are one name. Punctuation parts words.
    return re.sub(r"[^\w. -]+", " ", unicodedata.normalize("NFKC", text))


def _without_api(title: str) -> str:
    return re.sub(r"(?i)\s+(rest\s+)?api$", "", title.strip()) or title


def _words(text: str) -> list[str]:
    return [word for word in snake_case(_plain(text)).split("_") if word]


def _singulars(words: Iterable[str]) -> list[str]:
    return [re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", word.lower())) for word in words]
