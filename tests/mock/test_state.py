"""The mock's state: created, changed and deleted resources appear in later responses; values match the document."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx2
import jsonschema_rs
import pytest
import yaml
from mock.conftest import ITEMS, SHOP, connect

from specloop.mock.server import MockServer
from specloop.openapi.loader import load_document

CONTRACT = yaml.safe_load(SHOP.read_text("utf-8"))
VASE = {"name": "Vase", "color": "red", "price": 12.5, "secret": "hush", "tags": ["glass"]}


def fits(name: str, value: object) -> list[str]:
    schema = {"$ref": f"#/components/schemas/{name}", "components": CONTRACT["components"]}
    return [
        error.message for error in jsonschema_rs.Draft202012Validator(schema, validate_formats=True).iter_errors(value)
    ]


def test_what_is_created_is_read_and_listed(client: httpx2.Client):
    created = client.post("/products", json=VASE)
    assert 201 == created.status_code
    product = created.json()
    assert {"name": "Vase", "color": "red", "price": 12.5, "tags": ["glass"]}.items() <= product.items()
    assert "secret" not in product
    assert [] == fits("Product", product)
    assert product == client.get(f"/products/{product['id']}").json()
    assert product == client.get(created.headers["location"]).json()
    assert product == client.get("/products").json()[0]
    assert str(ITEMS + 1) == client.get("/products").headers["x-total-count"]


def test_optional_properties_that_were_not_sent_are_absent(client: httpx2.Client):
    assert {"code", "size"}.isdisjoint(client.post("/products", json=VASE).json())


def test_a_patch_merges_and_null_removes(client: httpx2.Client):
    identifier = client.get("/products").json()[3]["id"]
    headers = {"Content-Type": "application/merge-patch+json"}
    changes = {"name": "Bowl", "size": {"width": 7, "height": 8}, "code": None}
    client.patch(f"/products/{identifier}", content=json.dumps(changes), headers=headers)
    changed = client.patch(f"/products/{identifier}", content='{"size": {"width": 9}}', headers=headers).json()
    assert ("Bowl", {"width": 9, "height": 8}) == (changed["name"], changed["size"])
    assert "code" not in changed
    assert changed == client.get(f"/products/{identifier}").json()
    assert changed == client.get("/products").json()[3]


def test_a_put_replaces_and_creates(client: httpx2.Client):
    replaced = client.put("/products/mine", json=VASE).json()
    assert ("mine", "Vase") == (replaced["id"], replaced["name"])
    assert replaced == client.get("/products/mine").json() == client.get("/products").json()[0]


def test_what_is_deleted_is_gone_from_the_list_and_below(client: httpx2.Client):
    first, second = (each["id"] for each in client.get("/products").json()[:2])
    assert 204 == client.delete(f"/products/{first}").status_code
    gone = client.get(f"/products/{first}")
    assert (404, 404) == (gone.status_code, gone.json()["status"])
    assert f"path /products/{first} was deleted" == gone.json()["title"]
    assert 404 == client.post(f"/products/{first}/archive").status_code
    assert second == client.get("/products").json()[0]["id"]
    assert 204 == client.delete(f"/products/{first}").status_code, "the document has no 404 here"
    assert 200 == client.put(f"/products/{first}", json=VASE).status_code
    assert 200 == client.get(f"/products/{first}").status_code


def test_a_single_resource_keeps_its_changes(client: httpx2.Client):
    before = client.get("/settings").json()
    currency = "EUR" if before.get("currency") == "CHF" else "CHF"
    assert currency == client.patch("/settings", json={"currency": currency}).json()["currency"]
    assert currency == client.get("/settings").json()["currency"]


def test_an_action_returns_the_resource_that_it_acts_on(client: httpx2.Client):
    product = client.get("/products").json()[2]
    assert product == client.post(f"/products/{product['id']}/archive").json()


def test_an_upload_is_downloaded_in_whole_in_part_and_only_if_it_changed(client: httpx2.Client):
    content = bytes(range(256)) * 3
    sent = client.put("/products/a/image", content=content, headers={"Content-Type": "image/png"})
    assert 204 == sent.status_code
    got = client.get("/products/a/image")
    assert (content, "image/png") == (got.content, got.headers["content-type"])
    assert 'attachment; filename="image.png"' == got.headers["content-disposition"]
    part = client.get("/products/a/image", headers={"Range": "bytes=10-19"})
    assert (206, content[10:20], "bytes 10-19/768") == (part.status_code, part.content, part.headers["content-range"])
    assert 304 == client.get("/products/a/image", headers={"If-None-Match": got.headers["etag"]}).status_code
    assert b"\x89PNG" == client.get("/products/b/image").content[:4]


def test_a_repeated_idempotency_key_creates_once(client: httpx2.Client):
    first, again = (client.post("/products", json=VASE, headers={"Idempotency-Key": "k"}).json() for _ in range(2))
    assert first == again
    assert str(ITEMS + 1) == client.get("/products").headers["x-total-count"]


def test_the_contract_names_the_header_of_the_idempotency_key(tmp_path: Path):
    operation = "      operationId: createProduct\n"
    text = SHOP.read_text("utf-8").replace(operation, f"{operation}      x-idempotency-key: X-Request-Key\n")
    (tmp_path / "openapi.yaml").write_text(text, "utf-8")
    with MockServer(load_document(tmp_path / "openapi.yaml"), items=ITEMS) as mock, connect(mock) as client:
        first, again = (client.post("/products", json=VASE, headers={"X-Request-Key": "k"}).json() for _ in range(2))
    assert first == again


def test_reset_forgets(mock: MockServer, client: httpx2.Client):
    before = client.get("/products").content
    client.post("/products", json=VASE)
    assert 204 == client.post("/__mock__/reset").status_code
    assert before == client.get("/products").content
    assert ["GET"] == [each.method for each in mock.requests]


# ---- values ----


def test_values_fit_and_are_the_same_in_every_run(client: httpx2.Client):
    products = [each for page in (1, 2, 3) for each in client.get("/products", params={"page": page}).json()]
    assert ITEMS == len({each["id"] for each in products})
    assert [] == [message for each in products for message in fits("Product", each)]
    assert {"red", "green", "blue"} == {each["color"] for each in products}
    assert {"Blue vase", "新年"} == {each["name"] for each in products}
    assert {True, False} == {each.get("size") is None for each in products}
    assert all("secret" not in each for each in products)
    assert all(re.fullmatch("[A-Z]{3}-[0-9]{4}", each["code"]) for each in products if "code" in each)
    assert all(each == client.get(f"/products/{each['id']}").json() for each in products[::7])
    with MockServer(load_document(SHOP), items=ITEMS) as other, connect(other) as again:
        assert client.get("/products").content == again.get("/products").content
    with MockServer(load_document(SHOP), items=ITEMS, seed=1) as other, connect(other) as again:
        assert client.get("/products").content != again.get("/products").content


def test_any_identifier_has_a_resource_of_its_own(client: httpx2.Client):
    one, other = (client.get(f"/products/{each}").json() for each in ("one", "other"))
    assert ("one", "other") == (one["id"], other["id"])
    assert one["created_at"] != other["created_at"]
    assert one == client.get("/products/one").json()


def test_an_example_is_the_response(client: httpx2.Client):
    shown = CONTRACT["paths"]["/orders/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["example"]
    assert shown == client.get("/orders/4711").json() == client.get("/orders").json()["data"][0]
    assert "as shown" == client.get("/orders/99").json()["note"]
    assert 99 == client.get("/orders/99").json()["id"]


def test_a_discriminator_names_the_schema_that_the_value_fits(client: httpx2.Client):
    for account in range(6):
        answer = client.post("/payments", params={"account": "sandbox-key", "n": account}, data={"amount": 3})
        assert 200 == answer.status_code
        assert {"card": "Card", "cash": "Cash"}[answer.json()["kind"]]
        assert ("last4" in answer.json()) == (answer.json()["kind"] == "card")


# ---- paging ----


def test_pages_join_to_the_whole_list(client: httpx2.Client):
    def walk(size: int) -> list[str]:
        found, page = [], 1
        while items := client.get("/products", params={"page": page, "per_page": size}).json():
            found += [each["id"] for each in items]
            page += 1
        return found

    assert walk(7) == walk(50)
    assert ITEMS == len(set(walk(7)))


def test_links_lead_through_the_pages(client: httpx2.Client):
    answer, pages = client.get("/products"), 1
    while link := re.search('<([^>]*)>; rel="next"', answer.headers.get("link", "")):
        answer, pages = client.get(link[1]), pages + 1
    assert (3, 5) == (pages, len(answer.json()))


def test_cursors_lead_through_the_pages(client: httpx2.Client):
    found, cursor = [], {}
    while True:
        body = client.get("/orders", params={"limit": 20, **cursor}).json()
        found += [each["id"] for each in body["data"]]
        assert body["has_more"] == (body.get("next_cursor") is not None)
        if not body["has_more"]:
            break
        cursor = {"cursor": body["next_cursor"]}
    assert ITEMS == len(set(found)) == len(found)


def test_addresses_in_the_body_lead_through_the_pages(client: httpx2.Client):
    body, found = client.get("/returns", params={"limit": 10}).json(), []
    while True:
        found += [each["id"] for each in body["results"]]
        assert ITEMS == body["count"]
        if body["next"] is None:
            break
        body = client.get(body["next"]).json()
    assert ITEMS == len(set(found)) == len(found)
    assert body["previous"].startswith(str(client.base_url))


@pytest.mark.parametrize("style", ["link", "next-url", "item", "header", "body"])
def test_each_style_of_paging_leads_through_the_list(tmp_path: Path, style: str):
    """The response states the next page, and the next request sends it, in the places that `x-pagination` states."""
    rule: dict[str, object] = {"style": "cursor", "items": "/rows", "parameter": "from"}
    rule |= {
        "link": {"style": "link"},
        "next-url": {"style": "next-url", "next": {"body": "/more"}},
        "item": {"next": {"item": "id"}},
        "header": {"next": {"header": "X-Next"}},
        "body": {"next": {"body": "/more"}, "body-parameter": "/from"},
    }[style]
    method, parameters = ("post", []) if style == "body" else ("get", [{"name": "size", "in": "query"}])
    if style in {"link", "next-url", "body"}:
        del rule["parameter"]
    else:
        parameters.append({"name": "from", "in": "query"})
    row = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    page = {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": row}}}
    page["properties"] |= {"more": {"type": ["string", "null"]}}
    operation: dict[str, object] = {
        "x-pagination": rule,
        "parameters": [
            {**each, "schema": {"type": "string" if each["name"] == "from" else "integer"}} for each in parameters
        ],
        "responses": {"200": {"description": "d", "content": {"application/json": {"schema": page}}}},
    }
    if style == "body":
        sent = {"type": "object", "properties": {"from": {"type": ["string", "null"]}}}
        operation["requestBody"] = {"content": {"application/json": {"schema": sent}}}
    spec = tmp_path / "openapi.json"
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/rows": {method: operation}}}
    spec.write_text(json.dumps(document))
    found: list[str] = []
    with (
        MockServer(load_document(spec), items=230) as mock,
        httpx2.Client(base_url=mock.url, trust_env=False) as client,
    ):
        answer, turns = client.request(method, "/rows", **({"json": {}} if style == "body" else {})), 1
        while True:
            found += [each["id"] for each in answer.json()["rows"]]
            link = re.search('<([^>]*)>; rel="next"', answer.headers.get("link", ""))
            following = {
                "link": link[1] if link else None,
                "header": answer.headers.get("x-next"),
                "item": found[-1] if len(found) < 230 else None,
            }.get(style, answer.json().get("more"))
            if following is None or turns > 5:
                break
            turns += 1
            if style == "body":
                answer = client.post("/rows", json={"from": following})
            elif style in {"link", "next-url"}:
                answer = client.get(following)
            else:
                answer = client.get("/rows", params={"from": following})
    assert (3, 230) == (turns, len(set(found)))


def test_a_rule_that_the_client_infers_pages_a_post_too(tmp_path: Path):
    row = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    page = {"items": {"type": "array", "items": row}, "next_cursor": {"type": "string"}}
    sent = {"type": "object", "properties": {"cursor": {"type": "string"}}}
    operation = {
        "requestBody": {"content": {"application/json": {"schema": sent}}},
        "responses": {
            "200": {
                "description": "d",
                "content": {"application/json": {"schema": {"type": "object", "properties": page}}},
            }
        },
    }
    document = {"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": {"/rows": {"post": operation}}}
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(document))
    found, body = [], {}
    with (
        MockServer(load_document(spec), items=130) as mock,
        httpx2.Client(base_url=mock.url, trust_env=False) as client,
    ):
        for _ in range(2):
            answer = client.post("/rows", json=body).json()
            found += [each["id"] for each in answer["items"]]
            body = {"cursor": answer.get("next_cursor")}
    assert (130, {"cursor": None}) == (len(set(found)), body)


def test_a_query_parameter_named_like_a_property_filters(client: httpx2.Client):
    everything = client.get("/products", params={"per_page": 45}).json()
    red = client.get("/products", params={"per_page": 45, "color": "red"})
    assert [each for each in everything if each["color"] == "red"] == red.json() != []
    assert str(len(red.json())) == red.headers["x-total-count"]
    assert everything == client.get("/products", params={"per_page": 45, "color": "ALL"}).json()


# ---- streams ----


def test_an_event_stream_sends_events(client: httpx2.Client):
    answer = client.get("/orders/1/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    events = [dict(line.split(": ", 1) for line in block.splitlines()) for block in answer.text.strip().split("\n\n")]
    assert [str(number) for number in range(1, 11)] == [each["id"] for each in events]
    assert [] == [message for each in events for message in fits("OrderEvent", json.loads(each["data"]))]


def test_lines_of_json_are_sent_to_those_who_accept_them(client: httpx2.Client):
    answer = client.get("/orders/1/events", headers={"Accept": "application/x-ndjson"})
    assert "application/x-ndjson" == answer.headers["content-type"]
    assert [] == [message for line in answer.text.splitlines() for message in fits("OrderEvent", json.loads(line))]


def test_a_stream_goes_on_after_the_last_event_that_a_caller_has(client: httpx2.Client):
    whole = client.get("/orders/1/events").text
    rest = client.get("/orders/1/events", headers={"Last-Event-ID": "7"}).text
    assert rest.startswith("id: 8\n")
    assert whole.endswith(rest)


def test_a_failing_mock_resets_a_stream_in_its_middle():
    with MockServer(load_document(SHOP), fail_rate=1) as mock, connect(mock) as client:
        assert [client.get("/orders/1/events").status_code for _ in range(2)] == [429, 500]
        received: list[bytes] = []
        with client.stream("GET", "/orders/1/events") as answer, pytest.raises(httpx2.ReadError):
            received.extend(answer.iter_bytes())
        assert 200 == answer.status_code
        assert 5 == b"".join(received).count(b"\n\n")


def test_whole_events_and_the_text_that_ends_a_stream_are_sent(tmp_path: Path):
    event = {
        "type": "object",
        "required": ["data", "event"],
        "properties": {"data": {"type": "string"}, "event": {"const": "tick"}},
    }
    content = {"text/event-stream": {"itemSchema": event, "x-stream": {"sentinel": "[DONE]"}}}
    paths = {"/ticks": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}}
    spec = tmp_path / "ticks.yaml"
    spec.write_text(json.dumps({"openapi": "3.2.0", "info": {"title": "T", "version": "1"}, "paths": paths}))
    with MockServer(load_document(spec)) as mock, connect(mock) as client:
        *events, end, rest = client.get("/ticks").text.split("\n\n")
    assert ["event: tick\ndata: "] * 10 == [each[: len("event: tick\ndata: ")] for each in events]  # and no id
    assert ("data: [DONE]", "") == (end, rest)


def test_the_data_that_ends_a_stream_is_sent_at_its_end_alone(tmp_path: Path):
    part = {"contentMediaType": "application/json", "contentSchema": {"type": "integer"}}
    event = {"type": "object", "properties": {"data": {"oneOf": [{"const": "[DONE]"}, part]}}}
    content = {"text/event-stream": {"itemSchema": event}}
    paths = {"/parts": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}}
    spec = tmp_path / "parts.yaml"
    spec.write_text(json.dumps({"openapi": "3.2.0", "info": {"title": "T", "version": "1"}, "paths": paths}))
    with MockServer(load_document(spec)) as mock, connect(mock) as client:
        *events, end, rest = client.get("/parts").text.split("\n\n")
    assert events
    assert all(each.removeprefix("data: ").isdecimal() for each in events)
    assert ("data: [DONE]", "") == (end, rest)


def test_the_text_of_an_event_is_not_json(tmp_path: Path):
    content = {"text/event-stream": {"schema": {"enum": ["two\nlines", "and\nthree"]}}}
    paths = {"/texts": {"get": {"responses": {"200": {"description": "ok", "content": content}}}}}
    spec = tmp_path / "texts.yaml"
    spec.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}))
    with MockServer(load_document(spec)) as mock, connect(mock) as client:
        assert "data: two\ndata: lines\n\n" in client.get("/texts").text


# ---- any other contract ----


@pytest.mark.parametrize("media_type", ["application/json", "application/vnd.notes+json", "*/*", "application/*"])
def test_another_contract_is_served_as_well(tmp_path: Path, media_type: str):
    note = {"type": "object", "required": ["id", "text"], "properties": {"id": {"type": "integer", "readOnly": True}}}
    note["properties"] |= {"text": {"type": "string"}}
    sent = {"content": {"application/json": {"schema": note}}}
    body = {"content": {media_type: {"schema": note}}}
    listed = {"type": "object", "properties": {"notes": {"type": "array", "items": note}}}
    page = {"200": {"description": "d", "content": {media_type: {"schema": listed}}}}
    error = {"properties": {"error": {"type": "string"}}}  # structured data, though no type says so
    made = {
        "201": {"description": "d", **body},
        "422": {"description": "d", "content": {media_type: {"schema": error}}},
    }
    paths = {
        "/notes.json": {
            "get": {"responses": page},
            "post": {"requestBody": {"required": True, **sent}, "responses": made},
        },
        "/notes/{note_id}.json": {
            "parameters": [{"name": "note_id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "get": {"responses": {"200": {"description": "d", **body}}},
            "delete": {"responses": {"204": {"description": "d"}}},
        },
    }
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths}))
    with MockServer(load_document(spec), items=2) as mock, httpx2.Client(base_url=mock.url, trust_env=False) as client:
        created = client.post("/notes.json", json={"text": "hello"}).json()
        assert {"id": 3, "text": "hello"} == created == client.get("/notes/3.json").json()
        assert [3, 1, 2] == [each["id"] for each in client.get("/notes.json").json()["notes"]]
        assert 204 == client.delete("/notes/3.json").status_code
        assert 404 == client.get("/notes/3.json").status_code
        refused = client.post("/notes.json", json={})
        assert (422, media_type.replace("*/*", "application/json").replace("/*", "/json")) == (
            refused.status_code,
            refused.headers["content-type"],
        )
        assert "text" in refused.json()["error"]


@pytest.mark.parametrize(
    ("listed", "item", "types"),
    [
        ("/rows/", "/rows/{row_id}", ("integer", "integer")),  # as FastAPI writes paths
        ("/rows/", "/rows/{id}/", ("string", "integer")),  # as Django REST framework writes paths and parameters
        ("/rows", "/rows/{id}/", ("integer", "string")),
    ],
)
def test_the_resources_of_other_frameworks_are_kept(listed: str, item: str, types: tuple[str, str], tmp_path: Path):
    schema = {"type": "object", "properties": {"id": {"type": types[1], "readOnly": True}, "name": {"type": "string"}}}
    row = {"$ref": "#/components/schemas/Row"}
    body = {"content": {"application/json": {"schema": row}}}
    rows = {"content": {"application/json": {"schema": {"type": "array", "items": row}}}}
    name = item.partition("{")[2].partition("}")[0]
    own = [{"name": name, "in": "path", "required": True, "schema": {"type": types[0]}}]
    got = {"200": {"description": "d", **body}}
    paths = {
        listed: {
            "get": {"responses": {"200": {"description": "d", **rows}}},
            "post": {"requestBody": {"required": True, **body}, "responses": {"201": {"description": "d", **body}}},
        },
        item: {
            "parameters": own,
            "get": {"responses": got},
            "patch": {"requestBody": {"required": True, **body}, "responses": got},
            "delete": {"responses": {"204": {"description": "d"}}},
        },
        f"{item.rstrip('/')}/close{'/' * item.endswith('/')}": {"parameters": own, "post": {"responses": got}},
    }
    spec = tmp_path / "openapi.json"
    document = {"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": paths}
    spec.write_text(json.dumps({**document, "components": {"schemas": {"Row": schema}}}))
    with MockServer(load_document(spec), items=2) as mock, httpx2.Client(base_url=mock.url, trust_env=False) as client:
        created = client.post(listed, json={"name": "mine"}).json()
        at = item.replace(f"{{{name}}}", str(created["id"]))
        assert created == client.get(at).json() == client.get(listed).json()[0]
        assert client.patch(at, json={"name": "new"}).json() == {**created, "name": "new"}
        assert "new" == client.post(at.rstrip("/") + "/close" + "/" * at.endswith("/")).json()["name"]
        assert 204 == client.delete(at).status_code
        assert 404 == client.get(at).status_code
        assert created["id"] not in [each["id"] for each in client.get(listed).json()]


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1},
        {"type": "number", "exclusiveMinimum": 2, "maximum": 2.5},
        {"type": "number", "minimum": 0.5, "exclusiveMaximum": 1, "format": "double"},
    ],
)
def test_a_number_is_between_limits_that_it_must_not_equal(schema: dict[str, object], tmp_path: Path):
    body = {"description": "d", "content": {"application/json": {"schema": schema}}}
    spec = tmp_path / "openapi.json"
    paths = {"/a": {"get": {"responses": {"200": body}}}}
    spec.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "t", "version": "1"}, "paths": paths}))
    with MockServer(load_document(spec)) as mock:
        value = httpx2.get(f"{mock.url}/a", trust_env=False).json()
    least, most = (schema.get(each, 0) for each in ("exclusiveMinimum", "exclusiveMaximum"))
    assert schema.get("minimum", least) <= value <= schema.get("maximum", most)
    assert value not in {least, most}


@pytest.mark.parametrize("prefix", ["", "/v1"])
def test_paths_are_served_with_and_without_that_of_the_server(client: httpx2.Client, prefix: str):
    assert 200 == client.get(f"{prefix}/products").status_code


@pytest.mark.parametrize(
    ("schema", "first", "count"),
    [
        ({"type": "string", "example": "prd_1"}, ["prd_1", "prd_2", "prd_3"], ITEMS),
        ({"type": "string", "example": "a-09"}, ["a-09", "a-10", "a-11"], ITEMS),
        ({"type": "string", "example": "x"}, ["x"], ITEMS),
        ({"type": "string", "examples": ["k1", "k7", "k2"]}, ["k1", "k7", "k2"], ITEMS),
        ({"type": "string", "enum": ["red", "green", "blue"]}, [], 3),
    ],
)
def test_a_list_has_as_many_items_as_its_identifiers_allow(
    schema: object, first: list[str], count: int, tmp_path: Path
):
    """An identifier schema with few possible values limits the items; a new item never replaces an existing one."""
    text = json.dumps(schema)
    spec = tmp_path / "openapi.yaml"
    spec.write_text(
        "openapi: 3.1.0\ninfo: {title: Things, version: '1'}\npaths:\n"
        "  /things:\n    get: {responses: {'200': {description: All., content: {application/json: {schema: "
        "{type: array, items: {$ref: '#/components/schemas/Thing'}}}}}}}\n"
        "    post: {responses: {'201': {description: It., content: {application/json: {schema: "
        "{$ref: '#/components/schemas/Thing'}}}}}}\n"
        "  /things/{id}:\n    get: {parameters: [{name: id, in: path, required: true, schema: " + text + "}], "
        "responses: {'200': {description: It., content: {application/json: {schema: "
        "{$ref: '#/components/schemas/Thing'}}}}}}\n"
        "components: {schemas: {Thing: {type: object, required: [id], properties: {id: " + text + "}}}}\n"
    )
    with (
        MockServer(load_document(spec), items=ITEMS) as mock,
        httpx2.Client(base_url=mock.url, trust_env=False) as client,
    ):
        ids = [each["id"] for each in client.get("/things").json()]
        assert (count, first) == (len(set(ids)), ids[: len(first)])
        created = client.post("/things")
        if count == ITEMS:
            assert created.json()["id"] not in ids
        else:
            assert 409 == created.status_code
            assert ids == [each["id"] for each in client.get("/things").json()]


def test_a_job_that_a_client_waits_for_ends(tmp_path):
    """Generated statuses are any value of the enum, and a client would wait for ever for a job that is `queued`."""
    (tmp_path / "openapi.yaml").write_text(JOBS)
    with MockServer(load_document(tmp_path / "openapi.yaml")) as mock, connect(mock) as client:
        created = [client.post("/jobs").json()["id"] for _ in range(8)]
        assert {client.get(f"/jobs/{each}").json()["at"]["state"] for each in (*created, *"abcdefgh")} <= {
            "over",
            "lost",
        }


JOBS = """
openapi: 3.1.0
info: {title: Jobs, version: 1.0.0}
paths:
  /jobs:
    post:
      responses: {'201': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
  /jobs/{id}:
    get:
      x-poll: {status: /at/state, until: [over, lost]}
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Job'}}}}}
components:
  schemas:
    Job:
      type: object
      required: [id, at]
      properties:
        id: {type: string}
        at: {type: object, required: [state], properties: {state: {enum: [queued, running, over, lost]}}}
"""
