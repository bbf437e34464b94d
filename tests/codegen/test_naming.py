"""Names of a contract become Python names: the ones a person would choose, and always valid ones."""

from __future__ import annotations

import keyword
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloop.codegen import naming

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
    assert naming.method_name(operation_id, tag) == method


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
    assert naming.identifier(text) == name


@pytest.mark.parametrize(
    ("title", "client", "package"),
    [
        ("Invent", "Invent", "invent_client"),
        ("Invent API", "Invent", "invent_client"),
        ("Pet Store REST API", "PetStore", "pet_store_client"),
        ("API", "API", "api_client"),
        ("3D things", "Model3DThings", "api_3d_things_client"),
        ("Any API", "AnyClient", "any_client"),
        ("日本", "日本Client", "日本_client"),
    ],
)
def test_client_and_package_are_named_after_the_title(title: str, client: str, package: str) -> None:
    """`API` at the end of a title says nothing."""
    assert naming.client_name(title) == client
    assert naming.package_name(title) == package


@given(st.text(max_size=30))
def test_every_text_gives_valid_names(text: str) -> None:
    """Whatever the text, Python takes the names."""
    for name in (
        naming.identifier(text),
        naming.class_name(text),
        naming.constant(text),
        naming.method_name(text, "tag"),
        naming.method_name(text, text),
        naming.full_method_name(text),
        naming.module_name(text),
        naming.package_name(text),
        naming.variable_prefix(text),
        naming.package_name(text),
    ):
        assert name.isidentifier(), name
        assert name == unicodedata.normalize("NFKC", name)
        assert not keyword.iskeyword(name), name
        compile(f"{name} = 1", "x", "exec")


def test_unique_names_differ_in_more_than_their_case() -> None:
    """Module names are file names, and not every file system tells `a` from `A`."""
    assert naming.unique("Model", ["model", "Model2"]) == "Model3"
    assert naming.unique("Model", []) == "Model"


def test_names_are_what_python_reads_whatever_becomes_of_a_letter_in_capitals() -> None:
    """Python reads names in NFKC; a change of case may leave it: `ΐ` in capitals is three characters."""
    letters = (chr(code) for code in range(0x80, sys.maxunicode) if not 0xD800 <= code < 0xE000)
    moving = [c for c in letters if len({c, c.upper(), c.lower(), c.title()}) > 1 and c.upper().lower() != c]
    assert len(moving) > 100
    for letter in moving:
        for name in (
            naming.identifier(f"a{letter}"),
            naming.class_name(f"{letter}a"),
            naming.constant(f"a{letter}"),
            naming.full_method_name(f"a{letter}"),
        ):
            assert name == unicodedata.normalize("NFKC", name)


def test_names_differ_where_files_and_constants_would_not() -> None:
    """`straße` and `strasse` are one constant, and on some systems one file."""
    taken = naming.NameRegistry(["straße"])
    assert taken.reserve_identifier("strasse") == "strasse_"
    assert taken.reserve_identifier("ı") == "ı"
    assert taken.reserve_identifier("i") == "i_"
    assert [taken.reserve_identifier("next") for _ in range(4)] == ["next", "next_", "next_2", "next_3"]


def test_a_hundred_thousand_names_that_are_alike_are_told_apart_at_once() -> None:
    """The numbers that were given are not tried again."""
    taken = naming.NameRegistry()
    assert len({taken.reserve_identifier("value") for _ in range(100_000)}) == 100_000


@pytest.mark.parametrize(
    ("text", "module"),
    [
        ("Con", "con_"),
        ("LPT1", "lpt1_"),
        ("COM¹", "com1_"),
        ("Console", "console"),
        ("__init__", "model_init"),
        ("../../x", "x"),
        ("a" * 100, "a" * 100),
    ],
)
def test_a_module_is_a_file_that_any_system_can_hold(text: str, module: str) -> None:
    """No device of Windows, nothing that Python takes for something else."""
    assert naming.module_name(text) == module


@given(st.text(min_size=80, max_size=300))
def test_a_long_module_name_is_cut_but_stays_apart(text: str) -> None:
    """File systems take 255 bytes."""
    name, other = naming.module_name(text), naming.module_name(f"{text}z")
    assert len(name.encode()) <= 100
    assert name != other


def test_classes_are_no_members_even_in_alphabets_without_capitals() -> None:
    """In `日本: 日本`, the member would hide the class."""
    assert naming.class_name("日本") == "日本Model"
    assert naming.module_name("日本Model") == "日本_model"


def test_a_class_that_is_a_keyword_shares_no_module() -> None:
    """`None_` would be printed where `NONE` is."""
    assert naming.class_name("None") == "NoneModel"
    assert naming.class_name("NONE") == "NONE"


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("1.2.3", "1.2.3"),
        ("v2", "2"),
        ("2024-06-20", "2024.6.20"),
        ("1.0.0-beta.2", "1.0.0b2"),
        ("1.0.0-SNAPSHOT", "1.0.0"),
        ("2.0rc1", "2.0rc1"),
        ("latest", "0"),
        ("", "0"),
        ('1.0"\n[tool]\nx = "', "1.0"),
        ("1\r\nEvil: 1", "1"),
        ("٣.١", "0"),
    ],
)
def test_a_version_is_one_that_python_knows(text: str, version: str) -> None:
    """A package that has another could not be built, or the index would not take it."""
    assert naming.version(text) == version


@pytest.mark.parametrize(
    ("package", "distribution"),
    [("shop_client", "shop-client"), ("größe_client", "grosse-client"), ("日本", "api"), ("__a__b__", "a-b")],
)
def test_a_distribution_has_the_letters_that_an_index_takes(package: str, distribution: str) -> None:
    """An index takes ASCII."""
    assert naming.distribution_name(package) == distribution


@pytest.mark.parametrize(("client", "prefix"), [("Shop", "SHOP"), ("Größe", "GROSSE"), ("日本Client", "CLIENT")])
def test_a_shell_can_set_the_environment_variables(client: str, prefix: str) -> None:
    """A shell takes ASCII."""
    assert naming.variable_prefix(client) == prefix
