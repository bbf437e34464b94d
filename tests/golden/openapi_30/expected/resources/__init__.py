"""The operations of OpenAPI 30, a module for each tag of the contract."""
