"""The operations of References, a module for each tag of the contract."""
