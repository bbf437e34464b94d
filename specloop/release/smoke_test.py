"""The smoke test of a package in a fresh environment. It imports every module, and calls every operation.

`verify` copies this file into the environment, so the file imports only the standard library and the tested package. It
reads its input as JSON from stdin, prints JSON, and connects only to loopback.
"""

import asyncio
import base64
import importlib
import inspect
import itertools
import json
import operator
import pkgutil
import re
import sys
import warnings
from typing import Any

MAX_STREAMED_ITEMS = 3
"""Maximum number of items that are read from a stream, since a stream may be endless."""

ALLOWED_HOSTS = {"127.0.0.1", "localhost", "::1", None}


OPTIONAL_PACKAGES = frozenset({"opentelemetry", "pytest"})
"""Optional packages that some modules of the tested package import; the environment of the test may lack them."""


def _import(name: str) -> object:
    """Import a module. Return None if the module needs an optional package that is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in OPTIONAL_PACKAGES:
            raise
        return None


def main(plan: dict[str, Any]) -> dict[str, Any]:
    """Import all modules of the generated package, call its operations, and return the results as JSON data.

    `plan` is the JSON input: the names of the package and the client class, the calls, and whether they are async. The
    output has the package's `__version__` and `__file__`, the number of modules, and the result of each call.
    """
    sys.addaudithook(_refuse_other_hosts)
    _expect_deprecations(plan["calls"])
    package = importlib.import_module(plan["package"])
    modules = [_import(each.name) for each in pkgutil.walk_packages(package.__path__, f"{plan['package']}.")]
    run = asyncio.run(_call_async(package, plan)) if plan["is_async"] else _call_sync(package, plan)
    return {
        "version": package.__version__,
        "file": package.__file__,
        "modules": len(modules) + 1,
        "calls": run,
    }


def _expect_deprecations(calls: list[dict[str, Any]]) -> None:
    """Ignore the DeprecationWarnings that the client emits when `calls` use deprecated operations."""
    for call in calls:
        operation = re.escape(re.sub(r"\.with_\w+_response", "", call["method"]))
        warnings.filterwarnings("ignore", f"{operation} (is deprecated|will be removed)", DeprecationWarning)


def _refuse_other_hosts(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if (host.decode() if isinstance(host, bytes) else host) not in ALLOWED_HOSTS:
        raise PermissionError(f"the call goes to {host}, and not to the mock")


def _call_sync(package: Any, plan: dict[str, Any]) -> list[dict[str, Any]]:
    mismatches: list[Any] = []
    results = []
    with getattr(package, plan["client"])(on_mismatch=mismatches.append) as client:
        for call in plan["calls"]:
            result: dict[str, Any] = {"label": call["label"]}
            try:
                value = operator.attrgetter(call["method"])(client)(**_arguments(call))
                result |= _read_list(value) if call["pages"] else {"value": _read(value)}
            except Exception as error:  # noqa: BLE001 - every kind of exception is a result
                result["error"] = f"{type(error).__name__}: {error}"
            results.append(result | {"mismatches": [str(each) for each in mismatches]})
            mismatches.clear()
    return results


async def _call_async(package: Any, plan: dict[str, Any]) -> list[dict[str, Any]]:
    mismatches: list[Any] = []
    results = []
    async with getattr(package, f"Async{plan['client']}")(on_mismatch=mismatches.append) as client:
        for call in plan["calls"]:
            result: dict[str, Any] = {"label": call["label"]}
            try:
                value = operator.attrgetter(call["method"])(client)(**_arguments(call))
                if call["pages"]:
                    result |= await _read_list_async(value)
                else:
                    value = await value if inspect.isawaitable(value) else value
                    result["value"] = await _read_async(value)
            except Exception as error:  # noqa: BLE001
                result["error"] = f"{type(error).__name__}: {error}"
            results.append(result | {"mismatches": [str(each) for each in mismatches]})
            mismatches.clear()
    return results


def _arguments(call: dict[str, Any]) -> dict[str, Any]:
    return {name: _decode(value) for name, value in call["arguments"].items()}


def _decode(value: Any) -> Any:
    """Decode a JSON value to an argument of the client. `{"$bytes": BASE64}` becomes bytes."""
    if isinstance(value, dict):
        if set(value) == {"$bytes"}:
            return base64.b64decode(value["$bytes"])
        return {key: _decode(each) for key, each in value.items()}
    return [_decode(each) for each in value] if isinstance(value, list) else value


def _read_list(page: Any) -> dict[str, Any]:
    first, total = len(page.items), getattr(page, "total", None)
    items = [_text(item) for item in page]
    return {"first": first, "total": total, "walked": len(items), "value": items}


async def _read_list_async(pages: Any) -> dict[str, Any]:
    items = [_text(item) async for item in pages]
    return {"walked": len(items), "value": items}


def _read(value: Any) -> Any:
    if hasattr(value, "__enter__") and hasattr(value, "__iter__"):
        with value as stream:
            return [_text(item) for item in itertools.islice(stream, MAX_STREAMED_ITEMS)]
    return _text(value)


async def _read_async(value: Any) -> Any:
    if hasattr(value, "__aenter__") and hasattr(value, "__aiter__"):
        items: list[str] = []
        async with value as stream:
            async for item in stream:
                items.append(_text(item))
                if len(items) == MAX_STREAMED_ITEMS:
                    break
        return items
    return _text(value)


def _text(value: Any) -> str:
    return value.to_json() if hasattr(value, "to_json") else repr(value)


if __name__ == "__main__":
    print(json.dumps(main(json.load(sys.stdin))))
