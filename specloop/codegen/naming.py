"""Python identifiers and class names, made from any text: titles, tags, operationIds, property names, enum values."""

from __future__ import annotations

import hashlib
import keyword
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

# The prefix of a name that is made from a text such as "+1", which does not begin like a Python identifier.
FIELD_PREFIX = "field_"

# File systems allow 255 bytes for a file name, and a file name in `__pycache__` is longer than the module's file name.
MAX_NAME_BYTES = 100

MAX_CACHED_NAMES = 65_536
"""The largest number of names in each cache; code generation and `compare` compute the same names repeatedly."""

# File names that Windows reserves for devices, with any extension.
WINDOWS_DEVICE_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
)

# Names that the modules of models define or import, so that no class can have such a name.
MODEL_MODULE_NAMES = frozenset(
    {"Any", "ClassVar", "Literal", "Model", "OpenIntEnum", "OpenStrEnum", "TypeAlias", "UNSET", "UUID", "Unset"}
)

# Names that the module of the client defines or imports, so that no other class there can have such a name.
CLIENT_MODULE_NAMES = frozenset(
    {"AsyncAPIClient", "Awaitable", "Callable", "Literal", "Mapping", "OnMismatch", "SyncAPIClient"}
)

# Names that every generated package exports, so that no model can be exported under such a name.
PACKAGE_EXPORTS = (
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncPage",
    "AsyncPages",
    "AuthenticationError",
    "BadRequestError",
    "CallEvent",
    "ConflictError",
    "Hooks",
    "InternalServerError",
    "Mismatch",
    "NotFoundError",
    "Page",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "RawResponse",
    "Redirect",
    "ResponseTooLargeError",
    "ResponseValidationError",
    "UNSET",
    "UnprocessableEntityError",
    "Unset",
)


def identifier(text: str, prefix: str = FIELD_PREFIX) -> PythonIdentifier:
    """Convert text to an identifier in snake_case, for an argument, a field or a module.

    `prefix` is put before a text that cannot begin an identifier, such as `1st`. Names of builtins, such as `type`, are
    allowed.
    """
    name = _snake_case(text)
    if not name.isidentifier() or _normalize_text(text).startswith("_"):
        name = f"{prefix}{name.lstrip('_')}"
    return _as_identifier(f"{name}_" if keyword.iskeyword(name) else name)


def class_name(text: str) -> ClassName:
    """Convert text to a PascalCase class name: `order item` becomes `OrderItem`.

    A name that the generated module uses itself, such as `Any`, gets the suffix `Model`.
    """
    name = _pascal_case(text)
    return as_class_name(f"{name}Model") if name in MODEL_MODULE_NAMES or _has_no_capitals(name) else name


def module_name(text: str, prefix: str = "model_") -> PythonIdentifier:
    """Convert text to the name of a module. The name is a valid file name on every operating system.

    `prefix` is put before a text that cannot begin an identifier, such as `1st`.
    """
    name = identifier(text, prefix)
    if name in WINDOWS_DEVICE_NAMES:
        return _as_identifier(f"{name}_")
    if len(name.encode()) <= MAX_NAME_BYTES:
        return name
    # Truncation can make two names equal, so a hash of the whole name is appended.
    cut = name.encode()[: MAX_NAME_BYTES - 9].decode(errors="ignore").rstrip("_")
    return _as_identifier(f"{cut}_{hashlib.sha256(name.encode()).hexdigest()[:8]}")


def enum_constant(text: str) -> PythonIdentifier:
    """Convert a text value of an enum to the UPPER_CASE name of a constant.

    A leading sign becomes a word: `-created` becomes `MINUS_CREATED`.
    """
    if re.match(r"[+-]\w", text):
        text = f"{'plus' if text[0] == '+' else 'minus'}_{text[1:]}"
    name = _snake_case(text).upper()
    if not name:
        name = "EMPTY" if not text else "VALUE_" + "_".join(f"{ord(c):X}" for c in text[:8])
    if not name.isidentifier() or name.startswith("_"):
        name = f"VALUE_{name.lstrip('_')}"
    return _as_identifier(name)


def number_enum_constant(value: int) -> PythonIdentifier:
    """Return the name of the constant for a number in an enum, such as `VALUE_1`."""
    return _as_identifier(f"VALUE_NEGATIVE_{-value}" if value < 0 else f"VALUE_{value}")


def package_name(title: str) -> PythonIdentifier:
    """Return the name of the import package for the title of an API. The title `Shop` becomes `shop_client`."""
    return module_name(f"{_strip_title_noise(title)} client", "api_")


def distribution_name(package: str) -> PythonIdentifier:
    """Return the name of an import package in a package index: `shop_client` becomes `shop-client`.

    The name need not be an identifier, in spite of its type.
    """
    return _as_identifier(re.sub(r"[^a-z0-9]+", "-", _to_ascii(package).lower()).strip("-") or "api")


def env_prefix(client: str) -> PythonIdentifier:
    """Return the prefix of the environment variables that a client reads. For the client `Shop`, it is `SHOP`."""
    return enum_constant(_to_ascii(client) or "api")


def package_version(text: str) -> PythonIdentifier:
    """Convert a document's version to a PEP 440 version: `v2024-06-20` becomes `2024.6.20`.

    Return "0" if the text does not begin with a version.
    """
    match = VERSION_PATTERN.match(text.strip())
    if match is None:
        return _as_identifier("0")
    release = ".".join(str(int(number)) for number in re.findall(r"[0-9]+", match["release"]))
    stage = {"a": "a", "b": "b"}.get((match["stage"] or "")[:1].lower(), "rc")
    return _as_identifier(f"{release}{stage}{int(match['number'] or 0)}" if match["stage"] else release)


VERSION_PATTERN = re.compile(
    r"v?(?P<release>[0-9]{1,18}([-._][0-9]{1,18}){0,9})"
    r"([-._]?(?P<stage>alpha|beta|preview|pre|rc|a(?![a-z])|b(?![a-z]))[-._]?(?P<number>[0-9]{0,18}))?",
    re.ASCII | re.IGNORECASE,
)


def client_name(title: str) -> ClassName:
    """Return the name of the client class for the title of an API. The title `Shop API` becomes `Shop`.

    A name that the package uses itself gets a suffix: `Authentication API` becomes `AuthenticationClient`.
    """
    name = _pascal_case(_strip_title_noise(title))
    reserved = CLIENT_MODULE_NAMES | MODEL_MODULE_NAMES.union(PACKAGE_EXPORTS)
    hides = reserved & {name, f"Async{name}", f"{name}Error"} or _has_no_capitals(name)
    return as_class_name(f"{name}Client") if hides else name


def method_name(words: Iterable[str]) -> PythonIdentifier:
    """Return the method name that consists of `words`. The words `list` and `orders` become `list_orders`."""
    # A method can have the name of a builtin (`things.list`), but not of a keyword.
    name = "_".join(words)
    if not name.isidentifier() or name.startswith("_"):
        name = f"call_{name.strip('_')}" if name.strip("_") else "call"
    return _as_identifier(f"{name}_" if keyword.iskeyword(name) else name)


def split_words(text: str) -> list[str]:
    """Split a text into lower-case words. The words of `listOrders` are `list` and `orders`.

    A product name such as `OpenAI` stays one word.
    """
    return [word for word in _snake_case(text).split("_") if word]


def is_plural(word: str) -> bool:
    """Return whether a word looks like a plural, such as `orders` or `people`.

    Words such as `status` and `address` end in `s`, but are not plurals.
    """
    return (
        word in IRREGULAR_PLURALS or re.fullmatch(r"\w{2,}[^suia]s|\w+ies|\w+(s|x|z|ch|sh)es|\w+as", word) is not None
    )


def singular(word: str) -> str:
    """Return the singular of a plural noun, which is guessed from the noun's ending."""
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word]
    if not is_plural(word):
        return word
    if re.fullmatch(r"\w{2,}ies", word):
        return f"{word[:-3]}y"
    return word[:-2] if re.search(r"(ss|x|zz|ch|sh|us)es$", word) else word[:-1]


IRREGULAR_PLURALS = {
    "people": "person",
    "children": "child",
    "indices": "index",
    "matrices": "matrix",
    "media": "media",
    "data": "data",
    "ids": "id",
    "apis": "api",
    "criteria": "criterion",
}


@lru_cache(maxsize=MAX_CACHED_NAMES)
def stems(word: str) -> frozenset[str]:
    """Return the possible stems of a word: the word itself, and the word without `s` or `es`.

    For example, `caches` has the stems `caches`, `cache` and `cach`. Singular and plural of a noun have a common stem.
    """
    cut = (word.removesuffix("s"), word.removesuffix("es"), re.sub(r"ies$", "y", word), singular(word))
    return frozenset({word, *(each for each in cut if len(each) > 1)})


def words_match(one: Sequence[str], other: Sequence[str]) -> bool:
    """Return whether two sequences of words match: `list order` matches `list orders`.

    The words at each position must be equal, or singular and plural of a noun.
    """
    return len(one) == len(other) and all(stems(a) & stems(b) for a, b in zip(one, other, strict=True))


class NameRegistry:
    """Registry of names in use, which finds unique names. `Order` and `order` count as the same name."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._keys = {_comparison_key(name) for name in reserved}
        self._numbers: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return _comparison_key(name) in self._keys

    def reserve(self, name: str) -> None:
        """Reserve a name, so that the other methods return only different names."""
        self._keys.add(_comparison_key(name))

    def reserve_class_name(self, wanted: str) -> str:
        """Reserve and return a class name.

        If `wanted` is already reserved, append a number that makes the name unique.
        """
        return self._reserve_numbered(wanted, wanted)

    def reserve_identifier(self, wanted: str) -> PythonIdentifier:
        """Reserve and return an identifier. If `next`, for example, is already reserved, try `next_`, then `next_2`."""
        stem = wanted.rstrip("_")
        second = f"{stem}_"
        first = second if stem == wanted and wanted in self and second not in self else wanted
        return _as_identifier(self._reserve_numbered(first, second))

    def _reserve_numbered(self, candidate: str, stem: str) -> str:
        """Reserve and return `candidate` if it is free, or else `stem` with the first free number, such as `Order2`."""
        key = _comparison_key(stem)
        number = self._numbers.get(key, 1)
        while candidate in self:
            number += 1
            candidate = f"{stem}{number}"
        self._numbers[key] = number
        self.reserve(candidate)
        return candidate


def unique_identifier(wanted: str, reserved: Iterable[str]) -> PythonIdentifier:
    """Return `wanted`, or `wanted` with `_` or a number at its end if it is in `reserved`."""
    return NameRegistry(reserved).reserve_identifier(wanted)


def as_class_name(name: str) -> ClassName:
    """Convert a valid class name to the type ClassName. The name itself does not change."""
    return str.__new__(ClassName, name)


def _as_identifier(name: str) -> PythonIdentifier:
    # PythonIdentifier(name) would change the letter case of the name, so this code skips its constructor.
    return str.__new__(PythonIdentifier, unicodedata.normalize("NFKC", name))


def _pascal_case(text: str) -> ClassName:
    """Convert a text to PascalCase. A Python keyword gets the suffix `Model`: `None` becomes `NoneModel`."""
    name = ClassName(_normalize_text(text), "Model")
    # ClassName converts `None` to `None_`, but the modules of the classes `None_` and `NONE` would have the same name.
    return as_class_name(unicodedata.normalize("NFKC", f"{name.rstrip('_')}Model" if name.endswith("_") else name))


def _has_no_capitals(name: str) -> bool:
    """Return whether a name has no upper-case letter, such as a Chinese name."""
    return name == name.lower()


def _comparison_key(name: str) -> str:
    """Return a text that is equal for names that collide as file names or constants, such as `straße` and `STRASSE`."""
    return name.lower() if name.isascii() else unicodedata.normalize("NFKC", name.upper()).casefold()


def _to_ascii(text: str) -> str:
    """Convert a text to ASCII: `é` becomes `e`, and letters of other alphabets are dropped."""
    return unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode()


def _normalize_text(text: str) -> str:
    # Python normalizes identifiers to NFKC. Punctuation becomes spaces, which separate words.
    return re.sub(r"[^\w. -]+", " ", unicodedata.normalize("NFKC", text))


def _strip_title_noise(title: str) -> str:
    """Strip words that do not name the product from a title: `The Plaid API` becomes `Plaid`."""
    words = re.sub(r"\s*[(\[][^()\[\]]*[)\]]$", "", title.strip()).split()
    kept = words[1:] if words[:1] in (["The"], ["the"]) else list(words)
    while kept and TITLE_NOISE.fullmatch(kept[-1]):
        kept.pop()
    return " ".join(kept) or title


TITLE_NOISE = re.compile(
    r"(?i)[-\u2013\u2014:|,/()\[\].]*(apis?|rest|restful|http|openapi|swagger|specifications?|spec|definitions?|documentation|docs|"
    r"reference|v[0-9]+(\.[0-9a-z-]+)*|[0-9]+\.[0-9]+(\.[0-9a-z-]+)*)?[-\u2013\u2014:|,/()\[\].]*"
)
"""Regex for the words that are removed from the end of an API's title, such as `API`, `OpenAPI` or `v2`."""


@lru_cache(maxsize=MAX_CACHED_NAMES)
def _snake_case(text: str) -> str:
    """Convert a text to snake_case. For example, `userIDs` becomes `user_ids`, and `GitHub` becomes `github`."""
    plain = PLURAL_INITIALISM.sub(lambda found: found[0].capitalize(), _normalize_text(text))
    plain = COMPOUND_NAME.sub(lambda found: found[0].capitalize(), plain)
    return SPLIT_NUMBER.sub(r"\1\2", str(snake_case(plain)))


PLURAL_INITIALISM = re.compile(r"[A-Z]{2,}s(?![a-z])")

COMPOUND_NAME = re.compile(
    r"(?<![A-Z])(OpenAI|GitHub|GitLab|[oO]Auth|OpenAPI|YouTube|LinkedIn|PayPal|WhatsApp|TikTok|JavaScript|TypeScript|"
    r"GraphQL|MongoDB|PostgreSQL|MySQL|NoSQL|DevOps|iOS|macOS|IPv(?=[46])|SaaS|IoT|eSIM|MLflow|McDonald)(?![a-z])"
)
"""Regex for names such as `GitHub` that are one word, although they contain a capital letter."""

SPLIT_NUMBER = re.compile(r"(?<![^_])(oauth|ipv)_([0-9])(?![0-9])")
"""Regex for `oauth_2` and `ipv_4`, into which the conversion to snake_case has split `oauth2` and `ipv4`."""
