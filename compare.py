"""Report what changed for callers between two contracts, and the version bump; see specloop/commands/compare.py."""

from specloop.errors import run_module

if __name__ == "__main__":
    run_module("specloop.commands.compare")
