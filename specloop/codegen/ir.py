"""Intermediate representation (IR): frozen records that hold all data for the templates.

    Client
      Security*                 a security scheme and the constructor arguments for its credentials
      Model*    Field*          an attrs class of models/
      Enum*     EnumValue*      an open enum of models/
      WebhookPayload*           the body of a webhook or callback
      Resource*                 a namespace of methods: client.<resource>
        Method*   Argument*     one operation

The sign `*` marks records of which there can be several.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from specloop.codegen.escaping import PythonLiteral, literal
from specloop.codegen.naming import PACKAGE_EXPORTS, unique_identifier
from specloop.text_format import join_words

MAX_SKILL_RESOURCES = 20
"""The largest number of namespaces, such as `client.orders`, in the description of the agent skill."""

UPLOAD_TYPES = frozenset({".._types.FileContent", ".._types.FileTypes"})
"""The imports of arguments that take a file; files are read while the request is sent."""


@frozen
class Type:
    """A Python type as code: for annotations (two variants) and for decoding JSON (two variants).

    Attributes:
        annotation: The code of the type in annotations and documentation.
        qualified: `annotation` with `builtins.list` instead of `list`, for classes that have a method `list`.
        decoded: `annotation` with `Annotated[..., Discriminator(...)]` for unions with a discriminator.
        expression: `decoded` with `models.` before each model class, for modules that do not import the classes.
        classes: The models in the type, as pairs of module and name.
        imports: The dotted paths of the names in `annotation`, such as `datetime.date`, except models.
        runtime_imports: The dotted paths of names that only `decoded` and `expression` contain.
        item: The type of an item if this is an array type; otherwise None.
        variants: The types of a union; empty for other types.
        is_open: Whether an array or object schema has no `type`, so that strings, for example, are valid, too.
    """

    annotation: PythonCode
    qualified: PythonCode
    decoded: PythonCode
    expression: PythonCode
    classes: frozenset[tuple[str, str]] = frozenset()
    imports: frozenset[str] = frozenset()
    runtime_imports: frozenset[str] = frozenset()
    item: Type | None = None
    variants: tuple[Type, ...] = ()
    is_open: bool = False


@frozen
class Import:
    """An import statement: `from <module> import <name>`, or `import <name>` if `module` is empty."""

    module: str
    name: str

    @property
    def statement(self) -> PythonCode:
        """The code of the import statement."""
        return PythonCode(f"from {self.module} import {self.name}" if self.module else f"import {self.name}")


@frozen
class Field:
    """A field of a model: the attribute of the model class for one property of an object schema.

    Attributes:
        required: Whether a response must have the property.
        default: The code of the only value that the schema allows; None if it allows several or `factory` is set.
        factory: The code of a function that returns the only value, if it is an enum member, list or dict.
        read_only: Whether the property is `readOnly`, so that requests omit the property.
    """

    name: PythonIdentifier
    json_name: str
    type: Type
    required: bool
    doc: str
    default: PythonLiteral | None = None
    factory: PythonCode | None = None
    read_only: bool = False

    @property
    def is_renamed(self) -> bool:
        """Whether the JSON name of the property differs from the name of the attribute."""
        return str(self.name) != self.json_name

    @property
    def annotation(self) -> PythonCode:
        """The code of the annotation of the model's attribute, such as `str | Unset`."""
        return self.type.annotation if self.required else or_unset(self.type.annotation)

    @property
    def metadata(self) -> dict[str, object]:
        """The `metadata` of the attrs field, for the decoder: `json_name`, `type` and `read_only`, where they apply."""
        decoded, annotation = (each.as_unembedded_code() for each in (self.type.decoded, self.type.annotation))
        return {
            **({"json_name": self.json_name} if self.is_renamed else {}),
            **({"type": decoded} if decoded != annotation else {}),
            **({"read_only": True} if self.read_only else {}),
        }

    @property
    def initializer(self) -> PythonCode:
        """The code after the annotation in the attribute's declaration: "", ` = DEFAULT` or ` = field(...)`."""
        default = self._default
        if not self.metadata and self.factory is None:
            return PythonCode(f" = {default}" if default else "")
        options = [
            *([f"factory={self.factory.as_unembedded_code()}"] if self.factory else []),
            *([f"default={default}"] if default and not self.factory else []),
            *([f"metadata={self.metadata!r}"] if self.metadata else []),
        ]
        return PythonCode(f" = field({', '.join(options)})")

    @property
    def _default(self) -> str | None:
        if self.default is not None:
            return str(self.default)
        if not self.required:
            return "UNSET"
        return "READ_ONLY" if self.read_only else None

    @property
    def constructor_default(self) -> PythonCode:
        """The code of the default in an `@overload` of `__init__`: " = ..." if the attribute has one; otherwise ""."""
        return PythonCode(" = ..." if self._default is not None or self.factory is not None else "")

    @property
    def uses_field(self) -> bool:
        """Whether the attribute's declaration calls `field()` of attrs."""
        return bool(self.metadata) or self.factory is not None

    @property
    def uses_unset(self) -> bool:
        """Whether the attribute's default is UNSET (the value of absent properties), which the module must import."""
        return self._default == "UNSET" and self.factory is None

    @property
    def uses_read_only(self) -> bool:
        """Whether the attribute's default is the constant READ_ONLY, which the module must import.

        Required attributes that are `readOnly` have this default, because callers do not set them.
        """
        return self._default == "READ_ONLY" and self.factory is None


@frozen
class DictField:
    """One field of a TypedDict: its key and its type."""

    json_name: str
    type: Type
    required: bool

    @property
    def key(self) -> PythonCode:
        """The JSON name as a key in TypedDict class syntax. A name that cannot be a key there becomes `_`."""
        # No template prints `_`: `ModelDict.is_class` is False for a TypedDict with such a JSON name.
        return PythonCode(self.json_name if _is_plain_identifier(self.json_name) else "_")

    @property
    def annotation(self) -> PythonCode:
        """The code of the field's type, in `Required[...]` if the key is required."""
        text = self.type.annotation.as_unembedded_code()
        return PythonCode(f"Required[{text}]" if self.required else text)


@frozen
class ModelDict:
    """The TypedDict that an argument accepts in place of a model."""

    name: ClassName
    fields: tuple[DictField, ...]

    @property
    def is_class(self) -> bool:
        """Whether the TypedDict can be written in class syntax, `class OrderDict(TypedDict)`.

        Each key must be an identifier. A key such as `str` is not possible if an annotation contains the same name.
        """
        names = {field.json_name for field in self.fields}
        words = {word for field in self.fields for word in re.findall(r"\w+", field.annotation.as_unembedded_code())}
        return all(map(_is_plain_identifier, names)) and names.isdisjoint(words)


def _is_plain_identifier(name: str) -> bool:
    return name.isidentifier() and name.isascii() and not keyword.iskeyword(name) and not name.startswith("__")


@frozen
class Model:
    """An object schema as an attrs class.

    Attributes:
        is_open: Whether the schema allows undeclared properties.
        is_open_type: Whether the schema has no `type`. Then strings or arrays, for example, are valid, too.
        additional: The type of undeclared properties; None if their type is Any.
        dict: The TypedDict that an argument accepts in place of the model; None if no argument does.
        former_fields: The renamed attributes, each with its name in the last release, which still works.
    """

    name: ClassName
    module: PythonIdentifier
    doc: str
    pointer: str
    fields: tuple[Field, ...]
    imports: tuple[Import, ...]
    type_imports: tuple[Import, ...]
    is_open: bool = False
    is_open_type: bool = False
    additional: Type | None = None
    dict: ModelDict | None = None
    former_fields: tuple[FormerField, ...] = ()

    @property
    def renaming(self) -> PythonCode:
        """The arguments of the decorator `renamed_attributes` as code, such as `old="new"`; "" if there are none."""
        return PythonCode(", ".join(f'{each.name}="{each.field.name}"' for each in self.former_fields))

    @property
    def constructors(self) -> tuple[tuple[FormerField, ...], ...]:
        """The arguments of the two `@overload`s of `__init__`: the first has current names, the second also old names.

        In the second overload, a renamed attribute has the name from the last release. If the attribute is optional,
        the overload accepts the current name, too.
        """
        former = {each.field.name: each for each in self.former_fields}
        current = tuple(FormerField(each.name, each) for each in self.fields)
        both: list[FormerField] = []
        for each in current:
            if each.name not in former or each.field.constructor_default.as_unembedded_code():
                both.append(each)
            if each.name in former:
                both.append(former[each.name])
        return (current, tuple(both))


@frozen
class FormerField:
    """A constructor argument of a model. `name` is the current name of `field`, or the name in the last release."""

    name: PythonIdentifier
    field: Field


@frozen
class EnumValue:
    """One value of an enum, and the name of its constant."""

    name: PythonIdentifier
    value: str | int
    doc: str = ""


@frozen
class Enum:
    """An open enum class: it also accepts values that the enum schema does not list.

    `literal_name` is the name of the Literal type of the listed values.
    """

    name: ClassName
    module: PythonIdentifier
    doc: str
    pointer: str
    base: PythonCode
    values: tuple[EnumValue, ...]
    literal_name: ClassName

    @property
    def unknown_value(self) -> PythonCode:
        """The code of the value of the member `_UNKNOWN`, which only type checkers see: `ANY_STR` or `ANY_INT`.

        Because of this member, type checkers require a default case in a `match` on the enum.
        """
        return PythonCode("ANY_STR" if isinstance(self.values[0].value, str) else "ANY_INT")


@frozen
class Argument:
    """An argument of a method. It stands for a parameter, a property of the request body, or the whole body.

    Attributes:
        api_name: The name of the parameter or property in requests.
        location: "path", "query", "header", "cookie", "querystring", "body", or "option" for an argument that is not
            sent.
        options: The serialization options, such as `style`, that differ from the defaults for the location.
        default_value: The default in the signature; None if the default is `omitted_value`.
        stated_former_name: The name in the last release, from `x-renamed-from` in the document; "" if it is missing.
        dates: The type of the parameter if the type contains dates at any depth; otherwise None.
        is_keyword_only: Whether this is a path parameter that callers can pass only by keyword.
    """

    name: PythonIdentifier
    api_name: str
    type: Type
    required: bool
    doc: str
    location: str
    example: object = None
    options: tuple[tuple[PythonIdentifier, object], ...] = ()
    default_value: object = None
    stated_former_name: str = ""
    # If a caller passes a datetime where this type has a date, the client sends only the date.
    dates: Type | None = None
    # A path parameter with a default cannot precede one without a default in a signature.
    is_keyword_only: bool = False

    @property
    def is_positional(self) -> bool:
        """Whether a caller can pass the argument by position."""
        return self.location == "path" and not self.is_keyword_only

    @property
    def is_array(self) -> bool:
        """Whether every value of the argument must be an array or null."""
        found = [each for each in self.type.variants or (self.type,) if each.annotation.as_unembedded_code() != "None"]
        return bool(found) and all(each.item is not None and not each.is_open for each in found)

    @property
    def takes_files(self) -> bool:
        """Whether the argument accepts a file, a path or an iterable of bytes."""
        return not UPLOAD_TYPES.isdisjoint(self.type.imports)

    @property
    def omitted_value(self) -> str:
        """The code of the default that means "not passed": `UNSET` for body properties, otherwise `None`."""
        return "UNSET" if self.location == "body" else "None"

    @property
    def omitted_type(self) -> str:
        """The code of the type of the default that means "not passed": `Unset` or `None`."""
        return "Unset" if self.omitted_value == "UNSET" else self.omitted_value

    @property
    def annotation(self) -> PythonCode:
        """The code of the argument's annotation in a signature, such as `str | None`."""
        if self.required or self.default_value is not None:
            return self.type.qualified
        return or_unset(self.type.qualified) if self.location == "body" else or_none(self.type.qualified)

    @property
    def requirement(self) -> PythonCode:
        """The word for the API reference: `required` or `optional`."""
        return PythonCode("required" if self.required else "optional")

    @property
    def default_code(self) -> PythonCode:
        """The code of the default in a signature, such as ` = None`; "" for a required argument."""
        if self.required:
            return PythonCode("")
        if self.default_value is not None:
            return PythonCode(f" = {literal(self.default_value)}")
        return PythonCode(f" = {self.omitted_value}")


@frozen
class ResponseContent:
    """The content of a response in one media type, and the Python type to which it is decoded."""

    media_type: str
    type: Type


@frozen
class StatusResponse:
    """The response for one documented status or for a range such as `4XX`, in each of its media types."""

    status: str
    contents: tuple[ResponseContent, ...]


@frozen
class Pagination:
    """The paging rule of an operation: how a client requests the next page, and where a response has the items.

    `item` is the type of an item. The other attributes mean the same as in `specloop.openapi.pagination.PagingRule`.
    """

    style: str
    parameter: str
    body_parameter: str
    size_parameter: str | None
    items: str
    total: tuple[str, str] | None
    size: tuple[str, str] | None
    next: tuple[str, str] | None
    more: str
    first: int
    item: Type

    @property
    def options(self) -> tuple[tuple[PythonIdentifier, object], ...]:
        """The optional arguments for `Pagination(...)` in the generated code, as pairs of name and value.

        Arguments with their default value are omitted.
        """
        options: dict[str, object] = {"body_parameter": self.body_parameter, "more": self.more}
        if self.first != 1:
            options["first"] = self.first
        return tuple((PythonIdentifier(name, ""), value) for name, value in options.items() if value != "")


@frozen
class RequestMedia:
    """One media type of a request body, and how the client encodes a body in this media type.

    Properties are given by JSON name. In `dates` and `arrays`, the name "" means the whole body if it is one argument.

    Attributes:
        encoding: Pairs of a property and the media type of its value.
        styles: Pairs of a property of a form, or of a multipart body, and its (`style`, `explode`).
        dates: Pairs of a property and its type, for properties that contain dates at any depth.
        fields: The properties in this media type; empty if the method has the same arguments for all media types.
        needed: The required properties among `fields`.
        constants: Pairs of a property and its only allowed value, if the client must add the value to the body.
        files: Pairs of a file property of a multipart body and whether it is a list of files.
        arrays: The properties whose values are arrays.
    """

    content_type: str
    encoding: tuple[tuple[str, str], ...] = ()
    styles: tuple[tuple[str, tuple[str, bool]], ...] = ()
    # If a caller passes a datetime where a type has a date, the client sends only the date.
    dates: tuple[tuple[str, Type], ...] = ()
    fields: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    constants: tuple[tuple[str, object], ...] = ()
    files: tuple[tuple[str, bool], ...] = ()
    arrays: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[tuple[PythonIdentifier, object], ...]:
        """The optional arguments for the constructor `Body(...)` in the generated code, as pairs of name and value.

        Arguments with an empty value are omitted. So is `dates`, because the template writes it as code.
        """
        options: dict[str, object] = {
            "encoding": dict(self.encoding),
            "styles": dict(self.styles),
            "fields": self.fields,
            "needed": self.needed,
            "constants": dict(self.constants),
            "files": dict(self.files),
            "arrays": self.arrays,
        }
        return stated_options(options)


def stated_options(options: Mapping[str, object]) -> tuple[tuple[PythonIdentifier, object], ...]:
    """Return keyword arguments for generated code, as pairs of name and value. Falsy values are omitted."""
    return tuple((PythonIdentifier(name, ""), value) for name, value in options.items() if value)


@frozen
class RequestBody:
    """The request body of an operation, and the arguments with which callers pass it.

    Attributes:
        fields: The arguments for single properties; empty if no media type has such arguments.
        body_argument: The argument `body` for the whole body; None if no media type has this argument.
        content_type_argument: The argument that selects the media type; None if there is no choice.
        overloads: The arguments of each overload; empty if the arguments are the same for all media types.
    """

    media: tuple[RequestMedia, ...]
    required: bool
    fields: tuple[Argument, ...]
    body_argument: Argument | None
    content_type_argument: Argument | None
    overloads: tuple[tuple[Argument, ...], ...] = ()

    @property
    def is_chosen(self) -> bool:
        """Whether callers can pass either the argument `body` or one argument for each property.

        They can if some media types of the operation take `body`, and others take properties.
        """
        return bool(self.fields) and self.body_argument is not None

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """The arguments for the request body, including the argument for its media type."""
        single = (each for each in (self.body_argument, self.content_type_argument) if each is not None)
        return (*self.fields, *single)


@frozen
class StreamContent:
    """The content of a response that is a stream: its media type, and the type of the stream's items."""

    media_type: str
    type: Type
    options: tuple[tuple[PythonIdentifier, object], ...] = ()


@frozen
class SampleArgument:
    """An argument of a sample call, with its name and the code of its value."""

    name: PythonIdentifier
    is_positional: bool
    value: PythonLiteral

    @property
    def code(self) -> PythonCode:
        """The code of the argument in a call: `value` for a positional argument, or else `name=value`."""
        return PythonCode(str(self.value) if self.is_positional else f"{self.name}={self.value}")


@frozen
class CallSample:
    """A sample call of one operation with its required arguments, as Python code and as a shell command.

    Attributes:
        server: The URL of the operation's own server; empty if it has none.
    """

    arguments: tuple[SampleArgument, ...]
    python: PythonCode
    curl: PythonCode
    server: str


@frozen
class Poll:
    """A generated method that waits for a job: it reads the job repeatedly until the job is done.

    Attributes:
        status: The JSON Pointer of the job's status in the response.
        until: The values of the status that mean that the job is done.
        interval: The seconds between two reads.
        interval_argument: The name of the argument that overrides the interval.
    """

    name: PythonIdentifier
    label: str
    status: str
    until: tuple[object, ...]
    interval: float
    interval_argument: PythonIdentifier

    @property
    def doc(self) -> str:
        """The description of the method that waits for a job."""
        values = " or ".join(map(repr, self.until))
        return f"Read it at growing intervals until `{self.status}` is {values}, and return it."


@frozen
class Method:
    """One operation as a method.

    Attributes:
        error_responses: The error statuses that have a JSON body, with the type to which the client decodes the body.
        streams: The streams among the success responses, one for each media type.
        stream_argument: The argument that requests a stream; None if calls return only streams or never a stream.
        streams_by_default: Whether a call that passes no `stream_argument` returns a stream.
        may_be_unmodified: Whether the response can be 304 (Not Modified), for which the method returns None.
        progress_argument: The name of the argument that reports upload progress; None if the method uploads no files.
        former_name: The method's name in the last release; None if the method was not renamed.
        former_arguments: Pairs of an argument's name in the last release and its current name.
        idempotency_header: The name of the idempotency header; empty if there is none.
        rate_limit: The operation's own rate limit as (requests, seconds); None if it has none.
        poll: The generated method that repeats this one until a job is done; None if there is no such method.
        servers: Pairs of name and URL of the operation's own servers; the name of the default server is "".
        server_takes_credentials: Whether credentials are sent to the operation's own server.
    """

    name: PythonIdentifier
    constant: PythonIdentifier
    label: str
    operation_id: str
    http_method: str
    path: str
    doc: str
    arguments: tuple[Argument, ...]
    body: RequestBody | None
    responses: tuple[StatusResponse, ...]
    returns: Type
    return_doc: str
    errors: tuple[str, ...]
    error_responses: tuple[StatusResponse, ...]
    pagination: Pagination | None
    security: tuple[tuple[str, ...], ...]
    deprecated: bool
    streams: tuple[StreamContent, ...] = ()
    stream_argument: Argument | None = None
    streams_by_default: bool = False
    may_be_unmodified: bool = False
    progress_argument: PythonIdentifier | None = None
    former_name: PythonIdentifier | None = None
    former_arguments: tuple[tuple[PythonIdentifier, PythonIdentifier], ...] = ()
    idempotency_header: str = ""
    rate_limit: tuple[int, float] | None = None
    poll: Poll | None = None
    # `{region=eu}` in a URL has the value of this variable in the URL of the client's server, `eu` by default.
    servers: tuple[tuple[str, str], ...] = ()
    server_takes_credentials: bool = False
    sample: CallSample | None = None

    @property
    def every_argument(self) -> tuple[Argument, ...]:
        """All arguments of the method, in signature order."""
        return (*self.positional, *self.keyword)

    @property
    def runtime_types(self) -> tuple[Type, ...]:
        """The types that the method's module needs at run time, to decode responses and to encode dates."""
        statuses = (*self.responses, *self.error_responses)
        media = self.body.media if self.body is not None else ()
        return (
            *(content.type for status in statuses for content in status.contents),
            *(stream.type for stream in self.streams),
            *(type_ for each in media for _, type_ in each.dates),
            *(each.dates for each in self.arguments if each.dates is not None),
        )

    @property
    def result_variable(self) -> PythonIdentifier:
        """The name of the local variable for the result in the generated method; no argument has the same name."""
        return unique_identifier("answer", {argument.name for argument in self.every_argument})

    @property
    def renaming(self) -> PythonCode:
        """The arguments of the decorator `renamed_arguments` as code, such as `old="new"`; "" if there are none."""
        return PythonCode(", ".join(f'{old}="{new}"' for old, new in self.former_arguments))

    @property
    def limit_argument(self) -> PythonIdentifier:
        """The name of the argument that limits the number of items: `limit`, or `max_items` if `limit` is taken."""
        return self._pagination_argument("limit", "max_items")

    @property
    def resume_argument(self) -> PythonIdentifier:
        """The name of the argument that continues an earlier iteration over pages: `resume`.

        It is `resume_token` if another argument is called `resume`.
        """
        return self._pagination_argument("resume", "resume_token")

    def _pagination_argument(self, wanted: str, other: str) -> PythonIdentifier:
        names = {*(str(each.name) for each in self.every_argument), *(str(old) for old, _ in self.former_arguments)}
        return unique_identifier(other if wanted in names else wanted, names)

    @property
    def options(self) -> tuple[Argument, ...]:
        """The arguments that are not sent to the API, such as the argument that requests a stream."""
        argument = self.stream_argument
        return (argument,) if argument is not None and argument.location == "option" else ()

    @property
    def stream_condition(self) -> PythonCode:
        """The code of the condition on which a call requests a stream; "" if `stream_argument` is None."""
        if self.stream_argument is None:
            return PythonCode("")
        name = self.stream_argument.name
        omitted = self.stream_argument.omitted_value
        return PythonCode(f"{name} is True or {name} is {omitted}" if self.streams_by_default else name)

    @property
    def has_field_arguments(self) -> bool:
        """Whether the method has an argument for each property of the request body instead of the argument `body`."""
        return self.body is not None and (self.body.body_argument is None or bool(self.body.fields))

    @property
    def overloads(self) -> tuple[tuple[Argument, ...], ...]:
        """The keyword arguments of each overload of the method, with the required arguments first.

        Media types of the request body that have the same arguments share one overload.
        The tuple is empty if one signature is enough for all media types.
        """
        parameters = [each for each in (*self.arguments, *self.options) if not each.is_positional]
        found = self.body.overloads if self.body else ()
        return tuple(tuple(sorted([*parameters, *each], key=lambda argument: not argument.required)) for each in found)

    @property
    def parameter_values(self) -> PythonCode:
        """The code of a tuple with the values of the operation's parameters, such as `(id, limit)`."""
        inner = ", ".join(argument.name for argument in self.arguments)
        return PythonCode(f"({inner},)" if len(self.arguments) == 1 else f"({inner})")

    @property
    def positional(self) -> tuple[Argument, ...]:
        """The arguments that callers can pass by position. They are path parameters, in the order of the path."""
        return tuple(argument for argument in self.arguments if argument.is_positional)

    @property
    def keyword(self) -> tuple[Argument, ...]:
        """The arguments that callers pass by keyword, with the required arguments first."""
        of_body = self.body.arguments if self.body else ()
        every = (*self.arguments, *of_body, *self.options)
        rest = [argument for argument in every if not argument.is_positional]
        return tuple(sorted(rest, key=lambda argument: not argument.required))


@frozen
class KeywordArgument:
    """One argument in a signature: its name, and the code of its annotation and its default."""

    name: PythonIdentifier
    annotation: PythonCode
    default_code: PythonCode


def declare_arguments(arguments: Iterable[Argument]) -> tuple[KeywordArgument, ...]:
    """Return the name, the annotation and the default of each argument, for a signature."""
    return tuple(KeywordArgument(each.name, each.annotation, each.default_code) for each in arguments)


@frozen
class Signature:
    """One signature of a generated method: that of its definition or of an overload."""

    positional: tuple[KeywordArgument, ...]
    keyword: tuple[KeywordArgument, ...]
    returns: PythonCode
    is_overload: bool = False


@frozen
class ClientMethod:
    """A method of the synchronous client or of the asynchronous client."""

    method: Method
    define: PythonCode
    call: PythonCode
    returns: PythonCode
    raw: PythonCode
    streamed: PythonCode
    doc: str
    overloads: tuple[Signature, ...] = ()

    @property
    def signatures(self) -> tuple[Signature, ...]:
        """All signatures of the method: the overloads, then the definition."""
        definition = self._definition
        if not self.method.former_arguments:
            return (*self.overloads, definition)
        shown = self.overloads or (evolve(definition, is_overload=True),)
        return (*(each for one in shown for each in (one, self._with_former_names(one))), definition)

    @property
    def poll_signatures(self) -> tuple[Signature, ...]:
        """All signatures of the method that waits for a job: the overloads, then the definition."""
        definition = self._definition
        if not self.method.former_arguments:
            return (definition,)
        shown = evolve(definition, is_overload=True)
        return (shown, self._with_former_names(shown), definition)

    @property
    def _definition(self) -> Signature:
        arguments = declare_arguments(self.method.positional), declare_arguments(self.method.keyword)
        return Signature(*arguments, self.returns)

    def _with_former_names(self, signature: Signature) -> Signature:
        """Return a copy of `signature` in which renamed arguments have their names from the last release.

        If a renamed argument is optional, the copy accepts its current name, too.
        """
        former = {str(new): old for old, new in self.method.former_arguments}
        first = next(
            (at for at, each in enumerate(signature.positional) if str(each.name) in former), len(signature.positional)
        )
        keyword: list[KeywordArgument] = []
        for each in (*signature.positional[first:], *signature.keyword):
            old = former.get(str(each.name))
            if old is None or each.default_code.as_unembedded_code():
                keyword.append(each)
            if old is not None:
                keyword.append(evolve(each, name=old))
        return evolve(signature, positional=signature.positional[:first], keyword=tuple(keyword))

    @property
    def poll_function(self) -> PythonCode:
        """The name of the runtime function that waits for a job: `poll` or `apoll`."""
        return PythonCode("apoll" if "async" in self.define.as_unembedded_code() else "poll")

    @property
    def poll_call(self) -> PythonCode:
        """The code up to `(` of the call of `poll_function`: `poll`, or `await apoll` in the asynchronous client."""
        function = self.poll_function.as_unembedded_code()
        return PythonCode(f"await {function}" if function == "apoll" else function)

    @property
    def poll_doc(self) -> str:
        """The docstring of the method that waits for a job."""
        if self.method.poll is None:
            return ""
        arguments = self.doc[self.doc.index("Args:") :] if "Args:" in self.doc else ""
        arguments = arguments.replace("Seconds for the whole call, including retries.", "Seconds for all of it.")
        interval = f"    {self.method.poll.interval_argument}: Seconds before the second read; later ones are longer.\n"
        return f"{self.method.poll.doc}\n\n{arguments.replace('    timeout: ', f'{interval}    timeout: ', 1)}"

    @property
    def call_prefix(self) -> PythonCode:
        """The code up to `(` of the statement that sends the request, such as `return self._client._call`.

        If `return_statement` is not None, the code is an assignment: `answer: Order = self._client._call`.
        """
        call = self.call.as_unembedded_code()
        if self._is_assigned:
            return PythonCode(f"{self.method.result_variable}: {self.returns.as_unembedded_code()} = {call}")
        return PythonCode(f"return {call}")

    @property
    def return_statement(self) -> PythonCode | None:
        """The statement after the request, such as `return answer`; None if `call_prefix` already contains `return`."""
        return PythonCode(f"return {self.method.result_variable}") if self._is_assigned else None

    @property
    def _is_assigned(self) -> bool:
        return self.method.pagination is None and self.returns.as_unembedded_code() != "Any"


@frozen
class ResourceClass:
    """The class of a resource (a namespace such as `client.orders`), in the synchronous or asynchronous client."""

    name: ClassName
    raw_name: ClassName
    streaming_name: ClassName
    client: PythonCode
    methods: tuple[ClientMethod, ...]


@frozen
class Resource:
    """A resource: a namespace of methods, such as `client.orders`.

    Attributes:
        former_name: The name of the client attribute in the last release; None if it was not renamed.
    """

    name: PythonIdentifier
    former_name: PythonIdentifier | None
    doc: str
    methods: tuple[Method, ...]
    classes: tuple[ResourceClass, ...]
    imports: tuple[Import, ...]
    type_imports: tuple[Import, ...]


@frozen
class TokenGrant:
    """The data with which a client obtains OAuth2 access tokens.

    Attributes:
        types: The supported OAuth2 grant types: "client_credentials", "refresh_token".
        scopes: The OAuth2 scopes that the operations of the document require.
        arguments: The constructor arguments for client id, client secret, refresh token, token URL and scopes.
    """

    types: tuple[str, ...]
    token_url: str
    refresh_url: str
    scopes: tuple[str, ...]
    arguments: tuple[PythonIdentifier, ...]

    @property
    def needed_arguments(self) -> tuple[PythonIdentifier, ...]:
        """The constructor arguments for client id and secret if these are enough for a token; otherwise empty."""
        return self.arguments[:2] if self.gives_client_credentials else ()

    @property
    def gives_client_credentials(self) -> bool:
        """Whether the grant type "client_credentials" is supported: a client id and secret are enough for a token."""
        return "client_credentials" in self.types


@frozen
class Security:
    """One security scheme, and the constructor arguments that take its credentials."""

    scheme: str
    kind: str
    location: str
    name: str
    arguments: tuple[PythonIdentifier, ...]
    doc: str
    grant: TokenGrant | None = None

    @property
    def every_argument(self) -> tuple[PythonIdentifier, ...]:
        """The names of all constructor arguments for the scheme, including those for OAuth2, such as a client id."""
        return (*self.arguments, *(self.grant.arguments if self.grant else ()))

    @property
    def value(self) -> PythonCode:
        """The code that passes the constructor's arguments on as one value: `api_key` or `(username, password)`."""
        first = ", ".join(self.arguments)
        return PythonCode(first if len(self.arguments) == 1 else f"({first})")


@frozen
class EnumExample:
    """An enum and two of its values, for the `match` example in the README."""

    enum: Enum
    value: EnumValue
    other: EnumValue


@frozen
class ServerVariable:
    """A variable in the URL of a server, which a constructor argument sets.

    Attributes:
        values: The allowed values; empty if any value is allowed.
    """

    name: str
    argument: PythonIdentifier
    default: str
    values: tuple[str, ...]
    doc: str

    @property
    def annotation(self) -> PythonCode:
        """The annotation of the constructor argument that sets the variable."""
        return PythonCode(f"{_literal_type(self.values)} | None")


@frozen
class Server:
    """A server of the document.

    Attributes:
        name: The value of the argument `server` that chooses this server; "" if the server has no name.
        url: The URL of the server, with variables in braces.
    """

    name: str
    url: str
    variables: tuple[ServerVariable, ...]


def _literal_type(values: Iterable[str]) -> str:
    """Return the code `Literal[...]` of a type that allows the given strings, or `str` if there are none."""
    listed = ", ".join(str(literal(value)) for value in values)
    return f"Literal[{listed}]" if listed else "str"


@frozen
class UsageExample:
    """Example calls of client methods for the README, as code.

    Attributes:
        call: The call with every argument that has an example in the document.
        required_call: The call with required arguments only.
        required_path: `required_call` without the variable that holds the client: `orders.list()`.
        async_call: `required_call` on an asynchronous client in the variable `client`, without `await`.
        raw_call: `required_call` with `with_raw_response`: `shop.orders.with_raw_response.list()`.
        stream_call: A call that returns a stream; None if no method returns a stream.
        download_call: A call through `with_streaming_response` of a method that returns bytes; None if there is none.
        upload_call: A call that sends a file; None if no method takes files.
        page_size: The name of the argument for the number of items on a page; None if there is no such argument.
        limit: The name of the argument that limits the number of items on all pages together.
        resume: The name of the argument that continues an earlier iteration over the pages.
    """

    client: PythonIdentifier
    call: PythonCode
    required_call: PythonCode
    required_path: PythonCode
    async_call: PythonCode
    raw_call: PythonCode
    paged: bool
    returns_nothing: bool
    item: PythonIdentifier
    printed_fields: tuple[PythonIdentifier, ...]
    total_header: PythonCode
    empty_page: PythonLiteral
    stream_call: PythonCode | None
    download_call: PythonCode | None
    upload_call: PythonCode | None
    page_size: PythonIdentifier | None
    limit: PythonIdentifier
    resume: PythonIdentifier
    item_is_model: bool
    enum: EnumExample | None

    @property
    def states_total(self) -> bool:
        """Whether a response header of the method in the examples contains the number of items on all pages."""
        return self.total_header.as_unembedded_code() != "{}"

    @property
    def assignment(self) -> PythonCode:
        """The code that assigns the result of a call, such as `order = `; empty if the call returns nothing."""
        return PythonCode("" if self.returns_nothing else f"{self.item} = ")

    @property
    def printed_expression(self) -> PythonCode:
        """The expression that the example prints for each item, such as `order.id, order.status`."""
        return PythonCode(", ".join(f"{self.item}.{field}" for field in self.printed_fields) or str(self.item))


@frozen
class CredentialArgument:
    """A constructor argument for a credential, and its environment variable.

    Attributes:
        default: The code of the argument's default value.
        is_main: Whether the argument is the credential itself; False for the data to obtain a token, such as a secret.
        is_exported: Whether the README tells users to set the environment variable.
    """

    name: PythonIdentifier
    annotation: PythonCode
    variable: PythonCode
    default: PythonCode
    is_main: bool = True
    is_exported: bool = True


@frozen
class ResourceAttribute:
    """An attribute of a client class that holds a resource, such as `orders` in `client.orders`."""

    name: PythonIdentifier
    class_name: ClassName
    doc: str
    former_name: PythonIdentifier | None = None


@frozen
class ClientClass:
    """The generated client class, synchronous or asynchronous."""

    name: ClassName
    base: PythonCode
    http_client: PythonCode
    doc: str
    credentials: tuple[CredentialArgument, ...]
    resources: tuple[ResourceAttribute, ...]


@frozen
class WebhookPayload:
    """The body that the server sends for a webhook or callback.

    Attributes:
        webhook: The name of the webhook or callback in the document, which is a key of `webhooks` or `callbacks`.
        key: The property that states the type of the event, such as `type`; None if the payload has no such property.
        values: The values of this property that the document allows; empty if it lists none.
    """

    webhook: str
    type: Type
    doc: str
    key: str | None = None
    values: tuple[str, ...] = ()


@frozen
class FormerClass:
    """A renamed class: its name in the last release, which still works, and its current name."""

    name: ClassName
    current: ClassName


@frozen
class Link:
    """A link to a page about the package, with a label such as `Documentation`."""

    label: str
    url: str


@frozen
class Client:
    """The data of a generated client package, from which the templates print its files.

    Attributes:
        base_url: The default base URL; empty if the document has no absolute server URL.
        base_path: The first server URL that is only a path, such as `/v1`; always empty if `base_url` is set.
        missing_address: Why `base_url` is empty, such as "the contract has no server"; otherwise empty.
        secret_names: The JSON names of properties and parameters that hold secrets, such as passwords.
        servers: The servers that callers can choose; empty if there is no choice.
        has_limits: Whether an extension, a 429 response or a response header in the document shows a rate limit.
        rate_limit: The rate limit for all operations together as (requests, seconds); None if no extension sets it.
        omitted: The objects of the document that could not be generated, with the reasons.
        notes: Notes about parts of the document that the package does not follow exactly.
    """

    title: str
    summary: str
    description: str
    version: PythonIdentifier
    contract_version: str
    name: ClassName
    package: PythonIdentifier
    distribution: PythonIdentifier
    env_prefix: PythonIdentifier
    base_url: str
    base_path: str
    contract_name: str
    contract: bytes
    constructor_doc: str
    missing_address: str = ""
    servers: tuple[Server, ...] = ()
    has_limits: bool = False
    rate_limit: tuple[int, float] | None = None
    client_classes: tuple[ClientClass, ...] = ()
    secret_names: tuple[str, ...] = ()
    security: tuple[Security, ...] = ()
    models: tuple[Model, ...] = ()
    enums: tuple[Enum, ...] = ()
    resources: tuple[Resource, ...] = ()
    webhook_payloads: tuple[WebhookPayload, ...] = ()
    usage_example: UsageExample | None = None
    links: tuple[Link, ...] = ()
    former_classes: tuple[FormerClass, ...] = ()
    omitted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def skill_description(self) -> str:
        """The description in the skill file, which tells coding agents when to use the package."""
        names = join_words([str(each.name) for each in self.resources][:MAX_SKILL_RESOURCES], "and")
        resources = f" ({names})" if names else ""
        return f"Use the Python package {self.package} to call {self.title}{resources}."

    @property
    def credentials(self) -> tuple[CredentialArgument, ...]:
        """The arguments of the client's constructor that take credentials."""
        return self.client_classes[0].credentials

    @property
    def polls(self) -> tuple[Poll, ...]:
        """All generated methods that wait for a job."""
        return tuple(each.poll for resource in self.resources for each in resource.methods if each.poll is not None)

    @property
    def fake_fixture(self) -> PythonIdentifier:
        """The name of the package's pytest fixture for an in-process mock API, such as `fake_shop`."""
        stem = str(self.package).removesuffix("_client")
        return PythonIdentifier(f"fake_{stem}", "")

    @property
    def fake_example(self) -> PythonIdentifier:
        """The name of the first resource, for an example of a test client in the README: `fake(orders=[...])`."""
        return self.resources[0].name

    @property
    def fake_operation(self) -> PythonCode:
        """The client's first method, such as `orders.list`, which the README uses as example for the test client."""
        return PythonCode(self.resources[0].methods[0].label)

    @property
    def has_free_fake_names(self) -> bool:
        """Whether no resource is called `requests` or `fail`, so that the test client can have these members."""
        return {str(each.name) for each in self.resources}.isdisjoint({"requests", "fail"})

    @property
    def webhook_type(self) -> PythonCode:
        """The type to which a webhook's body is decoded: the union of all payload types and `UnknownEvent`."""
        kinds = dict.fromkeys(each.type.expression.as_unembedded_code() for each in self.webhook_payloads)
        return PythonCode("Any" if "Any" in kinds else " | ".join([*kinds, "UnknownEvent"]))

    @property
    def webhook_imports(self) -> tuple[Import, ...]:
        """The import statements for the types of webhook bodies."""
        types = [each.type for each in self.webhook_payloads]
        code = " ".join(
            [*(each.expression.as_unembedded_code() for each in types), self.webhook_type.as_unembedded_code()]
        )
        paths = {path for each in types for path in each.imports | each.runtime_imports} | {"typing.TYPE_CHECKING"}
        paths |= {"typing.Any"} if re.search(r"\bAny\b", code) else set()
        found = {path.removeprefix(".") if path.startswith("..") else path for path in paths}
        found |= {name for name in ("builtins", ".models") if f"{name.lstrip('.')}." in code}
        return sorted_imports(found)

    @property
    def webhooks_attribute(self) -> PythonIdentifier:
        """The name of the client attribute that verifies and decodes webhooks. No resource has this name."""
        return unique_identifier(
            "webhook_events" if any(each.name == "webhooks" for each in self.resources) else "webhooks",
            [each.name for each in self.resources],
        )

    @property
    def rate_limit_default(self) -> PythonCode:
        """The code of the default of the constructor argument `rate_limit`."""
        return PythonCode("UNSET" if self.rate_limit is None else str(literal(self.rate_limit)))

    @property
    def operation_limits(self) -> tuple[tuple[str, tuple[int, float]], ...]:
        """The rate limits of single operations: pairs of a label such as `orders.list` and (requests, seconds)."""
        methods = (method for resource in self.resources for method in resource.methods)
        return tuple((each.label, each.rate_limit) for each in methods if each.rate_limit is not None)

    @property
    def has_operation_servers(self) -> bool:
        """Whether any operation has its own server."""
        # A client of such a document can be created without a base URL.
        return any(method.servers for resource in self.resources for method in resource.methods)

    @property
    def server_annotation(self) -> PythonCode | None:
        """The annotation of the constructor argument `server`, such as `Literal["eu", "us"] | None`.

        It is None if the constructor has no such argument, because no server has a name.
        """
        names = [each.name for each in self.servers if each.name]
        return PythonCode(f"{_literal_type(names)} | None") if names else None

    @property
    def server_variables(self) -> tuple[ServerVariable, ...]:
        """The variables in the URLs of all servers, without duplicates."""
        found = {each.argument: each for server in self.servers for each in server.variables}
        return tuple(found.values())

    @property
    def server_arguments(self) -> tuple[PythonIdentifier, ...]:
        """The arguments of the client's constructor that choose a server."""
        own = (PythonIdentifier("server", ""),) if self.server_annotation else ()
        return (*own, *(each.argument for each in self.server_variables))

    @property
    def has_grants(self) -> bool:
        """Whether the client can obtain OAuth2 access tokens, because a security scheme has a token URL."""
        return any(each.grant for each in self.security)

    @property
    def omitted_modules(self) -> frozenset[str]:
        """The names of runtime modules, such as `_oauth`, that the package omits because it does not need them."""
        needs = {"_oauth": self.has_grants, "_servers": bool(self.servers), "_pacing": self.has_limits}
        needs["_polling"] = any(method.poll for resource in self.resources for method in resource.methods)
        needs |= dict.fromkeys(("_webhooks", "webhooks"), bool(self.webhook_payloads))
        return frozenset(name for name, is_needed in needs.items() if not is_needed)

    @property
    def callables(self) -> PythonCode:
        """The names `Awaitable, Callable, ` to import if credentials can be functions; otherwise ""."""
        # Callers can pass a function that returns a credential if the credential is a single string.
        # The template appends further names to the code.
        return PythonCode("Awaitable, Callable, " if any(len(each.arguments) == 1 for each in self.security) else "")

    @property
    def contract_file(self) -> PythonCode:
        """The file name of the OpenAPI document in the package."""
        return PythonCode(self.contract_name)

    @property
    def variables(self) -> tuple[PythonCode, ...]:
        """The environment variables that a program needs if it calls the client's constructor without arguments."""
        address = () if self.base_url else (PythonCode(f"{self.env_prefix}_BASE_URL"),)
        return (*(each.variable for each in self.credentials if each.is_exported), *address)

    @property
    def fake_credentials(self) -> PythonCode:
        """The constructor arguments with fake credentials for tests, such as `api_key="test", `."""
        return PythonCode("".join(f'{each.name}="test", ' for each in self.credentials if each.is_main))

    @property
    def fake_address(self) -> PythonCode:
        """The code of the argument `base_url` in the README's test example; "" if the client has a default base URL."""
        return PythonCode("" if self.base_url else 'base_url="https://api.example.com", ')

    @property
    def model_modules(self) -> tuple[Model | Enum, ...]:
        """The models and enums of the package, sorted by name. Each has its own module in models/."""
        return tuple(sorted((*self.models, *self.enums), key=lambda each: each.name))

    @property
    def exported(self) -> tuple[Model | Enum, ...]:
        """The models and enums that users can import from the package itself.

        A class is missing if the package exports something else with the same name, such as `APIStatusError`.
        """
        own = {self.name, f"Async{self.name}", f"{self.name}Error", *PACKAGE_EXPORTS}
        return tuple(each for each in self.model_modules if each.name not in own)

    @property
    def exported_former(self) -> tuple[FormerClass, ...]:
        """The renamed classes that the package still exports under their old names."""
        names = {each.name for each in self.exported}
        return tuple(each for each in self.former_classes if each.current in names)


def sorted_imports(paths: Iterable[str]) -> tuple[Import, ...]:
    """Return the import statements for dotted paths such as `a.b.C`, `builtins` or `..models`, sorted by path."""
    names = [(path, path.rpartition(".")[2]) for path in sorted(paths)]
    modules = [(path.removesuffix(name), name) for path, name in names]
    return tuple(Import(module if set(module) <= {"."} else module[:-1], name) for module, name in modules)


def or_none(code: PythonCode) -> PythonCode:
    """Return the code of a type that also allows None."""
    text = code.as_unembedded_code()
    return code if text in {"Any", "None"} or text.endswith(" | None") else PythonCode(f"{text} | None")


def or_unset(code: PythonCode) -> PythonCode:
    """Return the code of a type that also allows UNSET, the value of absent properties."""
    text = code.as_unembedded_code()
    if text == "None":
        return PythonCode("Unset | None")
    if text.endswith(" | None"):
        return PythonCode(f"{text.removesuffix(' | None')} | Unset | None")
    return PythonCode(f"{text} | Unset")
