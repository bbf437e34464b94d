"""The operations of Owners, a module for each tag of the contract."""
