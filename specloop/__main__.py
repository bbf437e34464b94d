"""The command `python -m specloop SUBCOMMAND ...`, which does the same as the console command `specloop`."""

import sys
from pathlib import Path

if not __package__:  # If this file is run by its path, put the folder of the package first in `sys.path`.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from specloop.console import console

if __name__ == "__main__":
    console()
