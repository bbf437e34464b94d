"""The command line of `generate`, which generates the package of a client from a contract.

With `--check`, the command lists the files that are not up to date. With `--diff`, it shows how files would change.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from specloop.arguments import CommandParser, add_overlay_option, add_project_option
from specloop.codegen import writer
from specloop.codegen.generation import GenerateOptions, changelog_beside, generate
from specloop.codegen.ir import Client
from specloop.errors import MAX_PRINTED_PROBLEMS, InputError
from specloop.openapi.retrieval import is_url
from specloop.progress import stages
from specloop.project import Project, find_project, search_project, tool_templates
from specloop.report import show_diff
from specloop.text_format import pluralize

DEFAULT_OUTPUT = Path("generated")


def main(arguments: list[str] | None = None) -> int:
    """Generate a package and write it, list the files that are not up to date (--check), or show a diff (--diff)."""
    options = build_parser().parse_args(arguments)
    project = find_project(options.project) if options.project or not options.spec else search_project()
    with stages() as stage:
        client, tree = generate(_generate_options(options, project), stage=stage)
    _print_notes(client)
    folder = _output_folder(options, project, client)
    if options.diff:
        difference = writer.diff(folder, tree)
        show_diff(difference)
        return int(bool(difference))
    if options.check:
        stale = writer.stale(folder, tree)
        for each in stale:
            print(f"{folder / each.path}: {each.kind}")
        return _report_stale(folder, project, len(stale), len(writer.user_files(folder, tree)))
    written = writer.write(folder, tree, overwrite=options.overwrite, adopt=options.adopt)
    yours = _user_files_text(len(writer.user_files(folder, tree)))
    print(f"{folder}: {'written' if written else 'up to date'}, {pluralize(len(tree), 'file')}{yours}", file=sys.stderr)
    return 0


def _generate_options(options: argparse.Namespace, project: Project | None) -> GenerateOptions:
    """Return the options for generating the package. Options on the command line override the project's settings.

    The settings about the project's contract are ignored if --spec names a different contract.
    """
    own = project if project is not None and _is_own_contract(options.spec, project) else None
    templates = project.templates if project else (tool_templates(),)
    if options.templates:
        if not options.templates.is_dir():
            raise InputError.at(options.templates, "is not a folder; expected one with templates")
        templates = (tool_templates(), options.templates)
    spec = options.spec or (project.spec if project else "")
    return GenerateOptions(
        spec=spec,
        templates=templates,
        package_name=(own.package_name if own else None) if options.package_name is None else options.package_name,
        allows_partial=options.allow_partial or bool(own and own.allows_partial),
        allows_remote_refs=options.allow_remote_refs or bool(own and own.allows_remote_refs),
        overlays=(*(own.overlays if own else ()), *options.overlay),
        reference_folders=(*(own.reference_folders if own else ()), *options.allow_refs_in),
        changelog=own.changelog if own else changelog_beside(spec),
        urls=tuple(own.urls.items()) if own else (),
        released_names=own.released_names if own else None,
    )


def _is_own_contract(spec: str | None, project: Project) -> bool:
    """Return whether the package is generated from the project's own contract.

    This is so if `spec` (--spec) is None, or is a path or URL of this contract.
    """
    if spec is None or spec == project.spec:
        return True
    return not (is_url(spec) or is_url(project.spec)) and os.path.realpath(spec) == os.path.realpath(project.spec)


def _output_folder(options: argparse.Namespace, project: Project | None, client: Client) -> Path:
    """Return the folder for the generated package: --output, or else the project's output folder, or else `generated`.

    Raises InputError if --output is missing, --spec is not the project's contract, and the folder has a package with
    another name than the new one.
    """
    if options.output is not None:
        output: Path = options.output
        return output
    folder = project.output if project else DEFAULT_OUTPUT
    if project is not None and _is_own_contract(options.spec, project):
        return folder
    # Without --output, the package of another contract must not overwrite the project's own.
    manifest = writer.read_manifest(folder) or {}
    other = next((path.partition("/")[0] for path in manifest if path.endswith("/py.typed")), client.package)
    if other != client.package:
        fix = f"name the folder for {client.package} with --output DIR, or --output {folder} to replace it"
        raise InputError.at(folder, f"this holds the package {other}; {fix}")
    return folder


def _print_notes(client: Client) -> None:
    """Print on stderr what the package omits, and in which parts it does not follow the contract exactly."""
    for each in client.omitted:
        print(f"omitted: {each}", file=sys.stderr)
    for each in client.notes[:MAX_PRINTED_PROBLEMS]:
        print(f"note: {each}", file=sys.stderr)
    if len(client.notes) > MAX_PRINTED_PROBLEMS:
        print(f"... and {len(client.notes) - MAX_PRINTED_PROBLEMS} more notes", file=sys.stderr)


def _report_stale(folder: Path, project: Project | None, count: int, yours: int) -> int:
    beside = _user_files_text(yours)
    if count:
        own = project if project and folder == project.output else None
        fix = f"run `{own.step_command('generate')}`" if own else "run this without --check"
        print(f"{folder} is stale, {pluralize(count, 'file')}{beside}: {fix}", file=sys.stderr)
        return 1
    print(f"{folder} is up to date{beside}", file=sys.stderr)
    return 0


def _user_files_text(count: int) -> str:
    """Return text about files that the user wrote in the output folder, such as ", yours: 2".

    Return "" if `count` is 0.
    """
    return f", yours: {count}" if count else ""


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the command line of `generate`."""
    parser = CommandParser(
        description="Render a Python client package from an OpenAPI document.",
        epilog="Exit status: 0 written or up to date; 1 stale or different; 2 invalid input.",
    )
    parser.add_argument(
        "--spec",
        metavar="PATH|URL",
        help="the OpenAPI document (default: that of the project, openapi.yaml)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help=f"the folder to write to (default: that of the project, {DEFAULT_OUTPUT})",
    )
    parser.add_argument(
        "--package-name",
        metavar="NAME",
        help="the import package (default: from the document's title)",
    )
    parser.add_argument(
        "--templates",
        type=Path,
        metavar="DIR",
        help="a folder whose files replace those of the built-in templates, one by one",
    )
    ending = parser.add_mutually_exclusive_group()
    ending.add_argument("--check", action="store_true", help="write nothing; list changed, missing and obsolete files")
    ending.add_argument("--diff", action="store_true", help="write nothing; show the changes as a diff")
    parser.add_argument(
        "--allow-partial",
        action="store_true",
        help="omit and list what cannot be generated, instead of failing",
    )
    parser.add_argument(
        "--allow-remote-refs",
        action="store_true",
        help="also read documents on other machines to which the contract refers (default: only files in its folder)",
    )
    parser.add_argument(
        "--allow-refs-in",
        action="append",
        default=[],
        type=Path,
        metavar="DIR",
        help="another folder with files to which the contract may refer; repeatable",
    )
    add_overlay_option(parser)
    parser.add_argument(
        "--overwrite",
        action="store_true",
        help="replace generated files that were edited by hand, and your own files at the paths of generated ones",
    )
    parser.add_argument(
        "--adopt",
        action="store_true",
        help="write to a folder with files and no manifest; replaced files are listed first",
    )
    add_project_option(parser)
    return parser
