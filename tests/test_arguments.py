"""Command lines: an option with a value may be passed once, in any place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specloop.console import main
from specloop.errors import InputError

CONTRACT = 'openapi: 3.1.0\ninfo: {title: Shop, version: "1"}\npaths: {}\n'


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("generate", "--package-name a"),
        ("compare", "--fail-on major"),
        ("compare", "--callers a"),
        ("drift payload x.json", "--operation a"),
        ("drift live", "--base-url a"),
        ("drift upstream x.json", "--patch a"),
        ("release plan", "--project a"),
        ("release plan", "--format json"),
        ("release publish", "--index a"),
        ("mock", "--port 1"),
        ("mock", "--drift a"),
        ("init", "--title a"),
        ("sync upstream x.json", "--spec a"),
    ],
)
def test_an_option_that_is_passed_twice_is_refused(command, option, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*command.split(), *option.split(), *option.split()])
    assert 2 == ended.value.code
    assert f"argument {option.split()[0]}: is passed twice; expected one value" in capsys.readouterr().err


def test_options_may_be_between_the_contracts_to_compare(tmp_path: Path, capsys):
    spec = tmp_path / "openapi.yaml"
    spec.write_text(CONTRACT)
    assert 0 == main(["compare", str(spec), "--format", "json", str(spec)])
    assert "none" == json.loads(capsys.readouterr().out)["bump"]


@pytest.mark.parametrize("words", [("--project", "{}", "plan"), ("plan", "--project", "{}"), ("--project", "{}")])
def test_the_project_may_be_named_before_and_after_the_command_of_release(words, tmp_path: Path):
    """The error about the folder shows that it was read."""
    with pytest.raises(InputError, match="this is not a project") as caught:
        main(["release", *(word.format(tmp_path) for word in words)])
    assert str(tmp_path) == caught.value.problems[0].place.file
