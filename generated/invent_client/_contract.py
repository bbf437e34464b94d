"""The OpenAPI document of the package as data, for the tests of programs that use the package.

Parsing YAML and validating data require `pip install <package>[testing]`.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from ._metadata import CONTRACT, DISTRIBUTION, PACKAGE, RootError

__all__ = ["load_contract", "operation_at", "resolve", "schema_at", "schema_errors", "testing_library"]

_MAX_REFERENCES = 50
_MAX_ERRORS = 20
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def testing_library(name: str) -> Any:
    """Import a library that only tests need, by the name of its module.

    Raises:
        RootError: The library is not installed; the message says how to install it.
    """
    try:
        return import_module(name)
    except ImportError:
        raise RootError(f"{name} is not installed: pip install '{DISTRIBUTION}[testing]'") from None


@cache
def load_contract() -> dict[str, Any]:
    """Return the OpenAPI document in the package as JSON data.

    Raises:
        RootError: The document is YAML, and the library PyYAML is not installed.
    """
    text = files(PACKAGE).joinpath(CONTRACT).read_text("utf-8")
    found: dict[str, Any] = json.loads(text) if CONTRACT.endswith(".json") else _parse_yaml(text)
    return found


def _parse_yaml(text: str) -> Any:
    """Parse YAML 1.2, where the word `no` and dates are strings, unlike in YAML 1.1."""
    yaml = testing_library("yaml")
    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("Loader", (base,), {"yaml_implicit_resolvers": {}})
    for tag, pattern, first in (
        ("bool", re.compile(r"(?:true|false)\Z", re.IGNORECASE), "tTfF"),
        ("null", re.compile(r"(?:~|null|)\Z", re.IGNORECASE), ["~", "n", "N", ""]),
        ("int", re.compile(rf"(?:{_INTEGER.pattern})\Z"), "-+0123456789"),
        ("float", re.compile(rf"(?:{_FLOAT.pattern})\Z"), "-+.0123456789"),
    ):
        loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", pattern, list(first))
    return yaml.load(text, loader)


def resolve(node: Any) -> Any:
    """Return the target of the `$ref` in an object; {} if the contract has no such target.

    Keys next to the `$ref` are added to the result. A value without `$ref` is returned unchanged.
    """
    for _ in range(_MAX_REFERENCES):
        if not isinstance(node, dict) or not isinstance(node.get("$ref"), str):
            return node
        target = _at(node["$ref"])
        beside = {key: value for key, value in node.items() if key != "$ref"}
        node = {**target, **beside} if isinstance(target, dict) and beside else target
    return {}


def _at(pointer: str) -> Any:
    node: Any = load_contract()
    for step in pointer.removeprefix("#").split("/")[1:]:
        step = step.replace("%25", "%").replace("~1", "/").replace("~0", "~")  # noqa: PLW2901
        try:
            node = node[int(step)] if isinstance(node, list) else node[step]
        except (LookupError, ValueError, TypeError):
            return {}
    return node


def schema_at(pointer: str) -> Any:
    """Return the schema at a JSON Pointer like `#/components/schemas/Thing`. Return {} if there is no such schema."""
    return resolve({"$ref": pointer})


def operation_at(method: str, path: str) -> dict[str, Any]:
    """Return the Operation Object of a method and path. Return {} if the contract has no such operation."""
    item = resolve((load_contract().get("paths") or {}).get(path)) or {}
    found = item.get(method.lower()) or (item.get("additionalOperations") or {}).get(method)
    return found if isinstance(found, dict) else {}


def schema_errors(schema: Any, data: Any) -> list[str]:
    """Validate data against a schema. Return a line for each error, such as "/price: -1 is not of type 'string'".

    There are at most 20 lines, and none if the data is valid. Each starts with the JSON Pointer of the invalid value.

    Raises:
        RootError: The libraries of `pip install <package>[testing]` are not installed.
    """
    validator = testing_library("jsonschema").Draft202012Validator
    specification = testing_library("referencing.jsonschema").DRAFT202012
    document = specification.create_resource(_as_json_schema(load_contract()))
    registry = testing_library("referencing").Registry().with_resource("contract:", document)
    wanted = _absolute(_as_json_schema(schema))
    found = validator(wanted, registry=registry, format_checker=validator.FORMAT_CHECKER).iter_errors(data)
    return [
        f"{''.join(f'/{step}' for step in error.absolute_path) or '(the payload)'}: {error.message[:300]}"
        for error in sorted(found, key=lambda error: list(map(str, error.absolute_path)))[:_MAX_ERRORS]
    ]


def _absolute(node: Any) -> Any:
    if isinstance(node, list):
        return [_absolute(each) for each in node]
    if not isinstance(node, dict):
        return node
    changed = {key: _absolute(value) for key, value in node.items()}
    if isinstance(node.get("$ref"), str) and node["$ref"].startswith("#"):
        changed["$ref"] = f"contract:{node['$ref']}"
    return changed


def _as_json_schema(node: Any) -> Any:
    """Convert a schema of OpenAPI 3.0 to JSON Schema. A schema of a later version is returned unchanged."""
    return _upgraded(node) if str(load_contract().get("openapi")).startswith("3.0") else node


def _upgraded(node: Any) -> Any:
    if isinstance(node, list):
        return [_upgraded(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: _upgraded(value) for key, value in node.items()}
    for bound, limit in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        if isinstance(found.get(bound), bool) and found.pop(bound) and limit in found:
            found[bound] = found.pop(limit)
    if found.pop("nullable", False) is True and "type" in found:
        found["type"] = [found["type"], "null"]
        if isinstance(found.get("enum"), list) and None not in found["enum"]:
            found["enum"] = [*found["enum"], None]
    return found
