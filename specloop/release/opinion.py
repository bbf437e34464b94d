"""The package that was released, and the one that would be -> the breaks that griffe sees and no Change explains.

`compare.py --packages` prints both contracts with today's templates. Here the released files themselves are looked
at, so that a break which comes from the templates is seen as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from specloop.compare.package_diff import find_unexplained
from specloop.report import Change


def second_opinion(
    package: str, then: Mapping[str, bytes], now: Mapping[str, bytes], changes: Sequence[Change]
) -> list[Change]:
    """Compare the Python of two packages. Raises InputError if griffe is not there."""
    if f"{package}/__init__.py" not in then:
        return []  # It has another name now, and compare has told so.
    paths = {path for path in then.keys() | now.keys() if path.endswith(".py")}
    if all(then.get(path) == now.get(path) for path in paths):
        return []
    with TemporaryDirectory(prefix="packages-") as folder:
        old, new = Path(folder, "old"), Path(folder, "new")
        for root, files in ((old, then), (new, now)):
            for path, content in files.items():
                place = root / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        found = find_unexplained(old, new, package, changes)
    # What follows the comma is for us, and not for the changelog.
    return [replace(change, message=change.message.partition(", and no change of")[0]) for change in found]
