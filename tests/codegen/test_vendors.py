"""Documents in the style of eleven vendors: the client of each is complete, correctly typed, and works as documented.

Two small documents are tested with all tests, large ones of all vendors with `make test-large`. The clients call a
server that is built from the document by code that shares nothing with the generator. It rejects requests that do not
match the document, and its responses match the document.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from support.type_checking import mypy
from vendors.calling import Method, methods, spelled
from vendors.making import Made, made
from vendors.proof import await_all, call_all, fail_all
from vendors.reading import Document, Node
from vendors.samples import Drawing, Samples
from vendors.server import VendorServer

SMALL = 50
LARGE = {
    "analytics": 200,
    "cloud": 1000,
    "code_host": 600,
    "commerce": 300,
    "framework": 400,
    "identity": 250,
    "merged": 150,
    "messaging": 300,
    "payments": 500,
    "registry": 200,
    "storage": 150,
}
ALWAYS = ("framework", "payments")
"""The vendors whose documents differ most; `make test-large` tests documents of all vendors."""

SIZES = [
    *((vendor, SMALL) for vendor in ALWAYS),
    *(pytest.param((vendor, size), marks=pytest.mark.large) for vendor, size in LARGE.items()),
]


@pytest.fixture(scope="module", params=SIZES, ids=lambda param: f"{param[0]}-{param[1]}")
def one(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    vendor, size = request.param
    with made(vendor, size, tmp_path_factory.mktemp(vendor)) as found:
        yield found


@pytest.fixture(scope="module")
def server(one: Made) -> Iterator[VendorServer]:
    with VendorServer(one.document) as running:
        yield running


@pytest.fixture(scope="module")
def called(one: Made) -> list[Method]:
    return methods(one.package, one.document)


def test_nothing_is_left_out(one: Made, called: list[Method]):
    assert "omitted: " not in one.said
    assert len(one.document.operations) == len(called) == len({method.attribute for method in called})


def test_every_module_imports_in_a_fresh_interpreter_without_a_warning(one: Made):
    code = (
        "import importlib, pkgutil, sys\n"
        "package = importlib.import_module(sys.argv[1])\n"
        "for module in pkgutil.walk_packages(package.__path__, f'{package.__name__}.'):\n"
        "    importlib.import_module(module.name)\n"
        "for each in package.__all__:\n"
        "    getattr(package, each)\n"
    )
    command = [sys.executable, "-B", "-W", "error", "-c", code, one.package.__name__]
    done = subprocess.run(command, cwd=one.project, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_types_hold(one: Made, tmp_path_factory: pytest.TempPathFactory):
    command = [*mypy(tmp_path_factory), "-p", one.package.__name__]
    environment = {**os.environ, "MYPYPATH": str(one.project)}
    done = subprocess.run(command, cwd=one.project, env=environment, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("", "")


def test_every_call_sends_what_the_document_says_and_gives_what_was_answered(
    one: Made, server: VendorServer, called: list[Method]
):
    assert list(call_all(one.package, one.document, server, called)) == []


def test_the_asynchronous_client_does_the_same(one: Made, server: VendorServer, called: list[Method]):
    assert list(await_all(one.package, one.document, server, called[::3])) == []


def test_documented_errors_are_raised_with_their_body(one: Made, server: VendorServer, called: list[Method]):
    assert list(fail_all(one.package, one.document, server, called[::3])) == []


def test_models_bring_back_what_came(one: Made):
    document, found = one.document, dict(_models(one.package, one.document))
    assert found

    @given(st.data())
    # Hypothesis's phase that explains a failure exceeds the time limit of a test.
    @settings(max_examples=100, phases=(Phase.generate, Phase.shrink))
    def check(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(found)))
        schema = document.node["components"]["schemas"][name]
        payload = Samples(document, "response", Drawing(data.draw)).of(schema)
        if not isinstance(payload, dict):
            assert payload is None
            return
        assert document.faults(payload, schema, "response") == []
        model = found[name].from_json(json.dumps(payload), on_mismatch="raise")
        assert spelled(json.loads(model.to_json())) == spelled(payload)

    check()


def _models(package: ModuleType, document: Document) -> Iterator[tuple[str, Any]]:
    """Yield the name and class of each component with properties, found by the pointer in the class's module."""
    found = {}
    for name in package.models.__all__:
        class_ = getattr(package.models, name)
        output = re.search(r"`#/components/schemas/([^`/]*)`", sys.modules[class_.__module__].__doc__ or "")
        found |= {output[1]: class_} if output else {}
    for name, schema in document.node["components"]["schemas"].items():
        if _has_members(document, schema):
            yield name, found[name]


def _has_members(document: Document, schema: Node | bool) -> bool:
    schema = document.follow(schema)
    return isinstance(schema, dict) and (
        bool(schema.get("properties")) or any(_has_members(document, arm) for arm in schema.get("allOf", ()))
    )


# The tests above are meaningful only if the server rejects invalid requests, which the following tests check.


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (("GET", "/v1/accounts?limit=500", None), "query limit does not fit"),
        (("GET", "/v1/accounts?limit=ten", None), "'ten' is none of integer"),
        (("GET", "/v1/accounts?colour=red", None), "not documented: ['colour']"),
        (("GET", "/v1/accounts?limit=1&limit=2", None), "limit was sent 2 times"),
        (("GET", "/v1/accounts/a/b/c", None), "no operation is documented there"),
        (("POST", "/v1/accounts", "currency=chf"), "required property"),
        (("POST", "/v1/accounts", "amount=1&currency=chf&card[number]=1"), "not documented: ['card']"),
        (("POST", "/v1/accounts", "amount=1.5&currency=chf"), "not of type"),
        (("POST", "/v1/accounts", None), "there is no body"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_server_refuses_what_does_not_fit(sent: tuple[str, str, str | None], reason: str):
    import httpx2
    from vendors import payments

    method, path, form = sent
    headers = {"authorization": "Bearer x"} | ({"content-type": "application/x-www-form-urlencoded"} if form else {})
    with VendorServer(Document(payments.document(6))) as server:
        answer = httpx2.request(method, f"{server.url}{path}", content=form, headers=headers, trust_env=False)
        nobody = httpx2.request("GET", f"{server.url}/v1/accounts", trust_env=False)
    assert (answer.status_code, nobody.status_code) == (400, 400)
    assert reason in answer.text
    assert "none of the credentials is there" in nobody.text
