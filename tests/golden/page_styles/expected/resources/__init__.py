"""The operations of Archive, a module for each tag of the contract."""
