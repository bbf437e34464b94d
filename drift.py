"""Find differences between openapi.yaml and the API's behaviour, and fix openapi.yaml; see specloop/drift/cli.py."""

from specloop.errors import run_module

if __name__ == "__main__":
    run_module("specloop.drift.cli")
