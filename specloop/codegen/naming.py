"""Titles, tags, operationIds and words of a contract in -> Python names out, unique where they meet."""

from __future__ import annotations

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Iterable

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

# What a name becomes when nothing of it can stand in a Python name ("+1", "???").
FALLBACK_PREFIX = "field_"

# How many bytes of a name a file is called by: file systems take 255, and Python's own cache adds to them.
MAX_MODULE_NAME_BYTES = 100

# Files that Windows cannot hold, whatever follows the dot.
WINDOWS_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)

# Names that the modules of models use themselves.
MODEL_MODULE_NAMES = frozenset(
    {"Any", "ClassVar", "Literal", "Model", "OpenIntEnum", "OpenStrEnum", "TypeAlias", "UNSET", "UUID", "Unset"}
)

# Names that the module of the client uses itself.
CLIENT_MODULE_NAMES = frozenset({"AsyncAPIClient", "Awaitable", "Callable", "Mapping", "OnMismatch", "SyncAPIClient"})

# Names that every package exports, whatever the contract.
PACKAGE_EXPORTS = (
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


def identifier(text: str, prefix: str = FALLBACK_PREFIX) -> PythonIdentifier:
    """Give the snake_case name of an argument, a member or a module.

    Names of builtins stay as they are: `next=` and `type=` are good names of arguments.
    """
    name = snake_case(_normalize_text(text))
    if not name.isidentifier() or _normalize_text(text).startswith("_"):
        name = f"{prefix}{name.lstrip('_')}"
    return _verbatim_identifier(f"{name}_" if keyword.iskeyword(name) else name)


def class_name(text: str) -> ClassName:
    """Give the PascalCase name of a class, which hides no name that modules of models use."""
    name = _pascal(text)
    return verbatim_class_name(f"{name}Model") if name in MODEL_MODULE_NAMES or _is_lowercase(name) else name


def module_name(text: str, prefix: str = "model_") -> PythonIdentifier:
    """Give the name of a module, whose file any system can hold: that of a model class, if no prefix is given."""
    name = identifier(text, prefix)
    if name in WINDOWS_DEVICE_NAMES:
        return _verbatim_identifier(f"{name}_")
    if len(name.encode()) <= MAX_MODULE_NAME_BYTES:
        return name
    # Two that are cut must not become one.
    cut = name.encode()[: MAX_MODULE_NAME_BYTES - 9].decode(errors="ignore").rstrip("_")
    return _verbatim_identifier(f"{cut}_{hashlib.sha256(name.encode()).hexdigest()[:8]}")


def constant(text: str) -> PythonIdentifier:
    """Give the UPPER_CASE name of an enum member; a sign that changes what a word means is part of it: `-created`."""
    if re.match(r"[+-]\w", text):
        text = f"{'plus' if text[0] == '+' else 'minus'}_{text[1:]}"
    name = snake_case(_normalize_text(text)).upper()
    if not name:
        name = "EMPTY" if not text else "VALUE_" + "_".join(f"{ord(c):X}" for c in text[:8])
    if not name.isidentifier() or name.startswith("_"):
        name = f"VALUE_{name.lstrip('_')}"
    return _verbatim_identifier(name)


def number_constant(value: int) -> PythonIdentifier:
    """Give the name of an enum member whose value is a number."""
    return _verbatim_identifier(f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}")


def package_name(title: str) -> PythonIdentifier:
    """Give the name of the import package: `Shop` -> `shop_client`."""
    return module_name(f"{_without_api(title)} client", "api_")


def distribution_name(package: str) -> PythonIdentifier:
    """Give the name a package is published under, in letters that an index takes: `shop_client` -> `shop-client`."""
    return _verbatim_identifier(re.sub(r"[^a-z0-9]+", "-", _ascii(package).lower()).strip("-") or "api")


def variable_prefix(client: str) -> PythonIdentifier:
    """Give what the names of environment variables begin with, in the letters that a shell takes."""
    return constant(_ascii(client) or "api")


def version(text: str) -> PythonIdentifier:
    """Give the version a package is published under, as Python has it: `v2024-06-20` -> `2024.6.20`; or else 0."""
    match = VERSION_PATTERN.match(text.strip())
    if match is None:
        return _verbatim_identifier("0")
    release = ".".join(str(int(number)) for number in re.findall(r"[0-9]+", match["release"]))
    stage = {"a": "a", "b": "b"}.get((match["stage"] or "")[:1].lower(), "rc")
    return _verbatim_identifier(f"{release}{stage}{int(match['number'] or 0)}" if match["stage"] else release)


VERSION_PATTERN = re.compile(
    r"v?(?P<release>[0-9]{1,18}([-._][0-9]{1,18}){0,9})"
    r"([-._]?(?P<stage>alpha|beta|preview|pre|rc|a(?![a-z])|b(?![a-z]))[-._]?(?P<number>[0-9]{0,18}))?",
    re.ASCII | re.IGNORECASE,
)


def client_name(title: str) -> ClassName:
    """Give the name of the client class: `Shop API` -> `Shop`; but `Authentication API` -> `AuthenticationClient`."""
    name = _pascal(_without_api(title))
    reserved = CLIENT_MODULE_NAMES | MODEL_MODULE_NAMES.union(PACKAGE_EXPORTS)
    hides = reserved & {name, f"Async{name}", f"{name}Error"} or _is_lowercase(name)
    return verbatim_class_name(f"{name}Client") if hides else name


def method_name(operation_id: str, tag: str) -> PythonIdentifier:
    """Drop a resource's own noun from an operationId: `listOrders` under `orders` -> `list`."""
    noun = _singulars(_words(tag))
    words = _words(operation_id)
    kept = list(words)
    for start in range(len(words) - len(noun) + 1):
        if noun and _singulars(words[start : start + len(noun)]) == noun:
            kept = words[:start] + words[start + len(noun) :]
            break
    return _method_identifier("_".join(kept) or "_".join(words))


def full_method_name(operation_id: str) -> PythonIdentifier:
    """Give the method name that says the whole operationId."""
    return _method_identifier(snake_case(_normalize_text(operation_id)))


class NameRegistry:
    """Names that are taken, whatever their letter case: names become files, and constants."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._used = {_case_key(name) for name in taken}
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return _case_key(name) in self._used

    def reserve(self, name: str) -> None:
        """Take a name."""
        self._used.add(_case_key(name))

    def reserve_class_name(self, wanted: str) -> str:
        """Take a name, or the name with the first number that makes it differ; say which."""
        return self._take(wanted, wanted)

    def reserve_identifier(self, wanted: str) -> PythonIdentifier:
        """Take a Python name, changed where it is taken: `next`, `next_`, `next_2`."""
        stem = wanted.rstrip("_")
        second = f"{stem}_"
        first = second if stem == wanted and wanted in self and second not in self else wanted
        return _verbatim_identifier(self._take(first, second))

    def _take(self, candidate: str, stem: str) -> str:
        """Take a name, or the stem with the first number that makes it differ."""
        key = _case_key(stem)
        number = self._numbers.get(key, 1)
        while candidate in self:
            number += 1
            candidate = f"{stem}{number}"
        self._numbers[key] = number
        self.reserve(candidate)
        return candidate


def unique(wanted: str, taken: Iterable[str]) -> str:
    """Give `wanted`, or `wanted` with the first number that makes it differ, whatever the letter case."""
    return NameRegistry(taken).reserve_class_name(wanted)


def distinct_identifier(wanted: str, taken: Iterable[str]) -> PythonIdentifier:
    """Give a Python name, changed where it is taken. For many names there is `Taken`."""
    return NameRegistry(taken).reserve_identifier(wanted)


def verbatim_class_name(name: str) -> ClassName:
    """Say of a name that it is the one of a class, as it is."""
    return str.__new__(ClassName, name)


def _method_identifier(name: str) -> PythonIdentifier:
    # Names of builtins are fine on a class (`things.list`); only keywords are not.
    if not name.isidentifier() or name.startswith("_"):
        name = f"call_{name.strip('_')}" if name.strip("_") else "call"
    return _verbatim_identifier(f"{name}_" if keyword.iskeyword(name) else name)


def _verbatim_identifier(name: str) -> PythonIdentifier:
    # PythonIdentifier's own constructor would lower-case; the name has been made valid by the caller.
    return str.__new__(PythonIdentifier, unicodedata.normalize("NFKC", name))


def _pascal(text: str) -> ClassName:
    """Give a name in PascalCase. The engine writes `None_` for a keyword: that would share a module with `NONE`."""
    name = ClassName(_normalize_text(text), "Model")
    return verbatim_class_name(
        unicodedata.normalize("NFKC", f"{name.rstrip('_')}Model" if name.endswith("_") else name)
    )


def _is_lowercase(name: str) -> bool:
    """Whether the name of a class could be that of a member: alphabets without capitals make no difference."""
    return name == name.lower()


def _case_key(name: str) -> str:
    """Give what is the same for names that are one on some file system, or as constants: `straße` and `STRASSE`."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFKC", name.upper()).casefold()


def _ascii(text: str) -> str:
    """Leave out accents, and letters of other alphabets."""
    return unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()


def _normalize_text(text: str) -> str:
    # Python reads identifiers in NFKC: two names that are equal there are one name. Punctuation parts words.
    return re.sub(r"[^\w. -]+", " ", unicodedata.normalize("NFKC", text))


def _without_api(title: str) -> str:
    return re.sub(r"(?i)\s+(rest\s+)?api$", "", title.strip()) or title


def _words(text: str) -> list[str]:
    return [word for word in snake_case(_normalize_text(text)).split("_") if word]


def _singulars(words: Iterable[str]) -> list[str]:
    return [re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", word.lower())) for word in words]
