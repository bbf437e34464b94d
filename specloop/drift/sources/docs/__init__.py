"""Documentation pages as a source of drift; each finding shows the line in the page and in the contract.

    examine             the comparison of pages
    page_parser         the text of a page -> its statements
    page_report         what was compared, and the findings
    compare_endpoint    path, server, credentials
    compare_parameters  parameters; compare_bodies: request and response bodies
    compare_values      type, enum, constraints, description of one value
    compare_example     values below the top level, for which pages list no attributes
    schema_from_page    statements -> schemas and edits

Only what a page states is compared: a constraint or default that only the contract has is no drift. The list of
attributes is complete for the top level. Below it, the example shows names and rough types; absence proves nothing.
"""
