"""Versions of the generated package, in the form X.Y.Z.

A version is defined only in `info.version` of the contract. This module reads it, increases it and writes it. Which
part of it must be increased is decided in `release/plan`.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass

from specloop.compare import bump_for
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.loader import reload_document
from specloop.report import Bump

VERSION_POINTER = ("info", "version")


@dataclass(frozen=True, order=True, slots=True)
class Version:
    """A version X.Y.Z of the generated package."""

    major: int
    minor: int
    patch: int

    @classmethod
    def parse(cls, text: str) -> Version | None:
        """Parse a text X.Y.Z. Return None for any other text."""
        match = re.fullmatch(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})", text, re.ASCII)
        return cls(*map(int, match.groups())) if match else None

    @property
    def tag(self) -> str:
        """The name of the version's git tag."""
        return f"v{self}"

    def after(self, bump: Bump) -> Version:
        """Return the version that follows after a bump: 1.2.3 and "minor" -> 1.3.0. The bump "none" changes nothing.

        Before 1.0, a major bump counts as a minor bump: 0.3.1 -> 0.4.0.
        """
        following = {
            "none": self,
            "patch": Version(self.major, self.minor, self.patch + 1),
            "minor": Version(self.major, self.minor + 1, 0),
            "major": Version(self.major + 1, 0, 0),
        }
        return following[bump_for(str(self), bump)]

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"


def version_of(contract: Document) -> Version:
    """Return the version in a contract's `info.version`. Raises InputError if it is not a version X.Y.Z."""
    info = contract.data.get("info")
    written = info.get("version") if isinstance(info, dict) else None
    version = Version.parse(written) if isinstance(written, str) else None
    if version is None:
        message = f"the version is {written!r}; a release needs three numbers, as in `version: 0.1.0`"
        raise InputError([Problem(contract.place(VERSION_POINTER, key=False), message)])
    return version


def with_version(contract: Document, version: Version) -> bytes:
    """Return the bytes of the contract's file with `version` as the value of `info.version`.

    Raises InputError if the value cannot be edited, for example because it is a YAML block scalar.
    """
    old = str(version_of(contract))
    start = contract.source_map.maps[id(contract.data["info"])]["version"][1]
    text = contract.source_map.lines.text
    match = re.compile(rf"(['\"]?){re.escape(old)}\1").match(text, start)
    bom = BOM_UTF8 if contract.text.startswith(BOM_UTF8) else b""
    if match is None or contract.text != bom + text.encode():
        message = f"the version is not a plain scalar, so it cannot be edited; write `version: {old}`, in UTF-8"
        raise InputError([Problem(contract.place(VERSION_POINTER, key=False), message)])
    quote = match[1]
    result = bom + f"{text[:start]}{quote}{version}{quote}{text[match.end() :]}".encode()
    _check_edit(contract, result, version)
    return result


def _check_edit(contract: Document, result: bytes, version: Version) -> None:
    """Raise InputError unless the edited text `result` differs from the contract only in the version."""
    before, after = (reload_document(contract, texts).data for texts in ({}, {contract.source: result}))
    if after != {**before, "info": {**before["info"], "version": str(version)}}:
        message = "another node refers to this version, perhaps with an alias; write the version without an anchor"
        raise InputError([Problem(contract.place(VERSION_POINTER, key=False), message)])
