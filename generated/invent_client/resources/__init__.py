"""The operations of Invent, a module for each tag of the contract."""
