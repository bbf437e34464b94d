"""Servers of operations and relative servers: the URL of each call, and the credentials in its request."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import anyio
import pytest
from support.api_server import reply

from specloop.commands.generate import main as generate

BOXES = """
openapi: 3.0.3
info: {{title: Boxes, version: "1"}}
servers: [{{url: "{main}/2.0"}}]
security: [{{key: []}}]
components: {{securitySchemes: {{key: {{type: http, scheme: bearer}}}}}}
paths:
  /files:
    get:
      operationId: listFiles
      tags: [files]
      responses: {{"204": {{description: Done.}}}}
    post:
      operationId: copyFile
      tags: [files]
      servers: [{{url: "{main}/uploads"}}]
      responses: {{"204": {{description: Done.}}}}
  /files/content:
    servers: [{{url: "{other}/api"}}]
    post:
      operationId: uploadFile
      tags: [files]
      responses: {{"204": {{description: Done.}}}}
    put:
      operationId: replaceFile
      tags: [files]
      security: [{{key: []}}]
      responses: {{"204": {{description: Done.}}}}
  /remote:
    get:
      operationId: remoteFile
      tags: [files]
      security: [{{key: []}}]
      servers: [{{url: "http://{{region}}.example.com", variables: {{region: {{default: eu, enum: [eu, us]}}}}}}]
      responses: {{"204": {{description: Done.}}}}
"""

SHED = """
openapi: 3.0.3
info: {title: Shed, version: "1"}
servers: [{url: /api/v2}]
paths:
  /tools: {get: {operationId: listTools, tags: [tools], responses: {"204": {description: Done.}}}}
  /parts:
    servers: [{url: "https://parts.example.com"}]
    get: {operationId: partsTools, tags: [tools], responses: {"204": {description: Done.}}}
"""

DONE = reply(None, 204, content=b"")
KEY = "sk-secret-0123456789"


@pytest.fixture
def build(tmp_path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], ModuleType]:
    """Return a function that generates a package from a contract, and imports the package again."""

    def run(contract: str, package: str) -> ModuleType:
        (tmp_path / "openapi.yaml").write_text(contract)
        assert generate(["--spec", str(tmp_path / "openapi.yaml"), "--output", str(tmp_path / "out")]) == 0
        for name in [each for each in sys.modules if each.partition(".")[0] == package]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.syspath_prepend(str(tmp_path / "out"))
        return importlib.import_module(package)

    return run


@pytest.fixture(params=["sync", "async"])
def call(request: pytest.FixtureRequest) -> Callable[..., Any]:
    """Return a function that builds a client, and calls several methods of one of its resources."""

    def run(package: ModuleType, resource: str, *methods: str, **settings: Any) -> None:
        name = package.__name__.removesuffix("_client").capitalize()
        if request.param == "sync":
            with getattr(package, name)(**settings) as client:
                for method in methods:
                    getattr(getattr(client, resource), method)()
            return

        async def main() -> None:
            async with getattr(package, f"Async{name}")(**settings) as client:
                for method in methods:
                    await getattr(getattr(client, resource), method)()

        anyio.run(main)

    return run


def received(server: Any) -> list[tuple[str, bool]]:
    assert all(each.headers["host"] == server.url.partition("//")[2] for each in server.requests)
    return [(f"{each.method} {each.path}", KEY in str(each.raw_headers)) for each in server.requests]


ALL = ("list", "copy", "upload", "replace")


@pytest.mark.parametrize(
    "credential",
    [{"api_key": KEY}, {"default_headers": {"Authorization": f"Bearer {KEY}"}}],
    ids=["argument", "default_headers"],
)
def test_an_operation_goes_to_its_own_server_and_the_credential_only_where_it_belongs(serve, build, call, credential):
    main, other = serve(DONE), serve(DONE)
    call(build(BOXES.format(main=main.url, other=other.url), "boxes_client"), "files", *ALL, **credential)
    assert received(main) == [("GET /2.0/files", True), ("POST /uploads/files", True)]
    assert received(other) == [("POST /api/files/content", False), ("PUT /api/files/content", True)]


@pytest.mark.parametrize("way", ["argument", "environment"])
def test_the_address_of_the_caller_goes_first(serve, build, call, monkeypatch, way):
    main, other, own = serve(DONE), serve(DONE), serve(DONE)
    package = build(BOXES.format(main=main.url, other=other.url), "boxes_client")
    if way == "environment":
        monkeypatch.setenv("BOXES_BASE_URL", own.url)
    call(package, "files", *ALL, api_key=KEY, **({"base_url": own.url} if way == "argument" else {}))
    paths = ["GET /files", "POST /files", "POST /files/content", "PUT /files/content"]
    assert received(own) == [(path, True) for path in paths]
    assert not main.requests
    assert not other.requests


def test_options_without_an_address_keep_the_servers_and_an_address_replaces_them(serve, build):
    main, other, own = serve(DONE), serve(DONE), serve(DONE)
    package = build(BOXES.format(main=main.url, other=other.url), "boxes_client")
    with package.Boxes(api_key=KEY) as client:
        client.with_options(max_retries=0).files.upload()
        client.with_options(base_url=own.url).files.upload()
    assert received(other) == [("POST /api/files/content", False)]
    assert received(own) == [("POST /files/content", True)]


def test_the_command_line_of_an_error_has_no_credential_for_a_server_that_gets_none(serve, build):
    main, other = serve(DONE), serve(reply({}, 400))
    package = build(BOXES.format(main=main.url, other=other.url), "boxes_client")
    commands = []
    with package.Boxes(api_key=KEY) as client:
        for method in (client.files.upload, client.files.replace):
            with pytest.raises(package.BadRequestError) as caught:
                method()
            commands.append(caught.value.curl())
    assert ["BOXES_API_KEY" in each for each in commands] == [False, True]


def test_a_credential_is_not_sent_to_an_own_server_over_plain_http(serve, build, call):
    main = serve(DONE)
    package = build(BOXES.format(main=main.url, other=main.url), "boxes_client")
    with pytest.raises(ValueError, match=r"http://eu\.example\.com: credentials are not sent over plain http://"):
        call(package, "files", "remote", api_key=KEY)


@pytest.mark.parametrize("path", ["", "/", "/api/v2", "/api/v2/"])
def test_a_bare_origin_gets_the_path_of_the_relative_server(serve, build, call, path):
    server = serve(DONE)
    call(build(SHED, "shed_client"), "tools", "list", base_url=f"{server.url}{path}")
    assert [each.path for each in server.requests] == ["/api/v2/tools"]


@pytest.mark.parametrize("url", ["api/v2", "./api/v2/"])
def test_a_relative_server_without_a_leading_slash_is_a_path(serve, build, call, url):
    server = serve(DONE)
    package = build(SHED.replace("{url: /api/v2}", f"{{url: {url}}}"), "shed_client")
    call(package, "tools", "list", base_url=server.url)
    assert [each.path for each in server.requests] == ["/api/v2/tools"]
    with pytest.raises(package.ShedError, match=r"the address ends in /api/v2$"):
        package.Shed().tools.list()


def test_an_operation_has_a_relative_server_without_a_leading_slash(serve, build, call):
    server = serve(DONE)
    package = build(SHED.replace('{url: "https://parts.example.com"}', "{url: parts/v1}"), "shed_client")
    call(package, "tools", "parts", base_url=server.url)
    assert [each.path for each in server.requests] == ["/api/v2/parts/v1/parts"]


def test_a_relative_server_that_looks_like_a_host_is_no_path(serve, build, call):
    server = serve(DONE)
    package = build(SHED.replace("{url: /api/v2}", "{url: api.example.com/v2}"), "shed_client")
    call(package, "tools", "list", base_url=server.url)
    assert [each.path for each in server.requests] == ["/tools"]
    with pytest.raises(package.ShedError, match=r"the contract has api\.example\.com/v2$"):
        package.Shed().tools.list()


def test_an_operation_with_its_own_server_does_not_get_the_path_of_the_relative_one(serve, build, call):
    server = serve(DONE)
    call(build(SHED, "shed_client"), "tools", "parts", base_url=server.url)
    assert [each.path for each in server.requests] == ["/parts"]


@pytest.mark.parametrize(
    ("servers", "path"),
    [
        (("{url}/api/v2", "/"), "/health"),
        (("{url}/api/v2", "./"), "/api/v2/health"),
        (("{url}/api/v2", "../v3/"), "/api/v3/health"),
        (("{url}", "/"), "/health"),
        (("/api/v2", "/"), "/health"),
        (("/api/v2", "../v3"), "/api/v3/health"),
        (("/", "/"), "/health"),
    ],
)
def test_a_relative_server_of_an_operation_is_resolved_by_that_of_the_document(serve, build, call, servers, path):
    server = serve(DONE)
    document, own = servers
    url = document.format(url=server.url)
    contract = SHED.replace("/api/v2", url).replace("https://parts.example.com", own).replace("/parts", "/health")
    call(
        build(contract, "shed_client"), "tools", "parts", **({} if url.startswith("http") else {"base_url": server.url})
    )
    assert [each.path for each in server.requests] == [path]


def test_another_path_of_the_caller_is_kept(serve, build, call):
    server = serve(DONE)
    call(build(SHED, "shed_client"), "tools", "list", base_url=f"{server.url}/staging")
    assert [each.path for each in server.requests] == ["/staging/tools"]


def test_a_missing_address_is_told_with_the_path_that_it_ends_in(build, call):
    package = build(SHED, "shed_client")
    with pytest.raises(package.ShedError, match=r"pass base_url, or set SHED_BASE_URL; the address ends in /api/v2$"):
        call(package, "tools", "list")
