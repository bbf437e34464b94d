"""Serve a sandbox of the API that an OpenAPI document describes, until Ctrl-C; see `sandbox.py --help`."""

from specloop.errors import run_module

if __name__ == "__main__":
    run_module("specloop.mock.command_line")
