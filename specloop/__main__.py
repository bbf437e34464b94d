"""The command `python -m specloop VERB ...`, which equals the console command `specloop`."""

import sys
from pathlib import Path

if not __package__:  # The file was run by its path, as the tools run each other.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from specloop.console import console

if __name__ == "__main__":
    console()
