"""openapi.yaml and what the API does, or is said to do -> where they disagree, and the edits that would mend it.

Exit status: 0 no drift; 1 drift; 2 it could not be told: the input cannot be used, or there was nothing to examine.
"""

from __future__ import annotations

from specloop.drift.cli import parse_arguments
from specloop.drift.run import run
from specloop.errors import run_main


def main(arguments: list[str] | None = None) -> int:
    """Compare the contract with one source, print what was found, and write what was asked for."""
    return run(*parse_arguments(arguments))


if __name__ == "__main__":
    run_main(main)
