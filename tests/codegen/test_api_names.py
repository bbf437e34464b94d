"""Names of resources and methods: they are conventional, independent of the framework that wrote the operationIds."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from specloop.codegen import resource_names
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
        for space in resource_names.name_namespaces(source, operations)
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
        ("GET /broadcasts/{id} broadcasts-byId broadcasts", "broadcasts.by_id"),
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
        ("POST /posts/{id}/chat post_message posts", "posts.post_message"),
        ("POST /posts/{id}/message post_message posts", "posts.create_message"),
        ("GET /balancers/{id} loadBalancers_get load balancers", "load_balancers.retrieve"),
        ("POST /goals/{id}/x addSupportingRelation goal relations", "goal_relations.add_supporting_relation"),
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
FASTAPI_BEHIND_PROXY = (
    "GET /api/v1/items/ read_items_items__get items",
    "GET /api/v1/items/{item_id} read_item_items__item_id__get items",
    "POST /api/v1/items/{item_id}/sell sell_items__item_id__sell_post items",
)
NESTJS = ("POST /users UsersController_create -", "GET /users UsersController_findAll -")
LARAVEL = (
    "GET /users App\\Http\\Controllers\\UserController::index users",
    "POST /users App\\Http\\Controllers\\UserController::store users",
    "GET /cats CatController@index cats",
)
SWAGGER_PHP = (
    "GET /posts 5ad3a3e4a5b7d9e04f7dd1b9c1ecb5d9 posts",
    "DELETE /posts/{id} a1b3a3e4a5b7d9e04f7dd1b9c1ecb5d8 posts",
)
FLASK_RESTX = (
    "GET /pets/ get_pet_list pets",
    "POST /pets/ post_pet_list pets",
    "GET /pets/{id} get_pet pets",
    "GET /pets/{id}/lists/{list} get_pet_list pets",
)
LITESTAR = (
    "GET /notes NotesListAll notes",
    "GET /notes/{note_id} NotesNoteIdRead notes",
    "PATCH /tags/{tag_id} TagsTagIdRename tags",
)
NINJA = ("GET /tasks main_list_tasks tasks", "POST /tasks main_create_task tasks", "GET /users main_list_users users")
MODULE_IN_CAMEL_CASE = (
    "GET /tasks mainListTasks tasks",
    "POST /tasks mainCreateTask tasks",
    "GET /users mainListGitHubUsers users",
)
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
SPRINGFOX = (
    "GET /users listUsersUsingGET user-controller",
    "POST /users createUserUsingPOST user-controller",
    "GET /orders/{id} getUsingGET_1 order-controller",
)
SPRINGDOC = (
    "GET /api/users list user-controller",
    "DELETE /api/users/{id} delete user-controller",
    "GET /api/orders list_1 order-controller",
    "GET /api/orders/{id} getById_1 order-controller",
)
GRPC = (
    "GET /v1/users UserService_ListUsers UserService",
    "GET /v1/users/{user.id} UserService_GetUser UserService",
    "POST /v1/users/{id}:ban UserService_BanUser UserService",
    "GET /v1/orders OrderService_ListOrders OrderService",
)
LOOPBACK = ("GET /users UserController.find -", "PUT /users/{id} UserController.replaceById -")
API_PLATFORM = (
    "GET /api/books api_books_get_collection Book",
    "POST /api/books api_books_post Book",
    "GET /api/books/{id} api_books_id_get Book",
    "PATCH /api/books/{id} api_books_id_patch Book",
)
NINJA_MODULES = (
    "GET /events events_api_list_events events",
    "POST /events events_api_create_event events",
    "GET /news news_views_api_list_news news",
)
DRF_NESTED = (
    "GET /api/v1/tasks/{id}/comments/ api_v1_tasks_comments_list api",
    "POST /api/v1/tasks/{id}/comments/ api_v1_tasks_comments_create api",
    "GET /api/v1/tasks/{id}/comments/{n}/ api_v1_tasks_comments_retrieve api",
    "PATCH /api/v1/tasks/{id}/comments/{n}/ api_v1_tasks_comments_partial_update api",
    "POST /api/v1/tasks/{id}/close/ api_v1_tasks_close_create api",
)

STYLES = {
    "springfox": (SPRINGFOX, ["user.list", "user.create", "order.retrieve"]),
    "springdoc": (SPRINGDOC, ["user.list", "user.delete", "order.list", "order.retrieve"]),
    "grpc-gateway": (GRPC, ["user.list", "user.retrieve", "user.ban", "order.list"]),
    "loopback": (LOOPBACK, ["users.find", "users.replace"]),
    "api platform": (API_PLATFORM, ["book.list", "book.create", "book.retrieve", "book.update"]),
    "django-ninja with several modules": (NINJA_MODULES, ["events.list", "events.create", "news.list"]),
    "drf-spectacular with nested routes": (
        DRF_NESTED,
        [
            *("tasks.list_comments", "tasks.create_comment", "tasks.retrieve_comment"),
            *("tasks.partial_update_comment", "tasks.close"),
        ],
    ),
    "fastapi": (FASTAPI, ["items.read", "items.read_item", "items.sell"]),
    "fastapi behind a proxy": (FASTAPI_BEHIND_PROXY, ["items.read", "items.read_item", "items.sell"]),
    "laravel": (LARAVEL, ["users.index", "users.store", "cats.index"]),
    "swagger-php": (SWAGGER_PHP, ["posts.list", "posts.delete"]),
    "flask-restx": (FLASK_RESTX, ["pets.list", "pets.create", "pets.retrieve", "pets.retrieve_list"]),
    "nestjs": (NESTJS, ["users.find_all", "users.create"]),
    "litestar": (LITESTAR, ["notes.list_all", "notes.read", "tags.rename"]),
    "django-ninja": (NINJA, ["tasks.list", "tasks.create", "users.list"]),
    "module in camelCase": (MODULE_IN_CAMEL_CASE, ["tasks.list", "tasks.create", "users.list_github"]),
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
        "things.show",
    ]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("POST /v1/messages messages_post -", "messages.create"),
        ("POST /v1/messages/count_tokens messages_count_tokens_post -", "messages.count_tokens"),
        ("POST /v1/messages/batches message_batches_post -", "messages.create_batch"),
        ("GET /v1/messages/batches message_batches_list -", "messages.list_batches"),
        ("GET /v1/messages/batches/{id} message_batches_retrieve -", "messages.retrieve_batch"),
        ("POST /v1/messages/batches/{id}/cancel message_batches_cancel -", "messages.cancel_batch"),
        ("GET /v1/projects/{id}/keys/{key} projects_keys_get -", "projects.retrieve_key"),
        ("POST /blogs/{id}/posts create_post blogs", "blogs.create_post"),
        ("POST /blogs/{id}/posts new_post posts", "posts.new"),
        ("POST /orders/{id} check_out orders", "orders.check_out"),
    ],
)
def test_a_verb_after_the_nouns_of_the_path_goes_first(row: str, expected: str) -> None:
    """An id such as `message_batches_list` is the path and a verb; an HTTP method there says what the path says."""
    assert called(row) == [expected]


@pytest.mark.parametrize(
    ("path", "resource"),
    [
        ("/v1/checkout/sessions/{id}", "checkout_sessions"),
        ("/audio/transcriptions", "audio_transcriptions"),
        ("/orders/stats", "orders"),
        ("/users/{id}/keys", "users"),
        ("/pet/findByTags", "pet"),
        ("/auth/token/refresh", "auth"),
        ("/2010-04-01/Accounts.json", "accounts"),
        ("/rest/api/3/issue/{key}", "issue"),
        ("/{id}/things", "things"),
        ("/{id}", "default"),
    ],
)
def test_without_a_tag_the_resource_follows_the_path(path: str, resource: str) -> None:
    (name,) = called(f"GET {path} - -")
    assert name.partition(".")[0] == resource


def test_a_method_of_a_resource_in_an_area_is_called_after_its_verb() -> None:
    rows = (
        "GET /checkout/sessions GetCheckoutSessions -",
        "POST /checkout/sessions PostCheckoutSessions -",
        "POST /checkout/sessions/{session}/expire PostCheckoutSessionsSessionExpire -",
    )
    assert called(*rows) == ["checkout_sessions.list", "checkout_sessions.create", "checkout_sessions.expire"]


def test_a_name_that_is_taken_keeps_its_noun_but_not_twice() -> None:
    rows = ("GET /items items-read_items items", "GET /items/{id} items-read_item items")
    assert called(*rows) == ["items.read", "items.read_item"]
    rows = ("GET /v1/cats CatsController_findAll_v1 cats", "GET /v2/cats CatsController_findAll_v2 cats")
    assert called(*rows) == ["cats.find_all", "cats.find_all_v2"]


def test_tags_lose_a_prefix_that_all_share_and_their_case() -> None:
    """A prefix such as `Api20100401` is on every tag of some documents."""
    rows = (
        "GET /a ListAccount Api20100401Account",
        "GET /b ListCall Api20100401Call",
        "POST /b CreateCall api20100401call",
    )
    assert called(*rows) == ["account.list", "call.list", "call.create"]
    assert called("GET /a listA Users", "POST /a createA users") == ["users.list_a", "users.create_a"]
    assert called("GET /a listA Acme1", "GET /b listB Acme2") == ["acme_1.list_a", "acme_2.list_b"]


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


@pytest.mark.parametrize("tag", ["-", "users"])
def test_an_operation_id_that_begins_with_its_verb_states_no_group(tag: str) -> None:
    rows = ("GET /users List_Users", "POST /users Create_New_User", "POST /users/{id}/ban Ban_User")
    assert called(*(f"{row} {tag}" for row in rows)) == ["users.list", "users.create_new", "users.ban"]


@pytest.mark.parametrize("ending", ["Service", "Controller"])
def test_a_class_on_the_server_is_no_group(ending: str) -> None:
    rows = (f"GET /v1/users User{ending}_List", f"POST /v1/users User{ending}_Create", f"GET /v1/jobs Job{ending}_List")
    assert called(*(f"{row} -" for row in rows)) == ["users.list", "users.create", "jobs.list"]
