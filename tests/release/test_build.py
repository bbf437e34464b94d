"""Reproducible builds: a build of the same commit has the same bytes, independent of the environment."""

from __future__ import annotations

import os
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from support.workshop import Workshop, workshop

from specloop.release import artifacts
from specloop.release.blockers import ReleaseBlockedError

WHEEL, SDIST = "invent_client-0.1.0-py3-none-any.whl", "invent_client-0.1.0.tar.gz"


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Workshop:
    """A copy of the project, with the built distributions in dist/."""
    project = workshop(tmp_path_factory.mktemp("build"), released=True)
    done = project.release("build")
    assert done.returncode == 0, done.stderr
    assert [line.split()[1] for line in done.stdout.splitlines()] == [f"dist/{WHEEL}", f"dist/{SDIST}"]
    return project


def test_every_build_is_the_same_to_the_byte(built: Workshop, tmp_path: Path):
    """The second build differs in folder, time zone, umask, hash seed, file dates and modes, and has extra files."""
    other = Workshop(tmp_path / "a" / "deeper" / "place")
    built.git("clone", "--quiet", str(built.root), str(other.root))
    for path in (other.root / "generated").rglob("*"):
        path.chmod(0o777)
        os.utime(path, (1, 1))
    package = other.root / "generated" / "invent_client"
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "junk.cpython-311.pyc").write_text("junk")
    other.git("config", "core.fileMode", "false")
    umask = os.umask(0o077)
    try:
        done = other.release("build", TZ="Asia/Tokyo", PYTHONHASHSEED="7", SOURCE_DATE_EPOCH="1", LC_ALL="C")
    finally:
        os.umask(umask)
    assert done.returncode == 0, done.stderr
    for name in (WHEEL, SDIST):
        assert (built.root / "dist" / name).read_bytes() == (other.root / "dist" / name).read_bytes()


def test_the_wheel_holds_the_package_the_licence_and_the_contract_and_nothing_else(built: Workshop):
    generated = built.root / "generated"
    files = (path for path in (generated / "invent_client").rglob("*") if path.is_file())
    package = {path.relative_to(generated).as_posix() for path in files}
    names = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    info = {f"invent_client-0.1.0.dist-info/{name}" for name in names}
    with zipfile.ZipFile(built.root / "dist" / WHEEL) as wheel:
        assert {path for path in package if "__pycache__" not in path} | info == set(wheel.namelist())
        assert wheel.read("invent_client/openapi.yaml").decode() == built.read("openapi.yaml")
        assert wheel.read("invent_client/py.typed") == b""
        when = time.gmtime(int(built.git("show", "--no-patch", "--format=%ct", "v0.1.0^{commit}")))
        # A zip archive stores times in steps of two seconds.
        assert {(*when[:5], when[5] // 2 * 2)} == {entry.date_time for entry in wheel.infolist()}
        assert {0o644} == {entry.external_attr >> 16 & 0o777 for entry in wheel.infolist()}


def test_the_sdist_holds_the_whole_project_and_names_nobody(built: Workshop):
    with tarfile.open(built.root / "dist" / SDIST) as sdist:
        members = sdist.getmembers()
    names = {member.name.partition("/")[2] for member in members}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "api.md", "pyproject.toml", "PKG-INFO"} < names
    assert {"examples/first_call.py", "invent_client/py.typed", "invent_client/openapi.yaml"} < names
    assert {(0, 0, "", "")} == {(each.uid, each.gid, each.uname, each.gname) for each in members}


def test_a_build_replaces_what_was_built_before_and_nothing_else(built: Workshop):
    dist = built.root / "dist"
    for name in ("invent_client-0.0.9.tar.gz", "invent_client-0.0.9-py3-none-any.whl", "verified.json", "mine.txt"):
        (dist / name).write_text("")
    assert built.release("build").returncode == 0
    assert {WHEEL, SDIST, "mine.txt"} == {path.name for path in dist.iterdir()}


def test_what_is_in_no_commit_is_not_built(tmp_path: Path):
    project = workshop(tmp_path, released=True)
    project.write("generated/invent_client/py.typed", "partial\n")
    project.git("add", "generated")
    done = project.release("build")
    assert done.returncode == 1
    reason = "refused: generated/ has uncommitted changes, and only a commit is built: generated/invent_client/py.typed"
    assert done.stderr.startswith(f"{reason}; commit them, or undo them with `git checkout HEAD -- generated`")
    assert not (project.root / "dist").exists()
    project.git("checkout", "HEAD", "--", "generated")
    assert project.release("build").returncode == 0


def test_new_files_of_the_user_are_not_in_the_way_unless_they_are_in_the_package(tmp_path: Path):
    project = workshop(tmp_path, released=True)
    (project.root / "generated" / "tests").mkdir()
    for name in ("notes.md", "tests/test_mine.py", "invent"):
        project.write(f"generated/{name}", "mine\n")
    project.git("add", "generated/notes.md")
    done = project.release("build")
    assert (done.returncode, done.stderr) == (0, "")
    new = ["generated/examples/mine.py", "generated/invent_client/helpers.py"]
    for name in new:
        project.write(name, "")
    done = project.release("build")
    assert done.returncode == 1
    assert done.stderr.startswith(
        f"refused: generated/ has new files in the package, and only a commit is built: {' and '.join(new)}; "
        "commit them if they belong to the package, or move them out of its folders"
    )
    project.git("add", *new)
    assert project.release("build").stderr == done.stderr
    project.git("commit", "--quiet", "--message", "Helpers", "--", *new)
    assert project.release("build", "--untagged").returncode == 0
    with zipfile.ZipFile(project.root / "dist" / WHEEL) as wheel:
        assert "invent_client/helpers.py" in wheel.namelist()


def test_a_tag_that_says_another_version_is_refused(tmp_path: Path):
    project = workshop(tmp_path, released=True)
    project.git("commit", "--quiet", "--allow-empty", "--message", "later")
    project.git("tag", "v0.3.0")
    done = project.release("build")
    assert done.returncode == 1
    assert done.stderr.startswith("refused: this commit is tagged v0.3.0, but its version is 0.1.0; ")
    assert not (project.root / "dist").exists()


def repacked(source: Path, target: Path, *, drop: str = "", add: str = "") -> Path:
    """Copy a wheel to a folder, without the file `drop` and with an empty file `add`."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target / source.name, "w") as new:
        for name in old.namelist():
            if name != drop:
                new.writestr(name, old.read(name))
        if add:
            new.writestr(add, "")
    return target / source.name


FAULTS = [
    ({"drop": "invent_client/py.typed"}, f"{WHEEL} lacks invent_client/py.typed"),
    ({"drop": "invent_client-0.1.0.dist-info/licenses/LICENSE"}, f"{WHEEL} lacks invent_client-0.1.0.dist-info/lic"),
    ({"add": "invent_client/notes.txt"}, f"{WHEEL} holds invent_client/notes.txt"),
    ({"add": "tests/test_it.py"}, f"{WHEEL} holds tests/test_it.py"),
    ({"add": "invent_client/extra.py"}, f"{SDIST} lacks invent_client/extra.py"),
]


@pytest.mark.parametrize(("fault", "said"), FAULTS)
def test_what_is_missing_or_too_much_is_named(built: Workshop, tmp_path: Path, fault: dict[str, str], said: str):
    wheel = repacked(built.root / "dist" / WHEEL, tmp_path, **fault)
    with pytest.raises(ReleaseBlockedError) as output:
        artifacts.check_contents(artifacts.find_distributions([wheel, built.root / "dist" / SDIST]))
    assert said in str(output.value)
