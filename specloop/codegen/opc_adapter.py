"""Adapter for the parser of openapi-python-client, which finds the type of each schema.

The parser reads a copy of the schemas in which codes replace names: `C0` for a class, `p0` for a property and `w<hex>`
for an enum value. Without the codes, the parser would reject documents in which two names become the same Python name.
The results of this module contain the names of the document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from attrs import field, frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import properties as opc
from openapi_python_client.parser.errors import ParseError, PropertyError
from openapi_python_client.schema import MediaType, OpenAPI, Schema
from openapi_python_client.schema.untrusted_string import UntrustedString
from pydantic import ValidationError

from specloop.codegen.naming import FIELD_PREFIX
from specloop.codegen.schema_inliner import DISCRIMINATORS_KEY, OPEN_TYPE_KEY, ORIGIN_KEY, InlinedSchemas
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonObject, JsonPointer

# fmt: off
Kind = Literal[
    "any", "null", "boolean", "integer", "number", "string", "date-time", "date", "uuid", "file", "const",
    "array", "union", "model", "enum",
]
# fmt: on


@frozen
class ParsedDiscriminator:
    """The discriminator of a union: the property whose value decides the class.

    Attributes:
        mapping: Pairs of a property value, as text, and a class name.
        default: The name of the class for all other values; None if other values have no class.
    """

    json_name: str
    mapping: tuple[tuple[str, str], ...]
    default: str | None


@frozen
class ParsedType:
    """The type that the parser finds for one schema.

    Attributes:
        name: The class name of a model or an enum; empty for other types.
        value: The value of a constant; "" for other types.
        items: The type of an array's items; None for other types.
        variants: The variants of a union, without duplicates; empty for other types.
        discriminators: The discriminators of a union and of unions nested in it; empty for other types.
        is_open: Whether an array's schema has no `type`, so that strings or objects, for example, are valid, too.
    """

    kind: Kind
    name: str = ""
    value: str | int | bool = ""
    items: ParsedType | None = None
    variants: tuple[ParsedType, ...] = ()
    discriminators: tuple[ParsedDiscriminator, ...] = ()
    is_open: bool = False


@frozen
class ParsedProperty:
    """A property of an object schema, as openapi-python-client reads it."""

    json_name: str
    type: ParsedType
    required: bool


@frozen
class ParsedModel:
    """A model, parsed from an object schema, with its properties in the order of the document.

    `additional` is the type of its additional properties.
    """

    properties: tuple[ParsedProperty, ...]
    additional: ParsedType | None


@frozen
class ParsedSchemas:
    """All schemas of a document as the parser reads them.

    Attributes:
        models: The parsed object schemas, by class name.
        enums: The class names of enum schemas.
        places: The types of parameters, request bodies and responses, by the JSON Pointer of the schema.
        omitted: An error for each schema that the parser rejects.
    """

    models: dict[str, ParsedModel]
    enums: tuple[str, ...]
    places: dict[JsonPointer, ParsedType]
    omitted: list[Problem] = field(factory=list)


ANY = ParsedType("any")

CLASS_PROPERTIES = opc.ModelProperty | opc.EnumProperty | opc.LiteralEnumProperty

SCALAR_KINDS: dict[type[object], ParsedType] = {
    opc.AnyProperty: ANY,
    opc.BooleanProperty: ParsedType("boolean"),
    opc.IntProperty: ParsedType("integer"),
    opc.FloatProperty: ParsedType("number"),
    opc.StringProperty: ParsedType("string"),
    opc.NoneProperty: ParsedType("null"),
    opc.DateTimeProperty: ParsedType("date-time"),
    opc.DateProperty: ParsedType("date"),
    opc.UuidProperty: ParsedType("uuid"),
    opc.FileProperty: ParsedType("file"),
}


def parse_schemas(document: Document, inlined: InlinedSchemas) -> ParsedSchemas:
    """Parse the schemas of a document with openapi-python-client.

    Args:
        document: The document, for the locations in error messages.
        inlined: The schemas. Each `$ref` is a class name, as in `{"$ref": "Order"}`.

    Raises:
        InputError: openapi-python-client rejects the whole document.
    """
    codes = {name: f"C{number}" for number, name in enumerate(inlined.classes)}
    encoded = {codes[name]: _encode_names(node, codes) for name, node in inlined.schemas.items()}
    names = {code: name for name, code in codes.items()}
    try:
        openapi = OpenAPI.model_validate(
            {
                "openapi": "3.1.0",
                "info": {"title": "", "version": ""},
                "paths": {},
                "components": {"schemas": encoded},
            }
        )
        read = {
            pointer: MediaType.model_validate({"schema": _encode_names(node, codes)})
            for pointer, node in inlined.places.items()
        }
    except ValidationError as error:
        raise InputError([Problem(document.place(()), f"this cannot be generated: {_one_line(str(error))}")]) from error
    config = _config()
    components = (openapi.components and openapi.components.schemas) or {}
    schemas = opc.build_schemas(components=components, schemas=opc.Schemas(), config=config)
    omitted = [_problem(document, names, "schema", error) for error in schemas.errors]
    places: dict[JsonPointer, ParsedType] = {}
    for number, (pointer, media) in enumerate(read.items()):
        prop, schemas = opc.property_from_data(
            name=UntrustedString(f"place {number}"),
            required=True,
            data=media.media_type_schema or Schema(),
            schemas=schemas,
            parent_name="",
            config=config,
        )
        if isinstance(prop, PropertyError):
            omitted.append(_problem(document, names, "type", prop, pointer))
        else:
            places[pointer] = _convert(prop, names)
    classes = (each for each in schemas.classes_by_name.values() if isinstance(each, CLASS_PROPERTIES))
    found = {str(each.class_info.name): each for each in classes}
    in_order = {name: found[code] for code, name in names.items() if code in found}
    return ParsedSchemas(
        models={
            name: _convert_model(each, names, list(inlined.properties[name].schemas))
            for name, each in in_order.items()
            if isinstance(each, opc.ModelProperty)
        },
        enums=tuple(name for name, each in in_order.items() if not isinstance(each, opc.ModelProperty)),
        places=places,
        omitted=omitted,
    )


# The parser of openapi-python-client 0.29 cannot read the schemas themselves:
# - It makes Python names from schema, property and value names, and rejects a document if two names collide.
# - It names inline classes itself, and ignores the siblings of a `$ref`.
# - It drops discriminators and flattens unions. It keeps descriptions, so the copy has discriminators there, as JSON.
# - It loses the value of a boolean `const` that has a `type`, and rejects defaults that it cannot convert.
# - Its own rules for paths, headers and bodies reject operations that are valid OpenAPI.
def _encode_names(node: JsonObject, codes: Mapping[str, str]) -> JsonObject:
    """Return a copy of a schema with placeholders in place of class names, property names and enum strings.

    `codes` maps each class name to its placeholder, such as `C0`. The other placeholders are made here.
    """
    result = dict(node)
    if "$ref" in node:
        result["$ref"] = f"#/components/schemas/{codes[node['$ref']]}"
        return result
    if "properties" in node:
        keys = {name: f"p{number}" for number, name in enumerate(node["properties"])}
        result["required"] = [keys[name] for name in node["required"]]
        result["properties"] = {keys[name]: _encode_names(each, codes) for name, each in node["properties"].items()}
    if "enum" in node:
        result["enum"] = [_encode_value(value) for value in node["enum"]]
    if "const" in node and not isinstance(node.get("type"), list):
        result.pop("type", None)
    for keyword in ("items", "additionalProperties"):
        if isinstance(node.get(keyword), dict):
            result[keyword] = _encode_names(node[keyword], codes)
    for keyword in ("anyOf", "oneOf"):
        if keyword in node:
            result[keyword] = [_encode_names(each, codes) for each in node[keyword]]
    if annotations := _annotations(node):
        result["description"] = json.dumps(annotations)
    return result


def _annotations(node: JsonObject) -> JsonObject:
    """Return the parts of a schema that the parser would drop: `x-discriminators` and `x-open-type`.

    `x-discriminators` lists the discriminators of a union and of unions nested in it. `x-open-type` marks an array
    without `type`. The result is {} if the schema has neither.
    """
    if node.get(OPEN_TYPE_KEY):
        return {OPEN_TYPE_KEY: True}
    found = list(node.get(DISCRIMINATORS_KEY) or [])
    # The parser flattens nested unions, so the outermost union gets the discriminators of all nested unions.
    for keyword in ("anyOf", "oneOf"):
        for each in node.get(keyword) or []:
            found += _annotations(each).get(DISCRIMINATORS_KEY) or []
    return {DISCRIMINATORS_KEY: found} if found else {}


def _encode_value(value: Any) -> Any:
    return f"w{value.encode('utf-8', 'surrogatepass').hex()}" if type(value) is str else value


def _config() -> Config:
    settings = ConfigFile(field_prefix=FIELD_PREFIX, post_hooks=[])
    # The configuration needs a source and an output path, but the parser reads and writes no files.
    return Config.from_sources(settings, MetaType.UV, Path(), "utf-8", overwrite=False, output_path=Path())


def _convert(prop: object, names: Mapping[str, str]) -> ParsedType:
    if isinstance(prop, opc.ListProperty):
        is_open = OPEN_TYPE_KEY in _read_annotations(prop)
        return ParsedType("array", items=_convert(prop.inner_property, names), is_open=is_open)
    if isinstance(prop, opc.UnionProperty):
        rules = _read_annotations(prop).get(DISCRIMINATORS_KEY) or []
        variants = tuple(_convert(each, names) for each in prop.inner_properties)
        if len(variants) == 1 and not rules:
            return variants[0]
        return ParsedType(
            "union",
            variants=variants,
            discriminators=tuple(
                ParsedDiscriminator(each["property"], tuple(each["mapping"].items()), each["default"]) for each in rules
            ),
        )
    if isinstance(prop, CLASS_PROPERTIES):
        name = names.get(str(prop.class_info.name))
        kind: Kind = "model" if isinstance(prop, opc.ModelProperty) else "enum"
        return ParsedType(kind, name=name) if name else ANY
    if isinstance(prop, opc.ConstProperty):
        return ParsedType("const", value=prop.value.raw_value)
    return SCALAR_KINDS.get(type(prop), ANY)


def _read_annotations(prop: opc.ListProperty | opc.UnionProperty) -> JsonObject:
    text = prop.description.get_untrusted_value() if prop.description else "{}"
    annotations: JsonObject = json.loads(text)
    return annotations


def _convert_model(prop: opc.ModelProperty, names: Mapping[str, str], json_names: list[str]) -> ParsedModel:
    found: dict[int, ParsedProperty] = {}
    for each in [*(prop.required_properties or []), *(prop.optional_properties or [])]:
        number = int(each.name.get_untrusted_value().removeprefix("p"))
        found[number] = ParsedProperty(json_names[number], _convert(each, names), each.required)
    additional = prop.additional_properties
    return ParsedModel(
        tuple(found[number] for number in sorted(found)), None if additional is None else _convert(additional, names)
    )


def _problem(
    document: Document, names: Mapping[str, str], what: str, error: ParseError, pointer: JsonPointer = ()
) -> Problem:
    """Convert an error of openapi-python-client to a `Problem`, with class names in place of codes such as `C0`.

    `names` holds the class name of each code. `what` says what was rejected, such as "schema".
    `pointer` is the location if the error contains no location.
    """
    extra = getattr(error.data, "model_extra", None) or {}
    text = re.sub(r"<openapi_python_client[^>]*>", "it", _one_line(error.detail))  # Some parser errors have no text.
    text = text.partition(" Failure to process schema has resulted in the removal of:")[0]
    text = re.sub(r"\bC\d+\b", lambda name: names.get(name[0], name[0]), text)
    return Problem(document.place(tuple(extra.get(ORIGIN_KEY, pointer))), f"this {what} cannot be generated: {text}")


def _one_line(text: str | None) -> str:
    return " ".join((text or "openapi-python-client gives no reason").split())
