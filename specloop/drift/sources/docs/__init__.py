"""Pages of the documentation, and the contract -> findings, each with its line in both.

    examine            all of it
    pages, markdown    a page -> what it states
    comparison             what was compared, and what was found
    head               path, server, credentials
    parameters, body   what is sent; what comes back
    values             a type, an enum, limits, a description
    example            below the top level, where pages list nothing
    edits              a difference -> edits of the contract

A page is compared in what it says: a limit or a default that only the contract has is no drift. The list of attributes
is the last word on the top level; below it, the example tells names and rough types, and its silence tells nothing.
"""
