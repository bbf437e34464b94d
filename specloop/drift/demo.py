"""The address of a drifted API, and a key -> the report and the proposed patch, printed: the end of `make demo`."""

from __future__ import annotations

import os
from pathlib import Path

from specloop.drift.command import result_from_counter
from specloop.drift.run import OutputOptions, finish
from specloop.drift.sources.http_probe import key_variable
from specloop.drift.sources.live import examine_live
from specloop.openapi.loader import load_document

QUICK = 50.0
"""Requests a second, to a server on one's own machine."""


def show_drift(url: str, api_key: str, spec: str | Path = "openapi.yaml") -> int:
    """Probe an API, print what has drifted and the edits that would mend the contract; give drift.py's exit status."""
    contract = load_document(spec)
    variable = key_variable(contract)
    before = os.environ.get(variable)
    os.environ[variable] = api_key
    try:
        tally, notes = examine_live(contract, base_url=url, params={}, rate=QUICK)
    finally:
        os.environ.pop(variable)
        if before is not None:
            os.environ[variable] = before
    return finish(contract, result_from_counter(contract, "live", tally, where=url, notes=notes), OutputOptions())
