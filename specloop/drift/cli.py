"""The words of the command line -> which source is asked, and what is done with its findings."""

from __future__ import annotations

import argparse
from pathlib import Path

from specloop.arguments import StoreOnce, add_project_option
from specloop.drift.command import SourceOptions, run
from specloop.drift.run import OutputOptions
from specloop.project import find_project
from specloop.report import FORMATS


def main(arguments: list[str] | None = None) -> int:
    """Compare the contract with one source, print the findings, and write the edits that were asked for."""
    return run(*parse_arguments(arguments))


def parse_arguments(arguments: list[str] | None = None) -> tuple[SourceOptions, OutputOptions]:
    """Read the command line."""
    parser = _parser()
    options = vars(parser.parse_args(arguments))
    if options["update_baseline"] and not options["baseline"]:
        parser.error("--update-baseline needs to know which: give --baseline FILE, too")
    project = options.pop("project")
    options["spec"] = options["spec"] or find_project(project).spec
    output = OutputOptions(**{name: options.pop(name) for name in OutputOptions.__slots__})
    return SourceOptions(**options), output


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    add = common.add_argument
    add("--spec", action=StoreOnce, metavar="PATH", help="the contract (default: that of the project, openapi.yaml)")
    add_project_option(common)
    add("--format", default="text", choices=FORMATS, help="how to print the findings (default: %(default)s)")
    add("--baseline", type=Path, metavar="FILE", help="findings that were accepted, each with a reason and a date")
    add("--update-baseline", action="store_true", help="accept what is found now, for a time")
    add("--patch", type=Path, metavar="FILE", help="write the edits that would mend it, as a unified diff")
    add("--apply", action="store_true", help="make these edits in the contract")

    parser = argparse.ArgumentParser(
        description="Say where the API departs from the contract, and how to mend the contract.",
        epilog="Exit status: 0 no drift; 1 drift; 2 it could not be told.",
    )
    sources = parser.add_subparsers(dest="source", required=True, metavar="SOURCE")
    payload = sources.add_parser("payload", parents=[common], help="recorded JSON bodies")
    payload.add_argument("files", nargs="+", metavar="FILE", help="a JSON body; .ndjson: one a line; -: stdin")
    payload.add_argument("--operation", required=True, metavar="ID", help="the operationId that they answer")
    payload.add_argument("--status", type=_status, metavar="CODE", help="and the status (default: that of success)")
    traffic = sources.add_parser("traffic", parents=[common], help="recorded requests and answers")
    traffic.add_argument(
        "files", nargs="+", metavar="FILE", help="HAR, or lines {method, url, status, headers, body}; gzipped or not"
    )
    live = sources.add_parser("live", parents=[common], help="the API itself, by GET and HEAD alone")
    live.add_argument("--base-url", metavar="URL", help="where it is (default: as the client has it)")
    live.add_argument(
        "--param",
        dest="params",
        action="append",
        default=[],
        type=_name_and_value,
        metavar="name=value",
        help="of all requests",
    )
    docs = sources.add_parser("docs", parents=[common], help="a page of the API's documentation")
    docs.add_argument("files", nargs="+", metavar="FILE|URL", help="the text of a page, or its Markdown")
    upstream = sources.add_parser("upstream", parents=[common], help="the OpenAPI document that the vendor publishes")
    upstream.add_argument("files", nargs=1, metavar="FILE|URL")
    return parser


def _status(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 3):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"{text!r} is no status; expected three digits")
    return int(text)


def _name_and_value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError("expected name=value")
    return name, value
