"""Serve an OpenAPI document as the API would, until Ctrl-C: `sandbox.py --help`."""

import specloop  # noqa: F401, I001 - first, as it says what to do where the rest cannot be imported
from specloop.errors import run_main
from specloop.mock.command_line import main

if __name__ == "__main__":
    run_main(main)
