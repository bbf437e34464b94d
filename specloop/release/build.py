"""The last commit's generated/ -> an sdist and a wheel in dist/, byte for byte the same however often they are built.

What is built is the commit, unpacked in a place of its own: neither stray files nor modes nor dates of this checkout
get in. The time in the archives is the commit's. Nothing is downloaded.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from specloop.release import record
from specloop.release.artifacts import Pair, find, inspect
from specloop.release.errors import ReleaseBlockedError, ReleaseBlocker
from specloop.release.git import Repository
from specloop.release.layout import GENERATED
from specloop.release.subprocesses import call, environment
from specloop.release.version import Version


def build(root: Path, dist: Path) -> Pair:
    """Build both distributions. Raises RefusedError if the checkout is not what is in the commit."""
    repository = Repository.open(root)
    _refuse(repository)
    with tempfile.TemporaryDirectory(prefix="build-") as scratch:
        project, built = Path(scratch, "project"), Path(scratch, "dist")
        _unpack(repository.folder("HEAD", GENERATED), project)
        _backend(project, built, repository.committed_at("HEAD"))
        pair = find([built])
        _match(repository, pair)
        inspect(pair)
        check = [sys.executable, "-P", "-m", "twine", "--no-color", "check", "--strict", *pair.files]
        call(check, cwd=built, env=environment(), what="twine check")
        return _keep(pair, dist)


def _refuse(repository: Repository) -> None:
    dirty = repository.dirty(GENERATED)
    if dirty:
        reason = f"{GENERATED}/ has changes that are in no commit, and a commit is what is built ({len(dirty)} files)"
        raise ReleaseBlockedError.because(reason, "commit them, or undo them with `git checkout generated`")


def _unpack(files: dict[str, bytes], project: Path) -> None:
    for path, content in files.items():
        place = project / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def _backend(project: Path, built: Path, time: int) -> None:
    """Make the sdist, and the wheel out of the sdist, with the locked hatchling."""
    command = [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", built, project]
    call(command, cwd=project, env=environment(SOURCE_DATE_EPOCH=str(time), TZ="UTC"), what="build")


def _match(repository: Repository, pair: Pair) -> None:
    """Refuse a commit whose release tag names another version: it would be published under a false name."""
    tags = repository.releases("--points-at", "HEAD")
    if tags and Version.parse(pair.version) not in tags:
        reason = f"this commit is tagged {tags[0].tag}, and what is built from it is {pair.version}"
        cure = f"delete the tag with `git tag --delete {tags[0].tag}`, and let `release.py apply` set both"
        raise ReleaseBlockedError([ReleaseBlocker(reason, cure)])


def _keep(pair: Pair, dist: Path) -> Pair:
    """Put both into dist/, in place of what was built before."""
    dist.mkdir(parents=True, exist_ok=True)
    stem = pair.name.replace("-", "_")
    for old in [*dist.glob(f"{stem}-*.whl*"), *dist.glob(f"{stem}-*.tar.gz*"), dist / record.NAME]:
        old.unlink(missing_ok=True)
    wheel, sdist = (Path(shutil.copyfile(file, dist / file.name)) for file in pair.files)
    return Pair(pair.name, pair.version, wheel, sdist)
