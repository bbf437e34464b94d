"""The operations of Search API, a module for each tag of the contract."""
