"""Model, the base class of all models, with conversion from and to JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

import attrs

from ._decoder import UndecodableError, convert, decode
from ._encoder import check_numbers, encode, to_builtins
from ._exceptions import ResponseValidationError
from ._mismatch import MismatchPolicy
from ._types import UNSET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ._mismatch import OnMismatch

__all__ = ["Model", "short_repr"]

T = TypeVar("T")

_MAX_REPR_CHARS = 2000  # maximum length of a repr: about one screen
_MAX_VALUE_CHARS = 100


@attrs.define(kw_only=True, repr=False)
class Model:
    """Base class of all models. A model is an object in a request or response of the API.

    A model keeps all data that a server sends: undocumented properties are in `additional_properties`, `null` is
    `None`, and an absent property is `UNSET`. So `to_dict(from_dict(data)) == data`.
    """

    # `_open` is whether the contract allows undocumented properties; `_additional_type` is the annotation of their
    # values. `_open_type` is whether the schema has no `type`, so that a value that is no object is valid, too.
    _open: ClassVar[bool] = False
    _open_type: ClassVar[bool] = False
    _additional_type: ClassVar[str] = "Any"

    additional_properties: dict[str, Any] = attrs.field(factory=dict)
    """Properties that the contract does not document, by their JSON names, with unchanged values."""

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, on_mismatch: OnMismatch = "report") -> Self:
        """Build a model from a dict of plain data, such as the result of `json.loads`.

        Args:
            data: The properties, by their JSON names.
            on_mismatch: How to handle data that does not match the contract: `"report"` (log a warning), `"raise"`,
                `"ignore"`, or a function that is called with each `Mismatch`. The model keeps values that do not match.

        Raises:
            ResponseValidationError: The data is not an object; or it does not match the contract, and `on_mismatch` is
                `"raise"`.
            ValueError: `on_mismatch` is none of these.
        """
        return _checked(cls, convert, data, on_mismatch)

    @classmethod
    def from_json(cls, data: str | bytes, *, on_mismatch: OnMismatch = "report") -> Self:
        """Build a model from JSON text.

        Args:
            data: The JSON text of an object.
            on_mismatch: How to handle data that does not match the contract, as for `from_dict`.

        Raises:
            ResponseValidationError: The text is not a JSON object; or it does not match the contract, and `on_mismatch`
                is `"raise"`.
            ValueError: `on_mismatch` is none of the values that `from_dict` accepts.
        """
        # A str may contain half of a surrogate pair, which is not a character. `surrogatepass` encodes it to invalid
        # bytes, which the decoder rejects.
        content = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        return _checked(cls, decode, content, on_mismatch)

    def to_dict(self) -> dict[str, Any]:
        """Return the properties as a dict of plain data by JSON names, for `json.dumps`. UNSET properties are absent.

        Raises:
            TypeError: A value has a type that JSON cannot represent.
            ValueError: A number is infinite or NaN, which JSON does not have.
        """
        result: dict[str, Any] = to_builtins(self)
        return result

    def to_json(self) -> str:
        """Return the model as the text of a JSON object, without UNSET properties.

        Raises:
            TypeError: A value has a type that JSON cannot represent.
            ValueError: A number is infinite or NaN, which JSON does not have.
        """
        check_numbers(self)
        return encode(self).decode()

    def __repr__(self) -> str:
        """Return the class name and every property that is set. Long values are shortened."""
        return short_repr(self)


# Few objects have undocumented properties, so the dict `additional_properties` is created on first access. Until then,
# the slot of the attribute is None. The fast conversion functions in `_schema_plans` read the slot directly.
_slot: Any = Model.__dict__["additional_properties"]


def _additional_properties(self: Model) -> dict[str, Any]:
    """The properties that the contract does not document, by JSON name."""
    extra: dict[str, Any] | None = _slot.__get__(self)
    if extra is None:
        _slot.__set__(self, extra := {})
    return extra


type.__setattr__(Model, "_extra", _slot)
type.__setattr__(Model, "additional_properties", property(_additional_properties, _slot.__set__))


def short_repr(value: Any, room: int = _MAX_REPR_CHARS) -> str:
    """Return the repr of a value, shortened to about `room` characters.

    `[secret]` replaces the values of properties with names such as `password`.
    """
    if isinstance(value, Model):
        first, *others = attrs.fields(type(value))
        pairs = [(field.name, getattr(value, field.name)) for field in (*others, first)]
        shown = (
            (f"{name}=", _shown(name, each))
            for name, each in pairs
            if each is not UNSET and (name != first.name or each)
        )
        return f"{type(value).__name__}({_short_parts(shown, room)})"
    if type(value) is dict:
        return f"{{{_short_parts(((f'{key!r}: ', _shown(key, each)) for key, each in value.items()), room)}}}"
    if type(value) is list:
        return f"[{_short_parts((('', each) for each in value), room)}]"
    if isinstance(value, (str, bytes)) and len(value) > _MAX_VALUE_CHARS:
        return f"{value[:_MAX_VALUE_CHARS]!r}..."
    return repr(value)


def _shown(name: object, value: Any) -> Any:
    from ._redaction import blank_value  # imported here: only reprs need it

    return blank_value(name, value) if isinstance(name, str) else value


def _short_parts(parts: Iterable[tuple[str, Any]], room: int) -> str:
    texts: list[str] = []
    share = room // 4
    for name, value in parts:
        if room <= 0:
            texts.append("...")
            break
        texts.append(f"{name}{short_repr(value, share)}")
        room -= len(texts[-1]) + 2
    return ", ".join(texts)


def _checked(cls: type[T], codec: Callable[[Any, Any], Any], data: Any, on_mismatch: OnMismatch) -> T:
    if on_mismatch == "report" and not _reported:
        _reported.append(MismatchPolicy("report"))
    policy = _reported[0] if on_mismatch == "report" else MismatchPolicy(on_mismatch)
    try:
        result, mismatches = codec(data, cls)
    except UndecodableError as error:
        message = f"This is not a valid {cls.__name__}: {error}"
        raise ResponseValidationError(message) from None
    if mismatches:
        policy.apply(cls.__name__, mismatches)
    built: T = result
    return built


# All models share one policy, created on first use, so that the same mismatch in several models is logged once.
_reported: list[MismatchPolicy] = []
