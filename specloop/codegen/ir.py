"""Intermediate representation (IR): frozen records that hold all data for the templates.

    Client
      Security*                 a security scheme and the constructor arguments for its credentials
      Model*    Field*          an attrs class of models/
      Enum*     EnumValue*      an open enum of models/
      WebhookPayload*           the body of a webhook or callback
      Resource*                 a namespace of methods: client.<resource>
        Method*   Argument*     one operation

The sign `*` marks records of which there can be several.
Names are valid Python identifiers. A plain `str` is text of the document, which templates print through a filter.
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
    """A Python type, and its code in four forms: `annotation`, `qualified`, `decoded` and `expression`.

    Attributes:
        annotation: The code of the type in annotations and documentation.
        qualified: `annotation` with `builtins.list` instead of `list`, for classes that have a method `list`.
        decoded: `annotation` with the discriminators of unions, which the client needs to decode bodies.
        expression: `decoded` with `models.` before each model, for modules that do not import models.
        classes: The models in the type, as pairs of module and name.
        imports: The names that each module with code of the type must import, as dotted paths such as `datetime.date`.
        runtime_imports: Further names, as dotted paths; a module must import them only if it contains `expression`.
        item: The type of an array's items; None for other types.
        variants: The types of a union; empty for other types.
        is_open: Whether values of all other JSON types are valid, too, since the schema has no `type`.
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
    """A field of a model, which is one attribute of a model class. It stands for one property of an object schema.

    Attributes:
        required: Whether a response must have the property.
        default: The only value that the schema allows, as code; None if it allows several values, or if `factory` is
            set.
        factory: The code of a function that returns the only allowed value, such as an enum member; otherwise None.
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
        """Metadata of the field for the runtime: facts that its name and annotation do not contain.

        Examples are a different JSON name, and `readOnly`.
        """
        decoded, annotation = (each.as_unembedded_code() for each in (self.type.decoded, self.type.annotation))
        return {
            **({"json_name": self.json_name} if self.is_renamed else {}),
            **({"type": decoded} if decoded != annotation else {}),
            **({"read_only": True} if self.read_only else {}),
        }

    @property
    def initializer(self) -> PythonCode:
        """The code that initializes the attribute in its declaration: nothing, ` = DEFAULT`, or ` = field(...)`."""
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
        """The code of a constructor argument's default in an overload: ` = ...`, or "" if the argument is required."""
        return PythonCode(" = ..." if self._default is not None or self.factory is not None else "")

    @property
    def uses_field(self) -> bool:
        """Whether the code that initializes the attribute calls `field()` of attrs.

        If so, the module of the model must import `field`.
        """
        return bool(self.metadata) or self.factory is not None

    @property
    def uses_unset(self) -> bool:
        """Whether the code that initializes the attribute contains the name UNSET.

        If so, the module of the model must import UNSET, the default of optional attributes.
        """
        return self._default == "UNSET" and self.factory is None

    @property
    def uses_read_only(self) -> bool:
        """Whether the code that initializes the attribute contains the name READ_ONLY.

        If so, the module of the model must import READ_ONLY, the default of required attributes that are `readOnly`.
        """
        return self._default == "READ_ONLY" and self.factory is None


@frozen
class DictField:
    """One field of a TypedDict: a key, and the type of its values."""

    json_name: str
    type: Type
    required: bool

    @property
    def key(self) -> PythonCode:
        """The key as code, for a TypedDict in class syntax: `key: type`.

        It is `_` for a JSON name that is no identifier, such as `first-name`. Such a name excludes class syntax, so the
        `_` is never printed (see `ModelDict.is_class`).
        """
        return PythonCode(self.json_name if _is_plain_identifier(self.json_name) else "_")

    @property
    def annotation(self) -> PythonCode:
        """The annotation of the key: the code of the type of its values.

        It is `Required[...]` for a required key, because the other keys are optional.
        """
        text = self.type.annotation.as_unembedded_code()
        return PythonCode(f"Required[{text}]" if self.required else text)


@frozen
class ModelDict:
    """The TypedDict for the plain data of a model. An argument accepts such a dict in place of the model."""

    name: ClassName
    fields: tuple[DictField, ...]

    @property
    def is_class(self) -> bool:
        """Whether the TypedDict can be written in class syntax, `class OrderDict(TypedDict)`.

        All keys must be identifiers, and no key may hide a name that is used in annotations.
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
        is_open_type: Whether the schema has no `type`, so that a value that is no object is valid, too.
        additional: The type of undeclared properties; None if the type is Any.
        dict: The TypedDict for the plain data of the model; None if no argument accepts such a dict.
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
        """The code of the arguments of the decorator `renamed_attributes`, such as `old="new"`.

        It is "" without former names.
        """
        return PythonCode(", ".join(f'{each.name}="{each.field.name}"' for each in self.former_fields))

    @property
    def constructors(self) -> tuple[tuple[FormerField, ...], ...]:
        """The arguments of the constructor's two overloads: with current names, and with names of the last release.

        In the second overload, a renamed argument has only its former name if it is required, and both names if it is
        optional.
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
    """A field of a model, and a name of its constructor argument: the name in the last release, or the current name."""

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
        """The value of an extra enum member, as code. The member stands for values that the enum does not list.

        The member exists only for type checkers. Its value is a variable, ANY_STR or ANY_INT, so type checkers do not
        know the value. Therefore, they require a default case in a `match` on the enum.
        """
        return PythonCode("ANY_STR" if isinstance(self.values[0].value, str) else "ANY_INT")


@frozen
class Argument:
    """One argument of a method. It stands for a parameter, a property of the request body, or the whole body.

    Attributes:
        api_name: The name of the parameter or property in requests.
        location: "path", "query", "header", "cookie", "querystring", "body" or "option". An option is not sent to the
            API; it requests a stream, for example.
        options: The serialization options, such as `style`, that differ from the defaults for the location.
        default_value: The default in the signature, such as the only allowed value; None if the default is None or
            UNSET.
        stated_former_name: The name in the last release, if the document states such a name; otherwise "".
        dates: The type of a parameter that contains dates, at any depth; None for other arguments. If a caller passes a
            datetime where the type has a date, the client sends only the date.
        is_keyword_only: Whether a path parameter can be passed only by keyword, because it has a default and a later
            path parameter has none.
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
    dates: Type | None = None
    is_keyword_only: bool = False

    @property
    def is_positional(self) -> bool:
        """Whether a caller can pass the argument by position."""
        return self.location == "path" and not self.is_keyword_only

    @property
    def is_array(self) -> bool:
        """Whether each value of the argument is an array (or null), so that the client refuses any other value."""
        found = [each for each in self.type.variants or (self.type,) if each.annotation.as_unembedded_code() != "None"]
        return bool(found) and all(each.item is not None and not each.is_open for each in found)

    @property
    def takes_files(self) -> bool:
        """Whether the argument takes files. It then accepts a file, a path or an iterable of bytes."""
        return not UPLOAD_TYPES.isdisjoint(self.type.imports)

    @property
    def omitted_value(self) -> str:
        """The value in the signature that stands for an argument which is not sent."""
        return "UNSET" if self.location == "body" else "None"

    @property
    def omitted_type(self) -> str:
        """The type of the default that means that the argument is not sent: `Unset` or `None`."""
        return "Unset" if self.omitted_value == "UNSET" else self.omitted_value

    @property
    def annotation(self) -> PythonCode:
        """The code of the argument's annotation in a signature, such as `str | None`."""
        if self.required or self.default_value is not None:
            return self.type.qualified
        return or_unset(self.type.qualified) if self.location == "body" else or_none(self.type.qualified)

    @property
    def requirement(self) -> PythonCode:
        """The word `required` or `optional`, for the API reference."""
        return PythonCode("required" if self.required else "optional")

    @property
    def default_code(self) -> PythonCode:
        """The code of the argument's default in a signature: ` = DEFAULT`, or nothing for a required argument."""
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
    """The response for one documented status, or for a range such as `4XX`.

    Its content can have several media types.
    """

    status: str
    contents: tuple[ResponseContent, ...]


@frozen
class Pagination:
    """The paging rule of an operation: how a client requests the next page, and where a response has the items.

    The attributes are those of `PagingRule` in `openapi.pagination`, and `item`, the type of an item.
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
        """The optional keyword arguments of the runtime's `Pagination`, as pairs of name and value.

        Arguments whose value is the default are left out.
        """
        options: dict[str, object] = {"body_parameter": self.body_parameter, "more": self.more}
        if self.first != 1:
            options["first"] = self.first
        return tuple((PythonIdentifier(name, ""), value) for name, value in options.items() if value != "")


@frozen
class RequestMedia:
    """One media type of a request body. It states how the arguments of a call are encoded in this media type.

    All attributes except `content_type` refer to properties of the body by JSON name. If one argument takes the whole
    body, its name in `dates` and `arrays` is "".

    Attributes:
        encoding: Pairs of a property and the media type of its value.
        styles: Pairs of a property and its (`style`, `explode`).
        dates: Pairs of a property that contains dates at any depth and its type. The client needs the type to send only
            the date where a caller passes a datetime.
        fields: The properties that are arguments for this media type; empty if they are the same for all media types.
        needed: Those of `fields` that a body of this media type must have.
        constants: Pairs of a property and its only allowed value. A property is left out if its argument has this value
            as the default.
        files: Pairs of a property that is a file in a multipart body, and whether it is a list of files.
        arrays: The properties whose values are arrays.
    """

    content_type: str
    encoding: tuple[tuple[str, str], ...] = ()
    styles: tuple[tuple[str, tuple[str, bool]], ...] = ()
    dates: tuple[tuple[str, Type], ...] = ()
    fields: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    constants: tuple[tuple[str, object], ...] = ()
    files: tuple[tuple[str, bool], ...] = ()
    arrays: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[tuple[PythonIdentifier, object], ...]:
        """The optional keyword arguments of the runtime's `Body`, as pairs of name and value.

        Arguments whose value is an empty dict or tuple are left out.
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
    """Return keyword arguments as pairs of name and value.

    Arguments whose value is "", (), {} or otherwise false are left out. The templates print the others.
    """
    return tuple((PythonIdentifier(name, ""), value) for name, value in options.items() if value)


@frozen
class RequestBody:
    """The request body of an operation. Its properties are arguments, or the argument `body` is the whole body.

    Attributes:
        content_type_argument: The argument that selects the media type; None if only one media type is possible.
        overloads: A tuple of arguments for each group of media types that have equal arguments; empty if there is only
            one group.
    """

    media: tuple[RequestMedia, ...]
    required: bool
    fields: tuple[Argument, ...]
    body_argument: Argument | None
    content_type_argument: Argument | None
    overloads: tuple[tuple[Argument, ...], ...] = ()

    @property
    def is_chosen(self) -> bool:
        """Whether some media types take an argument for each property, and others take the argument `body`.

        If so, the method's code chooses the one or the other at run time.
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
        """The code of the argument in a call: `value` if it is passed by position, otherwise `name=value`."""
        return PythonCode(str(self.value) if self.is_positional else f"{self.name}={self.value}")


@frozen
class CallSample:
    """A sample call of one operation, with the required arguments. It is written in Python and as a shell command.

    Attributes:
        server: The URL of the operation's own server; empty if the operation uses the server of the client.
    """

    arguments: tuple[SampleArgument, ...]
    python: PythonCode
    curl: PythonCode
    server: str


@frozen
class Poll:
    """A generated method that waits for a job.

    It polls: it repeats the method that reads the job until the job is done.

    Attributes:
        status: JSON Pointer to the job's status in the response.
        until: The values of the job's status that mean that the job is done.
        interval: The time between the first and the second read, in seconds.
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
        streams: The success responses that are streams, by media type. The method returns their items as they arrive.
        stream_argument: The argument that requests a stream; None if all or none of the operation's responses are
            streams.
        streams_by_default: Whether a call that passes no `stream_argument` returns a stream.
        may_be_unmodified: Whether the response can be 304 (Not Modified), for which the method returns None.
        progress_argument: The name of the argument that reports the progress of an upload; None if the method uploads
            no files.
        former_name: The method's name in the last release, which still works; None if the name is unchanged.
        former_arguments: Pairs of an argument's name in the last release, which still works, and its current name.
        idempotency_header: The name of the idempotency header; empty if there is none.
        rate_limit: The operation's own rate limit as (requests, seconds); None if the operation has none.
        poll: An additional method, which repeats this method until a job is done; None if there is no such method.
        servers: Pairs of name and URL of the operation's own servers; the name of the default server is "". A variable
            in the URL, such as `{region=eu}`, has the value that the caller chose for the document's server.
        server_takes_credentials: Whether credentials are sent to the operation's own server, even on another origin.
        sample: A sample call of the method.
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
    servers: tuple[tuple[str, str], ...] = ()
    server_takes_credentials: bool = False
    sample: CallSample | None = None

    @property
    def every_argument(self) -> tuple[Argument, ...]:
        """Every argument of the method. The order is that of the signature."""
        return (*self.positional, *self.keyword)

    @property
    def runtime_types(self) -> tuple[Type, ...]:
        """The types that the method's module must import at run time, and not only for type checkers.

        They are the types of response bodies, of stream items, and of arguments that contain dates.
        """
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
        """The name of the local variable for the result, in the method's code. No argument has this name."""
        return unique_identifier("answer", {argument.name for argument in self.every_argument})

    @property
    def renaming(self) -> PythonCode:
        """The code of the arguments of the decorator `renamed_arguments`, such as `old="new"`.

        It is "" without former names.
        """
        return PythonCode(", ".join(f'{old}="{new}"' for old, new in self.former_arguments))

    @property
    def limit_argument(self) -> PythonIdentifier:
        """The name of the argument that limits the number of items. It is `max_items` if the name `limit` is taken."""
        return self._pagination_argument("limit", "max_items")

    @property
    def resume_argument(self) -> PythonIdentifier:
        """The name of the argument that resumes an iteration. It is `resume_token` if the name `resume` is taken."""
        return self._pagination_argument("resume", "resume_token")

    def _pagination_argument(self, wanted: str, other: str) -> PythonIdentifier:
        names = {*(str(each.name) for each in self.every_argument), *(str(old) for old, _ in self.former_arguments)}
        return unique_identifier(other if wanted in names else wanted, names)

    @property
    def options(self) -> tuple[Argument, ...]:
        """The arguments that are options of the client, and are not sent to the API.

        An example is the argument that requests a stream.
        """
        argument = self.stream_argument
        return (argument,) if argument is not None and argument.location == "option" else ()

    @property
    def stream_condition(self) -> PythonCode:
        """The code of the condition on which a call requests a stream. It is "" without a `stream_argument`."""
        if self.stream_argument is None:
            return PythonCode("")
        name = self.stream_argument.name
        omitted = self.stream_argument.omitted_value
        return PythonCode(f"{name} is True or {name} is {omitted}" if self.streams_by_default else name)

    @property
    def has_field_arguments(self) -> bool:
        """Whether the method has an argument for each property (field) of the request body, and no argument `body`."""
        return self.body is not None and (self.body.body_argument is None or bool(self.body.fields))

    @property
    def overloads(self) -> tuple[tuple[Argument, ...], ...]:
        """The keyword arguments of each overload of the method, with the required arguments first.

        The tuple is empty if the arguments do not depend on the media type of the request body.
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
        """The arguments that callers can pass by position: path parameters, in the order of the path."""
        return tuple(argument for argument in self.arguments if argument.is_positional)

    @property
    def keyword(self) -> tuple[Argument, ...]:
        """The arguments that callers pass by keyword. The required arguments come first."""
        of_body = self.body.arguments if self.body else ()
        every = (*self.arguments, *of_body, *self.options)
        rest = [argument for argument in every if not argument.is_positional]
        return tuple(sorted(rest, key=lambda argument: not argument.required))


@frozen
class KeywordArgument:
    """The declaration of one argument in a signature: its name, its annotation and its default."""

    name: PythonIdentifier
    annotation: PythonCode
    default_code: PythonCode


def declare_arguments(arguments: Iterable[Argument]) -> tuple[KeywordArgument, ...]:
    """Return the declarations of arguments in a signature. Each has a name, an annotation and a default."""
    return tuple(KeywordArgument(each.name, each.annotation, each.default_code) for each in arguments)


@frozen
class Signature:
    """One signature of a generated method: the signature of the method's definition, or of one of its overloads."""

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
        """All signatures of the method. The overloads come first, then the definition."""
        definition = self._definition
        if not self.method.former_arguments:
            return (*self.overloads, definition)
        shown = self.overloads or (evolve(definition, is_overload=True),)
        return (*(each for one in shown for each in (one, self._with_former_names(one))), definition)

    @property
    def poll_signatures(self) -> tuple[Signature, ...]:
        """All signatures of the poll method, which waits for a job. The overloads come first, then the definition."""
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
        """Return an overload of `signature` for calls that use argument names of the last release.

        In the overload, a renamed argument has only its former name if it is required, and both names if it is
        optional.
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
        """The code before the parenthesis in the call of the function that waits for a job: `poll` or `await apoll`."""
        function = self.poll_function.as_unembedded_code()
        return PythonCode(f"await {function}" if function == "apoll" else function)

    @property
    def poll_doc(self) -> str:
        """The docstring of the poll method, which waits for a job.

        Most of it is the docstring of the method that reads the job.
        """
        if self.method.poll is None:
            return ""
        arguments = self.doc[self.doc.index("Args:") :] if "Args:" in self.doc else ""
        arguments = arguments.replace("Seconds for the whole call, including retries.", "Seconds for all of it.")
        interval = f"    {self.method.poll.interval_argument}: Seconds before the second read; later ones are longer.\n"
        return f"{self.method.poll.doc}\n\n{arguments.replace('    timeout: ', f'{interval}    timeout: ', 1)}"

    @property
    def call_prefix(self) -> PythonCode:
        """The start of the statement that sends the request, without the parenthesis and the arguments.

        It is `return CALL`, or an assignment such as `result: Order = CALL` if the method still needs the result.
        """
        call = self.call.as_unembedded_code()
        if self._is_assigned:
            return PythonCode(f"{self.method.result_variable}: {self.returns.as_unembedded_code()} = {call}")
        return PythonCode(f"return {call}")

    @property
    def return_statement(self) -> PythonCode | None:
        """The statement that returns the local variable with the result.

        It is None if the request is sent in a `return` statement.
        """
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
    """A resource: a namespace of the clients, such as `client.orders`, with the operations of one tag.

    Attributes:
        former_name: The name of the client attribute in the last release, which still works; None if it is unchanged.
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
    """The data of an OAuth2 grant, with which a client obtains access tokens.

    Attributes:
        types: The OAuth2 grant types that the client supports: "client_credentials", "refresh_token".
        scopes: The OAuth2 scopes that the operations of the document require.
        arguments: The names of the constructor arguments for client id, client secret, refresh token, token URL and
            scopes.
    """

    types: tuple[str, ...]
    token_url: str
    refresh_url: str
    scopes: tuple[str, ...]
    arguments: tuple[PythonIdentifier, ...]

    @property
    def needed_arguments(self) -> tuple[PythonIdentifier, ...]:
        """The constructor arguments for client id and client secret.

        The tuple is empty if the scheme has no OAuth2 flow for which these suffice.
        """
        return self.arguments[:2] if self.gives_client_credentials else ()

    @property
    def gives_client_credentials(self) -> bool:
        """Whether a client id and its secret suffice for an access token."""
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
        """Every constructor argument for the security scheme, including those to obtain access tokens."""
        return (*self.arguments, *(self.grant.arguments if self.grant else ()))

    @property
    def value(self) -> PythonCode:
        """The code of the credential's value in the constructor, such as `api_key` or `(username, password)`."""
        first = ", ".join(self.arguments)
        return PythonCode(first if len(self.arguments) == 1 else f"({first})")


@frozen
class EnumExample:
    """An enum for the `match` example in the README. `value` and `other` are two values of the enum."""

    enum: Enum
    value: EnumValue
    other: EnumValue


@frozen
class ServerVariable:
    """A variable in the URL of a server. A constructor argument sets its value.

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
        """The code of the annotation of the constructor argument that sets the variable."""
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
    """Return the code of a type that allows the strings `values`: `Literal[...]`.

    If `values` is empty, return `str`.
    """
    listed = ", ".join(str(literal(value)) for value in values)
    return f"Literal[{listed}]" if listed else "str"


@frozen
class UsageExample:
    """The usage example in the README. It has calls of client methods, and names of variables.

    Attributes:
        call: The call with every argument that has an example in the document.
        required_call: The call with required arguments only.
        required_path: `required_call` without the client's variable: `orders.list()`.
        async_call: `required_call` with the variable name `client`: `client.orders.list()`.
        raw_call: `required_call` with `with_raw_response`: `client.orders.with_raw_response.list()`.
        stream_call: A call that returns a stream; None if no method returns a stream.
        download_call: A call through `with_streaming_response` whose body is bytes; None if there is no such method.
        upload_call: A call that sends a file; None if no method takes files.
        page_size: The argument that sets the number of items on a page; None if the method has no such argument.
        limit: The argument that limits how many items are listed.
        resume: The argument that continues a list where an earlier iteration stopped.
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
        """Whether a response header states the total number of items of the list in the example."""
        return self.total_header.as_unembedded_code() != "{}"

    @property
    def assignment(self) -> PythonCode:
        """The code that assigns the result of a call, such as `order = `. It is empty if the call returns nothing."""
        return PythonCode("" if self.returns_nothing else f"{self.item} = ")

    @property
    def printed_expression(self) -> PythonCode:
        """The expression that the README's example prints for each item of a list, such as `order.id, order.status`."""
        return PythonCode(", ".join(f"{self.item}.{field}" for field in self.printed_fields) or str(self.item))


@frozen
class CredentialArgument:
    """A constructor argument that holds a credential, and its environment variable.

    Attributes:
        default: The code of the argument's default value.
        is_main: Whether the argument is the credential itself; False for a value with which the client obtains a token.
        is_exported: Whether the README tells users to export (set) the environment variable. It does if a program that
            passes no constructor arguments needs the variable.
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
    """The synchronous or the asynchronous client class, as templates print it."""

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
        key: The property that states the type of the event, such as `type`; None if the payload has no such property.
        values: The values of this property that the document allows.
    """

    webhook: str
    type: Type
    doc: str
    key: str | None = None
    values: tuple[str, ...] = ()


@frozen
class FormerClass:
    """A class that was renamed: its former name, which was its name in the last release, and its current name.

    The former name still works.
    """

    name: ClassName
    current: ClassName


@frozen
class Link:
    """A link to a page about the package. Its label is, for example, `Documentation` or `Changelog`."""

    label: str
    url: str


@frozen
class Client:
    """The data of a generated client package. The templates print the package's files from this data.

    Attributes:
        base_path: The path of the document's server, if the server's URL is relative.
        links: Pages about the package, for the package index.
        missing_address: The reason why the document has no absolute base URL; empty if it has an absolute base URL.
        secret_names: Properties and parameters that the document declares as passwords, or as `writeOnly` text.
        servers: The servers that callers can choose; empty if there is no choice.
        has_limits: Whether the document states a rate limit, or suggests one by a 429 response or a header.
        rate_limit: The rate limit for all operations together as (requests, seconds); None if no extension states it.
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
        """The description of the skill file, which tells a coding agent when to use the package."""
        names = join_words([str(each.name) for each in self.resources][:MAX_SKILL_RESOURCES], "and")
        resources = f" ({names})" if names else ""
        return f"Use the Python package {self.package} to call {self.title}{resources}."

    @property
    def credentials(self) -> tuple[CredentialArgument, ...]:
        """The arguments of the client's constructor that take credentials."""
        return self.client_classes[0].credentials

    @property
    def polls(self) -> tuple[Poll, ...]:
        """All generated methods that poll: they wait for a job by reading it until the job is done."""
        return tuple(each.poll for resource in self.resources for each in resource.methods if each.poll is not None)

    @property
    def fake_fixture(self) -> PythonIdentifier:
        """The name of the pytest fixture that provides a fake API for tests. It is `fake_shop` for `shop_client`."""
        stem = str(self.package).removesuffix("_client")
        return PythonIdentifier(f"fake_{stem}", "")

    @property
    def fake_example(self) -> PythonIdentifier:
        """The name of the resource in the README's example of a fake API."""
        return self.resources[0].name

    @property
    def fake_operation(self) -> PythonCode:
        """The label (operationId, or method and path) of the operation in the README's example of a fake API."""
        return PythonCode(self.resources[0].methods[0].label)

    @property
    def has_free_fake_names(self) -> bool:
        """Whether no resource is named `requests` or `fail`.

        If so, the fake client for tests gets properties with these names. Otherwise, a property would hide a resource.
        """
        return {str(each.name) for each in self.resources}.isdisjoint({"requests", "fail"})

    @property
    def webhook_type(self) -> PythonCode:
        """The type to which a webhook's body is decoded: the union of `UnknownEvent` and all types of payloads."""
        kinds = dict.fromkeys(each.type.expression.as_unembedded_code() for each in self.webhook_payloads)
        return PythonCode("Any" if "Any" in kinds else " | ".join([*kinds, "UnknownEvent"]))

    @property
    def webhook_imports(self) -> tuple[Import, ...]:
        """The import statements that the type of a decoded webhook needs."""
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
        """The rate limit of each operation that has its own limit, as pairs of the operation's label and the limit."""
        methods = (method for resource in self.resources for method in resource.methods)
        return tuple((each.label, each.rate_limit) for each in methods if each.rate_limit is not None)

    @property
    def has_operation_servers(self) -> bool:
        """Whether any operation has its own server. A client of such a document can be created without a base URL."""
        return any(method.servers for resource in self.resources for method in resource.methods)

    @property
    def server_annotation(self) -> PythonCode | None:
        """The annotation (the type) of the constructor argument `server`. It is None if no server has a name."""
        names = [each.name for each in self.servers if each.name]
        return PythonCode(f"{_literal_type(names)} | None") if names else None

    @property
    def server_variables(self) -> tuple[ServerVariable, ...]:
        """The variables in the URLs of all servers. Each variable occurs once."""
        found = {each.argument: each for server in self.servers for each in server.variables}
        return tuple(found.values())

    @property
    def server_arguments(self) -> tuple[PythonIdentifier, ...]:
        """The arguments of the client's constructor that choose a server."""
        own = (PythonIdentifier("server", ""),) if self.server_annotation else ()
        return (*own, *(each.argument for each in self.server_variables))

    @property
    def has_grants(self) -> bool:
        """Whether the client can obtain access tokens by an OAuth2 grant, because a security scheme has a token URL."""
        return any(each.grant for each in self.security)

    @property
    def omitted_modules(self) -> frozenset[str]:
        """The names of runtime modules that the package does not need, such as `_oauth`. They are omitted."""
        needs = {"_oauth": self.has_grants, "_servers": bool(self.servers), "_pacing": self.has_limits}
        needs["_polling"] = any(method.poll for resource in self.resources for method in resource.methods)
        needs |= dict.fromkeys(("_webhooks", "webhooks"), bool(self.webhook_payloads))
        return frozenset(name for name, is_needed in needs.items() if not is_needed)

    @property
    def callables(self) -> PythonCode:
        """The names `Awaitable, Callable, ` for an import of the client's module, or "" if it does not need them.

        The module needs them if a credential is a single string: callers can pass a function that returns the string.
        """
        return PythonCode("Awaitable, Callable, " if any(len(each.arguments) == 1 for each in self.security) else "")

    @property
    def contract_file(self) -> PythonCode:
        """The file name of the OpenAPI document that the package contains."""
        return PythonCode(self.contract_name)

    @property
    def variables(self) -> tuple[PythonCode, ...]:
        """The environment variables that a program needs if it passes no arguments to the client's constructor."""
        address = () if self.base_url else (PythonCode(f"{self.env_prefix}_BASE_URL"),)
        return (*(each.variable for each in self.credentials if each.is_exported), *address)

    @property
    def fake_credentials(self) -> PythonCode:
        """The code of fake credentials: the arguments that a test passes to the client.

        A comma follows each argument.
        """
        return PythonCode("".join(f'{each.name}="test", ' for each in self.credentials if each.is_main))

    @property
    def fake_address(self) -> PythonCode:
        """The code of a fake address: the `base_url` argument that a test passes to the client, with a comma.

        It is empty if the document has a base URL.
        """
        return PythonCode("" if self.base_url else 'base_url="https://api.example.com", ')

    @property
    def model_modules(self) -> tuple[Model | Enum, ...]:
        """The models and enums of the package, sorted by name. Each is a module of models/."""
        return tuple(sorted((*self.models, *self.enums), key=lambda each: each.name))

    @property
    def exported(self) -> tuple[Model | Enum, ...]:
        """The models and enums that the package exports.

        A class is left out if the package exports something else under its name, such as the client class.
        """
        own = {self.name, f"Async{self.name}", f"{self.name}Error", *PACKAGE_EXPORTS}
        return tuple(each for each in self.model_modules if each.name not in own)

    @property
    def exported_former(self) -> tuple[FormerClass, ...]:
        """The renamed classes that the package still exports under their former names.

        A class is left out if the package does not export it under its current name.
        """
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
    """Return the code of a type that also allows UNSET. A value of this type can be absent."""
    text = code.as_unembedded_code()
    if text == "None":
        return PythonCode("Unset | None")
    if text.endswith(" | None"):
        return PythonCode(f"{text.removesuffix(' | None')} | Unset | None")
    return PythonCode(f"{text} | Unset")
