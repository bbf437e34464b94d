"""Generate the client package in generated/ from openapi.yaml and templates/; see specloop/commands/generate.py."""

from specloop.commands.generate import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
