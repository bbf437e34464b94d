"""Releases in tests do not depend on the machine's git settings, such as its identity."""

from __future__ import annotations

import pytest
from support.workshop import GIT


@pytest.fixture(autouse=True)
def _git(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the git settings of `support.workshop` for this process, in which some tests plan releases."""
    for name, value in GIT.items():
        monkeypatch.setenv(name, value)
