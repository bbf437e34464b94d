"""Nothing in -> a tour of the project out: generate the client, run the sandbox, use the one on the other, drift.

`make demo` runs it. Each step says what it does and the command or the lines of code that do it.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from sandbox import Sandbox
from specloop.drift.run import OutputOptions, finish
from specloop.drift.sources.http_probe import key_variable
from specloop.drift.sources.live import examine_live
from specloop.errors import run_main
from specloop.openapi.loader import load_document

ROOT = Path(__file__).parent.parent
SHOWN = 8
LOCAL_REQUESTS_PER_SECOND = 50.0

console = Console(highlight=False, soft_wrap=True)


def main() -> int:
    """Show the whole way, step by step."""
    os.chdir(ROOT)
    _step(1, "The client is generated from openapi.yaml", "make generate")
    subprocess.run([sys.executable, "generate.py"], check=True)

    _step(2, "A sandbox starts: a local server that behaves as the API is documented", "make sandbox")
    sys.path.insert(0, str(ROOT / "generated"))
    with Sandbox(broadcasts=250) as sandbox:
        console.print(f"  it listens on {sandbox.url}, with 250 broadcasts on three pages")
        _step(3, "The client lists what was sent", 'for broadcast in invent.broadcasts.list("c", status="SENT"): ...')
        _list(sandbox)

    _step(4, "The API drifts: a new member, a new status, a null", "sandbox.py --drift new-member,new-status,null")
    with Sandbox(broadcasts=30, drift=("new-member", "new-status", "null")) as sandbox:
        console.print("  a program that uses the client goes on, and its log says once for each what departs:")
        _drifted(sandbox)

        _step(5, "The drift check asks that API, and says what departs from openapi.yaml", "drift.py live")
        console.print(
            "  each finding with its line in openapi.yaml and how often it was seen; below, the edits that would"
        )
        console.print("  make openapi.yaml say what the API does, as a patch\n")
        _show_drift(sandbox)

    console.print(
        "\nNothing was changed. `drift.py live --apply` makes these edits. `make sync` goes the whole way: the edits, a"
        "\nclient generated from them and tried, what they mean for callers; then it asks whether to keep them."
        "\n\n[bold]Next[/]: edit openapi.yaml, then `make generate`; `make test` checks everything; `make` lists more."
    )
    return 0


def _list(sandbox: Sandbox) -> None:
    from invent_client import Invent  # noqa: PLC0415  it has only just been generated

    table = Table("name", "delivered", "opened", "scheduled at", box=None, header_style="bold", padding=(0, 2))
    with Invent(api_key=sandbox.api_key, base_url=sandbox.url) as invent:
        count = 0
        for count, broadcast in enumerate(invent.broadcasts.list("c", status="SENT"), start=1):
            if count <= SHOWN:
                scheduled = broadcast.scheduled_at.isoformat(" ", "minutes") if broadcast.scheduled_at else "-"
                delivered, opened = str(broadcast.delivered_count), str(broadcast.opened_count)
                table.add_row(broadcast.name, delivered, opened, scheduled)
    console.print(table)
    console.print(f"  ... {count} in all, from {len(sandbox.requests)} requests")


def _drifted(sandbox: Sandbox) -> None:
    from invent_client import Invent  # noqa: PLC0415  it has only just been generated

    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("  log: %(message)s"))
    logger = logging.getLogger("invent_client")
    logger.addHandler(handler)
    with Invent(api_key=sandbox.api_key, base_url=sandbox.url) as invent:
        broadcasts = list(invent.broadcasts.list("c"))
    logger.removeHandler(handler)
    unknown = next(each for each in broadcasts if not each.status.is_known)
    grown = next(each for each in broadcasts if each.additional_properties)
    console.print(f"  the new word is kept: broadcast.status == {str(unknown.status)!r}, and is_known is False")
    console.print(f"  the new member is kept: broadcast.additional_properties == {grown.additional_properties!r}")


def _show_drift(sandbox: Sandbox) -> None:
    """Print the drift of an API and the edits of the contract that fix it."""
    contract = load_document("openapi.yaml")
    variable = key_variable(contract)
    before = os.environ.get(variable)
    os.environ[variable] = sandbox.api_key
    try:
        result = examine_live(contract, base_url=sandbox.url, rate=LOCAL_REQUESTS_PER_SECOND)
    finally:
        os.environ.pop(variable)
        if before is not None:
            os.environ[variable] = before
    finish(contract, result, OutputOptions())


def _step(number: int, what: str, how: str) -> None:
    console.print(f"\n[bold]{number}. {what}[/]")
    console.print(f"   [dim]{how}[/]", markup=True)


if __name__ == "__main__":
    run_main(main)
