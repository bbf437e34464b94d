"""The operations of Maps, a module for each tag of the contract."""
