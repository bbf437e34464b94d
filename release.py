"""What has changed -> the version, the changelog, the verified wheel, the index; see specloop/commands/release.py."""

from specloop.commands.release import main
from specloop.errors import run_main

if __name__ == "__main__":
    run_main(main)
