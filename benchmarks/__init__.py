"""The generated client and the generator, side by side with their peers: `python -m benchmarks` -> one table."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "generated"))  # the package as it stands
