"""Parallel examination: any number of workers, local or in a cluster, gives the same findings in the same order."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from support.drift_fixtures import SPEC, URL, end_process, run

from specloop.drift.findings import result_from_counter
from specloop.drift.sources import recordings, traffic
from specloop.drift.sources.traffic import count_traffic
from specloop.openapi.loader import load_document
from specloop.openapi.retrieval import retriever_for
from specloop.openapi.validation import validate

EXCHANGES = 400
CHUNK_BYTES = 2_000


@pytest.fixture
def recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a recording of many chunks, each with other differences from the contract."""
    monkeypatch.setattr(recordings, "CHUNK_BYTES", CHUNK_BYTES)
    lines = []
    for number in range(EXCHANGES):
        path = f"/shadow/{'abcde'[number % 5]}" if number % 7 == 0 else ""
        query = f"?unknown_{number % 3}=1" if number % 2 else ""
        lines.append({"method": "GET", "url": f"{URL}{path}{query}", "status": 200 + number % 4, "body": []})
    file = tmp_path / "traffic.ndjson"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines) + "broken\n")
    return file


def findings(file: Path, workers: int | str, on_progress: Callable[[int], None] | None = None) -> Any:
    contract = load_document(SPEC)
    counter, notes = count_traffic(contract, [str(file)], workers=workers, progress=on_progress)
    result = result_from_counter(contract, "traffic", counter, is_traffic=True, notes=notes)
    return [each.drift for each in result.findings], counter.examined, counter.set_aside, result.notes


@pytest.mark.large
def test_the_number_of_workers_changes_nothing(recording: Path):
    alone = findings(recording, 1)
    assert alone[0]
    assert EXCHANGES + 1 == alone[1]["exchanges"]
    for workers in (2, 8):
        assert alone == findings(recording, workers)


def test_worker_processes_read_the_contract_as_this_process_does(tmp_path: Path):
    """The contract refers to a folder beside its own, and states a parameter that is left out."""
    for folder in ("shop", "common"):
        (tmp_path / folder).mkdir()
    (tmp_path / "common/id.yaml").write_text("{type: integer}")
    spec, file = tmp_path / "shop/openapi.yaml", tmp_path / "traffic.ndjson"
    spec.write_text(
        'openapi: 3.1.0\ninfo: {title: Shop, version: "1"}\nservers: [{url: "https://shop.example"}]\npaths:\n'
        "  /a: {get: {parameters: [{name: a b, in: header}], responses: {200: {description: d, content:\n"
        "    {application/json: {schema: {type: object, properties: {id: {$ref: ../common/id.yaml}}}}}}}}}\n"
    )
    file.write_text(json.dumps({"method": "GET", "url": "https://shop.example/a", "status": 200, "body": {"id": "1"}}))
    contract = load_document(spec, retriever=retriever_for(str(spec), folders=(tmp_path / "common",)))
    contract = replace(contract, allows_partial=True)
    validate(contract)
    counters = [count_traffic(contract, [str(file)], workers=workers)[0] for workers in (1, 2)]
    assert counters[0].seen
    assert counters[0] == counters[1]


class Killer:
    """Kills one worker process when the first result arrives."""

    def __init__(self, process_ids: Callable[[], list[int]]) -> None:
        self._process_ids = process_ids
        self.killed = 0

    def __call__(self, _: int) -> None:
        if not self.killed:
            self.killed = self._process_ids()[0]
            os.kill(self.killed, signal.SIGKILL)


def test_a_killed_process_changes_nothing(recording: Path):
    killer = Killer(lambda: [each.pid for each in multiprocessing.active_children() if each.pid])
    assert findings(recording, 1) == findings(recording, 2, killer)
    assert killer.killed


@pytest.mark.large
def test_processes_that_are_killed_again_and_again_are_told(
    recording: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(traffic, "PARALLEL_MIN_BYTES", 1)
    monkeypatch.setattr(traffic, "_examine", end_process)
    found = run(capsys, "traffic", recording)
    assert 2 == found.status
    assert "worker processes are killed again and again" in found.error


@pytest.mark.large
def test_a_cluster_changes_nothing_and_neither_does_the_loss_of_a_worker(recording: Path):
    from distributed import Client, LocalCluster

    alone = findings(recording, 1)
    for workers in (1, 2):
        with LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=":0") as cluster:
            assert alone == findings(recording, cluster.scheduler_address)
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        Client(cluster) as client,
    ):
        killer = Killer(lambda: list(client.run(os.getpid).values()))
        assert alone == findings(recording, cluster.scheduler_address, killer)
        assert killer.killed


@pytest.mark.large
def test_a_cluster_that_cannot_be_reached_is_told(recording: Path, capsys: pytest.CaptureFixture[str]):
    found = run(capsys, "traffic", recording, "--scheduler", "tcp://127.0.0.1:1")
    assert 2 == found.status
    assert "tcp://127.0.0.1:1:1:1: the Dask scheduler cannot be reached" in found.error


# --- files ---


def test_folders_patterns_and_remote_files_are_read(recording: Path, capsys: pytest.CaptureFixture[str]):
    import fsspec

    one, two = recording.with_name("day=1"), recording.with_name("day=2")
    for folder in (one, two):
        folder.mkdir()
        (folder / "part-1.ndjson").write_bytes(recording.read_bytes())
    recording.unlink()
    memory = fsspec.filesystem("memory")
    memory.pipe({f"/bucket/{each.name}/part-1.ndjson": (each / "part-1.ndjson").read_bytes() for each in (one, two)})
    reports = [
        run(capsys, "traffic", name)
        for name in (recording.parent, f"{recording.parent}/day=*/part-*.ndjson", "memory://bucket/day=*/part-*.ndjson")
    ]
    assert [2 * (EXCHANGES + 1)] * 3 == [each.examined["exchanges"] for each in reports]
    assert reports[0].findings == reports[1].findings == reports[2].findings


@pytest.mark.parametrize(
    ("name", "output"),
    [
        ("none-*.har", "there is no such file; expected HAR or NDJSON files"),
        ("memory://bucket/none-*.har", "there is no such file"),
        ("nothing://bucket/a.har", "cannot be opened: Protocol not known: nothing"),
    ],
)
def test_names_that_stand_for_no_file_are_told(name: str, output: str, capsys: pytest.CaptureFixture[str]):
    found = run(capsys, "traffic", name)
    assert 2 == found.status
    assert output in found.error
