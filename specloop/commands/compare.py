"""The command line of `compare`, which reports the changes between two contracts and the version bump they require."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from specloop.arguments import CommandParser, add_overlay_option, add_project_option
from specloop.codegen.builder import build_client
from specloop.codegen.renderer import TemplateFolders
from specloop.compare import compare, compare_packages, report
from specloop.compare.callers import check_callers
from specloop.compare.matrix import compare_releases, matrix_report
from specloop.compare.package_diff import render_files
from specloop.drift.fixes.batch import apply_fixes
from specloop.drift.fixes.edits import Fix, SetKey
from specloop.drift.fixes.patch import write_document
from specloop.errors import InputError, collect_errors
from specloop.openapi.document import Document
from specloop.project import Project, find_project, search_project, tool_templates
from specloop.release.revisions import INDEX_PREFIX, iter_published, iter_releases, load_contract, load_last_release
from specloop.report import BUMPS, FORMATS, Alias, Change, show, worst_bump, worst_first
from specloop.text_format import join_words


def main(arguments: list[str] | None = None) -> int:
    """Load two contracts, compare them, print the changes, and return the exit status."""
    parser = _parser()
    options = parser.parse_intermixed_args(arguments)
    is_complete = options.old is not None and options.new is not None
    project = search_project() if is_complete and not options.project else find_project(options.project)
    if options.matrix:
        return _compare_releases(options, project)
    old, new = collect_errors(lambda load: load(), _loaders(options, project))
    changes = compare(old, new)
    if options.fix and options.callers is None:
        new, changes = _keep_old_names(old, new, changes)
    templates = project.templates if project else (tool_templates(),)
    if options.packages:
        changes = worst_first([*changes, *compare_packages(old, new, templates, changes)])
    if options.callers is not None:
        return _compare_callers(options, old, new, changes, templates)
    show(report(old, new, changes), options.format)
    bump = worst_bump(change.bump for change in changes)
    return int(BUMPS.index(bump) >= BUMPS.index(options.fail_on))


def _keep_old_names(old: Document, new: Document, changes: list[Change]) -> tuple[Document, list[Change]]:
    """Write `x-renamed-from` into the file of the new contract, so that the client keeps the old names as aliases.

    Return the edited contract and the changes from `old` to it. Raises InputError if `new` was not loaded from a file.
    """
    aliases = [change.alias for change in changes if change.alias]
    if not Path(new.source).is_file():
        raise InputError.at(new.source, "cannot be edited; expected the path of a file as NEW, for --fix")
    if not aliases:
        print("note: no rename is recognised that can keep its old name; nothing is edited", file=sys.stderr)
        return new, changes
    edited, outcomes = apply_fixes(new, [_alias_fix(each) for each in aliases])
    files = write_document(new, edited)
    for alias, outcome in zip(aliases, outcomes, strict=True):
        done = f"cannot be written: {outcome.rejection}" if outcome.rejection else "is written"
        print(f"{alias} {done}", file=sys.stderr)
    if files:
        print(f"edited: {join_words(files)}; generate the client again", file=sys.stderr)
    return edited, compare(old, edited)


def _alias_fix(alias: Alias) -> Fix:
    return lambda _: [SetKey((*alias.pointer, "x-renamed-from"), alias.old_name)]


def _compare_releases(options: argparse.Namespace, project: Project | None) -> int:
    """Report for each released client whether it still works with an API that follows the new contract.

    Return the exit status: 0 if all clients work, otherwise 1. Raises InputError if there are no releases, or none can
    be compared.
    """
    new = load_contract(options.new or (project or find_project()).spec, project)
    if options.old is None:
        listed = iter_releases(project or find_project())
    elif options.old.startswith(INDEX_PREFIX):
        listed = iter_published(options.old)
    else:
        raise InputError.at(options.old, "does not list releases; expected pypi:NAME, or nothing for the release tags")
    verdicts = compare_releases(listed, new)
    if not any(verdict.wire for verdict in verdicts):
        problem = (
            verdicts[0].problem
            if verdicts
            else "there is no such release; expected a tag vX.Y.Z or a published version"
        )
        raise InputError.at(new.source, f"no release could be examined: {problem}")
    show(matrix_report(verdicts, new), options.format)
    return int(any(verdict.wire != "ok" for verdict in verdicts))


def _compare_callers(
    options: argparse.Namespace, old: Document, new: Document, changes: list[Change], templates: TemplateFolders
) -> int:
    """Report the lines of the program at --callers that break if the client is generated from the new contract.

    With --fix, renamed names in the program are replaced first. Return the exit status: 1 if a line breaks, else 0.
    """
    old_files, new_files = (render_files(build_client(document), templates) for document in (old, new))
    found = check_callers(options.callers, old_files, new_files, changes, fix=options.fix)
    for location in found.fixed:
        print(f"{location}: rewritten", file=sys.stderr)
    show(report(old, new, changes, callers=found), options.format)
    return int(bool(found.broken))


def _loaders(options: argparse.Namespace, project: Project | None) -> list[Callable[[], Document]]:
    """Return two functions that load the contracts to compare, first the old and then the new contract."""

    def load_old() -> Document:
        if options.old is not None:
            return load_contract(options.old, project, options.overlay)
        document, note = load_last_release(project or find_project())
        if note:
            print(f"note: {note}", file=sys.stderr)
        return document

    def load_new() -> Document:
        return load_contract(options.new or (project or find_project()).spec, project, options.overlay)

    # With functions, the caller can report the errors in both contracts at once.
    return [load_old, load_new]


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        description="Report what changed between two contracts, for callers of the client and for installed clients.",
        epilog="A contract is PATH, URL, WHEEL, pypi:NAME[==VERSION] or GITREF:PATH, such as v1.2.0:openapi.yaml. "
        "Exit status: 0 no change for callers; 1 changes (with --fail-on, from that bump); 2 could not be determined.",
    )
    parser.add_argument(
        "old",
        nargs="?",
        metavar="OLD",
        help="the old contract (default: that of the project at its last release; "
        "before the first one, at its last commit)",
    )
    add_overlay_option(parser, "the named contracts")
    parser.add_argument("new", nargs="?", metavar="NEW", help="the new contract (default: that of the project)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="format of the report (default: %(default)s)")
    parser.add_argument(
        "--fail-on",
        choices=["major", "minor", "patch"],
        default="patch",
        help="the smallest bump that causes exit status 1 (default: %(default)s)",
    )
    parser.add_argument("--packages", action="store_true", help="also compare the generated packages with griffe")
    parser.add_argument(
        "--matrix",
        action="store_true",
        help="compare NEW with every release: those of the tags, or, with pypi:NAME as OLD, those on the index; "
        "exit status 1 if an installed client no longer works",
    )
    parser.add_argument(
        "--callers",
        type=Path,
        metavar="PATH",
        help="a program that uses the client, as a file or a folder: type-check it against both packages and report "
        "the lines that break; exit status 1 if there are any",
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="write `x-renamed-from` into NEW for each rename that can keep its old name; "
        "with --callers: rewrite uses of renamed names in the program instead",
    )
    add_project_option(parser)
    return parser
