"""Overlays: they change a document when it is loaded, and the added values keep their location in the overlay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specloop.commands import compare
from specloop.commands.generate import main
from specloop.drift import cli as drift
from specloop.errors import InputError
from specloop.openapi.loader import load_document

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /a:
    get: {operationId: getA, tags: [a], responses: {"204": {description: d}}}
    put: {operationId: putA, tags: [b], responses: {"204": {description: d}}}
"""
HEAD = "overlay: 1.1.0\ninfo: {title: O, version: '1'}\nactions:\n"
"""The first three lines of each overlay, so that the first action begins at line 4."""


HEAD_1_0 = HEAD.replace("1.1.0", "1.0.0")


def apply(folder: Path, *overlays: str, spec: str = SPEC, head: str = HEAD):
    """Load a document with overlays, of which each text is a list of actions."""
    (folder / "openapi.yaml").write_text(spec)
    paths = []
    for number, text in enumerate(overlays):
        paths.append(folder / f"o{number}.yaml")
        paths[-1].write_text(head + text)
    return load_document(folder / "openapi.yaml", overlays=paths)


@pytest.mark.parametrize(
    ("action", "pointer", "value"),
    [
        ("{target: $.info, update: {title: Store}}", ("info", "title"), "Store"),
        ("{target: $, update: {info: {summary: s}}}", ("info",), {"title": "Shop", "version": "1", "summary": "s"}),
        ("{target: $.tags, update: {name: d}}", ("tags", 3), {"name": "d"}),
        ("{target: $, update: {tags: [{name: d}]}}", ("tags", 3), {"name": "d"}),
        ("{target: \"$.tags[?@.name == 'b']\", update: {description: x}}", ("tags", 1, "description"), "x"),
        ('{target: "$.paths.*.*", update: {deprecated: true}}', ("paths", "/a", "put", "deprecated"), True),
        ("{target: \"$.tags[?@.name != 'b']\", remove: true}", ("tags",), [{"name": "b"}]),
        ("{target: '$.tags[-1]', remove: true}", ("tags",), [{"name": "a"}, {"name": "b"}]),
        ("{target: $.tags, update: [{name: d}, {name: e}]}", ("tags", 4), {"name": "e"}),
        ("{target: $, update: {info: [1]}}", ("info",), [1]),
        ("{target: $.tags, copy: $.tags}", ("tags", 5), {"name": "c"}),
        ("{target: $.tags, copy: $.info}", ("tags", 3, "title"), "Shop"),
        ("{target: \"$.paths['/a'].get.tags[?@ == 'a']\", remove: true}", ("paths", "/a", "get", "tags"), []),
        ("{target: $.info.title, update: Store}", ("info", "title"), "Store"),
        ("{target: $.paths, update: {/b: {}}}", ("paths", "/b"), {}),
        ("{target: \"$.paths['/a'].put\", copy: \"$.paths['/a'].get\"}", ("paths", "/a", "put", "operationId"), "getA"),
        ("{target: $.info, remove: true, update: {title: x}}", (), None),
    ],
)
def test_an_action_changes_the_document(tmp_path, action, pointer, value):
    document = apply(tmp_path, f"- {action}\n")
    if pointer:
        assert document.value(pointer) == value
    else:
        assert "info" not in document.data


def test_actions_and_overlays_apply_in_their_order(tmp_path):
    first = "- {target: $, update: {x-a: {b: 1}}}\n- target: $['x-a']\n  update: {b: 2, c: [1]}\n"
    document = apply(tmp_path, first, "- target: $['x-a']\n  update: {c: [2], d: 3}\n")
    assert document.value(("x-a",)) == {"b": 2, "c": [1, 2], "d": 3}


def test_what_is_put_in_two_places_is_two_things(tmp_path):
    document = apply(
        tmp_path,
        "- {target: '$.paths.*.*', update: {x-a: {b: 1}}}\n- {target: \"$.paths['/a'].get['x-a']\", update: {b: 2}}\n",
    )
    assert document.value(("paths", "/a", "put", "x-a")) == {"b": 1}


def test_the_place_of_what_an_overlay_puts_there_is_in_the_overlay(tmp_path):
    document = apply(
        tmp_path,
        "- target: $.tags[0]\n  remove: true\n- target: $\n  update:\n    tags: [{name: d}]\n    x-a: {b: {c: 1}}\n",
    )
    for pointer, place in {
        ("x-a", "b", "c"): "o0.yaml:9:15",
        ("tags", 2): "o0.yaml:8:12",
        ("tags", 2, "name"): "o0.yaml:8:13",
        ("tags", 0, "name"): "openapi.yaml:3:20",
        ("info", "title"): "openapi.yaml:2:8",
    }.items():
        assert str(document.place(pointer)) == str(tmp_path / place)


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ("{target: $.nothing, remove: true}", "4:12: '$.nothing' matches nothing in {}; expected a node of it"),
        ("{target: 'paths', remove: true}", "4:12: 'paths' is not a valid JSONPath: "),
        ("{target: $, remove: true}", "4:12: the whole document cannot be removed; expected a target inside it"),
        ("{target: $.info, copy: '$.tags.*'}", "4:26: `copy` matches 3 nodes; expected a path that matches one"),
        ("{target: $.info.title, update: {a: 1}}", "4:34: a map cannot be merged into 'Shop'"),
        ("{target: $.info}", "4:3: this action changes nothing; add `update`, `copy` or `remove: true`"),
        ("{target: $.info, remove: false}", "4:3: this action changes nothing; add `update`, `copy` or `remove: true`"),
        ("{update: {}}", "4:3: `target` is null; expected a JSONPath"),
        ("{target: $, remove: false, updat: {}}", "4:37: 'updat' is not a field of an overlay; did you mean 'update'?"),
        ("3", "4:3: this action is 3; expected a map with a `target`"),
        ("{target: $.info, update: {}, copy: $.info}", "4:38: an action has either `copy` or `update`; expected two"),
        ("{target: '$.info.*', copy: '$.info'}", "4:30: a map cannot be merged into 'Shop'"),
        ("{target: '$..*', update: {a: 1}}", "4:12: the target matches maps, lists or other values together"),
    ],
)
def test_an_overlay_that_cannot_be_applied_is_refused_with_its_line(tmp_path, action, message):
    with pytest.raises(InputError) as caught:
        apply(tmp_path, f"- {action}\n")
    output = str(caught.value.problems[0]).removeprefix(f"{tmp_path / 'o0.yaml'}:")
    assert output.startswith(message.format(tmp_path / "openapi.yaml"))


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (
            "{target: $.info, copy: '$.tags[0]'}",
            "4:26: `copy` needs Overlay 1.1, and this overlay is of version 1.0; expected `overlay: 1.1.0`",
        ),
        ("{target: $.info.title, update: Store}", "4:12: the target 'Shop' at "),
        ("{target: $.info.title, remove: true}", "4:12: the target 'Shop' at "),
    ],
)
def test_an_overlay_1_0_has_no_actions_of_overlay_1_1(tmp_path, action, message):
    with pytest.raises(InputError) as caught:
        apply(tmp_path, f"- {action}\n", head=HEAD_1_0)
    output = str(caught.value.problems[0])
    assert output.startswith(f"{tmp_path / 'o0.yaml'}:{message}")
    assert output.endswith("`overlay: 1.1.0`")


def test_an_overlay_1_0_appends_a_list_as_one_item(tmp_path):
    document = apply(tmp_path, "- {target: $.tags, update: [{name: d}]}\n", head=HEAD_1_0)
    assert document.value(("tags", 3)) == [{"name": "d"}]


def test_an_overlay_without_actions_is_refused(tmp_path):
    (tmp_path / "openapi.yaml").write_text(SPEC)
    (tmp_path / "o.yaml").write_text(HEAD.replace("actions:", "actions: []"))
    with pytest.raises(InputError, match=r"o\.yaml:3:10: `actions` is empty; expected a list of actions"):
        load_document(tmp_path / "openapi.yaml", overlays=[tmp_path / "o.yaml"])


def test_a_document_that_is_no_overlay_is_refused(tmp_path):
    (tmp_path / "openapi.yaml").write_text(SPEC)
    with pytest.raises(InputError) as caught:
        load_document(tmp_path / "openapi.yaml", overlays=[tmp_path / "openapi.yaml"])
    messages = [each.message for each in caught.value.problems]
    assert "the overlay version is null; expected 1.0.0 or 1.1.0" in messages
    assert "`actions` is null; expected a list of actions" in messages


def test_generate_applies_overlays_and_names_their_lines(tmp_path, capsys):
    apply(tmp_path, "- {target: $.info, update: {title: Store}}\n", "- {target: $, update: {security: [{none: []}]}}\n")
    arguments = ["--spec", str(tmp_path / "openapi.yaml"), "--output", str(tmp_path / "out")]
    assert main([*arguments, "--overlay", str(tmp_path / "o0.yaml")]) == 0
    (package,) = {path.parent.name for path in (tmp_path / "out").glob("*/py.typed")}
    assert package == "store_client"
    assert json.loads((tmp_path / "out" / package / "openapi.json").read_text())["info"]["title"] == "Store"
    with pytest.raises(InputError, match=r"o1\.yaml:4:36: no security scheme is called 'none'"):
        main([*arguments, "--overlay", str(tmp_path / "o1.yaml")])


def test_compare_and_drift_apply_overlays(tmp_path, capsys):
    schema = "{type: object, required: [name], properties: {name: {type: string}}}"
    content = f"{{application/json: {{schema: {schema}}}}}"
    text = f"- {{target: \"$.paths['/a'].get.responses\", update: {{'200': {{description: d, content: {content}}}}}}}\n"
    apply(tmp_path, text, "- {target: \"$.paths['/a'].put\", remove: true}\n")
    spec, first, second = (str(tmp_path / name) for name in ("openapi.yaml", "o0.yaml", "o1.yaml"))
    assert compare.main([spec, spec, "--overlay", second]) == 0
    (tmp_path / "body.json").write_text("{}")
    arguments = ["payload", str(tmp_path / "body.json"), "--operation", "getA", "--spec", spec]
    capsys.readouterr()
    assert drift.main([*arguments, "--overlay", first, "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert finding["where"].startswith(f"{first}:4:")
