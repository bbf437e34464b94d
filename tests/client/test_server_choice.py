"""Choice of a server by name and variables, servers of operations without a base URL, and relative servers."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import pytest
from support.api_server import Server, reply

from specloop.codegen.builder import build_client
from specloop.commands.generate import main as generate
from specloop.openapi.loader import load_document

FLEET = """
openapi: 3.1.0
info: {{title: Fleet, version: "1"}}
servers:
  - url: "{main}/{{region}}/v1"
    description: Production server
    variables: {{region: {{default: eu, enum: [eu, us]}}}}
  - {{url: "{sandbox}/v1/{{tenant}}", x-name: Sandbox, variables: {{tenant: {{default: demo}}}}}}
  - {{url: "https://long.example.com", description: A server with a description that is a whole sentence.}}
security: [{{key: []}}]
components: {{securitySchemes: {{key: {{type: http, scheme: bearer}}}}}}
paths:
  /cars: {{get: {{operationId: listCars, tags: [cars], responses: &done {{"204": {{description: Done.}}}}}}}}
  /photos:
    servers:
      - {{url: "{main}/uploads", description: Production}}
      - {{url: "{sandbox}/uploads", description: The sandbox environment}}
    put: {{operationId: putPhotos, tags: [cars], responses: *done}}
  /logs:
    servers: [{{url: "{main}/logs"}}]
    delete: {{operationId: clearLogs, tags: [cars], responses: *done}}
  /relative:
    servers: [{{url: /other/v2}}]
    post: {{operationId: postRelative, tags: [cars], responses: *done}}
"""
PARTS = """
openapi: 3.1.0
info: {title: Parts, version: "1"}
security: [{key: []}]
components: {securitySchemes: {key: {type: http, scheme: bearer}}}
paths:
  /a:
    servers: [{url: "SERVER/a/v1"}]
    get: {operationId: getA, tags: [parts], responses: &done {"204": {description: Done.}}}
  /b: {put: {operationId: putB, tags: [parts], responses: *done}}
  /c:
    servers: [{url: /c/v3}]
    post: {operationId: postC, tags: [parts], responses: *done}
"""
DONE = reply(None, 204, content=b"")
KEY = "sk-secret-0123456789"


@pytest.fixture
def build(tmp_path, monkeypatch):
    def run(contract: str, package: str) -> ModuleType:
        (tmp_path / "openapi.yaml").write_text(contract)
        assert generate(["--spec", str(tmp_path / "openapi.yaml"), "--output", str(tmp_path / "out")]) == 0
        for name in [each for each in sys.modules if each.partition(".")[0] == package]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.syspath_prepend(str(tmp_path / "out"))
        return importlib.import_module(package)

    return run


@pytest.fixture(scope="module")
def fleet_of_module(tmp_path_factory):
    project = tmp_path_factory.mktemp("fleet")
    with Server(lambda _: DONE) as main, Server(lambda _: DONE) as sandbox:
        (project / "openapi.yaml").write_text(FLEET.format(main=main.url, sandbox=sandbox.url))
        assert generate(["--spec", str(project / "openapi.yaml"), "--output", str(project / "out")]) == 0
        sys.path.insert(0, str(project / "out"))
        yield importlib.import_module("fleet_client"), main, sandbox
        sys.path.remove(str(project / "out"))


@pytest.fixture
def fleet(fleet_of_module):
    for server in fleet_of_module[1:]:
        server.requests.clear()
    return fleet_of_module


def calls(package: ModuleType, **settings: Any) -> None:
    with package.Fleet(api_key=KEY, **settings) as client:
        for method in ("list", "replace_photos", "clear_logs", "create_relative"):
            getattr(client.cars, method)()


def received(server: Any) -> list[tuple[str, bool]]:
    return [(f"{each.method} {each.path}", KEY in str(each.raw_headers)) for each in server.requests]


def test_a_server_has_the_name_of_its_description_or_extension(fleet):
    package, main, sandbox = fleet
    calls(package, server="sandbox")
    calls(package, server="production")
    relative = ("POST /other/v2/relative", True)
    assert received(sandbox) == [("GET /v1/demo/cars", True), ("PUT /uploads/photos", True), relative]
    main_calls = [("GET /eu/v1/cars", True), ("PUT /uploads/photos", True), ("DELETE /logs/logs", True), relative]
    # The origin of the logs server differs from the sandbox, so the first DELETE has no credentials.
    assert received(main) == [("DELETE /logs/logs", False), *main_calls]


def test_variables_are_arguments(fleet):
    package, main, sandbox = fleet
    calls(package, region="us")
    calls(package, tenant="acme")
    assert received(main)[0] == ("GET /us/v1/cars", True)
    assert received(sandbox)[0] == ("GET /v1/acme/cars", True)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"server": "staging"}, "server is 'staging'; expected one of 'production', 'sandbox'"),
        ({"region": "asia"}, "region is 'asia'; expected one of eu, us"),
        ({"server": "sandbox", "region": "us"}, "the server 'sandbox' has no variable region"),
        ({"tenant": "evil.example/"}, "tenant is 'evil.example/'; expected letters, digits, dots and hyphens"),
        ({"server": "sandbox", "base_url": "https://x.example"}, "base_url and server are both passed"),
    ],
)
def test_what_is_no_server_is_refused_with_what_there_is(fleet, settings, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        fleet[0].AsyncFleet(api_key=KEY, **settings)


REGIONS = """
openapi: 3.1.0
info: {title: Regions, version: "1"}
servers:
  - url: "https://{region}.example.com:{port}"
    variables: {region: {default: eu, enum: [eu, us]}, port: {default: "443"}}
paths:
  /a:
    servers: [{url: "MAIN/{region}/{stage}", variables: {region: {default: eu}, stage: {default: live}}}]
    get: {operationId: listParts, tags: [parts], responses: &done {"204": {description: Done.}}}
  /b:
    servers: [{url: "MAIN/{region}", variables: {region: {default: eu, enum: [eu]}}}]
    put: {operationId: replaceParts, tags: [parts], responses: *done}
"""


@pytest.mark.parametrize(
    ("settings", "paths"), [({}, ["/eu/live/a", "/eu/b"]), ({"region": "us"}, ["/us/live/a", "/eu/b"])]
)
def test_a_variable_is_that_of_the_servers_of_operations_too(serve, build, settings, paths):
    server = serve(DONE)
    package = build(REGIONS.replace("MAIN", server.url), "regions_client")
    with package.Regions(**settings) as client:
        client.parts.list()
        client.with_options(timeout=9).parts.replace()
    assert [each.path for each in server.requests] == paths


def test_a_value_that_is_no_text_is_refused_by_its_name(fleet):
    with pytest.raises(TypeError, match=r"^tenant must be a string, not int$"):
        fleet[0].Fleet(api_key=KEY, tenant=5)


def test_a_default_may_be_a_path_or_empty(build):
    variables = "{base: {default: api/v1}, suffix: {default: ''}, region: {default: eu}}"
    server = f'{{url: "https://{{region}}{{suffix}}.example.com/{{base}}", variables: {variables}}}'
    head = 'openapi: 3.1.0\ninfo: {title: Base paths, version: "1"}'
    package = build(f"{head}\nservers: [{server}]\npaths: {{}}\n", "base_paths_client")
    assert package.BasePaths(region="us").base_url == "https://us.example.com/api/v1"


def test_what_a_caller_chooses_goes_before_the_environment(fleet, monkeypatch):
    package, main, _ = fleet
    monkeypatch.setenv("FLEET_BASE_URL", "https://elsewhere.example")
    assert package.Fleet(api_key=KEY, region="us").base_url == f"{main.url}/us/v1"
    assert package.Fleet(api_key=KEY).base_url == "https://elsewhere.example"


@pytest.mark.large
def test_type_checkers_know_the_names(fleet, tmp_path):
    use = tmp_path / "use.py"
    use.write_text(
        'from fleet_client import Fleet\nFleet(server="sandbox", region="us")\nFleet(server="x", region="y")\n'
    )
    command = [sys.executable, "-m", "mypy", "--config-file=", "--strict", "--cache-dir", str(tmp_path / "c"), str(use)]
    folder = Path(fleet[0].__file__).parents[1]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert [line.partition(": ")[0][-2:] for line in done.stdout.splitlines()[:-1]] == [":3", ":3"]


def test_operations_with_servers_of_their_own_need_no_address(serve, build):
    server = serve(DONE)
    package = build(PARTS.replace("SERVER", server.url), "parts_client")
    with package.Parts(api_key=KEY) as client:
        client.a.retrieve()
        client.with_options(max_retries=0).a.retrieve()
        for method in (client.b.replace, client.c.create):
            with pytest.raises(package.PartsError, match=r"no address: pass base_url, .*; the contract has no server$"):
                method()
    with package.Parts(api_key=KEY, base_url=server.url) as client:
        client.b.replace()
        client.c.create()
    assert received(server) == [*[("GET /a/v1/a", True)] * 2, ("PUT /b", True), ("POST /c/v3/c", True)]


@pytest.mark.parametrize(
    "url", ["{scheme}://api.example.com", "https://api.example.com/v1?key=1", "https://api.example.com/v1#x"]
)
def test_a_missing_address_says_what_the_contract_has(build, url):
    contract = PARTS.replace("/a/v1", "").replace('    servers: [{url: "SERVER"}]\n', "")
    contract = contract.replace("    servers: [{url: /c/v3}]\n", "")
    contract = contract.replace("paths:", f'servers: [{{url: "{url}"}}]\npaths:')
    package = build(contract, "parts_client")
    with pytest.raises(package.PartsError, match=rf"; the contract has {re.escape(url)}$"):
        package.Parts(api_key=KEY)


def test_a_relative_server_is_where_the_document_came_from(serve):
    served = serve(
        reply(content=PARTS.replace("paths:", "servers: [{url: ../api/v2}]\npaths:").encode(), content_type="text/yaml")
    )
    client = build_client(load_document(f"{served.url}/docs/openapi.yaml"))
    assert client.base_url == f"{served.url}/api/v2"
    servers = [dict(method.servers) for resource in client.resources for method in resource.methods]
    assert servers[-1] == {"": f"{served.url}/c/v3"}


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ({}, "/cars"),
        ({"server": "sandbox"}, "/v1/demo/cars"),
        ({"region": "us"}, "/us/v1/cars"),
        ({"base_url": "https://fleet.example/a/b/"}, "/a/b/cars"),
    ],
)
@pytest.mark.parametrize("kind", ["fake", "afake"])
def test_a_fake_responds_at_the_address_that_its_settings_choose(fleet, settings, path, kind):
    testing = importlib.import_module(f"{fleet[0].__name__}.testing")
    client = getattr(testing, kind)(settings)
    if kind == "fake":
        client.cars.list()
    else:
        anyio.run(client.cars.list)
    assert [each.url.path for each in client.requests] == [path]
