"""Outlines of Python modules, without docstrings, comments, imports and the order of definitions."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import lru_cache

Outline = dict[str, str]
"""The normalized source of each module, by path."""


def outline_package(files: Mapping[str, bytes]) -> Outline:
    """Return the outline of a package's modules, except examples and tests."""
    return {
        path: outline_module(content)
        for path, content in files.items()
        if path.endswith(".py") and not path.startswith(("examples/", "tests/"))
    }


def outline_module(source: bytes) -> str:
    """Return a normalized text of a module, which is equal for equivalent modules."""
    return "\n".join(sorted(map(_outline_statement, split_statements(source))))


def split_statements(source: bytes) -> list[bytes]:
    """Split a module into its statements, with their decorators; without docstrings and imports."""
    lines = source.split(b"\n")
    return [
        b"\n".join(lines[_first_line(each) - 1 : each.end_lineno])
        for each in ast.parse(source).body
        if not _is_silent(each)
    ]


def _first_line(node: ast.stmt) -> int:
    return min(each.lineno for each in (node, *getattr(node, "decorator_list", ())))


@lru_cache(maxsize=20_000)  # Two versions of a module have most statements in common.
def _outline_statement(source: bytes) -> str:
    return ast.dump(_Sorter().visit(ast.parse(source)))


class _Sorter(ast.NodeTransformer):
    """Removes docstrings and imports, and sorts definitions, keyword arguments, and items of lists and dicts."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        super().generic_visit(node)
        for field in ("body", "elts", "orelse"):
            listed = getattr(node, field, None)
            if isinstance(listed, list) and isinstance(
                node, ast.Module | ast.ClassDef | ast.If | ast.Tuple | ast.List | ast.Set
            ):
                kept = [each for each in listed if not _is_silent(each)]
                setattr(node, field, sorted(kept, key=ast.dump))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [each for each in node.body if not _is_silent(each)]
            if node.name == "__init__":  # The order in which attributes are set has no effect.
                node.body.sort(key=ast.dump)
        if isinstance(node, ast.arguments):
            pairs = sorted(zip(node.kwonlyargs, node.kw_defaults, strict=True), key=lambda pair: ast.dump(pair[0]))
            node.kwonlyargs, node.kw_defaults = [each for each, _ in pairs], [each for _, each in pairs]
        if isinstance(node, ast.Call):
            node.keywords.sort(key=ast.dump)
        if isinstance(node, ast.Dict):
            items = sorted(
                zip(node.keys, node.values, strict=True),
                key=lambda pair: (ast.dump(pair[1]), pair[0] and ast.dump(pair[0])),
            )
            node.keys, node.values = [key for key, _ in items], [value for _, value in items]
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Replace an annotation in quotes by the parsed expression."""
        if isinstance(node.value, str) and (" | " in node.value or "Annotated[" in node.value):
            try:
                return self.visit(ast.parse(node.value, mode="eval").body)
            except SyntaxError:
                return node
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        """Replace a union `A | B` by a sorted tuple of its types."""
        if not isinstance(node.op, ast.BitOr):
            return self.generic_visit(node)
        members: list[ast.expr] = []
        unread: list[ast.expr] = [node]
        while unread:
            each = unread.pop()
            if isinstance(each, ast.BinOp) and isinstance(each.op, ast.BitOr):
                unread += [each.left, each.right]
            else:
                members.append(self.visit(each))
        return ast.Tuple(sorted(members, key=ast.dump), ast.Load())


def _is_silent(node: ast.AST) -> bool:
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_docstring or isinstance(node, ast.Import | ast.ImportFrom)
