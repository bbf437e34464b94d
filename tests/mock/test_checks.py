"""Requests that violate the document: the mock rejects them with a documented status, and names the place."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest
from mock.conftest import connect

from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document

VASE = {"name": "Vase", "color": "red", "price": 1}
MULTIPART = 'multipart/form-data; boundary="b"'


def problem(answer: httpx2.Response) -> str:
    """Return the error message from the documented response body; the header `X-Mock-Problem` must also be present."""
    assert answer.headers["x-mock-problem"]
    if answer.headers["content-type"] == "application/problem+json":
        assert answer.status_code == answer.json()["status"]
        return str(answer.json()["title"])
    return str(answer.json()["message"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("per_page=51", "query 'per_page': 51 is greater than the maximum of 50"),
        ("page=0", "query 'page': 0 is less than the minimum of 1"),
        ("page=one", 'query \'page\': "one" is not of type "integer"'),
        ("page=", 'query \'page\': "" is not of type "integer"'),
        ("page=1.5", 'query \'page\': "1.5" is not of type "integer"'),
        ("page=1e999", 'query \'page\': "1e999" is not of type "integer"'),
        ("page=1&page=2", "query 'page' is sent 2 times; expected one value"),
        ("color=yellow", "query 'color': \"yellow\" is not one of"),
        ("color=yellow&page=0", "query 'page': 0 is less than the minimum of 1; query 'color': \"yellow\""),
    ],
)
def test_parameters_are_checked(client: httpx2.Client, query: str, expected: str):
    answer = client.get(f"/products?{query}")
    assert 400 == answer.status_code
    assert expected in problem(answer)


def test_parameters_that_nobody_documented_are_ignored(client: httpx2.Client):
    assert client.get("/products").content == client.get("/products?colour=red&colour=blue").content


def test_headers_are_checked(client: httpx2.Client):
    assert "header 'X-Days' is missing; it is required" == problem(client.get("/report"))
    assert "32 is greater than the maximum of 31" in problem(client.get("/report", headers={"X-Days": "32"}))
    assert 200 == client.get("/report", headers={"X-Days": "31"}).status_code


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{", "body is not JSON: Expecting property name"),
        ('{"price": NaN}', "body has NaN, which JSON does not have"),
        ('{"name": "a", "color": "red", "price": -1}', "body /price: -1 is less than the minimum of 0"),
        ('{"name": "a", "price": 1}', 'body: "color" is a required property'),
        ('{"name": 1, "color": "red", "price": 1}', 'body /name: 1 is not of type "string"'),
        ("[]", 'body: [] is not of type "object"'),
        ("", "body is missing; it is required"),
        ("\xff", "body is not JSON"),
    ],
)
def test_bodies_are_checked(client: httpx2.Client, body: str, expected: str):
    content = body.encode("latin-1")
    answer = client.post("/products", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code in {400, 422}
    assert expected in problem(answer)
    assert answer.status_code == (422 if problem(answer).startswith(("body: ", "body /")) else 400)


def test_read_only_properties_are_neither_required_nor_taken(client: httpx2.Client):
    created = client.post("/products", json={**VASE, "id": "mine", "created_at": "2020-01-01T00:00:00Z"}).json()
    assert "mine" != created["id"]
    assert "2020-01-01T00:00:00Z" != created["created_at"]


def test_media_types_are_checked(client: httpx2.Client):
    wrong = client.post("/products", content=b"<a/>", headers={"Content-Type": "application/xml"})
    assert (415, "header Content-Type is 'application/xml'; expected application/json") == (
        wrong.status_code,
        problem(wrong),
    )
    unsaid = client.post("/products", content=b"{}")
    assert 415 == unsaid.status_code
    unwanted = client.get("/products", headers={"Accept": "text/html"})
    assert (406, "header Accept is 'text/html'; expected application/json") == (unwanted.status_code, problem(unwanted))
    days = {"X-Days": "1"}
    assert "text/csv" == client.get("/report", headers={**days, "Accept": "*/*"}).headers["content-type"]
    assert (
        "application/json" == client.get("/report", headers={**days, "Accept": "application/*"}).headers["content-type"]
    )
    weighted = "text/csv;q=0.1, application/json;q=0.9"
    assert "application/json" == client.get("/report", headers={**days, "Accept": weighted}).headers["content-type"]


def test_paths_and_methods_are_checked(client: httpx2.Client):
    for path in ("/", "/product", "/products/", "/products//archive", "/products/a/b", "/%ff"):
        assert 404 == client.get(path).status_code
    wrong = client.delete("/products")
    assert (405, "GET, POST") == (wrong.status_code, wrong.headers["allow"])
    assert "method DELETE is not documented at /products; expected GET, POST" == problem(wrong)
    assert 'path \'id\': "x" is not of type "integer"' == problem(client.get("/orders/x"))


@pytest.mark.parametrize(
    ("headers", "query"),
    [({}, ""), ({"X-Shop-Key": "wrong"}, ""), ({"X-Shop-Key": ""}, ""), ({"Authorization": "Bearer sandbox-key"}, "")],
)
def test_credentials_are_checked(mock: MockServer, headers: dict[str, str], query: str):
    answer = httpx2.get(f"{mock.url}/products{query}", headers=headers, trust_env=False)
    assert 401 == answer.status_code
    assert "www-authenticate" in answer.headers
    assert "expected the key as header 'X-Shop-Key'" in problem(answer)


def test_one_of_several_sets_of_credentials_is_enough(mock: MockServer):
    assert {
        "key": ("sandbox-key",),
        "account": ("sandbox-key",),
        "login": ("sandbox", "sandbox-key"),
    }.items() <= mock.credentials.items()
    pay, key, form = f"{mock.url}/payments", {"X-Shop-Key": "sandbox-key"}, {"data": {"amount": 1}, "trust_env": False}
    assert 200 == httpx2.post(pay, auth=mock.credentials["login"], **form).status_code
    assert 200 == httpx2.post(f"{pay}?account=sandbox-key", headers=key, **form).status_code
    assert 401 == httpx2.post(pay, headers=key, **form).status_code
    assert 401 == httpx2.post(pay, auth=("sandbox", "wrong"), **form).status_code
    assert 200 == httpx2.get(f"{mock.url}/report", headers={"X-Days": "1"}, trust_env=False).status_code


def test_forms_are_decoded_and_checked(client: httpx2.Client):
    address = "/payments?account=sandbox-key"
    assert 200 == client.post(address, data={"amount": "3", "methods": "card,cash"}).status_code
    assert "body /amount: 0 is less than the minimum of 1" in problem(client.post(address, data={"amount": "0"}))
    assert 'body /methods/1: "gold" is not one of' in problem(
        client.post(address, data={"amount": "1", "methods": "card,gold"})
    )
    assert 'body: "amount" is a required property' in problem(client.post(address, data={"methods": "card"}))


def test_uploads_are_decoded_and_checked(client: httpx2.Client):
    file = {"file": ("a.bin", bytes(range(256)))}
    stored = client.post("/uploads", files=file, data={"title": "A file", "count": "3"})
    assert (201, "A file") == (stored.status_code, stored.json()["title"])
    long = client.post("/uploads", files=file, data={"title": "x" * 21})
    assert (422, True) == (long.status_code, "body /title: " in problem(long))
    assert 'body: "file" is a required property' in problem(client.post("/uploads", files={"title": (None, "A")}))
    broken = client.post("/uploads", content=b"--x", headers={"Content-Type": MULTIPART})
    assert "body is not a multipart body" in problem(broken)


def test_an_upload_without_fields_is_the_only_part(tmp_path: Path):
    """The schema of the multipart body describes a file, and clients name the part as they like."""
    spec = tmp_path / "openapi.yaml"
    spec.write_text(
        'openapi: 3.1.0\ninfo: {title: Shop, version: "1"}\npaths: {/cover: {put: {requestBody: {required: true,\n'
        "  content: {multipart/form-data: {schema: {type: string, maxLength: 3}}}},\n"
        "  responses: {204: {description: d}}}}}\n"
    )
    with MockServer(load_document(spec)) as mock:
        sent = [
            httpx2.put(f"{mock.url}/cover", files={"file": content}, trust_env=False) for content in (b"\xff", b"long")
        ]
    assert [204, 400] == [each.status_code for each in sent]


def test_a_documented_response_can_be_asked_for(client: httpx2.Client):
    answer = client.get("/products/a", headers={"Prefer": "code=404"})
    assert (404, "application/problem+json") == (answer.status_code, answer.headers["content-type"])
    unknown = client.get("/products/a", headers={"Prefer": "code=418"})
    assert "header Prefer: code=418 is not documented; expected one of 200, 404" == problem(unknown)


def test_what_came_is_kept_without_credentials(mock: MockServer, client: httpx2.Client):
    client.post("/payments?account=sandbox-key", json={"amount": 0}, headers={"Authorization": "Basic secret"})
    client.post("/products", json={"name": "Vase"})
    first, second = mock.requests
    assert ("POST", "/payments", (("account", "[removed]"),)) == (first.method, first.path, first.query)
    assert "sandbox-key" not in str(first)
    assert "secret" not in str(first)
    assert (415, "pay") == (first.status, first.operation)
    assert ('{"name":"Vase"}', 'body: "color" is a required property') == (second.body, second.problems[0])


BRACKETS = """
openapi: 3.1.0
info: {title: Brackets, version: 1.0.0}
paths:
  /notes:
    post:
      operationId: addNote
      requestBody:
        required: true
        content:
          multipart/form-data: &form
            encoding:
              tags: {style: deepObject, explode: true}
              lines: {style: deepObject, explode: true}
            schema:
              type: object
              additionalProperties: false
              properties:
                tags: {type: array, maxItems: 2, items: {type: integer}}
                lines: {type: array, items: {type: object, required: [sum], properties: {sum: {type: integer}}}}
          application/x-www-form-urlencoded: *form
      responses:
        "204": {description: Added.}
        "400": {description: Wrong.}
"""


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("tags[0]=1&tags[1]=2", ""),
        ("tags[]=1&tags[]=2", ""),
        ("tags=1&tags=2", ""),
        ("lines[0][sum]=1&lines[1][sum]=2", ""),
        ("tags[0]=one", 'body /tags/0: "one" is not of type "integer"'),
        ("tags[0]=1&tags[1]=2&tags[2]=3", "body /tags: [1,2,3] has more than 2 items"),
        ("lines[0][sum]=1&lines[1][other]=2", 'body /lines/1: "sum" is a required property'),
    ],
)
def test_an_array_in_a_form_may_have_brackets(tmp_path: Path, form: str, expected: str):
    (tmp_path / "openapi.yaml").write_text(BRACKETS)
    with MockServer(load_document(tmp_path / "openapi.yaml")) as server, connect(server) as client:
        parts = [(name, (None, text)) for name, _, text in (pair.partition("=") for pair in form.split("&"))]
        answers = [
            client.post("/notes", content=form, headers={"Content-Type": "application/x-www-form-urlencoded"}),
            client.post("/notes", files=parts),
        ]
    for answer in answers:
        assert (400 if expected else 204) == answer.status_code, answer.headers
        assert expected in answer.headers.get("x-mock-problem", "")
