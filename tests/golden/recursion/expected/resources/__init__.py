"""The operations of Recursion, a module for each tag of the contract."""
