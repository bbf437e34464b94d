"""A digest in -> what openapi-python-client makes of it out, and Problems for what it would leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from attrs import field, frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import ParseError, PropertyError
from openapi_python_client.parser.properties import (
    EnumProperty,
    LiteralEnumProperty,
    ModelProperty,
    Property,
    Schemas,
    build_schemas,
    property_from_data,
)
from openapi_python_client.schema import MediaType, OpenAPI, Schema
from openapi_python_client.schema.untrusted_string import UntrustedString
from pydantic import ValidationError

from specloop.codegen.naming import FIELD_PREFIX
from specloop.codegen.schema_digest import ORIGIN, NormalizedDocument
from specloop.errors import InputError, Problem
from specloop.openapi.document import Document
from specloop.openapi.json_pointer import JsonPointer

T = TypeVar("T", ModelProperty, EnumProperty | LiteralEnumProperty)


@frozen
class Parsed:
    """The engine's reading of a document, each thing under the name the digest gave it."""

    data: GeneratorData
    config: Config
    models: dict[str, ModelProperty]
    enums: dict[str, EnumProperty | LiteralEnumProperty]
    places: dict[JsonPointer, Property]
    left_out: list[Problem] = field(factory=list)


def parse(contract: Document, digest: NormalizedDocument) -> Parsed:
    """Let the engine read a digest. Raises InputError when it can make nothing of the document at all."""
    config = _config()
    try:
        document = OpenAPI.model_validate(digest.document)
        read = {pointer: MediaType.model_validate({"schema": node}) for pointer, node in digest.places.items()}
    except ValidationError as error:
        raise InputError([Problem(contract.place(()), f"this cannot be generated: {_one_line(str(error))}")]) from error
    components = (document.components and document.components.schemas) or {}
    schemas = build_schemas(components=components, schemas=Schemas(), config=config)
    left_out = [_problem(contract, digest, "schema", error) for error in schemas.errors]
    places: dict[JsonPointer, Property] = {}
    for number, (pointer, media) in enumerate(read.items()):
        prop, schemas = property_from_data(
            name=UntrustedString(f"place {number}"),
            required=True,
            data=media.media_type_schema or Schema(),
            schemas=schemas,
            parent_name="",
            config=config,
        )
        if isinstance(prop, PropertyError):
            left_out.append(_problem(contract, digest, "type", prop, pointer))
        else:
            places[pointer] = prop
    found = schemas.classes_by_name.values()
    models = [each for each in found if isinstance(each, ModelProperty)]
    enums = [each for each in found if isinstance(each, EnumProperty | LiteralEnumProperty)]
    info = document.info
    return Parsed(
        data=GeneratorData(info.title, None, info.version, models, schemas.errors, {}, enums),
        config=config,
        models=_named(models, digest),
        enums=_named(enums, digest),
        places=places,
        left_out=left_out,
    )


def _config() -> Config:
    settings = ConfigFile(field_prefix=FIELD_PREFIX, post_hooks=[])
    # The engine neither reads the document nor writes files here: sources and paths stay unused.
    return Config.from_sources(settings, MetaType.UV, Path(), "utf-8", overwrite=False, output_path=Path())


def _named(found: Iterable[T], digest: NormalizedDocument) -> dict[str, T]:
    """Put the engine's classes under the names chosen for them, in the order of the contract."""
    known = {str(each.class_info.name): each for each in found}
    return {name: known[engine] for engine, name in digest.names.items() if engine in known}


def _problem(
    contract: Document, digest: NormalizedDocument, what: str, error: ParseError, pointer: JsonPointer = ()
) -> Problem:
    """Tell where the engine could not go on, in its words, but without its names for things."""
    extra = getattr(error.data, "model_extra", None) or {}
    text = re.sub(r"<openapi_python_client[^>]*>", "it", _one_line(error.detail))  # what has no text of its own
    text = text.partition(" Failure to process schema has resulted in the removal of:")[0]
    text = re.sub(r"\bC\d+\b", lambda name: digest.names.get(name[0], name[0]), text)
    return Problem(contract.place(tuple(extra.get(ORIGIN, pointer))), f"this {what} cannot be generated: {text}")


def _one_line(text: str | None) -> str:
    return " ".join((text or "the engine gives no reason").split())
