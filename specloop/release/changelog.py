"""CHANGELOG.md -> its parts; and the same text with what is under [Unreleased] moved into a section of its own.

The form is that of Keep a Changelog. What a person has written under [Unreleased] is never lost: it comes into the
new section word for word, and a line that is there already is not written twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from specloop.errors import InputError, Problem, SourceLocation
from specloop.release.layout import CHANGELOG
from specloop.release.version import Version
from specloop.text_format import quote

GROUPS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
BREAKING = "**Breaking:**"

EMPTY = "# Changelog\n\n## [Unreleased]\n"

_HEADING = re.compile(r"## \[?(unreleased|\d[^\]\s]*)\]?(?: - \d{4}-\d\d-\d\d)?(?: \[YANKED\])?\s*", re.IGNORECASE)
_LINK = re.compile(r"\[[^\]]+\]:\s*\S+\s*")
_ITEM = re.compile(r"[-*+] ")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


@dataclass(frozen=True)
class Notes:
    """What a section says: a text for the whole, and entries by group; an entry may have several lines."""

    text: str = ""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def entries(self) -> tuple[str, ...]:
        """All entries."""
        return tuple(entry for entries in self.groups.values() for entry in entries)

    def merged(self, other: Notes) -> Notes:
        """Add other notes behind these; in each group what breaks comes first."""
        names = dict.fromkeys([*GROUPS, *self.groups, *other.groups])
        groups = {name: _merged([*self.groups.get(name, ()), *other.groups.get(name, ())]) for name in names}
        text = "\n\n".join(dict.fromkeys(text for text in (self.text, other.text) if text))
        return Notes(text, {name: entries for name, entries in groups.items() if entries})

    def __str__(self) -> str:
        parts = [self.text] if self.text else []
        parts += [f"### {name}\n\n" + "\n".join(entries) for name, entries in self.groups.items()]
        return "\n\n".join(parts)

    def __bool__(self) -> bool:
        return bool(self.text or self.groups)


@dataclass(frozen=True)
class Changelog:
    """A changelog, cut where a section can be put in."""

    head: str
    unreleased: Notes
    sections: str
    links: tuple[str, ...]
    versions: tuple[str, ...]

    def with_section(self, version: Version, date: dt.date, notes: Notes, web: str | None) -> str:
        """Give the text in which [Unreleased] is empty and the section of a version follows."""
        parts = [self.head, "## [Unreleased]", section(version, date, notes)]
        parts += [self.sections] if self.sections else []
        links = self._links(str(version), web)
        parts += ["\n".join(links)] if links else []
        return "\n\n".join(parts) + "\n"

    def _links(self, version: str, web: str | None) -> list[str]:
        """Give the links at the bottom: what is there stays, and the headings without one get theirs."""
        present = {link.partition("]:")[0]: link for link in self.links}
        if not web:
            return list(self.links)
        links = {"[Unreleased": f"[Unreleased]: {web}/compare/v{version}...HEAD"}
        for each, before in zip_longest((version, *self.versions), self.versions):
            where = f"compare/v{before}...v{each}" if before else f"releases/tag/v{each}"
            links[f"[{each}"] = present.get(f"[{each}", f"[{each}]: {web}/{where}")
        return [*links.values(), *(link for name, link in present.items() if name not in links)]


def section(version: Version, date: dt.date, notes: Notes) -> str:
    """Print one section."""
    return "\n\n".join(part for part in (f"## [{version}] - {date.isoformat()}", str(notes)) if part)


def parse(text: str) -> Changelog:
    """Take a changelog apart. Raises InputError for each thing that is not as expected."""
    lines = text.splitlines()
    problems: list[Problem] = []
    headings: list[tuple[int, str]] = []
    for number, line in _outside_fences(lines):
        if line.startswith("## ") and (match := _HEADING.fullmatch(line)):
            headings.append((number, match[1]))
        elif line.startswith("## "):
            message = f"{quote(line)} is no heading of a version; write `## [1.2.3] - 2026-01-31`"
            problems.append(Problem(SourceLocation(CHANGELOG, number + 1), message))
    if not headings or headings[0][1].lower() != "unreleased":
        place = SourceLocation(CHANGELOG, headings[0][0] + 1 if headings else max(len(lines), 1))
        problems.append(Problem(place, "there is no `## [Unreleased]` above the versions; write that line"))
        raise InputError(problems)
    end = _end(lines)
    starts = [number for number, _ in headings] + [end]
    unreleased = _notes(lines, starts[0] + 1, starts[1], problems)
    versions = [version for _, version in headings[1:]]
    seen: set[str] = set()
    for (number, _), version in zip(headings[1:], versions, strict=True):
        if version in seen:
            problems.append(
                Problem(SourceLocation(CHANGELOG, number + 1), f"{version} has two sections; make them one")
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
    )


def _notes(lines: list[str], start: int, end: int, problems: list[Problem]) -> Notes:
    """Read what is under one heading."""
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
        elif number not in fenced and _ITEM.match(line):
            groups[name].append(line)
        elif not line and number not in fenced:
            # Lists are printed close together; an empty line counts only inside of an entry.
            if groups[name] and number + 1 < end and lines[number + 1].startswith(" "):
                groups[name][-1] += "\n"
        elif groups[name]:
            groups[name][-1] += f"\n{line}"
        else:
            message = f"text under `### {name}` that is in no list; begin it with `- `, or move it above the groups"
            problems.append(Problem(SourceLocation(CHANGELOG, number + 1), message))
    found = {each: tuple(entries) for each, entries in groups.items() if entries}
    return Notes("\n".join(text).strip(), found)


def _merged(entries: Iterable[str]) -> tuple[str, ...]:
    """Drop what is said twice, and put what breaks first."""
    different: dict[str, str] = {}
    for entry in entries:
        different.setdefault(_plain(entry), entry)
    return tuple(sorted(different.values(), key=lambda entry: not breaks(entry)))


def breaks(entry: str) -> bool:
    """Tell whether an entry is marked as breaking, by us or by hand."""
    return re.match(r"[-*+] \**breaking\b", entry, re.IGNORECASE) is not None


def _plain(entry: str) -> str:
    """Give the words of an entry without the ways to set them."""
    return " ".join(re.sub(r"[`*_.]|^[-*+] ", "", entry).split()).lower()


def _outside_fences(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Give the lines, numbered from 0, that are not part of a block of code."""
    inside = False
    for number, line in enumerate(lines):
        if _FENCE.match(line):
            inside = not inside
        elif not inside:
            yield number, line


def _end(lines: list[str]) -> int:
    """Find where the sections end and the links at the bottom begin."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _LINK.fullmatch(lines[end - 1])):
        end -= 1
    return end
