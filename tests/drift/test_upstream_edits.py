"""The edits that `upstream` proposes: they are possible, adopt what the vendor changed, and cause nothing new."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.contract_mutations import mutations

from specloop.drift import cli
from specloop.drift.cli import parse_arguments
from specloop.drift.findings import SourceResult
from specloop.drift.run import Proposal, examine_source, propose_fixes
from specloop.errors import InputError
from specloop.openapi.loader import load_document
from specloop.openapi.validation import validate

GOLDEN = Path(__file__).parents[1] / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/openapi.yaml") if (path.parent / "expected").exists())
SOME_MUTATIONS = 450
"""One in so many mutations is examined."""

BASE = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1.0.0"},
    "servers": [{"url": "https://shop.test"}],
    "paths": {
        "/orders": {
            "post": {
                "operationId": "order",
                "parameters": [
                    {"name": name, "in": "query", "schema": {"type": "string"}} for name in ("a", "b", "c", "d")
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                },
                "responses": {
                    "200": {
                        "description": "The order.",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}},
                    }
                },
            }
        }
    },
    "webhooks": {
        "ordered": {
            "post": {
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
                "responses": {"204": {"description": "Taken."}},
            }
        }
    },
    "components": {
        "schemas": {
            "Order": {
                "type": "object",
                "required": ["id"],
                "properties": {
                    "id": {"type": "string"},
                    "state": {"type": "string", "enum": ["NEW", "PAID", "SENT", "LOST", "BACK"]},
                    "next": {"$ref": "#/components/schemas/Order"},
                },
            }
        }
    },
}


def examine(ours: Path, theirs: Path) -> tuple[SourceResult, Proposal]:
    options, _ = parse_arguments(["upstream", str(theirs), "--spec", str(ours)])
    contract = load_document(options.spec)
    validate(contract)
    result = examine_source(contract, options)
    return result, propose_fixes(contract, result.findings, result.prove)


def adopted(folder: Path, ours: object, theirs: object) -> tuple[Proposal, Proposal]:
    """Return the proposal, and what is proposed after its edits are applied."""
    (folder / "ours.json").write_text(json.dumps(ours, indent=1))
    (folder / "theirs.json").write_text(json.dumps(theirs, indent=1))
    _, proposal = examine(folder / "ours.json", folder / "theirs.json")
    (folder / "ours.json").write_bytes(proposal.contract.text)
    return proposal, examine(folder / "ours.json", folder / "theirs.json")[1]


def real(proposal: Proposal) -> list[str]:
    return [each.message.rpartition(" (")[0] for each in proposal.findings if each.severity != "info"]


def changed(change: str) -> Iterator[object]:
    namespace = {"shop": json.loads(json.dumps(BASE))}
    exec(change, namespace)
    yield namespace["shop"]


ORDER = "shop['components']['schemas']['Order']"
OPERATION = "shop['paths']['/orders']['post']"
CHANGES = {
    "nothing": "pass",
    "two parameters are gone": f"del {OPERATION}['parameters'][1:3]",
    "three enum values are gone": f"del {ORDER}['properties']['state']['enum'][1:4]",
    "another status": f"{OPERATION}['responses']['201'] = {OPERATION}['responses'].pop('200')",
    "no body": f"del {OPERATION}['responses']['200']['content']",
    "another media type": f"c = {OPERATION}['responses']['200']['content']; c['text/csv'] = c.pop('application/json')",
    "an optional body": f"del {OPERATION}['requestBody']['required']",
    "any type": f"del {ORDER}['properties']['id']['type']",
    "an open enum": f"del {ORDER}['properties']['state']['enum']",
    "a closed object": f"{ORDER}['additionalProperties'] = False",
    "a parameter of any type": f"del {OPERATION}['parameters'][0]['schema']['type']",
    "a parameter in a header": f"{OPERATION}['parameters'][0]['in'] = 'header'",
    "a union": f"{ORDER}['properties']['id'] = {{'anyOf': [{{'type': 'string'}}, {{'type': 'integer'}}]}}",
    "a webhook of another type": "shop['webhooks']['ordered']['post']['requestBody']['content']['application/json'] = "
    "{'schema': {'type': 'array', 'items': {'$ref': '#/components/schemas/Order'}}}",
    "no webhooks": "del shop['webhooks']",
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_the_vendor_changed_is_adopted(name, tmp_path):
    (theirs,) = changed(CHANGES[name])
    proposal, again = adopted(tmp_path, BASE, theirs)
    assert (name in {"nothing", "no webhooks"}) == (real(proposal) == [])
    assert [] == real(again)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_edits_for_mutated_contracts(case, tmp_path):
    ours = load_document(str(case / "openapi.yaml")).data
    for mutation in list(mutations(ours))[CASES.index(case) :: SOME_MUTATIONS]:
        try:
            proposal, again = adopted(tmp_path, ours, mutation.make())
        except InputError:
            continue  # The mutated document is not valid, or has none of the operations.
        without_edit = [
            each.message.rpartition(" (")[0] for each in proposal.findings if each.severity != "info" and not each.patch
        ]
        assert not set(real(again)) - set(without_edit), mutation.name


def test_a_finding_names_the_line_in_the_vendors_document(tmp_path, capsys):
    theirs = json.loads(json.dumps(BASE))
    theirs["components"]["schemas"]["Order"]["properties"]["id"]["type"] = "integer"
    (tmp_path / "ours.json").write_text(json.dumps(BASE))
    (tmp_path / "theirs.json").write_text(text := json.dumps(theirs, indent=1))
    cli.main(["upstream", str(tmp_path / "theirs.json"), "--spec", str(tmp_path / "ours.json")])
    line = 1 + text[: text.index('"integer"')].count("\n")
    assert f"({tmp_path}/theirs.json:{line}:" in capsys.readouterr().out


def test_a_keyword_of_a_shared_parameter_is_adopted(tmp_path):
    ours, theirs = (json.loads(json.dumps(BASE)) for _ in range(2))
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer", "enum": [1, 2], "maximum": 100}}
    for document in (ours, theirs):
        document["components"]["parameters"] = {"Limit": json.loads(json.dumps(limit))}
        document["paths"]["/orders"]["post"]["parameters"].append({"$ref": "#/components/parameters/Limit"})
    del theirs["components"]["parameters"]["Limit"]["schema"]["maximum"]
    theirs["components"]["parameters"]["Limit"]["schema"]["enum"].remove(1)
    proposal, again = adopted(tmp_path, ours, theirs)
    assert (2, []) == (len(real(proposal)), real(again))


def test_documentation_is_not_adopted_with_another_change_but_names_are(tmp_path):
    ours, theirs = (json.loads(json.dumps(BASE)) for _ in range(2))
    for document, words in ((ours, ["a", "b"]), (theirs, ["a"])):
        properties = document["components"]["schemas"]["Order"]["properties"]
        state = {"type": "object", "properties": {"title": {"enum": words}}}
        properties["state"] = {"anyOf": [state, {"type": "null"}]}
    theirs["components"]["schemas"]["Order"]["properties"]["state"]["title"] = "State"
    proposal, again = adopted(tmp_path, ours, theirs)
    assert real(proposal)
    assert [] == real(again)
    assert "State" not in proposal.contract.text.decode()
