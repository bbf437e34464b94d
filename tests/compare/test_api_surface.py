"""For every golden case, ApiSurface describes the same client as codegen builds."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloop.codegen.builder import build_client
from specloop.compare.api_surface import ApiSurface
from specloop.openapi.loader import load_document

GOLDEN = Path(__file__).parents[1] / "golden"
CONTRACTS = sorted(path for path in GOLDEN.glob("*/openapi.*") if (path.parent / "expected").is_dir())


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda path: path.parent.name)
def test_callers_see_what_is_generated(contract: Path):
    document = load_document(str(contract))
    client, surface = build_client(document), ApiSurface(document)
    methods = {
        f"{resource.name}.{method.name}": (
            [(str(each.name), each.required) for each in method.arguments],
            [str(each.name) for each in method.body.fields] if method.body and method.body.fields else None,
        )
        for resource in client.resources
        for method in resource.methods
    }
    assert methods == {
        each.method: (
            [(argument.name, argument.required and not argument.has_default) for argument in each.arguments],
            list(each.body_arguments.values()) if each.body_arguments else None,
        )
        for each in surface.operations
    }
    assert sorted(surface.classes) == sorted(str(each.name) for each in (*client.models, *client.enums))
    assert sorted(surface.typed_dicts) == sorted(str(each.name) for each in client.models if each.dict)
    assert {str(each.name): str(each.classes[0].name) for each in client.resources} == surface.namespace_classes
    assert {str(each.name): str(each.literal_name) for each in client.enums} == surface.value_types
    assert {str(each.name): str(each.dict.name) for each in client.models if each.dict} == surface.dict_types
    for enum in client.enums:
        names = surface.enum_members((surface.classes[enum.name],))
        assert list(names.values()) == [str(word.name) for word in enum.values]
    arguments = [str(each.name) for each in client.credentials if each.is_main]
    assert sorted(arguments) == sorted(name for each in surface.credentials.values() for name in each.arguments)
    assert (surface.client, surface.package, surface.base_url) == (client.name, client.package, client.base_url)
