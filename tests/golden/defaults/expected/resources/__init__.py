"""The operations of Defaults, a module for each tag of the contract."""
