"""The findings of one run -> what is printed, what is written, and the exit status."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from specloop.compare import compare
from specloop.drift import baseline
from specloop.drift.case import FixableFinding
from specloop.drift.findings import CODES
from specloop.drift.fixes import patch
from specloop.drift.fixes.suggest import MIN_MISSING_SHARE, is_below_missing_share
from specloop.drift.fixes.yaml_editor import EditRejectedError
from specloop.openapi.document import Document
from specloop.report import Drift, Report, drift_report, show, worst_bump, worst_first

NO_FIX_NOTE = "nothing that was found has an edit that samples could justify"


@dataclass(frozen=True, slots=True)
class SourceResult:
    """What a source has come up with."""

    source: str
    examined: Mapping[str, int]
    cases: Sequence[FixableFinding]
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OutputOptions:
    """What is to be done with it."""

    format: str = "text"
    baseline: Path | None = None
    update_baseline: bool = False
    patch: Path | None = None
    apply: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """The contract as it would be, and what became of each finding."""

    contract: Document
    drifts: Sequence[Drift]
    """With their own patches."""
    mended: Sequence[Drift]
    """Those that the whole patch takes care of."""
    notes: Sequence[str]


def propose_fixes(contract: Document, cases: Sequence[FixableFinding]) -> Proposal:
    """Make all edits that can be made, the worst findings first, each on top of those before."""
    result, drifts, mended, notes = contract, [], [], []
    order = {id(drift): rank for rank, drift in enumerate(worst_first(case.drift for case in cases))}
    for case in sorted(cases, key=lambda each: order[id(each.drift)]):
        drift = case.drift
        try:
            alone = patch.unified_diff(contract, patch.apply_fix(contract, case.mend(contract)))
            if alone:
                drift = replace(drift, patch=alone)
            after = patch.apply_fix(result, case.mend(result))
        except EditRejectedError as refusal:
            elsewhere = drift.where.file != contract.source
            why = f"only {contract.source} is edited; edit that document by hand" if elsewhere else refusal
            notes.append(f"no edit for {drift.code} at {drift.where}: {why}")
        else:
            if alone:
                mended.append(drift)
            elif is_below_missing_share(drift):
                rare = f"it is seen in less than {MIN_MISSING_SHARE:.0%}, which may be odd records"
                notes.append(f"no edit for {drift.code} at {drift.where}: {rare}")
            result = after
        drifts.append(drift)
    return Proposal(result, drifts, mended, notes)


def apply_baseline(
    found: SourceResult, output: OutputOptions, *, today: date | None = None
) -> tuple[list[FixableFinding], list[str]]:
    """Leave out what the baseline accepts; write it anew first, if that is wished.

    Returns:
        What remains, and the notes: the source's, and what was left out.
    """
    today = today or date.today()  # noqa: DTZ011 - the day where the person is
    cases, notes = list(found.cases), list(found.notes)
    if output.baseline is None:
        return cases, notes
    entries = baseline.load_baseline(output.baseline, missing_ok=output.update_baseline)
    if output.update_baseline:
        new = baseline.update_baseline(output.baseline, cases, entries, source=found.source, today=today)
        notes.append(f"{output.baseline} is written; new entries, which wait for their reasons: {new}")
        entries = baseline.load_baseline(output.baseline)
    else:
        unsaid = [
            each for each in entries if each.source == found.source and each.reason == baseline.REASON_PLACEHOLDER
        ]
        notes += [f"{each.place}: this entry still says no reason; write it" for each in unsaid]
    cases, accepted = baseline.filter_accepted(cases, entries, source=found.source, today=today)
    if accepted:
        notes.append(f"left out, as {output.baseline} accepts them: {accepted}")
    return cases, notes


def finish(contract: Document, found: SourceResult, output: OutputOptions, *, today: date | None = None) -> int:
    """Print the report, write what was asked for, and give the exit status."""
    cases, notes = apply_baseline(found, output, today=today)
    proposal = propose_fixes(contract, cases)
    notes += proposal.notes
    whole = patch.unified_diff(contract, proposal.contract)
    if whole:
        whole = patch.add_header(whole, _head(contract, proposal))
    if output.patch is not None:
        patch.write_atomically(output.patch, whole.encode())
        notes.append(
            f"{output.patch}: {'the edits that would mend it; `git apply` takes it' if whole else NO_FIX_NOTE}"
        )
    if output.apply and whole:
        patch.write_document(contract, proposal.contract)
        notes.append(f"{contract.source} is edited; look at `git diff`, then `make generate`")
    show(build_report(found, proposal.drifts, notes), output.format)
    if whole and output.patch is None and not output.apply:
        sys.stdout.write(_format_patch(whole, output.format))
    return int(any(each.severity != "info" for each in proposal.drifts))


def _format_patch(whole: str, format_: str) -> str:
    """Print the patch below the report, where the format is one for people."""
    if format_ == "text":
        return f"\nProposed:\n{whole}"
    if format_ == "markdown":
        fence = "```"
        while fence in whole:  # in a description, say
            fence += "`"
        return f"\n{fence}diff\n{whole}{fence}\n"
    return ""


def build_report(found: SourceResult, drifts: Sequence[Drift], notes: Sequence[str]) -> Report:
    """Build the report of a run."""
    reasons = {code: told.reason for code, told in CODES.items()}
    return drift_report(found.examined, drifts, headline=format_headline(found, drifts), notes=notes, reasons=reasons)


def format_headline(found: SourceResult, drifts: Sequence[Drift]) -> str:
    """Give the answer in one sentence."""
    looked = ", ".join(_count_units(count, what) for what, count in found.examined.items() if count)
    real = sum(each.severity != "info" for each in drifts)
    aside = len(drifts) - real
    also = f", and {aside} {'remark' if aside == 1 else 'remarks'}" if aside else ""
    if not real:
        return f"No drift{also} (examined: {looked})"
    return f"Drift: {real} {'finding' if real == 1 else 'findings'}{also} (examined: {looked})"


def _count_units(count: int, what: str) -> str:
    """Count things, which are named in the plural: `1 body`, `2 bodies`."""
    one = f"{what.removesuffix('ies')}y" if what.endswith("ies") else what.removesuffix("s")
    return f"{count:,} {one if count == 1 and ' ' not in what else what}"


def _head(contract: Document, proposal: Proposal) -> list[str]:
    """Say what a patch is made of, for whoever is to judge it."""
    lines = [f"Edits of {contract.source} for {len(proposal.mended)} of {len(proposal.drifts)} findings:", ""]
    for each in proposal.mended:
        lines += [f"{each.where} {each.code}", f"  {each.message}"]
    return [*lines, "", f"For the client this is a {_bump(contract, proposal.contract)} change.", ""]


def _bump(old: Document, new: Document) -> str:
    """Name the version bump that the edits together ask for."""
    return worst_bump(change.bump for change in compare(old, new))
