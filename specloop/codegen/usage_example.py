"""The usage example: calls for a package's README and examples, with argument values from the document."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from specloop.codegen import naming
from specloop.codegen.call_samples import CLIENT_VARIABLE
from specloop.codegen.escaping import literal
from specloop.codegen.ir import Argument, Enum, EnumExample, Method, Model, Pagination, Resource, Type, UsageExample
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
"""The values that replace missing examples of the document, by the code of the Python type."""

EXAMPLE_VARIABLES = (
    *("answer", "asyncio", "client", "error", "httpx2", "len", "list", "main", "page", "pandas", "patient", "print"),
    *("raw", "request", "value", "Path", "download", "event", "stream"),
)
"""Names that the README and the examples already use, so that the usage example chooses different variable names."""

OPTIONAL_BYTES = union_of([BYTES_TYPE, NONE_TYPE])

UPLOADED = 'Path("upload.bin")'
"""The code of the argument for the file in the example of an upload."""

MAX_PRINTED_FIELDS = 3
MAX_PRINTED_FIELD_CHARS = 15


def build_usage_example(
    client: ClassName, resources: tuple[Resource, ...], models: Iterable[Model], enums: Iterable[Enum]
) -> UsageExample | None:
    """Build the usage example from the simplest paginated method, or else from the simplest method.

    Methods that only read and have few required arguments are simpler. Return None if the client has no methods.
    """
    calls = [(resource, method) for resource in resources for method in resource.methods]
    if not calls:
        return None
    resource, method = min(calls, key=_complexity)
    known = {str(each.name): each for each in models}
    every_enum = {str(each.name): each for each in enums}
    returned = method.pagination.item if method.pagination else method.returns
    item = known.get(returned.annotation.as_unembedded_code())
    variable = naming.unique_identifier(naming.identifier(client), EXAMPLE_VARIABLES)
    call = f"{variable}.{resource.name}.{method.name}"
    raw = f"{variable}.{resource.name}.with_raw_response.{method.name}"
    required = ", ".join(_write_arguments(method, {}, with_examples=False))
    all_arguments = ", ".join(_write_arguments(method, every_enum, with_examples=True))
    return UsageExample(
        client=variable,
        call=PythonCode(f"{call}({all_arguments})"),
        required_call=PythonCode(f"{call}({required})"),
        required_path=PythonCode(f"{resource.name}.{method.name}({required})"),
        async_call=PythonCode(f"{CLIENT_VARIABLE}.{resource.name}.{method.name}({required})"),
        raw_call=PythonCode(f"{raw}({required})"),
        paged=method.pagination is not None,
        returns_nothing=method.returns == NONE_TYPE,
        item=_item_variable(item, variable, paged=method.pagination is not None),
        printed_fields=tuple(_printed_fields(item)) if item else (),
        total_header=PythonCode(_total_header(method)),
        empty_page=literal(
            _empty_page(method.pagination)
            if method.pagination
            else None
            if method.returns == NONE_TYPE
            else _ExampleMaker(known, every_enum).make(method.returns)
        ),
        page_size=_page_size_argument(method),
        limit=method.limit_argument,
        resume=method.resume_argument,
        stream_call=_write_call(variable, calls, lambda each: bool(each.streams)),
        download_call=_write_call(
            variable, calls, lambda each: each.returns in (BYTES_TYPE, OPTIONAL_BYTES), "with_streaming_response."
        ),
        # Methods with overloads are left out, because their calls also need the argument `content_type`.
        upload_call=_write_call(
            variable, calls, lambda each: each.progress_argument is not None and not each.overloads
        ),
        item_is_model=item is not None,
        enum=_choose_enum(item, every_enum),
    )


def _page_size_argument(method: Method) -> PythonIdentifier | None:
    """Return the name of the argument that sets the number of items on a page, or None if there is none."""
    wanted = method.pagination.size_parameter if method.pagination else None
    found = (each.name for each in method.every_argument if each.api_name == wanted and each.location != "body")
    return next(found, None)


def _choose_enum(item: Model | None, enums: dict[str, Enum]) -> EnumExample | None:
    """Choose an enum for the README's `match` example: the type of a field of `item`, or else the first of all enums.

    `item` is the model that the example call returns. Return None if there are no enums.
    """
    of_item = (enums.get(field.type.annotation.as_unembedded_code()) for field in (item.fields if item else ()))
    found = next(filter(None, of_item), None) or next(iter(enums.values()), None)
    return EnumExample(found, found.values[0], found.values[-1]) if found else None


def _item_variable(item: Model | None, client: str, *, paged: bool) -> PythonIdentifier:
    taken = naming.NameRegistry([*EXAMPLE_VARIABLES, client])
    if item is not None and (name := naming.identifier(item.name)) not in taken:
        return name
    return taken.reserve_identifier("item" if paged else "result")


def _total_header(method: Method) -> str:
    total = method.pagination.total if method.pagination else None
    return "{" + f'{literal(total[1])}: "0"' + "}" if total and total[0] == "header" else "{}"


def _empty_page(pagination: Pagination) -> object:
    """Return the JSON body of a page without items, such as `{"data": []}`, for an example without network."""
    page: Any = []
    for token in reversed(parse_pointer(pagination.items)):
        page = {token: page}
    return page


def _complexity(call: tuple[Resource, Method]) -> tuple[object, ...]:
    _, method = call
    return (
        method.pagination is None,
        method.streams_by_default,
        method.deprecated,
        method.http_method != "GET",
        method.returns == NONE_TYPE,
        _count_required(method),
    )


def _count_required(method: Method) -> int:
    keyword = method.overloads[0] if method.overloads else method.keyword
    return sum(argument.required for argument in (*method.positional, *keyword))


def _write_call(
    client: PythonIdentifier,
    calls: list[tuple[Resource, Method]],
    is_wanted: Callable[[Method], bool],
    prefix: str = "",
) -> PythonCode | None:
    """Return the code that calls the simplest method that `is_wanted` accepts, or None if it accepts no method.

    `prefix` is inserted before the method's name, as in `client.pets.with_streaming_response.list()`.
    """
    wanted = [each for each in calls if is_wanted(each[1])]
    if not wanted:
        return None
    resource, method = min(
        wanted, key=lambda each: (each[1].deprecated, each[1].may_be_unmodified, _count_required(each[1]))
    )
    files = [each for each in method.keyword if each.takes_files]
    files = [each for each in files if each.required] or files[:1]
    chosen = {each.name: UPLOADED if each.type.item is None else f"[{UPLOADED}]" for each in files}
    if method.stream_argument is not None and not prefix:
        chosen[method.stream_argument.name] = "True"
    arguments = _write_arguments(method, {}, with_examples=False, chosen=chosen)
    return PythonCode(f"{client}.{resource.name}.{prefix}{method.name}({', '.join(arguments)})")


def _write_arguments(
    method: Method,
    enums: dict[str, Enum],
    *,
    with_examples: bool,
    chosen: Mapping[PythonIdentifier, str] | None = None,
) -> Iterator[str]:
    """Yield the code of each argument of an example call, such as `limit=10`, in signature order.

    `with_examples` adds optional arguments that have an example. `chosen` maps argument names to the code of their
    values.
    """
    given = {str(each.name): each for each in method.sample.arguments} if method.sample else {}
    for argument in method.every_argument:
        if chosen and argument.name in chosen:
            yield f"{argument.name}={chosen[argument.name]}"
        elif str(argument.name) in given:
            yield given[str(argument.name)].code.as_unembedded_code()
        elif with_examples and _has_example(argument, enums):
            yield f"{argument.name}={literal(argument.example)}"


def _has_example(argument: Argument, enums: dict[str, Enum]) -> bool:
    """Return whether the document has an example for an argument, and the example has the argument's Python type.

    Return False for a property of the request body, even if it has an example.
    """
    if argument.example is None or argument.location == "body":
        return False
    types = [each.annotation.as_unembedded_code() for each in (argument.type, *argument.type.variants)]
    kind = type(argument.example)
    if any(value.value == argument.example for each in types if each in enums for value in enums[each].values):
        return True
    return kind.__name__ in types or (argument.type == NUMBER_TYPE and kind in (int, float))


class _ExampleMaker:
    """Makes example values for Python types, including the models and enums of the package."""

    def __init__(self, models: dict[str, Model], enums: dict[str, Enum]) -> None:
        self.models = models
        self.enums = enums

    def make(self, type_: Type) -> object:
        """Make an example value for a type. The value is JSON data."""
        return self._make_up(type_, ())

    def _make_up(self, type_: Type, inside: tuple[str, ...]) -> object:
        """Return an example value for a type, as JSON data.

        `inside` contains the annotations of the enclosing types. A model inside itself becomes {}, and a nested list
        becomes [].
        """
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
    """Yield the names of the model fields that the usage example prints, at most MAX_PRINTED_FIELDS.

    Fields that are arrays or have long names are skipped.
    """
    short = [each for each in item.fields if each.type.item is None and len(each.name) <= MAX_PRINTED_FIELD_CHARS]
    for field in short[:MAX_PRINTED_FIELDS]:
        yield field.name
