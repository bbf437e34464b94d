"""Drift: where an API differs from its contract, how often, and the edit of the contract that fixes it.

    cli, run            arguments and the table of sources; one run from a source to an exit status
    sources             one module per source: payload, traffic, mismatches, live, docs, upstream
    validation          responses -> observations, counted; no value is kept
    finding_kinds       one row per code; findings builds the findings from observations
    fixes               findings -> the smallest edits of the contract, and their patch
    baseline            findings that are accepted until a date

`redaction` decides which names and enum values a report may show.
"""
