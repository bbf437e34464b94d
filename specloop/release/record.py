"""Distributions that were verified -> a note of their hashes beside them; and that note -> whether it still holds."""

from __future__ import annotations

import json
from pathlib import Path

from specloop.release.artifacts import Pair, digest
from specloop.release.errors import ReleaseBlocker

NAME = "verified.json"
"""It lies beside the distributions, and goes with them from the job that verifies to the one that publishes."""


def write(pair: Pair) -> Path:
    """Note that both files were found good."""
    path = pair.wheel.parent / NAME
    note = {"name": pair.name, "version": pair.version, "sha256": {file.name: digest(file) for file in pair.files}}
    path.write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
    return path


def remove(pair: Pair) -> None:
    """Take back what was noted of these files."""
    (pair.wheel.parent / NAME).unlink(missing_ok=True)


def doubts(pair: Pair) -> list[ReleaseBlocker]:
    """Say what speaks against these files being the verified ones."""
    path = pair.wheel.parent / NAME
    cure = f"run `release.py verify {pair.wheel.parent}`"
    try:
        known = json.loads(path.read_text("utf-8"))["sha256"]
        wrong = [file.name for file in pair.files if known.get(file.name) != digest(file)]
    except FileNotFoundError:
        return [ReleaseBlocker(f"{pair.wheel.name} and {pair.sdist.name} were never verified", cure)]
    except (ValueError, LookupError, TypeError, AttributeError):
        return [ReleaseBlocker(f"{path} is not what `verify` writes", cure)]
    return [
        ReleaseBlocker(f"{name} is not the file that was verified: its SHA-256 is another one", cure) for name in wrong
    ]
