"""The operations of Anonymous, a module for each tag of the contract."""
