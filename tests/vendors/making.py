"""Generation of a package with `generate.py` from the document of a vendor with a given number of operations."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from support.commands import run_script
from vendors.reading import Document

ROOT = Path(__file__).resolve().parent.parent.parent
VENDORS = (
    *("analytics", "cloud", "code_host", "commerce", "framework", "identity"),
    *("merged", "messaging", "payments", "registry", "storage"),
)


class Made(NamedTuple):
    """A document, and the project and package that were generated from the document."""

    vendor: str
    document: Document
    project: Path
    package: ModuleType
    said: str  # the output of generate.py on stderr


@contextmanager
def made(vendor: str, size: int, folder: Path) -> Iterator[Made]:
    """Write the document of a vendor to `folder`, run `generate.py`, and import the generated package."""
    document = Document(importlib.import_module(f"vendors.{vendor}").document(size))
    assert len(document.operations) == size
    spec, project, name = folder / "openapi.json", folder / "project", f"{vendor}_{size}"
    spec.write_text(json.dumps(document.node, ensure_ascii=False), "utf-8")
    done = run_script("generate.py", "--spec", spec, "--output", project, "--package-name", name)
    assert done.returncode == 0, done.stderr
    sys.path.insert(0, str(project))
    try:
        yield Made(vendor, document, project, importlib.import_module(name), done.stderr)
    finally:
        sys.path.remove(str(project))
        for module in [each for each in sys.modules if each.partition(".")[0] == name]:
            del sys.modules[module]
