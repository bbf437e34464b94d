"""The normal form of schemas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize
from specloop.openapi.schema import SchemaNormalizer, schemas_of


def schemas(folder: Path, **components: Any) -> SchemaNormalizer:
    file = folder / "openapi.json"
    info = {"title": "T", "version": "1"}
    file.write_text(json.dumps({"openapi": "3.1.0", "info": info, "components": {"schemas": components}}))
    return schemas_of(normalize(load_document(file)))


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


@pytest.mark.parametrize("keyword", ["anyOf", "allOf"])
def test_schemas_that_all_refer_to_one_another_are_read_in_reasonable_time(keyword: str, tmp_path: Path):
    names = [f"A{number}" for number in range(40)]
    found = schemas(
        tmp_path, **{name: {keyword: [*map(ref, names), {"type": "string", "format": "date"}]} for name in names}
    )
    for name in names:
        kinds = {each.kind for each in found.shape((("components", "schemas", name),)).variants}
        assert kinds == ({"string"} if keyword == "anyOf" else set()), name
