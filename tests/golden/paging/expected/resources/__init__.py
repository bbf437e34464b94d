"""The operations of Library, a module for each tag of the contract."""
