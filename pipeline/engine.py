"""A digest in -> what openapi-python-client makes of it out, and Problems for what it would leave out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import field, frozen
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError, ParseError
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import EnumProperty, LiteralEnumProperty, ModelProperty

from pipeline.contract import Contract
from pipeline.digest import ORIGIN, Digest, Pointer
from pipeline.names import PREFIX
from pipeline.problems import InputError, Place, Problem


@frozen
class Parsed:
    """The engine's reading of a document, each thing under the name the digest gave it."""

    data: GeneratorData
    config: Config
    models: dict[str, ModelProperty]
    enums: dict[str, EnumProperty | LiteralEnumProperty]
    endpoints: dict[str, Endpoint]
    left_out: list[Problem] = field(factory=list)


def parse(contract: Contract, digest: Digest) -> Parsed:
    """Let the engine read a digest. Raises InputError when it can make nothing of the document at all."""
    config = _config()
    data = GeneratorData.from_dict(digest.document, config=config)
    if isinstance(data, GeneratorError):
        raise InputError([Problem(contract.place(()), f"{data.header}: {_one_line(data.detail)}")])
    endpoints = {
        str(endpoint.name): endpoint
        for collection in data.endpoint_collections_by_tag.values()
        for endpoint in collection.endpoints
    }
    return Parsed(
        data=data,
        config=config,
        models={model.class_info.name: model for model in data.models},
        enums={enum.class_info.name: enum for enum in data.enums},
        endpoints=endpoints,
        left_out=list(_left_out(contract, digest, data, endpoints)),
    )


def _config() -> Config:
    settings = ConfigFile(field_prefix=PREFIX, post_hooks=[])
    # The engine neither reads the document nor writes files here: sources and paths stay unused.
    return Config.from_sources(settings, MetaType.UV, Path(), "utf-8", overwrite=False, output_path=Path())


def _left_out(
    contract: Contract, digest: Digest, data: GeneratorData, endpoints: dict[str, Endpoint]
) -> Iterator[Problem]:
    for error in data.errors:
        yield Problem(_place(contract, error), f"this schema cannot be generated: {_one_line(error.detail)}")
    told: set[str] = set()
    for collection in data.endpoint_collections_by_tag.values():
        for error in collection.parse_errors:
            place = _place(contract, error)
            for operation_id, source in digest.operations.items():
                if error.header.startswith(f"WARNING parsing {source.method.upper()} {source.path} within "):
                    told.add(operation_id)
                    if place == contract.place(()):
                        place = contract.place(source.pointer)
            yield Problem(place, f"this operation cannot be generated: {_one_line(error.detail)}")
    for operation_id, source in digest.operations.items():
        if operation_id not in endpoints and operation_id not in told:
            yield Problem(contract.place(source.pointer), "this operation cannot be generated")


def _place(contract: Contract, error: ParseError) -> Place:
    extra = getattr(error.data, "model_extra", None) or {}
    origin: Pointer = tuple(extra.get(ORIGIN, ()))
    return contract.place(origin)


def _one_line(text: str | None) -> str:
    return " ".join((text or "the engine gives no reason").split())
