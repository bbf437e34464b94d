"""Upload of a verified wheel and sdist to a package index that does not have their version yet.

twine uploads the files, and gets the credentials from TWINE_USERNAME and TWINE_PASSWORD, from the keyring, or from the
CI job. This module neither reads nor prints credentials.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from specloop.arguments import tool_command
from specloop.extras import require_extra
from specloop.project import Project
from specloop.release import package_index
from specloop.release.artifacts import (
    Distributions,
    check_contents,
    find_distributions,
    read_contract,
    record_problems,
    sha256,
)
from specloop.release.blockers import ReleaseBlockedError, ReleaseBlocker
from specloop.release.git import Repository
from specloop.release.subprocesses import ToolError, python_environment

ATTESTATION_SUFFIX = ".publish.attestation"
"""File name suffix of an attestation, which a signing job creates and the index shows to users."""


@dataclass(frozen=True)
class Publication:
    """The uploaded files, and the URL of the index from which they can be installed."""

    distributions: Distributions
    read_url: str
    is_attested: bool


def publish(project: Project, given: list[Path], url: str, read_url: str | None = None) -> Publication:
    """Upload the wheel and the sdist to a package index.

    Args:
        project: The project.
        given: The wheel and the sdist, or their folder.
        url: The URL of the index for uploads.
        read_url: The URL for reading the index; None to derive it from `url`.

    Raises:
        ReleaseBlockedError: The files must not be uploaded.
        ToolError: The upload fails.
    """
    require_extra("release")
    distributions = find_distributions(given)
    read_at = read_url or package_index.read_url(url)
    attestations = [file.with_name(file.name + ATTESTATION_SUFFIX) for file in distributions.files]
    attested = [file.is_file() for file in attestations]
    blockers = [*package_index.url_problems(url), *record_problems(distributions)]
    if any(attested) and not all(attested):
        reason = "only one of the two files has an attestation"
        fix = f"sign both, or delete {distributions.wheel.parent}/*{ATTESTATION_SUFFIX}"
        blockers.append(ReleaseBlocker(reason, fix))
    if not blockers:
        check_contents(distributions)
        blockers += _tag_problems(project, distributions)
    if blockers:
        raise ReleaseBlockedError(blockers)
    missing = _missing_files(distributions, read_at)
    beside = [file.with_name(file.name + ATTESTATION_SUFFIX) for file in missing] if all(attested) else []
    _upload([*missing, *beside], url, attested=all(attested))
    return Publication(distributions, read_at, all(attested))


def _tag_problems(project: Project, distributions: Distributions) -> list[ReleaseBlocker]:
    """Check that the wheel and the sdist were built from the commit of the release tag. Return differences as blockers.

    File contents are compared, and the timestamps in the sdist must be the commit's time. A missing tag is a blocker.
    """
    repository = Repository.open(project.root)
    tag = f"v{distributions.version}"
    if repository.commit_of(f"refs/tags/{tag}") is None:
        fix = f"make the release with `{tool_command('release', 'apply')}`, or fetch its tag with `git fetch --tags`"
        return [ReleaseBlocker(f"there is no tag {tag}, and only a tagged commit can be published", fix)]
    released, time = repository.folder(tag, project.output_name), repository.committed_at(tag)
    package = read_contract(distributions.wheel)[0].partition("/")[0]
    others: dict[Path, list[str]] = {}
    with zipfile.ZipFile(distributions.wheel) as wheel:
        names = [name for name in wheel.namelist() if name.startswith(f"{package}/")]
        others[distributions.wheel] = [name for name in names if wheel.read(name) != released.get(name)]
    with tarfile.open(distributions.sdist) as sdist:
        members = [member for member in sdist.getmembers() if member.isfile()]
        contents = {member.name.partition("/")[2]: sdist.extractfile(member) for member in members}
        others[distributions.sdist] = [
            name
            for name, content in contents.items()
            if name != "PKG-INFO" and content is not None and content.read() != released.get(name)
        ]
        times = {int(member.mtime) for member in members}
    fix = f"run `git checkout {tag}`, then build and verify again"
    blockers = [
        ReleaseBlocker(
            f"{file.name} differs from the tag {tag}: {names[0]} and {len(names) - 1} more files are different", fix
        )
        if names[1:]
        else ReleaseBlocker(f"{file.name} differs from the tag {tag}: {names[0]} is different", fix)
        for file, names in others.items()
        if names
    ]
    if not blockers and times != {time}:
        blockers.append(
            ReleaseBlocker(f"{distributions.sdist.name} was not built from the commit of the tag {tag}", fix)
        )
    return blockers


def _missing_files(distributions: Distributions, read_at: str) -> list[Path]:
    """Return the files, wheel or sdist, that the index with the URL `read_at` does not have yet.

    Raises ReleaseBlockedError if no file is missing, or if files of this version on the index have
    other names or contents.
    """
    present = package_index.files(read_at, distributions.name, distributions.version)
    ours = {file.name: sha256(file) for file in distributions.files}
    missing = [file for file in distributions.files if file.name not in present]
    if present and (not missing or any(ours.get(name) != hash_ for name, hash_ in present.items())):
        released = f"{distributions.name} {distributions.version}"
        reason = f"{released} is on {read_at} already, and a published version cannot be replaced"
        raise ReleaseBlockedError.because(
            reason, f"release the next version, which `{tool_command('release', 'plan')}` shows"
        )
    return missing


def _upload(files: list[Path], url: str, *, attested: bool) -> None:
    command = [sys.executable, "-P", "-m", "twine", "--no-color", "upload", "--disable-progress-bar"]
    command += ["--repository-url", url]
    command += ["--attestations"] if attested else []
    command += [] if sys.stdin.isatty() else ["--non-interactive"]
    # twine may ask for a password, so its output is not captured and goes to the terminal. It prints no password.
    done = subprocess.run(  # noqa: S603 - a list, no shell
        [*command, *map(str, files)], env=python_environment(), stdout=sys.stderr, check=False
    )
    if done.returncode:
        message = "it failed (see above); fix the cause and run this again, which uploads the missing files"
        raise ToolError("twine upload", message)
