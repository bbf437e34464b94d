"""Bundling: a contract in several files, at URLs or at a git tag is read as one document; other files are not read."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import textwrap
import threading
from pathlib import Path

import pytest
from support.commands import run_generate

from specloop.commands.generate import main
from specloop.errors import InputError
from specloop.openapi.bundler import BUNDLED_DOCUMENTS_KEY
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.openapi.retrieval import retriever_for
from specloop.openapi.validation import validate
from specloop.release.revisions import load_contract

ROOT = Path(__file__).parents[2]
HEAD = "openapi: 3.1.0\ninfo: {title: Zoo, version: 1.0.0}\n"

ZOO = {
    "openapi.yaml": HEAD
    + """
    paths:
      /pets: {$ref: paths/pets.yaml}
      /cages/{id}:
        get:
          operationId: getCage
          tags: [cages]
          parameters: [{$ref: 'common.yaml#/parameters/Id'}]
          responses:
            '200': {$ref: 'common.yaml#/responses/Cage'}
            '404': {$ref: './common.yaml#/responses/Missing'}
    components:
      schemas:
        Local: {type: object, properties: {pet: {$ref: schemas/Pet.yaml}}}
    """,
    "paths/pets.yaml": """
    get:
      operationId: listPets
      tags: [pets]
      responses:
        '200':
          description: All of them.
          content: {application/json: {schema: {type: array, items: {$ref: ../schemas/Pet.yaml}}}}
    """,
    "schemas/Pet.yaml": """
    type: object
    required: [name]
    example: {$ref: this-is-data.yaml}
    properties:
      name: {type: string}
      parent: {$ref: '#'}
      kind: {$ref: 'kinds.json#/definitions/PetKind'}
      local: {$ref: '../openapi.yaml#/components/schemas/Local'}
      $ref: {type: string}
    """,
    "schemas/kinds.json": '{"definitions": {"PetKind": {"type": "string", "enum": ["cat", "dog"]}}}',
    "common.yaml": """
    parameters:
      Id: {name: id, in: path, required: true, schema: {type: string}}
    responses:
      Cage:
        description: A cage.
        content: {application/json: {schema: {$ref: '#/schemas/Cage'}}}
      Missing: {description: There is none.}
    schemas:
      Cage: {type: object, properties: {pets: {type: array, items: {$ref: schemas/Pet.yaml}}}}
    """,
}


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write files to a folder, and return the path of the contract."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head, _, rest = text.partition("\n\n")
        path.write_text(f"{head}\n{textwrap.dedent(rest)}" if text.startswith(HEAD) else textwrap.dedent(text))
    return folder / "openapi.yaml"


def schema_of(contract: Document, name: str) -> object:
    """Return a component schema, after following all `$ref`s."""
    node = contract.data["components"]["schemas"][name]
    while "$ref" in node:
        node = contract.value(contract.resolve(node["$ref"]))
    return node


def generated(spec: Path, output: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_generate("--spec", spec, "--output", output, *arguments)


def test_a_contract_in_several_files_gives_a_whole_package_that_names_no_folder(tmp_path):
    packages = []
    for place in ("one", "elsewhere/two"):
        done = generated(written(tmp_path / place, ZOO), tmp_path / place / "out")
        assert (0, "") == (done.returncode, done.stdout), done.stderr
        out = tmp_path / place / "out" / "zoo_client"
        packages.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    assert packages[0] == packages[1]
    models = {path.stem for path in packages[0] if path.parent.name == "models"}
    assert {"__init__", "cage", "local", "pet", "pet_kind"} == models
    # The contract in the package needs no other files.
    alone = load_document("openapi.json", text=packages[0][Path("openapi.json")])
    validate(alone)
    assert [] == [name for name in alone.data[BUNDLED_DOCUMENTS_KEY] if name.startswith("/")]


def test_every_node_stands_in_its_own_file(tmp_path):
    contract = load_document(written(tmp_path, ZOO))
    validate(contract)
    pointer = contract.resolve(contract.data["components"]["schemas"]["Local"]["properties"]["pet"]["$ref"])
    assert (BUNDLED_DOCUMENTS_KEY, "schemas/Pet.yaml") == pointer
    assert f"{tmp_path}/schemas/Pet.yaml:6:3" == str(contract.place((*pointer, "properties", "name")))


def test_what_is_data_is_no_reference(tmp_path):
    contract = load_document(written(tmp_path, ZOO))
    pet = contract.data[BUNDLED_DOCUMENTS_KEY]["schemas/Pet.yaml"]
    assert {"$ref": "this-is-data.yaml"} == pet["example"]
    assert {"type": "string"} == pet["properties"]["$ref"]


@pytest.mark.parametrize(
    ("reference", "definitions"),
    [
        ({"$ref": "#pet"}, {"$defs": {"P": {"$anchor": "pet", "type": "string"}}}),
        ({"$dynamicRef": "#pet"}, {"$defs": {"P": {"$dynamicAnchor": "pet", "type": "string"}}}),
        ({"$ref": "parts.yaml#pet"}, {}),
        ({"$ref": "parts.yaml#/a~1b/c%20d"}, {}),
        ({"$ref": "./parts.yaml#/round"}, {}),
        ({"$ref": "more/../parts.yaml#/again"}, {}),
    ],
)
def test_a_reference_may_be_an_anchor_a_path_or_go_through_others(tmp_path, reference, definitions):
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}}
    document["components"] = {"schemas": {"Given": reference | definitions}}
    parts = {
        "a/b": {"c d": {"type": "string"}},
        "x": {"$anchor": "pet", "type": "string"},
        "round": {"$ref": "#/a~1b/c d"},
        "again": {"$ref": "parts.yaml#/round"},
    }
    contract = load_document(written(tmp_path, {"openapi.yaml": json.dumps(document), "parts.yaml": json.dumps(parts)}))
    validate(contract)
    assert "string" == schema_of(contract, "Given")["type"]


def test_a_discriminator_may_name_files(tmp_path):
    union = "{oneOf: [{$ref: cat.yaml}, {$ref: dog.yaml}], discriminator: {propertyName: k, mapping: {c: cat.yaml}}}"
    animal = "{type: object, required: [k], properties: {k: {type: string}}}"
    text = f"{HEAD}components: {{schemas: {{Pet: {union}}}}}"
    contract = load_document(written(tmp_path, {"openapi.yaml": text, "cat.yaml": animal, "dog.yaml": animal}))
    validate(contract)
    assert {"c": f"#/{BUNDLED_DOCUMENTS_KEY}/cat.yaml"} == contract.data["components"]["schemas"]["Pet"][
        "discriminator"
    ]["mapping"]


ELSEWHERE = "keep a copy beside this document, or pass --allow-remote-refs"
PATH = "is not a relative path; expected one like schemas/pet.yaml"
OUTSIDE = (
    "is outside the folder of the document; move it there, or allow its folder with --allow-refs-in DIR "
    "or the setting `refs-in`"
)


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("none.yaml", "openapi.yaml:3:34: 'none.yaml': there is no such file; expected the path"),
        ("part.yaml#/none", "openapi.yaml:3:34: 'part.yaml#/none' does not resolve in {}/part.yaml; expected a path"),
        (
            "part.yaml#none",
            "openapi.yaml:3:34: 'part.yaml#none' does not resolve in {}/part.yaml; expected an `$anchor`",
        ),
        ("#none", "openapi.yaml:3:34: '#none' does not resolve in {}/openapi.yaml; expected an `$anchor` there"),
        ("broken.yaml", "broken.yaml:2:5: not valid YAML: "),
        ("list.yaml", "openapi.yaml:3:34: 'list.yaml': the document is a list; expected"),
        ("inner.yaml", "inner.yaml:1:8: unknown type 'strin'; did you mean 'string'?"),
        ("../secret.yaml", f"openapi.yaml:3:34: '../secret.yaml' {OUTSIDE}"),
        ("%2e%2e/secret.yaml", f"openapi.yaml:3:34: '%2e%2e/secret.yaml' {OUTSIDE}"),
        ("down/../../secret.yaml", f"openapi.yaml:3:34: 'down/../../secret.yaml' {OUTSIDE}"),
        ("link.yaml", f"openapi.yaml:3:34: 'link.yaml' {OUTSIDE}"),
        ("/etc/hostname", f"openapi.yaml:3:34: '/etc/hostname' {PATH}"),
        ("file:///etc/hostname", f"openapi.yaml:3:34: 'file:///etc/hostname' {PATH}"),
        ("C:\\secret.yaml", f"openapi.yaml:3:34: 'C:\\\\secret.yaml' {PATH}"),
        ("a%00b", f"openapi.yaml:3:34: 'a%00b' {PATH}"),
        ("http://127.0.0.1:1/x", f"openapi.yaml:3:34: 'http://127.0.0.1:1/x' is on another machine; {ELSEWHERE}"),
        ("HTTPS://x.example/y", f"openapi.yaml:3:34: 'HTTPS://x.example/y' is on another machine; {ELSEWHERE}"),
        ("ftp://x.example/y", f"openapi.yaml:3:34: 'ftp://x.example/y' {PATH}"),
    ],
)
def test_what_cannot_be_read_is_told_where_it_is_referred_to(tmp_path, ref, message):
    folder = tmp_path / "api"
    files = {
        "openapi.yaml": f"{HEAD}components: {{schemas: {{A: {{$ref: {json.dumps(ref)}}}}}}}",
        "part.yaml": "a: {type: string}",
        "broken.yaml": "a: b\nc: d: e",
        "list.yaml": "[1]",
        "inner.yaml": "{type: strin}",
    }
    contract = written(folder, files)
    (tmp_path / "secret.yaml").write_text("{type: string}")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(InputError) as caught:
        validate(load_document(contract))
    assert str(caught.value).startswith(f"{folder}/{message}".format(folder))


def test_what_is_wrong_is_said_all_at_once_wherever_it_stands(tmp_path):
    text = f"{HEAD}components: {{schemas: {{A: {{$ref: none.yaml}}, B: {{type: strin}}, C: {{$ref: c.yaml}}}}}}"
    contract = written(tmp_path, {"openapi.yaml": text, "c.yaml": "{type: object, required: true}"})
    done = generated(contract, tmp_path / "out")
    printed = [line.removeprefix(f"{tmp_path}/").partition(";")[0] for line in done.stderr.splitlines()]
    expected = ["c.yaml:1:26: `required` is true", "openapi.yaml:3:34: 'none.yaml': there is no such file"]
    assert (2, [*expected, "openapi.yaml:3:56: unknown type 'strin'"]) == (done.returncode, printed)
    assert not (tmp_path / "out").exists()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Serve the files of a folder on loopback."""
    folder = tmp_path_factory.mktemp("served")
    written(folder, ZOO)

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    handler = functools.partial(Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def test_other_machines_are_asked_only_where_that_is_allowed(tmp_path, served):
    text = f"{HEAD}components: {{schemas: {{A: {{$ref: '{served}/schemas/Pet.yaml'}}}}}}"
    contract = written(tmp_path, {"openapi.yaml": text})
    refused = generated(contract, tmp_path / "out")
    assert (2, False) == (refused.returncode, (tmp_path / "out").exists())
    done = generated(contract, tmp_path / "out", "--allow-remote-refs")
    assert 0 == done.returncode, done.stderr
    models = {path.stem for path in (tmp_path / "out" / "zoo_client" / "models").iterdir()}
    assert {"a", "pet_kind"} <= models


def test_a_contract_that_was_fetched_refers_to_its_neighbours_only_where_that_is_allowed(served):
    with pytest.raises(InputError, match=f"'paths/pets.yaml' is on another machine; {ELSEWHERE}"):
        validate(load_document(f"{served}/openapi.yaml"))
    url = f"{served}/openapi.yaml"
    validate(load_document(url, retriever=retriever_for(url, remote=True)))


def test_a_contract_of_the_past_refers_to_the_files_of_its_time(tmp_path, monkeypatch):
    folder = tmp_path / "deep" / "api"
    written(folder, ZOO)
    (tmp_path / "deep" / "out.yaml").write_text("{type: string}")
    git = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Begin"]):
        subprocess.run([*git, *command], cwd=tmp_path, env=environment, check=True)
    (folder / "schemas" / "kinds.json").write_text("{}")
    monkeypatch.chdir(folder)
    contract = load_contract("HEAD:deep/api/openapi.yaml")
    validate(contract)
    kind = contract.data[BUNDLED_DOCUMENTS_KEY]["schemas/kinds.json"]["definitions"]["PetKind"]
    assert ["cat", "dog"] == kind["enum"]
    place = contract.place((BUNDLED_DOCUMENTS_KEY, "schemas/kinds.json", "definitions"))
    assert "HEAD:deep/api/schemas/kinds.json:1:2" == str(place)
    with pytest.raises(InputError, match=r"'kinds\.json#/definitions/PetKind' does not resolve"):
        validate(load_document("openapi.yaml"))


def test_a_folder_beside_that_of_the_document_can_be_allowed(tmp_path, capsys):
    """Files outside the document's folder are read only from folders that `--allow-refs-in` allows."""
    ref = {"$ref": "../common/error.yaml"}
    content = {"application/json": {"schema": ref}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "paths": {
            "/a": {"get": {"operationId": "getA", "responses": {"200": {"description": "d", "content": content}}}}
        },
    }
    for folder in ("spec", "common", "secret"):
        (tmp_path / folder).mkdir()
    (tmp_path / "spec" / "openapi.json").write_text(json.dumps(document))
    (tmp_path / "common" / "error.yaml").write_text("type: object\nproperties: {m: {$ref: 'more.yaml'}}")
    (tmp_path / "common" / "more.yaml").write_text("type: string")
    arguments = ["--spec", str(tmp_path / "spec" / "openapi.json"), "--output", str(tmp_path / "out")]
    for allowed in ([], ["--allow-refs-in", str(tmp_path / "secret")]):
        with pytest.raises(InputError, match=r"'\.\./common/error\.yaml' is outside the folder of the document"):
            main([*arguments, *allowed])
    folders = ["--allow-refs-in", str(tmp_path / "secret"), "--allow-refs-in", str(tmp_path / "common")]
    assert main([*arguments, *folders]) == 0
    assert "m: str | Unset" in next((tmp_path / "out").glob("*/models/error.py")).read_text()


def test_references_in_a_list_of_items_are_followed(tmp_path):
    """Older versions of JSON Schema write `prefixItems` as a list in `items`, and `items` as `additionalItems`."""
    files = {
        "openapi.yaml": f"{HEAD}components: {{schemas: {{A: {{$ref: pair.yaml}}}}}}",
        "pair.yaml": "{type: array, items: [{$ref: 'more.yaml#/Word'}], additionalItems: {$ref: 'more.yaml#/Number'}}",
        "more.yaml": "Word: {type: string}\nNumber: {type: integer}",
    }
    contract = load_document(written(tmp_path, files))
    assert ["pair.yaml:1:15"] == [str(each.place).rpartition("/")[2] for each in validate(contract).notes]
    pair = contract.data[BUNDLED_DOCUMENTS_KEY]["pair.yaml"]
    assert {"string", "integer"} == {
        contract.value(contract.resolve(each["$ref"]))["type"] for each in (*pair["prefixItems"], pair["items"])
    }
