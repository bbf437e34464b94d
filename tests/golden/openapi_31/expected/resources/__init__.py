"""The operations of OpenAPI 31, a module for each tag of the contract."""
