"""openapi.yaml and what the API does -> where they disagree, and the edits that fix it; see specloop/drift/cli.py."""

from specloop.drift.cli import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
