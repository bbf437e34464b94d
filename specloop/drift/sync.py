"""The command `sync`, which edits the contract so that it matches a drift source, such as a live server.

    make sync SOURCE="live --base-url ..."

The command checks that a client can be generated from the edited contract, and that the fixed findings are gone. It
shows the version bump, and asks the user whether to keep the result. Tests are not edited.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from specloop.arguments import CommandParser, specloop_process, tool_command
from specloop.codegen.builder import build_client, bundled_text
from specloop.compare import compare
from specloop.drift.cli import parse_arguments
from specloop.drift.fixes import patch
from specloop.drift.run import Proposal, SourceOptions, build_report, examine_source, exit_status, propose_fixes
from specloop.errors import InputError, run_main
from specloop.openapi.document import Document
from specloop.project import Project, search_project
from specloop.release import changelog_entries
from specloop.release.version import Version
from specloop.report import show, show_diff, worst_bump
from specloop.text_format import join_words, pluralize

MISSING_PACKAGES = ("--ignore-missing-imports", "--allow-untyped-decorators")
"""Options with which mypy accepts that pytest and OpenTelemetry, which parts of a client use, are not installed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Edit and check the contract, ask the user whether to keep it, and generate the client.

    Return the exit status. It is 1 if the user does not keep the edits, or if no drift can be fixed by edits.
    """
    parser = _parser()
    own, rest = parser.parse_known_args(arguments)
    if rest[:1] in (["-h"], ["--help"]):
        parser.print_help()
        return 0
    options, _ = parse_arguments(rest)
    contract = options.load_contract()
    found = examine_source(contract, options)
    proposal = propose_fixes(contract, found.findings, found.prove)
    show(build_report(found, proposal.findings, (*found.notes, *proposal.notes)), "text")
    difference = patch.unified_diff(contract, proposal.contract)
    if not difference:
        print("There is nothing to edit.")
        return exit_status(found, proposal.findings)
    _step("The contract would change like this")
    show_diff(difference)
    _step("In a copy, the client is generated, imported and type-checked; the source is examined again")
    _rehearse(proposal.contract, options.spec)
    _examine_again(options, proposal)
    _step("For callers this means")
    print(_describe_release(contract, proposal.contract))
    if not (own.yes or _confirm()):
        print("Nothing was kept.")
        return 1
    files = patch.write_document(contract, proposal.contract)
    project = options.project or search_project()
    _generate(options.spec, "--spec", options.spec, *_project_option(options), *_overlay_options(options, project))
    output = project.output if project else "generated"
    print(f"{join_words([*files, f'{output}/'])} are up to date. Check `git diff`, commit all of them;")
    release = project.step_command("release") if project else tool_command("release")
    print(f"`{release}` then sets the version and writes the changelog, from these same changes.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        prog="make sync",
        usage='make sync SOURCE="payload|traffic|live|docs|upstream ..." [ARGS="--yes"]',
        description="Update the contract to match the API: find drift, edit, generate, test, review, keep.",
        epilog=f"The sources and their options are those of `{tool_command('drift')} --help`.",
        add_help=False,
    )
    parser.add_argument("--yes", action="store_true", help="keep the result without asking")
    return parser


def _project_option(options: SourceOptions) -> list[str]:
    """Return `--project=...` for the command `generate`; an empty list if `sync` was called without this option."""
    return [f"--project={options.project.root}"] if options.project else []


def _overlay_options(options: SourceOptions, project: Project | None) -> list[str]:
    """Return `--overlay=...` for the command `generate`, for each overlay that is not in the project's settings."""
    known = project.overlays if project else ()
    return [f"--overlay={each}" for each in options.overlays if each not in known]


def _step(what: str) -> None:
    print(f"\n== {what}", flush=True)


def _rehearse(contract: Document, source: str) -> None:
    """Check in a temporary folder that the client of the edited contract can be generated, imported and type-checked.

    Raises InputError if a step fails. `source` is the path of the contract, which the error message shows.
    """
    with tempfile.TemporaryDirectory(prefix="sync-") as folder:
        spec, output = Path(folder) / "openapi.yaml", Path(folder) / "generated"
        spec.write_bytes(bundled_text(contract))
        _generate(source, "--spec", str(spec), "--output", str(output))
        (package,) = (each.parent for each in output.glob("*/py.typed"))
        command = [sys.executable, "-c", f"import {package.name}"]
        _run("the client cannot be imported", command, source=source, path=output)
        checks = ("-m", "mypy", "--config-file=", "--strict", *MISSING_PACKAGES, "--no-error-summary")
        cache = ("--cache-dir", f"{folder}/cache")
        command = [sys.executable, *checks, *cache, str(package)]
        _run("the client's types are invalid", command, source=source, path=output)


def _generate(source: str, *arguments: str) -> None:
    _run("the client cannot be generated", specloop_process("generate", *arguments), source=source)


def _run(failure: str, command: list[str], *, source: str, path: Path | None = None) -> None:
    environment = {**os.environ, "PYTHONPATH": str(path), "MYPYPATH": str(path)} if path else None
    ended = subprocess.run(command, env=environment, check=False)  # noqa: S603 - this module builds the command
    if ended.returncode:
        raise InputError.at(source, f"with these edits {failure} (see above); nothing was kept")


def _examine_again(options: SourceOptions, proposal: Proposal) -> None:
    """Search for drift again, with the edited contract.

    Raises InputError if a finding of `proposal.fixed` is still found.
    """
    fixed = {(each.code, each.operation, each.pointer, each.observed) for each in proposal.fixed}
    again = [each.drift for each in examine_source(proposal.contract, options).findings]
    left = [each for each in again if (each.code, each.operation, each.pointer, each.observed) in fixed]
    if left:
        remaining = "; ".join(each.message for each in left)
        raise InputError.at(options.spec, f"with these edits, this remains: {remaining}; nothing was kept")
    real = sum(each.severity != "info" for each in again)
    unfixed = pluralize(real, "finding without an edit remains", "findings without an edit remain")
    print(f"The fixed findings are gone; {unfixed}." if real else "No drift is left.")


def _describe_release(old: Document, new: Document) -> str:
    """Return the version bump and the changelog entry that the changes of the contract require."""
    changes = compare(old, new)
    bump = worst_bump(change.bump for change in changes)
    version = Version.parse(str(new.data["info"]["version"]))
    then = f" ({version} -> {version.after(bump)})" if version and bump != "none" else ""
    return (
        f"bump: {bump}{then}\n\n{changelog_entries.notes_of_changes(changes, build_client(old), build_client(new))}\n"
    )


def _confirm() -> bool:
    if not sys.stdin.isatty():
        print("stdin is not a terminal, so the question cannot be asked: run this on a terminal, or with --yes.")
        return False
    return input("Keep it? [y/N] ").strip().lower() in {"y", "yes"}


if __name__ == "__main__":
    run_main(main)
