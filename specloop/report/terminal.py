"""Printing of reports on a terminal, as a coloured table."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from specloop.errors import printable
from specloop.report.report import Report

_COLOURS = {"major": "bold red", "error": "bold red", "minor": "yellow", "warning": "yellow"}

_DIFF_COLOURS = {"+": "green", "-": "red", "@": "cyan", "#": "dim"}


def print_diff_to_terminal(difference: str) -> None:
    """Print a unified diff on the terminal. Added lines are green, and removed lines are red.

    Long lines are not wrapped.
    """
    text = Text()
    for line in difference.removesuffix("\n").split("\n"):
        style = "bold" if line.startswith(("+++", "---")) else _DIFF_COLOURS.get(line[:1], "")
        text.append(f"{printable(line.replace(chr(9), '    '))}\n", style)
    Console(highlight=False).print(text, soft_wrap=True, end="")


def print_to_terminal(report: Report) -> None:
    """Print a report on the terminal as a coloured table."""
    console = Console(highlight=False)
    worst = report.findings[0].label if report.findings else ""
    console.print(Text(printable(report.headline), style=_COLOURS.get(worst, "bold")))
    for note in report.notes:
        console.print(Text(printable(note), style="bold"))
    for each in report.tables:
        grid = Table(title=printable(each.caption), title_justify="left")
        for cell in each.header:
            grid.add_column(printable(cell), overflow="fold")
        for row in each.rows:
            grid.add_row(*(Text(printable(cell)) for cell in row))
        console.print(grid)
    if not report.findings:
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(1, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in report.findings:
        what = Text(printable(finding.message))
        what.append("\n").append(printable(str(finding.where)), style="cyan")
        what.append(f"  {printable('; '.join(finding.details))}", style="dim")
        table.add_row(Text(finding.label, style=_COLOURS.get(finding.label, "dim")), what)
    console.print(table)
