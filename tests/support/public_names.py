"""The names that the public modules of a generated package define or document."""

from __future__ import annotations

import ast
import re
from pathlib import Path


def import_program(package: Path) -> str:
    """Return a program that imports each documented name of a package, for a type checker."""
    exported = _exported(ast.parse((package / "__init__.py").read_text()))
    names = {package.name: exported}
    for file in sorted(package.glob("[!_]*.py")):
        module = ast.parse(file.read_text())
        names[f"{package.name}.{file.stem}"] = _exported(module) | (_documented(module) - exported)
    lines = [
        f"from {module} import {name} as {module.rpartition('.')[2]}_{name}\n"
        for module, found in names.items()
        for name in sorted(found)
    ]
    return "".join(lines)


def _exported(module: ast.Module) -> set[str]:
    lists = [node for node in module.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"]
    return set(ast.literal_eval(lists[0].value)) if lists else set()


def _documented(module: ast.Module) -> set[str]:
    """Return the names in docstrings that the module imports from the package, or defines."""
    bound = {node.name for node in module.body if isinstance(node, ast.ClassDef)}
    words: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.level:
            bound |= {alias.name for alias in node.names}
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
            words |= set(re.findall(r"\b[A-Z]\w*[a-z]\w*", ast.get_docstring(node) or ""))
    return words & bound
