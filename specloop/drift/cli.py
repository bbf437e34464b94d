"""The command line of `drift`, with the table of the drift sources."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

from specloop.arguments import CommandParser, add_overlay_option, add_project_option
from specloop.drift.findings import SourceResult
from specloop.drift.run import OutputOptions, Source, SourceOptions, run
from specloop.project import find_project
from specloop.report import FORMATS


def main(arguments: list[str] | None = None) -> int:
    """Compare the contract with one drift source, report the findings, and return the exit status."""
    return run(*parse_arguments(arguments))


def parse_arguments(arguments: list[str] | None = None) -> tuple[SourceOptions, OutputOptions]:
    """Parse the command-line arguments of `drift`; None means `sys.argv[1:]`."""
    parser = _parser()
    parsed = vars(parser.parse_args(arguments))
    options = {name: value for name, value in parsed.items() if not name.startswith("_")}
    if options["update_baseline"] and not options["baseline"]:
        parser.error("--update-baseline needs --baseline FILE")
    if options["matrix"] and (options["source"] == "live" or "-" in (options.get("files") or ())):
        parser.error("--matrix examines the source once for each release; expected recordings in files")
    output = OutputOptions(**{each.name: options.pop(each.name) for each in fields(OutputOptions)})
    project = options.pop("project")
    overlays = tuple(options.pop("overlay"))
    spec = options.pop("spec")
    own = None if spec else find_project(project)
    if own is not None:
        spec = own.spec
    name = options.pop("source")
    source = next(each for each in SOURCES if each.name == name)
    project = find_project(project) if project or output.matrix else None
    return SourceOptions(source, spec, overlays, options, project, own), output


def _parser() -> argparse.ArgumentParser:
    common = CommandParser(add_help=False)
    add = common.add_argument
    add("--spec", metavar="PATH", help="the contract (default: that of the project, openapi.yaml)")
    add_overlay_option(common, "the contract")
    add_project_option(common)
    add("--format", default="text", choices=FORMATS, help="format of the report (default: %(default)s)")
    add("--baseline", type=Path, metavar="FILE", help="accepted findings, each with a reason and an expiry date")
    add("--update-baseline", action="store_true", help="accept the current findings, until an expiry date")
    add("--patch", type=Path, metavar="FILE", help="write the edits that fix the findings to a file, as a unified diff")
    add("--apply", action="store_true", help="apply the edits that fix the findings to the contract")

    add("--matrix", action="store_true", help="also show which releases of the project each finding hits")

    parser = CommandParser(
        description="Report where the API differs from the contract, and the edits of the contract that fix it.",
        epilog="Exit status: 0 no drift; 1 drift; 2 could not be determined.",
    )
    sources = parser.add_subparsers(dest="source", required=True, metavar="SOURCE")
    for source in SOURCES:
        description = f"Examine {source.help}."
        source.add_arguments(
            sources.add_parser(source.name, parents=[common], help=source.help, description=description)
        )
    return parser


def _add_payload_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="a JSON body; .ndjson: one per line; -: stdin")
    parser.add_argument("--operation", required=True, metavar="ID", help="operationId of the response")
    parser.add_argument(
        "--status", type=_status, metavar="CODE", help="status of the response (default: the documented success)"
    )


def _add_traffic_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="HAR, or lines {method, url, status, headers, body}, gzipped or not; a folder, a pattern, a URL, or -",
    )
    parser.add_argument(
        "--scheduler", metavar="tcp://HOST:PORT", help="the Dask cluster that examines them (default: this machine)"
    )
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="another server of the API; relative servers of the contract are relative to it",
    )


def _add_mismatches_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE", help="lines {operation, pointer, kind, count, of}")


def _add_live_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--base-url", metavar="URL", help="base URL of the API (default: that of the client)")
    parser.add_argument(
        "--param",
        dest="params",
        action="append",
        default=[],
        type=_name_and_value,
        metavar="[OPERATION:]name=value",
        help="a parameter of all requests, or of those of one operation",
    )
    parser.add_argument(
        "--follow", action="store_true", help="use the ids in responses of lists for the parameters of other requests"
    )
    parser.add_argument(
        "--paging",
        action="store_true",
        help="find and check the paging rules of lists that have none in the contract, with a few requests",
    )


def _add_docs_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="FILE|URL", help="the text of a page, or its Markdown")


def _add_upstream_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE|URL", help="an OpenAPI document")


def _status(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 3):  # noqa: PLR2004
        raise argparse.ArgumentTypeError(f"{text!r} is not a valid status; expected three digits")
    return int(text)


def _name_and_value(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError("expected name=value")
    return name, value


def _import_on_call(module: str, function: str) -> Callable[..., SourceResult]:
    """Return a function that calls `module.function`, and imports the module only then."""

    def examine(*arguments: object, **options: object) -> SourceResult:
        result: SourceResult = getattr(importlib.import_module(module), function)(*arguments, **options)
        return result

    return examine


SOURCES = [
    Source(
        "payload",
        "recorded JSON bodies",
        _add_payload_arguments,
        _import_on_call("specloop.drift.sources.payload", "examine_payload"),
        unit="bodies",
    ),
    Source(
        "traffic",
        "recorded responses, and the paths and query names of their requests (request bodies are never read)",
        _add_traffic_arguments,
        _import_on_call("specloop.drift.sources.traffic", "examine_traffic"),
        unit="exchanges",
    ),
    Source(
        "mismatches",
        "mismatches that clients counted in production",
        _add_mismatches_arguments,
        _import_on_call("specloop.drift.sources.mismatches", "examine_mismatches"),
        unit="counts",
    ),
    Source(
        "live",
        "the API itself, by GET and HEAD only",
        _add_live_arguments,
        _import_on_call("specloop.drift.sources.live", "examine_live"),
        unit="answers",
    ),
    Source(
        "docs",
        "a page of the API's documentation",
        _add_docs_arguments,
        _import_on_call("specloop.drift.sources.docs.examine", "examine_pages"),
        unit="pages",
    ),
    Source(
        "upstream",
        "the OpenAPI document that the vendor publishes",
        _add_upstream_arguments,
        _import_on_call("specloop.drift.sources.upstream", "examine_upstream"),
        unit="operations",
    ),
]
"""The drift sources of the command line, with one row for each source."""
