"""A package's resources in -> the one call that its README and docstrings show, with the contract's examples, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openapi_python_client.strings import ClassName, PythonCode, PythonIdentifier

from pipeline import names
from pipeline.model import Argument, Class, Method, Resource, Sample
from pipeline.text import literal

# What an argument is given when the contract has no example for it.
MADE_UP = {"str": "'...'", "int": "1", "int | float": "1", "bool": "True"}


def choose(client: ClassName, resources: tuple[Resource, ...], classes: Mapping[str, Class]) -> Sample | None:
    """Choose what to show: a list that can be walked if there is one, else the simplest call."""
    calls = [(resource, method) for resource in resources for method in resource.methods]
    if not calls:
        return None
    resource, method = min(calls, key=_cost)
    returned = method.pagination.item if method.pagination else method.returns
    item = classes.get(returned.annotation.as_unembedded_code())
    variable = names.identifier(client)
    call = f"{variable}.{resource.name}.{method.name}"
    raw = f"{variable}.{resource.name}.with_raw_response.{method.name}"
    required, shown = ", ".join(_given(method, shown=False)), ", ".join(_given(method, shown=True))
    return Sample(
        client=variable,
        call=PythonCode(f"{call}({shown})"),
        bare_call=PythonCode(f"{call}({required})"),
        bare_path=PythonCode(f"{resource.name}.{method.name}({required})"),
        raw_call=PythonCode(f"{raw}({required})"),
        paged=method.pagination is not None,
        item=names.identifier(item.name) if item else names.identifier("item" if method.pagination else "result"),
        item_class=item.name if item else None,
        members=tuple(_told(item)) if item else (),
        total_header=PythonCode(_total_header(method)),
    )


def _total_header(method: Method) -> str:
    total = method.pagination.total if method.pagination else None
    return "{" + f'{literal(total[1])}: "0"' + "}" if total and total[0] == "header" else "{}"


def _cost(call: tuple[Resource, Method]) -> tuple[bool, bool, bool, int]:
    _, method = call
    needed = [argument for argument in (*method.positional, *method.keyword) if argument.required]
    return method.pagination is None, method.http_method != "GET", method.deprecated, len(needed)


def _given(method: Method, *, shown: bool) -> Iterator[str]:
    for argument in method.positional:
        yield _value(argument)
    for argument in method.keyword:
        if argument.required or (shown and argument.example is not None):
            yield f"{argument.name}={_value(argument)}"


def _value(argument: Argument) -> str:
    if argument.example is not None:
        return literal(argument.example)
    return MADE_UP.get(argument.type.annotation.as_unembedded_code(), "...")


def _told(item: Class) -> Iterator[PythonIdentifier]:
    """Choose the first three members that fit on a line."""
    plain = [each for each in item.members if each.type.item is None and len(each.name) <= len("longest_name_12")]
    for member in plain[:3]:
        yield member.name
