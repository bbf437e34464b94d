"""Pages of the API's documentation, compared with the contract; each finding has its line in both.

    examine             the comparison of pages
    page_parser         the text of a page -> its statements
    page_report         what was compared, and the findings
    compare_endpoint    path, server, credentials
    compare_parameters  parameters; compare_bodies: request and response
    compare_values      type, enum, constraints, description of one value
    compare_example     below the top level, where pages list no attributes
    schema_from_page    statements -> schemas and edits

A page is compared in what it states: a constraint or a default that only the contract has is no drift. The list of
attributes is complete for the top level. Below it, the example shows names and rough types; absence shows nothing.
"""
