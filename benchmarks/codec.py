"""Benchmarks of decoding pages of 100 broadcasts to models, and of encoding models, for variants of the contract."""

from __future__ import annotations

import importlib
import json
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pydantic

from benchmarks import packages, peers
from benchmarks.documents import DRIFTS, ITEMS, Node, Variant, drifted, variants
from benchmarks.measure import Row, Times, faster, take_turns, within
from benchmarks.packages import NotMeasured

HOW: dict[str, Any] = {"seconds": 0.8, "batch": 10, "clock": time.process_time}
OPC, PYDANTIC, FLOOR = "openapi-python-client", "pydantic", "msgspec.Struct"


def decode() -> Iterator[Row]:
    """Measure the decoding of JSON bytes to models, in which the client detects every mismatch with the contract."""
    for variant in _prepared():
        times = take_turns(_decoders(variant, variant.content), **HOW)
        yield from _decode_rows(times, variant)
        if variant.name == "plain":
            for what, changes in DRIFTS.items():
                yield from _drifted(variant, what, changes)


def encode() -> Iterator[Row]:
    """Measure the encoding of models to JSON bytes."""
    for variant in _prepared():
        mine, _ = variant.decode(variant.content, variant.type)
        other = [variant.peer.from_dict(item) for item in json.loads(variant.content)]
        floor = variant.floor.decode(variant.tagged_content)
        work = {
            "ours": lambda variant=variant, mine=mine: variant.encode(mine),
            OPC: lambda other=other: json.dumps([each.to_dict() for each in other]).encode(),
            FLOOR: lambda floor=floor: msgspec.json.encode(floor),
        }
        times = take_turns(work, **HOW)
        what = f"encode {ITEMS} broadcasts{variant.label}"
        yield faster(what, times, "ours", OPC, 10 if variant.name == "plain" else None)
        yield within(what, times, "ours", FLOOR, 2.5)


@cache
def _prepared() -> list[SimpleNamespace]:
    """Generate a package for each variant of the contract, with generate.py and with openapi-python-client.

    Check that all decoders accept the page of the variant.
    """
    with tempfile.TemporaryDirectory(prefix="benchmarks-") as folder, ThreadPoolExecutor(2) as threads:
        return list(threads.map(partial(_prepare, folder=Path(folder)), variants().values()))


def _prepare(variant: Variant, folder: Path) -> SimpleNamespace:
    document = packages.write(variant.contract, folder / f"{variant.name}.yaml")
    package = packages.ours(document, folder)
    peer = packages.theirs(document, folder)
    plan = importlib.import_module(f"{package.__name__}._schema_plans").compiled_plan(list[package.Broadcast])
    result = SimpleNamespace(
        name=variant.name,
        label="" if variant.name == "plain" else f", {variant.label}",
        content=variant.content,
        tagged_content=variant.tagged_content,
        decode=importlib.import_module(f"{package.__name__}._decoder").decode,
        encode=importlib.import_module(f"{package.__name__}._encoder").encode,
        type=list[package.Broadcast],
        decode_strictly=lambda: plan.to_model(plan.decode(variant.content)),
        peer=importlib.import_module(f"{peer.__name__}.models").Broadcast,
        floor=msgspec.json.Decoder(list[peers.struct(variant.name)]),
        pydantic=pydantic.TypeAdapter(list[peers.model(variant.name)]),
    )
    _check(result)
    return result


def _check(variant: SimpleNamespace) -> None:
    models, faults = variant.decode(variant.content, variant.type)
    if faults or json.loads(variant.encode(models)) != json.loads(variant.content):
        raise NotMeasured(f"the page of {variant.name} does not come back as it was: {faults[:1]}")
    content = drifted(variant.content)
    _check_mismatches(variant, content, 1)
    for name, work in _decoders(variant, content).items():
        try:
            work()
        except (msgspec.ValidationError, pydantic.ValidationError):
            continue
        if name in (PYDANTIC, FLOOR):
            raise NotMeasured(f"the models of {name} for {variant.name} are not as strict as ours")


def _decoders(variant: SimpleNamespace, content: bytes) -> dict[str, Any]:
    from_dict = variant.peer.from_dict
    return {
        "ours": lambda: variant.decode(content, variant.type),
        OPC: lambda: [from_dict(item) for item in json.loads(content)],
        PYDANTIC: lambda: variant.pydantic.validate_json(content),
        FLOOR: lambda: variant.floor.decode(variant.tagged_content if content is variant.content else content),
    }


def _decode_rows(times: Times, variant: SimpleNamespace) -> Iterator[Row]:
    what = f"decode {ITEMS} broadcasts, {len(variant.content) / 1000:.0f} kB{variant.label}"
    # For unions and recursive models, only the comparison with msgspec has a target.
    targets = (None, None, 2.0) if variant.name in {"union", "fit", "recursive"} else (4, 2, 1.4)
    yield faster(what, times, "ours", OPC, targets[0])
    yield faster(what, times, "ours", PYDANTIC, targets[1])
    yield within(what, times, "ours", FLOOR, targets[2])


def _drifted(variant: SimpleNamespace, what: str, changes: Node) -> Iterator[Row]:
    """Measure the decoding of a page that differs from the contract, after three decodings as a warm-up."""
    content = drifted(variant.content, changes)
    for _ in range(3):
        _check_mismatches(variant, content, len(changes))
    work = {"ours": _decoders(variant, content)["ours"], "no mismatch": variant.decode_strictly}
    times = take_turns(work, **HOW)
    yield within(f"decode a drifted page: {what}", times, "ours", "no mismatch", 1.3)


def _check_mismatches(variant: SimpleNamespace, content: bytes, each: int) -> None:
    models, mismatches = variant.decode(content, variant.type)
    places = [record.pointer for record in mismatches]
    if len(places) != each * ITEMS or len(set(places)) != len(places):
        raise NotMeasured(f"{len(places)} mismatches are noticed in {variant.name}, not {each * ITEMS}")
    if json.loads(variant.encode(models)) != json.loads(content):
        raise NotMeasured(f"the drifted page of {variant.name} does not come back as it was")
