"""Generate the client package in generated/ from openapi.yaml and templates/; see specloop/commands/generate.py."""

from specloop.errors import run_module

if __name__ == "__main__":
    run_module("specloop.commands.generate")
