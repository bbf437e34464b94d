"""The operations of Refine, a module for each tag of the contract."""
