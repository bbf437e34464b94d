"""The operations of Forms, a module for each tag of the contract."""
