"""The operations of Several files, a module for each tag of the contract."""
