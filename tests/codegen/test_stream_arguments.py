"""The types of methods that return a stream or a single response, as the schema of their flag `stream` says."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator

import pytest
from support.type_checking import type_errors

from specloop.commands.generate import main as generate

TICK = {"type": "object", "required": ["number"], "properties": {"number": {"type": "integer"}}}
EITHER = {"application/json": {"schema": {"$ref": "#/components/schemas/Tick"}}}
EITHER["text/event-stream"] = {"itemSchema": {"$ref": "#/components/schemas/Tick"}}

FLAGS = {
    "plain": {"type": "boolean"},
    "on": {"type": "boolean", "default": True},
    "on_or_null": {"type": ["boolean", "null"], "default": True},
    "on_by_reference": {"$ref": "#/components/schemas/Flag"},
    "only_true": {"const": True},
    "only_true_by_default": {"type": "boolean", "enum": [True], "default": True},
    "only_false": {"type": "boolean", "enum": [False]},
    "true_or_null": {"type": ["boolean", "null"], "enum": [True, None]},
    "word": {"type": "string"},
    "untyped": {},
}

# What a call returns, by the flag, where it is optional; then where it is required.
CALLS = """
only_tick(api.plain())
only_tick(api.plain(stream=False))
only_stream(api.plain(stream=True))
either(api.plain(stream=flag()))
only_stream(api.on())
only_stream(api.on(stream=True))
only_tick(api.on(stream=False))
either(api.on(stream=flag()))
only_stream(api.on_or_null())
only_tick(api.on_or_null(stream=None))
only_stream(api.on_by_reference())
only_stream(api.only_true())
only_stream(api.only_true(stream=True))
only_stream(api.only_true_by_default())
only_tick(api.only_false())
only_tick(api.true_or_null(stream=None))
only_stream(api.true_or_null(stream=True))
only_tick(api.word(stream="a"))
only_stream(api.word(stream_=True))
only_stream(api.untyped(stream_=True))
only_tick(api.required_plain(stream=False))
only_stream(api.required_plain(stream=True))
only_tick(api.required_on(stream=False))
only_stream(api.required_on(stream=True))
only_stream(api.required_only_true())
only_tick(api.required_only_false())
only_stream(api.query_on())
only_tick(api.query_on(stream=False))
only_tick(api.query_plain())
only_stream(api.query_plain(stream=True))
only_tick(api.several(file=b"", content_type="multipart/form-data"))
only_tick(api.several(text="x"))
only_stream(api.several(text="x", stream=True))
unmodified(api.conditional(if_none_match="1"))
either_or_unmodified(api.conditional_either(if_none_match="1", stream=flag()))
assert_type(api.nested(stream=flag()), list[int | bool | Tick] | bool | Stream[Tick])
"""

PROGRAM = f"""
from typing import assert_type

from flags_client import Flags
from flags_client.models import Tick
from flags_client.streaming import Stream

api = Flags().chat
def flag() -> bool: return True
def only_tick(found: Tick) -> None: ...
def only_stream(found: Stream[Tick]) -> None: ...
def either(found: Tick | Stream[Tick]) -> None: ...
def unmodified(found: Stream[Tick] | None) -> None: ...
def either_or_unmodified(found: Tick | Stream[Tick] | None) -> None: ...
{CALLS}
"""


def body(media_type: str, required: list[str], **properties: object) -> dict:
    return {media_type: {"schema": {"type": "object", "required": required, "properties": properties}}}


def operations() -> Iterator[tuple[str, dict]]:
    for name, schema in FLAGS.items():
        for prefix, required in (("", []), ("required_", ["stream"])):
            yield (
                prefix + name,
                {"requestBody": {"required": True, "content": body("application/json", required, stream=schema)}},
            )
            yield f"query_{name}", {"parameters": [{"name": "stream", "in": "query", "schema": schema}]}
    text = body("application/json", ["text"], text={"type": "string"}, stream={"type": "boolean"})
    file = body("multipart/form-data", ["file"], file={"type": "string", "format": "binary"})
    yield "several", {"requestBody": {"required": True, "content": {**text, **file}}}
    condition = [{"name": "If-None-Match", "in": "header", "schema": {"type": "string"}}]
    unmodified = {"304": {"description": "Nothing new."}}
    streams = {"text/event-stream": EITHER["text/event-stream"]}
    yield "conditional", {"parameters": condition, "responses": answers(streams) | unmodified}
    kinds = [{"type": "integer"}, {"type": "boolean"}, {"$ref": "#/components/schemas/Tick"}]
    items = {"anyOf": [{"type": "array", "items": {"anyOf": kinds}}, {"type": "boolean"}]}
    nested = {"application/json": {"schema": items}, "text/event-stream": EITHER["text/event-stream"]}
    yield "nested", {"responses": answers(nested)}
    yield "conditional_either", {"parameters": condition, "responses": answers(EITHER) | unmodified}


def answers(content: dict) -> dict:
    return {"200": {"description": "The ticks.", "content": content}}


@pytest.fixture
def output(tmp_path):
    """The folder with the package whose operations have these flags."""
    contract = {
        "openapi": "3.2.0",
        "info": {"title": "Flags", "version": "1.0.0"},
        "servers": [{"url": "https://flags.example.com"}],
        "paths": {
            f"/{name}": {"post": {"operationId": name, "tags": ["chat"], "responses": answers(EITHER)} | operation}
            for name, operation in operations()
        },
        "components": {"schemas": {"Tick": TICK, "Flag": {"type": "boolean", "default": True}}},
    }
    (tmp_path / "openapi.json").write_text(json.dumps(contract))
    assert generate(["--spec", str(tmp_path / "openapi.json"), "--output", str(tmp_path / "out")]) == 0
    return tmp_path / "out"


def test_a_call_has_the_type_of_what_it_returns(output, tmp_path, tmp_path_factory):
    program = tmp_path / "calls" / "flag_calls.py"
    program.parent.mkdir()
    program.write_text(textwrap.dedent(PROGRAM))
    assert type_errors([output / "flags_client"], [program], tmp_path / "scratch", tmp_path_factory) == ""


def test_the_call_of_a_stream_reads_its_items(output):
    text = (output / "api.md").read_text()
    for call in ("required_plain(stream=True)", "on()", "required_only_true(stream=True)"):
        assert f"with client.chat.{call} as stream:\n    for item in stream:" in text
    for call in ("plain()", "only_false()"):
        assert f"print(client.chat.{call})" in text
