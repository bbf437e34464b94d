"""The operations of Weather, a module for each tag of the contract."""
