"""Documentation pages as a drift source. Each finding shows a line of the page and a line of the contract.

    examine             reads the pages and compares each of them with the contract
    page_parser         parses the text of a page
    page_report         collects the findings about a page
    compare_endpoint    compares the path, the server and the credentials
    compare_parameters  compares the parameters
    compare_bodies      compares the request and response bodies
    compare_values      compares the type, enum, constraints and description of one value
    compare_example     compares the nested values of the page's JSON example
    headings            finds attributes whose heading is missing on the page
    schema_from_page    builds schemas and edits from a page

A constraint or default that only the contract has is not a finding. If the page shows nested properties only in its
JSON example, a missing one is not a finding either.
"""
