"""`specloop init --from stainless.yml`: the names, paging rules and servers of the file are converted to an overlay."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from support.commands import run_script

ROOT = Path(__file__).parents[2]

CONTRACT = """\
openapi: 3.1.0
info: {title: Shelter, version: 1.0.0}
paths:
  /v1/pets:
    get:
      operationId: v1_pets_index
      parameters:
        - {name: after_token, in: query, schema: {type: string}}
        - {name: size, in: query, schema: {type: integer}}
      responses:
        "200":
          description: Pets.
          content:
            application/json:
              schema:
                type: object
                properties:
                  rows: {type: array, items: {$ref: "#/components/schemas/PetDTO"}}
                  token: {type: string}
    post: {operationId: v1_pets_make, responses: {"204": {description: Done.}}}
  /v1/pets/{id}/toys:
    get:
      operationId: v1_pets_toys
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: None.}}
components:
  schemas:
    PetDTO: {type: object, properties: {name: {type: string}}}
"""

CONFIG = """\
organization: {name: shelter}
environments: {production: "https://shelter.example.com"}
client_settings:
  opts: {api_key: {type: string}}
security: [{Token: []}]
security_schemes: {Token: {type: http, scheme: bearer}}
pagination:
  - name: token_page
    type: cursor
    request:
      after_token: {type: string, x-stainless-pagination-property: {purpose: next_cursor_param}}
      size: {type: integer}
    response:
      rows: {type: array, items: {}, x-stainless-pagination-property: {purpose: items}}
      token: {type: string, x-stainless-pagination-property: {purpose: next_cursor_field}}
resources:
  animals:
    models: {animal: PetDTO}
    methods:
      list: get /v1/pets
      add: {endpoint: post /v1/pets, skip_test_reason: slow}
    subresources:
      toys: {methods: {list: "get /v1/pets/{id}/toys"}}
"""


def init(folder: Path, config: str = CONFIG, contract: str = CONTRACT) -> subprocess.CompletedProcess[str]:
    (folder / "openapi.yaml").write_text(contract)
    (folder / "stainless.yml").write_text(config)
    return run_script("specloop/__main__.py", "init", "--from", "stainless.yml", cwd=folder)


def test_names_pages_servers_and_security_are_those_of_the_file(tmp_path: Path) -> None:
    done = init(tmp_path)
    assert done.returncode == 0, done.stderr
    assert 'overlays = ["overlay.yaml"]' in (tmp_path / "pyproject.toml").read_text()
    code = (
        "from shelter_client import Animal, Page, Shelter\n"
        "from typing import get_type_hints\n"
        "client = Shelter(api_key='t')\n"
        "print(client.base_url, client.animals.add.__name__, client.animals_toys.list.__name__)\n"
        "from shelter_client.resources import animals\n"
        "rule = animals._LIST.pagination\n"
        "print(rule.style, rule.parameter, rule.items, rule.next)\n"
    )
    called = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "generated", capture_output=True, text=True, check=False
    )
    assert called.stderr == ""
    assert called.stdout.splitlines() == [
        "https://shelter.example.com add list",
        "cursor after_token /rows ('body', '/token')",
    ]


def test_what_the_overlay_cannot_state_is_a_note_with_its_place(tmp_path: Path) -> None:
    notes = [note for note in init(tmp_path).stderr.splitlines() if "SPECLOOP_SOURCE" not in note]
    assert notes == [
        "stainless.yml:4:3: client_settings.opts is not converted: it is set on the client",
        "stainless.yml:21:38: skip_test_reason of a method is not converted",
        "stainless.yml:23:7: animals.toys is called animals_toys: resources are not nested",
        (
            "note: `git init && git add --all && git commit -m Begin` makes a repository, which compare and release"
            " need; the commit would also contain your other files"
        ),
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("get /v1/pets\n", "get /v2/pets\n", "stainless.yml:20:7: 'get /v2/pets' is not an operation of the document"),
        ("PetDTO", "PetDTOs", "stainless.yml:18:14: 'PetDTOs' is not a schema of the document; did you mean 'PetDTO'?"),
        ("resources:", "things:", "stainless.yml:1:1: has no `resources`; expected a stainless.yml"),
    ],
)
def test_what_the_document_does_not_hold_is_an_error(tmp_path: Path, old: str, new: str, message: str) -> None:
    done = init(tmp_path, CONFIG.replace(old, new))
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "overlay.yaml").exists()


def test_the_overlay_is_a_valid_one(tmp_path: Path) -> None:
    init(tmp_path)
    overlay = yaml.safe_load((tmp_path / "overlay.yaml").read_text())
    assert overlay["overlay"] == "1.0.0"
    assert [action["target"] for action in overlay["actions"]] == [
        "$",
        "$['components']['schemas']['PetDTO']",
        "$['paths']['/v1/pets']['get']",
        "$['paths']['/v1/pets']['post']",
        "$['paths']['/v1/pets/{id}/toys']['get']",
    ]


def purpose(name: str) -> str:
    return f"{{x-stainless-pagination-property: {{purpose: {name}}}}}"


# The type of a scheme, the purposes of `after_token` and `token`, the schema of the items, and the `x-pagination`.
SCHEMES = [
    ("page_number", "page_number_param", "total_page_count_field", "{}", {"style": "page"}),
    (
        "offset",
        "offset_count_param",
        "offset_total_count_field",
        "{}",
        {"style": "offset", "total": {"body": "/token"}},
    ),
    (
        "cursor_id",
        "next_cursor_param",
        "has_next_page",
        f"{{properties: {{uuid: {purpose('next_cursor_field')}}}}}",
        {"style": "cursor", "next": {"item": "uuid"}},
    ),
]


@pytest.mark.parametrize(("kind", "sent", "received", "item", "expected"), SCHEMES)
def test_a_number_of_pages_is_no_number_of_items(  # noqa: PLR0917 - the columns of a row
    kind: str, sent: str, received: str, item: str, expected: dict[str, object], tmp_path: Path
) -> None:
    """A walk ends when the total is reached, so a wrong total would end it after the first page."""
    scheme = (
        f"  - name: pages\n    type: {kind}\n    request: {{after_token: {purpose(sent)}, size: {{type: integer}}}}\n"
        f"    response: {{rows: {{type: array, items: {item}}}, token: {purpose(received)}}}\n"
    )
    head, _, rest = CONFIG.partition("  - name: token_page")
    contract = CONTRACT.replace("{name: {type: string}}", "{name: {type: string}, uuid: {type: string}}")
    contract = contract.replace("token: {type: string}", "token: {type: integer}")
    if kind != "cursor_id":
        contract = contract.replace("in: query, schema: {type: string}", "in: query, schema: {type: integer}")
    assert init(tmp_path, f"{head}{scheme}resources:{rest.partition('resources:')[2]}", contract).returncode == 0
    (rule,) = (
        action["update"]["x-pagination"]
        for action in yaml.safe_load((tmp_path / "overlay.yaml").read_text())["actions"]
        if "x-pagination" in action["update"]
    )
    assert rule == {"parameter": "after_token", "items": "/rows", **expected}


@pytest.mark.parametrize("config", [None, "resources: 7\n"], ids=["missing", "not valid"])
def test_a_file_that_cannot_be_used_writes_nothing(tmp_path: Path, config: str | None) -> None:
    if config is not None:
        (tmp_path / "stainless.yml").write_text(config)
    before = list(tmp_path.iterdir())
    done = run_script("specloop/__main__.py", "init", "--from", "stainless.yml", cwd=tmp_path)
    assert (2, "", before) == (done.returncode, done.stdout, list(tmp_path.iterdir()))
    assert done.stderr.startswith("stainless.yml:1:")
