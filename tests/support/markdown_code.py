"""Python code blocks of a Markdown text, as one program or as the cells of a notebook.

A block with `await` outside a function can run only in a notebook. A block with `asyncio.run` can run only in a
program, because a notebook has a running event loop.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
import textwrap
from typing import Any


def code_blocks(text: str, language: str = "i?python") -> list[str]:
    """Return the code blocks of a language (a pattern) in a Markdown text, in order; notebook blocks are `ipython`."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


def program(text: str) -> str:
    """Return the code blocks that are not only for notebooks, joined to one program."""
    return "\n".join(block for block in code_blocks(text) if not is_for_notebooks(block))


def typed_program(text: str) -> str:
    """Return all code blocks as one program for a type checker; blocks for notebooks are in an async function."""
    cells = "".join(block for block in code_blocks(text) if is_for_notebooks(block))
    body = textwrap.indent(cells, "    ")
    return f"{program(text)}\n\nasync def notebook() -> None:\n{body}" if cells else program(text)


def notebook_cells(text: str) -> list[str]:
    """Return the code blocks that can be the cells of a notebook."""
    return [block for block in code_blocks(text) if "asyncio.run(" not in block]


def is_for_notebooks(block: str) -> bool:
    try:
        compile(block, "block", "exec")
    except SyntaxError:
        compile(block, "block", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        return True
    return False


def run_notebook(cells: list[str], space: dict[str, Any]) -> list[Any]:
    """Run cells as IPython does, in one event loop.

    Returns:
        The value of each cell's last expression; None for a cell that does not end in an expression.
    """

    async def run() -> list[Any]:
        shown = []
        for cell in cells:
            tree = ast.parse(cell)
            if isinstance(tree.body[-1], ast.Expr):
                tree.body[-1] = ast.Assign([ast.Name("_", ast.Store())], tree.body[-1].value)
                ast.fix_missing_locations(tree)
            space["_"] = None
            result = eval(compile(tree, "cell", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT), space)
            if inspect.isawaitable(result):
                await result
            shown.append(space["_"])
        return shown

    return asyncio.run(run())
