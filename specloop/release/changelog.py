"""CHANGELOG.md in the format of Keep a Changelog: parsing, and inserting the section of a new version.

Hand-written text under [Unreleased] moves to the section of the new version. A generated entry is omitted if a
hand-written entry says the same.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from specloop.errors import InputError, Problem, SourceLocation
from specloop.project import CHANGELOG_NAME
from specloop.release.version import Version
from specloop.text_format import quote

CHANGE_GROUPS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
BREAKING = "**Breaking:**"

NEW_CHANGELOG = "# Changelog\n\n## [Unreleased]\n"
"""The text of CHANGELOG.md for a project that has no changelog yet."""

_VERSION_HEADING = re.compile(
    r"## \[?(unreleased|\d[^\]\s]*)\]?(?: - \d{4}-\d\d-\d\d)?(?: \[YANKED\])?\s*", re.IGNORECASE
)
_LINK = re.compile(r"\[[^\]]+\]:\s*\S+\s*")
_LIST_ITEM = re.compile(r"[-*+] ")
_CODE_FENCE = re.compile(r" {0,3}(?:```|~~~)")


@dataclass(frozen=True)
class ReleaseNotes:
    """The content of a changelog section: an introduction, and the entries below each heading, such as `Added`."""

    text: str = ""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[str, ...]:
        """All entries of the section, without the headings above them."""
        return tuple(entry for entries in self.groups.values() for entry in entries)

    def merged(self, other: ReleaseNotes) -> ReleaseNotes:
        """Return these notes with the entries of `other` appended. Below each heading, breaking entries come first."""
        names = dict.fromkeys([*CHANGE_GROUPS, *self.groups, *other.groups])
        groups = {name: _merge_entries([*self.groups.get(name, ()), *other.groups.get(name, ())]) for name in names}
        text = "\n\n".join(dict.fromkeys(text for text in (self.text, other.text) if text))
        return ReleaseNotes(text, {name: entries for name, entries in groups.items() if entries})

    def __str__(self) -> str:
        parts = [self.text] if self.text else []
        parts += [f"### {name}\n\n" + "\n".join(entries) for name, entries in self.groups.items()]
        return "\n\n".join(parts)

    def __bool__(self) -> bool:
        return bool(self.text or self.groups)


@dataclass(frozen=True)
class Changelog:
    """A parsed CHANGELOG.md: `head` is the text above [Unreleased], and `sections` that of all released versions."""

    head: str
    unreleased: ReleaseNotes
    sections: str
    links: tuple[str, ...]
    versions: tuple[str, ...]
    line_end: str = "\n"

    def with_section(self, version: Version, date: dt.date, notes: ReleaseNotes, web: str | None) -> str:
        """Return the changelog's text with a section for a new version, and an empty [Unreleased] section above it.

        Headings become links to the repository's web page, whose URL is `web`. If it is None, no links are added.
        """
        parts = [self.head, "## [Unreleased]", section(version, date, notes)]
        parts += [self.sections] if self.sections else []
        links = self._links(str(version), web)
        parts += ["\n".join(links)] if links else []
        return "\n\n".join(parts) + "\n"

    def _links(self, version: str, web: str | None) -> list[str]:
        """Return the Markdown link definitions of all versions, such as `[1.2.0]: https://...`, with one for `version`.

        `web` is the URL of the repository's web page. If it is None, return only the existing definitions.
        """
        present = {link.partition("]:")[0]: link for link in self.links}
        if not web:
            return list(self.links)
        links = {"[Unreleased": f"[Unreleased]: {web}/compare/v{version}...HEAD"}
        for each, before in zip_longest((version, *self.versions), self.versions):
            where = f"compare/v{before}...v{each}" if before else f"releases/tag/v{each}"
            links[f"[{each}"] = present.get(f"[{each}", f"[{each}]: {web}/{where}")
        return [*links.values(), *(link for name, link in present.items() if name not in links)]


def section(version: Version, date: dt.date, notes: ReleaseNotes) -> str:
    """Format the changelog section of one version as Markdown."""
    return "\n\n".join(part for part in (f"## [{version}] - {date.isoformat()}", str(notes)) if part)


def parse(text: str) -> Changelog:
    """Parse the text of CHANGELOG.md. Raises InputError with all deviations from the format."""
    # str.splitlines() also splits at form feeds and U+2028, which are not line breaks in Markdown.
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text.strip() else NEW_CHANGELOG.split("\n")
    problems: list[Problem] = []
    headings: list[tuple[int, str]] = []
    for number, line in _outside_fences(lines):
        if line.startswith("## ") and (match := _VERSION_HEADING.fullmatch(line)):
            headings.append((number, match[1]))
        elif line.startswith("## "):
            message = f"{quote(line)} is not the heading of a version; write `## [1.2.3] - 2026-01-31`"
            problems.append(Problem(SourceLocation(CHANGELOG_NAME, number + 1), message))
    if not headings or headings[0][1].lower() != "unreleased":
        place = SourceLocation(CHANGELOG_NAME, headings[0][0] + 1 if headings else max(len(lines), 1))
        problems.append(Problem(place, "there is no `## [Unreleased]` above the versions; write that line"))
        raise InputError(problems)
    end = _end_of_sections(lines)
    starts = [number for number, _ in headings] + [end]
    unreleased = _notes(lines, starts[0] + 1, starts[1], problems)
    versions = [version for _, version in headings[1:]]
    seen: set[str] = set()
    for (number, _), version in zip(headings[1:], versions, strict=True):
        if version in seen:
            problems.append(
                Problem(SourceLocation(CHANGELOG_NAME, number + 1), f"{version} has two sections; make them one")
            )
        seen.add(version)
    if problems:
        raise InputError(problems)
    return Changelog(
        head="\n".join(lines[: starts[0]]).rstrip(),
        unreleased=unreleased,
        sections="\n".join(lines[starts[1] : end]).strip(),
        links=tuple(line.strip() for line in lines[end:] if line.strip()),
        versions=tuple(versions),
        line_end="\r\n" if "\r\n" in text else "\n",
    )


def _notes(lines: list[str], start: int, end: int, problems: list[Problem]) -> ReleaseNotes:
    """Parse the release notes in the lines of a changelog from `start` up to, but not including, `end`.

    Errors are appended to `problems`.
    """
    name, text = "", []
    groups: dict[str, list[str]] = {}
    fenced = set(range(len(lines))) - {number for number, _ in _outside_fences(lines)}
    for number in range(start, end):
        line = lines[number].rstrip()
        if line.startswith("### ") and number not in fenced:
            name = line.removeprefix("### ").strip()
            groups.setdefault(name, [])
        elif not name:
            text.append(line)
        elif number not in fenced and _LIST_ITEM.match(line):
            groups[name].append(line)
        elif not line and number not in fenced:
            # An empty line belongs to an entry only if an indented line of the same entry follows.
            if groups[name] and number + 1 < end and lines[number + 1].startswith(" "):
                groups[name][-1] += "\n"
        elif groups[name]:
            groups[name][-1] += f"\n{line}"
        else:
            message = f"text under `### {name}` that is not in a list; begin it with `- `, or move it above the groups"
            problems.append(Problem(SourceLocation(CHANGELOG_NAME, number + 1), message))
    found = {each: tuple(entries) for each, entries in groups.items() if entries}
    return ReleaseNotes("\n".join(text).strip(), found)


def _merge_entries(entries: Iterable[str]) -> tuple[str, ...]:
    """Return changelog entries without duplicates. Breaking entries come first."""
    different: dict[str, str] = {}
    for entry in entries:
        different.setdefault(_plain_words(entry), entry)
    return tuple(sorted(different.values(), key=lambda entry: not breaks(entry)))


def breaks(entry: str) -> bool:
    """Return whether a changelog entry begins with the word `breaking`, as in `- **Breaking:** ...`."""
    return re.match(r"[-*+] \**breaking\b", entry, re.IGNORECASE) is not None


def _plain_words(entry: str) -> str:
    """Return a changelog entry without markup and in lower case, for comparison: "- `x` Is new." gives "x is new"."""
    return " ".join(re.sub(r"[`*_.]|^[-*+] ", "", entry).split()).lower()


def _outside_fences(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the index and the text of each line outside fenced code blocks. The index begins at 0."""
    inside = False
    for number, line in enumerate(lines):
        if _CODE_FENCE.match(line):
            inside = not inside
        elif not inside:
            yield number, line


def _end_of_sections(lines: list[str]) -> int:
    """Return the index after the last line that is neither blank nor a link definition."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _LINK.fullmatch(lines[end - 1])):
        end -= 1
    return end
