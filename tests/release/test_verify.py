"""Verification of distributions: a faulty one is rejected and not recorded; test_rehearsal.py has a correct one."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from support.workshop import Workshop, workshop

from specloop.codegen.builder import build_client
from specloop.codegen.operation_calls import plan_calls
from specloop.commands.generate import main as generate
from specloop.openapi.loader import load_document
from specloop.project import Project
from specloop.release import artifacts, smoke_test
from specloop.release.project_check import check_operations
from specloop.release.verify import run_smoke_test


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Workshop:
    """A copy of the project with built distributions."""
    project = workshop(tmp_path_factory.mktemp("verify"), released=True)
    done = project.release("build")
    assert done.returncode == 0, done.stderr
    return project


DEPRECATED = """
openapi: 3.1.0
info: {title: Old, version: 1.0.0}
paths:
  /cars:
    get:
      deprecated: true
      operationId: listCars
      tags: [cars]
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}}}}
  /cars/{id}:
    get:
      operationId: getCar
      tags: [cars]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: ok
          headers: {Deprecation: {schema: {type: string}, example: '@1688169599'}}
          content: {application/json: {schema: {type: object}}}
  /cars/{id}/film:
    get:
      operationId: getFilm
      tags: [cars]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: ok
          headers: {Sunset: {schema: {type: string}, example: 'Sun, 30 Jun 2030 23:59:59 GMT'}}
          content: {application/octet-stream: {schema: {type: string, format: binary}}}
"""


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


@pytest.mark.parametrize("is_async", [False, True])
def test_deprecated_operations_are_called_though_warnings_are_errors(tmp_path, is_async: bool):
    """`verify` calls the operations with `-W error`, and a client warns of deprecation."""
    calls = call_all(tmp_path, DEPRECATED, is_async=is_async)
    assert [call.get("error") for call in calls] == [None, None, None]


def call_all(folder: Path, text: str, *, is_async: bool) -> list[dict[str, Any]]:
    """Generate the client of a contract, call all its operations as `verify` does, and return the results."""
    (folder / "openapi.yaml").write_text(text)
    document = load_document(folder / "openapi.yaml")
    assert generate(["--spec", str(folder / "openapi.yaml"), "--output", str(folder / "old"), "--overwrite"]) == 0
    client = build_client(document)
    calls = [call.data() for call in plan_calls(document, client)]
    plan = {"package": client.package, "client": client.name, "is_async": is_async, "calls": calls}
    started = "import runpy, sys; sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[2], run_name='__main__')"
    command = [sys.executable, "-W", "error", "-c", started, str(folder / "old"), str(smoke_test.__file__)]
    result, message = run_smoke_test(command, folder, document, plan)
    assert result is not None, message
    calls = result["calls"]
    assert isinstance(calls, list)
    return calls


def test_an_address_of_the_mock_is_the_same_in_each_run(tmp_path):
    """The mock has another port in each run."""
    moved = "{'302': {description: moved, headers: {Location: {required: true, schema: {type: string}}}}}"
    text = f"openapi: 3.1.0\ninfo: {{title: Old, version: 1.0.0}}\npaths: {{/cars: {{get: {{responses: {moved}}}}}}}\n"
    values = [call_all(tmp_path, text, is_async=is_async)[0]["value"] for is_async in (False, True)]
    assert ["Redirect(location='http://mock/__mock__/', status_code=302)"] * 2 == values


FORM_WITH_FILES = """
openapi: 3.1.0
info: {title: Album, version: 1.0.0}
paths:
  /photos:
    post:
      operationId: uploadPhotos
      tags: [photos]
      requestBody:
        required: true
        content:
          multipart/form-data: {schema: {$ref: '#/components/schemas/Upload'}}
      responses: {'200': {description: ok, content: {application/json: {schema: {type: integer}}}}}
  /tags:
    post:
      operationId: addTags
      tags: [tags]
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Tags'}}
      responses: {'204': {description: done}}
components:
  schemas:
    Upload:
      type: object
      required: [photos]
      properties: {photos: {type: array, items: {type: string, contentMediaType: application/octet-stream}}}
    Tags: {type: object, required: [names], properties: {names: {type: array, items: {type: string}}}}
"""


def test_a_required_list_in_a_form_is_sent_with_items(tmp_path: Path):
    """A form has one field for each item, so a list without items would be missing. FastAPI writes such contracts."""
    (tmp_path / "openapi.yaml").write_text(FORM_WITH_FILES)
    assert generate(["--spec", str(tmp_path / "openapi.yaml"), "--output", str(tmp_path / "generated")]) == 0
    assert check_operations(Project(tmp_path, {"spec": "openapi.yaml", "output": "generated"})) == []
    samples = (tmp_path / "generated" / "api.md").read_text()
    assert "client.photos.upload(photos=[b'photos 1'])" in samples
    assert "-F photos=@FILE" in samples
