"""What the templates print, and nothing else: frozen, decided, in the order it is printed.

    Client
      Security*                how a caller proves who they are
      Class*   Member*         an attrs class of models/
      Enum*    Word*           an open enum of models/
      Payload*                 what a webhook sends
      Resource*                a namespace of methods: client.<resource>
        Method*  Argument*     one operation

Names are Python names already; `str` is text of the contract, which templates print through a filter.
"""

from __future__ import annotations

from attrs import frozen
from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from specloop.codegen.escaping import Quoted, literal
from specloop.codegen.naming import PACKAGE_EXPORTS, unique_identifier
from specloop.codegen.opc_adapter import Parsed


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
    arms: tuple[Type, ...] = ()  # of a union: the types it is made of


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
            default = "" if self.required else "default=UNSET, "
            return PythonCode(f' = field({default}metadata={{"wire": {literal(self.wire)}}})')
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
    tags: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of unions: a member, and its values that mean this class
    is_open: bool = False  # whether the contract says that there may be members that it does not name


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
    plain_name: ClassName  # of the type of its values, written as plain strings or numbers


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
    fallback: object = None  # what it is when it is not given, where that is a value

    @property
    def positional(self) -> bool:
        """Whether a caller may pass it by position."""
        return self.location == "path"

    @property
    def annotation(self) -> PythonCode:
        """The type it is declared with."""
        if self.required or self.fallback is not None:
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
        if self.fallback is not None:
            return PythonCode(f" = {literal(self.fallback)}")
        return PythonCode(" = UNSET" if self.location == "body" else " = None")


@frozen
class Content:
    """What a response of one media type decodes to."""

    media_type: str
    type: Type


@frozen
class Response:
    """One status, or range of them, that means success, and what comes with it; nothing, perhaps."""

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
    first: int
    item: Type


@frozen
class Media:
    """One media type of a request body, and how its members are encoded where that is not the usual way."""

    content_type: str
    encoding: tuple[tuple[str, str], ...] = ()  # member, media type
    styles: tuple[tuple[str, tuple[str, bool]], ...] = ()  # member, style and whether it is exploded

    @property
    def options(self) -> tuple[tuple[PythonIdentifier, object], ...]:
        """How it is encoded, as far as that is not the usual way."""
        options = {"encoding": dict(self.encoding), "styles": dict(self.styles)}
        return tuple((PythonIdentifier(name, ""), value) for name, value in options.items() if value)


@frozen
class Body:
    """The request body of an operation: members as arguments, or one argument `body`.

    There is a `choice` where a caller may say which of the media types it is sent in.
    """

    media: tuple[Media, ...]
    required: bool
    members: tuple[Argument, ...]
    whole: Argument | None
    choice: Argument | None

    @property
    def arguments(self) -> tuple[Argument, ...]:
        """All that a caller gives of it."""
        alone = (each for each in (self.whole, self.choice) if each is not None)
        return (*self.members, *alone)


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
    named: tuple[Type, ...]  # the types that `raised` mentions
    pagination: Pagination | None
    security: tuple[tuple[str, ...], ...]
    deprecated: bool

    @property
    def answer(self) -> PythonIdentifier:
        """The name of the variable that the answer is kept in, beside the arguments."""
        taken = {argument.name for argument in (*self.positional, *self.keyword)}
        return unique_identifier("answer", taken)

    @property
    def has_members(self) -> bool:
        """Whether the members of the request body are arguments."""
        return self.body is not None and self.body.whole is None

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
        members = self.body.arguments if self.body else ()
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

    @property
    def begin(self) -> PythonCode:
        """What stands before the arguments of the call; a type checker is told what it gives, where it can be told."""
        call = self.call.as_unembedded_code()
        told = self.method.pagination is None and self.returns.as_unembedded_code() != "Any"
        if told:
            return PythonCode(f"{self.method.answer}: {self.returns.as_unembedded_code()} = {call}")
        return PythonCode(f"return {call}")

    @property
    def end(self) -> PythonCode | None:
        """What stands behind the call."""
        return (
            None
            if self.begin.as_unembedded_code().startswith("return ")
            else PythonCode(f"return {self.method.answer}")
        )


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
    silent: bool  # there is nothing to print
    item: PythonIdentifier
    item_class: ClassName | None
    members: tuple[PythonIdentifier, ...]
    total_header: PythonCode
    empty_page: Quoted

    @property
    def kept(self) -> PythonCode:
        """What stands before a call to keep what it gives."""
        return PythonCode("" if self.silent else f"{self.item} = ")

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
    credentials: tuple[Credential, ...]
    resources: tuple[Namespace, ...]
    requires_credentials: bool


@frozen
class Payload:
    """What the server sends on its own account: the body of a webhook or a callback."""

    hook: str
    type: Type
    doc: str


@frozen
class Client:
    """A whole package."""

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
    contract_name: str
    contract: bytes
    constructor_doc: str
    engine: Parsed  # what the engine's own template environment is made from
    client_classes: tuple[ClientClass, ...] = ()
    security: tuple[Security, ...] = ()
    classes: tuple[Class, ...] = ()
    enums: tuple[Enum, ...] = ()
    resources: tuple[Resource, ...] = ()
    payloads: tuple[Payload, ...] = ()
    sample: Sample | None = None
    left_out: tuple[str, ...] = ()  # what could not be generated
    notes: tuple[str, ...] = ()  # what is generated, but says less than the contract

    @property
    def credentials(self) -> tuple[Credential, ...]:
        """The constructor's arguments for credentials."""
        return self.client_classes[0].credentials

    @property
    def callables(self) -> PythonCode:
        """What the annotations of credentials need, with a comma behind each."""
        return PythonCode("Awaitable, Callable, " if any(len(each.arguments) == 1 for each in self.security) else "")

    @property
    def contract_file(self) -> PythonCode:
        """The name of the contract's copy in the package."""
        return PythonCode(self.contract_name)

    @property
    def variables(self) -> tuple[PythonCode, ...]:
        """The environment variables that a program needs which gives no arguments."""
        address = () if self.base_url else (PythonCode(f"{self.env_prefix}_BASE_URL"),)
        return (*(credential.variable for credential in self.credentials), *address)

    @property
    def fake_credentials(self) -> PythonCode:
        """Constructor arguments for a test, with a comma behind each."""
        return PythonCode("".join(f'{credential.name}="test", ' for credential in self.credentials))

    @property
    def fake_address(self) -> PythonCode:
        """The constructor argument for a test that needs an address where there is none, with a comma behind it."""
        return PythonCode("" if self.base_url else 'base_url="https://api.example.com", ')

    @property
    def models(self) -> tuple[Class | Enum, ...]:
        """Everything in models/, by name."""
        return tuple(sorted((*self.classes, *self.enums), key=lambda each: each.name))

    @property
    def exported(self) -> tuple[Class | Enum, ...]:
        """What of models/ the package itself exports: all but what would hide a name of its own."""
        own = {self.name, f"Async{self.name}", f"{self.name}Error", *PACKAGE_EXPORTS}
        return tuple(each for each in self.models if each.name not in own)


def or_none(code: PythonCode) -> PythonCode:
    """Give the type of a value that may be None."""
    spoken = code.as_unembedded_code()
    return code if spoken in {"Any", "None"} or spoken.endswith(" | None") else PythonCode(f"{spoken} | None")


def or_unset(code: PythonCode) -> PythonCode:
    """Give the type of a value that may be absent."""
    spoken = code.as_unembedded_code()
    if spoken == "None":
        return PythonCode("Unset | None")
    if spoken.endswith(" | None"):
        return PythonCode(f"{spoken.removesuffix(' | None')} | Unset | None")
    return PythonCode(f"{spoken} | Unset")
