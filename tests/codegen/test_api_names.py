"""Names of resources and methods: they are conventional, independent of the framework that wrote the operationIds."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from specloop.codegen import api_names
from specloop.openapi.operations import iter_operations

ARRAY = {"type": "array", "items": {"type": "string"}}
OBJECT = {"type": "object", "properties": {"id": {"type": "string"}}}


def document(*rows: str, title: str = "T", schema: Any = None) -> dict[str, Any]:
    """Build a document from rows `METHOD PATH operationId tag`; `-` means that the operation has no such field."""
    paths: dict[str, Any] = {}
    for row in rows:
        method, path, operation_id, tag = row.split(maxsplit=3)
        response = {"description": "ok", **({"content": {"application/json": {"schema": schema}}} if schema else {})}
        operation: dict[str, Any] = {"responses": {"200": response}}
        if operation_id != "-":
            operation["operationId"] = operation_id
        if tag != "-":
            operation["tags"] = [tag]
        paths.setdefault(path, {})[method.lower()] = operation
    return {"openapi": "3.1.0", "info": {"title": title, "version": "1"}, "paths": paths}


def names(source: dict[str, Any]) -> dict[str, str]:
    """Return the name `resource.method` of each operation, by `METHOD PATH`."""
    numbers = count()
    operations = {f"o{next(numbers)}": each for each in iter_operations(source)}
    return {
        f"{operations[key].method.upper()} {operations[key].path}": f"{space.name}.{method}"
        for space in api_names.name_namespaces(source, operations)
        for key, method in space.methods.items()
    }


def called(*rows: str, **options: Any) -> list[str]:
    """Return the names of the operations in a document built from rows, in the order of the document."""
    source = document(*rows, **options)
    found = names(source)
    return [found[f"{each.method.upper()} {each.path}"] for each in iter_operations(source)]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("GET /broadcasts listBroadcasts broadcasts", "broadcasts.list"),
        ("GET /broadcasts/{id} getBroadcast broadcasts", "broadcasts.retrieve"),
        ("GET /broadcasts/{id} getBroadcastById broadcasts", "broadcasts.retrieve"),
        ("GET /broadcasts broadcasts_list broadcasts", "broadcasts.list"),
        ("POST /broadcasts/{id}/now sendBroadcastNow broadcasts", "broadcasts.send_broadcast_now"),
        ("GET /broadcasts/{id}/x ListBroadcastRecipients broadcasts", "broadcasts.list_broadcast_recipients"),
        ("GET /groups/{id} getContactGroup contact groups", "contact_groups.retrieve"),
        ("GET /entries listEntries entries", "entries.list"),
        ("DELETE /addresses/{id} removeAddress addresses", "addresses.remove"),
        ("GET /blocks/{id} retrieveABlock blocks", "blocks.retrieve"),
        ("POST /tasks/{id}/followers addFollowersForTask tasks", "tasks.add_followers"),
        ("POST /rooms/{id} checkInRoom rooms", "rooms.check_in"),
        ("GET /broadcasts broadcasts broadcasts", "broadcasts.broadcasts"),
        ("GET /ping ping broadcasts", "broadcasts.ping"),
        ("POST /posts/{id}/message post_message posts", "posts.post_message"),
        ("POST /charges post_charge charges", "charges.create"),
        ("PATCH /tasks/{id} tasks_partial_update tasks", "tasks.partial_update"),
        ("POST /x import -", "x.import_"),
        ("POST /x 2fa -", "x.call_2fa"),
        ("POST /x ??? -", "x.create"),
    ],
)
def test_method_drops_the_noun_of_its_resource_at_either_end(row: str, expected: str) -> None:
    """A method is called `broadcasts.list()`, not `broadcasts.list_broadcasts()`."""
    assert called(row) == [expected]


def test_get_of_a_collection_is_list_where_list_is_free() -> None:
    """`getProjects` returns a collection and is called `list`; a second such operation keeps its longer name."""
    rows = ("GET /projects getProjects projects", "GET /all/projects listProjects projects")
    assert called(*rows, schema=ARRAY) == ["projects.list", "projects.list_projects"]
    assert called("GET /status getStatus status", schema=OBJECT) == ["status.retrieve"]
    page = {"type": "object", "properties": {"items": ARRAY}}
    assert called("GET /projects getProjects projects", schema=page) == ["projects.list"]
    assert called("GET /project getProject project", schema=page) == ["project.retrieve"]


FASTAPI = (
    "GET /items/ read_items_items__get items",
    "GET /items/{item_id} read_item_items__item_id__get items",
    "POST /items/{item_id}/sell sell_items__item_id__sell_post items",
)
NESTJS = ("POST /users UsersController_create -", "GET /users UsersController_findAll -")
LITESTAR = (
    "GET /notes NotesListAll notes",
    "GET /notes/{note_id} NotesNoteIdRead notes",
    "PATCH /tags/{tag_id} TagsTagIdRename tags",
)
NINJA = ("GET /tasks main_list_tasks tasks", "POST /tasks main_create_task tasks", "GET /users main_list_users users")
DRF = (
    "GET /api/tasks/ tasks_list tasks",
    "POST /api/tasks/ tasks_create tasks",
    "GET /api/tasks/{id}/ tasks_retrieve tasks",
    "PUT /api/tasks/{id}/ tasks_update tasks",
    "PATCH /api/tasks/{id}/ tasks_partial_update tasks",
    "DELETE /api/tasks/{id}/ tasks_destroy tasks",
)
NO_IDS = (
    "GET /posts - -",
    "POST /posts - -",
    "GET /posts/{id} - -",
    "PUT /posts/{id} - -",
    "DELETE /posts/{id} - -",
    "PATCH /posts/{id} - -",
    "POST /posts/{id}/publish - -",
    "GET /posts/{id}/comments - -",
    "POST /posts/{id}/comments - -",
    "DELETE /posts/{id}/comments/{comment_id} - -",
)
METHOD_AND_PATH = (
    "GET /v1/charges GetCharges -",
    "POST /v1/charges PostCharges -",
    "POST /v1/charges/{charge} PostChargesCharge -",
    "POST /v1/charges/{charge}/capture PostChargesChargeCapture -",
    "DELETE /v1/customers/{customer} DeleteCustomersCustomer -",
)

STYLES = {
    "fastapi": (FASTAPI, ["items.read", "items.read_item", "items.sell"]),
    "nestjs": (NESTJS, ["users.find_all", "users.create"]),
    "litestar": (LITESTAR, ["notes.list_all", "notes.read", "tags.rename"]),
    "django-ninja": (NINJA, ["tasks.list", "tasks.create", "users.list"]),
    "drf-spectacular": (DRF, [f"tasks.{row.split()[2].removeprefix('tasks_')}" for row in DRF]),
    "no operationId": (
        NO_IDS,
        [
            *("posts.list", "posts.create", "posts.retrieve", "posts.replace", "posts.delete", "posts.update"),
            *("posts.publish", "posts.list_comments", "posts.create_comment", "posts.delete_comment"),
        ],
    ),
    "method and path": (
        METHOD_AND_PATH,
        ["charges.list", "charges.create", "charges.update", "charges.capture", "customers.delete"],
    ),
}


@pytest.mark.parametrize("style", STYLES)
def test_names_that_frameworks_write_are_undone(style: str) -> None:
    """The framework that wrote the operationIds is recognized from the document, for each row of the table."""
    rows, expected = STYLES[style]
    assert sorted(called(*rows)) == sorted(expected)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "row", ["GET /health healthCheck -", "POST /items/{item_id}/x anotherThing items", "GET /z - -"]
)
def test_an_operation_that_is_added_renames_no_other(style: str, row: str) -> None:
    """Neither an operation with a hand-written operationId nor an operation without one renames others."""
    rows, _ = STYLES[style]
    before, after = names(document(*rows)), names(document(*rows, row))
    assert before.items() <= after.items()


def test_a_style_that_few_operations_follow_is_no_style() -> None:
    """A single `NotesController_list` among hand-written operationIds is treated as hand-written."""
    rows = (
        "GET /notes NotesController_list notes",
        "POST /notes makeNote notes",
        "GET /a fetchAll notes",
        "GET /b b notes",
    )
    assert called(*rows) == ["notes.controller_list", "notes.make", "notes.fetch_all", "notes.b"]


def test_a_handler_among_ids_of_other_styles_loses_its_path() -> None:
    rows = (
        "GET /v1/files list_all_v1_files_get files",
        "POST /v1/files upload files",
        "GET /v1/files/{id} metadata files",
        "DELETE /v1/files/{id} RemoveOne files",
        "GET /things show_things_get things",
    )
    assert called(*rows) == [
        "files.list_all",
        "files.upload",
        "files.metadata",
        "files.remove_one",
        "things.show_things_get",
    ]


def test_tags_lose_a_prefix_that_all_share_and_their_case() -> None:
    """A prefix such as `Api20100401` is on every tag of some documents."""
    rows = (
        "GET /a ListAccount Api20100401Account",
        "GET /b ListCall Api20100401Call",
        "POST /b CreateCall api20100401call",
    )
    assert called(*rows) == ["account.list", "call.list", "call.create"]
    assert called("GET /a listA Users", "POST /a createA users") == ["users.list_a", "users.create_a"]


def test_tags_that_name_no_resource_are_ignored() -> None:
    """Ignored tags are versions, `default`, and the document's title if all operations have it as their tag."""
    assert called("GET /things listThings v1") == ["things.list"]
    assert called("GET /things listThings default") == ["things.list"]
    rows = ("GET /files listFiles OpenAI", "GET /models listModels OpenAI")
    assert called(*rows, title="OpenAI API") == ["files.list", "models.list"]


def test_extensions_say_names() -> None:
    """The extension `x-name` and the extensions of other generators set names."""
    source = document("GET /a weird -", "GET /b odd -", "GET /c strange -", "GET /d funny d")
    source["paths"]["/a"]["get"] |= {"x-name": "projects.archive"}
    source["paths"]["/b"]["get"] |= {"x-speakeasy-group": "projects", "x-speakeasy-name-override": "fetch"}
    source["paths"]["/c"]["get"] |= {"x-fern-sdk-group-name": ["projects", "keys"], "x-fern-sdk-method-name": "rotate"}
    source["tags"] = [{"name": "d", "x-name": "departments"}]
    assert list(names(source).values()) == [
        "projects.archive",
        "projects.fetch",
        "projects_keys.rotate",
        "departments.funny",
    ]
