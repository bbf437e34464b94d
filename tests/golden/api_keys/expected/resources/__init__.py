"""The operations of Keys API, a module for each tag of the contract."""
