"""Names of a contract become Python names: the ones a person would choose, and always valid ones."""

from __future__ import annotations

import keyword

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import names

METHODS = [
    # operationId, tag, method
    ("listBroadcasts", "broadcasts", "list"),
    ("getBroadcast", "broadcasts", "get"),
    ("sendBroadcastNow", "broadcasts", "send_now"),
    ("broadcasts_list", "broadcasts", "list"),
    ("ListBroadcastRecipients", "broadcasts", "list_recipients"),
    ("getContactGroup", "contact groups", "get"),
    ("listEntries", "entries", "list"),
    ("getAddress", "addresses", "get_address"),
    ("broadcasts", "broadcasts", "broadcasts"),
    ("ping", "broadcasts", "ping"),
    ("deleteBroadcast", "", "delete_broadcast"),
    ("import", "", "import_"),
    ("2fa", "", "call_2fa"),
    ("???", "x", "call"),
]


@pytest.mark.parametrize(("operation_id", "tag", "method"), METHODS)
def test_a_method_drops_the_noun_of_its_resource(operation_id: str, tag: str, method: str) -> None:
    """`broadcasts.list()`, not `broadcasts.list_broadcasts()`."""
    assert names.method_name(operation_id, tag) == method


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("next", "next"),
        ("from", "from_"),
        ("class", "class_"),
        ("a-b", "a_b"),
        ("camelCase", "camel_case"),
        ("HTTPStatus", "http_status"),
        ("_id", "field_id"),
        ("2fa", "field_2fa"),
        ("@type", "type"),
        ("ﬁeld", "field"),
        ("+1", "field_1"),
        ("", "field_"),
    ],
)
def test_an_identifier_is_what_one_would_write(text: str, name: str) -> None:
    """Snake case; keywords get a trailing underscore, builtins stay."""
    assert names.identifier(text) == name


@pytest.mark.parametrize(
    ("title", "client", "package"),
    [
        ("Invent", "Invent", "invent_client"),
        ("Invent API", "Invent", "invent_client"),
        ("Pet Store REST API", "PetStore", "pet_store_client"),
        ("API", "API", "api_client"),
        ("3D things", "Model3DThings", "api_3d_things_client"),
    ],
)
def test_client_and_package_are_named_after_the_title(title: str, client: str, package: str) -> None:
    """`API` at the end of a title says nothing."""
    assert names.client_name(title) == client
    assert names.package_name(title) == package


@given(st.text(max_size=30))
def test_every_text_gives_valid_names(text: str) -> None:
    """Whatever the text, Python takes the names."""
    for name in (
        names.identifier(text),
        names.class_name(text),
        names.constant(text),
        names.method_name(text, "tag"),
        names.method_name(text, text),
        names.full_method_name(text),
        names.module_name(text),
        names.package_name(text),
    ):
        assert name.isidentifier(), name
        assert not keyword.iskeyword(name), name
        compile(f"{name} = 1", "x", "exec")


def test_unique_names_differ_in_more_than_their_case() -> None:
    """Module names are file names, and not every file system tells `a` from `A`."""
    assert names.unique("Model", ["model", "Model2"]) == "Model3"
    assert names.unique("Model", []) == "Model"
