"""The pytest fixture `fake_invent`, registered by an entry point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .testing import Fake

__all__ = ["fake_invent"]


@pytest.fixture
def fake_invent() -> Iterator[Fake]:
    """A client of Invent without a network; `fake_invent.mock` has `add`, `fail` and `requests`."""
    from .testing import fake

    with fake() as client:
        yield client
