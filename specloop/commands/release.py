"""The command line of `release`, with the subcommands plan, apply, build, verify and publish.

Without a subcommand, `plan` runs, which changes no files.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from functools import partial
from pathlib import Path

from specloop.arguments import CommandParser, add_project_option
from specloop.extras import require_extra
from specloop.project import find_project
from specloop.release import plan_report
from specloop.release.blockers import ReleaseBlockedError

DIST = Path("dist")

AFFIRMATIVE = {"y", "yes"}


def main(arguments: list[str] | None = None) -> int:
    """Run a subcommand of `release`, and return its exit status. The default subcommand is `plan`."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser().parse_args(given)
    if "run" not in options:
        options = _parser().parse_args([*given, "plan"])
    try:
        status: int = options.run(options)
    except ReleaseBlockedError as error:
        sys.stdout.flush()
        print(error, file=sys.stderr)
        return error.status
    return status


def _plan(options: argparse.Namespace) -> int:
    from specloop.release.plan import plan  # noqa: PLC0415 - each command imports only what it needs

    planned = plan(find_project(options.project), _today())
    sys.stdout.write(plan_report.json_text(planned) if options.format == "json" else plan_report.text(planned))
    if planned.blockers:
        raise ReleaseBlockedError(planned.blockers)
    return 0


def _apply(options: argparse.Namespace) -> int:
    from specloop.release.apply import apply  # noqa: PLC0415
    from specloop.release.plan import plan  # noqa: PLC0415

    project = find_project(options.project)
    planned = plan(project, _today())
    sys.stdout.write(plan_report.text(planned))
    if planned.blockers:
        raise ReleaseBlockedError(planned.blockers)
    if not options.yes:
        _ask(f"\nRelease {planned.next}? [y/N] ")
    applied = apply(planned)
    print(
        f"\nCommitted {applied.commit[:12]} and tagged it {applied.tag}. "
        f"Once `{project.step_command('dist', 'release', 'verify')}` has verified it, publish it:\n\n    {applied.push}"
    )
    return 0


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise ReleaseBlockedError.because(
            "stdin is not a terminal, so the question cannot be asked", "confirm with --yes"
        )
    print(question, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in AFFIRMATIVE:
        raise ReleaseBlockedError.because("the release was not confirmed", "nothing was changed")


def _build(options: argparse.Namespace) -> int:
    from specloop.release.artifacts import sha256  # noqa: PLC0415
    from specloop.release.build import build  # noqa: PLC0415

    if options.untagged:
        print("note: built from HEAD without its tag, so it cannot be published", file=sys.stderr)
    for file in build(find_project(options.project), options.output, untagged=options.untagged).files:
        print(f"{sha256(file)}  {file}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    require_extra("release")
    require_extra("mock")
    from specloop.release.verify import verify  # noqa: PLC0415

    distributions, results = verify(find_project(options.project), options.dist)
    for each in results:
        print(f"{each.file}: {each.summary}")
    print(f"{distributions.name} {distributions.version} is verified", file=sys.stderr)
    return 0


def _publish(options: argparse.Namespace) -> int:
    from specloop.release.publish import publish  # noqa: PLC0415

    done = publish(find_project(options.project), options.dist, options.index, options.simple)
    package, attested = done.distributions, ", with attestations" if done.is_attested else ""
    install = f"pip install --index-url {done.read_url} {package.name}"
    print(f"published {package.name} {package.version}{attested}: {install}")
    return 0


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _parser() -> argparse.ArgumentParser:
    parser = CommandParser(
        description="Release the client package. Without a command: plan.",
        epilog="Exit status: 0 done, or (plan) a release is possible; 1 refused: there is nothing to release, or "
        "something blocks it; every reason and its fix are on stderr, and nothing was changed; "
        "2 could not be determined: a repository, its history, a contract, an index or a tool is missing.",
    )
    add_project_option(parser)
    commands = parser.add_subparsers(metavar="COMMAND")
    common = CommandParser(add_help=False)
    # Without the option here, the value of the option before the command stays.
    add_project_option(common, default=argparse.SUPPRESS)
    add = partial(commands.add_parser, parents=[common])

    plan = add("plan", help="print the planned release and its reasons; change nothing (the default)")
    plan.add_argument("--format", choices=("text", "json"), default="text", help="(default: %(default)s)")
    plan.set_defaults(run=_plan)

    apply = add("apply", help="set the version, write the changelog, regenerate, commit, tag; push nothing")
    apply.add_argument("--yes", action="store_true", help="do not ask for confirmation")
    apply.set_defaults(run=_apply)

    build = add("build", help="the tagged commit's package -> a reproducible sdist and wheel")
    build.add_argument(
        "--output",
        type=Path,
        default=DIST,
        metavar="DIR",
        help="the folder to write to (default: %(default)s)",
    )
    build.add_argument(
        "--untagged", action="store_true", help="build a commit without a tag: a dry run, which cannot be published"
    )
    build.set_defaults(run=_build)

    verify = add("verify", help="install and use the sdist and the wheel in a fresh environment; record the result")
    verify.add_argument("dist", type=Path, nargs="+", metavar="DIST", help="a directory, or a wheel and its sdist")
    verify.set_defaults(run=_verify)

    publish = add("publish", help="upload the verified files to an index that does not have the version")
    publish.add_argument("--index", required=True, metavar="URL", help="the URL for uploads to the index")
    publish.add_argument(
        "--simple",
        metavar="URL",
        help="the URL for reading (default: PyPI's own, or simple/ below the index)",
    )
    publish.add_argument("dist", type=Path, nargs="*", default=[DIST], metavar="DIST", help="(default: dist)")
    publish.epilog = "Credentials: TWINE_USERNAME and TWINE_PASSWORD, the keyring, or a job that the index trusts."
    publish.set_defaults(run=_publish)
    return parser
