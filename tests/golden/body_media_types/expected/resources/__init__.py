"""The operations of Albums, a module for each tag of the contract."""
