"""The console command `specloop SUBCOMMAND ...`, with the table of its subcommands.

Some subcommands require extras, which are groups of optional dependencies.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from specloop.errors import EXIT_COULD_NOT_TELL, run_main
from specloop.extras import require_extra
from specloop.text_format import closest


class Verb(NamedTuple):
    """A subcommand of the console command.

    Attributes:
        module: The module whose function `main(arguments)` runs the subcommand.
        summary: The description in the help text.
        extra: The group of optional dependencies that the subcommand requires; None if it requires none.
    """

    module: str
    summary: str
    extra: str | None = None


COMMAND_VERBS = {
    "init": Verb("specloop.commands.init", "create a project here, with everything that the other verbs need"),
    "generate": Verb("specloop.commands.generate", "the contract -> a typed Python client package"),
    "compare": Verb("specloop.commands.compare", "two contracts -> what changed for callers, and the version bump"),
    "drift": Verb("specloop.drift.cli", "the contract and the API -> their differences, and edits of the contract"),
    "release": Verb("specloop.commands.release", "plan, apply, build, verify and publish the next version"),
    "mock": Verb("specloop.mock.command_line", "a local mock server of the contract", "mock"),
    "watch": Verb("specloop.commands.watch", "generate after every save of the contract or a template"),
    "sync": Verb(
        "specloop.drift.sync", "update the contract to match the API: find drift, edit, generate, test, review, keep"
    ),
}


def main(arguments: list[str] | None = None) -> int:
    """Run the subcommand that the first argument names, and return its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] in {"-h", "--help"}:
        print(_usage())
        return 0 if given else EXIT_COULD_NOT_TELL
    name, *rest = given
    if name in {"-V", "--version"}:
        print(f"specloop {_version()}")
        return 0
    verb = COMMAND_VERBS.get(name)
    if verb is None:
        near = closest(name, COMMAND_VERBS)
        hint = f"did you mean {near!r}?" if near else f"expected one of {', '.join(COMMAND_VERBS)}"
        print(f"specloop: there is no verb {name!r}; {hint}", file=sys.stderr)
        return EXIT_COULD_NOT_TELL
    if verb.extra is not None:
        require_extra(verb.extra)
    sys.argv[0] = f"specloop {name}"  # Help texts and messages contain this command.
    status: int = import_module(verb.module).main(rest)
    return status


def console() -> None:
    """Run the console command, and exit with the exit status of the subcommand."""
    run_main(main)


def _usage() -> str:
    verbs = "\n".join(f"  {name:<10}{verb.summary}" for name, verb in COMMAND_VERBS.items())
    return f"usage: specloop VERB [options]; `specloop VERB --help` lists them\n\n{verbs}"


def _version() -> str:
    try:
        return version("specloop")
    except PackageNotFoundError:
        return "(a checkout)"
