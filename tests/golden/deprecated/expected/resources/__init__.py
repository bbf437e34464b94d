"""The operations of Old, a module for each tag of the contract."""
