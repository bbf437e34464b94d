"""Nightly run of `drift.py` for one source, with a summary, a patch, and the text and branch of a pull request.

    python -m specloop.drift.nightly FOLDER docs https://...

The arguments after FOLDER are those of `drift.py`, and the exit status is the same. The command writes `summary.md` and
`drift.patch` to FOLDER. If there is drift, it also writes `request.md` (the text) and `name` (the branch).
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import sys
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

from specloop.drift.cli import parse_arguments
from specloop.drift.findings import FixableFinding
from specloop.drift.run import apply_baseline, examine_source, finish
from specloop.errors import InputError, run_main

MAX_REQUEST_CHARS = 65_536
"""The largest number of characters that the text of a pull request may have."""

MAX_FENCE_CHARS = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `drift.py`, write its results to files in a folder, and return its exit status.

    `arguments` are the folder, followed by the arguments of `drift.py`. If it is None, the command line is used.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given:
        raise InputError.at("nightly", "expected a folder and the arguments of drift.py")
    folder = Path(given[0])
    folder.mkdir(parents=True, exist_ok=True)
    options, output = parse_arguments(given[1:])
    summary = folder / "summary.md"
    try:
        contract = options.load_contract()
        found = examine_source(contract, options)
        remaining, _ = apply_baseline(found, output)
        out = io.StringIO()
        with redirect_stdout(out):
            status = finish(contract, found, replace(output, format="markdown", patch=folder / "drift.patch"))
    except InputError as error:
        summary.write_text(
            f"### Drift: {options.source.name} could not be examined\n\n```text\n{error}\n```\n", encoding="utf-8"
        )
        raise
    summary.write_text(out.getvalue(), encoding="utf-8")
    print(out.getvalue(), end="")
    if status:
        (folder / "request.md").write_text(cut_markdown(out.getvalue(), MAX_REQUEST_CHARS), encoding="utf-8")
        (folder / "name").write_text(f"drift/{options.source.name}-{fingerprint(remaining)}\n", encoding="utf-8")
    return status


def cut_markdown(text: str, limit: int) -> str:
    """Shorten a Markdown text to at most `limit` characters. If lines are removed, add a notice."""
    if len(text) <= limit:
        return text
    notice = "\n\n**This text is cut: it is longer than a pull request can hold.** The run's summary has all of it.\n"
    kept = text[: limit - len(notice) - MAX_FENCE_CHARS].rpartition("\n")[0]
    fences = re.findall(r"^`{3,}", kept, re.MULTILINE)
    closing = f"\n{fences[-1]}" if len(fences) % 2 else ""
    return f"{kept}{closing[:MAX_FENCE_CHARS]}{notice}"


def fingerprint(findings: Sequence[FixableFinding]) -> str:
    """Return a hash of a set of findings, for the name of the pull request.

    The hash does not depend on how often the findings were observed.
    """
    identities = sorted(
        [*finding.identity, *sorted(finding.observed)] for finding in findings if finding.drift.severity != "info"
    )
    return hashlib.sha256(json.dumps(identities).encode()).hexdigest()[:12]


if __name__ == "__main__":
    run_main(main)
