"""Find differences between openapi.yaml and the API's behaviour, and fix openapi.yaml; see specloop/drift/cli.py."""

from specloop.drift.cli import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
