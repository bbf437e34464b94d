"""The project's folder -> its parts by name, whether generated/ is stale, and generated/ made anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specloop.codegen import writer
from specloop.codegen.ir import Client
from specloop.codegen.renderer import render
from specloop.errors import InputError
from specloop.release.layout import CHANGELOG, GENERATED, TEMPLATES

Tree = dict[str, bytes]


def text(root: Path, name: str) -> bytes:
    """Read a file of the project. Raises InputError."""
    try:
        return (root / name).read_bytes()
    except OSError as error:
        raise InputError.at(name, f"cannot be read: {error.strerror}; expected it beside release.py") from None


def tree(root: Path, client: Client, changelog: str = "") -> Tree:
    """Print a package, by the templates as they are now. Raises InputError."""
    printed = render(client, root / TEMPLATES, {CHANGELOG: changelog} if changelog else {})
    return {path: content.encode() if isinstance(content, str) else content for path, content in printed.items()}


def stale(root: Path, wanted: Tree) -> list[str]:
    """List what in generated/ is not what would be generated now."""
    return [each.path for each in writer.stale(root / GENERATED, wanted)]


def reworked(now: Mapping[str, bytes], before: Mapping[str, bytes]) -> list[str]:
    """List the files that a contract becomes today and did not become then: the client itself has changed."""
    paths = (now.keys() | before.keys()) - {CHANGELOG}
    return sorted(path for path in paths if now.get(path) != before.get(path))
