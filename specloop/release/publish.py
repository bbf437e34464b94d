"""A verified wheel and sdist -> a package index that does not have this version yet.

twine sends them. Who is sending, it finds out by itself: TWINE_USERNAME and TWINE_PASSWORD, the keyring, or, in a job
that the index trusts, a token for this one upload. None of it passes through here, nor is any of it printed.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from specloop.release import artifacts, package_index, record
from specloop.release.artifacts import Pair
from specloop.release.errors import ReleaseBlockedError, ReleaseBlocker
from specloop.release.subprocesses import ToolError, environment

ATTESTATION = ".publish.attestation"
"""What a signing job lays beside each file; the index shows it to those who install."""


@dataclass(frozen=True)
class Published:
    """What was sent, and where it can be installed from."""

    pair: Pair
    simple: str
    attested: bool


def publish(given: list[Path], url: str, simple: str | None = None) -> Published:
    """Upload both distributions. Raises RefusedError before anything is sent, ToolError if sending fails."""
    pair = artifacts.find(given)
    read_at = simple or package_index.simple(url)
    attestations = [file.with_name(file.name + ATTESTATION) for file in pair.files]
    attested = [file.is_file() for file in attestations]
    refusals = [*package_index.doubts(url), *record.doubts(pair)]
    if any(attested) and not all(attested):
        reason = "only one of the two files has an attestation beside it"
        refusals.append(ReleaseBlocker(reason, f"sign both, or delete {pair.wheel.parent}/*{ATTESTATION}"))
    if refusals:
        raise ReleaseBlockedError(refusals)
    artifacts.inspect(pair)
    missing = _missing(pair, read_at)
    beside = [file.with_name(file.name + ATTESTATION) for file in missing] if all(attested) else []
    _upload([*missing, *beside], url, attested=all(attested))
    return Published(pair, read_at, all(attested))


def _missing(pair: Pair, read_at: str) -> list[Path]:
    """List what the index lacks: both files, or the one at which an earlier upload broke off."""
    present = package_index.files(read_at, pair.name, pair.version)
    ours = {file.name: artifacts.digest(file) for file in pair.files}
    missing = [file for file in pair.files if file.name not in present]
    if present and (not missing or any(ours.get(name) != hash_ for name, hash_ in present.items())):
        reason = f"{pair.name} {pair.version} is on {read_at} already, and a version is never replaced"
        raise ReleaseBlockedError.because(reason, "release the next one: `release.py plan` says which")
    return missing


def _upload(files: list[Path], url: str, *, attested: bool) -> None:
    command = [sys.executable, "-P", "-m", "twine", "--no-color", "upload", "--disable-progress-bar"]
    command += ["--repository-url", url]
    command += ["--attestations"] if attested else []
    command += [] if sys.stdin.isatty() else ["--non-interactive"]
    # Its words go to the terminal as they come: it may ask for a password, and never repeats one.
    done = subprocess.run(  # noqa: S603 - a list, no shell
        [*command, *map(str, files)], env=environment(), stdout=sys.stderr, check=False
    )
    if done.returncode:
        message = "it failed, for the reason above; mend it and run this again, which sends what has not arrived"
        raise ToolError("twine upload", message)
