"""Serve a sandbox of the API that an OpenAPI document describes, until Ctrl-C; see `sandbox.py --help`."""

from specloop.errors import run_main
from specloop.mock.command_line import main

if __name__ == "__main__":
    run_main(main)
