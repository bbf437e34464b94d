"""`python -m specloop VERB ...`: the same as the console command `specloop`."""

import sys
from pathlib import Path

if not __package__:  # The tools call each other by this file's path.
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from specloop.console import console

if __name__ == "__main__":
    console()
