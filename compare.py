"""Two contracts in -> what changed for callers, and the version bump, out; see specloop/commands/compare.py."""

from specloop.commands.compare import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
