"""The contract then and now in -> what changed for callers of the client, and the version bump it asks for, out.

Exit status: 0 callers notice nothing, or nothing as bad as --fail-on; 1 they do; 2 a contract cannot be read.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from specloop.compare import compare, compare_packages, report
from specloop.errors import collect_errors, run_main
from specloop.release.revisions import last_release, load_contract
from specloop.report import BUMPS, FORMATS, show, worst_bump, worst_first

HERE = Path(__file__).parent
CONTRACT = "openapi.yaml"


def main(arguments: list[str] | None = None) -> int:
    """Read both contracts, compare them, and print what was found."""
    options = _parser().parse_args(arguments)
    old, new = collect_errors(
        lambda source: load_contract(source or last_release(CONTRACT)), (options.old, options.new)
    )
    changes = compare(old, new)
    if options.packages:
        changes = worst_first([*changes, *compare_packages(old, new, HERE / "templates", changes)])
    show(report(old, new, changes), options.format)
    bump = worst_bump(change.bump for change in changes)
    return int(BUMPS.index(bump) >= BUMPS.index(options.fail_on))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Tell what changed between two contracts for those who call the client, and for installed clients.",
        epilog="A contract is PATH, URL or GITREF:PATH, such as v1.2.0:openapi.yaml. "
        "Exit status: 0 callers notice nothing; 1 they do (or, with --fail-on, as much as that); 2 could not tell.",
    )
    parser.add_argument("old", nargs="?", metavar="OLD", help=f"then (default: {CONTRACT} at the last release tag)")
    parser.add_argument("new", nargs="?", metavar="NEW", default=CONTRACT, help="now (default: %(default)s)")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to print it (default: %(default)s)")
    parser.add_argument(
        "--fail-on",
        choices=["major", "minor", "patch"],
        default="patch",
        help="the smallest bump that gives exit status 1 (default: %(default)s)",
    )
    parser.add_argument(
        "--packages", action="store_true", help="also generate both packages, and let griffe compare their Python"
    )
    return parser


if __name__ == "__main__":
    run_main(main)
