"""Serve an OpenAPI document as the API would, until Ctrl-C: `sandbox.py --help`."""

from specloop.errors import run_main
from specloop.mock.command_line import main

if __name__ == "__main__":
    run_main(main)
