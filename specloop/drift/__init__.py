"""Contract, and what the API really does -> where they disagree, how often, and the edit that would mend it.

    payload, traffic, live          what was answered, by body or by exchange
        matching   request -> operation
        schemas    contract -> compiled schemas, in which documented objects are closed
        examine    one answer -> observations, kept by counter
        report     counter -> findings
    docs                            what a page states: pages reads it
    upstream                        what the vendor's own document states
    edits, patch, splice            findings -> the smallest edit of the contract
    baseline                        findings that were accepted, for a time

Values stay inside: `redaction` decides what may be told of them.
"""
