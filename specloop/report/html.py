"""Formatting of reports as one HTML page without external files."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from specloop.errors import SourceLocation, printable
from specloop.report.finding import Change, Drift, Finding, is_local_file
from specloop.report.report import Report, Table
from specloop.text_format import as_code, pluralize

CONTEXT_LINES = 3
"""Number of lines of the contract that are shown before and after a location."""

MAX_LINE_CHARS = 400
MAX_SOURCE_BYTES = 64 * 1024 * 1024

STYLE = """
:root { color-scheme: light dark; --text: #1b1f24; --page: #ffffff; --soft: #f3f4f6; --line: #c9cdd3; --muted: #545b66;
  --bad: #a40e26; --warn: #7a4d00; --good: #0b5d2b; --mark: #fff3c4; --add: #0b5d2b; --add-page: #e3f6e8;
  --del: #a40e26; --del-page: #fdeaec; --link: #0a53a8; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8eb; --page: #16191d; --soft: #20242a; --line: #4a515b;
  --muted: #b0b7c1; --bad: #ff9aa6; --warn: #f2c46d; --good: #86dba0; --mark: #4a3f14; --add: #86dba0;
  --add-page: #14301f; --del: #ff9aa6; --del-page: #3a1a1e; --link: #8cc0ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text);
  background: var(--page); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; } h2 { margin-top: 2rem; border-bottom: 1px solid var(--line); }
h3 { margin: 0 0 .25rem; font-size: 1rem; font-weight: 600; }
code, pre { font-family: ui-monospace, monospace; font-size: .875rem; }
.notes { padding-left: 1.25rem; color: var(--muted); }
article { margin: 1rem 0; padding: .75rem 1rem; border: 1px solid var(--line); border-left-width: .35rem;
  border-radius: .25rem; }
.error { border-left-color: var(--bad); } .warning { border-left-color: var(--warn); }
.note { border-left-color: var(--good); }
.meta { margin: .25rem 0; color: var(--muted); font-size: .875rem; }
pre { margin: .5rem 0 0; padding: .5rem; background: var(--soft); border-radius: .25rem; white-space: pre-wrap; }
pre span { display: block; min-height: 1.5em; } .number { display: inline; color: var(--muted); user-select: none; }
.here { background: var(--mark); } .add { color: var(--add); background: var(--add-page); }
.del { color: var(--del); background: var(--del-page); }
.share { display: flex; align-items: center; gap: .5rem; font-size: .875rem; }
.share meter { flex: 0 1 12rem; height: 1rem; }
.wide { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { padding: .35rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
th { background: var(--soft); } caption { text-align: left; font-weight: 600; padding: .35rem 0; }
summary { cursor: pointer; } a { color: var(--link); }
@media (max-width: 30rem) { body { padding: .5rem; } article { padding: .5rem; } }
@media print { body { max-width: none; font-size: 10pt; } article { break-inside: avoid; } pre { border: 1px solid; } }
"""


def format_html(report: Report) -> str:
    """Format a report as one HTML page without scripts."""
    title = f"{report.tool}: {report.headline}"
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = [
        "<!doctype html>",
        '<html lang="en">',
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        f"<title>{_text(title[:200])}</title>",
        f"<style>{STYLE}</style>",
        "<main>",
    ]
    return "\n".join([*head, *_body(report), "</main>", "</html>"]) + "\n"


def _body(report: Report) -> Iterator[str]:
    yield f"<h1>{_sentence(report.headline, report)}</h1>"
    if report.notes:
        yield '<ul class="notes">'
        yield from (f"<li>{_sentence(note, report)}</li>" for note in report.notes)
        yield "</ul>"
    yield from (line for table in report.tables for line in _table(table))
    numbered = enumerate(report.findings, start=1)
    for label, group in groupby(numbered, key=lambda each: each[1].label):
        findings = list(group)
        yield f"<section><h2>{_text(label)} ({pluralize(len(findings), 'finding')})</h2>"
        yield from (line for number, finding in findings for line in _finding(number, finding, report))
        yield "</section>"


def _finding(number: int, finding: Finding, report: Report) -> Iterator[str]:
    names = finding.names if isinstance(finding, Change) else ()
    yield f'<article class="{finding.level}">'
    yield f"<h3>{_sentence(finding.message, report, names)}</h3>"
    yield f'<p class="meta"><code>{_text(str(finding.where))}</code> · {_text("; ".join(finding.details))}</p>'
    if reason := report.reasons.get(finding.code):
        yield f'<p class="meta">{_sentence(reason, report)}</p>'
    if isinstance(finding, Drift) and finding.of > 1:
        share = f"{finding.count:,} of {finding.of:,}"
        meter = f'<meter min="0" max="{finding.of}" value="{finding.count}" aria-label="{share}"></meter>'
        yield f'<div class="share">{meter}<span>{share} ({finding.count / finding.of:.1%})</span></div>'
    yield from _source_lines(number, finding.where, report)
    if isinstance(finding, Drift) and finding.patch:
        yield _patch(number, finding.patch)
    yield "</article>"


def _sentence(text: str, report: Report, names: Sequence[str] = ()) -> str:
    """Escape a sentence for HTML, and put text in backticks into `<code>` elements.

    In reports of `compare`, `as_code` first adds backticks around Python names, including the words in `names`.
    """
    marked = as_code(text, names) if report.tool == "compare" else text
    parts = re.split("`([^`]+)`", marked)
    return "".join(f"<code>{_text(part)}</code>" if number % 2 else _text(part) for number, part in enumerate(parts))


def _source_lines(finding_number: int, location: SourceLocation, report: Report) -> Iterator[str]:
    """Yield HTML with the line of the contract at a location, and the lines around it.

    Yield nothing if the line cannot be read. `finding_number` becomes part of the label for screen readers.
    """
    lines = _lines(report.sources.get(location.file) or _read(location))
    if not 0 < location.line <= len(lines):
        return
    first = max(1, location.line - CONTEXT_LINES)
    last = min(len(lines), location.line + CONTEXT_LINES)
    width = len(str(last))
    shown = []
    for number in range(first, last + 1):
        here = ' class="here"' if number == location.line else ""
        text = lines[number - 1][:MAX_LINE_CHARS]
        shown.append(f'<span{here}><span class="number">{number:>{width}}  </span>{_text(text)}</span>')
    yield _preformatted(f"Finding {finding_number}: lines {first} to {last} of {location.file}", shown)


def _preformatted(label: str, lines: Sequence[str]) -> str:
    """Return lines of HTML as a `<pre>` element. `label` is its name for screen readers, unique on the page."""
    # Each line is a block element already, so line breaks would show as empty lines.
    return f'<pre aria-label="{_text(label)}" role="region" tabindex="0">{"".join(lines)}</pre>'


@cache
def _lines(text: str) -> list[str]:
    return text.split("\n")


@cache
def _read(location: SourceLocation) -> str:
    path = Path(location.file)
    if not is_local_file(location) or not path.is_file() or path.stat().st_size > MAX_SOURCE_BYTES:
        return ""
    return path.read_text("utf-8", "replace")


def _patch(finding_number: int, patch: str) -> str:
    """Return HTML for a unified diff, with colours. `finding_number` becomes part of the label for screen readers."""
    shown = []
    for line in patch.split("\n"):
        is_head = line.startswith(("+++", "---"))
        kind = "" if is_head else {"+": ' class="add"', "-": ' class="del"'}.get(line[:1], "")
        shown.append(f"<span{kind}>{_text(line[:MAX_LINE_CHARS])}</span>")
    return _preformatted(f"Finding {finding_number}: patch", shown[:-1] if patch.endswith("\n") else shown)


def _table(table: Table) -> Iterator[str]:
    yield f'<div class="wide" tabindex="0" role="region" aria-label="{_text(table.caption)}"><table>'
    yield f"<caption>{_text(table.caption)}</caption>"
    yield "<tr>" + "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.header) + "</tr>"
    for first, *cells in table.rows:
        rest = "".join(f"<td>{_text(cell)}</td>" for cell in cells)
        yield f'<tr><th scope="row">{_text(first)}</th>{rest}</tr>'
    yield "</table></div>"


def _text(text: str) -> str:
    return html.escape(str(printable(text)))
