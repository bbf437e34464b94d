"""One run of `drift`: examine a source, omit accepted findings, edit the contract, and report the findings."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from specloop.arguments import tool_command
from specloop.codegen.generation import load_project_contract
from specloop.compare import find_verdicts
from specloop.drift import baseline
from specloop.drift.affected_releases import FindingMatrix, examine_releases
from specloop.drift.finding_kinds import FINDING_KINDS
from specloop.drift.findings import FixableFinding, SourceResult
from specloop.drift.fixes import patch
from specloop.drift.fixes.batch import Prove, apply_fixes
from specloop.drift.fixes.edits import no_edits
from specloop.drift.fixes.suggest import MIN_MISSING_SHARE, is_below_missing_share
from specloop.drift.sources.locations import expand_local
from specloop.drift.validation.request_router import OTHER_HOSTS
from specloop.errors import InputError, printable
from specloop.files import write_atomically
from specloop.openapi.document import Document
from specloop.openapi.loader import load_document
from specloop.openapi.validation import validate
from specloop.project import Project, find_project, search_project
from specloop.release.revisions import iter_releases
from specloop.report import Drift, Report, drift_report, show, show_diff, worst_bump, worst_first
from specloop.text_format import join_words

TEXT_FORMATS = {"text", "markdown"}
"""The report formats that people read; for all other formats, notes about written files are also printed to stderr."""

MAX_PROOFS = 3
"""How many times at most one run checks whether fixes cause new differences; each check compares two documents."""

NO_FINDINGS_NOTE = "there are no findings, so there are no edits"
NO_FIX_NOTE = "samples justify no edit for these findings"
REJECTED_NOTE = "the edits for these findings cannot be applied"


@dataclass(frozen=True, slots=True)
class Source:
    """A drift source, such as recorded traffic: its name, its arguments, and the function that examines it."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    examine: Callable[..., SourceResult]
    """The function that examines the source; it is called with the contract and, by name, the source's arguments."""
    unit: str
    """The plural noun for what the source examines, such as `bodies`; the report states a count with it: `3 bodies`."""


@dataclass(frozen=True, slots=True)
class SourceOptions:
    """The options that say what a run examines: the drift source, its arguments, and the contract file."""

    source: Source
    spec: str = "openapi.yaml"
    overlays: Sequence[str] = ()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    project: Project | None = None
    """The project of `--project`, or whose releases `--matrix` examines; None means that of the current folder."""
    owner: Project | None = None
    """The project whose contract `spec` is, with settings about the contract. None if `--spec` names the contract."""

    def load_contract(self) -> Document:
        """Load and validate the contract, with the settings of its project. Raises InputError."""
        if self.owner is None:
            contract = load_document(self.spec, overlays=self.overlays)
        else:
            # Names of the last release have no effect on what the API may send.
            contract = replace(load_project_contract(self.owner, overlays=self.overlays), released=None)
        validate(contract)
        return contract


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """The options for the output of a run: the report format, the files to write, and whether to edit the contract."""

    format: str = "text"
    baseline: Path | None = None
    update_baseline: bool = False
    patch: Path | None = None
    apply: bool = False
    matrix: bool = False
    """Whether to examine the source also with the contract of each release, to report which releases have a finding."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The contract after all applicable fixes, and the findings, each with the patch that fixes it."""

    contract: Document
    findings: Sequence[Drift]
    """All findings; a finding that can be fixed includes the patch for this finding alone."""
    fixed: Sequence[Drift]
    """The findings that include a patch, as a subset of `findings`."""
    notes: Sequence[str]
    has_rejected: bool
    """Whether a fix cannot be applied to the contract's files; `notes` says why."""


def run(options: SourceOptions, output: OutputOptions) -> int:
    """Run `drift`: examine the source, print the report, write the requested files, and return the exit status."""
    contract = options.load_contract()
    _check_outputs(contract, options, output)
    result = examine_source(contract, options)
    _check_outputs(contract, options, output, result.referenced)
    matrix = None
    if output.matrix:
        findings, _ = apply_baseline(result, replace(output, update_baseline=False))
        releases = iter_releases(options.project or find_project())
        matrix = examine_releases(releases, findings, lambda document: examine_source(document, options))
    return finish(contract, result, output, matrix=matrix)


def _check_outputs(
    contract: Document, options: SourceOptions, output: OutputOptions, referenced: Sequence[str] = ()
) -> None:
    """Raise InputError if the patch file or the baseline file would overwrite a file that this run reads.

    `referenced` are files that were read because an OpenAPI document other than the contract refers to them.
    """
    written = [*filter(None, (output.patch, output.baseline if output.update_baseline else None))]
    if not written:
        return
    files = [str(each) for each in (*(options.arguments.get("files") or ()), options.arguments.get("file")) if each]
    read = [*(each.source for each in contract.files()), *(file for each in files for file in expand_local(each))]
    for path in written:
        others = [str(each) for each in (output.baseline, output.patch) if each and each != path]
        patch.check_output(path, [*read, *referenced, *others])


def examine_source(contract: Document, options: SourceOptions) -> SourceResult:
    """Compare the drift source with the contract. Raises InputError if there was nothing to examine."""
    source = options.source
    result = source.examine(contract, **options.arguments)
    if result.examined.get(source.unit, 0) <= sum(result.set_aside.values()):
        aside = ", ".join(_count_units(count, reason) for reason, count in result.set_aside.items() if count)
        also = f" (but {aside})" if aside else ""
        files, server = options.arguments.get("files"), options.arguments.get("base_url")
        places = files or [server or contract.source]
        elsewhere = "; `--base-url` names another server of the API" if result.set_aside.get(OTHER_HOSTS) else ""
        message = f"there was nothing to examine{also}; expected {source.unit} of this API{elsewhere}"
        has_lines = len(places) == 1 and (files or not server)
        raise InputError.at(", ".join(places), message, line=int(bool(has_lines))).with_notes(result.notes)
    return result


def propose_fixes(contract: Document, findings: Sequence[FixableFinding], prove: Prove | None = None) -> Proposal:
    """Apply the fixes of findings to a contract in memory, beginning with the most severe finding.

    A fix that cannot be applied is skipped.

    Args:
        contract: The contract.
        findings: The findings with their fixes.
        prove: A function that returns the indexes of fixes to leave out, because they cause new differences from the
            source. None if no check is needed.
    """
    order = {id(drift): rank for rank, drift in enumerate(worst_first(each.drift for each in findings))}
    ranked = sorted(findings, key=lambda each: order[id(each.drift)])
    fixes = [each.fix for each in ranked]
    result, outcomes = apply_fixes(contract, fixes)
    for _ in range(MAX_PROOFS):
        unproved = prove(result, outcomes) if prove and result is not contract else set()
        if not unproved:
            break
        fixes = [no_edits if index in unproved else fix for index, fix in enumerate(fixes)]
        result, outcomes = apply_fixes(contract, fixes)
    drifts, fixed, notes = [], [], []
    for finding, outcome in zip(ranked, outcomes, strict=True):
        drift = finding.drift
        if outcome.rejection:
            notes.append(f"no edit for {drift.code} at {drift.where}: {outcome.rejection}")
        elif outcome.patch:
            drift = replace(drift, patch=outcome.patch)
            fixed.append(drift)
        elif is_below_missing_share(drift.code, drift.count, drift.of):
            rare = f"it was observed in less than {MIN_MISSING_SHARE:.0%} of the samples, so these may be exceptions"
            notes.append(f"no edit for {drift.code} at {drift.where}: {rare}")
        drifts.append(drift)
    return Proposal(result, drifts, fixed, notes, any(each.rejection for each in outcomes))


def apply_baseline(
    result: SourceResult, output: OutputOptions, *, today: date | None = None
) -> tuple[list[FixableFinding], list[str]]:
    """Return the findings that the baseline file does not accept, and the notes for the report.

    With `--update-baseline`, the findings are first written to the file. Without a baseline file, all findings are
    returned.
    """
    today = today or date.today()  # noqa: DTZ011 - expiry dates are dates in the local time zone
    findings, notes = list(result.findings), list(result.notes)
    if output.baseline is None:
        return findings, notes
    entries = baseline.load_baseline(output.baseline, missing_ok=output.update_baseline)
    if output.update_baseline:
        new, removed = baseline.update_baseline(output.baseline, result, entries, today=today)
        notes.append(f"{output.baseline} is written; new entries, each of which needs a reason: {new}")
        notes += [f"{output.baseline}: removed, as it is no longer observed: {name}" for name in removed]
        entries = baseline.load_baseline(output.baseline)
    else:
        missing = [
            each for each in entries if each.source == result.source and each.reason == baseline.REASON_PLACEHOLDER
        ]
        notes += [f"{each.place}: this entry has no reason; write one" for each in missing]
    findings, accepted = baseline.filter_accepted(result, entries, today=today)
    if accepted:
        notes.append(f"omitted, as {output.baseline} accepts them: {accepted}")
    return findings, notes


def finish(
    contract: Document,
    result: SourceResult,
    output: OutputOptions,
    *,
    today: date | None = None,
    matrix: FindingMatrix | None = None,
) -> int:
    """Finish a run: apply the baseline, edit the contract, print the report, and write the requested files.

    Args:
        contract: The contract.
        result: The result of the drift source.
        output: The report format, the files to write, and whether to edit the contract.
        today: The date that decides which baseline entries have expired; None for the current date.
        matrix: For each finding, the released client versions that have it; None without the option `--matrix`.

    Returns:
        The exit status, as `exit_status` determines it.
    """
    findings, notes = apply_baseline(result, output, today=today)
    proposal = propose_fixes(contract, findings, result.prove)
    notes += proposal.notes
    diff = patch.unified_diff(contract, proposal.contract)
    if diff:
        diff = patch.add_header(diff, _patch_header(contract, proposal))
    done = _write(contract, proposal, diff, output)
    report = build_report(result, proposal.findings, [*notes, *done, *(matrix.problems if matrix else ())])
    if matrix is not None:
        report = replace(report, head={**report.head, "matrix": matrix.data()}, tables=[matrix.table()])
    show(report, output.format)
    if done and output.format not in TEXT_FORMATS:
        print(*done, sep="\n", file=sys.stderr)
    if diff and output.patch is None and not output.apply:
        _show_patch(diff, output.format)
    return exit_status(result, proposal.findings)


def exit_status(result: SourceResult, findings: Iterable[Drift]) -> int:
    """Return 1 if there is a finding with a severity other than `info`.

    Otherwise, return 2 if a recorded difference has no place in the contract, or else 0.
    """
    if any(each.severity != "info" for each in findings):
        return 1
    return 2 if result.has_unlocated else 0


def _write(contract: Document, proposal: Proposal, diff: str, output: OutputOptions) -> list[str]:
    """Write the patch file and the edited contract, if `output` requests them, and return a message about each file.

    `diff` is the unified diff of all edits; empty if there are no edits.
    """
    done = []
    no_edits = REJECTED_NOTE if proposal.has_rejected else NO_FIX_NOTE if proposal.findings else NO_FINDINGS_NOTE
    if output.patch is not None:
        write_atomically(output.patch, diff.encode())
        root = patch.patch_root(contract)
        where = "" if root == Path.cwd() else f" in {root}"
        what = f"the edits that fix the findings; apply it with `git apply`{where}" if diff else no_edits
        done.append(f"{output.patch}: {what}")
    if output.apply and diff:
        files = patch.write_document(contract, proposal.contract)
        verb = "are" if files[1:] else "is"
        project = search_project()
        generate = project.step_command("generate") if project else tool_command("generate")
        done.append(f"{join_words(files)} {verb} edited; check `git diff`, then run `{generate}`")
    elif output.apply:
        done.append(f"{contract.source} is not edited: {no_edits}")
    return done


def _patch_header(contract: Document, proposal: Proposal) -> list[str]:
    """Return the lines that precede the diff in a patch: the fixed findings, and the version bump for the client."""
    count = f"{len(proposal.fixed)} of {len(proposal.findings)}"
    files = join_words(patch.edited_files(contract, proposal.contract))
    lines = [f"Edits of {files} for {count} findings:", ""]
    for each in proposal.fixed:
        lines += [f"{each.where} {each.code}", f"  {each.message}"]
    bump = worst_bump(verdict.bump for verdict in find_verdicts(contract, proposal.contract))
    return [*lines, "", f"For the client this is a {bump} change.", ""]


def _show_patch(diff: str, format_: str) -> None:
    """Print a unified diff after a text or Markdown report, with unprintable characters escaped.

    Print nothing for other formats.
    """
    diff = "\n".join(line.replace("\t", "    ") if line.isprintable() else printable(line) for line in diff.split("\n"))
    if format_ == "text":
        sys.stdout.write("\nProposed:\n")
        show_diff(diff)
    elif format_ == "markdown":
        fence = "```"
        while fence in diff:  # A description in the patch can contain a code fence, so the outer one must be longer.
            fence += "`"
        sys.stdout.write(f"\n{fence}diff\n{diff}{fence}\n")


def build_report(result: SourceResult, findings: Sequence[Drift], notes: Sequence[str]) -> Report:
    """Build the report of one drift run."""
    reasons = {kind.code: kind.reason for kind in FINDING_KINDS.values()}
    headline = format_headline(result, findings)
    return drift_report(result.examined, findings, headline=headline, notes=notes, reasons=reasons)


def format_headline(result: SourceResult, findings: Sequence[Drift]) -> str:
    """Format the first line of a report: the number of findings, and how much was examined, such as `3 bodies`."""
    examined = ", ".join(_count_units(count, unit) for unit, count in result.examined.items() if count)
    real = sum(each.severity != "info" for each in findings)
    remarks = len(findings) - real
    also = f", and {remarks} {'remark' if remarks == 1 else 'remarks'}" if remarks else ""
    if not real and result.has_unlocated:
        return f"Undetermined{also}: not every recorded difference was found in the contract (examined: {examined})"
    if not real:
        size = f", {result.part}" if result.part else ""
        part = "" if result.is_complete else f" in the part that was examined{size}"
        return f"No drift{also}{part} (examined: {examined})"
    return f"Drift: {real} {'finding' if real == 1 else 'findings'}{also} (examined: {examined})"


def _count_units(count: int, unit: str) -> str:
    """Return a count with its unit in the singular or plural: `(1, "bodies not recorded")` -> `1 body not recorded`."""
    noun, rest = re.fullmatch(r"(.*?)( (?:not|of|that|to) .*)?", unit).groups("")  # type: ignore[union-attr]
    if count != 1 or noun.startswith(("from ", "of ", "to ", "without ")):
        return f"{count:,} {unit}"
    for plural, singular in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("s", "")):
        if noun.endswith(plural):
            return f"{count:,} {noun.removesuffix(plural)}{singular}{rest}"
    return f"{count:,} {unit}"
