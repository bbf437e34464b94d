"""Drift detection: find where an API differs from its contract, how often, and which edits fix the contract.

    cli, run            cli parses the arguments and lists the sources; run examines a source and reports findings
    sources             has one module per source: payload, traffic, mismatches, live, docs, upstream
    validation          compares responses with the contract and counts the differences, but stores no values
    finding_kinds       has one row per finding code, such as `missing-required`
    findings            builds findings from the counted differences
    fixes               builds the smallest edits of the contract that remove findings, and their patch
    baseline            reads and writes the file that lists accepted findings, each with an expiry date

The module `redaction` decides which names and enum values from responses a report may show.
"""
