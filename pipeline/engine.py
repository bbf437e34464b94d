"""A digest in -> what openapi-python-client makes of it out, and Problems for what it would leave out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from attrs import field, frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.properties import EnumProperty, LiteralEnumProperty, ModelProperty, Property

from pipeline.contract import Contract
from pipeline.digest import ORIGIN, Digest
from pipeline.names import PREFIX
from pipeline.pointers import Pointer
from pipeline.problems import InputError, Problem

T = TypeVar("T")


@frozen
class Parsed:
    """The engine's reading of a document, each thing under the name the digest gave it."""

    data: GeneratorData
    config: Config
    models: dict[str, ModelProperty]
    enums: dict[str, EnumProperty | LiteralEnumProperty]
    places: dict[Pointer, Property]
    left_out: list[Problem] = field(factory=list)


def parse(contract: Contract, digest: Digest) -> Parsed:
    """Let the engine read a digest. Raises InputError when it can make nothing of the document at all."""
    config = _config()
    data = GeneratorData.from_dict(digest.document, config=config)
    if isinstance(data, GeneratorError):
        raise InputError([Problem(contract.place(()), f"{data.header}: {_one_line(data.detail)}")])
    models = {str(model.class_info.name): model for model in data.models}
    enums = {str(enum.class_info.name): enum for enum in data.enums}
    return Parsed(
        data=data,
        config=config,
        models=_named(models, digest),
        enums=_named(enums, digest),
        places={
            digest.places[int(response.status_code.pattern)]: response.prop
            for collection in data.endpoint_collections_by_tag.values()
            for endpoint in collection.endpoints
            for response in endpoint.responses
        },
        left_out=list(_left_out(contract, digest, data)),
    )


def _config() -> Config:
    settings = ConfigFile(field_prefix=PREFIX, post_hooks=[])
    # The engine neither reads the document nor writes files here: sources and paths stay unused.
    return Config.from_sources(settings, MetaType.UV, Path(), "utf-8", overwrite=False, output_path=Path())


def _named(found: Mapping[str, T], digest: Digest) -> dict[str, T]:
    """Put the engine's classes under the names chosen for them, in the order of the contract."""
    return {name: found[engine] for engine, name in digest.names.items() if engine in found}


def _left_out(contract: Contract, digest: Digest, data: GeneratorData) -> Iterator[Problem]:
    for error in data.errors:
        pointer = _origin(error) or ()
        yield Problem(contract.place(pointer), f"this schema cannot be generated: {_told(digest, error)}")
    for collection in data.endpoint_collections_by_tag.values():
        for error in collection.parse_errors:
            pointer = _origin(error) or ()
            yield Problem(contract.place(pointer), f"this type cannot be generated: {_told(digest, error)}")


def _origin(error: ParseError) -> Pointer | None:
    extra = getattr(error.data, "model_extra", None) or {}
    return tuple(extra[ORIGIN]) if ORIGIN in extra else None


def _told(digest: Digest, error: ParseError) -> str:
    """Give the engine's words, without its names for things and what it says it does about them."""
    text = re.sub(r"<openapi_python_client[^>]*>", "it", _one_line(error.detail))  # what has no text of its own
    text = re.sub(r"^Cannot parse response for status code it \((.*)\), response will be omitted .*$", r"\1", text)
    text = text.partition(" Failure to process schema has resulted in the removal of:")[0]
    return re.sub(r"\bC\d+\b", lambda name: digest.names.get(name[0], name[0]), text)


def _one_line(text: str | None) -> str:
    return " ".join((text or "the engine gives no reason").split())
