"""Release the client package: version, changelog, verified wheel and upload; see specloop/commands/release.py."""

from specloop.commands.release import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
