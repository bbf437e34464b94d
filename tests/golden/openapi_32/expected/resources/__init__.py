"""The operations of OpenAPI 32, a module for each tag of the contract."""
