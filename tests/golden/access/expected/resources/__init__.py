"""The operations of Access, a module for each tag of the contract."""
