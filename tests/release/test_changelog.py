"""The changelog: hand-written text is kept unchanged, and new sections have the same style."""

from __future__ import annotations

import datetime as dt

import pytest

from specloop.errors import InputError
from specloop.release.changelog import ReleaseNotes, parse
from specloop.release.git import web_address
from specloop.release.version import Version

DAY = dt.date(2026, 11, 23)
WEB = "https://code.example/acme/client"
HEAD = "# Changelog\n\nWhat changes.\n\n"


def released(text: str, notes: ReleaseNotes, version: str = "0.2.0", web: str | None = None) -> str:
    log = parse(text)
    number = Version.parse(version)
    assert number is not None
    return log.with_section(number, DAY, log.unreleased.merged(notes), web)


def test_a_section_is_put_in_below_unreleased():
    text = f"{HEAD}## [Unreleased]\n\n## [0.1.0] - 2026-01-31\n\nThe first.\n"
    expected = (
        f"{HEAD}## [Unreleased]\n\n## [0.2.0] - 2026-11-23\n\n### Added\n\n- One.\n- Two.\n\n"
        "## [0.1.0] - 2026-01-31\n\nThe first.\n"
    )
    assert expected == released(text, ReleaseNotes("", {"Added": ("- One.", "- Two.")}))


def test_what_was_written_by_hand_is_kept_and_merged():
    text = f"""{HEAD}## [Unreleased]

A release for *winter*.

```python
## [not a heading]
```

### Fixed

- A list of one page
  ends.

      with code

* Another.

### Performance

- Faster.

## [0.1.0] - 2026-01-31
"""
    notes = ReleaseNotes("", {"Fixed": ("- **Breaking:** A fix.", "- `Another`"), "Added": ("- New.",)})
    expected = f"""{HEAD}## [Unreleased]

## [0.2.0] - 2026-11-23

A release for *winter*.

```python
## [not a heading]
```

### Added

- New.

### Fixed

- **Breaking:** A fix.
- A list of one page
  ends.

      with code
* Another.

### Performance

- Faster.

## [0.1.0] - 2026-01-31
"""
    assert expected == released(text, notes)


def test_groups_come_in_the_usual_order():
    notes = ReleaseNotes(
        "", dict.fromkeys(("Security", "Fixed", "Removed", "Deprecated", "Changed", "Added"), ("- It.",))
    )
    order = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
    assert order == list(ReleaseNotes().merged(notes).groups)


def test_links_are_written_where_the_repository_is_known():
    text = f"{HEAD}## [Unreleased]\n\n## [0.1.0] - 2026-01-31\n\nThe first.\n"
    first = released(text, ReleaseNotes("x"), web=WEB)
    expected = (
        f"[Unreleased]: {WEB}/compare/v0.2.0...HEAD\n"
        f"[0.2.0]: {WEB}/compare/v0.1.0...v0.2.0\n"
        f"[0.1.0]: {WEB}/releases/tag/v0.1.0\n"
    )
    assert first.endswith(f"The first.\n\n{expected}")
    kept = first.replace(f"[0.1.0]: {WEB}/releases/tag/v0.1.0", "[0.1.0]: https://elsewhere.example/1")
    second = released(f"{kept}[style]: https://style.example\n", ReleaseNotes("y"), "0.3.0", WEB)
    assert second.endswith(
        f"[Unreleased]: {WEB}/compare/v0.3.0...HEAD\n"
        f"[0.3.0]: {WEB}/compare/v0.2.0...v0.3.0\n"
        f"[0.2.0]: {WEB}/compare/v0.1.0...v0.2.0\n"
        "[0.1.0]: https://elsewhere.example/1\n"
        "[style]: https://style.example\n"
    )


def test_without_a_repository_there_are_no_links():
    assert "]: " not in released(f"{HEAD}## [Unreleased]\n", ReleaseNotes("x"))


WRONG = [
    ("# Changelog\n", "CHANGELOG.md:1:1: there is no `## [Unreleased]` above the versions"),
    (f"{HEAD}## [0.1.0] - 2026-01-31\n", "CHANGELOG.md:5:1: there is no `## [Unreleased]`"),
    (f"{HEAD}```\n## [Unreleased]\n```\n", "there is no `## [Unreleased]`"),
    (f"{HEAD}## [Unreleased]\n\n## Next\n", "CHANGELOG.md:7:1: '## Next' is not the heading of a version"),
    (
        f"{HEAD}## [Unreleased]\n\n### Added\n\nWords.\n",
        "CHANGELOG.md:9:1: text under `### Added` that is not in a list",
    ),
    (f"{HEAD}## [Unreleased]\n\n## [0.1.0]\n\n## [0.1.0]\n", "CHANGELOG.md:9:1: 0.1.0 has two sections"),
]


@pytest.mark.parametrize(("text", "said"), WRONG)
def test_another_form_is_told_with_its_place(text: str, said: str):
    with pytest.raises(InputError) as output:
        parse(text)
    assert said in str(output.value)


ADDRESSES = [
    ("https://code.example/acme/client.git", WEB),
    ("https://someone:secret@code.example/acme/client", WEB),
    ("git@code.example:acme/client.git", WEB),
    ("ssh://git@code.example:2222/acme/client.git", WEB),
    ("/srv/git/client.git", None),
    ("../client", None),
    ("file:///srv/git/client.git", None),
    ("", None),
]


@pytest.mark.parametrize(("remote", "web"), ADDRESSES)
def test_the_repository_is_known_by_its_remote_and_no_secret_comes_along(remote: str, web: str | None):
    assert web == web_address(remote)
