"""Drift detection: where an API differs from its contract, how often, and which contract edits fix this.

    cli, run            cli parses the arguments and lists the sources; run examines a source and reports findings
    sources             has one module per source: payload, traffic, mismatches, live, docs, upstream
    validation          compares responses with the contract and counts the differences, without keeping values
    finding_kinds       has one row per finding code; the module findings builds findings from observations
    fixes               builds the smallest edits of the contract that remove findings, and their patch
    baseline            reads and writes the file of findings that are accepted until a date

`redaction` decides which names and enum values a report may show.
"""
