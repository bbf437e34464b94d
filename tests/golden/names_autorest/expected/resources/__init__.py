"""The operations of Dock, a module for each tag of the contract."""
