"""The released names: the names that callers of a project's last release use, in a file of the project.

A release writes the file, and commits it with the contract. With the file, renames since the release are recognised in
every copy of the project, also in one without its history. Each name has a mark: short hashes of what it names. A name
that disappeared and a new name with the same mark are a rename (see `codegen.renames`).
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
    """The Python names in a release, and the aliases (former names) that still work in it.

    A mark is a text with hashes of an object's schema and description, such as `6a3f09c2 51e07bd4`. It serves to
    recognise the object after a rename.

    Attributes:
        version: The version of the release.
        methods: The Python name of each operation, such as `pets.list`. The keys are those of `operation_key`.
        parameters: For each operation, the marks of its parameters. The key of a mark is the parameter's location and
            name, such as `query limit`.
        schemas: The mark of each component schema, by class name.
        properties: For each object schema, the marks of its properties by attribute name. The key of an object schema
            is its class name, such as `Order`. For a schema inside it, a path follows: `Order/properties/address`.
        aliases: The former name of each renamed object, by the kind and the current name of the object. A former name
            that the contract itself states is not included.
    """

    version: str
    methods: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    schemas: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def for_version(self, version: object) -> ReleasedNames:
        """Return the names for a contract of the given version. If it is a new major version, the aliases are removed.

        So an alias (a former name) works until the next major release. Before 1.0, a change of the second number counts
        as major.
        """
        return self if _major(str(version)) == _major(self.version) else replace(self, aliases={})

    def text(self) -> str:
        """Return the names as the text of the file with the released names (JSON)."""
        return f"{json.dumps({'about': _ABOUT, **asdict(self)}, indent=1, sort_keys=True, ensure_ascii=False)}\n"


def parse_released_names(source: str, content: bytes) -> ReleasedNames:
    """Parse the file with the released names. Raises InputError.

    `source` is the path of the file, for messages. `content` is its content.
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
            raise InputError.at(source, f"`{name}` is not a map of names to texts; {cure}", *_place(content, name))
    return ReleasedNames(data["version"], **{name: data[name] for name in (*_FLAT, *_NESTED)})


def _is_valid(value: Any, *, is_nested: bool) -> bool:
    if not isinstance(value, dict):
        return False
    return all(_is_valid(each, is_nested=False) if is_nested else isinstance(each, str) for each in value.values())


def _place(content: bytes, name: str) -> tuple[int, int]:
    """Return the line and column of the top-level key `name` in the file with the released names.

    `content` is the content of this file, which has one top-level key per line. If it has no such key, return (1, 1),
    the start of the file.
    """
    start = f' "{name}": '.encode()
    lines = [number for number, line in enumerate(content.splitlines(), 1) if line.startswith(start)]
    return (lines[0], 2) if lines else (1, 1)


def _major(version: str) -> list[str]:
    """Return the numbers of a version that only a major release changes, for example ["2"] for `2.1.0`.

    Before 1.0, the second number is one of them: the result for `0.3.1` is ["0", "3"].
    """
    numbers = version.split(".")
    return numbers[:2] if numbers[0] == "0" else numbers[:1]
