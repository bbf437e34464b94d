"""The Python code that is generated from a contract, without details that neither callers nor the API notice."""

from __future__ import annotations

import ast
import json
import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from support.python_outline import outline_module, split_statements

from specloop.codegen import renderer
from specloop.codegen.builder import build_client
from specloop.openapi.document import Document

TEMPLATES = Path(__file__).parents[2] / "templates"
VARYING = {
    path: file
    for path, file in sorted(renderer._template_files([TEMPLATES]).items())
    if path.startswith("package/") and path.endswith(".jinja")
}
"""The templates whose output depends on the contract, by path."""

SAME_NOTATION = (
    (re.compile(r"^VERSION: .*$", re.MULTILINE), ""),  # The release sets the version.
    (re.compile(r'"#/[^"]*"'), '"#"'),  # A schema's location has no effect.
    (re.compile(r'^    id=".*",$', re.MULTILINE), ""),  # The id appears only in logs.
    (re.compile(r"\bexplode=(True|False),?|, styles=\{[^{}]*\}"), ""),  # A default style can be stated in several ways.
    (re.compile(r'"2\d\d": (?=\{)'), '"2XX": '),
    (re.compile(r'("2XX": \{\s*\},\s*)+'), r"\1"),  # Several statuses without content are handled alike.
    (re.compile(r"""'([\w.+-]+/[^'"]*)"([\w.-]+)"([^'"]*)'"""), r'"\1\2\3"'),  # The quotes of a parameter's value.
    (re.compile(r"; ?charset=[\w-]+"), ""),
    (
        re.compile(r"; ?([\w-]+)(?==\w)"),
        lambda found: f"; {found[1].lower()}",
    ),  # The names of other parameters ignore case.
    (re.compile(r'"[\w.+-]+/[\w.+-]+(?=["; ])'), lambda found: found[0].lower()),
    (re.compile(r'Parameter\(\s*"([^"]*)", "header"'), lambda found: found[0].lower()),
    (re.compile(r'location="header",\s*name="[^"]*"'), lambda found: found[0].lower()),
)
"""Patterns and replacements for notations with the same meaning, so that equivalent modules are equal texts."""


class GeneratedPython:
    """The modules of a generated package that depend on the contract, unformatted."""

    _environment: Environment | None = None

    def __init__(self, document: Document) -> None:
        self.document = document.data
        client = build_client(document)
        if GeneratedPython._environment is None:
            GeneratedPython._environment = renderer._environment([TEMPLATES])
        self.package = str(client.package)
        self.texts: dict[str, str] = {}
        for template, file in VARYING.items():
            for path, context in renderer._files(template.removesuffix(".jinja"), client):
                text = renderer._print(self._environment, template, file, {"client": client, **context})
                if text.strip() and path.endswith(".py"):
                    self.texts[path] = text

    def differences(self, other: GeneratedPython) -> list[str]:
        """Return the paths of modules that differ in more than documentation and notation."""
        paths = sorted({*self.texts, *other.texts})
        changed = [path for path in paths if self.texts.get(path) != other.texts.get(path)]
        return [path for path in changed if self._outline(path) != other._outline(path)]

    def api_differences(self, other: GeneratedPython) -> list[str]:
        """Return the paths of modules that differ for callers: in names, signatures, attributes or types."""
        return [path for path in self.differences(other) if self._api(path) != other._api(path)]

    def _outline(self, path: str) -> str:
        text = self.texts.get(path, "")
        for pattern, replacement in SAME_NOTATION:
            text = pattern.sub(replacement, text)
        for name, scheme in self._schemes.items():
            text = re.sub(rf"([\"']){re.escape(name)}\1", repr(scheme), text)
        return outline_module(text.encode())

    @cached_property
    def _schemes(self) -> dict[str, str]:
        schemes: dict[str, Any] = (self.document.get("components") or {}).get("securitySchemes") or {}
        return {name: canonical_scheme(scheme) for name, scheme in schemes.items()}

    def _api(self, path: str) -> str:
        if not (text := self.texts.get(path)):
            return ""
        return outline_module("\n".join(map(_public_part, split_statements(text.encode()))).encode())


def canonical_scheme(scheme: dict[str, Any]) -> str:
    """Return a security scheme as JSON text, without its description and title. The case of a header is ignored."""
    said = {"description", "title", "$ref"}
    kept = {key: value for key, value in scheme.items() if key not in said}
    if kept.get("in") == "header":
        kept["name"] = str(kept.get("name")).lower()
    return json.dumps(kept, sort_keys=True)


@lru_cache(maxsize=20_000)  # Two versions of a module have most statements in common.
def _public_part(statement: bytes) -> str:
    return ast.unparse(_PublicPart().visit(ast.parse(statement)))


class _PublicPart(ast.NodeTransformer):
    """Removes code that callers do not see: private constants, and the bodies of functions."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        if node.name != "__init__" or not any(isinstance(each, ast.Assign) for each in node.body):
            node.body = [ast.Pass()]
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        node.body = [ast.Pass()]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        return ast.Pass() if isinstance(node.targets[0], ast.Name) and node.targets[0].id[:1] == "_" else node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        """Keep only the name and type of a model's attributes; their values contain the JSON name and the default."""
        self.generic_visit(node)
        node.body = [each for each in node.body if not isinstance(each, ast.Pass)] or [ast.Pass()]
        for each in node.body:
            if isinstance(each, ast.AnnAssign):
                each.value = None
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        is_final = "Final" in ast.unparse(node.annotation)
        return ast.Pass() if is_final and isinstance(node.target, ast.Name) else node
