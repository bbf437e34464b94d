"""The operations of Paths, a module for each tag of the contract."""
