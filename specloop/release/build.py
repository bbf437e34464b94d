"""The reproducible build of an sdist and a wheel from a tagged commit.

The build uses only the files of the commit, and the date of the commit for all files in the archives. It downloads
nothing.
"""

from __future__ import annotations

import posixpath
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from specloop.arguments import tool_command
from specloop.extras import require_extra
from specloop.files import write_files
from specloop.project import Project
from specloop.release.artifacts import RECORD_NAME, Distributions, check_contents, find_distributions
from specloop.release.blockers import ReleaseBlockedError, ReleaseBlocker
from specloop.release.git import Repository, quote_words
from specloop.release.subprocesses import python_environment, run_tool
from specloop.release.version import Version
from specloop.text_format import join_words

MAX_NAMED_CHANGES = 5
"""The number of changed files that a message names at most."""


def build(project: Project, dist: Path, *, untagged: bool = False) -> Distributions:
    """Build the wheel and the sdist of the commit HEAD, and write them to the folder `dist`.

    Raises ReleaseBlockedError if the package has uncommitted changes or new files, or if HEAD lacks the tag of its
    version. `untagged` allows a missing tag.
    """
    require_extra("release")
    repository = Repository.open(project.root)
    files = repository.folder("HEAD", project.output_name)
    _refuse_uncommitted(repository, project.output_name, files)
    with tempfile.TemporaryDirectory(prefix="build-") as scratch:
        source, built = Path(scratch, "project"), Path(scratch, "dist")
        _unpack(files, source, project)
        _run_backend(source, built, repository.committed_at("HEAD"))
        distributions = find_distributions([built])
        if not untagged:
            _require_tag(repository, distributions)
        check_contents(distributions)
        check = [sys.executable, "-P", "-m", "twine", "--no-color", "check", "--strict", *distributions.files]
        run_tool(check, cwd=built, env=python_environment(), what="twine check")
        return _copy_to(distributions, dist)


def _refuse_uncommitted(repository: Repository, output: str, files: Mapping[str, bytes]) -> None:
    """Raise ReleaseBlockedError if the package has uncommitted changes.

    Files that no commit has do not count outside the folders of the package: they are the user's, and never built.

    Args:
        repository: The git repository of the project.
        output: The folder of the package in the project.
        files: The files of this folder in the commit HEAD.
    """
    changes = repository.changes(output)
    parts = _distributed_paths(files)
    folder = posixpath.join(repository.prefix(), output)
    new = [path for path, is_new in changes.items() if is_new and _is_in(posixpath.relpath(path, folder), parts)]
    changed = [path for path, is_new in changes.items() if not is_new]
    blockers = []
    if changed:
        named = join_words(changed, most=MAX_NAMED_CHANGES)
        fix = f"commit them, or undo them with `{quote_words('git', 'checkout', 'HEAD', '--', output)}`"
        blockers.append(ReleaseBlocker(f"{output}/ has uncommitted changes, and only a commit is built: {named}", fix))
    if new:
        named = join_words(new, most=MAX_NAMED_CHANGES)
        fix = "commit them if they belong to the package, or move them out of its folders"
        blockers.append(
            ReleaseBlocker(f"{output}/ has new files in the package, and only a commit is built: {named}", fix)
        )
    if blockers:
        raise ReleaseBlockedError(blockers)


def _distributed_paths(files: Mapping[str, bytes]) -> list[str]:
    """Return the files and folders that the sdist contains, as `files` states in pyproject.toml.

    Return [""], which stands for the whole folder, if this is not stated.
    """
    try:
        settings: Any = tomllib.loads(files["pyproject.toml"].decode())
        return [each.strip("/") for each in settings["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]]
    except (LookupError, TypeError, AttributeError, ValueError):
        return [""]


def _is_in(path: str, parts: Sequence[str]) -> bool:
    """Return whether a path is one of `parts` or in one of them, or is a folder that contains one of them."""
    is_whole = path == "." or "" in parts
    return is_whole or any(
        f"{one}/".startswith(f"{two}/") for part in parts for one, two in ((path, part), (part, path))
    )


def _unpack(files: Mapping[str, bytes], folder: Path, project: Project) -> None:
    if "pyproject.toml" not in files:
        reason = f"the commit has no package: there is no {project.output_name}/pyproject.toml in it"
        raise ReleaseBlockedError.because(reason, f"run `{project.step_command('generate')}`, and commit")
    write_files(files, folder)


def _run_backend(source: Path, built: Path, time: int) -> None:
    """Build the sdist of the folder `source`, and the wheel from this sdist. Write both to the folder `built`.

    `time` is the date of all files in the archives, in seconds since 1970-01-01 UTC.
    """
    command = [sys.executable, "-P", "-m", "build", "--no-isolation", "--outdir", built, source]
    run_tool(command, cwd=source, env=python_environment(SOURCE_DATE_EPOCH=str(time), TZ="UTC"), what="build")


def _require_tag(repository: Repository, distributions: Distributions) -> None:
    """Raise ReleaseBlockedError unless the commit HEAD has the git tag of the built version, such as `v1.2.0`."""
    head, version = repository.head(), distributions.version
    here = repository.release_tags(f"--points-at={head}")
    if here and f"v{version}" not in here:
        reason = f"this commit is tagged {here[0]}, but its version is {version}"
        fix = (
            f"delete the tag with `git tag --delete {here[0]}`, and run "
            f"`{tool_command('release', 'apply')}`, which sets both"
        )
        raise ReleaseBlockedError([ReleaseBlocker(reason, fix)])
    tag = f"v{version}"
    if here:
        return
    dry_run = "or build for a dry run, which cannot be published, with --untagged"
    if Version.parse(version) is None:
        raise ReleaseBlockedError.because(f"{version} is not a version X.Y.Z, as a tag requires", dry_run)
    tagged = repository.commit_of(f"refs/tags/{tag}")
    if tagged is None:
        fix = (
            f"make the release with `{tool_command('release', 'apply')}`, or fetch "
            f"its tag with `git fetch --tags`; {dry_run}"
        )
        raise ReleaseBlockedError.because(f"there is no tag {tag}, and a release is built from its tag", fix)
    reason = f"this commit is not the tag {tag}: that is {tagged[:12]}, and this is {head[:12]}"
    raise ReleaseBlockedError.because(
        reason, f"`git checkout {tag}`, or release the changes with `{tool_command('release', 'apply')}`; {dry_run}"
    )


def _copy_to(distributions: Distributions, dist: Path) -> Distributions:
    """Copy the wheel and the sdist to the folder `dist`, and return the copies.

    The package's earlier builds, and the verification record `verified.json`, are deleted first.
    """
    dist.mkdir(parents=True, exist_ok=True)
    stem = distributions.name.replace("-", "_")
    for old in [*dist.glob(f"{stem}-*.whl*"), *dist.glob(f"{stem}-*.tar.gz*"), dist / RECORD_NAME]:
        old.unlink(missing_ok=True)
    wheel, sdist = (Path(shutil.copyfile(file, dist / file.name)) for file in distributions.files)
    return Distributions(distributions.name, distributions.version, wheel, sdist)
