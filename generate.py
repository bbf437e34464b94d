"""openapi.yaml and templates/ in -> the client package in generated/ out; see specloop/commands/generate.py."""

from specloop.commands.generate import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
