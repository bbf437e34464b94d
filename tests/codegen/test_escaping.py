"""Escaping of any text of a contract for Python literals, docstrings, TOML and Markdown, where it stays text."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2 import Environment
from openapi_python_client.schema.untrusted_string import UntrustedString
from openapi_python_client.strings import PythonCode

from specloop.codegen import escaping, naming

# Texts with all kinds of code points, including lone surrogates.
TEXTS = st.text(st.characters(codec=None), max_size=80) | st.text(
    "\\\"'\n\r\t\x00{}[]#$`*_<>a \x85\u2028\u202e", max_size=40
)


@given(TEXTS)
@example('"""')
@example("\\")
@example("\x00")
@example("\udc00")
def test_a_literal_is_the_text_again(value: str) -> None:
    """Python parses the literal to exactly the original text."""
    printed = f"x = {escaping.literal(value)}\n"
    printed.encode("utf-8")
    assert ast.literal_eval(printed[4:]) == value


@given(TEXTS, st.sampled_from([0, 4, 8]), st.sampled_from(['"""{}"""', 'r = 1\n"""{}"""\nx = 2']))
@example('ends in "', 0, '"""{}"""')
@example('ends in """', 0, '"""{}"""')
@example("ends in \\", 4, '"""{}"""')
@example("a\x00b", 4, '"""{}"""')
@example('\\"""', 8, '"""{}"""')
@example("\\N{DOLLAR}\\u12", 0, '"""{}"""')
@example('"\n"', 4, '"""{}"""')
def test_a_docstring_says_the_text_and_nothing_else(value: str, indent: int, around: str) -> None:
    """The docstring contains the words of the text, and the code around the docstring is unchanged."""
    source = around.format(escaping.docstring(value, indent))
    source.encode("utf-8")
    module = ast.parse(source, feature_version=(3, 11))
    strings = [
        node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert len(module.body) == around.count("\n") + 1
    spoken = "".join(c for c in value if c.isspace() or escaping.docstring(c) or c == '"')
    assert "".join("".join(strings).split()) == "".join(spoken.split())


def test_a_docstring_is_wrapped_and_hangs_its_lists() -> None:
    """Long lines are wrapped, continued lines of `Args:` are indented, and paragraphs stay separate."""
    value = "First.\n\nArgs:\n    name: " + "word " * 30
    lines = str(escaping.docstring(value, 4, width=60)).splitlines()
    assert lines[0] == "First."
    assert lines[1] == ""
    assert lines[3].startswith("        name: word")
    assert lines[4].startswith("            word")
    assert max(map(len, lines)) <= 60
    assert lines[-1] == "    "


def test_the_margin_of_a_long_line_is_not_repeated_without_limit() -> None:
    text = "x\n" + " " * 16_000 + " a" * 16_000
    assert len(escaping.docstring(text, 8)) < 2 * len(text)


@given(TEXTS)
def test_toml_is_the_text_again_but_for_what_no_file_holds(value: str) -> None:
    """A TOML parser returns the original text, without control characters and lone surrogates."""
    read = tomllib.loads(f"x = {escaping.toml(value)}")["x"]
    assert read == "".join(c for c in value if c in read)
    assert "".join(c for c in value if c.isalnum()) == "".join(c for c in read if c.isalnum())


@given(TEXTS)
def test_markdown_opens_nothing(value: str) -> None:
    """The escaped text is one line, and contains no tag, link, heading, table or code."""
    printed = str(escaping.markdown(value))
    assert "\n" not in printed
    bare = printed.replace("\\\\", "")
    for mark in "`*_[]<>#|":
        assert bare.count(mark) == bare.count(f"\\{mark}")


@pytest.mark.parametrize("value", ["- a", "+ a", "1. a", "20) a", "---", "===", "3."])
def test_markdown_begins_no_list_and_no_rule(value: str) -> None:
    """A text that would begin a list or a rule has an escape at its beginning or after its number."""
    assert re.match(r"\\|[0-9]+\\", escaping.markdown(value))
    assert re.sub(r"\\(.)", r"\1", escaping.markdown(value)) == value


def test_a_version_in_markdown_is_as_it_is() -> None:
    """A version such as 1.0 begins no list, and is not escaped."""
    assert escaping.markdown("1.0 and more") == "1.0 and more"


@given(TEXTS)
@example("a\\|b")
@example("")
def test_code_stays_in_its_span(value: str) -> None:
    """No character ends the code span or its line, and a bar has no escape, which a reader would see."""
    printed = str(escaping.code(value))
    assert printed
    assert not set("`\n\r") & set(printed)
    assert printed.count("\\") == value.count("\\")


def test_code_is_printed_as_a_reader_writes_it_but_text_as_it_is() -> None:
    """The prefix `builtins.` of Python code is omitted, but text is unchanged."""
    assert escaping.code(PythonCode("builtins.list[int]")) == "list[int]"
    assert escaping.code("builtins.list") == "builtins.list"


@pytest.mark.parametrize("value", ["text", UntrustedString("text"), 1.5, object()])
def test_a_template_can_print_nothing_raw(value: object) -> None:
    """A template that prints a text without a filter raises an error."""
    environment = Environment(finalize=escaping.printable)
    with pytest.raises(escaping.UnprintableError, match="without a filter"):
        environment.from_string("x = {{ value }}").render(value=value)


@pytest.mark.parametrize(
    "value",
    [PythonCode("x"), naming.identifier("name"), escaping.literal("text"), escaping.docstring("words"), 1, True],
)
def test_a_template_prints_what_was_made_printable(value: object) -> None:
    """A template can print names, code and filtered text."""
    environment = Environment(finalize=escaping.printable)
    assert environment.from_string("{{ value }}").render(value=value)
