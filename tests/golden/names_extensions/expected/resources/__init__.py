"""The operations of Extensions, a module for each tag of the contract."""
