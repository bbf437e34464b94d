"""Benchmarks of the generated client and of this project's commands, beside similar packages.

`python -m benchmarks` prints one table.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "generated"))  # import the generated package of this repository
