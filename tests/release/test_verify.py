"""Verification of distributions: a faulty one is rejected and not recorded; test_rehearsal.py has a correct one."""

from __future__ import annotations

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from support.workshop import Workshop, workshop

from specloop.release import artifacts


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Workshop:
    """A copy of the project with built distributions."""
    project = workshop(tmp_path_factory.mktemp("verify"), released=True)
    done = project.release("build")
    assert done.returncode == 0, done.stderr
    return project


def replace_in_wheel(wheel: Path, name: str, old: bytes, new: bytes) -> None:
    with zipfile.ZipFile(wheel) as file:
        entries = {each: file.read(each) for each in file.namelist()}
    assert entries[name].count(old) == 1
    entries[name] = entries[name].replace(old, new)
    with zipfile.ZipFile(wheel, "w") as file:
        for each, content in entries.items():
            file.writestr(each, content)


def append_to_sdist(sdist: Path, name: str, text: bytes) -> None:
    with tarfile.open(sdist) as file:
        entries = [(member, data.read()) for member in file.getmembers() if (data := file.extractfile(member))]
    with tarfile.open(sdist, "w:gz") as file:
        for member, content in entries:
            whole = content + (text if member.name.endswith(f"/{name}") else b"")
            member.size = len(whole)
            file.addfile(member, io.BytesIO(whole))


def test_a_faulty_release_is_refused_and_no_longer_noted_down(built: Workshop):
    """The wheel's `__version__` differs from its file name, and the sdist has an example with a type error."""
    pair = artifacts.find_distributions([built.root / "dist"])
    artifacts.write_verification_record(pair)
    replace_in_wheel(pair.wheel, "invent_client/_metadata.py", b'VERSION: Final = "0.1.0"', b'VERSION: Final = "0.9.0"')
    append_to_sdist(pair.sdist, "examples/first_call.py", b"\nbroadcast.nothing\n")
    done = built.release("verify", "dist")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    wheel, sdist = pair.wheel.name, pair.sdist.name
    output = [line.partition(";")[0] for line in done.stderr.splitlines()]
    assert f"refused: {wheel}: its __version__ is 0.9.0" in output
    assert f"refused: {sdist}: the installed files differ from the wheel" in output
    assert f"refused: {sdist}: mypy --strict on its examples: " in done.stderr
    assert 'has no attribute "nothing"' in done.stderr
    assert not (built.root / "dist" / artifacts.RECORD_NAME).exists()
