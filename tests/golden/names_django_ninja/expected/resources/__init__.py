"""The operations of Shop - OpenAPI 3.0, a module for each tag of the contract."""
