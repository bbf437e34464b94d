"""The operations of Tags, a module for each tag of the contract."""
