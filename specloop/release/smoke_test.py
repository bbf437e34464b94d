"""A package, its client, a list and its arguments -> JSON: what is installed, and what came when the list was walked.

`verify` copies this file out of the checkout and runs it where only the package is installed; so it imports nothing
else, and knows the package by the names it is given.
"""

import asyncio
import importlib
import json
import operator
import sys
from typing import Any


def main(package: str, client: str, method: str, *arguments: str) -> dict[str, Any]:
    """Walk the list with both clients, made as most people make them."""
    module = importlib.import_module(package)
    called = operator.attrgetter(method)
    with getattr(module, client)() as api:
        page = called(api)(*arguments)
        first, total = len(page.items), page.total
        walked = [item.to_json() for item in page]

    async def walk() -> list[Any]:
        async with getattr(module, f"Async{client}")() as api:
            return [item.to_json() async for item in called(api)(*arguments)]

    return {
        "version": module.__version__,
        "file": module.__file__,
        "first": first,
        "total": total,
        "walked": len(walked),
        "different": len(set(walked)),
        "alike": walked == asyncio.run(walk()),
    }


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
