"""The operations of Blog, a module for each tag of the contract."""
