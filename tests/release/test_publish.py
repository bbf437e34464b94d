"""Publishing to a real index server on loopback: verified distributions are uploaded once, and can be installed."""

from __future__ import annotations

import http.server
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.index_server import CREDENTIALS, PASSWORD, Index, index_server
from support.workshop import ROOT, Workshop, workshop

from specloop.release import artifacts, package_index
from specloop.release.subprocesses import ToolError, python_environment

if TYPE_CHECKING:
    from collections.abc import Iterator

WHEEL, SDIST = "invent_client-0.1.0-py3-none-any.whl", "invent_client-0.1.0.tar.gz"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Index]:
    """Run a separate package index for each test."""
    with index_server(tmp_path) as index:
        yield index


@pytest.fixture(scope="module")
def verified(tmp_path_factory) -> Workshop:
    """A copy of the project with built distributions and a verification record, as `verify` would write it."""
    project = workshop(tmp_path_factory.mktemp("publish"), released=True)
    done = project.release("build")
    assert done.returncode == 0, done.stderr
    artifacts.write_verification_record(artifacts.find_distributions([project.root / "dist"]))
    return project


@pytest.fixture
def dist(verified: Workshop, tmp_path: Path) -> Path:
    """The folder dist/ in a copy of the verified project, which one test may change."""
    shutil.copytree(verified.root, tmp_path / "project")
    return tmp_path / "project" / "dist"


def publish(url: str, dist: Path, *arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    project = Workshop(dist.parent) if (dist.parent / "openapi.yaml").exists() else Workshop(ROOT)
    done = project.release("publish", "--index", url, dist, *arguments, **(CREDENTIALS | variables))
    assert "Traceback" not in done.stderr
    assert PASSWORD not in done.stdout + done.stderr
    return done


def test_what_was_verified_is_uploaded_once_and_can_be_installed(server: Index, dist: Path, tmp_path: Path):
    done = publish(server.url, dist)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(f"pip install --index-url {server.url}/simple/ invent-client\n")
    for name in (WHEEL, SDIST):
        assert (dist / name).read_bytes() == (server.packages / name).read_bytes()

    again = publish(server.url, dist)
    assert (1, "") == (again.returncode, again.stdout)
    assert again.stderr.startswith(f"refused: invent-client 0.1.0 is on {server.url}/simple/ already")
    assert again.stderr.endswith("; release the next version, which `release.py plan` shows\n")

    target = tmp_path / "installed"
    pip = [sys.executable, "-I", "-m", "pip", "--isolated", "--no-cache-dir", "install", "--quiet", "--no-deps"]
    where = ["--index-url", f"{server.url}/simple/", "--target", str(target)]
    plain = {name: value for name, value in python_environment().items() if not name.startswith("PIP_")}
    done = subprocess.run(
        [*pip, *where, "invent-client==0.1.0"], env=plain, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    code = "import invent_client; print(invent_client.__version__)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=target, env=python_environment(), capture_output=True, check=True
    )
    assert done.stdout == b"0.1.0\n"


def test_another_file_of_a_version_that_is_there_is_refused(server: Index, dist: Path):
    (server.packages / SDIST).write_bytes(b"another one")
    done = publish(server.url, dist)
    assert done.returncode == 1
    assert "is on" in done.stderr
    assert not (server.packages / WHEEL).exists()


def test_an_upload_that_broke_off_is_finished(server: Index, dist: Path):
    shutil.copy(dist / WHEEL, server.packages)
    assert publish(server.url, dist).returncode == 0
    assert (dist / SDIST).read_bytes() == (server.packages / SDIST).read_bytes()


def test_what_was_not_verified_is_refused(server: Index, dist: Path):
    (dist / artifacts.RECORD_NAME).unlink()
    done = publish(server.url, dist)
    assert done.returncode == 1
    said = f"refused: {WHEEL} and {SDIST} were never verified; run `release.py verify {dist}`\n"
    assert said == done.stderr
    assert [] == list(server.packages.iterdir())


def test_what_is_not_the_tag_of_its_version_is_refused(server: Index, dist: Path):
    """The distributions are built from a later commit with another API and the same version."""
    project = Workshop(dist.parent)
    project.edit("openapi.yaml", "operationId: listBroadcasts\n", "operationId: listEverything\n")
    project.commit()
    refused = project.release("build")
    assert refused.returncode == 1
    assert refused.stderr.startswith("refused: this commit is not the tag v0.1.0: ")
    built = project.release("build", "--untagged")
    assert (0, True) == (built.returncode, "it cannot be published" in built.stderr), built.stderr
    artifacts.write_verification_record(artifacts.find_distributions([dist]))
    done = publish(server.url, dist)
    assert done.returncode == 1
    assert f"refused: {WHEEL} differs from the tag v0.1.0: " in done.stderr
    assert [] == list(server.packages.iterdir())


def test_what_was_built_from_another_commit_than_the_tag_is_refused(server: Index, dist: Path, monkeypatch):
    """The files are the same, but they were built from a commit after the tag."""
    project = Workshop(dist.parent)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2030-01-01T00:00:00Z")
    project.git("commit", "--quiet", "--allow-empty", "--message", "Later")
    assert project.release("build").returncode == 1
    built = project.release("build", "--untagged")
    assert built.returncode == 0, built.stderr
    artifacts.write_verification_record(artifacts.find_distributions([dist]))
    done = publish(server.url, dist)
    assert done.returncode == 1
    assert f"{SDIST} was not built from the commit of the tag v0.1.0" in done.stderr


def test_what_was_changed_after_it_was_verified_is_refused(server: Index, dist: Path):
    (dist / WHEEL).write_bytes((dist / WHEEL).read_bytes() + b"\n")
    done = publish(server.url, dist)
    assert done.returncode == 1
    assert f"refused: {WHEEL} is not the file that was verified: its SHA-256 is different; " in done.stderr
    assert [] == list(server.packages.iterdir())


def test_a_wrong_password_is_an_error_and_stays_a_secret(server: Index, dist: Path):
    done = publish(server.url, dist, TWINE_PASSWORD="wrong-Passw0rd")
    assert done.returncode == 2
    assert "403 Forbidden" in done.stderr
    assert "wrong-Passw0rd" not in done.stderr
    assert [] == list(server.packages.iterdir())


def test_without_credentials_it_fails_and_asks_nobody(server: Index, dist: Path):
    no_keyring = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    done = Workshop(dist.parent).release("publish", "--index", server.url, dist, **no_keyring)
    assert done.returncode == 2
    assert "twine upload: it failed (see above)" in done.stderr


def test_one_attestation_of_two_is_refused(server: Index, dist: Path):
    (dist / f"{WHEEL}.publish.attestation").write_text("{}")
    done = publish(server.url, dist)
    assert done.returncode == 1
    assert done.stderr.startswith("refused: only one of the two files has an attestation; ")


def test_attestations_go_along(server: Index, dist: Path):
    for name in (WHEEL, SDIST):
        (dist / f"{name}.publish.attestation").write_text("{}")
    done = publish(server.url, dist)
    assert done.returncode == 0, done.stderr
    assert ", with attestations: " in done.stdout


URLS = [
    ("", "is not the URL of an index"),
    ("pypi", "is not the URL of an index"),
    ("http://index.example/", "would get the credentials unencrypted"),
    ("https://someone:hunter2@index.example/", "has credentials in it"),
]


@pytest.mark.parametrize(("url", "said"), URLS)
def test_a_url_that_would_give_away_a_secret_is_refused(dist: Path, url: str, said: str):
    done = publish(url, dist)
    assert done.returncode == 1
    assert said in done.stderr
    assert "hunter2" not in done.stderr


def test_an_index_that_cannot_be_reached_is_no_index_without_the_version(dist: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    done = publish(f"http://127.0.0.1:{port}", dist)
    assert done.returncode == 2
    assert "the index cannot be reached" in done.stderr


NEXT = "invent_client-0.2.0.tar.gz"


@pytest.mark.parametrize("names", [[], [WHEEL], [WHEEL, SDIST, NEXT], [WHEEL, NEXT]])
def test_a_folder_that_is_not_one_release_cannot_be_published(tmp_path: Path, names: list[str]):
    for name in names:
        (tmp_path / name).write_text("")
    done = publish("http://127.0.0.1:9", tmp_path)
    assert done.returncode == 2
    assert "expected one" in done.stderr


PAGES = [
    # the media type and the text of an index page; the files of version 0.1.0 on the page
    (
        "application/vnd.pypi.simple.v1+json",
        """{"files": [{"filename": "invent_client-0.1.0.tar.gz", "hashes": {"sha256": "ab"}},
        {"filename": "invent_client-0.2.0.tar.gz", "hashes": {}}, {"filename": "other-0.1.0.tar.gz", "hashes": {}}]}""",
        {"invent_client-0.1.0.tar.gz": "ab"},
    ),
    (
        "text/html",
        """<a href="../f/invent_client-0.1.0-py3-none-any.whl#sha256=cd">x</a> <a class=y
        href='Invent.Client-0.1.0.zip'>""",
        {"invent_client-0.1.0-py3-none-any.whl": "cd", "Invent.Client-0.1.0.zip": ""},
    ),
    ("text/html", "<html>", {}),
]


@contextmanager
def serving(answers: dict[str, tuple[int, dict[str, str], str]]) -> Iterator[str]:
    """Serve GET requests from a table of responses by path; the response to other paths is 404."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, text = answers.get(self.path, (404, {}, ""))
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(text))}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(("kind", "text", "files"), PAGES)
def test_pages_of_both_forms_are_read(kind: str, text: str, files: dict[str, str]):
    with serving({"/simple/invent-client/": (200, {"Content-Type": kind}, text)}) as url:
        assert files == package_index.files(f"{url}/simple/", "Invent_Client", "0.1.0")


def test_a_redirect_is_followed_on_the_index_and_not_to_another_one():
    page = (200, {"Content-Type": "text/html"}, f'<a href="{SDIST}">')
    with serving({"/simple/invent-client/": page, "/": (200, {}, "")}) as other:
        moved = {"/simple/invent-client/": (301, {"Location": "/real/"}, ""), "/real/": page, "/simple/": (200, {}, "")}
        elsewhere = (302, {"Location": f"{other}/simple/invent-client/"}, "")
        away = {"/simple/invent-client/": elsewhere, "/simple/": (200, {}, "")}
        with serving(moved) as url:
            assert {SDIST: ""} == package_index.files(f"{url}/simple/", "invent-client", "0.1.0")
        with serving(away) as url:
            assert {} == package_index.files(f"{url}/simple/", "invent-client", "0.1.0")


NO_INDEX = [
    ({}, "the index is not readable here"),
    ({"/simple/invent-client/": (500, {}, "")}, "responds with 500"),
    ({"/simple/invent-client/": (302, {"Location": "/simple/invent-client/"}, "")}, "in circles"),
    ({"/simple/invent-client/": (200, {"Content-Type": "application/json"}, "[]")}, "is not a page of an index"),
]


@pytest.mark.parametrize(("answers", "said"), NO_INDEX)
def test_what_cannot_be_told_is_not_taken_for_no(answers, said: str):
    with serving(answers) as url, pytest.raises(ToolError, match=said):
        package_index.files(f"{url}/simple/", "invent-client", "0.1.0")


def test_pypi_is_read_where_it_is_read():
    assert package_index.read_url("https://upload.pypi.org/legacy/") == "https://pypi.org/simple/"
    assert package_index.read_url("https://test.pypi.org/legacy/") == "https://test.pypi.org/simple/"
    assert package_index.read_url("https://index.example/team") == "https://index.example/team/simple/"
