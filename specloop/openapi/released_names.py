"""The released names: the Python names of operations, parameters and models in the last release of the client.

A release writes them to a file, by which later runs recognise renames even without the git history. The file stores a
hash of each named object. If a name disappears and a new name has the same hash, the object was renamed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from specloop.errors import InputError

RELEASED_NAMES_FILE = "specloop-names.json"
"""The name of the file in the project's folder."""

_ABOUT = "The names in the last release, by which renames are recognised. A release writes this file; do not edit it."
_FLAT, _NESTED = ("methods", "schemas", "aliases"), ("parameters", "properties")


@dataclass(frozen=True)
class ReleasedNames:
    """The Python names in a release of the client, from which later runs recognise renamed objects.

    Apart from operations, each name is stored with a hash of the object's schema and description, such as `6a3f09c2
    51e07bd4`. If a name is replaced by a new name with the same hash, the object was renamed.

    Attributes:
        version: The version of the release.
        methods: The Python name of each operation, such as `pets.list`, by method and path (see `operation_key`).
        parameters: For each operation, the hash of each parameter, by location and name, such as `query limit`.
        schemas: The hash of each component schema, by class name.
        properties: For each object schema, the hash of each property, by attribute name. The key is the class name,
            such as `Order`. For a nested schema, the key has its path, too: `Order/properties/address`.
        aliases: The former names that still work although the contract does not declare them. A key is the object's
            type, its operation or class if it has one, and its current name: `{"schema Order": "Purchase"}`.
    """

    version: str
    methods: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    schemas: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def for_version(self, version: object) -> ReleasedNames:
        """Return the names to use for a contract of the given version.

        If the major version has changed since the release, the result has no `aliases`: they do not survive a major
        release. Before 1.0, the minor version counts as the major version.
        """
        return self if _major(str(version)) == _major(self.version) else replace(self, aliases={})

    def text(self) -> str:
        """Return the names as JSON text, for the file with the released names."""
        return f"{json.dumps({'about': _ABOUT, **asdict(self)}, indent=1, sort_keys=True, ensure_ascii=False)}\n"


def parse_released_names(source: str, content: bytes) -> ReleasedNames:
    """Parse the file with the Python names of the last release. Raises InputError if the content is not valid.

    `source` is the path of the file, for error messages.
    """
    cure = f"restore it, as by `git checkout HEAD -- {RELEASED_NAMES_FILE}`, or delete it: renames then break callers"
    try:
        data = json.loads(content.decode())
    except UnicodeDecodeError:
        raise InputError.at(source, f"is not text in UTF-8; {cure}") from None
    except json.JSONDecodeError as error:
        raise InputError.at(source, f"is not JSON: {error.msg}; {cure}", error.lineno, error.colno) from None
    except (ValueError, RecursionError):  # Raised for a number with too many digits, and for too many nested lists.
        raise InputError.at(source, f"is not a file that a release wrote; {cure}") from None
    if not isinstance(data, dict) or not isinstance(data.get("version"), str):
        raise InputError.at(source, f"does not state the `version` of a release; {cure}")
    for name in (*_FLAT, *_NESTED):
        if not _is_valid(data.get(name), is_nested=name in _NESTED):
            raise InputError.at(
                source, f"`{name}` is not a map of names to texts; {cure}", *_key_location(content, name)
            )
    return ReleasedNames(data["version"], **{name: data[name] for name in (*_FLAT, *_NESTED)})


def _is_valid(value: Any, *, is_nested: bool) -> bool:
    if not isinstance(value, dict):
        return False
    return all(_is_valid(each, is_nested=False) if is_nested else isinstance(each, str) for each in value.values())


def _key_location(content: bytes, name: str) -> tuple[int, int]:
    """Return the line and column of the top-level key `name` in the file with the released names.

    Return (1, 1) if the file has no such key.
    """
    start = f' "{name}": '.encode()
    lines = [number for number, line in enumerate(content.splitlines(), 1) if line.startswith(start)]
    return (lines[0], 2) if lines else (1, 1)


def _major(version: str) -> list[str]:
    """Return the parts of a version that increase in a breaking release: ["2"] for `2.1.0`, ["0", "3"] for `0.3.1`."""
    numbers = version.split(".")
    return numbers[:2] if numbers[0] == "0" else numbers[:1]
