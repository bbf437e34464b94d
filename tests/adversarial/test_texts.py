"""Hostile texts in every place of a contract: the package contains them as text, or the contract is rejected.

`FUZZ=1000 python -m pytest tests/adversarial/test_texts.py` (`make fuzz`) tests 1000 documents, others in each run.
"""

from __future__ import annotations

import ast
import functools
import json
import os
import re
import tomllib
import unicodedata
import warnings
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from support.hostile_texts import DOCUMENT, WORDS, is_free, replaced, words

from specloop.codegen import renderer, writer
from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.errors import InputError
from specloop.openapi.loader import load_document

TEMPLATES = Path(__file__).parents[2] / "templates"
FUZZ = int(os.environ.get("FUZZ", "0"))

Tree = dict[str, str | bytes]

# --- the texts ---

# Code that would raise NameError if it ran. In parsed code, a name `canary` shows that a text was not escaped.
CANARY = "canary(1)"
# Texts that end a literal, docstring, code fence, table cell, template expression, comment, line or path segment.
BREAKING = (
    *('"', "'", '"""', "'''", "\\", '\\"', '\\"""', "\n", "\r\n", "\r", "\t", "\0", "\x1b[31m", "\x7f\x85"),
    *("\u2028\u2029", "\u202e\u200b\ufeff", "{{ 7*7 }}", "{% raw %}{%", "{#", "${x}%s", "%00~0~1~2", "../../", "/etc/"),
    *(
        "*/]]>",
        "<!--<script>",
        "[x](y)",
        "```",
        "\n```\n",
        "`|",
        "\\|",
        "- ",
        "1. ",
        "---\n",
        "\\N{BULLET}\\u0041\\x00",
    ),
    *(f'"""\n{CANARY}\n"""', f'"+{CANARY}+"', f"'+{CANARY}+'", f"\n{CANARY}\n", f"{{{{ {CANARY} }}}}", f"'''{CANARY}"),
    *("#", "ﬁ", "ß", "ΐ", "日本", "é", "😀", "٣", "x" * 300),
)
# Texts with a meaning of their own in Python, in the generated package, in a file system or in YAML.
WHOLE = (
    *("None", "True", "self", "cls", "type", "print", "str", "int", "list", "class", "import", "def", "__class__"),
    *("__init__", "__slots__", "mro", "body", "timeout", "close", "_client", "models", "builtins", "cached_property"),
    *(
        "Model",
        "Unset",
        "Any",
        "Literal",
        "Depot",
        "AsyncDepot",
        "Callable",
        "Mapping",
        "Page",
        "Operation",
        "con",
        "aux",
    ),
    *("file", "K", "k", "ss", "ſ", "ı", "İ", "²", "Ω", "a", "A", "7", "-1", "", " ", "_", ".", "..", "/", "{crate}"),
    *("0o17", "1e999", "2026-03-02", ".inf", "null", "on", "~", "<<", "application/json", "https://", "lambda: 0"),
)
TEXTS = st.lists(
    st.sampled_from(BREAKING + WHOLE) | st.text(st.characters(exclude_categories=["Cs"]), max_size=5), max_size=6
).map("".join)


# --- checks of a package ---


def built(document: Any) -> Client:
    return build_client(load_document("api.json", text=json.dumps(document).encode()))


def printed(client: Client) -> Tree:
    """Render a package without the formatter, which takes most of the time and would hide faulty formatting."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(renderer, "format_python", dict)
        return renderer.render(client, TEMPLATES)


@functools.cache
def plain() -> Tree:
    """Return the package of the unchanged document."""
    return printed(built(DOCUMENT))


def judge(document: Any) -> Tree | None:
    """Render the package of a document, check all of its files, and return it; None if the document is rejected."""
    try:
        client = built(document)
    except InputError as error:
        refused = error.problems
    else:
        return _judged(client)
    assert refused
    assert all(";" in each.message for each in refused), refused
    return None


def _judged(client: Client) -> Tree:
    tree = printed(client)
    writer._with_manifest(tree)
    for path, content in tree.items():
        _judge_path(path)
        assert (
            isinstance(content, bytes) or content.isprintable() or not re.search(r"[^\n\t -~\xa0-\U0010ffff]", content)
        )
        if path.endswith(".py") and plain().get(path) != content:
            _judge_python(path, str(content))
        elif path.endswith(".md"):
            _judge_markdown(str(content))
    _judge_project(tomllib.loads(str(tree["pyproject.toml"])), client)
    return tree


def _judge_path(path: str) -> None:
    for step in path.split("/"):
        is_name = step.removesuffix(".py").removesuffix(".md").isidentifier()
        assert is_name or re.fullmatch(r"[A-Za-z0-9][\w.-]*|\.[a-z]+", step, re.ASCII), path
        assert len(step.encode()) <= 120
        assert step == unicodedata.normalize("NFKC", step)


def _judge_python(path: str, content: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # An example is the warning about an invalid escape.
        compile(content, path, "exec", dont_inherit=True)
    for node in ast.walk(ast.parse(content)):
        # Python accepts two definitions of the same name, and the last one wins.
        if isinstance(node, ast.ClassDef | ast.Module):
            named = [
                each.name
                for each in node.body
                if isinstance(each, ast.FunctionDef | ast.ClassDef)
                and not any(ast.unparse(decorator) == "overload" for decorator in each.decorator_list)
            ]
            targets = [each.targets[0] for each in node.body if isinstance(each, ast.Assign)]
            targets += [each.target for each in node.body if isinstance(each, ast.AnnAssign)]
            named += [each.id for each in targets if isinstance(each, ast.Name)]
            assert len(named) == len(set(named)), path
        assert not (isinstance(node, ast.Name) and node.id == "canary"), path


def _judge_markdown(content: str) -> None:
    if content.startswith("---\n"):  # The front matter of a skill is YAML.
        _, front, content = content.split("---\n", 2)
        assert {"name", "description"} == yaml.safe_load(front).keys()
    content = re.sub(r"^--8<-- \"[\w./-]+\"$", "", content, flags=re.MULTILINE)
    directives = r"^::: (\S+)$\n?(( {4}.*\n)*)"  # mkdocstrings reads the indented lines, the options, as YAML.
    for name, options, _ in re.findall(directives, content, flags=re.MULTILINE):
        assert all(part.isidentifier() for part in name.split(".")), name
        named = (yaml.safe_load(options) or {}).get("options", {}).get("members", [])
        assert all(member.isidentifier() for member in named), named
    content = re.sub(directives, "", content, flags=re.MULTILINE)
    # The README itself contains one horizontal rule.
    blocks = re.split(r"^```.*$", content.replace("\n\n---\n\nGenerated", "\n\nGenerated"), flags=re.MULTILINE)
    assert len(blocks) % 2, "a fence is never closed"
    for prose in blocks[::2]:
        bare = re.sub(r"\\[!-/:-@\[-`{-~]|`[^`\n]*`", "x", prose)
        assert not re.search(r"[`<>\[\]]", bare), bare
        for line in bare.splitlines():
            assert re.fullmatch(r"#{1,3} [\w -]*|[^#]*", line), line
            assert not re.match(r" *([-+=] *){3,}$| {4}| *[0-9]+[.)]( |$)", line), line


def _judge_project(project: dict[str, Any], client: Client) -> None:
    output = project["project"]
    assert set(project) == {"build-system", "project", "tool"}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", output["name"])
    assert re.fullmatch(r"\d+(\.\d+)*((a|b|rc)\d+)?", output["version"], re.ASCII)
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"] == {"packages": [client.package]}
    title = re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", client.title))
    assert title in re.sub(r"[^\w]", "", unicodedata.normalize("NFKC", output["description"]))


def constants(tree: Tree) -> set[str]:
    """Return all string constants in the modules of a package, except docstrings."""
    found: set[str] = set()
    for path, content in tree.items():
        if path.endswith(".py"):
            module = ast.parse(content)
            docs = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}
            strings = (node for node in ast.walk(module) if isinstance(node, ast.Constant) and id(node) not in docs)
            found |= {node.value for node in strings if isinstance(node.value, str)}
    return found


@pytest.fixture(scope="module")
def exact() -> list[str]:
    """The texts that the package must contain unchanged: names on the wire, enum values, paths."""
    held = constants(plain())
    # Texts in these places are converted to Python names, to a Python version or to a valid URL.
    changed = {"title", "schemas:", "version", "url", "tags", "variables:"}
    in_address = {"north", "south"}
    return [word for word, roles in words().items() if word in held and not roles & changed and word not in in_address]


# --- the tests ---


def test_what_must_be_held_as_it_is_is_known(exact):
    assert len(exact) > 60
    assert {"kind-of-crate", "state one", "constant word", "X-Trace", "X-Key", "key scheme", "/crates/{crate}"} <= set(
        exact
    )
    assert {"text/plain", "multipart/form-data", "bottle word", "listCrates", "nested word", "-order"} <= set(exact)


@pytest.mark.parametrize("turn", range(len(BREAKING)) if FUZZ else (*range(8), BREAKING.index("日本")))
def test_texts_that_break_things_are_text_in_every_place_at_once(turn, exact):
    """Each text begins with one of the hostile texts and ends with another; a number makes the texts distinct."""
    texts = {
        word: f"{BREAKING[(number + turn) % len(BREAKING)]}{number}{BREAKING[(number * 5 + turn) % len(BREAKING)]}"
        for number, word in enumerate(WORDS)
        if is_free(word)
    }
    tree = judge(replaced(DOCUMENT, texts))
    assert tree is not None
    held = constants(tree)
    lost = [word for word in exact if (text := replaced(word, texts)) not in held and not text.isidentifier()]
    assert lost == []


@settings(max_examples=FUZZ or 40)
@given(texts=st.dictionaries(st.sampled_from(WORDS), TEXTS, min_size=1, max_size=12))
def test_any_text_in_any_place_is_text_or_is_refused(texts):
    """Two different texts may be replaced by equal texts, so that names, values or paths collide."""
    judge(replaced(DOCUMENT, texts))
