"""Breaking changes between two generated packages: when griffe reads them."""

from __future__ import annotations

import sys

import pytest

from specloop.compare.package_diff import compare_released_package
from specloop.errors import InputError

OLD = b'''"""A module."""
class Pet:
    """A pet."""

    name: str = ""
    """Its name."""

    def call(self, loudly: bool = False) -> None:
        """Call it."""
'''


def files(module: bytes) -> dict[str, bytes]:
    return {"zoo/__init__.py": b"from zoo.pets import Pet as Pet\n", "zoo/pets.py": module}


@pytest.mark.parametrize("words", [(b"Its name", b"How it is called"), (b"A pet", b"A cat"), (b"Call it", b"Shout")])
def test_docstrings_break_nothing_and_griffe_is_not_needed(monkeypatch: pytest.MonkeyPatch, words: tuple[bytes, bytes]):
    monkeypatch.setitem(sys.modules, "griffe", None)
    assert [] == compare_released_package("zoo", files(OLD), files(OLD.replace(*words) + b"\n# More.\n"), [])
    with pytest.raises(InputError, match="griffe"):
        compare_released_package("zoo", files(OLD), files(OLD.replace(b"loudly", b"often")), [])


def test_each_pair_of_packages_is_read_as_it_is():
    """A package that griffe has read is kept; another one with the same name is read all the same."""
    for name in ("shout", "cry", "shout"):
        new = OLD.replace(b"call(", f"{name}(".encode())
        for pair, removed in (((OLD, new), "Pet.call"), ((new, OLD), f"Pet.{name}")):
            (found,) = compare_released_package("zoo", *map(files, pair), [])
            assert (f"{removed} was removed", "zoo/pets.py") == (found.message, found.where.file)


def test_a_released_module_that_is_no_python_is_compared_by_griffe():
    broken = files(OLD) | {"zoo/more.py": b"def ("}
    changed = broken | {"zoo/more.py": b"def (:", "zoo/pets.py": OLD.replace(b"call(", b"shout(")}
    assert ["Pet.call was removed"] == [each.message for each in compare_released_package("zoo", broken, changed, [])]
