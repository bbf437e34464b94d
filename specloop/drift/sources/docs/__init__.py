"""Documentation pages as a drift source. Each finding shows a line of the page and a line of the contract.

    examine             reads the pages and compares each of them with the contract
    page_parser         parses the text of a page to its statements, such as a parameter with its type
    page_report         holds the number of compared statements and the findings
    compare_endpoint    compares the path, the server and the credentials
    compare_parameters  compares the parameters
    compare_bodies      compares the request and response bodies
    compare_values      compares the type, enum, constraints and description of one value
    compare_example     compares the nested values of the page's JSON example
    schema_from_page    builds schemas and edits from the statements of a page

Only statements of the page are compared: a constraint or default that only the contract has is not drift. At the top
level of a body, a page lists all properties. Nested properties are often only in the page's example, which may omit
properties.
"""
