"""The command line of the mock.

It serves a document until Ctrl-C or, with `--check`, checks that the mock can generate valid responses.
"""

from __future__ import annotations

import argparse
import shlex
import signal
import threading
from collections.abc import Sequence

from specloop.arguments import CommandParser, add_overlay_option, add_project_option
from specloop.codegen import auth, naming
from specloop.codegen.generation import load_project_contract
from specloop.mock.drifts import DRIFT_KINDS
from specloop.mock.self_check import check_responses
from specloop.mock.server import HOST, MockServer
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.openapi.validation import validate
from specloop.project import find_project

DEFAULT_PORT = 8765
DEFAULT_ITEMS = 250
MILLISECONDS_IN_A_SECOND = 1000
EXIT_ERROR = 2


def build_parser(prog: str | None) -> argparse.ArgumentParser:
    """Build the parser of the mock's command-line options. `prog` is the program name in messages."""
    kinds = "\n".join(f"  {name:<20} {text}" for name, text in DRIFT_KINDS.items())
    parser = CommandParser(
        prog=prog,
        description=f"Serve an OpenAPI document on {HOST} as the API would, until Ctrl-C.",
        epilog=f"kinds of drift, which can be combined; each changes the first of every three items:\n{kinds}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    fails = "share of the requests, 0 to 1, that fail: in turn with a 429, a 500, and a connection reset"
    add = parser.add_argument
    add("--spec", metavar="PATH|URL", help="the document (default: that of the project, openapi.yaml)")
    add_overlay_option(parser)
    add_project_option(parser)
    add(
        "--port",
        type=int,
        default=DEFAULT_PORT,
        metavar="N",
        help="the port to listen on; 0 for any free port (default: %(default)s)",
    )
    add(
        "--items",
        type=int,
        default=DEFAULT_ITEMS,
        metavar="N",
        help="items in each list at the start (default: %(default)s)",
    )
    add("--latency", type=float, default=0, metavar="MS", help="milliseconds before each response (default: 0)")
    add("--fail-rate", type=float, default=0, metavar="P", help=f"{fails} (default: 0)")
    add("--drift", default="", metavar="KIND,...", help="how responses differ from the document (default: no drift)")
    add(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="another seed generates other values, and fails other requests (default: 0)",
    )
    add("--check", action="store_true", help="do not serve: check that every documented response can be generated")
    return parser


def main(arguments: Sequence[str] | None = None, prog: str | None = None) -> int:
    """Serve the document until Ctrl-C or SIGTERM, or run the self-check.

    `prog` is the program name in messages. Raises InputError if the document cannot be read or is not valid.
    """
    parser = build_parser(prog)
    options = parser.parse_args(arguments)
    spec = options.spec
    if spec:
        document = load_document(spec, overlays=options.overlay)
    else:
        document = load_project_contract(find_project(options.project), overlays=options.overlay)
    validate(document)
    try:
        mock = MockServer(
            document,
            items=options.items,
            latency=options.latency / MILLISECONDS_IN_A_SECOND,
            fail_rate=options.fail_rate,
            drift=[kind.strip() for kind in options.drift.split(",") if kind.strip()],
            seed=options.seed,
            port=options.port,
        )
    except ValueError as error:
        parser.error(str(error))
    if options.check:
        return check_responses(mock.application)
    _serve(mock, document, parser)
    return 0


def _serve(mock: MockServer, document: Document, parser: argparse.ArgumentParser) -> None:
    port = mock.port
    try:
        # Shells start background commands of a script with SIGINT ignored. So the handlers of both signals are set
        # here.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.default_int_handler)
        with mock:
            title = str((document.data.get("info") or {}).get("title", "the API"))
            print(
                f"The mock of {title} is served at {mock.url} until Ctrl-C; {mock.url}/__mock__/ is a page to try it."
            )
            print("For a program that uses the generated client:")
            variables = environment(mock, document).items()
            print("export", *(f"{name}={shlex.quote(value)}" for name, value in variables), flush=True)
            threading.Event().wait()
    except OSError as error:
        reason = (error.strerror or str(error)).partition(" (")[0]
        fix = "choose another port with --port N, or --port 0 for a free one"
        parser.exit(EXIT_ERROR, f"{parser.prog}: cannot listen on {HOST}:{port}: {reason}; {fix}\n")
    except KeyboardInterrupt:
        pass


def environment(mock: MockServer, document: Document) -> dict[str, str]:
    """Return the environment variables that configure a generated client for the mock.

    They contain the mock's URL and credentials.
    """
    title = str((document.data.get("info") or {}).get("title", ""))
    prefix = naming.env_prefix(naming.client_name(title))
    variables = {f"{prefix}_BASE_URL": mock.url}
    for scheme in auth.build_security(document.data):
        for argument, value in zip(scheme.arguments, mock.credentials[scheme.scheme], strict=True):
            variables[f"{prefix}_{argument.upper()}"] = value
    return variables
