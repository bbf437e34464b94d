"""Release the client package: version, changelog, verified wheel and upload; see specloop/commands/release.py."""

from specloop.errors import run_module

if __name__ == "__main__":
    run_module("specloop.commands.release")
