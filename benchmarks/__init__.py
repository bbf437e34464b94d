"""Benchmarks of the generated client and of this project's commands, compared with similar packages.

`python -m benchmarks` prints one table with all results.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "generated"))  # import the generated package of this repository
