"""The settings of all tests: the Hypothesis profile, cached bytecode, garbage collection, and certificates."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import httpcore2
import pytest
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


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """Run one worker more than there are processors: tests often wait, for a server or for a delay that they test."""
    return (yield) + ("PYTEST_XDIST_AUTO_NUM_WORKERS" not in os.environ)


def pytest_collection_finish() -> None:
    """Exclude ten thousand collected tests from garbage collection, which took a tenth of the time of the tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000)


@pytest.fixture(scope="session", autouse=True)
def certificates() -> Iterator[None]:
    """Load the certificates of this machine once, because loading them for each of a thousand clients is slow."""
    context = httpcore2.default_ssl_context()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(httpcore2, "default_ssl_context", lambda **_: context)
        yield
