"""Report what changed for callers between two contracts, and the version bump; see specloop/commands/compare.py."""

from specloop.commands.compare import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
