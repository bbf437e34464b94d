"""What the templates print, and nothing else: frozen, decided, in the order it is printed.

    Client
      Security*                how a caller proves who they are
      Class*   Member*         an attrs class of models/
      Enum*    Word*           an open enum of models/
      Resource*                a namespace of methods: client.<resource>
        Method*  Argument*     one operation

Names are Python names already; `str` is text of the contract, which templates print through a filter.
"""

from __future__ import annotations

from attrs import field, frozen
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from pipeline.engine import Parsed
from pipeline.text import literal


@frozen
class Type:
    """A Python type.

    `annotation` is how a reader writes it. `qualified` says `builtins.list`, for a class with a method `list`.
    `expression` finds every class through `models` besides, for where classes are not imported.
    """

    annotation: PythonCode
    qualified: PythonCode
    expression: PythonCode
    classes: frozenset[tuple[str, str]] = frozenset()  # those of models/ that it names: module and name
    imports: frozenset[str] = frozenset()
    item: Type | None = None  # of an array: the type of what it holds


@frozen
class Import:
    """`from <module> import <name>`; or `import <name>`, when there is no module."""

    module: str
    name: str

    @property
    def statement(self) -> PythonCode:
        """The line of Python."""
        return PythonCode(f"from {self.module} import {self.name}" if self.module else f"import {self.name}")


@frozen
class Member:
    """One attribute of a class, in the contract's order."""

    name: PythonIdentifier
    wire: str
    type: Type
    required: bool
    doc: str

    @property
    def renamed(self) -> bool:
        """Whether the name on the wire differs from the Python name."""
        return str(self.name) != self.wire

    @property
    def annotation(self) -> PythonCode:
        """The type it is declared with."""
        return self.type.annotation if self.required else or_unset(self.type.annotation)

    @property
    def value(self) -> PythonCode:
        """What is declared behind the type: nothing, a default, a name on the wire."""
        if self.renamed:
            default = "" if self.required else ", default=UNSET"
            return PythonCode(f" = member(wire={literal(self.wire)}{default})")
        return PythonCode("" if self.required else " = UNSET")


@frozen
class Class:
    """An object of the contract: an attrs class."""

    name: ClassName
    module: PythonIdentifier
    doc: str
    pointer: str
    members: tuple[Member, ...]
    imports: tuple[Import, ...]
    type_imports: tuple[Import, ...]


@frozen
class Word:
    """One value of an enum."""

    name: PythonIdentifier
    value: str | int


@frozen
class Enum:
    """An enum of the contract: an open enum class."""

    name: ClassName
    module: PythonIdentifier
    doc: str
    pointer: str
    base: PythonCode
    words: tuple[Word, ...]

    @property
    def plain_name(self) -> ClassName:
        """The name of the type of its values, written as plain strings or numbers."""
        return plain_name(self.name)


@frozen
class Argument:
    """One argument of a method: a parameter, or a member of the request body."""

    name: PythonIdentifier
    wire: str
    type: Type
    required: bool
    doc: str
    location: str
    example: object = None
    options: tuple[tuple[PythonIdentifier, object], ...] = ()  # how it is sent, where that is not the usual way

    @property
    def positional(self) -> bool:
        """Whether a caller may pass it by position."""
        return self.location == "path"

    @property
    def annotation(self) -> PythonCode:
        """The type it is declared with."""
        if self.required:
            return self.type.qualified
        return or_unset(self.type.qualified) if self.location == "body" else or_none(self.type.qualified)

    @property
    def need(self) -> PythonCode:
        """Whether a caller must give it."""
        return PythonCode("required" if self.required else "optional")

    @property
    def default(self) -> PythonCode:
        """What is declared behind the type: nothing, or what stands for an argument that is not given."""
        if self.required:
            return PythonCode("")
        return PythonCode(" = UNSET" if self.location == "body" else " = None")


@frozen
class Content:
    """What a response of one media type decodes to; `type` is None where no schema is stated."""

    media_type: str
    type: Type | None

    @property
    def expression(self) -> PythonCode:
        """The type as an expression; `None` where none is stated."""
        return self.type.expression if self.type else PythonCode("Any")


@frozen
class Response:
    """One documented status, or range of them, and what comes with it."""

    status: str
    contents: tuple[Content, ...]


@frozen
class Pagination:
    """The paging rule of an operation (`x-pagination`)."""

    style: str
    parameter: str
    size_parameter: str | None
    items: str
    total: tuple[str, str] | None
    size: tuple[str, str] | None
    next: tuple[str, str] | None
    item: Type


@frozen
class Body:
    """The request body of an operation: members as arguments, or one argument `body`."""

    content_type: str
    required: bool
    members: tuple[Argument, ...]
    whole: Argument | None


@frozen
class Method:
    """One operation, as the method that calls it."""

    name: PythonIdentifier
    constant: PythonIdentifier
    label: str
    operation_id: str
    http_method: str
    path: str
    doc: str
    arguments: tuple[Argument, ...]
    body: Body | None
    responses: tuple[Response, ...]
    returns: Type
    returned: str
    raised: tuple[str, ...]
    pagination: Pagination | None
    security: tuple[tuple[str, ...], ...]
    deprecated: bool

    @property
    def values(self) -> PythonCode:
        """The tuple of its parameters' values."""
        inner = ", ".join(argument.name for argument in self.arguments)
        return PythonCode(f"({inner},)" if len(self.arguments) == 1 else f"({inner})")

    @property
    def positional(self) -> tuple[Argument, ...]:
        """Path parameters, in the order of the path."""
        return tuple(argument for argument in self.arguments if argument.positional)

    @property
    def keyword(self) -> tuple[Argument, ...]:
        """All other arguments, those that must be given first."""
        members = () if self.body is None else (*self.body.members, *([self.body.whole] if self.body.whole else []))
        rest = [argument for argument in (*self.arguments, *members) if not argument.positional]
        return tuple(sorted(rest, key=lambda argument: not argument.required))


@frozen
class Spoken:
    """A method as one of the two clients has it."""

    method: Method
    define: PythonCode
    call: PythonCode
    returns: PythonCode
    raw: PythonCode
    doc: str


@frozen
class ResourceClass:
    """A namespace of one of the two clients."""

    name: ClassName
    raw_name: ClassName
    client: PythonCode
    methods: tuple[Spoken, ...]


@frozen
class Resource:
    """The operations of one tag."""

    name: PythonIdentifier
    doc: str
    methods: tuple[Method, ...]
    classes: tuple[ResourceClass, ...]
    imports: tuple[Import, ...]
    type_imports: tuple[Import, ...]


@frozen
class Security:
    """One security scheme, and the constructor arguments that fill it in."""

    scheme: str
    kind: str
    location: str
    name: str
    arguments: tuple[PythonIdentifier, ...]
    doc: str

    @property
    def annotation(self) -> PythonCode:
        """The type of each of its arguments."""
        return PythonCode("str | Callable[[], str] | None" if len(self.arguments) == 1 else "str | None")

    @property
    def value(self) -> PythonCode:
        """The credential as the client's base takes it."""
        first = ", ".join(self.arguments)
        return PythonCode(first if len(self.arguments) == 1 else f"({first})")


@frozen
class Sample:
    """The call that the README shows."""

    client: PythonIdentifier
    call: PythonCode
    bare_call: PythonCode
    bare_path: PythonCode
    raw_call: PythonCode
    paged: bool
    item: PythonIdentifier
    item_class: ClassName | None
    members: tuple[PythonIdentifier, ...]
    total_header: PythonCode

    @property
    def printed(self) -> PythonCode:
        """What the README prints of an item."""
        return PythonCode(", ".join(f"{self.item}.{member}" for member in self.members) or str(self.item))


@frozen
class Credential:
    """A constructor argument that says who is calling."""

    name: PythonIdentifier
    annotation: PythonCode
    variable: PythonCode


@frozen
class Namespace:
    """A resource as an attribute of a client."""

    name: PythonIdentifier
    class_name: ClassName
    doc: str


@frozen
class ClientClass:
    """One of the two clients."""

    name: ClassName
    base: PythonCode
    http_client: PythonCode
    doc: str
    resources: tuple[Namespace, ...]


@frozen
class Client:
    """A whole package."""

    title: str
    summary: str
    description: str
    version: str
    name: ClassName
    package: PythonIdentifier
    distribution: PythonIdentifier
    env_prefix: PythonIdentifier
    base_url: str
    contract_name: str
    contract: bytes
    constructor_doc: str
    engine: Parsed  # what the engine's own template environment is made from
    client_classes: tuple[ClientClass, ...] = ()
    security: tuple[Security, ...] = ()
    classes: tuple[Class, ...] = ()
    enums: tuple[Enum, ...] = ()
    resources: tuple[Resource, ...] = ()
    sample: Sample | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """The constructor's arguments for credentials."""
        return tuple(
            Credential(name, each.annotation, PythonCode(f"{self.env_prefix}_{name.upper()}"))
            for each in self.security
            for name in each.arguments
        )

    @property
    def contract_file(self) -> PythonCode:
        """The name of the contract's copy in the package."""
        return PythonCode(self.contract_name)

    @property
    def fake_credentials(self) -> PythonCode:
        """Constructor arguments for a test, with a comma behind each."""
        return PythonCode("".join(f'{credential.name}="test", ' for credential in self.credentials))

    @property
    def models(self) -> tuple[Class | Enum, ...]:
        """Everything in models/, by name."""
        return tuple(sorted((*self.classes, *self.enums), key=lambda each: each.name))

    @property
    def exported(self) -> tuple[Class | Enum, ...]:
        """What of models/ the package itself exports: all but what would hide a name of its own."""
        own = {self.name, f"Async{self.name}", f"{self.name}Error", *OWN_NAMES}
        return tuple(each for each in self.models if each.name not in own)


def or_none(code: PythonCode) -> PythonCode:
    """Give the type of a value that may be None."""
    spoken = code.as_unembedded_code()
    return code if spoken == "Any" or spoken.endswith("None") else PythonCode(f"{spoken} | None")


def or_unset(code: PythonCode) -> PythonCode:
    """Give the type of a value that may be absent."""
    spoken = code.as_unembedded_code()
    if spoken.endswith(" | None"):
        return PythonCode(f"{spoken.removesuffix(' | None')} | Unset | None")
    return PythonCode(f"{spoken} | Unset")


def plain_name(enum: str) -> ClassName:
    """Name the type of an enum's values, written plainly."""
    return ClassName(f"{enum}Value", "")


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
