"""Messages of compare: the names in them, their length, and changes that are reported only once."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.call_counts import calls
from support.compare_rows import (
    CATS,
    ENUM,
    INTEGER,
    PETS,
    STRING,
    TOKEN,
    api,
    both_ways,
    obj,
    ok,
    operation,
    received,
    ref,
    sent,
)

from specloop.compare import compare
from specloop.openapi.loader import load_document
from specloop.report import Change

STRING_A = {"type": "string", "enum": ["a", "b"]}
NULLABLE = {"type": ["string", "null"], "enum": ["A", "B"]}


def changes(old: Any, new: Any) -> list[Change]:
    sides = zip(("old", "new"), (old, new), strict=True)
    return compare(*(load_document(f"{name}.json", text=json.dumps(each).encode()) for name, each in sides))


def messages(old: Any, new: Any) -> list[str]:
    return [change.message for change in changes(old, new)]


def test_a_member_of_an_enum_with_another_value_is_told_by_its_values():
    removed, added = messages(received(STRING_A), received({**STRING_A, "enum": ["A", "b"]}))
    assert removed == '"a" of PetX was removed: code that names it breaks'
    assert added == '"A" of PetX is new'


def test_null_is_told_of_the_property_and_not_of_its_enum():
    (message,) = messages(received(ENUM), received(NULLABLE))
    assert message == "Pet.x may now be null: code that uses it as a PetX breaks"


def test_a_value_is_told_by_the_name_of_its_member():
    names = {"x-enum-varnames": ["SMALL", "LARGE", "HUGE"]}
    size = {"type": "string", "enum": ["S", "L", "XL"]}
    old = received(ref("Size"), Size={**size, **names})
    new = received(ref("Size"), Size={"type": "string", "enum": ["S", "L"], "x-enum-varnames": ["SMALL", "LARGE"]})
    assert messages(old, new) == ["Size.HUGE was removed: code that names it breaks"]


def test_a_type_that_has_the_same_class_name_is_told_by_its_json_type():
    old, new = ({"type": kind, "enum": values} for kind, values in (("string", ["1", "2"]), ("integer", [1, 2])))
    assert messages(received(old), received(new)) == [
        "Pet.x is now an integer enum: code that uses it as a string enum breaks"
    ]


def test_lines_stay_short_however_many_variants_and_values_there_are():
    schemas = {f"Variant{number}": obj("x", f"y{number}", x=STRING) for number in range(150)}
    union = {"oneOf": [ref(name) for name in schemas]}
    words = {"type": "string", "enum": ["word " * 100 + str(number) for number in range(100)]}
    for new in (union, words):
        found = messages(received(STRING, **schemas), received(new, **schemas))
        assert found
        assert max(map(len, found)) < 500


def test_what_only_read_only_properties_refer_to_is_not_sent():
    owner = {"$ref": "#/components/schemas/Owner", "readOnly": True}
    old, new = (sent(owner, Owner=schema) for schema in (obj("a", a=STRING), obj("a", "b", a=STRING, b=STRING)))
    (change,) = changes(old, new)
    assert (change.code, change.wire, change.operations) == ("received-member-added", "ok", ())


def test_what_only_webhooks_use_is_received():
    def hooked(schema: Any) -> Any:
        body = {"content": {"application/json": {"schema": ref("Event")}}}
        hook = {"post": {"requestBody": body, "responses": {"204": {"description": ""}}}}
        return api(PETS, webhooks={"changed": hook}, schemas={"Event": schema})

    (change,) = changes(hooked(obj(a=STRING)), hooked(obj("b", a=STRING, b=STRING)))
    assert (change.code, change.operations) == ("received-member-added", ("webhook changed",))


def test_a_class_that_a_value_has_instead_is_told_only_where_it_is_used():
    schemas = {"Usage": obj("x", x=STRING), "Projected": obj("x", x=STRING, y=INTEGER)}

    def of(name: str) -> Any:
        calls = [operation(responses=ok(ref("Usage"))), operation("/all", operationId="all", responses=ok(ref(name)))]
        return api(*calls, schemas=schemas)

    found = changes(of("Usage"), of("Projected"))
    assert {change.code for change in found} == {"class-replaced", "received-member-added"}
    assert not [change for change in found if "Usage.y" in change.message or "Projected.y" in change.message]


def test_a_new_security_scheme_is_told_once():
    scheme = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
    calls = [{**PETS, "path": f"/{number}", "operationId": f"call{number}"} for number in range(20)]
    old = api(*calls, CATS, components=scheme)
    new = api(*({**call, "security": [TOKEN]} for call in calls), CATS, components=scheme)
    (change,) = changes(old, new)
    assert change.message == "20 calls now require token: programs that do not pass it break"
    assert len(change.operations) == 20


def test_classes_that_are_renamed_along_with_a_component_are_told_with_it():
    def named(name: str) -> Any:
        return api(operation(responses=ok(ref(name))), schemas={name: obj("x", "y", x=ENUM, y=obj(z=STRING))})

    (change,) = changes(named("Pet"), named("Animal"))
    assert change.message == (
        "the class Pet is now Animal, and so are 2 classes named after it: code that names it breaks"
    )
    assert {"Pet", "Animal", "PetX", "AnimalX", "PetY", "AnimalY"} <= set(change.names)


@pytest.mark.parametrize("make", [received, sent, both_ways])
def test_a_renamed_property_is_told_once(make: Any):
    text = {**STRING, "description": "How it is called."}
    old = make(obj(title=text))
    new = json.loads(json.dumps(old).replace('"title": {"type"', '"name": {"type"'))
    (change,) = changes(old, new)
    assert change.code == "member-renamed"
    assert change.message.endswith(".name: code that uses the old name breaks")


def test_a_renamed_property_of_a_dict_is_told_with_what_still_works():
    old = sent(ref("Pet"), Pet=obj(x=STRING, y=STRING))
    renamed = {name: {**STRING, "x-renamed-from": name[-1]} for name in ("ax", "ay")}
    ending = "code that passes a dict with the key {!r} breaks; other uses of the old name still work"
    assert messages(old, sent(ref("Pet"), Pet=obj(**renamed))) == [
        f"Pet.x is now Pet.ax: {ending.format('x')}",
        f"Pet.y is now Pet.ay: {ending.format('y')}",
    ]
    (message,) = messages(old, sent(ref("Pet"), Pet=obj(x=STRING, yy=STRING)))
    assert message == "Pet.y is now Pet.yy: code that uses the old name breaks"


def test_a_list_of_itself_is_described_to_some_depth():
    tree = {"type": "array", "items": ref("Tree")}
    (message,) = messages(received(ref("Tree"), Tree=tree), received(STRING, Tree=tree))
    assert message == "Pet.x is now a string: code that uses it as a list of list of list of list breaks"


def test_an_item_of_a_tuple_that_may_be_anything_is_of_any_type():
    closed = {"type": "array", "prefixItems": [{"type": "string"}], "items": False}
    opened = {"type": "array", "prefixItems": [{"type": "string"}]}
    (message,) = [each for each in messages(received(closed), received(opened)) if "item [" in each]
    assert message.endswith("an item [1:] of any type: code that expects items of type string breaks")


def test_a_list_of_long_names_is_counted():
    kinds = ("Card", "SepaDebit", "PayPal", "Klarna", "Ideal", "Bancontact")
    names = [f"CustomerSubscriptionPaymentMethod{kind}Details" for kind in kinds]
    schemas = {name: obj(name, **{name: STRING}) for name in names}
    old, new = ({"oneOf": [ref(name) for name in side]} for side in (names[:4], names[2:]))
    assert messages(received(old, **schemas), received(STRING, **schemas)) == [
        f"Pet.x is now a string: code that uses it as a {names[0]} or 3 more breaks"
    ]
    assert all(len(each) < 200 for each in messages(sent(old, **schemas), sent(new, **schemas)))


def test_a_long_pattern_is_cut_off():
    patterns = [{"type": "string", "pattern": letter * 300} for letter in "ab"]
    (message,) = messages(*map(sent, patterns))
    assert len(message) < 200


@pytest.mark.parametrize(
    "schema",
    [
        lambda name, count: {"type": "string", "enum": [f"{name}{number}" for number in range(count)]},
        lambda name, count: {"anyOf": [{"const": f"{name}{number}"} for number in range(count)]},
        lambda name, count: {"type": "object", "properties": {f"{name}{number}": STRING for number in range(count)}},
    ],
    ids=["enum", "constants", "properties"],
)
def test_the_cost_of_many_changes_grows_with_their_number(schema):
    def work(count: int) -> None:
        assert len(changes(received(schema("apple", count)), received(schema("birch", count)))) == 2 * count

    work(2)
    assert calls(work, 500) < 2.4 * calls(work, 250)
