"""What has changed -> the version, the changelog, the wheel that is known to work, the index that has it.

Nothing happens by itself: without a command, or with `plan`, all is looked at and nothing is changed.

Exit status: 0 done (plan: a release is possible); 1 refused, with every reason and its cure on stderr, and nothing was
done; 2 it could not be told or tried: no git repository, a contract that cannot be read or compared, a clone without
its tags, an index out of reach, a tool that failed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from specloop.errors import run_main
from specloop.release import plan_report
from specloop.release.errors import ReleaseBlockedError

HERE = Path(__file__).resolve().parent
DIST = Path("dist")

YES = {"y", "yes"}


def main(arguments: list[str] | None = None) -> int:
    """Do what the command says."""
    options = _parser().parse_args(arguments or sys.argv[1:] or ["plan"])
    try:
        status: int = options.run(options)
    except ReleaseBlockedError as error:
        sys.stdout.flush()
        print(error, file=sys.stderr)
        return error.status
    return status


def _plan(options: argparse.Namespace) -> int:
    from specloop.release.plan import plan  # noqa: PLC0415 - each command waits for its own tools alone

    planned = plan(HERE, _today())
    sys.stdout.write(plan_report.json_text(planned) if options.format == "json" else plan_report.text(planned))
    if planned.refusals:
        raise ReleaseBlockedError(planned.refusals)
    return 0


def _apply(options: argparse.Namespace) -> int:
    from specloop.release.apply import apply  # noqa: PLC0415
    from specloop.release.plan import plan  # noqa: PLC0415

    planned = plan(HERE, _today())
    sys.stdout.write(plan_report.text(planned))
    if planned.refusals:
        raise ReleaseBlockedError(planned.refusals)
    if not options.yes:
        _ask(f"\nRelease {planned.next}? [y/N] ")
    applied = apply(HERE, planned)
    print(
        f"\nCommitted {applied.commit[:12]} and tagged it {applied.tag}. "
        f"Once `make dist` has verified it, let others have it:\n\n    {applied.push}"
    )
    return 0


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise ReleaseBlockedError.because(
            "nobody can be asked, since stdin is no terminal", "say so beforehand with --yes"
        )
    print(question, end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in YES:
        raise ReleaseBlockedError.because("the answer was not yes", "nothing was changed")


def _build(options: argparse.Namespace) -> int:
    from specloop.release.artifacts import digest  # noqa: PLC0415
    from specloop.release.build import build  # noqa: PLC0415

    for file in build(HERE, options.output).files:
        print(f"{digest(file)}  {file}")
    return 0


def _verify(options: argparse.Namespace) -> int:
    from specloop.release.verify import verify  # noqa: PLC0415

    pair, found = verify(HERE, options.dist)
    for each in found:
        print(f"{each.file}: installs, imports, walks {each.walked} items sync and async; its examples type-check")
    print(f"{pair.name} {pair.version} is verified", file=sys.stderr)
    return 0


def _publish(options: argparse.Namespace) -> int:
    from specloop.release.publish import publish  # noqa: PLC0415

    done = publish(options.dist, options.index, options.simple)
    name, attested = f"{done.pair.name} {done.pair.version}", ", with attestations" if done.attested else ""
    print(f"published {name}{attested}: pip install --index-url {done.simple} {done.pair.name}")
    return 0


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Release the client package. Without a command: plan.",
        epilog="Exit status: 0 done, or (plan) a release is possible; 1 refused, as there is nothing to release or "
        "something speaks against it: every reason and its cure stand on stderr, and nothing was done; 2 it could not "
        "be told or tried, for want of a repository, its tags, a contract, an index, or a tool.",
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    add = commands.add_parser

    plan = add("plan", help="say what would be released, and why; change nothing (the default)")
    plan.add_argument("--format", choices=("text", "json"), default="text", help="(default: %(default)s)")
    plan.set_defaults(run=_plan)

    apply = add("apply", help="set the version, write the changelog, regenerate, commit, tag; push nothing")
    apply.add_argument("--yes", action="store_true", help="do not ask first")
    apply.set_defaults(run=_apply)

    build = add("build", help="the last commit's generated/ -> an sdist and a wheel, the same bytes every time")
    build.add_argument("--output", type=Path, default=DIST, metavar="DIR", help="where to (default: %(default)s)")
    build.set_defaults(run=_build)

    verify = add("verify", help="install and use both, far from this checkout; note down that they are good")
    verify.add_argument("dist", type=Path, nargs="+", metavar="DIST", help="a directory, or a wheel and its sdist")
    verify.set_defaults(run=_verify)

    publish = add("publish", help="upload what was verified to an index that does not have the version")
    publish.add_argument("--index", required=True, metavar="URL", help="where the index takes uploads")
    publish.add_argument(
        "--simple", metavar="URL", help="where it is read (default: PyPI's own, or simple/ below the index)"
    )
    publish.add_argument("dist", type=Path, nargs="*", default=[DIST], metavar="DIST", help="(default: dist)")
    publish.epilog = "Credentials: TWINE_USERNAME and TWINE_PASSWORD, the keyring, or a job that the index trusts."
    publish.set_defaults(run=_publish)
    return parser


if __name__ == "__main__":
    run_main(main)
