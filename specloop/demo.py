"""A demonstration of the tools, which `make demo` runs. Each step prints its command or code.

The steps generate the client, start the mock server, call the mock server with the client, and detect drift.
"""

from __future__ import annotations

import importlib
import logging
import operator
import os
import subprocess
import sys
from enum import Enum
from typing import Any

from attrs import frozen
from rich.console import Console
from rich.table import Table

from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.drift.run import OutputOptions, finish
from specloop.drift.sources.http_probe import key_variable
from specloop.drift.sources.live import examine_live
from specloop.errors import InputError, run_main
from specloop.mock.command_line import environment
from specloop.mock.server import MockServer
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document

SPEC = "openapi.yaml"
OUTPUT = "generated"
ITEMS = 250
DRIFTED_ITEMS = 30
DRIFT = ("new-property", "new-enum-value", "null")
MAX_SHOWN_ITEMS = 8
MAX_SHOWN_COLUMNS = 3
MAX_SHOWN_CHARS = 26
LOCAL_REQUESTS_PER_SECOND = 50.0

console = Console(highlight=False, soft_wrap=True)


@frozen
class ListMethod:
    """A list method of the client, with example arguments from the contract."""

    resource: str
    name: str
    arguments: tuple[str, ...]

    @property
    def call(self) -> str:
        """The Python code that calls the list method, such as `client.orders.list()`."""
        return f"client.{self.resource}.{self.name}({', '.join(map(repr, self.arguments))})"


def main() -> int:
    """Run all steps of the demonstration, and return the exit status."""
    _step(1, "The client is generated from openapi.yaml", "make generate")
    subprocess.run([sys.executable, "generate.py"], check=True)
    document = load_document(SPEC)
    client = build_client(document)
    method = _find_list(client)
    sys.path.insert(0, OUTPUT)

    _step(2, "A mock starts: a local mock server of the contract", "make sandbox")
    with MockServer(document, items=ITEMS) as mock:
        console.print(f"  it listens on {mock.url}, with {ITEMS} items in each list")
        _step(3, "The client lists them, page by page", f"for item in {method.call}: ...")
        _list(client, method, document, mock)

    kinds = ",".join(DRIFT)
    _step(4, "The API drifts: a new property, a new enum value, a null", f"sandbox.py --drift {kinds}")
    with MockServer(document, items=DRIFTED_ITEMS, drift=DRIFT) as mock:
        console.print("  a program that uses the client continues, and its log reports each difference once:")
        _list_drifted(client, method, document, mock)

        _step(5, "The drift check calls that API, and reports how it differs from openapi.yaml", "drift.py live")
        console.print(
            "  each finding with its line in openapi.yaml and how often it was seen; below, as a patch, the edits"
        )
        console.print("  that make openapi.yaml match the API\n")
        _show_drift(document, mock)

    console.print(
        "\nNothing was changed. `drift.py live --apply` makes these edits. `make sync` makes them in a copy,"
        "\ngenerates and tests the client, shows what changes for callers, and then asks whether to keep the result."
        "\n\n[bold]Next[/]: edit openapi.yaml, then `make generate`; `make test` checks everything; `make` lists more."
    )
    return 0


def _find_list(client: Client) -> ListMethod:
    """Find the first list method of the client whose required arguments all have examples in the contract.

    Raises InputError if there is no such method.
    """
    for resource in client.resources:
        for method in resource.methods:
            needed = [argument for argument in method.arguments if argument.required]
            shown = [str(argument.example) for argument in needed if argument.example is not None]
            if method.pagination and len(shown) == len(needed):
                return ListMethod(str(resource.name), str(method.name), tuple(shown))
    raise InputError.at(SPEC, "no list can be called as shown; state `x-pagination`, and `example` for its parameters")


def _items(client: Client, method: ListMethod, document: Document, mock: MockServer) -> list[Any]:
    """Call the list method `method` of the generated client, and return the items of all pages.

    Environment variables tell the client the mock server's address and credentials.
    """
    package = importlib.import_module(str(client.package))
    os.environ |= environment(mock, document)
    with getattr(package, client.name)() as api:
        return list(operator.attrgetter(f"{method.resource}.{method.name}")(api)(*method.arguments))


def _list(client: Client, method: ListMethod, document: Document, mock: MockServer) -> None:
    items = _items(client, method, document, mock)
    rows = [item.to_dict() for item in items[:MAX_SHOWN_ITEMS]]
    columns = [name for name, value in rows[0].items() if isinstance(value, str | int | float)][:MAX_SHOWN_COLUMNS]
    table = Table(*columns, box=None, header_style="bold", padding=(0, 2))
    for row in rows:
        table.add_row(*(str(row.get(name, "-"))[:MAX_SHOWN_CHARS] for name in columns))
    console.print(table)
    console.print(f"  ... {len(items)} in all, from {len(mock.requests)} requests")


def _list_drifted(client: Client, method: ListMethod, document: Document, mock: MockServer) -> None:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("  log: %(message)s"))
    logger = logging.getLogger(str(client.package))
    logger.addHandler(handler)
    items = _items(client, method, document, mock)
    logger.removeHandler(handler)
    for item in items[:1]:
        for name in type(item).__annotations__:
            value = getattr(item, name, None)
            if isinstance(value, Enum) and not getattr(value, "is_known", True):
                console.print(f"  the new value is kept: item.{name} == {str(value)!r}, and is_known is False")
        console.print(f"  the new property is kept: item.additional_properties == {item.additional_properties!r}")


def _show_drift(document: Document, mock: MockServer) -> None:
    """Print the differences between the mock's API and the contract, and the edits that would fix the contract."""
    variable = key_variable(document)
    before = os.environ.get(variable)
    os.environ[variable] = mock.api_key
    try:
        result = examine_live(document, base_url=mock.url, rate=LOCAL_REQUESTS_PER_SECOND)
    finally:
        os.environ.pop(variable)
        if before is not None:
            os.environ[variable] = before
    finish(document, result, OutputOptions())


def _step(number: int, what: str, how: str) -> None:
    console.print(f"\n[bold]{number}. {what}[/]")
    console.print(f"   [dim]{how}[/]", markup=True)


if __name__ == "__main__":
    run_main(main)
