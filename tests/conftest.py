"""How Hypothesis works here: with time, with nothing kept in the tree, and in CI the same every time."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

# Tables that it makes once and reads again; pytest's cache is ignored by git already.
CACHE = Path(__file__).parent.parent / ".pytest_cache" / "hypothesis"
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(CACHE))

# A slow machine is no failure. What failed once is pinned with @example, where everyone sees it, not in a database.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
    derandomize="CI" in os.environ,
)
settings.load_profile("project")
