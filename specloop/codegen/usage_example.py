"""A package's resources in -> the one call that its README and examples show, with the contract's examples, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from specloop.codegen import naming
from specloop.codegen.escaping import Quoted, literal
from specloop.codegen.ir import Argument, Class, Enum, Method, Pagination, Resource, Sample, Type
from specloop.codegen.type_mapping import NOTHING, NUMBER, STREAM
from specloop.openapi.json_pointer import parse_pointer

# What an argument is given when the contract has no example for it.
MADE_UP: dict[str, object] = {
    "str": "...",
    "int": 1,
    "int | float": 1,
    "bool": True,
    "Any": {},
    "datetime": "2026-03-02T08:00:00Z",
    "date": "2026-03-02",
    "UUID": "8f14e45f-ceea-467f-a0e6-4b5b2d5f3a1c",
    "FileTypes": b"...",
    STREAM.annotation.as_unembedded_code(): b"...",
}

# What the README and the examples call something else.
IN_EXAMPLES = (
    *("answer", "asyncio", "error", "httpx2", "len", "list", "main", "page", "patient", "print", "raw", "request"),
)


def choose(
    client: ClassName, resources: tuple[Resource, ...], classes: Iterable[Class], enums: Iterable[Enum]
) -> Sample | None:
    """Choose what to show: a list that can be walked if there is one, else the simplest call."""
    calls = [(resource, method) for resource in resources for method in resource.methods]
    if not calls:
        return None
    resource, method = min(calls, key=_cost)
    known = {str(each.name): each for each in classes}
    given = _Given(known, {str(each.name): each for each in enums})
    returned = method.pagination.item if method.pagination else method.returns
    item = known.get(returned.annotation.as_unembedded_code())
    variable = naming.unique_identifier(naming.identifier(client), IN_EXAMPLES)
    call = f"{variable}.{resource.name}.{method.name}"
    raw = f"{variable}.{resource.name}.with_raw_response.{method.name}"
    required, shown = ", ".join(given.all(method, shown=False)), ", ".join(given.all(method, shown=True))
    return Sample(
        client=variable,
        call=PythonCode(f"{call}({shown})"),
        bare_call=PythonCode(f"{call}({required})"),
        bare_path=PythonCode(f"{resource.name}.{method.name}({required})"),
        raw_call=PythonCode(f"{raw}({required})"),
        paged=method.pagination is not None,
        silent=method.returns == NOTHING,
        item=_variable(item, variable, paged=method.pagination is not None),
        item_class=item.name if item else None,
        members=tuple(_told(item)) if item else (),
        total_header=PythonCode(_total_header(method)),
        empty_page=literal(_empty_page(method.pagination) if method.pagination else given.answer(method)),
    )


def _variable(item: Class | None, client: str, *, paged: bool) -> PythonIdentifier:
    taken = naming.NameRegistry([*IN_EXAMPLES, client])
    if item is not None and (name := naming.identifier(item.name)) not in taken:
        return name
    return taken.reserve_identifier("item" if paged else "result")


def _total_header(method: Method) -> str:
    total = method.pagination.total if method.pagination else None
    return "{" + f'{literal(total[1])}: "0"' + "}" if total and total[0] == "header" else "{}"


def _empty_page(pagination: Pagination | None) -> object:
    """Give the body of a page without items."""
    page: Any = []
    steps = parse_pointer(pagination.items) if pagination else ()
    for step in reversed(steps):
        page = {step: page}
    return page


def _cost(call: tuple[Resource, Method]) -> tuple[object, ...]:
    _, method = call
    needed = [argument for argument in (*method.positional, *method.keyword) if argument.required]
    silent = method.returns == NOTHING
    return method.pagination is None, method.deprecated, method.http_method != "GET", silent, len(needed)


class _Given:
    """Writes the arguments of a call."""

    def __init__(self, classes: dict[str, Class], enums: dict[str, Enum]) -> None:
        self.classes = classes
        self.enums = enums

    def all(self, method: Method, *, shown: bool) -> Iterator[str]:
        for argument in method.positional:
            yield self.value(argument)
        for argument in method.keyword:
            if argument.required or (shown and argument.example is not None and argument.location != "body"):
                yield f"{argument.name}={self.value(argument)}"

    def answer(self, method: Method) -> object:
        """Make up what a call gives."""
        return None if method.returns == NOTHING else self.made_up(method.returns, ())

    def value(self, argument: Argument) -> Quoted:
        made_up = self.made_up(argument.type, ())
        # An example of another type is no example of how to call.
        fits = type(argument.example) is type(made_up) or argument.type == NUMBER
        return literal(argument.example if argument.example is not None and fits else made_up)

    def made_up(self, type_: Type, inside: tuple[str, ...]) -> object:
        """Make up a value of a type."""
        if type_.arms:
            return self.made_up(type_.arms[0], inside)
        spoken = type_.annotation.as_unembedded_code()
        if type_.item is not None:
            return [] if inside else [self.made_up(type_.item, (*inside, spoken))]
        if spoken in self.enums:
            return self.enums[spoken].words[0].value
        if spoken in self.classes and spoken not in inside:
            members = [each for each in self.classes[spoken].members if each.required]
            return {each.wire: self.made_up(each.type, (*inside, spoken)) for each in members}
        if spoken.startswith("Literal["):
            return _first_word(spoken)
        return MADE_UP.get(spoken, {})


def _first_word(spoken: str) -> object:
    import ast  # noqa: PLC0415  few contracts need it

    node = ast.parse(spoken, mode="eval").body
    words = node.slice if isinstance(node, ast.Subscript) else node
    return ast.literal_eval(words.elts[0] if isinstance(words, ast.Tuple) else words)


def _told(item: Class) -> Iterator[PythonIdentifier]:
    """Choose the first three members that fit on a line."""
    plain = [each for each in item.members if each.type.item is None and len(each.name) <= len("longest_name_12")]
    for member in plain[:3]:
        yield member.name
