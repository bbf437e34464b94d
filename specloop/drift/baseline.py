"""The baseline: a file that lists accepted findings. Reports omit a finding until its entry expires.

    # These findings are omitted in reports.
    accepted:
      - source: live
        code: undocumented-property
        operation: listThings
        pointer: "/*/is_archived"
        observed: [boolean]
        reason: "the support team of the API says that it will be removed"
        expires: "2026-12-31"

An entry accepts only findings with the same source, code, operation, pointer and detail. If it lists observed types, it
must list all types of the finding.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from specloop.drift.findings import FixableFinding, SourceResult
from specloop.errors import InputError, Problem, SourceLocation
from specloop.files import write_atomically
from specloop.openapi.document import Document
from specloop.openapi.retrieval import read_bytes
from specloop.openapi.yaml_composer import compose
from specloop.report import Drift
from specloop.text_format import quote

BASELINE_DAYS = 90
"""The number of days from the creation of a baseline entry to its expiry date."""

REASON_PLACEHOLDER = "say here why this is accepted"

FILE_HEADER = """\
# Accepted drift, each entry until its date.
# `--update-baseline` adds new findings, and removes those that were looked for and not observed; people write
# the reasons.

"""
TEXT_KEYS = ("source", "code", "operation", "pointer", "detail", "reason", "expires")
REQUIRED_KEYS = ("source", "code", "reason", "expires")
ENTRY_KEYS = (*TEXT_KEYS, "observed")


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """An entry of the baseline: an accepted finding, the reason why it is accepted, and the expiry date."""

    source: str
    code: str
    operation: str
    pointer: str
    detail: str
    observed: frozenset[str]
    reason: str
    expires: date
    place: SourceLocation

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """The code, operation, pointer and detail, which together identify the accepted finding.

        The detail is the property name, enum value or status that the finding is about; "" if there is none.
        """
        return (self.code, self.operation, self.pointer, self.detail)

    @property
    def name(self) -> str:
        """The name of the entry in messages: its code, operation and pointer."""
        return " ".join(filter(None, (self.code, self.operation, self.pointer)))

    def covers(self, finding: FixableFinding) -> bool:
        """Return whether this entry describes the finding. The expiry date is not considered.

        The identities must be equal. If the entry lists observed types, they must include all observed types of the
        finding.
        """
        return self.identity == finding.identity and (not self.observed or finding.observed <= self.observed)


def load_baseline(file: Path, *, missing_ok: bool = False) -> list[BaselineEntry]:
    """Load the entries of a baseline file. If `missing_ok` is True and the file does not exist, return an empty list.

    Raises:
        InputError: The file has problems, all of which are listed, or it does not exist.
    """
    if not file.exists():
        if missing_ok:
            return []
        raise InputError.at(file, "there is no such baseline; add --update-baseline to create it")
    found = compose(str(file), read_bytes(str(file), "a baseline"), "a baseline, which begins with `accepted:`")
    entries, problems = [], []
    accepted = found.data.get("accepted")
    unknown = [key for key in found.data if key != "accepted"]
    if not isinstance(accepted, list) or unknown:
        raise InputError.at(file, "this is not a baseline; expected one list, `accepted:`")
    for number, raw in enumerate(accepted):
        made = _parse_entry(found, number, raw)
        if isinstance(made, BaselineEntry):
            entries.append(made)
        else:
            problems += made
    if problems:
        raise InputError(problems)
    return entries


def _parse_entry(found: Document, number: int, raw: Any) -> BaselineEntry | list[Problem]:
    place = found.place(("accepted", number))
    if not isinstance(raw, dict):
        return [Problem(place, f"this entry is not a map; expected one with {', '.join(REQUIRED_KEYS)}")]
    problems = [
        Problem(
            found.place(("accepted", number, key)), f"{quote(str(key))} is not known; expected {', '.join(ENTRY_KEYS)}"
        )
        for key in raw
        if key not in ENTRY_KEYS
    ]
    problems += [
        Problem(found.place(("accepted", number, key)), f"`{key}` is not text; put it in quotes")
        for key in TEXT_KEYS
        if key in raw and not isinstance(raw[key], str)
    ]
    problems += [
        Problem(place, f"`{key}` is missing; every entry has one") for key in REQUIRED_KEYS if not raw.get(key)
    ]
    observed = raw.get("observed", [])
    if not isinstance(observed, list) or not all(isinstance(each, str) for each in observed):
        problems.append(
            Problem(found.place(("accepted", number, "observed")), "`observed` is not a list of texts; expected one")
        )
    try:
        expires = date.fromisoformat(str(raw.get("expires")))
    except ValueError:
        expires = date.min
        if raw.get("expires"):
            problems.append(
                Problem(
                    found.place(("accepted", number, "expires")), "`expires` is not a date; write one as 2027-01-31"
                )
            )
    if problems:
        return problems
    texts = {key: raw.get(key, "") for key in TEXT_KEYS if key != "expires"}
    return BaselineEntry(**texts, observed=frozenset(observed), expires=expires, place=place)


def filter_accepted(
    result: SourceResult, entries: Iterable[BaselineEntry], *, today: date
) -> tuple[list[FixableFinding], int]:
    """Remove the findings that the baseline accepts, and add a finding for each outdated entry.

    An entry is outdated in two cases: it has expired and its finding still occurs; or the source examined the value
    that the entry is about, and no longer reports the finding.

    Args:
        result: The result of one drift source.
        entries: The entries of the baseline file. Those of other drift sources are ignored.
        today: The date that decides which entries have expired.

    Returns:
        The findings to report; the number of findings that were removed.
    """
    remaining, accepted, used = [], 0, set[BaselineEntry]()
    mine = [each for each in entries if each.source == result.source]
    for finding in result.findings:
        entry = next((each for each in mine if each.covers(finding)), None)
        if entry is not None:
            used.add(entry)
        if entry is not None and entry.expires >= today:
            accepted += 1
        else:
            remaining.append(finding)
    for entry in mine:
        if entry not in used and result.has_examined(entry.operation, entry.pointer):
            remaining.append(_entry_finding(entry, "baseline-fixed", "is no longer observed: remove the entry"))
        elif entry in used and entry.expires < today:
            message = f"was accepted until {entry.expires}: fix it, or accept it again"
            remaining.append(_entry_finding(entry, "baseline-expired", message))
    return remaining, accepted


def _entry_finding(entry: BaselineEntry, code: str, what: str) -> FixableFinding:
    drift = Drift(
        code=code,
        severity="info",
        where=entry.place,
        message=f"{entry.name} {what}",
        operation=entry.operation,
        pointer=entry.pointer,
        count=0,
    )
    return FixableFinding(drift)


def update_baseline(
    file: Path, result: SourceResult, entries: Iterable[BaselineEntry], *, today: date
) -> tuple[int, list[str]]:
    """Write the findings of one drift source to the baseline file, so that they are accepted.

    An entry of this source is removed if its value was examined and its finding no longer occurs. Entries of other
    drift sources are kept.

    Args:
        file: The baseline file.
        result: The result of the drift source. Findings with the severity `info` are ignored.
        entries: The existing entries of the file.
        today: Today's date. New entries, and expired entries whose findings still occur, are valid for BASELINE_DAYS.

    Returns:
        The number of new entries, for which the user must write a reason; the names of the removed entries.
    """
    mine: list[BaselineEntry] = []
    lines: list[Mapping[str, Any]] = []
    removed: list[str] = []
    for entry in entries:
        if entry.source == result.source:
            mine.append(entry)
        is_used = entry.source == result.source and any(map(entry.covers, result.findings))
        if entry.source != result.source or not (is_used or result.has_examined(entry.operation, entry.pointer)):
            lines.append(_entry_data(entry))
        elif not is_used:
            removed.append(entry.name)
    new = 0
    for finding in result.findings:
        if finding.drift.severity == "info":
            continue
        old = next((each for each in mine if each.covers(finding)), None)
        if old is not None and old.expires >= today:
            lines.append(_entry_data(old))
            continue
        new += old is None
        code, operation, pointer, detail = finding.identity
        lines.append(
            {
                "source": result.source,
                "code": code,
                "operation": operation,
                "pointer": pointer,
                "detail": detail,
                "observed": sorted(finding.observed),
                "reason": old.reason if old else REASON_PLACEHOLDER,
                "expires": str(today + timedelta(days=BASELINE_DAYS)),
            }
        )
    text = "accepted:\n" + "".join(map(_format_entry, lines)) if lines else "accepted: []\n"
    write_atomically(file, (FILE_HEADER + text).encode())
    return new, removed


def _entry_data(entry: BaselineEntry) -> dict[str, Any]:
    texts = {key: str(getattr(entry, key)) for key in TEXT_KEYS}
    return {**texts, "observed": sorted(entry.observed)}


def _format_entry(data: Mapping[str, Any]) -> str:
    pairs = [f"{key}: {_format_value(data[key])}" for key in ENTRY_KEYS if data.get(key)]
    return "  - " + "\n    ".join(pairs) + "\n"


def _format_value(value: Any) -> str:
    plain = isinstance(value, str) and value.replace("-", "").isalpha() and value.isascii()
    return str(value) if plain else json.dumps(value, ensure_ascii=False)
