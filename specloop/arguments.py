"""Command-line options that several subcommands share, and the command lines that start a subcommand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class CommandParser(argparse.ArgumentParser):
    """A parser of command lines that may contain each option with a value only once, unless it is repeatable.

    The standard parser silently uses the last of several values.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.register("action", None, StoreOnce)


class StoreOnce(argparse.Action):
    """The default action of a CommandParser, which stores the value of an option or of a positional argument."""

    _stored_in: argparse.Namespace | None = None

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse's own signature
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Store the option's value. Raises ArgumentError if the command line contains the option twice."""
        if option_string is not None and self._stored_in is namespace:
            raise argparse.ArgumentError(self, "is passed twice; expected one value")
        self._stored_in = namespace
        setattr(namespace, self.dest, values)


def tool_command(verb: str, *words: str) -> str:
    """Format the command line of a subcommand for a message, such as `specloop release plan`.

    `words` are the arguments after the subcommand. If the user started a script such as release.py, the result begins
    with the script: `release.py plan`.
    """
    is_console = sys.argv[0].startswith("specloop ")
    return " ".join([f"specloop {verb}" if is_console else f"{verb}.py", *words])


def specloop_process(verb: str, *words: str) -> list[str]:
    """Return the command line that runs a subcommand in a subprocess.

    The subprocess uses the same Python interpreter and the same copy of specloop as this process. `words` are the
    arguments after the subcommand.
    """
    return [sys.executable, str(Path(__file__).with_name("__main__.py")), verb, *words]


def add_project_option(parser: argparse.ArgumentParser, default: str | None = None) -> None:
    """Add the option --project DIR. `default` is the value without the option."""
    parser.add_argument(
        "--project",
        default=default,
        metavar="DIR",
        help="the folder of the project (default: the nearest one, from the current folder upwards)",
    )


def add_overlay_option(parser: argparse.ArgumentParser, document: str = "the document") -> None:
    """Add the repeatable option --overlay PATH|URL.

    `document` names in the help text what the overlay applies to, such as "the contract".
    """
    parser.add_argument(
        "--overlay",
        action="append",
        default=[],
        metavar="PATH|URL",
        help=f"an OpenAPI overlay to apply to {document} first; repeatable",
    )
