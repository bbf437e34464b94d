"""The operations of Consts, a module for each tag of the contract."""
