"""Python names built from titles, tags, operationIds and values: they are conventional and always valid."""

from __future__ import annotations

import keyword
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloop.codegen import class_names, naming


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("next", "next"),
        ("from", "from_"),
        ("class", "class_"),
        ("a-b", "a_b"),
        ("camelCase", "camel_case"),
        ("HTTPStatus", "http_status"),
        ("OpenAI", "openai"),
        ("GitHubApp", "github_app"),
        ("OAuth2", "oauth2"),
        ("oAuthToken", "oauth_token"),
        ("APIs", "apis"),
        ("userIDs", "user_ids"),
        ("IPv4", "ipv4"),
        ("_id", "field_id"),
        ("2fa", "field_2fa"),
        ("@type", "type"),
        ("ﬁeld", "field"),
        ("+1", "field_1"),
        ("", "field_"),
    ],
)
def test_identifiers_are_snake_case(text: str, name: str) -> None:
    """Python keywords get a trailing underscore; names of builtins are unchanged."""
    assert naming.identifier(text) == name


@pytest.mark.parametrize(
    ("title", "client", "package"),
    [
        ("Invent", "Invent", "invent_client"),
        ("Invent API", "Invent", "invent_client"),
        ("Pet Store REST API", "PetStore", "pet_store_client"),
        ("API", "API", "api_client"),
        ("The Plaid API", "Plaid", "plaid_client"),
        ("Shop API Specification", "Shop", "shop_client"),
        ("Shop REST API v2", "Shop", "shop_client"),
        ("Shop - OpenAPI 3.0", "Shop", "shop_client"),
        ("Shop API (https://example.com)", "Shop", "shop_client"),
        ("Area 51", "Area51", "area_51_client"),
        ("OpenAI API", "OpenAI", "openai_client"),
        ("3D things", "Model3DThings", "api_3d_things_client"),
        ("Any API", "AnyClient", "any_client"),
        ("日本", "日本Client", "日本_client"),
    ],
)
def test_client_and_package_are_named_after_the_title(title: str, client: str, package: str) -> None:
    """Words such as "API", which do not name the product, are omitted."""
    assert naming.client_name(title) == client
    assert naming.package_name(title) == package


@given(st.text(max_size=30))
def test_every_text_gives_valid_names(text: str) -> None:
    """Names built from any text are valid Python identifiers and no keywords."""
    for name in (
        naming.identifier(text),
        naming.class_name(text),
        naming.enum_constant(text),
        naming.method_name(naming.split_words(text)),
        naming.module_name(text),
        naming.package_name(text),
        naming.env_prefix(text),
        naming.package_name(text),
    ):
        assert name.isidentifier(), name
        assert name == unicodedata.normalize("NFKC", name)
        assert not keyword.iskeyword(name), name
        compile(f"{name} = 1", "x", "exec")


def test_class_names_differ_in_more_than_their_case() -> None:
    """Each class has a module file, and some file systems ignore the case of file names."""
    assert naming.NameRegistry(["model", "Model2"]).reserve_class_name("Model") == "Model3"
    assert naming.NameRegistry().reserve_class_name("Model") == "Model"


def test_names_stay_in_nfkc_after_a_change_of_case() -> None:
    """The result of a change of case need not be in NFKC: `ΐ` in upper case is three characters."""
    letters = (chr(code) for code in range(0x80, sys.maxunicode) if not 0xD800 <= code < 0xE000)
    moving = [c for c in letters if len({c, c.upper(), c.lower(), c.title()}) > 1 and c.upper().lower() != c]
    assert len(moving) > 100
    for letter in moving:
        for name in (
            naming.identifier(f"a{letter}"),
            naming.class_name(f"{letter}a"),
            naming.enum_constant(f"a{letter}"),
            naming.method_name(naming.split_words(f"a{letter}")),
        ):
            assert name == unicodedata.normalize("NFKC", name)


def test_names_that_collide_as_files_or_constants_are_kept_apart() -> None:
    """`straße` and `strasse` are the same constant in upper case, and the same file on some systems."""
    taken = naming.NameRegistry(["straße"])
    assert taken.reserve_identifier("strasse") == "strasse_"
    assert taken.reserve_identifier("ı") == "ı"
    assert taken.reserve_identifier("i") == "i_"
    assert [taken.reserve_identifier("next") for _ in range(4)] == ["next", "next_", "next_2", "next_3"]


def test_a_hundred_thousand_equal_names_take_linear_time() -> None:
    """The search for a free number does not try used numbers again."""
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
def test_module_names_are_valid_file_names(text: str, module: str) -> None:
    """A module name is neither a Windows device name nor a name with a special meaning in Python."""
    assert naming.module_name(text) == module


@given(st.text(min_size=80, max_size=300))
def test_long_module_names_are_truncated_and_stay_unique(text: str) -> None:
    """File systems allow at most 255 bytes in a name."""
    name, other = naming.module_name(text), naming.module_name(f"{text}z")
    assert len(name.encode()) <= 100
    assert name != other


def test_class_names_differ_from_field_names_in_alphabets_without_capitals() -> None:
    """In the annotation `日本: 日本`, the field would hide the class of the same name."""
    assert naming.class_name("日本") == "日本Model"
    assert naming.module_name("日本Model") == "日本_model"


def test_class_named_like_a_keyword_gets_its_own_module() -> None:
    """`None_` and `NONE` would otherwise have the same module."""
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
def test_versions_follow_pep_440(text: str, version: str) -> None:
    """Build backends and package indexes reject other versions."""
    assert naming.package_version(text) == version


@pytest.mark.parametrize(
    ("package", "distribution"),
    [("shop_client", "shop-client"), ("größe_client", "grosse-client"), ("日本", "api"), ("__a__b__", "a-b")],
)
def test_distribution_names_are_ascii(package: str, distribution: str) -> None:
    """A package index accepts only ASCII names."""
    assert naming.distribution_name(package) == distribution


@pytest.mark.parametrize(("client", "prefix"), [("Shop", "SHOP"), ("Größe", "GROSSE"), ("日本Client", "CLIENT")])
def test_prefixes_of_environment_variables_are_ascii(client: str, prefix: str) -> None:
    """A shell accepts only ASCII names of variables."""
    assert naming.env_prefix(client) == prefix


def test_a_variant_below_a_name_without_words_has_a_place():
    assert "post/text _" == class_names.variant_place("post/_/item", "text")
