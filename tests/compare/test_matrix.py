"""`compare.py --matrix`, and the comparison of contracts in wheels, from a path or a package index on loopback."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.api_server import Received, Server, reply
from support.compare_rows import CATS, PETS, STRING, Document, api, obj, ok, operation, ref
from support.workshop import Workshop

from specloop.commands import compare
from specloop.errors import run_main

ONE = operation("/one", operationId="getOne", responses=ok(ref("Pet")))
RELEASES: dict[str, Document] = {
    "1.0.0": api(PETS, {**CATS, "path": "/kittens"}),
    "1.1.0": api(
        PETS,
        CATS,
        operation("/one", operationId="getOne", responses=ok(ref("Pet"))),
        schemas={"Pet": obj("x", x=STRING)},
    ),
    "1.2.0": api(PETS, CATS),
}
NEW = api(PETS, CATS, operation("/new", operationId="new"))

Command = Callable[..., tuple[object, str, str]]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> tuple[object, str, str]:
        with pytest.raises(SystemExit) as caught:
            run_main(lambda: compare.main([*arguments]))
        return (caught.value.code, *capsys.readouterr())

    return call


def wheel(version: str, document: Document) -> bytes:
    """Return the smallest wheel that pip accepts, with a contract in it."""
    content = {
        "shop_client/__init__.py": "",
        "shop_client/openapi.json": json.dumps(document),
        f"shop_client-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: shop-client\nVersion: {version}\n",
        f"shop_client-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    listed = "".join(f"{name},,\n" for name in content)
    content[f"shop_client-{version}.dist-info/RECORD"] = listed
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return data.getvalue()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Run a package index for which pip is configured, and write the current contract."""
    monkeypatch.chdir(tmp_path)
    Path("openapi.json").write_text(json.dumps(NEW))
    names = {f"shop_client-{version}-py3-none-any.whl": version for version in RELEASES}

    def answer(asked: Received) -> bytes:
        name = asked.path.rpartition("/")[2]
        if name in names:
            return reply(content=wheel(names[name], RELEASES[names[name]]), content_type="application/octet-stream")
        if asked.path == "/simple/shop-client/":
            links = "".join(f'<a href="/files/{each}">{each}</a>\n' for each in names)
            return reply(content=f"<!doctype html>{links}".encode(), content_type="text/html")
        return reply(404)

    with Server(answer) as server:
        for name, value in {"PIP_INDEX_URL": f"{server.url}/simple/", "PIP_CONFIG_FILE": "/dev/null"}.items():
            monkeypatch.setenv(name, value)
        for name in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_REQUIRE_HASHES"):
            monkeypatch.delenv(name, raising=False)
        yield server


def test_every_version_on_an_index_has_a_verdict(index: Server, command: Command):
    status, out, _ = command("pypi:shop-client", "openapi.json", "--matrix", "--format", "json")
    assert status == 1
    found = json.loads(out)
    assert (found["bump"], found["wire"]) == ("major", "breaks")
    assert [(each["version"], each["wire"], each["operations"]) for each in found["matrix"]] == [
        ("1.2.0", "ok", []),
        ("1.1.0", "breaks", ["getOne"]),
        ("1.0.0", "breaks", ["listCats"]),
    ]


def test_one_version_on_an_index_is_a_contract(index: Server, command: Command):
    status, out, _ = command("pypi:shop-client==1.1.0", "openapi.json", "--format", "json")
    codes = {each["code"] for each in json.loads(out)["changes"]}
    assert status == 1
    assert {"operation-removed", "operation-added"} <= codes
    assert command("pypi:shop-client", "pypi:shop-client==1.2.0")[0] == 0


def test_a_wheel_is_a_contract(index: Server, command: Command):
    Path("shop_client-1.2.0-py3-none-any.whl").write_bytes(wheel("1.2.0", RELEASES["1.2.0"]))
    status, out, _ = command("shop_client-1.2.0-py3-none-any.whl", "openapi.json", "--format", "json")
    assert (status, [each["code"] for each in json.loads(out)["changes"]]) == (1, ["operation-added"])


def test_a_package_that_is_not_there_is_bad_input(index: Server, command: Command):
    status, out, err = command("pypi:nowhere", "openapi.json", "--matrix")
    assert (status, out) == (2, "")
    assert "pypi:nowhere" in err
    assert "expected a published package" in err


@pytest.fixture
def history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    project = Workshop(tmp_path)
    project.git("init", "--quiet", "--initial-branch", "main")
    for version, document in RELEASES.items():
        project.write("openapi.yaml", json.dumps(document))
        project.git("add", "--all")
        project.git("commit", "--quiet", "--message", version)
        project.git("tag", f"v{version}")
    project.write("openapi.yaml", json.dumps(NEW))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_release_tag_has_a_verdict(history: Path, command: Command):
    status, out, _ = command("--matrix", "--format", "markdown")
    assert status == 1
    assert "1 of 3 released clients works unchanged with `openapi.yaml`" in out
    assert "| 1.2.0 | ok | minor |" in out
    assert "| 1.1.0 | breaks: getOne | major |" in out
    assert '<th scope="row">1.0.0</th><td>breaks: listCats</td>' in command("--matrix", "--format", "html")[1]


def test_each_release_is_read_with_its_own_overlay(history: Path, command: Command):
    """The overlay existed at the last tag, so the contract of that tag has the operation that the overlay adds."""
    project = Workshop(history)
    added = {"/extra": {"get": {"operationId": "getExtra", "responses": ok(STRING)}}}
    action = {"target": "$.paths", "update": added}
    overlay = {"overlay": "1.0.0", "info": {"title": "o", "version": "1"}, "actions": [action]}
    project.write("overlay.yaml", json.dumps(overlay))
    project.write("pyproject.toml", '[tool.specloop]\noverlays = ["overlay.yaml"]\n')
    project.git("add", "overlay.yaml", "pyproject.toml")
    project.git("commit", "--quiet", "--message", "1.3.0")
    project.git("tag", "v1.3.0")
    action |= {"target": "$.info", "update": {"title": "Shop"}}
    project.write("overlay.yaml", json.dumps(overlay))
    _, out, _ = command("--matrix", "--format", "markdown")
    assert "getExtra" in next(line for line in out.splitlines() if line.startswith("| 1.3.0 "))
    assert "getExtra" not in next(line for line in out.splitlines() if line.startswith("| 1.2.0 "))


def test_without_a_release_nothing_could_be_examined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command):
    project = Workshop(tmp_path)
    project.git("init", "--quiet", "--initial-branch", "main")
    project.write("openapi.yaml", json.dumps(NEW))
    project.git("add", "--all")
    project.git("commit", "--quiet", "--message", "First")
    monkeypatch.chdir(tmp_path)
    status, out, err = command("--matrix")
    assert (status, out) == (2, "")
    assert "no release could be examined" in err
