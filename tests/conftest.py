"""The settings of all tests: the Hypothesis profile, and cached bytecode."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from hypothesis import HealthCheck, settings

# Hypothesis caches its tables in pytest's cache folder, which git already ignores.
CACHE = Path(__file__).parent.parent / ".pytest_cache" / "hypothesis"
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(CACHE))

# The tests start many commands, which would all compile the same modules if the environment forbade Python's cache.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A slow machine must not fail a test. Failing inputs are kept as @example in the tests and not in a local database.
settings.register_profile(
    "project",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    database=None,
    derandomize="CI" in os.environ,
)
settings.load_profile("project")
