"""openapi.yaml and templates/ in -> the client package in generated/ out.

Exit status: 0 written, or nothing to do; 1 stale (--check) or different (--diff); 2 the input cannot be used,
and then nothing was written.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from specloop.codegen import writer
from specloop.codegen.builder import build_client
from specloop.codegen.ir import Client
from specloop.codegen.renderer import render
from specloop.errors import MAX_PRINTED_PROBLEMS, InputError, run_main
from specloop.openapi.loader import load_document
from specloop.progress import stages

HERE = Path(__file__).parent
GENERATED = Path("generated")


def main(arguments: list[str] | None = None) -> int:
    """Render the package; then write it, say whether it is stale, or show what would change."""
    options = _parser().parse_args(arguments)
    with stages() as stage:
        stage(f"reading {options.spec}")
        contract = load_document(options.spec, remote=options.allow_remote_refs)
        client = build_client(contract, package=options.package_name, allow_partial=options.allow_partial, stage=stage)
        tree = render(client, HERE / "templates", _changelog(options.spec), stage=stage)
    _tell(client)
    folder = _folder(options, client)
    if options.diff:
        difference = writer.diff(folder, tree)
        sys.stdout.write(difference)
        return int(bool(difference))
    if options.check:
        stale = writer.stale(folder, tree)
        for each in stale:
            print(f"{folder / each.path}: {each.kind}")
        return _report_stale(folder, len(stale))
    written = writer.write(folder, tree)
    print(f"{folder}: {'written' if written else 'up to date'}, {len(tree)} files", file=sys.stderr)
    return 0


def _folder(options: argparse.Namespace, client: Client) -> Path:
    """Say where the package goes. Raises InputError where another one is, and nobody has said that it may go."""
    folder: Path | None = options.output
    if folder is not None:
        return folder
    other = next((path.parent.name for path in GENERATED.glob("*/py.typed")), client.package)
    if other != client.package:
        cure = f"say where {client.package} is to go: --output DIR, or --output {GENERATED} to replace it"
        raise InputError.at(GENERATED, f"this holds the package {other}; {cure}")
    return GENERATED


def _tell(client: Client) -> None:
    """Say what is missing from the package, and where it says less than the contract."""
    for each in client.left_out:
        print(f"left out: {each}", file=sys.stderr)
    for each in client.notes[:MAX_PRINTED_PROBLEMS]:
        print(f"note: {each}", file=sys.stderr)
    if len(client.notes) > MAX_PRINTED_PROBLEMS:
        print(f"... and {len(client.notes) - MAX_PRINTED_PROBLEMS} more notes", file=sys.stderr)


def _changelog(spec: str) -> dict[str, str]:
    """Find the changelog beside the contract: it goes into the package, as its users want to read it."""
    path = Path(spec).parent / "CHANGELOG.md"
    return {path.name: path.read_text("utf-8")} if "://" not in spec and path.is_file() else {}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Render a Python client package from an OpenAPI document.",
        epilog="Exit status: 0 written or up to date; 1 stale or different; 2 the input cannot be used.",
    )
    parser.add_argument(
        "--spec",
        default="openapi.yaml",
        metavar="PATH|URL",
        help="the OpenAPI document (default: %(default)s)",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="DIR",
        help=f"the folder (default: {GENERATED})",
    )
    parser.add_argument(
        "--package-name", metavar="NAME", help="the import package (default: from the document's title)"
    )
    ending = parser.add_mutually_exclusive_group()
    ending.add_argument("--check", action="store_true", help="write nothing; list what is changed, missing or leftover")
    ending.add_argument("--diff", action="store_true", help="write nothing; show what would change")
    parser.add_argument(
        "--allow-partial",
        action="store_true",
        help="leave out, and list, what cannot be generated, instead of stopping",
    )
    parser.add_argument(
        "--allow-remote-refs",
        action="store_true",
        help="fetch documents on other machines that the contract refers to; files are read only in its own folder",
    )
    return parser


def _report_stale(folder: Path, count: int) -> int:
    if count:
        cure = "run `make generate`" if folder == GENERATED else "run this without --check"
        print(f"{folder} is stale, {count} files: {cure}", file=sys.stderr)
        return 1
    print(f"{folder} is up to date", file=sys.stderr)
    return 0


if __name__ == "__main__":
    run_main(main)
