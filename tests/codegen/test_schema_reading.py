"""The types of generated properties match the normalized schemas, which compare and drift use."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloop.codegen.opc_adapter import ParsedType, parse_schemas
from specloop.codegen.schema_inliner import InlinedSchemas, inline_schemas
from specloop.openapi.loader import load_document
from specloop.openapi.normalize import normalize
from specloop.openapi.schema import schemas_of
from specloop.openapi.schema_facts import json_type
from specloop.openapi.validation import validate

GOLDEN = Path(__file__).parents[1] / "golden"
CONTRACTS = sorted(path for path in GOLDEN.glob("*/openapi.*") if (path.parent / "expected").is_dir())
TEXT = {"date", "date-time", "uuid", "file"}


def json_types(parsed: ParsedType, inlined: InlinedSchemas) -> set[str]:
    """Return the JSON types of a generated type's values; {"any"} for the type `Any`."""
    if parsed.kind == "union":
        return set().union(*(json_types(each, inlined) for each in parsed.variants))
    if parsed.kind == "enum":
        return {json_type(inlined.schemas[parsed.name]["enum"][0])}
    if parsed.kind == "const":
        return {json_type(parsed.value)}
    return {"string" if parsed.kind in TEXT else "object" if parsed.kind == "model" else parsed.kind}


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda path: path.parent.name)
def test_codegen_and_the_normal_form_read_a_schema_alike(contract: Path):
    document = load_document(str(contract))
    validate(document, allow_partial=True)
    document = normalize(document)
    inlined = inline_schemas(document)
    for name, model in parse_schemas(document, inlined).models.items():
        for each in model.properties:
            schema = inlined.properties[name].schemas[each.json_name]
            normal = schemas_of(document).shape((schema.pointer,))
            types = {variant.kind for variant in normal.variants} | ({"null"} if normal.allows_null else set())
            found = json_types(each.type, inlined)
            if not {"any"} & (found | types):
                assert (found - {"integer"} if "number" in found else found) == types, f"{name}.{each.json_name}"
