"""The usage example: the call in a package's README and examples, with example values of the document."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from specloop.codegen import naming
from specloop.codegen.escaping import literal
from specloop.codegen.ir import Argument, Enum, Method, Model, Pagination, Resource, Type, UsageExample
from specloop.codegen.type_mapping import BYTES_TYPE, NONE_TYPE, NUMBER_TYPE, STREAM_TYPE, union_of
from specloop.openapi.json_pointer import parse_pointer

PLACEHOLDER_VALUES: dict[str, object] = {
    "str": "...",
    "int": 1,
    "int | float": 1,
    "bool": True,
    "Any": {},
    "datetime": "2026-03-02T08:00:00Z",
    "date": "2026-03-02",
    "UUID": "8f14e45f-ceea-467f-a0e6-4b5b2d5f3a1c",
    "FileTypes": b"...",
    STREAM_TYPE.annotation.as_unembedded_code(): b"...",
}
"""Values of arguments that have no example in the document, by type."""

EXAMPLE_VARIABLES = (
    *("answer", "asyncio", "error", "httpx2", "len", "list", "main", "page", "patient", "print", "raw", "request"),
    *("Path", "download", "event", "stream"),
)
"""Variable names that the README and the examples already use."""

OPTIONAL_BYTES = union_of([BYTES_TYPE, NONE_TYPE])

UPLOADED = 'Path("upload.bin")'

MAX_PRINTED_FIELDS = 3
MAX_PRINTED_FIELD_CHARS = 15


def build_usage_example(
    client: ClassName, resources: tuple[Resource, ...], models: Iterable[Model], enums: Iterable[Enum]
) -> UsageExample | None:
    """Build the usage example: a paged list if there is one, else the simplest call."""
    calls = [(resource, method) for resource in resources for method in resource.methods]
    if not calls:
        return None
    resource, method = min(calls, key=_complexity)
    known = {str(each.name): each for each in models}
    writer = _ArgumentWriter(known, {str(each.name): each for each in enums})
    returned = method.pagination.item if method.pagination else method.returns
    item = known.get(returned.annotation.as_unembedded_code())
    variable = naming.unique_identifier(naming.identifier(client), EXAMPLE_VARIABLES)
    call = f"{variable}.{resource.name}.{method.name}"
    raw = f"{variable}.{resource.name}.with_raw_response.{method.name}"
    required = ", ".join(writer.write(method, with_examples=False))
    all_arguments = ", ".join(writer.write(method, with_examples=True))
    return UsageExample(
        client=variable,
        call=PythonCode(f"{call}({all_arguments})"),
        required_call=PythonCode(f"{call}({required})"),
        required_path=PythonCode(f"{resource.name}.{method.name}({required})"),
        raw_call=PythonCode(f"{raw}({required})"),
        paged=method.pagination is not None,
        returns_nothing=method.returns == NONE_TYPE,
        item=_item_variable(item, variable, paged=method.pagination is not None),
        printed_fields=tuple(_printed_fields(item)) if item else (),
        total_header=PythonCode(_total_header(method)),
        empty_page=literal(_empty_page(method.pagination) if method.pagination else writer.result(method)),
        stream_call=writer.call_of(variable, calls, lambda method: bool(method.streams)),
        download_call=writer.call_of(
            variable, calls, lambda method: method.returns in (BYTES_TYPE, OPTIONAL_BYTES), "with_streaming_response."
        ),
        upload_call=writer.call_of(variable, calls, lambda method: method.progress_argument is not None),
    )


def _item_variable(item: Model | None, client: str, *, paged: bool) -> PythonIdentifier:
    taken = naming.NameRegistry([*EXAMPLE_VARIABLES, client])
    if item is not None and (name := naming.identifier(item.name)) not in taken:
        return name
    return taken.reserve_identifier("item" if paged else "result")


def _total_header(method: Method) -> str:
    total = method.pagination.total if method.pagination else None
    return "{" + f'{literal(total[1])}: "0"' + "}" if total and total[0] == "header" else "{}"


def _empty_page(pagination: Pagination) -> object:
    """Return a response body for a page without items."""
    page: Any = []
    for token in reversed(parse_pointer(pagination.items)):
        page = {token: page}
    return page


def _complexity(call: tuple[Resource, Method]) -> tuple[object, ...]:
    _, method = call
    return (
        method.pagination is None,
        bool(method.streams) and method.stream_argument is None,
        method.deprecated,
        method.http_method != "GET",
        method.returns == NONE_TYPE,
        _count_required(method),
    )


def _count_required(method: Method) -> int:
    keyword = method.overloads[0] if method.overloads else method.keyword
    return sum(argument.required for argument in (*method.positional, *keyword))


class _ArgumentWriter:
    """Formats the arguments of a call."""

    def __init__(self, models: dict[str, Model], enums: dict[str, Enum]) -> None:
        self.models = models
        self.enums = enums

    def write(
        self, method: Method, *, with_examples: bool, chosen: Mapping[PythonIdentifier, str] | None = None
    ) -> Iterator[str]:
        """Yield the arguments of a call; those that are chosen with the code that is given for them."""
        for argument in method.positional:
            yield self._value(argument)
        for argument in method.overloads[0] if method.overloads else method.keyword:
            has_example = argument.example is not None and argument.location != "body"
            if chosen and argument.name in chosen:
                yield f"{argument.name}={chosen[argument.name]}"
            elif argument.required or (with_examples and has_example):
                yield f"{argument.name}={self._value(argument)}"

    def call_of(
        self,
        client: PythonIdentifier,
        calls: list[tuple[Resource, Method]],
        is_wanted: Callable[[Method], bool],
        through: str = "",
    ) -> PythonCode | None:
        """Write the simplest call of a kind, with a file where it takes one; nothing if there is no such call."""
        wanted = [each for each in calls if is_wanted(each[1])]
        if not wanted:
            return None
        resource, method = min(wanted, key=lambda each: (each[1].deprecated, _count_required(each[1])))
        files = [each for each in method.keyword if each.takes_files]
        files = [each for each in files if each.required] or files[:1]
        chosen = {each.name: UPLOADED if each.type.item is None else f"[{UPLOADED}]" for each in files}
        if method.stream_argument is not None and not through:
            chosen[method.stream_argument.name] = "True"
        arguments = self.write(method, with_examples=False, chosen=chosen)
        return PythonCode(f"{client}.{resource.name}.{through}{method.name}({', '.join(arguments)})")

    def result(self, method: Method) -> object:
        """Build example data for the result of a call."""
        return None if method.returns == NONE_TYPE else self._make_up(method.returns, ())

    def _value(self, argument: Argument) -> str:
        made_up = self._make_up(argument.type, ())
        # An example value of another type would mislead.
        fits = type(argument.example) is type(made_up) or argument.type == NUMBER_TYPE
        return literal(argument.example if argument.example is not None and fits else made_up)

    def _make_up(self, type_: Type, inside: tuple[str, ...]) -> object:
        """Build an example value for a type."""
        if type_.variants:
            return self._make_up(type_.variants[0], inside)
        text = type_.annotation.as_unembedded_code()
        if type_.item is not None:
            return [] if inside else [self._make_up(type_.item, (*inside, text))]
        if text in self.enums:
            return self.enums[text].values[0].value
        if text in self.models and text not in inside:
            fields = [each for each in self.models[text].fields if each.required]
            return {each.json_name: self._make_up(each.type, (*inside, text)) for each in fields}
        if text.startswith("Literal["):
            return _first_literal(text)
        return PLACEHOLDER_VALUES.get(text, {})


def _first_literal(text: str) -> object:
    node = ast.parse(text, mode="eval").body
    values = node.slice if isinstance(node, ast.Subscript) else node
    return ast.literal_eval(values.elts[0] if isinstance(values, ast.Tuple) else values)


def _printed_fields(item: Model) -> Iterator[PythonIdentifier]:
    """Return the first fields of an item that fit on a line."""
    short = [each for each in item.fields if each.type.item is None and len(each.name) <= MAX_PRINTED_FIELD_CHARS]
    for field in short[:MAX_PRINTED_FIELDS]:
        yield field.name
