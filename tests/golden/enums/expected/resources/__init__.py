"""The operations of Enums, a module for each tag of the contract."""
